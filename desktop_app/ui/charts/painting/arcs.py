"""Arcs: sectors of pies and rings, angles clockwise from the top."""

from __future__ import annotations

import math
from functools import cached_property

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPainterPathStroker, QPen

from desktop_app.ui.charts.painting.figure import FARTHEST, Figure, Hit
from desktop_app.ui.charts.painting.inks import Inks

TURN = 2 * math.pi


class Arcs(Figure):
    """Sectors around (x, y), between two radii (nominal pixels) and two angles (radians)."""

    @cached_property
    def _inks(self) -> Inks:
        return Inks(self.group)

    @property
    def _stretch(self) -> float:
        plot = self.frame.plot
        return min(abs(plot.scale_x), abs(plot.scale_y))

    def _radii(self, index: int) -> tuple[float, float]:
        """Inner and outer, in pixels of the widget."""
        ends = (self.number(name, index, 0.0) for name in ("innerRadius", "outerRadius"))
        inner, outer = sorted(min(max(end, 0.0) * self._stretch, FARTHEST) for end in ends)
        return inner, outer

    def _angles(self, index: int) -> tuple[float, float]:
        start, end = (self.number(name, index, 0.0) for name in ("startAngle", "endAngle"))
        low, high = min(start, end), max(start, end)
        return low, min(high, low + TURN)

    def paint(self, painter: QPainter) -> None:
        look = self.frame.look
        for index in range(self.group.count):
            ink = self._inks.of(index)
            ink.apply(painter, look, scale=self.frame.scale)
            plain = ink.stroke is None and look.hatching(ink.fill) is None
            if plain and self.group.count > 1:  # a hairline parts neighbours
                painter.setPen(QPen(look.surface, 1))
            outline = self.outline(index)
            painter.drawPath(outline)
            ink.hatch(painter, outline, look, scale=self.frame.scale)

    def ground_at(self, point: QPointF) -> QColor | None:
        hit = self.find(point)
        if hit is None or hit.distance:
            return None
        return self._inks.of(hit.index).ground(self.frame.look)

    def outline(self, index: int) -> QPainterPath:
        path = QPainterPath()
        inner, outer = self._radii(index)
        start, end = self._angles(index)
        if outer <= 0 or end <= start:
            return path
        centre = self.at(index)
        full = end - start >= TURN - 1e-9
        if full:
            path.addEllipse(centre, outer, outer)
            if inner > 0:
                path.addEllipse(centre, inner, inner)
            return path
        given = self.group.columns.get("padAngle", self.group.style.get("padAngle"))
        pad = self.number("padAngle", index, 0.0) if given is not None else 0.0
        pad = pad or self.setting("padAngle", 0.0)
        shift = min(pad, end - start) / 2
        start, end = start + shift, end - shift
        corner = min(self.setting("cornerRadius", 0.0), (outer - inner) / 2)
        path = _sector(centre, inner, outer, start, end)
        return path if corner <= 0 else _softened(path, corner)

    def rect(self, index: int) -> QRectF:
        return self.outline(index).boundingRect()

    def find(self, point: QPointF) -> Hit | None:
        count = self.group.count
        if not count:
            return None
        dx, dy = point.x() - self.xs(), point.y() - self.ys()
        away = np.hypot(dx, dy) / (self._stretch or 1.0)
        turn = np.arctan2(dx, -dy)  # clockwise from the top
        ends = (self.nominal("startAngle", 0.0), self.nominal("endAngle", 0.0))
        low, high = np.minimum(*ends), np.maximum(*ends)
        radii = (self.nominal("innerRadius", 0.0), self.nominal("outerRadius", 0.0))
        inside = (away >= np.minimum(*radii)) & (away <= np.maximum(*radii))
        inside &= (turn - low) % TURN <= high - low
        hits = np.flatnonzero(inside)
        return Hit(0.0, int(hits[-1])) if len(hits) else None


def _sector(centre: QPointF, inner: float, outer: float, start: float, end: float) -> QPainterPath:
    """Qt's angles are degrees, anticlockwise from the right."""
    path = QPainterPath()
    first, sweep = 90 - math.degrees(start), -math.degrees(end - start)
    around = QRectF(centre.x() - outer, centre.y() - outer, 2 * outer, 2 * outer)
    path.arcMoveTo(around, first)
    path.arcTo(around, first, sweep)
    if inner > 0:
        hole = QRectF(centre.x() - inner, centre.y() - inner, 2 * inner, 2 * inner)
        path.arcTo(hole, first + sweep, -sweep)
    else:
        path.lineTo(centre)
    path.closeSubpath()
    return path


def _softened(path: QPainterPath, radius: float) -> QPainterPath:
    """``path`` with its corners round: drawn in by a stroke, and out again."""
    stroker = QPainterPathStroker()
    stroker.setWidth(2 * radius)
    stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    within = path.subtracted(stroker.createStroke(path))
    if within.isEmpty():
        return path
    return within.united(stroker.createStroke(within))
