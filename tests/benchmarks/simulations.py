"""One full recomputation per move of a slider, for every model; and the same by SciPy.

Ours: from the parameters to the rows of every series, with one frame of what moves in time;
and on to the scene of every view's chart, as the window draws it. SciPy: the equations as
they are written, solved by ``scipy.optimize`` point by point, for as many points as the views
have. In turns in one process, in milliseconds of the processor: what else the machine does is
not measured.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import partial
from random import Random
from time import process_time_ns

import numpy as np
from scipy.integrate import quad
from scipy.optimize import brentq, fsolve, root

from desktop_app.charts.resolve import resolve
from desktop_app.models.core_periphery import CorePeriphery
from desktop_app.models.market_flow import Markets
from desktop_app.models.model import Model
from desktop_app.models.parameters import NumberParameter, Values
from desktop_app.models.registry import MODELS
from desktop_app.models.run import Run, State
from desktop_app.models.service_markets import Map
from desktop_app.models.telework_city import Setting, build, pivot
from desktop_app.models.texts import ModelTexts
from desktop_app.ui.models.drawing import Drawings
from desktop_app.ui.models.views.marks import Frame
from tests.benchmarks.report import report

MOVES = 120
"""Moves of sliders that are timed, of each model."""

TURNS = 9
"""How often each side solves the whole of a model."""

SHARES = np.linspace(0, 1, 201)
POINTS = 400
Figures = dict[str, list[float]]


def timed(act: Callable[[], object]) -> float:
    start = process_time_ns()
    act()
    return (process_time_ns() - start) / 1e6


# -- ours ---------------------------------------------------------------------------------


def moves(model: Model) -> list[Values]:
    """Sliders moved one at a time, anywhere in what they offer; the seed is fixed."""
    chance = Random(7)
    sliders = [one for one in model.parameters if isinstance(one, NumberParameter)]
    sliders = [one for one in sliders if model.values().applies(one)]
    given: dict[str, object] = {}
    found = []
    for turn in range(MOVES):
        if sliders:
            slider = sliders[turn % len(sliders)]
            given[slider.name] = chance.uniform(*slider.offered)
        else:
            part = chance.uniform(0.1, 0.5)
            given["shares"] = (part, 0.6 - part, 0.4)
            given["shares_b"] = (0.3, 0.3, 0.4)
        found.append(model.values(given))
    return found


Act = Callable[[Values, State | None], None]


def recomputed(model: Model, act: Act) -> list[float]:
    """Milliseconds of each ``act``, after some that warm up; the least of three."""
    every = moves(model)
    state = model.start(every[0]) if model.plays else None
    found = []
    for rank, values in enumerate(every[:20] + every):
        least = min(timed(partial(act, values, state)) for _ in range(3))
        if state is not None:
            state = model.advance(values, state)
        if rank >= 20:
            found.append(least)
    return found


def _run(model: Model, values: Values, state: State | None) -> Run:
    if state is not None:
        state = model.advance(values, state)
    return model.run(values, state)


def rows_of(model: Model) -> Act:
    """From parameters to the rows of every series."""

    def act(values: Values, state: State | None) -> None:
        for series in _run(model, values, state).series.values():
            series.rows()

    return act


def scenes_of(model: Model) -> Act:
    """From parameters to the scenes of every view's chart."""
    drawings = Drawings(model.id, "it", Frame(ModelTexts(model.id, "fr"), partial(_reach, model)))

    def act(values: Values, state: State | None) -> None:
        drawings.show(_run(model, values, state), ())
        for view in model.views:
            feed = drawings.feed(view)
            resolve(feed.specification, feed.source, {}, feed.language)

    return act


def _reach(model: Model, name: str) -> tuple[float, float]:
    parameter = model.parameter(name)
    assert isinstance(parameter, NumberParameter)
    return parameter.offered


# -- by SciPy: two regions ------------------------------------------------------------------


def krugman_gap(share: float, distance: float) -> float:
    """omega1 - omega2 at sigma = 5, mu = 0.4, a = 1/2."""
    sigma, mu = 5.0, 0.4
    phi = distance ** (1 - sigma)

    def incomes(w: float, w2: float) -> tuple[float, float]:
        return mu * share * w + (1 - mu) / 2, mu * (1 - share) * w2 + (1 - mu) / 2

    def indices(w: float, w2: float) -> tuple[float, float]:
        e1, e2 = share * w ** (1 - sigma), (1 - share) * w2 ** (1 - sigma)
        return e1 + phi * e2, phi * e1 + e2

    def excess(log_wage: float) -> float:
        w2 = 1 / (share * math.exp(log_wage) + 1 - share)
        w = w2 * math.exp(log_wage)
        (y1, y2), (d1, d2) = incomes(w, w2), indices(w, w2)
        return sigma * log_wage - math.log((y1 / d1 + phi * y2 / d2) / (phi * y1 / d1 + y2 / d2))

    widest = -math.log(phi) / sigma * (1 + 1e-9)  # at its ends where a region is empty
    log_wage = brentq(excess, -widest, widest) if widest > 0 else 0.0
    w2 = 1 / (share * math.exp(log_wage) + 1 - share)
    w = w2 * math.exp(log_wage)
    d1, d2 = indices(w, w2)
    return float(w * d1 ** (mu / (sigma - 1)) - w2 * d2 ** (mu / (sigma - 1)))


def entrepreneur_gap(share: float, distance: float) -> float:
    sigma, mu = 5.0, 0.4
    phi = np.array([[1, distance ** (1 - sigma)], [distance ** (1 - sigma), 1]])
    people = np.array([share, 1 - share])
    index = phi @ people
    weights = mu / sigma * phi / index
    wages = np.linalg.solve(np.eye(2) - weights * people, weights @ np.array([0.5, 0.5]))
    worth = wages * index ** (mu / (sigma - 1))
    return math.log(worth[0] / worth[1])


def murata_gap(share: float, distance: float) -> float:
    sigma, theta = 5.0, 0.3
    phi = distance ** (1 - sigma)
    s1, s2 = share * (1 - theta * share), (1 - share) * (1 - theta * (1 - share))

    def indices(wage: float) -> tuple[float, float]:
        return s1 * wage ** (1 - sigma) + phi * s2, phi * s1 * wage ** (1 - sigma) + s2

    def excess(log_wage: float) -> float:
        wage = math.exp(log_wage)
        d1, d2 = indices(wage)
        one, two = s1 * wage / d1 + phi * s2 / d2, phi * s1 * wage / d1 + s2 / d2
        return sigma * log_wage - math.log(one / two)

    widest = -math.log(phi) / sigma * (1 + 1e-9)  # at its ends where a region is empty
    log_wage = brentq(excess, -widest, widest) if widest > 0 else 0.0
    d1, d2 = indices(math.exp(log_wage))
    net = math.log((1 - theta * share) / (1 - theta * (1 - share)))
    return net + log_wage + math.log(d1 / d2) / (sigma - 1)


Gap = Callable[[float, float], float]


def curve(gap: Gap, distance: float) -> None:
    """The gain from moving at each share, and the equilibria where it turns."""
    found = [gap(share, distance) for share in SHARES.tolist()]
    for rank in range(len(found) - 1):
        if found[rank] * found[rank + 1] < 0:
            brentq(partial(_at, gap, distance), SHARES[rank], SHARES[rank + 1])


def _at(gap: Gap, distance: float, share: float) -> float:
    return gap(share, distance)


def arm(gap: Gap, low: float, high: float) -> None:
    """The bifurcation diagram: the T at which each share above 1/2 is an equilibrium."""
    for share in np.linspace(0.5, 1, POINTS + 2)[1:-1].tolist():
        brentq(lambda distance, share=share: gap(share, distance), low, high)


def both(gap: Gap, distance: float, low: float, high: float) -> None:
    curve(gap, distance)
    arm(gap, low, high)


# -- by SciPy: the city, the markets ----------------------------------------------------------


def city() -> None:
    """Both cities by the populations of their rings, and the radius where rents cross."""
    edges = {days: _edges(share, days) for share, days in ((0.0, 0.0), (0.22, 1.9))}
    rent, before = (_rent(0.3 * (1 - days / 5), *edges[days]) for days in (1.9, 0.0))
    brentq(lambda radius: rent(radius) - before(radius), edges[1.9][0], edges[0.0][1])
    for radius in np.linspace(0, edges[1.9][1], 121).tolist():
        rent(radius), before(radius)


def _rent(far_cost: float, inner: float, outer: float) -> Callable[[float], float]:
    def rent(radius: float) -> float:
        between = 4 * ((36 - far_cost * inner) / (36 - far_cost * outer)) ** 5
        if radius < inner:
            return between * ((36 - 0.3 * radius) / (36 - 0.3 * inner)) ** 5
        return 4 * ((36 - far_cost * radius) / (36 - far_cost * outer)) ** 5

    return rent


def _edges(share: float, days: float) -> tuple[float, float]:
    far_cost = 0.3 * (1 - days / 5)

    def people(radius: float, cost: float, rent: Callable[[float], float]) -> float:
        return math.tau * 0.25 * radius * rent(radius) / (0.2 * (36 - cost * radius))

    def excess(edges: np.ndarray) -> list[float]:
        inner, outer = float(edges[0]), float(edges[1])
        rent = _rent(far_cost, inner, outer)
        near, _ = quad(people, 0, inner, args=(0.3, rent))
        far, _ = quad(people, inner, outer, args=(far_cost, rent))
        return [near / 500 - (1 - share), far / 500 - share]

    inner, outer = fsolve(excess, [22.0, 25.0])
    return float(inner), float(outer)


def markets() -> None:
    """The 37 capacities at which demand is met, and the flows between them."""
    place = Map.of(MODELS["service-markets"].values())
    near = np.exp(-0.1 * place.ways)

    def excess(logs: np.ndarray) -> np.ndarray:
        pull = near * np.exp(0.8 * logs)
        demand = (place.people[:, None] * pull / pull.sum(axis=1, keepdims=True)).sum(axis=0)
        found: np.ndarray = np.log(demand) - logs
        return found

    solved = root(excess, np.log(place.people))
    assert solved.success
    ones = np.ones(len(place.people))
    Markets(place.people, ones, place.ways, 0.8, 0.1, 0.0).flows(solved.x)


# -- what is measured -------------------------------------------------------------------------


def our_city() -> None:
    """The same cities, pivot and profile."""
    setting = Setting(500, 36, 0.3, 0.2, 4, 0.25, is_circular=True)
    after, before = build(setting, 0.22, 1.9), build(setting, 0.0, 0.0)
    pivot(after, before)
    radius = np.linspace(0, after.edge, 121)
    after.profile(radius), before.profile(radius)


def our_markets() -> None:
    """The same capacities and flows."""
    place = Map.of(MODELS["service-markets"].values())
    ones = np.ones(len(place.people))
    made = Markets(place.people, ones, place.ways, 0.8, 0.1, 0.0)
    made.flows(made.settle(made.logs(place.people), 10_000).log_capacity)


def our_regions(name: str, **given: float) -> Callable[[], object]:
    """All series of two regions: more than what SciPy is asked for."""
    model = MODELS[name]
    values = model.values(given)
    return lambda: model.run(values)


def main() -> None:
    figures: Figures = {}
    for name, model in MODELS.items():
        figures[f"{name} moves"] = recomputed(model, rows_of(model))
        figures[f"{name} scenes"] = recomputed(model, scenes_of(model))
    tomahawk = CorePeriphery(5, 0.4, 1.7).long_run
    pairs: Mapping[str, tuple[Callable[[], object], Callable[[], object]]] = {
        "tomahawk": (
            partial(tomahawk.branch, 4 * math.log(3), POINTS),
            partial(arm, krugman_gap, 1.62, 1.82),
        ),
        "core-periphery": (
            our_regions("core-periphery", T=1.7),
            partial(both, krugman_gap, 1.7, 1.62, 1.82),
        ),
        "footloose-entrepreneur": (
            our_regions("footloose-entrepreneur", T=1.0947),
            partial(both, entrepreneur_gap, 1.0947, 1.0944, 1.0951),
        ),
        "two-distances": (
            our_regions("two-distances", T=1.4),
            partial(both, murata_gap, 1.4, 1.21, 1.67),
        ),
        "telework-city": (our_city, city),
        "service-markets": (our_markets, markets),
    }
    for name, (ours, by_scipy) in pairs.items():
        for _ in range(TURNS):
            for who, act in (("ours", ours), ("scipy", by_scipy)):
                figures.setdefault(f"{name} {who}", []).append(timed(act))
    report(figures)


if __name__ == "__main__":
    main()
