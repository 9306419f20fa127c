"""The symbols of points: a shape per series, so that colour is never the only sign."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from desktop_app.ui.charts.look import DASHES

_SIDES = (0, 4, 3, -4, 6, -3)
"""Per series: a disc, a square, a triangle, a diamond, a hexagon, a triangle upside down."""


@cache
def _unit_shape(series: int) -> QPainterPath:
    """The symbol within a circle of radius 1, widened to weigh the same as a disc."""
    path = QPainterPath()
    sides = _SIDES[series % len(_SIDES)]
    if not sides:
        path.addEllipse(QPointF(0, 0), 1, 1)
        return path
    corners = {
        4: [(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)],
        -4: [(0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)],
        3: [(0, -1.2), (1.15, 0.85), (-1.15, 0.85)],
        -3: [(0, 1.2), (1.15, -0.85), (-1.15, -0.85)],
        6: [(1.1, 0), (0.55, 0.95), (-0.55, 0.95), (-1.1, 0), (-0.55, -0.95), (0.55, -0.95)],
    }[sides]
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
    path.closeSubpath()
    return path


def draw_symbol(
    painter: QPainter,
    centre: QPointF,
    radius: float,
    series: int,
    colour: QColor,
    halo: QColor | None = None,
) -> None:
    """One symbol; ``halo`` parts it from what it lies on."""
    painter.save()
    painter.translate(centre)
    painter.scale(radius, radius)
    if halo is not None:
        painter.setPen(QPen(halo, 2.4 / max(radius, 1)))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPath(_unit_shape(series))
    painter.restore()


def symbol_pixmap(radius: float, series: int, colour: QColor, ratio: float) -> QPixmap:
    """The symbol as a picture, to be stamped thousands of times."""
    side = 2 * radius * 1.3 + 2
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_symbol(painter, QRectF(0, 0, side, side).center(), radius, series, colour)
    painter.end()
    return pixmap


def line_pen(series: int, colour: QColor, width: float, *, dashed: bool) -> QPen:
    pen = QPen(colour, width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pattern = DASHES[series % len(DASHES)]
    if dashed and pattern:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern(pattern)
    return pen


def draw_line_sample(
    painter: QPainter, place: QPointF, series: int, colour: QColor, length: float
) -> None:
    painter.setPen(line_pen(series, colour, 2.5, dashed=True))
    painter.drawLine(place, place + QPointF(length, 0))
