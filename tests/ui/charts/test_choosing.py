"""Choosing on a chart with the mouse, and the same with the keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.charts.scene import Scene
from desktop_app.ui.charts.chart_view import ChartView
from tests.charts.sample import HEAD
from tests.ui.charts.conftest import Desk, MakeDesk

LEFT = Qt.MouseButton.LeftButton
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
Key = Qt.Key

GRID = [(x, y) for y in (10, 50, 90) for x in (10, 50, 90)]
POINTS = (
    "data: {values: ["
    + ", ".join(f"{{k: p{rank}, x: {x}, y: {y}}}" for rank, (x, y) in enumerate(GRID))
    + "]}\nmark: {type: point, filled: true, size: 60}\nencoding:\n"
    "  x: {field: x, type: quantitative, scale: {domain: [0, 100]}, title: Largeur}\n"
    "  y: {field: y, type: quantitative, scale: {domain: [0, 100]}, title: Hauteur}\n"
    "  opacity: {condition: {param: p, value: 0.9}, value: 0.2}\n"
)
CATEGORIES = (
    "data: {values: [{k: a, n: 1}, {k: b, n: 2}, {k: c, n: 3}, {k: d, n: 4}]}\nmark: bar\n"
    "encoding:\n  x: {field: k, type: nominal, title: Lettre}\n"
    "  y: {field: n, type: quantitative}\n"
    "  opacity: {condition: {param: p, value: 0.9}, value: 0.2}\n"
)


def make(make_desk: MakeDesk, param: str, chart: str = POINTS) -> Desk:
    desk = make_desk({"it": f"{HEAD}params: [{{name: p, {param}}}]\n{chart}"}, size=(700, 600))
    desk.show()
    return desk


def scene(desk: Desk) -> Scene:
    assert desk.card.scene is not None
    return desk.card.scene


def lit(desk: Desk) -> set[int]:
    """The ranks of the marks that the condition lights up."""
    _, group = scene(desk).walked[0]
    return {
        rank for rank in range(group.count) if group.value("opacity", rank) == pytest.approx(0.9)
    }


def click(desk: Desk, rank: int | None, keys: Qt.KeyboardModifier = NONE) -> None:
    at = QPoint(2, 2) if rank is None else desk.middle_of(rank)
    QTest.mouseClick(desk.card.view, LEFT, keys, at)


def at(desk: Desk, x: float, y: float) -> QPoint:
    """Where (x, y) of the data is in the view."""
    rect = desk.card.view.chart_layout.plot
    return QPoint(
        round(rect.left() + x / 100 * rect.width()), round(rect.bottom() - y / 100 * rect.height())
    )


def drag(desk: Desk, start: QPoint, *stops: QPoint) -> None:
    view = desk.card.view
    QTest.mousePress(view, LEFT, NONE, start)
    for stop in stops:
        QTest.mouseMove(view, stop)
    QTest.mouseRelease(view, LEFT, NONE, stops[-1])


def wheel(view: ChartView, point: QPoint, angle: int) -> None:
    where = QPointF(point)
    event = QWheelEvent(
        where, view.mapToGlobal(where), QPoint(), QPoint(0, angle), Qt.MouseButton.NoButton,
        NONE, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view, event)


ALL = set(range(9))


# -- points ------------------------------------------------------------------------------


def test_clicks_pick_and_shift_adds(make_desk: MakeDesk) -> None:
    desk = make(make_desk, "select: {type: point, fields: [k]}")
    assert lit(desk) == ALL
    click(desk, 4)
    assert lit(desk) == {4}
    click(desk, 0, SHIFT)
    assert lit(desk) == {0, 4}
    click(desk, 4, SHIFT)
    assert lit(desk) == {0}
    click(desk, 8)
    assert lit(desk) == {8}
    click(desk, None)
    assert lit(desk) == ALL


def test_the_same_by_keyboard(make_desk: MakeDesk) -> None:
    desk = make(make_desk, "select: {type: point, fields: [k]}")
    view = desk.card.view
    view.setFocus()
    QTest.keyClick(view, Key.Key_Home)
    QTest.keyClick(view, Key.Key_Return)
    assert lit(desk) == {0}
    QTest.keyClick(view, Key.Key_End)
    QTest.keyClick(view, Key.Key_Return, SHIFT)
    assert lit(desk) == {0, 8}
    QTest.keyClick(view, Key.Key_Space)
    assert lit(desk) == {8}
    assert view.current_rank == 8
    QTest.keyClick(view, Key.Key_Escape)
    assert lit(desk) == ALL
    assert view.current_rank is None


@pytest.mark.parametrize(
    ("toggle", "keys", "added"),
    [("true", NONE, True), ("false", SHIFT, False), ("event.altKey", ALT, True),
     ("event.altKey", SHIFT, False)],
)  # fmt: skip
def test_which_key_adds_is_the_authors(
    make_desk: MakeDesk, toggle: str, keys: Qt.KeyboardModifier, added: bool
) -> None:
    desk = make(make_desk, f'select: {{type: point, fields: [k], toggle: "{toggle}"}}')
    click(desk, 1)
    click(desk, 2, keys)
    assert lit(desk) == ({1, 2} if added else {2})


def test_pointing_picks_where_it_is_asked_for(make_desk: MakeDesk) -> None:
    desk = make(make_desk, "select: {type: point, fields: [k], on: pointerover}")
    view = desk.card.view
    QTest.mouseMove(view, desk.middle_of(3))
    assert lit(desk) == {3}
    QTest.mouseMove(view, QPoint(2, 2))
    assert lit(desk) == ALL
    view.setFocus()
    QTest.keyClick(view, Key.Key_Home)  # walking is the keyboard's pointing
    QTest.keyClick(view, Key.Key_Right)
    assert len(lit(desk)) == 1


def test_the_nearest_mark_is_meant_from_anywhere(make_desk: MakeDesk) -> None:
    desk = make(make_desk, "select: {type: point, fields: [k], on: pointerover, nearest: true}")
    view = desk.card.view
    QTest.mouseMove(view, at(desk, 30, 8))
    QTest.mouseMove(view, at(desk, 28, 12))
    assert lit(desk) == {0}
    QTest.mouseMove(view, at(desk, 70, 71))
    assert lit(desk) <= {4, 5, 7, 8}
    assert len(lit(desk)) == 1


def test_a_double_click_clears_and_one_can_pick(make_desk: MakeDesk) -> None:
    desk = make(make_desk, "select: {type: point, fields: [k]}")
    click(desk, 4)
    QTest.mouseDClick(desk.card.view, LEFT, NONE, at(desk, 30, 30))
    assert lit(desk) == ALL
    twice = make(make_desk, "select: {type: point, fields: [k], on: dblclick, clear: false}")
    click(twice, 4)
    assert lit(twice) == ALL
    QTest.mouseDClick(twice.card.view, LEFT, NONE, twice.middle_of(4))
    assert lit(twice) == {4}


# -- the legend and inputs of a selection ------------------------------------------------


COLOURED = POINTS.replace("  opacity", "  color: {field: k, type: nominal}\n  opacity")


def test_a_legend_that_is_clicked(make_desk: MakeDesk) -> None:
    desk = make(make_desk, "select: {type: point, fields: [k]}, bind: legend", COLOURED)
    legend = desk.card.inputs.legends["p"]
    assert [button.text() for button in legend.buttons] == [f"p{rank}" for rank in range(9)]
    assert not desk.card.view.scene.legends, "it stands once, below the chart"
    assert scene(desk).legends, "what is taken away has it"
    legend.buttons[2].setFocus()
    QTest.keyClick(legend.buttons[2], Key.Key_Space)
    assert lit(desk) == {2}
    assert [button.isChecked() for button in legend.buttons].index(True) == 2
    QTest.mouseClick(legend.buttons[5], LEFT, SHIFT)
    assert len(lit(desk)) in (1, 2)
    click(desk, 7)
    assert 7 not in lit(desk), "its marks do not set it"
    legend.buttons[2].click()
    assert all(button.accessibleName().endswith(button.text()) for button in legend.buttons)


def test_a_selection_with_an_input_a_field(make_desk: MakeDesk) -> None:
    options = ", ".join(["null", *(f"p{rank}" for rank in range(9))])
    desk = make(
        make_desk,
        "select: {type: point, fields: [k]},"
        f" bind: {{k: {{input: select, options: [{options}], name: Point}}}}",
    )
    (menu,) = desk.card.inputs.inputs.values()
    menu.actions_[3].trigger()  # type: ignore[attr-defined]
    assert lit(desk) == {2}
    click(desk, 6)
    assert lit(desk) == {6}
    assert menu.button.text().startswith("p6")  # type: ignore[attr-defined]
    assert menu.button.accessibleName() == "Point p6"  # type: ignore[attr-defined]
    menu.actions_[0].trigger()  # type: ignore[attr-defined]
    assert lit(desk) == ALL


# -- intervals ---------------------------------------------------------------------------


def test_a_brush_is_drawn_moved_and_let_go(make_desk: MakeDesk) -> None:
    desk = make(make_desk, "select: {type: interval}")
    view = desk.card.view
    drag(desk, at(desk, 1, 1), at(desk, 30, 30), at(desk, 60, 60))
    assert lit(desk) == {0, 1, 3, 4}
    first = view.interval
    drag(desk, at(desk, 30, 30), at(desk, 50, 40), at(desk, 68, 30))
    assert lit(desk) == {1, 2, 4, 5}, "dragging from within moves it"
    second = view.interval
    for channel in "xy":
        wide, now = (span[channel][1] - span[channel][0] for span in (first, second))
        assert wide == pytest.approx(now, rel=1e-6)
    wheel(view, at(desk, 68, 30), -480)
    assert len(lit(desk)) < 4, "the wheel makes it smaller"
    QTest.mouseDClick(view, LEFT, NONE, at(desk, 68, 30))
    assert lit(desk) == ALL
    assert view.interval == {}


def test_a_drag_from_beside_the_plot_means_nothing(make_desk: MakeDesk) -> None:
    desk = make(make_desk, "select: {type: interval}")
    drag(desk, QPoint(3, 3), at(desk, 30, 30), desk.middle_of(4))
    assert lit(desk) == ALL
    assert desk.session.state.selection is None
    assert desk.card.view.interval == {}


def test_a_click_beside_the_brush_lets_it_go_and_one_in_it_does_not(make_desk: MakeDesk) -> None:
    desk = make(make_desk, "select: {type: interval}")
    drag(desk, at(desk, 1, 1), at(desk, 30, 30), at(desk, 60, 60))
    QTest.mouseClick(desk.card.view, LEFT, NONE, at(desk, 30, 30))
    assert lit(desk) == {0, 1, 3, 4}
    QTest.mouseClick(desk.card.view, LEFT, NONE, at(desk, 75, 75))
    assert lit(desk) == ALL


def test_a_brush_that_may_not_be_moved_is_drawn_anew(make_desk: MakeDesk) -> None:
    desk = make(make_desk, "select: {type: interval, translate: false, zoom: false}")
    drag(desk, at(desk, 1, 1), at(desk, 30, 30), at(desk, 60, 60))
    wheel(desk.card.view, at(desk, 30, 30), -480)
    assert lit(desk) == {0, 1, 3, 4}
    drag(desk, at(desk, 45, 45), at(desk, 50, 50), at(desk, 55, 55))
    assert lit(desk) == {4}


def test_a_brush_along_x_alone_is_as_high_as_the_plot(make_desk: MakeDesk) -> None:
    desk = make(make_desk, "select: {type: interval, encodings: [x]}")
    drag(desk, at(desk, 40, 50), at(desk, 50, 51), at(desk, 60, 52))
    assert lit(desk) == {1, 4, 7}
    assert list(desk.card.view.interval) == ["x"]


def test_a_brush_takes_whole_categories(make_desk: MakeDesk) -> None:
    desk = make(make_desk, "select: {type: interval, encodings: [x]}", CATEGORIES)
    rects = [desk.card.view.mark_rect(rank) for rank in range(4)]
    drag(desk, rects[1].center().toPoint(), rects[1].center().toPoint() + QPoint(8, 0),
         rects[2].center().toPoint())  # fmt: skip
    assert lit(desk) == {1, 2}
    assert desk.card.view.interval == {"x": ("b", "c")}
    (axis,) = desk.card.inputs.interval.axes  # type: ignore[union-attr]
    assert axis.names.text() == "b, c"


def test_the_keyboard_stretches_shrinks_and_moves_a_brush(make_desk: MakeDesk) -> None:
    desk = make(make_desk, "select: {type: interval}")
    view = desk.card.view
    view.setFocus()
    QTest.keyClick(view, Key.Key_Home)  # the brush starts at the mark that is current
    for _ in range(9):
        QTest.keyClick(view, Key.Key_Right, SHIFT)
        QTest.keyClick(view, Key.Key_Up, SHIFT)
    assert lit(desk) == {0, 1, 3, 4}
    for _ in range(2):
        QTest.keyClick(view, Key.Key_Left, SHIFT)
    assert lit(desk) == {0, 3}, "back again, it shrinks"
    for _ in range(3):
        QTest.keyClick(view, Key.Key_Right, SHIFT | CTRL)
    assert lit(desk) <= {1, 4}
    QTest.keyClick(view, Key.Key_Escape)
    assert lit(desk) == ALL


def test_an_interval_is_read_and_typed_below_the_chart(make_desk: MakeDesk) -> None:
    desk = make(make_desk, "select: {type: interval}")
    interval = desk.card.inputs.interval
    assert interval is not None
    x, y = interval.axes
    assert (x.title.text(), y.title.text()) == ("Largeur", "Hauteur")
    assert x.low.placeholderText() == "0"
    assert x.low.text() == ""
    assert not interval.clear.isEnabled()
    x.low.setFocus()
    QTest.keyClicks(x.low, "40")
    QTest.keyClick(x.low, Key.Key_Return)
    assert lit(desk) == {1, 2, 4, 5, 7, 8}
    y.high.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(y.high, "60 m")
    QTest.keyClick(y.high, Key.Key_Return)
    assert lit(desk) == {1, 2, 4, 5}
    assert desk.card.view.interval["x"] == pytest.approx((40, 100))
    QTest.keyClick(x.low, Key.Key_Up, SHIFT)
    assert desk.card.view.interval["x"][0] == pytest.approx(50)
    x.low.setFocus()
    x.low.selectAll()
    QTest.keyClicks(x.low, "rien")
    QTest.keyClick(x.low, Key.Key_Return)
    assert x.low.text() == "50", "what is no number is put back"
    interval.clear.click()
    assert lit(desk) == ALL
    # What is dragged is told there.
    drag(desk, at(desk, 1, 1), at(desk, 30, 30), at(desk, 60, 60))
    assert float(x.high.text().replace(",", ".")) == pytest.approx(60, abs=1)
    assert x.low.accessibleName() == "Largeur, from"


# -- panning and zooming -----------------------------------------------------------------


def test_zooming_with_buttons_keys_and_the_way_back(make_desk: MakeDesk) -> None:
    desk = make(make_desk, "select: interval, bind: scales")
    view, zoom = desk.card.view, desk.card.inputs.zoom
    assert zoom is not None
    assert view.is_whole
    assert not zoom.whole.isEnabled()
    zoom.closer.click()
    assert not view.is_whole
    assert zoom.whole.isEnabled()
    zoom.whole.click()
    assert view.is_whole
    view.setFocus()
    for _ in range(6):
        QTest.keyClick(view, Key.Key_Plus)
    # Walking brings what is out of sight into it.
    QTest.keyClick(view, Key.Key_Home)
    plot = view.chart_layout.plot
    assert plot.adjusted(-1, -1, 1, 1).contains(view.mark_rect(0).center())
    QTest.keyClick(view, Key.Key_End)
    assert plot.adjusted(-1, -1, 1, 1).contains(view.mark_rect(8).center())
    QTest.mouseDClick(view, LEFT, NONE, plot.center().toPoint())
    assert view.is_whole
    QTest.keyClick(view, Key.Key_Plus)
    QTest.keyClick(view, Key.Key_0)
    assert view.is_whole
