"""The field in which one estimate is typed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.charts.scene import Slot, Task
from desktop_app.content.numbers import format_number, parse_typed, with_unit
from desktop_app.ui.charts.look import Look


class EstimateField(QLineEdit):
    """One estimate as a number: typed with a comma or a point, or stepped with arrows."""

    changed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._task: Task | None = None
        self._language = "en"
        self._value: float | None = None
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setMaxLength(20)
        self.textEdited.connect(self._read)
        self.editingFinished.connect(lambda: self.show_value(self._value))

    def configure(self, task: Task, slot: Slot, language: str, look: Look) -> None:
        self._task, self._language = task, language
        self.setFont(look.category)
        self.setStyleSheet(f"QLineEdit {{ padding: {look.px(3)}px {look.px(4)}px; }}")
        self.setPlaceholderText(task.unit if len(task.unit) <= 2 else "…")
        self.setToolTip(slot.name)

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if steps is None or self._task is None:
            super().keyPressEvent(event)
            return
        start = min(max(0.0, self._task.low), self._task.high)
        self._value = self._task.stepped(
            (start if self._value is None else self._value) + steps * self._task.step
        )
        self.show_value(self._value)
        self.changed.emit(self._value)

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
        # Below upright bars there is room for the number alone.
        unit = self._task.unit if self._task.horizontal and len(self._task.unit) <= 2 else ""
        return with_unit(format_number(value, self._language), unit, self._language)
