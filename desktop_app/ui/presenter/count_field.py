"""A count of hands: typed, or raised and lowered by clicks."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from desktop_app.learning.classroom.vote_charts import MINUS
from desktop_app.learning.classroom.voting import MOST_STUDENTS
from desktop_app.ui.common.fonts import Type

_DIGITS = "0123456789"
_UP, _DOWN = "+=", "-"


class _Digits(QLineEdit):
    """A line that takes digits alone: every other key is a presenter's."""

    nudged = Signal(int)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            text = event.text()
            if len(text) == 1 and text.isprintable() and text not in _DIGITS + _UP + _DOWN:
                event.ignore()
                return False
            if text and text in _UP + _DOWN:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if text and text in _UP + _DOWN:
            self.nudged.emit(1 if text in _UP else -1)
        elif len(text) == 1 and text.isprintable() and text not in _DIGITS:
            event.ignore()
        else:
            super().keyPressEvent(event)


class CountField(QWidget):
    """A number of students, empty as long as none was said. ``name`` says of whom."""

    changed = Signal()
    done = Signal()
    """Enter was pressed."""

    def __init__(self, name: str, type_: Type, less: str, more: str) -> None:
        super().__init__()
        self.line = _Digits()
        self.line.setFont(type_.interface(bold=True))
        self.line.setValidator(QIntValidator(0, MOST_STUDENTS, self.line))
        self.line.setMaxLength(len(str(MOST_STUDENTS)))
        self.line.setAccessibleName(name)
        self.line.setFixedWidth(self.line.fontMetrics().horizontalAdvance("00000"))
        self.line.textChanged.connect(lambda _: self.changed.emit())
        self.line.returnPressed.connect(self.done)
        self.line.nudged.connect(self.nudge)
        self.less, self.more = QPushButton(MINUS), QPushButton("+")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(type_.px(6))
        for widget, said in ((self.less, less), (self.line, name), (self.more, more)):
            row.addWidget(widget)
            widget.setAccessibleName(said)
            widget.setFont(type_.interface(bold=True))
        self.setFocusProxy(self.line)
        self.less.clicked.connect(lambda: self.nudge(-1))
        self.more.clicked.connect(lambda: self.nudge(1))

    @property
    def value(self) -> int | None:
        """What was said; None where nothing was."""
        text = self.line.text()
        return int(text) if text else None

    def show_value(self, value: int | None) -> None:
        self.line.setText("" if value is None else str(value))

    def hide_digits(self, hidden: bool) -> None:
        """Show what is typed as dots, as a password is."""
        self.line.setEchoMode(QLineEdit.EchoMode.Password if hidden else QLineEdit.EchoMode.Normal)

    def nudge(self, by: int) -> None:
        self.show_value(min(max((self.value or 0) + by, 0), MOST_STUDENTS))
