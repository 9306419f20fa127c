"""Numbers as people write them, in French and in English: writing and reading."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

NNBSP = "\u202f"
MINUS = "\u2212"
MISSING = "–"


def format_number(value: float, language: str, decimals: int | None = None) -> str:
    """``value`` with the language's separators, a true minus sign and grouping.

    ``decimals`` fixes the digits after the separator; without it, up to three that
    matter are shown. French: ``1 075 000,5`` with narrow no-break spaces (numbers of
    four digits are grouped too, as in tables). English: ``1,075,000.5``.
    """
    if math.isnan(value):
        return MISSING
    if math.isinf(value):
        return f"{MINUS if value < 0 else ''}∞"
    if decimals is None:
        text = f"{_rounded(abs(value), 3):,.3f}".rstrip("0").rstrip(".")
        if float(text.replace(",", "")) == 0 and value:
            zeros = -math.floor(math.log10(abs(value)))
            text = f"{abs(value):.{zeros + 1}f}" if zeros < 12 else f"{abs(value):.2g}"
            text = text.rstrip("0") if "e" not in text else text
    else:
        text = f"{_rounded(abs(value), decimals):,.{decimals}f}"
    if value < 0 and text.strip("0.,"):
        text = MINUS + text
    if language == "fr":
        text = text.replace(",", NNBSP).replace(".", ",")
    return text


def _rounded(value: float, decimals: int) -> float:
    """``value`` rounded as a class does it: halves up (34.5 to 35, 0.25 to 0.3)."""
    scaled = value * 10.0**decimals
    if not scaled < 1e14:  # every digit that a float holds is written anyway
        return value
    # 1.005 is stored a hair below its half: the next float is what was written.
    return math.floor(math.nextafter(scaled, math.inf) + 0.5) / 10.0**decimals


def with_unit(number: str, unit: str, language: str) -> str:
    """``number`` followed by its unit, spaced as the language wants."""
    if not unit or number == MISSING:
        return number
    if unit == "%" and language != "fr":
        return f"{number}%"
    return f"{number}{NNBSP if unit == '%' else chr(0xA0)}{unit}"


_SCALES = {
    "mille": 1e3,
    "millier": 1e3,
    "milliers": 1e3,
    "thousand": 1e3,
    "thousands": 1e3,
    "million": 1e6,
    "millions": 1e6,
    "milliard": 1e9,
    "milliards": 1e9,
    "billion": 1e9,
    "billions": 1e9,
}
_SPACES = " \u00a0\u202f\u2009"
_NUMBER = re.compile(
    rf"(?<![^\W\d_])(?<![^\W\d_][-–])(?<![\d.,])(?P<sign>[-+{MINUS}–]?)[{_SPACES}]?(?P<before>[€$£¥]?)(?P<digits>\d{{1,3}}(?:[{_SPACES}.,]\d{{3}})+(?!\d)(?:[.,]\d+)?"
    rf"|\d+(?:[.,]\d+)?|[.,]\d+)(?:[{_SPACES}](?P<scale>{'|'.join(_SCALES)})\b)?"
    rf"(?:[{_SPACES}]?(?:(?:k|Mds?|bn)[{_SPACES}]?|d['’]|de[{_SPACES}])?"
    rf"(?P<unit>[%‰€$£¥]|euros?\b|dollars?\b))?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class WrittenNumber:
    """A number as written: its value and the half unit of its last digit.

    ``scale`` is that of the word after it (*million*); ``signed`` whether it has a sign;
    ``unit`` the unit sign that stands with it (``€`` for *euros* too), if any.
    """

    value: float
    precision: float
    percent: bool
    scale: float = 1.0
    signed: bool = False
    unit: str = ""

    def agrees_with(self, value: float, unit: str = "") -> bool:
        """Whether ``value`` of ``unit``, rounded to the digits written, is this number.

        A ratio may be said in percent, and a value in millions as « 2 millions ». Where
        no sign is written none is compared: prose says « a fall of 3 % » of −3.
        """
        if self.signed and value and math.copysign(1, self.value) != math.copysign(1, value):
            return False
        if self.percent and not _PERCENT.search(unit):
            value *= 100
        elif self.scale != 1:
            value *= _scale_of(unit)
        slack = self.precision * (1 + 1e-9) + 1e-12 * abs(value)
        return abs(abs(value) - abs(self.value)) <= slack

    def is_in(self, unit: str) -> bool:
        """Whether the sign written with this number, if any, can be that of ``unit``.

        A percentage may stand for a ratio, so only another sign speaks against it.
        """
        if self.percent:
            others = any(sign.search(unit) for sign in _SIGNS.values())
            return bool(_PERCENT.search(unit)) or not others
        return not self.unit or bool(_SIGNS[self.unit].search(unit))


_SIGNS = {
    "€": re.compile(r"€|\beuros?\b|\bEUR\b", re.IGNORECASE),
    "$": re.compile(r"\$|\bdollars?\b|\bUSD\b", re.IGNORECASE),
    "£": re.compile(r"£|\blivres?\b|\bpounds?\b|\bGBP\b", re.IGNORECASE),
    "¥": re.compile(r"¥|\byens?\b|\byuans?\b", re.IGNORECASE),
    "‰": re.compile(r"‰|\bpour mille\b|\bper (?:mille|thousand)\b", re.IGNORECASE),
}
_WORDS = {"euro": "€", "euros": "€", "dollar": "$", "dollars": "$"}
_PERCENT = re.compile(r"%|\bpour ?cents?\b|\bper ?cent\b|\bpoints?\b", re.IGNORECASE)


def _scale_of(unit: str) -> float:
    """What the values of ``unit`` count: *milliers d'habitants*, *M€*."""
    word = re.match(r"\w+", unit)
    if word and word[0].lower() in _SCALES:
        return _SCALES[word[0].lower()]
    prefix = re.match(r"(k|Md|M|Mds)\s?[€$]", unit)
    return {"k": 1e3, "M": 1e6, "Md": 1e9, "Mds": 1e9}[prefix[1]] if prefix else 1.0


def find_numbers(text: str, language: str) -> list[WrittenNumber]:
    """Every number written in ``text``, read as ``language`` writes numbers."""
    found = []
    for match in _NUMBER.finditer(text):
        digits = _plain(match["digits"], language)
        scale = _SCALES[match["scale"].lower()] if match["scale"] else 1.0
        decimals = len(digits.partition(".")[2])
        signed = match["sign"] in ("-", "+", MINUS)
        sign = -1 if signed and match["sign"] != "+" else 1
        unit = (match["unit"] or match["before"]).lower()
        unit = _WORDS.get(unit, unit)
        found.append(
            WrittenNumber(
                sign * float(digits) * scale,
                0.5 * 10.0**-decimals * scale,
                unit == "%",
                scale,
                signed,
                unit,
            )
        )
    return found


def _plain(digits: str, language: str) -> str:
    """``digits`` with no grouping and a point for the decimals."""
    for space in (*_SPACES, "'"):
        digits = digits.replace(space, "")
    group, decimal = (".", ",") if language == "fr" else (",", ".")
    if digits.count(decimal) > 1 and group not in digits:
        return digits.replace(decimal, "")
    head, mark, tail = digits.rpartition(decimal)
    if not mark:
        # A lone foreign separator: grouping where it can be, else decimals. No one
        # groups with one point in French, and calculators show it for the comma.
        head, mark, tail = digits.rpartition(group)
        grouped = re.fullmatch(r"[1-9]\d{0,2}(?:[.,]\d{3})+", digits)
        if not mark or (grouped and (language != "fr" or digits.count(group) > 1)):
            return digits.replace(group, "")
    return f"{re.sub('[.,]', '', head)}.{tail}"


_TYPED = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d{1,9})?")
_DIGITS = re.compile(r"\d+(?:[.,]\d*)?|[.,]\d+|\d{1,3}([ .,'])\d{3}(?:\1\d{3})*(?:[.,]\d+)?")
_TIMES = "x×*·⋅∙."
_POWER = re.compile(
    rf"(?:(?<=[\d.,])\s*[{_TIMES}]\s*|(?<![\d.,]))10\s*(?:\^|\*\*)\s*\(?([-+]?\d{{1,9}})\)?$"
)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_RAISED_POWER = re.compile(r"10([⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,9})$")
_MINUSES = re.compile("[\u2212\u2010\u2011\u2012\u2013\uff0d\ufe63]")
_UNSEEN = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Hyphens that may be, marks of direction, spaces of no width: pasted along with text."""


def plain_typed(text: str) -> str:
    """``text`` as it looks: every kind of space is one, what is not seen is gone."""
    return " ".join(_UNSEEN.sub("", text).split())


def parse_typed(text: str, language: str) -> float | None:
    """The number a student typed, or None where there is none, or none finite.

    Accepts a decimal comma or point, any space as grouping, a trailing sign ``%`` and
    powers of ten (``1,2e6``, ``1,2 × 10^6``, ``1,2·10⁶``, ``10^6``).
    """
    scientific = _scientific(text, language) if len(text) <= LONGEST_TYPED else None
    if scientific is None:
        return None
    digits, exponent = scientific
    if not float(digits):
        return 0.0
    if not -MOST_POWERS <= exponent <= MOST_POWERS:
        return None
    value = float(f"{digits}e{exponent}")
    return value if math.isfinite(value) and value else None


def is_beyond(text: str, language: str) -> bool:
    """Whether ``text`` writes a number, but one too large or too small to compute with."""
    if len(text) > LONGEST_TYPED:
        return False
    plain = plain_typed(text).rstrip("%").strip().lstrip("+-\u2212").strip()
    if plain.casefold() in ("∞", "inf", "infinity", "infini"):
        return True
    return _scientific(text, language) is not None and parse_typed(text, language) is None


LONGEST_TYPED = 100
"""The longest text that is read as a number."""
MOST_POWERS = 400
"""No number is written with more tens than that."""


def _scientific(text: str, language: str) -> tuple[str, int] | None:
    """The number written ``text``, as plain digits and the power of ten they are times."""
    plain = _MINUSES.sub("-", plain_typed(text)).rstrip("%").strip()
    if raised := _RAISED_POWER.search(plain):
        plain = f"{plain[: raised.start()]}10^{raised[1].translate(_RAISED)}"
    exponent = 0
    if power := _POWER.search(plain):
        exponent = int(power[1])
        plain = plain[: power.start()].strip()
        if plain in ("", "+", "-"):
            plain += "1"
    mantissa, mark, tail = plain.lower().partition("e")
    sign = mantissa[:1] if mantissa[:1] in ("+", "-") else ""
    digits = mantissa[len(sign) :].strip().replace("\u2019", "'")
    if _DIGITS.fullmatch(digits):
        plain = f"{sign}{_plain(digits, language)}{mark}{tail}"
    if not _TYPED.fullmatch(plain):
        return None
    head, _, tens = plain.lower().partition("e")
    return head, exponent + int(tens or 0)
