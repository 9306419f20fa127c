"""Reading ``sort``: every form that Vega-Lite documents."""

from __future__ import annotations

from desktop_app.charts.spec.grammar import UNSET, Sort, Unset
from desktop_app.charts.spec.values import ValueReader
from desktop_app.charts.spec.vocabulary import AGGREGATES, SORT_CHANNELS
from desktop_app.content.fields import Fields
from desktop_app.content.problems import Location, nearest
from desktop_app.content.yaml import Items, Record, Value

ORDERS = ("ascending", "descending")


def read_sort(value: Value, at: Location, values: ValueReader) -> Sort | Unset | None:
    """None is ``sort: null``: the order of the data."""
    if value is None:
        return None
    if isinstance(value, Items):
        found = values.deep(value)
        return Sort(values=found if isinstance(found, tuple) else ())
    if isinstance(value, Record):
        return _from_record(value, values)
    if isinstance(value, str):
        if value in ORDERS:
            return Sort(value)
        channel = value.removeprefix("-")
        if channel in SORT_CHANNELS:
            return Sort("descending" if value != channel else "ascending", channel=channel)
        known = (*ORDERS, *SORT_CHANNELS, *(f"-{name}" for name in SORT_CHANNELS))
        values.log.error(
            "unknown-value",
            at,
            key="sort",
            value=value,
            nearest=nearest(value, known),
            known=", ".join(known),
        )
        return UNSET
    values.log.error("wrong-type", at, key="sort", expected="text")
    return UNSET


def _from_record(record: Record, values: ValueReader) -> Sort | Unset:
    fields = Fields(record, "sort", values.log)
    order = fields.choice("order", ORDERS, default="ascending")
    channel = fields.choice("encoding", SORT_CHANNELS)
    field = fields.text("field")
    op = fields.choice("op", AGGREGATES)
    fields.close()
    if channel:
        return Sort(order, channel=channel)
    if not field and op != "count":
        values.log.error("missing-key", record.location, key="field", owner="sort")
        return UNSET
    return Sort(order, field=field, op=op)
