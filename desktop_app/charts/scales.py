"""Scales: from a value of the data to a position between 0 and 1."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from desktop_app.content.model import Cell


@dataclass(frozen=True, slots=True)
class LinearScale:
    low: float
    high: float
    reverse: bool = False

    def position(self, value: float) -> float:
        span = self.high - self.low
        # Halved, so that a domain as wide as floats go has a width that is one.
        share = (value / 2 - self.low / 2) / (span / 2) if 0 < span < math.inf else 0.5
        return 1 - share if self.reverse else share

    def value(self, position: float) -> float:
        share = 1 - position if self.reverse else position
        return self.low + share * (self.high - self.low)

    def holds(self, value: float) -> bool:
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class LogScale:
    """``low`` and ``high`` are positive."""

    low: float
    high: float
    reverse: bool = False

    @property
    def _exponents(self) -> LinearScale:
        return LinearScale(math.log10(self.low), math.log10(self.high), self.reverse)

    def position(self, value: float) -> float:
        return self._exponents.position(math.log10(value)) if value > 0 else math.nan

    def value(self, position: float) -> float:
        return float(10 ** self._exponents.value(position))

    def holds(self, value: float) -> bool:
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Dates by their day. Room at both ends is ``margin`` days (bars are wide)."""

    low: date
    high: date
    reverse: bool = False
    margin: float = 0.0

    @property
    def _days(self) -> LinearScale:
        return LinearScale(
            self.low.toordinal() - self.margin, self.high.toordinal() + self.margin, self.reverse
        )

    def position(self, value: date) -> float:
        return self._days.position(value.toordinal())

    def holds(self, value: date) -> bool:
        return self.low <= value <= self.high

    def width(self, days: float) -> float:
        """The share of the axis that so many days take."""
        span = self._days.high - self._days.low
        return min(days / span, 1.0) if span > 0 else 1.0


@dataclass(frozen=True)
class BandScale:
    """Categories, each with a band of its own; ``padding`` is the gap's share of it."""

    categories: tuple[Cell, ...]
    reverse: bool = False
    padding: float = 0.4
    _places: dict[Cell, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        places = {category: index for index, category in enumerate(self.categories)}
        object.__setattr__(self, "_places", places)

    def position(self, value: Cell) -> float:
        """The middle of the category's band."""
        share = (self._places[value] + 0.5) / len(self.categories)
        return 1 - share if self.reverse else share

    def holds(self, value: Cell) -> bool:
        return value in self._places

    @cached_property
    def step(self) -> float:
        """From one band's middle to the next."""
        return 1 / max(len(self.categories), 1)

    @property
    def thickness(self) -> float:
        return self.step * (1 - self.padding)


NumberScale = LinearScale | LogScale
Scale = LinearScale | LogScale | TimeScale | BandScale
