"""Rows of delimited text, and the types of what stands in them (d3-dsv, vega-loader)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence

from desktop_app.charts.dates import parse_with, to_time
from desktop_app.charts.expressions.values import as_number, as_text

MOST_LINES = 2_000_000
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|[-+]?Infinity|NaN")
_DATE_PATTERN = re.compile(r"(?:date|utc):\s*['\"]?(.*?)['\"]?$")
Parser = Callable[[object], object]


def parse_delimited(text: str, delimiter: str) -> list[dict[str, object]]:
    """The rows of RFC 4180 text as texts, named by the first line.

    A cell that a line has not got is missing; an empty line is no row.
    """
    csv.field_size_limit(2**27)  # as long as a whole file may be
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


_PARSERS: dict[str, Parser] = {
    "boolean": _boolean, "number": _number, "integer": _number, "string": _text, "date": _date,
    "utc": _date,
}  # fmt: skip


def parser(kind: str) -> Parser | None:
    """How values of ``kind`` are read: number, date, ``date:'%d/%m/%Y'``…; None if unknown."""
    if kind in _PARSERS:
        return _PARSERS[kind]
    match = _DATE_PATTERN.match(kind)
    if match is None:
        return None
    pattern = match[1]

    def dated(value: object) -> object:
        return parse_with(value, pattern) if isinstance(value, str) and value else _date(value)

    return dated


def infer(values: Sequence[object]) -> str:
    """The type that all of ``values`` can be read as, as vega-loader infers it."""
    known = [value for value in values if value not in (None, "")]
    if not known:
        return "string"
    if all(value in ("true", "false") or isinstance(value, bool) for value in known):
        return "boolean"
    if all(_is_number(value) for value in known):
        return "number"
    dated = all(
        isinstance(value, str) and not _is_number(value) and _looks_dated(value)
        for value in known[:1_000]
    )
    return "date" if dated and all(to_time(value) is not None for value in known) else "string"


def _is_number(value: object) -> bool:
    if isinstance(value, bool):
        return False
    if isinstance(value, int | float):
        return True
    return isinstance(value, str) and _NUMBER.fullmatch(value.strip()) is not None


def _looks_dated(value: str) -> bool:
    return len(value) < 60 and any(character.isdigit() for character in value)


def typed(
    rows: list[dict[str, object]], parse: Mapping[str, object] | None, *, guess: bool
) -> list[dict[str, object]]:
    """``rows`` with their values read: as ``parse`` says, else (``guess``) as they look."""
    if not rows:
        return rows
    readers: dict[str, Parser] = {}
    for name, kind in (parse or {}).items():
        found = parser(str(kind)) if kind is not None else None
        if found is not None:
            readers[name] = found
    if guess:
        for name in rows[0]:
            if name not in readers and (parse is None or name not in parse):
                kind = infer([row.get(name) for row in rows])
                readers[name] = _PARSERS[kind]
    for row in rows:
        for name, read in readers.items():
            value = row.get(name)
            if value is not None or name in row:
                row[name] = read(value)
    return rows
