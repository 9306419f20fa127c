"""Parameters: values, expressions, inputs, the lesson's numbers, and selections at first."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from desktop_app.charts.chart_file import ChartFile, read_chart
from desktop_app.charts.scene import Scene
from desktop_app.charts.transforms.base import Selected
from tests.charts.oracle import by_us, by_vega_lite
from tests.charts.sample import HEAD, column_of, group_of, lesson_with, scene_of

ROWS = [{"a": name, "b": rank, "g": "xy"[rank % 2]} for rank, name in enumerate("ABCDEF")]
A: Mapping[str, Any] = {"field": "a", "type": "nominal"}
B: Mapping[str, Any] = {"field": "b", "type": "quantitative"}


def spec_of(params: Sequence[Mapping[str, object]], **more: Any) -> dict[str, Any]:
    return {"data": {"values": ROWS}, "params": list(params), "mark": "point",
            "encoding": {"x": A, "y": B}, **more}  # fmt: skip


def chart_of(spec: object, inputs: Mapping[str, object] | None = None) -> ChartFile:
    return read_chart(json.dumps(spec), "spec.json", None, inputs or {})


def scene_with(spec: object, inputs: Mapping[str, object] | None = None) -> Scene:
    chart = chart_of(spec, inputs)
    assert chart.scene is not None, chart.problems
    return chart.scene


def cut(params: Sequence[Mapping[str, object]], **inputs: object) -> int:
    """How many rows have a b of at least ``cut``."""
    spec = spec_of(params, transform=[{"filter": "datum.b >= cut"}])
    return group_of(scene_with(spec, inputs), "point").count


# -- values ----------------------------------------------------------------------------------


def test_a_value_and_what_is_set_instead() -> None:
    params = [{"name": "cut", "value": 4}]
    assert cut(params) == 2
    assert cut(params, cut=1) == 5
    assert cut(params, nobody=1) == 2


def test_expressions_in_any_order() -> None:
    params = [{"name": "cut", "expr": "half * 2"}, {"name": "half", "expr": "one / 2"},
              {"name": "one", "value": 3}]  # fmt: skip
    assert cut(params) == 3
    assert cut(params, one=5) == 1
    assert cut(params, cut=0) == 6
    spec = spec_of(params, transform=[{"filter": "datum.b >= cut"}])
    ours, _ = by_us(json.dumps(spec))
    assert ours is not None
    assert ours.counts == by_vega_lite(spec).counts


def test_expressions_that_name_each_other_are_refused() -> None:
    chart = chart_of(
        spec_of([{"name": "cut", "expr": "other + 1"}, {"name": "other", "expr": "cut + 1"}])
    )
    assert [problem.code for problem in chart.errors] == ["cyclic-parameter"]


def test_the_size_of_the_plot() -> None:
    for width in (None, 400, {"step": 30}):
        spec = spec_of([{"name": "half", "expr": "width / 2"}],
                       encoding={"x": A, "y": {"value": {"expr": "half"}}})  # fmt: skip
        if width:
            spec["width"] = width
        scene = scene_with(spec)
        assert column_of(group_of(scene, "point"), "y") == [scene.width / 2] * 6


@pytest.mark.parametrize(
    ("bind", "given", "count"),
    [
        ({"input": "range", "min": 0, "max": 6, "step": 1}, 5, 1),
        ({"input": "select", "options": [1, 2, 3], "labels": ["un", "deux", "trois"]}, 3, 3),
        ({"input": "radio", "options": [1, 4]}, 4, 2),
    ],
)  # fmt: skip
def test_inputs(bind: Mapping[str, object], given: object, count: int) -> None:
    params = [{"name": "cut", "value": 1, "bind": bind}]
    chart = chart_of(spec_of(params, transform=[{"filter": "datum.b >= cut"}]))
    assert chart.problems == ()
    assert chart.names == ("cut",)
    assert chart.scene is not None
    assert [param.name for param in chart.scene.params] == ["cut"]
    assert cut(params) == 5
    assert cut(params, cut=given) == count


def test_a_checkbox() -> None:
    params = [{"name": "all", "value": False, "bind": {"input": "checkbox"}}]
    spec = spec_of(params, transform=[{"filter": "all || datum.b > 3"}])
    counts = [group_of(scene_with(spec, inputs), "point").count for inputs in ({}, {"all": True})]
    assert counts == [2, 6]


def test_values_wherever_an_expression_may_stand() -> None:
    params = [{"name": "big", "value": 90}, {"name": "top", "value": 20},
              {"name": "ink", "value": "red"}]  # fmt: skip
    spec = spec_of(
        params,
        mark={"type": "point", "size": {"expr": "big"}, "color": {"expr": "ink"}},
        encoding={"x": A, "y": {**B, "scale": {"domain": [0, {"expr": "top"}]}}},
    )  # fmt: skip
    scene = scene_with(spec)
    points = group_of(scene, "point")
    assert column_of(points, "size") == [90] * 6
    assert column_of(points, "stroke") == ["red"] * 6
    assert scene.scales["y"].domain == (0, 20)
    assert scene_with(spec, {"top": 50}).scales["y"].domain == (0, 50)


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({"name": "a"}, "wrong-type"), ([3], "wrong-type"), ([{"value": 3}], "missing-key"),
        ([{"name": "a", "value": 1}, {"name": "a", "value": 2}], "duplicate-parameter"),
        ([{"name": "a", "expr": "1 +"}], "bad-expression"),
        ([{"name": "a", "expr": "nobody"}], "dangling-reference"),
        ([{"name": "a", "bind": {"input": "dial"}}], "unknown-value"),
        ([{"name": "a", "bind": {"input": "number"}}], "unsupported-value"),
        ([{"name": "a", "bind": {"min": 3}}], "missing-key"),
        ([{"name": "a", "bind": "axes"}], "unknown-value"),
        ([{"name": "a", "bind": 3}], "wrong-type"),
        ([{"name": "a", "select": "lasso"}], "unknown-value"),
        ([{"name": "a", "select": {"type": "point", "fields": ["nobody"]}}], "unknown-column"),
        ([{"name": "a b", "value": 3}], "bad-name"), ([{"name": "1", "value": 3}], "bad-name"),
        ([{"name": "datum", "value": 3}], "bad-name"),
    ],
    ids=str,
)  # fmt: skip
def test_what_is_wrong_is_said(params: object, code: str) -> None:
    spec = {**spec_of([]), "params": params}
    assert [problem.code for problem in chart_of(spec).errors] == [code]


# -- the lesson's numbers --------------------------------------------------------------------------


def test_a_number_of_the_lesson_and_one_of_the_chart(tmp_path: Path) -> None:
    chart = (
        HEAD
        + """\
params: [{name: twice, expr: managers * 2}]
data: {values: [{n: 1}]}
mark: point
encoding: {x: {datum: {expr: twice}, type: quantitative, scale: {domain: [0, 200]}}}
"""
    )
    lesson = lesson_with(tmp_path, {"it": chart})
    for value in (40.0, 75.0):
        scene = scene_of(lesson, parameters={"managers": value})
        (x,) = column_of(group_of(scene, "point"), "x")
        assert x == pytest.approx(scene.width * value * 2 / 200)


def test_a_parameter_of_the_lesson_s_name_follows_the_lesson(tmp_path: Path) -> None:
    chart = (
        HEAD
        + """\
params: [{name: managers, value: 3, bind: {input: range, min: 0, max: 9}}]
data: {sequence: {start: 0, stop: 100, as: n}}
transform: [{filter: datum.n < managers}]
mark: point
encoding: {x: {field: n, type: quantitative}}
"""
    )
    lesson = lesson_with(tmp_path, {"it": chart})
    assert group_of(scene_of(lesson), "point").count == 40
    assert group_of(scene_of(lesson, parameters={"managers": 7.0}), "point").count == 7


# -- selections -----------------------------------------------------------------------------------

RED = {"condition": {"param": "pick", "value": "red"}, "value": "grey"}


def coloured(param: Mapping[str, object], **more: Any) -> list[object]:
    spec = spec_of([{"name": "pick", **param}], encoding={"x": A, "y": B, "color": RED}, **more)
    ours, chart = by_us(json.dumps(spec))
    assert ours is not None, chart.problems
    assert ours.counts["symbol"] == 6
    assert chart.scene is not None
    return column_of(group_of(chart.scene, "point"), "stroke")


@pytest.mark.parametrize(
    ("param", "chosen"),
    [
        ({"select": "point"}, "ABCDEF"),
        ({"select": "point", "value": [{"a": "B"}]}, "B"),
        ({"select": "point", "value": {"a": "B"}}, "B"),
        ({"select": "point", "value": [{"a": "B"}, {"a": "D"}]}, "BD"),
        ({"select": {"type": "point", "fields": ["g"]}, "value": "x"}, "ACE"),
        ({"select": {"type": "point", "fields": ["g"]}, "value": ["x", "y"]}, "ABCDEF"),
        ({"select": {"type": "point", "fields": ["g"]}, "value": [{"g": "y"}]}, "BDF"),
        ({"select": {"type": "point", "encodings": ["x"]}, "value": [{"x": "C"}]}, "C"),
        ({"select": {"type": "point", "fields": ["a", "g"]}, "value": [{"a": "A", "g": "y"}]}, ""),
        ({"select": "interval"}, "ABCDEF"),
        ({"select": "interval", "value": {"y": [1, 3]}}, "BCD"),
        ({"select": "interval", "value": {"y": [3, 1]}}, "BCD"),
        ({"select": "interval", "value": {"x": ["B", "D"], "y": [2, 9]}}, "D"),
        ({"select": {"type": "interval", "encodings": ["y"]}, "value": {"y": [4, 9]}}, "EF"),
        ({"select": "point", "value": None}, "ABCDEF"),
    ],
    ids=str,
)  # fmt: skip
def test_what_is_chosen_at_first(param: Mapping[str, object], chosen: str) -> None:
    assert coloured(param) == ["red" if row["a"] in chosen else "grey" for row in ROWS]


def test_nothing_chosen_may_mean_none() -> None:
    none = {"condition": {"param": "pick", "empty": False, "value": "red"}, "value": "grey"}
    spec = spec_of([{"name": "pick", "select": "point"}], encoding={"x": A, "y": B, "color": none})
    assert column_of(group_of(scene_with(spec), "point"), "stroke") == ["grey"] * 6


def test_a_selection_filters_and_combines() -> None:
    params = [{"name": "pick", "select": {"type": "point", "fields": ["g"]}, "value": "x"},
              {"name": "band", "select": "interval", "value": {"y": [2, 9]}}]  # fmt: skip
    for predicate, count in (
        ({"param": "pick"}, 3), ({"param": "band"}, 4), ({"not": {"param": "pick"}}, 3),
        ({"and": [{"param": "pick"}, {"param": "band"}]}, 2),
        ({"or": [{"param": "pick"}, {"param": "band"}]}, 5),
    ):  # fmt: skip
        spec = spec_of(params, transform=[{"filter": predicate}])
        assert group_of(scene_with(spec), "point").count == count


def test_what_is_given_stands_for_what_is_chosen_at_first(tmp_path: Path) -> None:
    from desktop_app.charts.resolve import resolve
    from desktop_app.charts.sources import FileChartSource

    spec = spec_of([{"name": "pick", "select": "point", "value": [{"a": "B"}]}],
                   encoding={"x": A, "y": B, "color": RED})  # fmt: skip
    specification = chart_of(spec).specification
    assert specification is not None
    scene = resolve(specification, FileChartSource(None), {}, "en",
                    selections={"pick": Selected(points=({"g": "y"},))})  # fmt: skip
    assert column_of(group_of(scene, "point"), "stroke") == ["grey", "red"] * 3


def test_scales_that_are_panned_show_what_is_in_sight() -> None:
    param = {"name": "grid", "select": "interval", "bind": "scales"}
    spec = spec_of([param], encoding={"x": {"field": "b", "type": "quantitative"}, "y": B})
    assert chart_of(spec).problems == ()
    shown = scene_with({**spec, "params": [{**param, "value": {"x": [1, 2]}}]})
    assert shown.scales["x"].domain == (1, 2)
