"""Two distances: that of the commute in a city, that of trade between cities.

Murata & Thisse (2005). A city of lam people lies on a line; a worker at |x| delivers
1 - 4 theta |x| of labour; land rent is shared in the city; all income is spent on varieties:

    S_r = lam_r (1 - theta lam_r)        D1 = S1 w1^(1-sigma) + phi S2 w2^(1-sigma)
    w1^sigma = Y1/D1 + phi Y2/D2         Y = S w
    V_r = (1 - theta lam_r) w_r D_r^(1/(sigma-1))

theta in [0, 1/2] is the cost of the commute, phi = T^(1-sigma); nothing has a unit. Where
the cities are equally good, with c = (1 - theta lam)/(1 - theta (1-lam)) and x = S1/S2:

    (2 sigma - 1) ln(w1/w2) = -(sigma-1) ln c
    phi = sinh(A) / sinh(A + l)
    A = (ln x + (sigma-1) ln c)/2        l = -ln c sigma (sigma-1)/(2 sigma-1)

which is the whole bifurcation diagram without iteration (own derivation).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from desktop_app.models import two_regions
from desktop_app.models.distances import NO_DISTANCE, distance_at, threshold
from desktop_app.models.parameters import Values
from desktop_app.models.roots import Floats, find_roots
from desktop_app.models.run import Note, Output, Run, Series, State
from desktop_app.models.two_regions import Equilibrium, Landscape, Line
from desktop_app.models.wages import Incomes, log, log_mean, relative_wage

SHARES = np.linspace(0, 1, two_regions.SHARES)
"""Where the curve of the gain from moving is computed."""

POINTS = 400
"""How many points the arms of the bifurcation diagram have."""

SHOWN, FARTHEST = 2.0, 6.0
"""The diagram reaches the first T, or farther for a threshold before the second."""

COMMUTES = 51
"""How many commuting costs, from 0 to 1/2, the phase map has."""

OWN_INCOME = Incomes(1.0, 0.0, 0.0, 1.0)
"""A city's income is its own wage bill."""


@dataclass(frozen=True)
class TwoDistances:
    """The two cities: ``theta`` in [0, 1/2], ``distance`` T ≥ 1, ``sigma`` > 1."""

    theta: float
    distance: float
    sigma: float

    @property
    def tau(self) -> float:
        """-ln phi."""
        return (self.sigma - 1) * math.log(self.distance)

    def gap(self, share: Floats) -> Floats:
        """ln(V1/V2) with ``share`` of the people in city 1, of the shape of ``share``."""
        sigma, tau = self.sigma, self.tau
        net_1, net_2 = 1 - self.theta * share, 1 - self.theta * (1 - share)
        first, second = log(share * net_1), log((1 - share) * net_2)
        wage = relative_wage(sigma, tau, first, second, OWN_INCOME)
        weight = share * net_1 / (share * net_1 + (1 - share) * net_2)
        cost, none = (1 - sigma) * wage, np.zeros_like(wage)
        index_1 = log_mean(weight, cost, none - tau)
        index_2 = log_mean(weight, cost - tau, none)
        return np.log(net_1 / net_2) + wage + (index_1 - index_2) / (sigma - 1)

    def break_point(self) -> float | None:
        """-ln phi above which equal cities don't stay equal; None where they always do.

        Z = theta sigma (sigma-1) / [2 (1-theta)(2 sigma-1) - theta (sigma-1)²] and
        phi_B = (1-Z)/(1+Z).
        """
        theta, sigma = self.theta, self.sigma
        below = 2 * (1 - theta) * (2 * sigma - 1) - theta * (sigma - 1) ** 2
        above = theta * sigma * (sigma - 1)
        return 2 * math.atanh(above / below) if above < below else None

    def sustain_point(self) -> float:
        """-ln phi above which everybody in one city stays: T = (1-theta)^(-sigma/(2 sigma-1))."""
        sigma = self.sigma
        return -(sigma - 1) * sigma / (2 * sigma - 1) * math.log1p(-self.theta)

    def thresholds(self) -> tuple[float, float]:
        """T_break, infinite where equal cities always hold, and T_sustain."""
        points = (self.break_point(), self.sustain_point())
        broken, sustained = (distance_at(point, self.sigma) for point in points)
        return broken, sustained

    def balance(self, share: Floats) -> Floats:
        """-ln phi at which ``share`` > 1/2 is an equilibrium; infinite where none is."""
        sigma, theta = self.sigma, self.theta
        net_1, net_2 = 1 - theta * share, 1 - theta * (1 - share)
        shorter = np.log(net_1 / net_2)
        size = 0.5 * (np.log(share * net_1 / ((1 - share) * net_2)) + (sigma - 1) * shorter)
        tilt = -shorter * sigma * (sigma - 1) / (2 * sigma - 1)
        real = size > 0
        safe = np.where(real, size, 1.0)
        # ln sinh(A + l) - ln sinh(A), whatever their size
        distance = tilt + np.log(-np.expm1(-2 * (safe + tilt))) - np.log(-np.expm1(-2 * safe))
        return np.where(real, distance, np.inf)

    def landscape(self) -> Landscape:
        """Every equilibrium."""
        tau, point, last = self.tau, self.break_point(), self.sustain_point()
        if self.theta == 0 and math.log(self.distance) < NO_DISTANCE:
            return Landscape((), core_1=False, core_2=False, flat=True)
        holds = tau > last
        if point is not None and tau >= point:
            return Landscape((Equilibrium(0.5, False),), core_1=True, core_2=True)
        if not holds:
            return Landscape((Equilibrium(0.5, True),), core_1=False, core_2=False)
        low, high = np.array([0.5 + 1e-9]), np.array([1 - 1e-16])
        away = float(find_roots(lambda share: tau - self.balance(share), low, high)[0])
        found = (Equilibrium(1 - away, False), Equilibrium(0.5, True), Equilibrium(away, False))
        return Landscape(found, core_1=True, core_2=True)


def _economy(values: Values) -> TwoDistances:
    at_home = values.number("s") * values.number("d") / 5
    theta = values.number("theta") * (1 - at_home)
    return TwoDistances(theta, values.number("T"), values.number("sigma"))


def thresholds(values: Values, notes: list[Note]) -> dict[str, Output]:
    """T_break and T_sustain; ``notes`` say what is missing."""
    economy = _economy(values)
    always = Note("always-stable")
    points = {"T_break": economy.break_point(), "T_sustain": economy.sustain_point()}
    return {
        name: threshold(name, point, economy.sigma, always, notes) for name, point in points.items()
    }


def start(values: Values) -> State:
    """The state at the beginning: the share that the parameters say."""
    return State((values.number("lambda"),))


def advance(values: Values, state: State) -> State:
    """One frame of migration from ``state``, under the parameters of now."""
    return two_regions.advance(_economy(values), state)


def perturb(values: Values, state: State) -> State:
    """A thousandth of the people move."""
    return two_regions.perturb(_economy(values), state)


def run(values: Values, state: State | None = None) -> Run:
    """Everything about one set of parameters, with the share of ``state`` if it is given."""
    economy = _economy(values)
    landscape = economy.landscape()
    share = state.values[0] if state else values.number("lambda")
    notes: list[Note] = []
    gap = economy.gap(np.append(SHARES, share))
    outputs: dict[str, Output] = {
        **thresholds(values, notes),
        "theta_eff": economy.theta,
        "log_V_ratio": float(gap[-1]),
    }
    if economy.theta == 0:
        notes.append(Note("no-commute"))
    outputs |= two_regions.fates(landscape, share, "lambda", notes)
    said = "no-break" if economy.break_point() is None and landscape.regime != "dispersion" else ""
    return Run(
        "two-distances",
        values,
        outputs,
        (Note(said or landscape.regime, outputs), *two_regions.outlook(landscape, share)),
        tuple(notes),
        _series(economy, landscape, share, gap[:-1]),
        state,
    )


# -- series -------------------------------------------------------------------------------


def _series(
    economy: TwoDistances, landscape: Landscape, share: float, gap: Floats
) -> dict[str, Series]:
    points = [
        distance_at(economy.break_point(), economy.sigma),
        distance_at(economy.sustain_point(), economy.sigma),
    ]
    near = [1.1 * point for point in points if point < FARTHEST]
    farthest = max(SHOWN, economy.distance * 1.05, *near, 1.0)
    middle, last = points
    people = [share, 1 - share]
    return {
        "gap": Series({"share": SHARES, "gap": gap}),
        "equilibria": two_regions.equilibrium_series(gap, landscape),
        "diagram": _diagram_series(economy.theta, economy.sigma, farthest),
        "bands": two_regions.band_series(
            [
                ("dispersion", 1.0, last),
                ("history", last, middle),
                ("concentration", middle, math.inf),
            ],
            farthest,
        ),
        "position": Series({"theta": [economy.theta], "T": [economy.distance], "share": [share]}),
        "phases": _phases(economy.sigma, farthest),
        "regions": Series(
            {
                "region": ["1", "2"],
                "share": people,
                "labour": [1 - economy.theta * one for one in people],
            }
        ),
    }


@lru_cache(maxsize=8)  # along T nothing of it changes but where one stands
def _diagram_series(theta: float, sigma: float, farthest: float) -> Series:
    lines = _diagram(TwoDistances(theta, 1.0, sigma), farthest)
    return two_regions.diagram_series(lines, farthest)


def _diagram(economy: TwoDistances, farthest: float) -> Iterator[Line]:
    """The bifurcation diagram up to T = ``farthest``: the tomahawk turned round."""
    middle, last = (
        distance_at(economy.break_point(), economy.sigma),
        distance_at(economy.sustain_point(), economy.sigma),
    )
    for region in (1, 2):
        yield from two_regions.cores(region, (last, math.inf), farthest)
    equal = min(middle, farthest)
    yield from two_regions.straight("equal", 1.0, equal, 0.5, stable=True)
    yield from two_regions.straight("equal-after", equal, farthest, 0.5, stable=False)
    if economy.theta > 0:
        places = np.linspace(0.5, 1, POINTS + 2)[1:-1]
        with np.errstate(over="ignore"):
            costs = np.exp(economy.balance(places) / (economy.sigma - 1)).tolist()
        arm = Line("arm-1", [middle, *costs, last], [0.5, *places.tolist(), 1.0], stable=False)
        yield arm
        yield two_regions.mirrored(arm, "arm-2")


@lru_cache(maxsize=8)
def _phases(sigma: float, farthest: float) -> Series:
    """What can last for each commuting cost: bands of T, and the thresholds."""
    rows: list[tuple[str, float, float, float]] = []
    for theta in np.linspace(0, 0.5, COMMUTES).tolist():
        middle, last = (
            min(point, farthest) for point in TwoDistances(theta, 1.0, sigma).thresholds()
        )
        rows.append(("dispersion", theta, 1.0, last))
        rows.append(("history", theta, last, middle))
        rows.append(("concentration", theta, middle, farthest))
    regimes, thetas, lows, highs = zip(*rows, strict=True)
    return Series({"regime": regimes, "theta": thetas, "T_from": lows, "T_to": highs})
