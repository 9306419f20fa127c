"""The card of an option: a letter, a shape and a colour, told apart by any of the three."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.theme import Theme, contrast_ratio
from desktop_app.ui.presenter.slide_text import LETTERS

COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#F0E442", "#D55E00", "#56B4E9", "#999999")
"""Told apart by the colour-blind as well: Okabe and Ito, "Color Universal Design" (2008)."""
_CORNERS = (0, 4, 3, -4, 5, 6, 8, -3)
"""A disc, a square, a triangle, a diamond…: corners, on end where below 0."""


class LetterCard(QWidget):
    """The card of the option of that ``rank``."""

    def __init__(self, rank: int, theme: Theme, type_: Type, size: int) -> None:
        super().__init__()
        self._rank = rank
        self._theme = theme
        self._font = type_.interface(bold=True)
        self._font.setPixelSize(max(round(size * 0.5), type_.smallest))
        self.setFixedSize(QSize(size, size))
        self.setAccessibleName(LETTERS[rank])

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = COLOURS[self._rank % len(COLOURS)]
        width = max(self.width() / 24, 2.0)
        painter.setPen(QPen(QColor(self._theme.ink), width))
        painter.setBrush(QColor(colour))
        area = QRectF(self.rect()).adjusted(width, width, -width, -width)
        corners = _CORNERS[self._rank % len(_CORNERS)]
        centre = area.center()
        if corners:
            shape = _polygon(area, corners)
            painter.drawPolygon(shape)
            if corners == 3:  # what is heavy at the foot has its middle lower
                centre += QPointF(0, area.height() * 0.12)
            elif corners == -3:
                centre -= QPointF(0, area.height() * 0.12)
        else:
            painter.drawEllipse(area)
        ink = max("#000000", "#FFFFFF", key=lambda one: contrast_ratio(one, colour))
        painter.setPen(QColor(ink))
        painter.setFont(self._font)
        place = QRectF(0, 0, self.width(), self.height())
        place.moveCenter(centre)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), LETTERS[self._rank])
        painter.end()


def _polygon(area: QRectF, corners: int) -> QPolygonF:
    """A regular polygon as large as ``area``; four corners stand on a side, −4 on one."""
    count = abs(corners)
    turn = -math.pi / 2
    if corners in (4, -3):
        turn += math.pi / count
    points = [
        QPointF(math.cos(turn + 2 * math.pi * k / count), math.sin(turn + 2 * math.pi * k / count))
        for k in range(count)
    ]
    bounds = QPolygonF(points).boundingRect()
    across, down = area.width() / bounds.width(), area.height() / bounds.height()
    return QPolygonF([
        QPointF(area.left() + (one.x() - bounds.left()) * across,
                area.top() + (one.y() - bounds.top()) * down)
        for one in points
    ])  # fmt: skip
