"""The footloose entrepreneur: core and periphery with everything in closed form.

Forslid & Ottaviano (2003). A firm needs one entrepreneur, who can move, and unskilled work,
which can't. One unit of the unskilled is split a, 1-a; h is the entrepreneurs' share in
region 1; phi_rq is 1 at home and phi = T^(1-sigma) abroad:

    D_q = sum_r phi_rq h_r     Y_r = L_r + w_r h_r     w_r = (mu/sigma) sum_q phi_rq Y_q/D_q
    V_r = w_r D_r^(mu/(sigma-1))

two linear equations in w1 and w2. Wages are in units of the unskilled wage; ln(V1/V2) has
no unit. The long run is that of :mod:`desktop_app.models.agglomeration`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from desktop_app.models import tomahawk, two_regions
from desktop_app.models.agglomeration import Agglomeration
from desktop_app.models.distances import NO_DISTANCE
from desktop_app.models.parameters import Values
from desktop_app.models.roots import Floats
from desktop_app.models.run import Note, Output, Run, Series, State
from desktop_app.models.two_regions import Landscape

SHOWN = 1.5
"""The diagram reaches this T, or farther where a threshold or T itself does."""


class Pay(NamedTuple):
    """What entrepreneurs earn in both regions, and ln(V1/V2)."""

    w1: Floats
    w2: Floats
    gain: Floats


@dataclass(frozen=True)
class FootlooseEntrepreneur:
    """The two regions for one set of parameters: sigma > 1, 0 < mu < 1, T ≥ 1, a in [0, 1]."""

    sigma: float
    mu: float
    distance: float
    immobile: float = 0.5

    @cached_property
    def long_run(self) -> Agglomeration:
        return Agglomeration(
            self.mu / self.sigma, self.mu / (self.sigma - 1), self.immobile, tilt=0.0
        )

    @property
    def tau(self) -> float:
        """-ln phi."""
        return (self.sigma - 1) * math.log(self.distance)

    def pay(self, share: Floats) -> Pay:
        """Earnings with ``share`` of the entrepreneurs in region 1, of its shape."""
        b, phi, here, there = self.mu / self.sigma, math.exp(-self.tau), share, 1 - share
        index_1, index_2 = here + phi * there, phi * here + there
        # (1 - m11) w1 - m12 w2 = u1 and -m21 w1 + (1 - m22) w2 = u2
        m11, m12 = b * here / index_1, b * phi * there / index_2
        m21, m22 = b * phi * here / index_1, b * there / index_2
        base_1, base_2 = self.immobile / index_1, (1 - self.immobile) / index_2
        u1, u2 = b * (base_1 + phi * base_2), b * (phi * base_1 + base_2)
        determinant = (1 - m11) * (1 - m22) - m12 * m21
        w1 = ((1 - m22) * u1 + m12 * u2) / determinant
        w2 = (m21 * u1 + (1 - m11) * u2) / determinant
        gain = np.log(w1 / w2) + self.mu / (self.sigma - 1) * np.log(index_1 / index_2)
        return Pay(w1, w2, gain)

    def gap(self, share: Floats) -> Floats:
        """ln(V1/V2), of the shape of ``share``."""
        return self.pay(share).gain

    def landscape(self) -> Landscape:
        """Every equilibrium; flat at T = 1."""
        if math.log(self.distance) < NO_DISTANCE:
            return Landscape((), core_1=False, core_2=False, flat=True)
        found = two_regions.interior(self.long_run.interior(self.tau))
        holds = self.long_run.holds
        return Landscape(found, holds(1, self.tau), holds(2, self.tau))


def _economy(values: Values) -> FootlooseEntrepreneur:
    return FootlooseEntrepreneur(
        values.number("sigma"), values.number("mu"), values.number("T"), values.number("a")
    )


def thresholds(values: Values, notes: list[Note]) -> dict[str, Output]:
    """T_break and T_sustain, or a point of sustain a region; ``notes`` say what is missing."""
    economy = _economy(values)
    return tomahawk.thresholds(economy.long_run, economy.sigma, notes)


def start(values: Values) -> State:
    """The state at the beginning: the share that the parameters say."""
    return State((values.number("h"),))


def advance(values: Values, state: State) -> State:
    """One frame of migration from ``state``, under the parameters of now."""
    return two_regions.advance(_economy(values), state)


def perturb(values: Values, state: State) -> State:
    """A thousandth of the entrepreneurs move."""
    return two_regions.perturb(_economy(values), state)


def run(values: Values, state: State | None = None) -> Run:
    """Everything about one set of parameters, with the share of ``state`` if it is given."""
    economy = _economy(values)
    long_run, sigma = economy.long_run, economy.sigma
    landscape = economy.landscape()
    share = state.values[0] if state else values.number("h")
    pay = economy.pay(np.array([share]))
    notes: list[Note] = []
    outputs = thresholds(values, notes)
    break_point = long_run.break_point()
    outputs["phi_break"] = None if break_point is None else math.exp(-break_point)
    outputs["log_V_ratio"] = float(pay.gain[0])
    outputs |= two_regions.fates(landscape, share, "h", notes)
    if long_run.is_black_hole and not landscape.flat:
        outputs["regime"] = "black-hole"
    shares = np.linspace(0, 1, two_regions.SHARES)
    gap = economy.gap(shares)
    farthest = tomahawk.reach(long_run, sigma, economy.distance, SHOWN)
    series = {
        "gap": Series({"share": shares, "gap": gap}),
        "equilibria": two_regions.equilibrium_series(gap, landscape),
        "diagram": tomahawk.diagram_series(long_run, sigma, farthest),
        "bands": tomahawk.band_series(long_run, sigma, farthest),
        "position": Series({"T": [economy.distance], "share": [share]}),
        "regions": Series(
            {
                "region": ["1", "2"],
                "share": [share, 1 - share],
                "immobile": [economy.immobile, 1 - economy.immobile],
                "wage": [float(pay.w1[0]), float(pay.w2[0])],
            }
        ),
    }
    said = (
        tomahawk.summary(long_run, landscape, outputs),
        *two_regions.outlook(landscape, share),
    )
    return Run("footloose-entrepreneur", values, outputs, said, tuple(notes), series, state)
