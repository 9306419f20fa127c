"""Where the parts of a chart stand: plots, ticks, titles, headers, legends; nothing overlaps.

Texts are measured, axis ticks thinned until they fit, and long names wrapped, then cut
with an ellipsis (the whole name is in the tooltip). Where room is short, legends, titles
and labels give way before the plots do.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF

from desktop_app.charts.axis import Axis, Tick
from desktop_app.charts.scene import MarkGroup, Plot, Scene
from desktop_app.ui.charts.legends import LegendLayout, place_legends
from desktop_app.ui.charts.look import Look
from desktop_app.ui.charts.placing import CENTRE, LEFT, RIGHT, Placed, text_size, wrap

Floats = NDArray[np.float64]
NAMES_SHARE = 0.36
"""How much of the width the names of categories may take."""
ENDS_SHARE = 0.34
THICKEST = 72
"""A bar alone in its chart is no wider than that."""
SMALLEST = 20.0
MOST_MEASURED = 300
"""No more labels are measured: where there are more, they are thinned out first."""


@dataclass(frozen=True)
class PlotLayout:
    """One plot in pixels of the widget; ``grid_x`` and ``grid_y`` are its ticks.

    ``scale_x`` and ``scale_y``: pixels of the widget a nominal pixel of the scene.
    """

    rect: QRectF
    scale_x: float = 1.0
    scale_y: float = 1.0
    grid_x: tuple[float, ...] = ()
    grid_y: tuple[float, ...] = ()

    def x(self, value: Floats) -> Floats:
        return self.rect.left() + value * self.scale_x

    def y(self, value: Floats) -> Floats:
        return self.rect.top() + value * self.scale_y

    def point(self, x: float, y: float) -> QPointF:
        """Where the position (``x``, ``y``) of the scene is."""
        return QPointF(self.rect.left() + x * self.scale_x, self.rect.top() + y * self.scale_y)

    def nominal(self, point: QPointF) -> tuple[float, float]:
        """The position of the scene at ``point``."""
        return (
            (point.x() - self.rect.left()) / self.scale_x,
            (point.y() - self.rect.top()) / self.scale_y,
        )


@dataclass(frozen=True)
class ChartLayout:
    """Everything in pixels of the widget; ``plots`` in the order of the scene's."""

    plots: tuple[PlotLayout, ...] = ()
    texts: tuple[Placed, ...] = ()
    legends: tuple[LegendLayout, ...] = ()
    thickest: float = math.inf

    @property
    def plot(self) -> QRectF:
        """The first plot, or nothing."""
        return self.plots[0].rect if self.plots else QRectF()


def arrange(scene: Scene, size: QSizeF, look: Look, reserve: QMarginsF) -> ChartLayout:
    """Lay ``scene`` out in ``size``; ``reserve`` is room kept free around the axes."""
    whole = QRectF(0, 0, max(size.width(), 1.0), max(size.height(), 1.0))
    area = whole.marginsRemoved(reserve)
    legends, area = place_legends(scene, area, look)
    arranger = _Arranger(scene, area, look)
    plots, texts = arranger.arranged()
    return ChartLayout(plots, tuple(texts), legends, look.px(THICKEST))


@dataclass
class _Sides:
    """The room around each plot, and around all of them."""

    left: float = 0.0
    right: float = 0.0
    top: float = 0.0
    bottom: float = 0.0


class _Arranger:
    def __init__(self, scene: Scene, area: QRectF, look: Look) -> None:
        self._scene = scene
        self._area = area
        self._look = look
        self._small = QFontMetricsF(look.tick)
        self._names = QFontMetricsF(look.category)
        self._values = QFontMetricsF(look.value)
        self._gap = float(look.px(8))
        self._rows = 1 + max((plot.row for plot in scene.plots), default=0)
        self._columns = 1 + max((plot.column for plot in scene.plots), default=0)
        # Between labels and plot; the handles of a prediction stand at zero.
        self._beside = float(look.px(16)) if scene.concealed else self._gap
        self._tiny = area.width() < look.px(150) or area.height() < look.px(90)

    def arranged(self) -> tuple[tuple[PlotLayout, ...], list[Placed]]:
        if not self._scene.plots:
            return (), []
        texts: list[Placed] = []
        area = self._titles(texts)
        area = self._axis_titles(area, texts)
        headers = self._header_heights()
        inner = _Sides(
            left=0.0, right=self._end_width(area), top=headers + self._overhang(), bottom=0.0
        )
        outer = self._outer(area, inner)
        cells = self._cells(area, inner, outer)
        plots = tuple(
            self._plot(plot, self._shaped(cell), texts)
            for plot, cell in zip(self._scene.plots, cells, strict=True)
        )
        for plot, layout in zip(self._scene.plots, plots, strict=True):
            self._headers(plot, layout, texts)
        return plots, texts

    # -- titles and headers ----------------------------------------------------------

    def _titles(self, texts: list[Placed]) -> QRectF:
        """The titles of rows and columns of small multiples, above them."""
        area = QRectF(self._area)
        title = " · ".join(
            part for part in (self._scene.column_title, self._scene.row_title) if part
        )
        if not title or self._tiny:
            return area
        height = self._small.lineSpacing()
        text = self._small.elidedText(title, Qt.TextElideMode.ElideRight, area.width())
        rect = QRectF(area.left(), area.top(), area.width(), height)
        texts.append(Placed(text, rect, LEFT, self._look.tick, full=title))
        return area.adjusted(0, height + self._gap / 2, 0, 0)

    def _axis_titles(self, area: QRectF, texts: list[Placed]) -> QRectF:
        """The title of y above the plots, that of x below."""
        area = QRectF(area)
        if self._tiny:
            return area
        first = self._scene.plots[0]
        for axis in (axis for axis in first.axes if axis.channel == "y"):
            if not axis.title or not axis.shown:
                continue
            right = axis.orient == "right"
            wide = area.width() * (
                0.5 if len([a for a in first.axes if a.channel == "y"]) > 1 else 1
            )
            wrapped = wrap(axis.title, self._small, wide, 2)
            height = text_size(wrapped, self._small).height()
            left = area.right() - wide if right else area.left()
            rect = QRectF(left, area.top(), wide, height)
            align = RIGHT if right else LEFT
            texts.append(Placed(wrapped, rect, align, self._look.tick, full=axis.title))
        ys = [text for text in texts if text.rect.top() >= area.top() - 0.5]
        if ys:
            area.setTop(max(text.rect.bottom() for text in ys) + self._gap / 2)
        x = first.axis("x")
        if x is not None and x.title and x.shown:
            wrapped = wrap(x.title, self._small, area.width() - self._gap, 2)
            height = text_size(wrapped, self._small).height()
            above = x.orient == "top"
            top = area.top() if above else area.bottom() - height
            rect = QRectF(area.left(), top, area.width(), height)
            texts.append(Placed(wrapped, rect, RIGHT, self._look.tick, full=x.title))
            if above:
                area.setTop(rect.bottom() + self._gap * 0.5)
            else:
                area.setBottom(top - self._gap * 0.5)
        return area

    def _header_heights(self) -> float:
        """What the headers above plots take."""
        if any(plot.header or plot.column_header for plot in self._scene.plots):
            return self._names.lineSpacing() + self._gap / 2
        return 0.0

    def _headers(self, plot: Plot, layout: PlotLayout, texts: list[Placed]) -> None:
        rect, line = layout.rect, self._names.lineSpacing()
        above = plot.header or (plot.column_header if plot.row == 0 else "")
        if above:
            text = self._names.elidedText(above, Qt.TextElideMode.ElideRight, rect.width())
            place = QRectF(rect.left(), rect.top() - line - self._gap / 2, rect.width(), line)
            texts.append(Placed(text, place, LEFT, self._look.category, muted=False, full=above))
        if plot.row_header and plot.column == self._columns - 1:
            place = QRectF(rect.left(), rect.top() + 1, rect.width() - 4, line)
            text = self._names.elidedText(
                plot.row_header, Qt.TextElideMode.ElideRight, place.width()
            )
            texts.append(
                Placed(text, place, RIGHT, self._look.category, muted=False, full=plot.row_header)
            )

    # -- room ------------------------------------------------------------------------

    def _overhang(self) -> float:
        """Above the plot: half a line for the label of the highest tick, or a bar's value."""
        upright = any(
            group.type in ("bar", "tick") and group.orient == "vertical" and _is_labelled(group)
            for _, group in self._scene.groups
        )
        return self._values.lineSpacing() + 4 if upright else self._small.lineSpacing() / 2 + 2

    def _is_shared(self, channel: str) -> bool:
        return not any(
            axis.scale_name.startswith("child_") and axis.channel == channel
            for plot in self._scene.plots
            for axis in plot.axes
        )

    def _outer(self, area: QRectF, inner: _Sides) -> _Sides:
        """The labels of axes: once for all plots that share a scale, else for each."""
        width = area.width() / self._columns
        height = (area.height() - self._rows * inner.top) / self._rows
        sides = _Sides()
        for plot in self._scene.plots:
            for axis in plot.axes:
                if axis.channel == "y":
                    wide = self._y_width(axis, height)
                    if axis.orient == "right":
                        sides.right = max(sides.right, wide)
                    else:
                        sides.left = max(sides.left, wide)
                else:
                    tall = self._x_height(axis, width - sides.left)
                    if axis.orient == "top":
                        sides.top = max(sides.top, tall)
                    else:
                        sides.bottom = max(sides.bottom, tall)
            if len(self._scene.plots) > 1 and self._is_shared("y") and self._is_shared("x"):
                break
        sides.left = max(sides.left, self._edge(width), 2.0) + self._room_before(width)
        return sides

    def _edge(self, width: float) -> float:
        """What the first label of x needs on the left, where it is wider than those of y."""
        x = self._scene.plots[0].axis("x")
        if x is None or not x.labels or x.kind == "category":
            return 0.0
        first = self._x_ticks(x, width)[:1]
        return text_size(_lines(first[0]), self._small).width() / 2 if first else 0.0

    def _room_before(self, width: float) -> float:
        """What the values of negative bars need on the left of the plot."""
        needed = 0.0
        for _, group in self._scene.groups:
            if group.type != "bar" or group.orient != "horizontal" or not _is_labelled(group):
                continue
            for index in range(min(group.count, MOST_MEASURED)):
                end, base = _number(group, "x", index), _number(group, "x2", index)
                if end < base:
                    wide = self._values.horizontalAdvance(group.marks[index].label) + self._gap * 2
                    needed = max(needed, wide - end / self._scene.width * width * 0.9)
        return min(needed, width * 0.3)

    def _end_width(self, area: QRectF) -> float:
        """Room on the right: for values beyond bars, names of lines, the last date."""
        wide = area.width() / self._columns * 0.8
        needed = 2.0
        for _, group in self._scene.groups:
            if group.type in ("point", "circle", "square"):
                needed = max(needed, self._gap * 0.75)
            if group.path_labels:
                ends = [self._names.horizontalAdvance(name) for name in group.path_labels[:50]]
                needed = max(
                    needed, min(max(ends, default=0.0) + self._gap * 1.5, wide * ENDS_SHARE)
                )
            if group.type == "bar" and group.orient == "horizontal" and _is_labelled(group):
                for index in range(min(group.count, MOST_MEASURED)):
                    label = (
                        self._values.horizontalAdvance(group.marks[index].label) + self._gap * 1.5
                    )
                    end = max(_number(group, "x", index), _number(group, "x2", index))
                    share = end / self._scene.width
                    needed = max(needed, (label - (1 - share) * wide) / max(share, 0.2))
        x = self._scene.plots[0].axis("x")
        if x is not None and x.labels and x.kind != "category":
            last = self._x_ticks(x, wide)[-1:]
            if last:
                half = text_size(_lines(last[0]), self._small).width() / 2
                needed = max(needed, half - (1 - last[0].position / self._scene.width) * wide)
        return min(needed, wide * 0.5)

    def _cells(self, area: QRectF, inner: _Sides, outer: _Sides) -> list[QRectF]:
        """The rectangle of each plot."""
        gap = self._gap * 1.5
        shared_y, shared_x = self._is_shared("y"), self._is_shared("x")
        left, bottom = outer.left, outer.bottom
        extra_left = 0.0 if shared_y else left
        extra_bottom = 0.0 if shared_x else bottom
        wide = area.width() - left - (self._columns - 1) * (gap + extra_left) - outer.right
        wide = max((wide - self._columns * inner.right) / self._columns, SMALLEST)
        tall = area.height() - bottom - (self._rows - 1) * (gap / 2 + extra_bottom) - outer.top
        tall = max((tall - self._rows * inner.top) / self._rows, SMALLEST)
        cells = []
        for plot in self._scene.plots:
            x = area.left() + left + plot.column * (wide + inner.right + gap + extra_left)
            y = area.top() + outer.top + inner.top
            y += plot.row * (tall + inner.top + gap / 2 + extra_bottom)
            cells.append(QRectF(x, y, wide, tall))
        return cells

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

    def _plot(self, plot: Plot, rect: QRectF, texts: list[Placed]) -> PlotLayout:
        scale_x = rect.width() / max(self._scene.width, 1e-9)
        scale_y = rect.height() / max(self._scene.height, 1e-9)
        grids: dict[str, tuple[float, ...]] = {}
        for axis in plot.axes:
            if not axis.shown:
                continue
            if axis.channel == "x":
                ticks = self._x_ticks(axis, rect.width())
                places = tuple(rect.left() + tick.position * scale_x for tick in ticks)
                grids.setdefault("x", places)
                if self._tells(plot, axis):
                    texts += self._x_texts(axis, rect, ticks, places)
            else:
                ticks = self._y_ticks(axis, rect.height())
                places = tuple(rect.top() + tick.position * scale_y for tick in ticks)
                grids.setdefault("y", places)
                if self._tells(plot, axis):
                    texts += self._y_texts(axis, rect, ticks, places)
        return PlotLayout(rect, scale_x, scale_y, grids.get("x", ()), grids.get("y", ()))

    def _tells(self, plot: Plot, axis: Axis) -> bool:
        """Whether this plot writes the labels of an axis that others share."""
        if not axis.labels or self._tiny:
            return False
        if not self._is_shared(axis.channel):
            return True
        if axis.channel == "y":
            return plot.column == (0 if axis.orient == "left" else self._columns - 1)
        if axis.orient == "top":
            return plot.row == 0
        below = {other.column for other in self._scene.plots if other.row == plot.row + 1}
        return plot.column not in below

    def _y_ticks(self, axis: Axis, height: float) -> tuple[Tick, ...]:
        if not axis.shown:
            return ()
        if axis.kind == "category":
            ticks = axis.ticks()
            each = self._names.lineSpacing() * 1.05
            if len(ticks) * each > height:
                ticks = ticks[:: max(1, math.ceil(len(ticks) * each / max(height, 1)))]
            return ticks
        most = max(2, min(8, int(height / (self._small.lineSpacing() * 2.2))))
        return axis.ticks(most)

    def _y_names(self, axis: Axis, ticks: Sequence[Tick], height: float) -> list[str]:
        if not axis.labels:
            return []
        if axis.kind != "category":
            return [_one_line(tick) for tick in ticks]
        lines = max(1, min(3, int(height / max(len(ticks), 1) / self._names.lineSpacing())))
        width = self._area.width() * NAMES_SHARE / (1 if self._is_shared("y") else self._columns)
        return [wrap(tick.label, self._names, width, lines) for tick in ticks]

    def _y_width(self, axis: Axis, height: float) -> float:
        if not axis.shown or not axis.labels or self._tiny:
            return 0.0
        metrics = self._metrics(axis)
        names = self._y_names(axis, self._y_ticks(axis, height), height)
        widest = max((text_size(name, metrics).width() for name in names), default=0.0)
        return widest + self._beside if names else 0.0

    def _y_texts(
        self, axis: Axis, rect: QRectF, ticks: Sequence[Tick], places: Sequence[float]
    ) -> list[Placed]:
        metrics, placed = self._metrics(axis), []
        names = self._y_names(axis, ticks, rect.height())
        before = self._room_before(rect.width()) if axis.orient == "left" else 0.0
        for tick, name, place in zip(ticks, names, places, strict=False):
            size = text_size(name, metrics)
            left = rect.left() - self._beside - before - size.width()
            if axis.orient == "right":
                left = rect.right() + self._beside
            box = QRectF(left, place - size.height() / 2, size.width(), size.height())
            align = LEFT if axis.orient == "right" else RIGHT
            placed.append(self._placed(axis, name, box, align, tick.label))
        return placed

    def _x_ticks(self, axis: Axis, width: float) -> tuple[Tick, ...]:
        if not axis.shown:
            return ()
        if axis.kind == "category":
            ticks = axis.ticks(10)
            return ticks[:: self._stride(axis, ticks, width)]
        ticks = ()
        for count in range(14 if axis.kind == "time" else 10, 1, -1):
            ticks = axis.ticks(count)
            if not axis.labels or self._fit(ticks, width):
                return ticks
        return ticks[:: max(len(ticks) - 1, 1)]

    def _stride(self, axis: Axis, ticks: Sequence[Tick], width: float) -> int:
        """Every how many-th name is written: years can be skipped, other names are cut."""
        if not ticks:
            return 1
        sample = ticks[:: max(1, len(ticks) // MOST_MEASURED)]
        widest = max(self._names.horizontalAdvance(tick.label) for tick in sample)
        room = min(widest, self._names.horizontalAdvance("nnnn…")) + 6
        if not any(isinstance(tick.value, str) for tick in sample):
            room = widest + 8
        return max(1, math.ceil(room * len(ticks) / max(width, 1.0)))

    def _fit(self, ticks: Sequence[Tick], width: float) -> bool:
        end, share = -1e9, width / max(self._scene.width, 1e-9)
        for tick in sorted(ticks, key=lambda tick: tick.position):
            half = text_size(_lines(tick), self._small).width() / 2
            if tick.position * share - half < end:
                return False
            end = tick.position * share + half + self._gap * 1.5
        return True

    def _x_names(self, axis: Axis, ticks: Sequence[Tick], width: float) -> list[str]:
        if not axis.labels:
            return []
        if axis.kind != "category":
            return [_lines(tick) for tick in ticks]
        room = width / max(len(ticks), 1) - 6
        return [wrap(tick.label, self._names, room, 3) for tick in ticks]

    def _x_height(self, axis: Axis, width: float) -> float:
        if not axis.shown or not axis.labels or self._tiny:
            return 4.0
        names = self._x_names(axis, self._x_ticks(axis, width), width)
        metrics = self._metrics(axis)
        height = max((text_size(name, metrics).height() for name in names), default=0.0)
        return height + self._drop()

    def _drop(self) -> float:
        """From the plot down to the labels of x: those of y have their lowest beside them."""
        drop = max(self._gap * 0.75, self._small.lineSpacing() / 2 + 2)
        for _, group in self._scene.groups:
            if group.type == "bar" and group.orient == "vertical" and _is_labelled(group):
                ends = (
                    _number(group, "y", rank) > _number(group, "y2", rank)
                    for rank in range(min(group.count, MOST_MEASURED))
                )
                if any(ends):
                    return max(drop, self._values.lineSpacing() + 4)
        return drop

    def _x_texts(
        self, axis: Axis, rect: QRectF, ticks: Sequence[Tick], places: Sequence[float]
    ) -> list[Placed]:
        metrics, placed = self._metrics(axis), list[Placed]()
        drop = self._drop()
        for tick, name, place in zip(
            ticks, self._x_names(axis, ticks, rect.width()), places, strict=False
        ):
            size = text_size(name, metrics)
            top = (
                rect.bottom() + drop if axis.orient != "top" else rect.top() - drop - size.height()
            )
            left = place - size.width() / 2
            left = max(min(left, self._area.right() - size.width()), self._area.left())
            box = QRectF(left, top, size.width(), size.height())
            if placed and placed[-1].rect.adjusted(-3, 0, 3, 0).intersects(box):
                continue
            placed.append(self._placed(axis, name, box, CENTRE, tick.label))
        return placed

    def _metrics(self, axis: Axis) -> QFontMetricsF:
        return self._names if axis.kind == "category" else self._small

    def _placed(
        self, axis: Axis, name: str, rect: QRectF, align: Qt.AlignmentFlag, full: str
    ) -> Placed:
        category = axis.kind == "category"
        font = self._look.category if category else self._look.tick
        return Placed(name, rect, align, font, not category, full)


def _is_labelled(group: MarkGroup) -> bool:
    return 0 < group.count <= MOST_MEASURED and bool(group.marks[0].label)


def _number(group: MarkGroup, name: str, index: int) -> float:
    value = group.value(name, index)
    number = float(value) if hasattr(value, "__float__") else 0.0
    return number if math.isfinite(number) else 0.0


def _lines(tick: Tick) -> str:
    return f"{tick.label}\n{tick.context}" if tick.context else tick.label


def _one_line(tick: Tick) -> str:
    return f"{tick.label} {tick.context}".strip()
