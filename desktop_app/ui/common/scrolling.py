"""A column that scrolls, and brings into view what is asked for."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

AROUND = 12
"""Pixels left above and below what is brought into view, where there is room."""


class ColumnScroller(QScrollArea):
    """Scrolls a column by wheel and focus; without ``keys``, these are the window's, to
    change steps.
    """

    def __init__(self, *, keys: bool = False) -> None:
        super().__init__()
        self._keys = keys
        self._followed: QWidget | None = None
        self._holds = False
        """What has the focus was brought into view, and nobody has scrolled since."""
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
        top, half = widget.mapTo(column, QPoint(0, 0)).y(), widget.height() // 2
        if widget.height() > self.viewport().height():
            self.verticalScrollBar().setValue(top)
        else:  # ensureWidgetVisible() would show the cursor of a field, not all of it
            around = min(AROUND, (self.viewport().height() - widget.height()) // 2)
            self.ensureVisible(0, top + half, 0, half + 1 + around)

    def follow_focus(self, within: QWidget | None = None) -> None:
        """Bring what gets the focus by a key into view, also from outside of the area; where
        the column changes its height afterwards, again, unless somebody scrolled meanwhile.
        ``within`` is the part of the column that is followed, all of it if None.
        """
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self._followed = within
        application.focusChanged.connect(self._bring_focused)
        again = QTimer(self)  # once the layouts inside are done as well
        again.setSingleShot(True)
        again.timeout.connect(self._bring_again)
        bar = self.verticalScrollBar()
        bar.actionTriggered.connect(lambda _: self._let_go())
        bar.rangeChanged.connect(lambda *_: again.start())

    def _bring_focused(self, _old: QWidget | None, new: QWidget | None) -> None:
        by_mouse = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        part = self._followed or self.widget()
        followed = new is not None and part is not None and part.isAncestorOf(new)
        self._holds = followed and not by_mouse
        if new is not None and self._holds:
            self.bring(new)

    def _let_go(self) -> None:
        self._holds = False

    def _bring_again(self) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and self._holds:
            self.bring(focus)
