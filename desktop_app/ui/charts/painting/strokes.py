"""Drawing the strokes of long lines fast: piece by piece where one path would be slow."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from desktop_app.ui.charts.painting.arrays import Floats, draw_lines, draws_shapes, path_of

JAGGED = 6.0
"""From so many times round its plot on, a line is drawn piece by piece: Qt strokes a path as
one polygon, and one that crosses itself thousands of times takes it most of a second.
"""
FEWEST = 128


def stroke(painter: QPainter, xs: Floats, ys: Floats, pen: QPen, within: QRectF) -> None:
    """Draw the polyline with ``pen``; ``within`` is the plot that it runs through."""
    is_dashed = pen.style() == Qt.PenStyle.CustomDashLine
    if is_dashed or draws_shapes(painter) or not _is_jagged(xs, ys, within):
        painter.setPen(pen)
        painter.drawPath(path_of(xs, ys))
        return
    pieces = np.column_stack((xs[:-1], ys[:-1], xs[1:], ys[1:]))
    # Where several pieces share each pixel, how they are joined can't be seen.
    dense = len(xs) > 2 * max(within.width(), 1.0)
    colour = pen.color()
    solid = QPen(pen)
    solid.setCapStyle(Qt.PenCapStyle.FlatCap if dense else Qt.PenCapStyle.RoundCap)
    if colour.alphaF() >= 1:
        painter.setPen(solid)
        draw_lines(painter, pieces)
        return
    # What overlaps must not be darker: drawn whole first, then laid over.
    opaque = QColor(colour)
    opaque.setAlphaF(1.0)
    solid.setColor(opaque)
    _lay_over(painter, pieces, solid, colour.alphaF(), within)


def _is_jagged(xs: Floats, ys: Floats, within: QRectF) -> bool:
    if len(xs) < FEWEST:
        return False
    long = float(np.hypot(np.diff(xs), np.diff(ys)).sum())
    return long > JAGGED * max(within.width() + within.height(), 1.0)


def _lay_over(painter: QPainter, pieces: Floats, pen: QPen, opacity: float, within: QRectF) -> None:
    ratio = painter.device().devicePixelRatioF()
    around = within.adjusted(-8, -8, 8, 8)
    pixels = QRectF(around.topLeft() * ratio, around.size() * ratio).toAlignedRect()
    area = QRectF(QPointF(pixels.topLeft()) / ratio, QSizeF(pixels.size()) / ratio)
    sheet = QPixmap(pixels.size())
    sheet.setDevicePixelRatio(ratio)
    sheet.fill(Qt.GlobalColor.transparent)
    own = QPainter(sheet)
    own.setRenderHint(QPainter.RenderHint.Antialiasing)
    own.translate(-area.topLeft())
    own.setPen(pen)
    draw_lines(own, pieces)
    own.end()
    painter.save()
    painter.setOpacity(painter.opacity() * opacity)
    painter.drawPixmap(QPointF(area.topLeft()), sheet)
    painter.restore()
