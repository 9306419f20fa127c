"""What the audience sees: one slide on the full screen, and what is laid over it."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPixmap, QRegion, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.content.model import ChartBlock, QuestionBlock, Step
from desktop_app.session.preferences import PreferenceStore
from desktop_app.session.presentation import Presentation
from desktop_app.session.slides import Slide, SlideKind
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.markup import to_markup
from desktop_app.ui.common.stylesheet import stylesheet
from desktop_app.ui.common.theme import PROJECTED, Theme
from desktop_app.ui.common.watching import stop_with
from desktop_app.ui.presenter.commands import Keyboard, described
from desktop_app.ui.presenter.page_slide import PageSlide
from desktop_app.ui.presenter.screen_panel import ScreenPanel
from desktop_app.ui.presenter.slide_text import SlideText
from desktop_app.ui.presenter.tool_layer import ToolLayer

LEAST = 40
"""Nothing that is read is smaller than this part of the screen's height."""
DESIGNED = 11
"""Pixels of the design that are so small: its own smallest letters have 12."""


class ProjectedChart(Protocol):
    """What this window asks of the card of a chart."""

    def show_chart(self, block: ChartBlock, language: str) -> None: ...
    def hold_back(self, held: bool) -> None: ...
    def fit(self, theme: Theme, type_: Type) -> None: ...


def type_for(height: int) -> Type:
    """The type for a screen that is ``height`` pixels high: see :data:`LEAST`."""
    least = max(math.ceil(height / LEAST), 1)
    return Type(least / DESIGNED, smallest=least)


class AudienceWindow(QWidget):
    """One slide of ``presentation``. ``make_chart`` gives the card of a chart, which is a
    widget; ``commands`` is told the command of each key.
    """

    closed = Signal()
    resized = Signal()

    def __init__(
        self,
        presentation: Presentation,
        preferences: PreferenceStore,
        make_chart: Callable[[], ProjectedChart],
        do: Callable[[str], object],
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._presentation = presentation
        self._preferences = preferences
        self._make_chart = make_chart
        self.chart: ProjectedChart | None = None
        self.page = PageSlide()
        self.help = PageSlide()
        self.slides = QStackedWidget()
        self.slides.addWidget(self.page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.slides)
        self.tools = ToolLayer(presentation, self.picture)
        self.tools.setParent(self)
        self.line = QLabel()
        self.line.setTextFormat(Qt.TextFormat.PlainText)
        self.line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.line.hide()
        column.addWidget(self.line)
        self.panel: ScreenPanel | None = None
        self.help.setParent(self)
        self.help.hide()
        self.vote_button = QPushButton(self)
        self.vote_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.vote_button.clicked.connect(lambda: do("vote"))
        self.vote_button.hide()
        self.keyboard = Keyboard(self, do, self._arrow)
        self._tidy = QTimer(self)
        self._tidy.setSingleShot(True)
        self._tidy.timeout.connect(self.tools.forget)
        session = presentation.session
        stop_with(
            self,
            presentation.watch(
                lambda state: (state.slide, state.revealed), lambda _: self.show_slide()
            ),
            session.watch(
                lambda state: (state.predictions, state.parameters), lambda _: self.show_slide()
            ),
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
        presentation = self._presentation
        slide, step = presentation.slide, presentation.step
        if slide is None or step is None:
            return
        if slide.kind is SlideKind.CHART and isinstance(slide.block, ChartBlock):
            self._show_chart(slide.block, step)
        else:
            revealed = slide.key in presentation.state.revealed
            tell = presentation.telling(step).prose
            self.page.show_page(lambda text: self._write(text, slide, revealed), tell)
            self.slides.setCurrentWidget(self.page)
        self.setWindowTitle(slide.title)
        self.page.setAccessibleName(slide.title)
        self.tools.forget()
        self._tidy.start(400)  # a chart has come to rest by then

    def _show_chart(self, block: ChartBlock, step: Step) -> None:
        presentation = self._presentation
        if self.chart is None:
            self.chart = self._make_chart()
            assert isinstance(self.chart, QWidget)
            self.slides.addWidget(self.chart)
            self.chart.fit(self.theme, type_for(self.height()))
        language, waiting = presentation.language, presentation.waiting(step)
        held = presentation.lesson.charts_held_back(step, language, waiting)
        self.chart.hold_back(block.id in held)
        self.chart.show_chart(block, language)
        assert isinstance(self.chart, QWidget)
        self.slides.setCurrentWidget(self.chart)

    def _write(self, text: SlideText, slide: Slide, revealed: bool) -> str:
        if isinstance(slide.block, QuestionBlock):
            language = self._presentation.language
            return text.question(slide.block, language, revealed=revealed)
        if slide.block is not None:
            return text.card(slide.title, slide.block)
        return text.sentences(slide.title, slide.points)

    def picture(self) -> QPixmap:
        """The slide as it is seen without the tools."""
        shown = self.panel or self.slides
        pixmap = QPixmap(shown.size() * self.devicePixelRatioF())
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        pixmap.fill(self.theme.paper)
        shown.render(pixmap, QPoint(), QRegion(shown.rect()))
        return pixmap

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
            panel.fit(self.theme, type_for(self.height()), self.height())
            panel.show()
        else:
            self.setFocus()
        self.tools.forget()

    # -- keys ----------------------------------------------------------------------------

    def _arrow(self, right: int, down: int) -> bool:
        """Move the tool in hand, the curtain, or a page that is longer than the screen."""
        return arrow(self._presentation, right, down) or (
            down != 0 and self.slides.currentWidget() is self.page and self.page.scroll_by(down / 2)
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.keyboard.press(event):
            super().keyPressEvent(event)

    def show_line(self, words: str) -> None:
        """One line for the presenter at the foot of the slide; "" takes it away."""
        self.line.setText(words)
        self.line.setVisible(bool(words))

    def offer_vote(self, offered: bool) -> None:
        """Show the button that opens a vote on the slide's question, or take it away."""
        self.vote_button.setVisible(offered)
        self._place_vote_button()

    def _place_vote_button(self) -> None:
        """In the corner, where no slide has words."""
        button, edge = self.vote_button, round(self.height() * 0.015)
        if button.isHidden():
            return
        button.setText(self.tr("Vote (V)"))
        button.setFont(type_for(self.height()).interface())
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
        self.help.show_page(_help)
        self.help.setAccessibleName(self.tr("Keys"))
        self.show_slide()

    def _fit(self) -> None:
        """Take the size of the screen, and the theme."""
        type_, height = type_for(self.height()), self.height()
        self.setStyleSheet(
            f"{stylesheet(self.theme, type_.scale)}\nQFrame#card {{ border: none; }}"
        )
        self.line.setFont(type_.interface())
        self.page.fit(self.theme, type_, height)
        self.help.fit(self.theme, type_, height)
        self.tools.set_theme(self.theme)
        if self.chart is not None:
            self.chart.fit(self.theme, type_)
        if self.panel is not None:
            self.panel.fit(self.theme, type_, height)
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
        self.resized.emit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()


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


def _help(text: SlideText) -> str:
    rows = "".join(
        f"<tr><td style='padding-right:24px'><b>{to_markup(key)}</b></td>"
        f"<td>{to_markup(words)}</td></tr>"
        for key, words in described()
    )
    return f"<table cellpadding='2'>{rows}</table>"
