"""From one layout to the next: plots and axes move with the marks, ticks come and go.

Everything is in pixels of the widget, so that a change which is broken off goes on from
what is on screen. A tick that is new comes from where it would have been before: the ticks
that stay say how the scale was moved and stretched.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QRectF

from desktop_app.charts.scene import Scene
from desktop_app.ui.charts.layout import ChartLayout
from desktop_app.ui.charts.placing import Placed
from desktop_app.ui.charts.plot_layout import Grid, PlotLayout

Scale = Callable[[Hashable], float | None]


def mixed(one: float, other: float, share: float) -> float:
    return one + (other - one) * share


def mixed_rect(one: QRectF, other: QRectF, share: float) -> QRectF:
    return QRectF(
        mixed(one.x(), other.x(), share),
        mixed(one.y(), other.y(), share),
        mixed(one.width(), other.width(), share),
        mixed(one.height(), other.height(), share),
    )


@dataclass(frozen=True)
class _Stretch:
    """Where places of one layout were, or will be, in another along one axis."""

    factor: float = 1.0
    shift: float = 0.0

    def __call__(self, place: float) -> float:
        return place * self.factor + self.shift

    @classmethod
    def of(
        cls, start: Mapping[Hashable, float], end: Mapping[Hashable, float], scale: Scale | None
    ) -> _Stretch | None:
        """From ``end`` back to ``start``, by the two common ticks that are farthest apart.

        Where there are less than two, ``scale`` says where the ticks of ``end`` were.
        """
        common = sorted((end[key], start[key]) for key in end if key in start)
        if len(common) < 2 and scale is not None:
            were = ((end[key], scale(key)) for key in end)
            common = sorted((now, then) for now, then in were if then is not None) or common
        if not common:
            return None
        (low, low_before), (high, high_before) = common[0], common[-1]
        factor = (high_before - low_before) / (high - low) if high - low > 1 else 1.0
        return cls(factor, low_before - low * factor)


class LayoutChange:
    """What is between two layouts of as many plots.

    ``scene``: what was drawn in the first one, if it was drawn to its end.
    """

    def __init__(self, before: ChartLayout, after: ChartLayout, scene: Scene | None = None) -> None:
        self._before = before
        self._after = after
        self._texts = {text.key: text for text in before.texts if text.key is not None}
        self._stretches = {
            (rank, channel): _Stretch.of(
                _places(one, channel), _places(two, channel), _scale_of(scene, rank, channel, one)
            )
            for rank, (one, two) in enumerate(zip(before.plots, after.plots, strict=False))
            for channel in "xy"
        }

    def at(self, share: float) -> ChartLayout:
        """The layout at ``share`` (0 to 1) of the way."""
        before, after = self._before, self._after
        if share >= 1 or len(before.plots) != len(after.plots):
            return after
        pairs = zip(before.plots, after.plots, strict=True)
        plots = tuple(self._plot(rank, *pair, share) for rank, pair in enumerate(pairs))
        return replace(after, plots=plots, texts=tuple(self._texts_at(share)))

    def _plot(self, rank: int, one: PlotLayout, two: PlotLayout, share: float) -> PlotLayout:
        rect = mixed_rect(one.rect, two.rect, share)
        return replace(
            two,
            rect=rect,
            # Marks on their way are in nominal pixels of the scene that comes.
            scale_x=two.scale_x * rect.width() / max(two.rect.width(), 1e-9),
            scale_y=two.scale_y * rect.height() / max(two.rect.height(), 1e-9),
            x_grid=self._grid(rank, "x", one.x_grid, two.x_grid, share),
            y_grid=self._grid(rank, "y", one.y_grid, two.y_grid, share),
        )

    def _grid(self, rank: int, channel: str, one: Grid, two: Grid, share: float) -> Grid:
        stretch = self._stretches[rank, channel]
        start, end = one.by_value, two.by_value
        shown = (opacity for _, opacity in one.lines)
        faded = dict(zip(one.values, shown, strict=False))
        keys = [*end, *(key for key in start if key not in end)]
        found = []
        for key in keys:
            here = start.get(key, stretch(end[key]) if stretch and key in end else None)
            there = end.get(key)
            if there is None:
                there = here if stretch is None or here is None else _back(stretch, here)
            here = there if here is None else here
            opacity = mixed(faded.get(key, 0.0), 1.0 if key in end else 0.0, share)
            if here is not None and there is not None:
                found.append((key, mixed(here, there, share), opacity))
        return Grid(
            tuple(place for _, place, _ in found),
            tuple(key for key, _, _ in found),
            tuple(opacity for _, _, opacity in found),
        )

    # -- texts -----------------------------------------------------------------------

    def _texts_at(self, share: float) -> Iterator[Placed]:
        known = set()
        for text in self._after.texts:
            start = self._texts.get(text.key)
            known.add(text.key)
            if start is None:
                yield self._moved(text, 1 - share, share, coming=True)
            elif start.text == text.text:
                yield self._between(start, text, share)
            else:
                yield replace(start, opacity=start.opacity * (1 - share))
                yield replace(text, opacity=share)
        for text in self._before.texts:
            if text.key not in known or text.key is None:
                yield self._moved(text, share, (1 - share) * text.opacity, coming=False)

    @staticmethod
    def _between(one: Placed, two: Placed, share: float) -> Placed:
        pivot = one.pivot + (two.pivot - one.pivot) * share
        opacity = mixed(one.opacity, two.opacity, share)
        rect = mixed_rect(one.rect, two.rect, share)
        return replace(two, rect=rect, pivot=pivot, opacity=opacity)

    def _moved(self, text: Placed, way: float, opacity: float, *, coming: bool) -> Placed:
        """A label of a tick on its way in or out, ``way`` of the way from its own place."""
        tick = text.tick
        stretch = self._stretches.get((tick.plot, tick.channel)) if tick is not None else None
        if tick is None or stretch is None:
            return replace(text, opacity=opacity)
        there = stretch(tick.place) if coming else _back(stretch, tick.place)
        by = (there - tick.place) * way
        dx, dy = (by, 0.0) if tick.channel == "x" else (0.0, by)
        rect, pivot = text.rect.translated(dx, dy), text.pivot
        pivot = type(pivot)(pivot.x() + dx, pivot.y() + dy)
        plots: Sequence[PlotLayout] = self._after.plots
        plot = plots[tick.plot].rect if tick.plot < len(plots) else rect
        ends = (plot.left(), plot.right()) if tick.channel == "x" else (plot.top(), plot.bottom())
        inside = ends[0] - 1 <= tick.place + by <= ends[1] + 1
        return replace(text, rect=rect, pivot=pivot, opacity=opacity if inside else 0.0)


def _back(stretch: _Stretch, place: float) -> float:
    """The inverse of ``stretch``."""
    return (place - stretch.shift) / stretch.factor if abs(stretch.factor) > 1e-6 else place


def _scale_of(scene: Scene | None, rank: int, channel: str, plot: PlotLayout) -> Scale | None:
    """From a number on the axis of a plot to pixels of the widget."""
    if scene is None or rank >= len(scene.plots):
        return None
    axis = scene.plots[rank].axis(channel)
    if axis is None or axis.kind == "category":
        return None
    place = plot.x if channel == "x" else plot.y

    def scaled(value: Hashable) -> float | None:
        found = axis.positions(value) if isinstance(value, int | float) else None
        if found is None or not math.isfinite(found):
            return None
        return float(place(np.array(found)))

    return scaled


def _places(plot: PlotLayout, channel: str) -> dict[Hashable, float]:
    return (plot.x_grid if channel == "x" else plot.y_grid).by_value
