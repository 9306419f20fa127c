"""The slide itself on the teacher's console: there groups draw or choose what they predict."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from desktop_app.session.slides import Slide
from desktop_app.ui.common.collected import Collected
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.presenter.screen_panel import ScreenPanel
from desktop_app.ui.presenter.slide_view import SlideView

ROOMY, LEAST = 420, 0.8
"""Pixels of its height at which its letters have their size at 100 %: what is drawn on needs
the room; how small they become.
"""


class DrawingBoard(ScreenPanel):
    """Takes the look of the window that it is on, and follows the presentation of ``slides``."""

    leaves_room = True

    def __init__(self, slides: SlideView) -> None:
        super().__init__()
        self.slides = slides
        self._slide: Slide | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(slides)

    def show_slide(self, slide: Slide) -> None:
        if slide is not self._slide:  # what is drawn on it, its chart or simulation follows
            self._slide = slide
            self.slides.show_slide(slide)
        self.slides.show_collected(Collected(collecting=True))

    def _fill(self) -> None:
        scale = min(self._type.scale, max(self.height() / ROOMY, LEAST))
        type_ = Type(scale, smallest=self._type.smallest)
        self.slides.fit(self._theme, type_, self._height)
