"""Scales of categories: bands, points, and lists of colours, shapes or dashes."""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property


def _key(value: object) -> Hashable:
    """What makes two categories one: 1 and true are two, NaN is itself."""
    if isinstance(value, bool):
        return ("bool", value)
    if isinstance(value, float) and math.isnan(value):
        return "NaN"
    return value if isinstance(value, Hashable) else str(value)


def bandspace(count: int, inner: float, outer: float) -> float:
    """How many steps ``count`` bands take with their paddings (Vega's ``bandspace``)."""
    space = count - inner + outer * 2
    return max(1.0, space) if count else 0.0


@dataclass(frozen=True)
class BandScale:
    """Categories side by side over ``range``; paddings are shares of a step."""

    domain: tuple[object, ...]
    range: tuple[float, float]
    padding_inner: float = 0.0
    padding_outer: float = 0.0
    align: float = 0.5

    @cached_property
    def _places(self) -> dict[Hashable, int]:
        places: dict[Hashable, int] = {}
        for value in self.domain:
            places.setdefault(_key(value), len(places))
        return places

    @cached_property
    def step(self) -> float:
        """From the start of a band to the next one's."""
        space = bandspace(len(self._places), self.padding_inner, self.padding_outer)
        return abs(self.range[1] - self.range[0]) / (space or 1.0)

    @property
    def bandwidth(self) -> float:
        return self.step * (1 - self.padding_inner)

    @cached_property
    def _start(self) -> float:
        count = len(self._places)
        used = self.step * (count - self.padding_inner)
        return min(self.range) + (abs(self.range[1] - self.range[0]) - used) * self.align

    def scale(self, value: object) -> float | None:
        """Where the band of ``value`` starts, None where it has none."""
        rank = self._places.get(_key(value))
        if rank is None:
            return None
        if self.range[0] > self.range[1]:
            rank = len(self._places) - 1 - rank
        return self._start + rank * self.step

    def holds(self, value: object) -> bool:
        return _key(value) in self._places


class PointScale(BandScale):
    """Categories as points: bands without a width."""

    def __init__(
        self,
        domain: tuple[object, ...],
        range: tuple[float, float],
        *,
        padding: float = 0.0,
        align: float = 0.5,
    ) -> None:
        super().__init__(domain, range, 1.0, padding, align)


@dataclass(frozen=True)
class OrdinalScale:
    """The n-th category has the n-th value of ``range``, which starts again at its end."""

    domain: tuple[object, ...]
    range: tuple[object, ...]

    @cached_property
    def _places(self) -> dict[Hashable, int]:
        places: dict[Hashable, int] = {}
        for value in self.domain:
            places.setdefault(_key(value), len(places))
        return places

    def scale(self, value: object) -> object:
        rank = self._places.get(_key(value))
        return None if rank is None or not self.range else self.range[rank % len(self.range)]

    def holds(self, value: object) -> bool:
        return _key(value) in self._places
