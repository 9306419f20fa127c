"""A box that holds one of many things, walked with the arrow keys or by its first letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.ui.common.accessible import Part, announce
from desktop_app.ui.common.rich_text import plain_to_html
from desktop_app.ui.quiz.labels import ProseLabel
from desktop_app.ui.quiz.look import PROMPT_SIZE, SMALL_SIZE, TEXT_SIZE, Look

_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Left: -1,
}
FAR = 10
"""With Shift, the arrows go so many things at once."""
FORGET = 1.0
"""Seconds after which typed letters begin another word."""
MOST_SOUGHT = 20_000


class Walker(QWidget):
    """Walks ``count`` things whose words ``text_of`` gives; holds none at first."""

    moved = Signal(int)
    """The thing that was walked to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self._text_of: Callable[[int], str] = lambda _: ""
        self._index = -1
        self._held = ""
        self._locked = False
        self.box = _Box(self)
        self.box.stepped.connect(self.step)
        self.box.ended.connect(lambda end: self._go(end if end >= 0 else self._count - 1))
        self.box.typed.connect(self._seek)
        self._previous, self._next = QPushButton("‹", self), QPushButton("›", self)
        self._previous.clicked.connect(lambda: self.step(-1))
        self._next.clicked.connect(lambda: self.step(1))
        self.buttons = (self._previous, self._next)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.addWidget(self.box, 1)
        for button in self.buttons:
            self._line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.setFocusProxy(self.box)

    def show_things(self, count: int, text_of: Callable[[int], str]) -> None:
        """Walk other things; what is held stays written."""
        self._count, self._text_of = count, text_of
        self._index = -1
        self._show()

    def hold(self, index: int, text: str = "") -> None:
        """Hold thing ``index`` (-1: ``text``, which is none of them); says nothing of it."""
        self._index = index if 0 <= index < self._count else -1
        self._held = self._text_of(self._index) if self._index >= 0 else text
        self._show()

    @property
    def index(self) -> int:
        return self._index

    @property
    def text(self) -> str:
        """What is held, in words."""
        return self._held

    def step(self, by: int) -> None:
        """Walk ``by`` things on, around the end."""
        if self._count and not self._locked:
            start = self._index if self._index >= 0 or by > 0 else self._count
            self._go((start + by) % self._count)

    def lock(self, locked: bool) -> None:
        self._locked = locked
        for button in self.buttons:
            button.setVisible(not locked)
        self.box.update()

    def name(self, what: str, nothing: str, previous: str, following: str) -> None:
        """Words: what is held, what to say where nothing is, and the two buttons."""
        self.box.what, self.box.nothing = what, nothing
        for button, words in ((self._previous, previous), (self._next, following)):
            button.setAccessibleName(words)
            button.setToolTip(words)
        self._show()

    def restyle(self, look: Look) -> None:
        self._line.setSpacing(look.px(6))
        self.box.restyle(look)
        width, height = look.px(28), look.px(30)
        for button in self.buttons:
            button.setFont(look.type.interface(PROMPT_SIZE, bold=True))
            button.setFixedSize(width, height)
            button.setStyleSheet(
                f"padding: 0; min-width: {width - 4}px; min-height: {height - 4}px;"
            )

    def _go(self, index: int) -> None:
        if not self._count or self._locked:
            return
        self.hold(min(max(index, 0), self._count - 1))
        announce(self.box, self._held)
        self.moved.emit(self._index)

    def _seek(self, start: str) -> None:
        """Walk to the next thing whose words begin with ``start``."""
        wanted = _plain(start)
        first = max(self._index, 0) if len(wanted) > 1 else self._index + 1
        for offset in range(min(self._count, MOST_SOUGHT)):
            index = (first + offset) % self._count
            if _plain(self._text_of(index)).startswith(wanted):
                self._go(index)
                return

    def _show(self) -> None:
        place = f"{self._index + 1} / {self._count}" if self._index >= 0 else ""
        self.box.show_text(self._held, place)


def _plain(text: str) -> str:
    spread = unicodedata.normalize("NFD", text.casefold())
    letters = "".join(sign for sign in spread if not unicodedata.combining(sign))
    return letters.lstrip(" «\u202f\u00a0“\"'")


class _Box(QWidget):
    """What is held, framed like a field; takes the keyboard."""

    stepped = Signal(int)
    ended = Signal(int)
    """To the first thing (0) or the last (-1)."""
    typed = Signal(str)
    """The letters typed so far."""

    accessible_role = QAccessible.Role.SpinBox

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.what = self.nothing = ""
        self._text = self._place = ""
        self._letters, self._since = "", 0.0
        self._look: Look | None = None
        self.label = ProseLabel(self)
        self._rank = ProseLabel(self)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.label)
        self._column.addWidget(self._rank)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def accessible_parts(self) -> tuple[Part, ...]:
        return ()

    def accessible_value(self) -> str:
        return self._text

    def show_text(self, text: str, place: str) -> None:
        self._text, self._place = text, place
        look = self._look
        muted = look.theme.muted if look else "gray"
        html = plain_to_html(text or self.nothing)
        self.label.set_html(html if text else f"<span style='color:{muted}'>{html}</span>")
        self._rank.set_html(f"<span style='color:{muted}'>{plain_to_html(place)}</span>")
        self._rank.setVisible(bool(place))
        self.setAccessibleName(self.what)
        self.setAccessibleDescription(" · ".join(filter(None, (text or self.nothing, place))))

    def restyle(self, look: Look) -> None:
        self._look = look
        side = look.px(10)
        self._column.setContentsMargins(side, look.px(6), side, look.px(6))
        self._column.setSpacing(look.px(2))
        look.text(self.label, TEXT_SIZE)
        look.text(self._rank, SMALL_SIZE)
        self.show_text(self._text, self._place)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        modified = event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        )
        far = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if modified:
            super().keyPressEvent(event)
        elif key in _STEPS:
            self.stepped.emit(_STEPS[key] * (FAR if far else 1))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.ended.emit(0 if key == Qt.Key.Key_Home else -1)
        elif event.text().strip() and event.text().isprintable():
            now = monotonic()
            self._letters = self._letters if now - self._since < FORGET else ""
            self._letters, self._since = self._letters + event.text(), now
            self.typed.emit(self._letters)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        # The window's own arrows change steps, its letters are commands.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and not event.modifiers()
            & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
            and (event.key() in (*_STEPS, Qt.Key.Key_Home, Qt.Key.Key_End) or event.text().strip())
        ):
            event.accept()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._look is None:
            return
        theme, focused = self._look.theme, self.hasFocus()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = theme.accent if focused else theme.control
        painter.setPen(QPen(QColor(colour), 2.0 if focused else 1.0))
        painter.setBrush(QColor(theme.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()
