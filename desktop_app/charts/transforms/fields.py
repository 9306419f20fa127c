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


def _is_plain(path: str) -> bool:
    return "." not in path and "[" not in path and "\\" not in path


def accessor(path: str) -> Callable[[Row], object]:
    """A function from a row to what stands at ``path``; None where nothing does.

    A column whose whole name is the path comes first: nested fields are made flat.
    """
    if _is_plain(path):
        return lambda row: row.get(path)
    names = steps(path)
    flat = ".".join(names)

    def read(row: Row) -> object:
        if path in row:
            return row[path]
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


def cells(rows: Rows, path: str) -> list[object]:
    """What stands at ``path`` in each row."""
    if _is_plain(path):
        return [row.get(path) for row in rows]
    return list(map(accessor(path), rows))


def with_columns(rows: Rows, columns: Mapping[str, Sequence[object]]) -> list[Row]:
    """Copies of ``rows`` with these columns, as long as the rows are many."""
    if len(columns) == 1:
        name, values = next(iter(columns.items()))
        return [{**row, name: value} for row, value in zip(rows, values, strict=True)]
    if len(columns) == 2:
        (one, firsts), (two, seconds) = columns.items()
        both = zip(rows, firsts, seconds, strict=True)
        return [{**row, one: first, two: second} for row, first, second in both]
    names, several = tuple(columns), zip(*columns.values(), strict=True)
    return [
        {**row, **dict(zip(names, values, strict=True))}
        for row, values in zip(rows, several, strict=True)
    ]


def group_key(value: object) -> object:
    """What makes two values one group, as Vega has it: their text."""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value if value == value else "NaN"
    return ("", as_text(value))


def ranks_by_group(rows: Rows, names: Sequence[str]) -> list[list[int]]:
    """The ranks of the rows by the values of ``names``, groups as they appear."""
    if not names:
        return [list(range(len(rows)))] if rows else []
    keys = zip(*(_group_keys(cells(rows, name)) for name in names), strict=True)
    groups: dict[object, list[int]] = {}
    for rank, key in enumerate(keys):
        group = groups.get(key)
        if group is None:
            groups[key] = [rank]
        else:
            group.append(rank)
    return list(groups.values())


def grouped(rows: Rows, names: Sequence[str]) -> list[tuple[tuple[object, ...], list[Row]]]:
    """The rows by the values of ``names``, groups in the order in which they appear."""
    gets = [accessor(name) for name in names]
    return [
        (tuple(get(rows[ranks[0]]) for get in gets), [rows[rank] for rank in ranks])
        for ranks in ranks_by_group(rows, names)
    ]


def _group_keys(values: Sequence[object]) -> Sequence[object]:
    kinds = set(map(type, values))
    if kinds <= {str}:
        return values
    # A text and a number that is written alike are one group.
    return list(map(as_text if str in kinds else group_key, values))


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
