"""A slide of a presentation as it stands on a screen: words, a chart, or a simulation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap, QRegion
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop_app.content.model import ChartBlock, ModelBlock, QuestionBlock, Step
from desktop_app.session.presentation import Presentation
from desktop_app.session.slides import Slide, SlideKind
from desktop_app.ui.common.collected import Collected
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.theme import PROJECTOR, Theme
from desktop_app.ui.presenter.page_slide import PageSlide
from desktop_app.ui.presenter.slide_text import SlideText


class ProjectedChart(Protocol):
    """What a slide asks of the card of a chart."""

    def show_chart(self, block: ChartBlock, language: str) -> None: ...
    def hold_back(self, held: bool) -> None: ...
    def show_collected(self, collected: Collected) -> None: ...
    def fit(self, theme: Theme, type_: Type) -> None: ...


class RemoteControls(Protocol):
    """A widget with the sliders and buttons of a simulation that is on another screen."""

    def set_look(self, theme: Theme, type_: Type) -> None: ...


class ProjectedSimulation(Protocol):
    """What a slide asks of a simulation."""

    def show_view(self, block: ModelBlock, view: str, language: str) -> None: ...
    def show_collected(self, collected: Collected) -> None: ...
    def fit(self, theme: Theme, type_: Type) -> None: ...
    def remote(self) -> RemoteControls: ...


@dataclass(frozen=True)
class Makers:
    """Make what other areas draw: the card of a chart, the panel of a simulation. Both are
    widgets.
    """

    chart: Callable[[], ProjectedChart]
    simulation: Callable[[], ProjectedSimulation]


_KEPT_SHAPE = Qt.AspectRatioMode.KeepAspectRatio


class SlideView(QStackedWidget):
    """Shows slides of ``presentation`` in its present state."""

    def __init__(self, presentation: Presentation, makers: Makers) -> None:
        super().__init__()
        self._presentation = presentation
        self._makers = makers
        self._theme = PROJECTOR
        self._type = Type()
        self.chart: ProjectedChart | None = None
        self.simulation: ProjectedSimulation | None = None
        self.page = PageSlide()
        self.setMinimumSize(1, 1)  # a screen is no larger for what it shows
        self.addWidget(self.page)

    def fit(self, theme: Theme, type_: Type, screen_height: int) -> None:
        """Take the look of a screen that is so many pixels high."""
        self._theme, self._type = theme, type_
        self.page.fit(theme, type_, screen_height)
        if self.chart is not None:
            self.chart.fit(theme, type_)
        if self.simulation is not None:
            self.simulation.fit(theme, type_)

    def show_slide(self, slide: Slide | None) -> None:
        """Bring ``slide`` on the screen; nothing changes without one."""
        step = self._presentation.step_of(slide)
        if slide is None or step is None:
            return
        if slide.kind is SlideKind.CHART and isinstance(slide.block, ChartBlock):
            self._show_chart(slide.block, step)
        elif isinstance(slide.block, ModelBlock):
            self._show_simulation(slide.block, slide.view)
        else:
            revealed = slide.key in self._presentation.state.revealed
            tell = self._presentation.telling(step).prose
            self.page.show_page(lambda text: self._write(text, slide, revealed), tell)
            self.setCurrentWidget(self.page)
        self.page.setAccessibleName(slide.title)

    def renew(self) -> None:
        """Make the cards anew when they are needed next: the lesson was read again."""
        for one in (self.chart, self.simulation):
            if one is not None:
                assert isinstance(one, QWidget)
                self.removeWidget(one)
                one.deleteLater()
        self.chart = self.simulation = None

    def show_collected(self, collected: Collected) -> None:
        """Show what a class predicts on the slide that stands there."""
        for one in (self.chart, self.simulation):
            if one is not None:
                assert isinstance(one, QWidget)
                is_shown = one is self.currentWidget()
                one.show_collected(collected if is_shown else Collected())

    def _show_chart(self, block: ChartBlock, step: Step) -> None:
        presentation = self._presentation
        if self.chart is None:
            self.chart = self._makers.chart()
            assert isinstance(self.chart, QWidget)
            self.addWidget(self.chart)
            self.chart.fit(self._theme, self._type)
        language, waiting = presentation.language, presentation.waiting(step)
        held = presentation.lesson.charts_held_back(step, language, waiting)
        self.chart.hold_back(block.id in held)
        self.chart.show_chart(block, language)
        assert isinstance(self.chart, QWidget)
        self.setCurrentWidget(self.chart)

    def _show_simulation(self, block: ModelBlock, view: str) -> None:
        if self.simulation is None:
            self.simulation = self._makers.simulation()
            assert isinstance(self.simulation, QWidget)
            self.addWidget(self.simulation)
            self.simulation.fit(self._theme, self._type)
        self.simulation.show_view(block, view, self._presentation.language)
        assert isinstance(self.simulation, QWidget)
        self.setCurrentWidget(self.simulation)

    def _write(self, text: SlideText, slide: Slide, revealed: bool) -> str:
        if isinstance(slide.block, QuestionBlock):
            language = self._presentation.language
            return text.question(slide.block, language, revealed=revealed)
        if slide.block is not None:
            return text.card(slide.title, slide.block)
        return text.sentences(slide.title, slide.points)

    def picture(self, size: QSize, ratio: float) -> QPixmap:
        """The slide as it is seen: see :func:`picture_of`."""
        return picture_of(self, self._theme.paper, size, ratio)


def picture_of(
    widget: QWidget, ground: str, size: QSize | None = None, ratio: float | None = None
) -> QPixmap:
    """``widget`` as it is seen: as large as it is, or fitted into ``size`` pixels of
    ``ratio`` device pixels each.
    """
    ratio = ratio or widget.devicePixelRatioF()
    own = widget.size()
    drawn = own if size is None else own.scaled(size, _KEPT_SHAPE)
    pixmap = QPixmap((drawn * ratio).expandedTo(QSize(1, 1)))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(ground)
    painter = QPainter(pixmap)
    painter.scale(drawn.width() / max(own.width(), 1), drawn.height() / max(own.height(), 1))
    widget.render(painter, QPoint(), QRegion(widget.rect()))
    painter.end()
    return pixmap
