"""From mark to mark with the arrows: along a line, between lines, over a map or a grid.

Places are nominal pixels of a plot, rightwards and downwards; marks are known by their
ranks (:attr:`Scene.marks`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from desktop_app.charts.geo.paths import Path
from desktop_app.charts.scene import PATHS, MarkGroup, Plot, Scene

Floats = NDArray[np.float64]
WAYS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}
"""The arrows, as steps along x and y."""
_SPANNING = ("bar", "rect", "tick", "rule")
"""Marks that reach from x to x2, or y to y2."""
_SAME = 0.5
"""Places so near to one another are in one row or column."""
_ASIDE = 2.0
"""Going aside counts so many times as much as going on."""


class Walk:
    """The ways between the marks of ``scene``; what they need is computed once."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._known: dict[int, _Spread] = {}

    def step(self, rank: int, way: str) -> int:
        """The mark that the arrow ``way`` leads to; ``rank`` itself where it leads nowhere."""
        plot, group, index = self._scene.place(rank)
        spread = self._spread(plot, group)
        found = spread.step(index, way)
        if found is not None:
            return group.ranks + found
        if group.type in PATHS and way in ("up", "down"):
            between = self._to_another_line(plot, group, index, way)
            if between is not None:
                return between
        if spread.is_sequence:
            return rank
        across = self._to_another_plot(plot, group, index, way)
        return across if across is not None else self._to_another_group(plot, group, index, way)

    def along(self, rank: int, by: int) -> int:
        """The mark so many farther in the order in which they are read."""
        return min(max(rank + by, 0), len(self._scene.marks) - 1)

    def _spread(self, plot: Plot, group: MarkGroup) -> _Spread:
        known = self._known.get(group.ranks)
        if known is None:
            is_map = self._scene.keeps_aspect
            known = self._known[group.ranks] = _Spread(plot, group, is_map=is_map)
        return known

    def _others(self, plot: Plot) -> Iterator[tuple[Plot, MarkGroup]]:
        return ((one, group) for one, group in self._scene.walked if one is plot and group.count)

    def _to_another_line(self, plot: Plot, group: MarkGroup, index: int, way: str) -> int | None:
        """The vertex above or below on another line, where that one is at this place."""
        x, y = self._spread(plot, group).at(index)
        best: tuple[float, int] | None = None
        for _, other in self._others(plot):
            if other.type not in PATHS:
                continue
            spread = self._spread(plot, other)
            for start, stop in other.paths:
                if other is group and start <= index < stop:
                    continue
                near = spread.nearest_along_x(x, start, stop)
                if near is None:
                    continue
                away = (spread.at(near)[1] - y) * WAYS[way][1]
                if away >= 0 and (best is None or away < best[0]):
                    best = away, other.ranks + near
        return None if best is None else best[1]

    def _to_another_plot(self, plot: Plot, group: MarkGroup, index: int, way: str) -> int | None:
        """The first mark of the same kind in the small multiple that lies that way."""
        dx, dy = WAYS[way]
        x, y = self._spread(plot, group).at(index)
        for other, another in self._scene.walked:
            place = other.row - plot.row, other.column - plot.column
            if place != (dy, dx) or another.unit != group.unit or not another.count:
                continue
            xs, ys = self._spread(other, another).places
            along, aside = (xs * dx, np.abs(ys - y)) if dx else (ys * dy, np.abs(xs - x))
            order = np.lexsort((aside, along))
            return another.ranks + int(order[0])
        return None

    def _to_another_group(self, plot: Plot, group: MarkGroup, index: int, way: str) -> int:
        """The nearest mark of another layer that lies that way."""
        x, y = self._spread(plot, group).at(index)
        best: tuple[float, int] | None = None
        for _, other in self._others(plot):
            if other is group:
                continue
            spread = self._spread(plot, other)
            found = spread.toward(x, y, way)
            if found is not None and (best is None or found[0] < best[0]):
                best = found[0], other.ranks + found[1]
        return group.ranks + index if best is None else best[1]


class _Spread:
    """How the items of one group lie in their plot."""

    def __init__(self, plot: Plot, group: MarkGroup, *, is_map: bool) -> None:
        self._plot = plot
        self._group = group
        self._is_map = is_map or group.type == "geoshape"

    @property
    def is_sequence(self) -> bool:
        """Whether all arrows go through one order, from end to end."""
        return self._group.type == "arc"

    @cached_property
    def places(self) -> tuple[Floats, Floats]:
        """The middles of the items."""
        if self._group.type == "geoshape":
            boxes = np.array([_bounds(self._group, rank) for rank in range(self._group.count)])
            boxes = np.where(np.isfinite(boxes), boxes, np.nan)
            return (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
        return self._middle("x"), self._middle("y")

    def at(self, index: int) -> tuple[float, float]:
        xs, ys = self.places
        return float(xs[index]), float(ys[index])

    def _middle(self, name: str) -> Floats:
        start = _column(self._group, name)
        if self._group.type not in _SPANNING or f"{name}2" not in self._group.columns:
            return start
        return (start + _column(self._group, f"{name}2")) / 2

    def step(self, index: int, way: str) -> int | None:
        """The item that the arrow leads to; None where it leads out of the group."""
        group = self._group
        dx, dy = WAYS[way]
        if self.is_sequence:
            return _within(index + dx + dy, group.count)
        if group.type in PATHS:
            return self._on_path(index, dx) if dx else None
        if self._is_map:
            found = self.toward(*self.at(index), way, leaving=index)
            return None if found is None else found[1]
        if self._is_cloud:
            order, place = self._orders["x" if dx else "y"]
            at = _within(int(place[index]) + dx + dy, group.count)
            return None if at is None else int(order[at])
        return self._in_grid(index, dx, dy)

    @cached_property
    def _is_cloud(self) -> bool:
        """Whether both places are numbers: no two items need to share a row or a column."""
        kinds = [axis.kind for axis in self._plot.axes if axis.channel in ("x", "y")]
        banded = "category" in kinds or self._group.type in _SPANNING
        return not banded and {axis.channel for axis in self._plot.axes} >= {"x", "y"}

    @cached_property
    def _orders(self) -> dict[str, tuple[NDArray[np.intp], NDArray[np.intp]]]:
        """By x, and by y: the items in order, and the place of each in it."""
        xs, ys = self.places
        found = {}
        for name, keys in (("x", (ys, xs)), ("y", (xs, ys))):
            order = np.lexsort(keys)
            place = np.empty_like(order)
            place[order] = np.arange(len(order))
            found[name] = order, place
        return found

    def _on_path(self, index: int, by: int) -> int | None:
        """The next vertex of the line that has a place."""
        start, stop = next(
            (span for span in self._group.paths if span[0] <= index < span[1]),
            (0, self._group.count),
        )
        xs, ys = self.places
        at = index + by
        while start <= at < stop:
            if np.isfinite(xs[at]) and np.isfinite(ys[at]):
                return at
            at += by
        return None

    def nearest_along_x(self, x: float, start: int, stop: int) -> int | None:
        """The vertex of a line nearest to ``x``."""
        xs, ys = self.places
        away = np.abs(xs[start:stop] - x)
        away = np.where(np.isfinite(away) & np.isfinite(ys[start:stop]), away, np.inf)
        if not len(away) or not np.isfinite(away).any():
            return None
        return start + int(np.argmin(away))

    def _in_grid(self, index: int, dx: int, dy: int) -> int | None:
        """The nearest item in the next row or column; where all items stand in one, every
        arrow follows it.
        """
        if self._orient == "vertical" and dy and not self._shares_columns:
            return self._next(index, "x", dy, aside=False)
        if self._orient == "horizontal" and dx and not self._shares_rows:
            return self._next(index, "y", dx, aside=False)
        if dx:
            return self._next(index, "x", dx, within=self._orient != "vertical")
        return self._next(index, "y", dy, within=self._orient != "horizontal")

    def _next(
        self, index: int, name: str, by: int, *, aside: bool = True, within: bool = False
    ) -> int | None:
        """The next item along x or y, the one least aside of several; ``within`` the row
        or column of ``index`` alone, where it shares one.
        """
        xs, ys = self.places
        along, across = (xs, ys) if name == "x" else (ys, xs)
        on = (along - along[index]) * by
        off = np.abs(across - across[index]) if aside else np.zeros_like(on)
        ahead = np.flatnonzero(np.isfinite(on) & np.isfinite(off) & (on > _SAME))
        if within:
            here = ahead[off[ahead] <= _SAME]
            ahead = here if len(here) or self._orient else ahead
        if not len(ahead):
            return None
        same = ahead[on[ahead] <= on[ahead].min() + _SAME]
        return int(same[np.argmin(off[same])])

    @cached_property
    def _orient(self) -> str:
        """Along which axis the categories stand: "vertical" bars have them along x."""
        if self._group.type in ("bar", "tick") and self._group.orient:
            return self._group.orient
        kinds = {axis.channel: axis.kind for axis in self._plot.axes}
        banded = [name for name in "xy" if kinds.get(name, "category") == "category"]
        return {"x": "vertical", "y": "horizontal"}.get("".join(banded), "")

    @cached_property
    def _shares_columns(self) -> bool:
        return _repeats(self.places[0])

    @cached_property
    def _shares_rows(self) -> bool:
        return _repeats(self.places[1])

    def toward(
        self, x: float, y: float, way: str, leaving: int | None = None
    ) -> tuple[float, int] | None:
        """How far, and which, the nearest item is that lies that way from a place."""
        xs, ys = self.places
        dx, dy = WAYS[way]
        on = (xs - x) * dx + (ys - y) * dy
        aside = np.abs((xs - x) * dy) + np.abs((ys - y) * dx)
        for narrow in (True, False):  # first what lies more that way than aside
            ahead = np.isfinite(on) & (on > _SAME) & ((aside <= on) | (not narrow))
            if leaving is not None:
                ahead[leaving] = False
            if ahead.any():
                cost = np.where(ahead, on + _ASIDE * aside, np.inf)
                best = int(np.argmin(cost))
                return float(cost[best]), best
        return None


def _repeats(places: Floats) -> bool:
    """Whether several items stand at the same place."""
    known = places[np.isfinite(places)]
    return len(np.unique(np.round(known / _SAME))) < len(known)


def _within(at: int, count: int) -> int | None:
    return at if 0 <= at < count else None


def _column(group: MarkGroup, name: str) -> Floats:
    column = group.columns.get(name, np.nan)
    try:
        values = np.asarray(column, dtype=np.float64)
    except (TypeError, ValueError):
        values = np.asarray(np.nan)
    return np.broadcast_to(values, group.count)


def _bounds(group: MarkGroup, rank: int) -> tuple[float, float, float, float]:
    path = group.value("path", rank)
    return path.bounds if isinstance(path, Path) else (np.nan, np.nan, np.nan, np.nan)
