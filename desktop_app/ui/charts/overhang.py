"""The room that marks need beyond their plots: for their labels, and for what is large."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QFontMetricsF

from desktop_app.charts.scene import MarkGroup, Scene
from desktop_app.ui.charts.axis_labels import MOST_MEASURED
from desktop_app.ui.charts.look import Look
from desktop_app.ui.charts.painting.figure import numbers
from desktop_app.ui.charts.painting.symbols import SIZE, symbol_scale
from desktop_app.ui.charts.painting.texts import TextBox, text_boxes
from desktop_app.ui.charts.placing import text_size

Floats = NDArray[np.float64]
ENDS_SHARE = 0.34
"""How much of a plot the names at the ends of its lines may take."""
_SYMBOLS = ("point", "circle", "square")
_ASIDE = 0.4
"""Notes in the margin stand so many shares outside of a plot at most."""
_LEAST_SHARE = 0.3
"""A mark so near to the other side can't be helped by more room on this one."""


@dataclass(frozen=True)
class Sides:
    """So many pixels on each side of a plot."""

    left: float = 0.0
    right: float = 0.0
    top: float = 0.0
    bottom: float = 0.0

    def __or__(self, other: Sides) -> Sides:
        """The larger on each side."""
        return Sides(
            max(self.left, other.left),
            max(self.right, other.right),
            max(self.top, other.top),
            max(self.bottom, other.bottom),
        )

    def without_less_than(self, least: float) -> Sides:
        """Nothing on sides that need less than ``least``."""
        sides = (self.left, self.right, self.top, self.bottom)
        return Sides(*(side if side >= least else 0.0 for side in sides))

    def bounded(self, size: QSizeF, share: float) -> Sides:
        """No more than a share of ``size`` on any side."""
        wide, high = size.width() * share, size.height() * share
        return Sides(
            min(self.left, wide),
            min(self.right, wide),
            min(self.top, high),
            min(self.bottom, high),
        )


@dataclass(frozen=True)
class _Reach:
    """Marks at (x, y), in shares of the plot, and how many pixels each reaches to the sides.

    Those ``beyond`` so many shares outside are let go.
    """

    x: Floats
    y: Floats
    left: Floats
    right: Floats
    top: Floats
    bottom: Floats
    beyond: float = 1e-9

    def needed(self, size: QSizeF) -> Sides:
        """The room around a plot that takes ``size`` with it."""
        low, high = -self.beyond, 1 + self.beyond
        inside = (self.x >= low) & (self.x <= high) & (self.y >= low) & (self.y <= high)
        if not inside.any():
            return Sides()
        wide, high = size.width(), size.height()
        return Sides(
            _room(1 - self.x[inside], self.left[inside], wide),
            _room(self.x[inside], self.right[inside], wide),
            _room(1 - self.y[inside], self.top[inside], high),
            _room(self.y[inside], self.bottom[inside], high),
        )


def _room(share: Floats, reach: Floats, length: float) -> float:
    """What marks at ``share`` of the way to a side lack there, of ``length`` with the room."""
    lacking = (reach - (1 - share) * length) / np.maximum(share, _LEAST_SHARE)
    return max(float(lacking.max()), 0.0)


def overhang(scene: Scene, size: QSizeF, look: Look) -> Sides:
    """The room that the marks of plots need which take ``size`` with it."""
    found = Sides()
    for _, group in scene.groups:
        if group.count:
            for reach in _reaches(group, scene, look):
                found |= reach.needed(size)
            if group.path_labels:
                found |= Sides(right=_line_ends(group, size, look))
    return found


def is_labelled(group: MarkGroup) -> bool:
    """Whether values are written at the marks of ``group``."""
    return 0 < group.count <= MOST_MEASURED and bool(group.marks[0].label)


def _reaches(group: MarkGroup, scene: Scene, look: Look) -> Iterator[_Reach]:
    if group.type in _SYMBOLS:
        yield _symbols(group, scene, look)
    elif group.type == "text":
        yield from _texts(group, scene, look)
    elif group.type in ("bar", "tick") and is_labelled(group):
        yield _bar_labels(group, scene, look)


def _shares(group: MarkGroup, scene: Scene) -> tuple[Floats, Floats]:
    count = group.count
    return (
        numbers(group.columns.get("x"), count) / max(scene.width, 1e-9),
        numbers(group.columns.get("y"), count) / max(scene.height, 1e-9),
    )


def _symbols(group: MarkGroup, scene: Scene, look: Look) -> _Reach:
    x, y = _shares(group, scene)
    scale = symbol_scale(group, max(look.type.scale, 0.5))
    given = numbers(group.columns.get("size"), group.count, SIZE)
    if group.is_constant("size"):  # then those at the rims are enough
        x, y, given = _extremes(x), _extremes(y), given[:1].repeat(2)
    radii: Floats = np.sqrt(np.clip(np.nan_to_num(given), 0, 1e6)) / 2 * scale + 1
    return _Reach(x, y, radii, radii, radii, radii)


def _extremes(shares: Floats) -> Floats:
    """The first and the last place in the plot, NaN where there is none."""
    inside = shares[(shares >= 0) & (shares <= 1)]
    return np.array([inside.min(), inside.max()]) if len(inside) else np.full(2, math.nan)


def _texts(group: MarkGroup, scene: Scene, look: Look) -> Iterator[_Reach]:
    x, y = _shares(group, scene)
    ranks: Sequence[int] = range(group.count)
    if group.count > MOST_MEASURED:  # those at the rims alone need room
        rims = np.minimum(np.minimum(x, 1 - x), np.minimum(y, 1 - y))
        ranks = np.argsort(rims, kind="stable")[:MOST_MEASURED].tolist()
    found: list[TextBox] = []
    kept: list[int] = []
    for rank, box in text_boxes(group, look, ranks):
        found.append(box)
        kept.append(rank)
    if kept:
        rects = [box.around for box in found]
        yield _Reach(
            x[kept],
            y[kept],
            np.array([-rect.left() for rect in rects]),
            np.array([rect.right() for rect in rects]),
            np.array([-rect.top() for rect in rects]),
            np.array([rect.bottom() for rect in rects]),
            _ASIDE,
        )


def _bar_labels(group: MarkGroup, scene: Scene, look: Look) -> _Reach:
    """Values beyond the ends of bars."""
    metrics, gap = QFontMetricsF(look.value), look.px(8)
    sizes = [text_size(mark.label, metrics) for mark in group.marks]
    wide = np.array([size.width() for size in sizes]) + gap * 1.5
    count, nothing = group.count, np.zeros(group.count)
    along = "x" if group.orient == "horizontal" else "y"
    length = scene.width if along == "x" else scene.height
    end = numbers(group.columns.get(along), count) / max(length, 1e-9)
    base = numbers(group.columns.get(f"{along}2"), count) / max(length, 1e-9)
    middle = np.full(count, 0.5)
    if along == "x":
        forward = end >= base
        return _Reach(
            end,
            middle,
            np.where(forward, 0.0, wide),
            np.where(forward, wide, 0.0),
            nothing,
            nothing,
        )
    upward, high = end <= base, metrics.lineSpacing() + 4
    return _Reach(
        middle, end, nothing, nothing, np.where(upward, high, 0.0), np.where(upward, 0.0, high)
    )


def _line_ends(group: MarkGroup, size: QSizeF, look: Look) -> float:
    """The names of lines, at their ends on the right."""
    metrics = QFontMetricsF(look.category)
    widest = max((metrics.horizontalAdvance(name) for name in group.path_labels[:50]), default=0.0)
    return min(widest + look.px(12), size.width() * ENDS_SHARE) if math.isfinite(widest) else 0.0
