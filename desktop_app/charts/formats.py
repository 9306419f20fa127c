"""How numbers and dates are written on axes, in the lesson's language, without a format.

What an author asks for in a format is in :mod:`desktop_app.charts.d3formats`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from desktop_app.charts.d3formats import (
    SHORT_MONTHS,
    format_with_prefix,
    is_number_format,
    power_of,
)
from desktop_app.charts.d3formats import format_number as d3_number
from desktop_app.charts.timeunits import floor
from desktop_app.content.numbers import format_number, with_unit

_COMPACT = {
    "fr": ((1e9, "\u00a0Md"), (1e6, "\u00a0M")),
    "en": ((1e9, "bn"), (1e6, "M")),
}
COMPACT_FROM = 1e7
"""Numbers on an axis are written out below; « 1 000 000 » reads well, « 20 000 000 » less."""


def month_name(month: int, language: str) -> str:
    """« avr. », "Apr"."""
    return SHORT_MONTHS[language if language in SHORT_MONTHS else "en"].split()[month - 1]


def short_date(day: date, language: str) -> str:
    """« 6 avr. », "6 Apr"."""
    number = "1er" if day.day == 1 and language == "fr" else str(day.day)
    return f"{number}\u00a0{month_name(day.month, language)}"


_GRANULARITIES = (
    ("milliseconds", ("yearmonthdatehoursminutesseconds",), ".%L"),
    ("seconds", ("yearmonthdatehoursminutes",), ":%S"),
    ("minutes", ("yearmonthdatehours",), "%H:%M"),
    ("hours", ("yearmonthdate",), "%H:%M"),
    ("date", ("yearmonth", "yearweek"), "%a %d"),
    ("week", ("yearmonth",), "%b %d"),
    ("month", ("year", "yearquarter"), "%B"),
    ("quarter", ("year",), "%B"),
)
"""A unit, those that start before a moment that it is said of, its format (vega-format)."""


def granular_format(moment: float, forms: Mapping[str, object]) -> str:
    """The d3 format of ``moment`` where each unit has its own (``{year: "%Y", month: "%b"}``)."""
    for unit, larger, default in _GRANULARITIES:
        if all(floor(one, moment) < moment for one in larger):
            found = forms.get(unit, default)
            return found if isinstance(found, str) else default
    found = forms.get("year", "%Y")
    return found if isinstance(found, str) else "%Y"


MOST_DECIMALS = 12
_MORE = 2
"""So many more decimals than its size needs are written of a step that is not round (0.25)."""
_NEARLY = 0.01
"""What is not round even so (1/512) is written this near to what it is."""


def decimals_of(step: float) -> int:
    """The digits after the separator that multiples of ``step`` need."""
    if not step or not math.isfinite(step):
        return 0
    least = min(max(0, -math.floor(math.log10(abs(step)) + 1e-9)), MOST_DECIMALS)
    for decimals in range(least, min(least + _MORE, MOST_DECIMALS) + 1):
        whole = step * 10.0**decimals
        if abs(whole - round(whole)) <= 1e-6 * max(abs(whole), 1.0):
            return decimals
    for decimals in range(least, MOST_DECIMALS):
        whole = abs(step) * 10.0**decimals
        if abs(whole - round(whole)) <= _NEARLY * whole:
            return decimals
    return MOST_DECIMALS


@dataclass(frozen=True)
class TickFormat:
    """How the numbers of one axis or legend are written, all in the same way.

    ``step``: how far apart they are (0: each has its own digits, as on a log scale);
    ``largest``: the one farthest from zero; ``form``: a d3 format, or none.
    """

    step: float
    largest: float
    language: str
    form: str = ""
    unit: str = ""

    def __call__(self, value: float) -> str:
        if self.form and is_number_format(self.form):
            return self._formatted(value)
        step = self.step or abs(value)
        for size, suffix in _COMPACT["fr" if self.language == "fr" else "en"]:
            # Millions where the largest is long to read, if few digits say the steps.
            long = self.largest >= max(size, COMPACT_FROM) and decimals_of(step / size) <= 1
            if long and (self.step or abs(value) >= size):
                number = format_number(value / size, self.language, decimals_of(step / size))
                return with_unit(number + (suffix if value else ""), self.unit, self.language)
        return with_unit(
            format_number(value, self.language, decimals_of(step)), self.unit, self.language
        )

    def _formatted(self, value: float) -> str:
        """As d3-scale's ``tickFormat``: as many digits as the steps need."""
        form, kind = self.form, self.form.rstrip("~")[-1:]
        if "." not in form and kind == "s":
            return format_with_prefix(value, form, self.step, self.largest, self.language)
        if "." not in form and kind in ("f", "%"):
            step = (self.step or abs(value)) * (100 if kind == "%" else 1)
            form = form[:-1] + f".{decimals_of(step)}" + form[-1]
        elif "." not in form and kind in ("e", "g", "p", "r") and self.step:
            cut = len(form) - 1 - form.endswith(f"~{kind}")
            trim = "~" if kind == "g" and form[cut] != "~" else ""
            form = f"{form[:cut]}.{self._significant(kind)}{trim}{form[cut:]}"
        return d3_number(value, form, self.language)

    def _significant(self, kind: str) -> int:
        """The digits that tell one step from the next (d3-format's ``precisionRound``)."""
        most, last = power_of(self.largest - self.step), power_of(self.step)
        digits = max(0, most - last) + 1
        if kind == "g":  # as they are, not in powers of ten, where they are not long
            return max(digits, min(power_of(self.largest) + 1, 6))
        return digits - (kind == "e")


def tick_format(
    values: Sequence[float], language: str, form: str = "", unit: str = "", *, even: bool = True
) -> TickFormat:
    """The way to write ``values``; ``even``: they are evenly spaced, as on no log scale."""
    gaps = [abs(two - one) for one, two in pairwise(values) if two != one]
    step = min(gaps) if gaps and even else 0.0
    largest = max((abs(value) for value in values if math.isfinite(value)), default=0.0)
    if step:  # 0.5, 1.5, 2.5 are a whole step apart, but no whole numbers
        over = (math.remainder(value, step) for value in values)
        own = max(decimals_of(part if abs(part) > step * 1e-6 else step) for part in over)
        if decimals_of(step) < own <= decimals_of(step) + _MORE:
            step = 10.0**-own
    return TickFormat(step, largest, language, form, unit)
