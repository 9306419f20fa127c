"""The chart and the session, linked both ways: mouse, keyboard, screen reader."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QAccessible, QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest

from desktop_app.content.reference import Reference
from desktop_app.session.preferences import Preferences
from desktop_app.ui.charts import marks
from desktop_app.ui.charts.chart_view import ChartView
from desktop_app.ui.common import accessible
from tests.charts.sample import BARS, HEAD
from tests.charts.test_resolve import LAYERS, LINES
from tests.ui.charts.conftest import Desk, MakeDesk

ROWS = ("managers", "clerks", "workers")
CELLS = [Reference.point("telework", row, "share") for row in ROWS]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def desk(make_desk: MakeDesk) -> Desk:
    desk = make_desk({"it": BARS, "other": LINES, "layers": LAYERS})
    desk.show()
    return desk


def move(view: ChartView, at: QPoint) -> None:
    nothing = Qt.MouseButton.NoButton
    point = QPointF(at)
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        point,
        view.mapToGlobal(point),
        nothing,
        nothing,
        Qt.KeyboardModifier.NoModifier,
    )
    view.mouseMoveEvent(event)


def test_hovering_a_mark_hovers_its_reference(desk: Desk) -> None:
    move(desk.card.view, desk.middle_of(1))
    assert desk.session.state.hover == CELLS[1]
    move(desk.card.view, QPoint(1, 1))
    assert desk.session.state.hover is None


def test_leaving_the_chart_lets_go(desk: Desk) -> None:
    move(desk.card.view, desk.middle_of(0))
    desk.card.view.leaveEvent(QEvent(QEvent.Type.Leave))
    assert desk.session.state.hover is None


def test_clicks_select_and_let_go(desk: Desk) -> None:
    QTest.mouseClick(desk.card.view, LEFT, pos=desk.middle_of(2))
    assert desk.session.state.selection == CELLS[2]
    QTest.mouseClick(desk.card.view, LEFT, pos=QPoint(2, 2))
    assert desk.session.state.selection is None


@pytest.mark.parametrize("verb", ["hover", "select"])
@pytest.mark.parametrize("reference", [CELLS[1], CELLS[1].row])
def test_what_the_session_means_is_outlined(desk: Desk, verb: str, reference: Reference) -> None:
    before = desk.card.view.grab().toImage()
    getattr(desk.session, verb)(reference)
    after = desk.card.view.grab().toImage()
    assert after != before
    edge = desk.card.view.mark_rect(1).topRight().toPoint()
    near = [edge + QPoint(x, y) for x in range(-2, 3) for y in range(-2, 3)]
    assert any(after.pixelColor(at) != before.pixelColor(at) for at in near)
    far = desk.middle_of(2)
    assert after.pixelColor(far) == before.pixelColor(far)


def test_selected_is_stronger_than_hovered(desk: Desk) -> None:
    def darkness() -> int:
        image = desk.card.view.grab().toImage()
        rect = desk.card.view.mark_rect(1).toRect().adjusted(-4, -4, 4, 4)
        return sum(
            255 - image.pixelColor(x, rect.center().y()).lightness()
            for x in range(rect.right() - 8, rect.right() + 1)
        )

    plain = darkness()
    desk.session.hover(CELLS[1])
    hovered = darkness()
    desk.session.hover(None)
    desk.session.select(CELLS[1])
    assert plain < hovered < darkness()


def test_the_keyboard_walks_the_marks(desk: Desk) -> None:
    view, key = desk.card.view, Qt.Key
    view.setFocus()
    walked = []
    for press in (key.Key_Right, key.Key_Down, key.Key_Left, key.Key_End, key.Key_Home):
        QTest.keyClick(view, press)
        walked.append(desk.session.state.hover)
    assert walked == [CELLS[0], CELLS[1], CELLS[0], CELLS[2], CELLS[0]]
    QTest.keyClick(view, key.Key_Return)
    assert desk.session.state.selection == CELLS[0]
    QTest.keyClick(view, key.Key_Escape)
    assert desk.session.state.selection is None
    assert desk.session.state.hover is None


def test_walking_is_read_aloud(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(accessible, "announce", lambda _widget, text: said.append(text))
    QTest.keyClick(desk.card.view, Qt.Key.Key_Right)
    assert said == ["Cadres\u202f: 58\u202f%"]


@pytest.mark.parametrize("press", [Qt.Key.Key_PageUp, Qt.Key.Key_PageDown])
@pytest.mark.parametrize("shows_table", [False, True])
def test_a_remote_reaches_the_window(desk: Desk, press: Qt.Key, shows_table: bool) -> None:
    if shows_table:
        desk.card.table_button.click()
    seen: list[int] = []

    class Ear(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                seen.append(event.key())
            return False

    ear = Ear()
    desk.window.installEventFilter(ear)
    QTest.keyClick(desk.card.table if shows_table else desk.card.view, press)
    assert seen == [press]


def test_t_shows_the_table(desk: Desk) -> None:
    QTest.keyClick(desk.card.view, Qt.Key.Key_T)
    assert desk.card.table.isVisible()
    QTest.keyClick(desk.card.table, Qt.Key.Key_T)
    assert desk.card.view.isVisible()


def test_a_screen_reader_finds_each_mark(desk: Desk) -> None:
    view = desk.card.view
    assert view.accessible_role == QAccessible.Role.Chart
    assert view.accessibleName() == "29 fois moins"
    assert view.accessibleDescription().startswith("Trois barres. 3 barres, de 2")
    parts = view.accessible_parts()
    assert [part.name for part in parts] == [mark.description for mark in view.scene.marks]
    assert all(view.rect().contains(part.rect.center()) for part in parts)
    press = parts[1].press
    assert press is not None
    press()
    assert desk.session.state.selection == CELLS[1]


def test_the_nearest_point_is_found(desk: Desk) -> None:
    desk.show("other")
    view = desk.card.view
    for rank in range(len(view.scene.marks)):
        at = view.mark_rect(rank).center()
        assert view.rank_at(at + QPointF(2, 1)) == rank
    assert view.rank_at(QPointF(view.width() / 2, view.height() - 2)) is None


def test_a_mark_of_no_reference_hovers_nothing(desk: Desk) -> None:
    desk.show("layers")
    desk.session.hover(CELLS[0])
    move(desk.card.view, desk.middle_of(1))
    assert desk.session.state.hover is None


def test_a_parameter_lights_the_live_point(desk: Desk) -> None:
    desk.show("layers")
    view = desk.card.view
    rank = next(i for i, mark in enumerate(view.scene.marks) if getattr(mark, "live", False))
    before = view.mark_rect(rank).center()
    desk.session.set_parameter("managers", 90)
    assert view.mark_rect(rank).center().x() > before.x()


def test_the_same_marks_move_to_where_they_belong(make_desk: MakeDesk) -> None:
    log = "title: Autre\nencoding: {y: {scale: {type: log}}}\n"
    desk = make_desk({"it": LINES, "log of=it": log})
    view = desk.card.view
    view.animated = True
    desk.show()
    start = view.mark_rect(1).center()
    desk.card.show_chart(desk.lesson.find_chart("log", "fr"), "fr")  # type: ignore[arg-type]
    assert view.mark_rect(1).center().x() == pytest.approx(start.x(), abs=25)
    view.finish()
    assert view.mark_rect(1).center().y() < start.y()


@pytest.mark.parametrize("size", [(320, 420), (420, 360), (700, 480), (1000, 640)])
@pytest.mark.parametrize("percent", [80, 100, 200])
@pytest.mark.parametrize("name", ["it", "other", "layers"])
def test_nothing_overlaps_or_is_cut(
    make_desk: MakeDesk, size: tuple[int, int], percent: int, name: str
) -> None:
    desk = make_desk(
        {"it": BARS, "other": LINES, "layers": LAYERS},
        size=size,
        preferences=Preferences(text_size=percent),
    )
    desk.show(name)
    view = desk.card.view
    whole = QRectF(view.rect()).adjusted(-1, -1, 1, 1)
    texts = [text.rect for text in view.chart_layout.texts if text.text]
    labels = [label.rect for label in view.labels]
    assert all(whole.contains(rect) for rect in (*texts, *labels))
    for rects in (texts, labels):
        assert not [(a, b) for a, b in combinations(rects, 2) if a.intersects(b)]


def written(rows: Sequence[tuple[str, float]], *, upright: bool = False) -> str:
    values = "".join(f"    - {{what: {name}, n: {number}}}\n" for name, number in rows)
    category, number = ("x", "y") if upright else ("y", "x")
    return (
        f"{HEAD}data:\n  values:\n{values}mark: bar\nusermeta: {{labels: true}}\n"
        f"encoding: {{{category}: {{field: what, sort: null}}, {number}: {{field: n}}}}\n"
    )


@pytest.mark.parametrize("upright", [False, True])
def test_a_crowd_of_bars_has_no_values(make_desk: MakeDesk, *, upright: bool) -> None:
    rows = [(f"Catégorie {i}", i % 17 - 4) for i in range(200)]
    desk = make_desk({"it": written(rows, upright=upright)})
    desk.show()
    view = desk.card.view
    assert view.labels == []
    assert all(not view.mark_rect(rank).isEmpty() for rank in range(200) if rows[rank][1])
    names = [text for text in view.chart_layout.texts if text.full.startswith("Catégorie")]
    assert 3 < len(names) < 50
    assert all(text.text.startswith("Caté") for text in names)


@pytest.mark.parametrize("upright", [False, True])
def test_negative_bars_have_room_for_values(make_desk: MakeDesk, *, upright: bool) -> None:
    rows = [("Ouvriers", -1200.0), ("Employés", -3000.0), ("Cadres", 2500.0)]
    desk = make_desk({"it": written(rows, upright=upright)})
    desk.show()
    layout = desk.card.view.chart_layout
    labels = desk.card.view.labels
    assert len(labels) == 3
    names = [text for text in layout.texts if text.full in {name for name, _ in rows}]
    for label in labels:
        wide = label.rect.adjusted(-8, 0, 8, 0)
        assert not any(wide.intersects(name.rect) for name in names)


@pytest.mark.parametrize("upright", [False, True])
def test_a_bar_alone_is_not_a_block(make_desk: MakeDesk, *, upright: bool) -> None:
    desk = make_desk({"it": written([("Tous", 40)], upright=upright)})
    desk.show()
    rect = desk.card.view.mark_rect(0)
    assert min(rect.width(), rect.height()) <= 73
    assert max(rect.width(), rect.height()) > 150


def test_points_close_together_have_no_halo(
    make_desk: MakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    halos: list[bool] = []

    def draw(*arguments: object) -> None:
        halos.append(arguments[-1] is not None)

    monkeypatch.setattr(marks, "draw_symbol", draw)
    for count, halo in ((10, True), (150, False)):
        values = "".join(f"    - {{a: {i}, n: {5 + i / 100}}}\n" for i in range(count))
        text = (
            f"{HEAD}data:\n  values:\n{values}mark: {{type: line, point: true}}\n"
            "encoding: {x: {field: a, type: quantitative}, y: {field: n}}\n"
        )
        desk = make_desk({"it": text})
        halos.clear()
        desk.show()
        desk.card.view.grab()
        assert set(halos) == {halo}
