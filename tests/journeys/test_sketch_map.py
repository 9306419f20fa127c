"""The croquis: each item is placed on the map, by keys alone, and its evidence draws it."""

from __future__ import annotations

from PySide6.QtCore import Qt

from desktop_app.ui.quiz.answer_forms import PointingForm
from tests.journeys.conftest import Play
from tests.journeys.harness import LESSON, Desk

PLACES = ("Nord", "Creuse", "Landes", "Meuse", "Finistère", "Yvelines")
"""A département that fits each item, in the order of the questions."""


def marks(desk: Desk) -> int:
    scene = desk.chart.scene
    assert scene is not None
    return len(scene.marks)


def test_items_are_placed_by_keys_and_drawn_by_their_evidence(play: Play) -> None:
    def journey(desk: Desk) -> None:
        blank, drawn = marks(desk), []
        for number, place in enumerate(PLACES):
            desk.questions.go_to(number)
            form = desk.questions.form
            assert isinstance(form, PointingForm)
            desk.type(place, on=form.walker.box)
            assert form.walker.text.startswith(place)
            desk.press(Qt.Key.Key_Return, on=form.walker.box)
            question = desk.questions.question
            assert question is not None
            assert desk.session.state.answers[question.id].correct, place
            desk.click(desk.button("Voir la preuve", desk.questions))
            drawn.append(marks(desk))
        assert drawn == sorted(set(drawn))  # each evidence adds its item, and takes none away
        assert drawn[0] > blank
        assert desk.step == "sketch-map"

    assert play(journey, LESSON, "--step", "sketch-map") == 0


def test_a_place_that_does_not_fit_is_explained_and_may_be_tried_again(play: Play) -> None:
    def journey(desk: Desk) -> None:
        form = desk.questions.form
        assert isinstance(form, PointingForm)
        desk.click(desk.chart.view, desk.mark("point:departements/33"))
        desk.click(desk.button("Valider", desk.questions))
        assert not desk.session.state.answers["place-cities"].correct
        assert "Bordeaux" in form.spoken()
        desk.click(desk.button("Réessayer pour 67\u202f%", desk.questions))
        desk.click(desk.chart.view, desk.mark("point:departements/69"))
        desk.click(desk.button("Valider", desk.questions))
        assert desk.session.state.answers["place-cities"].correct

    assert play(journey, LESSON, "--step", "sketch-map") == 0
