r"""Reaching into rows: ``a``, ``a.b``, ``a\.b``, ``a[0]``; grouping and ordering them."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence

from desktop_app.charts.expressions.values import as_text
from desktop_app.charts.transforms.base import Row, Rows

_STEP = re.compile(r"\[\s*(?:'([^']*)'|\"([^\"]*)\"|(\d+))\s*\]|((?:\\.|[^.\[\]\\])+)")


def steps(path: str) -> tuple[str, ...]:
    """The names that a path goes through."""
    found = []
    for match in _STEP.finditer(path):
        quoted, double, rank, plain = match.groups()
        step = next(part for part in (quoted, double, rank, plain) if part is not None)
        found.append(re.sub(r"\\(.)", r"\1", step))
    return tuple(found) or (path,)


def accessor(path: str) -> Callable[[Row], object]:
    """A function from a row to what stands at ``path``; None where nothing does.

    A column whose whole name is the path comes first: nested fields are made flat.
    """
    if "." not in path and "[" not in path and "\\" not in path:
        return lambda row: row.get(path)
    names = steps(path)
    if len(names) == 1:
        only = names[0]
        return lambda row: row.get(only)
    flat = ".".join(names)

    def read(row: Row) -> object:
        if flat in row:
            return row[flat]
        found: object = row
        for name in names:
            if isinstance(found, Mapping):
                found = found.get(name)
            elif isinstance(found, list | tuple) and name.isdigit() and int(name) < len(found):
                found = found[int(name)]
            else:
                return None
        return found

    return read


def group_key(value: object) -> object:
    """What makes two values one group, as Vega has it: their text."""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value) if value == value else "NaN"
    return ("", as_text(value))


def grouped(rows: Rows, names: Sequence[str]) -> list[tuple[tuple[object, ...], list[Row]]]:
    """The rows by the values of ``names``, groups in the order in which they appear."""
    if not names:
        return [((), list(rows))] if rows else []
    gets = [accessor(name) for name in names]
    groups: dict[object, tuple[tuple[object, ...], list[Row]]] = {}
    if len(gets) == 1:
        only = gets[0]
        for row in rows:
            value = only(row)
            key = group_key(value)
            if key in groups:
                groups[key][1].append(row)
            else:
                groups[key] = ((value,), [row])
        return list(groups.values())
    for row in rows:
        values = tuple(get(row) for get in gets)
        key = tuple(map(group_key, values))
        if key in groups:
            groups[key][1].append(row)
        else:
            groups[key] = (values, [row])
    return list(groups.values())


def number_of(value: object) -> float:
    """A number for computing: NaN for what is none."""
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, str):
        try:
            return float(value)
        except ValueError:
            return math.nan
    return math.nan


def is_valid(value: object) -> bool:
    """Whether an aggregate counts ``value``: it is there, and no NaN."""
    return value is not None and value != "" and value == value
