"""What each form of question does by itself: tries, hints, certainty, proofs, cursors, gaps."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from desktop_app.content.reference import Reference
from desktop_app.session.session import Pointing
from desktop_app.ui.common.accessible import install
from desktop_app.ui.quiz.answer_forms import (
    AxisForm,
    ChoiceForm,
    GapsForm,
    MatchForm,
    OpenForm,
    OrderForm,
    PointingForm,
    PredictionForm,
)
from desktop_app.ui.quiz.choice_button import ChoiceButton
from tests.ui.quiz.desk import CONTROL, Desk, walk

Key = Qt.Key

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def test_a_second_try_earns_less_and_shows_no_answer_before(desk: Desk) -> None:
    desk.show(["choice"])
    desk.card.take_focus()
    desk.press(Key.Key_1, Key.Key_Return)
    assert "The right answer" not in desk.words()
    assert "Try again for 50%" in desk.words()
    assert desk.name(desk.focus) == "Try again for 50%"
    desk.press(Key.Key_Return, Key.Key_3, Key.Key_Return)
    assert "The right answer" in desk.words()
    assert [(k.attempt, k.round, k.score) for k in desk.kept] == [(1, 1, 0.0), (2, 1, 0.0)]
    assert desk.kept[0].misconceptions == ("choice-not-job",)
    desk.press(Key.Key_Return, Key.Key_2, Key.Key_Return)  # from the beginning: practice
    assert [(k.attempt, k.round, k.score) for k in desk.kept][-1] == (1, 2, 1.0)


def test_a_right_second_try_is_right(desk: Desk) -> None:
    desk.show(["choice"])
    desk.card.take_focus()
    desk.press(Key.Key_1, Key.Key_Return, Key.Key_Return, Key.Key_2, Key.Key_Return)
    answer = desk.answer("choice")
    assert (answer.score, answer.correct, answer.attempt) == (0.5, True, 2)
    assert "50% of the credit" in desk.said[-1]
    assert desk.name(desk.focus) == "Try again"


def test_hints_come_one_by_one_and_are_counted(desk: Desk) -> None:
    desk.show(["choice"])
    desk.card.take_focus()
    desk.tab_to("Hint 1 of 2")
    desk.press(Key.Key_Return)
    assert "machine" in desk.words()
    assert "ordinateur" not in desk.words()
    assert "machine" in desk.said[-1]
    desk.tab_to("Hint 2 of 2")
    desk.press(Key.Key_Space)
    assert "ordinateur" in desk.words()
    assert "Hint 2 of 2" not in desk.words()
    desk.card.take_focus()
    desk.press(Key.Key_2, Key.Key_Return)
    assert desk.kept[0].hints == 2


def test_certainty_is_asked_first_and_marked(desk: Desk) -> None:
    desk.show(["sentence"])
    desk.card.take_focus()
    walk(desk, "Elle tombe")
    desk.press(Key.Key_Return)
    assert not desk.kept
    assert "how sure" in desk.said[-1]
    assert desk.name(desk.focus) == "Unsure"
    desk.press(Key.Key_Right, Key.Key_Right)
    assert desk.name(desk.focus) == "Certain"
    desk.press(Key.Key_Return)  # chosen already: it checks
    assert (desk.kept[0].certainty, desk.kept[0].mark) == (3, -6)
    assert "mark −6" in desk.said[-1]


def test_without_marks_no_certainty_is_asked(desk: Desk) -> None:
    desk.preferences.practise(True)
    desk.show(["sentence"])
    desk.card.take_focus()
    walk(desk, "Ce sont")
    desk.press(Key.Key_Return)
    assert desk.kept[0].graded is False
    assert desk.kept[0].mark is None
    assert desk.answer("sentence").graded is False
    assert "mark" not in desk.said[-1]


def test_feedback_that_comes_later_waits_for_every_question(desk: Desk) -> None:
    desk.show(["picture", "later"], step="step-picture")
    desk.card.take_focus()
    desk.press(Key.Key_1, Key.Key_Return)
    assert desk.kept
    assert "once every question is answered" in desk.said[-1]
    assert not any(word in desk.words() for word in ("Right.", "Not right.", "Oui"))
    desk.card.go_to(1)
    desk.card.take_focus()
    desk.press(Key.Key_1, Key.Key_Return)
    assert "Right." in desk.words()
    desk.card.go_to(0)
    assert any(word in desk.words() for word in ("Right.", "Not right."))


def test_a_picture_is_shown_and_options_are_shuffled(desk: Desk) -> None:
    desk.show(["picture"])
    assert '<img src="data:image/png;base64,' in desk.words()
    assert 'alt="Une ligne monte' in desk.words()
    form = desk.card.form
    assert isinstance(form, ChoiceForm)
    desk.card.take_focus()
    desk.press(Key.Key_1)
    (picked,) = form.given()
    shown = sorted(form.rows, key=lambda row: row.y())
    assert form.rows[int(picked)] is shown[0]
    assert shown != form.rows


def test_pointing_goes_through_the_session_both_ways(desk: Desk) -> None:
    desk.show(["point"])
    assert desk.session.state.pointing == Pointing(marks=True)
    desk.card.take_focus()
    desk.press(Key.Key_Down)
    assert desk.session.state.selection == Reference.point("jobs", "cadres", "share")
    desk.session.select(Reference.point("jobs", "employes", "share"))  # clicked on the chart
    form = desk.card.form
    assert isinstance(form, PointingForm)
    assert form.walker.text.startswith("Employés")
    assert form.given()[2] == "1"
    desk.session.select(Reference("source", ("insee",)))  # no mark: nothing is pointed at by it
    assert form.given()[2] == "1"
    desk.session.select(None)
    assert form.given() == ()
    desk.type("ouv")  # the first letters of a name
    assert form.walker.text.startswith("Ouvriers")
    desk.press(Key.Key_Home)
    assert form.walker.text.startswith("Cadres")
    desk.card.hide()
    assert desk.session.state.pointing is None


def test_a_wrong_point_may_be_tried_again(desk: Desk) -> None:
    desk.show(["point"])
    desk.card.take_focus()
    walk(desk, "Employés")
    desk.press(Key.Key_Return)
    assert "Not right." in desk.words()
    assert "The right answer" not in desk.words()
    assert desk.session.state.pointing is None
    desk.press(Key.Key_Return)
    assert desk.session.state.pointing == Pointing(marks=True)
    walk(desk, "Ouvriers")
    desk.press(Key.Key_Return)
    assert desk.answer("point").score == pytest.approx(2 / 3)


def test_a_proof_is_wanted_before_a_claim_is_checked(desk: Desk) -> None:
    desk.show(["true-false"])
    assert desk.session.state.pointing == Pointing(marks=True, sentences=True)
    desk.card.take_focus()
    desk.press(Key.Key_1)
    desk.tab_to("Unsure")
    desk.press(Key.Key_Space)
    desk.tab_to("Check")
    desk.press(Key.Key_Return)
    assert not desk.kept
    assert "proves" in desk.said[-1]
    assert desk.name(desk.focus) == "What you point at"


def test_the_cursor_on_an_axis_and_the_field_follow_each_other(desk: Desk) -> None:
    desk.show(["axis-value"])
    form = desk.card.form
    assert isinstance(form, AxisForm)
    assert desk.session.state.pointing == Pointing(axis="y")
    desk.card.take_focus()
    desk.press(Key.Key_Up)
    first = desk.session.state.probe
    assert first is not None
    desk.press(Key.Key_Up)
    second = desk.session.state.probe
    assert second is not None
    assert second > first
    desk.session.probe(250_000)
    assert form.field.text() == "250\u202f000"
    form.field.clear()
    desk.type("3e5")
    assert desk.session.state.probe == 300_000
    desk.type("=")
    assert desk.session.state.probe is None
    desk.press(Key.Key_Return)
    assert "not a number" in desk.said[-1]


def test_a_date_is_stepped_and_told_in_full(desk: Desk) -> None:
    desk.show(["axis-date"], "en")
    form = desk.card.form
    assert isinstance(form, AxisForm)
    desk.card.take_focus()
    desk.type("2020-04-06")
    desk.press(Key.Key_Up)
    assert form.field.text().endswith("April 2020")
    assert form.given()[0].startswith("2020-04-")


def test_items_move_and_keep_the_keyboard(desk: Desk) -> None:
    desk.show(["order"])
    form = desk.card.form
    assert isinstance(form, OrderForm)
    first = form.order[0]
    desk.card.take_focus()
    assert desk.name(desk.focus) == f"Move down: {form.rows[first].text}"
    desk.press(Key.Key_Space)
    assert form.order[1] == first
    assert form.rows[first].isAncestorOf(desk.focus)
    desk.press(Key.Key_Down)
    assert form.order[2] == first
    assert form.rows[first].isAncestorOf(desk.focus)
    desk.press(Key.Key_Down)  # there is no lower place
    assert form.order[2] == first
    assert sorted(form.order) == [0, 1, 2]


def test_the_text_fills_as_the_gaps_do(desk: Desk) -> None:
    desk.show(["gaps"])
    desk.card.take_focus()
    desk.press(Key.Key_Down, Key.Key_Tab)
    desk.type("61")
    prompt = desk.words().split("\n")[0]
    assert "61" in prompt
    form = desk.card.form
    assert isinstance(form, GapsForm)
    assert form.rows[0].words() in prompt
    desk.press(Key.Key_Tab)
    form.rows[1].field.setText("beaucoup")  # type: ignore[union-attr]
    desk.card.validate()
    assert not desk.kept
    assert "Gap 2" in desk.said[-1]
    assert desk.focus is form.rows[1].field


@pytest.mark.qt_log_ignore("does not support grabbing", extend=True)
def test_a_choice_opens_its_list(desk: Desk) -> None:
    desk.show(["match"])
    form = desk.card.form
    assert isinstance(form, MatchForm)
    desk.card.take_focus()
    button = form.buttons[0]
    assert desk.name(button) == "Cadres et professions intermédiaires: nothing chosen"
    desk.press(Key.Key_Space)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    desk.qtbot.keyClick(menu, Key.Key_Down)
    desk.qtbot.keyClick(menu, Key.Key_Return)
    assert button.index == 1
    assert desk.name(button).endswith(button.chosen_text)
    desk.press(Key.Key_Up, Key.Key_Up)
    assert button.index == 3


def test_predictions_are_drawn_and_typed_alike(desk: Desk) -> None:
    desk.show(["prediction"])
    form = desk.card.form
    assert isinstance(form, PredictionForm)
    desk.card.take_focus()
    desk.type("70")
    assert dict(desk.session.prediction("guess-chart").estimates) == {"cadres": 70.0}
    desk.session.predict("guess-chart", {"cadres": 70.0, "ouvriers": 12.5})
    assert [field.text() for field in form.fields] == ["70", "", "12,5"]
    desk.card.validate()
    assert desk.session.prediction("guess-chart").revealed
    assert "you guessed too high" in desk.words()
    assert desk.kept[0].graded is False


def test_estimates_checked_on_the_chart_are_the_answer(desk: Desk) -> None:
    desk.show(["prediction"])
    desk.session.predict("guess-chart", {"cadres": 55.0, "employes": 25.0, "ouvriers": 4.0})
    assert not desk.kept
    desk.session.reveal("guess-chart")
    assert desk.answer("prediction").correct
    desk.card.take_focus()
    desk.press(Key.Key_Return)  # again: the data are hidden once more
    assert not desk.session.prediction("guess-chart").revealed
    assert "q-prediction" not in desk.session.state.answers


def test_who_has_seen_the_data_predicts_no_more(desk: Desk) -> None:
    desk.session.reveal("guess-chart")
    desk.show(["prediction"])
    form = desk.card.form
    assert isinstance(form, PredictionForm)
    assert "have been seen" in desk.words()
    assert all(field.isReadOnly() for field in form.fields)
    desk.session.predict_again("guess-chart")
    assert "have been seen" not in desk.words()
    assert not any(field.isReadOnly() for field in form.fields)


@pytest.mark.parametrize(
    ("name", "evidence"),
    [
        ("point", Reference.point("jobs", "ouvriers")),
        ("sentence", Reference("sentence", ("step-sentence", "3"))),
    ],
)
def test_what_was_to_be_pointed_at_can_be_shown(name: str, evidence: Reference, desk: Desk) -> None:
    desk.preferences.practise(True)
    desk.show([name])
    desk.card.take_focus()
    walk(desk, {"point": "Ouvriers", "sentence": "Chez"}[name])
    desk.press(Key.Key_Return)
    desk.session.select(None)
    desk.tab_to("See the evidence")
    desk.press(Key.Key_Return)
    assert evidence.covers(desk.session.state.selection)


def test_a_question_stays_on_screen_when_others_come(desk: Desk) -> None:
    desk.show(["later"], step="step-picture")
    desk.show(["picture", "later"], step="step-picture")
    assert desk.card.question is not None
    assert desk.card.question.id == "q-later"


def test_a_text_is_compared_with_the_model_before_it_counts(desk: Desk) -> None:
    desk.show(["open"])
    form = desk.card.form
    assert isinstance(form, OpenForm)
    desk.card.take_focus()
    desk.type("Oui.")
    assert "creuse plutôt" not in desk.words()
    desk.press(Key.Key_Return, modifier=CONTROL)
    assert not desk.kept
    assert "creuse plutôt" in desk.words()
    assert "creuse plutôt" in desk.said[-1]
    assert form.criteria.isAncestorOf(desk.focus)
    desk.press(Key.Key_Space, Key.Key_Return)
    assert desk.kept[0].given == ("Oui.", "assessed", "0")
    assert desk.kept[0].score == pytest.approx(1 / 3)


@pytest.mark.parametrize("name", ["number", "text", "gaps", "axis-value", "prediction", "open"])
@pytest.mark.parametrize(
    "pasted", ["x" * 100_000, "שלום עליכם 🙂", "\u202e58\u202c", "1e999", "<b>58</b>"]
)
def test_whatever_is_pasted_is_answered_or_refused_in_words(
    name: str, pasted: str, desk: Desk
) -> None:
    desk.show([name])
    desk.card.take_focus()
    QApplication.clipboard().setText(pasted)
    if isinstance(desk.focus, ChoiceButton):
        desk.press(Key.Key_Tab)
    assert isinstance(desk.focus, QLineEdit | QPlainTextEdit)
    desk.focus.paste()
    desk.card.validate()
    assert desk.said
    assert bool(desk.kept) or "[" not in desk.words()
    QApplication.clipboard().clear()


def test_the_evidence_comes_with_its_setting(desk: Desk) -> None:
    from dataclasses import replace

    from tests.quiz.examples import blocks

    block = blocks("fr")["q-number"]
    attributes = {
        **block.attributes,
        "set": block.attributes["unit"]._replace(value="managers=60"),
    }
    desk.show(["number"])
    desk.card.show_questions([replace(block, attributes=attributes)], "fr")
    desk.card.take_focus()
    desk.type("56")
    desk.press(Key.Key_Return)
    desk.tab_to("See the evidence")
    desk.press(Key.Key_Return)
    assert desk.session.state.parameters["managers"] == 60
    assert desk.session.state.selection == Reference("chart", ("bars-number",))


def test_a_right_number_is_told_with_its_digits_in_groups(desk: Desk) -> None:
    desk.show(["axis-value"])
    desk.card.take_focus()
    form = desk.card.form
    assert form is not None
    desk.type("100000")
    desk.press(Key.Key_Return)
    assert "The right answer: 537\u202f500." in form.spoken()


def test_what_is_pointed_at_is_the_value_of_its_box(desk: Desk) -> None:
    install()
    desk.show(["point"])
    desk.card.take_focus()
    interface = QAccessible.queryAccessibleInterface(desk.focus)
    assert interface is not None
    assert interface.text(QAccessible.Text.Value) == ""
    desk.press(Key.Key_Down)
    assert interface.text(QAccessible.Text.Value).startswith("Cadres")
    assert not interface.state().readOnly
