"""What a layer takes over from the encoding of the view around it."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.charts.spec.columns import Known
from desktop_app.charts.spec.encoding import SOURCES
from desktop_app.charts.spec.records import entries_of, overlaid, without
from desktop_app.charts.spec.shorthand import expanded
from desktop_app.content.yaml import Entry, Items, Record, Value

Encoding = Mapping[str, Entry]


def entries(record: Record | None, known: Known) -> dict[str, Entry]:
    """The channels of ``record``, short forms expanded."""
    found = {}
    for name, entry in entries_of(record).items() if record is not None else ():
        value = entry.value
        if isinstance(value, str):
            value = expanded(value, name, known, entry.value_at)
        found[name] = Entry(value, entry.key_at, entry.value_at)
    return found


def merged(parent: Encoding, own: Encoding, *, layer: bool) -> dict[str, Entry]:
    """Vega-Lite's ``mergeEncoding``: channel by channel, one level deep.

    A channel that says what it shows takes the rest from its parent's; one that does not
    takes the place of its parent's; ``null`` takes it away. ``layer``: the result is for
    the layers inside.
    """
    if not parent:
        return dict(own)
    found: dict[str, Entry] = {}
    for name in dict.fromkeys((*parent, *own)):
        below, above = parent.get(name), own.get(name)
        if above is None:
            assert below is not None
            if layer or _shows(below.value) or isinstance(below.value, Items):
                found[name] = below
        elif below is not None and isinstance(below.value, Record):
            value = _laid_over(below.value, above.value)
            found[name] = Entry(value, above.key_at, above.value_at)
        else:
            found[name] = above
    return found


def _laid_over(parent: Record, value: Value) -> Value:
    if not isinstance(value, Record):
        return value
    if _names_data(value):
        return overlaid(
            without(
                parent,
                (*SOURCES, "aggregate", "bin", "timeUnit")
                if _changes_source(parent, value)
                else (),
            ),
            value,
        )
    condition = value.get("condition")
    if isinstance(condition, Record) and _names_data(condition):
        inner = Entry(
            overlaid(without(parent, ("condition",)), condition),
            value.key_at("condition"),
            value.value_at("condition"),
        )
        return Record({**entries_of(value), "condition": inner}, value.location)
    return value


def _changes_source(parent: Record, value: Record) -> bool:
    """Whether a constant takes the place of a field, or the other way round."""
    before, now = ([key in record for key in SOURCES] for record in (parent, value))
    return any(before) and before != now


def _names_data(record: Record) -> bool:
    return "field" in record or "datum" in record or record.get("aggregate") == "count"


def _shows(value: Value) -> bool:
    if not isinstance(value, Record):
        return value is not None
    return _names_data(value) or "value" in value
