"""NumPy arrays handed to QPainter as they are, without an object for each shape."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QPainter, QPixmap
from shiboken6 import Shiboken

Floats = NDArray[np.float64]
Ranks = NDArray[np.intp]


def draw_rects(painter: QPainter, rects: Floats) -> None:
    """Rectangles as rows of left, top, width, height."""
    rows = _rows(rects, 4)
    if len(rows):
        first: QRectF = Shiboken.wrapInstance(rows.ctypes.data, QRectF)  # type: ignore[assignment]
        painter.drawRects(first, len(rows))


def draw_lines(painter: QPainter, lines: Floats) -> None:
    """Lines as rows of x1, y1, x2, y2."""
    rows = _rows(lines, 4)
    if len(rows):
        first: QLineF = Shiboken.wrapInstance(rows.ctypes.data, QLineF)  # type: ignore[assignment]
        painter.drawLines(first, len(rows))


def stamp(painter: QPainter, fragments: Floats, picture: QPixmap) -> None:
    """Pieces of ``picture`` as rows of the ten numbers of a ``QPainter.PixmapFragment``."""
    rows = _rows(fragments, 10)
    if len(rows):
        kind = QPainter.PixmapFragment
        first: QPainter.PixmapFragment = Shiboken.wrapInstance(rows.ctypes.data, kind)  # type: ignore[assignment]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.drawPixmapFragments(first, len(rows), picture)
        painter.restore()


def _rows(values: Floats, width: int) -> Floats:
    rows = np.ascontiguousarray(values, dtype=np.float64)
    if rows.ndim != 2 or rows.shape[1] != width:
        raise ValueError(f"rows of {width} numbers are wanted, not {rows.shape}")
    return rows
