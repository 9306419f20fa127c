"""Aggregation: counts, sums, means, quantiles… of the rows of each group."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop_app.charts.transforms.base import Row, Rows, Scope
from desktop_app.charts.transforms.fields import accessor, group_key, grouped, is_valid, number_of

BOOTSTRAPS = 1_000
"""How many samples a bootstrapped interval of confidence takes, as Vega's."""


@dataclass(frozen=True)
class Op:
    """``op`` of ``field`` (nothing for a count), kept as ``as_``."""

    op: str
    field: str
    as_: str


def _variance(values: list[float], less: int) -> float | None:
    count = len(values)
    if count - less <= 0:
        return None
    mean = math.fsum(values) / count
    return math.fsum((value - mean) ** 2 for value in values) / (count - less)


def _root(value: float | None) -> float | None:
    return None if value is None else math.sqrt(value)


def _error(values: list[float]) -> float | None:
    found = _root(_variance(values, 1))
    return None if found is None else found / math.sqrt(len(values))


def quantile(values: list[float], share: float) -> float | None:
    """d3's quantile (R-7) of numbers in any order."""
    if not values:
        return None
    ordered = sorted(values)
    at = (len(ordered) - 1) * share
    low = math.floor(at)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (at - low)


def bootstrap(values: list[float], share: float) -> float | None:
    """One end of the interval that holds the mean in 95 % of resamples (seed fixed)."""
    if not values:
        return None
    draw = random.Random(418)
    rounds = BOOTSTRAPS if len(values) <= 2_000 else 100
    means = [math.fsum(draw.choices(values, k=len(values))) / len(values) for _ in range(rounds)]
    return quantile(means, share)


_OF_NUMBERS: dict[str, Callable[[list[float]], float | None]] = {
    "sum": lambda values: math.fsum(values) if values else None,
    "product": lambda values: math.prod(values) if values else None,
    "mean": lambda values: math.fsum(values) / len(values) if values else None,
    "average": lambda values: math.fsum(values) / len(values) if values else None,
    "variance": lambda values: _variance(values, 1),
    "variancep": lambda values: _variance(values, 0),
    "stdev": lambda values: _root(_variance(values, 1)),
    "stdevp": lambda values: _root(_variance(values, 0)),
    "stderr": _error,
    "median": lambda values: quantile(values, 0.5),
    "q1": lambda values: quantile(values, 0.25),
    "q3": lambda values: quantile(values, 0.75),
    "ci0": lambda values: bootstrap(values, 0.025),
    "ci1": lambda values: bootstrap(values, 0.975),
    "min": lambda values: min(values, default=None),
    "max": lambda values: max(values, default=None),
}
OPS = (
    "count", "valid", "missing", "distinct", "argmin", "argmax", "values", *_OF_NUMBERS,
)  # fmt: skip


def _fsum_safe(function: Callable[[list[float]], float | None], values: list[float]) -> object:
    try:
        return function(values)
    except (OverflowError, ValueError):
        return math.nan


def compute(op: str, field: str, rows: Sequence[Row]) -> object:
    """One aggregate of ``rows``; None where it has no value (the mean of nothing)."""
    if op == "count":
        return len(rows)
    if op == "values":
        return list(rows)
    get = accessor(field)
    values = [get(row) for row in rows]
    if op == "missing":
        return sum(1 for value in values if value is None or value == "")
    if op == "valid":
        return sum(1 for value in values if is_valid(value))
    if op == "distinct":
        return len({group_key(value) for value in values})
    if op in ("argmin", "argmax"):
        known = [(number_of(v), row) for v, row in zip(values, rows, strict=True) if is_valid(v)]
        known = [pair for pair in known if not math.isnan(pair[0])]
        if not known:
            return None
        return (min if op == "argmin" else max)(known, key=lambda pair: pair[0])[1]
    numbers = [number_of(value) for value in values if is_valid(value)]
    function = _OF_NUMBERS.get(op)
    known_numbers = [number for number in numbers if not math.isnan(number)]
    return _fsum_safe(function, known_numbers) if function is not None else None


@dataclass(frozen=True)
class Aggregate:
    """One row a group, with the group's fields and the aggregates."""

    groupby: tuple[str, ...]
    ops: tuple[Op, ...]

    def apply(self, rows: Rows, scope: Scope) -> Rows:
        found: list[Row] = []
        groups = grouped(rows, self.groupby)
        if not groups and not self.groupby:
            groups = [((), [])]
        for values, members in groups:
            row: dict[str, object] = dict(zip(self.groupby, values, strict=True))
            for op in self.ops:
                row[op.as_] = compute(op.op, op.field, members)
            found.append(row)
        return found

    @property
    def outputs(self) -> tuple[str, ...]:
        return (*self.groupby, *(op.as_ for op in self.ops))

    @property
    def inputs(self) -> tuple[str, ...]:
        return (*self.groupby, *(op.field for op in self.ops if op.field))

    replaces = True


@dataclass(frozen=True)
class JoinAggregate:
    """The aggregates of its group added to every row."""

    groupby: tuple[str, ...]
    ops: tuple[Op, ...]

    def apply(self, rows: Rows, scope: Scope) -> Rows:
        more: dict[int, dict[str, object]] = {}
        for _, members in grouped(rows, self.groupby):
            found = {op.as_: compute(op.op, op.field, members) for op in self.ops}
            for row in members:
                more[id(row)] = found
        return [{**row, **more[id(row)]} for row in rows]

    @property
    def outputs(self) -> tuple[str, ...]:
        return tuple(op.as_ for op in self.ops)

    @property
    def inputs(self) -> tuple[str, ...]:
        return (*self.groupby, *(op.field for op in self.ops if op.field))

    replaces = False
