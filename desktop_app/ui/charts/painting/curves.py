"""The ways between the vertices of a line: steps and curves as many short straight lines.

Formulas of the splines: M. Bostock, d3-shape 3 (``curve/*.js``), whose names Vega-Lite uses.
"""

from __future__ import annotations

import numpy as np

from desktop_app.ui.charts.painting.arrays import Floats

PIECES = 16
"""So many straight lines stand for one curved one, fewer in long lines."""
MOST_POINTS = 20_000
_CLOSED = ("linear-closed", "basis-closed", "cardinal-closed", "catmull-rom-closed")


def curve(
    x: Floats, y: Floats, interpolate: str, tension: float | None = None
) -> tuple[Floats, Floats]:
    """The polyline through (for ``basis`` and ``bundle``, near) the vertices.

    ``interpolate`` as in Vega-Lite; what is not known is linear. ``y`` is a function of
    ``x`` for "monotone"; swap them for one that goes upwards.
    """
    count = len(x)
    if count < 2:
        return x, y
    if interpolate.startswith("step"):
        return _steps(x, y, interpolate)
    if interpolate in _CLOSED and count > 2:
        x, y = np.append(x, x[0]), np.append(y, y[0])
        interpolate = interpolate.removesuffix("-closed")
    interpolate = interpolate.removesuffix("-open")
    if count == 2 or count * 2 > MOST_POINTS:
        return x, y
    if interpolate == "monotone":
        slopes = _monotone_slopes(x, y)
        third = np.diff(x) / 3
        return _flattened(
            (x[:-1], y[:-1]),
            (x[:-1] + third, y[:-1] + third * slopes[:-1]),
            (x[1:] - third, y[1:] - third * slopes[1:]),
            (x[1:], y[1:]),
        )
    if interpolate in ("basis", "bundle"):
        if interpolate == "bundle":
            x, y = _straightened(x, y, 0.85 if tension is None else tension)
        return _basis(x, y)
    if interpolate in ("cardinal", "catmull-rom", "natural"):
        one, two = _controls(x, y, interpolate, tension)
        return _flattened((x[:-1], y[:-1]), one, two, (x[1:], y[1:]))
    return x, y


def _steps(x: Floats, y: Floats, interpolate: str) -> tuple[Floats, Floats]:
    if interpolate == "step-before":  # up first, then across
        return np.repeat(x, 2)[:-1], np.repeat(y, 2)[1:]
    if interpolate == "step-after":
        return np.repeat(x, 2)[1:], np.repeat(y, 2)[:-1]
    middles = np.repeat((x[:-1] + x[1:]) / 2, 2)
    return np.concatenate((x[:1], middles, x[-1:])), np.repeat(y, 2)


Points = tuple[Floats, Floats]


def _flattened(start: Points, one: Points, two: Points, end: Points) -> Points:
    """Cubic Bézier curves, one after the other, as a polyline."""
    count = len(start[0])
    pieces = max(min(PIECES, MOST_POINTS // max(count, 1)), 2)
    share = np.arange(pieces) / pieces
    weights = ((1 - share) ** 3, 3 * share * (1 - share) ** 2, 3 * share**2 * (1 - share), share**3)
    found = []
    for axis in (0, 1):
        parts = (start[axis], one[axis], two[axis], end[axis])
        curved = sum(np.outer(part, weight) for part, weight in zip(parts, weights, strict=True))
        found.append(np.append(np.asarray(curved).reshape(-1), end[axis][-1]))
    return found[0], found[1]


def _monotone_slopes(x: Floats, y: Floats) -> Floats:
    """Steffen's slopes at the vertices: the curve never overshoots."""
    width = np.diff(x)
    slope = np.divide(np.diff(y), width, out=np.zeros(len(width)), where=width != 0)
    before, after = width[:-1], width[1:]
    both = before + after
    mean = np.divide(
        slope[:-1] * after + slope[1:] * before, both, out=np.zeros(len(both)), where=both != 0
    )
    inner = (np.sign(slope[:-1]) + np.sign(slope[1:])) * np.minimum(
        np.minimum(np.abs(slope[:-1]), np.abs(slope[1:])), 0.5 * np.abs(mean)
    )
    first = (3 * slope[0] - inner[0]) / 2 if width[0] else inner[0]
    last = (3 * slope[-1] - inner[-1]) / 2 if width[-1] else inner[-1]
    return np.concatenate(([first], inner, [last]))


def _basis(x: Floats, y: Floats) -> Points:
    """A cubic B-spline, straight to its ends."""
    ends = []
    for values in (x, y):
        padded = np.concatenate((values, values[-1:]))
        before, at, after = padded[:-2], padded[1:-1], padded[2:]
        joint = (before + 4 * at + after) / 6
        start = np.concatenate((((5 * values[0] + values[1]) / 6,), joint[:-1]))
        ends.append((start, (2 * before + at) / 3, (before + 2 * at) / 3, joint))
    curved = _flattened(*zip(*ends, strict=True))
    return (
        np.concatenate((x[:1], curved[0], x[-1:])),
        np.concatenate((y[:1], curved[1], y[-1:])),
    )


def _straightened(x: Floats, y: Floats, tension: float) -> Points:
    """Drawn towards the straight line between the ends (hierarchical edge bundling)."""
    share = np.linspace(0, 1, len(x))
    return (
        tension * x + (1 - tension) * (x[0] + share * (x[-1] - x[0])),
        tension * y + (1 - tension) * (y[0] + share * (y[-1] - y[0])),
    )


def _controls(
    x: Floats, y: Floats, interpolate: str, tension: float | None
) -> tuple[Points, Points]:
    if interpolate == "natural":
        (one_x, two_x), (one_y, two_y) = _natural(x), _natural(y)
        return (one_x, one_y), (two_x, two_y)
    # The ends borrow their second neighbours, so that their tangents vanish.
    px, py = (np.concatenate((v[1:2], v, v[-2:-1])) for v in (x, y))
    if interpolate == "cardinal":
        k = (1 - (tension or 0.0)) / 6
        one = tuple(v[1:-2] + k * (v[2:-1] - v[:-3]) for v in (px, py))
        two = tuple(v[2:-1] + k * (v[1:-2] - v[3:]) for v in (px, py))
        return (one[0], one[1]), (two[0], two[1])
    return _catmull_rom(px, py, 0.5 if tension is None else tension)


def _catmull_rom(x: Floats, y: Floats, alpha: float) -> tuple[Points, Points]:
    """Controls of the curve parametrized by distance to the power ``alpha``."""
    squared = np.hypot(np.diff(x), np.diff(y)) ** 2
    long2 = squared**alpha
    long1 = np.sqrt(long2)
    inner = len(x) - 3
    before2, at2, after2 = (long2[shift : shift + inner] for shift in range(3))
    before1, at1, after1 = (long1[shift : shift + inner] for shift in range(3))
    one, two = [], []
    for v in (x, y):
        v0, v1, v2, v3 = (v[shift : shift + inner] for shift in range(4))
        weight = 2 * before2 + 3 * before1 * at1 + at2
        under = 3 * before1 * (before1 + at1)
        first = np.divide(
            v1 * weight - v0 * at2 + v2 * before2, under, out=v1.copy(), where=under > 1e-12
        )
        weight = 2 * after2 + 3 * after1 * at1 + at2
        under = 3 * after1 * (after1 + at1)
        second = np.divide(
            v2 * weight + v1 * after2 - v3 * at2, under, out=v2.copy(), where=under > 1e-12
        )
        # A first or last stretch has no neighbour: its end is its own control.
        first[0], second[-1] = v1[0], v2[-1]
        one.append(first)
        two.append(second)
    return (one[0], one[1]), (two[0], two[1])


def _natural(values: Floats) -> Points:
    """The controls of the spline with no curvature at its ends (a tridiagonal system)."""
    count = len(values) - 1
    a, b, r = np.empty(count), np.empty(count), np.empty(count)
    a[:], b[:] = 1, 4
    r[:] = 4 * values[:-1] + 2 * values[1:]
    a[0], b[0], r[0] = 0, 2, values[0] + 2 * values[1]
    a[-1], b[-1], r[-1] = 2, 7, 8 * values[-2] + values[-1]
    for i in range(1, count):
        m = a[i] / b[i - 1]
        b[i] -= m
        r[i] -= m * r[i - 1]
    one = np.empty(count)
    one[-1] = r[-1] / b[-1]
    for i in range(count - 2, -1, -1):
        one[i] = (r[i] - one[i + 1]) / b[i]
    two = np.empty(count)
    two[-1] = (values[-1] + one[-1]) / 2
    two[:-1] = 2 * values[1:-1] - one[1:]
    return one, two
