"""A slide of words: as large as they fit the screen, never smaller than can be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QAccessible,
    QColor,
    QPainter,
    QPaintEvent,
    QPalette,
    QPolygonF,
    QResizeEvent,
    QTextDocument,
)
from PySide6.QtWidgets import QWidget

from desktop_app.ui.common.accessible import Part
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.theme import PROJECTOR, Theme
from desktop_app.ui.presenter.slide_text import SlideText, Tell, Words

LARGEST, TITLE, SMALL = 1 / 17, 1.25, 0.8
"""Of the screen's height, what is read at most; the title and small words beside it."""
MARGIN = 0.07
"""Of the screen's width, left free on each side."""

Write = Callable[[SlideText], str]


class PageSlide(QWidget):
    """Shows what a function writes, at the largest size at which all of it can be seen."""

    accessible_role = QAccessible.Role.Document

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = PROJECTOR
        self._type = Type()
        self._screen_height = 0
        self._write: Write | None = None
        self._tell: Tell = tuple
        self._document = QTextDocument(self)
        self._document.setDocumentMargin(0)
        self._scrolled = 0.0
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def body(self) -> int:
        """The size of what is read, in pixels."""
        return self._body

    _body = 0

    def fit(self, theme: Theme, type_: Type, screen_height: int) -> None:
        """Take the look of a screen that is so high."""
        self._theme, self._type, self._screen_height = theme, type_, screen_height
        self._compose()

    def show_page(self, write: Write, tell: Tell = tuple) -> None:
        """Show what ``write`` says, with figures as ``tell`` tells them."""
        self._write, self._tell = write, tell
        self._scrolled = 0.0
        self._compose()

    def plain_text(self) -> str:
        """The words, as they are read."""
        return self._document.toPlainText()

    def scroll_by(self, by: float) -> bool:
        """Move what does not fit by so many screens; False where it goes no further."""
        before = self._scrolled
        self._scrolled = min(max(before + by * self._room().height(), 0.0), self._hidden)
        self.update()
        return self._scrolled != before

    @property
    def _hidden(self) -> float:
        """How many pixels of the words do not fit."""
        return max(self._document.size().height() - self._room().height(), 0.0)

    # -- layout ------------------------------------------------------------------------

    def _room(self) -> QRectF:
        side = self.width() * MARGIN
        edge = self.height() * MARGIN
        return QRectF(self.rect()).adjusted(side, edge, -side, -edge)

    def _compose(self) -> None:
        """Set the words at the largest size at which they fit, or at the smallest."""
        if self._write is None or not self._screen_height or self.width() < 20:
            return
        least = self._type.smallest
        most = max(round(self._screen_height * LARGEST), least)
        sizes = range(least, most + 1)
        low, high = 0, len(sizes) - 1
        while low < high:  # the largest that fits; the smallest where none does
            middle = (low + high + 1) // 2
            if self._set(sizes[middle]):
                low = middle
            else:
                high = middle - 1
        self._set(sizes[low])
        self._scrolled = min(self._scrolled, self._hidden)
        self.update()

    def _set(self, size: int) -> bool:
        """Set the words at ``size``; whether they fit."""
        assert self._write is not None
        least = self._type.smallest
        words = Words(round(size * TITLE), size, max(round(size * SMALL), least))
        font = self._type.interface()
        font.setPixelSize(size)
        self._body = size
        self._document.setDefaultFont(font)
        self._document.setDefaultStyleSheet(
            f"b {{ font-weight: bold; }} pre {{ font-size: {size}px; }}"
        )
        self._document.setTextWidth(self._room().width())
        self._document.setHtml(self._write(SlideText(self._theme, words, self._tell)))
        size_now = self._document.size()
        return (
            size_now.height() <= self._room().height()
            and size_now.width() <= self._room().width() + 1
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._compose()

    # -- painting ------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.paper))
        room = self._room()
        height = self._document.size().height()
        spare = max(room.height() - height, 0.0)
        top = room.top() + spare * 0.35 - self._scrolled
        painter.setClipRect(room if height > room.height() else QRectF(self.rect()))
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette.setColor(QPalette.ColorRole.Text, QColor(self._theme.ink))
        painter.translate(QPointF(room.left(), top))
        self._document.documentLayout().draw(painter, context)
        painter.resetTransform()
        painter.setClipping(False)
        self._paint_arrows(painter, room)
        painter.end()

    def _paint_arrows(self, painter: QPainter, room: QRectF) -> None:
        """Say that there is more below, or above."""
        size = self._type.smallest / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.accent))
        for there, edge, way in (
            (self._scrolled < self._hidden - 1, room.bottom() + size, 1),
            (self._scrolled > 0, room.top() - size, -1),
        ):
            if there:
                tip = QPointF(room.center().x(), edge + way * size)
                left, right = tip - QPointF(size, way * size), tip + QPointF(size, -way * size)
                painter.drawPolygon(QPolygonF([left, right, tip]))

    def accessible_parts(self) -> Sequence[Part]:
        lines = [line for line in re.split(r"\n+", self.plain_text()) if line.strip()]
        return tuple(
            Part(QAccessible.Role.Paragraph, line, "", QRect(self.rect())) for line in lines
        )
