"""The long run of two regions that gather the mobile: what core–periphery and its twin share.

Both the core–periphery model and the footloose entrepreneur come down to three numbers: b,
the part of income that the mobile earn; k, the strength of the links between a market and
those who serve it; a, the share of the immobile in region 1. With phi = e^-tau,

    A1 = b + (1-b)a    A2 = (1-b)a    B1 = (1-b)(1-a)    B2 = b + (1-b)(1-a)

real rewards are equal where D1/D2 = d = e^v and E = e^(-k v), and there

    [A1 E (d-phi) + A2 (1-phi d)] (1-phi E) = d (E-phi) [B1 E (d-phi) + B2 (1-phi d)]

which is a quadratic in phi: the whole bifurcation diagram without iteration. The share of
the mobile in region 1 is lam/(1-lam) = (d-phi)/(1-phi d) · e^(-c v). Core–periphery
(Krugman 1991; Fujita, Krugman & Venables 1999): b = mu, k = mu sigma/(sigma-1), c = mu.
Footloose entrepreneur (Forslid & Ottaviano 2003): b = mu/sigma, k = mu/(sigma-1), c = 0.
Derivation: own, from the long-run conditions of the two papers.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from desktop_app.models.roots import Floats, find_roots, solve
from desktop_app.models.wages import Incomes, log

SCAN = 241
"""How many points the search for interior equilibria looks at."""

NEAREST = 1e-3
"""Where the diagram of unequal regions begins, as a part of how far it goes."""

FILLS = 4
"""How often points are put between those of a branch that are far apart."""

EXPONENT = 300.0
"""Exponents beyond this are not needed: there, the regions hardly trade."""


class Branch(NamedTuple):
    """Equilibria along a curve: -ln phi, logit of the share in region 1, stability."""

    tau: Floats
    logit: Floats
    stable: tuple[bool, ...]


@dataclass(frozen=True)
class Agglomeration:
    """``earned`` is b, ``linkage`` k, ``immobile`` a and ``tilt`` c (see the module)."""

    earned: float
    linkage: float
    immobile: float
    tilt: float

    @property
    def incomes(self) -> Incomes:
        """A1, A2, B1 and B2."""
        fixed = 1 - self.earned
        here, there = fixed * self.immobile, fixed * (1 - self.immobile)
        return Incomes(self.earned + here, here, there, self.earned + there)

    @cached_property
    def _log_incomes(self) -> tuple[float, ...]:
        return tuple(float(one) for one in log(np.array(self.incomes)))

    @property
    def is_symmetric(self) -> bool:
        return self.immobile == 0.5

    @property
    def is_black_hole(self) -> bool:
        """Whether the mobile gather whatever the distance (k ≥ 1)."""
        return self.linkage >= 1

    # -- thresholds, as -ln phi ------------------------------------------------------------

    def break_point(self) -> float | None:
        """Below this distance equal regions don't stay equal.

        phi_B = (1-b)(1-k) / ((1+b)(1+k)). None for a black hole and for unequal regions.
        """
        b, k = self.earned, self.linkage
        if self.is_black_hole or not self.is_symmetric:
            return None
        return math.log1p(b) - math.log1p(-b) + math.log1p(k) - math.log1p(-k)

    def defection(self, region: int, tau: float) -> float:
        """What a first worker outside ``region`` would earn where everybody is in it.

        A1 phi^(1+k) + B1 phi^(k-1): less than 1 where the core holds. Krugman's (1991) nu;
        the ratio of real wages to the power sigma in the core–periphery model.
        """
        near, far = self._weights(region)
        k = self.linkage
        return 1 + near * math.expm1(-(1 + k) * tau) + far * math.expm1((1 - k) * tau)

    def _weights(self, region: int) -> tuple[float, float]:
        """A1 and B1 for region 1; the same with the regions exchanged for region 2."""
        a = self.immobile if region == 1 else 1 - self.immobile
        fixed = 1 - self.earned
        return self.earned + fixed * a, fixed * (1 - a)

    def sustain_point(self, region: int) -> float:
        """Below this distance everything in ``region`` (1 or 2) stays there.

        The root, other than 0, of ``defection`` = 1. 0.0 where the core never holds,
        infinite where it always does.
        """
        k = self.linkage
        near, far = self._weights(region)
        if k >= 1 or far == 0:
            return math.inf
        if far * (1 - k) >= near * (1 + k):
            return 0.0

        def excess(tau: float) -> float:
            return near * math.expm1(-(1 + k) * tau) + far * math.expm1((1 - k) * tau)

        lowest = 0.5 * math.log(near * (1 + k) / (far * (1 - k)))
        return solve(excess, lowest, -math.log(far) / (1 - k))

    def holds(self, region: int, tau: float) -> bool:
        """Whether everything in ``region`` stays there at the distance ``tau``."""
        return tau < self.sustain_point(region)

    # -- equilibria ------------------------------------------------------------------------

    def logit(self, v: Floats, tau: Floats | float) -> Floats:
        """ln(lam/(1-lam)) of the share that equalises real rewards at ln(D1/D2) = v."""
        return _log_sinh((tau + v) / 2) - _log_sinh((tau - v) / 2) - self.tilt * v

    def pull(self, v: Floats, tau: Floats | float) -> Floats:
        """A number with the sign of the gain from moving to region 1, at that share.

        Zero at the interior equilibria, which makes them roots in one unknown.
        """
        u = -self.linkage * v
        a1, a2, b1, b2 = self._log_incomes
        ours, theirs = _log_sinh((tau + v) / 2), _log_sinh((tau - v) / 2)
        here = np.logaddexp(a1 + u / 2 + ours, a2 - u / 2 + theirs) - v / 2
        there = np.logaddexp(b1 + u / 2 + ours, b2 - u / 2 + theirs) + v / 2
        stays, leaves = (tau - u) / 2, (tau + u) / 2
        inside = (stays > 0) & (leaves > 0)
        safe_stays, safe_leaves = np.where(inside, stays, 1.0), np.where(inside, leaves, 1.0)
        balance = here + _log_sinh(safe_stays) - there - _log_sinh(safe_leaves)
        return np.where(inside, balance, np.where(stays > 0, 1.0, -1.0) * 1e3)

    def interior(self, tau: float) -> list[tuple[float, bool]]:
        """The interior equilibria at ``tau`` > 0: logit of the share, and stability."""
        if self.is_symmetric:
            return self._symmetric_interior(tau)
        grid = tau * np.sin(np.linspace(-0.5, 0.5, SCAN)[1:-1] * math.pi)
        inner = self.pull(grid, tau) > 0
        signs = np.concatenate(([not self.holds(2, tau)], inner, [self.holds(1, tau)]))
        ends = np.concatenate(([-tau], grid, [tau]))
        turns = np.flatnonzero(signs[1:] != signs[:-1])
        rising = np.where(signs[turns], -1.0, 1.0)
        roots = self._refine(ends[turns], ends[turns + 1], tau, rising)
        logits = self.logit(roots, tau)
        return list(zip(logits.tolist(), signs[turns].tolist(), strict=True))

    def _symmetric_interior(self, tau: float) -> list[tuple[float, bool]]:
        point = self.break_point()
        if point is None or tau <= point:
            return [(0.0, False)]
        if self.holds(1, tau):
            span = np.array([tau * 1e-6]), np.array([tau])
            away = float(self.logit(find_roots(lambda v: self.pull(v, tau), *span), tau)[0])
            return [(-away, False), (0.0, True), (away, False)]
        return [(0.0, True)]

    def _refine(self, low: Floats, high: Floats, tau: float, rising: Floats) -> Floats:
        """The roots of ``pull`` in intervals where it turns up, or down (±1)."""
        inside = np.nextafter(tau, 0)

        def turned(v: Floats) -> Floats:
            return rising * self.pull(np.clip(v, -inside, inside), tau)

        return np.clip(find_roots(turned, low, high), -inside, inside)

    def branch(self, farthest: float, points: int) -> Branch:
        """Every interior equilibrium with -ln phi up to ``farthest``, by share in region 1.

        For equal regions: those with the larger share in region 1 (the others mirror
        them), from the break point to the sustain point. No iteration.
        """
        widest = min(farthest, EXPONENT / (1 + self.linkage))
        if self.is_symmetric:
            if self.is_black_hole:
                return Branch(np.empty(0), np.empty(0), ())
            reach = min(widest, self.sustain_point(1))
            tau, v = self._distances(np.linspace(0, reach, points + 1)[1:])
            tau, v = self._kept(tau, v, farthest)
            return Branch(tau, self.logit(v, tau), (False,) * len(tau))
        span = widest * np.sin(np.linspace(-0.5, 0.5, points) * math.pi)
        span = span[span != 0]
        tau, v = self._distances(span)
        tau, v = self._distances(_closer(span, v[tau <= farthest], points))
        for _ in range(FILLS):
            tau, v = self._kept(tau, v, 9 * farthest)
            apart = np.abs(np.diff(tau)) > farthest / points
            wide = np.flatnonzero(apart & (np.minimum(tau[1:], tau[:-1]) < farthest))
            more_tau, more_v = self._distances((v[wide] + v[wide + 1]) / 2)
            tau, v = np.concatenate((tau, more_tau)), np.concatenate((v, more_v))
        tau, v = self._kept(tau, v, farthest)
        near = 1e-5 * (tau - np.abs(v))
        stable = (self.pull(v + near, tau) < self.pull(v - near, tau)).tolist()
        return self._closed(tau, self.logit(v, tau), stable, farthest)

    def _closed(self, tau: Floats, logit: Floats, stable: list[bool], farthest: float) -> Branch:
        """The branch with the equilibria of both ends of the diagram."""
        ends = [(end, one) for end in (NEAREST * farthest, farthest) for one in self.interior(end)]
        tau = np.concatenate((tau, [end for end, _ in ends]))
        logit = np.concatenate((logit, [one for _, (one, _) in ends]))
        stable = [*stable, *(held for _, (_, held) in ends)]
        order = np.argsort(logit, kind="stable")
        return Branch(tau[order], logit[order], tuple(stable[rank] for rank in order))

    def _kept(self, tau: Floats, v: Floats, farthest: float) -> tuple[Floats, Floats]:
        """The equilibria within ``farthest``, by share in region 1.

        Not those next to T = 1, where every share is one: they are no branch.
        """
        logit = self.logit(v, tau)
        kept = (tau <= farthest) & (tau > NEAREST * farthest) & np.isfinite(logit)
        order = np.argsort(logit[kept])
        return tau[kept][order], v[kept][order]

    def _distances(self, v: Floats) -> tuple[Floats, Floats]:
        """-ln phi of the equilibria at each ln(D1/D2) = v, and those v: 0, 1 or 2 of each."""
        a1, a2, b1, b2 = self.incomes
        u = -self.linkage * v
        if self.is_symmetric:
            square = 2 * a1 * np.sinh(v - u)
            linear = 2 * (np.sinh(v) - self.earned * np.sinh(u))
            constant = 2 * a2 * np.sinh(u + v)
        else:
            square = (b1 - a2) + b2 * np.exp(v - u) - a1 * np.exp(u - v)
            linear = (
                (b1 + b2) * np.exp(v)
                + (b2 - a2) * np.exp(-u)
                + (b1 - a1) * np.exp(u)
                - (a1 + a2) * np.exp(-v)
            )
            constant = (b2 - a1) + b1 * np.exp(u + v) - a2 * np.exp(-u - v)
        discriminant = linear * linear - 4 * square * constant
        real = discriminant >= 0
        v, square, linear, constant = v[real], square[real], linear[real], constant[real]
        steep = linear + np.copysign(np.sqrt(discriminant[real]), linear)
        taus, places = [], []
        for above, below in ((2 * constant, steep), (steep, 2 * square)):
            with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
                tau = -np.log(above / below)
                kept = np.isfinite(tau) & (tau > np.abs(v)) & (tau > self.linkage * np.abs(v))
            taus.append(tau[kept])
            places.append(v[kept])
        return np.concatenate(taus), np.concatenate(places)


def _closer(span: Floats, found: Floats, points: int) -> Floats:
    """``points`` of ``span``, spread over its stretches where something was found."""
    hits = np.isin(span, found)
    near = hits.copy()
    near[:-1] |= hits[1:]
    near[1:] |= hits[:-1]
    pairs = np.flatnonzero(near[:-1] & near[1:])
    each = max(2, points // max(len(pairs), 1))
    shares = np.arange(each) / each
    low, high = span[pairs][:, None], span[pairs + 1][:, None]
    spread = (low + (high - low) * shares).ravel()
    return np.asarray(spread[spread != 0], float)


def _log_sinh(x: Floats | float) -> Floats:
    """The logarithm of sinh x, for x ≥ 0; at 0 that of the least number."""
    positive = np.maximum(x, 1e-300)
    found: Floats = positive + np.log(-np.expm1(-2 * positive)) - math.log(2)
    return found
