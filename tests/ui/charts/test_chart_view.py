"""The chart and the session, linked both ways: mouse, keyboard, screen reader."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.charts.scene import Scene
from desktop_app.session.session import Session
from desktop_app.ui.charts.chart_view import ChartView
from desktop_app.ui.charts.look import Look
from desktop_app.ui.common import accessible
from tests.ui.charts import scenes
from tests.ui.charts.scenes import reference

LEFT, NO_BUTTON = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CELLS = [reference(bar.name) for bar in scenes.BARS]
Show = Callable[..., ChartView]


@pytest.fixture
def session() -> Session:
    return Session({})


@pytest.fixture
def show(qtbot: QtBot, session: Session) -> Show:
    accessible.install()

    def make(scene: Scene, *, animated: bool = False) -> ChartView:
        view = ChartView(session, animated=animated)
        qtbot.addWidget(view)
        view.resize(520, 360)
        view.set_look(Look())
        view.show_scene(scene)
        view.show()
        view.activateWindow()
        qtbot.waitExposed(view)
        qtbot.waitUntil(view.isActiveWindow)
        return view

    return make


def middle_of(view: ChartView, rank: int) -> QPoint:
    return view.mark_rect(rank).center().toPoint()


def mouse(view: ChartView, kind: QEvent.Type, at: QPoint, button: Qt.MouseButton) -> None:
    moved = kind == QEvent.Type.MouseMove
    point, held = QPointF(at), button if kind != QEvent.Type.MouseButtonRelease else NO_BUTTON
    event = QMouseEvent(
        kind, point, view.mapToGlobal(point), NO_BUTTON if moved else button, held, NONE
    )
    view.event(event)


def move(view: ChartView, at: QPoint, button: Qt.MouseButton = NO_BUTTON) -> None:
    mouse(view, QEvent.Type.MouseMove, at, button)


def drag(view: ChartView, start: QPoint, end: QPoint) -> None:
    mouse(view, QEvent.Type.MouseButtonPress, start, LEFT)
    move(view, (start + end) / 2, LEFT)
    move(view, end, LEFT)
    mouse(view, QEvent.Type.MouseButtonRelease, end, LEFT)


def wheel(view: ChartView, at: QPoint, angle: int) -> None:
    point = QPointF(at)
    event = QWheelEvent(
        point,
        view.mapToGlobal(point),
        QPoint(),
        QPoint(0, angle),
        NO_BUTTON,
        NONE,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    view.wheelEvent(event)


def test_hovering_a_mark_hovers_its_reference(show: Show, session: Session) -> None:
    view = show(scenes.bars())
    move(view, middle_of(view, 1))
    hovered = [session.state.hover]
    move(view, QPoint(1, 1))
    hovered.append(session.state.hover)
    assert hovered == [CELLS[1], None]
    move(view, middle_of(view, 0))
    view.leaveEvent(QEvent(QEvent.Type.Leave))
    assert session.state.hover is None


def test_clicks_select_and_let_go(show: Show, session: Session) -> None:
    view = show(scenes.bars())
    QTest.mouseClick(view, LEFT, pos=middle_of(view, 2))
    selected = [session.state.selection]
    QTest.mouseClick(view, LEFT, pos=QPoint(2, 2))
    assert [*selected, session.state.selection] == [CELLS[2], None]


@pytest.mark.parametrize("verb", ["hover", "select"])
def test_what_the_session_means_is_outlined(show: Show, session: Session, verb: str) -> None:
    view = show(scenes.bars())
    before = view.grab().toImage()
    getattr(session, verb)(CELLS[1])
    after = view.grab().toImage()
    edge = view.mark_rect(1).topRight().toPoint()
    near = [edge + QPoint(x, y) for x in range(-2, 3) for y in range(-2, 3)]
    assert any(after.pixelColor(at) != before.pixelColor(at) for at in near)
    far = middle_of(view, 2)
    assert after.pixelColor(far) == before.pixelColor(far)


def test_lighting_a_mark_paints_nothing_else(
    show: Show, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = show(scenes.scatter(500))
    view.grab()
    painted: list[object] = []
    monkeypatch.setattr(type(view._drawn.shapes), "paint", lambda *_: painted.append(1))
    session.hover(view.scene.marks[7].reference)
    view._canvas.viewport().repaint()
    assert not painted


def test_the_keyboard_walks_the_marks(show: Show, session: Session) -> None:
    view, key = show(scenes.bars()), Qt.Key
    walked = []
    for press in (key.Key_Right, key.Key_Down, key.Key_Left, key.Key_End, key.Key_Home):
        QTest.keyClick(view, press)
        walked.append(session.state.hover)
    assert walked == [CELLS[0], CELLS[1], CELLS[0], CELLS[2], CELLS[0]]
    QTest.keyClick(view, key.Key_Return)
    selected = [session.state.selection]
    QTest.keyClick(view, key.Key_Escape)
    assert [*selected, session.state.selection] == [CELLS[0], None]
    assert session.state.hover is None


def test_walking_moves_the_focus_of_a_screen_reader(
    show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[int] = []
    said: list[str] = []
    monkeypatch.setattr(accessible, "part_focused", lambda _widget, rank: told.append(rank))
    monkeypatch.setattr(accessible, "announce", lambda _widget, text: said.append(text))
    view = show(scenes.bars())
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_End):
        QTest.keyClick(view, key)
    assert told == [0, 1, 2]
    assert said == [], "the name of what has the focus is read by itself; not twice"
    interface = QAccessible.queryAccessibleInterface(view)
    assert interface is not None
    focused = interface.focusChild()
    assert focused is not None
    assert focused.text(QAccessible.Text.Name) == view.scene.marks[2].description
    assert [interface.child(at).state().focused for at in range(3)] == [False, False, True]
    view.clearFocus()
    assert interface.focusChild() is None


def test_a_screen_reader_can_go_to_a_mark_and_select_it(show: Show, session: Session) -> None:
    view = show(scenes.bars())
    interface = QAccessible.queryAccessibleInterface(view)
    assert interface is not None
    mark = interface.child(1)
    assert mark is not None
    assert interface.indexOfChild(mark) == 1
    assert mark.state().selectable
    actions = mark.actionInterface()
    press, enter = actions.actionNames()
    actions.doAction(enter)
    assert view.hasFocus()
    assert view.current_rank == 1
    actions.doAction(press)
    assert session.state.selection == CELLS[1]
    assert mark.state().selected
    assert mark.state().focused
    corner = view.mapToGlobal(view.mark_rect(2).center().toPoint())
    found = interface.childAt(corner.x(), corner.y())
    assert found is not None
    assert interface.indexOfChild(found) == 2


def test_t_asks_for_the_table(show: Show, qtbot: QtBot) -> None:
    view = show(scenes.bars())
    with qtbot.waitSignal(view.table_asked):
        QTest.keyClick(view, Qt.Key.Key_T)


def test_a_screen_reader_finds_each_mark(show: Show, session: Session) -> None:
    view = show(scenes.bars())
    assert view.accessible_role == QAccessible.Role.Chart
    assert view.accessibleName() == "Title"
    parts = view.accessible_parts()
    assert [part.name for part in parts] == [mark.description for mark in view.scene.marks]
    assert all(view.rect().contains(part.rect.center()) for part in parts)
    press = parts[1].press
    assert press is not None
    press()
    assert session.state.selection == CELLS[1]


def test_a_big_scene_stays_lazy(show: Show) -> None:
    view = show(scenes.scatter(35_000))
    view.grab()
    move(view, QPoint(200, 150))
    assert len(view.scene.marks._made) < 10  # type: ignore[attr-defined]
    interface = QAccessible.queryAccessibleInterface(view)
    assert interface is not None
    assert interface.childCount() == 35_000
    last = interface.child(34_999)
    assert last is not None
    assert last.text(QAccessible.Text.Name) == "point 34999: 34999"
    QTest.keyClick(view, Qt.Key.Key_End)
    assert last.state().focused
    for _ in range(20):
        QTest.keyClick(view, Qt.Key.Key_Left)
    assert len(view.scene.marks._made) < 50  # type: ignore[attr-defined]


def test_the_same_marks_move_to_where_they_belong(show: Show) -> None:
    before = scenes.bars([scenes.Bar("a", 10), scenes.Bar("b", 20)])
    after = scenes.bars([scenes.Bar("a", 90), scenes.Bar("b", 20)])
    view = show(before, animated=True)
    start = view.mark_rect(0).width()
    view.show_scene(after)
    assert view.mark_rect(0).width() == pytest.approx(start, abs=30)
    view.finish()
    assert view.mark_rect(0).width() > 4 * start


# -- parameters ------------------------------------------------------------------------


def test_the_wheel_zooms_where_scales_are_bound(show: Show) -> None:
    view = show(scenes.zoomable())
    seen: list[dict[str, tuple[float, float]]] = []
    view.view_changed.connect(seen.append)
    wheel(view, middle_of(view, 0), 480)
    low, high = seen[-1]["x"]
    assert 20 < high - low < 80
    QTest.keyClick(view, Qt.Key.Key_0)
    assert seen[-1]["x"] == pytest.approx((0, 100))
    wheel(view, middle_of(view, 0), 480)
    before = seen[-1]["x"]
    centre = view.chart_layout.plots[0].rect.center().toPoint()
    drag(view, centre, centre + QPoint(40, 0))
    assert seen[-1]["x"][0] < before[0]


def test_elsewhere_the_wheel_scrolls(show: Show) -> None:
    view = show(scenes.scatter())
    seen: list[object] = []
    view.view_changed.connect(seen.append)
    wheel(view, QPoint(200, 150), 480)
    assert not seen


def test_a_click_picks_a_point(show: Show) -> None:
    view = show(scenes.choosable("point"))
    picked: list[tuple[object, ...]] = []
    view.point_picked.connect(lambda *said: picked.append(said))
    QTest.mouseClick(view, LEFT, SHIFT, middle_of(view, 3))
    QTest.mouseClick(view, LEFT, NONE, QPoint(1, 1))
    assert picked == [("chosen", 3, True), ("chosen", None, False)]


def test_dragging_picks_an_interval_and_a_click_lets_it_go(show: Show) -> None:
    view = show(scenes.choosable("interval", "x"))
    picked: list[tuple[str, object]] = []
    view.interval_picked.connect(lambda *said: picked.append(said))
    place = view.chart_layout.plots[0]
    drag(view, place.point(60, 50).toPoint(), place.point(150, 120).toPoint())
    name, ranges = picked[-1]
    assert name == "chosen"
    assert ranges == {"x": pytest.approx((20, 50), abs=1)}
    QTest.mouseClick(view, LEFT, NONE, place.point(290, 10).toPoint())
    assert picked[-1] == ("chosen", None)


def test_an_interval_can_be_picked_with_the_keyboard(show: Show) -> None:
    view = show(scenes.choosable("interval"))
    picked: list[tuple[str, object]] = []
    view.interval_picked.connect(lambda *said: picked.append(said))
    for press in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Up):
        QTest.keyClick(view, press, SHIFT)
    ranges = picked[-1][1]
    assert isinstance(ranges, dict)
    assert ranges["x"][1] - ranges["x"][0] == pytest.approx(10, abs=0.5)
    assert ranges["y"][1] - ranges["y"][0] == pytest.approx(5, abs=0.5)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert picked[-1] == ("chosen", None)
