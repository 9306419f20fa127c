"""The labels of marks: values at the ends of bars, names at the ends of lines.

Each has a few places it can take and takes the first that is free; a label that would
cover another, or a dashed estimate, is not drawn (the mark still tells it on hover).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF

from desktop_app.charts.scene import MarkGroup, Scene
from desktop_app.ui.charts.layout import ChartLayout
from desktop_app.ui.charts.look import Look
from desktop_app.ui.charts.placing import LEFT, text_size, wrap
from desktop_app.ui.charts.plot_layout import PlotLayout

if TYPE_CHECKING:
    from desktop_app.ui.charts.shapes import Shapes

Floats = NDArray[np.float64]
MIDDLE = Qt.AlignmentFlag.AlignCenter
MOST = 300
"""So many labels at most: more could not be read, and take long to place."""


@dataclass(frozen=True)
class Label:
    text: str
    rect: QRectF
    align: Qt.AlignmentFlag
    font: QFont
    colour: QColor
    mark: int | None = None


@dataclass(frozen=True)
class EstimateTick:
    """The dashed line of one estimate, across the bar of ``row``; beyond while it is moved."""

    row: str
    start: QPointF
    end: QPointF

    @property
    def rect(self) -> QRectF:
        rect = QRectF(self.start, self.end).normalized()
        return rect.adjusted(-3, -3, 3, 3)


@dataclass
class _Board:
    """What is taken already: rectangles, and points along the lines."""

    taken: list[QRectF] = field(default_factory=list)
    lines: Floats = field(default_factory=lambda: np.empty((0, 2)))

    def place(self, candidates: Iterator[QRectF], within: QRectF) -> QRectF | None:
        for rect in candidates:
            if within.contains(rect) and not self._is_taken(rect):
                self.taken.append(rect)
                return rect
        return None

    def _is_taken(self, rect: QRectF) -> bool:
        if any(rect.intersects(other) for other in self.taken):
            return True
        x, y = self.lines[:, 0], self.lines[:, 1]
        inside = (x > rect.left()) & (x < rect.right()) & (y > rect.top()) & (y < rect.bottom())
        return bool(inside.any())


def place_labels(
    scene: Scene,
    layout: ChartLayout,
    look: Look,
    within: QRectF,
    shapes: Shapes,
    ticks: Sequence[EstimateTick] = (),
    estimate: str = "",
) -> list[Label]:
    """The labels that fit. ``estimate`` is written at each of the estimates' ``ticks``."""
    placer = _Placer(layout, look, within, shapes, ticks)
    groups = [
        (plot, group)
        for plot, scene_plot in zip(layout.plots, scene.plots, strict=False)
        for group in scene_plot.groups
    ]
    for _, group in groups:
        if group.type in ("bar", "tick", "arc"):
            placer.bars(group)
    placer.draw_lines([pair for pair in groups if pair[1].paths])
    for plot, group in groups:
        if group.path_labels:
            placer.line_ends(plot, group)
    for plot, group in groups:
        if group.type in ("point", "circle", "square"):
            placer.points(group)
        elif group.type == "rule":
            placer.rules(plot, group)
    placer.estimates(estimate)
    return placer.labels


class _Placer:
    def __init__(
        self,
        layout: ChartLayout,
        look: Look,
        within: QRectF,
        shapes: Shapes,
        ticks: Sequence[EstimateTick],
    ) -> None:
        self._layout = layout
        self._look = look
        self._within = within
        self._shapes = shapes
        self._ticks = ticks
        self._board = _Board([*layout.taken, *shapes.texts(), *(tick.rect for tick in ticks)])
        self._bars: list[QRectF] = []
        self.labels: list[Label] = []

    def _rect(self, group: MarkGroup, index: int) -> QRectF:
        return self._shapes.rect(group.ranks + index)

    # -- bars ------------------------------------------------------------------------

    def bars(self, group: MarkGroup) -> None:
        if group.ranks < 0 or not 0 < group.count <= MOST:
            return
        rects = [self._rect(group, index) for index in range(group.count)]
        if self._ticks:
            self._bars += rects
        if not group.marks[0].label:
            return
        metrics = QFontMetricsF(self._look.value)
        stacked = _overlap(rects, upright=group.orient == "vertical")
        if not stacked and not self._are_apart(group, rects, metrics):
            return
        for index, rect in enumerate(rects):
            mark = group.marks[index]
            if not mark.label or rect.isNull():
                continue
            size = text_size(mark.label, metrics)
            own = [tick for tick in self._ticks if tick.row == mark.row]
            inside_only = stacked or group.type == "arc"
            places = _inside(rect, size) if inside_only else _beside(group, index, rect, size, own)
            found = self._board.place(places, self._within)
            if found is not None:
                # On the bar itself, the ground of the card is the colour that reads.
                within = rect.contains(found.center()) and group.type != "tick"
                hatched = self._look.hatching(_text_of(group.value("fill", index)))
                colour = self._look.surface if within and not hatched else self._look.ink
                label = Label(
                    mark.label, found, MIDDLE, self._look.value, colour, group.ranks + index
                )
                self.labels.append(label)

    def _are_apart(self, group: MarkGroup, rects: Sequence[QRectF], metrics: QFontMetricsF) -> bool:
        """Whether the labels of bars side by side have room for themselves."""
        if group.orient == "horizontal":
            middles = sorted(rect.center().y() for rect in rects)
            return all(b - a >= metrics.height() for a, b in pairwise(middles))
        middles = sorted(rect.center().x() for rect in rects)
        widest = max(metrics.horizontalAdvance(mark.label) for mark in group.marks)
        return all(b - a >= widest + 4 for a, b in pairwise(middles))

    # -- lines -----------------------------------------------------------------------

    def draw_lines(self, groups: Sequence[tuple[PlotLayout, MarkGroup]]) -> None:
        """Take note of where lines run: points close enough that no label fits between."""
        found = [np.empty((0, 2))]
        for plot, group in groups:
            if group.type == "area" or group.count > MOST * 4:
                continue
            xs = plot.x(_column(group, "x"))
            ys = plot.y(_column(group, "y"))
            for start, stop in group.paths:
                if stop - start < 2:
                    continue
                ranks = np.arange(stop - start)
                steps = np.linspace(0, stop - start - 1, 40 * (stop - start))
                found.append(
                    np.column_stack(
                        [np.interp(steps, ranks, part[start:stop]) for part in (xs, ys)]
                    )
                )
        self._board.lines = np.concatenate(found)

    def line_ends(self, plot: PlotLayout, group: MarkGroup) -> None:
        """Names to the right of the lines, pushed apart where the ends are close."""
        look, within = self._look, self._within
        metrics = QFontMetricsF(look.category)
        left = plot.rect.right() + look.px(8)
        xs, ys = _column(group, "x"), _column(group, "y")
        ends: list[tuple[float, str, QColor]] = []
        for (start, stop), name in zip(group.paths, group.path_labels, strict=False):
            known = [rank for rank in range(start, stop) if np.isfinite(xs[rank] + ys[rank])]
            if not name or not known:
                continue
            y = plot.point(0, float(ys[known[-1]])).y()
            colour = group.value("stroke", start) or group.value("fill", start) or "ink"
            text = wrap(name, metrics, within.right() - left, 3)
            ends.append((y, text, look.readable(str(colour))))
        ends.sort(key=lambda end: end[0])
        tops: list[float] = []
        for at, (y, text, _) in enumerate(ends):
            top = y - text_size(text, metrics).height() / 2
            if at:
                top = max(top, tops[-1] + text_size(ends[at - 1][1], metrics).height())
            tops.append(top)
        if tops:
            over = tops[-1] + text_size(ends[-1][1], metrics).height() - within.bottom()
            tops = [top - max(over, 0.0) for top in tops]
        for (_, text, shade), top in zip(ends, tops, strict=True):
            rect = QRectF(left, top, within.right() - left, text_size(text, metrics).height())
            self._board.taken.append(rect)
            self.labels.append(Label(text, rect, LEFT, look.category, shade))

    # -- points and rules ------------------------------------------------------------

    def points(self, group: MarkGroup) -> None:
        if group.ranks < 0 or group.count > MOST:
            return
        gap = self._look.px(4)
        for index in range(group.count):
            label = group.marks[index].label
            if not label:
                continue
            rect = self._rect(group, index)
            if rect.isNull():
                continue
            font = self._look.value if group.live else self._look.category
            size = text_size(label, QFontMetricsF(font))
            reach = rect.width() / 2 + gap
            found = self._board.place(
                _around(rect.center(), size.width(), size.height(), reach), self._within
            )
            if found is not None:
                rank = group.ranks + index
                self.labels.append(Label(label, found, MIDDLE, font, self._look.ink, rank))

    def rules(self, plot: PlotLayout, group: MarkGroup) -> None:
        if group.ranks < 0:
            return
        metrics = QFontMetricsF(self._look.category)
        for index in range(min(group.count, MOST)):
            label = group.marks[index].label
            if not label:
                continue
            rect, size = self._rect(group, index), text_size(label, metrics)
            if rect.height() > rect.width():
                place = QRectF(rect.center().x() + 6, plot.rect.top(), size.width(), size.height())
            else:
                left = plot.rect.right() - size.width()
                top = rect.center().y() - size.height() - 2
                place = QRectF(left, top, size.width(), size.height())
            found = self._board.place(iter((place,)), self._within)
            if found is not None:
                rank = group.ranks + index
                self.labels.append(
                    Label(label, found, MIDDLE, self._look.category, self._look.muted, rank)
                )

    # -- estimates -------------------------------------------------------------------

    def estimates(self, text: str) -> None:
        if not text:
            return
        self._board.taken += self._bars
        size = text_size(text, QFontMetricsF(self._look.tick))
        for tick in self._ticks:
            found = self._board.place(_beside_tick(tick, size), self._within)
            if found is not None:
                self.labels.append(Label(text, found, MIDDLE, self._look.tick, self._look.muted))


def _text_of(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _column(group: MarkGroup, name: str) -> Floats:
    return np.broadcast_to(np.asarray(group.columns.get(name, np.nan), float), group.count)


def _overlap(rects: Sequence[QRectF], *, upright: bool) -> bool:
    """Whether bars stand on one another: two share their place along the categories."""
    places = sorted(round(rect.center().x() if upright else rect.center().y()) for rect in rects)
    return any(a == b for a, b in pairwise(places))


def _inside(rect: QRectF, size: QSizeF) -> Iterator[QRectF]:
    """In the middle of a segment, if it fits there."""
    if rect.width() >= size.width() + 4 and rect.height() >= size.height():
        centre = rect.center()
        yield QRectF(
            centre.x() - size.width() / 2,
            centre.y() - size.height() / 2,
            size.width(),
            size.height(),
        )


def _beside(
    group: MarkGroup, index: int, rect: QRectF, size: QSizeF, ticks: Sequence[EstimateTick]
) -> Iterator[QRectF]:
    """Beyond the end, inside it, beyond the estimate that is in the way."""
    width, height, gap = size.width(), size.height(), 8.0
    if group.orient == "horizontal":
        top = rect.center().y() - height / 2
        forward = _value(group, "x", index) >= _value(group, "x2", index)
        outside = rect.right() + gap if forward else rect.left() - gap - width
        yield QRectF(outside, top, width, height)
        if rect.width() > width + 2 * gap:
            inside = rect.right() - gap - width if forward else rect.left() + gap
            yield QRectF(inside, top, width, height)
        for tick in ticks:
            yield QRectF(tick.rect.right() + gap / 2, top, width, height)
        return
    left = rect.center().x() - width / 2
    upward = _value(group, "y", index) <= _value(group, "y2", index)
    yield QRectF(left, rect.top() - height - 2 if upward else rect.bottom() + 2, width, height)
    if rect.height() > height + gap and rect.width() > width:
        yield QRectF(left, rect.top() + 4 if upward else rect.bottom() - height - 4, width, height)
    for tick in ticks:
        yield QRectF(left, tick.rect.top() - height, width, height)


def _value(group: MarkGroup, name: str, index: int) -> float:
    value = group.value(name, index)
    return float(value) if hasattr(value, "__float__") else 0.0


def _around(centre: QPointF, width: float, height: float, gap: float) -> Iterator[QRectF]:
    x, y = centre.x(), centre.y()
    yield QRectF(x + gap, y - height / 2, width, height)
    yield QRectF(x - width / 2, y - gap - height, width, height)
    yield QRectF(x - gap - width, y - height / 2, width, height)
    yield QRectF(x - width / 2, y + gap, width, height)
    yield QRectF(x + gap * 0.7, y - gap * 0.7 - height, width, height)


def _beside_tick(tick: EstimateTick, size: QSizeF) -> Iterator[QRectF]:
    """On either side of the line, at its middle; then at its ends."""
    width, height, gap = size.width(), size.height(), 7.0
    middle = (tick.start + tick.end) / 2
    x, y = middle.x(), middle.y()
    top = min(tick.start.y(), tick.end.y())
    if abs(tick.start.x() - tick.end.x()) < 1:  # upright: the estimate of a bar that lies
        yield QRectF(x + gap, y - height / 2, width, height)
        yield QRectF(x - width / 2, top - height - 3, width, height)
        yield QRectF(x - gap - width, y - height / 2, width, height)
        return
    yield QRectF(x - width / 2, y - height - 4, width, height)
    yield QRectF(x - width / 2, y + 4, width, height)
