"""The service markets: equilibria, patterns on a ring, and how they are reached."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq, minimize

from desktop_app.models.market_flow import Markets
from desktop_app.models.parameters import ParameterError
from desktop_app.models.registry import MODELS
from desktop_app.models.ring_patterns import critical_cost, critical_returns
from desktop_app.models.run import Run, State
from desktop_app.models.zones import MOST_ZONES, Zone, hex37
from tests.models.support import faults, number, rest, run

MODEL = MODELS["service-markets"]


@st.composite
def maps(draw: st.DrawFn, fewest: int = 2, most: int = 14) -> tuple[Zone, ...]:
    count = draw(st.integers(fewest, most))
    place = st.floats(0, 100)
    people = st.one_of(st.just(0.0), st.floats(0.1, 300))
    made = [
        Zone(str(rank), draw(place), draw(place), draw(people), cost=draw(st.floats(0.5, 2)))
        for rank in range(count)
    ]
    made[0] = Zone("0", 0, 0, 100)
    return tuple(made)


def markets_of(zones: tuple[Zone, ...], returns: float, friction: float, remote: float) -> Markets:
    x, y = (np.array([getattr(zone, name) for zone in zones]) for name in ("x", "y"))
    ways = np.hypot(np.subtract.outer(x, x), np.subtract.outer(y, y))
    people = np.array([zone.population for zone in zones])
    costs = np.array([zone.cost for zone in zones])
    return Markets(people, costs, ways, returns, friction, remote)


def shares_of(found: Run) -> list[float]:
    return [float(row["share"] or 0) for row in found.series["zones"].rows()]


# -- the equilibrium --------------------------------------------------------------------------


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    zones=maps(),
    alpha=st.one_of(st.sampled_from([1.0, 1.2]), st.floats(0.3, 1.5)),
    beta=st.floats(0, 0.3),
    m=st.floats(0, 1),
)
def test_at_rest_every_zone_gets_what_it_pays_for(
    zones: tuple[Zone, ...], alpha: float, beta: float, m: float
) -> None:
    found = run("service-markets", map=zones, alpha=alpha, beta=beta, m=m)
    assert faults(found) == []
    assume(all(note.code != "not-at-rest" for note in found.notes))
    total = sum(zone.population for zone in zones)
    rows: list[dict[str, Any]] = found.series["zones"].rows()
    for row in rows:
        assert row["demand"] == pytest.approx(row["capacity"] * row["cost"], abs=1e-8 * total)
    assert sum(row["demand"] for row in rows) == pytest.approx(total)
    assert sum(row["share"] for row in rows) == pytest.approx(1)


@given(zones=maps(most=6), alpha=st.floats(0.3, 0.95), beta=st.floats(0, 0.2), m=st.floats(0, 1))
def test_decreasing_returns_have_the_maximum_of_a_potential(
    zones: tuple[Zone, ...], alpha: float, beta: float, m: float
) -> None:
    """(1/al) sum O_i [(1-m) ln sum W^al e + m ln sum W^al] - sum kap W, by SciPy."""
    markets = markets_of(zones, alpha, beta, m)
    people, costs, near = markets.people, markets.costs, np.exp(-beta * markets.ways)

    def potential(logs: np.ndarray) -> float:
        pull = np.exp(alpha * logs)
        served = (1 - m) * np.log(near @ pull) + m * math.log(pull.sum())
        return float(costs @ np.exp(logs) - people @ served / alpha)

    start = np.log(people.sum() / len(people) / costs)
    solved = minimize(potential, start, method="BFGS", options={"gtol": 1e-9})
    wanted = np.exp(solved.x) / np.exp(solved.x).sum()
    assert shares_of(run("service-markets", map=zones, alpha=alpha, beta=beta, m=m)) == (
        pytest.approx(wanted, abs=2e-4)
    )


@settings(max_examples=8, deadline=None)
@given(zones=maps(most=8), m=st.floats(0, 0.5), beta=st.floats(0.02, 0.2))
def test_increasing_returns_follow_the_path_from_where_people_live(
    zones: tuple[Zone, ...], m: float, beta: float
) -> None:
    """The flow ln W' = ln(D/(kap W)) in steps a tenth as long, away from watersheds."""
    markets = markets_of(zones, 1.2, beta, m)
    begun = markets.logs(markets.people / markets.costs)

    def flown(logs: np.ndarray) -> np.ndarray:
        for _ in range(4_000):
            logs = np.maximum(logs + 0.05 * markets.balance(logs).growth, -600)
        return np.exp(logs) / np.exp(logs).sum()

    tilt = 0.02 * np.cos(np.arange(len(zones)))
    wanted, *beside = (flown(begun + sign * tilt) for sign in (0, 1, -1))
    assume(all(np.abs(other - wanted).max() < 1e-4 for other in beside))
    found = run("service-markets", map=zones, alpha=1.2, beta=beta, m=m)
    assert shares_of(found) == pytest.approx(wanted, abs=1e-4)


def test_constant_returns_do_not_care_how_much_is_remote() -> None:
    local, half = (run("service-markets", alpha=1, m=m) for m in (0.0, 0.6))
    assert shares_of(local) == pytest.approx(shares_of(half), abs=1e-6)


@pytest.mark.parametrize("given_", [{"m": 1}, {"beta": 0}])
def test_constant_returns_without_distance_leave_everything_as_it_was(
    given_: dict[str, float],
) -> None:
    found = run("service-markets", alpha=1, **given_)
    people = [float(row["population"] or 0) / 900 for row in found.series["zones"].rows()]
    assert shares_of(found) == pytest.approx(people, abs=1e-9)
    assert "any-split" in [note.code for note in found.notes]


@pytest.mark.parametrize("alpha", [0.3, 0.5, 0.9])
def test_without_distance_the_cost_of_capacity_decides(alpha: float) -> None:
    zones = tuple(
        Zone(str(rank), rank * 7.0, 0, 10.0 + 50 * rank, cost=1 + 0.1 * rank) for rank in range(4)
    )
    wanted = np.array([zone.cost for zone in zones]) ** (-1 / (1 - alpha))
    for given_ in ({"m": 1}, {"beta": 0}):
        found = run("service-markets", map=zones, alpha=alpha, **given_)
        assert shares_of(found) == pytest.approx(wanted / wanted.sum(), abs=1e-9)


def test_the_metropolis_has_most_of_fixed_markets_at_a_middling_distance() -> None:
    rows: list[dict[str, Any]] = run("service-markets").series["huff"].rows()
    shares = {round(row["beta"], 3): row["share"] for row in rows}
    assert shares[0.05] > shares[0.2] > shares[0.0] == pytest.approx(1 / 3)


def test_the_sign_of_remote_services_flips_with_returns_to_scale() -> None:
    """28 % of consultations go online: do the thirty small towns gain?"""
    for alpha, gain in ((0.8, 1), (1.2, -1)):
        before, after = (
            run("service-markets", alpha=alpha, m=m).outputs["shares"] for m in (0, 0.28)
        )
        assert isinstance(before, dict)
        assert isinstance(after, dict)
        assert gain * (before["metropolis"] - after["metropolis"]) > 0
        assert after["small_towns"] >= before["small_towns"] if gain > 0 else True
        assert gain > 0 or after["small_towns"] == 0


def test_a_dearer_metropolis_has_less() -> None:
    cheap, dear = (run("service-markets", gradient=gradient) for gradient in (0, 0.5))
    assert shares_of(dear)[0] < shares_of(cheap)[0]


# -- thresholds on a ring ---------------------------------------------------------------------


@given(zones=st.integers(2, 64), cost=st.floats(0.05, 6), m=st.floats(0, 0.9))
def test_alpha_c_is_where_the_jacobian_turns(zones: int, cost: float, m: float) -> None:
    """The largest eigenvalue of d(D - W)/dW at equal capacities, by finite differences."""
    steps = np.abs(np.subtract.outer(np.arange(zones), np.arange(zones)))
    ways = np.minimum(steps, zones - steps).astype(float)
    critical = critical_returns(cost, zones, m)
    ones = np.ones(zones)

    def largest(alpha: float) -> float:
        markets = Markets(ones, ones, ways, alpha, cost, m)
        columns = []
        for rank in range(zones):
            moved = np.zeros(zones)
            moved[rank] = 1e-6
            up, down = (markets.balance(sign * moved).growth for sign in (1, -1))
            columns.append((up - down) / 2e-6)
        return float(np.linalg.eigvals(np.array(columns)).real.max())

    assume(critical < 50)
    assert brentq(largest, 0.5, 60, xtol=1e-10) == pytest.approx(critical, rel=1e-5)


def test_two_zones_are_a_ring_of_two() -> None:
    for cost in (0.1, 1.0, 5.0, 40.0):
        for m in (0.0, 0.28, 1.0):
            wanted = 1 / ((1 - m) / math.cosh(cost / 2) ** 2 + m)
            assert critical_returns(cost, 2, m) == pytest.approx(wanted, rel=1e-12)


@pytest.mark.parametrize("zones", [8, 12, 16])
@pytest.mark.parametrize("cost", [0.2, 1.0, 3.0])
def test_rings_of_four_k_have_the_closed_form(zones: int, cost: float) -> None:
    r = math.exp(-cost)
    f = ((1 - r) / (1 + r)) ** 2
    assert critical_returns(cost, zones, 0) == pytest.approx(1 / (1 - f * f), rel=1e-9)


@pytest.mark.parametrize(("centres", "left"), [(16, 8), (8, 4), (4, 2), (2, 1)])
def test_a_pattern_holds_above_its_threshold_and_halves_below(centres: int, left: int) -> None:
    critical = critical_cost(centres, 16, 1.2, 0.0)
    assert critical is not None
    given_: dict[str, Any] = {"map": "ring", "alpha": 1.2, "pattern": centres}
    held = run("service-markets", **given_, beta=critical * 1.02)
    lost = run("service-markets", **given_, beta=critical * 0.98)
    assert held.outputs["centres"] == centres
    assert held.notes == ()
    assert lost.outputs["centres"] == left
    assert [note.code for note in lost.notes] == ["nudged"]
    assert number(held.outputs["beta_star"]) == pytest.approx(critical)


@pytest.mark.parametrize(("beta", "centres"), [(1.6, 16), (1.2, 8), (0.7, 4), (0.3, 2), (0.1, 1)])
def test_the_cascade_in_time(beta: float, centres: int) -> None:
    """Equal zones, frame by frame: it halves until it holds, and never hangs."""
    values: dict[str, Any] = {"map": "ring", "alpha": 1.2, "beta": beta}
    begun = MODEL.start(MODEL.values(values))
    state = rest("service-markets", begun, **values)
    assert sum(value > 1e-3 * 16 for value in state.values) == centres
    rows = run("service-markets", **values).series["cascade"].rows()
    (band,) = [
        row
        for row in rows
        if float(row["beta_from"] or 0) < beta < float(row["beta_to"] or math.inf)
    ]
    assert band["centres"] == centres


@pytest.mark.parametrize(
    ("given_", "code"),
    [
        ({"pattern": 1, "alpha": 1.2}, "one-centre"),
        ({"pattern": 4, "alpha": 0.8}, "pattern-returns"),
        ({"pattern": 8, "alpha": 3}, "pattern-never-holds"),
        ({"alpha": 1.2}, "no-pattern"),
        ({"alpha": 1.2, "kappa": tuple([2.0] + [1.0] * 15), "pattern": 4}, "irregular-map"),
    ],
)
def test_a_threshold_that_does_not_exist_is_said(given_: dict[str, Any], code: str) -> None:
    found = run("service-markets", map="ring", beta=2, **given_)
    assert found.outputs["beta_star"] is None
    assert code in [note.code for note in found.notes]


# -- in time ----------------------------------------------------------------------------------


def test_frames_come_to_the_same_rest_as_the_command() -> None:
    for alpha in (0.8, 1.2):
        begun = MODEL.start(MODEL.values({"alpha": alpha}))
        state = rest("service-markets", begun, alpha=alpha)
        shares = np.array(state.values) / sum(state.values)
        assert shares == pytest.approx(shares_of(run("service-markets", alpha=alpha)), abs=1e-6)


def test_a_frame_is_a_few_steps_and_can_be_continued() -> None:
    values = MODEL.values({"alpha": 1.2})
    first = MODEL.advance(values, MODEL.start(values))
    second = MODEL.advance(values, first)
    assert first.moving
    small = [sum(state.values[7:]) / sum(state.values) for state in (first, second)]
    assert small[0] > small[1] > 0
    shown = MODEL.run(values, second).outputs["shares"]
    assert isinstance(shown, dict)
    assert shown["small_towns"] == pytest.approx(small[1])


def test_history_a_lost_market_does_not_come_back_with_increasing_returns() -> None:
    state = rest("service-markets", MODEL.start(MODEL.values()), alpha=1.2)
    assert state.values.count(0.0) == 30
    back = rest("service-markets", state, alpha=1.05)
    assert back.values.count(0.0) == 30
    again = rest("service-markets", back, alpha=0.8)
    assert again.values.count(0.0) == 0
    shares = np.array(again.values) / sum(again.values)
    assert shares == pytest.approx(shares_of(run("service-markets", alpha=0.8)), abs=1e-6)


def test_a_state_of_another_map_is_begun_anew() -> None:
    values = MODEL.values({"map": "two"})
    state = MODEL.advance(values, State((1.0,) * 37))
    assert len(state.values) == 2
    assert faults(MODEL.run(values, State((1.0,) * 37))) == []


def test_what_will_not_come_to_rest_is_said() -> None:
    """Hardly increasing returns, everything remote: growth so slow that steps run out."""
    given_: dict[str, Any] = {"alpha": 1.00001, "m": 1, "beta": 0}
    zones = tuple(Zone(str(rank), 0, 0, 1 + 1e-3 * rank) for rank in range(3))
    found = run("service-markets", map=zones, **given_)
    assert found.notes[0].code == "not-at-rest"
    assert faults(found) == []


# -- maps -------------------------------------------------------------------------------------


def test_the_map_of_37_zones() -> None:
    zones = hex37()
    assert len(zones) == 37
    assert sum(zone.population for zone in zones) == 900
    kinds = [zone.kind for zone in zones]
    assert [kinds.count(kind) for kind in ("metropolis", "towns", "small_towns")] == [1, 6, 30]
    assert zones[0].x == zones[0].y == 0
    for zone in zones[1:7]:
        assert math.hypot(zone.x, zone.y) == pytest.approx(40)
    nearest = [min(math.hypot(a.x - b.x, a.y - b.y) for b in zones if b is not a) for a in zones]
    assert nearest == pytest.approx([20] * 37)
    assert len({zone.name for zone in zones}) == 37


def test_flows_are_the_largest_and_between_zones() -> None:
    found = run("service-markets")
    rows: list[dict[str, Any]] = found.series["flows"].rows()
    assert 0 < len(rows) <= 160
    assert all(row["from"] != row["to"] and row["flow"] > 0 for row in rows)
    assert [row["flow"] for row in rows] == sorted((row["flow"] for row in rows), reverse=True)


def test_a_map_of_many_zones() -> None:
    chance = np.random.default_rng(5)
    zones = tuple(
        Zone(f"z{rank}", *chance.uniform(0, 120, 2).tolist(), float(chance.lognormal(0, 1.5)))
        for rank in range(700)
    )
    values = MODEL.values({"map": zones, "alpha": 1.1})
    state = MODEL.start(values)
    for _ in range(3):
        state = MODEL.advance(values, state)
    assert faults(MODEL.run(values, state)) == []


@pytest.mark.parametrize(
    "zones",
    [
        (Zone("alone", 0, 0, 1),),
        (Zone("a", 0, 0, 0), Zone("b", 1, 0, 0)),
        (Zone("a", 0, 0, -1), Zone("b", 1, 0, 1)),
        (Zone("a", math.nan, 0, 1), Zone("b", 1, 0, 1)),
        (Zone("a", 0, math.inf, 1), Zone("b", 1, 0, 1)),
        (Zone("a", 0, 0, 1), Zone("b", 1, 0, 1, cost=0)),
        tuple(Zone(str(rank), rank, 0, 1) for rank in range(MOST_ZONES + 1)),
    ],
)
def test_impossible_zones_are_refused(zones: tuple[Zone, ...]) -> None:
    with pytest.raises(ParameterError):
        MODEL.values({"map": zones})
