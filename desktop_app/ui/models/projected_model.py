"""A simulation as an audience sees it: one view large, its words and sliders beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QSizePolicy, QSlider, QWidget

from desktop_app.content.lesson import Lesson
from desktop_app.content.model import ModelBlock
from desktop_app.content.problems import Problem
from desktop_app.session.preferences import PreferenceStore
from desktop_app.session.session import Session
from desktop_app.session.slides import CURVE
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.theme import PROJECTOR, Theme
from desktop_app.ui.common.view_card import ViewCard
from desktop_app.ui.models.model_panel import ModelPanel

VIEW_PART, CONTROLS_PART = 11, 9
"""How the width is shared between the view and what stands beside it."""


class ProjectedViewCard(ViewCard, Protocol):
    """The card of a chart that takes the look of a screen."""

    def fit(self, theme: Theme, type_: Type) -> None: ...


class ProjectedModel(ModelPanel):
    """Shows one view of a simulation at a time, in the look that a screen asks for."""

    def __init__(
        self,
        lesson: Lesson,
        session: Session,
        preferences: PreferenceStore,
        wording: Callable[[Problem], str],
        make_card: Callable[[], ProjectedViewCard],
        is_motion_allowed: Callable[[], bool],
    ) -> None:
        self._view = ""
        self._theme, self._type = PROJECTOR, Type()
        self._made: list[ProjectedViewCard] = []

        def make() -> ViewCard:
            card = make_card()
            card.fit(self._theme, self._type)
            self._made.append(card)
            return card

        super().__init__(lesson, session, preferences, wording, make, is_motion_allowed)
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
            self.show_model(block, language)
            self._show()

    def fit(self, theme: Theme, type_: Type) -> None:
        """Take the look of a screen."""
        self._theme, self._type = theme, type_
        for card in self._made:
            card.fit(theme, type_)
        self._style()

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
        for widget in self.controls.findChildren(QWidget):
            if isinstance(widget, (QAbstractButton, QSlider)):
                widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys change slides
        is_bare = self.simulation is not None and not self.views.cards
        self._stack.setHidden(is_bare)  # the question alone, in the middle
        margin = self._type.px(160) if is_bare else 0
        self._column.setContentsMargins(margin, 0, margin or self._type.px(8), 0)

    def _style(self) -> None:
        self._column.setSpacing(self._type.px(12))
        self.defect.setFont(self._type.interface(16))
        self.views.set_type(self._type)
        self.honesty.set_type(self._type)
        self.controls.set_look(self._theme, self._type)
