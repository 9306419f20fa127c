"""Numbers and moments in the formats of d3 (``,.1f``, ``.0%``, ``%b %Y``), in two languages.

The grammar is d3-format's and d3-time-format's; separators, minus, percent sign and the
names of months follow the language of the chart.
"""

from __future__ import annotations

import math
import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

from desktop_app.charts.dates import Fields, fields, time_of
from desktop_app.content.dates import MONTHS
from desktop_app.content.numbers import NNBSP

_SPECIFIER = re.compile(
    r"(?:(?P<fill>.)?(?P<align>[<>=^]))?(?P<sign>[+\-( ])?(?P<symbol>[$#])?(?P<zero>0)?"
    r"(?P<width>\d+)?(?P<comma>,)?(?:\.(?P<precision>\d+))?(?P<trim>~)?(?P<type>[a-z%A-Z])?"
)
_TYPES = frozenset("efgrsp%bodxXcn")
_MINUS = "\u2212"
_PREFIXES = {
    "en": ("y", "z", "a", "f", "p", "n", "µ", "m", "", "k", "M", "G", "T", "P", "E", "Z", "Y"),
    "fr": ("y", "z", "a", "f", "p", "n", "µ", "m", "", "k", "M", "Md", "T", "P", "E", "Z", "Y"),
}
SHORT_MONTHS = {
    "fr": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
}
_DAYS = {
    "fr": "dimanche lundi mardi mercredi jeudi vendredi samedi",
    "en": "Sunday Monday Tuesday Wednesday Thursday Friday Saturday",
}
_SHORT_DAYS = {
    "fr": "dim. lun. mar. mer. jeu. ven. sam.",
    "en": "Sun Mon Tue Wed Thu Fri Sat",
}
_WHOLE = {
    "fr": {"c": "%A %e %B %Y à %X", "x": "%d/%m/%Y", "X": "%H:%M:%S"},
    "en": {"c": "%x, %X", "x": "%-m/%-d/%Y", "X": "%-I:%M:%S %p"},
}
_DIRECTIVE = re.compile(r"%([-_0]?)(.)")
_LETTERS = frozenset("aAbBcdefgGHIjLmMpqQsSuUVwWxXyYZ%")
MOST_DIGITS = 20
MOST_WIDTH = 200


class _Specifier(NamedTuple):
    fill: str
    align: str
    sign: str
    symbol: str
    zero: bool
    width: int
    comma: bool
    precision: int | None
    trim: bool
    type: str


@lru_cache(maxsize=256)
def _specifier(text: str) -> _Specifier:
    match = _SPECIFIER.fullmatch(text)
    if match is None or (match["type"] and match["type"] not in _TYPES):
        raise ValueError(f"invalid format: {text}")
    kind, comma, trim = match["type"] or "", bool(match["comma"]), bool(match["trim"])
    precision = int(match["precision"]) if match["precision"] else None
    if kind == "n":
        kind, comma = "g", True
    elif not kind:
        precision = 12 if precision is None else precision
        kind, trim = "g", True
    zero = bool(match["zero"]) or (match["fill"] == "0" and match["align"] == "=")
    return _Specifier(
        "0" if zero else match["fill"] or " ",
        "=" if zero else match["align"] or ">",
        match["sign"] or "-",
        match["symbol"] or "",
        zero,
        min(int(match["width"] or 0), MOST_WIDTH),
        comma,
        precision,
        trim,
        kind,
    )


def is_number_format(text: str) -> bool:
    try:
        _specifier(text)
    except ValueError:
        return False
    return True


def is_time_format(text: str) -> bool:
    found = _DIRECTIVE.findall(text)
    return bool(found) and all(letter in _LETTERS for _, letter in found)


def format_number(value: float, specifier: str, language: str) -> str:
    """``value`` in a d3 number format; raises ValueError where that is none."""
    spec = _specifier(specifier)
    if math.isnan(value):
        return "NaN"
    negative = value < 0 or (value == 0 and math.copysign(1, value) < 0)
    body, suffix = _body(abs(value), spec, language)
    if negative and not re.search(r"[1-9a-zA-Z∞]", body) and spec.sign != "+":
        negative = False
    sign = _MINUS if negative and spec.sign != "(" else "(" if negative else ""
    if not negative and spec.sign in "+ ":
        sign = spec.sign
    if spec.symbol == "$" and language != "fr":
        sign += "$"
    elif spec.symbol == "$":
        suffix += f"{NNBSP}€"
    elif spec.symbol == "#" and spec.type in "boxX":
        sign += "0" + spec.type.lower()
    if negative and spec.sign == "(":
        suffix += ")"
    return _padded(sign, body, suffix, spec, language)


def _body(value: float, spec: _Specifier, language: str) -> tuple[str, str]:
    """The digits of a positive number with its marks, and what stands after."""
    if math.isinf(value):
        return "∞", ""
    kind, precision = spec.type, 6 if spec.precision is None else spec.precision
    suffix = ""
    if kind in "boxXdc":
        return _whole(value, kind), ""
    if kind in "%p":
        value *= 100
        suffix = f"{NNBSP}%" if language == "fr" else "%"
    precision = min(precision, MOST_DIGITS) if kind in "f%" else min(max(precision, 1), 21)
    if kind in "f%":
        digits = _fixed(value, precision)
    elif kind == "e":
        digits = _exponential(value, min(precision, MOST_DIGITS))
    elif kind == "g":
        digits = _general(value, precision)
    elif kind in "rp":
        digits = _rounded(value, precision)
    else:
        digits, prefix = _si(value, precision, language)
        suffix = (f"\u00a0{prefix}" if language == "fr" else prefix) if prefix else ""
    if spec.trim:
        digits = _trimmed(digits)
    return digits, suffix


def _whole(value: float, kind: str) -> str:
    number = int(Decimal(value).to_integral_value(ROUND_HALF_UP))
    if kind == "c":
        return chr(number) if number < 0x110000 else ""
    return format(number, {"d": "d", "X": "X"}.get(kind, kind))


def _fixed(value: float, precision: int) -> str:
    if value >= 1e21:
        return repr(value)
    quantum = Decimal(1).scaleb(-precision)
    try:
        return format(Decimal(value).quantize(quantum, ROUND_HALF_UP), "f")
    except ArithmeticError:
        return f"{value:.{precision}f}"


def _exponential(value: float, precision: int) -> str:
    mantissa, _, exponent = f"{value:.{precision}e}".partition("e")
    return f"{mantissa}e{exponent[0]}{int(exponent[1:])}"


def _general(value: float, precision: int) -> str:
    """JavaScript's toPrecision."""
    if value == 0:
        return f"{0:.{precision - 1}f}"
    exponent = int(f"{value:.{precision - 1}e}".partition("e")[2])
    if exponent < -6 or exponent >= precision:
        return _exponential(value, precision - 1)
    return f"{value:.{max(precision - 1 - exponent, 0)}f}"


def _rounded(value: float, precision: int) -> str:
    """So many significant digits, written out."""
    if value == 0:
        return f"{0:.{precision - 1}f}" if precision > 1 else "0"
    exponent = int(f"{value:.{precision - 1}e}".partition("e")[2])
    if exponent >= precision:
        return format(round(Decimal(value).scaleb(precision - 1 - exponent)), "d") + "0" * (
            exponent - precision + 1
        )
    return f"{value:.{max(precision - 1 - exponent, 0)}f}"


def _si(value: float, precision: int, language: str) -> tuple[str, str]:
    if value == 0:
        return f"{0:.{precision - 1}f}", ""
    exponent = int(f"{value:.{precision - 1}e}".partition("e")[2])
    step = max(-8, min(8, exponent // 3))
    scaled = value / 10.0 ** (3 * step) if abs(3 * step) < 300 else value
    prefix = _PREFIXES["fr" if language == "fr" else "en"][8 + step]
    return _rounded(scaled, precision), prefix


def _trimmed(digits: str) -> str:
    mantissa, mark, exponent = digits.partition("e")
    if "." in mantissa:
        mantissa = mantissa.rstrip("0").rstrip(".")
    return mantissa + mark + exponent


def _padded(sign: str, body: str, suffix: str, spec: _Specifier, language: str) -> str:
    whole, point, rest = body.partition(".")
    tail = ""
    if "e" in whole and not point:
        whole, mark, exponent = whole.partition("e")
        tail = mark + exponent
    rest = rest.replace("e-", f"e{_MINUS}") if rest else rest
    tail = tail.replace("e-", f"e{_MINUS}")
    missing = spec.width - len(sign + whole + point + rest + tail + suffix)
    if spec.comma and spec.zero and missing > 0:
        whole, missing = "0" * missing + whole, 0
    if spec.comma and whole.isdigit():
        whole = _grouped(whole, NNBSP if language == "fr" else ",")
        missing = spec.width - len(sign + whole + point + rest + tail + suffix)
    comma = "," if language == "fr" else "."
    number = whole + (comma if point else "") + rest + tail + suffix
    padding = spec.fill * max(missing, 0)
    if spec.align == "<":
        return sign + number + padding
    if spec.align == "=":
        return sign + padding + number
    if spec.align == "^":
        half = len(padding) // 2
        return padding[:half] + sign + number + padding[half:]
    return padding + sign + number


def _grouped(digits: str, separator: str) -> str:
    return f"{int(digits):,}".replace(",", separator) if digits else digits


def format_time(moment: float, pattern: str, language: str) -> str:
    """``moment`` (milliseconds since 1970) in a d3 time format; an unknown directive stays."""
    if not math.isfinite(moment) or abs(moment) > 8.64e15:
        return "–"
    at = fields(moment)

    def written(match: re.Match[str]) -> str:
        pad, letter = match.groups()
        return _part(letter, pad, at, moment, language)

    return _DIRECTIVE.sub(written, pattern)


def _part(letter: str, pad: str, at: Fields, moment: float, language: str) -> str:
    tongue = "fr" if language == "fr" else "en"
    names = {
        "B": (MONTHS, at.month - 1), "b": (SHORT_MONTHS, at.month - 1),
        "A": (_DAYS, at.weekday), "a": (_SHORT_DAYS, at.weekday),
    }  # fmt: skip
    if letter in names:
        words, rank = names[letter]
        return words[tongue].split()[rank]
    if letter in _WHOLE[tongue]:
        return format_time(moment, _WHOLE[tongue][letter], language)
    start = time_of(at.year)
    of_year = math.floor((moment - start) / 86_400_000)
    numbers: dict[str, tuple[int, int, str]] = {
        "d": (at.day, 2, "0"), "e": (at.day, 2, " "), "H": (at.hours, 2, "0"),
        "I": ((at.hours + 11) % 12 + 1, 2, "0"), "j": (of_year + 1, 3, "0"),
        "L": (at.milliseconds, 3, "0"), "f": (at.milliseconds * 1_000, 6, "0"),
        "m": (at.month, 2, "0"), "M": (at.minutes, 2, "0"), "S": (at.seconds, 2, "0"),
        "q": ((at.month - 1) // 3 + 1, 1, "0"), "u": (at.weekday or 7, 1, "0"),
        "w": (at.weekday, 1, "0"), "y": (at.year % 100, 2, "0"), "Y": (at.year, 4, "0"),
        "U": ((of_year + 7 - at.weekday) // 7, 2, "0"),
        "W": ((of_year + 7 - (at.weekday - 1) % 7) // 7, 2, "0"),
        "V": (_iso_week(at, moment)[1], 2, "0"), "G": (_iso_week(at, moment)[0], 4, "0"),
        "g": (_iso_week(at, moment)[0] % 100, 2, "0"),
        "Q": (math.floor(moment), 1, "0"), "s": (math.floor(moment / 1_000), 1, "0"),
    }  # fmt: skip
    if letter in numbers:
        value, width, fill = numbers[letter]
        fill = {"-": "", "_": " ", "0": "0"}.get(pad, fill)
        text = str(abs(value)).rjust(width, fill) if fill else str(abs(value))
        return f"-{text}" if value < 0 else text
    if letter == "p":
        return "AM" if at.hours < 12 else "PM"
    if letter == "Z":
        return "+0000"
    return "%" if letter == "%" else f"%{pad}{letter}"


def _iso_week(at: Fields, moment: float) -> tuple[int, int]:
    """The ISO year and week: weeks start on Monday, the first has a Thursday."""
    days = math.floor(moment / 86_400_000)
    thursday = days - (at.weekday + 6) % 7 + 3
    year = fields(thursday * 86_400_000).year
    return year, (thursday - math.floor(time_of(year) / 86_400_000)) // 7 + 1
