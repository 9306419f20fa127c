"""Scales of categories: bands, points, and lists of colours, shapes or dashes."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property


def identity(value: object) -> Hashable:
    """What makes two categories one: 1 and true are two, NaN is itself."""
    if isinstance(value, bool):
        return ("bool", value)
    if isinstance(value, float) and math.isnan(value):
        return "NaN"
    if isinstance(value, list | tuple | Mapping) or not isinstance(value, Hashable):
        return str(value)
    return value


def bandspace(count: int, inner: float, outer: float) -> float:
    """How many steps ``count`` bands take with their paddings (Vega's ``bandspace``)."""
    space = count - inner + outer * 2
    return (space if space > 0 else 1.0) if count else 0.0


@dataclass(frozen=True)
class _Categories:
    """A domain of categories, each with its rank."""

    domain: tuple[object, ...]

    @cached_property
    def _places(self) -> dict[Hashable, int]:
        places: dict[Hashable, int] = {}
        for value in self.domain:
            places.setdefault(identity(value), len(places))
        return places

    def _ranks(self, values: Sequence[object]) -> list[int | None]:
        known = self._places.get
        return [known(value if type(value) is str else identity(value)) for value in values]

    def holds(self, value: object) -> bool:
        return identity(value) in self._places


@dataclass(frozen=True)
class BandScale(_Categories):
    """Categories side by side over ``range``; paddings are shares of a step, one at most."""

    range: tuple[float, float] = (0.0, 1.0)
    padding_inner: float = 0.0
    padding_outer: float = 0.0
    align: float = 0.5

    @cached_property
    def step(self) -> float:
        """From the start of a band to the next one's."""
        outer = min(max(self.padding_outer, 0.0), 1.0)
        space = bandspace(len(self._places), self._inner, outer)
        return abs(self.range[1] - self.range[0]) / (space or 1.0)

    @property
    def _inner(self) -> float:
        return min(max(self.padding_inner, 0.0), 1.0)

    @property
    def bandwidth(self) -> float:
        return self.step * (1 - self._inner)

    @cached_property
    def _start(self) -> float:
        count = len(self._places)
        used = self.step * (count - self._inner)
        return min(self.range) + (abs(self.range[1] - self.range[0]) - used) * self.align

    def scale(self, value: object) -> float | None:
        """Where the band of ``value`` starts, None where it has none."""
        rank = self._places.get(identity(value))
        if rank is None:
            return None
        if self.range[0] > self.range[1]:
            rank = len(self._places) - 1 - rank
        return self._start + rank * self.step

    def places(self, values: Sequence[object]) -> list[float]:
        """Where the bands of many values start, NaN for none."""
        ranks = self._ranks(values)
        last = len(self._places) - 1
        turned = self.range[0] > self.range[1]
        start, step = self._start, self.step
        return [
            math.nan if rank is None else start + (last - rank if turned else rank) * step
            for rank in ranks
        ]


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
class OrdinalScale(_Categories):
    """The n-th category has the n-th value of ``range``, which starts again at its end."""

    range: tuple[object, ...] = ()

    def scale(self, value: object) -> object:
        rank = self._places.get(identity(value))
        return None if rank is None or not self.range else self.range[rank % len(self.range)]

    def places(self, values: Sequence[object]) -> list[object]:
        """What many categories have, None for none."""
        if not self.range:
            return [None] * len(values)
        found, count = self.range, len(self.range)
        return [None if rank is None else found[rank % count] for rank in self._ranks(values)]
