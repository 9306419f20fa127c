"""Very many equal, opaque pictures of one colour as the one shape that they make together."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap

from desktop_app.ui.charts.painting.arrays import Floats

Levels = NDArray[np.uint8]
_WORTH = 600
"""A picture that is stamped takes as long as so many pixels of so many cells here."""
_PIECE = 49_152
"""Pixels at once: they stay in the processor's cache."""
_ALIKE = 4
"""Levels of opacity (of 255) that no eye tells apart."""


def alpha_of(picture: QPixmap) -> Levels:
    """How opaque each pixel of a picture is."""
    image = picture.toImage().convertToFormat(QImage.Format.Format_Alpha8)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return rows[:, : image.width()].copy()


def is_worth_it(count: int, alpha: Levels, area: float) -> bool:
    """Whether ``count`` pictures are faster drawn so than one by one, on ``area`` pixels."""
    return int((alpha > 0).sum()) * area < count * _WORTH


def draw_union(
    painter: QPainter,
    places: tuple[Floats, Floats],
    alpha: Levels,
    colour: QColor,
    room: QRectF,
    ratio: float,
) -> None:
    """Pictures of opacities ``alpha`` (0 to 255; square) whose middles are at ``places``.

    Places are in ``room``, in pixels of the painter, each of which has ``ratio`` of the
    device's along a side; those of the pictures are the device's.
    """
    side = len(alpha)
    left, top = math.floor(room.left() * ratio) - side, math.floor(room.top() * ratio) - side
    wide = math.ceil(room.width() * ratio) + 3 * side
    high = math.ceil(room.height() * ratio) + 3 * side
    # The corner of each, on the pixel where a picture that is drawn alone has it.
    middle = 0.5 - side / 2
    across = (places[0] * ratio + (middle - left)).astype(np.intp)
    down = (places[1] * ratio + (middle - top)).astype(np.intp)
    levels = _levels(down * wide + across, alpha, wide, high)
    # All shades from nothing to the colour, premultiplied, as Qt has them: blue first.
    parts = np.array([colour.blue(), colour.green(), colour.red(), 255], dtype=np.float64)
    shades = np.rint(np.arange(256)[:, None] / 255 * parts).astype(np.uint8).view(np.uint32)
    pixels = np.take(shades[:, 0], levels)
    image = QImage(pixels.data, wide, high, 4 * wide, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    painter.drawImage(QPointF(left, top) / ratio, image)


def _levels(corners: NDArray[np.intp], alpha: Levels, wide: int, high: int) -> Levels:
    """How opaque each pixel of ``high`` rows of ``wide`` is: as the most opaque picture on it."""
    side, end = len(alpha), wide * high
    there = np.zeros(end, dtype=np.uint8)
    there[corners] = 255
    found = np.zeros(end, dtype=np.uint8)
    alike = np.where(alpha > 255 - _ALIKE, 255, alpha // _ALIKE * _ALIKE)
    shifts: dict[int, list[int]] = {}
    for row, column in np.argwhere(alike > 0).tolist():
        shifts.setdefault(int(alike[row, column]), []).append(row * wide + column)
    last = end - side * wide
    for start in range(0, last, _PIECE):
        stop = min(start + _PIECE, last)
        for level, ways in shifts.items():
            marked = there[start:stop] & np.uint8(level)
            for way in ways:
                under = found[start + way : stop + way]
                np.maximum(under, marked, out=under)
    return found
