"""The data of a chart as a spreadsheet reads them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.charts.chart_file import read_chart
from desktop_app.charts.scene import Scene, TableCell, TableColumn, TableRow
from desktop_app.charts.table_text import FORMULAS, to_csv
from tests.charts.sample import BARS, LINES, lesson_with, scene_of


def table(scene: Scene, language: str) -> list[list[str]]:
    text = to_csv(scene, language)
    assert text.endswith("\r\n")
    delimiter = ";" if language == "fr" else ","
    return list(csv.reader(text.splitlines(), delimiter=delimiter))


def scene_with(columns: list[TableColumn], rows: list[list[TableCell]]) -> Scene:
    return Scene(
        "", "", "", "", "fr",
        columns=tuple(columns), rows=tuple(TableRow(tuple(row), None) for row in rows),
    )  # fmt: skip


def test_french_and_english_spreadsheets(tmp_path: Path) -> None:
    lesson = lesson_with(tmp_path, {"it": BARS})
    assert table(scene_of(lesson), "fr") == [
        ["Métier", "Part"], ["Cadres", "58"], ["Employés", "20"], ["Ouvriers", "2"]
    ]  # fmt: skip
    assert table(scene_of(lesson, language="en"), "en")[1] == ["Managers", "58"]


def test_days_and_what_is_missing(tmp_path: Path) -> None:
    rows = table(scene_of(lesson_with(tmp_path, {"it": LINES})), "fr")
    assert rows[1] == ["2020-03-02", "10000"]
    assert rows[4] == ["2020-04-13", ""]


def test_decimals_and_times_of_day() -> None:
    columns = [TableColumn("t", numeric=False, dated=True), TableColumn("n", numeric=True)]
    cells = [TableCell("6 avr.", 1_586_174_460_000.0), TableCell("1 234,5", -1_234.5)]
    scene = scene_with(columns, [cells])
    assert table(scene, "fr")[1] == ["2020-04-06 12:01", "-1234,5"]
    assert table(scene, "en")[1] == ["2020-04-06 12:01", "-1234.5"]


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3+cmd", "\tx"])
def test_formulas_are_texts(text: str) -> None:
    scene = scene_with([TableColumn(text, numeric=False)], [[TableCell(text, text)]])
    for language in ("fr", "en"):
        (head,), (cell,) = table(scene, language)
        assert not head.startswith(FORMULAS)
        assert not cell.startswith(FORMULAS)
        assert cell.endswith(text.strip())


def test_a_number_that_was_written_stays_one() -> None:
    scene = scene_with([TableColumn("a", numeric=False)], [[TableCell("-2,5", "-2,5")]])
    assert table(scene, "fr")[1] == ["-2,5"]


@given(st.lists(st.tuples(st.text(), st.floats(allow_infinity=False)), max_size=5))
def test_whatever_the_cells_hold(rows: list[tuple[str, float]]) -> None:
    columns = [TableColumn("a", numeric=False), TableColumn("b", numeric=True)]
    cells = [[TableCell(text, text), TableCell(str(number), number)] for text, number in rows]
    for language in ("fr", "en"):
        read = list(
            csv.reader(
                to_csv(scene_with(columns, cells), language).split("\r\n"),
                delimiter=";" if language == "fr" else ",",
            )
        )
        whole = [row for row in read if row]
        assert all(len(row) == 2 for row in whole)
        for (_, number), row in zip(rows, whole[1:], strict=False):
            if number == number:
                assert float(row[1].replace(",", ".")) == number


def test_every_row_that_is_drawn_is_there() -> None:
    values = ",".join(f'{{"a": "{name}", "b": {rank}}}' for rank, name in enumerate("abcdefg"))
    text = (
        f'{{"data": {{"values": [{values}]}}, "mark": "point",'
        ' "encoding": {"x": {"field": "a", "type": "nominal"},'
        ' "y": {"field": "b", "type": "quantitative"}}}'
    )
    chart = read_chart(text, "it.json", None, {})
    assert chart.scene is not None
    assert table(chart.scene, "en") == [["a", "b"], *([name, str(rank)]
                                        for rank, name in enumerate("abcdefg"))]  # fmt: skip
