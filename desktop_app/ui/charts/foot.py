"""The foot of a card: one widget on the left, buttons on the right, on as many rows
as the width asks for.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FootLayout(QLayout):
    """The first widget keeps to the left; the others follow on the right, or below."""

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
            widths = [min(item.sizeHint().width(), rect.width()) for item in row]
            x = rect.right() + 1 - sum(widths) - self.spacing() * (len(row) - 1)
            if self._items and row[0] is self._items[0]:
                x += widths[0] + self.spacing()
                widths[0] = max(min(widths[0], x - self.spacing() - rect.left()), 0)
                self._set(row[0], rect.left(), y, widths[0], height, place)
                row, widths = row[1:], widths[1:]
            for item, width in zip(row, widths, strict=True):
                self._set(item, x, y, width, height, place)
                x += width + self.spacing()
            y += height + self.spacing()
        return max(y - self.spacing() - rect.top(), 0)

    @staticmethod
    def _set(item: QLayoutItem, x: int, y: int, width: int, height: int, place: bool) -> None:
        if place:
            size = QSize(width, min(item.sizeHint().height(), height))
            item.setGeometry(QRect(QPoint(x, y + (height - size.height()) // 2), size))

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


def foot(*widgets: QWidget) -> QWidget:
    """A widget that lays ``widgets`` out so."""
    holder, layout = QWidget(), FootLayout()
    holder.setLayout(layout)
    for widget in widgets:
        layout.addWidget(widget)
    return holder
