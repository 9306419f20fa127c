"""The teacher's own view of a presentation: what is shown and what comes next, notes and
answers, the time, and every command as a button.

It shows the state of the presentation and has none of its own: the slide is that of the
audience's window, in small.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from desktop_app.session.conducting import Conductor
from desktop_app.session.preferences import PreferenceStore, look
from desktop_app.session.presentation import Presentation
from desktop_app.session.slides import Slide, SlideKind
from desktop_app.ui.common.elided_label import ElidedLabel
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.theme import PROJECTED, THEMES
from desktop_app.ui.common.watching import stop_with
from desktop_app.ui.presenter.audience_window import AudienceWindow, arrow, key_list, type_for
from desktop_app.ui.presenter.class_banner import ClassBanner
from desktop_app.ui.presenter.commands import Keyboard
from desktop_app.ui.presenter.console_button import ConsoleButton
from desktop_app.ui.presenter.console_tools import ConsoleTools
from desktop_app.ui.presenter.page_slide import PageSlide
from desktop_app.ui.presenter.picture_view import PictureView
from desktop_app.ui.presenter.presenter_window import PresenterWindow
from desktop_app.ui.presenter.route_list import RouteList
from desktop_app.ui.presenter.screen_panel import ScreenPanel
from desktop_app.ui.presenter.simulation_controls import SimulationControls
from desktop_app.ui.presenter.slide_view import Makers, SlideView
from desktop_app.ui.presenter.step_actions import StepActions, StepBar
from desktop_app.ui.presenter.teacher_notes import Truths, notes_html
from desktop_app.ui.presenter.time_bar import TimeBar
from desktop_app.ui.presenter.tool_layer import ToolLayer

SOON, AT_REST = 80, 450
"""Milliseconds after which the picture follows what was done, and once charts have moved."""
ROOMY = 560
"""Pixels of the window's height at which what frames it has the size of its text at 100 %:
large text on a small screen is for the notes, and leaves room for them.
"""
LEAST = QSize(640, 400)
"""Pixels that the audience's view has at least, to be pictured while it is not shown."""


_KEPT_SHAPE = Qt.AspectRatioMode.KeepAspectRatio
_SMOOTHLY = Qt.TransformationMode.SmoothTransformation


class ConsoleWindow(PresenterWindow):
    """Beside ``audience``, whose picture it shows. ``do`` is told the commands."""

    def __init__(
        self,
        presentation: Presentation,
        conductor: Conductor,
        preferences: PreferenceStore,
        audience: AudienceWindow,
        makers: Makers,
        truths: Truths,
        do: Callable[[str], object],
        actions: StepActions,
    ) -> None:
        super().__init__()
        self._presentation = presentation
        self._preferences = preferences
        self._audience = audience
        self._truths = truths
        self.panel: ScreenPanel | None = None
        self.bar: ScreenPanel | None = None
        self.time = TimeBar(conductor, presentation, preferences, do)
        self.time.left.connect(self.setFocus)
        self.banner = ClassBanner(do)
        self.heading, self.coming = ElidedLabel(), ElidedLabel()
        self.now, self.then = PictureView(), PictureView()
        self.tools = ToolLayer(presentation, self._now_picture)
        self.now.cover_with(self.tools)
        self._next = SlideView(presentation, makers)
        self._next.hide()
        self._next.setParent(self)
        self.controls = SimulationControls()
        self.step_bar = StepBar(actions, presentation, preferences)
        self.notes = QTextBrowser()
        self.notes.setFrameShape(QFrame.Shape.NoFrame)
        self.notes.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.notes.setOpenLinks(False)
        self.route = RouteList(conductor, presentation)
        self.sides = QStackedWidget()
        self.sides.addWidget(self.notes)
        self.sides.addWidget(self.route)
        self.notes_tab, self.route_tab = ConsoleButton(), ConsoleButton()
        for tab, page in ((self.notes_tab, self.notes), (self.route_tab, self.route)):
            tab.setCheckable(True)
            tab.clicked.connect(lambda _=False, page=page: self.show_side(page))
        self.buttons = ConsoleTools(presentation, do)
        self.help = PageSlide(self)
        self.help.hide()
        self.keyboard = Keyboard(self, do, lambda right, down: arrow(presentation, right, down))
        actions.listen_in(self)
        self._lay_out()
        self._soon, self._later = QTimer(self), QTimer(self)
        for timer, delay in ((self._soon, SOON), (self._later, AT_REST)):
            timer.setSingleShot(True)
            timer.setInterval(delay)
        self._soon.timeout.connect(self.show_now)
        self._later.timeout.connect(self._show_all_pictures)
        audience.changed.connect(self._note)
        stop_with(
            self,
            presentation.watch(
                lambda state: (state.slide, state.revealed, state.dropped, state.held),
                lambda _: self._follow(),
            ),
            presentation.session.watch(lambda state: state, lambda _: self._note()),
            preferences.watch(look, lambda _: self.fit()),
        )
        self.show_side(self.notes)
        self._translate()
        self.fit()

    def _lay_out(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self.heading)
        left.addWidget(self.now, 1)
        left.addWidget(self.controls)
        left.addWidget(self.step_bar)
        tabs = QHBoxLayout()
        tabs.addWidget(self.notes_tab)
        tabs.addWidget(self.route_tab)
        tabs.addStretch()
        right.addWidget(self.coming)
        right.addWidget(self.then, 2)
        right.addLayout(tabs)
        right.addWidget(self.sides, 3)
        body = QHBoxLayout()
        body.addLayout(left, 8)
        body.addLayout(right, 5)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.time)
        column.addWidget(self.banner)
        column.addLayout(body, 1)
        column.addWidget(self.buttons)
        self._body, self._sides, self._tabs = body, (left, right), tabs

    @property
    def screens_menu(self) -> QMenu:
        """Which screen shows what."""
        return self.time.screens_menu

    # -- what is shown -------------------------------------------------------------------

    def show_all(self) -> None:
        """Show everything anew: another language, another audience's screen."""
        self._follow()
        self.time.refresh()
        self.route.refresh()
        self.step_bar.refresh()

    def renew(self) -> None:
        """The lesson was read again."""
        self._next.renew()

    def tick(self) -> None:
        """A second has gone."""
        self.time.refresh()

    def say(self, words: str) -> None:
        """Say ``words`` in place of what is on the screen; "": that again."""
        self.heading.setText(words)
        if not words:
            self._follow()

    def show_side(self, page: QWidget) -> None:
        """Bring the notes or the way of the lesson to the front."""
        self.sides.setCurrentWidget(page)
        self.notes_tab.setChecked(page is self.notes)
        self.route_tab.setChecked(page is self.route)

    def show_help(self, shown: bool) -> None:
        """The list of tools and their keys, over everything."""
        self.help.setVisible(shown)
        self.help.raise_()

    def _follow(self) -> None:
        presentation = self._presentation
        slide = presentation.slide
        if slide is None:
            return
        frozen = presentation.state.frozen
        on_screen = self.tr("You prepare: {title}") if frozen else self.tr("On screen: {title}")
        self._say(self.heading, on_screen, self._place(slide))
        if frozen:
            self.coming.setText(self.tr("The class still sees"))
        elif presentation.following is not None:
            self._say(self.coming, self.tr("Next: {title}"), self._place(presentation.following))
        else:
            self.coming.setText(self.tr("This is the last slide"))
        self.setWindowTitle(self.tr("Console: {title}").format(title=slide.title))
        theme, type_ = THEMES[self._preferences.state.theme], Type(self._preferences.state.scale)
        html = notes_html(presentation, slide, self._truths, theme, type_)
        if html != self._html:
            self._html = html
            self.notes.setHtml(html)
        self._offer_controls()
        self._note()

    _html = ""

    def _offer_controls(self) -> None:
        """Have the sliders of the simulation that the class sees here, too."""
        slide, simulation = self._presentation.slide, self._audience.slides.simulation
        offered = slide is not None and slide.kind is SlideKind.MODEL and self.panel is None
        self.controls.follow(simulation if offered else None)

    def _say(self, label: ElidedLabel, words: str, title: str) -> None:
        label.setText(words.format(title=title))

    def _place(self, slide: Slide) -> str:
        """A slide by its step and what it shows of it."""
        kinds = {
            SlideKind.TEXT: self.tr("text"),
            SlideKind.CHART: self.tr("chart"),
            SlideKind.MODEL: self.tr("simulation"),
            SlideKind.QUESTION: self.tr("question"),
            SlideKind.CARD: self.tr("card"),
        }
        part, parts = slide.part
        said = kinds[slide.kind] + (f" {part}/{parts}" if parts > 1 else "")
        if slide.recalled:
            said = self.tr("asked again")
        return f"{slide.title} ({said})"

    def show_panel(self, panel: ScreenPanel | None) -> None:
        """Let ``panel`` stand in for the picture of the slide: what is held from here."""
        if panel is self.panel:
            return
        before, self.panel = self.panel, panel
        left, _ = self._sides
        if before is not None:
            before.hide()
            left.removeWidget(before)
        self.now.setVisible(panel is None)
        self._offer_controls()
        if panel is not None:
            left.insertWidget(1, panel, 1)
            panel.show()
            self._fit_panel()
        else:
            self._note()
            self.setFocus()

    def show_bar(self, bar: ScreenPanel | None) -> None:
        """Let ``bar`` stand under the picture of the slide, or under what stands in for it."""
        if bar is self.bar:
            return
        before, self.bar = self.bar, bar
        left, _ = self._sides
        if before is not None:
            before.hide()
            left.removeWidget(before)
        if bar is not None:
            left.insertWidget(left.indexOf(self.step_bar), bar)
            bar.show()
            self._fit_panel()

    def _fit_panel(self) -> None:
        state = self._preferences.state
        for panel in (self.panel, self.bar):
            if panel is not None:
                scale = self._frame_scale if panel.leaves_room else state.scale
                panel.fit(THEMES[state.theme], Type(scale, smallest=10), self.height())

    @property
    def _frame_scale(self) -> float:
        """The size of the text of what frames the notes."""
        return min(self._preferences.state.scale, max(self.height() / ROOMY, 1.0))

    # -- pictures ------------------------------------------------------------------------

    def _note(self) -> None:
        """What is pictured may look otherwise now."""
        if self.isVisible():
            if not self._soon.isActive():
                self._soon.start()
            self._later.start()

    def _now_picture(self) -> QPixmap:
        return self.now.picture or QPixmap()

    def show_now(self) -> None:
        """Picture the slide that is shown."""
        if not self._audience.isVisible() and self._audience.width() < LEAST.width():
            self._audience.resize(LEAST * 2)
        if not self._audience.isVisible():
            self._audience.slides.resize(self._audience.size())
        ratio = self.devicePixelRatioF()
        if self.panel is None:
            self.now.show_picture(self._audience.picture(self.now.size(), ratio))
            self.tools.forget()
        still = self._audience.tools.still
        if still is not None:
            small = still.scaled(self.then.size() * ratio, _KEPT_SHAPE, _SMOOTHLY)
            small.setDevicePixelRatio(ratio)
            self.then.show_picture(small)

    def _show_all_pictures(self) -> None:
        self.show_now()
        presentation = self._presentation
        if presentation.state.frozen:
            return
        following = presentation.following
        if following is None:
            self.then.show_picture(None)
            return
        size = self._audience.slides.size()
        self._next.resize(size)
        self._next.fit(PROJECTED[self._preferences.state.theme], type_for(size),
                       size.height())  # fmt: skip
        self._next.show_slide(following)
        self.then.show_picture(self._next.picture(self.then.size(), self.devicePixelRatioF()))

    # -- keys ----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.keyboard.press(event):
            super().keyPressEvent(event)

    # -- looks ---------------------------------------------------------------------------

    def _translate(self) -> None:
        self.help.show_page(key_list)
        self.help.setAccessibleName(self.tr("Keys"))
        self.notes_tab.show_words(self.tr("Notes and answers"))
        self.route_tab.show_words(self.tr("Steps"))
        self.notes.setAccessibleName(self.tr("Notes and answers"))
        self.now.setAccessibleName(self.tr("What is on the screen"))
        self.then.setAccessibleName(self.tr("What comes next"))
        self._follow()

    def fit(self) -> None:
        """Take the theme and the size of the text."""
        scale, type_ = self._preferences.state.scale, Type(self._frame_scale)
        theme = THEMES[self._preferences.state.theme]
        self.heading.setFont(type_.interface(15, bold=True))
        self.coming.setFont(type_.interface(15, bold=True))
        for widget in (self.notes_tab, self.route_tab):
            widget.setFont(type_.interface())
        self.time.fit(type_)
        self.banner.fit(type_)
        self.route.fit(type_, Type(scale))
        self.buttons.fit(type_)
        self.step_bar.refresh()
        self.controls.fit(theme, type_, self.height() // 3)
        for view in (self.now, self.then):
            view.set_theme(theme)
        self.tools.set_theme(PROJECTED[self._preferences.state.theme])
        self._body.setContentsMargins(type_.px(16), type_.px(10), type_.px(16), type_.px(8))
        self._body.setSpacing(type_.px(16))
        for column in self._sides:
            column.setSpacing(type_.px(6))
        self._tabs.setSpacing(type_.px(6))
        self._fit_help()
        self._fit_panel()
        self._follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def _fit_help(self) -> None:
        theme = THEMES[self._preferences.state.theme]
        self.help.setGeometry(self.rect())
        self.help.fit(theme, Type(self._preferences.state.scale, smallest=10), self.height())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()  # what was hidden when the theme changed has lost its fonts
        self.show_all()
