"""Numbers and moments in the formats of d3 (``,.1f``, ``.0%``, ``%b %Y``), in two languages.

The grammar is d3-format's and d3-time-format's; separators, minus, percent sign and the
names of months follow the language of the chart.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

from desktop_app.charts.dates import Fields, day_of_year, fields
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


def number_text(value: float) -> str:
    """A number as JavaScript writes it: ``5``, ``0.1``, ``1e+21``."""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value == 0:
        return "0"
    if value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    if value.is_integer() and abs(value) < 1e21:  # the digits that tell it, then zeros
        return format(Decimal(repr(value)), "f").removesuffix(".0")
    if 1e-6 <= abs(value) < 1e21:
        return format(Decimal(repr(value)), "f")
    mantissa, _, exponent = repr(value).partition("e")
    return f"{mantissa.removesuffix('.0')}e{exponent[0]}{int(exponent[1:])}"


def format_number(value: float, specifier: str, language: str) -> str:
    """``value`` in a d3 number format; raises ValueError where that is none."""
    spec = _specifier(specifier)
    if math.isnan(value):
        return "NaN"
    if spec.type == "c":  # as it is
        return _padded("", "", number_text(value), spec, language)
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


def format_with_prefix(
    value: float, specifier: str, step: float, largest: float, language: str
) -> str:
    """``value`` with the SI prefix of ``largest``, in digits that tell ``step`` (d3-format's
    ``formatPrefix`` with ``precisionPrefix``).
    """
    spec = _specifier(specifier)
    order = power_of(largest)
    place = max(-8, min(8, order // 3))
    precision = max(0, place * 3 - power_of(step or largest))
    prefix = _PREFIXES["fr" if language == "fr" else "en"][8 + place]
    scaled = spec._replace(type="f", precision=min(precision, MOST_DIGITS))
    body, _ = _body(abs(value) / 10.0 ** (3 * place), scaled, language)
    suffix = (f"\u00a0{prefix}" if language == "fr" else prefix) if prefix and value else ""
    return _padded(_MINUS if value < 0 else "", body, suffix, spec, language)


def power_of(value: float) -> int:
    """The power of ten that ``value`` is of: 2 of 250, -3 of 0.004."""
    return math.floor(math.log10(abs(value)) + 1e-9) if value and math.isfinite(value) else 0


def _body(value: float, spec: _Specifier, language: str) -> tuple[str, str]:
    """The digits of a positive number with its marks, and what stands after."""
    if math.isinf(value):
        return "∞", ""
    kind, precision = spec.type, 6 if spec.precision is None else spec.precision
    suffix = ""
    if kind in "boxXd":
        return _whole(value, kind), ""
    if kind in "%p":
        value *= 100
        suffix = f"{NNBSP}%" if language == "fr" else "%"
    precision = min(precision, MOST_DIGITS) if kind in "ef%" else min(max(precision, 1), 21)
    if kind in "f%":
        digits = _fixed(value, precision)
    elif kind == "e":
        digits = _exponential(value, precision)
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
    if value >= 1e21:  # in decimals the digits that tell it, then zeros
        number = int(Decimal(repr(value))) if kind == "d" else int(value)
    else:
        number = int(Decimal(value).to_integral_value(ROUND_HALF_UP))
    return format(number, kind)


def _fixed(value: float, precision: int) -> str:
    """JavaScript's toFixed; halves go up."""
    if value >= 1e21:
        return number_text(value)
    quantum = Decimal(1).scaleb(-precision)
    try:
        return format(Decimal(value).quantize(quantum, ROUND_HALF_UP), "f")
    except ArithmeticError:
        return f"{value:.{precision}f}"


def _digits(value: float, precision: int) -> tuple[str, int]:
    """So many significant digits, and the power of ten of the first; halves go up."""
    exact = Decimal(value)
    power = exact.adjusted()
    rounded = exact.quantize(Decimal((0, (1,), power - precision + 1)), ROUND_HALF_UP)
    power = rounded.adjusted()
    return "".join(map(str, rounded.as_tuple().digits))[:precision], power


def _exponential(value: float, precision: int) -> str:
    digits, power = _digits(value, precision + 1) if value else ("0" * (precision + 1), 0)
    mantissa = digits[0] + (f".{digits[1:]}" if precision else "")
    return f"{mantissa}e{'-' if power < 0 else '+'}{abs(power)}"


def _general(value: float, precision: int) -> str:
    """JavaScript's toPrecision."""
    if value == 0:
        return f"{0:.{precision - 1}f}"
    _, power = _digits(value, precision)
    if power < -6 or power >= precision:
        return _exponential(value, precision - 1)
    return _rounded(value, precision)


def _rounded(value: float, precision: int) -> str:
    """So many significant digits, written out."""
    if value == 0:
        return f"{0:.{precision - 1}f}"
    return _placed(*_digits(value, precision))


def _placed(digits: str, power: int) -> str:
    """``digits`` with their point, or the zeros that they need; ``power`` is the first's."""
    if power < 0:
        return f"0.{'0' * (-power - 1)}{digits}"
    whole, rest = digits[: power + 1].ljust(power + 1, "0"), digits[power + 1 :]
    return f"{whole}.{rest}" if rest else whole


def _si(value: float, precision: int, language: str) -> tuple[str, str]:
    if value == 0:
        return f"{0:.{precision - 1}f}", ""
    digits, power = _digits(value, precision)
    step = max(-8, min(8, power // 3))
    prefix = _PREFIXES["fr" if language == "fr" else "en"][8 + step]
    return _placed(digits, power - 3 * step), prefix


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
    missing = spec.width - len(sign + whole + point + rest + tail + suffix)
    if spec.comma and whole.isdigit():
        width = spec.width - len(point + rest + tail + suffix) if spec.zero else 0
        filled = "0" * max(missing, 0) + whole if spec.zero else whole
        whole = _grouped(filled, NNBSP if language == "fr" else ",", len(whole), width)
        missing = 0 if spec.zero else spec.width - len(sign + whole + point + rest + tail + suffix)
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


def _grouped(digits: str, separator: str, needed: int, width: int) -> str:
    """``digits`` in groups of three from the right: the ``needed`` ones, and of the zeros
    before them as many as there is ``width`` for.
    """
    groups: list[str] = []
    at, length = len(digits), 0
    while at > 0 and (length <= width or len(digits) - at < needed):
        missing = min(needed - (len(digits) - at), 3)
        size = 3 if length + 4 <= width else max(1, width - length, missing)
        groups.append(digits[max(at - size, 0) : at])
        at, length = at - size, length + size + 1
    return separator.join(reversed(groups))


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
    if letter in _NUMBERS:
        read, width, fill = _NUMBERS[letter]
        value = read(at, moment)
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
    day = math.floor(moment / 86_400_000)
    thursday = fields((day - (at.weekday + 6) % 7 + 3) * 86_400_000)
    return thursday.year, day_of_year(thursday) // 7 + 1


_NUMBERS: Mapping[str, tuple[Callable[[Fields, float], int], int, str]] = {
    "d": (lambda at, _: at.day, 2, "0"),
    "e": (lambda at, _: at.day, 2, " "),
    "H": (lambda at, _: at.hours, 2, "0"),
    "I": (lambda at, _: (at.hours + 11) % 12 + 1, 2, "0"),
    "j": (lambda at, _: day_of_year(at) + 1, 3, "0"),
    "L": (lambda at, _: at.milliseconds, 3, "0"),
    "f": (lambda at, _: at.milliseconds * 1_000, 6, "0"),
    "m": (lambda at, _: at.month, 2, "0"),
    "M": (lambda at, _: at.minutes, 2, "0"),
    "S": (lambda at, _: at.seconds, 2, "0"),
    "q": (lambda at, _: (at.month - 1) // 3 + 1, 1, "0"),
    "u": (lambda at, _: at.weekday or 7, 1, "0"),
    "w": (lambda at, _: at.weekday, 1, "0"),
    "y": (lambda at, _: at.year % 100, 2, "0"),
    "Y": (lambda at, _: at.year, 4, "0"),
    "U": (lambda at, _: (day_of_year(at) + 7 - at.weekday) // 7, 2, "0"),
    "W": (lambda at, _: (day_of_year(at) + 7 - (at.weekday - 1) % 7) // 7, 2, "0"),
    "V": (lambda at, moment: _iso_week(at, moment)[1], 2, "0"),
    "G": (lambda at, moment: _iso_week(at, moment)[0], 4, "0"),
    "g": (lambda at, moment: _iso_week(at, moment)[0] % 100, 2, "0"),
    "Q": (lambda _, moment: math.floor(moment), 1, "0"),
    "s": (lambda _, moment: math.floor(moment / 1_000), 1, "0"),
}
"""The directives that are numbers: how each is read, its width and what fills it."""
