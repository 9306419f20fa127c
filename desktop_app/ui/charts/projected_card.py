"""A chart as an audience sees it: large, without buttons, in letters that carry far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from desktop_app.charts.scene import Scene
from desktop_app.learning.classroom.class_predictions import GroupPrediction
from desktop_app.ui.charts.chart_card import ChartCard
from desktop_app.ui.charts.class_layer import DATA, ClassLayer, ClassLegend
from desktop_app.ui.charts.look import Look
from desktop_app.ui.common.collected import Collected
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.markup import to_markup
from desktop_app.ui.common.theme import PROJECTOR, Theme

TITLE_SIZE, SUBTITLE_SIZE = 24, 16
"""At the scale where what is smallest on a chart has 12 pixels."""


class ProjectedCard(ChartCard):
    """The card of a chart in the look that a screen asks for. Its data are revealed by
    whoever presents; what is drawn as a prediction is drawn by hand, as on any card.
    """

    _screen_look = Look(PROJECTOR)
    _collected = Collected()
    _over: ClassLayer | None = None
    _legend: ClassLegend | None = None

    def show_collected(self, collected: Collected) -> None:
        """Lay what groups expect over the chart, before and after its data are revealed;
        nobody draws meanwhile.
        """
        if collected.groups and self._over is None:
            self._over, self._legend = ClassLayer(self.view), ClassLegend()
            self._column.insertWidget(self._column.indexOf(self._stack) + 1, self._legend)
        if collected != self._collected:
            self._collected = collected
            if self._specification is not None:
                self._resolve()

    def _show_prediction(self, scene: Scene, estimates: Mapping[str, float], *, asks: bool) -> None:
        groups, task = self._collected.groups, scene.task
        self._stress(DATA if groups and task is not None and not asks else 1.0)
        hidden = asks and self._collected.hidden
        if task is None or not (groups or hidden):
            super()._show_prediction(scene, estimates, asks=asks)
        else:
            self.view.show_estimates({}, "")
            if task.kind == "value":  # it has no axis of its own
                self.layer.show_truth(scene, {}, self.look, "")
            else:
                self.layer.end()
        self._lay(scene, groups if task is not None else ())

    def _lay(self, scene: Scene, groups: Sequence[GroupPrediction]) -> None:
        """Lay ``groups`` over the chart; none takes them away."""
        over, legend = self._over, self._legend
        if over is None or legend is None:
            return
        if groups:
            is_value = scene.task is not None and scene.task.kind == "value"
            over.show_guesses(scene, groups, self.look, self.layer.board if is_value else None)
        else:
            over.end()
        legend.show_guesses(groups, scene, self.look, self.tr("Predictions of the class"))

    def _stress(self, stress: float) -> None:
        """Draw lines so much thicker than usual."""
        if stress != self._screen_look.stress:
            self._screen_look = replace(self._screen_look, stress=stress)
            self.view.set_look(self._screen_look)

    @property
    def look(self) -> Look:
        return self._screen_look

    def fit(self, theme: Theme, type_: Type) -> None:
        """Take the look of a screen."""
        look = Look(theme, type_, self._screen_look.stress)
        if look != self._screen_look:
            self._screen_look = look
            self._style()

    def _show_words(self) -> None:
        super()._show_words()
        for button in self._buttons:
            button.hide()
        given = self._collected.groups or self._collected.hidden
        if given and self._scene is not None and self._scene.concealed:
            self.subtitle.hide()  # it asks for what was given, or is elsewhere

    def _source_text(self, scene: Scene) -> str:
        """The sources alone: nobody counts values, nor follows links, from the back of a room."""
        return to_markup(self._plain_sources(scene))

    def _show_gaps(self, scene: Scene | None) -> None:
        """Nobody types a reason before an audience: the estimates stand on the chart."""
        self.reflection.show_gaps((), "", self._language, "")

    def _style(self) -> None:
        super()._style()
        look = self.look
        self.title.setFont(look.type.interface(TITLE_SIZE, bold=True))
        self.subtitle.setFont(look.type.interface(SUBTITLE_SIZE))
