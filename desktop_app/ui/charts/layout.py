"""Where the parts of a chart stand: plots, axes, titles, headers, legends; nothing overlaps.

Texts are measured first, plots take what is left. Where room is short, legends, titles
and labels give way before the plots do.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSizeF
from PySide6.QtGui import QFontMetricsF

from desktop_app.charts.axis import Axis
from desktop_app.charts.scene import Plot, Scene
from desktop_app.ui.charts.axis_labels import AxisLabels, value_of
from desktop_app.ui.charts.headers import HEADER_LINES, Headers
from desktop_app.ui.charts.legends import LegendLayout, place_legends
from desktop_app.ui.charts.look import Look
from desktop_app.ui.charts.overhang import Sides, overhang
from desktop_app.ui.charts.placing import Placed
from desktop_app.ui.charts.plot_layout import Grid, PlotLayout

NAMES_SHARE = 0.36
"""How much of the width (or height) the names of categories may take."""
THICKEST = 72
"""A bar alone in its chart is no wider than that."""
SMALLEST = 1.0
NARROWEST, LOWEST = 48.0, 34.0
"""Words give way where plots would be smaller."""
_MOST_OVERHANG = 0.4
"""Marks take no more of a plot's room for what reaches beyond it."""


@dataclass(frozen=True)
class ChartLayout:
    """Everything in pixels of the widget; ``plots`` in the order of the scene's."""

    plots: tuple[PlotLayout, ...] = ()
    texts: tuple[Placed, ...] = ()
    legends: tuple[LegendLayout, ...] = ()
    thickest: float = math.inf
    room: QSizeF = field(default_factory=QSizeF)
    """What a plot had before marks asked for a rim around it."""
    rim: Sides = field(default_factory=Sides)

    @property
    def plot(self) -> QRectF:
        """The first plot, or nothing."""
        return self.plots[0].rect if self.plots else QRectF()

    @property
    def taken(self) -> Iterator[QRectF]:
        """What texts and legends cover: labels of marks stand elsewhere."""
        for text in self.texts:
            yield text.covers
        for legend in self.legends:
            yield legend.rect


def arrange(
    scene: Scene, size: QSizeF, look: Look, reserve: QMarginsF, *, told: bool = False
) -> ChartLayout:
    """Lay ``scene`` out in ``size``; ``reserve`` is room kept free around the axes.

    ``told``: no word gives way, however small that makes the plots.
    """
    whole = QRectF(0, 0, max(size.width(), 1.0), max(size.height(), 1.0))
    found = ChartLayout()
    for words in _Words:
        area = whole.marginsRemoved(reserve)
        legends: tuple[LegendLayout, ...] = ()
        if words <= _Words.LEGENDS:
            legends, area = place_legends(scene, area, look)
        arranger = _Arranger(scene, area, look, words)
        plots, texts = arranger.arranged()
        thickest, room = look.px(THICKEST), arranger.room
        found = ChartLayout(plots, tuple(texts), legends, thickest, room, arranger.rim)
        least = QSizeF(min(NARROWEST, scene.width), min(LOWEST, scene.height)) * look.type.scale
        if told or all(_is_roomy(plot.rect, least, scene) for plot in plots[:1]):
            break
    return found


class LayoutKeeper:
    """Lays scenes out, and knows when the layout before still holds: while data change that
    axes, words and what reaches beyond the plots are the same for.
    """

    def __init__(self) -> None:
        self._before: object = None
        self._layout = ChartLayout()

    def arrange(self, scene: Scene, size: QSizeF, look: Look, reserve: QMarginsF) -> ChartLayout:
        now = (_written(scene), size, look, reserve)
        kept = self._layout
        if now != self._before or _rim(scene, kept.room, look) != kept.rim:
            self._before, self._layout = now, arrange(scene, size, look, reserve)
        return self._layout


def _written(scene: Scene) -> object:
    """What the layout of ``scene`` rests on, but for its marks."""
    plots = tuple(
        (plot.row, plot.column, plot.header, plot.row_header, plot.column_header, plot.axes,
         tuple(axis.ticks() for axis in plot.axes))
        for plot in scene.plots
    )  # fmt: skip
    whole = (scene.width, scene.height, scene.keeps_aspect, scene.concealed, scene.legends)
    return plots, whole, scene.row_title, scene.column_title


def _rim(scene: Scene, room: QSizeF, look: Look) -> Sides:
    """The room that marks need around plots of ``room``; a little less than a gap is none."""
    found = overhang(scene, room, look).bounded(room, _MOST_OVERHANG)
    return found.without_less_than(look.px(8) / 2)


class _Words(IntEnum):
    """What is written around plots; where they would be too small, less and less."""

    ALL = 0
    LEGENDS = 1
    """No titles."""
    LABELS = 2
    """Nor legends."""
    NONE = 3


def _is_roomy(rect: QRectF, least: QSizeF, scene: Scene) -> bool:
    if scene.keeps_aspect:
        return max(rect.width(), rect.height()) >= least.width()
    return rect.width() >= least.width() and rect.height() >= least.height()


@dataclass(frozen=True)
class _Grid:
    """The rectangles of plots. ``outer``: the room of axes; ``rim``: of marks beyond plots."""

    cells: tuple[QRectF, ...]
    outer: Sides
    rim: Sides

    @property
    def room(self) -> QSizeF:
        """A plot with the rim around it."""
        cell, rim = self.cells[0], self.rim
        return QSizeF(cell.width() + rim.left + rim.right, cell.height() + rim.top + rim.bottom)


class _Arranger:
    def __init__(self, scene: Scene, area: QRectF, look: Look, words: _Words) -> None:
        self._scene = scene
        self._area = area
        self._look = look
        self._gap = float(look.px(8))
        self._line = QFontMetricsF(look.tick).lineSpacing()
        self._rows = 1 + max((plot.row for plot in scene.plots), default=0)
        self._columns = 1 + max((plot.column for plot in scene.plots), default=0)
        # Between labels and plot; the handles of a prediction stand at zero.
        self._beside = float(look.px(16)) if scene.concealed else self._gap
        self._words = words
        self.room, self.rim = QSizeF(), Sides()
        self._headers = Headers(scene, look, HEADER_LINES if words is _Words.ALL else 1)
        self._known: dict[tuple[int, float], AxisLabels] = {}
        self._shared = {name: self._is_shared(name) for name in "xy"}

    def arranged(self) -> tuple[tuple[PlotLayout, ...], list[Placed]]:
        if not self._scene.plots:
            return (), []
        area, texts = QRectF(self._area), list[Placed]()
        if self._words is _Words.ALL:
            area = self._headers.titles(area, texts)
        area.setLeft(area.left() + self._headers.beside(area))
        grid = self._grid(area, Sides())
        self.room = grid.room
        self.rim = _rim(self._scene, grid.room, self._look)
        if self.rim != Sides():
            grid = self._grid(area, self.rim)
        plots, headers = [], self._headers
        lines = headers.lines_above(grid.cells[0].width())
        for plot, cell in zip(self._scene.plots, grid.cells, strict=True):
            rect = self._shaped(cell)
            plots.append(self._plot(plot, rect, grid.rim, texts))
            headers.place_above(plot, rect, self._above(plot, grid), lines, texts)
            headers.place_beside(plot, rect, self._area, texts)
        return tuple(plots), texts

    # -- room ------------------------------------------------------------------------

    def _is_shared(self, channel: str) -> bool:
        return not any(
            axis.scale_name.startswith("child_") and axis.channel == channel
            for plot in self._scene.plots
            for axis in plot.axes
        )

    def _grid(self, area: QRectF, rim: Sides) -> _Grid:
        """The plots in ``area``, with ``rim`` around each and the axes outside."""
        size = QSizeF(area.width() / self._columns * 0.85, area.height() / self._rows * 0.85)
        outer = Sides()
        for _ in range(2):  # how many ticks there are depends on what their labels leave
            outer |= self._outer(size)
            cells = self._cells(area, rim, outer)
            size = cells[0].size()
        return _Grid(cells, outer, rim)

    def _cells(self, area: QRectF, rim: Sides, outer: Sides) -> tuple[QRectF, ...]:
        gap = self._gap if self._words is not _Words.NONE else 2.0
        between_x = gap * 1.5
        if self._columns > 1:
            edges = self._edges(area.width() / self._columns)
            own = 0.0 if self._shared["y"] else outer.left + outer.right
            between_x = max(between_x + own, edges[0] + edges[1] + self._gap)
        wide = area.width() - outer.left - outer.right - (self._columns - 1) * between_x
        wide = max(wide / self._columns - rim.left - rim.right, SMALLEST)
        first, each = self._headers.above(wide)
        between_y = gap / 2 + each
        if self._rows > 1:
            own = 0.0 if self._shared["x"] else outer.top + outer.bottom
            line = self._line * 1.2 if self._words is not _Words.NONE else 2.0
            between_y = max(between_y + own, line + each)
        tall = area.height() - outer.top - outer.bottom - first
        tall -= (self._rows - 1) * between_y
        tall = max(tall / self._rows - rim.top - rim.bottom, SMALLEST)
        found = []
        for plot in self._scene.plots:
            x = plot.column * (wide + rim.left + rim.right + between_x)
            y = plot.row * (tall + rim.top + rim.bottom + between_y)
            left = area.left() + outer.left + rim.left + x
            top = area.top() + first + outer.top + rim.top + y
            found.append(QRectF(left, top, wide, tall))
        return tuple(found)

    def _outer(self, size: QSizeF) -> Sides:
        """The labels of axes around plots of ``size``: of the one that needs most."""
        half = self._line / 2 + 2 if self._words is not _Words.NONE else 2.0
        upright = any(axis.channel == "y" for axis in self._scene.plots[0].axes)
        found = Sides(left=2.0, right=2.0, top=half, bottom=half if upright else 4.0)
        plots = self._scene.plots
        if self._shared["x"] and self._shared["y"]:
            plots = plots[:1]
        for plot in plots:
            sides = dict.fromkeys(("left", "right", "top", "bottom"), 0.0)
            for axis in filter(self._tells, plot.axes):
                length = size.width() if axis.channel == "x" else size.height()
                side = max(sides[axis.orient], self._offset(axis))
                sides[axis.orient] = side + self._away(axis) + self._labels(axis, length).extent
            found |= Sides(**sides)
        left, right = self._edges(size.width())
        return found | Sides(left=left, right=right)

    def _edges(self, width: float) -> tuple[float, float]:
        """What the first and the last label of x reach beyond a plot of ``width``."""
        left = right = 0.0
        for axis in filter(self._tells, self._scene.plots[0].axes):
            if axis.channel == "x":
                before, after = self._labels(axis, width).edges()
                left, right = max(left, before), max(right, after)
        most = max(width, SMALLEST) * _MOST_OVERHANG
        return min(left, most), min(right, most)

    def _above(self, plot: Plot, grid: _Grid) -> float:
        """What stands between the top of a plot and its header."""
        axes = grid.outer.top if plot.row == 0 or not self._shared["x"] else self._gap / 2
        return grid.rim.top + axes

    def _shaped(self, cell: QRectF) -> QRectF:
        """The cell, or the part of it that keeps the scene's proportions."""
        if not self._scene.keeps_aspect:
            return cell
        scale = min(cell.width() / self._scene.width, cell.height() / self._scene.height)
        size = QSizeF(self._scene.width * scale, self._scene.height * scale)
        rect = QRectF(QPointF(0, 0), size)
        rect.moveCenter(cell.center())
        return rect

    # -- axes ------------------------------------------------------------------------

    def _tells(self, axis: Axis) -> bool:
        return axis.shown and axis.labels and self._words is not _Words.NONE

    def _away(self, axis: Axis) -> float:
        """From the plot, or from the axis before, to the labels of ``axis``."""
        # Labels of y have their lowest one beside those of x.
        return self._beside if axis.channel == "y" else max(self._gap * 0.75, self._line / 2 + 2)

    def _offset(self, axis: Axis) -> float:
        return axis.offset * self._look.type.scale

    def _labels(self, axis: Axis, length: float) -> AxisLabels:
        key = (id(axis), round(length, 1))
        if key not in self._known:
            is_x = axis.channel == "x"
            nominal = self._scene.width if is_x else self._scene.height
            across = self._area.height() if is_x else self._area.width()
            parts = self._rows if is_x else self._columns
            room = across * NAMES_SHARE / (1 if self._shared[axis.channel] else parts)
            self._known[key] = AxisLabels(axis, self._look, length, nominal, room, self._gap)
        return self._known[key]

    def _plot(self, plot: Plot, rect: QRectF, rim: Sides, texts: list[Placed]) -> PlotLayout:
        scale_x = rect.width() / max(self._scene.width, 1e-9)
        scale_y = rect.height() / max(self._scene.height, 1e-9)
        grids: dict[str, Grid] = {}
        taken = {"left": rim.left, "right": rim.right, "top": rim.top, "bottom": rim.bottom}
        for axis in plot.axes:
            if not axis.shown:
                continue
            is_x = axis.channel == "x"
            labels = self._labels(axis, rect.width() if is_x else rect.height())
            origin, scale = (rect.left(), scale_x) if is_x else (rect.top(), scale_y)
            places = tuple(origin + tick.position * scale for tick in labels.ticks)
            values = tuple(map(value_of, labels.ticks))
            grids.setdefault(axis.channel, Grid(places, values))
            if self._tells(axis) and self._is_told_by(plot, axis):
                away = max(taken[axis.orient], self._offset(axis)) + self._away(axis)
                rank = self._scene.plots.index(plot)
                texts += labels.place(rect, away, self._area, rank)
                taken[axis.orient] = away + labels.extent
        none = Grid()
        return PlotLayout(rect, scale_x, scale_y, grids.get("x", none), grids.get("y", none))

    def _is_told_by(self, plot: Plot, axis: Axis) -> bool:
        """Whether this plot writes the labels of an axis that others share."""
        if not self._shared[axis.channel]:
            return True
        if axis.channel == "y":
            return plot.column == (0 if axis.orient == "left" else self._columns - 1)
        if axis.orient == "top":
            return plot.row == 0
        below = {other.column for other in self._scene.plots if other.row == plot.row + 1}
        return plot.column not in below
