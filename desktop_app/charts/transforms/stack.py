"""Stacking: where each row of a group starts and ends on top of the others."""

from __future__ import annotations

import math
from dataclasses import dataclass

from desktop_app.charts.transforms.base import Row, Rows, Scope
from desktop_app.charts.transforms.fields import accessor, grouped, number_of
from desktop_app.charts.transforms.ordering import ordered


@dataclass(frozen=True)
class Stack:
    """``offset``: "zero" (negative values go down), "center", or "normalize"."""

    field: str
    groupby: tuple[str, ...]
    sort: tuple[tuple[str, str], ...]
    offset: str
    as_: tuple[str, str]

    def apply(self, rows: Rows, scope: Scope) -> Rows:
        get = accessor(self.field)
        groups = [ordered(members, self.sort) for _, members in grouped(rows, self.groupby)]
        sums = [sum(abs(_value(get(row))) for row in members) for members in groups]
        tallest = max(sums, default=0.0)
        places: dict[int, tuple[float, float]] = {}
        for members, total in zip(groups, sums, strict=True):
            self._place(members, total, tallest, places)
        start, end = self.as_
        found: list[Row] = []
        for row in rows:
            low, high = places[id(row)]
            found.append({**row, start: low, end: high})
        return found

    def _place(
        self,
        members: list[Row],
        total: float,
        tallest: float,
        places: dict[int, tuple[float, float]],
    ) -> None:
        get = accessor(self.field)
        up, down = 0.0, 0.0
        if self.offset == "center":
            up = (tallest - total) / 2
        share = 1 / total if self.offset == "normalize" and total else 1.0
        for row in members:
            value = _value(get(row))
            if self.offset in ("center", "normalize"):
                value = abs(value)
            if value < 0:
                places[id(row)] = (down, down + value)
                down += value
            else:
                places[id(row)] = (up * share, (up + value) * share)
                up += value


def _value(value: object) -> float:
    number = number_of(value)
    return number if math.isfinite(number) else 0.0
