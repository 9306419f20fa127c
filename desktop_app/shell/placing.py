"""Puts the windows of a presentation on screens, and lets the teacher choose which."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.content.typography import NNBSP
from desktop_app.shell.screen_wishes import ScreenWishes
from desktop_app.shell.screens import Screens
from desktop_app.storage.settings import SettingsFile
from desktop_app.ui.presenter.screens import (
    Area,
    Arrangement,
    Screen,
    Wish,
    arrange,
    distinct,
    swapped,
)


class WindowPlacing(QObject):
    """``home`` is the window that the teacher works in."""

    def __init__(self, screens: Screens, settings: SettingsFile, home: QWidget) -> None:
        super().__init__(screens)
        self._screens = screens
        self._wishes = ScreenWishes(settings)
        self._home = home
        self.found = Arrangement()
        self._apart = Arrangement()
        self._lost_projector = False

    def arrange(self, audience: QWidget, console: QWidget) -> None:
        """Put both where they belong on the screens there are now, or out of the way."""
        self._screens.bring_in_sight(self._home)
        screens = self._screens.now()
        self._note_loss(screens)
        found = self.found = arrange(screens, self._wish(screens), _area(self._home.geometry()))
        if found.audience is not None:
            self._apart = found if found.console is not None else self._apart
            self._screens.place(audience, found.audience, None)
        if found.console is not None:
            self._screens.place(console, found.console, found.console_area)
        elif found.audience is not None:
            console.hide()
        front = console if found.console is not None else audience
        if found.audience is None and found.console is not None:
            audience.hide()
        front.raise_()
        front.activateWindow()
        front.setFocus()

    def _note_loss(self, screens: list[Screen]) -> None:
        """The console stays with the teacher when the projector goes."""
        alone = len(distinct(screens)) == 1
        if not alone:
            self._lost_projector = False
        elif self.found.audience is not None and self.found.console is not None:
            self._lost_projector = True

    def _wish(self, screens: list[Screen]) -> Wish:
        """What was chosen for these screens. Where nothing was, what both windows had before
        one of their screens went: the system moves the teacher's own window meanwhile.
        """
        wish, before = self._wishes.of(screens), self._apart
        had = [one.name for one in (before.audience, before.console) if one is not None]
        if not wish.audience and {screen.name for screen in screens} == {*had}:
            wish = replace(wish, audience=had[0])
        return replace(wish, shown=True) if self._lost_projector else wish

    def toggle_console(self) -> None:
        """Have the console where it was not, and the other way round."""
        shown = self.found.console is not None
        self._lost_projector = False
        self._change(lambda wish: replace(wish, shown=not shown))

    def swap(self) -> None:
        """Have the windows change places; nothing where there is one screen."""
        self._change(lambda wish: swapped(self.found, wish))

    def remember(self, console: QWidget | None) -> None:
        """Remember where the console stands, unless it fills its screen."""
        found = self.found
        self.found, self._apart, self._lost_projector = Arrangement(), Arrangement(), False
        if console is None or found.console is None or not console.isVisible():
            return
        screens = self._screens.now()
        area = None if console.isMaximized() else _area(console.frameGeometry())
        self._wishes.keep(screens, replace(self._wishes.of(screens), console_area=area))

    def _change(self, change: Callable[[Wish], Wish]) -> None:
        screens = self._screens.now()
        self._wishes.keep(screens, change(self._wishes.of(screens)))

    # -- the chooser ---------------------------------------------------------------------

    def fill(self, menu: QMenu, done: Callable[[], object]) -> None:
        """Let ``menu`` offer what can be chosen whenever it opens; then ``done`` is called."""
        menu.aboutToShow.connect(lambda: self._offer(menu, done))

    def _offer(self, menu: QMenu, done: Callable[[], object]) -> None:
        menu.clear()
        screens = distinct(self._screens.now())
        if len(screens) > 1:
            swap = menu.addAction(self.tr("Swap the screens"))
            swap.triggered.connect(lambda: _both(self.swap, done))
            self._section(menu, self.tr("The class sees"), screens, "audience", done)
            if len(screens) > 2:
                self._section(menu, self.tr("Console"), screens, "console", done)
            menu.addSeparator()
            words = self.tr("No console: its key calls it up again")
        else:
            words = self.tr("Show the class’s view here")
        toggle = menu.addAction(f"{words}\tK")
        toggle.triggered.connect(lambda: _both(self.toggle_console, done))

    def _section(
        self,
        menu: QMenu,
        title: str,
        screens: list[Screen],
        window: str,
        done: Callable[[], object],
    ) -> None:
        menu.addSection(title)
        group = QActionGroup(menu)
        here = self.found.audience if window == "audience" else self.found.console
        for screen in screens:
            size = f"{screen.area.width}{NNBSP}×{NNBSP}{screen.area.height}"
            words = self.tr("{window}: {screen} ({size})")
            action = QAction(words.format(window=title, screen=screen.name, size=size), menu)
            action.setCheckable(True)
            action.setChecked(here is not None and here.name == screen.name)
            action.triggered.connect(
                lambda _=False, name=screen.name: _both(lambda: self._choose(window, name), done)
            )
            group.addAction(action)
            menu.addAction(action)

    def _choose(self, window: str, screen: str) -> None:
        """Let ``window`` have ``screen``; the other one gives way, to where that was."""
        found = self.found
        if window == "audience":
            if found.console is not None and found.console.name == screen:
                self.swap()
            else:
                self._change(lambda wish: replace(wish, audience=screen))
        elif found.audience is not None and found.audience.name == screen:
            self.swap()
        else:
            self._change(lambda wish: replace(wish, console=screen, console_area=None))


def _both(first: Callable[[], object], then: Callable[[], object]) -> None:
    first()
    then()


def _area(rect: QRect) -> Area:
    return Area(rect.x(), rect.y(), rect.width(), rect.height())
