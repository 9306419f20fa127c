"""How numbers and dates are written on axes, in the lesson's language, without a format.

What an author asks for in a format is in :mod:`desktop_app.charts.d3formats`.
"""

from __future__ import annotations

import math
from datetime import date

from desktop_app.charts.d3formats import SHORT_MONTHS
from desktop_app.content.numbers import format_number, with_unit

_COMPACT = {
    "fr": ((1e9, "\u00a0Md"), (1e6, "\u00a0M")),
    "en": ((1e9, "bn"), (1e6, "m")),
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


def decimals_of(step: float) -> int:
    """The digits after the separator that multiples of ``step`` need."""
    if not step or not math.isfinite(step):
        return 0
    return min(max(0, -math.floor(math.log10(abs(step)) + 1e-9)), 12)


def axis_number(value: float, step: float, language: str, *, unit: str = "") -> str:
    """A number on an axis whose ticks are ``step`` apart."""
    if abs(value) >= COMPACT_FROM:
        return with_unit(compact_number(value, language), unit, language)
    return with_unit(format_number(value, language, decimals_of(step)), unit, language)


def compact_number(value: float, language: str) -> str:
    """« 20 M », "20m"; written out below a million."""
    for size, suffix in _COMPACT["fr" if language == "fr" else "en"]:
        if abs(value) >= size:
            return format_number(value / size, language) + suffix
    return format_number(value, language)
