"""A button that holds one of several choices: pressed for the list, or stepped with arrows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QColor,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPolygonF,
)
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from desktop_app.ui.common.accessible import announce
from desktop_app.ui.quiz.look import TEXT_SIZE, Look
from desktop_app.ui.quiz.words import labelled

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
ARROW_ROOM = 22
"""Pixels at the right end that the arrow takes, at 100 % text."""
WIDEST = 44
"""Letters after which a choice is cut on the button; the list and its name have all of it."""


class ChoiceButton(QPushButton):
    """Shows what is chosen; says so to a screen reader after the ``label`` it is for."""

    chosen = Signal(int)

    def __init__(self, choices: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = tuple(choices)
        self._index = -1
        self._label = ""
        self._outline = ""
        self._look: Look | None = None
        self._menu = QMenu(self)
        self._group = QActionGroup(self._menu)
        self._actions: list[QAction] = []
        for index, choice in enumerate(self._choices):
            action = QAction(_unmarked(choice), self._menu)
            action.setCheckable(True)
            action.triggered.connect(lambda _=False, index=index: self._choose(index))
            self._group.addAction(action)
            self._menu.addAction(action)
            self._actions.append(action)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open)

    @property
    def index(self) -> int:
        """The choice, -1 for none."""
        return self._index

    @property
    def chosen_text(self) -> str:
        return self._choices[self._index] if self._index >= 0 else ""

    def set_index(self, index: int) -> None:
        """Hold that choice, -1 for none; says nothing of it."""
        self._index = index if 0 <= index < len(self._choices) else -1
        for rank, action in enumerate(self._actions):
            action.setChecked(rank == self._index)
        self._show()

    def set_label(self, label: str) -> None:
        """What the choice is for."""
        self._label = label
        self._show()

    def set_outline(self, colour: str) -> None:
        """Outline it in ``colour`` (a verdict's); "" as it was."""
        self._outline = colour
        if self._look is not None:
            self.restyle(self._look)

    def restyle(self, look: Look) -> None:
        self._look = look
        theme = look.theme
        self.setFont(look.type.interface(TEXT_SIZE))
        self._menu.setFont(look.type.interface(TEXT_SIZE))
        outline = self._outline or theme.control
        width = 2 if self._outline else 1
        self.setStyleSheet(
            f"QPushButton {{ border: {width}px solid {outline}; border-radius: 6px;"
            f" background: {theme.surface}; color: {theme.ink}; text-align: left;"
            f" padding: {look.px(5)}px {look.px(ARROW_ROOM)}px {look.px(5)}px {look.px(9)}px;"
            " min-width: 0; }"
            f"QPushButton:focus {{ border: 2px solid {theme.accent}; }}"
            f"QPushButton:disabled {{ color: {theme.ink}; }}"
        )
        self._show()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look = self._look
        if look is None or not self.isEnabled():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.theme.muted))
        half = look.px(4)
        tip = QPointF(self.width() - look.px(ARROW_ROOM) / 2, self.height() / 2 + half / 2)
        left, right = tip + QPointF(-half, -half), tip + QPointF(half, -half)
        painter.drawPolygon(QPolygonF([tip, left, right]))
        painter.end()

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        least = QFontMetrics(self.font()).horizontalAdvance("mmmmmm")
        return QSize(min(hint.width(), least), hint.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
            return
        start = self._index if self._index >= 0 or step > 0 else len(self._choices)
        self._choose((start + step) % len(self._choices))

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in _STEPS
        ):
            event.accept()
            return True
        return super().event(event)

    def retranslate(self) -> None:
        self._show()

    def _open(self) -> None:
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height())))
        if self._index >= 0:
            self._menu.setActiveAction(self._actions[self._index])
        elif self._actions:
            self._menu.setActiveAction(self._actions[0])

    def _choose(self, index: int) -> None:
        self.set_index(index)
        announce(self, self.chosen_text)
        self.chosen.emit(index)

    def _show(self) -> None:
        text = self.chosen_text
        words = text or self.tr("Choose…")
        cut = words if len(words) <= WIDEST else f"{words[: WIDEST - 1]}…"
        self.setText(_unmarked(cut))
        self.setToolTip(words if cut != words else "")
        said = text or self.tr("nothing chosen")
        self.setAccessibleName(labelled(self._label, said) if self._label else said)


def _unmarked(text: str) -> str:
    """``text`` whose ampersands make no shortcut."""
    return text.replace("&", "&&")
