"""Reading where the rows of a view come from, and which columns they have."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from desktop_app.charts.files.delimited import PARSED, parser
from desktop_app.charts.spec.columns import Known
from desktop_app.charts.spec.grammar import NOTHING, Data, Properties
from desktop_app.charts.spec.records import PlainItems, plain
from desktop_app.charts.spec.values import ValueReader
from desktop_app.charts.spec.vocabulary import FORMAT
from desktop_app.charts.transforms.base import MOST_ROWS
from desktop_app.content.fields import Fields
from desktop_app.content.problems import nearest
from desktop_app.content.yaml import Record, Value

SAMPLE = 20_000
"""How many rows are looked at for the names and types of inline columns."""
KINDS = ("name", "values", "url", "sequence", "sphere", "graticule")
_SOURCES = KINDS[1:]


@dataclass(frozen=True)
class Source:
    """Data with their columns. ``table`` is the lesson's table whose types are declared."""

    data: Data
    known: Known
    is_table: bool = False


NO_SOURCE = Source(Data(), {})


class DataReader:
    """Reads ``data``; ``datasets`` are the named ones of the whole specification."""

    def __init__(self, values: ValueReader, datasets: Mapping[str, object]) -> None:
        self._values = values
        self._log = values.log
        self._datasets = datasets

    def read(self, record: Record) -> Source:
        fields = Fields(record, "data", self._log)
        given = [kind for kind in _SOURCES if record.get(kind) is not None]
        given = given or [kind for kind in KINDS if record.get(kind) is not None]
        form = fields.record_of("format")
        options = self._format(form) if form is not None else NOTHING
        if not given:
            self._log.error("missing-key", record.location, key="name", owner="data")
        elif len(given) > 1:
            self._log.error("conflicting-keys", record.location, keys=", ".join(given))
        fields.close(KINDS)
        if len(given) != 1:
            return NO_SOURCE
        match given[0]:
            case "name":
                return self._named(fields, options)
            case "values":
                return self._inline(record, options)
            case "url":
                return self._file(fields, options)
            case "sequence":
                return self._sequence(fields)
        return self._shape(record, given[0])

    def _format(self, record: Record) -> Properties:
        options = self._values.properties(record, FORMAT)
        parse = record.get("parse")
        if isinstance(parse, Record):
            for name, kind in parse.items():
                if kind is None or (isinstance(kind, str) and parser(kind) is not None):
                    continue
                self._log.error(
                    "unknown-value", parse.value_at(name), key=name, value=plain(kind),
                    nearest=nearest(str(kind), PARSED), known=", ".join(PARSED),
                )  # fmt: skip
        return options

    def _named(self, fields: Fields, options: Properties) -> Source:
        name, place = fields.text("name"), fields.record.location
        context = self._values.context
        if name in self._datasets:
            rows = self._datasets[name]
            return Source(Data(values=rows, format=options, location=place), columns_of(rows))
        if name in context.tables:
            return Source(Data(table=name, location=place), context.tables[name], is_table=True)
        near = nearest(name, (*self._datasets, *context.tables))
        self._log.error("missing-table", fields.place("name"), table=name, nearest=near)
        return NO_SOURCE

    def _inline(self, record: Record, options: Properties) -> Source:
        raw = record["values"]
        if isinstance(raw, bool | int | float):
            self._log.error("wrong-type", record.value_at("values"), key="values", expected="list")
            return NO_SOURCE
        rows = _rows(raw)
        known = None if options.get("type") or isinstance(rows, str) else columns_of(rows)
        return Source(Data(values=rows, format=options, location=record.location), known)

    def _file(self, fields: Fields, options: Properties) -> Source:
        path = fields.text("url")
        place = fields.place("url")
        if not path:
            self._log.error("missing-key", place, key="url", owner="data")
            return NO_SOURCE
        if self._values.context.is_lesson and _leaves(path):
            self._log.error("outside-lesson", place, path=path)
            return NO_SOURCE
        if not self._values.context.has_file(path):
            self._log.error("missing-file", place, path=path)
            return NO_SOURCE
        return Source(Data(url=path, format=options, location=fields.record.location), None)

    def _sequence(self, fields: Fields) -> Source:
        record = fields.record_of("sequence")
        if record is None:
            return NO_SOURCE
        inner = Fields(record, "sequence", self._log)
        start = inner.number("start", required=True)
        stop = inner.number("stop", required=True)
        step = inner.number("step", default=1.0)
        name = inner.text("as", default="data")
        inner.close()
        if start is None or stop is None or step is None:
            return NO_SOURCE
        if step == 0 or not 0 <= (stop - start) / step <= MOST_ROWS:
            self._log.error("bad-sequence", record.location, limit=MOST_ROWS)
            return Source(Data(values=(), location=record.location), {name: "number"})
        data = Data(sequence=(start, stop, step, name), location=record.location)
        return Source(data, {name: "number"})

    def _shape(self, record: Record, kind: str) -> Source:
        value = record[kind]
        if not isinstance(value, Record) and value is not True:
            self._log.error("wrong-type", record.value_at(kind), key=kind, expected="flag")
            return NO_SOURCE
        if kind == "sphere":
            return Source(Data(sphere=True, location=record.location), None)
        options = plain(value) if isinstance(value, Record) else {}
        assert isinstance(options, dict)
        shape: Properties = MappingProxyType(options)
        return Source(Data(graticule=shape, location=record.location), None)


def _rows(raw: Value) -> object:
    """Rows as plain data; single values are rows of one column, as in Vega-Lite."""
    return raw.plain if isinstance(raw, PlainItems) else plain(raw)


def _leaves(path: str) -> bool:
    """Whether an address leads out of the lesson: an other machine's, another folder's."""
    if "://" in path or path.startswith(("/", "\\")) or re.match("[A-Za-z]:", path):
        return True
    return ".." in re.split(r"[/\\]", path)


def columns_of(rows: object) -> Known:
    """The columns of rows written in place, with the types that their values tell."""
    if not isinstance(rows, Sequence) or isinstance(rows, str) or not rows:
        return None
    found: dict[str, str] = {}
    for row in rows[:SAMPLE]:
        if not isinstance(row, Mapping):
            found["data"] = _joined(found.get("data"), row)
            continue
        for name, value in row.items():
            found[name] = _joined(found.get(name), value)
    if len(rows) > SAMPLE:
        for row in rows[SAMPLE:]:
            if isinstance(row, Mapping):
                for name in row.keys() - found.keys():
                    found[name] = ""
    return found


def _joined(kind: str | None, value: object) -> str:
    """The type of a column that held ``kind`` and now ``value``."""
    if value is None:
        return kind or ""
    if isinstance(value, bool):
        own = "boolean"
    elif isinstance(value, int | float):
        own = "number" if math.isfinite(value) else ""
    else:
        own = "string"
    return own if not kind or kind == own else "string"


def dataset_values(record: Record) -> dict[str, object]:
    """The named data of a specification."""
    return {name: _rows(record[name]) for name in record}
