"""Setting, choosing and walking on charts in the window: by mouse, and by keyboard alone."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from tests.journeys.conftest import Play
from tests.journeys.harness import Desk
from tests.support.lessons import LESSONS

LESSON = str(LESSONS / "charts")
Key = Qt.Key
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
LIT = "#C8501E"


def names(desk: Desk) -> list[str]:
    assert desk.chart.scene is not None
    return [mark.reference.path[1] if mark.reference else "" for mark in desk.chart.scene.marks]


def lit(desk: Desk) -> set[str]:
    """The regions whose point has the colour of what is chosen."""
    assert desk.chart.scene is not None
    _, group = desk.chart.scene.walked[0]
    return {
        name
        for rank, name in enumerate(names(desk))
        if str(group.value("fill", rank)).upper() == LIT
    }


def current(desk: Desk) -> str:
    rank = desk.chart.view.current_rank
    return "" if rank is None else names(desk)[rank]


def test_inputs_and_the_text_move_together(play: Play) -> None:
    def journey(desk: Desk) -> None:
        assert desk.chart.scene is not None
        inputs = desk.chart.inputs.inputs
        assert len(desk.chart.scene.marks) == 6
        slider = inputs["threshold"].slider  # type: ignore[attr-defined]
        desk.focus(slider)
        desk.press(Key.Key_Right)
        assert desk.session.state.parameters["threshold"] == 25
        assert desk.step == "inputs"
        assert desk.link_text("param:threshold").startswith("25")
        assert len(desk.chart.scene.marks) == 3
        desk.session.set_parameter("threshold", 0)
        assert slider.value() == 0
        assert len(desk.chart.scene.marks) == 9
        desk.click(inputs["measure"].buttons[1])  # type: ignore[attr-defined]
        assert max(mark.value or 0 for mark in desk.chart.scene.marks) == 9000
        desk.click(inputs["order"].buttons[1])  # type: ignore[attr-defined]
        assert min(mark.value or 0 for mark in desk.chart.scene.marks) == -9000
        box = inputs["doubled"].box  # type: ignore[attr-defined]
        desk.focus(box)
        desk.press(Key.Key_Space)
        assert min(mark.value or 0 for mark in desk.chart.scene.marks) == -18000

    assert play(journey, LESSON, "--step", "inputs", "--language", "fr") == 0


def test_points_are_picked_by_mouse_and_by_keyboard(play: Play) -> None:
    def journey(desk: Desk) -> None:
        view = desk.chart.view
        assert lit(desk) == set(names(desk)), "an empty selection holds everything"
        desk.click(view, desk.mark("point:regions/c"))
        assert lit(desk) == {"c"}
        assert str(desk.session.state.selection) == "point:regions/c/growth"
        desk.qtbot.mouseClick(view, Qt.MouseButton.LeftButton, SHIFT, desk.mark("point:regions/n"))
        assert lit(desk) == {"c", "n"}
        desk.focus(view)
        desk.press(Key.Key_End)
        desk.press(Key.Key_Return, SHIFT)
        assert lit(desk) == {"c", "n", "se"}
        desk.press(Key.Key_Escape)
        assert lit(desk) == set(names(desk))
        assert desk.step == "picking"

    assert play(journey, LESSON, "--step", "picking", "--language", "fr") == 0


def test_an_interval_is_dragged_or_typed(play: Play) -> None:
    def journey(desk: Desk) -> None:
        view = desk.chart.view
        start = desk.mark("point:regions/nw") - QPoint(15, -15)
        stop = desk.mark("point:regions/c") + QPoint(15, -15)
        desk.drag(view, start, (start + stop) / 2, stop)
        assert lit(desk) == {"nw", "n", "ne", "w", "c"}
        interval = desk.chart.inputs.interval
        assert interval is not None
        x, _ = interval.axes
        assert x.high.text().startswith("5")
        desk.focus(x.high, Qt.FocusReason.TabFocusReason)
        desk.type("3 500", on=x.high)
        desk.press(Key.Key_Return)
        assert lit(desk) == {"nw", "n", "ne"}
        desk.focus(view)
        desk.press(Key.Key_Escape)
        assert lit(desk) == set(names(desk))
        desk.press(Key.Key_Home)
        for _ in range(8):
            desk.press(Key.Key_Right, SHIFT)
            desk.press(Key.Key_Up, SHIFT)
        assert {"nw", "n"} <= lit(desk) < set(names(desk))
        desk.press(Key.Key_T)
        assert desk.chart.table.hasFocus()

    assert play(journey, LESSON, "--step", "brushing", "--language", "fr") == 0


def test_the_arrows_go_over_the_map_to_the_neighbour(play: Play) -> None:
    def journey(desk: Desk) -> None:
        view = desk.chart.view
        desk.focus(view)
        desk.press(Key.Key_Home)
        assert current(desk) == "nw"
        met = []
        for key in (Key.Key_Right, Key.Key_Down, Key.Key_Down, Key.Key_Left, Key.Key_Up):
            desk.press(key)
            met.append(current(desk))
        assert met == ["n", "c", "s", "sw", "w"]
        assert desk.step == "map"
        desk.press(Key.Key_Return)
        assert str(desk.session.state.selection) == "point:regions/w"
        desk.press(Key.Key_T)
        table = desk.chart.table
        assert table.currentIndex().row() == names(desk).index("w")
        desk.press(Key.Key_T)
        assert current(desk) == "w"
        # The figure in the text lights up its square.
        desk.point_at("point:regions/c")
        assert desk.chart.view.highlighted.hovered[0] in (
            desk.rank("point:regions/c"), desk.chart.view.current_rank,
        )  # fmt: skip

    assert play(journey, LESSON, "--step", "map", "--language", "fr") == 0


def test_the_arrows_go_along_lines_and_between_them(play: Play) -> None:
    def journey(desk: Desk) -> None:
        desk.focus(desk.chart.view)
        met = []
        for key in (Key.Key_Home, Key.Key_Right, Key.Key_Down, Key.Key_Right, Key.Key_Up):
            desk.press(key)
            met.append(current(desk))
        assert met == ["any-2019", "any-2021", "most-2021", "most-2023", "any-2023"]
        desk.press(Key.Key_Right, CTRL)
        assert current(desk) == "most-2019", "one after the other, as they are read"
        assert desk.step == "plain-lines"

    assert play(journey, LESSON, "--step", "plain-lines", "--language", "fr") == 0


def test_the_legend_is_worked_with_tab_and_space(play: Play) -> None:
    def journey(desk: Desk) -> None:
        (legend,) = desk.chart.inputs.legends.values()
        desk.focus(desk.chart.view, Qt.FocusReason.TabFocusReason)
        for _ in range(12):
            if QApplication.focusWidget() is legend.buttons[1]:
                break
            desk.press(Key.Key_Tab)
        desk.press(Key.Key_Space)
        assert legend.buttons[1].isChecked()
        assert desk.chart.scene is not None
        _, group = desk.chart.scene.walked[0]
        dimmed = {str(group.rows[at]["measure"]) for at in range(group.count)
                  if float(str(group.value("opacity", at, 1))) < 0.5}  # fmt: skip
        assert dimmed == {"any"}
        desk.press(Key.Key_Space)
        assert not legend.buttons[1].isChecked()
        assert desk.step == "legend"

    assert play(journey, LESSON, "--step", "legend", "--language", "fr") == 0


def test_zooming_and_the_whole_again(play: Play) -> None:
    def journey(desk: Desk) -> None:
        view, zoom = desk.chart.view, desk.chart.inputs.zoom
        assert zoom is not None
        desk.wheel(view, view.chart_layout.plot.center().toPoint(), 3)
        assert not view.is_whole
        desk.click(zoom.whole)
        assert view.is_whole
        desk.focus(view)
        desk.press(Key.Key_Plus)
        assert not view.is_whole
        desk.press(Key.Key_0)
        assert view.is_whole

    assert play(journey, LESSON, "--step", "zooming", "--language", "fr") == 0
