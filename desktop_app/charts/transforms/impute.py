"""Filling in rows and values that are missing."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop_app.charts.transforms.base import Row, Rows, Scope
from desktop_app.charts.transforms.fields import accessor, group_key, grouped
from desktop_app.charts.transforms.window import Window, WindowOp

MOST_ROWS = 1_000_000
Frame = tuple[float | None, float | None]


@dataclass(frozen=True)
class Impute:
    """A row for each group and each value of ``key`` that has none.

    ``method``: what its ``field`` is: "value" (``value``), or an aggregate over ``frame``
    around the row, which then also fills in what is null in other rows.
    ``keyvals``: values that ``key`` should have besides, or {start, stop, step}.
    """

    field: str
    key: str
    keyvals: Sequence[object] | Mapping[str, object] = ()
    value: object = None
    method: str = "value"
    frame: Frame = (None, None)
    groupby: tuple[str, ...] = ()

    def apply(self, rows: Rows, scope: Scope) -> Rows:
        filled = self._filled(rows)
        if self.method == "value":
            return filled
        name = f"imputed_{self.field}_value"
        op = (WindowOp(self.method, self.field, name, None),)
        frame = Window(op, self.frame, self.groupby, (), False)
        get = accessor(self.field)
        return [
            {**row, self.field: row[name]} if get(row) is None else row
            for row in frame.apply(filled, scope)
        ]

    def _filled(self, rows: Rows) -> Rows:
        get_key = accessor(self.key)
        keys: dict[object, object] = {group_key(value): value for value in self._wanted()}
        for row in rows:
            keys.setdefault(group_key(get_key(row)), get_key(row))
        value = self.value if self.method == "value" else None
        found: list[Row] = list(rows)
        for values, members in grouped(rows, self.groupby) or [((), [])]:
            own = dict(zip(self.groupby, values, strict=False))
            known = {group_key(get_key(row)) for row in members}
            for mark, key in keys.items():
                if mark not in known and len(found) < MOST_ROWS:
                    found.append({**own, self.key: key, self.field: value})
        return found

    def _wanted(self) -> Sequence[object]:
        if not isinstance(self.keyvals, Mapping):
            return self.keyvals
        start, stop, step = (
            float(value) if isinstance(value := self.keyvals.get(name), int | float) else default
            for name, default in (("start", 0.0), ("stop", 0.0), ("step", 1.0))
        )
        if not step:
            return ()
        count = max(0, math.ceil((stop - start) / step))
        return [start + rank * step for rank in range(min(count, MOST_ROWS))]
