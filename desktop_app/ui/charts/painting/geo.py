"""Shapes of maps: rings of points, with holes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Protocol, runtime_checkable

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from desktop_app.ui.charts.painting.arrays import Floats, path_of
from desktop_app.ui.charts.painting.figure import FARTHEST, Figure, Hit
from desktop_app.ui.charts.painting.inks import Ink, Inks

POINT_RADIUS = 4.0
_ON = 4.0
"""So near to a line of a map one points at it."""
_COARSE = 10.0
"""Shapes so wide, in pixels, are parted by a hairline."""


@runtime_checkable
class Rings(Protocol):
    """What a geoshape is made of: arrays of (x, y), in nominal pixels."""

    @property
    def rings(self) -> Sequence[Floats]: ...
    @property
    def closed(self) -> bool: ...


class Geoshapes(Figure):
    """Polygons with holes, or lines where they are not closed."""

    @cached_property
    def _inks(self) -> Inks:
        return Inks(self.group)

    @cached_property
    def _paths(self) -> list[QPainterPath]:
        column = self.group.columns.get("path")
        given = column if isinstance(column, list | tuple) else [column] * self.group.count
        return [self._path(one) for one in given]

    @cached_property
    def _boxes(self) -> Floats:
        """Left, top, right, bottom of each."""
        rects = (path.boundingRect() for path in self._paths)
        boxes = [(rect.left(), rect.top(), rect.right(), rect.bottom()) for rect in rects]
        return np.array(boxes, dtype=float).reshape(-1, 4)

    def _path(self, shape: object) -> QPainterPath:
        path = QPainterPath()
        if not isinstance(shape, Rings):
            return path
        rings = [ring for ring in (np.asarray(r, dtype=float) for r in shape.rings) if len(ring)]
        if not rings:
            return path
        if shape.closed:
            rings = [np.concatenate((ring, ring[:1])) for ring in rings]
        points = np.concatenate(rings)
        joins = np.ones(len(points), dtype=np.int32)
        joins[np.cumsum([len(ring) for ring in rings]) - 1] = 0
        plot = self.frame.plot
        xs = np.clip(plot.x(points[:, 0]), -FARTHEST, FARTHEST)
        ys = np.clip(plot.y(points[:, 1]), -FARTHEST, FARTHEST)
        joined = path_of(xs, ys, joins)
        joined.setFillRule(Qt.FillRule.OddEvenFill)
        return joined

    def _is_closed(self, index: int) -> bool:
        shape = self.group.value("path", index)
        return bool(getattr(shape, "closed", True))

    def paint(self, painter: QPainter) -> None:
        look, seen = self.frame.look, self.frame.plot.rect
        for index, path in enumerate(self._paths):
            if path.isEmpty() or not path.boundingRect().intersects(seen):
                continue
            ink = self._inks.of(index)
            ink.apply(painter, look, scale=self.frame.scale)
            if self._is_closed(index) and not ink.stroke and ink.fill:
                painter.setPen(self._seam(ink))
            if not self._is_closed(index):
                painter.setBrush(Qt.BrushStyle.NoBrush)
                if not ink.stroke and ink.fill:  # a line has nothing to be filled
                    painter.setPen(replace(ink, stroke=ink.fill).pen(look, scale=self.frame.scale))
            painter.drawPath(path)
            if self._is_closed(index):
                ink.hatch(painter, path, look, scale=self.frame.scale)

    def _seam(self, ink: Ink) -> QPen:
        """A hairline between neighbours; where they are too small for one, none is left open."""
        if self._is_coarse:
            return QPen(self.frame.look.surface, 0.5)
        if not ink.is_opaque or self.group.count < 2:
            return QPen(Qt.PenStyle.NoPen)
        return QPen(self.frame.look.colour(ink.fill or ""), 0.5)

    @cached_property
    def _is_coarse(self) -> bool:
        if self.group.count < 2:
            return False
        wide = self._boxes[:, 2] - self._boxes[:, 0]
        return bool(np.median(wide) > _COARSE)

    def rect(self, index: int) -> QRectF:
        return self._paths[index].boundingRect()

    def ground_at(self, point: QPointF) -> QColor | None:
        hit = self.find(point)
        if hit is None or hit.distance:
            return None
        return self._inks.of(hit.index).ground(self.frame.look)

    def outline(self, index: int) -> QPainterPath:
        return self._paths[index]

    def emphasize(self, painter: QPainter, index: int, width: float) -> None:
        # Cased, to be seen over the neighbours' edges as well.
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.frame.look.surface, (width + 2) * max(self.frame.scale, 1.0)))
        painter.drawPath(self._paths[index])
        super().emphasize(painter, index, width)

    def find(self, point: QPointF) -> Hit | None:
        if not self.group.count:
            return None
        x, y = point.x(), point.y()
        left, top, right, bottom = self._boxes.T
        near = (left - _ON <= x) & (x <= right + _ON) & (top - _ON <= y) & (y <= bottom + _ON)
        around = QRectF(x - _ON, y - _ON, 2 * _ON, 2 * _ON)
        for index in np.flatnonzero(near)[::-1].tolist():
            path = self._paths[index]
            if path.isEmpty():
                continue
            closed = self._is_closed(index)
            if path.contains(point) if closed else path.intersects(around):
                return Hit(0.0, index)
        return None
