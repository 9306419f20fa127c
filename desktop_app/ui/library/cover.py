"""The cover of a lesson: its own image, else cards drawn from its title."""

from __future__ import annotations

from hashlib import sha256

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.theme import Theme, contrast_ratio

WIDTH, HEIGHT = 132, 168
LARGEST = 4 * HEIGHT
"""Pixels of the longer side of an image: sharp at 200 % on a screen of twice the pixels."""
_CARD = QRectF(0, 0, 66, 94)


class Cover(QWidget):
    """Decoration: what it shows is also said beside it, so it has no name of its own."""

    def __init__(
        self, title: str, image: QImage | None, theme: Theme, type_: Type, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._title, self._image, self._theme, self._type = title, image, theme, type_
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(self._type.px(WIDTH), self._type.px(HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        frame = QPainterPath()
        frame.addRoundedRect(QRectF(self.rect()), self._type.px(8), self._type.px(8))
        painter.setClipPath(frame)
        if self._image is not None:
            self._paint_image(painter, self._image)
        else:
            self._paint_cards(painter)

    def _paint_image(self, painter: QPainter, image: QImage) -> None:
        """All of the room, what is too wide or too high cut at both sides."""
        size = self.size().toSizeF()
        whole = image.size().toSizeF().scaled(size, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        left, top = (size.width() - whole.width()) / 2, (size.height() - whole.height()) / 2
        painter.drawImage(QRectF(QPointF(left, top), whole), image)

    def _paint_cards(self, painter: QPainter) -> None:
        """Three cards, fanned out as the title says: always the same for the same one."""
        theme = self._theme
        seed = sha256(self._title.encode("utf-8", "surrogatepass")).digest()
        first = seed[0] % len(theme.series)
        colour = theme.series[first]
        painter.fillRect(self.rect(), QColor(theme.mix(colour, 0.16)))
        painter.scale(self.width() / WIDTH, self.height() / HEIGHT)
        painter.translate(WIDTH / 2, HEIGHT / 2 + 8)
        spread = 11 + seed[1] % 6
        for rank in (-1, 0, 1):
            shade = theme.series[(first + (rank + 1) * (1 + seed[2] % 2)) % len(theme.series)]
            painter.save()
            painter.rotate(rank * spread)
            painter.translate(-_CARD.width() / 2 + rank * 13, -_CARD.height() / 2)
            painter.setPen(QPen(QColor(theme.surface), 2))
            painter.setBrush(QColor(shade if rank < 1 else colour))
            painter.drawRoundedRect(_CARD, 7, 7)
            if rank == 1:
                self._paint_letter(painter, colour)
            painter.restore()

    def _paint_letter(self, painter: QPainter, ground: str) -> None:
        letter = next((sign for sign in self._title if sign.isalnum()), "")
        inks = (self._theme.surface, self._theme.ink)
        painter.setPen(QColor(max(inks, key=lambda ink: contrast_ratio(ink, ground))))
        painter.setFont(Type().interface(42, bold=True))
        painter.drawText(_CARD, Qt.AlignmentFlag.AlignCenter, letter.upper())
