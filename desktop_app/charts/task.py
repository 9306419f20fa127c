"""What a person is asked to estimate on a chart before its data are shown."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Slot:
    """A place for one estimate, before it is seen: a bar, a point, a vertex of a line.

    ``position`` is its middle across the measure, ``thickness`` its width (pixels), in the
    plot of that rank.
    """

    key: str
    name: str
    position: float
    thickness: float
    plot: int = 0

    @property
    def has_place(self) -> bool:
        """Whether it stands anywhere: a category that is missing does not."""
        return math.isfinite(self.position) and math.isfinite(self.thickness)


@dataclass(frozen=True)
class TaskLine:
    """One line to draw: the keys of its slots in order, and how it looks."""

    name: str
    keys: tuple[str, ...]
    colour: str = "ink"
    plot: int = 0


@dataclass(frozen=True)
class Task:
    """What students are asked to estimate. ``chart`` names the prediction.

    ``kind``: "bars", "line" (the slots of each of the ``lines`` are drawn in one stroke),
    "points" or "value" (numbers without an axis).
    """

    chart: str
    kind: str
    label: str
    unit: str
    low: float
    high: float
    step: float
    decimals: int
    horizontal: bool
    slots: tuple[Slot, ...]
    lines: tuple[TaskLine, ...] = ()

    @property
    def start(self) -> float:
        """Where an estimate stands before it is given: where bars start."""
        return min(max(0.0, self.low), self.high)

    def slot(self, key: str) -> Slot | None:
        return next((slot for slot in self.slots if slot.key == key), None)

    def line_of(self, key: str) -> TaskLine | None:
        """The line that a slot belongs to."""
        return next((line for line in self.lines if key in line.keys), None)

    def stepped(self, value: float) -> float:
        """``value`` within the bounds, on the nearest step."""
        bounded = min(max(value, self.low), self.high)
        steps = round((bounded - self.low) / self.step)
        return min(round(self.low + steps * self.step, self.decimals), self.high)
