"""What is answered, question of every type, is on disk before it is said to be right."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from html import escape

import pytest
from platformdirs import user_data_path
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from desktop_app.content.reference import Reference
from desktop_app.learning.attempts import Attempt, Kind
from desktop_app.learning.outline import outline_of
from desktop_app.shell.review_bench import ReviewBench
from desktop_app.storage.attempt_store import FILE
from desktop_app.ui.quiz.answer_forms import PredictionForm
from desktop_app.ui.quiz.question_card import QuestionCard
from desktop_app.version import NAME
from tests.journeys.conftest import Play
from tests.journeys.harness import Desk
from tests.journeys.test_learning import keep, kept, learning
from tests.quiz import examples
from tests.support.attempts import made

RIGHT: dict[str, tuple[str, ...]] = {
    "choice": ("1",),
    "choices": ("0", "1"),
    "true-false": ("true", "point:jobs/employes", "", "0"),
    "number": ("55,5 points", "fr"),
    "text": ("Métropolisation",),
    "gaps": ("0", "58", "vingt-neuf", "0", "fr"),
    "match": ("0", "1", "2"),
    "order": ("0", "1", "2"),
    "point": ("point:jobs/ouvriers", "", "0"),
    "sentence": (
        "sentence:step-sentence/3",
        "Ce sont les tâches qui trient, plus que les goûts.",
        "0",
    ),
    "zone": ("point:ring/94", "", "0"),
    "axis-date": ("2020-04-06", "fr"),
    "axis-value": ("540000", "fr"),
    "open": ("Un texte, 20 % : 🙂 \u200f", "assessed", "0", "1", "2"),
}
WRONG_GAPS = ("1", "58", "12", "1", "fr")
WRONG = {"choice": ("0",), "number": ("29", "fr"), "point": ("point:jobs/employes", "", "1")}


def on_disk() -> int:
    """How many attempts another process would find now."""
    with closing(sqlite3.connect(user_data_path(NAME) / FILE)) as file:
        return int(file.execute("SELECT count(*) FROM attempts").fetchone()[0])


def show(desk: Desk, name: str) -> QuestionCard:
    step = next(
        step.id for step in examples.steps("fr").values()
        if any(block.id == f"q-{name}" for block in step.questions)
    )  # fmt: skip
    desk.view.go_to_step(step)
    desk.settle()
    card = desk.questions
    assert card.question is not None
    assert card.question.id == f"q-{name}"
    return card


def give(card: QuestionCard, given: Sequence[str], certainty: int = 2) -> None:
    """Answer and look at once, before the event loop runs, whether the answer is kept."""
    assert card.form is not None
    before = on_disk()
    card.form.set_given(given)
    if card._certainty.isVisibleTo(card):
        card._certainty.buttons[certainty - 1].setChecked(True)
    card.validate()
    assert on_disk() == before + 1


def test_an_answer_of_every_type_is_on_disk_when_its_feedback_shows(play: Play) -> None:
    def journey(desk: Desk) -> None:
        learning(desk)
        desk.wait(lambda: (user_data_path(NAME) / FILE).exists())
        for name, given in RIGHT.items():
            card = show(desk, name)
            for wrong in [WRONG[name]] if name in WRONG else []:
                give(card, wrong)
                card.retry()
            give(card, given)

    assert play(journey, str(examples.FOLDER), "--language", "fr") == 0
    attempts = kept()
    outline = outline_of(examples.lesson(), "fr")
    by_name: dict[str, list[Attempt]] = {}
    for one in attempts:
        by_name.setdefault(one.question.removeprefix("q-"), []).append(one)
    assert list(by_name) == list(RIGHT)
    for name, given in RIGHT.items():
        *wrong, one = by_name[name]
        question = examples.one(name)
        assert one.given == list(given)
        assert one.version == outline.questions[one.question].version
        assert one.share == 1.0
        assert one.kind is (Kind.SELF_CHECK if name == "open" else Kind.ANSWER)
        assert (one.language, one.session) == ("fr", attempts[0].session)
        assert 0 < one.seconds < 60
        assert one.certainty == (2 if question.rules.certainty else None)
        if name not in WRONG:
            assert (one.score, one.tries) == (1.0, 1)
        for first in wrong:
            assert (first.score, first.share, first.tries) == (0.0, 0.0, 1)
    # A second try where there is one earns less; where there is none, it is practice.
    assert (by_name["choice"][1].score, by_name["choice"][1].tries) == (0.5, 2)
    assert by_name["choice"][1].correct
    assert by_name["point"][1].score == pytest.approx(2 / 3)
    assert by_name["number"][1].score is None
    assert [one.misconceptions for one in (by_name[name][0] for name in WRONG)] == [
        ("choice-not-job",), ("ratio-for-difference",), ("middle-is-lowest",),
    ]  # fmt: skip


def test_hints_certainty_and_time_are_kept_with_the_answer(play: Play) -> None:
    def journey(desk: Desk) -> None:
        learning(desk)
        card = show(desk, "choice")
        card.give_hint()
        card.give_hint()
        give(card, ("1",))
        give(show(desk, "true-false"), ("false", "point:jobs/employes", "", "0"), certainty=3)
        desk.command("practice")
        give(show(desk, "text"), ("métropolisation",))
        desk.command("practice")

    play(journey, str(examples.FOLDER), "--language", "fr")
    choice, claim, practice = kept()
    assert (choice.hints, choice.score) == (2, 1.0)
    assert (claim.certainty, claim.score) == (3, 0.0)
    assert (practice.score, practice.share) == (None, 1.0)


@pytest.mark.parametrize("on_chart", [False, True])
def test_a_prediction_is_one_attempt_whether_typed_or_drawn(play: Play, on_chart: bool) -> None:
    estimates = {"cadres": 60.0, "employes": 22.5, "ouvriers": 5.0}

    def journey(desk: Desk) -> None:
        learning(desk)
        desk.wait(lambda: (user_data_path(NAME) / FILE).exists())
        card = show(desk, "prediction")
        assert isinstance(card.form, PredictionForm)
        if on_chart:
            desk.session.predict("guess-chart", estimates)
            desk.settle()
            desk.click(desk.chart.submit_button)
        else:
            for field, text in zip(card.form.fields, ("60", "22,5", "5"), strict=True):
                desk.type(text, on=field)
            card.validate()
        assert on_disk() == 1
        assert desk.session.prediction("guess-chart").revealed
        desk.settle()
        assert on_disk() == 1

    def later(desk: Desk) -> None:
        learning(desk)
        desk.wait(lambda: bool(desk.session.state.answers))
        card = show(desk, "prediction")
        assert desk.session.prediction("guess-chart").attempt is not None
        assert desk.chart.scene is not None
        assert not desk.chart.scene.concealed
        assert card.form is not None
        assert [field.text() for field in card.form.findChildren(QLineEdit)] == ["60", "22,5", "5"]
        desk.session.explain("guess-chart", "Trop haut.")
        assert not desk.session.state.answers["q-prediction"].graded
        desk.settle()

    play(journey, str(examples.FOLDER), "--language", "fr")
    play(later, str(examples.FOLDER), "--language", "fr", "--step", "step-prediction")
    answer, reason = kept()
    assert (answer.question, answer.kind) == ("q-prediction", Kind.PREDICTION)
    assert (answer.score, answer.share) == (None, 1.0)
    assert answer.given == {
        "estimates": estimates, "chart": "guess-chart", "given": ["60", "22,5", "5", "fr"],
    }  # fmt: skip
    assert reason.given == {"estimates": estimates, "reason": "Trop haut."}


def pasted(desk: Desk, widget: QWidget, text: str) -> None:
    """Paste ``text`` as a word processor gives it: rich, with a picture from elsewhere."""
    rich = f"<h1 style='font-size:90px'>{escape(text)}</h1><img src='file:///etc/passwd'>"
    data = QMimeData()
    data.setHtml(rich)
    data.setText(text)
    QApplication.clipboard().setMimeData(data)
    desk.focus(widget)
    desk.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    desk.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


HOSTILE = "👩‍🏫 שלום \u202egnirts\u202c =HYPERLINK(1) <b>gras</b> \ud83d é"


def test_what_is_pasted_is_kept_as_plain_text_or_refused_in_words(play: Play) -> None:
    def journey(desk: Desk) -> None:
        learning(desk)
        desk.wait(lambda: (user_data_path(NAME) / FILE).exists())
        for name in ("text", "number", "axis-value", "gaps"):
            card = show(desk, name)
            assert card.form is not None
            field = next(one for one in card.form.findChildren(QLineEdit) if one.isVisible())
            for text in ("x" * 100_000, HOSTILE, "1e999", "9" * 100_000):
                pasted(desk, field, text)
                assert len(field.text()) <= 2_000
                before = on_disk()
                card.validate()
                if f"q-{name}" in desk.session.state.answers:
                    assert on_disk() == before + 1
                    card.retry()
                else:  # said why, beside the field
                    assert on_disk() == before
        card = show(desk, "open")
        assert card.form is not None
        (area,) = card.form.findChildren(QPlainTextEdit)
        for text in ("é\n" * 60_000, "x" * 100_001, HOSTILE):
            pasted(desk, area, text)
            card.validate()
        assert "gras" in area.toPlainText()
        assert "passwd" not in area.toPlainText()
        card.validate()
        desk.settle()
        assert desk.session.state.answers["q-open"].given[0].endswith("é")
        desk.command("progress")
        page = learning(desk).page
        assert page is not None
        desk.wait(lambda: page.panel._progress is not None)

    play(journey, str(examples.FOLDER), "--language", "fr")
    assert all(one.score == 0 or one.score is None or one.question == "q-open" for one in kept())


def test_a_review_asks_every_type_but_predictions_each_with_its_stage(play: Play) -> None:
    outline = outline_of(examples.lesson(), "fr")
    past = datetime.now(UTC) - timedelta(days=40)
    keep(
        *(
            made(
                f"q-{name}", past + timedelta(hours=hour), lesson=outline.lesson, seconds=6.0,
                version=outline.questions[f"q-{name}"].version, answer=list(given),
            )
            for hour, (name, given) in enumerate(RIGHT.items())
        )
    )  # fmt: skip

    def journey(desk: Desk) -> None:
        found = learning(desk)
        desk.command("review")
        review = found.review
        assert review is not None
        desk.wait(lambda: review.question is not None)
        asked = []
        while review.question is not None:
            name = review.question.question.id.removeprefix("q-")
            asked.append(name)
            assert review.stage is not None
            card = review.stage.question_card
            assert card is not None
            assert card.isVisible()
            assert card.form is not None
            bench = review.stages.currentWidget()
            assert isinstance(bench, ReviewBench)
            assert bench.narrative.isVisible() == (name in ("sentence", "true-false"))
            if name == "sentence":
                sentence = Reference("sentence", ("step-sentence", "2"))
                bench.session.select(sentence)  # as a click in the text does
                assert card.form.given()[0] == str(sentence)
            give(card, RIGHT[name])
            if name == "text":  # what proves it is the text of the step
                desk.click(desk.button("Voir la preuve", card))
                assert bench.narrative.isVisible()
            assert review.next_button.text() in ("Question suivante", "Terminer")
            review.go_on()
            desk.wait(lambda: not review.is_coming)
        assert sorted(asked) == sorted(RIGHT)
        assert f"{len(RIGHT)} questions" in review.words.text()
        assert f"{len(RIGHT)} justes" in review.words.text()

    play(journey, str(examples.FOLDER), "--language", "fr")
    assert len(kept()) == 2 * len(RIGHT)
    assert all(one.share == 1.0 for one in kept()[len(RIGHT) :])


def test_answers_come_back_as_they_were_given(play: Play) -> None:
    def first(desk: Desk) -> None:
        learning(desk)
        give(show(desk, "point"), WRONG["point"])
        desk.questions.retry()
        give(desk.questions, RIGHT["point"])
        give(show(desk, "true-false"), RIGHT["true-false"], certainty=3)

    def second(desk: Desk) -> None:
        learning(desk)
        desk.wait(lambda: len(desk.session.state.answers) == 2)
        point = desk.session.state.answers["q-point"]
        assert (point.attempt, point.right, point.correct) == (2, True, True)
        claim = desk.session.state.answers["q-true-false"]
        assert (claim.certainty, claim.score, claim.graded) == (3, 1.0, True)
        show(desk, "point")
        desk.qtbot.wait(50)
        assert on_disk() == 3  # nothing is kept a second time

    play(first, str(examples.FOLDER), "--language", "fr")
    play(second, str(examples.FOLDER), "--language", "fr")


def test_at_twice_the_size_what_has_the_keyboard_stays_in_sight(play: Play) -> None:
    """The column scrolls as a whole; its cards grow with what is said of an answer."""

    def whole() -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and focus.visibleRegion().boundingRect() == focus.rect()

    def journey(desk: Desk) -> None:
        desk.window.resize(1440, 900)
        desk.view._preferences.set_text_size(200)
        for name, typed in (("text", "urbanisation"), ("number", "29"), ("sentence", "")):
            card = show(desk, name)
            assert desk.view.is_narrow
            desk.focus(desk.narrative)
            while not card.isAncestorOf(QApplication.focusWidget() or desk.window):
                desk.press(Qt.Key.Key_Tab)
            assert whole(), name
            field = QApplication.focusWidget()
            assert field is not None
            if typed:
                desk.type(typed, on=field)
            else:
                desk.press(Qt.Key.Key_Down)
            desk.press(Qt.Key.Key_Return)
            desk.wait(whole)
            assert QApplication.focusWidget() is not field
        card = show(desk, "gaps")
        assert card.form is not None
        card.form.set_given(WRONG_GAPS)
        card.validate()
        # The column scrolls as a whole: nothing scrolls within its cards.
        desk.wait(lambda: card.height() >= card.wanted_height())

    assert play(journey, str(examples.FOLDER), "--language", "fr") == 0
