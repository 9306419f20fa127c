"""The city with telework: against its equations, and what it has to add up to."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.optimize import brentq

from desktop_app.models.telework_city import City, Setting, build, range_factor
from tests.models.support import number, run

DEFAULT = Setting(500, 36, 0.3, 0.2, 4, 0.25, is_circular=True)


@st.composite
def settings_(draw: st.DrawFn) -> Setting:
    return Setting(
        draw(st.floats(10, 5_000)),
        draw(st.floats(10, 100)),
        draw(st.floats(0.05, 1)),
        draw(st.floats(0.02, 0.5)),
        draw(st.floats(0.5, 20)),
        draw(st.floats(0.05, 1)),
        draw(st.booleans()),
    )


SHARES = st.one_of(st.sampled_from([0.0, 1.0, 0.22]), st.floats(0, 1))
DAYS = st.one_of(st.sampled_from([0.0, 1.9, 5.0]), st.floats(0, 5))


@given(setting=settings_(), share=SHARES, days=DAYS)
def test_what_a_city_has_to_add_up_to(setting: Setting, share: float, days: float) -> None:
    """People fill the rings, rents meet, and transport pays for land as it has to."""
    city = build(setting, share, days)
    assert sum(ring.households for ring in city.rings) == pytest.approx(setting.households)
    for ring in city.rings:
        assert ring.outer > ring.inner
        assert housed(city, ring.inner, ring.outer) == pytest.approx(ring.households, rel=1e-6)
    edge, _ = city.profile(np.array([city.edge]))
    assert float(edge[0]) == pytest.approx(setting.farm_rent, rel=1e-9)
    for one, other in zip(city.rings, city.rings[1:], strict=False):
        assert one.outer == other.inner
        assert one.edge == pytest.approx(other.edge * math.exp(other.rise), rel=1e-9)
    travel, rent = city.totals()
    times = 2 if setting.is_circular else 1
    assert travel == pytest.approx(times * rent, rel=1e-8, abs=1e-9 * setting.households)


def housed(city: City, inner: float, outer: float) -> float:
    """Thousands of households between two radii, integrated by SciPy."""
    setting = city.setting
    ring = next(ring for ring in city.rings if ring.inner == inner)

    def people(radius: float) -> float:
        around = 2 * math.pi * setting.land * radius if setting.is_circular else 1.0
        return around * float(setting.density(ring, np.array([radius]))[0])

    found, _ = quad(people, inner, outer, epsabs=0, epsrel=1e-9, limit=400)
    return float(found)


@given(setting=settings_(), share=SHARES, days=DAYS)
def test_nobody_wants_to_move(setting: Setting, share: float, days: float) -> None:
    """Each group is as well off everywhere it lives, and not better off elsewhere."""
    city = build(setting, share, days)
    assume(len(city.rings) == 2)
    near, far = city.rings
    assume(near.outer > 1e-6 * far.outer)

    def worth(cost: float, radius: float) -> float:
        rent, _ = city.profile(np.array([radius]))
        return math.log(setting.income - cost * radius) - setting.taste * math.log(rent[0])

    for ring, other in ((near, far), (far, near)):
        well = worth(ring.cost, ring.outer)
        for part in (0.001, 0.3, 0.7, 0.999):
            inside = ring.inner + part * (ring.outer - ring.inner)
            outside = other.inner + part * (other.outer - other.inner)
            assert worth(ring.cost, inside) == pytest.approx(well, abs=1e-7)
            if setting.income - ring.cost * outside > 0:
                assert worth(ring.cost, outside) <= well + 1e-7


@given(setting=settings_())
def test_a_city_without_telework_is_a_root_of_its_population(setting: Setting) -> None:
    """R ∝ (y - t r)^(1/al) from the edge inwards; SciPy finds the edge that houses N."""
    y, t, al, farm = setting.income, setting.cost, setting.taste, setting.farm_rent

    def people(edge: float) -> float:
        def density(radius: float) -> float:
            rent = farm * ((y - t * radius) / (y - t * edge)) ** (1 / al)
            around = 2 * math.pi * setting.land * radius if setting.is_circular else 1.0
            return float(around * rent / (al * (y - t * radius)))

        return float(quad(density, 0, edge, epsrel=1e-11, limit=200)[0])

    city = build(setting, 0.0, 0.0)
    wanted = brentq(
        lambda edge: math.log(people(edge) / setting.households),
        city.edge * 0.5,
        min(city.edge * 1.5, (city.edge + y / t) / 2),
        xtol=1e-13,
    )
    assert city.edge == pytest.approx(wanted, rel=1e-8)
    rent = farm * ((y / (y - t * city.edge)) ** (1 / al))
    assert city.centre_rent == pytest.approx(rent, rel=1e-7)


@given(share=st.floats(0.01, 1), days=st.floats(0.1, 4.9), circular=st.booleans())
def test_the_pivot_is_where_the_rents_cross(share: float, days: float, circular: bool) -> None:
    shape = "circular" if circular else "linear"
    found = run("telework-city", s=share, d=days, shape=shape, N=500 if circular else 40)
    pivot = number(found.outputs["pivot"])
    profile = found.series["profile"].rows()
    for row in profile:
        radius, rent, before = (float(row[name] or 0) for name in ("radius", "rent", "rent_before"))
        if radius < pivot - 1e-6:
            assert rent <= before * (1 + 1e-9)
        elif radius > pivot + 1e-6:
            assert rent >= before * (1 - 1e-9)
    (here,) = [row for row in profile if row["radius"] == pivot]
    assert here["rent"] == pytest.approx(here["rent_before"], rel=1e-9)


@pytest.mark.parametrize("share", [0.0, 0.3, 1.0])
@pytest.mark.parametrize("days", [0.0, 2.5, 5.0])
@pytest.mark.parametrize("shape", ["circular", "linear"])
def test_no_ring_is_empty_and_nothing_is_divided_by_zero(
    share: float, days: float, shape: str
) -> None:
    found = run("telework-city", s=share, d=days, shape=shape, N=60)
    rings = [row for row in found.series["rings"].rows() if row["city"] == "with"]
    groups = [row["group"] for row in rings]
    wanted = [name for name, part in (("commuters", 1 - share), ("teleworkers", share)) if part]
    assert groups == wanted
    for row in rings:
        assert float(row["outer"] or 0) > float(row["inner"] or 0)
        assert float(row["households"] or 0) > 0
    is_pivoted = share > 0 and 0 < days < 5
    assert (found.outputs["pivot"] is not None) == is_pivoted


def test_telework_without_days_is_no_telework() -> None:
    plain, none = run("telework-city", s=0), run("telework-city", s=0.4, d=0)
    for name in ("R0", "b", "centre_rent_change", "transport_cost"):
        assert number(none.outputs[name]) == pytest.approx(number(plain.outputs[name]), rel=1e-12)


def test_five_days_empty_nobody_and_make_no_ring_of_dearer_land() -> None:
    found = run("telework-city", s=0.3, d=5)
    for row in found.series["profile"].rows():
        assert float(row["rent"] or 0) <= float(row["rent_before"] or 0) * (1 + 1e-12)


def test_close_to_five_days_is_close_to_five_days() -> None:
    at, near = run("telework-city", s=0.3, d=5), run("telework-city", s=0.3, d=5 - 1e-9)
    for name in ("R0", "b1", "b"):
        assert number(near.outputs[name]) == pytest.approx(number(at.outputs[name]), rel=1e-8)


def test_who_gains() -> None:
    found: dict[str, Any] = dict(run("telework-city").outputs)
    assert 0 < found["gain_commuters"] < found["gain_teleworkers"]
    assert found["R0"] < found["R0_before"]
    same = run("telework-city", s=0.3, d=0).outputs
    assert same["gain_commuters"] == pytest.approx(0, abs=1e-12)


def test_the_leash() -> None:
    factors = [range_factor(day) for day in range(6)]
    assert factors[:5] == pytest.approx([1, 1.25, 5 / 3, 2.5, 5])
    assert factors[5] is None
    rows = run("telework-city").series["leash"].rows()
    assert [row["factor"] for row in rows] == factors


def test_beyond_the_edge_the_land_is_farmed() -> None:
    city = build(DEFAULT, 0.22, 1.9)
    rent, density = city.profile(np.array([0.0, city.edge + 1]))
    assert rent[0] == pytest.approx(city.centre_rent)
    assert (rent[1], density[1]) == (4, 0)
