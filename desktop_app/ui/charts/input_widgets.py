"""The inputs of a chart's parameters: a slider, a choice, a box to tick.

Each shows its own label, says ``changed`` with its value when a person changes it, and
shows a value that was set elsewhere with ``show_value``, which says nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QSlider,
    QWidget,
)

from desktop_app.content.numbers import format_number
from desktop_app.ui.charts.look import Look
from desktop_app.ui.common.boxes import RadioBox, TickBox
from desktop_app.ui.common.keys import keep_arrows

STEPS = 1_000
"""A slider has at most so many places."""
MOST_OPTIONS = 500
MOST_RADIOS = 8
"""More choices than that are listed in a menu."""

Naming = Callable[[object], str]
"""How a value is called in the reader's language."""


class Input(QWidget):
    """An input with its label before it."""

    changed = Signal(object)

    def __init__(self, label: str) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._parts: list[QWidget] = []
        if label:
            self._add(plain_label(label))

    def set_look(self, look: Look) -> None:
        self._row.setSpacing(look.px(8))
        for part in self._parts:
            part.setFont(look.type.interface(13))
            if isinstance(part, RadioBox | TickBox):
                part.set_look(look.theme, look.type)

    def show_value(self, value: object) -> None:
        """Show ``value`` without saying that it changed."""
        raise NotImplementedError

    def _add(self, widget: QWidget, stretch: int = 0) -> None:
        self._parts.append(widget)
        self._row.addWidget(widget, stretch)


class SliderInput(Input):
    """A number between two bounds, in steps, written in the reader's language."""

    def __init__(self, label: str, bind: Mapping[str, object], language: str) -> None:
        super().__init__(label)
        low, high = as_number(bind.get("min"), 0.0), as_number(bind.get("max"), 100.0)
        step = as_number(bind.get("step"), (high - low) / 100)
        if not (high > low and step > 0):
            low, high, step = 0.0, 1.0, 0.01
        self._low, self._high = low, high
        self._step = max(step, (high - low) / STEPS)
        self._language = language
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(label)
        self.slider.setRange(0, round((high - low) / self._step))
        self.slider.setPageStep(max(self.slider.maximum() // 10, 1))
        self.text = plain_label("")
        self.text.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        keep_arrows(self.slider)  # they move it, and change no step
        self._add(self.slider, 1)
        self._add(self.text)
        self.slider.valueChanged.connect(self._tell)

    def set_look(self, look: Look) -> None:
        super().set_look(look)
        self.slider.setMinimumWidth(look.px(140))
        metrics = self.text.fontMetrics()  # the row stands still while the number changes
        texts = (self._written(self._low), self._written(self._high), self._written(self.value))
        self.text.setMinimumWidth(max(map(metrics.horizontalAdvance, texts)))

    @property
    def value(self) -> float:
        return round(min(self._low + self.slider.value() * self._step, self._high), 10)

    def show_value(self, value: object) -> None:
        number = min(max(as_number(value, self._low), self._low), self._high)
        with QSignalBlocker(self.slider):
            self.slider.setValue(round((number - self._low) / self._step))
        self._write()

    def _tell(self) -> None:
        self._write()
        self.changed.emit(self.value)

    def _write(self) -> None:
        self.text.setText(self._written(self.value))
        # Read aloud as it is written: with the reader's comma and spaces.
        self.slider.setAccessibleDescription(self.text.text())

    def _written(self, value: float) -> str:
        return format_number(value, self._language)

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(self.fontMetrics().height() * 18, 0))


class CheckInput(Input):
    """On or off."""

    def __init__(self, label: str) -> None:
        super().__init__("")
        self.box = TickBox(label.replace("&", "&&"))
        self.box.toggled.connect(lambda on: self.changed.emit(on))
        self._add(self.box)

    def show_value(self, value: object) -> None:
        with QSignalBlocker(self.box):
            self.box.setChecked(bool(value))


class RadioInput(Input):
    """One of a few, all in sight."""

    def __init__(self, label: str, options: Sequence[object], names: Sequence[str]) -> None:
        super().__init__(label)
        self._options = options
        self._group = QButtonGroup(self)
        self.buttons: list[RadioBox] = []
        for option, name in zip(options, names, strict=True):
            button = RadioBox(name.replace("&", "&&"))
            button.setAccessibleDescription(label)
            button.clicked.connect(lambda _=False, chosen=option: self.changed.emit(chosen))
            self._group.addButton(button)
            self.buttons.append(button)
            keep_arrows(button)  # they go from button to button
            self._add(button)

    def show_value(self, value: object) -> None:
        self._group.setExclusive(False)  # a value that is none of them checks none
        for option, button in zip(self._options, self.buttons, strict=True):
            with QSignalBlocker(button):
                button.setChecked(same_value(option, value))
        self._group.setExclusive(True)


class MenuInput(Input):
    """One of many, in a menu. Screen readers read a button with the value as its name."""

    def __init__(self, label: str, options: Sequence[object], names: Sequence[str]) -> None:
        super().__init__(label)
        self._label = label
        self._options = options
        self.button = QPushButton()
        self.button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        menu = QMenu(self.button)
        self._group = QActionGroup(menu)
        self.actions_: list[QAction] = []
        for option, name in zip(options, names, strict=True):
            action = QAction(name.replace("&", "&&"), menu)
            action.setCheckable(True)
            action.triggered.connect(lambda _=False, chosen=option: self._choose(chosen))
            self._group.addAction(action)
            self.actions_.append(action)
        menu.addActions(self.actions_)
        self.button.setMenu(menu)
        self._names = names
        self._add(self.button)

    def _choose(self, option: object) -> None:
        self.show_value(option)
        self.changed.emit(option)

    def show_value(self, value: object) -> None:
        text = "–"
        for option, action, name in zip(self._options, self.actions_, self._names, strict=True):
            chosen = same_value(option, value)
            action.setChecked(chosen)
            text = name if chosen else text
        self.button.setText(f"{text}  ▾".replace("&", "&&"))
        self.button.setAccessibleName(f"{self._label} {text}".strip())


def make_input(
    bind: Mapping[str, object], default_label: str, language: str, naming: Naming
) -> Input:
    """The input that ``bind`` asks for."""
    label = str(bind.get("name") or default_label).strip()
    kind = bind.get("input")
    if kind == "checkbox":
        return CheckInput(label)
    if kind not in ("select", "radio"):
        return SliderInput(label, bind, language)
    options = _listed(bind.get("options"))[:MOST_OPTIONS]
    labels = _listed(bind.get("labels"))
    names = [
        str(labels[rank]) if rank < len(labels) else naming(option)
        for rank, option in enumerate(options)
    ]
    few = len(options) <= (MOST_RADIOS if kind == "radio" else 2)
    return (RadioInput if few else MenuInput)(label, options, names)


def plain_label(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def same_value(one: object, other: object) -> bool:
    """Whether they are one value: true is not 1."""
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def as_number(value: object, default: float) -> float:
    """``value`` if it is a finite number."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and math.isfinite(value) else default  # type: ignore[arg-type]


def _listed(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else ()
