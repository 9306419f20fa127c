"""Core and periphery: two regions, and workers who move to where real wages are higher.

Krugman (1991), in the normalisation of Fujita, Krugman & Venables (1999, ch. 5). T ≥ 1 is
what has to be shipped for one unit to arrive, phi = T^(1-sigma), lam the share of the mobile
workers in region 1, a that of the immobile:

    Y1 = mu lam w1 + (1-mu) a                Y2 = mu (1-lam) w2 + (1-mu)(1-a)
    D1 = lam w1^(1-sigma) + phi (1-lam) w2^(1-sigma)    D2 with the regions exchanged
    w1^sigma = Y1/D1 + phi Y2/D2             G = D^(1/(1-sigma))    omega = w G^-mu
    dlam/dt = gamma lam (1-lam) (omega1 - omega2)

Wages are relative to a mean of 1 (lam w1 + (1-lam) w2 = 1); T, lam and omega have no unit.
The long run is closed-form (:mod:`desktop_app.models.agglomeration`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np

from desktop_app.models import tomahawk, two_regions
from desktop_app.models.agglomeration import Agglomeration
from desktop_app.models.distances import NO_DISTANCE
from desktop_app.models.parameters import Values
from desktop_app.models.roots import Floats
from desktop_app.models.run import Note, Output, Run, Series, State
from desktop_app.models.two_regions import Landscape
from desktop_app.models.wages import log, log_mean, relative_wage

SHOWN = 3.0
"""The diagram reaches this T, or farther where a threshold or T itself does."""


SHARES = np.linspace(0, 1, two_regions.SHARES)
"""Where the curve of real wages is computed."""


class Rewards(NamedTuple):
    """Nominal wages and real wages of both regions."""

    w1: Floats
    w2: Floats
    omega1: Floats
    omega2: Floats


@dataclass(frozen=True)
class CorePeriphery:
    """The two regions for one set of parameters (see the module).

    ``sigma`` > 1 the elasticity of substitution, ``mu`` in ]0, 1[ the share of the mobile
    sector in spending and of mobile workers, ``distance`` T ≥ 1, ``immobile`` a in [0, 1].
    """

    sigma: float
    mu: float
    distance: float
    immobile: float = 0.5

    @cached_property
    def long_run(self) -> Agglomeration:
        linkage = self.mu * self.sigma / (self.sigma - 1)
        return Agglomeration(self.mu, linkage, self.immobile, self.mu)

    @property
    def tau(self) -> float:
        """-ln phi."""
        return (self.sigma - 1) * math.log(self.distance)

    def rewards(self, share: Floats) -> Rewards:
        """Wages with ``share`` of the mobile in region 1, of the shape of ``share``.

        In a region where nobody works, the wage is what a first worker would earn.
        """
        sigma, mu, tau = self.sigma, self.mu, self.tau
        wage = relative_wage(sigma, tau, log(share), log(1 - share), self.long_run.incomes)
        second = -log_mean(share, wage, np.zeros_like(wage))
        first = second + wage
        cost_1, cost_2 = (1 - sigma) * first, (1 - sigma) * second
        index_1 = log_mean(share, cost_1, cost_2 - tau)
        index_2 = log_mean(share, cost_1 - tau, cost_2)
        linked = mu / (sigma - 1)
        return Rewards(
            np.exp(first),
            np.exp(second),
            np.exp(first + linked * index_1),
            np.exp(second + linked * index_2),
        )

    def gap(self, share: Floats) -> Floats:
        """omega1 - omega2, of the shape of ``share``."""
        found = self.rewards(share)
        return found.omega1 - found.omega2

    def landscape(self) -> Landscape:
        """Every equilibrium; at T = 1, where every share is one, the landscape is flat."""
        return self._landscape

    @cached_property
    def _landscape(self) -> Landscape:
        if math.log(self.distance) < NO_DISTANCE:
            return Landscape((), core_1=False, core_2=False, flat=True)
        found = two_regions.interior(self.long_run.interior(self.tau))
        holds = self.long_run.holds
        return Landscape(found, holds(1, self.tau), holds(2, self.tau))


def _economy(values: Values) -> CorePeriphery:
    return _regions(*(values.number(name) for name in ("sigma", "mu", "T", "a")))


@lru_cache(maxsize=8)
def _regions(sigma: float, mu: float, distance: float, immobile: float) -> CorePeriphery:
    """The regions of the last parameters: a frame of migration asks for them, then its run."""
    return CorePeriphery(sigma, mu, distance, immobile)


def thresholds(values: Values, notes: list[Note]) -> dict[str, Output]:
    """T_break and T_sustain, or a point of sustain a region; ``notes`` say what is missing."""
    economy = _economy(values)
    return tomahawk.thresholds(economy.long_run, economy.sigma, notes)


def start(values: Values) -> State:
    """The state at the beginning: the share that the parameters say."""
    return State((values.number("lambda"),))


def advance(values: Values, state: State) -> State:
    """One frame of migration from ``state``, under the parameters of now."""
    return two_regions.advance(_economy(values), state)


def perturb(values: Values, state: State) -> State:
    """A thousandth of the mobile move."""
    return two_regions.perturb(_economy(values), state)


def run(values: Values, state: State | None = None) -> Run:
    """Everything about one set of parameters, with the share of ``state`` if it is given."""
    economy = _economy(values)
    landscape = economy.landscape()
    share = state.values[0] if state else values.number("lambda")
    curve = economy.rewards(np.append(SHARES, share))
    rewards = Rewards(*(one[-1:] for one in curve))
    notes: list[Note] = []
    outputs = thresholds(values, notes)
    outputs |= {name: float(value[0]) for name, value in rewards._asdict().items()}
    outputs |= two_regions.fates(landscape, share, "lambda", notes)
    if economy.long_run.is_black_hole and not landscape.flat:
        outputs["regime"] = "black-hole"
    return Run(
        "core-periphery",
        values,
        outputs,
        (
            tomahawk.summary(economy.long_run, landscape, outputs),
            *two_regions.outlook(landscape, share),
        ),
        tuple(notes),
        _series(economy, landscape, share, Rewards(*(one[:-1] for one in curve)), rewards),
        state,
    )


# -- series -------------------------------------------------------------------------------


def _series(
    economy: CorePeriphery, landscape: Landscape, share: float, curve: Rewards, rewards: Rewards
) -> dict[str, Series]:
    w1, w2, omega1, omega2 = (float(one[0]) for one in rewards)
    farthest = tomahawk.reach(economy.long_run, economy.sigma, economy.distance, SHOWN)
    gap = curve.omega1 - curve.omega2
    return {
        "gap": Series(
            {
                "share": SHARES,
                "gap": gap,
                "omega1": curve.omega1,
                "omega2": curve.omega2,
            }
        ),
        "equilibria": two_regions.equilibrium_series(gap, landscape),
        "diagram": tomahawk.diagram_series(economy.long_run, economy.sigma, farthest),
        "bands": tomahawk.band_series(economy.long_run, economy.sigma, farthest),
        "position": Series({"T": [economy.distance], "share": [share]}),
        "regions": Series(
            {
                "region": ["1", "2"],
                "share": [share, 1 - share],
                "immobile": [economy.immobile, 1 - economy.immobile],
                "wage": [w1, w2],
                "real_wage": [omega1, omega2],
            }
        ),
    }
