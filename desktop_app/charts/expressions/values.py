"""How JavaScript turns values into numbers, texts and truth."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final

from desktop_app.charts.d3formats import number_text


class _Undefined(float):
    """JavaScript's ``undefined``: no number, as NaN is; but nothing too, as null is."""

    __slots__ = ()


UNDEFINED: Final = _Undefined(math.nan)
"""What is not there: a field that no row has, the mean of nothing."""


def as_number(value: object) -> float:
    """JavaScript's Number(value)."""
    if type(value) is float:  # nearly always, and millions of times
        return value
    if isinstance(value, int | float):
        if isinstance(value, float) or abs(value) < 1e308:
            return float(value)
        return math.inf if value > 0 else -math.inf
    if value is None:
        return 0.0
    if isinstance(value, str):
        text = value.strip()
        if not text:
            return 0.0
        try:
            return float(int(text, 16)) if text[:2].lower() == "0x" else _float(text)
        except ValueError:
            return math.nan
    if isinstance(value, Sequence) and len(value) == 1:
        return as_number(value[0])
    return 0.0 if isinstance(value, Sequence) and not value else math.nan


def _float(text: str) -> float:
    # Python also takes underscores and the words inf and nan, which JavaScript does not.
    if "_" in text or text.lstrip("+-")[:1].isalpha():
        return {"Infinity": math.inf, "-Infinity": -math.inf}.get(text, math.nan)
    return float(text)


def as_text(value: object) -> str:
    """JavaScript's String(value)."""
    if isinstance(value, str):
        return value
    if value is None:
        return "null"
    if value is UNDEFINED:
        return "undefined"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return number_text(as_number(value))
    if isinstance(value, Mapping):
        return "[object Object]"
    if isinstance(value, Sequence):
        return ",".join("" if is_nothing(item) else as_text(item) for item in value)
    return str(value)


def is_true(value: object) -> bool:
    if value is True or value is False:
        return value
    if isinstance(value, float):
        return value != 0 and value == value
    return bool(value) or isinstance(value, list | tuple | Mapping)


def is_nothing(value: object) -> bool:
    """Whether ``value`` is null or undefined."""
    return value is None or value is UNDEFINED


def loosely_equal(one: object, two: object) -> bool:
    """JavaScript's ``==``."""
    kind = type(one)
    if kind is type(two) and (kind is str or kind is float):  # nearly always
        return one == two
    if is_nothing(one) or is_nothing(two):
        return is_nothing(one) and is_nothing(two)
    if isinstance(one, str) and isinstance(two, str):
        return one == two
    if isinstance(one, list | tuple | Mapping) and isinstance(two, list | tuple | Mapping):
        return one is two
    return as_number(one) == as_number(two)


def is_less(one: object, two: object) -> bool:
    """``one < two``: texts are compared as texts, all else as numbers."""
    if type(one) is float and type(two) is float:
        return one < two
    if isinstance(one, str) and isinstance(two, str):
        return one < two
    return as_number(one) < as_number(two)


def is_at_most(one: object, two: object) -> bool:
    """``one <= two``."""
    if type(one) is float and type(two) is float:
        return one <= two
    if isinstance(one, str) and isinstance(two, str):
        return one <= two
    return as_number(one) <= as_number(two)
