"""Questions answered in the window, and the progress that follows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from desktop_app.session.progress import Progress
from desktop_app.ui.quiz.answer_forms import ChoiceForm, MatchForm, NumberForm, PointingForm
from tests.journeys.conftest import Play
from tests.journeys.harness import LESSON, Desk


def choose(desk: Desk, index: int) -> None:
    form = desk.questions.form
    assert isinstance(form, ChoiceForm)
    desk.click(form.rows[index].label)
    assert form.rows[index].button.isChecked()


def answer_somehow(desk: Desk) -> None:
    form = desk.questions.form
    if isinstance(form, ChoiceForm):
        choose(desk, 0)
    elif isinstance(form, NumberForm):
        desk.type("1", on=form.field)
    elif isinstance(form, MatchForm):
        for button in form.buttons:
            desk.press(Qt.Key.Key_Down, on=button)
    elif isinstance(form, PointingForm):
        desk.press(Qt.Key.Key_Down, on=form.walker.box)
    question = desk.questions.question
    if question is not None and question.rules.certainty:
        unsure = next(
            button
            for button in desk.questions.findChildren(QAbstractButton)
            if button.text().endswith("Peu sûr")
        )
        desk.click(unsure)


def test_wrong_then_again_then_right(play: Play) -> None:
    def journey(desk: Desk) -> None:
        check = desk.button("Valider", desk.questions)
        assert not check.isEnabled()
        choose(desk, 0)
        desk.click(check)
        answer = desk.session.state.answers["not-a-pie"]
        assert not answer.correct
        form = desk.questions.form
        assert isinstance(form, ChoiceForm)
        assert form.rows[0].feedback.isVisible()
        assert "34" in form.rows[0].feedback.label.text()
        assert "1 réponse" in desk.view.footer.text()
        assert "0 juste" in desk.view.footer.text()
        # The explanation leads back to what proves it.
        desk.click(desk.button("Voir la preuve", desk.questions))
        assert desk.step == "on-site-or-home"
        desk.click(desk.button("Réessayer", desk.questions))
        assert "not-a-pie" not in desk.session.state.answers
        assert "réponse" not in desk.view.footer.text()
        choose(desk, 1)
        desk.click(desk.button("Valider", desk.questions))
        assert desk.session.state.answers["not-a-pie"].correct
        assert "1 juste" in desk.view.footer.text()

    assert play(journey, LESSON, "--step", "on-site-or-home") == 0


def test_a_number_is_typed_and_checked_with_enter(play: Play) -> None:
    def journey(desk: Desk) -> None:
        form = desk.questions.form
        assert isinstance(form, NumberForm)
        desk.focus(form.field)
        desk.type("1,4", on=form.field)
        desk.press(Qt.Key.Key_Return)
        assert not desk.session.state.answers["slack-speed"].correct
        desk.click(desk.button("Réessayer pour 67\u202f%", desk.questions))
        form.field.selectAll()
        desk.type("2,8", on=form.field)
        desk.press(Qt.Key.Key_Return, on=form.field)
        assert desk.session.state.answers["slack-speed"].correct
        # Typing digits, commas and arrows in a field never leaves the step.
        assert desk.step == "slack-pace"

    assert play(journey, LESSON, "--step", "slack-pace") == 0


def test_a_chapter_is_done_once_seen_and_answered(play: Play) -> None:
    def journey(desk: Desk) -> None:
        rail = desk.view.rail
        progress = Qt.ItemDataRole.AccessibleTextRole

        def said() -> str:
            return str(rail.model().index(0, 0).data(progress))

        assert rail.items()[0].progress is Progress.STARTED
        assert said() == "1. Le choc de 2020, commencé"
        chapter, _ = desk.view.current()
        for step in chapter.steps:
            assert desk.step == step.id
            if desk.chart.scene is not None and desk.chart.scene.concealed:
                desk.click(desk.chart.skip_button)
            for index in range(len(step.questions)):
                desk.questions.go_to(index)
                answer_somehow(desk)
                desk.click(desk.button("Valider", desk.questions))
            assert (rail.items()[0].progress is Progress.DONE) == (step is chapter.steps[-1])
            desk.press(Qt.Key.Key_PageDown)
        assert rail.items()[0].progress is Progress.DONE
        assert said() == "1. Le choc de 2020, terminé"
        desk.command("english")
        assert said() == "1. The shock of 2020, done"

    assert play(journey, LESSON) == 0
