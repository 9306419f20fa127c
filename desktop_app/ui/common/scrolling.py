"""A column that scrolls, and brings into view what is asked for."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget


class ColumnScroller(QScrollArea):
    """Scrolls a column by wheel and focus; without ``keys``, these are the window's, to
    change steps.
    """

    def __init__(self, *, keys: bool = False) -> None:
        super().__init__()
        self._keys = keys
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._keys:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def bring(self, widget: QWidget) -> None:
        """Scroll ``widget`` into view: its top, where it is higher than the view."""
        column = self.widget()
        if column is None or not column.isAncestorOf(widget):
            return
        if widget.height() > self.viewport().height():
            self.verticalScrollBar().setValue(widget.mapTo(column, QPoint(0, 0)).y())
        else:
            self.ensureWidgetVisible(widget, 0, 0)

    def follow_focus(self) -> None:
        """Bring what gets the focus by a key into view, also from outside of the area."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._bring_focused)

    def _bring_focused(self, _old: QWidget | None, new: QWidget | None) -> None:
        by_mouse = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        if new is not None and not by_mouse:
            self.bring(new)
