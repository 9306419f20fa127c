"""Dates and times as milliseconds since 1970, in whatever way they are written.

There is one clock, UTC, so that a lesson shows the same page on every machine. The
calendar is the Gregorian one, in both directions (``days_from_civil``: H. Hinnant,
"chrono-compatible low-level date algorithms", 2014), as far as JavaScript's dates go.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

LIMIT = 8.64e15
"""The first and the last moment of JavaScript's calendar, in milliseconds."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_DAY = _EPOCH.toordinal()
SECOND, MINUTE, HOUR, DAY = 1_000, 60_000, 3_600_000, 86_400_000
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
WEEKDAYS = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")

_ISO = re.compile(
    r"([+-]\d{6}|\d{4})(?:-(\d{2})(?:-(\d{2}))?)?"
    r"(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|[+-]\d{2}:?\d{2})?",
)
_TIMED = re.compile(r"[+-]?\d{4,6}-\d{2}-\d{2}T")
"""How a moment of ISO 8601 begins."""
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s*(am|pm)?", re.I)
_ZONE = re.compile(r"(?:gmt|utc|z)?\s*([+-])(\d{2}):?(\d{2})|\b(gmt|utc|z)\b", re.I)
_ZONES = re.compile(r"\b[ecmp][sd]t\b", re.I)
_HOURS_AHEAD = {"est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8,
                "pdt": -7}  # fmt: skip
"""The zones that JavaScript reads by their names."""
_SLASHED = re.compile(r"(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4})")
_WORD = re.compile(r"[A-Za-z]{3,}")
_NUMBER = re.compile(r"\d+")


class Fields(NamedTuple):
    """A moment taken apart; ``month`` from 1, ``weekday`` from 0 for Sunday."""

    year: int
    month: int
    day: int
    hours: int
    minutes: int
    seconds: int
    milliseconds: int
    weekday: int


def _days(year: int, month: int, day: int) -> int:
    """The days from 1970-01-01 to a day of the Gregorian calendar."""
    year -= month <= 2
    era = year // 400
    of_era = year - era * 400
    of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return era * 146_097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719_468


@lru_cache(maxsize=10_000)
def _month_start(months: int) -> int:
    """The days from 1970-01-01 to a month, counted from January of the year 0."""
    return _days(months // 12, months % 12 + 1, 1)


def time_of(
    year: float,
    month: float = 1,
    day: float = 1,
    hours: float = 0,
    minutes: float = 0,
    seconds: float = 0,
    milliseconds: float = 0,
) -> float:
    """The moment in milliseconds; parts that are too large are carried. NaN out of range."""
    try:
        months = int(year) * 12 + int(month) - 1
        days, clock = int(day) - 1, int(hours) * HOUR + int(minutes) * MINUTE
        clock += int(seconds) * SECOND + int(milliseconds)
    except (ValueError, OverflowError):  # no numbers, or endless ones
        return math.nan
    if abs(months) > 4_000_000:
        return math.nan
    found = (_month_start(months) + days) * DAY + clock
    return float(found) if abs(found) <= LIMIT else math.nan


def fields(moment: float) -> Fields:
    """``moment`` (finite, within the calendar) taken apart."""
    days, clock = divmod(math.floor(moment), DAY)
    year, month, day = _civil(days)
    hours, rest = divmod(clock, HOUR)
    minutes, rest = divmod(rest, MINUTE)
    seconds, milliseconds = divmod(rest, SECOND)
    return Fields(year, month, day, hours, minutes, seconds, milliseconds, (days + 4) % 7)


def day_of_year(at: Fields) -> int:
    """The days since the first of January, 0 on that day."""
    return _days(at.year, at.month, at.day) - _days(at.year, 1, 1)


@lru_cache(maxsize=50_000)
def _civil(days: int) -> tuple[int, int, int]:
    """The year, month and day that is so many days after 1970-01-01."""
    shifted = days + 719_468
    era, of_era = divmod(shifted, 146_097)
    year = (of_era - of_era // 1_460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    month = (5 * of_year + 2) // 153
    day = of_year - (153 * month + 2) // 5 + 1
    month = month + 3 if month < 10 else month - 9
    return year + era * 400 + (month <= 2), month, day


def to_time(value: object) -> float | None:
    """``value`` in milliseconds since 1970, None where it is no moment.

    Numbers are milliseconds already; texts are read as JavaScript does; mappings are
    Vega-Lite's DateTime objects.
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return float(value) if abs(value) <= LIMIT else None
    if isinstance(value, datetime):
        aware = value if value.tzinfo else value.replace(tzinfo=UTC)
        return (aware - _EPOCH) / timedelta(milliseconds=1)
    if isinstance(value, date):
        return float(_days(value.year, value.month, value.day) * DAY)
    if isinstance(value, Mapping):
        return datetime_object(value)
    return _read(value) if isinstance(value, str) else None


def _read(text: str) -> float | None:
    text = text.strip()
    if len(text) == 10 and text[4] == text[7] == "-":  # most dates: 2024-05-31
        try:
            return float((date.fromisoformat(text).toordinal() - _EPOCH_DAY) * DAY)
        except ValueError:
            pass
    match = _ISO.fullmatch(text)
    if match is None and _TIMED.match(text):
        return None
    found = _of_iso(match) if match else _of_words(text) if len(text) <= 100 else math.nan
    return None if math.isnan(found) else found


def _of_iso(match: re.Match[str]) -> float:
    year, month, day, hours, minutes, seconds, fraction, zone = match.groups()
    months, days = int(month or 1), int(day or 1)
    if not (1 <= months <= 12 and 1 <= days <= 31):
        return math.nan
    clock = (int(hours or 0), int(minutes or 0), int(seconds or 0))
    if clock[0] > 24 or clock[1] > 59 or clock[2] > 59:
        return math.nan
    milliseconds = int((fraction or "0").ljust(3, "0")[:3])
    return time_of(int(year), months, days, *clock, milliseconds) - _shift(zone or "")


def _shift(zone: str) -> float:
    """The milliseconds that a zone (« +02:00 ») is ahead."""
    if not zone or zone in "Zz":
        return 0.0
    digits = zone[1:].replace(":", "")
    ahead = int(digits[:2]) * HOUR + int(digits[2:]) * MINUTE
    return float(-ahead if zone[0] == "-" else ahead)


def _of_words(text: str) -> float:
    """The other ways that JavaScript reads: « Jan 1, 2000 10:00 », « 01/31/2000 »."""
    rest, clock, ahead = text, (0, 0, 0, 0), 0.0
    found = _CLOCK.search(rest)
    if found:
        hours = int(found[1])
        half = (found[5] or "").lower()
        if half:
            hours = hours % 12 + (12 if half == "pm" else 0)
        fraction = int((found[4] or "0").ljust(3, "0")[:3])
        clock = (hours, int(found[2]), int(found[3] or 0), fraction)
        if hours > 24 or clock[1] > 59 or clock[2] > 59:
            return math.nan
        rest = rest[: found.start()] + " " + rest[found.end() :]
        named = _ZONES.search(rest)
        if named:
            ahead = _HOURS_AHEAD[named[0].lower()] * HOUR
            rest = rest[: named.start()] + " " + rest[named.end() :]
        zone = _ZONE.search(rest)
        if zone:
            ahead = _shift(f"{zone[1]}{zone[2]}{zone[3]}") if zone[1] else 0.0
            rest = rest[: zone.start()] + " " + rest[zone.end() :]
    day = _day_of(re.sub(r"\([^)]*\)|\b(?:gmt|utc)\b", " ", rest, flags=re.I))
    if day is None:
        return math.nan
    return time_of(*day, *clock) - ahead


def _day_of(text: str) -> tuple[int, int, int] | None:
    slashed = _SLASHED.search(text)
    if slashed:
        one, two, three = (int(part) for part in slashed.groups())
        parts = (one, two, three) if len(slashed[1]) > 2 else (_century(three), one, two)
        return parts if 1 <= parts[1] <= 12 and 1 <= parts[2] <= 31 else None
    month = 0
    for word in _WORD.findall(text):
        lower = word.lower()
        named = next((rank for rank, name in enumerate(MONTHS, 1) if name.startswith(lower[:3])), 0)
        if named and MONTHS[named - 1].startswith(lower):
            month = named
        elif not any(name.startswith(lower) for name in WEEKDAYS):
            return None
    numbers = [int(number) for number in _NUMBER.findall(text)]
    if not month or not numbers or len(numbers) > 2:
        return None
    if len(numbers) == 1:
        day, year = (1, numbers[0]) if numbers[0] > 31 else (numbers[0], 2001)
    else:
        day, year = numbers if numbers[0] <= 31 else (numbers[1], numbers[0])
    return (_century(year), month, day) if 1 <= day <= 31 else None


def _century(year: int) -> int:
    """A year of two digits as JavaScript takes it: 49 is 2049, 50 is 1950."""
    return year + (2000 if year < 50 else 1900) if year < 100 else year


def datetime_object(value: Mapping[str, object]) -> float | None:
    """A Vega-Lite DateTime: {year: 2020, month: "jan", date: 3}; None where it is none.

    What is left out is the start of 2012, which began on a Sunday; a day of the week is one
    of its first seven days, and counts alone.
    """
    year = _part(value.get("year"), 2012)
    month, date = _named(value.get("month"), MONTHS), value.get("date")
    if value.get("month") is None and value.get("quarter") is not None:
        month = (_part(value["quarter"], 1) - 1) * 3 + 1
    if value.get("day") is not None and len(value) == 1:
        named = _named(value["day"], WEEKDAYS)
        date = named if isinstance(value["day"], str) else _part(named, 0) % 7 + 1
    clock = [_part(value.get(key), 0) for key in ("hours", "minutes", "seconds", "milliseconds")]
    year += 1900 if 0 <= year < 100 else 0
    found = time_of(year, _part(month, 1), _part(date, 1), *clock)
    return None if math.isnan(found) else found


def _named(value: object, names: tuple[str, ...]) -> object:
    """The rank of a name among ``names``, from 1; NaN for a word that is none of them."""
    if isinstance(value, str):
        if value.strip().isdigit():
            return int(value)
        short = value.lower()[:3]
        ranks = (rank for rank, name in enumerate(names, 1) if name[:3] == short)
        return next(ranks, math.nan)
    return value


def _part(value: object, default: float) -> float:
    if isinstance(value, str) and value.strip().isdigit():
        return float(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    return default if value is None else math.nan


_DIRECTIVES = {
    "Y": r"\s*(?P<Y>\d{1,4})", "m": r"\s*(?P<m>\d{1,2})", "d": r"\s*(?P<d>\d{1,2})",
    "e": r"\s*(?P<d>\d{1,2})", "H": r"\s*(?P<H>\d{1,2})", "I": r"\s*(?P<I>\d{1,2})",
    "M": r"(?P<M>\d{1,2})", "S": r"(?P<S>\d{1,2})", "L": r"(?P<L>\d{1,3})",
    "f": r"(?P<f>\d{1,6})", "y": r"(?P<y>\d{1,2})", "b": r"(?P<b>[^\W\d_]+\.?)",
    "B": r"(?P<b>[^\W\d_]+)", "j": r"(?P<j>\d{1,3})", "p": r"(?P<p>[AaPp][Mm])",
    "Z": r"(?P<Z>Z|[+-]\d{2}:?\d{2})", "a": r"[^\W\d_]+\.?", "A": r"[^\W\d_]+",
    "s": r"(?P<s>-?\d+)", "Q": r"(?P<Q>-?\d+)", "%": "%",
}  # fmt: skip


def parse_with(text: str, pattern: str) -> float | None:
    """``text`` read with a d3 time pattern (``%d/%m/%Y``), None where it does not fit."""
    wanted, rest = "", pattern
    for before, letter in re.findall(r"([^%]*)%[-_0]?([A-Za-z%])", pattern):
        wanted += re.escape(before).replace(r"\ ", r"\s+")
        if letter not in _DIRECTIVES or f"(?P<{letter}>" in wanted:
            return None
        wanted += _DIRECTIVES[letter]
    rest = re.sub(r"^.*%[-_0]?[A-Za-z%]", "", pattern, flags=re.S)
    match = re.fullmatch(wanted + re.escape(rest), text.strip())
    if match is None:
        return None
    parts = match.groupdict()
    if parts.get("Q") or parts.get("s"):
        return float(parts["Q"]) if parts.get("Q") else float(parts["s"]) * 1_000
    return _from_parts(parts)


def _from_parts(parts: Mapping[str, str | None]) -> float | None:
    def number(name: str, default: int) -> int:
        return int(parts.get(name) or default)

    year = number("Y", 1900)
    if parts.get("y"):
        short = number("y", 0)
        year = short + (1900 if short > 68 else 2000)
    month = number("m", 1)
    if parts.get("b"):
        named = _named(str(parts["b"]), MONTHS)
        if not isinstance(named, int):
            return None
        month = named
    hours = number("H", 0)
    if parts.get("I"):
        hours = number("I", 0) % 12 + (12 if (parts.get("p") or "").lower() == "pm" else 0)
    milliseconds = number("L", 0) or number("f", 0) // 1_000
    if not (1 <= month <= 12 and hours <= 24):
        return None
    day = number("j", 1) if parts.get("j") else number("d", 1)
    start = 1 if parts.get("j") else month
    found = time_of(year, start, day, hours, number("M", 0), number("S", 0), milliseconds)
    return None if math.isnan(found) else found - _shift(parts.get("Z") or "")
