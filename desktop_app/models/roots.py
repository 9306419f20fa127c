"""Roots of functions that change sign once in an interval: many at a time, or one."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

BITS = 52
"""Halvings that leave nothing of an interval but the last digits of its ends."""

FEW, POINTS = 24, 256
"""So many roots are few; how many points a search for few looks at in one go."""

PRECISION = 2e-15
"""How closely a scalar root is found, relative to it."""

MOST_STEPS = 200
"""A scalar root is found within so many steps, or taken as it is then."""


def find_roots(function: Callable[[Floats], Floats], low: Floats, high: Floats) -> Floats:
    """Where each component of ``function`` turns from negative to positive.

    ``low`` and ``high``, of shape (n,), bracket the roots. The function takes shape (n,) or
    (k, n) and returns it, each component on its own. Few roots are closed in on by cutting
    their intervals into many parts at once, many of them by Ridders' method (1979).
    """
    if low.size > FEW:
        return _ridders(function, low, high)
    parts = POINTS // max(low.size, 1)
    cuts = np.arange(1, parts)[:, None] / parts
    for _ in range(math.ceil(BITS / math.log2(parts))):
        above = function(low + (high - low) * cuts) > 0
        first = np.where(above.any(axis=0), above.argmax(axis=0), parts - 1)
        low, high = low + (high - low) * first / parts, low + (high - low) * (first + 1) / parts
    return 0.5 * (low + high)


def _ridders(function: Callable[[Floats], Floats], low: Floats, high: Floats) -> Floats:
    at_low, at_high = function(low), function(high)
    found, scale = 0.5 * (low + high), np.maximum(np.abs(low), np.abs(high))
    for _ in range(BITS):
        middle = 0.5 * (low + high)
        at_middle = function(middle)
        bend = np.sqrt(np.maximum(at_middle * at_middle - at_low * at_high, 0))
        safe = np.where(bend > 0, bend, 1.0)
        point = np.clip(middle - (middle - low) * at_middle / safe, low, high)
        point = np.where(bend > 0, point, middle)
        moved = np.abs(point - found)
        found, at_point = point, function(point)
        if not np.any(moved > PRECISION * scale):
            break
        for x, at_x in ((middle, at_middle), (point, at_point)):
            below = (at_x <= 0) & (x >= low)
            above = (at_x > 0) & (x <= high)
            low, at_low = np.where(below, x, low), np.where(below, at_x, at_low)
            high, at_high = np.where(above, x, high), np.where(above, at_x, at_high)
    return found


def solve(function: Callable[[float], float], low: float, high: float) -> float:
    """The root of ``function`` between ``low`` and ``high``, where its signs differ.

    Chandrupatla (1997): inverse quadratic steps where they are safe, halvings elsewhere.
    An end where the function is 0 is returned; so is the better end where signs agree.
    """
    a, b = low, high
    at_a, at_b = function(a), function(b)
    if at_a == 0 or (at_a > 0) == (at_b > 0):
        return a if abs(at_a) <= abs(at_b) else b
    c, at_c = a, at_a
    share = 0.5
    for _ in range(MOST_STEPS):
        x = a + share * (b - a)
        at_x = function(x)
        if (at_x > 0) == (at_a > 0):
            c, at_c = a, at_a
        else:
            c, at_c = b, at_b
            b, at_b = a, at_a
        a, at_a = x, at_x
        best, at_best = (a, at_a) if abs(at_a) < abs(at_b) else (b, at_b)
        room = 0.5 * (PRECISION * abs(best) + 1e-300) / max(abs(b - a), 1e-300)
        if room > 0.5 or at_best == 0:
            return best
        xi = (a - b) / (c - b) if c != b else 0.0
        slope = (at_a - at_b) / (at_c - at_b) if at_c != at_b else 0.0
        if slope * slope < xi and (1 - slope) ** 2 < 1 - xi:
            share = at_a / (at_b - at_a) * at_c / (at_b - at_c) + (c - a) / (b - a) * at_a / (
                at_c - at_a
            ) * at_b / (at_c - at_b)
        else:
            share = 0.5
        share = min(1 - room, max(room, share))
    return a


def bracket(function: Callable[[float], float], start: float) -> tuple[float, float]:
    """Two positive numbers a factor of 4 apart between which ``function`` turns positive.

    Searched from ``start`` up and down; the function is negative near 0.
    """
    high = start
    for _ in range(MOST_STEPS):
        if function(high) > 0:
            break
        high *= 4
    for _ in range(MOST_STEPS):
        if function(high / 4) <= 0:
            break
        high /= 4
    return high / 4, high
