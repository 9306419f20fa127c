"""Service markets: where customers go, and where services stay, when some need no way.

Huff (1963) and Harris & Wilson (1978), with a part m of the demand that distance doesn't
touch (own addition): see :mod:`desktop_app.models.market_flow` for the equations. On the maps:
``hex37``, a metropolis, six towns and thirty small towns; ``ring``, equal zones on a circle;
``two`` equal zones; or a lesson's own zones. O is the population (thousands), c the distance
(km, along a ring), W the capacity in thousands of customers served, kap its cost.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from desktop_app.models import ring_patterns, zones
from desktop_app.models.market_flow import NUDGE, Markets
from desktop_app.models.parameters import Values
from desktop_app.models.roots import Floats
from desktop_app.models.run import Note, Output, Run, Series, State
from desktop_app.models.zones import Zone

FRAME_STEPS = 6
"""Steps of the solver in one frame."""

MOST_STEPS, EASILY = 60_000, 64
"""Steps after which markets that won't come to rest are shown as they are: so many for maps
of no more than so many zones, fewer in proportion for larger ones."""

CENTRE = 1e-3
"""A zone with more than this part of all capacity is a centre."""

MOST_FLOWS = 160
"""The largest flows between zones are shown, so many of them."""

LEAST_FLOW = 1e-3
"""A flow of less than this part of the people of its zone is not shown."""

HUFF_COSTS = np.linspace(0, 0.2, 41)
"""The costs of distance at which fixed capacities are looked at."""

MOST_HUFF = 150
"""Maps of more zones than this are not looked at with fixed capacities."""


@dataclass(frozen=True, eq=False)
class Map:
    """The zones of a map and how they lie: ``kind`` hex37, ring, two or own."""

    kind: str
    places: tuple[Zone, ...]
    step: float = 0.0

    @classmethod
    def of(cls, values: Values) -> Map:
        """The map that the parameters name, or the lesson's own."""
        own = values.zones("map")
        if own:
            return _own_map(own)
        kind = values.choice("map")
        if kind == "ring":
            spacing = values.number("spacing")
            return cls(kind, zones.ring(values.whole("zones"), spacing), spacing)
        if kind == "two":
            return cls(kind, zones.two(values.number("distance")), values.number("distance"))
        return cls(kind, zones.hex37())

    @property
    def is_regular(self) -> bool:
        """Whether all zones are alike: a ring, or two."""
        return self.kind in ("ring", "two")

    @cached_property
    def people(self) -> Floats:
        return np.array([zone.population for zone in self.places])

    @cached_property
    def ways(self) -> Floats:
        """Kilometres from zone to zone, n × n: along a ring, else as the crow flies."""
        count = len(self.places)
        if self.is_regular:
            steps = np.abs(np.subtract.outer(np.arange(count), np.arange(count)))
            around: Floats = self.step * np.minimum(steps, count - steps)
            return around
        x = np.array([zone.x for zone in self.places])
        y = np.array([zone.y for zone in self.places])
        straight: Floats = np.hypot(np.subtract.outer(x, x), np.subtract.outer(y, y))
        return straight

    @cached_property
    def largest(self) -> int:
        """The zone with most people, the first of them."""
        return int(np.argmax(self.people))

    def costs(self, gradient: float, given: tuple[float, ...]) -> Floats:
        """Kap of each zone: dearer by ``gradient`` at the largest zone than at the edge."""
        away = self.ways[self.largest]
        own = np.array(given or [zone.cost for zone in self.places])
        near = 1 - away / away.max() if away.max() > 0 else np.ones(len(self.places))
        found: Floats = own * (1 + gradient * near)
        return found


@lru_cache(maxsize=4)
def _own_map(places: tuple[Zone, ...]) -> Map:
    """The map of a lesson, made once: the ways between many zones are many."""
    return Map("own", places)


def _markets(values: Values, place: Map) -> Markets:
    numbers = (values.number(name) for name in ("gradient", "alpha", "beta", "m"))
    return _made(place, values.numbers("kappa"), *numbers)


@lru_cache(maxsize=4)
def _made(
    place: Map, kappa: tuple[float, ...], gradient: float, alpha: float, beta: float, m: float
) -> Markets:
    """The markets of the last parameters: every frame asks for them, then its run."""
    return Markets(place.people, place.costs(gradient, kappa), place.ways, alpha, beta, m)


def _begun(values: Values, place: Map, markets: Markets) -> Floats:
    """The logarithms of W at the beginning: as people live, or the pattern that was asked for."""
    pattern = values.whole("pattern")
    if pattern and place.kind == "ring":
        count = len(place.places)
        centres = np.zeros(count)
        centres[:: count // pattern] = count / pattern
        return markets.logs(centres)
    return markets.logs(place.people / markets.costs)


def thresholds(values: Values, notes: list[Note]) -> dict[str, Output]:
    """alpha_c and beta_star; ``notes`` say why one does not exist."""
    place = Map.of(values)
    return _thresholds(values, place, _markets(values, place), notes)


def start(values: Values) -> State:
    """Capacities as people live, or the pattern that was asked for."""
    place = Map.of(values)
    markets = _markets(values, place)
    return _state(markets, _begun(values, place, markets), moving=True, nudged=False)


def _state(markets: Markets, log_capacity: Floats, *, moving: bool, nudged: bool) -> State:
    return State(tuple(markets.capacities(log_capacity).tolist()), moving, nudged)


def _carried(values: Values, place: Map, markets: Markets, state: State) -> Floats:
    """The logarithms of W of ``state``; that of the beginning where it belongs to another map."""
    if len(state.values) != len(place.places) or not any(state.values):
        return _begun(values, place, markets)
    return markets.logs(np.array(state.values))


def advance(values: Values, state: State) -> State:
    """One frame: so many steps of the solver from ``state``, under the parameters of now."""
    place = Map.of(values)
    markets = _markets(values, place)
    begun = markets.revived(_carried(values, place, markets, state))
    log_capacity, is_at_rest, is_nudged = markets.follow(begun, FRAME_STEPS)
    return _state(markets, log_capacity, moving=not is_at_rest, nudged=state.nudged or is_nudged)


def perturb(values: Values, state: State) -> State:
    """The largest zone gains a thousandth of its capacity."""
    place = Map.of(values)
    markets = _markets(values, place)
    log_capacity = _carried(values, place, markets, state)
    log_capacity[place.largest] += NUDGE
    return _state(markets, log_capacity, moving=True, nudged=True)


def run(values: Values, state: State | None = None) -> Run:
    """Everything about one set of parameters: at rest, or at the capacities of ``state``."""
    place = Map.of(values)
    markets = _markets(values, place)
    notes: list[Note] = []
    if state is None:
        begun = _begun(values, place, markets)
        steps = MOST_STEPS * EASILY // max(EASILY, len(place.places))
        log_capacity, is_at_rest, is_nudged = markets.settle(begun, steps)
        if not is_at_rest:
            notes.append(Note("not-at-rest", {"steps": steps}))
    else:
        log_capacity = _carried(values, place, markets, state)
        is_nudged = state.nudged
    if is_nudged:
        notes.append(Note("nudged"))
    if markets.returns == 1 and markets.is_placeless and np.ptp(markets.costs) == 0:
        notes.append(Note("any-split"))
    capacity = markets.capacities(log_capacity)
    shares = capacity / capacity.sum()
    outputs: dict[str, Output] = {
        "shares": _shares(place, shares),
        "centres": int(np.count_nonzero(shares > CENTRE)),
        "largest_share": float(shares.max()),
        **_thresholds(values, place, markets, notes),
    }
    return Run(
        "service-markets",
        values,
        outputs,
        (_summary(place, markets, shares, outputs),),
        tuple(notes),
        _series(values, place, markets, log_capacity, shares),
        state,
    )


def _shares(place: Map, shares: Floats) -> Output:
    """By kind of zone where zones have kinds, else zone by zone."""
    kinds = dict.fromkeys(zone.kind for zone in place.places)
    if "" in kinds:
        return [float(share) for share in shares]
    of_kind = np.array([zone.kind for zone in place.places])
    return {kind: float(shares[of_kind == kind].sum()) for kind in kinds}


def _thresholds(
    values: Values, place: Map, markets: Markets, notes: list[Note]
) -> dict[str, Output]:
    """alpha_c and beta_star; None, with notes, where they don't exist."""
    found: dict[str, Output] = {"alpha_c": None, "beta_star": None}
    if not place.is_regular or np.ptp(markets.costs) > 0:
        notes.append(Note("irregular-map"))
        return found
    count, pattern = len(place.places), values.whole("pattern")
    cost = markets.friction * place.step
    returns = ring_patterns.critical_returns(cost, count, markets.remote)
    if math.isinf(returns):
        notes.append(Note("all-hold"))
    else:
        found["alpha_c"] = returns
    if place.kind == "two" or not pattern:
        notes.append(Note("no-pattern"))
    elif pattern == 1:
        notes.append(Note("one-centre"))
    elif markets.returns <= 1:
        notes.append(Note("pattern-returns"))
    else:
        critical = ring_patterns.critical_cost(pattern, count, markets.returns, markets.remote)
        if critical is None:
            notes.append(Note("pattern-never-holds", {"pattern": pattern}))
        else:
            found["beta_star"] = critical / place.step
    return found


def _summary(place: Map, markets: Markets, shares: Floats, outputs: dict[str, Output]) -> Note:
    """Who keeps services, in one sentence."""
    said: dict[str, object] = {
        "centres": outputs["centres"],
        "zones": len(place.places),
        "largest": 100 * float(shares.max()),
    }
    returns = markets.returns
    code = "decreasing" if returns < 1 else "constant" if returns == 1 else "increasing"
    if returns > 1 and outputs["centres"] == 1:
        code = "winner"
    elif place.kind == "hex37":
        by_kind = outputs["shares"]
        assert isinstance(by_kind, dict)
        said |= {kind: 100 * share for kind, share in by_kind.items()}
        code = f"hex-{code}"
    return Note(code, said)


# -- series -------------------------------------------------------------------------------


def _series(
    values: Values, place: Map, markets: Markets, log_capacity: Floats, shares: Floats
) -> dict[str, Series]:
    flows = markets.flows(log_capacity)
    names = [zone.name for zone in place.places]
    x = np.array([zone.x for zone in place.places])
    y = np.array([zone.y for zone in place.places])
    found = {
        "zones": Series(
            {
                "zone": names,
                "kind": [zone.kind for zone in place.places],
                "x": x,
                "y": y,
                "population": place.people,
                "capacity": markets.capacities(log_capacity),
                "share": shares,
                "demand": flows.sum(axis=0),
                "cost": markets.costs,
            }
        ),
        "flows": _flow_series(place, flows, names, x, y),
        "cascade": _cascade_series(values, place, markets),
        "position": Series(
            {
                "beta": [markets.friction],
                "centres": [int(np.count_nonzero(shares > CENTRE))],
                "share": [float(shares.max())],
            }
        ),
    }
    if len(names) <= MOST_HUFF:
        found["huff"] = _huff_series(place)
    by_kind = _shares(place, shares)
    if isinstance(by_kind, dict):
        people = {
            kind: sum(zone.population for zone in place.places if zone.kind == kind)
            for kind in by_kind
        }
        found["kinds"] = Series(
            {
                "kind": list(by_kind),
                "share": list(by_kind.values()),
                "people": [people[kind] / markets.total for kind in by_kind],
            }
        )
    return found


def _flow_series(place: Map, flows: Floats, names: list[str], x: Floats, y: Floats) -> Series:
    """The largest flows from one zone to another, thousands of customers."""
    large = np.where(flows >= LEAST_FLOW * place.people[:, None], flows, 0.0)
    np.fill_diagonal(large, 0.0)
    count = min(MOST_FLOWS, large.size - 1)
    ranks = np.argpartition(-large, count, axis=None)[:count]
    ranks = ranks[large.ravel()[ranks] > 0]
    ranks = ranks[np.argsort(-large.ravel()[ranks], kind="stable")]
    here, there = np.unravel_index(ranks, large.shape)
    return Series(
        {
            "from": [names[rank] for rank in here],
            "to": [names[rank] for rank in there],
            "x": x[here],
            "y": y[here],
            "x2": x[there],
            "y2": y[there],
            "flow": large[here, there],
        }
    )


def _cascade_series(values: Values, place: Map, markets: Markets) -> Series:
    """How many centres hold on a ring between two costs of distance; else nothing."""
    rows: list[tuple[int, float, float | None]] = []
    if place.kind == "ring" and place.step > 0 and np.ptp(markets.costs) == 0:
        count = len(place.places)
        above: float | None = None
        for centres in ring_patterns.halvings(count):
            critical = ring_patterns.critical_cost(centres, count, markets.returns, markets.remote)
            below = 0.0 if critical is None else critical / place.step
            if markets.returns > 1 and (critical is not None or centres == 1):
                rows.append((centres, below, above))
                above = below
    return Series(
        {
            "centres": [centres for centres, _, _ in rows],
            "beta_from": [low for _, low, _ in rows],
            "beta_to": [high for _, _, high in rows],
        }
    )


def _huff_series(place: Map) -> Series:
    """The part of the largest zone in plain Huff: W = O, al = 1, m = 0, distance varied."""
    near = np.exp(-np.minimum(HUFF_COSTS[:, None, None] * place.ways, 600.0))
    pull = near * place.people
    parts = pull[:, :, place.largest] / pull.sum(axis=2)
    return Series({"beta": HUFF_COSTS, "share": parts @ place.people / place.people.sum()})
