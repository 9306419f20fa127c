"""Rules: straight lines from (x, y) to (x2, y2)."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from desktop_app.ui.charts.painting.arrays import Floats, draw_lines
from desktop_app.ui.charts.painting.figure import Figure, Hit
from desktop_app.ui.charts.painting.inks import Inks

RULE_REACH = 5.0
_ON = 3.0


class Rules(Figure):
    """Lines that stand for themselves; upright and level ones are sharp."""

    @cached_property
    def _lines(self) -> Floats:
        """x1, y1, x2, y2 of each item; NaN where it has no place."""
        x, y = self.xs(), self.ys()
        x2 = self.xs("x2") if "x2" in self.group.columns else x
        y2 = self.ys("y2") if "y2" in self.group.columns else y
        lines = np.column_stack((x, y, x2, y2))
        lines[:, (0, 2)] = self._sharp(lines[:, (0, 2)])
        lines[:, (1, 3)] = self._sharp(lines[:, (1, 3)])
        return lines

    @staticmethod
    def _sharp(ends: Floats) -> Floats:
        """In the middle of a pixel where both ends are at the same place."""
        same = ends[:, 0] == ends[:, 1]
        ends[same] = np.floor(ends[same]) + 0.5
        return ends

    @cached_property
    def _inks(self) -> Inks:
        return Inks(self.group)

    def paint(self, painter: QPainter) -> None:
        for ink, ranks in self._inks.each():
            pen = ink.pen(self.frame.look, scale=self.frame.scale)
            if pen.style() == Qt.PenStyle.NoPen:
                continue
            painter.setPen(pen)
            lines = self._lines[ranks]
            draw_lines(painter, lines[np.isfinite(lines).all(axis=1)])

    def rect(self, index: int) -> QRectF:
        x, y, x2, y2 = self._lines[index].tolist()
        if not np.isfinite((x, y, x2, y2)).all():
            return QRectF()
        return QRectF(QPointF(x, y), QPointF(x2, y2)).normalized().adjusted(-2, -2, 2, 2)

    def outline(self, index: int) -> QPainterPath:
        path = QPainterPath()
        rect = self.rect(index)
        if not rect.isNull():
            x, y, x2, y2 = self._lines[index].tolist()
            path.moveTo(x, y)
            path.lineTo(x2, y2)
        return path

    def find(self, point: QPointF) -> Hit | None:
        if not self.group.count:
            return None
        start, way = self._lines[:, :2], self._lines[:, 2:] - self._lines[:, :2]
        place = np.array((point.x(), point.y()))
        long = np.maximum((way**2).sum(axis=1), 1e-9)
        share = np.clip((((place - start) * way).sum(axis=1)) / long, 0.0, 1.0)
        away = np.hypot(*(start + share[:, None] * way - place).T)
        away = np.where(np.isnan(away), np.inf, away)  # what has no place is never near
        best = len(away) - 1 - int(np.argmin(away[::-1]))
        if away[best] > RULE_REACH:
            return None
        return Hit(max(float(away[best]) - _ON, 0.0), best)
