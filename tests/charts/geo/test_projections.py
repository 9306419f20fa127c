"""Where projections put points, against Vega's (d3-geo), and what is not on the map."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.charts.chart_file import ChartFile, read_chart
from tests.charts.oracle import items_by_vega_lite
from tests.charts.sample import column_of

Place = tuple[float, float]
PLACES: list[Place] = [
    (lon, lat) for lon in (-170, -96, -30, 0, 2.35, 45, 120, 179)
    for lat in (-80, -35, -4, 0.5, 20, 48.85, 64, 84)
]  # fmt: skip
FRENCH = {
    "Paris": (2.3522, 48.8566), "Lille": (3.0573, 50.6292), "Brest": (-4.4861, 48.3904),
    "Ajaccio": (8.7369, 41.9192), "Perpignan": (2.8948, 42.6887),
}  # fmt: skip
LAMBERT = {"type": "conicConformal", "rotate": [-3, 0], "center": [0, 46.5], "parallels": [44, 49],
           "scale": 3000, "translate": [250, 250]}  # fmt: skip


def spec_of(places: Sequence[Place], projection: object) -> dict[str, Any]:
    return {
        "width": 300, "height": 200, "mark": "point", "projection": projection,
        "data": {"values": [{"lon": lon, "lat": lat} for lon, lat in places]},
        "encoding": {"longitude": {"field": "lon", "type": "quantitative"},
                     "latitude": {"field": "lat", "type": "quantitative"}},
    }  # fmt: skip


def chart_of(spec: object) -> ChartFile:
    return read_chart(json.dumps(spec), "spec.json", None, {})


def placed(places: Sequence[Place], projection: object) -> list[tuple[float, float]]:
    chart = chart_of(spec_of(places, projection))
    assert chart.scene is not None, chart.problems
    ((_, group),) = chart.scene.groups
    x, y = column_of(group, "x"), column_of(group, "y")
    return [(number(a), number(b)) for a, b in zip(x, y, strict=True)]


def number(value: object) -> float:
    return math.nan if value is None else float(str(value))


def placed_by_vega(places: Sequence[Place], projection: object) -> list[tuple[float, float]]:
    items = items_by_vega_lite(spec_of(places, projection))
    return [(number(item.get("x")), number(item.get("y"))) for item in items]


def same(ours: Sequence[Place], theirs: Sequence[Place]) -> None:
    assert len(ours) == len(theirs)
    for one, two in zip(ours, theirs, strict=True):
        if not math.isnan(one[0]):
            assert one == pytest.approx(two, abs=1e-6, rel=1e-6)


SETTINGS: list[Mapping[str, object]] = [
    {}, {"rotate": [-12, 21]}, {"rotate": [-100, -30, 45]}, {"center": [5, 40]},
    {"parallels": [44, 49]}, {"parallels": [-30, 30]}, {"parallels": [30, 30]},
    {"reflectX": True}, {"reflectY": True}, {"scale": 100}, {"scale": 80, "translate": [10, 20]},
    {"rotate": [-3, 0], "center": [0, 46.5], "parallels": [44, 49], "scale": 1000,
     "translate": [150, 100]},
]  # fmt: skip
WHOLE = ("mercator", "equirectangular", "conicConformal", "albers", "identity", "conicEqualArea",
         "conicEquidistant", "equalEarth", "naturalEarth1", "mollweide", "transverseMercator",
         "azimuthalEqualArea", "azimuthalEquidistant")  # fmt: skip


@pytest.mark.parametrize("settings", SETTINGS, ids=str)
@pytest.mark.parametrize("kind", [*WHOLE, "albersUsa"])
def test_places_are_those_of_d3(kind: str, settings: Mapping[str, object]) -> None:
    projection = {"type": kind, **settings}
    ours = placed(PLACES, projection)
    same(ours, placed_by_vega(PLACES, projection))
    if kind in WHOLE:
        assert not any(math.isnan(x) for x, _ in ours)


@pytest.mark.parametrize("kind", ["orthographic", "gnomonic", "stereographic"])
@pytest.mark.parametrize("settings", [{"scale": 90}, {"scale": 90, "rotate": [30, -20, 10]},
                                      {"scale": 90, "center": [5, 10]}], ids=str)  # fmt: skip
def test_what_is_behind_the_globe_has_no_place(kind: str, settings: Mapping[str, object]) -> None:
    """d3 shows it before the globe, where something else is."""
    projection = {"type": kind, **settings}
    ours = placed(PLACES, projection)
    same(ours, placed_by_vega(PLACES, projection))
    assert 0 < sum(math.isnan(x) for x, _ in ours) < len(ours)


def test_a_map_of_france_like_lambert_93() -> None:
    """As d3-geo 3.1 has it: geoConicConformal().rotate([-3, 0]).center([0, 46.5])…"""
    wanted = [
        (227.6859675017628, 126.60034591032354), (251.90637190985967, 33.81244265278838),
        (-9.79211719290356, 138.77147716305672), (473.8041519067412, 481.7418507914231),
        (245.94616529652495, 449.5134172964463),
    ]  # fmt: skip
    assert placed([*FRENCH.values()], LAMBERT) == [pytest.approx(place) for place in wanted]


def test_the_default_is_equal_earth_and_layers_are_mercator() -> None:
    same(placed(PLACES, {}), placed_by_vega(PLACES, {"type": "equalEarth"}))
    one = spec_of(PLACES, {"type": "mercator"})
    views = [{"mark": mark, "encoding": one["encoding"]} for mark in ("point", "square")]
    layered = {**one, "layer": views}
    del layered["mark"], layered["encoding"], layered["projection"]
    chart = chart_of(layered)
    assert chart.scene is not None
    groups = [group for _, group in chart.scene.groups]
    wanted = placed_by_vega(PLACES, {"type": "mercator"})
    assert [column_of(group, "x") for group in groups] == 2 * [
        pytest.approx([x for x, _ in wanted])
    ]


@pytest.mark.parametrize("place", [(None, 4), (4, None), ("x", 4), (0, 100)])
def test_what_is_no_place_on_earth(place: Any) -> None:
    spec = spec_of([place, (0, 0), (20, 20)], {"type": "mercator"})
    chart = read_chart(json.dumps(spec), "spec.json", None, {})
    assert chart.scene is not None
    ((_, group),) = chart.scene.groups
    x = [number(value) for value in column_of(group, "x")]
    assert [math.isnan(value) for value in x][-2:] == [False, False]
    assert group.count < 3 or math.isnan(x[0])


@pytest.mark.parametrize(
    ("projection", "code"),
    [
        ({"type": "lambert93"}, "unknown-value"),
        ({"type": "mercator", "scale": "big"}, "wrong-type"),
        ({"type": "mercator", "center": 3}, "wrong-type"),
        ({"type": "mercator", "radius": 3}, "unsupported-key"),
        ({"type": "mercator", "zoom": 3}, "unknown-key"),
    ],
)  # fmt: skip
def test_a_projection_that_is_none(projection: object, code: str) -> None:
    chart = chart_of(spec_of(PLACES, projection))
    assert [problem.code for problem in chart.errors] == [code]


@given(
    st.sampled_from([*WHOLE, "orthographic", "gnomonic", "stereographic", "albersUsa"]),
    st.lists(st.tuples(st.floats(-400, 400), st.floats(-100, 100)), min_size=1, max_size=5),
    st.fixed_dictionaries(
        {},
        optional={
            "rotate": st.lists(st.floats(-400, 400), min_size=0, max_size=4),
            "center": st.lists(st.floats(-200, 200), min_size=0, max_size=3),
            "parallels": st.lists(st.floats(-95, 95), min_size=0, max_size=3),
            "scale": st.floats(-10, 1e9), "clipAngle": st.floats(-10, 200),
            "translate": st.lists(st.floats(-1e9, 1e9), min_size=0, max_size=3),
        },
    ),
)  # fmt: skip
def test_nothing_breaks_it(kind: str, places: list[Place], settings: Mapping[str, object]) -> None:
    chart = chart_of(spec_of(places, {"type": kind, **settings}))
    assert chart.scene is not None or chart.errors
