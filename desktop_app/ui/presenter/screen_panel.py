"""What can take the place of a slide on a screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.theme import PROJECTOR, Theme


def screen_label(text: str, font: QFont, *, muted: bool = False) -> QLabel:
    """Words on as many lines as they need; they are never markup."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setFont(font)
    label.setProperty("muted", muted)
    return label


def screen_font(type_: Type, size: float, *, bold: bool = False) -> QFont:
    """A font of ``size`` pixels, no smaller than can be read."""
    font = type_.interface(bold=bold)
    font.setPixelSize(max(round(size), type_.smallest))
    return font


class ScreenPanel(QWidget):
    """A page in the look of a screen: laid out anew when that is another."""

    leaves_room = False
    """On a small screen large text is for what is read: this is worked with."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._theme, self._type, self._height = PROJECTOR, Type(), 0

    def fit(self, theme: Theme, type_: Type, screen_height: int) -> None:
        """Take the look of a screen that is so many pixels high."""
        look = theme, type_, screen_height
        if look != (self._theme, self._type, self._height):
            self._theme, self._type, self._height = look
            self._fill()

    def _fill(self) -> None:
        """Lay everything out."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._fill()
        super().changeEvent(event)
