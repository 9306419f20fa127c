"""Equal centres on a ring of zones: when they hold, and when every other one is lost.

With K equal centres, equally far apart on n zones of one inhabitant, let P_ik be the part of
zone i that goes to centre k, and F_iq its discrete Fourier transform over k. A disturbance of
wave q of the centres grows where

    alpha (1 - (1-m) g_q) > 1,    g_q = (K/n) sum_i |F_iq|²

(own derivation, from the linearised dW/dt = D - W). For K = n this is g_q = f_q², f the
normalised transform of e^(-beta d), and alpha_c = 1/(1 - (1-m) min_q f_q²).
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from desktop_app.models.roots import Floats, solve

LEAST, MOST = 1e-9, 60.0
"""The costs of a step from zone to zone between which a pattern's threshold is sought."""


def weakest_link(cost: Floats, centres: int, zones: int) -> Floats:
    """min_q g_q for each ``cost`` = beta × spacing: how well K equal centres hold.

    ``centres`` ≥ 2 divides ``zones``. Same shape as ``cost``, values in [0, 1].
    """
    apart = zones // centres
    place = np.arange(apart)[:, None]
    steps = np.abs(place - apart * np.arange(centres)[None, :])
    steps = np.minimum(steps, zones - steps)
    farther = steps - steps.min(axis=1, keepdims=True)
    drawn = np.exp(-cost[:, None, None] * farther)
    parts = drawn / drawn.sum(axis=2, keepdims=True)
    waves = np.fft.rfft(parts, axis=2)[:, :, 1:]
    strength: Floats = (centres / zones) * np.sum(np.abs(waves) ** 2, axis=1)
    weakest: Floats = np.min(strength, axis=1)
    return weakest


def critical_returns(cost: float, zones: int, remote: float) -> float:
    """alpha_c: above it, equal capacities in every zone don't last; infinite if ever so high.

    1 - f_q² is summed as (1 - f_q)(1 + f_q), which keeps its digits where f_q is near 1.
    """
    steps = np.minimum(np.arange(zones), zones - np.arange(zones))
    drawn = np.exp(-cost * steps)
    waves = np.cos(2 * math.pi / zones * np.outer(np.arange(1, zones // 2 + 1), steps))
    lost = (1 - waves) @ drawn / drawn.sum()
    growth = float(np.max(lost * (2 - lost)))
    own = remote + (1 - remote) * growth
    return 1 / own if own > 1e-300 else math.inf


@lru_cache(maxsize=256)
def critical_cost(centres: int, zones: int, alpha: float, remote: float) -> float | None:
    """Beta × spacing below which ``centres`` equal centres lose some of them.

    None where there is no such cost: one centre, returns that don't increase, or centres
    that don't hold whatever the cost.
    """
    if centres < 2 or alpha <= 1 or remote >= 1:
        return None
    wanted = (1 - 1 / alpha) / (1 - remote)
    costs = np.geomspace(LEAST, MOST, 121)
    holds = weakest_link(costs, centres, zones) >= wanted
    if not holds[-1] or holds[0]:
        return None
    rank = int(np.flatnonzero(~holds)[-1])

    def excess(log_cost: float) -> float:
        return float(weakest_link(np.array([math.exp(log_cost)]), centres, zones)[0]) - wanted

    return math.exp(solve(excess, math.log(costs[rank]), math.log(costs[rank + 1])))


def halvings(zones: int) -> list[int]:
    """The numbers of centres of the cascade: every zone, every other one, …"""
    centres = [zones]
    while centres[-1] % 2 == 0:
        centres.append(centres[-1] // 2)
    return centres
