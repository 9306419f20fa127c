"""The table of a scene: the same marks as rows, sortable, linked both ways."""

from __future__ import annotations

from PySide6.QtCore import (
    QElapsedTimer,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop_app.charts.scene import Scene
from desktop_app.content.reference import Reference
from desktop_app.session.session import Session
from desktop_app.ui.charts.linking import Linking
from desktop_app.ui.charts.look import Look
from desktop_app.ui.charts.table_model import Index, SceneModel
from desktop_app.ui.common.watching import stop_with

WIDEST = 320
"""No column asks for more, in pixels at 100 % text."""
_MEASURED = 60
"""So many rows are measured to find the width of a column."""
_TYPING = 1_000
"""Letters that follow one another faster, in milliseconds, search for a row."""


class DataTable(QTableView):
    """Hovers and selects rows as the chart does its marks."""

    chart_asked = Signal()
    focus_shown = Signal(bool)
    told = Signal(str)
    """What was done, in words."""

    def __init__(
        self, session: Session, parent: QWidget | None = None, *, linking: Linking | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._linking = linking or Linking()
        self._look = Look()
        self._lit: frozenset[int] = frozenset()
        self._marked: frozenset[Reference] = frozenset()
        self._typed = QElapsedTimer()
        self._following = False
        self._rows = SceneModel()
        self.setModel(self._rows)
        self.setFrameShape(QFrame.Shape.NoFrame)
        header = self.horizontalHeader()
        header.setSortIndicatorClearable(True)
        header.setHighlightSections(False)
        header.setResizeContentsPrecision(_MEASURED)
        self.setSortingEnabled(True)
        self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        header.sortIndicatorChanged.connect(self._tell_order)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setItemDelegate(_RowOutline(self))
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.selectionModel().currentRowChanged.connect(self._current_changed)
        self._translate()
        stop_with(
            self,
            session.watch(lambda state: state.hover, lambda _: self._light()),
            session.watch(lambda state: state.selection, lambda _: self._follow()),
        )

    def show_scene(self, scene: Scene) -> None:
        columns = self._rows.scene.columns
        self._rows.show_scene(scene)
        self.setAccessibleName(scene.title or scene.subtitle)
        if columns != scene.columns:
            self._following = True  # an order that nobody asked for is not told
            self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
            self._following = False
            self._fit_columns()
        self._follow()
        self._light()

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
        self._fit_columns()

    def sizeHint(self) -> QSize:
        """No more than the chart wants, whose place it takes."""
        return QSize(self._look.px(520), self._look.px(150))

    @property
    def look(self) -> Look:
        return self._look

    @property
    def current_rank(self) -> int | None:
        """The rank of the mark whose row is current."""
        row = self._rows.row_of(self.currentIndex().row())
        return None if row is None else self._rows.scene.rank_of(row)

    def go_to(self, rank: int) -> None:
        """Make the row of the mark of that rank the current one."""
        row = self._rows.scene.row_of(rank)
        place = None if row is None else self._rows.place_of(row)
        if place is not None:
            index = self._rows.index(place, max(self.currentIndex().column(), 0))
            self._following = True
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self._following = False
            self.scrollTo(index)

    def show_marked(self, points: frozenset[Reference]) -> None:
        """Select the rows of what is chosen on a chart."""
        if points != self._marked:
            self._marked = points
            self._follow()

    def reference_at(self, index: Index) -> Reference | None:
        """What the row of ``index`` shows."""
        return self._rows.reference(index.row()) if index.isValid() else None

    def is_hovered(self, index: Index) -> bool:
        return self._rows.row_of(index.row()) in self._lit

    def copy(self) -> None:
        """The selected rows as text to the clipboard, with their headings; all if none is."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        places = places or list(range(self._rows.rowCount()))
        QGuiApplication.clipboard().setText(self._rows.text(places))
        self.told.emit(self.tr("%n row(s) copied.", "", len(places)))

    # -- the mouse -------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._session.hover(self.reference_at(self.indexAt(event.position().toPoint())))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.modifiers() != Qt.KeyboardModifier.NoModifier:
            return  # rows are gathered, to be copied
        index = self.indexAt(event.position().toPoint())
        if not index.isValid():
            self.clearSelection()
        self._session.select(self.reference_at(index))

    def leaveEvent(self, event: QEvent) -> None:
        self._session.hover(None)
        super().leaveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.addAction(self.tr("Copy the selected rows")).triggered.connect(self.copy)
        menu.addAction(self.tr("Copy the whole table")).triggered.connect(self._copy_all)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def _copy_all(self) -> None:
        self.clearSelection()
        self.copy()

    # -- the keyboard ----------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, keys = event.key(), Qt.Key
        searches = self._typed.isValid() and self._typed.elapsed() < _TYPING
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif key == keys.Key_T and not searches:
            self.chart_asked.emit()
        elif key == keys.Key_S and not searches:
            self._sort_current()
        elif key in (keys.Key_Return, keys.Key_Enter) or (key == keys.Key_Space and not searches):
            self._session.select(self.reference_at(self.currentIndex()))
        elif key == keys.Key_Escape and self._session.state.selection is not None:
            self._session.select(None)
        elif key in (keys.Key_PageUp, keys.Key_PageDown, keys.Key_Escape):
            event.ignore()  # they are the window's: a presenter's remote sends them
        else:
            if event.text().isprintable() and event.text():
                self._typed.start()
            super().keyPressEvent(event)

    def _sort_current(self) -> None:
        """By the column that the keyboard is in: rising, falling, as in the chart."""
        header = self.horizontalHeader()
        column = max(self.currentIndex().column(), 0)
        order = Qt.SortOrder.AscendingOrder
        if header.sortIndicatorSection() == column:
            if header.sortIndicatorOrder() == order:
                order = Qt.SortOrder.DescendingOrder
            else:
                column = -1
        self.sortByColumn(column, order)
        self.scrollTo(self.currentIndex())

    def _tell_order(self, column: int, order: Qt.SortOrder) -> None:
        if self._following:
            return
        if not 0 <= column < len(self._rows.scene.columns):
            self.told.emit(self.tr("In the order of the chart."))
            return
        title = self._rows.scene.columns[column].title
        if order == Qt.SortOrder.AscendingOrder:
            text = self.tr("Sorted by {column}, rising.")
        else:
            text = self.tr("Sorted by {column}, falling.")
        self.told.emit(text.format(column=title))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.focus_shown.emit(True)
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and event.reason() != Qt.FocusReason.MouseFocusReason:
            first = self._rows.index(0, 0)
            self.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.focus_shown.emit(False)
        super().focusOutEvent(event)

    # -- links -----------------------------------------------------------------------

    def _current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not self._following and self.hasFocus():
            self._session.hover(self.reference_at(current))

    def _ranks(self, reference: Reference | None) -> list[int]:
        """The scene's rows that ``reference`` means."""
        scene = self._rows.scene
        rows = (scene.row_of(rank) for rank in self._linking.ranks(scene, reference))
        return [row for row in rows if row is not None]

    def _light(self) -> None:
        lit = frozenset(self._ranks(self._session.state.hover))
        if lit != self._lit:
            self._lit = lit
            self.viewport().update()

    def _follow(self) -> None:
        """Show the rows of what is selected."""
        meant = (self._session.state.selection, *self._marked)
        rows = dict.fromkeys(row for one in meant for row in self._ranks(one))
        places = [place for row in rows if (place := self._rows.place_of(row)) is not None]
        command = QItemSelectionModel.SelectionFlag
        model = self.selectionModel()
        self._following = True
        try:
            if not places:
                model.clearSelection()
                return
            first = self._rows.index(places[0], max(self.currentIndex().column(), 0))
            model.setCurrentIndex(first, command.ClearAndSelect | command.Rows)
            for place in places[1:]:
                model.select(self._rows.index(place, 0), command.Select | command.Rows)
            self.scrollTo(first)
        finally:
            self._following = False

    # -- columns ---------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit_columns()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()
        super().changeEvent(event)

    def _translate(self) -> None:
        self.setAccessibleDescription(
            self.tr("S sorts by the column, Control C copies, T shows the chart.")
        )

    def _fit_columns(self) -> None:
        """Share the width where it is enough for all; else scroll sideways. Behind its chart,
        it waits until it is seen: measuring every cell takes longer than drawing the chart.
        """
        if not self.isVisible():
            return
        header = self.horizontalHeader()
        wanted = [
            min(
                max(self.sizeHintForColumn(column), header.sectionSizeHint(column)),
                self._look.px(WIDEST),
            )
            for column in range(self._rows.columnCount())
        ]
        if sum(wanted) <= self.viewport().width():
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
            return
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate(wanted):
            header.resizeSection(column, width)


class _RowOutline(QStyledItemDelegate):
    """Outlines the hovered row: colour alone would not tell it from a selected one; and
    the cell that the keyboard is in.
    """

    def __init__(self, table: DataTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        is_current = bool(option.state & QStyle.StateFlag.State_HasFocus)
        option.state &= ~QStyle.StateFlag.State_HasFocus
        super().paint(painter, option, index)
        painter.save()
        if self._table.is_hovered(index):
            painter.setPen(QPen(self._table.look.ink, 1.5))
            rect = option.rect.adjusted(0, 1, 0, -1)
            painter.drawLine(rect.topLeft(), rect.topRight())
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if is_current and self._table.hasFocus():
            painter.setPen(QPen(self._table.look.colour(self._table.look.theme.accent), 2))
            painter.drawRect(option.rect.adjusted(2, 3, -3, -3))
        painter.restore()
