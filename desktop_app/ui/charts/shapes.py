"""The marks of a scene as arrays: to move between two scenes, and to find one fast."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF

from desktop_app.charts.scene import Bar, Mark, Rule, Scene
from desktop_app.ui.charts.layout import ChartLayout

Floats = NDArray[np.float64]
REACH = 22.0
"""From how far a point can be pointed at, in pixels."""
BAR_REACH = 6.0
RULE_REACH = 5.0


@dataclass(frozen=True, eq=False)
class Shapes:
    """Where each of ``scene.marks`` is, in its order: bars, vertices, dots, rules.

    ``places`` holds x and y; ``bases`` and ``widths`` are those of bars, else zero.
    """

    keys: tuple[str, ...]
    places: Floats
    bases: Floats
    widths: Floats
    bars: int
    rules: int

    @classmethod
    def of(cls, scene: Scene) -> Shapes:
        marks = scene.marks
        places = np.array([(mark.x, mark.y) for mark in marks], dtype=float).reshape(-1, 2)
        bases, widths = np.zeros(len(marks)), np.zeros(len(marks))
        for index, bar in enumerate(scene.bars):
            bases[index], widths[index] = bar.base, bar.thickness
        keys = tuple(f"{mark.layer} {mark.key}" for mark in marks)
        return cls(keys, places, bases, widths, len(scene.bars), len(scene.rules))

    def flat(self, scene: Scene) -> Shapes:
        """The same with every bar still at its base: what bars grow from."""
        places = self.places.copy()
        for index, bar in enumerate(scene.bars):
            places[index, 0 if bar.horizontal else 1] = bar.base
        return Shapes(self.keys, places, self.bases, self.widths, self.bars, self.rules)

    def aligned(self, other: Shapes) -> Shapes | None:
        """These places in the order of ``other``, or None where the marks are others."""
        if len(self.keys) != len(other.keys) or (self.bars, self.rules) != (
            other.bars,
            other.rules,
        ):
            return None
        ranks = {key: rank for rank, key in enumerate(self.keys)}
        if len(ranks) != len(self.keys) or any(key not in ranks for key in other.keys):
            return None
        order = [ranks[key] for key in other.keys]
        return Shapes(
            other.keys,
            self.places[order],
            self.bases[order],
            self.widths[order],
            self.bars,
            self.rules,
        )

    def towards(self, other: Shapes, share: float) -> Shapes:
        """Between these (0) and ``other`` (1), mark by mark."""

        def mix(one: Floats, two: Floats) -> Floats:
            return one + (two - one) * share

        return Shapes(
            other.keys,
            mix(self.places, other.places),
            mix(self.bases, other.bases),
            mix(self.widths, other.widths),
            other.bars,
            other.rules,
        )


def bar_rect(bar: Bar, index: int, shapes: Shapes, layout: ChartLayout) -> QRectF:
    """The bar on whole pixels, so that its edges are sharp."""
    x, y = shapes.places[index]
    base = shapes.bases[index]
    half = layout.breadth(shapes.widths[index], horizontal=bar.horizontal) / 2
    if bar.horizontal:
        aside = QPointF(0, half)
        one, two = layout.point(base, y) - aside, layout.point(x, y) + aside
    else:
        aside = QPointF(half, 0)
        one, two = layout.point(x, base) - aside, layout.point(x, y) + aside
    left, right = sorted((round(one.x()), round(two.x())))
    top, bottom = sorted((round(one.y()), round(two.y())))
    if bar.horizontal:  # however many there are, none is too thin to be seen
        bottom = max(bottom, top + 1)
    else:
        right = max(right, left + 1)
    return QRectF(left, top, right - left, bottom - top)


def mark_rect(mark: Mark, index: int, shapes: Shapes, layout: ChartLayout, radius: float) -> QRectF:
    """What a mark covers."""
    if isinstance(mark, Bar):
        return bar_rect(mark, index, shapes, layout)
    centre = layout.point(*shapes.places[index])
    if isinstance(mark, Rule):
        plot = layout.plot
        if mark.upright:
            return QRectF(centre.x() - 2, plot.top(), 4, plot.height())
        return QRectF(plot.left(), centre.y() - 2, plot.width(), 4)
    return QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)


def find_mark(point: QPointF, scene: Scene, shapes: Shapes, layout: ChartLayout) -> int | None:
    """The rank of the mark at ``point``: a bar under it, else the nearest in reach."""
    for index, bar in enumerate(scene.bars):
        rect = bar_rect(bar, index, shapes, layout)
        if rect.adjusted(-BAR_REACH, -BAR_REACH, BAR_REACH, BAR_REACH).contains(point):
            return index
    count = len(shapes.places)
    first, last = shapes.bars, count - shapes.rules
    if last > first:
        plot = layout.plot
        places = shapes.places[first:last]
        across = plot.left() + places[:, 0] * plot.width() - point.x()
        along = plot.bottom() - places[:, 1] * plot.height() - point.y()
        distances = across**2 + along**2
        nearest = int(np.argmin(distances))
        if distances[nearest] <= REACH**2:
            return first + nearest
    for index in range(last, count):
        rule = scene.marks[index]
        reach = RULE_REACH - 2
        rect = mark_rect(rule, index, shapes, layout, 0)
        if rect.adjusted(-reach, -reach, reach, reach).contains(point):
            return index
    return None
