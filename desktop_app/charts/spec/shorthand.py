"""The short forms of an encoding (``x: share``, ``y: mean(share)``, ``x: "date:T"``)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from desktop_app.charts.spec.columns import Known, has_column
from desktop_app.charts.spec.grammar import TYPES
from desktop_app.charts.spec.records import entries_of, record_at
from desktop_app.charts.spec.vocabulary import AGGREGATES, TIME_UNITS, TYPE_LETTERS
from desktop_app.content.problems import Location
from desktop_app.content.yaml import Record, Value

_CALL = re.compile(r"(\w+)\((.*)\)", re.DOTALL)
_TYPE_OF = {
    "number": "quantitative",
    "integer": "quantitative",
    "date": "temporal",
    "year": "temporal",
    "string": "nominal",
    "boolean": "nominal",
}
_CATEGORIES = ("row", "column", "facet", "shape", "strokeDash")


def expanded(text: str, channel: str, known: Known, place: Location) -> Record:
    """``text`` as the mapping that it stands for; its type is that of the column."""
    found: dict[str, Value] = {}
    rest = text.strip()
    head, colon, letter = rest.rpartition(":")
    kind = TYPE_LETTERS.get(letter.strip().upper(), letter.strip())
    if colon and kind in TYPES and not (known and rest in known):
        found["type"] = kind
        rest = head.strip()
    call = None if known and rest in known else _CALL.fullmatch(rest)
    if call is None:
        found["field"] = rest
    else:
        _call(call[1], call[2].strip(), found, place)
    if "type" not in found and not {"aggregate", "timeUnit", "bin"} & found.keys():
        own = column_type(str(found.get("field", "")), known)
        if own and channel not in _CATEGORIES:
            found["type"] = own
    return record_at(found, place)


def in_full(base: Record, changes: Record, tables: Mapping[str, Known]) -> Record:
    """``base`` with the short forms in full that ``changes`` lays something over."""
    entries = entries_of(base)
    mark = base.get("mark")
    if isinstance(mark, str) and isinstance(changes.get("mark"), Record):
        place = base.value_at("mark")
        entries["mark"] = entries["mark"]._replace(value=record_at({"type": mark}, place))
    channels, over = base.get("encoding"), changes.get("encoding")
    if isinstance(channels, Record) and isinstance(over, Record):
        known = _columns(changes, tables) or _columns(base, tables)
        inner = entries_of(channels)
        for name, entry in inner.items():
            if isinstance(entry.value, str) and isinstance(over.get(name), Record):
                value = expanded(entry.value, name, known, entry.value_at)
                inner[name] = entry._replace(value=value)
        entries["encoding"] = entries["encoding"]._replace(value=Record(inner, channels.location))
    return Record(entries, base.location)


def _columns(record: Record, tables: Mapping[str, Known]) -> Known:
    """The columns of the table that a specification names."""
    data = record.get("data")
    name = data.get("name") if isinstance(data, Record) else None
    return tables.get(name) if isinstance(name, str) else None


def _call(name: str, inside: str, found: dict[str, Value], place: Location) -> None:
    if inside:
        found["field"] = inside
    if name == "bin":
        found["bin"] = True
    elif name.removeprefix("utc") in TIME_UNITS and name not in AGGREGATES:
        found["timeUnit"] = name
    elif name in ("argmin", "argmax") and "," in inside:
        field, _, by = inside.partition(",")
        found["field"] = field.strip()
        found["aggregate"] = record_at({name: by.strip()}, place)
    else:
        found["aggregate"] = name


def column_type(field: str, known: Known) -> str:
    """The type of encoding that suits the column, "" where it is not known."""
    if known is None or not has_column(known, field):
        return ""
    return _TYPE_OF.get(known.get(field, ""), "")
