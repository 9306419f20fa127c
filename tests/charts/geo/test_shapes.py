"""What maps draw of geometries, against Vega's paths, and geometries that are broken."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from desktop_app.charts.chart_file import read_chart
from desktop_app.charts.geo.paths import Path
from tests.charts.geo.test_projections import LAMBERT
from tests.charts.oracle import items_by_vega_lite

Points = NDArray[np.float64]
Geometry = Mapping[str, Any]


def square(x: float, y: float, side: float) -> list[list[float]]:
    """A square as d3 wants it: clockwise, so that it is not all but itself."""
    return [[x, y], [x, y + side], [x + side, y + side], [x + side, y], [x, y]]


def spec_of(data: object, projection: object) -> dict[str, Any]:
    return {"width": 600, "height": 400, "data": data, "mark": "geoshape",
            "projection": projection, "encoding": {}}  # fmt: skip


def drawn(spec: object) -> list[Path]:
    chart = read_chart(json.dumps(spec), "spec.json", None, {})
    assert chart.scene is not None, chart.problems
    ((_, group),) = chart.scene.groups
    paths = [group.value("path", index) for index in range(group.count)]
    return [path for path in paths if isinstance(path, Path)]


def drawn_by_vega(spec: Mapping[str, object]) -> list[list[Points]]:
    found = []
    for item in items_by_vega_lite(spec):
        rings = re.findall(r"M([^M]*)", str(item.get("shape") or ""))
        numbers = [re.findall(r"-?\d+\.?\d*(?:e-?\d+)?", ring) for ring in rings]
        found.append([np.array(ring, float).reshape(-1, 2) for ring in numbers])
    return found


def area(rings: Sequence[Points]) -> float:
    """Of all rings together, holes counted down where they turn the other way."""
    total = 0.0
    for ring in rings:
        x, y = ring.T
        total += float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y)) / 2
    return abs(total)


def box(rings: Sequence[Points]) -> list[float]:
    points = np.concatenate(rings)
    return [*points.min(axis=0), *points.max(axis=0)]


def same(data: object, projection: object, *, filled: bool = True) -> None:
    spec = spec_of(data, projection)
    ours, theirs = drawn(spec), drawn_by_vega(spec)
    assert len(ours) == len(theirs)
    for path, rings in zip(ours, theirs, strict=True):
        assert bool(path.rings) == bool(rings)
        if rings:
            assert box(path.rings) == pytest.approx(box(rings), abs=1.5)
            if filled:
                assert area(path.rings) == pytest.approx(area(rings), rel=0.04, abs=6)


SHAPES: dict[str, list[Geometry]] = {
    "square": [{"type": "Polygon", "coordinates": [square(0, 0, 30)]}],
    "hole": [{"type": "Polygon", "coordinates": [square(0, 0, 30), square(10, 10, 9)[::-1]]}],
    "islands": [{"type": "MultiPolygon", "coordinates": [[square(0, 0, 5)], [square(20, 20, 9)]]}],
    "two": [{"type": "Polygon", "coordinates": [square(at, at, 9)]} for at in (-30, 40)],
    "feature": [{"type": "Feature", "properties": {"n": 1},
                 "geometry": {"type": "Polygon", "coordinates": [square(0, 0, 30)]}}],
    "collection": [{"type": "GeometryCollection", "geometries": [
        {"type": "Polygon", "coordinates": [square(at, 0, 9)]} for at in (0, 20)]}],
    "features": [{"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": {
        "type": "Polygon", "coordinates": [square(at, 0, 9)]}} for at in (0, 20)]}],
    "nothing": [{"type": "Feature", "properties": {}, "geometry": None},
                {"type": "Polygon", "coordinates": [square(0, 0, 30)]}],
    "edge of the map": [{"type": "Polygon", "coordinates": [
        [[170, 30], [170, 50], [-170, 50], [-170, 30], [170, 30]]]}],
    "pole": [{"type": "Polygon", "coordinates": [[[lon, -60] for lon in (0, 90, 180, -90, 0)]]}],
    "pole with its edges": [{"type": "Polygon", "coordinates": [
        [[-180, -90], [-180, -70], *([lon, -70] for lon in range(-170, 180, 10)), [180, -70],
         [180, -90], [-180, -90]]]}],
}  # fmt: skip
ROUND = ("mercator", "equirectangular", "conicConformal", "albers", "equalEarth", "orthographic",
         "transverseMercator", "azimuthalEqualArea", "naturalEarth1")  # fmt: skip


@pytest.mark.parametrize("kind", ROUND)
@pytest.mark.parametrize("name", SHAPES)
def test_shapes_are_those_of_d3(name: str, kind: str) -> None:
    same({"values": SHAPES[name]}, {"type": kind})


@pytest.mark.parametrize("kind", ROUND)
def test_shapes_are_turned_cut_and_framed(kind: str) -> None:
    whole = {"values": [*SHAPES["hole"], *SHAPES["edge of the map"], *SHAPES["two"]]}
    for more in (
        {"rotate": [-100, -30, 45]}, {"clipAngle": 40}, {"scale": 200},
        {"clipExtent": [[100, 50], [400, 300]], "scale": 300},
    ):  # fmt: skip
        same(whole, {"type": kind, **more})


@pytest.mark.parametrize(
    "kind", ["mercator", "equalEarth", "orthographic", "albers", "transverseMercator"]
)
def test_the_sphere_and_its_lines(kind: str) -> None:
    for more in ({}, {"rotate": [-12, 31]}, {"rotate": [-100, -30, 45]}):
        same({"sphere": True}, {"type": kind, **more})
    for options in (True, {"step": [30, 30]}, {"extent": [[-60, -30], [60, 30]], "step": [20, 15]}):
        same({"graticule": options}, {"type": kind}, filled=False)


def test_lines_are_cut_where_the_map_ends() -> None:
    lines = [{"type": "LineString", "coordinates": [[150, 10], [-150, 20]]},
             {"type": "MultiLineString",
              "coordinates": [[[0, 0], [60, 0]], [[0, 40], [9, 9]]]}]  # fmt: skip
    for kind in ("mercator", "equalEarth", "orthographic"):
        for more in ({}, {"clipExtent": [[150, 120], [400, 300]], "scale": 200}):
            same({"values": lines}, {"type": kind, **more}, filled=False)
    found = drawn(spec_of({"values": lines}, {"type": "equirectangular"}))
    assert [path.closed for path in found] == [False, False]
    assert len(found[0].rings) == 2


def test_the_united_states_with_their_insets() -> None:
    places = {"Kansas": (-98, 38), "Alaska": (-150, 64), "Hawaii": (-156, 19.5), "Paris": (2, 48)}
    shapes = [
        {"type": "Polygon", "coordinates": [square(lon, lat, 1)]} for lon, lat in places.values()
    ]
    same({"values": shapes}, {"type": "albersUsa"})


def test_coordinates_of_a_plane_are_taken_as_they_are() -> None:
    metres = [{"type": "Polygon", "coordinates": [square(600_000, 6_600_000, 100_000)]}]
    same({"values": metres}, {"type": "identity", "reflectY": True})
    (path,) = drawn(spec_of({"values": metres}, {"type": "identity", "reflectY": True}))
    assert path.bounds == pytest.approx((100, 0, 500, 400))


def test_points_are_discs() -> None:
    points = [{"type": "Point", "coordinates": [0, 0]},
              {"type": "MultiPoint", "coordinates": [[10, 10], [20, 0]]}]  # fmt: skip
    for radius in (None, 8):
        projection = {
            "type": "mercator",
            "scale": 500,
            **({"pointRadius": radius} if radius else {}),
        }
        one, two = drawn(spec_of({"values": points}, projection))
        left, top, right, bottom = one.bounds
        wanted = 2 * (radius or 4.5)
        assert (right - left, bottom - top) == pytest.approx((wanted, wanted), rel=0.02)
        assert one.closed
        assert len(two.rings) == 2


def test_a_line_beside_a_polygon_encloses_nothing() -> None:
    both = {"type": "GeometryCollection", "geometries": [
        {"type": "Polygon", "coordinates": [square(0, 0, 10)]},
        {"type": "LineString", "coordinates": [[20, 0], [25, 10], [30, 0]]}]}  # fmt: skip
    (path,) = drawn(spec_of({"values": [both]}, {"type": "equirectangular"}))
    polygon, line = path.rings
    assert path.closed
    assert area([polygon]) > 1_000
    assert area([line]) == pytest.approx(0)


def test_a_ring_the_wrong_way_round_is_not_all_the_rest() -> None:
    """Files as the standard (RFC 7946) wants them turn the other way than d3's."""
    (ours,) = drawn(spec_of({"values": SHAPES["square"]}, LAMBERT))
    wrong = [{"type": "Polygon", "coordinates": [square(0, 0, 30)[::-1]]}]
    (turned,) = drawn(spec_of({"values": wrong}, LAMBERT))
    assert turned.bounds == pytest.approx(ours.bounds)


def test_a_shape_channel_names_the_geometry() -> None:
    rows = [{"n": 1, "where": SHAPES["square"][0]}, {"n": 2, "where": None}]
    spec = {**spec_of({"values": rows}, {"type": "mercator"}),
            "encoding": {"shape": {"field": "where", "type": "geojson"}}}  # fmt: skip
    one, two = drawn(spec)
    assert one.bounds == pytest.approx((115.2, 0, 484.8, 400), abs=0.1)
    assert not two.rings


def test_features_are_looked_up_and_nested() -> None:
    rows = [{"id": "a", "rate": 3}, {"id": "b", "rate": 9}]
    features = [{"type": "Feature", "id": name, "geometry": shape, "properties": {"deep": name}}
                for name, shape in zip("ab", SHAPES["two"], strict=True)]  # fmt: skip
    spec = {
        "data": {"values": features}, "mark": "geoshape", "projection": {"type": "mercator"},
        "transform": [{"lookup": "id", "from": {"data": {"values": rows}, "key": "id",
                                                "fields": ["rate"]}}],
        "encoding": {"color": {"field": "rate", "type": "quantitative"},
                     "tooltip": {"field": "properties.deep"}},
    }  # fmt: skip
    chart = read_chart(json.dumps(spec), "spec.json", None, {})
    assert chart.scene is not None
    ((_, group),) = chart.scene.groups
    assert [row["rate"] for row in group.rows] == [3, 9]
    assert list(chart.scene.scales["color"].domain) == [3, 9]


# -- broken geometries ---------------------------------------------------------------

BROKEN: list[object] = [
    {"type": "Polygon", "coordinates": []}, {"type": "Polygon", "coordinates": [[]]},
    {"type": "Polygon", "coordinates": [[[0, 0]]]}, {"type": "Polygon", "coordinates": None},
    {"type": "Polygon", "coordinates": [[[0, 0], [1, "x"], [2, 2]]]},
    {"type": "Polygon", "coordinates": [[[0, 0], [10, 10], [10, 0], [0, 10], [0, 0]]]},
    {"type": "Polygon", "coordinates": [[[0, 0], [0, 0], [0, 0], [0, 0]]]},
    {"type": "Polygon", "coordinates": [[[0, 0], [4, 0], [2, 2], [4, 4], [0, 4], [2, 2], [0, 0]]]},
    {"type": "Polygon", "coordinates": [[[500, 0], [510, 9], [900, 0], [500, 0]]]},
    {"type": "Polygon", "coordinates": [[[0, 95], [10, 120], [20, -200], [0, 95]]]},
    {"type": "Circle", "coordinates": [0, 0]}, {"type": "Polygon"}, {"type": 3}, {}, "shape", 3,
    {"type": "Feature", "geometry": "x"}, {"type": "GeometryCollection", "geometries": "x"},
    {"type": "MultiPolygon", "coordinates": [[[[0, 0], [1, 1]]], 3, None]},
    {"type": "LineString", "coordinates": [[0, 0]]}, {"type": "Point", "coordinates": []},
    {"type": "Point", "coordinates": [None, 3]}, {"type": "MultiPoint", "coordinates": [[1], 2]},
]  # fmt: skip


@pytest.mark.parametrize(
    "kind", ["mercator", "orthographic", "conicConformal", "identity", "albersUsa"]
)
def test_broken_shapes_leave_the_others_alone(kind: str) -> None:
    sound = {"type": "Polygon", "coordinates": [square(-100, 35, 9)]}
    rows: list[object] = [{"where": shape} for shape in [sound, *BROKEN]]
    spec = {**spec_of({"values": rows}, {"type": kind, "scale": 200}),
            "encoding": {"shape": {"field": "where", "type": "geojson"}}}  # fmt: skip
    found = drawn(spec)
    assert len(found) == len(BROKEN) + 1
    alone = {**spec, "data": {"values": rows[:1]}}
    assert found[0].bounds == pytest.approx(drawn(alone)[0].bounds)
    assert all(np.isfinite(ring).all() for path in found for ring in path.rings)


def test_a_nest_of_collections_without_end() -> None:
    shape: dict[str, object] = {"type": "Polygon", "coordinates": [square(0, 0, 3)]}
    for _ in range(60):
        shape = {"type": "GeometryCollection", "geometries": [shape]}
    (path,) = drawn(spec_of({"values": [shape]}, {"type": "mercator"}))
    assert not path.rings


COORDINATES: Any = st.recursive(
    st.floats(allow_nan=False, allow_infinity=False) | st.none() | st.integers(-200, 200),
    lambda inner: st.lists(inner, max_size=4),
    max_leaves=20,
)


@given(
    st.sampled_from(
        ["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"]
    ),
    COORDINATES,
    st.sampled_from([*ROUND, "identity", "albersUsa", "gnomonic", "stereographic"]),
)
def test_no_coordinates_break_it(kind: str, places: object, projection: str) -> None:
    shape = {"type": kind, "coordinates": places}
    for path in drawn(spec_of({"values": [shape]}, {"type": projection})):
        assert all(np.isfinite(ring).all() for ring in path.rings)
