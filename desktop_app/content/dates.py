"""Dates as people write them, in French and in English: writing and reading."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "en": "January February March April May June July August September October November December",
}
LONGEST = 60
"""The longest text that is read as a date."""


def format_date(day: date, language: str) -> str:
    """A date in full: « 6 avril 2020 », “6 April 2020”."""
    month = MONTHS[language if language in MONTHS else "en"].split()[day.month - 1]
    number = "1er" if day.day == 1 and language == "fr" else str(day.day)
    return f"{number} {month} {day.year}"


_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_FIGURES = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_WORDS = re.compile(
    r"(?:(?P<day>\d{1,2})(?:er|st|nd|rd|th)?[ ,]+(?:of )?)?(?P<month>[^\W\d]+)\.?"
    r"(?:[ ,]+(?P<after>\d{1,2})(?:st|nd|rd|th)?(?=[ ,]))?[ ,]+(?P<year>\d{4})"
)


def parse_date(text: str, language: str) -> date | None:
    """The day written ``text``, or None: ``2020-04-06``, « 6 avril 2020 », “April 6, 2020”.

    A month or a year alone is its first day. ``06/04/2020`` is read day first, as both
    French and British people write it. Month names are read in either language, whole or
    from their first three letters.
    """
    plain = " ".join(text.split())
    if len(plain) > LONGEST:
        return None
    if match := _ISO.fullmatch(plain):
        return _date(match[1], match[2] or "1", match[3] or "1")
    if match := _FIGURES.fullmatch(plain):
        return _date(match[3], match[2], match[1])
    match = _WORDS.fullmatch(plain)
    month = _month(match["month"], language) if match else 0
    if match is None or not month or (match["day"] and match["after"]):
        return None
    return _date(match["year"], str(month), match["day"] or match["after"] or "1")


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _month(word: str, language: str) -> int:
    """The month, from 1, that ``word`` names or begins; 0 where that is not clear."""
    start = _plain(word)
    for name in sorted(MONTHS, key=lambda name: name != language):
        months = [_plain(month) for month in MONTHS[name].split()]
        if start in months:
            return months.index(start) + 1
        begun = [rank for rank, month in enumerate(months, 1) if month.startswith(start)]
        if len(begun) == 1 and len(start) >= 3:
            return begun[0]
    return 0


def _plain(word: str) -> str:
    spread = unicodedata.normalize("NFD", word.casefold())
    return "".join(sign for sign in spread if not unicodedata.combining(sign))
