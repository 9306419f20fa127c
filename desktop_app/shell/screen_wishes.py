"""Which screen shows what, as the teacher chose it: remembered for each set of screens."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from types import MappingProxyType

from desktop_app.storage.settings import SettingsFile
from desktop_app.ui.presenter.screens import Area, Screen, Wish, distinct

PREFIX = "screens:"


class ScreenWishes:
    """Kept with the settings of the window."""

    def __init__(self, settings: SettingsFile) -> None:
        self._settings = settings

    def of(self, screens: Sequence[Screen]) -> Wish:
        """What was chosen for these ``screens``; nothing where nothing was, or where it
        can't be read.
        """
        text = self._settings.settings.window.get(_name(screens), "")
        with suppress(ValueError, TypeError, AttributeError, RecursionError):
            return _read(json.loads(text))
        return Wish()

    def keep(self, screens: Sequence[Screen], wish: Wish) -> None:
        """Remember ``wish`` for the next time with these ``screens``."""
        if wish == self.of(screens):
            return
        settings = self._settings.settings
        window = {**settings.window, _name(screens): json.dumps(_as_json(wish))}
        self._settings.save(replace(settings, window=MappingProxyType(window)))


def _name(screens: Sequence[Screen]) -> str:
    return PREFIX + " | ".join(sorted(screen.name for screen in distinct(screens)))


def _as_json(wish: Wish) -> dict[str, object]:
    area = wish.console_area
    return {
        "audience": wish.audience,
        "console": wish.console,
        "shown": wish.shown,
        "area": [area.x, area.y, area.width, area.height] if area is not None else None,
    }


def _read(data: dict[str, object]) -> Wish:
    """A wish from what the settings say; raises ValueError or TypeError for anything else."""
    audience, console, shown = data.get("audience"), data.get("console"), data.get("shown")
    area = data.get("area")
    if not (isinstance(audience, str) and isinstance(console, str)):
        raise ValueError(data)
    if not (shown is None or isinstance(shown, bool)):
        raise ValueError(shown)
    stood = None
    if isinstance(area, list) and len(area) == 4 and all(type(one) is int for one in area):
        stood = Area(*area)
    return Wish(audience, console, shown, stood)
