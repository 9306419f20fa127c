"""Which window stands on which screen: decided from a list of screens, and nothing else.

Screens come and go while a lesson is given. Each time the whole decision is made anew from
what is there and what the teacher wished, so that no window can be left out of sight.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

LEAST_WIDTH, LEAST_HEIGHT = 480, 360
"""A console is no smaller than that, where its screen is as large."""


@dataclass(frozen=True)
class Area:
    """A rectangle in device-independent pixels of the virtual desktop."""

    x: int
    y: int
    width: int
    height: int

    def overlap(self, other: Area) -> int:
        """How many pixels they share."""
        wide = min(self.x + self.width, other.x + other.width) - max(self.x, other.x)
        high = min(self.y + self.height, other.y + other.height) - max(self.y, other.y)
        return max(wide, 0) * max(high, 0)

    def inside(self, other: Area) -> Area:
        """This one moved, and made smaller where it must be, to lie within ``other``."""
        width = min(max(self.width, LEAST_WIDTH), other.width)
        height = min(max(self.height, LEAST_HEIGHT), other.height)
        x = min(max(self.x, other.x), other.x + other.width - width)
        y = min(max(self.y, other.y), other.y + other.height - height)
        return Area(x, y, width, height)


@dataclass(frozen=True)
class Screen:
    """``name`` tells a screen from others, also when it is plugged in again; ``free`` is the
    part of ``area`` that panels and docks leave.
    """

    name: str
    area: Area
    free: Area
    primary: bool = False


@dataclass(frozen=True)
class Wish:
    """What the teacher chose. ``audience`` and ``console`` name screens, "" for no choice.

    ``shown``: whether the console is; where nothing was chosen it is beside a projector,
    and is not on an only screen, which it would take from the audience. ``console_area``:
    where it stood last.
    """

    audience: str = ""
    console: str = ""
    shown: bool | None = None
    console_area: Area | None = None


@dataclass(frozen=True)
class Arrangement:
    """The screen that the audience's window fills, and where the console stands; None for
    a window that is not shown.
    """

    audience: Screen | None = None
    console: Screen | None = None
    console_area: Area | None = None


def arrange(screens: Sequence[Screen], wish: Wish, home: Area | None = None) -> Arrangement:
    """Where the windows go. ``home`` is where the teacher's own window stands.

    With two screens or more, the audience has the one that was chosen for it, else the
    largest that the teacher does not work on; the console never shares it. With one, it
    shows the audience's window, or the console where the teacher wished so. Screens that
    show the same (mirrored) count once.
    """
    there = distinct(screens)
    if not there:
        return Arrangement()
    if len(there) == 1:
        (only,) = there
        if not wish.shown:
            return Arrangement(audience=only)
        return Arrangement(console=only, console_area=_console_area(only, wish))
    by_name = {screen.name: screen for screen in there}
    working = _working_screen(there, home)
    audience, console = by_name.get(wish.audience), by_name.get(wish.console)
    if audience is None:
        others = [one for one in there if one is not (console or working)]
        audience = max(others, key=lambda one: one.area.width * one.area.height)
    if console is None or console is audience:
        others = [one for one in there if one is not audience]
        console = working if working in others else _first(others)
    if wish.shown is False:
        return Arrangement(audience)
    return Arrangement(audience, console, _console_area(console, wish))


def swapped(found: Arrangement, wish: Wish) -> Wish:
    """What to wish for to have the two windows of ``found`` change places."""
    if found.audience is None or found.console is None:
        return wish
    return replace(
        wish, audience=found.console.name, console=found.audience.name, console_area=None
    )


def distinct(screens: Sequence[Screen]) -> list[Screen]:
    """The screens that show something of their own, each name once."""
    found: list[Screen] = []
    for screen in screens:
        empty = screen.area.width <= 0 or screen.area.height <= 0
        mirrors = any((one.area.x, one.area.y) == (screen.area.x, screen.area.y) for one in found)
        if not empty and not mirrors:
            found.append(screen)
    return found


def _working_screen(screens: Sequence[Screen], home: Area | None) -> Screen:
    """Where the teacher works: most of the own window is there."""
    if home is not None:
        most = max(screens, key=lambda one: one.area.overlap(home))
        if most.area.overlap(home):
            return most
    return _first(screens)


def _first(screens: Sequence[Screen]) -> Screen:
    return next((one for one in screens if one.primary), screens[0])


def _console_area(screen: Screen, wish: Wish) -> Area:
    free = screen.free if screen.free.width > 0 and screen.free.height > 0 else screen.area
    stood = wish.console_area
    if stood is not None and screen.area.overlap(stood) * 2 >= stood.width * stood.height:
        return stood.inside(free)
    return free
