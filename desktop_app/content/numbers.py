"""Numbers as people write them, in French and in English: writing and reading."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

NNBSP = "\u202f"
MINUS = "\u2212"


def format_number(value: float, language: str, decimals: int | None = None) -> str:
    """``value`` with the language's separators, a true minus sign and grouping.

    ``decimals`` fixes the digits after the separator; without it, up to three that
    matter are shown. French: ``1 075 000,5`` with narrow no-break spaces (numbers of
    four digits are grouped too, as in tables). English: ``1,075,000.5``.
    """
    if math.isnan(value):
        return "–"
    if math.isinf(value):
        return f"{MINUS if value < 0 else ''}∞"
    if decimals is None:
        text = f"{abs(value):,.3f}".rstrip("0").rstrip(".")
        if float(text.replace(",", "")) == 0 and value:
            text = f"{abs(value):.2g}"
    else:
        text = f"{abs(value):,.{decimals}f}"
    if value < 0 and text.strip("0.,"):
        text = MINUS + text
    if language == "fr":
        text = text.replace(",", NNBSP).replace(".", ",")
    return text


def with_unit(number: str, unit: str, language: str) -> str:
    """``number`` followed by its unit, spaced as the language wants."""
    if not unit:
        return number
    if unit == "%" and language != "fr":
        return f"{number}%"
    return f"{number}{NNBSP if unit == '%' else chr(0xA0)}{unit}"


_SCALES = {
    "mille": 1e3,
    "millier": 1e3,
    "milliers": 1e3,
    "thousand": 1e3,
    "million": 1e6,
    "millions": 1e6,
    "milliard": 1e9,
    "milliards": 1e9,
    "billion": 1e9,
    "billions": 1e9,
}
_SPACES = " \u00a0\u202f\u2009"
_NUMBER = re.compile(
    rf"(?P<sign>[-+{MINUS}–]?)[{_SPACES}]?(?P<digits>\d{{1,3}}(?:[{_SPACES}.,]\d{{3}})+(?:[.,]\d+)?"
    rf"|\d+(?:[.,]\d+)?|[.,]\d+)(?:[{_SPACES}](?P<scale>{'|'.join(_SCALES)})\b)?"
    rf"[{_SPACES}]?(?P<percent>%?)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class WrittenNumber:
    """A number as written: its value and the half unit of its last digit."""

    value: float
    precision: float
    percent: bool

    def agrees_with(self, value: float) -> bool:
        """Whether ``value``, rounded to the digits written, is this number.

        The sign is not compared: prose says « a fall of 3 % » of −3.
        """
        slack = self.precision * (1 + 1e-9) + 1e-12 * abs(value)
        return abs(abs(value) - abs(self.value)) <= slack


def find_numbers(text: str, language: str) -> list[WrittenNumber]:
    """Every number written in ``text``, read as ``language`` writes numbers."""
    found = []
    for match in _NUMBER.finditer(text):
        digits = _plain(match["digits"], language)
        scale = _SCALES[match["scale"].lower()] if match["scale"] else 1.0
        decimals = len(digits.partition(".")[2])
        sign = -1 if match["sign"] in ("-", MINUS) else 1
        found.append(
            WrittenNumber(
                sign * float(digits) * scale, 0.5 * 10**-decimals * scale, bool(match["percent"])
            )
        )
    return found


def _plain(digits: str, language: str) -> str:
    """``digits`` with no grouping and a point for the decimals."""
    for space in _SPACES:
        digits = digits.replace(space, "")
    group, decimal = (".", ",") if language == "fr" else (",", ".")
    if digits.count(decimal) > 1 and group not in digits:
        return digits.replace(decimal, "")
    head, mark, tail = digits.rpartition(decimal)
    if not mark:
        # A lone foreign separator: grouping before three digits, else decimals.
        head, mark, tail = digits.rpartition(group)
        if not mark or re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", digits):
            return digits.replace(group, "")
    return f"{re.sub('[.,]', '', head)}.{tail}"


_TYPED = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d{1,3})?")
_POWER = re.compile(r"(?:[x×*·]\s*)10\s*(?:\^|\*\*)\s*([-+]?\d{1,3})$")


def parse_typed(text: str, language: str) -> float | None:
    """The number a student typed, or None where there is none, or none finite.

    Accepts a decimal comma or point, any usual space as grouping, a trailing unit
    sign ``%`` and powers of ten (``1,2e6``, ``1,2 × 10^6``).
    """
    if len(text) > 100:
        return None
    plain = text.strip().rstrip("%").replace(MINUS, "-").strip()
    exponent = 0
    if power := _POWER.search(plain):
        exponent = int(power[1])
        plain = plain[: power.start()].strip()
    mantissa, mark, tail = plain.lower().partition("e")
    sign = mantissa[:1] if mantissa[:1] in "+-" else ""
    digits = mantissa[len(sign) :].strip()
    if re.fullmatch(rf"[\d{_SPACES}.,]+", digits):
        plain = f"{sign}{_plain(digits, language)}{mark}{tail}"
    if not _TYPED.fullmatch(plain):
        return None
    value = float(plain) * 10.0**exponent if abs(exponent) <= 300 else math.inf
    return value if math.isfinite(value) else None
