"""Round numbers: ticks and widened domains, as d3-array and d3-scale have them."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

MOST_TICKS = 10_000
_FIFTY, _TEN, _TWO = math.sqrt(50), math.sqrt(10), math.sqrt(2)


def tick_increment(start: float, stop: float, count: float) -> float:
    """The step between ticks; below one it is given as minus its inverse (d3-array)."""
    raw = (stop - start) / max(count, 1e-9)
    if not raw > 0 or not math.isfinite(raw):
        return 0.0
    power = math.floor(math.log10(raw))
    scale = 10.0**power
    if scale == 0 or not math.isfinite(scale):
        return 0.0
    error = raw / scale
    factor = 10 if error >= _FIFTY else 5 if error >= _TEN else 2 if error >= _TWO else 1
    if power < 0:
        return -(10.0**-power) / factor if -power < 300 else 0.0
    return factor * scale


def linear_ticks(start: float, stop: float, count: float) -> tuple[float, ...]:
    """About ``count`` round numbers from ``start`` to ``stop``."""
    if not count > 0 or not (math.isfinite(start) and math.isfinite(stop)):
        return ()
    if start == stop:
        return (start,)
    if stop < start:
        return linear_ticks(stop, start, count)[::-1]
    step = tick_increment(start, stop, count)
    if not step:
        return (start, stop)
    if step < 0:
        first, last = round(start * -step), round(stop * -step)
        first += first / -step < start
        last -= last / -step > stop
        ranks = range(int(first), min(int(last), int(first) + MOST_TICKS) + 1)
        return tuple(rank / -step for rank in ranks)
    first, last = round(start / step), round(stop / step)
    first += first * step < start
    last -= last * step > stop
    ranks = range(int(first), min(int(last), int(first) + MOST_TICKS) + 1)
    return tuple(rank * step for rank in ranks)


def nice_linear(domain: Sequence[float], count: float = 10) -> tuple[float, ...]:
    """``domain`` widened to round numbers at both ends."""
    found = list(domain)
    if len(found) < 2 or not all(map(math.isfinite, found)):
        return tuple(found)
    first, last = 0, len(found) - 1
    start, stop = found[first], found[last]
    if stop < start:
        start, stop, first, last = stop, start, last, first
    before: float | None = None
    for _ in range(10):
        step = tick_increment(start, stop, count)
        if step == before:
            found[first], found[last] = start, stop
            break
        if step > 0:
            start, stop = math.floor(start / step) * step, math.ceil(stop / step) * step
        elif step < 0:
            start, stop = math.ceil(start * step) / step, math.floor(stop * step) / step
        else:
            break
        if not (math.isfinite(start) and math.isfinite(stop)):
            break
        before = step
    return tuple(value + 0.0 for value in found)


def nice_log(domain: Sequence[float], base: float) -> tuple[float, ...]:
    """``domain`` widened to powers of ``base``; also a domain of negative numbers."""
    found = list(domain)
    if len(found) < 2 or base <= 1 or found[0] * found[-1] <= 0:
        return tuple(found)
    if found[0] < 0:
        mirrored = nice_log([-value for value in found], base)
        return tuple(-value for value in mirrored)
    low, high = (0, -1) if found[0] <= found[-1] else (-1, 0)
    found[low] = _power(base, math.floor(_log(found[low], base)))
    found[high] = _power(base, math.ceil(_log(found[high], base)))
    return tuple(found)


def _log(value: float, base: float) -> float:
    if base == 10:
        return math.log10(value)
    if base == 2:
        return math.log2(value)
    return math.log(value) / math.log(base)


def _power(base: float, exponent: float) -> float:
    try:
        return float(f"1e{int(exponent)}") if base == 10 else base**exponent
    except OverflowError:
        return math.inf


def log_ticks(low: float, high: float, count: float, base: float = 10) -> tuple[float, ...]:
    """Powers of ``base`` and, where there is room, their multiples (d3's log ticks)."""
    if low > high:
        return log_ticks(high, low, count, base)[::-1]
    if low < 0 and high < 0:
        return tuple(-value for value in log_ticks(-high, -low, count, base)[::-1])
    if low <= 0 or base <= 1 or not math.isfinite(high):
        return ()
    start, stop = _log(low, base), _log(high, base)
    if base == int(base) and stop - start < count:
        found = []
        for exponent in range(math.floor(start), math.ceil(stop) + 1):
            power = _power(base, exponent)
            for factor in range(1, int(base)):
                value = factor * power if exponent >= 0 else factor / _power(base, -exponent)
                if low <= value <= high:
                    found.append(value)
            if len(found) > MOST_TICKS:
                break
        if len(found) * 2 < count:
            return linear_ticks(low, high, count)
        return tuple(found)
    exponents = linear_ticks(start, stop, min(stop - start, count))
    return tuple(_power(base, exponent) if base == 10 else base**exponent for exponent in exponents)


def nice_through(
    domain: Sequence[float],
    count: float,
    way: Callable[[float], float],
    back: Callable[[float], float],
) -> tuple[float, ...]:
    """A domain made round on another measure (d3's nice of symlog)."""
    return tuple(back(value) for value in nice_linear([way(value) for value in domain], count))
