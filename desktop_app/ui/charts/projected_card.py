"""A chart as an audience sees it: large, without buttons, in letters that carry far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop_app.charts.scene import Scene
from desktop_app.ui.charts.chart_card import ChartCard
from desktop_app.ui.charts.class_layer import ClassLayer, ClassLegend, Guess
from desktop_app.ui.charts.look import Look
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
    _guesses: Sequence[Guess] = ()
    _over: ClassLayer | None = None
    _legend: ClassLegend | None = None

    def show_guesses(self, guesses: Sequence[Guess]) -> None:
        """Lay what groups expect over the chart, before and after its data are revealed;
        none takes them away.
        """
        if self._over is None:
            if not guesses:
                return
            self._over, self._legend = ClassLayer(self.view), ClassLegend()
            self._column.insertWidget(self._column.indexOf(self._stack) + 1, self._legend)
        if guesses != self._guesses:
            self._guesses = guesses
            if self._specification is not None:
                self._resolve()

    def _show_prediction(self, scene: Scene, estimates: Mapping[str, float], *, asks: bool) -> None:
        """Nobody draws while the groups' predictions lie over the chart."""
        over, legend, task = self._over, self._legend, scene.task
        if over is None or legend is None or task is None or not self._guesses:
            super()._show_prediction(scene, estimates, asks=asks)
            if over is not None and legend is not None:
                over.end()
                legend.show_guesses((), scene, self.look, "")
            return
        self.view.show_estimates({}, "")
        lines = task.kind == "value"  # they have no axis of their own
        if lines:
            self.layer.show_truth(scene, {}, self.look, "")
        else:
            self.layer.end()
        board = self.layer.board if lines else None
        over.show_guesses(scene, self._guesses, self.look, board)
        title = self.tr("Predictions of the class")
        legend.show_guesses(self._guesses, scene, self.look, title)

    @property
    def look(self) -> Look:
        return self._screen_look

    def fit(self, theme: Theme, type_: Type) -> None:
        """Take the look of a screen."""
        look = Look(theme, type_)
        if look != self._screen_look:
            self._screen_look = look
            self._style()

    def _show_words(self) -> None:
        super()._show_words()
        for button in self._buttons:
            button.hide()
        if self._guesses and self._scene is not None and self._scene.concealed:
            self.subtitle.hide()  # it asks for what was given

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
