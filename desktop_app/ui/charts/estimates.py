"""Where the estimates of a prediction stand on its chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from desktop_app.charts.axis import Axis
from desktop_app.charts.scene import Scene
from desktop_app.charts.task import Slot, Task, TaskLine
from desktop_app.ui.charts.labels import EstimateTick
from desktop_app.ui.charts.layout import ChartLayout
from desktop_app.ui.charts.plot_layout import PlotLayout

BEYOND = 1.25
"""How much longer than the bar is wide a tick is."""
NARROWEST = 26.0
"""A tick at a point is so long, in pixels."""
REACH = 14.0
"""How far beside its place a handle can be taken, in pixels."""


@dataclass(frozen=True)
class EstimateLine:
    """A line of estimates as it is drawn; ``colour`` is a scene's."""

    points: tuple[QPointF, ...]
    colour: str


class Board:
    """The places of a task's estimates in pixels of the widget, and back.

    Estimates stand along the axis of what is estimated; those without an axis each on a
    number line of their own, one of ``lines``.
    """

    def __init__(
        self, scene: Scene, task: Task, layout: ChartLayout, lines: Sequence[QRectF] = ()
    ) -> None:
        self._scene = scene
        self._task = task
        self._layout = layout
        self._lines = lines

    @property
    def is_horizontal(self) -> bool:
        """Whether estimates grow to the right."""
        return self._task.horizontal or bool(self._lines)

    def tick(self, slot: Slot, value: float) -> EstimateTick:
        """The tick of an estimate, across the place of its bar or its point."""
        inside = min(max(value, self._task.low), self._task.high)
        if self._lines:
            line = self._line(slot)
            share = (inside - self._task.low) / ((self._task.high - self._task.low) or 1.0)
            centre, aside = (
                QPointF(line.left() + share * line.width(), line.center().y()),
                QPointF(),
            )
            half = NARROWEST / 2
        else:
            plot, axis = self._plot(slot), self._axis(slot)
            place = axis.positions(inside) if axis is not None else None
            along = min(max(place or 0.0, 0.0), axis.length) if axis is not None else 0.0
            across = plot.scale_y if self._task.horizontal else plot.scale_x
            half = max(min(slot.thickness * across, self._layout.thickest) * BEYOND, NARROWEST) / 2
            x, y = (along, slot.position) if self._task.horizontal else (slot.position, along)
            centre = plot.point(x, y)
        aside = QPointF(0, half) if self.is_horizontal else QPointF(half, 0)
        return EstimateTick(slot.key, centre - aside, centre + aside)

    def handle(self, slot: Slot, value: float) -> QPointF:
        """The middle of that tick."""
        tick = self.tick(slot, value)
        return (tick.start + tick.end) / 2

    def value_at(self, slot: Slot, point: QPointF) -> float:
        """The estimate of a slot that ``point`` stands for, within bounds and on a step."""
        if self._lines:
            line = self._line(slot)
            share = (point.x() - line.left()) / max(line.width(), 1.0)
            return self._task.stepped(self._task.low + share * (self._task.high - self._task.low))
        axis = self._axis(slot)
        if axis is None:
            return self._task.low
        along = self._plot(slot).nominal(point)[0 if self._task.horizontal else 1]
        return self._task.stepped(axis.invert(min(max(along, 0.0), axis.length)))

    def slot_at(self, point: QPointF, estimates: Mapping[str, float]) -> Slot | None:
        """The slot that is meant at ``point``: the one in whose place it is; of several at
        the same place, the one whose handle is nearest.
        """
        near: list[tuple[float, float, int]] = []
        for rank, slot in enumerate(self._task.slots):
            if not self._area(slot).adjusted(-REACH, -REACH, REACH, REACH).contains(point):
                continue
            away = point - self.handle(slot, estimates.get(slot.key, self._task.start))
            across, along = abs(away.x()), abs(away.y())
            if self.is_horizontal:
                across, along = along, across
            near.append((across, along, rank))
        if not near:
            return None
        nearest = min(across for across, _, _ in near)
        same = [(along, rank) for across, along, rank in near if across <= nearest + 2]
        return self._task.slots[min(same)[1]]

    def stroke(self, line: TaskLine, start: QPointF, end: QPointF) -> dict[str, float]:
        """The estimates that a stroke of the mouse gives: of each slot that it passes."""
        slots = [slot for key in line.keys if (slot := self._task.slot(key)) is not None]
        if not slots:
            return {}
        places = [self.handle(slot, self._task.start) for slot in slots]
        one, two = sorted((start, end), key=self._across)
        low, high = self._across(one), self._across(two)
        found: dict[str, float] = {}
        for slot, place in zip(slots, places, strict=True):
            at = self._across(place)
            if low <= at <= high and high > low:
                share = (at - low) / (high - low)
                found[slot.key] = self.value_at(slot, one + (two - one) * share)
        last = self.nearest(line, end)
        if last is not None:  # it comes last, whatever the stroke passed
            found.pop(last.key, None)
            found[last.key] = self.value_at(last, end)
        return found

    def nearest(self, line: TaskLine, point: QPointF) -> Slot | None:
        """The slot of ``line`` whose place ``point`` is nearest to."""
        slots = [slot for key in line.keys if (slot := self._task.slot(key)) is not None]
        at = self._across(point)
        return min(
            slots,
            key=lambda slot: abs(self._across(self.handle(slot, self._task.start)) - at),
            default=None,
        )

    def area(self, slot: Slot) -> QRectF:
        """Where a slot's estimate can be: its plot, or its number line."""
        return self._area(slot)

    def _across(self, point: QPointF) -> float:
        return point.y() if self.is_horizontal else point.x()

    def _plot(self, slot: Slot) -> PlotLayout:
        return self._layout.plots[min(slot.plot, len(self._layout.plots) - 1)]

    def _axis(self, slot: Slot) -> Axis | None:
        """The axis along which the estimates stand; small multiples may share it."""
        channel = "x" if self._task.horizontal else "y"
        plots = self._scene.plots
        own = plots[slot.plot].axis(channel) if slot.plot < len(plots) else None
        return own or plots[0].axis(channel)

    def _line(self, slot: Slot) -> QRectF:
        rank = self._task.slots.index(slot)
        return self._lines[min(rank, len(self._lines) - 1)]

    def _area(self, slot: Slot) -> QRectF:
        return self._line(slot) if self._lines else self._plot(slot).rect


def estimate_ticks(
    scene: Scene, layout: ChartLayout, estimates: Mapping[str, float]
) -> list[EstimateTick]:
    """The ticks of every estimate that was given, no longer than its bar; lines have none."""
    task = scene.task
    if task is None or not layout.plots or task.kind in ("value", "line"):
        return []
    board = Board(scene, task, layout)
    given = (slot for slot in task.slots if slot.key in estimates)
    return [_within_bar(board.tick(slot, estimates[slot.key])) for slot in given]


def _within_bar(tick: EstimateTick) -> EstimateTick:
    """The handle that was dragged reaches beyond its bar: the next one is drawn by now."""
    middle, half = (tick.start + tick.end) / 2, (tick.end - tick.start) / 2 / BEYOND
    return EstimateTick(tick.row, middle - half, middle + half)


def estimate_lines(
    scene: Scene, layout: ChartLayout, estimates: Mapping[str, float]
) -> list[EstimateLine]:
    """The lines of the estimates that were given."""
    task = scene.task
    if task is None or not layout.plots or task.kind != "line":
        return []
    board = Board(scene, task, layout)
    found = []
    for line in task.lines:
        slots = (task.slot(key) for key in line.keys if key in estimates)
        points = [board.handle(slot, estimates[slot.key]) for slot in slots if slot is not None]
        if points:
            found.append(EstimateLine(tuple(points), line.colour))
    return found
