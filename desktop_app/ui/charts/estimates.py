"""Where the estimates of a prediction stand on its chart."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF

from desktop_app.charts.scales import LinearScale, LogScale
from desktop_app.charts.scene import Scene, Slot, Task
from desktop_app.ui.charts.labels import EstimateTick
from desktop_app.ui.charts.layout import ChartLayout

BEYOND = 1.25
"""How much longer than the bar is wide a tick is."""


def measure_scale(scene: Scene, task: Task) -> LinearScale | LogScale:
    axis = scene.x if task.horizontal else scene.y
    assert axis is not None
    assert isinstance(axis.scale, LinearScale | LogScale)
    return axis.scale


def estimate_tick(
    scene: Scene, task: Task, slot: Slot, value: float, layout: ChartLayout
) -> EstimateTick:
    """The tick of one estimate, across the place of its bar."""
    along = measure_scale(scene, task).position(min(max(value, task.low), task.high))
    half = layout.breadth(task.thickness, horizontal=task.horizontal) * BEYOND / 2
    if task.horizontal:
        centre, aside = layout.point(along, slot.position), QPointF(0, half)
    else:
        centre, aside = layout.point(slot.position, along), QPointF(half, 0)
    return EstimateTick(slot.key, centre - aside, centre + aside)


def estimate_ticks(
    scene: Scene, layout: ChartLayout, estimates: Mapping[str, float]
) -> list[EstimateTick]:
    """The ticks of every estimate that was given."""
    task = scene.task
    if task is None:
        return []
    return [
        estimate_tick(scene, task, slot, estimates[slot.key], layout)
        for slot in task.slots
        if slot.key in estimates
    ]
