"""Fills for black and white: hatching drawn as lines, the same at every scale and in SVG."""

from __future__ import annotations

import math

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

SPACING = 7.0
WIDTH = 1.4
_ANGLES: tuple[tuple[float, ...], ...] = ((45.0,), (0.0,), (45.0, -45.0), (90.0,), (-45.0,))
"""The directions of the lines of each pattern, degrees."""
COUNT = len(_ANGLES) + 2
"""So many series have a pattern of their own: plain, lines, and dots; then they repeat."""
_MOST = 3_000


def hatch(painter: QPainter, path: QPainterPath, rank: int, colour: QColor, scale: float) -> None:
    """Draw the pattern of series ``rank`` in ``path``; nothing for the first, which is plain."""
    pattern = rank % COUNT
    if not pattern or path.isEmpty():
        return
    painter.save()
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    step = SPACING * scale / (1 + rank // COUNT * 0.5)
    pen = QPen(colour, WIDTH * scale)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    rect = path.boundingRect()
    if pattern == COUNT - 1:
        _dots(painter, rect, step, colour)
    else:
        for angle in _ANGLES[pattern - 1]:
            painter.drawLines(_lines(rect, angle, step))
    painter.restore()


def _lines(rect: QRectF, angle: float, step: float) -> list[QLineF]:
    """Parallel lines across ``rect``, at places that are the same for every shape."""
    turn = math.radians(angle)
    along, across = (
        QPointF(math.cos(turn), math.sin(turn)),
        QPointF(-math.sin(turn), math.cos(turn)),
    )
    corners = (rect.topLeft(), rect.topRight(), rect.bottomLeft(), rect.bottomRight())
    places = [QPointF.dotProduct(corner, across) for corner in corners]
    ends = [QPointF.dotProduct(corner, along) for corner in corners]
    first, last = math.floor(min(places) / step), math.ceil(max(places) / step)
    found = []
    for rank in range(first, min(last, first + _MOST) + 1):
        middle = across * (rank * step)
        found.append(QLineF(middle + along * min(ends), middle + along * max(ends)))
    return found


def _dots(painter: QPainter, rect: QRectF, step: float, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    radius, drawn = step * 0.2, 0
    row = math.floor(rect.top() / step)
    while row * step <= rect.bottom() + step and drawn < _MOST:
        left = math.floor(rect.left() / step)
        while left * step <= rect.right() + step and drawn < _MOST:
            painter.drawEllipse(QPointF((left + row % 2 / 2) * step, row * step), radius, radius)
            left, drawn = left + 1, drawn + 1
        row += 1
