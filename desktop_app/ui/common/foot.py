"""Widgets in rows: as many a row as there is room for."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


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
        for row in self._rows(rect.width()):
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

    def _rows(self, width: int) -> list[list[QLayoutItem]]:
        rows: list[list[QLayoutItem]] = []
        used = 0
        for item in self._shown():
            wide = item.sizeHint().width()
            if rows and used + self.spacing() + wide <= width:
                rows[-1].append(item)
                used += self.spacing() + wide
            else:
                rows.append([item])
                used = wide
        return rows


class FootLayout(FlowLayout):
    """The first widget keeps to the left; the others follow on the right, or below."""

    def _across(self, row: list[QLayoutItem], rect: QRect) -> list[tuple[int, int]]:
        widths = [min(item.sizeHint().width(), rect.width()) for item in row]
        x = rect.right() + 1 - sum(widths) - self.spacing() * (len(row) - 1)
        places: list[tuple[int, int]] = []
        if self._items and row[0] is self._items[0]:
            x += widths[0] + self.spacing()
            room = max(min(widths[0], x - self.spacing() - rect.left()), 0)
            places.append((rect.left(), room))
            widths = widths[1:]
        for width in widths:
            places.append((x, width))
            x += width + self.spacing()
        return places


def foot(*widgets: QWidget) -> QWidget:
    """A widget that lays ``widgets`` out so."""
    holder, layout = QWidget(), FootLayout()
    holder.setLayout(layout)
    for widget in widgets:
        layout.addWidget(widget)
    return holder
