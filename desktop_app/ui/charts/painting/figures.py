"""Which figure draws which type of mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.ui.charts.painting.arcs import Arcs
from desktop_app.ui.charts.painting.bars import Rects
from desktop_app.ui.charts.painting.figure import Figure, Frame
from desktop_app.ui.charts.painting.geo import Geoshapes
from desktop_app.ui.charts.painting.lines import Areas, Lines, Trails
from desktop_app.ui.charts.painting.rules import Rules
from desktop_app.ui.charts.painting.symbols import Symbols
from desktop_app.ui.charts.painting.texts import Texts

if TYPE_CHECKING:
    from desktop_app.charts.scene import MarkGroup

_TYPES: dict[str, type[Figure]] = {
    "bar": Rects,
    "rect": Rects,
    "tick": Rects,
    "line": Lines,
    "area": Areas,
    "trail": Trails,
    "rule": Rules,
    "text": Texts,
    "arc": Arcs,
    "geoshape": Geoshapes,
}


def figure_of(group: MarkGroup, frame: Frame) -> Figure:
    """What draws ``group``; symbols where its type is none of the others."""
    return _TYPES.get(group.type, Symbols)(group, frame)
