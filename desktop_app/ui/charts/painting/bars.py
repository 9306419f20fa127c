"""Bars, ticks and the cells of a heat map, with their edges on whole device pixels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from desktop_app.ui.charts.painting.arrays import Floats, draw_rects
from desktop_app.ui.charts.painting.figure import Figure, Hit, as_number
from desktop_app.ui.charts.painting.inks import Ink, Inks

BAR_REACH = 6.0
_CORNERS = ("TopLeft", "TopRight", "BottomRight", "BottomLeft")


class Rects(Figure):
    """Rectangles from (x, y) to (x2, y2)."""

    @cached_property
    def _edges(self) -> Floats:
        """Left, top, right, bottom of each item; NaN where it has no place."""
        across, upright = self._spans("x"), self._spans("y")
        return np.column_stack((across[0], upright[0], across[1], upright[1]))

    def _spans(self, name: str) -> tuple[Floats, Floats]:
        place = self.xs if name == "x" else self.ys
        one, two = place(name), place(f"{name}2")
        low, high = np.minimum(one, two), np.maximum(one, two)
        kind, orient = self.group.type, self.group.orient
        is_across = orient == ("vertical" if name == "x" else "horizontal")
        if kind == "bar" and is_across and self.frame.banded.get(name, True):
            middle, half = (low + high) / 2, np.minimum(high - low, self.frame.thickest) / 2
            low, high = middle - half, middle + half
        low, high = self._snapped(low), self._snapped(high)
        if kind == "tick" or (kind == "bar" and is_across):
            # However many there are, none is too thin to be seen.
            high = np.maximum(high, low + max(1 / self.frame.ratio, 1.0))
        return low, high

    def _snapped(self, places: Floats) -> Floats:
        snapped: Floats = np.round(places * self.frame.ratio) / self.frame.ratio
        return snapped

    @cached_property
    def _inks(self) -> Inks:
        return Inks(self.group)

    @cached_property
    def _radii(self) -> tuple[float, ...]:
        """The radii of the four corners, where no end is meant; pixels."""
        every = self.setting("cornerRadius", 0.0)
        return tuple(self.setting(f"cornerRadius{name}", every) for name in _CORNERS)

    @cached_property
    def _end_radius(self) -> float:
        return as_number(self.group.style.get("cornerRadiusEnd"), 0.0)

    def paint(self, painter: QPainter) -> None:
        is_round = any(self._radii) or self._end_radius > 0
        for ink, ranks in self._inks.each():
            if is_round:
                for index in np.arange(self.group.count)[ranks].tolist():
                    ink.apply(painter, self.frame.look)
                    painter.drawPath(self._shape(index))
                    ink.hatch(painter, self._shape(index), self.frame.look, scale=self.frame.scale)
            else:
                self._paint_plain(painter, ink, self._edges[ranks])

    def _paint_plain(self, painter: QPainter, ink: Ink, edges: Floats) -> None:
        known = edges[np.isfinite(edges).all(axis=1)]
        rows = np.column_stack((known[:, :2], known[:, 2:] - known[:, :2]))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.brush(self.frame.look))
        draw_rects(painter, rows)
        painter.restore()
        if self.frame.look.hatching(ink.fill):
            whole = QPainterPath()
            for left, top, wide, high in rows.tolist():
                whole.addRect(left, top, wide, high)
            ink.hatch(painter, whole, self.frame.look, scale=self.frame.scale)
        pen = ink.edge(self.frame.look)
        if pen.style() != Qt.PenStyle.NoPen:
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            draw_rects(painter, rows)

    def rect(self, index: int) -> QRectF:
        left, top, right, bottom = self._edges[index].tolist()
        if left != left or top != top or right != right or bottom != bottom:
            return QRectF()
        return QRectF(left, top, right - left, bottom - top)

    def ground_at(self, point: QPointF) -> QColor | None:
        hit = self.find(point)
        if hit is None or hit.distance:
            return None
        return self._inks.of(hit.index).ground(self.frame.look)

    def outline(self, index: int) -> QPainterPath:
        # A bar of no length still shows that it is meant.
        path = QPainterPath()
        path.addRect(self.rect(index).adjusted(-1, -1, 1, 1))
        return path

    def find(self, point: QPointF) -> Hit | None:
        x, y = point.x(), point.y()
        left, top, right, bottom = self._edges.T
        away = np.maximum(
            np.maximum(np.maximum(left - x, x - right), 0.0),
            np.maximum(np.maximum(top - y, y - bottom), 0.0),
        )
        away = np.where(np.isnan(away), np.inf, away)
        if not len(away):
            return None
        last = len(away) - 1 - int(np.argmin(away[::-1]))  # the one in front
        reach = BAR_REACH if self.group.type != "rect" else 0.0
        return Hit(float(away[last]), last) if away[last] <= reach else None

    def emphasize(self, painter: QPainter, index: int, width: float) -> None:
        painter.setPen(QPen(self.frame.look.ink, width * max(self.frame.scale, 1.0)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self.rect(index).adjusted(-1, -1, 1, 1))

    def _shape(self, index: int) -> QPainterPath:
        whole = self._stacks.get(self._place(index), [index])
        if len(whole) < 2:
            return rounded(self.rect(index), self._radii_of(whole))
        # A stack is round as a whole; within, its parts are square.
        around = QRectF()
        for one in whole:
            around = around.united(self.rect(one))
        own = QPainterPath()
        own.addRect(self.rect(index))
        return rounded(around, self._radii_of(whole)).intersected(own)

    def _place(self, index: int) -> tuple[int, int]:
        """What bars that stand on each other have in common."""
        left, top, right, bottom = self._edges[index].tolist()
        ends = (top, bottom) if self.group.orient == "horizontal" else (left, right)
        return (
            (round(ends[0] * 2), round(ends[1] * 2))
            if np.isfinite(ends).all()
            else (-1 - index, -1)
        )

    @cached_property
    def _stacks(self) -> Mapping[tuple[int, int], list[int]]:
        found: dict[tuple[int, int], list[int]] = {}
        if self.group.type == "bar":
            for index in range(self.group.count):
                found.setdefault(self._place(index), []).append(index)
        return found

    def _radii_of(self, stack: Sequence[int]) -> tuple[float, ...]:
        """The radii of a bar, or of a stack: round at the values' ends, square at the base."""
        end = self._end_radius
        if end <= 0:
            return self._radii
        name = "x" if self.group.orient == "horizontal" else "y"
        ways = [self.number(name, one, 0.0) - self.number(f"{name}2", one, 0.0) for one in stack]
        if name == "x":
            right = end if any(way >= 0 for way in ways) else 0.0
            left = end if any(way < 0 for way in ways) else 0.0
            return left, right, right, left
        up = end if any(way <= 0 for way in ways) else 0.0
        down = end if any(way > 0 for way in ways) else 0.0
        return up, up, down, down


def rounded(rect: QRectF, radii: tuple[float, ...]) -> QPainterPath:
    """``rect`` with a radius for each corner, clockwise from the top left."""
    path = QPainterPath()
    most = min(rect.width(), rect.height()) / 2
    one, two, three, four = (min(max(radius, 0.0), most) for radius in radii)
    path.moveTo(rect.left() + one, rect.top())
    path.lineTo(rect.right() - two, rect.top())
    path.quadTo(rect.topRight(), QPointF(rect.right(), rect.top() + two))
    path.lineTo(rect.right(), rect.bottom() - three)
    path.quadTo(rect.bottomRight(), QPointF(rect.right() - three, rect.bottom()))
    path.lineTo(rect.left() + four, rect.bottom())
    path.quadTo(rect.bottomLeft(), QPointF(rect.left(), rect.bottom() - four))
    path.lineTo(rect.left(), rect.top() + one)
    path.quadTo(rect.topLeft(), QPointF(rect.left() + one, rect.top()))
    path.closeSubpath()
    return path
