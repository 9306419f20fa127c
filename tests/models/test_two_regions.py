"""What holds for any two regions: the core–periphery model, its twin, the two distances."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.integrate import solve_ivp
from scipy.optimize import brentq, root

from desktop_app.models.core_periphery import CorePeriphery
from desktop_app.models.footloose_entrepreneur import FootlooseEntrepreneur
from desktop_app.models.registry import MODELS
from desktop_app.models.run import State
from desktop_app.models.two_distances import TwoDistances
from desktop_app.models.two_regions import Equilibrium
from tests.models.support import interior, number, rest, run

SHARES = st.floats(0.001, 0.999)
SIGMAS = st.floats(1.3, 10)
COSTS = st.floats(1.02, 4)
Economy = CorePeriphery | FootlooseEntrepreneur | TwoDistances


@st.composite
def economies(draw: st.DrawFn) -> Economy:
    sigma, distance = draw(SIGMAS), draw(COSTS)
    kind = draw(st.sampled_from([CorePeriphery, FootlooseEntrepreneur, TwoDistances]))
    if kind is TwoDistances:
        return TwoDistances(draw(st.floats(0.01, 0.5)), distance, sigma)
    immobile = draw(st.sampled_from([0.5, 0.5, 0.45, 0.51, 0.6, 0.7]))
    mobile = draw(st.floats(0.05, 0.95))
    return kind(sigma, mobile, distance, immobile)


def mirrored(economy: Economy) -> Economy:
    if isinstance(economy, TwoDistances):
        return economy
    return type(economy)(economy.sigma, economy.mu, economy.distance, 1 - economy.immobile)


def gap_at(economy: Economy, share: float) -> float:
    return float(economy.gap(np.array([share]))[0])


# -- equilibria ------------------------------------------------------------------------------


@given(economy=economies(), share=SHARES)
def test_exchanging_the_regions_changes_nothing(economy: Economy, share: float) -> None:
    other = mirrored(economy)
    assert gap_at(economy, share) == pytest.approx(-gap_at(other, 1 - share), abs=1e-11)
    here, there = economy.landscape(), other.landscape()
    assert (here.core_1, here.core_2) == (there.core_2, there.core_1)
    shares = [one.share for one in here.interior]
    assert shares == pytest.approx([1 - one.share for one in reversed(there.interior)], abs=1e-9)


@given(economy=economies())
def test_equilibria_are_where_nobody_gains_and_take_turns(economy: Economy) -> None:
    landscape = economy.landscape()
    stable = [one.stable for one in landscape.equilibria]
    assert all(one != other for one, other in pairwise(stable))
    assert len(landscape.interior) in (0, 1, 2, 3)
    if isinstance(economy, TwoDistances) or economy.immobile == 0.5:
        assert len(landscape.interior) in (1, 3)
    for one in landscape.interior:
        assert abs(gap_at(economy, one.share)) < 1e-9


@given(economy=economies())
def test_a_scan_of_the_gap_finds_the_same_equilibria(economy: Economy) -> None:
    """Wages found at each of 600 shares, against the closed form of the long run."""
    shares = 1 / (1 + np.exp(-np.linspace(-9, 9, 600)))  # none of them is 1/2
    signs = economy.gap(shares) > 0
    turns = np.flatnonzero(signs[1:] != signs[:-1])
    found = [one for one in economy.landscape().interior if 2e-4 < one.share < 1 - 2e-4]
    apart = [abs(one.share - other.share) for one, other in pairwise(found)]
    assume(all(distance > 0.02 for distance in apart))
    assert len(turns) == len(found)
    for turn, one in zip(turns, found, strict=True):
        assert shares[turn] - 1e-9 <= one.share <= shares[turn + 1] + 1e-9
        assert one.stable == bool(signs[turn])


@given(economy=economies())
def test_cores_hold_where_nobody_gains_from_leaving(economy: Economy) -> None:
    landscape = economy.landscape()
    at_0, at_1 = economy.gap(np.array([0.0, 1.0]))
    assume(min(abs(at_0), abs(at_1)) > 1e-9)
    assert landscape.core_1 == (at_1 > 0)
    assert landscape.core_2 == (at_0 < 0)


# -- thresholds and migration ----------------------------------------------------------------

THRESHOLDS: list[tuple[str, dict[str, float], str]] = [
    ("core-periphery", {"sigma": 5, "mu": 0.4}, "down"),
    ("core-periphery", {"sigma": 3, "mu": 0.3}, "down"),
    ("footloose-entrepreneur", {"sigma": 5, "mu": 0.8}, "down"),
    ("two-distances", {"sigma": 5, "theta": 0.3}, "up"),
    ("two-distances", {"sigma": 4, "theta": 0.1}, "up"),
]


@pytest.mark.parametrize(("model", "given_", "way"), THRESHOLDS)
def test_thresholds_part_what_migration_does(
    model: str, given_: dict[str, float], way: str
) -> None:
    outputs = run(model, **given_).outputs
    broken, sustained = number(outputs["T_break"]), number(outputs["T_sustain"])
    gathers, spreads = (0.999, 1.001) if way == "down" else (1.001, 0.999)
    end = rest(model, State((0.501,)), **given_, T=broken * gathers).values[0]
    assert end == 1.0
    end = rest(model, State((0.5001,)), **given_, T=broken * spreads).values[0]
    assert end == pytest.approx(0.5, abs=1e-9)
    assert rest(model, State((1.0,)), **given_, T=sustained * gathers).values[0] == 1.0
    left = rest(model, State((1.0,)), **given_, T=sustained * spreads)
    assert left.values[0] == pytest.approx(0.5, abs=1e-9)
    assert left.nudged


@given(economy=economies(), share=SHARES)
def test_migration_ends_where_the_equation_takes_it(economy: Economy, share: float) -> None:
    """dlam/dt = lam (1-lam) gap in its logit, integrated by SciPy."""
    landscape = economy.landscape()
    nearest = min(abs(one.share - share) for one in landscape.equilibria)
    end = landscape.end(share)
    assume(nearest > 0.01)
    pace = 1 / max(abs(gap_at(economy, share)), 1e-12)
    assume(pace < 1e6)

    def share_at(logit: np.ndarray) -> np.ndarray:
        return 1 / (1 + np.exp(-np.clip(logit, -30, 30)))

    def slope(_: float, logit: np.ndarray) -> np.ndarray:
        return pace * economy.gap(share_at(logit))

    start = math.log(share / (1 - share))
    done = solve_ivp(slope, (0, 6), [start], rtol=1e-6, atol=1e-8)
    moved = float(share_at(done.y[0, -1:])[0])
    assert abs(moved - end) <= abs(share - end) + 1e-9
    assert (moved - share) * (end - share) >= 0


def test_hysteresis_the_periphery_does_not_come_back() -> None:
    state = State((0.5,))
    for distance in (2.1, 1.7, 1.5):
        state = rest("core-periphery", state, T=distance)
    assert state.values == (1.0,)
    for distance in (1.7, 1.8):
        state = rest("core-periphery", state, T=distance)
        assert state.values == (1.0,)
    state = rest("core-periphery", state, T=1.82)
    assert state.values[0] == pytest.approx(0.5, abs=1e-9)


def test_an_exact_balance_is_left_only_with_a_nudge_and_it_is_said() -> None:
    found = run("core-periphery", T=1.5, lambda_=0.5)
    assert found.outputs["lambda_end"] == 1.0
    assert [note.code for note in found.notes] == ["nudged"]
    held = run("core-periphery", T=1.7, lambda_=0.5)
    assert held.outputs["lambda_end"] == 0.5
    assert held.notes == ()


def test_a_perturbation_is_small_and_makes_it_move() -> None:
    model = MODELS["core-periphery"]
    values = model.values({"T": 1.7})
    for share in (0.0, 0.3, 0.5, 1.0):
        state = model.perturb(values, State((share,), moving=False))
        assert 0 < abs(state.values[0] - share) <= 1e-3 + 1e-12
        assert 0 <= state.values[0] <= 1
        assert state.moving


@pytest.mark.parametrize("model", ["core-periphery", "footloose-entrepreneur", "two-distances"])
def test_each_point_of_the_diagram_is_an_equilibrium(model: str) -> None:
    made: dict[str, Callable[[float], Economy]] = {
        "core-periphery": lambda cost: CorePeriphery(5, 0.4, cost),
        "footloose-entrepreneur": lambda cost: FootlooseEntrepreneur(5, 0.4, cost),
        "two-distances": lambda cost: TwoDistances(0.3, cost, 5),
    }
    rows = run(model).series["diagram"].rows()
    for row in rows:
        share, distance = row["share"], row["T"]
        assert isinstance(share, float)
        assert isinstance(distance, float)
        economy = made[model](distance)
        if 1e-6 < share < 1 - 1e-6:
            assert abs(gap_at(economy, share)) < 4e-12


@pytest.mark.parametrize("model", ["core-periphery", "footloose-entrepreneur", "two-distances"])
def test_what_the_diagram_says_lasts_is_what_lasts(model: str) -> None:
    """Along each vertical, the lines of the diagram are the equilibria, as stable."""
    rows = run(model).series["diagram"].rows()
    broken, sustained = (number(run(model).outputs[name]) for name in ("T_break", "T_sustain"))
    for distance in (0.9 * min(broken, sustained) + 0.1, (broken + sustained) / 2, 1.49):
        crossed = {(round(share, 2), stable) for share, stable in crossings(rows, distance)}
        found = find_equilibria(model, distance)
        assert crossed == {(round(one.share, 2), one.stable) for one in found}


def find_equilibria(model: str, distance: float) -> tuple[Equilibrium, ...]:
    made: dict[str, Callable[[float], Economy]] = {
        "core-periphery": lambda cost: CorePeriphery(5, 0.4, cost),
        "footloose-entrepreneur": lambda cost: FootlooseEntrepreneur(5, 0.4, cost),
        "two-distances": lambda cost: TwoDistances(0.3, cost, 5),
    }
    return made[model](distance).landscape().equilibria


def crossings(rows: list[dict[str, Any]], distance: float) -> list[tuple[float, bool]]:
    """Where the lines of a diagram cross the vertical at T = ``distance``."""
    found = []
    for one, other in pairwise(rows):
        apart = (one["T"] - distance) * (other["T"] - distance)
        if one["branch"] == other["branch"] and apart < 0:
            part = (distance - one["T"]) / (other["T"] - one["T"])
            share = one["share"] + part * (other["share"] - one["share"])
            found.append((share, one["stable"]))
    return sorted(found)


@pytest.mark.parametrize("immobile", [0.4, 0.45, 0.51, 0.55, 0.6])
@pytest.mark.parametrize("mobile", [0.3, 0.4, 0.85])
def test_the_diagram_of_unequal_regions_is_that_of_root_finding(
    immobile: float, mobile: float
) -> None:
    """At each T, the curve crosses where the equilibria are, as stable as they are."""
    found = run("core-periphery", a=immobile, mu=mobile)
    rows = [
        row for row in found.series["diagram"].rows() if str(row["branch"]).startswith("interior")
    ]
    for distance in (1.3, 1.6, 1.75, 2.2, 2.8):
        crossed = crossings(rows, distance)
        landscape = CorePeriphery(5, mobile, distance, immobile).landscape()
        wanted = [(one.share, one.stable) for one in landscape.interior]
        assert [stable for _, stable in crossed] == [stable for _, stable in wanted]
        shares = [share for share, _ in crossed]
        assert shares == pytest.approx([share for share, _ in wanted], abs=5e-3)


# -- against equations as they are written -----------------------------------------------------


@given(
    sigma=SIGMAS,
    mu=st.floats(0.05, 0.9),
    distance=COSTS,
    immobile=st.floats(0.2, 0.8),
    share=st.floats(0.05, 0.95),
)
def test_wages_solve_the_equations_of_krugman(
    sigma: float, mu: float, distance: float, immobile: float, share: float
) -> None:
    phi = distance ** (1 - sigma)

    def written(logs: np.ndarray) -> list[float]:
        w1, w2 = np.exp(logs)
        y1 = mu * share * w1 + (1 - mu) * immobile
        y2 = mu * (1 - share) * w2 + (1 - mu) * (1 - immobile)
        d1 = share * w1 ** (1 - sigma) + phi * (1 - share) * w2 ** (1 - sigma)
        d2 = phi * share * w1 ** (1 - sigma) + (1 - share) * w2 ** (1 - sigma)
        return [
            sigma * logs[0] - math.log(y1 / d1 + phi * y2 / d2),
            sigma * logs[1] - math.log(phi * y1 / d1 + y2 / d2),
        ]

    found = CorePeriphery(sigma, mu, distance, immobile).rewards(np.array([share]))
    w1, w2 = float(found.w1[0]), float(found.w2[0])
    assert np.abs(written(np.log([w1, w2]))).max() < 1e-9
    solved = root(written, [0.0, 0.0])
    assume(solved.success)
    assert np.exp(solved.x) == pytest.approx([w1, w2], rel=1e-7)
    assert share * w1 + (1 - share) * w2 == pytest.approx(1, abs=1e-12)
    index = share * w1 ** (1 - sigma) + phi * (1 - share) * w2 ** (1 - sigma)
    real = w1 * index ** (mu / (sigma - 1))
    assert float(found.omega1[0]) == pytest.approx(real, rel=1e-9)


@given(sigma=SIGMAS, theta=st.floats(0, 0.5), distance=COSTS, share=st.floats(0.05, 0.95))
def test_wages_solve_the_equations_of_murata_and_thisse(
    sigma: float, theta: float, distance: float, share: float
) -> None:
    phi = distance ** (1 - sigma)
    s1, s2 = share * (1 - theta * share), (1 - share) * (1 - theta * (1 - share))

    def indices(wage: float) -> tuple[float, float]:
        return s1 * wage ** (1 - sigma) + phi * s2, phi * s1 * wage ** (1 - sigma) + s2

    def written(log_wage: float) -> float:
        wage = math.exp(log_wage)
        d1, d2 = indices(wage)
        one, two = s1 * wage / d1 + phi * s2 / d2, phi * s1 * wage / d1 + s2 / d2
        return sigma * log_wage - math.log(one / two)

    reach = -math.log(phi) / sigma
    wage = math.exp(brentq(written, -reach, reach, xtol=1e-14))
    d1, d2 = indices(wage)
    gain = math.log((1 - theta * share) / (1 - theta * (1 - share))) + math.log(wage)
    gain += math.log(d1 / d2) / (sigma - 1)
    assert gap_at(TwoDistances(theta, distance, sigma), share) == pytest.approx(gain, abs=1e-9)


@given(
    sigma=SIGMAS,
    mu=st.floats(0.05, 0.95),
    distance=COSTS,
    immobile=st.floats(0, 1),
    share=st.floats(0, 1),
)
def test_entrepreneurs_earn_what_the_linear_system_says(
    sigma: float, mu: float, distance: float, immobile: float, share: float
) -> None:
    phi = np.array([[1, distance ** (1 - sigma)], [distance ** (1 - sigma), 1]])
    people = np.array([share, 1 - share])
    index = phi @ people
    weights = mu / sigma * phi / index
    fixed = weights @ np.array([immobile, 1 - immobile])
    wages = np.linalg.solve(np.eye(2) - weights * people, fixed)
    found = FootlooseEntrepreneur(sigma, mu, distance, immobile).pay(np.array([share]))
    assert [float(found.w1[0]), float(found.w2[0])] == pytest.approx(wages, rel=1e-9)
    worth = wages * index ** (mu / (sigma - 1))
    assert float(found.gain[0]) == pytest.approx(math.log(worth[0] / worth[1]), abs=1e-9)


@given(sigma=SIGMAS, mu=st.floats(0.02, 0.95), immobile=st.floats(0.3, 0.7))
def test_the_core_is_sustained_up_to_the_root_of_the_equation(
    sigma: float, mu: float, immobile: float
) -> None:
    found = run("core-periphery", sigma=sigma, mu=mu, a=immobile, T=1.2)
    rho = (sigma - 1) / sigma
    names = {1: "T_sustain_1", 2: "T_sustain_2"}
    for region, a in ((1, immobile), (2, 1 - immobile)):
        name = "T_sustain" if immobile == 0.5 else names[region]
        point = found.outputs[name]
        if mu >= rho:
            assert point is None
            continue

        def written(log_t: float, a: float = a) -> float:
            first = (mu + (1 - mu) * a) * math.exp((1 - sigma - mu * sigma) * log_t)
            return first + (1 - mu) * (1 - a) * math.exp((sigma - 1 - mu * sigma) * log_t) - 1

        if point is None:
            slope = (1 - mu) * (1 - a) * (sigma - 1 - mu * sigma)
            never = slope >= (mu + (1 - mu) * a) * (sigma - 1 + mu * sigma)
            assert never or written(600 / (sigma + mu * sigma)) < 0
            continue
        log_point = math.log(number(point))
        assume(1e-4 < log_point < 600 / (sigma + mu * sigma))
        wanted = brentq(written, 0.5 * log_point, 2 * log_point, xtol=1e-15)
        assert log_point == pytest.approx(wanted, rel=1e-9)


@given(sigma=st.floats(1.5, 10), mu=st.floats(0.02, 0.95))
def test_the_break_point_is_where_the_slope_of_the_gap_turns(sigma: float, mu: float) -> None:
    for model, kind in (
        ("core-periphery", CorePeriphery),
        ("footloose-entrepreneur", FootlooseEntrepreneur),
    ):
        point = run(model, sigma=sigma, mu=mu, T=1.2).outputs["T_break"]
        if point is None:
            continue
        assume(1.001 < number(point) < 1e3)
        slopes = [
            gap_at(kind(sigma, mu, number(point) * part), 0.5 + 1e-5) for part in (0.999, 1.001)
        ]
        assert slopes[0] > 0 > slopes[1]


@given(sigma=st.floats(1.5, 10), theta=st.floats(0.01, 0.5))
def test_the_two_thresholds_of_the_two_distances(sigma: float, theta: float) -> None:
    outputs = run("two-distances", sigma=sigma, theta=theta, T=1.2).outputs
    sustained = number(outputs["T_sustain"])
    assert gap_at(TwoDistances(theta, sustained * 1.001, sigma), 1 - 1e-9) > 0
    assert gap_at(TwoDistances(theta, sustained * 0.999, sigma), 1 - 1e-9) < 0
    if outputs["T_break"] is None:
        assert gap_at(TwoDistances(theta, 1e5, sigma), 0.5 + 1e-5) < 0
        return
    broken = number(outputs["T_break"])
    assert broken > sustained
    assume(broken < 1e3)
    assert gap_at(TwoDistances(theta, broken * 1.001, sigma), 0.5 + 1e-5) > 0
    assert gap_at(TwoDistances(theta, broken * 0.999, sigma), 0.5 + 1e-5) < 0


# -- what is shown ----------------------------------------------------------------------------


def test_the_twin_has_the_same_tomahawk_in_a_much_narrower_window() -> None:
    twin = run("footloose-entrepreneur", T=1.0948).outputs
    assert 1.0944 < number(twin["T_break"]) < number(twin["T_sustain"]) < 1.0951
    assert twin["regime"] == "history"


def test_telework_shortens_the_commute() -> None:
    found = run("two-distances", theta=0.4, s=0.5, d=5, T=1.3)
    assert found.outputs["theta_eff"] == pytest.approx(0.2)
    same = run("two-distances", theta=0.2, T=1.3)
    assert found.outputs["T_break"] == pytest.approx(number(same.outputs["T_break"]))


@pytest.mark.parametrize("theta", [0.05, 0.2, 0.45])
def test_the_phase_map_and_the_run_agree(theta: float) -> None:
    phases = run("two-distances", theta=theta).series["phases"].rows()
    here = [row for row in phases if abs(float(row["theta"] or 0) - theta) < 1e-9]
    assert len(here) == 3
    for row in here:
        low, high = float(row["T_from"] or 0), float(row["T_to"] or 0)
        if high - low > 1e-6:
            found = run("two-distances", theta=theta, T=(low + high) / 2)
            assert found.outputs["regime"] == row["regime"]


def test_the_state_moves_what_is_shown_and_leaves_the_parameters() -> None:
    model = MODELS["core-periphery"]
    values = model.values({"T": 1.7})
    found: Any = model.run(values, State((0.9,)))
    assert found.series["position"].rows() == [{"T": 1.7, "share": 0.9}]
    assert [row["share"] for row in found.series["regions"].rows()] == pytest.approx([0.9, 0.1])
    assert found.outputs["lambda_end"] == 1.0
    assert found.values["lambda"] == 0.55


def test_interior_equilibria_of_the_command() -> None:
    assert interior(run("core-periphery", T=2.1)) == [(0.5, "S")]
    assert [kind for _, kind in interior(run("core-periphery", T=1.7))] == ["U", "S", "U"]
    assert interior(run("core-periphery", T=1.0)) == []
    assert run("core-periphery", T=1.0).outputs["regime"] == "no-distance"
    assert run("core-periphery", mu=0.9).outputs["regime"] == "black-hole"
