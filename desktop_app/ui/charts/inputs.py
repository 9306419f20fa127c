"""The inputs of a chart's own parameters: a slider, a choice, a box to tick."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from desktop_app.charts.spec.grammar import Param
from desktop_app.content.numbers import format_number
from desktop_app.ui.charts.look import Look

STEPS = 1_000
"""A slider has at most so many places."""
MOST_OPTIONS = 30


class InputsPanel(QWidget):
    """One row an input; says ``changed(name, value)``. Hidden where there is none."""

    changed = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._params: tuple[Param, ...] = ()
        self._language = ""
        self._labels: list[QLabel | QCheckBox | QRadioButton] = []
        self.hide()

    def show_params(
        self, params: Sequence[Param], values: Mapping[str, object], language: str, look: Look
    ) -> None:
        """Show an input for each bound parameter, at its value."""
        bound = tuple(param for param in params if isinstance(param.bind, Mapping))
        if (bound, language) != (self._params, self._language):
            self._params, self._language = bound, language
            self._build(values)
        for label in self._labels:
            label.setFont(look.type.interface(13))
        self.setVisible(bool(bound))

    def _build(self, values: Mapping[str, object]) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._labels = []
        for param in self._params:
            assert isinstance(param.bind, Mapping)
            row = QWidget(self)
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            name = str(param.bind.get("name") or param.name)
            value = values.get(param.name, param.value)
            kind = param.bind.get("input")
            if kind == "checkbox":
                self._add_checkbox(line, param, name, value)
            elif kind in ("select", "radio"):
                self._add_choice(line, param, name, value)
            else:
                self._add_slider(line, param, name, value)
            self._column.addWidget(row)

    def _add_label(self, line: QHBoxLayout, text: str) -> QLabel:
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        self._labels.append(label)
        line.addWidget(label)
        return label

    def _add_checkbox(self, line: QHBoxLayout, param: Param, name: str, value: object) -> None:
        box = QCheckBox(name)
        box.setChecked(bool(value))
        box.toggled.connect(lambda on: self.changed.emit(param.name, on))
        self._labels.append(box)
        line.addWidget(box)
        line.addStretch(1)

    def _add_slider(self, line: QHBoxLayout, param: Param, name: str, value: object) -> None:
        assert isinstance(param.bind, Mapping)
        low, high = _number(param.bind.get("min"), 0.0), _number(param.bind.get("max"), 100.0)
        step = _number(param.bind.get("step"), (high - low) / 100)
        if not (high > low and step > 0):
            low, high, step = 0.0, 1.0, 0.01
        step = max(step, (high - low) / STEPS)
        self._add_label(line, name)
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setAccessibleName(name)
        slider.setRange(0, round((high - low) / step))
        line.addWidget(slider, 1)
        shown = self._add_label(line, "")

        def value_of(place: int) -> float:
            return round(min(low + place * step, high), 10)

        def tell(place: int) -> None:
            shown.setText(format_number(value_of(place), self._language))
            self.changed.emit(param.name, value_of(place))

        slider.setValue(round((_number(value, low) - low) / step))
        shown.setText(format_number(value_of(slider.value()), self._language))
        slider.valueChanged.connect(tell)

    def _add_choice(self, line: QHBoxLayout, param: Param, name: str, value: object) -> None:
        """Radio buttons for lists too: each choice is one key away, and read aloud by name."""
        assert isinstance(param.bind, Mapping)
        self._add_label(line, name)
        options = param.bind.get("options")
        labels = param.bind.get("labels")
        group = QButtonGroup(line.parentWidget())
        for rank, option in enumerate(_listed(options)[:MOST_OPTIONS]):
            known = _listed(labels)
            text = known[rank] if rank < len(known) else option
            button = QRadioButton("–" if text is None else str(text))
            button.setChecked(option == value)
            button.toggled.connect(self._teller(param.name, option))
            group.addButton(button)
            self._labels.append(button)
            line.addWidget(button)
        line.addStretch(1)

    def _teller(self, name: str, option: object) -> Callable[[bool], None]:
        def tell(on: bool) -> None:
            if on:
                self.changed.emit(name, option)

        return tell


def _listed(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else ()


def _number(value: object, default: float) -> float:
    return (
        float(value) if isinstance(value, int | float) and not isinstance(value, bool) else default
    )
