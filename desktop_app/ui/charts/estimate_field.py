"""The field in which one estimate is typed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.charts.task import Task
from desktop_app.content.numbers import format_number, parse_typed, with_unit
from desktop_app.ui.charts.look import Look

_FASTER = 10
"""With Shift, the arrows go so many steps."""


class EstimateField(QLineEdit):
    """One estimate as a number: typed with a comma or a point, or stepped with arrows.

    Left and right leave it where the caret has nowhere to go: from estimate to estimate.
    """

    changed = Signal(object)
    move_wanted = Signal(int)
    """To the next estimate (1), or the one before (-1)."""
    focused = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._task: Task | None = None
        self._language = "en"
        self._value: float | None = None
        self._says_unit = True
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setMaxLength(20)
        self.textEdited.connect(self._read)
        self.editingFinished.connect(lambda: self.show_value(self._value))

    def configure(self, task: Task, language: str, look: Look, *, says_unit: bool) -> None:
        """``says_unit``: whether there is room for the unit behind the number."""
        self._task, self._language = task, language
        self._says_unit = says_unit and len(task.unit) <= 2
        self.setFont(look.category)
        self.setStyleSheet(f"QLineEdit {{ padding: {look.px(3)}px {look.px(4)}px; }}")
        self.setPlaceholderText(task.unit if len(task.unit) <= 2 else "…")

    @property
    def value(self) -> float | None:
        return self._value

    def wanted_width(self) -> int:
        """Enough for the longest number of the task, with the field's own padding."""
        if self._task is None:
            return 0
        texts = (self._text(self._task.low), self._text(self._task.high), "000")
        widest = max(self.fontMetrics().horizontalAdvance(text) for text in texts)
        return int(widest + self.fontMetrics().height() * 1.0)

    def show_value(self, value: float | None) -> None:
        self._value = value
        text = "" if value is None else self._text(value)
        if text != self.text():
            self.setText(text)

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and self._move(event)
        ):
            event.accept()  # the window's arrows change steps
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        move = self._move(event)
        if steps is not None and self._task is not None:
            faster = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            start = self._task.start if self._value is None else self._value
            steps *= _FASTER if faster else 1
            self._value = self._task.stepped(start + steps * self._task.step)
            self.show_value(self._value)
            self.selectAll()  # the next arrow may lead on, the next digit starts anew
            self.changed.emit(self._value)
        elif move:
            self.move_wanted.emit(move)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.selectAll()
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit(False)

    def _move(self, event: QKeyEvent) -> int:
        """Where an arrow leads out of the field: 1, -1, or 0 where it moves the caret."""
        if event.modifiers() not in (_NONE, Qt.KeyboardModifier.KeypadModifier):
            return 0
        whole = self.selectedText() == self.text()
        if event.key() == Qt.Key.Key_Right and (whole or self.cursorPosition() == len(self.text())):
            return 1
        at_start = not self.hasSelectedText() and self.cursorPosition() == 0
        return -1 if event.key() == Qt.Key.Key_Left and (whole or at_start) else 0

    def _read(self, text: str) -> None:
        """A number counts as it is typed; what is none yet leaves no estimate."""
        if self._task is None:
            return
        typed = parse_typed(text.strip().removesuffix(self._task.unit), self._language)
        if typed is not None:
            typed = min(max(typed, self._task.low), self._task.high)
        self._value = typed
        self.changed.emit(typed)

    def _text(self, value: float) -> str:
        assert self._task is not None
        unit = self._task.unit if self._says_unit else ""
        return with_unit(format_number(value, self._language), unit, self._language)


_NONE = Qt.KeyboardModifier.NoModifier
