"""Transforms that work row by row: filter, calculate, fold, flatten, pivot, time units."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from desktop_app.charts.dates import to_time
from desktop_app.charts.expressions.syntax import Expression
from desktop_app.charts.expressions.values import as_text
from desktop_app.charts.timeunits import interval
from desktop_app.charts.transforms.aggregate import compute
from desktop_app.charts.transforms.base import MOST_ROWS, SEED, Predicate, Row, Rows, Scope
from desktop_app.charts.transforms.fields import accessor, group_key, grouped
from desktop_app.charts.transforms.predicates import implied_types

MOST_COLUMNS = 1_000
"""A pivot makes no more columns…"""
MOST_CELLS = 2_000_000
"""…and no more cells."""
"""No transform makes more rows."""


@dataclass(frozen=True)
class Filter:
    """The rows for which the predicate holds."""

    predicate: Predicate

    def apply(self, rows: Rows, scope: Scope) -> Rows:
        holds = self.predicate.bind(scope)
        return [row for row in rows if holds(row)]

    @property
    def types(self) -> Mapping[str, str]:
        """The fields whose types it implies, with these."""
        return implied_types(self.predicate)


@dataclass(frozen=True)
class Calculate:
    expression: Expression
    as_: str

    def apply(self, rows: Rows, scope: Scope) -> Rows:
        value, name = scope.reader(self.expression), self.as_
        return [{**row, name: value(row)} for row in rows]


@dataclass(frozen=True)
class TimeUnitTransform:
    """The start (and the end) of the time unit that ``field`` is in."""

    field: str
    unit: str
    step: int
    as_: tuple[str, str]

    def apply(self, rows: Rows, scope: Scope) -> Rows:
        get = accessor(self.field)
        start, end = self.as_
        known: dict[object, tuple[float | None, float | None]] = {}
        found = []
        for row in rows:
            value = get(row)
            key = value if isinstance(value, str | int | float) else as_text(value)
            if key not in known:
                moment = to_time(value)
                known[key] = (
                    (None, None) if moment is None else interval(self.unit, moment, self.step)
                )
            low, high = known[key]
            found.append({**row, start: low, end: high})
        return found

    @property
    def types(self) -> Mapping[str, str]:
        return {self.field: "date"}


@dataclass(frozen=True)
class Fold:
    """A row for each row and field, with the field's name and value."""

    fields: tuple[str, ...]
    as_: tuple[str, str]

    def apply(self, rows: Rows, scope: Scope) -> Rows:
        key, value = self.as_
        gets = [(name, accessor(name)) for name in self.fields]
        found: list[Row] = []
        for row in rows:
            if len(found) + len(gets) > MOST_ROWS:
                scope.cut("fold", MOST_ROWS)
                break
            for name, get in gets:
                found.append({**row, key: name, value: get(row)})
        return found


@dataclass(frozen=True)
class Flatten:
    """A row for each item of the lists in ``fields``."""

    fields: tuple[str, ...]
    as_: tuple[str, ...]

    def apply(self, rows: Rows, scope: Scope) -> Rows:
        gets = [accessor(name) for name in self.fields]
        found: list[Row] = []
        for row in rows:
            lists = [_listed(get(row)) for get in gets]
            for rank in range(max(map(len, lists), default=0)):
                if len(found) >= MOST_ROWS:
                    scope.cut("flatten", MOST_ROWS)
                    return found
                cells = {
                    name: items[rank] if rank < len(items) else None
                    for name, items in zip(self.as_, lists, strict=True)
                }
                found.append({**row, **cells})
        return found


def _listed(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else ()


@dataclass(frozen=True)
class Pivot:
    """A row a group, with a column for each value of ``field`` that holds ``value``."""

    field: str
    value: str
    groupby: tuple[str, ...]
    op: str = "sum"
    limit: int = 0

    def apply(self, rows: Rows, scope: Scope) -> Rows:
        get = accessor(self.field)
        names: dict[object, str] = {}
        for row in rows:
            names.setdefault(group_key(get(row)), as_text(get(row)))
        kept = sorted(names.items(), key=lambda pair: pair[1])
        kept = kept[: self.limit] if self.limit else kept
        groups = grouped(rows, self.groupby)
        most = max(min(MOST_COLUMNS, MOST_CELLS // max(len(groups), 1)), 1)
        if len(kept) > most:
            scope.cut("pivot", most)
        kept = kept[:most]
        nothing = compute(self.op, self.value, [])
        found: list[Row] = []
        for values, members in groups:
            cells: dict[str, object] = dict(zip(self.groupby, values, strict=True))
            parts: dict[object, list[Row]] = {}
            for row in members:
                parts.setdefault(group_key(get(row)), []).append(row)
            for key, name in kept:
                own = parts.get(key)
                cells[name] = compute(self.op, self.value, own) if own else nothing
            found.append(cells)
        return found


@dataclass(frozen=True)
class Lookup:
    """Fields of another data set, found by a key: all of its row, or ``fields`` of it."""

    lookup: str
    source: object
    key: str
    fields: tuple[str, ...]
    as_: tuple[str, ...]
    default: object = None

    def apply(self, rows: Rows, scope: Scope) -> Rows:
        get, get_key = accessor(self.lookup), accessor(self.key)
        known: dict[str, Row] = {}  # JavaScript compares the texts of keys
        for row in scope.load(self.source):
            known[as_text(get_key(row))] = row
        names = self.as_ or self.fields
        gets: list[Callable[[Row], object]] = [accessor(name) for name in self.fields]
        found = []
        for row in rows:
            other = known.get(as_text(get(row)))
            if not self.fields:
                found.append({**row, (self.as_ or ("",))[0]: other})
                continue
            values = [read(other) if other is not None else self.default for read in gets]
            found.append({**row, **dict(zip(names, values, strict=False))})
        return found


@dataclass(frozen=True)
class Sample:
    """So many rows at random (the seed is fixed: the same rows each time)."""

    count: int

    def apply(self, rows: Rows, scope: Scope) -> Rows:
        if len(rows) <= self.count:
            return rows
        chosen = sorted(random.Random(SEED).sample(range(len(rows)), self.count))
        return [rows[rank] for rank in chosen]
