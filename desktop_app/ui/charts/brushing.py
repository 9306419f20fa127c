"""Choosing an interval on a chart: the rectangle that is drawn, and what it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF

from desktop_app.charts.axis import Axis
from desktop_app.charts.scene import Scene
from desktop_app.charts.spec.grammar import Param
from desktop_app.ui.charts.layout import ChartLayout

Ranges = Mapping[str, tuple[object, ...]]
"""Channel ("x", "y") -> from and to, in units of the data; or the categories chosen."""
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

    @property
    def is_empty(self) -> bool:
        return self.right - self.left < 0.5 or self.bottom - self.top < 0.5


def interval_param(scene: Scene) -> Param | None:
    """The parameter that dragging sets."""
    return next((p for p in scene.params if p.select == "interval" and not p.bind), None)


def allows(param: Param, option: str) -> bool:
    """Whether its interval can be moved ("translate") or stretched by the wheel ("zoom")."""
    return param.options.get(option) not in (False, "false")


def channels_of(param: Param) -> tuple[str, ...]:
    named = param.options.get("encodings")
    given = named if isinstance(named, list | tuple) else ("x", "y")
    return tuple(channel for channel in ("x", "y") if channel in given)


def plot_at(layout: ChartLayout, point: QPointF) -> int | None:
    """The rank of the plot at ``point`` of the widget."""
    return next((i for i, plot in enumerate(layout.plots) if plot.rect.contains(point)), None)


def spanned(
    scene: Scene, param: Param, plot: int, one: tuple[float, float], two: tuple[float, float]
) -> Brush:
    """The brush between two places of a plot: whole categories, and the whole of an axis
    that is not chosen from.
    """
    ends: dict[str, tuple[float, float]] = {}
    lengths = {"x": scene.width, "y": scene.height}
    for channel, low, high in (("x", one[0], two[0]), ("y", one[1], two[1])):
        length = lengths[channel]
        low, high = sorted(min(max(end, 0.0), length) for end in (low, high))
        axis = _axis(scene, plot, channel)
        if channel not in channels_of(param):
            low, high = 0.0, length
        elif axis is not None and axis.kind == "category":
            low, high = _whole_bands(axis, low, high)
        ends[channel] = low, high
    return Brush(plot, ends["x"][0], ends["y"][0], ends["x"][1], ends["y"][1])


def moved(scene: Scene, param: Param, brush: Brush, dx: float, dy: float) -> Brush:
    """The brush farther along by so many nominal pixels, no farther than the plot goes."""
    channels = channels_of(param)
    dx = min(max(dx, -brush.left), scene.width - brush.right) if "x" in channels else 0.0
    dy = min(max(dy, -brush.top), scene.height - brush.bottom) if "y" in channels else 0.0
    return replace(
        brush,
        left=brush.left + dx,
        right=brush.right + dx,
        top=brush.top + dy,
        bottom=brush.bottom + dy,
    )


def scaled(
    scene: Scene, param: Param, brush: Brush, factor: float, at: tuple[float, float]
) -> Brush:
    """The brush so many times as large, around a place in it."""
    corners = [
        (at[0] + (x - at[0]) * factor, at[1] + (y - at[1]) * factor)
        for x, y in ((brush.left, brush.top), (brush.right, brush.bottom))
    ]
    return spanned(scene, param, brush.plot, corners[0], corners[1])


def settled(scene: Scene, param: Param, brush: Brush) -> Brush:
    """The brush on whole categories, once it has been moved."""
    one, two = (brush.left, brush.top), (brush.right, brush.bottom)
    found = spanned(scene, param, brush.plot, one, two)
    return brush if found.is_empty else found


def ranges_of(scene: Scene, param: Param, brush: Brush) -> Ranges:
    """What a brush holds."""
    found: dict[str, tuple[object, ...]] = {}
    for channel in channels_of(param):
        axis = _axis(scene, brush.plot, channel)
        if axis is None:
            continue
        low, high = (brush.left, brush.right) if channel == "x" else (brush.top, brush.bottom)
        if axis.kind == "category":
            half = _band(axis) / 2
            found[channel] = tuple(
                tick.value for tick in axis.ticks() if low - half < tick.position < high + half
            )
        else:
            found[channel] = tuple(sorted((axis.invert(low), axis.invert(high))))
    return found


def held(scene: Scene, param: Param) -> Brush | None:
    """The brush of what the scene says is chosen; None where nothing is.

    The selection names fields; they stand in the order of the parameter's channels.
    """
    chosen = scene.selections.get(param.name)
    channels = channels_of(param)
    if chosen is None or len(chosen.ranges) != len(channels) or not scene.plots:
        return None
    return brush_of(scene, param, dict(zip(channels, chosen.ranges.values(), strict=True)))


def brush_of(scene: Scene, param: Param, ranges: Ranges, plot: int = 0) -> Brush:
    """The brush that holds ``ranges``: the whole of an axis that they do not name."""
    ends = {"x": (0.0, scene.width), "y": (0.0, scene.height)}
    for channel, span in ranges.items():
        axis = _axis(scene, plot, channel)
        places = _places(axis, span) if axis is not None else []
        if len(places) >= 2:
            ends[channel] = min(places), max(places)
    return Brush(plot, ends["x"][0], ends["y"][0], ends["x"][1], ends["y"][1])


def brush_rect(layout: ChartLayout, brush: Brush | None) -> QRectF:
    """Where a brush is in the widget."""
    if brush is None or brush.plot >= len(layout.plots):
        return QRectF()
    place = layout.plots[brush.plot]
    corners = place.point(brush.left, brush.top), place.point(brush.right, brush.bottom)
    return QRectF(*corners).normalized()


def _axis(scene: Scene, plot: int, channel: str) -> Axis | None:
    """The axis of a plot; small multiples may share it with the first."""
    for rank in (plot, 0):
        axis = scene.plots[rank].axis(channel) if rank < len(scene.plots) else None
        if axis is not None:
            return axis
    return None


def _places(axis: Axis, span: tuple[object, ...]) -> list[float]:
    if axis.kind == "category":
        half = _band(axis) / 2
        middles = [tick.position for tick in axis.ticks() if tick.value in span]
        return [place for middle in middles for place in (middle - half, middle + half)]
    found = (axis.positions(float(end)) for end in span if isinstance(end, int | float))
    return [place for place in found if place is not None]


def _band(axis: Axis) -> float:
    """How wide a category is, with what is between it and the next."""
    places = sorted(tick.position for tick in axis.ticks())
    if len(places) < 2:
        return axis.length
    return (places[-1] - places[0]) / (len(places) - 1)


def _whole_bands(axis: Axis, low: float, high: float) -> tuple[float, float]:
    """From the start of the first category that is touched to the end of the last."""
    half = _band(axis) / 2
    touched = [
        tick.position for tick in axis.ticks() if low < tick.position + half and
        high > tick.position - half
    ]  # fmt: skip
    if not touched:
        return low, high
    return max(min(touched) - half, 0.0), min(max(touched) + half, axis.length)
