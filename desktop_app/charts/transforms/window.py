"""Window computations: ranks, running sums, moving means, neighbours."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from desktop_app.charts.transforms.aggregate import OPS, compute, is_beyond
from desktop_app.charts.transforms.base import Row, Rows, Scope
from desktop_app.charts.transforms.fields import (
    accessor,
    grouped,
    is_valid,
    number_of,
)
from desktop_app.charts.transforms.ordering import ordered, sort_key

WINDOW_OPS = (
    "row_number", "rank", "dense_rank", "percent_rank", "cume_dist", "ntile", "lag", "lead",
    "first_value", "last_value", "nth_value", "prev_value", "next_value", *OPS,
)  # fmt: skip
_RUNNING = ("sum", "count", "mean", "average", "min", "max")
_MOVING = ("sum", "count", "mean", "average")
_MOST_WORK = 20_000_000
"""So many values at most are aggregated, frame after frame."""


@dataclass(frozen=True)
class WindowOp:
    op: str
    field: str
    as_: str
    param: float | None = None


@dataclass(frozen=True)
class Window:
    """``frame``: rows before (negative or 0) and after; None is all. Peers are rows that
    ``sort`` can't tell apart: they share a frame unless ``ignore_peers``.
    """

    ops: tuple[WindowOp, ...]
    frame: tuple[float | None, float | None] = (None, 0)
    groupby: tuple[str, ...] = ()
    sort: tuple[tuple[str, str], ...] = ()
    ignore_peers: bool = False

    def apply(self, rows: Rows, scope: Scope) -> Rows:
        more: dict[int, dict[str, object]] = {}
        order: list[Row] = []
        for _, members in grouped(rows, self.groupby):
            placed = ordered(members, self.sort) if self.sort else members
            order += placed
            found = [dict[str, object]() for _ in placed]
            peers = self._peers(placed)
            for op in self.ops:
                values = self._values(op, placed, peers, scope)
                for cells, value in zip(found, values, strict=True):
                    cells[op.as_] = value
            for row, cells in zip(placed, found, strict=True):
                more[id(row)] = cells
        return [{**row, **more[id(row)]} for row in rows]

    def _values(
        self, op: WindowOp, rows: Sequence[Row], peers: _Peers, scope: Scope
    ) -> Sequence[object]:
        if op.op in _RANKS:
            return _RANKS[op.op](rows, peers, op)
        if op.op in ("lag", "lead", "prev_value", "next_value"):
            return _neighbours(op, rows)
        frames = [self._frame(rank, len(rows), peers) for rank in range(len(rows))]
        if op.op in ("first_value", "last_value", "nth_value"):
            return _picked(op, rows, frames)
        if self.frame[0] is None and op.op in _RUNNING:
            return _running(op, rows, [stop for _, stop in frames])
        if self.frame == (None, None):
            whole = compute(op.op, op.field, rows)
            return [whole] * len(rows)
        if sum(stop - start for start, stop in frames) > _MOST_WORK:
            if op.op in _MOVING:
                return _moving(op, rows, frames)
            scope.cut("window", _MOST_WORK)
            return [None] * len(rows)
        return [compute(op.op, op.field, rows[start:stop]) for start, stop in frames]

    def _peers(self, rows: Sequence[Row]) -> list[tuple[int, int]]:
        """For each row the range of those that the sort can't tell from it."""
        if not self.sort:
            return [(rank, rank + 1) for rank in range(len(rows))]
        gets = [accessor(name) for name, _ in self.sort]
        keys = [tuple(sort_key(get(row)) for get in gets) for row in rows]
        found: list[tuple[int, int]] = []
        start = 0
        for rank in range(1, len(rows) + 1):
            if rank == len(rows) or keys[rank] != keys[start]:
                found += [(start, rank)] * (rank - start)
                start = rank
        return found

    def _frame(self, rank: int, count: int, peers: Sequence[tuple[int, int]]) -> tuple[int, int]:
        before, after = self.frame
        start = 0 if before is None else max(0, rank - abs(int(before)))
        stop = count if after is None else min(count, rank + abs(int(after)) + 1)
        if not self.ignore_peers and self.sort and start < count and stop > 0:
            start, stop = min(start, peers[start][0]), max(stop, peers[stop - 1][1])
        return start, stop


_Peers = Sequence[tuple[int, int]]


def _dense(rows: Sequence[Row], peers: _Peers, op: WindowOp) -> list[object]:
    found: list[object] = []
    rank = 0
    for at, (start, _) in enumerate(peers):
        rank += at == start
        found.append(rank)
    return found


def _tiles(rows: Sequence[Row], peers: _Peers, op: WindowOp) -> list[object]:
    tiles = max(op.param or 1.0, 1.0)
    return [math.ceil(tiles * (stop / len(rows))) for _, stop in peers]


_RANKS: dict[str, Callable[[Sequence[Row], _Peers, WindowOp], Sequence[object]]] = {
    "row_number": lambda rows, peers, op: list(range(1, len(rows) + 1)),
    "rank": lambda rows, peers, op: [start + 1 for start, _ in peers],
    "dense_rank": _dense,
    "percent_rank": lambda rows, peers, op: [start / max(len(rows) - 1, 1) for start, _ in peers],
    "cume_dist": lambda rows, peers, op: [stop / len(rows) for _, stop in peers],
    "ntile": _tiles,
}


def _neighbours(op: WindowOp, rows: Sequence[Row]) -> list[object]:
    get = accessor(op.field)
    values = [get(row) for row in rows]
    if op.op in ("lag", "lead"):
        shift = int(op.param or 1) * (-1 if op.op == "lag" else 1)
        places = range(shift, shift + len(rows))
        return [values[at] if 0 <= at < len(rows) else None for at in places]
    backwards = op.op == "prev_value"
    found: list[object] = []
    last: object = None
    for value in values if backwards else reversed(values):
        last = value if value is not None else last
        found.append(last)
    return found if backwards else found[::-1]


def _picked(op: WindowOp, rows: Sequence[Row], frames: Sequence[tuple[int, int]]) -> list[object]:
    get, nth = accessor(op.field), int(op.param or 1)
    found: list[object] = []
    for start, stop in frames:
        at = start if op.op == "first_value" else stop - 1
        if op.op == "nth_value":
            at = start + nth - 1
        found.append(get(rows[at]) if start <= at < stop else None)
    return found


def _running(op: WindowOp, rows: Sequence[Row], stops: Sequence[int]) -> list[object]:
    """Aggregates from the first row on, each from the one before."""
    if op.op in ("min", "max"):
        return _running_end(op, rows, stops)
    get = accessor(op.field) if op.field else lambda row: None
    total, count, at = 0.0, 0, 0
    found: list[object] = []
    for stop in stops:
        while at < stop:
            value = number_of(raw) if is_valid(raw := get(rows[at])) else math.nan
            if not math.isnan(value):
                total, count = total + value, count + 1
            at += 1
        if op.op == "count":
            found.append(at)
        elif not count:
            found.append(None)
        else:
            found.append(total if op.op == "sum" else total / count)
    return found


def _running_end(op: WindowOp, rows: Sequence[Row], stops: Sequence[int]) -> list[object]:
    get, at = accessor(op.field), 0
    end: object = None
    found: list[object] = []
    for stop in stops:
        for row in rows[at:stop]:
            value = get(row)
            if is_valid(value) and (end is None or is_beyond(value, end, op.op == "max")):
                end = value
        at = max(at, stop)
        found.append(end)
    return found


def _moving(op: WindowOp, rows: Sequence[Row], frames: Sequence[tuple[int, int]]) -> list[object]:
    """Sums and means of many large frames, each from running sums."""
    get = accessor(op.field) if op.field else lambda row: None
    raw = [get(row) for row in rows]
    numbers = np.array([number_of(value) if is_valid(value) else math.nan for value in raw], float)
    known = ~np.isnan(numbers)
    totals = np.concatenate([[0.0], np.where(known, numbers, 0.0).cumsum()])
    counts = np.concatenate([[0], known.cumsum()])
    starts, stops = np.array(frames).T
    if op.op == "count":
        return list((stops - starts).tolist())
    count, total = counts[stops] - counts[starts], totals[stops] - totals[starts]
    if op.op != "sum":
        total = total / np.maximum(count, 1)
    pairs = zip(total.tolist(), count.tolist(), strict=True)
    return [value if several else None for value, several in pairs]
