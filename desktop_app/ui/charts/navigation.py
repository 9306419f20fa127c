"""Looking at a part of the scales: pan and zoom, where the specification binds them.

What is seen is a scene again, whose positions are moved and whose axes are ticked anew:
nothing is resolved again while the wheel turns.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF

from desktop_app.charts.axis import Axis, Tick
from desktop_app.charts.scene import MarkGroup, Plot, Scene
from desktop_app.ui.charts.painting.figure import numbers
from desktop_app.ui.charts.plot_layout import PlotLayout

CLOSEST = 64.0
"""So many times larger at most."""
STEP = 1.25
"""How much closer one press of a key gets."""
_FINEST = 2_000
"""An axis is asked for so many ticks at most."""


@dataclass(frozen=True)
class Stretch:
    """Nominal pixels become ``scale`` times as many, ``offset`` farther along."""

    scale: float = 1.0
    offset: float = 0.0

    @property
    def is_whole(self) -> bool:
        return self.scale == 1.0 and self.offset == 0.0

    def __call__(self, place: float) -> float:
        return place * self.scale + self.offset

    def back(self, place: float) -> float:
        return (place - self.offset) / self.scale

    def closer(self, factor: float, around: float, length: float) -> Stretch:
        """Zoomed by ``factor``; what is at ``around`` stays there. Never beyond the whole."""
        scale = min(max(self.scale * factor, 1.0), CLOSEST)
        offset = around - (around - self.offset) * scale / self.scale
        return Stretch(scale, offset).within(length)

    def moved(self, by: float, length: float) -> Stretch:
        return Stretch(self.scale, self.offset + by).within(length)

    def within(self, length: float) -> Stretch:
        return Stretch(self.scale, min(max(self.offset, length - length * self.scale), 0.0))


WHOLE = Stretch()


def bound_channels(scene: Scene) -> frozenset[str]:
    """Which of x and y can be panned and zoomed."""
    found: set[str] = set()
    for param in scene.params:
        if param.bind == "scales":
            named = param.options.get("encodings")
            found.update(named if isinstance(named, list | tuple) else ("x", "y"))
    axes = [axis for plot in scene.plots for axis in plot.axes]
    banded = {axis.channel for axis in axes if axis.kind == "category"}
    return frozenset((found & {"x", "y"}) - banded)


@dataclass(frozen=True)
class Navigation:
    """The part of the scales that is in sight."""

    x: Stretch = WHOLE
    y: Stretch = WHOLE

    @property
    def is_whole(self) -> bool:
        return self.x.is_whole and self.y.is_whole

    def zoomed(
        self,
        scene: Scene,
        factor: float,
        at: QPointF | None = None,
        place: PlotLayout | None = None,
    ) -> Navigation:
        """Closer by ``factor`` around ``at`` in the widget, else around the middle."""
        around = (scene.width / 2, scene.height / 2)
        if at is not None and place is not None:
            around = place.nominal(at)
        channels = bound_channels(scene)
        return Navigation(
            self.x.closer(factor, around[0], scene.width) if "x" in channels else self.x,
            self.y.closer(factor, around[1], scene.height) if "y" in channels else self.y,
        )

    def panned(self, scene: Scene, by: QPointF, place: PlotLayout) -> Navigation:
        """Moved by so many pixels of the widget."""
        channels = bound_channels(scene)
        x, y = by.x() / (place.scale_x or 1.0), by.y() / (place.scale_y or 1.0)
        return Navigation(
            self.x.moved(x, scene.width) if "x" in channels else self.x,
            self.y.moved(y, scene.height) if "y" in channels else self.y,
        )

    def seen(self, scene: Scene) -> Scene:
        """``scene`` as it is seen; itself where all of it is."""
        if self.is_whole:
            return scene
        return replace(scene, plots=tuple(map(self._plot, scene.plots)))

    def domains(self, scene: Scene) -> Mapping[str, tuple[float, float]]:
        """What is in sight of the first plot's scales, in units of the data."""
        found: dict[str, tuple[float, float]] = {}
        for axis in self._plot(scene.plots[0]).axes if scene.plots else ():
            if axis.channel in bound_channels(scene):
                length = scene.width if axis.channel == "x" else scene.height
                ends = sorted((axis.invert(0.0), axis.invert(length)))
                found.setdefault(axis.channel, (ends[0], ends[1]))
        return found

    def _plot(self, plot: Plot) -> Plot:
        groups = tuple(stretched(group, self.x, self.y) for group in plot.groups)
        return replace(plot, groups=groups, axes=tuple(map(self._axis, plot.axes)))

    def _axis(self, axis: Axis) -> Axis:
        stretch = self.x if axis.channel == "x" else self.y
        return axis if stretch.is_whole else _seen_axis(axis, stretch)


def stretched(group: MarkGroup, x: Stretch, y: Stretch) -> MarkGroup:
    """``group`` with its places moved. Shapes of maps stay."""
    columns = dict(group.columns)
    for names, stretch in ((("x", "x2"), x), (("y", "y2"), y)):
        for name in names:
            if name in columns and not stretch.is_whole:
                places = numbers(columns[name], max(group.count, 1))
                moved = places * stretch.scale + stretch.offset
                columns[name] = float(moved[0]) if group.is_constant(name) else moved
    return replace(group, columns=columns)


def _seen_axis(axis: Axis, stretch: Stretch) -> Axis:
    def position(value: float) -> float | None:
        place = axis.positions(value)
        return None if place is None else stretch(place)

    def make(count: int) -> tuple[Tick, ...]:
        finer = min(round(count * stretch.scale), _FINEST)
        ticks = (replace(tick, position=stretch(tick.position)) for tick in axis.make(finer))
        return tuple(tick for tick in ticks if -0.5 <= tick.position <= axis.length + 0.5)

    zero = None if axis.zero is None else stretch(axis.zero)
    return replace(
        axis,
        count=None,
        zero=zero if zero is not None and 0 <= zero <= axis.length else None,
        positions=position,
        invert=lambda place: axis.invert(stretch.back(place)),
        make=make,
        domain=(axis.invert(stretch.back(0.0)), axis.invert(stretch.back(axis.length))),
    )
