"""Results as a workbook (.xlsx) with XlsxWriter.

XlsxWriter only writes, which is all that is needed: no dependency, 2 MB, 40 ms to import
(here alone, when a workbook is asked for). openpyxl, which reads too, takes 3 MB, a
dependency and 100 ms.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from desktop_app.content.problems import Location, Problem, ProblemLog
from desktop_app.learning.results.tables import Cell, ResultTable

if TYPE_CHECKING:
    from xlsxwriter import Workbook

LONGEST_CELL = 32_767
MOST_ROWS = 1_048_575
"""What a sheet can hold, its heading aside."""
WIDEST, NARROWEST = 60, 8
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML can't hold."""
_NAME = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True)
class WrittenWorkbook:
    """A workbook as bytes, and what it could not hold: texts cut short, rows left out."""

    data: bytes
    cut: int
    left_out: int

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What has to be said of it: no error."""
        log = ProblemLog()
        for code, count in (("cells-cut", self.cut), ("rows-left-out", self.left_out)):
            if count:
                log.warning(code, Location(""), count=count)
        return log.frozen()


def workbook(tables: Sequence[ResultTable], made: datetime) -> WrittenWorkbook:
    """A sheet for each of ``tables``: numbers are numbers, moments dates, texts texts and
    never formulas nor links. ``made`` is the date of the file.
    """
    from xlsxwriter import Workbook

    stream = io.BytesIO()
    book = Workbook(
        stream,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "remove_timezone": True,
        },
    )
    book.set_properties({"created": made.replace(tzinfo=None)})
    writer = _Sheets(book)
    for table in tables:
        writer.add(table)
    book.close()
    return WrittenWorkbook(stream.getvalue(), writer.cut, writer.left_out)


class _Sheets:
    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        self._moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self._text = book.add_format({"num_format": "@"})
        self.cut = 0
        self.left_out = 0

    def add(self, table: ResultTable) -> None:
        sheet = self._book.add_worksheet(_NAME.sub(" ", table.name)[:31].strip("' "))
        rows = table.rows[:MOST_ROWS]
        self.left_out += len(table.rows) - len(rows)
        for column, title in enumerate(table.columns):
            sheet.write_string(0, column, self._sound(title), self._heading)
            longest = max((_width(row[column]) for row in rows[:200]), default=0)
            width = min(max(longest, len(title), NARROWEST), WIDEST)
            sheet.set_column(column, column, width + 1)
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                self._write(sheet, number, column, cell)
        sheet.freeze_panes(1, 0)
        if table.columns:
            sheet.autofilter(0, 0, max(len(rows), 1), len(table.columns) - 1)

    def _write(self, sheet: Any, row: int, column: int, cell: Cell) -> None:
        match cell:
            case None:
                pass
            case str():
                sheet.write_string(row, column, self._sound(cell), self._text)
            case bool():
                sheet.write_boolean(row, column, cell)
            case int() | float():
                sheet.write_number(row, column, cell)
            case datetime():
                sheet.write_datetime(row, column, cell, self._moment)

    def _sound(self, text: str) -> str:
        sound = _UNWRITABLE.sub("\ufffd", re.sub("\r\n?", "\n", text))
        if len(sound) <= LONGEST_CELL:
            return sound
        self.cut += 1
        return sound[: LONGEST_CELL - 1] + "…"


def _width(cell: Cell) -> int:
    if isinstance(cell, datetime):
        return 19
    return len(str(cell)) if cell is not None else 0
