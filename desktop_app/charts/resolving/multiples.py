"""Small multiples: which plots there are, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from desktop_app.charts.resolving.flow import Cell, UnitData
from desktop_app.charts.scaling.discrete import identity
from desktop_app.charts.spec.fields import column, plain
from desktop_app.charts.spec.grammar import Channel, Facet, Sort
from desktop_app.charts.transforms.aggregate import Aggregate, Op
from desktop_app.charts.transforms.base import Rows, Scope
from desktop_app.charts.transforms.ordering import ascending, sort_key

MOST_PLOTS = 100
"""More small multiples than that can't be read; the rest is left out, and said."""


def cells_of(facet: Facet, units: Sequence[UnitData]) -> tuple[list[Cell], int, int]:
    """The first plots, row by row; how many there are in a row, and in all."""
    rows, columns = _values(units, facet.row), _values(units, facet.wrap or facet.column)
    every = (Cell(down, along) for down in rows for along in columns)
    return list(islice(every, MOST_PLOTS)), max(len(columns), 1), len(rows) * len(columns)


def _values(units: Sequence[UnitData], channel: Channel | None) -> list[dict[str, object]]:
    """The values of one facet channel, each as the columns that say so, in order."""
    if channel is None:
        return [{}]
    name = column(channel)
    values: dict[object, object] = {}
    for data in units:
        if not any(name in row for row in data.raw):
            continue  # a layer of other data is in every plot
        for row in data.raw:
            value = row.get(name)
            values.setdefault(identity(value), value)
    found = list(values.values())
    sort = channel.sort
    if sort is None:
        return [{name: value} for value in found]
    if isinstance(sort, Sort) and sort.values:
        ranks = {identity(value): rank for rank, value in enumerate(sort.values)}
        found.sort(key=lambda value: ranks.get(identity(value), len(ranks)))
    elif isinstance(sort, Sort) and (sort.field or sort.op):
        keys = _aggregates(units, name, sort)
        found.sort(
            key=lambda value: sort_key(keys.get(identity(value))),
            reverse=sort.order == "descending",
        )
    else:
        descending = isinstance(sort, Sort) and sort.order == "descending"
        found = ascending(found, descending=descending)
    return [{name: value} for value in found]


def _aggregates(units: Sequence[UnitData], name: str, sort: Sort) -> dict[object, object]:
    rows: Rows = [row for data in units for row in data.raw]
    found = Aggregate((name,), (Op(sort.op or "mean", plain(sort.field), "sort"),)).apply(
        rows, Scope()
    )
    return {identity(row.get(name)): row.get("sort") for row in found}
