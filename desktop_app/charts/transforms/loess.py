"""Local regression: a smooth curve through data that follows them.

W. S. Cleveland, "Robust locally weighted regression and smoothing scatterplots", Journal of
the American Statistical Association 74 (1979): tricube weights of the nearest neighbours,
then two more rounds in which what is far from the curve counts less. The neighbours are
found as vega-statistics finds them: a window that moves along x.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from desktop_app.charts.transforms.base import Row, Rows, Scope
from desktop_app.charts.transforms.fields import grouped
from desktop_app.charts.transforms.statistics import Floats, pairs

ROUNDS = 3
LEAST_WEIGHT = 1e-12
MOST_WORK = 100_000_000
"""Of more points times neighbours, points are left out at even distances."""


@dataclass(frozen=True)
class Loess:
    """A point of the curve for each distinct x. ``bandwidth``: the share that are neighbours."""

    x: str
    y: str
    groupby: tuple[str, ...]
    bandwidth: float
    as_: tuple[str, str]

    def apply(self, rows: Rows, scope: Scope) -> Rows:
        found: list[Row] = []
        for values, members in grouped(rows, self.groupby):
            own = dict(zip(self.groupby, values, strict=True))
            x, y = pairs(members, self.x, self.y)
            if len(x) < 2:
                continue
            work = len(x) ** 2 * self.bandwidth * ROUNDS
            every = max(math.ceil((work / MOST_WORK) ** 0.5), 1)
            x, y = x[::every], y[::every]
            for at, level in zip(*_distinct(x, _smooth(x, y, self.bandwidth)), strict=True):
                found.append({**own, self.as_[0]: at, self.as_[1]: level})
        return found


def _smooth(x: Floats, y: Floats, bandwidth: float) -> Floats:
    """The curve at each of ``x`` (ascending)."""
    # Centred: squares of large numbers that differ little (dates) would lose the difference.
    along, up = x - x.mean(), y - y.mean()
    count = len(x)
    near = min(max(2, int(bandwidth * count)), count)
    windows = _windows(along, near)
    weights = np.ones(count)
    fitted = np.zeros(count)
    for turn in range(ROUNDS):
        for rank, (start, stop) in enumerate(windows):
            fitted[rank] = _local(
                along[start:stop], up[start:stop], weights[start:stop], along[rank]
            )
        rests = np.abs(up - fitted)
        middle = float(np.median(rests))
        if turn == ROUNDS - 1 or middle < LEAST_WEIGHT:
            break
        share = rests / (6 * middle)
        weights = np.where(share >= 1, LEAST_WEIGHT, (1 - share**2) ** 2)
    return np.asarray(fitted + y.mean())


def _windows(x: Floats, near: int) -> list[tuple[int, int]]:
    """For each of ``x`` the range of its ``near`` neighbours."""
    values = x.tolist()
    start, stop = 0, near
    found = []
    for rank in range(len(values)):
        found.append((start, stop))
        if rank + 1 == len(values):
            break
        at = values[rank + 1]
        while stop < len(values) and rank + 1 > start and values[stop] - at <= at - values[start]:
            start, stop = start + 1, stop + 1
    return found


def _local(x: Floats, y: Floats, weights: Floats, at: float) -> float:
    """The level at ``at`` of the weighted line through some neighbours."""
    reach = max(at - x[0], x[-1] - at) or 1.0
    weight = np.clip(1 - (np.abs(x - at) / reach) ** 3, 0, None) ** 3 * weights
    total = weight.sum()
    if not total > 0:
        return float(y.mean())
    mean_x, mean_y = weight @ x / total, weight @ y / total
    spread = weight @ (x * x) / total - mean_x**2
    slope = 0.0
    if abs(spread) >= LEAST_WEIGHT * LEAST_WEIGHT:
        slope = (weight @ (x * y) / total - mean_x * mean_y) / spread
    return float(mean_y + slope * (at - mean_x))


def _distinct(x: Floats, levels: Floats) -> tuple[list[float], list[float]]:
    """One point for each x: the mean where there are several."""
    places, ranks = np.unique(x, return_inverse=True)
    counts = np.bincount(ranks)
    return places.tolist(), (np.bincount(ranks, levels) / counts).tolist()
