"""Rows of delimited text, and the types of what stands in them (d3-dsv, vega-loader)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping

from desktop_app.charts.dates import parse_with, to_time
from desktop_app.charts.expressions.values import as_number, as_text

MOST_LINES = 2_000_000
_DATE_PATTERN = re.compile(r"(?:date|utc):\s*['\"]?(.*?)['\"]?$")
Parser = Callable[[object], object]


def parse_delimited(text: str, delimiter: str) -> list[dict[str, object]]:
    """The rows of RFC 4180 text as texts, named by the first line.

    A cell that a line has not got is missing; an empty line is no row.
    """
    before = csv.field_size_limit(2**27)  # as long as a whole file may be; a limit of the process
    try:
        return _rows_of(text, delimiter)
    finally:
        csv.field_size_limit(before)


def _rows_of(text: str, delimiter: str) -> list[dict[str, object]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or ",")
    names = next(reader, [])
    rows: list[dict[str, object]] = []
    for cells in reader:
        if cells:
            rows.append(dict(zip(names, cells, strict=False)))
        if len(rows) >= MOST_LINES:
            break
    return rows


def _boolean(value: object) -> object:
    if value in (None, ""):
        return None
    return value not in ("false", "0", False, 0)


def _number(value: object) -> object:
    return None if value in (None, "") else as_number(value)


def _text(value: object) -> object:
    return None if value in (None, "") else as_text(value)


def _date(value: object) -> object:
    return None if value in (None, "") else to_time(value)


PARSERS: dict[str, Parser] = {
    "boolean": _boolean, "number": _number, "integer": _number, "string": _text, "date": _date,
    "utc": _date,
}  # fmt: skip
"""How values are read as a type (vega-loader's typeParsers); what is empty is missing."""

PARSED = ("number", "boolean", "string", "date", "date:'%d/%m/%Y'")
"""What ``format: {parse: …}`` can say of a column; the pattern is an example."""


def parser(kind: str) -> Parser | None:
    """How values of ``kind`` are read: number, date, ``date:'%d/%m/%Y'``…; None if unknown."""
    if kind in PARSERS:
        return PARSERS[kind]
    match = _DATE_PATTERN.match(kind)
    if match is None:
        return None
    pattern = match[1]

    def dated(value: object) -> object:
        return parse_with(value, pattern) if isinstance(value, str) and value else _date(value)

    return dated


def typed(rows: list[dict[str, object]], parse: object) -> list[dict[str, object]]:
    """``rows`` with the columns that ``parse`` names read as it says; others stay as they are."""
    readers: dict[str, Parser] = {}
    for name, kind in parse.items() if isinstance(parse, Mapping) else ():
        found = parser(str(kind)) if kind is not None else None
        if found is not None:
            readers[name] = found
    for row in rows:
        for name, read in readers.items():
            if name in row:
                row[name] = read(row[name])
    return rows
