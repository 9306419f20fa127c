"""Continuous scales: linear, log, pow, sqrt, symlog, time, utc, identity; and steps."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from desktop_app.charts.scaling.kinds import TIMES
from desktop_app.charts.scaling.ramps import Ramp
from desktop_app.charts.scaling.ticks import linear_ticks, log_ticks, nice_linear, nice_log
from desktop_app.charts.timeunits import nice as nice_times
from desktop_app.charts.timeunits import ticks as time_ticks

Floats = NDArray[np.float64]


def nice(
    kind: str, domain: Sequence[float], count: float = 10, *, base: float = 10.0
) -> tuple[float, ...]:
    """``domain`` widened to round values as a scale of type ``kind`` counts them."""
    if kind == "log":
        return nice_log(domain, base)
    if kind in TIMES and len(domain) >= 2:
        low, high = nice_times(domain[0], domain[-1], count)
        return (low, *domain[1:-1], high)
    return nice_linear(domain, count)


@dataclass(frozen=True)
class ContinuousScale:
    """From numbers to numbers or colours, piece by piece of the domain.

    ``range`` holds pixels; where there is a ``ramp`` the domain is spread over it instead.
    A domain of one point maps to the middle.
    """

    type: str
    domain: tuple[float, ...]
    range: tuple[float, ...] = ()
    ramp: Ramp | None = None
    clamp: bool = False
    base: float = 10.0
    exponent: float = 1.0
    constant: float = 1.0

    @cached_property
    def _way(self) -> Callable[[Floats], Floats]:
        """The measure on which the scale is linear."""
        if self.type == "log":
            sign = -1.0 if self.domain and self.domain[0] < 0 else 1.0
            return lambda x: np.log(np.where(x * sign > 0, x * sign, np.nan)) * sign
        if self.type in ("pow", "sqrt"):
            power = self.exponent
            return lambda x: np.sign(x) * np.abs(x) ** power
        if self.type == "symlog":
            constant = self.constant or 1.0
            return lambda x: np.sign(x) * np.log1p(np.abs(x / constant))
        return lambda x: x

    @cached_property
    def _back(self) -> Callable[[float], float]:
        if self.type == "log":
            sign = -1.0 if self.domain and self.domain[0] < 0 else 1.0
            return lambda x: math.exp(min(x * sign, 700)) * sign
        if self.type in ("pow", "sqrt"):
            power = self.exponent or 1.0
            return lambda x: math.copysign(abs(x) ** (1 / power), x)
        if self.type == "symlog":
            return lambda x: math.copysign(math.expm1(min(abs(x), 700)) * self.constant, x)
        return lambda x: x

    @cached_property
    def _ends(self) -> tuple[Floats, Floats]:
        """Domain (on the linear measure, ascending) and the places of its values."""
        count = len(self.domain)
        if self.ramp is None:
            count = min(count, len(self.range))
            ys = np.array(self.range[:count], float)
        else:
            ys = np.linspace(0.0, 1.0, count)
        with np.errstate(all="ignore"):
            xs = self._way(np.array(self.domain[:count], float))
        if count and xs[0] > xs[-1]:
            xs, ys = xs[::-1], ys[::-1]
        return xs, ys

    def positions(self, values: Floats) -> Floats:
        """The places (shares of a ramp) of many values, NaN where there is none."""
        if self.type == "identity":
            return np.asarray(values, float)
        xs, ys = self._ends
        if not len(xs):
            return np.full(np.shape(values), np.nan)
        with np.errstate(all="ignore"):
            at = self._way(np.asarray(values, float))
            if len(xs) == 1 or not xs[-1] > xs[0]:
                return np.where(np.isfinite(at), (ys[0] + ys[-1]) / 2, np.nan)
            if len(xs) == 2:
                found = ys[0] + (at - xs[0]) / (xs[1] - xs[0]) * (ys[1] - ys[0])
            else:
                rank = np.clip(np.searchsorted(xs, at, side="right") - 1, 0, len(xs) - 2)
                width = xs[rank + 1] - xs[rank]
                share = (at - xs[rank]) / np.where(width == 0, 1, width)
                found = ys[rank] + share * (ys[rank + 1] - ys[rank])
        if self.clamp:
            found = np.clip(found, ys.min(), ys.max())
        return np.where(np.isfinite(at) & np.isfinite(found), found, np.nan)

    def scale(self, value: object) -> float | str | None:
        """The place, or the colour, of one value; None where it has none."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            if value is None or not isinstance(value, str | bool):
                return None
            try:
                value = float(value)
            except ValueError:
                return None
        at = float(self.positions(np.array([float(value)]))[0])
        if not math.isfinite(at):
            return None
        return at if self.ramp is None else self.ramp.colour(at)

    def places(self, values: Floats) -> list[float] | list[str | None]:
        """Where many values are: numbers (NaN for none), or colours."""
        found = self.positions(values)
        return found.tolist() if self.ramp is None else self.ramp.at(found)

    def invert(self, place: float) -> float:
        """The value at a place, pixels or a share of the ramp; NaN where there is none."""
        if self.type == "identity":
            return place
        xs, ys = self._ends
        if len(xs) < 2 or ys[0] == ys[-1]:
            return float(self._back(float(xs[0]))) if len(xs) else math.nan
        ascending = ys[0] < ys[-1]
        known_y, known_x = (ys, xs) if ascending else (ys[::-1], xs[::-1])
        rank = min(max(int(np.searchsorted(known_y, place, side="right")) - 1, 0), len(xs) - 2)
        width = known_y[rank + 1] - known_y[rank]
        share = (place - known_y[rank]) / width if width else 0.0
        return float(self._back(float(known_x[rank] + share * (known_x[rank + 1] - known_x[rank]))))

    def holds(self, value: float) -> bool:
        """Whether ``value`` is within the domain."""
        return bool(self.domain) and min(self.domain) <= value <= max(self.domain)

    def ticks(self, count: float = 10) -> tuple[float, ...]:
        """About ``count`` round values of the domain."""
        if not self.domain:
            return ()
        low, high = self.domain[0], self.domain[-1]
        if self.type == "log":
            return log_ticks(low, high, count, self.base)
        if self.type in TIMES:
            return time_ticks(low, high, count)
        return linear_ticks(low, high, count)


@dataclass(frozen=True)
class ThresholdScale:
    """Below the first threshold the first value of the range, and so on."""

    domain: tuple[float, ...]
    range: tuple[object, ...]

    def thresholds(self) -> tuple[float, ...]:
        return self.domain

    def scale(self, value: object) -> object:
        if isinstance(value, bool) or not isinstance(value, int | float) or math.isnan(value):
            return None
        rank = bisect_right(self.thresholds(), value)
        return self.range[min(rank, len(self.range) - 1)] if self.range else None

    def places(self, values: Sequence[object]) -> list[object]:
        """What many numbers have, None for none."""
        return [self.scale(value) for value in values]


@dataclass(frozen=True)
class QuantizeScale(ThresholdScale):
    """The domain in as many equal parts as the range has values."""

    def thresholds(self) -> tuple[float, ...]:
        low, high, count = self.domain[0], self.domain[-1], len(self.range)
        return tuple(low + (high - low) * rank / count for rank in range(1, count))


@dataclass(frozen=True)
class QuantileScale(ThresholdScale):
    """The sample ``domain`` in as many parts of equal number as the range has values."""

    @cached_property
    def _quantiles(self) -> tuple[float, ...]:
        sample, count = sorted(self.domain), len(self.range)
        if not sample:
            return ()
        return tuple(_quantile(sample, rank / count) for rank in range(1, count))

    def thresholds(self) -> tuple[float, ...]:
        return self._quantiles


def _quantile(sample: Sequence[float], share: float) -> float:
    """d3's quantile of a sorted sample (R-7)."""
    at = (len(sample) - 1) * share
    low = math.floor(at)
    high = min(low + 1, len(sample) - 1)
    return sample[low] + (sample[high] - sample[low]) * (at - low)


@dataclass(frozen=True)
class BinOrdinalScale(ThresholdScale):
    """One value of the range for each bin; ``domain`` holds their edges."""

    def thresholds(self) -> tuple[float, ...]:
        return self.domain[1:-1]

    def scale(self, value: object) -> object:
        """The colour of a bin; there may be more bins than colours."""
        if isinstance(value, bool) or not isinstance(value, int | float) or math.isnan(value):
            return None
        rank = bisect_right(self.thresholds(), value)
        return self.range[rank % len(self.range)] if self.range else None
