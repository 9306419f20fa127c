"""What a reader sets and chooses on one chart: from the view and the inputs to the choices."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from desktop_app.charts.intervals import said_interval
from desktop_app.charts.scene import Scene
from desktop_app.charts.selecting import Choices, chosen_points
from desktop_app.charts.spec.grammar import Specification
from desktop_app.charts.words import cell_text
from desktop_app.content.lesson import Lesson
from desktop_app.session.session import Session
from desktop_app.ui.charts.brushing import Ranges
from desktop_app.ui.charts.chart_view import ChartView
from desktop_app.ui.charts.inputs import InputsPanel
from desktop_app.ui.charts.picking import adds
from desktop_app.ui.common import accessible


class Choosing(QObject):
    """Keeps the choices on a chart; says ``changed`` when it has to be resolved again."""

    changed = Signal()

    def __init__(
        self, lesson: Lesson, session: Session, view: ChartView, inputs: InputsPanel
    ) -> None:
        super().__init__(view)
        self._lesson = lesson
        self._session = session
        self._view = view
        self._inputs = inputs
        self._scene: Scene | None = None
        self._specification: Specification | None = None
        self.choices = Choices()
        self._dragged = ""
        """The parameter whose slider is held: one undo takes the whole drag back."""
        self.chart = ""
        """The id of the chart: what is chosen on it is told to others under that name."""
        view.point_picked.connect(self._pick)
        view.interval_picked.connect(self._pick_interval)
        view.view_changed.connect(lambda _: inputs.show_zoom(is_whole=view.is_whole))
        inputs.changed.connect(self._set)
        inputs.field_changed.connect(self._pick_field)
        inputs.legend_picked.connect(self._pick_in_legend)
        inputs.interval_typed.connect(view.choose_interval)
        inputs.zoom_wanted.connect(self._zoom)

    def start(self, chart: str) -> None:
        """Another chart is shown: nothing is chosen on it yet."""
        self.choices, self.chart = Choices(), chart

    def show(self, scene: Scene | None, specification: Specification | None) -> None:
        """Show the inputs of ``scene`` at their values; none while its data are held back."""
        self._scene, self._specification = scene, specification
        if scene is None or scene.concealed:
            self._inputs.hide()
            return
        values = {**self.choices.inputs, **self._session.state.parameters}
        look = self._view.look
        self._inputs.show_scene(scene, values, scene.language, look, self._name_of)
        self._inputs.show_ranges(scene, self._view.interval)
        self._inputs.show_zoom(is_whole=self._view.is_whole)

    def _name_of(self, value: object) -> str:
        """How an option of an input is called: by its name in a table, if it has one."""
        language = self._scene.language if self._scene is not None else "en"
        specification = self._specification
        for unit in specification.units if specification is not None else ():
            table = self._lesson.table(unit.data.table) if unit.data.table else None
            for column in table.columns.values() if table is not None else ():
                if isinstance(value, str) and value in column.names:
                    return cell_text(value, column, language)
        if value is None or isinstance(value, str | int | float | bool):
            return cell_text(value, None, language)
        return str(value)

    # -- gestures --------------------------------------------------------------------

    def _choose(self, choices: Choices) -> None:
        if choices == self.choices:
            return
        self.choices = choices
        self.changed.emit()
        if self._scene is not None:
            self._session.mark(self.chart, chosen_points(self._scene))

    def _set(self, name: str, value: object) -> None:
        """A parameter that the lesson has too is the lesson's: the text follows it."""
        is_held = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        continues, self._dragged = is_held and self._dragged == name, name if is_held else ""
        if name in self._lesson.parameters and isinstance(value, int | float):
            self._session.set_parameter(name, float(value), continues=continues)
        else:
            self._choose(self.choices.set_to(name, value))

    def _pick(self, name: str, rank: int | None, is_added: bool) -> None:
        scene, specification = self._scene, self._specification
        if scene is not None and specification is not None:
            self._choose(self.choices.picked(specification, scene, name, rank, adds=is_added))

    def _pick_in_legend(
        self, name: str, field: str, value: object, keys: Qt.KeyboardModifier
    ) -> None:
        if self._scene is not None:
            param = next(param for param in self._scene.params if param.name == name)
            is_added = adds(param, keys)
            self._choose(
                self.choices.picked_in_legend(self._scene, name, field, value, adds=is_added)
            )

    def _pick_field(self, name: str, field: str, value: object) -> None:
        if self._scene is not None:
            self._choose(self.choices.field_set(self._scene, name, field, value))

    def _pick_interval(self, name: str, ranges: Ranges | None) -> None:
        if self._scene is None or self._specification is None:
            return
        self._choose(self.choices.spanned(self._specification, name, ranges or {}))
        self._inputs.show_ranges(self._scene, self._view.interval)
        if QApplication.mouseButtons() == Qt.MouseButton.NoButton:  # while dragging, it is seen
            axes = self._scene.plots[0].axes if self._scene.plots else ()
            text = said_interval(axes, self._view.interval, self._scene.language)
            accessible.announce(self._view, text or self.tr("No interval is chosen."))

    def _zoom(self, steps: int) -> None:
        if steps:
            self._view.zoom(steps)
        else:
            self._view.reset_view()
