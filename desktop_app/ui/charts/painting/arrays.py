"""NumPy arrays handed to QPainter as they are, without an object for each shape."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QPaintEngine, QPainter, QPainterPath, QPixmap
from shiboken6 import Shiboken

Floats = NDArray[np.float64]
Ranks = NDArray[np.intp]
Flags = NDArray[np.bool_]
_AT_ONCE = 4_096
_VECTORS = (QPaintEngine.Type.SVG, QPaintEngine.Type.Pdf, QPaintEngine.Type.Picture)


def draws_shapes(painter: QPainter) -> bool:
    """Whether what is painted stays shapes (SVG, PDF), not pixels: then nothing is stamped."""
    return painter.paintEngine().type() in _VECTORS


def path_of(xs: Floats, ys: Floats, joins: NDArray[np.int32] | None = None) -> QPainterPath:
    """The polyline through points that are all finite; where ``joins`` has a 0, the next
    point begins another.
    """
    from pyqtgraph.functions import arrayToQPath  # half a second: bars alone do without

    path: QPainterPath = (
        arrayToQPath(xs, ys, finiteCheck=False) if joins is None else arrayToQPath(xs, ys, joins)
    )
    return path


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


def stamp(
    painter: QPainter,
    places: tuple[Floats, Floats],
    kinds: Ranks | None,
    like: Floats,
    picture: QPixmap,
) -> None:
    """Pieces of ``picture`` at ``places`` (their middles).

    ``like``: for each kind of piece, the ten numbers of a ``QPainter.PixmapFragment``;
    ``kinds``: which one each is (None: the first).
    """
    xs, ys = places
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    # Piece by piece through one small buffer, which stays in the processor's cache.
    buffer = np.ascontiguousarray(like[np.zeros(min(_AT_ONCE, len(xs)), dtype=np.intp)])
    first: QPainter.PixmapFragment = Shiboken.wrapInstance(  # type: ignore[assignment]
        buffer.ctypes.data, QPainter.PixmapFragment
    )
    for start in range(0, len(xs), _AT_ONCE):
        end = min(start + _AT_ONCE, len(xs))
        rows = buffer[: end - start]
        if kinds is not None:
            np.take(like, kinds[start:end], axis=0, out=rows)
        rows[:, 0], rows[:, 1] = xs[start:end], ys[start:end]
        painter.drawPixmapFragments(first, len(rows), picture)
    painter.restore()


def _rows(values: Floats, width: int) -> Floats:
    rows = np.ascontiguousarray(values, dtype=np.float64)
    if rows.ndim != 2 or rows.shape[1] != width:
        raise ValueError(f"rows of {width} numbers are wanted, not {rows.shape}")
    return rows
