"""Choosing an interval on a chart: the rectangle that is drawn, and what it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from desktop_app.charts.scene import Scene
from desktop_app.charts.spec.grammar import Param
from desktop_app.ui.charts.layout import ChartLayout

Ranges = Mapping[str, tuple[float, float]]
"""Channel ("x", "y") -> from and to, in units of the data."""
KEY_STEP = 0.05
"""How much of the plot one press of an arrow adds."""


@dataclass(frozen=True)
class Brush:
    """A rectangle in nominal pixels of a plot (by rank)."""

    plot: int
    left: float
    top: float
    right: float
    bottom: float


def interval_param(scene: Scene) -> Param | None:
    """The parameter that dragging sets."""
    return next((p for p in scene.params if p.select == "interval" and not p.bind), None)


def point_params(scene: Scene) -> tuple[Param, ...]:
    """The parameters that clicking sets."""
    return tuple(p for p in scene.params if p.select == "point" and not p.bind)


def channels_of(param: Param) -> tuple[str, ...]:
    named = param.options.get("encodings")
    given = named if isinstance(named, list | tuple) else ("x", "y")
    return tuple(channel for channel in ("x", "y") if channel in given)


def plot_at(layout: ChartLayout, point: QPointF) -> int | None:
    """The rank of the plot at ``point`` of the widget."""
    return next((i for i, plot in enumerate(layout.plots) if plot.rect.contains(point)), None)


def dragged(
    scene: Scene, param: Param, layout: ChartLayout, plot: int, one: QPointF, two: QPointF
) -> Brush:
    """The brush between two places of the widget, within its plot."""
    place = layout.plots[plot]
    (x1, y1), (x2, y2) = place.nominal(one), place.nominal(two)
    return _bounded(scene, param, plot, (x1, y1, x2, y2))


def grown(
    scene: Scene, param: Param, brush: Brush | None, at: tuple[int, float, float], dx: int, dy: int
) -> Brush:
    """The brush one step larger; a new one starts ``at`` a plot's rank, x and y."""
    if brush is None:
        plot, x, y = at
        brush = Brush(plot, x, y, x, y)
    left, top, right, bottom = brush.left, brush.top, brush.right, brush.bottom
    right, left = (
        right + max(dx, 0) * KEY_STEP * scene.width,
        left + min(dx, 0) * KEY_STEP * (scene.width),
    )
    bottom, top = (
        bottom + max(dy, 0) * KEY_STEP * scene.height,
        top + min(dy, 0) * KEY_STEP * (scene.height),
    )
    return _bounded(scene, param, brush.plot, (left, top, right, bottom))


def _bounded(
    scene: Scene, param: Param, plot: int, ends: tuple[float, float, float, float]
) -> Brush:
    channels = channels_of(param)
    x1, y1, x2, y2 = ends
    left, right = sorted(min(max(x, 0.0), scene.width) for x in (x1, x2))
    top, bottom = sorted(min(max(y, 0.0), scene.height) for y in (y1, y2))
    if "x" not in channels:
        left, right = 0.0, scene.width
    if "y" not in channels:
        top, bottom = 0.0, scene.height
    return Brush(plot, left, top, right, bottom)


def ranges_of(scene: Scene, param: Param, brush: Brush) -> Ranges:
    """What a brush holds."""
    found: dict[str, tuple[float, float]] = {}
    plot = scene.plots[brush.plot]
    for channel in channels_of(param):
        axis = plot.axis(channel)
        if axis is None:
            continue
        ends = (brush.left, brush.right) if channel == "x" else (brush.top, brush.bottom)
        low, high = sorted(axis.invert(end) for end in ends)
        found[channel] = (low, high)
    return found


def held(scene: Scene, param: Param) -> Brush | None:
    """The brush of what the scene says is chosen; None where nothing is.

    The selection names fields; they stand in the order of the parameter's channels.
    """
    chosen = scene.selections.get(param.name)
    channels = channels_of(param)
    if chosen is None or len(chosen.ranges) != len(channels) or not scene.plots:
        return None
    ends = {"x": (0.0, scene.width), "y": (0.0, scene.height)}
    for channel, span in zip(channels, chosen.ranges.values(), strict=True):
        axis = scene.plots[0].axis(channel)
        if axis is None or axis.kind == "category" or len(span) != 2:
            continue
        if not all(isinstance(end, int | float) for end in span):
            continue
        places = [axis.positions(float(end)) for end in span]  # type: ignore[arg-type]
        if None not in places:
            low, high = sorted(place for place in places if place is not None)
            ends[channel] = (low, high)
    return Brush(0, ends["x"][0], ends["y"][0], ends["x"][1], ends["y"][1])


def brush_rect(layout: ChartLayout, brush: Brush | None) -> QRectF:
    """Where a brush is in the widget."""
    if brush is None or brush.plot >= len(layout.plots):
        return QRectF()
    place = layout.plots[brush.plot]
    corners = place.point(brush.left, brush.top), place.point(brush.right, brush.bottom)
    return QRectF(*corners).normalized()
