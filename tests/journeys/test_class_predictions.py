"""Groups predict at the teacher's computer one after another, and see it all at once."""

from __future__ import annotations

import pytest
from platformdirs import user_data_path
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from desktop_app.learning.classroom.class_predictions import ClassPredictions, predictions_in
from desktop_app.learning.classroom.marks import NO_CLASS
from desktop_app.session.presentation import Presentation
from desktop_app.storage.attempt_store import AttemptStore
from desktop_app.ui.charts.class_layer import ClassLayer, ClassLegend
from desktop_app.ui.charts.projected_card import ProjectedCard
from desktop_app.ui.models.projected_model import ProjectedModel
from desktop_app.ui.presenter.audience_window import AudienceWindow
from desktop_app.ui.presenter.console_window import ConsoleWindow
from desktop_app.ui.presenter.drawing_board import DrawingBoard
from desktop_app.ui.presenter.prediction_bar import PredictionBar
from desktop_app.version import NAME
from tests.journeys.conftest import Play
from tests.journeys.harness import LESSON, Desk, differing
from tests.journeys.test_console import LAPTOP, PROJECTOR, plug, presenter
from tests.journeys.test_presenting import audience, presentation
from tests.support.lessons import LESSONS

Key = Qt.Key


def kept(class_id: str = NO_CLASS) -> tuple[ClassPredictions, ...]:
    """What is on the disk."""
    store = AttemptStore(user_data_path(NAME))
    try:
        return predictions_in(store.class_events(class_id))
    finally:
        store.close()


def at_chart(desk: Desk, chart: str) -> AudienceWindow:
    window = audience(desk)
    shown = presentation(window)
    while shown.slide is None or not shown.slide.key.endswith(f"/{chart}"):
        before = shown.state.slide
        desk.press(Key.Key_PageDown)
        assert shown.state.slide != before
    return window


def card(window: AudienceWindow | DrawingBoard) -> ProjectedCard:
    assert isinstance(window.slides.chart, ProjectedCard)
    return window.slides.chart


def two_screens(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> tuple[AudienceWindow, ConsoleWindow, Presentation]:
    """The class sees a projector, the teacher sits at the console."""
    shown = presenter(desk)
    plug(shown, monkeypatch, LAPTOP, PROJECTOR)
    assert shown.audience is not None
    assert shown.console is not None
    assert shown.presentation is not None
    shown.console.activateWindow()
    desk.wait(shown.console.isActiveWindow)
    return shown.audience, shown.console, shown.presentation


def bar(window: AudienceWindow | ConsoleWindow) -> PredictionBar:
    assert isinstance(window.bar, PredictionBar)
    return window.bar


def expect(desk: Desk, window: AudienceWindow | DrawingBoard, value: int) -> None:
    """Type an estimate into the first field of the chart, as a group does."""
    field = next(iter(card(window).layer.form.findChildren(QLineEdit)), None)
    fields = card(window).layer.fields
    found = next(iter(fields.values())) if fields else field
    assert found is not None
    line = found if isinstance(found, QLineEdit) else found.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    line.clear()
    desk.type(str(value), line)


def test_groups_predict_in_private_then_all_lies_over_the_chart_and_the_data_come(
    play: Play,
) -> None:
    def journey(desk: Desk) -> None:
        window = at_chart(desk, "telework-by-job")
        desk.click(window.vote_button)
        pictures = []
        assert not bar(window).buttons["give"].isEnabled()
        for number, name in ((70, ""), (40, "Ana et Bilal"), (55, "")):
            expect(desk, window, number)
            if name:
                field = bar(window).field
                assert field is not None
                field.clear()
                desk.type(name, field)
                desk.press(Key.Key_Return)
            else:
                desk.click(bar(window).buttons["give"])
            assert not presentation(window).session.prediction("telework-by-job").estimates
            desk.focus(bar(window).buttons["lay"])
            pictures.append(desk.picture(card(window)))
        assert differing(pictures[0], pictures[-1]).isEmpty()  # nothing is seen of them
        (found,) = kept()
        assert [one.label for one in found.groups] == ["Groupe 1", "Ana et Bilal", "Groupe 2"]
        bar(window).removed.emit(found.groups[0].id)
        desk.settle()
        desk.click(bar(window).buttons["lay"])
        legend = card(window).findChild(ClassLegend)
        assert legend is not None
        assert legend.isVisible()
        assert "Ana et Bilal – Cadres et prof. interm. 40\u202f%" in legend.accessibleDescription()
        assert kept()[0].laid
        assert card(window).scene is not None
        assert card(window).scene.concealed  # type: ignore[union-attr]  # just asked
        desk.press(Key.Key_R)
        assert not card(window).scene.concealed  # type: ignore[union-attr]  # idem
        over = card(window).findChild(ClassLayer)
        assert over is not None
        assert [one.label for one in over.guesses] == ["Ana et Bilal", "Groupe 2"]
        assert kept()[0].revealed
        desk.press(Key.Key_PageDown)
        assert window.bar is None
        desk.press(Key.Key_PageUp)
        desk.click(bar(window).buttons["anew"])
        assert not over.isVisible()
        desk.press(Key.Key_Escape)
        assert window.bar is None
        assert window.isVisible()

    play(journey, LESSON, "--step", "unequal", "--present", "--language", "fr")


def test_collecting_is_gone_on_with_the_next_time_for_its_class(play: Play) -> None:
    chosen: list[str] = []

    def first(desk: Desk) -> None:
        window = at_chart(desk, "telework-by-job")
        desk.press(Key.Key_V)
        expect(desk, window, 30)
        desk.click(bar(window).buttons["give"])

    def second(desk: Desk) -> None:
        window = at_chart(desk, "telework-by-job")
        desk.wait(lambda: window.bar is not None)
        teaching, predicting = presenter(desk).teaching, presenter(desk).predicting
        teaching.add("2nde B")  # what was nobody's is this class's
        assert kept() == ()
        teaching.add("2nde C")  # it has predicted nothing
        assert predicting.known is None
        assert window.bar is not None
        teaching.add("2nde B")
        chosen.append(presenter(desk).classroom.id)
        expect(desk, window, 60)
        field = bar(window).field
        assert field is not None
        assert field.text() == "Groupe 2"
        desk.click(bar(window).buttons["give"])

    play(first, LESSON, "--step", "unequal", "--present", "--language", "fr")
    play(second, LESSON, "--step", "unequal", "--present", "--language", "fr")
    (found,) = kept(chosen[0])
    assert len(found.groups) == 2


def test_each_kind_of_prediction_can_be_laid_over_its_chart(play: Play) -> None:
    kinds: set[str] = set()

    def journey(desk: Desk) -> None:
        window = audience(desk)
        shown = presentation(window)
        for slide in shown.slides:
            if slide.block is None or slide.place.chapter != "predicting":
                continue
            shown.show(slide)
            desk.settle()
            chart = window.slides.chart
            task = chart.scene.task if isinstance(chart, ProjectedCard) and chart.scene else None
            if task is None or task.kind in kinds:
                continue
            kinds.add(task.kind)
            desk.press(Key.Key_V)
            for part in (0.25, 0.75):
                middle = task.stepped(task.low + (task.high - task.low) * part)
                estimates = {slot.key: middle for slot in task.slots}
                shown.session.predict(task.chart, estimates)
                desk.settle()
                desk.click(bar(window).buttons["give"])
            desk.click(bar(window).buttons["lay"])
            over = card(window).findChild(ClassLayer)
            assert over is not None
            assert over.isVisible()
            laid = desk.picture(card(window).view)
            over.hide()
            assert not differing(laid, desk.picture(card(window).view)).isEmpty()
            over.show()
            desk.press(Key.Key_R)
            assert over.isVisible()
            desk.press(Key.Key_V)

    lesson = str(LESSONS / "charts")
    play(journey, lesson, "--chapter", "predicting", "--present")
    assert kinds == {"bars", "line", "points", "value"}
    assert all(one.revealed and len(one.groups) == 2 for one in kept())


def test_with_a_console_groups_draw_on_it_and_the_class_sees_what_it_may(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    def journey(desk: Desk) -> None:
        window, console, slides = two_screens(desk, monkeypatch)
        slides.show(next(one for one in slides.slides if one.key.endswith("/telework-by-job")))
        desk.press(Key.Key_V, on=console)
        board = console.panel
        assert isinstance(board, DrawingBoard)
        assert window.bar is None
        assert not window.vote_button.isVisible()
        expect(desk, board, 70)
        assert next(iter(card(window).layer.fields.values())).value == 70
        desk.click(bar(console).buttons["give"])
        hiding = bar(console).hiding
        assert hiding is not None
        desk.click(hiding)
        before = desk.picture(window.slides)
        expect(desk, board, 40)
        assert differing(before, desk.picture(window.slides)).isEmpty()
        desk.click(bar(console).buttons["give"])
        desk.click(bar(console).buttons["lay"])
        assert console.panel is None  # nobody draws any more: the picture of the screen is back
        legend = window.findChild(ClassLegend)
        assert legend is not None
        assert legend.isVisible()
        desk.press(Key.Key_R, on=console)
        assert kept()[0].revealed
        assert len(kept()[0].groups) == 2
        desk.press(Key.Key_K, on=console)  # the console is put away: the bar is on the one screen
        assert bar(window).buttons["anew"].isVisible()
        desk.click(bar(window).buttons["anew"])
        expect(desk, window, 20)
        desk.press(Key.Key_K, on=window)
        assert isinstance(console.panel, DrawingBoard)
        assert window.bar is None

    assert play(journey, LESSON, "--step", "unequal", "--present", "--language", "fr") == 0


def test_what_a_class_expects_of_a_simulation_stands_beside_its_choices_or_over_its_curve(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    def journey(desk: Desk) -> None:
        window, console, slides = two_screens(desk, monkeypatch)

        def at(name: str) -> ProjectedModel:
            slides.show(next(one for one in slides.slides if one.key.endswith(name)))
            desk.settle()
            desk.press(Key.Key_V, on=console)
            assert isinstance(window.slides.simulation, ProjectedModel)
            return window.slides.simulation

        seen = at("/two-regions-diagram")
        board = console.panel
        assert isinstance(board, DrawingBoard)
        assert isinstance(board.slides.simulation, ProjectedModel)
        form = board.slides.simulation.controls.foresight
        assert not form.submit_button.isVisible()  # it is for the teacher to reveal
        for rank in (2, 0, 2):
            desk.click(form.options[rank])
            desk.wait(lambda rank=rank: seen.controls.foresight.options[rank].isChecked())
            desk.click(bar(console).buttons["give"])
        desk.settle()
        assert not any(one.isChecked() for one in form.options)
        hiding = bar(console).hiding
        assert hiding is not None
        desk.click(hiding)
        desk.click(form.options[1])
        desk.wait(lambda: form.options[1].isChecked())
        assert not any(one.isChecked() for one in seen.controls.foresight.options)
        desk.click(bar(console).buttons["lay"])
        tally = seen.controls.foresight.tally
        desk.wait(tally.isVisible)
        assert tally.told() == (("Groupe 2",), (), ("Groupe 1", "Groupe 3"))
        desk.press(Key.Key_R, on=console)
        desk.wait(lambda: "2 L’une finit par tout prendre." in seen.controls.predicted.text())

        seen = at("/city-curve")
        desk.wait(lambda: bool(seen.views.cards))
        curve = seen.views.cards[0]
        assert isinstance(curve, ProjectedCard)
        assert curve.scene is not None
        assert curve.scene.task is not None
        keys = [slot.key for slot in curve.scene.task.slots]
        for low in (25.0, 26.0):
            slides.session.predict("city", dict.fromkeys(keys, low))
            desk.settle()
            desk.click(bar(console).buttons["give"])
        desk.click(bar(console).buttons["lay"])
        over = curve.findChild(ClassLayer)
        assert over is not None
        desk.wait(over.isVisible)
        desk.press(Key.Key_R, on=console)
        desk.wait(lambda: curve.scene is not None and not curve.scene.concealed)
        assert over.isVisible()
        chosen, drawn = kept()
        assert (chosen.revealed, drawn.revealed) == (True, True)
        assert chosen.title.startswith("Le coût de la distance baisse")
        assert chosen.options[1] == "La plus petite rattrape l’autre."

    assert play(journey, LESSON, "--present", "--language", "fr") == 0
