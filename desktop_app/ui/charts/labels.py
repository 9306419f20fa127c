"""The labels of marks: values at the ends of bars, names at the ends of lines.

Each has a few places it can take and takes the first that is free; a label that would
cover another, or a dashed estimate, is not drawn (the mark still tells it on hover).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF

from desktop_app.charts.scene import Bar, Scene
from desktop_app.ui.charts.layout import LEFT, ChartLayout, text_size, wrap
from desktop_app.ui.charts.look import Look
from desktop_app.ui.charts.shapes import Floats, Shapes, bar_rect

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
    """The dashed line of one estimate, across the bar of ``row`` and a little beyond."""

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
    shapes: Shapes,
    layout: ChartLayout,
    look: Look,
    within: QRectF,
    ticks: Sequence[EstimateTick] = (),
    estimate: str = "",
) -> list[Label]:
    """The labels that fit. ``estimate`` is written at each of the estimates' ``ticks``."""
    board = _Board([tick.rect for tick in ticks])
    metrics = QFontMetricsF(look.value)
    labels: list[Label] = []
    for index, bar in enumerate(_labelled_bars(scene, layout, metrics)):
        rect = bar_rect(bar, index, shapes, layout)
        size = text_size(bar.label, metrics)
        own = [tick for tick in ticks if tick.row == bar.row]
        found = board.place(_beside_bar(bar, rect, size, own), within) if bar.label else None
        if found is not None:
            # On the bar itself, the ground of the card is the colour that reads.
            inside = rect.contains(found.center())
            colour = look.surface if inside else look.ink
            labels.append(Label(bar.label, found, MIDDLE, look.value, colour, index))
    board.lines = _along_lines(scene, shapes, layout)
    labels += _line_ends(scene, shapes, layout, look, within, board)
    labels += _point_labels(scene, shapes, layout, look, within, board)
    board.taken += [
        bar_rect(bar, index, shapes, layout) for index, bar in enumerate(scene.bars) if ticks
    ]
    labels += _estimate_labels(ticks, estimate, look, within, board)
    return labels


def _labelled_bars(scene: Scene, layout: ChartLayout, metrics: QFontMetricsF) -> Sequence[Bar]:
    """All bars, or none where their labels would run into each other."""
    lying = sorted(bar.y for bar in scene.bars if bar.label and bar.horizontal)
    if any((b - a) * layout.plot.height() < metrics.height() for a, b in pairwise(lying)):
        return ()
    upright = [bar for bar in scene.bars if bar.label and not bar.horizontal]
    places = sorted(bar.x for bar in upright)
    gaps = [(b - a) * layout.plot.width() for a, b in pairwise(places)]
    widest = max((metrics.horizontalAdvance(bar.label) for bar in upright), default=0.0)
    return scene.bars if widest + 4 <= min(gaps, default=layout.plot.width()) else ()


def _beside_bar(
    bar: Bar, rect: QRectF, size: QSizeF, ticks: Sequence[EstimateTick]
) -> Iterator[QRectF]:
    """Beyond the end, inside it, beyond the estimate that is in the way."""
    width, height, gap = size.width(), size.height(), 8.0
    if bar.horizontal:
        top = rect.center().y() - height / 2
        forward = bar.x >= bar.base
        outside = rect.right() + gap if forward else rect.left() - gap - width
        yield QRectF(outside, top, width, height)
        if rect.width() > width + 2 * gap:
            inside = rect.right() - gap - width if forward else rect.left() + gap
            yield QRectF(inside, top, width, height)
        for tick in ticks:
            yield QRectF(tick.rect.right() + gap / 2, top, width, height)
        return
    left = rect.center().x() - width / 2
    upward = bar.y >= bar.base
    yield QRectF(left, rect.top() - height - 2 if upward else rect.bottom() + 2, width, height)
    if rect.height() > height + gap and rect.width() > width:
        yield QRectF(left, rect.top() + 4 if upward else rect.bottom() - height - 4, width, height)
    for tick in ticks:
        yield QRectF(left, tick.rect.top() - height, width, height)


def _along_lines(scene: Scene, shapes: Shapes, layout: ChartLayout) -> Floats:
    """Points on the lines, close enough that no label fits between two."""
    found = [np.empty((0, 2))]
    start = shapes.bars
    for line in scene.lines:
        for run in line.runs:
            places = shapes.places[start : start + len(run)]
            start += len(run)
            if 1 < len(run) <= MOST:
                steps = np.linspace(0, len(run) - 1, 40 * len(run))
                ranks = np.arange(len(run))
                found.append(
                    np.column_stack([np.interp(steps, ranks, places[:, axis]) for axis in (0, 1)])
                )
    points = np.concatenate(found)
    plot = layout.plot
    return np.column_stack(
        (plot.left() + points[:, 0] * plot.width(), plot.bottom() - points[:, 1] * plot.height())
    )


def _line_ends(
    scene: Scene,
    shapes: Shapes,
    layout: ChartLayout,
    look: Look,
    within: QRectF,
    board: _Board,
) -> list[Label]:
    """Names to the right of the lines, pushed apart where the ends are close."""
    metrics = QFontMetricsF(look.category)
    left = layout.plot.right() + look.px(8)
    ends: list[tuple[float, str, int]] = []
    index = shapes.bars
    for line in scene.lines:
        index += sum(len(run) for run in line.runs)
        if line.label and line.runs:
            y = layout.point(*shapes.places[index - 1]).y()
            text = wrap(line.label, metrics, within.right() - left, 3)
            ends.append((y, text, line.series))
    ends.sort()
    tops: list[float] = []
    for y, text, _ in ends:
        height = text_size(text, metrics).height()
        top = y - height / 2
        if tops:
            previous = text_size(ends[len(tops) - 1][1], metrics).height()
            top = max(top, tops[-1] + previous)
        tops.append(top)
    if tops:
        over = tops[-1] + text_size(ends[-1][1], metrics).height() - within.bottom()
        tops = [top - max(over, 0.0) for top in tops]
    labels = []
    for (_, text, series), top in zip(ends, tops, strict=True):
        size = text_size(text, metrics)
        rect = QRectF(left, top, within.right() - left, size.height())
        board.taken.append(rect)
        labels.append(Label(text, rect, LEFT, look.category, look.series(series)))
    return labels


def _point_labels(
    scene: Scene,
    shapes: Shapes,
    layout: ChartLayout,
    look: Look,
    within: QRectF,
    board: _Board,
) -> list[Label]:
    labels = []
    metrics = QFontMetricsF(look.category)
    gap = look.px(9)
    first = len(shapes.keys) - len(scene.rules) - len(scene.dots)
    for index, dot in enumerate(scene.dots[:MOST], first):
        if not dot.label:
            continue
        centre = layout.point(*shapes.places[index])
        font = look.value if dot.live else look.category
        size = text_size(dot.label, QFontMetricsF(font))
        found = board.place(_around(centre, size.width(), size.height(), gap), within)
        if found is not None:
            labels.append(Label(dot.label, found, MIDDLE, font, look.ink, index))
    for rule_index, rule in enumerate(scene.rules, len(shapes.keys) - len(scene.rules)):
        if not rule.label:
            continue
        size = text_size(rule.label, metrics)
        at = layout.point(*shapes.places[rule_index])
        rect = QRectF(at.x() + 6, layout.plot.top(), size.width(), size.height())
        if not rule.upright:
            left = layout.plot.right() - size.width()
            rect = QRectF(left, at.y() - size.height() - 2, size.width(), size.height())
        found = board.place(iter((rect,)), within)
        if found is not None:
            labels.append(Label(rule.label, found, MIDDLE, look.category, look.muted, rule_index))
    for words in scene.texts[:MOST]:
        at, size = layout.point(words.x, words.y), text_size(words.label, metrics)
        rect = QRectF(
            at.x() - size.width() / 2, at.y() - size.height() / 2, size.width(), size.height()
        )
        labels.append(Label(words.label, rect, MIDDLE, look.category, look.ink))
    return labels


def _around(centre: QPointF, width: float, height: float, gap: float) -> Iterator[QRectF]:
    x, y = centre.x(), centre.y()
    yield QRectF(x + gap, y - height / 2, width, height)
    yield QRectF(x - width / 2, y - gap - height, width, height)
    yield QRectF(x - gap - width, y - height / 2, width, height)
    yield QRectF(x - width / 2, y + gap, width, height)
    yield QRectF(x + gap * 0.7, y - gap * 0.7 - height, width, height)


def _estimate_labels(
    ticks: Sequence[EstimateTick], text: str, look: Look, within: QRectF, board: _Board
) -> list[Label]:
    if not text:
        return []
    size = text_size(text, QFontMetricsF(look.tick))
    labels = []
    for tick in ticks:
        found = board.place(_beside_tick(tick, size), within)
        if found is not None:
            labels.append(Label(text, found, MIDDLE, look.tick, look.muted))
    return labels


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
