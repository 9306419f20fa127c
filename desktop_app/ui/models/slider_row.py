"""One parameter of a simulation: its name, a slider, and a field in which it can be typed."""

from __future__ import annotations

import math

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from desktop_app.content.fields import in_language
from desktop_app.content.model import Parameter
from desktop_app.content.numbers import format_number, parse_typed, with_unit
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.keys import keep_arrows

PLACES = 1_000
"""A slider has at most so many places."""
MOST_UNIT = 3
"""A longer unit stands with the name, not behind the number."""


class SliderRow(QWidget):
    """Says ``changed`` with a value within the bounds, and whether a drag goes on with it.

    ``is_log``: equal ways of the handle multiply by equal factors.
    """

    changed = Signal(float, bool)

    def __init__(self, parameter: Parameter, symbol: str, language: str, *, is_log: bool) -> None:
        super().__init__()
        self._parameter = parameter
        self._symbol = symbol
        self._language = language
        self._is_log = is_log and parameter.minimum > 0
        self._value = parameter.default
        self._is_dragging = False
        self._is_stacked = False
        unit = in_language(parameter.unit, language)
        self._unit = unit if len(unit) <= MOST_UNIT else ""
        beside = f" ({unit})" if unit and not self._unit else ""
        name = in_language(parameter.label, language)
        self.label = QLabel(f"{name}{beside}  {symbol}".rstrip())
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, self._places())
        self.slider.setPageStep(max(self.slider.maximum() // 10, 1))
        self.slider.setAccessibleName(self.label.text())
        keep_arrows(self.slider)
        self.field = QLineEdit()
        self.field.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.field.setMaxLength(20)
        self.field.setAccessibleName(self.label.text())
        keep_arrows(self.field)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._row = QHBoxLayout()
        self._column.addLayout(self._row)
        self._row.addWidget(self.label)
        self._row.addWidget(self.slider, 1)
        self._row.addWidget(self.field)
        self.slider.valueChanged.connect(self._slide)
        self.field.editingFinished.connect(self._take_typed)
        self.show_value(parameter.default)

    def twin(self) -> SliderRow:
        """Another row for the same parameter: each shows what the other one sets once its
        ``changed`` was followed.
        """
        made = SliderRow(self._parameter, self._symbol, self._language, is_log=self._is_log)
        made.changed.connect(self.changed)
        return made

    @property
    def value(self) -> float:
        return self._value

    def set_type(self, type_: Type) -> None:
        """Wear the fonts of ``type_``."""
        self._row.setSpacing(type_.px(12))
        self.label.setFont(type_.interface(13))
        self.slider.setMinimumWidth(type_.px(80))
        self.field.setFont(type_.interface(13, bold=True))

    def label_width(self) -> int:
        """What the name asks for on one line."""
        return self.label.fontMetrics().horizontalAdvance(self.label.text()) + 2

    def field_width(self) -> int:
        """What the longest number asks for."""
        texts = (*(self._written(end) for end in self._ends), "0,00")
        metrics = self.field.fontMetrics()
        return max(map(metrics.horizontalAdvance, texts)) + 2 * metrics.height()

    def stack(self) -> None:
        """Have the name above the slider, for good."""
        self._is_stacked = True
        self._column.setSpacing(0)
        self._column.insertWidget(0, self.label)

    def set_widths(self, label: int, field: int) -> None:
        """Stand in columns with the other rows."""
        if not self._is_stacked:
            self.label.setFixedWidth(label)
        self.field.setFixedWidth(field)

    def set_locked(self, locked: bool) -> None:
        """Whether nothing can be set yet."""
        self.slider.setDisabled(locked)
        self.field.setDisabled(locked)

    def show_value(self, value: float) -> None:
        """Show ``value`` without saying that it changed."""
        self._value = value
        with QSignalBlocker(self.slider):
            self.slider.setValue(self._place_of(value))
        self._write()

    # -- between places and values ---------------------------------------------------------------

    @property
    def _ends(self) -> tuple[float, float]:
        return self._parameter.minimum, self._parameter.maximum

    def _places(self) -> int:
        low, high = self._ends
        steps = round((high - low) / self._parameter.step)
        return PLACES if self._is_log else max(min(steps, PLACES), 1)

    def _place_of(self, value: float) -> int:
        low, high = self._ends
        if self._is_log:
            part = math.log(max(value, low) / low) / math.log(high / low)
        else:
            part = (value - low) / (high - low)
        return round(part * self.slider.maximum())

    def _value_at(self, place: int) -> float:
        low, high = self._ends
        part = place / self.slider.maximum()
        value = low * (high / low) ** part if self._is_log else low + part * (high - low)
        return self._parameter.clamp(value)

    # -- from the hand to the value ----------------------------------------------------------------

    def _slide(self, place: int) -> None:
        value = self._value_at(place)
        if self._is_log and value == self._value:  # a key moves by a step at least
            way = 1 if place > self._place_of(self._value) else -1
            is_key = not self.slider.isSliderDown()
            value = self._parameter.clamp(self._value + way * self._parameter.step * is_key)
        is_held = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        continues, self._is_dragging = is_held and self._is_dragging, is_held
        self._set(value, continues=continues)

    def _take_typed(self) -> None:
        """What was typed, held to the bounds and steps; what is no number goes again."""
        text = self.field.text().strip().removesuffix(self._unit)
        typed = parse_typed(text, self._language)
        if typed is not None:
            self._set(self._parameter.clamp(typed), continues=False)
        self.show_value(self._value)

    def _set(self, value: float, *, continues: bool) -> None:
        if value != self._value:
            self._value = value
            self._write()
            self.changed.emit(value, continues)
        if self._is_log and not self.slider.isSliderDown():
            self.show_value(self._value)

    def _write(self) -> None:
        text = self._written(self._value)
        if self.field.text() != text:
            self.field.setText(text)
        self.slider.setAccessibleDescription(text)

    def _written(self, value: float) -> str:
        number = format_number(value, self._language, self._parameter.decimals)
        return with_unit(number, self._unit, self._language)
