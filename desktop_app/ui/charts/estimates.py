"""Where the estimates of a prediction stand on its chart."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF

from desktop_app.charts.axis import Axis
from desktop_app.charts.scene import Scene, Slot, Task
from desktop_app.ui.charts.labels import EstimateTick
from desktop_app.ui.charts.layout import ChartLayout

BEYOND = 1.25
"""How much longer than the bar is wide a tick is."""
NARROWEST = 16.0
"""A tick at a point is so long, in pixels."""


def measure_axis(scene: Scene, task: Task) -> Axis | None:
    """The axis along which the estimates stand; None for a single value without axis."""
    return scene.plots[0].axis("x" if task.horizontal else "y") if scene.plots else None


def estimate_tick(
    scene: Scene, task: Task, slot: Slot, value: float, layout: ChartLayout
) -> EstimateTick:
    """The tick of one estimate, across the place of its bar or its point."""
    plot, axis = layout.plots[0], measure_axis(scene, task)
    inside = min(max(value, task.low), task.high)
    along = axis.positions(inside) if axis is not None else None
    scale = plot.scale_y if task.horizontal else plot.scale_x
    thickness = min(slot.thickness * scale, layout.thickest) * BEYOND
    half = max(thickness, NARROWEST) / 2
    if task.horizontal:
        centre, aside = plot.point(along or 0.0, slot.position), QPointF(0, half)
    else:
        centre, aside = plot.point(slot.position, along or 0.0), QPointF(half, 0)
    return EstimateTick(slot.key, centre - aside, centre + aside)


def estimate_ticks(
    scene: Scene, layout: ChartLayout, estimates: Mapping[str, float]
) -> list[EstimateTick]:
    """The ticks of every estimate that was given."""
    task = scene.task
    if task is None or not layout.plots or task.kind == "value":
        return []
    return [
        estimate_tick(scene, task, slot, estimates[slot.key], layout)
        for slot in task.slots
        if slot.key in estimates
    ]
