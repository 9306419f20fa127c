"""JSON, GeoJSON and TopoJSON files, and that nothing outside their folder is read."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.charts.chart_file import read_chart
from tests.charts.files.test_delimited import chart_of, codes_of, rows_of
from tests.charts.oracle import rows_by_us, rows_by_vega_lite
from tests.charts.sample import block_of, lesson_with, read

SQUARE = [[[0, 0], [0, 1], [1, 1], [1, 0], [0, 0]]]
COLLECTION = {
    "type": "FeatureCollection",
    "features": [
        {"type": "Feature", "id": name, "properties": {"name": name},
         "geometry": {"type": "Polygon", "coordinates": SQUARE}}
        for name in ("a", "b")
    ],
}  # fmt: skip
TOPOLOGY = {
    "type": "Topology",
    "transform": {"scale": [0.5, 0.5], "translate": [10, 20]},
    "arcs": [
        [[0, 0], [0, 2]],
        [[0, 2], [-2, 0], [0, -2], [2, 0]],
        [[0, 0], [2, 0], [0, 2], [-2, 0]],
        [[3, 3], [1, 0], [0, 1], [-1, -1]],
    ],
    "objects": {
        "areas": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "id": "west", "properties": {"n": 1}},
                {"type": "MultiPolygon", "arcs": [[[-1, 2]], [[3]]], "id": "east"},
                {"type": None, "id": "nowhere"},
            ],
        },
        "road": {"type": "LineString", "arcs": [0]},
        "roads": {"type": "MultiLineString", "arcs": [[0], [3]]},
        "town": {"type": "Point", "coordinates": [1, 1], "properties": {"n": 3}},
        "towns": {"type": "MultiPoint", "coordinates": [[1, 1], [2, 0]]},
    },
}


@pytest.mark.parametrize(
    ("value", "form", "rows"),
    [
        ([{"a": 1, "b": None}], {}, [{"a": 1, "b": None}]),
        ([1, "x", None], {}, [{"data": 1}, {"data": "x"}, {"data": None}]),
        ({"a": 1}, {}, [{"a": 1}]),
        ({"deep": {"rows": [{"a": 1}]}}, {"property": "deep.rows"}, [{"a": 1}]),
        ({"deep": [{}, {"rows": [{"a": 1}]}]}, {"property": "deep[1].rows"}, [{"a": 1}]),
        ([{"a": "1"}], {"parse": {"a": "number"}}, [{"a": 1}]),
        (7, {}, [{"data": 7}]),
    ],
)
def test_json(tmp_path: Path, value: object, form: Mapping[str, object], rows: object) -> None:
    assert rows_of(tmp_path, "it.json", json.dumps(value).encode(), form) == rows
    spec = {"data": {"values": value, "format": form}, "mark": "point"}
    if isinstance(value, list | dict):
        scene = read_chart(json.dumps(spec), "spec.json", None, {}).scene
        assert scene is not None
        ((_, group),) = scene.groups
        assert [{k: v for k, v in row.items() if k.isprintable()} for row in group.rows] == rows


def test_a_collection_of_shapes(tmp_path: Path) -> None:
    data = json.dumps(COLLECTION).encode()
    found = rows_of(tmp_path, "it.geojson", data, {"property": "features"})
    assert [row["id"] for row in found] == ["a", "b"]
    assert codes_of(tmp_path, "it.geojson", data) == ["whole-collection"]
    assert codes_of(tmp_path, "it.json", data) == ["whole-collection"]


@pytest.mark.parametrize(
    ("data", "form", "codes"),
    [
        (b"", {}, ["data-not-json"]),
        (b"[1, 2", {}, ["data-not-json"]),
        (b"[" * 100_000, {}, ["data-not-json"]),
        (b"{'a': 1}", {}, ["data-not-json"]),
        (b"{}", {"property": "rows"}, ["missing-property"]),
        (b"[]", {"feature": "areas"}, ["bad-topology"]),
        (b'{"type": "Topology"}', {"type": "topojson", "feature": "areas"}, ["bad-topology"]),
        (b'{"arcs": [], "objects": {"a": {"type": "Polygon", "arcs": [[0]]}}}',
         {"type": "topojson", "feature": "a"}, ["bad-topology"]),
        (b'{"arcs": [[]], "objects": {"a": {"type": "Polygon", "arcs": 5}}}',
         {"type": "topojson", "feature": "a"}, ["bad-topology"]),
        (b'{"arcs": [[[0, "x"]]], "objects": {"a": {"type": "LineString", "arcs": [0]}}}',
         {"type": "topojson", "feature": "a"}, ["bad-topology"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(
    tmp_path: Path, data: bytes, form: Mapping[str, object], codes: list[str]
) -> None:
    assert codes_of(tmp_path, "it.json", data, form) == codes


def test_the_place_of_what_is_no_json(tmp_path: Path) -> None:
    (tmp_path / "it.json").write_bytes(b'[\n  {"a": 1},\n  {"a": }\n]')
    (problem,) = chart_of(tmp_path, "it.json").problems
    assert (problem.values["line"], problem.values["column"]) == (3, 9)


def _told(shape: str) -> list[object]:
    parts = f"[datum.id, {shape}.type, {shape}.coordinates, datum.properties.n]"
    return [{"calculate": f"join({parts}, '; ')", "as": "told"}]


@pytest.mark.parametrize("name", TOPOLOGY["objects"])
def test_shapes_of_a_topology_as_vega_has_them(name: str) -> None:
    form = {"type": "topojson", "feature": name}
    told = _told("(datum.geometry || datum)")
    found = rows_by_us(TOPOLOGY, told, ["told"], form)
    assert found == rows_by_vega_lite(TOPOLOGY, told, ["told"], form)
    assert found


def test_borders_of_a_topology_are_those_of_vega() -> None:
    form = {"type": "topojson", "mesh": "areas"}
    told = [{"calculate": "join(datum.coordinates, '/')", "as": "told"}]
    found = [
        _segments(by(TOPOLOGY, told, ["told"], form)) for by in (rows_by_us, rows_by_vega_lite)
    ]
    assert found[0] == found[1]
    assert len(found[0]) == 10


def _segments(rows: list[dict[str, str]]) -> list[object]:
    """The single segments of the lines, which topojson-client joins where they meet."""
    lines = rows[0]["told"].removeprefix("s:").split("/")
    found = []
    for line in lines:
        numbers = list(map(float, line.split(",")))
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        found += [sorted(pair) for pair in pairwise(points)]
    return sorted(found)


# -- nothing outside the folder -------------------------------------------------------

OUTSIDE = [
    "../secret.csv", "data/../../secret.csv", "..", "/etc/passwd", "\\\\host\\share\\x.csv",
    "C:\\secret.csv", "C:/secret.csv", "file:///etc/passwd", "http://[", "http://x/../secret.csv",
    "https://example.org/secret.csv", "//host/secret.csv", "~/secret.csv", "a\0b.csv", "",
    "./././../secret.csv", "x" * 5_000, "link.csv", "folder/secret.csv", "loop.csv",
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with links that lead out of it and a secret beside it."""
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "outer").mkdir()
    for place in (tmp_path, tmp_path / "outer"):
        (place / "secret.csv").write_text("a\n1\n")
    (inside / "link.csv").symlink_to(tmp_path / "secret.csv")
    (inside / "folder").symlink_to(tmp_path / "outer")
    (inside / "loop.csv").symlink_to(inside / "loop.csv")
    return inside


@pytest.mark.parametrize("url", OUTSIDE)
def test_nothing_outside_the_folder_is_read(folder: Path, url: str) -> None:
    chart = chart_of(folder, url)
    assert chart.errors
    assert chart.scene is None or chart.scene.is_empty


@pytest.mark.parametrize("url", OUTSIDE)
def test_nothing_outside_the_lesson_is_read(folder: Path, url: str) -> None:
    written = f"data: {{url: {json.dumps(url)}}}\nmark: point\nencoding: {{}}"
    lesson = lesson_with(folder, {"it": written})
    block = block_of(lesson)
    problems = block.problems or read(lesson)[1]
    assert problems or read(lesson)[0] is None
    assert {problem.code for problem in problems} <= {
        "outside-lesson", "missing-file", "missing-key", "empty-value", "bad-character",
        "yaml-error",
    }  # fmt: skip


def test_a_link_inside_is_followed(folder: Path) -> None:
    (folder / "real.csv").write_text("a\n1\n")
    (folder / "other.csv").symlink_to(folder / "real.csv")
    scene = chart_of(folder, "other.csv").scene
    assert scene is not None
    assert not scene.is_empty


def test_files_are_found_as_examples_name_them(tmp_path: Path) -> None:
    (tmp_path / "cars.json").write_text('[{"a": 1}]')
    for url in ("cars.json", "data/cars.json", "https://vega.github.io/data/cars.json"):
        scene = chart_of(tmp_path, url).scene
        assert scene is not None, url
        assert not scene.is_empty


def test_an_address_that_is_nowhere_here(tmp_path: Path) -> None:
    codes = {
        url: [problem.code for problem in chart_of(tmp_path, url).problems]
        for url in ("https://example.org/a.csv", "a.csv")
    }
    assert codes == {"https://example.org/a.csv": ["remote-data"], "a.csv": ["missing-data-file"]}


def test_a_folder_and_an_unreadable_file(tmp_path: Path) -> None:
    (tmp_path / "it.csv").mkdir()
    assert [problem.code for problem in chart_of(tmp_path, "it.csv").problems] == [
        "missing-data-file"
    ]
    os.mkfifo(tmp_path / "pipe.csv")
    assert chart_of(tmp_path, "pipe.csv").errors


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=12,
)
FORMS: Any = st.sampled_from(
    [{}, {"property": "a.b"}, {"type": "topojson", "feature": "x"}, {"parse": {"a": "date"}},
     {"type": "topojson", "mesh": "x"}]
)  # fmt: skip


@given(JSON, FORMS)
def test_no_json_breaks_it(
    tmp_path_factory: pytest.TempPathFactory, value: object, form: Mapping[str, object]
) -> None:
    folder = tmp_path_factory.mktemp("json")
    (folder / "it.json").write_text(json.dumps(value))
    chart = chart_of(folder, "it.json", form)
    assert chart.scene is not None or chart.errors


@given(st.dictionaries(st.sampled_from(["type", "arcs", "coordinates", "geometries"]), JSON), JSON)
def test_no_topology_breaks_it(
    tmp_path_factory: pytest.TempPathFactory, shape: Mapping[str, object], arcs: object
) -> None:
    folder = tmp_path_factory.mktemp("topology")
    shape = {"type": "Polygon", "arcs": [[0, -1]], **shape}
    topology = {"arcs": arcs if isinstance(arcs, list) else TOPOLOGY["arcs"],
                "objects": {"x": shape}}  # fmt: skip
    (folder / "it.json").write_text(json.dumps(topology))
    for kind in ("feature", "mesh"):
        chart = chart_of(folder, "it.json", {"type": "topojson", kind: "x"})
        assert chart.scene is not None or chart.errors
