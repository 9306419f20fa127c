"""An interval that is chosen by dragging, as numbers that can be read and typed."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from desktop_app.charts.axis import Axis
from desktop_app.charts.intervals import end_text, names_of, read_end, stepped_end
from desktop_app.ui.charts.input_widgets import plain_label
from desktop_app.ui.charts.look import Look
from desktop_app.ui.common.foot import FlowLayout

Ranges = Mapping[str, tuple[object, ...]]


class EndField(QLineEdit):
    """One end of an interval: typed, or moved with the arrows."""

    moved = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if steps is None:
            super().keyPressEvent(event)
        else:
            faster = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.moved.emit(steps * (5 if faster else 1))


class AxisRange(QWidget):
    """From where to where along one axis."""

    changed = Signal(str, float, float)

    def __init__(self, axis: Axis) -> None:
        super().__init__()
        self._axis = axis
        self._range: tuple[object, ...] = ()
        self.title = plain_label(axis.title)
        self.low, self.high = EndField(), EndField()
        self.between = plain_label("–")
        self.names = plain_label("")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        is_category = axis.kind == "category"
        for part in (self.title, self.low, self.between, self.high, self.names):
            row.addWidget(part)
        self.title.setVisible(bool(axis.title))
        for part in (self.low, self.high, self.between):
            part.setVisible(not is_category)
        self.names.setVisible(is_category)
        for rank, field in enumerate((self.low, self.high)):
            field.setMaxLength(24)
            field.editingFinished.connect(self._read)
            field.moved.connect(lambda by, rank=rank: self._move(rank, by))

    def set_look(self, look: Look) -> None:
        for part in (self.title, self.between, self.names):
            part.setFont(look.type.interface(13))
        ends = [end for end in self._axis.domain if isinstance(end, int | float)]
        texts = [*(end_text(self._axis, end) for end in ends), "00000"]
        for field in (self.low, self.high):
            field.setFont(look.type.interface(13))
            wide = max(map(field.fontMetrics().horizontalAdvance, texts))
            field.setFixedWidth(wide + look.px(28))

    def show_range(self, axis: Axis, span: tuple[object, ...]) -> None:
        """Show what is chosen; nothing where all is in."""
        self._axis, self._range = axis, span
        if axis.kind == "category":
            self.names.setText(names_of(axis, span) if span else self.tr("all"))
            return
        ends = [end for end in axis.domain if isinstance(end, int | float)]
        outer = (min(ends), max(ends)) if ends else (0, 0)
        for rank, field in enumerate((self.low, self.high)):
            field.setPlaceholderText(end_text(axis, outer[rank]))
            if not field.hasFocus() or not field.isModified():
                field.setText(end_text(axis, span[rank if rank == 0 else -1]) if span else "")
        along = self.tr("Horizontal axis") if axis.channel == "x" else self.tr("Vertical axis")
        name = axis.title or along
        self.low.setAccessibleName(self.tr("{axis}, from").format(axis=name))
        self.high.setAccessibleName(self.tr("{axis}, to").format(axis=name))

    def _ends(self) -> tuple[float, float]:
        numbers = [end for end in self._range if isinstance(end, int | float)]
        if len(numbers) == 2:
            return float(numbers[0]), float(numbers[1])
        ends = [end for end in self._axis.domain if isinstance(end, int | float)]
        return (float(min(ends)), float(max(ends))) if ends else (0.0, 0.0)

    def _read(self) -> None:
        """Take what was typed; what is no number is put back as it was."""
        if not (self.low.isModified() or self.high.isModified()):
            return
        ends = list(self._ends())
        for rank, field in enumerate((self.low, self.high)):
            typed = read_end(self._axis, field.text()) if field.isModified() else None
            ends[rank] = ends[rank] if typed is None else typed
            field.setModified(False)
        self._say(ends[0], ends[1])

    def _move(self, rank: int, by: int) -> None:
        ends = list(self._ends())
        ends[rank] = stepped_end(self._axis, ends[rank], by)
        for field in (self.low, self.high):
            field.setModified(False)
        self._say(ends[0], ends[1])

    def _say(self, low: float, high: float) -> None:
        self.changed.emit(self._axis.channel, min(low, high), max(low, high))


class IntervalInput(QWidget):
    """The interval of one selection, along each axis that it is chosen on."""

    changed = Signal(object)
    """Channel -> (low, high), in units of the data; None: no interval."""

    def __init__(self) -> None:
        super().__init__()
        self._axes: list[AxisRange] = []
        self._ranges: dict[str, tuple[object, ...]] = {}
        self._flow = FlowLayout()
        self.setLayout(self._flow)
        self.clear = QPushButton()
        self.clear.clicked.connect(lambda: self.changed.emit(None))
        self._translate()

    @property
    def axes(self) -> list[AxisRange]:
        return self._axes

    def build(self, axes: list[Axis]) -> None:
        while self._flow.takeAt(0) is not None:
            pass
        for old in self._axes:
            old.deleteLater()
        self._axes = [AxisRange(axis) for axis in axes]
        for one in self._axes:
            one.changed.connect(self._change)
            self._flow.addWidget(one)
        self._flow.addWidget(self.clear)

    def show_ranges(self, axes: list[Axis], ranges: Ranges) -> None:
        self._ranges = dict(ranges)
        for widget, axis in zip(self._axes, axes, strict=True):
            widget.show_range(axis, ranges.get(axis.channel, ()))
        self.clear.setEnabled(bool(ranges))

    def set_look(self, look: Look) -> None:
        self._flow.setSpacing(look.px(10))
        self.clear.setFont(look.type.interface(13))
        for one in self._axes:
            one.set_look(look)

    def _change(self, channel: str, low: float, high: float) -> None:
        self.changed.emit({**self._ranges, channel: (low, high)})

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()
        super().changeEvent(event)

    def _translate(self) -> None:
        self.clear.setText(self.tr("All"))
        self.clear.setAccessibleName(self.tr("Choose no interval"))
