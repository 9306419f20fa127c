"""Which point selections of a chart a gesture sets, and how."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt

from desktop_app.charts.scene import Scene
from desktop_app.charts.spec.events import CLICK, DOUBLE, event_of, held_key
from desktop_app.charts.spec.grammar import Param

_KEYS = {
    "shift": Qt.KeyboardModifier.ShiftModifier,
    "ctrl": Qt.KeyboardModifier.ControlModifier,
    "alt": Qt.KeyboardModifier.AltModifier,
    "meta": Qt.KeyboardModifier.MetaModifier,
}


def point_params(scene: Scene) -> tuple[Param, ...]:
    """The parameters that marks set; a legend sets its own."""
    return tuple(p for p in scene.params if p.select == "point" and p.bind != "legend")


def set_by(scene: Scene, event: str) -> Iterator[Param]:
    """The parameters that ``event`` on a mark sets."""
    return (p for p in point_params(scene) if event_of(p.options.get("on"), CLICK) == event)


def cleared_by(scene: Scene, event: str) -> Iterator[Param]:
    """The parameters that ``event`` empties."""
    return (p for p in point_params(scene) if event_of(p.options.get("clear"), DOUBLE) == event)


def adds(param: Param, modifiers: Qt.KeyboardModifier) -> bool:
    """Whether a pick with these keys held adds to what is chosen."""
    key = held_key(param.options.get("toggle"))
    return key is not None and (not key or bool(modifiers & _KEYS[key]))


def picks_nearest(scene: Scene) -> bool:
    """Whether the mark nearest to the pointer is meant, however far it is."""
    return any(param.options.get("nearest") is True for param in point_params(scene))
