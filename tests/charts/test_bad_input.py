"""Bad input, one by one: a sensible chart or a located problem that names what is wrong."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest

from desktop_app.charts.chart_file import read_chart, scene_data
from desktop_app.charts.transforms import rows, window
from desktop_app.content.problems import Problem
from desktop_app.content.wording import hint, message

ROWS = [{"a": 1, "b": 28, "c": "x"}, {"a": 2, "b": 55, "c": "y"}]
X = {"field": "c", "type": "nominal"}
Y = {"field": "b", "type": "quantitative"}
RING = [[0, 0], [0, 1], [1, 1], [1, 0], [0, 0]]


def bars(**changes: Any) -> dict[str, Any]:
    spec = {"data": {"values": ROWS}, "mark": "bar", "encoding": {"x": X, "y": Y}}
    return {**spec, **changes}


def points(x: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return bars(mark="point", encoding={"x": x}, **changes)


def on_scale(**scale: Any) -> dict[str, Any]:
    return {"x": X, "y": {**Y, "scale": scale}}


def counted(sequence: dict[str, Any], **changes: Any) -> dict[str, Any]:
    number = {"field": "n", "type": "quantitative"}
    return points(number, **{"data": {"sequence": {**sequence, "as": "n"}}, **changes})


def shapes(*geometries: Any, **changes: Any) -> dict[str, Any]:
    found = [{"type": "Feature", "properties": {"v": 1}, "geometry": one} for one in geometries]
    color = {"field": "properties.v", "type": "quantitative"}
    return {"data": {"values": found}, "mark": "geoshape", "encoding": {"color": color}, **changes}


def polygon(*rings: Any) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


def answer(spec: Any) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    text = spec if isinstance(spec, str) else json.dumps(spec)
    chart = read_chart(text, "it.json", None, {})
    told = scene_data(chart.scene if not chart.errors else None, chart.problems)
    json.dumps(told, allow_nan=False)
    for problem in chart.problems:
        assert problem.location.line >= 1
        assert problem.location.column >= 1
        for language in ("fr", "en"):
            assert message(problem, language)
            assert "{" not in hint(problem, language).replace("{…}", "").replace('{"', "")
    return told, chart.problems


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.code for problem in problems]


REFUSED = {
    "no JSON": ("", "json-syntax"),
    "a list": ("[1, 2]", "json-not-an-object"),
    "a word": ('"bar"', "json-not-an-object"),
    "nested deeply": ('{"layer":[' * 100 + "{}" + "]}" * 100, "json-too-large"),
    "Vega": ({"$schema": "https://vega.github.io/schema/vega/v5.json"}, "not-vega-lite"),
    "version 4": (bars(selection={"s": {"type": "single"}}), "unsupported-key"),
    "a missing field": (bars(encoding={"x": {"field": "zz"}, "y": Y}), "unknown-column"),
    "concatenated": ({"hconcat": [bars()]}, "unsupported-composition"),
    "repeated": ({"repeat": ["a"], "spec": bars()}, "unsupported-composition"),
    "an image": (bars(mark="image"), "unsupported-mark"),
    "a search": (
        bars(params=[{"name": "p", "bind": {"input": "search"}}]), "unsupported-value",
    ),
    "a pattern": (bars(transform=[{"filter": "test(/(a+)+$/, datum.c)"}]), "unsupported-function"),
    "a view's function": (bars(transform=[{"filter": "scale('x', 1)"}]), "unsupported-function"),
    "an extent": (bars(transform=[{"extent": "b", "param": "p"}]), "unsupported-transform"),
    "a long expression": (bars(transform=[{"filter": "1+" * 3_000 + "1"}]), "bad-expression"),
    "a deep expression": (
        bars(transform=[{"filter": "(" * 200 + "1" + ")" * 200}]), "bad-expression",
    ),
    "on the Internet": (bars(data={"url": "https://example.org/a.csv"}), "remote-data"),
    "outside the folder": (bars(data={"url": "../../etc/passwd"}), "missing-data-file"),
    "an endless sequence": (counted({"start": 0, "stop": 10, "step": 0}), "bad-sequence"),
    "a sequence too long": (counted({"start": 0, "stop": 1e12}), "bad-sequence"),
    "keys too many": (
        bars(transform=[{"impute": "b", "key": "a", "keyvals": {"stop": 1e9}}]), "bad-sequence",
    ),
    "keys of a channel": (
        bars(encoding={"x": X, "y": {**Y, "impute": {"keyvals": {"stop": 1e9}}}}), "bad-sequence",
    ),
    "circles": (
        bars(params=[{"name": "p", "expr": "q + 1"}, {"name": "q", "expr": "p + 1"}]),
        "cyclic-parameter",
    ),
    "the same name": (
        bars(params=[{"name": "p", "value": 1}, {"name": "p", "value": 2}]),
        "duplicate-parameter",
    ),
    "fold of nothing": (bars(transform=[{"fold": ["zz", "b"]}]), "unknown-column"),
    "bins too many": (points({**Y, "bin": {"maxbins": 1e12}}), "out-of-range"),
    "a size too large": (bars(width=1e9), "out-of-range"),
    "layers too many": (
        {"data": {"values": ROWS}, "layer": [{"mark": "bar"}] * 60}, "too-many-layers",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_can_not_be_drawn_is_refused_by_name(name: str) -> None:
    spec, code = REFUSED[name]
    told, problems = answer(spec)
    assert code in codes(problems)
    assert not told["marks"]


# Each with the items that are drawn and the codes of what is said.
DRAWN: dict[str, tuple[dict[str, Any], int, list[str]]] = {
    "version 5": (
        bars(**{"$schema": "https://vega.github.io/schema/vega-lite/v5.20.1.json"}), 2, [],
    ),
    "no rows": (bars(data={"values": []}), 0, ["no-data"]),
    "one row": (bars(data={"values": ROWS[:1]}), 1, []),
    "nothing but nulls": (bars(data={"values": [{"c": None, "b": None}] * 3}), 0, ["no-data"]),
    "numbers at the end": (
        bars(data={"values": [{"c": "x", "b": 1e308}, {"c": "y", "b": -1e308}]}), 2, [],
    ),
    "below zero on a log": (
        bars(encoding=on_scale(type="log"),
             data={"values": [{"c": "x", "b": -5}, {"c": "y", "b": 10}, {"c": "z", "b": 99}]}),
        3, ["log-needs-positive"],
    ),
    "all below zero on a log": (
        bars(mark="point", encoding=on_scale(type="log"),
             data={"values": [{"c": "x", "b": -5}, {"c": "y", "b": -50}]}), 2, [],
    ),
    "a giant exponent": (bars(encoding=on_scale(type="pow", exponent=1e300)), 2, []),
    "a giant power below zero": (bars(encoding=on_scale(type="pow", exponent=-400)), 2, []),
    "a base of zero": (bars(encoding=on_scale(type="log", base=0)), 2, []),
    "a tiny constant": (bars(encoding=on_scale(type="symlog", constant=1e-320)), 2, []),
    "a step too small": (bars(encoding={"x": {**Y, "bin": {"step": 1e-12}},
                                        "y": {"aggregate": "count"}}), 2, []),
    "an empty extent": (bars(encoding={"x": {**Y, "bin": {"extent": [5, 5]}},
                                       "y": {"aggregate": "count"}}), 0, ["no-data"]),
    "a tiny bandwidth": (
        points({"field": "value", "type": "quantitative"},
               transform=[{"density": "b", "bandwidth": 1e-300}]), 201, [],
    ),
    "a huge frame": (
        bars(transform=[{"window": [{"op": "mean", "field": "b", "as": "m"}],
                         "frame": [-1e15, 1e15]}]), 2, [],
    ),
    "a frame turned round": (
        bars(transform=[{"window": [{"op": "lag", "field": "b", "param": 1e18, "as": "m"}],
                         "frame": [5, -5]}]), 2, [],
    ),
    "absurd shares": (
        points({"field": "prob", "type": "quantitative"},
               transform=[{"quantile": "b", "probs": [-5, 0.5, 2, None, "x"]}]), 1, [],
    ),
    "an order too high": (
        points({"field": "a", "type": "quantitative"},
               transform=[{"regression": "b", "on": "a", "method": "poly", "order": 500}]),
        0, ["no-data"],
    ),
    "texts without end": (
        bars(transform=[{"calculate": "pad(datum.c, 1e9) + pad('', 1e9)", "as": "c"}]), 2, [],
    ),
    "lists without end": (bars(transform=[{"calculate": "sequence(1e12)", "as": "l"}]), 2, []),
    "a huge text": (bars(title="x" * 10**6, data={"values": [{"c": "x" * 10**6, "b": 1}]}), 1, []),
    "a number of many digits": (bars(data={"values": [{"c": 10**30, "b": 10**250}]}), 1, []),
    "rows of every kind": (
        bars(data={"values": [1, "x", None, [1, 2], {"c": [1], "b": {"z": 1}}, True, *ROWS]}),
        2, [],
    ),
    "dates out of range": (
        bars(mark="point", encoding={"x": {"field": "d", "type": "temporal"}, "y": Y},
             data={"values": [{"d": "+300000-01-01", "b": 1}, {"d": 1e300, "b": 2},
                              {"d": "-271821-04-20", "b": 3}, {"d": "2020-02-30", "b": 4}]}),
        2, [],
    ),
    "ten thousand years": (
        bars(encoding={"x": {"field": "d", "type": "temporal", "timeUnit": "yearmonthdatehours",
                             "axis": {"tickCount": {"interval": "second", "step": 1}}}, "y": Y},
             data={"values": [{"d": "-005000-01-01", "b": 1}, {"d": "+005000-01-01", "b": 2}]}),
        2, [],
    ),
    "names with dots and brackets": (
        bars(encoding={"x": {"field": "日本", "type": "nominal"},
                       "y": {"field": "é\\.x\\[0\\]", "type": "quantitative"}},
             data={"values": [{"日本": "あ", "é.x[0]": 1}, {"日本": "い", "é.x[0]": 3}]}), 2, [],
    ),
    "nested": (
        points({"field": "a.b[1].c", "type": "quantitative"},
               data={"values": [{"a": {"b": [1, {"c": 5}]}}, {"a": 3}]}), 1, [],
    ),
    "layers of one name": (
        {"data": {"values": ROWS}, "layer": [{"name": "n", "mark": "bar", "encoding": {"y": Y}},
                                             {"name": "n", "mark": "rule", "encoding": {"y": Y}}]},
        4, [],
    ),
    "every geometry": (
        shapes({"type": "Point", "coordinates": [0, 0]},
               {"type": "MultiPoint", "coordinates": [[1, 1], [2, 2]]},
               {"type": "LineString", "coordinates": [[0, 0], [1, 1]]},
               {"type": "MultiLineString", "coordinates": [[[0, 0], [1, 1]], [[2, 2], [3, 3]]]},
               polygon(RING, [[0.2, 0.2], [0.4, 0.2], [0.4, 0.4], [0.2, 0.2]]),
               {"type": "MultiPolygon", "coordinates": [[RING]]},
               {"type": "GeometryCollection", "geometries": [polygon(RING)]}), 7, [],
    ),
    "broken geometries": (
        shapes(polygon(), polygon([]), polygon([[0, 0]]), polygon(RING[:3]),
               polygon([[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]), polygon([["a", "b"], [1, 2]]),
               polygon([[1e308, 1e308], [-1e308, 0], [0, 5]]),
               polygon([[400, 95], [-500, -100], [0, 200], [400, 95]]),
               {"type": "Point", "coordinates": None}, {"type": "None"}, None, 5,
               {"type": "LineString", "coordinates": [[0]]}), 13, [],
    ),
    "a cone on a pole": (
        shapes(polygon(RING), projection={"type": "conicConformal", "parallels": [90, -90],
                                          "rotate": [1e9, 1e9, 1e9], "scale": 1e300}), 1, [],
    ),
    "places that are none": (
        bars(mark="circle", encoding={"longitude": {"field": "o", "type": "quantitative"},
                                      "latitude": {"field": "l", "type": "quantitative"}},
             data={"values": [{"o": None, "l": 1e9}, {"o": "x", "l": []}, {"o": 2, "l": 48}]}),
        3, [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DRAWN)
def test_what_can_be_drawn_is(name: str) -> None:
    spec, items, said = DRAWN[name]
    told, problems = answer(spec)
    assert codes(problems) == said
    assert sum(mark["count"] for mark in told["marks"]) == items
    for scale in told["scales"].values():
        assert all(value == value for value in scale["domain"])


def test_categories_without_number_are_cut_and_said() -> None:
    spec = counted({"start": 0, "stop": 20_000})
    spec["encoding"] = {"x": {"field": "n", "type": "nominal"}}
    told, problems = answer(spec)
    assert codes(problems) == ["too-many-categories"]
    assert problems[0].values["count"] == 20_000
    assert len(told["scales"]["x"]["domain"]) == told["marks"][0]["count"] == 10_000


def test_small_multiples_without_number_are_cut_and_said() -> None:
    spec = counted({"start": 0, "stop": 2_000})
    spec["encoding"]["facet"] = {"field": "n", "type": "nominal"}
    told, problems = answer(spec)
    assert codes(problems) == ["too-many-plots"]
    assert told["marks"][0]["count"] == 100


def test_rows_times_columns_are_counted_and_not_made() -> None:
    spec = counted({"start": 0, "stop": 5_000})
    spec["encoding"] |= {side: {"field": "n", "type": "nominal"} for side in ("row", "column")}
    told, problems = answer(spec)
    assert codes(problems) == ["too-many-plots"]
    assert problems[0].values["count"] == 25_000_000
    assert told["marks"][0]["count"] == 1


def test_a_transform_that_stops_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "MOST_ROWS", 100)
    folded = {"fold": ["n"] * 20, "as": ["k", "v"]}
    told, problems = answer(counted({"start": 0, "stop": 60}, transform=[folded]))
    assert codes(problems) == ["rows-cut"]
    assert told["marks"][0]["count"] == 100
    pivot = {"pivot": "n", "value": "n"}
    number = {"field": "7", "type": "quantitative"}
    spec = counted({"start": 0, "stop": 1_200}, transform=[pivot])
    told, problems = answer({**spec, "encoding": {"x": number}})
    assert codes(problems) == ["rows-cut"]
    assert len(told["marks"][0]["items"][0]["data"]) == 1_000


def test_parameters_may_come_in_any_order() -> None:
    params = [{"name": "p", "expr": "q + 1"}, {"name": "q", "value": 41}]
    told, problems = answer(bars(params=params, transform=[{"calculate": "p", "as": "b"}]))
    assert not problems
    assert [item["data"]["b"] for item in told["marks"][0]["items"]] == [42, 42]


def test_lots_are_drawn_alike_each_time_and_each_anew() -> None:
    drawn = [{"calculate": "random()", "as": name} for name in "pq"]
    x, y = ({"field": name, "type": "quantitative"} for name in "pq")
    spec = bars(transform=drawn, mark="point", encoding={"x": x, "y": y})
    one, two = answer(spec)[0], answer(spec)[0]
    assert one == two
    values = [item["data"][name] for item in one["marks"][0]["items"] for name in "pq"]
    assert len(set(values)) == 4
    assert all(0 <= value < 1 for value in values)


def test_large_frames_have_running_means(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = {"window": [{"op": "mean", "field": "n", "as": "m"},
                        {"op": "sum", "field": "n", "as": "s"},
                        {"op": "count", "as": "k"}], "frame": [-30, 30]}  # fmt: skip
    spec = counted({"start": 0, "stop": 200}, transform=[frame])
    each = answer(spec)[0]["marks"]
    monkeypatch.setattr(window, "_MOST_WORK", 1_000)
    together, problems = answer(spec)
    assert not problems
    assert together["marks"] == each
    row = each[0]["items"][100]["data"]
    assert math.isclose(row["m"], 100)
    assert math.isclose(row["s"], 6_100)
    assert row["k"] == 61


@pytest.mark.parametrize(
    "transform",
    [
        {"density": "n", "steps": 100_000},
        {"density": "n", "groupby": ["n"]},
        {"quantile": "n", "step": 1e-9},
        {"regression": "n", "on": "n", "groupby": ["n"]},
    ],
    ids=["density", "densities", "quantiles", "regressions"],
)
def test_curves_without_end_are_cut_and_it_is_said(
    transform: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    from desktop_app.charts.transforms import statistics

    for name in ("MOST_GROUPS", "MOST_POINTS", "MOST_STEPS"):
        monkeypatch.setattr(statistics, name, 50)
    monkeypatch.setattr(statistics, "_MOST_WORK", 5_000)
    _, problems = answer(
        {
            "data": {"sequence": {"start": 0, "stop": 200, "as": "n"}},
            "transform": [transform],
            "mark": "point",
            "encoding": {"x": {"datum": 1}},
        }
    )
    assert "rows-cut" in codes(problems)
