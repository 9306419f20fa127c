"""What every transform and predicate is, and what it is given."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol

from desktop_app.charts.expressions.syntax import Expression

Row = Mapping[str, object]
"""One row of data: field -> value (number, str, bool, None, milliseconds for a date…)."""
Rows = Sequence[Row]
SEED = 418
"""What is drawn by lot is drawn alike each time that a chart is resolved."""


@dataclass(frozen=True)
class Selected:
    """What a selection holds now.

    ``points``: for a point selection, one mapping field -> value a chosen mark.
    ``ranges``: for an interval, field -> (low, high), or the chosen values of a discrete one.
    """

    points: tuple[Mapping[str, object], ...] = ()
    ranges: Mapping[str, tuple[object, ...]] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def is_empty(self) -> bool:
        return not self.points and not self.ranges


@dataclass(frozen=True)
class Scope:
    """What expressions and predicates can see besides the row.

    ``signals``: parameters and named values by name. ``load`` gives the rows of another
    data source (for ``lookup``); ``draw`` what ``random()`` is next.
    """

    signals: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    selections: Mapping[str, Selected] = field(default_factory=lambda: MappingProxyType({}))
    language: str = "en"
    load: Callable[[object], Rows] = field(default=lambda _: (), compare=False)
    draw: Callable[[], float] = field(
        default_factory=lambda: random.Random(SEED).random, compare=False
    )

    def reader(self, expression: Expression) -> Callable[[Row], object]:
        """``expression`` as a function of a row; it never raises."""
        return expression.bind(self.signals, self.language, self.draw)

    def value(self, given: object) -> object:
        """``given``, computed where it is an expression."""
        return self.reader(given)({}) if isinstance(given, Expression) else given


class Predicate(Protocol):
    """A test of a row."""

    def bind(self, scope: Scope) -> Callable[[Row], bool]: ...


class Transform(Protocol):
    """From rows to rows; never fails, never changes the rows it is given."""

    def apply(self, rows: Rows, scope: Scope) -> Rows: ...
