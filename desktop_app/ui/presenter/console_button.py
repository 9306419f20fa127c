"""A button of the console: it names its key, and leaves the arrows to the slides."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton

_WALKING = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


class ConsoleButton(QPushButton):
    """Clicked, it does not take the keyboard away from where it was."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)

    def show_words(self, words: str, key: str = "") -> None:
        """Say ``words``, and the key that does the same."""
        self.setText(f"{words}  {key}" if key else words)
        self.setAccessibleName(words)
        self.setToolTip(f"{words} ({key})" if key else words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _WALKING:
            event.ignore()
        else:
            super().keyPressEvent(event)
