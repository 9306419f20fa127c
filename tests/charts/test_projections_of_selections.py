"""What selections are made of: marks, fields, encodings, bins, the columns of a layer."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from desktop_app.charts.chart_file import read_chart
from desktop_app.charts.resolve import resolve
from desktop_app.charts.scene import Scene
from desktop_app.charts.selecting import Choices
from desktop_app.charts.sources import FileChartSource
from desktop_app.charts.spec.grammar import Specification
from desktop_app.charts.transforms.base import Selected
from tests.charts.sample import column_of, group_of

ROWS = [{"a": name, "b": rank, "g": "xy"[rank % 2]} for rank, name in enumerate("ABCDEF")]
A = {"field": "a", "type": "nominal"}
B = {"field": "b", "type": "quantitative"}
RED = {"condition": {"param": "pick", "value": "red"}, "value": "grey"}


def chart(select: object, mark: str = "point", **encoding: Any) -> tuple[Specification, Scene]:
    spec = {
        "data": {"values": ROWS},
        "params": [{"name": "pick", "select": select}],
        "mark": mark,
        "encoding": {"x": A, "y": B, "color": RED, **encoding},
    }
    found = read_chart(json.dumps(spec), "spec.json", None, {})
    assert found.specification is not None, found.problems
    assert found.scene is not None
    return found.specification, found.scene


def after(specification: Specification, selected: Selected) -> list[object]:
    scene = resolve(specification, FileChartSource(None), {}, "en", selections={"pick": selected})
    return column_of(group_of(scene, "point"), "stroke")


def pick(
    specification: Specification, scene: Scene, ranks: Sequence[int | None], *, adds: bool
) -> Selected:
    """What is held after marks were picked one by one."""
    found = Choices()
    for rank in ranks:
        now = replace(scene, selections={**scene.selections, **found.selections})
        found = found.picked(specification, now, "pick", rank, adds=adds)
    return found.selections["pick"]


def span(specification: Specification, name: str, ranges: Mapping[str, Any]) -> Selected:
    return Choices().spanned(specification, name, ranges).selections[name]


@pytest.mark.parametrize(
    ("select", "points"),
    [
        ("point", [{"a": "B", "b": 1, "g": "y"}]),
        ({"type": "point", "fields": ["g"]}, [{"g": "y"}]),
        ({"type": "point", "encodings": ["x"]}, [{"a": "B"}]),
        ({"type": "point", "encodings": ["x", "y"]}, [{"a": "B", "b": 1}]),
        ({"type": "point", "fields": ["a", "g"]}, [{"a": "B", "g": "y"}]),
    ],
    ids=str,
)  # fmt: skip
def test_a_mark_is_picked_by_what_the_selection_is_made_of(
    select: object, points: list[Mapping[str, object]]
) -> None:
    specification, scene = chart(select)
    assert list(pick(specification, scene, [1], adds=False).points) == points


def test_marks_are_added_taken_back_and_replaced() -> None:
    specification, scene = chart({"type": "point", "fields": ["a"]})
    names = [
        [point["a"] for point in pick(specification, scene, ranks, adds=adds).points]
        for ranks, adds in (
            ([0, 2], True), ([0, 2], False), ([0, 2, 0], True), ([0, 0], False),
            ([0, 2, None], True),
        )
    ]  # fmt: skip
    assert names == [["A", "C"], ["C"], ["C"], ["A"], []]


def test_what_is_picked_shows() -> None:
    specification, scene = chart({"type": "point", "fields": ["g"]})
    assert after(specification, Selected()) == ["red"] * 6
    assert after(specification, pick(specification, scene, [1], adds=False)) == ["grey", "red"] * 3


def test_an_interval_is_of_the_fields_that_are_shown() -> None:
    specification, _ = chart("interval")
    found = span(specification, "pick", {"x": ("B", "C", "D"), "y": (1.5, 9.0)})
    assert found == Selected(ranges={"a": ("B", "C", "D"), "b": (1.5, 9.0)})
    assert after(specification, found) == ["grey", "grey", "red", "red", "grey", "grey"]


def test_an_interval_along_one_axis() -> None:
    specification, _ = chart({"type": "interval", "encodings": ["y"]})
    found = span(specification, "pick", {"x": ("A",), "y": (3, 4)})
    assert found == Selected(ranges={"b": (3, 4)})
    assert after(specification, found).count("red") == 2
    assert span(specification, "pick", {}) == Selected()


def test_a_selection_that_is_not_there_holds_nothing() -> None:
    specification, scene = chart("point")
    nobody = Choices().picked(specification, scene, "nobody", 0, adds=False)
    assert nobody.selections["nobody"] == Selected()
    assert span(specification, "nobody", {"x": (1, 2)}) == Selected()


def test_bins_and_aggregates_are_picked_by_what_marks_show() -> None:
    binned = {"field": "b", "bin": {"step": 2}}
    specification, scene = chart(
        {"type": "point", "encodings": ["x"]}, "bar", x=binned, y={"aggregate": "count"}
    )
    found = pick(specification, scene, [1], adds=False)
    scene = resolve(specification, FileChartSource(None), {}, "en", selections={"pick": found})
    assert column_of(group_of(scene, "bar"), "fill") == ["grey", "red", "grey"]


def test_layers_are_picked_by_their_own_columns() -> None:
    spec = {
        "data": {"values": ROWS},
        "layer": [
            {"mark": "point", "encoding": {"x": A, "y": B},
             "params": [{"name": "pick", "select": {"type": "point", "encodings": ["x"]}}]},
            {"data": {"values": [{"other": "A", "b": 3}]}, "mark": "square",
             "encoding": {"x": {"field": "other"}, "y": B}},
        ],
    }  # fmt: skip
    found = read_chart(json.dumps(spec), "spec.json", None, {})
    assert found.specification is not None, found.problems
    assert found.scene is not None
    points = pick(found.specification, found.scene, [2], adds=False).points
    assert points == ({"a": "C"},)
    assert pick(found.specification, found.scene, [6], adds=False).points == ({"other": "A"},)
