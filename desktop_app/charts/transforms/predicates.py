"""Tests of rows: expressions, comparisons of fields, selections, and what combines them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from desktop_app.charts.dates import to_time
from desktop_app.charts.expressions.syntax import Expression
from desktop_app.charts.expressions.values import as_number, is_at_most, is_less, is_true
from desktop_app.charts.timeunits import floor
from desktop_app.charts.transforms.base import Predicate, Row, Scope, Selected
from desktop_app.charts.transforms.fields import accessor, group_key

Test = Callable[[Row], bool]


@dataclass(frozen=True)
class Satisfies:
    """An expression that is true."""

    expression: Expression

    def bind(self, scope: Scope) -> Test:
        value = scope.reader(self.expression)
        return lambda row: is_true(value(row))


@dataclass(frozen=True)
class Compares:
    """``field`` against ``value``: equal, lt, lte, gt, gte, range, oneOf, valid.

    ``time_unit`` compares the starts of units; ``dated`` reads the field as a date.
    """

    field: str
    op: str
    value: object
    time_unit: str = ""
    dated: bool = False

    def bind(self, scope: Scope) -> Test:
        read = self._reader()
        wanted = scope.value(self.value)
        if self.op == "valid":
            return lambda row: _is_valid(read(row)) == bool(wanted)
        if self.op == "range":
            ends = wanted if isinstance(wanted, tuple | list) else (None, None)
            low, high = (scope.value(end) for end in ends)
            return lambda row: _within(read(row), low, high)
        if self.op == "oneOf":
            values = wanted if isinstance(wanted, tuple | list) else ()
            keys = {group_key(scope.value(value)) for value in values}
            return lambda row: group_key(read(row)) in keys
        if self.op == "equal":
            key = group_key(wanted)
            return lambda row: group_key(read(row)) == key
        order = _ORDERS[self.op]
        return lambda row: order(read(row), wanted)

    def _reader(self) -> Callable[[Row], object]:
        get = accessor(self.field)
        if self.time_unit:
            unit = self.time_unit

            def unit_of(row: Row) -> object:
                moment = to_time(get(row))
                return None if moment is None else floor(unit, moment)

            return unit_of
        if self.dated:
            return lambda row: to_time(get(row))
        return get


def _is_valid(value: object) -> bool:
    return value is not None and value == value


_ORDERS: dict[str, Callable[[object, object], bool]] = {
    "lt": is_less,
    "lte": is_at_most,
    "gt": lambda one, two: is_less(two, one),
    "gte": lambda one, two: is_at_most(two, one),
}
COMPARISONS = ("equal", *_ORDERS, "range", "oneOf", "valid")


def _within(value: object, low: object, high: object) -> bool:
    if low is not None and high is not None and as_number(low) > as_number(high):
        low, high = high, low
    above = low is None or _ORDERS["gte"](value, low)
    return above and (high is None or _ORDERS["lte"](value, high))


@dataclass(frozen=True)
class Chosen:
    """A row that the selection ``name`` holds; ``empty`` is what an empty one means."""

    name: str
    empty: bool = True

    def bind(self, scope: Scope) -> Test:
        selected = scope.selections.get(self.name)
        if selected is None:
            value = scope.signals.get(self.name) if self.name in scope.signals else None
            verdict = is_true(value)
            return lambda row: verdict
        if selected.is_empty:
            return lambda row: self.empty
        return _holding(selected)


def _holding(selected: Selected) -> Test:
    if selected.points:
        names = tuple(selected.points[0])
        keys = {tuple(group_key(point.get(name)) for name in names) for point in selected.points}
        gets = [accessor(name) for name in names]
        return lambda row: tuple(group_key(get(row)) for get in gets) in keys
    tests = [_inside(accessor(name), ends) for name, ends in selected.ranges.items()]
    return lambda row: all(test(row) for test in tests)


def _inside(get: Callable[[Row], object], ends: Sequence[object]) -> Test:
    moments = [to_time(end) if isinstance(end, str | Mapping) else end for end in ends]
    if len(ends) == 2 and all(isinstance(end, int | float) for end in moments):
        low, high = moments
        return lambda row: _within(_timed(get(row)), low, high)
    keys = {group_key(end) for end in ends}
    return lambda row: group_key(get(row)) in keys


def _timed(value: object) -> object:
    return to_time(value) if isinstance(value, str) else value


@dataclass(frozen=True)
class Combined:
    """``op``: "and", "or", or "not" (of the first)."""

    op: str
    parts: tuple[Predicate, ...]

    def bind(self, scope: Scope) -> Test:
        tests = [part.bind(scope) for part in self.parts]
        if self.op == "and":
            return lambda row: all(test(row) for test in tests)
        if self.op == "or":
            return lambda row: any(test(row) for test in tests)
        return lambda row: not tests[0](row)


def implied_types(predicate: Predicate) -> dict[str, str]:
    """The types that a predicate reads its fields as: what it compares them with has it."""
    if isinstance(predicate, Combined):
        found: dict[str, str] = {}
        for part in predicate.parts:
            found.update(implied_types(part))
        return found
    if not isinstance(predicate, Compares) or predicate.op == "valid":
        return {}
    if predicate.dated or predicate.time_unit:
        return {predicate.field: "date"}
    value = predicate.value
    first = value[0] if isinstance(value, tuple | list) and value else value
    if not first or isinstance(first, bool) or not isinstance(first, str | int | float):
        return {}
    return {predicate.field: "string" if isinstance(first, str) else "number"}
