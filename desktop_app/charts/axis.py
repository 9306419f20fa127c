"""An axis: its ticks depend on how many there is room for."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field

from desktop_app.charts.spec.grammar import NOTHING, Properties


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
    ``count`` is how many ticks the author wants; None leaves it to the room.
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
    count: int | None = None
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
        """The ticks where there is room for ``count`` (default: one every 40 pixels).

        Categories all have theirs, whatever the room: a view thins them out.
        """
        room = count if count is not None else max(math.ceil(self.length / 40), 2)
        return self.make(max(min(room, self.count) if self.count else room, 1))
