"""The list of chapters, each with how far one has got in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop_app.session.preferences import PreferenceStore, look
from desktop_app.session.progress import Progress
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.theme import THEMES
from desktop_app.ui.common.watching import stop_with

Index = QModelIndex | QPersistentModelIndex
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True)
class ChapterItem:
    id: str
    title: str
    progress: Progress


class ChapterModel(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._items: tuple[ChapterItem, ...] = ()

    def show(self, items: Sequence[ChapterItem]) -> None:
        new = tuple(items)
        if [item.id for item in new] != [item.id for item in self._items]:
            self.beginResetModel()
            self._items = new
            self.endResetModel()
            return
        old, self._items = self._items, new
        for row, (before, after) in enumerate(zip(old, new, strict=True)):
            if before != after:
                index = self.index(row)
                self.dataChanged.emit(index, index)

    def item(self, row: int) -> ChapterItem:
        return self._items[row]

    def row_of(self, chapter: str) -> int:
        return next((row for row, item in enumerate(self._items) if item.id == chapter), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        item = self._items[index.row()]
        text = f"{index.row() + 1}. {item.title}"
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = {
                Progress.NOT_STARTED: self.tr("not started"),
                Progress.STARTED: self.tr("started"),
                Progress.DONE: self.tr("done"),
            }
            return f"{text}, {words[item.progress]}"
        return None


class ChapterRail(QListView):
    """Chapters down the left side; Enter or a click goes there."""

    chapter_chosen = Signal(str)

    def __init__(self, preferences: PreferenceStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.pointed_row = -1
        self.compact = False
        self._chapter = ""
        self.entered.connect(self._point_at)
        self._model = ChapterModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_ChapterDelegate(preferences, self))
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)
        stop_with(
            self,
            preferences.watch(
                look,
                lambda _: self.scheduleDelayedItemsLayout(),
            ),
        )
        self.setAccessibleName(self.tr("Chapters"))

    def set_compact(self, compact: bool) -> None:
        """Show numbers and progress only, for a window with little room."""
        if compact != self.compact:
            self.compact = compact
            self.scheduleDelayedItemsLayout()

    def show_chapters(self, items: Sequence[ChapterItem], current: str) -> None:
        """Show ``items``; the keyboard moves to ``current`` when that is another one."""
        self._model.show(items)
        if current != self._chapter or not self.currentIndex().isValid():
            self._chapter = current
            self._return()

    def items(self) -> list[ChapterItem]:
        return [self._model.item(row) for row in range(self._model.rowCount())]

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleName(self.tr("Chapters"))
        super().changeEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._return()

    def _return(self) -> None:
        """Stand on the chapter that is open, wherever the keyboard went from there."""
        row = self._model.row_of(self._chapter)
        if row >= 0:
            self.setCurrentIndex(self._model.index(row))

    def leaveEvent(self, event: QEvent) -> None:
        self.pointed_row = -1
        super().leaveEvent(event)
        self.viewport().update()

    def _point_at(self, index: QModelIndex) -> None:
        self.pointed_row = index.row()
        self.viewport().update()

    def _choose(self, index: QModelIndex) -> None:
        self.chapter_chosen.emit(self._model.item(index.row()).id)


class _ChapterDelegate(QStyledItemDelegate):
    """A sign of progress and a title that wraps, on a rounded ground when current."""

    def __init__(self, preferences: PreferenceStore, parent: ChapterRail) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._view = parent

    @property
    def _type(self) -> Type:
        return Type(self._preferences.state.scale)

    def _text(self, index: Index) -> str:
        return f"{index.row() + 1}" if self._view.compact else str(index.data())

    def _text_rect(self, box: QRect) -> QRect:
        px = self._type.px
        return box.adjusted(px(40), px(11), -px(14), -px(11))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        room = self._text_rect(QRect(0, 0, width, 1000))
        text = self._text(index)
        metrics = _metrics(self._type)
        bounds = metrics.boundingRect(QRect(0, 0, max(room.width(), 40), 10_000), _WRAP, text)
        return QSize(width, bounds.height() + self._type.px(22))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = THEMES[self._preferences.state.theme]
        box: QRect = option.rect
        current = index.row() == self._view.currentIndex().row()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px = self._type.px
        ground = QRectF(box).adjusted(px(10), px(2), -px(8), -px(2))
        if current or index.row() == self._view.pointed_row:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.surface if current else theme.mix(theme.accent, 0.06)))
            painter.drawRoundedRect(ground, 6, 6)
        if current:
            painter.setBrush(QColor(theme.accent))
            painter.drawRoundedRect(QRectF(ground.left(), ground.top(), 3, ground.height()), 1, 1)
        if current and self._view.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ground.adjusted(1, 1, -1, -1), 6, 6)
        colour = QColor(theme.accent if current else theme.ink)
        item = self._view.model().item(index.row())  # type: ignore[attr-defined]
        first_line = box.top() + px(11) + _metrics(self._type).height() / 2
        centre = QPointF(ground.left() + px(19), first_line)
        _paint_progress(painter, centre, px(4.5), item.progress, colour)
        painter.setPen(colour)
        painter.setFont(self._type.interface())
        painter.drawText(self._text_rect(box), _WRAP, self._text(index))
        painter.restore()


def _metrics(type_: Type) -> QFontMetrics:
    return QFontMetrics(type_.interface())


def _paint_progress(
    painter: QPainter, centre: QPointF, radius: float, progress: Progress, colour: QColor
) -> None:
    """An empty, half full or full disc."""
    painter.setPen(QPen(colour, 1.4))
    painter.setBrush(colour if progress is Progress.DONE else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(centre, radius, radius)
    if progress is Progress.STARTED:
        box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPie(box, 90 * 16, 180 * 16)
