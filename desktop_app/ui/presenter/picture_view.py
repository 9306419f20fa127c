"""A small picture of a screen."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.ui.common.theme import Theme


class PictureView(QWidget):
    """Shows a picture as large as there is room for. ``over`` lies upon it."""

    def __init__(self) -> None:
        super().__init__()
        self._picture: QPixmap | None = None
        self._line = ""
        self._over: QWidget | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def cover_with(self, over: QWidget) -> None:
        """Let ``over`` lie upon the picture, wherever that is."""
        self._over = over
        over.setParent(self)
        self._fit()

    def set_theme(self, theme: Theme) -> None:
        self._line = theme.control
        self.update()

    def show_picture(self, picture: QPixmap | None) -> None:
        self._picture = picture
        self._fit()
        self.update()

    @property
    def picture(self) -> QPixmap | None:
        return self._picture

    @property
    def area(self) -> QRect:
        """Where the picture is: at the top, in the middle."""
        if self._picture is None:
            return QRect()
        inner = self.rect().adjusted(1, 1, -1, -1)
        size = self._picture.deviceIndependentSize().scaled(
            inner.size().toSizeF(), Qt.AspectRatioMode.KeepAspectRatio
        )
        left = inner.left() + (inner.width() - size.width()) / 2
        return QRectF(QPointF(left, inner.top()), size).toRect()

    def sizeHint(self) -> QSize:
        return QSize(320, 180)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 68)

    def _fit(self) -> None:
        if self._over is not None:
            self._over.setGeometry(self.area)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        area = self.area
        painter.drawPixmap(QRectF(area), self._picture, QRectF(self._picture.rect()))
        if self._line:
            painter.setPen(QPen(QColor(self._line)))
            painter.drawRect(area.adjusted(-1, -1, 0, 0))
        painter.end()
