"""Keys that a widget wants before the window's shortcuts."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


class _ArrowKeeper(QObject):
    """Claims the arrows for the widget it watches, before they change steps."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
            and event.modifiers() in (_NONE, Qt.KeyboardModifier.KeypadModifier)
        ):
            event.accept()
            return True
        return False


_NONE = Qt.KeyboardModifier.NoModifier


def keep_arrows(widget: QWidget) -> None:
    """Let ``widget`` use the left and right arrows while it has the focus."""
    widget.installEventFilter(_ArrowKeeper(widget))


def tab_through(*widgets: QWidget) -> None:
    """Have Tab meet what is in ``widgets`` one after the other, each in the order in which
    its parts were made. (Asking Qt for its own order confuses PySide about who owns whom.)
    """
    stops = [
        child
        for widget in widgets
        for child in widget.findChildren(QWidget)
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    for one, two in pairwise(stops):
        QWidget.setTabOrder(one, two)
