"""Widgets in rows: as many a row as there is room for."""

from __future__ import annotations

import math

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLabel, QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """One widget after the other, from the left, on as many rows as the width asks for."""

    def __init__(self) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    def sizeHint(self) -> QSize:
        shown = self._shown()
        width = sum(item.sizeHint().width() for item in shown)
        height = max((item.sizeHint().height() for item in shown), default=0)
        return QSize(width + self.spacing() * max(len(shown) - 1, 0), height)

    def minimumSize(self) -> QSize:
        size = QSize(0, 0)
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        """Place the widgets row by row; returns the height that takes."""
        y = rect.top()
        for row in self._rows(rect.width(), self._shown()):
            height = max(item.sizeHint().height() for item in row)
            for item, (x, width) in zip(row, self._across(row, rect), strict=True):
                if place:
                    size = QSize(width, min(item.sizeHint().height(), height))
                    top = y + (height - size.height()) // 2
                    item.setGeometry(QRect(QPoint(x, top), size))
            y += height + self.spacing()
        return max(y - self.spacing() - rect.top(), 0)

    def _across(self, row: list[QLayoutItem], rect: QRect) -> list[tuple[int, int]]:
        """The left edge and the width of each item of a row."""
        places, x = [], rect.left()
        for item in row:
            width = min(item.sizeHint().width(), rect.width())
            places.append((x, width))
            x += width + self.spacing()
        return places

    def _rows(self, width: int, items: list[QLayoutItem]) -> list[list[QLayoutItem]]:
        rows: list[list[QLayoutItem]] = []
        used = 0
        for item in items:
            wide = item.sizeHint().width()
            if rows and used + self.spacing() + wide <= width:
                rows[-1].append(item)
                used += self.spacing() + wide
            else:
                rows.append([item])
                used = wide
        return rows


class FootLayout(FlowLayout):
    """The first widget, words, keeps to the left; the others follow on the right.

    Where they don't all fit, the words wrap beside the others, and stand above them where
    that would leave less than a third of the width.
    """

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        shown = self._shown()
        if not shown or shown[0] is not self._items[0]:
            return super()._arrange(rect, place=place)
        words, others = shown[0], shown[1:]
        wide = max(words.sizeHint().width(), 0)
        taken = sum(item.sizeHint().width() + self.spacing() for item in others)
        room = rect.width() - taken
        if room >= min(wide, rect.width() // 3):
            width = min(wide, room)
            lines = _height_at(words, width)
            height = max(lines, *(item.sizeHint().height() for item in shown))
            if place:
                top = rect.top() + (height - lines) // 2
                words.setGeometry(QRect(rect.left(), top, width, lines))
                below = QRect(rect.left(), rect.top(), rect.width(), height)
                self._place_right(others, below)
            return height
        lines = _height_at(words, rect.width())
        if place:
            words.setGeometry(QRect(rect.left(), rect.top(), rect.width(), lines))
        top = rect.top() + lines + self.spacing()
        for row in self._rows(rect.width(), others):
            height = max(item.sizeHint().height() for item in row)
            if place:
                self._place_right(row, QRect(rect.left(), top, rect.width(), height))
            top += height + self.spacing()
        return top - self.spacing() - rect.top()

    def _place_right(self, row: list[QLayoutItem], rect: QRect) -> None:
        x = rect.right() + 1
        for item in reversed(row):
            size = item.sizeHint().boundedTo(rect.size())
            x -= size.width()
            top = rect.top() + (rect.height() - size.height()) // 2
            item.setGeometry(QRect(QPoint(x, top), size))
            x -= self.spacing()


class FootLabel(QLabel):
    """Words that ask for one line and wrap where they get less."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)

    def sizeHint(self) -> QSize:
        document = QTextDocument()
        document.setDefaultFont(self.font())
        document.setDocumentMargin(0)
        document.setHtml(self.text())
        return QSize(math.ceil(document.idealWidth()) + 1, super().minimumSizeHint().height())


def _height_at(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()


def foot(*widgets: QWidget) -> QWidget:
    """A widget that lays ``widgets`` out so."""
    holder, layout = QWidget(), FootLayout()
    holder.setLayout(layout)
    for widget in widgets:
        layout.addWidget(widget)
    return holder
