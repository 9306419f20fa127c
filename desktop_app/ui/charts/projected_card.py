"""A chart as an audience sees it: large, without buttons, in letters that carry far."""

from __future__ import annotations

from desktop_app.charts.scene import Scene
from desktop_app.ui.charts.chart_card import ChartCard
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
