"""Aggregation: counts, sums, means, quantiles… of the rows of each group.

Vega's measures (``vega-transforms`` AggregateOps): what has no value, as the mean of
nothing has none, is JavaScript's ``undefined``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from desktop_app.charts.expressions.values import UNDEFINED, is_less
from desktop_app.charts.transforms.base import SEED, Row, Rows, Scope
from desktop_app.charts.transforms.fields import accessor, group_key, grouped, is_valid, number_of

BOOTSTRAPS = 1_000
"""How many samples a bootstrapped interval of confidence takes, as Vega's."""
MOST_DRAWN = 5_000_000
"""So many values at most are drawn for one interval: large samples take fewer resamples."""

_DRAWN_AT_ONCE = 200_000


@dataclass(frozen=True)
class Op:
    """``op`` of ``field`` (nothing for a count), kept as ``as_``."""

    op: str
    field: str
    as_: str


def quantile(values: Sequence[float], share: float) -> float | None:
    """d3's quantile (R-7) of numbers in any order; None where there are none."""
    return _quantile(sorted(values), share) if values else None


def _quantile(ordered: Sequence[float], share: float) -> float:
    at = (len(ordered) - 1) * share
    low = math.floor(at)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (at - low)


class _Sample:
    """One field of the rows of a group."""

    def __init__(self, rows: Sequence[Row], field: str) -> None:
        self._rows = rows
        get = accessor(field)
        self._values = [get(row) for row in rows]

    @cached_property
    def numbers(self) -> list[float]:
        values = self._values
        if all(type(value) is float or type(value) is int for value in values):
            return [float(value) for value in values if value == value]  # type: ignore[arg-type]
        known = (number_of(value) for value in values if is_valid(value))
        return [number for number in known if number == number]

    @cached_property
    def ordered(self) -> list[float]:
        return sorted(self.numbers)

    @property
    def missing(self) -> int:
        return sum(1 for value in self._values if value is None or value == "")

    @property
    def valid(self) -> int:
        return sum(1 for value in self._values if is_valid(value))

    @property
    def distinct(self) -> int:
        return len({group_key(value) for value in self._values})

    def extreme(self, *, largest: bool) -> object:
        """The row with the smallest or the largest value, the first of several."""
        rank = self._extreme(largest=largest)
        return UNDEFINED if rank is None else self._rows[rank]

    def end(self, *, largest: bool) -> object:
        """The smallest or the largest number; of texts the first or the last."""
        rank = self._extreme(largest=largest)
        return UNDEFINED if rank is None else self._values[rank]

    def _extreme(self, *, largest: bool) -> int | None:
        """The place of the smallest or the largest value, as JavaScript compares them."""
        values = self._values
        if not values:
            return None
        if len(self.numbers) == len(values) and not any(isinstance(one, str) for one in values):
            return (max if largest else min)(range(len(values)), key=self.numbers.__getitem__)
        found = None
        for rank, value in enumerate(values):
            if is_valid(value) and (found is None or is_beyond(value, values[found], largest)):
                found = rank
        return found

    @cached_property
    def mean(self) -> float:
        return math.fsum(self.numbers) / len(self.numbers) if self.numbers else UNDEFINED

    @cached_property
    def deviance(self) -> float:
        """The sum of the squares of the distances from the mean."""
        mean = self.mean
        return math.fsum((value - mean) ** 2 for value in self.numbers)

    def variance(self, less: int) -> float:
        count = len(self.numbers)
        return self.deviance / (count - less) if count > 1 else UNDEFINED

    @cached_property
    def error(self) -> float:
        count = len(self.numbers)
        return math.sqrt(self.deviance / (count * (count - 1))) if count > 1 else UNDEFINED

    def quantile(self, share: float) -> float:
        return _quantile(self.ordered, share) if self.numbers else UNDEFINED

    @cached_property
    def interval(self) -> tuple[float, float]:
        """The ends between which the mean is in 95 % of resamples; the same each time."""
        count = len(self.numbers)
        if not count:
            return UNDEFINED, UNDEFINED
        rounds = min(BOOTSTRAPS, max(MOST_DRAWN // count, 20))
        values = np.array(self.numbers)
        draw = np.random.default_rng(SEED)
        means: list[float] = []
        while len(means) < rounds:
            some = min(max(_DRAWN_AT_ONCE // count, 1), rounds - len(means))
            means += values[draw.integers(count, size=(some, count))].mean(axis=1).tolist()
        ordered = sorted(means)
        return _quantile(ordered, 0.025), _quantile(ordered, 0.975)


def is_beyond(value: object, other: object, largest: bool) -> bool:
    """Whether ``value`` is larger (else smaller) than ``other``, as JavaScript compares them."""
    return is_less(other, value) if largest else is_less(value, other)


def _root(value: float) -> float:
    return math.sqrt(value) if value == value else value


_MEASURES: dict[str, Callable[[_Sample], object]] = {
    "missing": lambda sample: sample.missing,
    "valid": lambda sample: sample.valid,
    "distinct": lambda sample: sample.distinct,
    "argmin": lambda sample: sample.extreme(largest=False),
    "argmax": lambda sample: sample.extreme(largest=True),
    "sum": lambda sample: math.fsum(sample.numbers) if sample.numbers else UNDEFINED,
    "product": lambda sample: math.prod(sample.numbers) if sample.numbers else UNDEFINED,
    "mean": lambda sample: sample.mean,
    "average": lambda sample: sample.mean,
    "variance": lambda sample: sample.variance(1),
    "variancep": lambda sample: sample.variance(0),
    "stdev": lambda sample: _root(sample.variance(1)),
    "stdevp": lambda sample: _root(sample.variance(0)),
    "stderr": lambda sample: sample.error,
    "median": lambda sample: sample.quantile(0.5),
    "q1": lambda sample: sample.quantile(0.25),
    "q3": lambda sample: sample.quantile(0.75),
    "ci0": lambda sample: sample.interval[0],
    "ci1": lambda sample: sample.interval[1],
    "min": lambda sample: sample.end(largest=False),
    "max": lambda sample: sample.end(largest=True),
}
OPS = ("count", "values", *_MEASURES)


class Group:
    """The rows of a group, of which several things are asked."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._samples: dict[str, _Sample] = {}

    def value(self, op: str, field: str) -> object:
        """One aggregate; ``undefined`` where it has no value (the mean of nothing)."""
        if op == "count":
            return len(self._rows)
        if op == "values":
            return list(self._rows)
        if field not in self._samples:
            self._samples[field] = _Sample(self._rows, field)
        sample = self._samples[field]
        try:
            return _MEASURES[op](sample)
        except (ArithmeticError, ValueError):  # infinities, numbers too large
            return math.nan


def compute(op: str, field: str, rows: Sequence[Row]) -> object:
    """One aggregate of ``rows``."""
    return Group(rows).value(op, field)


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
            group = Group(members)
            for op in self.ops:
                row[op.as_] = group.value(op.op, op.field)
            found.append(row)
        return found


@dataclass(frozen=True)
class JoinAggregate:
    """The aggregates of its group added to every row."""

    groupby: tuple[str, ...]
    ops: tuple[Op, ...]

    def apply(self, rows: Rows, scope: Scope) -> Rows:
        more: dict[int, dict[str, object]] = {}
        for _, members in grouped(rows, self.groupby):
            group = Group(members)
            found = {op.as_: group.value(op.op, op.field) for op in self.ops}
            for row in members:
                more[id(row)] = found
        return [{**row, **more[id(row)]} for row in rows]
