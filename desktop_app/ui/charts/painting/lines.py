"""Lines: through the vertices of each path, with gaps where there is none."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from desktop_app.ui.charts.painting.arrays import Floats, path_of
from desktop_app.ui.charts.painting.curves import curve
from desktop_app.ui.charts.painting.figure import FARTHEST, REACH, Figure, Frame, Hit, as_number
from desktop_app.ui.charts.painting.inks import Ink, Inks
from desktop_app.ui.charts.painting.nearest import Nearest
from desktop_app.ui.charts.painting.strokes import stroke
from desktop_app.ui.charts.painting.thinning import thinned

if TYPE_CHECKING:
    from desktop_app.charts.scene import MarkGroup

ON = 6.0
"""So near to a vertex one points at it, not at what lies behind."""
LINE_WIDTH = 2.0


class Paths(Figure):
    """What lines, areas and trails have in common: items that are vertices."""

    inks: Inks

    @cached_property
    def _known(self) -> np.ndarray | None:
        """Which items have a place; None where all have."""
        group = self.group
        names = ("x", "y", "x2", "y2") if group.type == "area" else ("x", "y")
        columns = [self.nominal(name) for name in names]
        with np.errstate(over="ignore", invalid="ignore"):
            # A sum tells of all at once, and takes no room; most often it is finite.
            if group.defined is None and all(math.isfinite(column.sum()) for column in columns):
                return None
        known = np.logical_and.reduce([np.isfinite(column) for column in columns])
        if group.defined is not None:
            known = known & np.resize(np.asarray(group.defined, dtype=bool), group.count)
        return None if known.all() else known

    def runs(self) -> Iterator[tuple[int, int, int]]:
        """The stretches without a gap: where their path starts, and their own ends."""
        paths = self.group.paths or ((0, self.group.count),)
        for start, stop in paths:
            if self._known is None:
                if stop > start:
                    yield start, start, stop
                continue
            known = np.concatenate(([False], self._known[start:stop], [False]))
            turns = np.flatnonzero(known[1:] != known[:-1]) + start
            for first, last in turns.reshape(-1, 2).tolist():
                yield start, first, last

    def polyline(
        self, first: int, last: int, x: str = "x", y: str = "y"
    ) -> tuple[Floats, Floats, bool]:
        """A stretch as it is drawn, in pixels of the widget; and whether it was thinned."""
        plot, ratio = self.frame.plot, self.frame.ratio
        left, right = math.floor(plot.rect.left() * ratio), math.ceil(plot.rect.right() * ratio)
        low, high = (plot.nominal(QPointF(edge / ratio, 0.0))[0] for edge in (left, right))
        xs, ys, is_thinned = thinned(
            self.nominal(x)[first:last], self.nominal(y)[first:last], low, high, right - left
        )
        xs = np.clip(plot.x(xs), -FARTHEST, FARTHEST)
        ys = np.clip(plot.y(ys), -FARTHEST, FARTHEST)
        interpolate = self.group.style.get("interpolate")
        if is_thinned or not isinstance(interpolate, str):
            return xs, ys, is_thinned
        given = self.group.style.get("tension")
        tension = None if given is None else as_number(given, 0.0)
        if interpolate == "monotone" and self.group.orient == "horizontal":
            ys, xs = curve(ys, xs, interpolate, tension)
        else:
            xs, ys = curve(xs, ys, interpolate, tension)
        return xs, ys, False

    @cached_property
    def _nearest(self) -> Nearest:
        xs, ys = self.nominal("x"), self.nominal("y")
        if self._known is not None:  # what has no place is never near
            xs, ys = np.where(self._known, xs, np.inf), np.where(self._known, ys, np.inf)
        return Nearest(xs, ys, self.frame.plot)

    def find(self, point: QPointF) -> Hit | None:
        near, away = self._nearest.around(point, REACH)
        if not len(near):
            return None
        best = int(np.argmin(away))
        return Hit(max(float(away[best]) - ON, 0.0), int(near[best]))

    @property
    def vertex_radius(self) -> float:
        return float(self.frame.look.px(4))

    def rect(self, index: int) -> QRectF:
        centre, radius = self.at(index), self.vertex_radius + 3
        return QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)

    def outline(self, index: int) -> QPainterPath:
        path = QPainterPath()
        path.addEllipse(self.rect(index))
        return path

    def emphasize(self, painter: QPainter, index: int, width: float) -> None:
        centre, look = self.at(index), self.frame.look
        ink = self.inks.of(index)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(ink.stroke or ink.fill or "ink"))
        painter.drawEllipse(centre, self.vertex_radius, self.vertex_radius)
        super().emphasize(painter, index, width)


class Lines(Paths):
    """Lines, dashed or not; a vertex alone is a dot."""

    def __init__(self, group: MarkGroup, frame: Frame) -> None:
        super().__init__(group, frame)
        self.inks = Inks(group, width=LINE_WIDTH)

    def paint(self, painter: QPainter) -> None:
        look, style = self.frame.look, self.group.style
        for start, first, last in self.runs():
            ink = self.inks.of(start)
            if ink.stroke is None:
                continue
            if last - first == 1:
                self._draw_dot(painter, ink, first)
                continue
            xs, ys, is_thinned = self.polyline(first, last)
            if not ink.dash:
                ink = replace(ink, dash=self.frame.apart.dash(look, ink.stroke))
            pen = ink.pen(look, scale=self.frame.scale * look.stress)
            if not ink.dash and not is_thinned:
                pen.setCapStyle(_CAPS.get(str(style.get("strokeCap")), _CAPS["round"]))
            join = _JOINS.get(str(style.get("strokeJoin")), _JOINS["round"])
            pen.setJoinStyle(_JOINS["bevel"] if is_thinned else join)
            painter.setBrush(ink.brush(look) if ink.fill else Qt.BrushStyle.NoBrush)
            if ink.fill:
                painter.setPen(pen)
                painter.drawPath(path_of(xs, ys))
            else:
                stroke(painter, xs, ys, pen, self.frame.plot.rect)

    def _draw_dot(self, painter: QPainter, ink: Ink, index: int) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.pen(self.frame.look).color())
        radius = max(ink.width * self.frame.scale * self.frame.look.stress, 1.0) * 1.25
        painter.drawEllipse(self.at(index), radius, radius)


_CAPS = {
    "round": Qt.PenCapStyle.RoundCap,
    "square": Qt.PenCapStyle.SquareCap,
    "butt": Qt.PenCapStyle.FlatCap,
}
_JOINS = {
    "round": Qt.PenJoinStyle.RoundJoin,
    "bevel": Qt.PenJoinStyle.BevelJoin,
    "miter": Qt.PenJoinStyle.MiterJoin,
}


class Trails(Paths):
    """Lines as wide at each vertex as its size says."""

    def __init__(self, group: MarkGroup, frame: Frame) -> None:
        super().__init__(group, frame)
        self.inks = Inks(group)

    def paint(self, painter: QPainter) -> None:
        for start, first, last in self.runs():
            ink = self.inks.of(start)
            painter.setBrush(ink.brush(self.frame.look, patterned=False))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawPath(self._trail(first, last))

    def _trail(self, first: int, last: int) -> QPainterPath:
        """A disc at each vertex, and what joins it to the next."""
        xs, ys = self.xs()[first:last], self.ys()[first:last]
        halves = np.clip(self.nominal("size", LINE_WIDTH)[first:last], 0.0, 500.0)
        halves = halves * self.frame.scale / 2
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        dx, dy = np.diff(xs), np.diff(ys)
        long = np.hypot(dx, dy)
        across = np.column_stack((-dy, dx)) / np.maximum(long, 1e-9)[:, None]
        for at, (x, y, half) in enumerate(zip(xs, ys, halves, strict=True)):
            path.addEllipse(QPointF(x, y), half, half)
            if at + 1 < len(xs) and long[at] > 0:
                ax, ay = across[at].tolist()
                nx, ny, wide = xs[at + 1], ys[at + 1], halves[at + 1]
                path.moveTo(x + ax * half, y + ay * half)
                path.lineTo(x - ax * half, y - ay * half)
                path.lineTo(nx - ax * wide, ny - ay * wide)
                path.lineTo(nx + ax * wide, ny + ay * wide)
                path.closeSubpath()
        return path


class Areas(Paths):
    """Bands between (x, y) and (x2, y2)."""

    def __init__(self, group: MarkGroup, frame: Frame) -> None:
        super().__init__(group, frame)
        self.inks = Inks(group)

    def paint(self, painter: QPainter) -> None:
        for start, first, last in self.runs():
            ink = self.inks.of(start)
            if last - first == 1:
                pen = QPen(ink.brush(self.frame.look, patterned=False).color(), 1.0)
                painter.setPen(pen)
                painter.drawLine(self.at(first), self.at(first, *self._other))
                continue
            ink.apply(painter, self.frame.look, scale=self.frame.scale)
            band = self._band(first, last)
            painter.drawPath(band)
            ink.hatch(painter, band, self.frame.look, scale=self.frame.scale)

    @property
    def _other(self) -> tuple[str, str]:
        return ("x2", "y") if self.group.orient == "horizontal" else ("x", "y2")

    def _band(self, first: int, last: int) -> QPainterPath:
        x1, y1, _ = self.polyline(first, last)
        x2, y2, _ = self.polyline(first, last, *self._other)
        xs, ys = np.concatenate((x1, x2[::-1])), np.concatenate((y1, y2[::-1]))
        path = path_of(xs, ys)
        path.closeSubpath()
        return path

    def ground_at(self, point: QPointF) -> QColor | None:
        hit = self.find(point)
        return self.inks.of(hit.index).ground(self.frame.look) if hit else None

    def outline(self, index: int) -> QPainterPath:
        """The whole band that the vertex is of."""
        whole = QPainterPath()
        for start, stop in self.group.paths or ((0, self.group.count),):
            if start <= index < stop:
                for path, first, last in self.runs():
                    if path == start and last - first > 1:
                        whole.addPath(self._band(first, last))
        return whole

    def find(self, point: QPointF) -> Hit | None:
        """The vertex of the band at ``point`` that is nearest along it; front ones first."""
        along, across = ("y", "x") if self.group.orient == "horizontal" else ("x", "y")
        place = dict(zip("xy", self.frame.plot.nominal(point), strict=True))
        for _, first, last in reversed(list(self.runs())):
            steps = self.nominal(along)[first:last]
            if last - first < 2 or not steps.min() <= place[along] <= steps.max():
                continue
            turn = 1 if steps[-1] >= steps[0] else -1
            edges = [
                np.interp(place[along], steps[::turn], self.nominal(name)[first:last][::turn])
                for name in (across, f"{across}2")
            ]
            if min(edges) <= place[across] <= max(edges):
                return Hit(0.0, first + int(np.argmin(np.abs(steps - place[along]))))
        return None
