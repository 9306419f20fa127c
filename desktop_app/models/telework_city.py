"""A city with one centre, where some work at home a few days a week.

Alonso, Muth and Mills. Households earn y, like the good z and the land q (U = z^(1-al) q^al),
and pay t per kilometre from the centre; teleworkers, a share s of the N households, pay
t2 = t (1 - d/5). Commuters live on [0, b1], teleworkers on [b1, b], and beyond b the land is
worth Ra. In each ring, with t_i the cost of those who live there:

    dR/dr = -t_i/q     q = al (y - t_i r)/R     R ∝ (y - t_i r)^(1/al)     R(b) = Ra

Units: N thousands of households, y k€ a year, t k€ a kilometre and year, R and Ra € a square
metre and year, r km, q km² for a thousand households. A circular city builds on the share
``land`` of each ring; a linear one is a strip one kilometre wide on one side of the centre.

With p = ln(R(r1)/R(r2)) for a ring from r1 to r2 and u = y - t_i r1, a circular ring houses

    2 pi land R(r2) [r1 w F(p) + u w² H(p)],  w = p/t_i,  F(p) = (e^p - 1)/p,
    H(p) = [al (e^p - 1) + e^(-al p) - 1] / [(1 + al) p²]

thousands (own derivation; nothing in it overflows, and t_i may be 0). Transport costs are
twice the differential rent in a circular city, and equal to it in a linear one, whatever
people like (Arnott & Stiglitz 1981).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from desktop_app.models.parameters import Values
from desktop_app.models.roots import Floats, bracket, solve
from desktop_app.models.run import Note, Output, Run, Series, State

WORKING_DAYS = 5
"""Days of a working week."""

POINTS = 121
"""How many radii a profile has."""

QUADRATURE = np.polynomial.legendre.leggauss(64)
"""Nodes and weights that integrate a profile over a ring to the last digits."""

Group = Literal["commuters", "teleworkers"]


class Ring(NamedTuple):
    """Where a group lives: from ``inner`` to ``outer`` km, paying ``cost`` k€ per km.

    ``edge`` is the rent at ``outer``, ``rise`` ln(rent at ``inner`` / ``edge``),
    ``households`` in thousands.
    """

    group: Group
    inner: float
    outer: float
    cost: float
    edge: float
    rise: float
    households: float


@dataclass(frozen=True)
class Setting:
    """What doesn't change with telework: N, y, t, al, Ra, land and shape (see the module)."""

    households: float
    income: float
    cost: float
    taste: float
    farm_rent: float
    land: float
    is_circular: bool

    def left(self, ring: Ring, radius: Floats) -> Floats:
        """What transport leaves of the income at ``radius`` in ``ring``, k€."""
        inner = self.income - ring.cost * ring.inner
        edge = inner * math.exp(-self.taste * ring.rise)
        return edge + ring.cost * (ring.outer - np.clip(radius, ring.inner, ring.outer))

    def log_rent(self, ring: Ring, radius: Floats) -> Floats:
        """The logarithm of the rent in ``ring`` at ``radius`` over that at its edge."""
        inner = self.income - ring.cost * ring.inner
        edge = inner * math.exp(-self.taste * ring.rise)
        inside = np.clip(radius, ring.inner, ring.outer)
        return np.log1p(ring.cost * (ring.outer - inside) / edge) / self.taste

    def rent(self, ring: Ring, radius: Floats) -> Floats:
        """Rent in ``ring`` at ``radius``, € a square metre and year."""
        return ring.edge * np.exp(self.log_rent(ring, radius))

    def density(self, ring: Ring, radius: Floats) -> Floats:
        """Thousand households a km² of built land in ``ring`` at ``radius``."""
        return self.rent(ring, radius) / (self.taste * self.left(ring, radius))


@dataclass(frozen=True)
class City:
    """A city in equilibrium: its rings from the centre outwards, none of them empty."""

    setting: Setting
    rings: tuple[Ring, ...]

    @property
    def edge(self) -> float:
        """b: the radius of the city, km."""
        return self.rings[-1].outer

    @property
    def commuting_edge(self) -> float:
        """b1: how far commuters live, km; 0 where there are none."""
        return self.rings[0].outer if self.rings[0].group == "commuters" else 0.0

    @property
    def centre_rent(self) -> float:
        """R0, € a square metre and year."""
        return self.rings[0].edge * math.exp(self.rings[0].rise)

    @property
    def between_rent(self) -> float:
        """R(b1): what commuters and teleworkers bid where they meet."""
        return self.centre_rent if self.commuting_edge == 0 else self.rings[0].edge

    def profile(self, radius: Floats) -> tuple[Floats, Floats]:
        """Rent and density at ``radius`` km, of its shape; Ra and 0 beyond the edge."""
        rent = np.full(np.shape(radius), self.setting.farm_rent)
        density = np.zeros(np.shape(radius))
        for ring in self.rings:
            inside = (radius <= ring.outer) & (radius >= ring.inner)
            rent = np.where(inside, self.setting.rent(ring, radius), rent)
            density = np.where(inside, self.setting.density(ring, radius), density)
        return rent, density

    def totals(self) -> tuple[float, float]:
        """Aggregate transport costs and differential land rent, M€ a year."""
        travel = rent = 0.0
        farm = self.setting.farm_rent
        for ring in self.rings:
            radius, weights = _nodes(self.setting, ring)
            area = 2 * math.pi * self.setting.land * radius if self.setting.is_circular else 1.0
            density = self.setting.density(ring, radius)
            travel += float(np.sum(weights * area * ring.cost * radius * density))
            lift = 0.0 if ring is self.rings[-1] else farm * math.expm1(self.rings[-1].rise)
            above = ring.edge * np.expm1(self.setting.log_rent(ring, radius)) + lift
            rent += float(np.sum(weights * area * above))
        return travel, rent


def _nodes(setting: Setting, ring: Ring) -> tuple[Floats, Floats]:
    """Radii and weights that integrate over ``ring``: even in ln R where rents vary much."""
    nodes, weights = QUADRATURE
    if ring.rise < 1:
        half = 0.5 * (ring.outer - ring.inner)
        return ring.inner + half * (nodes + 1), half * weights
    edge = setting.income - ring.cost * ring.inner
    reach = edge * math.exp(-setting.taste * ring.rise) / ring.cost
    climb = 0.5 * setting.taste * ring.rise * (nodes + 1)
    slope = 0.5 * setting.taste * ring.rise * reach * np.exp(climb)
    return ring.outer - reach * np.expm1(climb), slope * weights


def build(setting: Setting, share: float, days: float) -> City:
    """The city where ``share`` of the households work at home ``days`` of five."""
    far_cost = setting.cost * (1 - days / WORKING_DAYS)
    commuters, teleworkers = (1 - share) * setting.households, share * setting.households
    place = _circular if setting.is_circular else _linear
    inner, width, rises = place(setting, commuters, teleworkers, far_cost)
    farm, between = setting.farm_rent, setting.farm_rent * math.exp(rises[1])
    near = Ring("commuters", 0.0, inner, setting.cost, between, rises[0], commuters)
    far = Ring("teleworkers", inner, inner + width, far_cost, farm, rises[1], teleworkers)
    return City(setting, tuple(ring for ring in (near, far) if ring.outer > ring.inner))


def _linear(
    setting: Setting, commuters: float, teleworkers: float, far_cost: float
) -> tuple[float, float, tuple[float, float]]:
    """b1, b - b1 and the rises of both rings: R(b1) = Ra + t2 N2, R0 = R(b1) + t N1."""
    y, t, al, farm = setting.income, setting.cost, setting.taste, setting.farm_rent
    climb = far_cost * teleworkers
    rise = math.log1p(climb / farm)
    near_rise = math.log1p(t * commuters / (farm + climb))
    inner = -(y / t) * math.expm1(-al * near_rise)
    if climb > 0:
        width = -(y - far_cost * inner) * math.expm1(-al * rise) / climb * teleworkers
    else:  # nobody there, or five days of five at home: any distance is as good
        width = y * al * teleworkers / farm
    return inner, width, (near_rise, rise)


def _circular(
    setting: Setting, commuters: float, teleworkers: float, far_cost: float
) -> tuple[float, float, tuple[float, float]]:
    """The same from two nested roots: the teleworkers' ring, and the disc inside it.

    The unknown is w = ln(R(b1)/Ra)/t2, which stays finite when t2 is 0.
    """
    y, t, al, farm = setting.income, setting.cost, setting.taste, setting.farm_rent
    around = 2 * math.pi * setting.land * farm

    def disc(rise: float) -> tuple[float, float]:
        """b1 and ln(R0/R(b1)), where ln(R(b1)/Ra) = ``rise``."""
        if commuters == 0:
            return 0.0, 0.0
        wanted = math.log(commuters) + 2 * math.log(t) - math.log(around) - math.log(y) - rise
        near_rise = _rise(wanted, al)
        return -(y / t) * math.expm1(-al * near_rise), near_rise

    def excess(w: float) -> float:
        rise = min(far_cost * w, LARGEST_RISE)
        inner, _ = disc(rise)
        left = y - far_cost * inner
        room = inner * _growth(rise) + left * w * _filling(rise, al)
        return around * w * room - teleworkers

    if teleworkers == 0:
        inner, near_rise = disc(0.0)
        return inner, 0.0, (near_rise, 0.0)
    flat = math.sqrt(2 * teleworkers / (around * y * al))
    w = solve(excess, *bracket(excess, flat))
    rise = far_cost * w
    inner, near_rise = disc(rise)
    return inner, (y - far_cost * inner) * al * w * _growth(-al * rise), (near_rise, rise)


LARGEST_RISE = 600.0
"""No rent is e^600 times another: beyond it, a search for a root looks no closer."""


def _rise(wanted: float, al: float) -> float:
    """The p with ln(p² H(p)) = ``wanted``: between bounds that al p²/2 ≤ p² H gives."""
    widest = math.exp(min(0.5 * (wanted + math.log(2 / al)), LARGEST_RISE))
    high = min(widest, max(2.0, wanted + math.log(4 * (1 + al) / al)))
    low = max(widest * math.exp(-widest / 2), wanted + math.log(2 / al) - 2 * math.log(high))
    return solve(
        lambda p: 2 * math.log(p) + math.log(_filling(p, al)) - wanted, min(low, high), high
    )


def _growth(p: float) -> float:
    """F(p) = (e^p - 1)/p."""
    return math.expm1(p) / p if p else 1.0


def _filling(p: float, al: float) -> float:
    """H(p) = [al (e^p - 1) + e^(-al p) - 1] / [(1 + al) p²], by its series where p is small."""
    if p > 0.3:
        return (al * math.expm1(p) + math.expm1(-al * p)) / ((1 + al) * p * p)
    term, total = 0.5, 0.0
    for power in range(2, 18):
        total += term * (al + (-al) ** power) / (1 + al)
        term *= p / (power + 1)
    return total


def range_factor(days: float) -> float | None:
    """How many times farther one lives for the same travel a week; None for five days."""
    return WORKING_DAYS / (WORKING_DAYS - days) if days < WORKING_DAYS else None


def pivot(city: City, before: City) -> float | None:
    """The radius outside which rents are higher than ``before``, km; None where there is none.

    Inside b1 both rents fall alike; outside, (y - t2 r)/(y - t r) = m gives it exactly.
    """
    far = city.rings[-1]
    near = before.rings[-1]
    income, cost = city.setting.income, near.cost
    if far.group == "commuters" or not 0 < far.cost < cost:
        return None
    ends = [float(city.setting.left(ring, np.array([ring.outer]))[0]) for ring in (far, near)]
    if min(ends) <= 0 or city.edge <= before.edge:
        return None
    m = ends[0] / ends[1]
    radius = income * (m - 1) / (m * cost - far.cost)
    return min(max(radius, far.inner), before.edge)


def run(values: Values, state: State | None = None) -> Run:
    """Everything about one set of parameters; the city has no ``state`` of its own."""
    setting = Setting(
        values.number("N"),
        values.number("y"),
        values.number("t"),
        values.number("al"),
        values.number("Ra"),
        values.number("land"),
        values.choice("shape") == "circular",
    )
    share, days = values.number("s"), values.number("d")
    city, before = build(setting, share, days), build(setting, 0.0, 0.0)
    turns_at = pivot(city, before)
    travel, rent = city.totals()
    notes: list[Note] = []
    if turns_at is None:
        notes.append(Note("no-telework" if share * days == 0 else "no-pivot"))
    factor = range_factor(days)
    if factor is None:
        notes.append(Note("no-leash"))
    if not setting.is_circular:
        notes.append(Note("linear-land"))
    gains = _gains(city, before, notes)
    change = city.centre_rent / before.centre_rent - 1
    outputs: dict[str, Output] = {
        "R0": city.centre_rent,
        "Rb1": city.between_rent,
        "b1": city.commuting_edge,
        "b": city.edge,
        "pivot": turns_at,
        "centre_rent_change": change,
        "R0_before": before.centre_rent,
        "b_before": before.edge,
        "range_factor": factor,
        "transport_cost": travel,
        "land_rent": rent,
        **gains,
    }
    said = "no-telework" if share * days == 0 else "exodus" if turns_at is None else "ring"
    return Run(
        "telework-city",
        values,
        outputs,
        (Note(said, outputs),),
        tuple(notes),
        _series(city, before, turns_at),
        state,
    )


def _gains(city: City, before: City, notes: list[Note]) -> dict[str, float | None]:
    """What each group gains, as a part of its income; None for a group without people."""
    setting = city.setting
    well = math.log(setting.income) - setting.taste * math.log(before.centre_rent)
    found: dict[str, float | None] = {"gain_commuters": None, "gain_teleworkers": None}
    for ring in city.rings:
        left = math.log(setting.income - ring.cost * ring.inner)
        rent = math.log(ring.edge) + ring.rise
        found[f"gain_{ring.group}"] = math.expm1(left - setting.taste * rent - well)
    if found["gain_commuters"] is None:
        notes.append(Note("no-commuters"))
    if found["gain_teleworkers"] is None and not any(n.code == "no-telework" for n in notes):
        notes.append(Note("no-teleworkers"))
    return found


def _series(city: City, before: City, turns_at: float | None) -> dict[str, Series]:
    last = 1.05 * max(city.edge, before.edge)
    ends = [edge for ring in (*city.rings, *before.rings) for edge in (ring.inner, ring.outer)]
    marked = ends if turns_at is None else [*ends, turns_at]
    radius = np.union1d(np.linspace(0, last, POINTS), marked)
    rent, density = city.profile(radius)
    rent_before, density_before = before.profile(radius)
    groups = np.full(radius.shape, "none", dtype="<U11")
    for ring in reversed(city.rings):
        groups[radius <= ring.outer] = ring.group
    rings = [("with", ring) for ring in city.rings] + [("before", ring) for ring in before.rings]
    days = list(range(WORKING_DAYS + 1))
    return {
        "profile": Series(
            {
                "radius": radius,
                "rent": rent,
                "rent_before": rent_before,
                "density": density,
                "density_before": density_before,
                "group": groups.tolist(),
            }
        ),
        "rings": Series(
            {
                "city": [name for name, _ in rings],
                "group": [ring.group for _, ring in rings],
                "inner": [ring.inner for _, ring in rings],
                "outer": [ring.outer for _, ring in rings],
                "households": [ring.households for _, ring in rings],
            }
        ),
        "leash": Series({"days": days, "factor": [range_factor(day) for day in days]}),
    }
