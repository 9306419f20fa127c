"""Every row of the table of reference values, at its own tolerance."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from desktop_app.models import ring_patterns
from desktop_app.models.core_periphery import CorePeriphery
from desktop_app.models.market_flow import Markets
from desktop_app.models.registry import MODELS
from desktop_app.models.run import State
from desktop_app.models.service_markets import Map
from desktop_app.models.telework_city import Setting, build, range_factor
from desktop_app.models.texts import ModelTexts
from desktop_app.models.zones import Zone
from tests.models.support import interior, number, rest, run

Params = dict[str, Any]
TABLE = Path(__file__).parent / "reference_values.csv"
ROWS = list(csv.DictReader(TABLE.read_text("utf-8").splitlines()))
COMPUTED = [row for row in ROWS if row["model"] != "DATA"]
PUBLISHED = [row for row in ROWS if row["model"] == "DATA"]


def numbers_in(text: str) -> list[float]:
    """The numbers of a value that holds several: after its colon, apart by ; or ,"""
    parts = text.rpartition(":")[2].replace(";", ",").split(",")
    return [float(part) for part in parts]


# -- core and periphery, and its twin ------------------------------------------------------


def regions(p: Params) -> CorePeriphery:
    return CorePeriphery(p["sigma"], p["mu"], p.get("T", 1.0), p.get("a", 0.5))


def cp(p: Params, output: str) -> float | None:
    values = {"sigma": p["sigma"], "mu": p["mu"], "a": p.get("a", 0.5), "T": p.get("T", 2.0)}
    values["lambda"] = p.get("lambda", 0.5)
    value = run("core-periphery", **values).outputs[output]
    return None if value is None else number(value)


def nu(p: Params) -> float:
    """Krugman's tau is what arrives: T = 1/tau."""
    return regions(p).long_run.defection(1, -(p["sigma"] - 1) * math.log(p["tau"]))


def unstable(p: Params) -> float:
    found = run("core-periphery", sigma=p["sigma"], mu=p["mu"], T=p["T"])
    (share,) = [share for share, kind in interior(found) if kind == "U" and share > 0.5]
    return share


def regime(p: Params) -> str:
    found = run("core-periphery", sigma=p["sigma"], mu=p["mu"], T=p["T"])
    middle = next(kind for share, kind in interior(found) if share == 0.5)
    others = [kind for share, kind in interior(found) if share != 0.5]
    assert found.outputs["core_1"] == found.outputs["core_2"]
    words = {"S": "stable", "U": "unstable"}
    rest_ = f"{len(others)} unstable interior" if set(others) == {"U"} else "no other interior"
    cores = "stable" if found.outputs["core_1"] else "unstable"
    return f"lam=1/2 {words[middle]}; cores {cores}; {rest_}"


def accounting(p: Params) -> float:
    found = regions(p).rewards(np.array([p["lambda"]]))
    return float(p["lambda"] * found.w1[0] + (1 - p["lambda"]) * found.w2[0])


def migrated(p: Params) -> float:
    """Where migration ends, frame by frame: as the command says it does."""
    given = {"sigma": p["sigma"], "mu": p["mu"], "T": p["T"]}
    end = rest("core-periphery", State((p["lambda0"],)), **given).values[0]
    said = run("core-periphery", **given, lambda_=p["lambda0"]).outputs["lambda_end"]
    assert end == pytest.approx(said, abs=1e-9)
    return end


def loop(p: Params) -> list[float]:
    """T down and up again by hundredths, the share kept and disturbed at each step."""
    left: list[float] = []
    share, begun = 0.5, [round(2.1 - 0.01 * step, 2) for step in range(61)]
    for distance in [*begun, *reversed(begun)]:
        start = share - 1e-3 if share > 0.99 else share + 1e-3
        state = rest("core-periphery", State((start,)), sigma=p["sigma"], mu=p["mu"], T=distance)
        if abs(state.values[0] - share) > 0.1:
            left.append(distance)
        share = state.values[0]
    return left


# -- two distances --------------------------------------------------------------------------


def opposite(p: Params) -> bool:
    """Longer commutes: only dispersion lasts; shorter ones: only concentration."""
    long = run("two-distances", sigma=p["sigma"], T=p["T"], theta=p["theta"])
    short = run("two-distances", sigma=p["sigma"], T=p["T"], theta=p["theta2"])
    assert p["T"] < number(long.outputs["T_sustain"]) == pytest.approx(1.2191, abs=5e-5)
    assert p["T"] > number(short.outputs["T_break"]) == pytest.approx(1.1257, abs=5e-5)
    assert interior(long) == [(0.5, "S")]
    assert interior(short) == [(0.5, "U")]
    return not long.outputs["core_1"] and bool(short.outputs["core_1"])


# -- the city -------------------------------------------------------------------------------

CITY = ("N", "y", "t", "al", "Ra", "land", "s", "d", "shape")


def city(p: Params, output: str) -> float | None:
    value = run("telework-city", **{k: v for k, v in p.items() if k in CITY}).outputs[output]
    return None if value is None else number(value)


def stiglitz(p: Params) -> list[float]:
    ratios = []
    for share, days in ((0.0, 0.0), (0.22, 1.9), (0.37, 2.0), (0.3, 5.0), (1.0, 3.0)):
        setting = Setting(500, 36, 0.3, 0.2, 4, 0.25, p["shape"] == "circular")
        travel, rent = build(setting, share, days).totals()
        ratios.append(travel / rent)
    return ratios


def climb(p: Params) -> float:
    found = run("telework-city", **{k: v for k, v in p.items() if k in CITY})
    return number(found.outputs["R0"]) - 4


# -- service markets ------------------------------------------------------------------------


def hex_share(p: Params, kind: str) -> float:
    given = {name: p[name] for name in ("alpha", "beta", "m", "map")}
    shares = run("service-markets", **given).outputs["shares"]
    assert isinstance(shares, dict)
    return float(shares[kind])


def huff(p: Params) -> float:
    place = Map.of(MODELS["service-markets"].values())
    ones = np.ones(len(place.places))
    markets = Markets(place.people, ones, place.ways, p["alpha"], p["beta"], p["m"])
    return float(markets.balance(markets.logs(place.people)).demand[0] / markets.total)


def two_zones(p: Params) -> float:
    given = {"map": "two", "beta": 1, "distance": p["beta_c"], "m": p["m"]}
    return number(run("service-markets", **given).outputs["alpha_c"])


def on_ring(p: Params, output: str, **more: object) -> float:
    given = {name: p[name] for name in ("m", "zones", "spacing")}
    return number(run("service-markets", map="ring", **given, **more).outputs[output])


def served(_: Params) -> list[float]:
    """Whatever the parameters: all demand is served, at what capacity costs."""
    found = []
    for alpha, m in ((0.5, 0.0), (0.8, 0.3), (1.2, 0.1), (1.0, 1.0)):
        given: Params = {"alpha": alpha, "m": m, "gradient": 0.3}
        zones = run("service-markets", **given).series["zones"].rows()
        paid = sum(row["capacity"] * row["cost"] for row in zones)  # type: ignore[operator, misc]
        found.append(paid / sum(row["population"] for row in zones))  # type: ignore[misc]
    return found


def by_cost(p: Params) -> list[float]:
    own = tuple(
        Zone(str(rank), 10.0 * rank, 0.0, 5.0 + 40 * rank, cost=cost)
        for rank, cost in enumerate(p["kappa"])
    )
    shares = run("service-markets", map=own, alpha=p["alpha"], m=p["m"]).outputs["shares"]
    assert isinstance(shares, list)
    return [number(share) for share in shares]


def break_point(p: Params) -> float:
    """Reilly and Converse: Huff with e^(-2 ln d) has its 50/50 where d_a/d_b = sqrt(Pa/Pb)."""
    low, high = 1e-6, p["d"] - 1e-6
    for _ in range(80):
        middle = (low + high) / 2  # kilometres from the smaller town
        ways = np.log(np.array([[p["d"] - middle, middle]] * 2))
        markets = Markets(np.array([1.0, 0.0]), np.ones(2), ways, 1.0, 2.0, 0.0)
        demand = markets.balance(np.log(np.array([p["Pa"], p["Pb"]]))).demand
        low, high = (low, middle) if demand[0] > demand[1] else (middle, high)
    return low


# -- the mix --------------------------------------------------------------------------------


def effects(p: Params) -> list[float]:
    found = run(
        "telework-mix",
        shares=tuple(p["sA"]),
        rates=tuple(p["pA"]),
        shares_b=tuple(p["sB"]),
        rates_b=tuple(p["pB"]),
    )
    assert number(found.outputs["total"]) == pytest.approx(0.1445, abs=1e-12)
    return [number(found.outputs[name]) for name in ("composition", "rate")]


def figure(row: dict[str, str]) -> float | str:
    """A published figure, as the models' texts carry it."""
    carried = {one.id: one.value for model in MODELS for one in ModelTexts(model, "en").figures}
    return carried[row["id"].replace("_", "-")]


# -- which row is measured how --------------------------------------------------------------

MEASURES: dict[tuple[str, str], Callable[[Params], object]] = {
    ("CP", "T_break"): lambda p: cp(p, "T_break"),
    ("CP", "T_sustain"): lambda p: cp(p, "T_sustain"),
    ("CP", "Krugman_nu (defection value, <1 <=> core sustainable)"): nu,
    ("CP", "tau_break = 1/T_break"): lambda p: 1 / (cp(p, "T_break") or 0),
    ("CP", "tau_sustain = 1/T_sustain"): lambda p: 1 / (cp(p, "T_sustain") or 0),
    ("CP", "w1"): lambda p: cp(p, "w1"),
    ("CP", "w2"): lambda p: cp(p, "w2"),
    ("CP", "omega1"): lambda p: cp(p, "omega1"),
    ("CP", "omega2"): lambda p: cp(p, "omega2"),
    ("CP", "unstable interior lambda>1/2"): unstable,
    ("CP", "regime"): regime,
    ("CP", "max |omega1-omega2| over lambda in [0,1]"): lambda p: float(
        np.abs(regions(p).gap(np.linspace(0, 1, 201))).max()
    ),
    ("CP", "lambda*w1+(1-lambda)*w2"): accounting,
    ("CP", "lambda(t->inf)"): migrated,
    (
        "CP",
        "T at which lambda leaves 1/2 going down ; T at which lambda leaves 1 going up",
    ): loop,
    ("CP", "T_sustain core in region 1 (55% of immobile)"): lambda p: cp(p, "T_sustain_1"),
    ("CP", "T_sustain core in region 2"): lambda p: cp(p, "T_sustain_2"),
    ("FE", "phi_break"): lambda p: run(
        "footloose-entrepreneur", sigma=p["sigma"], mu=p["mu"]
    ).outputs["phi_break"],
    ("FE", "T_sustain"): lambda p: run(
        "footloose-entrepreneur", sigma=p["sigma"], mu=p["mu"]
    ).outputs["T_sustain"],
    ("FE", "log(V1/V2)"): lambda p: run("footloose-entrepreneur", **p).outputs["log_V_ratio"],
    ("MT", "T_break (symmetry stable for T<T_break)"): lambda p: run("two-distances", **p).outputs[
        "T_break"
    ],
    ("MT", "T_sustain (core stable for T>T_sustain)"): lambda p: run("two-distances", **p).outputs[
        "T_sustain"
    ],
    ("MT", "log(V1/V2)"): lambda p: run("two-distances", **p).outputs["log_V_ratio"],
    ("CITY", "R0"): lambda p: city(p, "R0"),
    ("CITY", "Rb1"): lambda p: city(p, "Rb1"),
    ("CITY", "b1"): lambda p: city(p, "b1"),
    ("CITY", "b"): lambda p: city(p, "b"),
    ("CITY", "pivot radius: rent lower inside, higher outside (km)"): lambda p: city(p, "pivot"),
    ("CITY", "pivot radius"): lambda p: city(p, "pivot"),
    ("CITY", "relative change of centre rent (= of centre density)"): lambda p: city(
        p, "centre_rent_change"
    ),
    ("CITY", "relative change of centre density"): lambda p: city(p, "centre_rent_change"),
    ("CITY", "aggregate transport cost / aggregate differential land rent"): stiglitz,
    ("CITY", "R0-Ra = t1*N1+t2*N2"): climb,
    ("CITY", "one-way distance multiplier at constant weekly travel"): lambda p: range_factor(
        p["days_home"]
    ),
    ("HW", "alpha_c (symmetric state unstable above)"): two_zones,
    ("HW", "alpha_c"): lambda p: on_ring(p, "alpha_c", beta=p["beta"]),
    ("HW", "beta below which the pattern loses half its centres"): lambda p: on_ring(
        p, "beta_star", alpha=p["alpha"], pattern=int(p["pattern"].split()[0])
    ),
    ("HW", "capacity share of the metropolis"): lambda p: hex_share(p, "metropolis"),
    ("HW", "capacity share of the 30 small towns"): lambda p: hex_share(p, "small_towns"),
    ("HW", "sum_j kappa_j W_j at equilibrium / sum_i O_i"): served,
    ("HW", "W shares"): by_cost,
    ("HW", "market share of the metropolis (Huff, one step)"): huff,
    ("HW", "Converse break point: distance from the smaller town (km)"): break_point,
    ("MIX", "potential"): lambda p: run(
        "telework-mix", shares=tuple(p["shares"]), rates=tuple(p["p"])
    ).outputs["potential"],
    ("MIX", "composition ; rate effects"): effects,
}

NOT_THERE = {"cp_bh": "black-hole", "city_piv_0.3_5": "no-pivot", "range_5": "no-leash"}
"""Rows whose value does not exist, and the note that says so."""


def slack(row: dict[str, str], wanted: float) -> float:
    """How far off a value may be; the table's digits where it gives no tolerance."""
    if row["tol_abs"]:
        return float(row["tol_abs"])
    return float(row["tol_rel"] or 1e-12) * abs(wanted)


@pytest.mark.parametrize("row", COMPUTED, ids=lambda row: row["id"])
def test_the_model_gives_the_reference_value(row: dict[str, str]) -> None:
    params, wanted = json.loads(row["params"]), row["value"]
    if row["id"] == "mt_opposite":
        assert opposite(params)
        return
    measured = MEASURES[row["model"], row["quantity"]](params)
    if row["id"] in NOT_THERE:
        assert measured is None
        assert wanted in ("inf",) or wanted.startswith("none")
    elif row["quantity"] == "regime":
        assert measured == wanted
    elif isinstance(measured, list):
        expected = numbers_in(wanted)
        expected *= len(measured) if len(expected) == 1 else 1
        assert len(measured) == len(expected)
        for one, other in zip(measured, expected, strict=True):
            assert abs(one - other) <= slack(row, other), (one, other)
    else:
        assert isinstance(measured, float)
        assert abs(measured - float(wanted)) <= slack(row, float(wanted)), measured


@pytest.mark.parametrize("row", PUBLISHED, ids=lambda row: row["id"])
def test_a_published_figure_is_carried_as_it_was_read(row: dict[str, str]) -> None:
    carried = figure(row)
    assert str(carried) == row["value"] or carried == float(row["value"])


def test_what_does_not_exist_is_said() -> None:
    hole = run("core-periphery", sigma=2, mu=0.6)
    assert [note.code for note in hole.notes] == [NOT_THERE["cp_bh"]]
    flat = run("telework-city", s=0.3, d=5)
    assert {note.code for note in flat.notes} >= {"no-pivot", "no-leash"}


def test_defaults_are_the_data_that_they_are_said_to_be() -> None:
    data = {row["id"]: row["value"] for row in ROWS if row["model"] == "DATA"}
    city_defaults = MODELS["telework-city"].values()
    assert city_defaults["s"] == float(data["insee_2024"])
    assert city_defaults["d"] == float(data["insee_days"])
    assert MODELS["telework-mix"].values().numbers("rates")[0] == float(data["article_tele"])


def test_the_cascade_is_that_of_the_table() -> None:
    wanted = [float(row["value"]) for row in ROWS if row["id"].startswith("hw_casc_")]
    found = [ring_patterns.critical_cost(centres, 16, 1.2, 0.0) for centres in (16, 8, 4, 2)]
    assert found == pytest.approx(wanted, rel=1e-6)
