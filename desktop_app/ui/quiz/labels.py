"""Labels of the questions: wrapping prose with live links, and a button like a link."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QEnterEvent, QHideEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from desktop_app.content.reference import Reference
from desktop_app.ui.common.rich_text import WEB
from desktop_app.ui.quiz.look import SMALL_SIZE, Look


class ProseLabel(QLabel):
    """Wrapping prose. Its references are selected and hovered by signals; a web address
    is opened in the browser, and only when it is clicked.
    """

    selected = Signal(Reference)
    hovered = Signal(object)
    """A Reference, or None when the pointer leaves it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setOpenExternalLinks(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.linkActivated.connect(self._activate)
        self.linkHovered.connect(self._hover)
        self._hovers = False

    def set_html(self, html: str) -> None:
        """Show ``html``; it takes the mouse and the focus only where it has links."""
        linked = "<a href" in html
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
            if linked
            else Qt.TextInteractionFlag.NoTextInteraction
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if linked else Qt.FocusPolicy.NoFocus)
        self.setText(html)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover("")
        super().leaveEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._hover("")
        super().hideEvent(event)

    def _activate(self, target: str) -> None:
        reference = Reference.parse(target)
        if reference is not None:
            self.selected.emit(reference)
        elif target.lower().startswith(WEB):
            QDesktopServices.openUrl(QUrl(target))

    def _hover(self, target: str) -> None:
        reference = Reference.parse(target) if target else None
        if reference is not None or self._hovers:
            self._hovers = reference is not None
            self.hovered.emit(reference)


class LinkButton(QPushButton):
    """A button that looks like a link and tells when it is pointed at."""

    pointed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._is_pointed = False

    def restyle(self, look: Look) -> None:
        theme = look.theme
        self.setFont(look.type.interface(SMALL_SIZE + 1))
        self.setStyleSheet(
            f"QPushButton {{ border: 2px solid transparent; background: transparent;"
            f" border-radius: 4px; padding: {look.px(3)}px 1px;"
            f" color: {theme.accent}; text-decoration: underline; min-width: 0; }}"
            f"QPushButton:focus {{ border-color: {theme.accent}; }}"
        )

    def enterEvent(self, event: QEnterEvent) -> None:
        self._point(True)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._point(False)
        super().leaveEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._point(False)
        super().hideEvent(event)

    def _point(self, pointed: bool) -> None:
        if pointed != self._is_pointed:
            self._is_pointed = pointed
            self.pointed.emit(pointed)
