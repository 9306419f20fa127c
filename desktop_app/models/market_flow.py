"""Customers choose among zones, capacities follow demand: the solver of the service markets.

    S_ij = O_i [(1-m) W_j^al e^(-be c_ij) / sum_k W_k^al e^(-be c_ik) + m W_j^al / sum_k W_k^al]
    D_j = sum_i S_ij        dW_j/dt = eps (D_j - kap_j W_j)

Huff (1963); Harris & Wilson (1978); the part m that distance doesn't touch is added here.
The step W <- W (D/(kap W))^eps has the same equilibria and keeps W positive. Capacities are
in the units of demand: at rest, sum kap W = sum O.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from desktop_app.models.roots import Floats

EASE = 0.5
"""eps: how far a step goes towards what demand asks for."""

FLOOR = math.log(1e-300)
"""ln of the capacity, relative to the whole, that counts as none."""

SEED = math.log(1e-6)
"""ln of the capacity with which a zone that lost everything starts again, if it can."""

RESTS = 1e-12
"""Demand and capacity differ by less, relative to the whole: the markets are at rest."""

NEAR_REST = 1e-8
"""The same from where a balance is looked at: does it hold?"""

SPROUTS = 1e-6
"""At rest, no zone grows by more than this part of itself in a step, however small it is."""

UNDERFLOW = 600.0
"""Costs of the way beyond this are as good as infinite."""

NUDGE = 1e-3
"""How far an exact balance is disturbed, relative to the capacities."""

BALANCED = 1e-4
"""A zone that changes by more than this part of itself in a step is on its way out, or in."""

FALLING = 1e-7
"""A balance whose capacities change by more than this part a step falls by itself."""

MOST_NUDGED = 128
"""Maps of more zones than this are not looked at for exact balances."""

IMPLICIT_STEPS = 300
"""The implicit solver comes to rest within so many steps, or hands over."""

FARTHEST_STEP = 5.0
"""The most that ln W moves in an implicit step."""

TRACE = math.log(1e-13)
"""ln of the capacity, relative to the whole, that implicit steps leave to a loser."""

GONE = math.log(1e-12)
"""ln of the capacity, relative to the largest, below which a loser has lost all."""

ALIVE = math.log(1e-9)
"""ln of the capacity, relative to the largest, from which a zone counts in a balance."""


Places = NDArray[np.intp] | slice
"""Some of the zones, by rank."""
ALL = slice(None)


class Followed(NamedTuple):
    """ln W where the solver ended, whether it is at rest, whether a balance was nudged."""

    log_capacity: Floats
    is_at_rest: bool
    is_nudged: bool


class Balance(NamedTuple):
    """Demand of each zone, and ln(D/(kap W))."""

    demand: Floats
    growth: Floats


@dataclass(frozen=True, eq=False)
class Markets:
    """The zones: ``people`` O, ``costs`` kap, ``ways`` c in km between them (n × n).

    ``returns`` is al > 0, ``friction`` be ≥ 0 a kilometre, ``remote`` m in [0, 1].
    """

    people: Floats
    costs: Floats
    ways: Floats
    returns: float
    friction: float
    remote: float

    @cached_property
    def total(self) -> float:
        return float(self.people.sum())

    @property
    def is_placeless(self) -> bool:
        """Whether distance touches nobody: all is remote, or costs nothing."""
        return self.remote == 1 or self.friction * float(self.ways.max()) == 0

    @cached_property
    def nearness(self) -> Floats:
        """e^(-be c), n × n."""
        near: Floats = np.exp(-np.minimum(self.friction * self.ways, UNDERFLOW))
        return near

    @cached_property
    def _log_costs(self) -> Floats:
        return np.log(self.costs)

    def attraction(self, log_capacity: Floats) -> Floats:
        """W^al, relative to the largest."""
        pull: Floats = np.exp(self.returns * (log_capacity - log_capacity.max()))
        return pull

    def balance(self, log_capacity: Floats) -> Balance:
        """What is asked of each zone at these capacities."""
        pull = self.attraction(log_capacity)
        near = self.nearness.T @ (self.people / (self.nearness @ pull))
        each = (1 - self.remote) * near + self.remote * self.total / pull.sum()
        # ln(D/(kap W)) without a 0/0 where a capacity has vanished
        relative = self.returns * (log_capacity - log_capacity.max())
        growth = relative + np.log(each) - log_capacity - self._log_costs
        return Balance(pull * each, growth)

    def flows(self, log_capacity: Floats) -> Floats:
        """S_ij: who goes, or connects, from i to j (n × n)."""
        pull = self.attraction(log_capacity)
        near = self.nearness * pull
        shares = (1 - self.remote) * near / near.sum(axis=1, keepdims=True)
        found: Floats = self.people[:, None] * (shares + self.remote * pull / pull.sum())
        return found

    def logs(self, capacity: Floats) -> Floats:
        """The logarithm of W, no less than what counts as none."""
        least = self.total * math.exp(FLOOR)
        return np.log(np.maximum(capacity, least))

    def capacities(self, log_capacity: Floats) -> Floats:
        """W, with exactly 0 where it counts as none."""
        gone = log_capacity <= self._floor + 1e-6
        return np.where(gone, 0.0, np.exp(log_capacity))

    @property
    def _floor(self) -> float:
        return FLOOR + math.log(self.total)

    # -- in time ---------------------------------------------------------------------------

    def step(self, log_capacity: Floats, steps: int, rests: float = RESTS) -> tuple[Floats, int]:
        """At most so many steps of the solver, fewer where it comes to rest; how many.

        At rest, demand and capacity differ by less than ``rests`` of the whole.
        """
        for done in range(steps):
            demand, growth = self.balance(log_capacity)
            off = np.abs(demand - self.costs * np.exp(log_capacity)).max()
            if off < rests * self.total and growth.max() < SPROUTS:
                return log_capacity, done
            log_capacity = np.maximum(log_capacity + EASE * growth, self._floor)
        return log_capacity, steps

    def follow(self, log_capacity: Floats, steps: int) -> Followed:
        """At most so many steps of the solver, leaving balances that would not hold.

        An unstable balance is left as soon as it is near, before rounding errors choose
        which way.
        """
        nudged = False
        while steps > 0:
            log_capacity, done = self.step(log_capacity, steps, NEAR_REST)
            if done == steps:
                break
            steps -= done
            moved = self.nudged(log_capacity)
            if moved is None:
                log_capacity, done = self.step(log_capacity, steps)
                if done == steps:
                    break
                return Followed(self.swept(log_capacity), is_at_rest=True, is_nudged=nudged)
            log_capacity, nudged = moved, True
            steps -= 1
        return Followed(log_capacity, is_at_rest=False, is_nudged=nudged)

    def revived(self, log_capacity: Floats) -> Floats:
        """The same, with a little capacity where there was none but demand is."""
        if self.returns > 1:
            return log_capacity
        seed = math.log(self.total) + SEED
        lost = (log_capacity < seed) & (self.balance(log_capacity).growth > 0)
        return np.where(lost, seed, log_capacity)

    def swept(self, log_capacity: Floats) -> Floats:
        """At rest, zones that were losing the last of their capacity have lost it."""
        if self.returns < 1:
            return log_capacity
        gone = log_capacity < log_capacity.max() + GONE
        lost = gone & (self.balance(log_capacity).growth < 0)
        return np.where(lost, self._floor, log_capacity)

    def coupling(self, log_capacity: Floats, among: Places = ALL) -> Floats:
        """M: what a zone gains draws on the others, each row summing to 1 over all zones.

        The Jacobian of ln(D/(kap W)) by ln W is (al-1) I - al M. Of shape n × n, or only the
        rows and columns of the zones ``among``.
        """
        pull = self.attraction(log_capacity)
        near = self.nearness / (self.nearness @ pull)[:, None]
        spread = self.remote * self.total / pull.sum()
        total = pull.sum()
        near, pull = near[:, among], pull[among]
        each = (1 - self.remote) * near.T @ self.people + spread
        joint = (1 - self.remote) * (near * self.people[:, None]).T @ (near * pull)
        found: Floats = (joint + spread * pull / total) / each[:, None]
        return found

    def nudged(self, log_capacity: Floats) -> Floats | None:
        """At an exact balance that won't hold, a nudge; None where it holds, or falls."""
        if self.returns <= 1:
            return None
        asked, growth = self.balance(log_capacity)
        is_large = log_capacity > log_capacity.max() + ALIVE
        alive = np.flatnonzero(is_large & (np.abs(growth) < BALANCED))
        if not 2 <= len(alive) <= MOST_NUDGED:
            return None
        demand = np.sqrt(asked[alive])
        coupling = self.coupling(log_capacity, alive)
        values, vectors = np.linalg.eigh(coupling * demand[:, None] / demand)
        if self.returns * (1 - values[0]) - 1 <= 1e-9:
            return None
        way = vectors[:, 0] / demand
        # How fast it falls already, as the change of ln W: growth along the left eigenvector.
        begun = float((vectors[:, 0] * demand) @ growth[alive])
        begun *= float(np.abs(way).max())
        if abs(begun) > FALLING:
            return None
        way /= way[np.argmax(np.abs(way) > 0.5 * np.abs(way).max())]
        moved = log_capacity.copy()
        moved[alive] += NUDGE * way / np.abs(way).max()
        return moved

    def settle(self, log_capacity: Floats, steps: int) -> Followed:
        """Where the capacities come to rest, in ``steps`` steps of the solver at most.

        Decreasing and constant returns have one equilibrium, found by implicit steps;
        with increasing returns the path decides, and is followed step by step.
        """
        if self.returns <= 1:
            log_capacity = self._implicit(self.revived(log_capacity))
        return self.follow(log_capacity, steps)

    def _implicit(self, log_capacity: Floats) -> Floats:
        """Implicit Euler steps of d ln W/dt = ln(D/(kap W)), longer and longer.

        For al ≤ 1 it climbs a concave function of W: one equilibrium, which attracts. What
        falls to ``TRACE`` stays there until it grows.
        """
        stretch = 10.0 if self.returns < 0.98 else 3.0  # near 1 it is nearly flat
        length, before = stretch, math.inf
        identity = np.eye(len(self.people))
        least = TRACE + math.log(self.total)
        for _ in range(IMPLICIT_STEPS):
            log_capacity = np.maximum(self._paid(log_capacity), least)
            growth = self.balance(log_capacity).growth
            lost = (log_capacity < least + 0.5) & (growth < 0)
            off = float(np.abs(np.where(lost, 0.0, growth)).max())
            if off < 1e-11 or before / 2 < off < 1e-8:  # as near as traces let it come
                break
            length = min(length * stretch, 1e9) if off < 2 * before else max(length / 9, EASE)
            before = off
            slope = (1 / length + 1 - self.returns) * identity
            slope += self.returns * self.coupling(log_capacity)
            move = np.linalg.solve(slope, growth)
            log_capacity = log_capacity + np.clip(move, -FARTHEST_STEP, FARTHEST_STEP)
        return log_capacity

    def _paid(self, log_capacity: Floats) -> Floats:
        """The same with sum kap W = sum O, as at rest."""
        largest = float(log_capacity.max())
        paid = float(np.sum(self.costs * np.exp(log_capacity - largest)))
        return log_capacity + (math.log(self.total / paid) - largest)
