"""Which of the round numbers of a scale are ticks, and how moments among them are written."""

from __future__ import annotations

import math
from collections.abc import Sequence

from desktop_app.charts.d3formats import format_time
from desktop_app.charts.formats import month_name, short_date
from desktop_app.charts.scaling.continuous import ContinuousScale
from desktop_app.charts.sources import day_of


def spaced_ticks(scale: ContinuousScale, count: int, least: float) -> Sequence[float]:
    """About ``count`` ticks, no two closer than ``least``."""
    values = scale.ticks(count)
    while count > 1 and least > 0 and len(values) > 1 and abs(values[1] - values[0]) < least:
        count = min(count - 1, max(int(abs(values[-1] - values[0]) / least), 1))
        values = scale.ticks(count)
    return values


def bin_ticks(bins: tuple[float, float, float], count: int) -> list[float]:
    """The edges of bins, thinned to about ``count``."""
    start, stop, step = bins
    number = round((stop - start) / step)
    if not 0 < number < 10_000:
        return [start, stop]
    every = max(1, math.ceil(number / max(2 * count, 1)))
    return [start + rank * step for rank in range(0, number + 1, every)]


def thinned_log(values: Sequence[float], count: int) -> list[float]:
    """Decades alone, or 1, 2 and 5 of each, where all the ticks would be too many."""
    if len(values) <= max(count, 3):
        return list(values)
    fine = [value for value in values if _leading(value) in (1, 2, 5)]
    decades = [value for value in values if _leading(value) == 1]
    if len(decades) <= max(count / 2, 2) and 1 < len(fine) <= count:
        return fine
    if len(decades) > 1:
        return decades[:: max(1, math.ceil(len(decades) / max(count, 2)))]
    return fine if len(fine) > 1 else list(values)


def _leading(value: float) -> int:
    if not value:
        return 0
    decade = 10.0 ** math.floor(math.log10(abs(value)) + 1e-9)
    return round(abs(value) / decade)


def moment_label(moment: float, precision: str, language: str) -> str:
    """A moment on an axis whose ticks are of that ``precision``; the year stands below."""
    day = day_of(moment)
    if day is None:
        return ""
    if precision == "year":
        return str(day.year)
    if precision in ("month", "quarter"):
        return month_name(day.month, language)
    if precision in ("day", "date", "week"):
        return short_date(day, language)
    return format_time(
        moment, "%H:%M" if precision in ("hours", "minutes") else "%H:%M:%S", language
    )
