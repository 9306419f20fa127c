"""What the audience sees: one slide on the full screen, and what is laid over it."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout

from desktop_app.session.preferences import PreferenceStore
from desktop_app.session.presentation import Cover, Presentation
from desktop_app.session.session import Prediction
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.markup import to_markup
from desktop_app.ui.common.stylesheet import stylesheet
from desktop_app.ui.common.theme import PROJECTED, Theme
from desktop_app.ui.common.watching import stop_with
from desktop_app.ui.presenter.commands import Keyboard, described
from desktop_app.ui.presenter.page_slide import PageSlide
from desktop_app.ui.presenter.presenter_window import PresenterWindow
from desktop_app.ui.presenter.screen_panel import ScreenPanel
from desktop_app.ui.presenter.slide_text import SlideText
from desktop_app.ui.presenter.slide_view import Makers, SlideView, picture_of
from desktop_app.ui.presenter.tool_layer import ToolLayer

LEAST = 40
"""Nothing that is read is smaller than this part of the screen's height."""
DESIGNED = 11
"""Pixels of the design that are so small: its own smallest letters have 12."""

UPRIGHT = 3 / 4
"""A screen of less height than this part of its width does not stand upright."""


def type_for(size: QSize) -> Type:
    """The type for a screen of ``size`` pixels: see :data:`LEAST`. On one that stands upright
    larger letters are no larger than it is wide enough for.
    """
    least = max(math.ceil(size.height() / LEAST), 1)
    wide = max(math.ceil(size.width() * UPRIGHT / LEAST), 1)
    return Type(min(least, wide) / DESIGNED, smallest=least)


class AudienceWindow(PresenterWindow):
    """One slide of ``presentation``. ``do`` is told the command of each key."""

    changed = Signal()
    """The slide looks otherwise than before."""

    def __init__(
        self,
        presentation: Presentation,
        preferences: PreferenceStore,
        makers: Makers,
        do: Callable[[str], object],
    ) -> None:
        super().__init__()
        self._presentation = presentation
        self._preferences = preferences
        self.help = PageSlide()
        self.slides = SlideView(presentation, makers)
        self.page = self.slides.page
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.slides)
        self.tools = ToolLayer(presentation, self.picture, self, freezes=True)
        self.line = QLabel()
        self.line.setTextFormat(Qt.TextFormat.PlainText)
        self.line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.line.hide()
        column.addWidget(self.line)
        self.panel: ScreenPanel | None = None
        self.bar: ScreenPanel | None = None
        self.help.setParent(self)
        self.help.hide()
        self.vote_button = QPushButton(self)
        self.vote_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.vote_button.clicked.connect(lambda: do("vote"))
        self.vote_button.hide()
        self.keyboard = Keyboard(self, do, self._arrow)
        self._tidy = QTimer(self)
        self._tidy.setSingleShot(True)
        self._tidy.timeout.connect(self._forget_picture)
        session = presentation.session
        stop_with(
            self,
            presentation.watch(
                lambda state: (state.slide, state.revealed), lambda _: self.show_slide()
            ),
            session.watch(
                lambda state: (_seen(state.predictions), state.parameters),
                lambda _: self.show_slide(),
            ),
            session.watch(lambda state: state.predictions, lambda _: self._note_drawing()),
            preferences.watch(lambda state: state.theme, lambda _: self._fit()),
            preferences.watch(lambda state: state.language, lambda _: self._translate()),
        )
        self._translate()

    @property
    def theme(self) -> Theme:
        return PROJECTED[self._preferences.state.theme]

    # -- the slide -----------------------------------------------------------------------

    def show_slide(self) -> None:
        """Bring the slide of the presentation's state on the screen."""
        slide = self._presentation.slide
        self.slides.show_slide(slide)
        self.setWindowTitle(slide.title if slide is not None else "")
        self._forget_picture()
        self._tidy.start(400)  # a chart has come to rest by then

    def _note_drawing(self) -> None:
        """The chart itself follows what is drawn on it."""
        self._forget_picture()
        self._tidy.start(400)

    def _forget_picture(self) -> None:
        self.tools.forget()
        self.changed.emit()

    def picture(self, size: QSize | None = None, ratio: float | None = None) -> QPixmap:
        """What stands on the screen, without the tools: see :func:`picture_of`."""
        return picture_of(self.panel or self.slides, self.theme.paper, size, ratio)

    def show_panel(self, panel: ScreenPanel | None) -> None:
        """Let ``panel`` stand in for the slide; None: the slide again."""
        if panel is self.panel:
            return
        before, self.panel = self.panel, panel
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        if before is not None:
            before.hide()
            column.removeWidget(before)
        self.slides.setVisible(panel is None)
        if panel is not None:
            column.insertWidget(0, panel, 1)
            panel.fit(self.theme, type_for(self.size()), self.height())
            panel.show()
        else:
            self.setFocus()
        self._forget_picture()

    def show_bar(self, bar: ScreenPanel | None) -> None:
        """Let ``bar`` stand under the slide, or nothing."""
        if bar is self.bar:
            return
        before, self.bar = self.bar, bar
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        if before is not None:
            had_focus = before.isAncestorOf(self.focusWidget() or self)
            before.hide()
            column.removeWidget(before)
            if had_focus:
                self.setFocus()
        if bar is not None:
            column.addWidget(bar)
            bar.fit(self.theme, type_for(self.size()), self.height())
            bar.show()
        self._forget_picture()

    # -- keys ----------------------------------------------------------------------------

    def _arrow(self, right: int, down: int) -> bool:
        """Move the tool in hand, the curtain, or a page that is longer than the screen."""
        return arrow(self._presentation, right, down) or (down != 0 and self.read_on(down / 2))

    def read_on(self, by: float) -> bool:
        """Move a page that is longer than the screen by so many screens; False where none is
        in sight, or it goes no further.
        """
        is_seen = self.panel is None and self.slides.currentWidget() is self.page
        is_covered = self._presentation.state.cover is not Cover.NONE
        moved = is_seen and not is_covered and self.page.scroll_by(by)
        if moved:
            self._forget_picture()
        return moved

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.keyboard.press(event):
            super().keyPressEvent(event)

    def show_line(self, words: str) -> None:
        """One line for the presenter at the foot of the slide; "" takes it away."""
        self.line.setText(words)
        self.line.setVisible(bool(words))

    def offer(self, words: str) -> None:
        """Show the button that lets the class vote or predict, or take it away: ""."""
        self.vote_button.setText(words)
        self.vote_button.setVisible(bool(words))
        self._place_vote_button()

    def _place_vote_button(self) -> None:
        """In the corner, where no slide has words."""
        button, edge = self.vote_button, round(self.height() * 0.015)
        if button.isHidden():
            return
        button.setFont(type_for(self.size()).interface())
        button.adjustSize()
        corner = self.rect().bottomRight() - button.rect().bottomRight()
        button.move(corner.x() - edge, corner.y() - edge)
        button.raise_()

    def show_help(self, shown: bool) -> None:
        """The list of tools and their keys, over the slide."""
        self.help.setVisible(shown)
        self.help.raise_()

    # -- looks ---------------------------------------------------------------------------

    def _translate(self) -> None:
        self._place_vote_button()
        self.help.show_page(key_list)
        self.help.setAccessibleName(self.tr("Keys"))
        self.show_slide()

    def _fit(self) -> None:
        """Take the size of the screen, and the theme."""
        type_, height = type_for(self.size()), self.height()
        self.setStyleSheet(
            f"{stylesheet(self.theme, type_.scale)}\nQFrame#card {{ border: none; }}"
        )
        self.line.setFont(type_.interface())
        self.slides.fit(self.theme, type_, height)
        self.help.fit(self.theme, type_, height)
        self.tools.set_theme(self.theme)
        for panel in (self.panel, self.bar):
            if panel is not None:
                panel.fit(self.theme, type_, height)
        self._place_vote_button()
        self._tidy.start(400)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for layer in (self.tools, self.help):
            layer.setGeometry(self.rect())
        self._fit()
        self.tools.raise_()
        self.vote_button.raise_()
        self.help.raise_()


def _seen(predictions: Mapping[str, Prediction]) -> frozenset[str]:
    """What is not to be predicted any more."""
    return frozenset(name for name, one in predictions.items() if one.revealed)


def arrow(presentation: Presentation, right: int, down: int) -> bool:
    """Give an arrow to the tool in hand; False where there is none that takes it.

    No direction at all asks whether the pen is in hand: then Space is for it.
    """
    state = presentation.state
    if not right and not down:
        return state.tool.value == "pen"
    if state.tool:
        presentation.nudge(right, down)
        return True
    if state.curtain and down:
        presentation.move_curtain(state.curtain - down * 0.1)
        return True
    return False


def key_list(text: SlideText) -> str:
    """Every command with its key, as a page."""
    rows = "".join(
        f"<tr><td style='padding-right:24px'><b>{to_markup(key)}</b></td>"
        f"<td>{to_markup(words)}</td></tr>"
        for key, words in described()
    )
    return f"<table cellpadding='2'>{rows}</table>"
