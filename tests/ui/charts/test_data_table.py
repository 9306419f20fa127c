"""The table of a chart: sorted as people sort, linked both ways."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from desktop_app.content.reference import Reference
from desktop_app.ui.charts.data_table import DataTable
from tests.charts.sample import BARS, HEAD
from tests.ui.charts.conftest import Desk, MakeDesk

SEVERAL = (
    HEAD
    + """\
data:
  values:
    - {what: neuf, n: 9}
    - {what: dix, n: 10}
    - {what: moins, n: -1000}
    - {what: Été, n: 100.5}
mark: bar
encoding: {y: {field: what, sort: null}, x: {field: n, type: quantitative, title: Nombre}}
"""
)
POINTS = HEAD + (
    "encoding: {y: {field: share, type: quantitative}}\nlayer:\n"
    "  - data: {name: telework}\n    mark: point\n"
    "    encoding: {x: {field: people, type: quantitative}}\n"
    "  - {mark: rule, encoding: {y: {datum: 30, title: seuil}}}\n"
)


@pytest.fixture
def desk(make_desk: MakeDesk) -> Desk:
    desk = make_desk({"it": BARS, "several": SEVERAL, "points": POINTS})
    desk.show()
    desk.card.table_button.click()
    return desk


def column(table: DataTable, index: int) -> list[str]:
    model = table.model()
    return [model.index(row, index).data() for row in range(model.rowCount())]


def middle(table: DataTable, row: int) -> QPoint:
    return table.visualRect(table.model().index(row, 0)).center()


def test_it_shows_what_the_chart_does(desk: Desk) -> None:
    table, model = desk.card.table, desk.card.table.model()
    titles = [model.headerData(i, Qt.Orientation.Horizontal) for i in range(model.columnCount())]
    assert titles == ["Métier", "Part"]
    assert column(table, 0) == ["Cadres", "Employés", "Ouvriers"]
    assert column(table, 1) == ["58\u202f%", "20\u202f%", "2\u202f%"]
    assert desk.card.table_button.text() == "Chart"


def test_numbers_sort_as_numbers(desk: Desk) -> None:
    desk.show("several")
    table = desk.card.table
    table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert column(table, 1) == ["\u22121\u202f000", "9", "10", "100,5"]
    table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert column(table, 1)[0] == "100,5"


@pytest.mark.parametrize("order", [Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder])
def test_what_is_missing_comes_last(desk: Desk, order: Qt.SortOrder) -> None:
    desk.show("points")
    table = desk.card.table
    numbers = next(
        index for index in range(table.model().columnCount()) if "–" in column(table, index)
    )
    table.sortByColumn(numbers, order)
    assert column(table, numbers)[-1] == "–"


def test_hovering_and_selecting_a_row(desk: Desk) -> None:
    table = desk.card.table
    QTest.mouseMove(table.viewport(), middle(table, 1))
    clerks = Reference.point("telework", "clerks", "share")
    assert desk.session.state.hover == clerks
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=middle(table, 1))
    assert desk.session.state.selection == clerks
    below = QPoint(10, table.viewport().height() - 3)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=below)
    assert desk.session.state.selection is None


def test_it_follows_the_selection(desk: Desk) -> None:
    desk.session.select(Reference.point("telework", "workers"))
    assert desk.card.table.currentIndex().row() == 2
    desk.session.select(None)
    assert not desk.card.table.selectionModel().hasSelection()


def test_the_keyboard_walks_and_selects(desk: Desk) -> None:
    table = desk.card.table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert desk.session.state.hover is not None
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert desk.session.state.selection == desk.session.state.hover
    QTest.keyClick(table, Qt.Key.Key_Escape)
    assert desk.session.state.selection is None


def test_a_hovered_row_is_outlined(desk: Desk) -> None:
    table = desk.card.table
    before = table.viewport().grab().toImage()
    desk.session.hover(Reference.point("telework", "clerks"))
    after = table.viewport().grab().toImage()
    edge = table.visualRect(table.model().index(1, 0)).topLeft() + QPoint(4, 1)
    assert after.pixelColor(edge) != before.pixelColor(edge)
    assert QPointF(edge).y() > 0


def test_titles_end_where_the_sort_arrow_starts(desk: Desk) -> None:
    table = desk.card.table
    table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    header = table.horizontalHeader()
    title = header.fontMetrics().horizontalAdvance("Part")
    assert header.sectionSizeHint(1) >= title + table.look.px(8 + 24)
    number = table.sizeHintForIndex(table.model().index(0, 1)).width()
    assert number >= table.fontMetrics().horizontalAdvance("58\u202f%") + table.look.px(30)
