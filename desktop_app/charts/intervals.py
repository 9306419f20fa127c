"""The ends of an interval that is chosen on an axis: written, read, and said."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from desktop_app.charts.axis import Axis
from desktop_app.charts.dates import fields, time_of
from desktop_app.charts.formats import decimals_of
from desktop_app.content.numbers import format_number, parse_typed

_PARTS = 200
"""Ends are told apart to about so many parts of the axis."""
_YEAR = 365.25 * 86_400_000
_DATES = {"fr": "{day:02}/{month:02}/{year}", "en": "{year}-{month:02}-{day:02}"}
_FRENCH = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](-?\d{1,6})")
_ISO = re.compile(r"(-?\d{1,6})-(\d{1,2})-(\d{1,2})")
_MONTH = re.compile(r"(?:(\d{1,2})[/.-](-?\d{4,6}))|(?:(-?\d{4,6})-(\d{1,2}))")
_ALONE = re.compile(r"-?\d{1,6}")


def end_text(axis: Axis, value: object) -> str:
    """An end as people write it: a number without needless digits, a day or a year."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    if not math.isfinite(value):
        return ""
    low, high = _ends(axis)
    if axis.kind != "time":
        step = _nice((high - low) / _PARTS)
        rounded = round(value / step) * step
        digits = f"{rounded:.{decimals_of(step)}f}".partition(".")[2]
        return format_number(rounded, axis.language, len(digits.rstrip("0")))
    moment = fields(value)
    if high - low > 6 * _YEAR:
        return str(moment.year)
    pattern = _DATES["fr" if axis.language == "fr" else "en"]
    return pattern.format(day=moment.day, month=moment.month, year=moment.year)


def read_end(axis: Axis, text: str) -> float | None:
    """The number or the moment typed, held to the axis; None where it is none."""
    text = text.strip()
    if axis.kind == "time":
        found = _moment(text)
    else:
        found = parse_typed(re.sub(r"\D+$", "", text), axis.language)  # without its unit
    if found is None or not math.isfinite(found):
        return None
    low, high = _ends(axis)
    return min(max(found, low), high)


def stepped_end(axis: Axis, value: float, by: int) -> float:
    """``value`` so many steps farther along the axis: a fiftieth of it each."""
    low, high = _ends(axis)
    return min(max(value + by * (high - low) / 50, low), high)


def said_interval(
    axes: Sequence[Axis], ranges: Mapping[str, tuple[object, ...]], language: str
) -> str:
    """« Population : de 1 000 à 5 000 ; Croissance : de 2 à 3 »."""
    parts = []
    for axis in axes:
        ends = ranges.get(axis.channel)
        if not ends:
            continue
        if axis.kind == "category":
            text = names_of(axis, ends)
        else:
            low, high = (end_text(axis, end) for end in (ends[0], ends[-1]))
            text = f"de {low} à {high}" if language == "fr" else f"from {low} to {high}"
        space = "\u202f" if language == "fr" else ""
        parts.append(f"{axis.title}{space}: {text}" if axis.title else text)
    return "\u202f; ".join(parts) if language == "fr" else "; ".join(parts)


def names_of(axis: Axis, values: Sequence[object]) -> str:
    """The categories chosen, by their names: the first and the last of many."""
    labels = {tick.value: tick.label for tick in axis.ticks()}
    names = [str(labels.get(value, value)) for value in values]
    return ", ".join(names) if len(names) <= 4 else f"{names[0]} – {names[-1]} ({len(names)})"


def _ends(axis: Axis) -> tuple[float, float]:
    numbers = [end for end in axis.domain if isinstance(end, int | float)]
    if len(numbers) >= 2:
        return float(min(numbers)), float(max(numbers))
    ends = axis.invert(0.0), axis.invert(axis.length)
    return min(ends), max(ends)


def _nice(raw: float) -> float:
    return 10.0 ** math.floor(math.log10(raw)) if raw > 0 and math.isfinite(raw) else 1.0


def _moment(text: str) -> float | None:
    if found := _FRENCH.fullmatch(text):
        day, month, year = map(int, found.groups())
    elif found := _ISO.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := _MONTH.fullmatch(text):
        parts = found.groups()
        month, year = (int(parts[0]), int(parts[1])) if parts[0] else (int(parts[3]), int(parts[2]))
        day = 1
    elif _ALONE.fullmatch(text):
        year, month, day = int(text), 1, 1
    else:
        return None
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    moment = time_of(year, month, day)
    return None if math.isnan(moment) else moment
