"""How numbers and dates are written on axes and marks, in the lesson's language.

``axis.format`` takes the few d3 formats that lessons need: ``,.1f``, ``.0%``, ``.3s``
for numbers and ``%Y``, ``%b %Y``, ``%-d %b``… for dates.
"""

from __future__ import annotations

import math
import re
from datetime import date

from desktop_app.content.descriptions import format_date
from desktop_app.content.numbers import format_number, with_unit

_NUMBER_FORMAT = re.compile(r"(?P<group>,?)(?:\.(?P<decimals>\d))?~?(?P<kind>[fd%s]?)")
_DATE_PARTS = ("%Y", "%y", "%B", "%b", "%m", "%-d", "%e", "%d")
_MONTHS = {
    "fr": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
}
_COMPACT = {
    "fr": ((1e9, "\u00a0Md"), (1e6, "\u00a0M")),
    "en": ((1e9, "bn"), (1e6, "m")),
}
COMPACT_FROM = 1e7
"""Numbers on an axis are written out below; « 1 000 000 » reads well, « 20 000 000 » less."""


def is_format(text: str) -> bool:
    """Whether ``text`` is one of the formats known here."""
    if _NUMBER_FORMAT.fullmatch(text):
        return True
    rest = text
    for part in _DATE_PARTS:
        rest = rest.replace(part, "")
    return rest != text and "%" not in rest


def month_name(month: int, language: str) -> str:
    """« avr. », "Apr"."""
    return _MONTHS[language if language in _MONTHS else "en"].split()[month - 1]


def short_date(day: date, language: str) -> str:
    """« 6 avr. », "6 Apr"."""
    number = "1er" if day.day == 1 and language == "fr" else str(day.day)
    return f"{number}\u00a0{month_name(day.month, language)}"


def written_date(day: date, pattern: str, language: str) -> str:
    """``day`` in a d3 date format."""
    parts = {
        "%Y": f"{day.year:04d}",
        "%y": f"{day.year % 100:02d}",
        "%B": format_date(day, language).split()[1],
        "%b": month_name(day.month, language),
        "%m": f"{day.month:02d}",
        "%-d": str(day.day),
        "%e": str(day.day),
        "%d": f"{day.day:02d}",
    }
    return re.sub("|".join(_DATE_PARTS), lambda match: parts[match[0]], pattern)


def decimals_of(step: float) -> int:
    """The digits after the separator that multiples of ``step`` need."""
    if not step or not math.isfinite(step):
        return 0
    return min(max(0, -math.floor(math.log10(abs(step)) + 1e-9)), 12)


def axis_number(value: float, step: float, language: str, *, unit: str = "", form: str = "") -> str:
    """A number on an axis whose ticks are ``step`` apart."""
    decimals: int | None = decimals_of(step)
    match = _NUMBER_FORMAT.fullmatch(form) if form else None
    if match:
        decimals = int(match["decimals"]) if match["decimals"] else decimals
        if match["kind"] == "%":
            digits = int(match["decimals"]) if match["decimals"] else decimals_of(step * 100)
            return with_unit(format_number(value * 100, language, digits), "%", language)
        if match["kind"] != "s":
            return with_unit(format_number(value, language, decimals), unit, language)
    compact = abs(value) >= 1e6 and (abs(value) >= COMPACT_FROM or form.endswith("s"))
    text = compact_number(value, language) if compact else ""
    return with_unit(text or format_number(value, language, decimals), unit, language)


def compact_number(value: float, language: str) -> str:
    """« 20 M », "20m"; written out below a million."""
    for size, suffix in _COMPACT["fr" if language == "fr" else "en"]:
        if abs(value) >= size:
            return format_number(value / size, language) + suffix
    return format_number(value, language)
