"""The table of a chart: sorted as people sort, linked both ways."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
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


def test_accents_and_case_sort_as_people_read_them(desk: Desk) -> None:
    desk.show("several")
    table = desk.card.table
    table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert column(table, 0) == ["dix", "Été", "moins", "neuf"]


def test_what_is_read_by_its_name_sorts_by_its_name(desk: Desk) -> None:
    table = desk.card.table  # the keys are managers, clerks, workers
    table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert column(table, 0) == ["Ouvriers", "Employés", "Cadres"]
    table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
    assert column(table, 0) == ["Cadres", "Employés", "Ouvriers"]


def test_the_keyboard_sorts_by_the_column_it_is_in(desk: Desk) -> None:
    table = desk.card.table
    table.setFocus(Qt.FocusReason.TabFocusReason)
    assert table.currentIndex().row() == 0
    QTest.keyClick(table, Qt.Key.Key_Right)
    QTest.keyClick(table, Qt.Key.Key_S)
    assert column(table, 1) == ["2\u202f%", "20\u202f%", "58\u202f%"]
    assert "Part" in desk.card.note.text()
    # The row that was current stays so, wherever it stands now.
    assert table.currentIndex().row() == 2
    QTest.keyClick(table, Qt.Key.Key_S)
    assert column(table, 1)[0] == "58\u202f%"
    QTest.keyClick(table, Qt.Key.Key_S)
    assert column(table, 0) == ["Cadres", "Employés", "Ouvriers"]


def test_a_selected_row_is_found_in_any_order(desk: Desk) -> None:
    table = desk.card.table
    table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    desk.session.select(Reference.point("telework", "managers"))
    assert table.currentIndex().row() == 2
    assert table.reference_at(table.currentIndex()) == Reference.point(
        "telework", "managers", "share"
    )


def test_rows_are_copied_as_text_with_their_headings(desk: Desk) -> None:
    table, clipboard = desk.card.table, QGuiApplication.clipboard()
    table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    QTest.keySequence(table, QKeySequence.StandardKey.Copy)
    assert clipboard.text() == (
        "Métier\tPart\nOuvriers\t2\u202f%\nEmployés\t20\u202f%\nCadres\t58\u202f%\n"
    )
    assert "3" in desk.card.note.text()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=middle(table, 2))
    QTest.keySequence(table, QKeySequence.StandardKey.Copy)
    assert clipboard.text() == "Métier\tPart\nCadres\t58\u202f%\n"
    QTest.keySequence(table, QKeySequence.StandardKey.SelectAll)
    QTest.keySequence(table, QKeySequence.StandardKey.Copy)
    assert clipboard.text().count("\n") == 4


def test_t_goes_to_the_same_row_and_back_to_its_mark(desk: Desk) -> None:
    card = desk.card
    card.table_button.click()
    card.view.setFocus()
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_T):
        QTest.keyClick(card.view, key)
    assert card.table.hasFocus()
    assert card.table.currentIndex().row() == 1
    QTest.keyClick(card.table, Qt.Key.Key_Down)
    QTest.keyClick(card.table, Qt.Key.Key_T)
    assert card.view.hasFocus()
    assert card.view.current_rank == 2


def test_many_columns_scroll_sideways(make_desk: MakeDesk) -> None:
    names = [f"colonne-{rank}" for rank in range(9)]
    values = ", ".join(f"{{what: {name}, n: {rank}}}" for rank, name in enumerate(names))
    tooltip = ", ".join(f"{{field: what, title: {name}}}" for name in names)
    text = (
        HEAD + f"data: {{values: [{values}]}}\nmark: bar\nencoding:\n"
        "  y: {field: what, sort: null}\n  x: {field: n, type: quantitative}\n"
        f"  tooltip: [{tooltip}]\ntransform:\n"
        + "".join(f'  - {{calculate: "datum.what", as: f{rank}}}\n' for rank in range(9))
    ).replace("{field: what, title: colonne", "{field: f@, title: colonne")
    for rank in range(9):
        text = text.replace("f@", f"f{rank}", 1)
    desk = make_desk({"it": text}, size=(420, 400))
    desk.show()
    desk.card.table_button.click()
    table = desk.card.table
    assert table.model().columnCount() >= 10
    header = table.horizontalHeader()
    for at in range(table.model().columnCount()):
        title = table.model().headerData(at, Qt.Orientation.Horizontal)
        assert header.sectionSize(at) > header.fontMetrics().horizontalAdvance(str(title))
    assert table.horizontalScrollBar().maximum() > 0


def test_thirty_thousand_rows_are_made_as_they_are_seen(make_desk: MakeDesk) -> None:
    count = 30_000
    rows = "id,n\n" + "".join(f"r{i},{i * 7919 % 99_991}\n" for i in range(count))
    meaning = (
        "title: x\nkey: id\nvalue: n\nsource: insee\ncolumns:\n"
        "  id: {type: string, label: I}\n  n: {type: integer, label: N, unit: km}\n"
    )
    text = HEAD + (
        "data: {name: many}\nmark: point\nencoding:\n"
        "  x: {field: id, type: nominal}\n  y: {field: n, type: quantitative}\n"
    ).replace("x: {field: id, type: nominal}", "x: {field: n, type: quantitative}")
    desk = make_desk({"it": text}, tables={"many": (meaning, rows)})
    desk.show()
    card = desk.card
    card.table_button.click()
    assert card.scene is not None
    made = card.scene.rows._made  # type: ignore[attr-defined]
    card.table.grab()
    assert 0 < len(made) < 500
    desk.session.select(Reference.point("many", "r29999"))
    assert card.table.reference_at(card.table.currentIndex()) == Reference.point(
        "many", "r29999", "n"
    )
    assert len(made) < 500
    number = next(
        at for at in range(card.table.model().columnCount())
        if card.table.model().headerData(at, Qt.Orientation.Horizontal) == "N"
    )  # fmt: skip
    card.table.sortByColumn(number, Qt.SortOrder.DescendingOrder)
    top = str(card.table.model().index(0, number).data())
    wanted = max(i * 7919 % 99_991 for i in range(count))
    assert "".join(filter(str.isdigit, top)) == str(wanted)
    assert len(made) < 500
