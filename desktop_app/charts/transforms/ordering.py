"""The order in which JavaScript sorts values, as Vega compares them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cmp_to_key

from desktop_app.charts.expressions.values import as_number, as_text, is_nothing
from desktop_app.charts.transforms.base import Row
from desktop_app.charts.transforms.fields import accessor

Key = tuple[int, float, str]


def sort_key(value: object) -> Key:
    """What is missing first, then numbers, then texts."""
    if type(value) is float and value == value:
        return (1, value, "")
    if isinstance(value, str):
        return (2, 0.0, value)
    if isinstance(value, bool | int | float):
        number = float(value)
        return (1, number, "") if number == number else (0, 1.0, "")
    return (0, 0.0, "") if value is None else (2, 0.0, as_text(value))


def ascending(values: Sequence[object], *, descending: bool = False) -> list[object]:
    """Distinct values in order.

    Numbers and texts side by side have none: each text that is no number is neither before
    nor after a number, and what comes of it hangs on how they are sorted (in Python as in
    JavaScript by merging runs).
    """
    kinds = {isinstance(value, str) for value in values if not is_nothing(value)}
    if len(kinds) < 2:
        return sorted(values, key=sort_key, reverse=descending)
    way = -1 if descending else 1

    def before(one: tuple[int, object], two: tuple[int, object]) -> int:
        return way * compared(one[1], two[1]) or one[0] - two[0]

    return [value for _, value in sorted(enumerate(values), key=cmp_to_key(before))]


def compared(one: object, two: object) -> int:
    """-1, 0 or 1: how vega-util's ``ascending`` compares two values."""
    if is_nothing(one) or is_nothing(two):
        return int(is_nothing(two)) - int(is_nothing(one))
    if isinstance(one, str) and isinstance(two, str):
        return (one > two) - (one < two)
    a, b = as_number(one), as_number(two)
    if math.isnan(a) or math.isnan(b):
        nans = [isinstance(value, float) and math.isnan(value) for value in (one, two)]
        return int(nans[1]) - int(nans[0])
    return (a > b) - (a < b)


def ordered(rows: Sequence[Row], sort: Sequence[tuple[str, str]]) -> list[Row]:
    """The rows by (field, "ascending" or "descending"), the first field first."""
    found = list(rows)
    for name, order in reversed(list(sort)):
        get = accessor(name)
        found.sort(key=lambda row: sort_key(get(row)), reverse=order == "descending")
    return found
