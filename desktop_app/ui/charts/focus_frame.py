"""The frame that says where the keyboard is, a little outside of what it is around."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop_app.ui.charts.look import Look

OUTSIDE = 5


class FocusFrame(QWidget):
    """Follows ``around``, whose parent is its own; it never cuts what that draws."""

    def __init__(self, around: QWidget) -> None:
        super().__init__(around.parentWidget())
        self._around = around
        self._look = Look()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        around.installEventFilter(self)

    def set_look(self, look: Look) -> None:
        self._look = look
        self._follow()

    def show_focus(self, shown: bool) -> None:
        self._follow()
        self.setVisible(shown)
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._follow()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._look.theme.accent), 2))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 5, 5)

    def _follow(self) -> None:
        out = self._look.px(OUTSIDE)
        self.setGeometry(self._around.geometry().adjusted(-out, -out, out, out))
        self.update()
