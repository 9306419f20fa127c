"""The map of France with its overseas départements in insets, from the lesson's own file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path as FilePath
from typing import Any

import pytest

from desktop_app.charts.chart_file import read_chart
from desktop_app.charts.geo.paths import Path
from desktop_app.charts.scene import Scene
from desktop_app.resources import installed_lessons
from tests.charts.sample import column_of, group_of

OVERSEAS = {"971": "Guadeloupe", "972": "Martinique", "973": "Guyane", "974": "La Réunion",
            "976": "Mayotte"}  # fmt: skip
TOWNS = {
    "Paris": (2.35, 48.86), "Saint-Denis": (55.45, -20.88), "Pointe-à-Pitre": (-61.53, 16.24),
    "Cayenne": (-52.33, 4.92), "Mamoudzou": (45.23, -12.78), "Fort-de-France": (-61.07, 14.61),
}  # fmt: skip


def scene_of(spec: Mapping[str, Any], language: str = "fr") -> Scene:
    folder = FilePath(installed_lessons()["rebattre-les-cartes"]) / "maps"
    whole = {"width": 500, "height": 460, "usermeta": {"inset": "france"}, **spec}
    chart = read_chart(json.dumps(whole), "spec.json", folder, {}, language)
    assert not chart.problems, chart.problems
    assert chart.scene is not None
    return chart.scene


MAP = {"data": {"url": "departements.geojson", "format": {"property": "features"}},
       "mark": "geoshape"}  # fmt: skip


@pytest.fixture(scope="module")
def scene() -> Scene:
    return scene_of(MAP)


def _paths(scene: Scene) -> dict[str, Path]:
    ((_, group),) = scene.groups
    found = {}
    for index in range(group.count):
        path = group.value("path", index)
        properties: Any = group.rows[index]["properties"]
        assert isinstance(path, Path)
        found[str(properties["code"])] = path
    return found


def test_all_departements_are_on_the_map(scene: Scene) -> None:
    paths = _paths(scene)
    assert len(paths) == 101
    for code, path in paths.items():
        left, top, right, bottom = path.bounds
        assert 0 <= left < right <= 500, code
        assert 0 <= top < bottom <= 460, code


def test_those_overseas_are_in_their_frames(scene: Scene) -> None:
    paths = _paths(scene)
    frames = {name: (x, y, x + width, y + height) for x, y, width, height, name in scene.frames}
    assert list(frames) == list(OVERSEAS.values())
    for code, name in OVERSEAS.items():
        left, top, right, bottom = paths[code].bounds
        x, y, x2, y2 = frames[name]
        assert x < left < right < x2
        assert y < top < bottom < y2
        assert max((right - left) / (x2 - x), (bottom - top) / (y2 - y)) > 0.5


def test_frames_and_mainland_stand_apart(scene: Scene) -> None:
    paths = _paths(scene)
    edge = max(x + width for x, _, width, _, _ in scene.frames)
    assert min(path.bounds[0] for code, path in paths.items() if code not in OVERSEAS) > edge
    ends = sorted((y, y + height) for _, y, _, height, _ in scene.frames)
    assert all(one[1] <= two[0] for one, two in pairwise(ends))


def test_the_mainland_lies_as_on_maps_of_france(scene: Scene) -> None:
    boxes = {code: path.bounds for code, path in _paths(scene).items()}
    north, south, west, east, corsica = "59", "66", "29", "67", "2A"
    assert max(box[2] for box in boxes.values()) == pytest.approx(500, abs=1)
    assert boxes[north][1] + boxes[corsica][3] == pytest.approx(460, abs=1)
    assert boxes[west][0] < boxes["75"][0] < boxes[east][0] < boxes[corsica][2]
    assert boxes[north][3] < boxes["75"][1] < boxes[south][1]
    wide = max(box[2] for code, box in boxes.items() if code not in OVERSEAS and code[0] != "2")
    tall = boxes[south][3] - boxes[north][1]
    assert (wide - boxes[west][0]) / tall == pytest.approx(1.0, abs=0.1)


def test_names_and_note_are_in_the_language(scene: Scene) -> None:
    english = scene_of(MAP, "en")
    assert [frame[-1] for frame in english.frames] == [
        "Guadeloupe", "Martinique", "French Guiana", "Réunion", "Mayotte",
    ]  # fmt: skip
    assert "autres échelles" in scene.note
    assert "other scales" in english.note


@pytest.mark.parametrize("base", [True, False], ids=["on the map", "alone"])
def test_towns_are_where_their_territory_is(base: bool) -> None:
    towns = {
        "data": {"values": [{"lon": lon, "lat": lat} for lon, lat in TOWNS.values()]},
        "mark": "circle",
        "encoding": {"longitude": {"field": "lon"}, "latitude": {"field": "lat"}},
    }
    scene = scene_of({"layer": [MAP, towns] if base else [towns]})
    group = group_of(scene, "circle")
    x, y = (column_of(group, name) for name in ("x", "y"))
    places = {name: (float(str(a)), float(str(b))) for name, a, b in zip(TOWNS, x, y, strict=True)}
    frames = {name: (x, y, x + width, y + height) for x, y, width, height, name in scene.frames}
    for town, name in (
        ("Saint-Denis", "La Réunion"), ("Pointe-à-Pitre", "Guadeloupe"), ("Cayenne", "Guyane"),
        ("Mamoudzou", "Mayotte"), ("Fort-de-France", "Martinique"),
    ):  # fmt: skip
        left, top, right, bottom = frames[name]
        assert left < places[town][0] < right
        assert top < places[town][1] < bottom
    assert places["Paris"][0] > max(frame[2] for frame in frames.values())


def test_a_map_without_anything_has_its_frames() -> None:
    folder = FilePath(installed_lessons()["rebattre-les-cartes"]) / "maps"
    spec = {"data": {"values": []}, "mark": "geoshape", "usermeta": {"inset": "france"}}
    chart = read_chart(json.dumps(spec), "spec.json", folder, {})
    assert [problem.code for problem in chart.problems] == ["no-data"]
    assert chart.scene is not None
    assert len(chart.scene.frames) == 5
