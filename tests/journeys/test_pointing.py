"""Pointing at the answer: on the chart, on its axis, in the text; with mouse and keys."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt

from desktop_app.content.reference import Reference
from desktop_app.ui.narrative.page import Stretch
from desktop_app.ui.quiz.answer_forms import AxisForm, PointingForm, PredictionForm, TrueFalseForm
from tests.journeys.conftest import Play
from tests.journeys.harness import Desk, differing
from tests.quiz.examples import FOLDER

LESSON = str(FOLDER)


def sentence(desk: Desk, number: int) -> QPoint:
    """The first line of a sentence of the page, in the viewport."""
    page = desk.narrative.page
    wanted = Reference("sentence", (desk.step, str(number)))
    found = page.sentence(wanted)
    assert isinstance(found, Stretch)
    return page.rects(found.start, found.end)[0].center().toPoint()


def test_a_bar_is_pointed_at_by_a_click(play: Play) -> None:
    def journey(desk: Desk) -> None:
        form = desk.questions.form
        assert isinstance(form, PointingForm)
        check = desk.button("Valider", desk.questions)
        assert not check.isEnabled()
        desk.click(desk.chart.view, desk.mark("point:jobs/employes"))
        assert form.walker.text.startswith("Employés")
        desk.click(desk.chart.view, desk.mark("point:jobs/ouvriers"))
        assert form.walker.text.startswith("Ouvriers")
        desk.click(check)
        answer = desk.session.state.answers["q-point"]
        assert answer.correct
        # From now on a click on the chart is only that.
        desk.click(desk.chart.view, desk.mark("point:jobs/cadres"))
        assert form.walker.text.startswith("Ouvriers")

    assert play(journey, LESSON, "--step", "step-point") == 0


def test_a_zone_of_a_map_is_pointed_at_by_a_click(play: Play) -> None:
    def journey(desk: Desk) -> None:
        form = desk.questions.form
        assert isinstance(form, PointingForm)
        for zone in ("75", "93", "94"):
            desk.click(desk.chart.view, desk.mark(f"point:ring/{zone}"))
        assert form.walker.text.startswith("Val-de-Marne")
        desk.click(desk.button("Valider", desk.questions))
        assert desk.session.state.answers["q-zone"].correct

    assert play(journey, LESSON, "--step", "step-zone") == 0


def test_a_bar_is_pointed_at_in_the_chart_with_keys(play: Play) -> None:
    def journey(desk: Desk) -> None:
        desk.focus(desk.chart.view)
        for key in (Qt.Key.Key_End, Qt.Key.Key_Return):
            desk.press(key, on=desk.chart.view)
        form = desk.questions.form
        assert isinstance(form, PointingForm)
        assert form.walker.text.startswith("Ouvriers")
        # In the box of the card the arrows walk the marks, and never change the step.
        for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Right):
            desk.press(key, on=form.walker.box)
        assert desk.step == "step-point"
        assert form.walker.text.startswith("Cadres")
        desk.press(Qt.Key.Key_PageDown)  # a remote still does
        assert desk.step == "step-zone"

    assert play(journey, LESSON, "--step", "step-point") == 0


def test_a_sentence_is_pointed_at_by_a_click(play: Play) -> None:
    def journey(desk: Desk) -> None:
        viewport = desk.narrative.viewport()
        plain = desk.picture(viewport)
        desk.move(viewport, sentence(desk, 3))
        assert desk.session.state.hover == Reference("sentence", ("step-sentence", "3"))
        assert not differing(plain, desk.picture(viewport)).isEmpty()
        desk.click(viewport, sentence(desk, 3))
        form = desk.questions.form
        assert isinstance(form, PointingForm)
        assert form.walker.text.startswith("Ce sont les tâches")
        marked = differing(plain, desk.picture(viewport))
        assert marked.contains(sentence(desk, 3))
        assert not marked.contains(sentence(desk, 1))
        desk.questions._certainty.buttons[1].click()
        desk.click(desk.button("Valider", desk.questions))
        assert desk.session.state.answers["q-sentence"].correct
        # Answered, the text is for reading again: a click selects nothing.
        desk.click(viewport, sentence(desk, 4))
        assert desk.session.state.selection != Reference("sentence", ("step-sentence", "4"))

    assert play(journey, LESSON, "--step", "step-sentence") == 0


def test_a_figure_in_a_sentence_can_still_be_read(play: Play) -> None:
    def journey(desk: Desk) -> None:
        desk.tab_to("point:jobs/employes")
        desk.press(Qt.Key.Key_Return)
        assert desk.session.state.selection == Reference.point("jobs", "employes")
        form = desk.questions.form
        assert isinstance(form, TrueFalseForm)
        assert form.proof is not None
        assert form.proof.given()[0] == "point:jobs/employes"
        desk.click(desk.narrative.viewport(), sentence(desk, 2))
        assert form.proof.given()[0] == "sentence:step-true-false/2"

    assert play(journey, LESSON, "--step", "step-true-false") == 0


def test_a_sentence_is_walked_to_and_marked_in_the_text(play: Play) -> None:
    def journey(desk: Desk) -> None:
        form = desk.questions.form
        assert isinstance(form, PointingForm)
        plain = desk.picture(desk.narrative.viewport())
        for _ in range(4):
            desk.press(Qt.Key.Key_Down, on=form.walker.box)
        assert form.walker.text.startswith("Rédiger")
        marked = differing(plain, desk.picture(desk.narrative.viewport()))
        assert marked.contains(sentence(desk, 4))

    assert play(journey, LESSON, "--step", "step-sentence") == 0


def test_a_date_is_pointed_at_on_the_axis(play: Play) -> None:
    def journey(desk: Desk) -> None:
        form, probe = desk.questions.form, desk.chart.probe
        assert isinstance(form, AxisForm)
        assert probe.isVisible()
        plain = desk.picture(desk.chart.view)
        plot = desk.chart.view.chart_layout.plot
        peak = desk.mark("point:weekly/2020-04-06")
        desk.click(probe, QPoint(peak.x(), round(plot.center().y())))
        assert form.field.text().endswith("avril 2020")
        assert probe.text() == form.field.text()
        assert not differing(plain, desk.picture(desk.chart.view)).isEmpty()
        first = form.field.text()
        desk.drag(probe, peak, peak + QPoint(40, 0), peak + QPoint(80, 0))
        assert form.field.text() != first
        desk.type("", on=form.field)
        form.field.selectAll()
        desk.type("6 avril 2020", on=form.field)
        assert probe.text() == "6 avril 2020"
        desk.press(Qt.Key.Key_Return, on=form.field)
        assert desk.session.state.answers["q-axis-date"].correct
        assert not probe.isVisible()

    assert play(journey, LESSON, "--step", "step-axis-date") == 0


def test_a_value_is_pointed_at_and_its_marks_are_still_told(play: Play) -> None:
    def journey(desk: Desk) -> None:
        form, probe = desk.questions.form, desk.chart.probe
        assert isinstance(form, AxisForm)
        desk.move(probe, desk.mark("point:weekly/2020-05-11"))
        assert Reference.point("weekly", "2020-05-11").covers(desk.session.state.hover)
        plot = desk.chart.view.chart_layout.plot
        desk.click(probe, QPoint(round(plot.center().x()), round(plot.center().y())))
        halfway = desk.session.state.probe
        assert halfway is not None
        assert abs(halfway - 600_000) <= 5_000
        assert form.field.text().endswith("000")
        desk.click(probe, QPoint(2, 2))  # outside the plot: nothing
        assert desk.session.state.probe == halfway

    assert play(journey, LESSON, "--step", "step-axis-value") == 0


def test_a_prediction_is_drawn_on_the_chart_and_asked_in_the_card(play: Play) -> None:
    def journey(desk: Desk) -> None:
        form = desk.questions.form
        assert isinstance(form, PredictionForm)
        assert desk.chart.scene is not None
        assert desk.chart.scene.concealed
        assert desk.questions.isVisible()
        desk.type("55", on=desk.chart.layer.fields["cadres"])
        assert form.fields[0].text() == "55"
        desk.type("18", on=form.fields[1])
        assert desk.chart.layer.fields["employes"].value == 18
        desk.type("4", on=form.fields[2])
        desk.press(Qt.Key.Key_Return, on=form.fields[2])
        assert not desk.chart.scene.concealed
        assert desk.session.state.answers["q-prediction"].correct
        assert "0 juste" not in desk.view.footer.text()  # it is not marked

    assert play(journey, LESSON, "--step", "step-prediction") == 0


def test_questions_without_marks_are_chosen_in_the_menu(play: Play) -> None:
    def journey(desk: Desk) -> None:
        desk.command("practice")
        desk.press(Qt.Key.Key_2, on=desk.questions.form.rows[0].button)  # type: ignore[union-attr]
        desk.click(desk.button("Valider", desk.questions))
        assert desk.session.state.answers["q-choice"].correct
        assert not desk.session.state.answers["q-choice"].graded
        assert "réponse" not in desk.view.footer.text()

    assert play(journey, LESSON, "--step", "step-choice") == 0
