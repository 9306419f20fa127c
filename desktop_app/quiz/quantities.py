"""Numbers with their unit as a student types them, and as an author expects them."""

from __future__ import annotations

import re
import unicodedata
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
_FRACTION = re.compile(
    r"(?P<sign>[-+\u2212\u2013]?)\s*(?:(?P<whole>\d+)\s+)?(?P<top>\d+)\s*[/\u2044\u2215]\s*(?P<bottom>\d+)"
)
_ALIASES = (
    ("%", "pour cent", "pourcent", "pour cents", "p. cent", "pour 100", "percent", "per cent"),
    ("points de pourcentage", "point de pourcentage", "percentage points", "percentage point",
     "points", "point", "pts", "pt"),
    ("€", "euros", "euro", "EUR"), ("$", "dollars", "dollar", "USD"),
    ("km", "kilomètres", "kilomètre", "kilometres", "kilometre", "kilometers", "kilometer"),
    ("m", "mètres", "mètre", "metres", "metre", "meters", "meter"),
    ("h", "heures", "heure", "hours", "hour"), ("min", "minutes", "minute", "mn"),
)  # fmt: skip
"""Ways to write one unit, for those that lessons ask for most."""
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
    named = {one.name.casefold() for one in units}
    other = [Unit(name, 1.0) for name in _ways_to_write(unit) if name.casefold() not in named]
    accepted = [Unit(unit, 1.0), *other, *units, Unit("", 1.0)]
    for one in sorted(accepted, key=lambda each: -len(each.name)):
        number = _without(plain, one.name)
        if number is None or (unit and number.endswith("%")):
            continue  # where a unit is asked, a percent sign is one: points are no percents
        value = _number(number, language)
        if value is not None:
            return Quantity(value * one.factor, has_unit=number != plain)
    if is_beyond(without_unit(plain, unit), language):
        return Misread.NOT_FINITE
    return Misread.OTHER_UNIT if _has_other_unit(plain, language) else Misread.NOT_A_NUMBER


_UNIT_LIKE = re.compile(
    r"(?=.*(?:[^\W\d]|[%‰°€$£¥]))[^\d\s+*/=<>?!][^\s+*=<>?!]{0,19}(?: [^\W\d]{1,20}){0,3}"
)


def _has_other_unit(plain: str, language: str) -> bool:
    """Whether ``plain`` is a number with something like a unit, before it or after it."""
    plain = re.sub(r"^([-+\u2212]?)\s*[€$£¥]\s*", r"\1", plain)
    ends = (at for at in range(len(plain), 0, -1) if _ENDS_NUMBER.match(plain, at - 1))
    for end in ends:
        rest = plain[end:].lstrip()
        if _number(plain[:end], language) is not None:
            return not rest or _UNIT_LIKE.fullmatch(rest) is not None
    return False


_ENDS_NUMBER = re.compile(r"[\d⁰¹²³⁴⁵⁶⁷⁸⁹½¼¾]")


def _ways_to_write(unit: str) -> tuple[str, ...]:
    """How else ``unit`` may be written: its aliases, its plural or singular."""
    for names in _ALIASES:
        if unit.casefold() in (name.casefold() for name in names):
            return names
    if len(unit) < 3 or not unit.isalpha():
        return ()
    return (unit.removesuffix("s"),) if unit.endswith("s") else (f"{unit}s",)


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
    if fraction := _FRACTION.fullmatch(plain_typed(unicodedata.normalize("NFKC", _apart(text)))):
        whole, top, bottom = (int(fraction[part] or 0) for part in ("whole", "top", "bottom"))
        sign = -1 if fraction["sign"] not in ("", "+") else 1
        return sign * (whole + top / bottom) if bottom else None
    scaled = _SCALED.fullmatch(text)
    if scaled is None or scaled["unit"].strip():
        return None
    number = parse_typed(scaled["number"], language)
    return None if number is None else number * _SCALES[scaled["scale"].casefold()]


def _apart(text: str) -> str:
    """``text`` with a space before each fraction of one character, as in ``1½``."""
    return re.sub(r"(?=[¼-¾⅐-⅞])", " ", text)


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
