"""Time units: the starts of years, months, weeks…, and the ticks of a time axis.

As Vega's ``timeunit`` transform and d3's UTC time scale have them. Units without a year
are put in 2012, a leap year that starts on a Sunday, as Vega does.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache

from desktop_app.charts.dates import DAY, HOUR, MINUTE, SECOND, Fields, day_of_year, fields, time_of

PARTS = (
    "year", "quarter", "month", "week", "date", "dayofyear", "day", "hours", "minutes",
    "seconds", "milliseconds",
)  # fmt: skip
MOST_TICKS = 10_000
_UNIT = re.compile(
    r"(utc)?(binned)?(year)?(quarter)?(month)?(week)?(dayofyear)?(date)?(day)?(hours)?(minutes)?"
    r"(seconds)?(milliseconds)?"
)
_OF_CALENDAR = frozenset(("year", "month", "date", "hours", "minutes", "seconds", "milliseconds"))
_YEAR, _MONTH, _WEEK = 365 * DAY, 30 * DAY, 7 * DAY
_TABLE = (
    (SECOND, "seconds", 1), (5 * SECOND, "seconds", 5), (15 * SECOND, "seconds", 15),
    (30 * SECOND, "seconds", 30), (MINUTE, "minutes", 1), (5 * MINUTE, "minutes", 5),
    (15 * MINUTE, "minutes", 15), (30 * MINUTE, "minutes", 30), (HOUR, "hours", 1),
    (3 * HOUR, "hours", 3), (6 * HOUR, "hours", 6), (12 * HOUR, "hours", 12), (DAY, "date", 1),
    (2 * DAY, "date", 2), (_WEEK, "week", 1), (_MONTH, "month", 1), (3 * _MONTH, "month", 3),
    (_YEAR, "year", 1),
)  # fmt: skip
"""The tick intervals of d3-time: their length, unit and step."""


def is_time_unit(text: str) -> bool:
    return bool(text) and bool(parts_of(text))


@lru_cache(maxsize=1_000)
def parts_of(unit: str) -> tuple[str, ...]:
    """The parts of a unit: ``yearmonth`` is year and month; none where it is no unit."""
    match = _UNIT.fullmatch(unit)
    return tuple(part for part in match.groups()[2:] if part) if match else ()


def floor(unit: str, moment: float, step: int = 1) -> float:
    """The start of the unit that ``moment`` is in."""
    return interval(unit, moment, step)[0]


def interval(unit: str, moment: float, step: int = 1) -> tuple[float, float]:
    """The start of the unit that ``moment`` is in, and the start of the next; NaN out of range."""
    parts = parts_of(unit)
    if not parts or not math.isfinite(moment) or abs(moment) > 8.64e15:
        return math.nan, math.nan
    start = _start(parts, moment, max(step, 1))
    return start, offset(parts[-1], start, max(step, 1))


def _start(parts: tuple[str, ...], moment: float, step: int) -> float:
    """As vega-time's ``floor``: steps count from 0, those of days and weeks from 1."""
    at = fields(moment)
    if step <= 1 and _OF_CALENDAR.issuperset(parts):
        return time_of(
            at.year if "year" in parts else 2012,
            at.month if "month" in parts else 1,
            at.day if "date" in parts else 1,
            at.hours if "hours" in parts else 0,
            at.minutes if "minutes" in parts else 0,
            at.seconds if "seconds" in parts else 0,
            at.milliseconds if "milliseconds" in parts else 0,
        )

    def floored(part: str, value: int, first: int = 0) -> int:
        if part != parts[-1] or step <= 1:
            return value
        return first + (value - first) // step * step

    year = floored("year", at.year) if "year" in parts else 2012
    month = 0
    if "month" in parts:
        month = floored("month", at.month - 1)
    elif "quarter" in parts:
        month = floored("quarter", (at.month - 1) // 3) * 3
    day = 1
    if "week" in parts:
        week = week_of(at)
        if "day" in parts:
            day = floored("day", _day_of_week(week, at.weekday, year), 1)
        else:
            day = _day_of_week(floored("week", week, 1), 0, year)
    elif "day" in parts:
        day = floored("day", _day_of_week(1, at.weekday, year), 1)
    elif "date" in parts:
        day = floored("date", at.day, 1)
    elif "dayofyear" in parts:
        day = floored("dayofyear", day_of_year(at) + 1, 1)
    clock = (
        floored(part, value) if part in parts else 0
        for part, value in (
            ("hours", at.hours), ("minutes", at.minutes), ("seconds", at.seconds),
            ("milliseconds", at.milliseconds),
        )
    )  # fmt: skip
    return time_of(year, month + 1, day, *clock)


def week_of(at: Fields) -> int:
    """The number of the week; weeks count from the first Sunday of the year, 0 before it."""
    return (day_of_year(at) + 7 - at.weekday) // 7


def _day_of_week(week: int, weekday: int, year: int) -> int:
    """The day of ``year`` (from 1) that is that weekday of that week (vega-time)."""
    return weekday + week * 7 - (fields(time_of(year)).weekday + 6) % 7


def offset(unit: str, moment: float, step: float) -> float:
    """``moment`` moved by so many units (year, quarter, month, week, date, hours…)."""
    if not (math.isfinite(moment) and abs(moment) <= 8.64e15 and math.isfinite(step)):
        return math.nan
    if unit in ("year", "quarter", "month"):
        at = fields(moment)
        month = at.month + step * {"year": 12, "quarter": 3, "month": 1}[unit]
        if unit == "quarter" and step:  # to the months that quarters start with
            month -= (at.month - 1) % 3 if step > 0 else (at.month - 1) % -3
        return time_of(at.year, month, at.day) + moment % DAY
    size = {
        "week": _WEEK, "date": DAY, "day": DAY, "dayofyear": DAY, "hours": HOUR,
        "minutes": MINUTE, "seconds": SECOND, "milliseconds": 1,
    }.get(unit.removeprefix("utc"), DAY)  # fmt: skip
    return moment + step * size


_FORMATS = (
    (("year", "month", "date"), "%b %d, %Y"), (("year", "month"), "%b %Y"), (("year",), "%Y"),
    (("year", "quarter"), "%Y Q%q"), (("year", "week"), "%Y W%U"), (("quarter",), "Q%q"),
    (("month", "date"), "%b %d"), (("month",), "%b"), (("week",), "W%U"),
    (("date",), "%d"), (("dayofyear",), "%j"), (("day",), "%a"),
    (("hours", "minutes", "seconds", "milliseconds"), "%H:%M:%S.%L"),
    (("hours", "minutes", "seconds"), "%H:%M:%S"), (("hours", "minutes"), "%H:%M"),
    (("minutes", "seconds"), "%M:%S"), (("seconds", "milliseconds"), "%S.%L"),
    (("hours",), "%H:00"), (("minutes",), "%M"), (("seconds",), "%S"),
    (("milliseconds",), "%L"),
)  # fmt: skip


def default_format(unit: str) -> str:
    """The d3 pattern that names a moment of ``unit``, as Vega's ``timeUnitSpecifier``."""
    rest, found = parts_of(unit), []
    while rest:
        for parts, pattern in sorted(_FORMATS, key=lambda one: -len(one[0])):
            if rest[: len(parts)] == parts:
                found.append(pattern)
                rest = rest[len(parts) :]
                break
        else:
            rest = rest[1:]
    return " ".join(found)


def ticks(low: float, high: float, count: object = 10) -> tuple[float, ...]:
    """The ticks from ``low`` to ``high``: about ``count``, or one each interval."""
    if not (math.isfinite(low) and math.isfinite(high)) or max(abs(low), abs(high)) > 8.64e15:
        return ()
    if low > high:
        return ticks(high, low, count)[::-1]
    unit, step = _interval_for(low, high, count)
    return tuple(_walk(unit, step, low, high))


def _interval_for(low: float, high: float, count: object) -> tuple[str, float]:
    if isinstance(count, Mapping):
        step = count.get("step")
        unit = _plain(str(count.get("interval", "year")))
        return unit, float(step) if isinstance(step, int | float) and step >= 1 else 1.0
    if isinstance(count, str):
        return _plain(count), 1.0
    number = float(count) if isinstance(count, int | float) and count > 0 else 10.0
    target = abs(high - low) / number
    rank = bisect_right([size for size, _, _ in _TABLE], target)
    if rank == len(_TABLE):
        return "year", max(_nice(abs(high - low) / _YEAR, number), 1.0)
    if rank == 0:
        return "milliseconds", max(_nice(abs(high - low), number), 1.0)
    below, above = _TABLE[rank - 1], _TABLE[rank]
    chosen = below if target / below[0] < above[0] / target else above
    return chosen[1], float(chosen[2])


def _plain(unit: str) -> str:
    """d3's names of intervals as Vega-Lite's of units."""
    name = unit.lower().removeprefix("utc")
    return {
        "millisecond": "milliseconds", "second": "seconds", "minute": "minutes",
        "hour": "hours", "day": "date", "sunday": "week", "monday": "week",
    }.get(name, name if name in PARTS else "year")  # fmt: skip


def _nice(span: float, count: float) -> float:
    """d3's tick step: 1, 2 or 5 times a power of ten."""
    raw = span / max(count, 1)
    if not raw > 0 or not math.isfinite(raw):
        return 1.0
    power = 10.0 ** math.floor(math.log10(raw))
    error = raw / power
    factor = 10 if error >= 50**0.5 else 5 if error >= 10**0.5 else 2 if error >= 2**0.5 else 1
    return factor * power


def _floor_to(unit: str, step: float, moment: float) -> float:
    """The last tick of so many ``unit`` that is not after ``moment``."""
    at = fields(moment)
    every = max(int(step), 1)
    if unit == "year":
        return time_of(at.year // every * every)
    if unit in ("month", "quarter"):
        every = every * 3 if unit == "quarter" else every
        return time_of(at.year, (at.month - 1) // every * every + 1)
    if unit == "week":
        return time_of(at.year, at.month, at.day - at.weekday)
    if unit in ("date", "day", "dayofyear"):
        return time_of(at.year, at.month, (at.day - 1) // every * every + 1)
    size = {"hours": HOUR, "minutes": MINUTE, "seconds": SECOND}.get(unit, 1) * every
    return math.floor(moment / size) * size


def _next(unit: str, step: float, moment: float) -> float:
    """The tick after the tick ``moment``."""
    every = max(int(step), 1)
    if unit in ("date", "day", "dayofyear"):  # every other day starts anew each month
        after = _floor_to(unit, step, moment + every * DAY)
        at, then = fields(moment), fields(after)
        if then.month != at.month and then.day != 1:
            return time_of(then.year, then.month)
        if after <= moment:
            return moment + DAY
        return after
    if unit == "week":
        return moment + _WEEK * every
    return offset(unit, moment, every)


def _walk(unit: str, step: float, low: float, high: float) -> list[float]:
    at = _floor_to(unit, step, low)
    found: list[float] = []
    while at <= high and len(found) < MOST_TICKS:
        if at >= low:
            found.append(float(at))
        following = _next(unit, step, at)
        if not following > at:
            break
        at = following
    return found


def nice(low: float, high: float, count: object = 10) -> tuple[float, float]:
    """``low`` to ``high`` widened to the ticks around them."""
    if not (math.isfinite(low) and math.isfinite(high)) or max(abs(low), abs(high)) > 8.6e15:
        return low, high
    if low > high:
        one, two = nice(high, low, count)
        return two, one
    unit, step = _interval_for(low, high, count)
    start, stop = _floor_to(unit, step, low), _floor_to(unit, step, high)
    if stop < high:
        stop = _next(unit, step, stop)
    return float(start), float(stop)


def tick_unit(moments: Sequence[float]) -> str:
    """The coarsest of year, month, date, hours, minutes, seconds that all fall on."""
    found = "year"
    order = ("year", "month", "date", "hours", "minutes", "seconds")
    for moment in moments:
        at = fields(moment)
        if at.milliseconds or at.seconds:
            unit = "seconds"
        elif at.minutes:
            unit = "minutes"
        elif at.hours:
            unit = "hours"
        else:
            unit = "date" if at.day != 1 else "month" if at.month != 1 else "year"
        found = max(found, unit, key=order.index)
    return found
