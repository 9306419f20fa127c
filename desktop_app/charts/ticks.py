"""Where the ticks of an axis stand: round numbers, decades, calendar dates."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from datetime import date

MAX_TICKS = 1_000


def nice_step(span: float, count: int) -> float:
    """The step of 1, 2 or 5 times a power of ten nearest to ``count`` ticks."""
    raw = span / max(count, 1)
    if not raw > 0 or not math.isfinite(raw):
        return 1.0
    power = math.floor(math.log10(raw))
    scale = 10.0**power
    if scale == 0:
        return 1.0
    ratio = raw / scale
    # The bounds are geometric means, as in d3: the nearest step, neither up nor down.
    limits = ((1, 2**0.5), (2, 10**0.5), (5, 50**0.5))
    return next((factor for factor, limit in limits if ratio < limit), 10) * scale


def nice_domain(low: float, high: float, count: int = 10) -> tuple[float, float]:
    """``low`` to ``high`` widened to round numbers."""
    if not low < high:
        return low, high
    for _ in range(4):  # widening can make a larger step the right one
        step = nice_step(high - low, count)
        wider = (math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step)
        if wider == (low, high) or not all(map(math.isfinite, wider)):
            break
        low, high = _rounded(wider[0], step), _rounded(wider[1], step)
    return low, high


def linear_ticks(low: float, high: float, count: int) -> tuple[tuple[float, ...], float]:
    """Multiples of a nice step within the domain, and the step."""
    step = nice_step(high - low, count)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    if last - first > MAX_TICKS:
        return (low, high), high - low
    return tuple(_rounded(index * step, step) for index in range(first, last + 1)), step


def _rounded(value: float, step: float) -> float:
    """``value`` without the dust of binary fractions."""
    if step <= 0 or not math.isfinite(value):
        return value
    digits = 3 - math.floor(math.log10(step))
    return round(value, digits) + 0.0 if -300 < digits < 300 else value


def log_ticks(low: float, high: float, count: int) -> tuple[float, ...]:
    """Decades; 1, 2 and 5 of each where decades alone are too few."""
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    inside = _within(low, high)
    decades = tuple(filter(inside, (10.0**e for e in range(first, last + 1))))
    fine = tuple(filter(inside, (m * 10.0**e for e in range(first, last + 1) for m in (1, 2, 5))))
    if len(decades) <= max(count / 2, 2) and 1 < len(fine) <= count:
        return fine
    if len(decades) > 1:
        return decades[:: max(1, math.ceil(len(decades) / max(count, 2)))]
    return fine if len(fine) > 1 else linear_ticks(low, high, count)[0]


def _within(low: float, high: float) -> Callable[[float], bool]:
    return lambda value: low * (1 - 1e-9) <= value <= high * (1 + 1e-9)


DAY, MONTH, YEAR = "day", "month", "year"
_INTERVALS = (
    (1, DAY, 1),
    (2, DAY, 2),
    (7, DAY, 7),
    (14, DAY, 14),
    (30.4, MONTH, 1),
    (60.9, MONTH, 2),
    (91.3, MONTH, 3),
    (182.6, MONTH, 6),
)
"""Days between two ticks, unit, and how many of it."""


def time_ticks(low: date, high: date, count: int) -> tuple[tuple[date, ...], str]:
    """Dates on the calendar (Mondays, firsts of a month, round years) and their unit.

    The interval is the shortest that makes no more than ``count`` ticks.
    """
    days = (high - low).days
    for size, unit, every in _INTERVALS:
        if days / size <= max(count, 1):
            walk = _days if unit == DAY else _months
            return tuple(day for day in walk(low, high, every) if low <= day <= high), unit
    step = max(1, round(nice_step(days / 365.25, count)))
    if days / 365.25 / step > count:
        step *= 2
    first = low.year // step * step
    years = (date(year, 1, 1) for year in range(max(first, 1), high.year + 1, step))
    return tuple(day for day in years if low <= day <= high), YEAR


def _days(low: date, high: date, every: int) -> Iterator[date]:
    # Weeks start on Monday, fortnights on every other one; ordinal 1 was a Monday.
    ordinal = low.toordinal() + (1 - low.toordinal()) % every
    while ordinal <= high.toordinal():
        yield date.fromordinal(ordinal)
        ordinal += every


def _months(low: date, high: date, every: int) -> Iterator[date]:
    month = (low.year * 12 + low.month - 1) // every * every
    last = high.year * 12 + high.month - 1
    while month <= last:
        if month >= 12:
            yield date(month // 12, month % 12 + 1, 1)
        month += every
