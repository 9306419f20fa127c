"""The table of a scene: the same marks as rows, sortable, linked both ways."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop_app.charts.scene import Scene, TableCell
from desktop_app.content.reference import Reference
from desktop_app.session.session import Session
from desktop_app.ui.charts.look import Look
from desktop_app.ui.common.watching import stop_with

Index = QModelIndex | QPersistentModelIndex
SORT = Qt.ItemDataRole.UserRole
_NOWHERE = QModelIndex()
_EMPTY = Scene("", "", "", "", "en")


class SceneModel(QAbstractTableModel):
    """The columns and rows of a scene."""

    def __init__(self) -> None:
        super().__init__()
        self._scene = _EMPTY

    def show_scene(self, scene: Scene) -> None:
        same_shape = self._scene.columns == scene.columns and len(self._scene.rows) == len(
            scene.rows
        )
        if same_shape:  # numbers that move with a parameter leave sort and focus alone
            self._scene = scene
            if scene.rows and scene.columns:
                last = self.index(len(scene.rows) - 1, len(scene.columns) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._scene = scene
        self.endResetModel()

    def reference(self, row: int) -> Reference | None:
        return self._scene.rows[row].reference if 0 <= row < len(self._scene.rows) else None

    def cell(self, index: Index) -> TableCell:
        return self._scene.rows[index.row()].cells[index.column()]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._scene.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._scene.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(index).text
        if role == SORT:
            return self.cell(index).sort
        if role == Qt.ItemDataRole.TextAlignmentRole:
            numeric = self._scene.columns[index.column()].numeric
            side = Qt.AlignmentFlag.AlignRight if numeric else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation != Qt.Orientation.Horizontal or section >= len(self._scene.columns):
            return None
        column = self._scene.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.numeric else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


class SceneOrder(QSortFilterProxyModel):
    """Numbers as numbers, texts as people order them, what is missing last."""

    def lessThan(self, left: Index, right: Index) -> bool:
        one, two = left.data(SORT), right.data(SORT)
        if one is None or two is None:
            missing_last = self.sortOrder() == Qt.SortOrder.AscendingOrder
            return (two is None and one is not None) == missing_last and one is not two
        if isinstance(one, int | float) and isinstance(two, int | float):
            return one < two
        return str(one).casefold() < str(two).casefold()


class DataTable(QTableView):
    """Hovers and selects rows as the chart does its marks."""

    chart_asked = Signal()
    focus_shown = Signal(bool)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._look = Look()
        self._scene_model = SceneModel()
        self._order = SceneOrder()
        self._order.setSourceModel(self._scene_model)
        self.setModel(self._order)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSortingEnabled(True)
        self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setItemDelegate(_RowOutline(self))
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self.selectionModel().currentRowChanged.connect(self._current_changed)
        self._following = False
        stop_with(
            self,
            session.watch(lambda state: state.hover, lambda _: self.viewport().update()),
            session.watch(lambda state: state.selection, lambda _: self._follow()),
        )

    def show_scene(self, scene: Scene) -> None:
        self._scene_model.show_scene(scene)
        self.setAccessibleName(scene.title or scene.subtitle)
        self._follow()

    def set_look(self, look: Look) -> None:
        self._look = look
        self.setFont(look.category)
        self.horizontalHeader().setFont(look.tick)
        # Cells and titles end where the sort arrow starts; the card draws the focus.
        sides = f"padding-left: {look.px(8)}px; padding-right: {look.px(24)}px;"
        self.setStyleSheet(
            f"QTableView:focus {{ border: none; }} QTableView::item {{ {sides} }}"
            f"QHeaderView::section {{ {sides} }}"
        )
        self.verticalHeader().setDefaultSectionSize(look.px(30))
        self.verticalHeader().setMinimumSectionSize(look.px(20))

    def sizeHint(self) -> QSize:
        """No more than the chart wants, whose place it takes."""
        return QSize(self._look.px(520), self._look.px(150))

    @property
    def look(self) -> Look:
        return self._look

    def reference_at(self, index: Index) -> Reference | None:
        """What the row of ``index`` shows."""
        if not index.isValid():
            return None
        here = self._order.index(index.row(), index.column())
        return self._scene_model.reference(self._order.mapToSource(here).row())

    def is_hovered(self, index: Index) -> bool:
        hover, reference = self._session.state.hover, self.reference_at(index)
        return hover is not None and reference is not None and hover.covers(reference)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._session.hover(self.reference_at(self.indexAt(event.position().toPoint())))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid():
            self.clearSelection()
        self._session.select(self.reference_at(index))

    def leaveEvent(self, event: QEvent) -> None:
        self._session.hover(None)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, keys = event.key(), Qt.Key
        if key == keys.Key_T:
            self.chart_asked.emit()
        elif key in (keys.Key_Return, keys.Key_Enter, keys.Key_Space):
            self._session.select(self.reference_at(self.currentIndex()))
        elif key == keys.Key_Escape and self._session.state.selection is not None:
            self._session.select(None)
        elif key in (keys.Key_PageUp, keys.Key_PageDown, keys.Key_Escape):
            event.ignore()  # they are the window's: a presenter's remote sends them
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.focus_shown.emit(True)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.focus_shown.emit(False)
        super().focusOutEvent(event)

    def _current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not self._following and self.hasFocus():
            self._session.hover(self.reference_at(current))

    def _follow(self) -> None:
        """Show the row of what is selected."""
        selection = self._session.state.selection
        self._following = True
        try:
            for row in range(self._order.rowCount()):
                index = self._order.index(row, 0)
                reference = self.reference_at(index)
                if selection and reference and selection.covers(reference):
                    command = QItemSelectionModel.SelectionFlag
                    self.selectionModel().setCurrentIndex(
                        index, command.ClearAndSelect | command.Rows
                    )
                    self.scrollTo(index)
                    return
            self.selectionModel().clear()
        finally:
            self._following = False


class _RowOutline(QStyledItemDelegate):
    """Outlines the hovered row: colour alone would not tell it from a selected one."""

    def __init__(self, table: DataTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        option.state &= ~QStyle.StateFlag.State_HasFocus  # the row is what is current
        super().paint(painter, option, index)
        if self._table.is_hovered(index):
            painter.save()
            painter.setPen(QPen(self._table.look.ink, 1.5))
            rect = option.rect.adjusted(0, 1, 0, -1)
            painter.drawLine(rect.topLeft(), rect.topRight())
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
            painter.restore()
