"""Numbers with their unit as a student types them, and as an author expects them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from desktop_app.content.numbers import is_beyond, parse_typed, plain_typed
from desktop_app.quiz.model import Tolerance, Unit

_SCALES = {
    "mille": 1e3, "millier": 1e3, "milliers": 1e3, "thousand": 1e3, "thousands": 1e3,
    "million": 1e6, "millions": 1e6, "milliard": 1e9, "milliards": 1e9,
    "billion": 1e9, "billions": 1e9,
}  # fmt: skip
_SCALED = re.compile(
    rf"(?P<number>.*\d)\s*(?P<scale>{'|'.join(_SCALES)})(?:\s+(?:de\s+|d['’]\s*|of\s+)?|\Z)"
    r"(?P<unit>.*)",
    re.IGNORECASE,
)
_NUMBER_THEN_WORDS = re.compile(r"(?P<number>[-+\u2212]?\s*[€$£¥]?\s*[\d., ]*\d)\s*(?P<unit>\D.*)")
LONGEST = 100
"""The longest text that is read as a number with its unit."""


class Misread(Enum):
    """Why a text is no number of the unit asked."""

    NOT_A_NUMBER = auto()
    NOT_FINITE = auto()
    TOO_LONG = auto()
    OTHER_UNIT = auto()


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in the unit of the question; ``has_unit``: a unit was written with it."""

    value: float
    has_unit: bool


def parse_quantity(
    text: str, language: str, unit: str = "", units: Sequence[Unit] = ()
) -> Quantity | Misread:
    """Read ``text`` as a number of ``unit``, or of one of ``units``, which is converted.

    A number word may follow the digits (*1,5 million*). A number that stands with another
    unit is told apart from what is no number at all.
    """
    plain = plain_typed(text)
    if len(plain) > LONGEST:
        return Misread.TOO_LONG
    accepted = [Unit(unit, 1.0), *units, Unit("", 1.0)]
    for one in sorted(accepted, key=lambda each: -len(each.name)):
        number = _without(plain, one.name)
        if number is None or (unit and number.endswith("%")):
            continue  # where a unit is asked, a percent sign is one: points are no percents
        value = _number(number, language)
        if value is not None:
            return Quantity(value * one.factor, has_unit=number != plain)
    if is_beyond(without_unit(plain, unit), language):
        return Misread.NOT_FINITE
    words = _NUMBER_THEN_WORDS.fullmatch(plain)
    stands_alone = words is not None and parse_typed(words["number"], language) is not None
    if words is not None and stands_alone and _UNIT_LIKE.fullmatch(words["unit"]):
        return Misread.OTHER_UNIT
    return Misread.NOT_A_NUMBER


_UNIT_LIKE = re.compile(r"[^\d\s+*/=<>?!]{1,20}(?: [^\W\d]{1,20}){0,3}")


def parse_number(text: str, unit: str, language: str) -> float | None:
    """The number written ``text``, with or without its ``unit``, or None."""
    found = parse_quantity(text, language, unit)
    return found.value if isinstance(found, Quantity) else None


def without_unit(text: str, unit: str) -> str:
    """``text`` without the ``unit`` that stands with it."""
    found = _without(text, unit) if unit else None
    return text if found is None else found


def _without(text: str, unit: str) -> str | None:
    """What is left of ``text`` without ``unit``; None where it is not there to be taken."""
    wanted = plain_typed(unit)
    if not wanted:
        return text
    plain = text.rstrip()
    if plain.casefold().endswith(wanted.casefold()):
        rest = plain[: len(plain) - len(wanted)]
        if not (wanted[:1].isalpha() and rest[-1:].isalpha()):
            return rest.rstrip()
    if len(wanted) == 1 and plain.startswith(wanted):  # € and $ may come first
        return plain[1:].lstrip()
    return None


def _number(text: str, language: str) -> float | None:
    value = parse_typed(text, language)
    if value is not None:
        return value
    scaled = _SCALED.fullmatch(text)
    if scaled is None or scaled["unit"].strip():
        return None
    number = parse_typed(scaled["number"], language)
    return None if number is None else number * _SCALES[scaled["scale"].casefold()]


# -- as an author writes them -------------------------------------------------------------

_WITH_TOLERANCE = re.compile(r"(?P<middle>.+?)\s*(?:±|\+/-|\+-)\s*(?P<slack>.+)")
_RANGE = re.compile(
    r"(?:(?:de|entre|from|between)\s+)?(?P<low>[^–]*?\d[^–]*?)\s*"
    r"(?:\.\.|…|\s(?:à|to|et|and)\s|\s?–\s?|(?<=\d)\s?-\s?(?=\d))\s*(?P<high>.*\d.*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class WrittenRange:
    """An expected number as it is written: its middle, and how far around it is right.

    ``tolerance`` is None where none is written with the number.
    """

    value: float
    written: str
    tolerance: Tolerance | None


def parse_expected(text: str, language: str, unit: str) -> WrittenRange | None:
    """Read an expected number: ``58``, ``58 ± 2``, ``58 ± 5 %``, ``40..60``, « 40 à 60 ».

    ``±`` with a percent sign is relative, unless the unit itself is a percentage.
    """
    plain = plain_typed(text)
    if len(plain) > LONGEST or not any(map(str.isdigit, plain)):
        return None
    if match := _WITH_TOLERANCE.fullmatch(plain):
        value = parse_number(match["middle"], unit, language)
        tolerance = _slack(match["slack"], language, unit)
        if value is None or tolerance is None:
            return None
        return WrittenRange(value, without_unit(match["middle"], unit), tolerance)
    value = parse_number(plain, unit, language)
    if value is not None:
        return WrittenRange(value, without_unit(plain, unit), None)
    if match := _RANGE.fullmatch(plain):
        low = parse_number(match["low"], unit, language)
        high = parse_number(match["high"], unit, language)
        if low is not None and high is not None and low <= high:
            middle, half = low / 2 + high / 2, high / 2 - low / 2
            return WrittenRange(middle, without_unit(plain, unit), Tolerance(half))
    return None


def _slack(text: str, language: str, unit: str) -> Tolerance | None:
    relative = text.rstrip().endswith("%") and plain_typed(unit) != "%"
    amount = parse_typed(text, language) if relative else parse_number(text, unit, language)
    if amount is None or amount < 0:
        return None
    return Tolerance(amount / 100, True) if relative else Tolerance(amount)


def parse_tolerance(text: str, language: str) -> Tolerance | None:
    """A tolerance as an attribute says it: ``2``, or ``5%`` of the number; None for none."""
    amount = parse_typed(text, language)
    if amount is None or amount < 0:
        return None
    return Tolerance(amount / 100, True) if text.strip().endswith("%") else Tolerance(amount)
