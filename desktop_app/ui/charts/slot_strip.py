"""Giving many estimates one by one: which line, which place on it, what number."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.charts.task import Task
from desktop_app.ui.charts.apart import DASHES
from desktop_app.ui.charts.estimate_field import EstimateField
from desktop_app.ui.charts.look import Look
from desktop_app.ui.common import accessible


class SlotStrip(QWidget):
    """One field for all slots, and buttons that walk them; says ``changed(key, value)``."""

    changed = Signal(str, object)
    slot_changed = Signal(str)
    submitted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._task: Task | None = None
        self._key = ""
        self._estimates: Mapping[str, float] = {}
        self._look = Look()
        self._group = QButtonGroup(self)
        self._choices: list[QPushButton] = []
        self._series = QWidget()
        self._series_row = QHBoxLayout(self._series)
        self._series_row.setContentsMargins(0, 0, 0, 0)
        self._series_row.addStretch(1)
        self.back, self.forth = QPushButton("‹"), QPushButton("›")
        self.name = QLabel()
        self.name.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.field = EstimateField(self)
        self.unit = QLabel()
        self.unit.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout()
        row.addStretch(1)
        for widget in (self.back, self.name, self.field, self.unit, self.forth):
            row.addWidget(widget)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._series_row.addStretch(1)
        column.addWidget(self._series)
        column.addLayout(row)
        self.back.clicked.connect(lambda: self.walk(-1))
        self.forth.clicked.connect(lambda: self.walk(1))
        self.field.move_wanted.connect(self.walk)
        self.field.changed.connect(lambda value: self.changed.emit(self._key, value))
        self.field.returnPressed.connect(self._go_on)
        self._translate()

    @property
    def key(self) -> str:
        """The slot whose estimate the field holds."""
        return self._key

    @property
    def choices(self) -> list[QPushButton]:
        """One button a line, where there are several."""
        return self._choices

    def show_task(
        self, task: Task, estimates: Mapping[str, float], language: str, look: Look
    ) -> None:
        same = self._task is not None and [s.key for s in self._task.slots] == [
            s.key for s in task.slots
        ]
        self._task, self._estimates, self._look = task, estimates, look
        if not same or len(self._choices) != (len(task.lines) if len(task.lines) > 1 else 0):
            self._build(task)
        for button, line in zip(self._choices, task.lines, strict=False):
            button.setText(line.name)
            button.setIcon(_sample(line.colour, task.lines.index(line), look))
        for widget in (*self._choices, self.back, self.forth, self.name, self.unit):
            widget.setFont(look.category)
        self._series.setVisible(bool(self._choices))
        for part in self.findChildren(QWidget):
            part.ensurePolished()  # what the style asks for counts for the height
        self.unit.setText(task.unit if len(task.unit) > 2 else "")
        self.field.configure(task, language, look, says_unit=True)
        self.field.setMinimumWidth(max(self.field.wanted_width(), look.px(64)))
        self.field.setMaximumWidth(max(self.field.wanted_width(), look.px(64)))
        self.go_to(self._key if same and task.slot(self._key) else task.slots[0].key)

    def wanted_height(self) -> int:
        """What its rows take, also before Qt has laid out what was just shown."""
        layout = self.layout()
        assert layout is not None
        self._series_row.activate()
        layout.invalidate()
        return layout.sizeHint().height()

    def show_estimates(self, estimates: Mapping[str, float]) -> None:
        """``estimates`` as they are now; what is being typed is left alone."""
        self._estimates = estimates
        value = estimates.get(self._key)
        if self.field.value != value:
            self.field.show_value(value)

    def go_to(self, key: str, *, say: bool = False) -> None:
        """Edit the slot of that key."""
        task = self._task
        slot = task.slot(key) if task is not None else None
        if task is None or slot is None:
            return
        changes, self._key = key != self._key, key
        line = task.line_of(key)
        if line is not None and self._choices:
            self._choices[task.lines.index(line)].setChecked(True)
        self.name.setText(slot.name)
        if changes or self.field.value != self._estimates.get(key):
            self.field.show_value(self._estimates.get(key))  # what is being typed stays
        whole = f"{line.name}, {slot.name}" if line is not None and line.name else slot.name
        self.field.setAccessibleName(self.tr("Your estimate for {name}").format(name=whole))
        keys = self._walked()
        self.back.setEnabled(key != keys[0])
        self.forth.setEnabled(key != keys[-1])
        if changes and self.field.hasFocus():
            self.field.selectAll()
        if say:
            said = self.field.text() or self.tr("no estimate yet")
            accessible.announce(self, f"{whole} : {said}")
        if changes:
            self.slot_changed.emit(key)

    def walk(self, by: int) -> None:
        """To the slot after or before, on the same line."""
        keys = self._walked()
        at = keys.index(self._key) + by
        if 0 <= at < len(keys):
            self.go_to(keys[at], say=True)

    def take_line(self, rank: int) -> None:
        """Edit the line of that rank, at its first slot without an estimate."""
        task = self._task
        if task is not None and rank < len(task.lines):
            keys = task.lines[rank].keys
            empty = (key for key in keys if key not in self._estimates)
            self.go_to(next(empty, keys[0]), say=True)

    def _walked(self) -> tuple[str, ...]:
        assert self._task is not None
        line = self._task.line_of(self._key)
        return line.keys if line is not None else tuple(slot.key for slot in self._task.slots)

    def _go_on(self) -> None:
        """Enter goes to the next slot without an estimate; from the last one it submits."""
        assert self._task is not None
        keys = [slot.key for slot in self._task.slots]
        at = keys.index(self._key)
        ahead = [*keys[at + 1 :], *keys[:at]]
        empty = next((key for key in ahead if key not in self._estimates), None)
        if empty is None:
            self.submitted.emit()
        else:
            self.go_to(empty, say=True)

    def _build(self, task: Task) -> None:
        for button in self._choices:
            self._group.removeButton(button)
            button.deleteLater()
        self._choices = []
        if len(task.lines) > 1:
            for rank, line in enumerate(task.lines):
                button = QPushButton(line.name)
                button.setCheckable(True)
                button.clicked.connect(lambda _=False, at=rank: self.take_line(at))
                self._group.addButton(button)
                self._series_row.insertWidget(rank + 1, button)
                self._choices.append(button)
                button.show()  # else it is hidden, and has no height, until Qt comes to it
        before: QWidget = self._choices[0] if self._choices else self.back
        for widget in (*self._choices[1:], self.back, self.field, self.forth):
            if widget is not before:
                QWidget.setTabOrder(before, widget)
            before = widget

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()
        super().changeEvent(event)

    def _translate(self) -> None:
        self.back.setAccessibleName(self.tr("Previous estimate"))
        self.forth.setAccessibleName(self.tr("Next estimate"))
        self.back.setToolTip(self.back.accessibleName())
        self.forth.setToolTip(self.forth.accessibleName())
        if self._key:
            self.go_to(self._key)


def _sample(colour: str, rank: int, look: Look) -> QIcon:
    """A piece of the line: its colour, and a dash that tells it without the colour."""
    size = QSize(look.px(22), look.px(12))
    pixmap = QPixmap(size * 2)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    pen = QPen(look.colour(colour), 3)
    if dash := DASHES[rank % len(DASHES)]:
        pen.setDashPattern([part / 3 for part in dash])
    painter.setPen(pen)
    middle = size.height() / 2
    painter.drawLine(QPointF(0, middle), QPointF(size.width(), middle))
    painter.end()
    return QIcon(pixmap)
