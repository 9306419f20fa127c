"""A simulation as an audience sees it: one view large, its words and sliders beside it."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QSizePolicy, QSlider, QWidget

from desktop_app.content.model import ModelBlock
from desktop_app.content.typography import typeset
from desktop_app.learning.classroom.class_predictions import by_option
from desktop_app.session.slides import CURVE
from desktop_app.ui.common.collected import Collected
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.theme import PROJECTOR, Theme
from desktop_app.ui.common.view_card import ViewCard
from desktop_app.ui.models.controls_card import ControlsCard
from desktop_app.ui.models.model_panel import ModelPanel
from desktop_app.ui.models.simulation import Simulation

VIEW_PART, CONTROLS_PART = 11, 9
"""How the width is shared between the view and what stands beside it."""


@runtime_checkable
class ProjectedViewCard(ViewCard, Protocol):
    """The card of a chart that takes the look of a screen."""

    def show_collected(self, collected: Collected) -> None: ...
    def fit(self, theme: Theme, type_: Type) -> None: ...


class ProjectedModel(ModelPanel):
    """Shows one view of a simulation at a time, in the look that a screen asks for. The cards
    that it is given take that look as well.
    """

    _view = ""
    _theme, _type = PROJECTOR, Type()
    _is_new = False
    _collected = Collected()

    def _new_card(self) -> ViewCard:
        card = super()._new_card()
        self._fit_card(card)
        return card

    def _fit_card(self, card: ViewCard) -> None:
        assert isinstance(card, ProjectedViewCard)
        card.fit(self._theme, self._type)

    def _arrange(self) -> None:
        super()._arrange()
        self._column.setDirection(QBoxLayout.Direction.LeftToRight)
        self._column.setStretch(0, VIEW_PART)
        self._column.setStretch(1, CONTROLS_PART)
        self._column.setAlignment(self.controls, Qt.AlignmentFlag.AlignVCenter)
        self.controls.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.views.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.controls.stack_rows()
        for button in (self.controls.compare_button, self.controls.honesty_button):
            button.hide()  # for a screen of one's own

    def show_view(self, block: ModelBlock, view: str, language: str) -> None:
        """Show the view of ``block`` that is called ``view``; without a name, the first."""
        before = (self._view, self._block, self._language)
        self._view = view
        if before != (view, block, language):
            self._is_new = True
            self.show_model(block, language)
            self._show()

    def show_collected(self, collected: Collected) -> None:
        """Show what groups expect: over the curve, or beside what they chose from."""
        if collected != self._collected:
            self._collected = collected
            self._show()

    def fit(self, theme: Theme, type_: Type) -> None:
        """Take the look of a screen."""
        self._theme, self._type = theme, type_
        for card in self.views.all_cards:
            self._fit_card(card)
        self._style()

    def remote(self) -> ControlsCard:
        """The controls once more, to be held on another screen than the simulation."""
        made = self.controls.twin()
        self.drawn.connect(lambda: made.show_as(self.controls))
        made.show_as(self.controls)
        return made

    def _can_be_seen(self, view: str) -> bool:
        simulation = self.simulation
        assert simulation is not None
        is_alone = self._curve is not None and self.asks
        return not is_alone and view == (self._view or simulation.told.views[0])

    @property
    def _shows_curve(self) -> bool:
        """What is to be drawn first stands on every slide until it is; then on its own."""
        return self.asks or self._view == CURVE

    def _draw(self) -> None:
        super()._draw()
        self.controls.show_question_alone(self.asks)
        for rank, card in enumerate(self.views.all_cards):
            assert isinstance(card, ProjectedViewCard)
            is_curve = not rank and self._curve is not None and self._shows_curve
            card.show_collected(self._collected if is_curve else Collected())
        takes_keys = self._collected.collecting and self.asks
        if (self._is_new or self.asks) and not takes_keys:  # what is asked was made just now
            self._is_new = False
            for widget in self.controls.findChildren(QWidget):
                if isinstance(widget, (QAbstractButton, QSlider)):
                    widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys change slides
        self._stack.setHidden(self._is_bare)
        self._turn()

    def _turn(self) -> None:
        """Have the controls beside the view; below it on a screen that stands upright, and
        above a curve that is drawn: it needs the width, and its question is short.
        """
        draws = self.asks and self._curve is not None
        upright = self.height() > self.width()
        ways = QBoxLayout.Direction
        beside = ways.TopToBottom if upright else ways.LeftToRight
        self._column.setDirection(ways.BottomToTop if draws else beside)
        self._column.setStretch(1, 0 if draws or upright else CONTROLS_PART)
        margin = min(self._type.px(160), self.width() // 8) if self._is_bare else 0
        self._column.setContentsMargins(margin, 0, margin or self._type.px(8), 0)

    @property
    def _is_bare(self) -> bool:
        """Whether the question stands alone, in the middle."""
        return self.simulation is not None and not self.views.cards

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _show_prediction(self, simulation: Simulation) -> None:
        super()._show_prediction(simulation)
        groups, foresight = self._collected.groups, simulation.block.foresight
        self.controls.foresight.show_class(self._collected)
        if groups and foresight is not None and foresight.options and not self.asks:
            told = [
                f"{len(names)} {typeset(option, self._language)}"
                for option, names in zip(
                    foresight.options, by_option(groups, len(foresight.options)), strict=True
                )
                if names
            ]
            words = self.tr("Predictions of the class: {what}").format(what=" · ".join(told))
            self.controls.predicted.setText(words)
            self.controls.predicted.show()

    def _style(self) -> None:
        self._column.setSpacing(self._type.px(12))
        self.defect.setFont(self._type.interface(16))
        self.views.set_type(self._type)
        self.honesty.set_type(self._type)
        self.controls.set_look(self._theme, self._type)
