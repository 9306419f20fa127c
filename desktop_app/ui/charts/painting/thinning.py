"""A line of very many vertices as the few that a screen can tell apart."""

from __future__ import annotations

import numpy as np

from desktop_app.ui.charts.painting.arrays import Floats

CROWDED = 4
"""From so many vertices a column of pixels on, a line is thinned."""


def thinned(
    x: Floats, y: Floats, low: float, high: float, columns: int
) -> tuple[Floats, Floats, bool]:
    """First, lowest, highest and last vertex of each column of pixels between two places.

    What is drawn is the same to the pixel (U. Jugel et al., "M4: A Visualization-Oriented
    Time Series Data Aggregation", VLDB 2014). Only where ``x`` goes one way; vertices out
    of sight are left out, but for those that lines into sight start from. Also says
    whether anything was left out. ``y`` holds no NaN.
    """
    columns = max(columns, 1)
    if len(x) <= CROWDED * columns or not high > low:
        return x, y, False
    if bool((x[1:] <= x[:-1]).all()):
        backwards = thinned(x[::-1], y[::-1], low, high, columns)
        return backwards[0][::-1], backwards[1][::-1], backwards[2]
    if not bool((x[1:] >= x[:-1]).all()):
        return x, y, False
    edges = np.linspace(low, high, columns + 1)
    cuts = np.searchsorted(x, edges)
    beyond = int(np.searchsorted(x, high, side="right"))
    first, last = max(int(cuts[0]) - 1, 0), min(beyond + 1, len(x))
    x, y = x[first:last], y[first:last]
    if len(x) <= CROWDED * columns:
        return x, y, True
    starts = np.unique(np.concatenate(([0], cuts - first)))
    starts = starts[starts < len(x)]
    ends = np.append(starts[1:], len(x)) - 1
    middle = (x[starts] + x[ends]) / 2
    xs = np.column_stack((x[starts], middle, middle, x[ends])).reshape(-1)
    lowest, highest = np.minimum.reduceat(y, starts), np.maximum.reduceat(y, starts)
    ys = np.column_stack((y[starts], lowest, highest, y[ends])).reshape(-1)
    return xs, ys, True
