"""Bins of equal width with round edges, as vega-statistics makes them."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from desktop_app.charts.transforms.base import Rows, Scope
from desktop_app.charts.transforms.fields import cells, number_of, with_columns

MOST_BINS = 100_000
LEAST = 1e-290
"""What is binned has to span more: below, parts of it are no numbers any more."""


def _option(options: Mapping[str, object], name: str, default: float) -> float:
    value = options.get(name)
    return (
        float(value) if isinstance(value, int | float) and not isinstance(value, bool) else default
    )


def bin_parameters(
    extent: tuple[float, float], options: Mapping[str, object]
) -> tuple[float, float, float]:
    """Where bins start and stop, and how wide they are.

    ``options`` are Vega-Lite's: maxbins, base, step, steps, minstep, divide, nice, anchor.
    """
    low, high = extent
    if not (math.isfinite(low) and math.isfinite(high)):
        return 0.0, 1.0, 1.0
    base = _option(options, "base", 10.0)
    base = base if base > 1 else 10.0
    maxbins = max(_option(options, "maxbins", 20.0), 1.0)
    span = high - low or abs(low) or 1.0
    if not (LEAST < span < 1 / LEAST):
        return 0.0, 1.0, 1.0  # too small or too far apart to be told in steps
    step = _step(options, span, maxbins, base)
    if options.get("nice") is not False:
        power = math.log(step)
        precision = 0 if power >= 0 else int(-power / math.log(base)) + 1
        epsilon = base ** (-precision - 1)
        start = math.floor(low / step + epsilon) * step
        low = start - step if low < start else start
        high = math.ceil(high / step) * step
    if high == low:
        high = low + step
    high = low + math.ceil((high - low) / step) * step
    anchor = options.get("anchor")
    if isinstance(anchor, int | float) and not isinstance(anchor, bool):
        shift = anchor - (low + step * math.floor((anchor - low) / step))
        low, high = low + shift, high + shift
    return low, high, step


def _step(options: Mapping[str, object], span: float, maxbins: float, base: float) -> float:
    given = _option(options, "step", 0.0)
    if given > 0:
        return max(given, span / MOST_BINS)
    steps = options.get("steps")
    if isinstance(steps, Sequence) and not isinstance(steps, str) and steps:
        wanted = span / maxbins
        known = [float(one) for one in steps if isinstance(one, int | float) and one > 0]
        below = [one for one in known if one < wanted]
        if known:  # Vega takes the last that is smaller
            return below[-1] if below else known[0]
    level = math.ceil(math.log(maxbins) / math.log(base))
    least = _option(options, "minstep", 0.0)
    step = max(least, base ** (round(math.log(span) / math.log(base)) - level))
    for _ in range(1_000):
        if math.ceil(span / step) <= maxbins:
            break
        step *= base
    divide = options.get("divide")
    factors = divide if isinstance(divide, list | tuple) else (5, 2)
    for factor in factors:
        if isinstance(factor, int | float) and factor > 0:
            finer = step / factor
            if finer >= least and span / finer <= maxbins:
                step = finer
    return step or 1.0


@dataclass(frozen=True)
class Bin:
    """The bin of ``field``: its start and its end, as ``as_``."""

    field: str
    as_: tuple[str, str]
    options: Mapping[str, object] = dataclasses.field(default_factory=lambda: MappingProxyType({}))

    def apply(self, rows: Rows, scope: Scope) -> Rows:
        values = list(map(number_of, cells(rows, self.field)))
        extent = self.options.get("extent")
        if isinstance(extent, Mapping) and "param" in extent:
            chosen = scope.selections.get(str(extent["param"]))
            extent = next(iter(chosen.ranges.values()), None) if chosen else None
        if not (isinstance(extent, tuple | list) and len(extent) == 2):
            known = [value for value in values if math.isfinite(value)]
            extent = (min(known), max(known)) if known else (0.0, 0.0)
        start, stop, step = bin_parameters((float(extent[0]), float(extent[1])), self.options)
        lows: list[float | None] = []
        highs: list[float | None] = []
        last = stop - step
        for value in values:
            if value != value:
                edge = end = None
            elif value < start or value > stop:  # outside of the extent that was given
                edge = end = math.copysign(math.inf, value - start)
            else:
                clipped = max(start, min(value, last))
                edge = start + step * math.floor(1e-14 + (clipped - start) / step)
                end = start + step * (1 + (edge - start) / step)
            lows.append(edge)
            highs.append(end)
        low, high = self.as_
        return with_columns(rows, {low: lows, high: highs})
