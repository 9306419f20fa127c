"""What a reader can set below a chart: its parameters, its legend, an interval, the zoom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.charts.axis import Axis
from desktop_app.charts.legend import Legend
from desktop_app.charts.scene import Scene
from desktop_app.charts.selecting import is_chosen
from desktop_app.charts.spec.grammar import UNSET, Param
from desktop_app.ui.charts.apart import apart_of
from desktop_app.ui.charts.brushing import Ranges, channels_of, interval_param
from desktop_app.ui.charts.input_widgets import Input, Naming, make_input
from desktop_app.ui.charts.interval_input import IntervalInput
from desktop_app.ui.charts.legend_input import LegendInput
from desktop_app.ui.charts.look import Look
from desktop_app.ui.charts.navigation import bound_channels
from desktop_app.ui.common.foot import FlowLayout


@dataclass(frozen=True)
class _Plan:
    """What is built: another plan needs other widgets."""

    params: tuple[Param, ...]
    legends: tuple[tuple[str, Legend], ...]
    interval: str
    axes: tuple[str, ...]
    zooms: bool
    language: str


class InputsPanel(QWidget):
    """As many inputs a row as there is room for. Hidden where there is none."""

    changed = Signal(str, object)
    """A parameter, and its value."""
    field_changed = Signal(str, str, object)
    """A point selection, one of its fields, and the value chosen for it."""
    legend_picked = Signal(str, str, object, object)
    """A point selection, the field and the value picked in its legend, the keys held."""
    interval_typed = Signal(object)
    """Channel -> (low, high), or None for no interval."""
    zoom_wanted = Signal(int)
    """Closer (1), farther (-1), or the whole (0)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._plan: _Plan | None = None
        self.inputs: dict[str, Input] = {}
        """By parameter; by parameter and field where a selection has several inputs."""
        self.legends: dict[str, LegendInput] = {}
        self.interval: IntervalInput | None = None
        self.zoom: ZoomInput | None = None
        self.hide()

    def show_scene(
        self,
        scene: Scene,
        values: Mapping[str, object],
        language: str,
        look: Look,
        naming: Naming,
    ) -> None:
        """Show an input for each parameter of ``scene`` that has one, at its value."""
        plan = _plan(scene, language)
        if plan != self._plan:
            self._plan = plan
            self._build(scene, naming)
        for name, one in self.inputs.items():
            param, _, field = name.partition("\n")
            if field:
                points = scene.selections[param].points if param in scene.selections else ()
                one.show_value(points[-1].get(field) if points else None)
            else:
                one.show_value(values.get(param, _initial(scene, param)))
            one.set_look(look)
        for param, legend in self.legends.items():
            field = next(known.field for name, known in plan.legends if name == param)
            legend.show_chosen(partial(is_chosen, scene.selections.get(param), field))
            legend.set_look(look, apart_of(scene, look))
        if self.interval is not None:
            self.interval.set_look(look)
        if self.zoom is not None:
            self.zoom.set_look(look)
        self._column.setSpacing(look.px(6))
        self.setVisible(self._column.count() > 0)

    def show_ranges(self, scene: Scene, ranges: Ranges) -> None:
        """Show the interval that is chosen on the chart."""
        if self.interval is not None:
            self.interval.show_ranges(_axes(scene), ranges)

    def show_zoom(self, *, is_whole: bool) -> None:
        """Whether all of the scales is in sight."""
        if self.zoom is not None:
            self.zoom.whole.setEnabled(not is_whole)
            self.zoom.out.setEnabled(not is_whole)

    def _build(self, scene: Scene, naming: Naming) -> None:
        plan = self._plan
        assert plan is not None
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.inputs, self.legends, self.interval, self.zoom = {}, {}, None, None
        for name, legend in plan.legends:
            shown = LegendInput(legend)
            shown.picked.connect(partial(self.legend_picked.emit, name, legend.field))
            self.legends[name] = shown
            self._column.addWidget(shown)
        self._add_inputs(plan, naming)
        if plan.interval:
            self.interval = IntervalInput()
            self.interval.build(_axes(scene))
            self.interval.changed.connect(self.interval_typed)
            self._column.addWidget(self.interval)
        if plan.zooms:
            self.zoom = ZoomInput()
            self.zoom.wanted.connect(self.zoom_wanted)
            self._column.addWidget(self.zoom)

    def _add_inputs(self, plan: _Plan, naming: Naming) -> None:
        flow = FlowLayout()
        flow.setSpacing(18)
        for param in plan.params:
            for field, bind in _binds(param):
                made = make_input(bind, field or param.name, plan.language, naming)
                if field:
                    made.changed.connect(
                        lambda value, p=param.name, f=field: self.field_changed.emit(p, f, value)
                    )
                else:
                    made.changed.connect(lambda value, p=param.name: self.changed.emit(p, value))
                self.inputs[f"{param.name}\n{field}" if field else param.name] = made
                flow.addWidget(made)
        if flow.count():
            holder = QWidget()
            holder.setLayout(flow)
            self._column.addWidget(holder)


class ZoomInput(QWidget):
    """Closer, farther, and the whole again: what the wheel and dragging do, as buttons."""

    wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.closer, self.out, self.whole = QPushButton("+"), QPushButton("−"), QPushButton()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for button, steps in ((self.out, -1), (self.closer, 1), (self.whole, 0)):
            button.clicked.connect(lambda _=False, by=steps: self.wanted.emit(by))
            row.addWidget(button)
        row.addStretch(1)
        self._translate()

    def set_look(self, look: Look) -> None:
        for button in (self.closer, self.out, self.whole):
            button.setFont(look.type.interface(13))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()
        super().changeEvent(event)

    def _translate(self) -> None:
        self.whole.setText(self.tr("Whole view"))
        for button, name in ((self.closer, self.tr("Closer")), (self.out, self.tr("Farther"))):
            button.setAccessibleName(name)
            button.setToolTip(name)


def without_clickable(scene: Scene) -> Scene:
    """``scene`` without the legends that stand below it, to be clicked."""
    names = {legend.name for _, legend in _legends(scene)}
    if not names:
        return scene
    return replace(scene, legends=tuple(one for one in scene.legends if one.name not in names))


def _plan(scene: Scene, language: str) -> _Plan:
    param = interval_param(scene)
    return _Plan(
        params=tuple(param for param in scene.params if any(True for _ in _binds(param))),
        legends=tuple(_legends(scene)),
        interval=param.name if param is not None else "",
        axes=tuple(f"{axis.channel} {axis.kind} {axis.title}" for axis in _axes(scene)),
        zooms=bool(bound_channels(scene)),
        language=language,
    )


def _binds(param: Param) -> Iterator[tuple[str, Mapping[str, object]]]:
    """The inputs of a parameter: ("", words) for its own, else one a field."""
    bind = param.bind
    if not isinstance(bind, Mapping):
        return
    if "input" in bind:
        yield "", bind
        return
    for field, words in bind.items():
        if isinstance(words, Mapping):
            yield str(field), words


def _legends(scene: Scene) -> Iterator[tuple[str, Legend]]:
    """The legends that a point selection is bound to, with its name."""
    for param in scene.params:
        if param.bind != "legend" or param.select != "point":
            continue
        fields, encodings = param.options.get("fields"), param.options.get("encodings")
        for legend in scene.legends:
            by_field = isinstance(fields, tuple | list) and legend.field in fields
            named = encodings if isinstance(encodings, tuple | list) else ()
            by_channel = not fields and (not named or set(named) & set(legend.channels))
            if legend.kind == "symbols" and (by_field or by_channel):
                yield param.name, legend
                break


def _axes(scene: Scene) -> list[Axis]:
    """The axes on which the interval is chosen."""
    param = interval_param(scene)
    if param is None or not scene.plots:
        return []
    axes = (scene.plots[0].axis(channel) for channel in channels_of(param))
    return [axis for axis in axes if axis is not None]


def _initial(scene: Scene, name: str) -> object:
    if name in scene.signals:
        return scene.signals[name]
    param = next((param for param in scene.params if param.name == name), None)
    return None if param is None or param.value is UNSET else param.value
