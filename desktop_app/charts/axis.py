"""An axis: its ticks depend on how many there is room for."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field

from desktop_app.charts.spec.grammar import NOTHING, Properties

MOST_TICKS = 1_000
"""Of an axis, however many its author wants."""


@dataclass(frozen=True)
class Tick:
    """``position`` in nominal pixels along the axis.

    ``context`` stands under the label where it changes (the year of a date); ``full`` is
    the whole label where ``label`` may be cut.
    """

    position: float
    label: str
    context: str = ""
    value: object = None


@dataclass(frozen=True)
class Axis:
    """One axis. ``orient``: "bottom", "top", "left" or "right".

    ``kind``: "number", "time" or "category". ``length`` is its length in nominal pixels.
    ``count`` is how many ticks the author wants; None leaves it to the room, one every
    ``spacing`` pixels.
    ``offset``: how far the labels are from the plot at least, in pixels. Colours are as in
    :mod:`desktop_app.charts.scene`, empty where the theme decides.
    ``zero`` is where the scale's zero is (pixels), None where it has none in sight.
    """

    channel: str
    scale_name: str
    kind: str
    orient: str
    length: float
    title: str = ""
    shown: bool = True
    labels: bool = True
    grid: bool = False
    line: bool = True
    ticks_shown: bool = True
    label_angle: float | None = None
    label_colour: str = ""
    title_colour: str = ""
    offset: float = 0.0
    count: int | None = None
    spacing: float = 40.0
    zero: float | None = None
    language: str = "en"
    style: Properties = field(default_factory=lambda: NOTHING)
    positions: Callable[[float], float | None] = field(
        default=lambda value: value, compare=False, repr=False
    )
    """From a number of the scale to nominal pixels (for a handle or a cursor)."""
    invert: Callable[[float], float] = field(default=lambda place: place, compare=False, repr=False)
    """From nominal pixels to a number of the scale; for categories, the step's rank."""
    make: Callable[[int], tuple[Tick, ...]] = field(
        default=lambda count: (), compare=False, repr=False
    )
    domain: tuple[object, ...] = ()

    def ticks(self, count: int | None = None) -> tuple[Tick, ...]:
        """The ticks where there is room for ``count``; else as many as Vega-Lite has.

        Categories all have theirs, whatever the room: a view thins them out.
        """
        if count is None:
            room = self.count or max(math.ceil(self.length / self.spacing), 2)
            return self.make(max(min(room, MOST_TICKS), 1))
        return self.make(max(min(count, self.count) if self.count else count, 1))
