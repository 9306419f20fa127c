"""Specifications of our own that cover the subset, mark by mark and part by part."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Spec = dict[str, Any]
ROWS = [
    {"a": "A", "g": "x", "b": 28, "c": 3.5, "d": "2020-01-05", "n": -3},
    {"a": "B", "g": "x", "b": 55, "c": 1.25, "d": "2020-02-11", "n": 4},
    {"a": "C", "g": "y", "b": 43, "c": 8, "d": "2020-02-23", "n": 0},
    {"a": "D", "g": "y", "b": 91, "c": 0.5, "d": "2020-04-30", "n": 12},
    {"a": "A", "g": "y", "b": 81, "c": 2.75, "d": "2020-07-14", "n": -8},
    {"a": "B", "g": "z", "b": 53, "c": 6, "d": "2021-01-02", "n": 5},
    {"a": "C", "g": "z", "b": 19, "c": 4, "d": "2021-03-09", "n": 1},
    {"a": "E", "g": "z", "b": 87, "c": 9.5, "d": "2021-08-21", "n": 7},
]
GAPS = [*ROWS, {"a": "F", "g": "x", "b": None, "c": 2, "d": "2021-09-01", "n": 2},
        {"a": None, "g": "y", "b": 12, "c": None, "d": None, "n": None}]  # fmt: skip
A = {"field": "a", "type": "nominal"}
G = {"field": "g", "type": "nominal"}
B = {"field": "b", "type": "quantitative"}
C = {"field": "c", "type": "quantitative"}
N = {"field": "n", "type": "quantitative"}
D = {"field": "d", "type": "temporal"}
SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]]]}
FEATURES = [
    {"type": "Feature", "properties": {"v": 3, "k": "p"}, "geometry": SQUARE},
    {"type": "Feature", "properties": {"v": 7, "k": "q"}, "geometry": {
        "type": "Polygon", "coordinates": [[[5, 0], [9, 0], [9, 4], [5, 4], [5, 0]]]}},
]  # fmt: skip


def chart(mark: Any, rows: Any = None, **encoding: Any) -> Spec:
    values = {"values": ROWS if rows is None else rows}
    return {"data": values, "mark": mark, "encoding": encoding}


def transformed(*transforms: Spec, mark: Any = "point", rows: Any = None, **encoding: Any) -> Spec:
    return {**chart(mark, rows, **encoding), "transform": list(transforms)}


def scaled(channel: Spec, **scale: Any) -> Spec:
    return {**channel, "scale": scale}


def _marks() -> Iterator[tuple[str, Spec]]:
    for mark in (
        "bar",
        "line",
        "area",
        "point",
        "circle",
        "square",
        "rule",
        "tick",
        "rect",
        "trail",
    ):
        yield f"{mark}-nominal-x", chart(mark, x=A, y=B)
        yield f"{mark}-nominal-y", chart(mark, x=B, y=A)
        yield f"{mark}-temporal", chart(mark, x=D, y=B)
        yield f"{mark}-series", chart(mark, x=D, y=B, color=G)
        yield f"{mark}-two-numbers", chart(mark, x=C, y=B)
        yield f"{mark}-gaps", chart(mark, GAPS, x=A, y=B)
    yield "text", chart("text", x=A, y=B, text=C)
    yield "text-alone", chart({"type": "text", "text": "mot"}, x=A, y=B)
    yield "geoshape", {
        "data": {"values": FEATURES}, "mark": "geoshape", "projection": {"type": "mercator"},
        "encoding": {"color": {"field": "properties.v", "type": "quantitative"}},
    }  # fmt: skip
    yield "geo-points", chart("circle", longitude=C, latitude=N)
    yield "pie", chart("arc", theta={"aggregate": "sum", **B}, color=A)
    yield "donut", chart({"type": "arc", "innerRadius": 30}, theta=B, color=A)
    yield "radial", chart("arc", theta=B, radius=C, color=A)
    yield "line-points", chart({"type": "line", "point": True}, x=D, y=B, color=G)
    yield "area-line", chart({"type": "area", "line": True}, x=D, y=B)
    yield "bar-alone", chart("bar", x=B)
    yield "tick-alone", chart("tick", x=B)
    yield "rule-mean", chart("rule", y={"aggregate": "mean", **B})
    yield "rule-pair", chart("rule", x=A, y=B, y2={"field": "c"})
    yield "bar-range", chart("bar", y=A, x=B, x2={"field": "c"})
    yield "area-range", chart("area", x=D, y=B, y2={"field": "c"})
    yield "rect-cells", chart("rect", x=A, y=G, color={"aggregate": "mean", **B})
    yield "single-row", chart("bar", ROWS[:1], x=A, y=B)
    yield "no-row", chart("point", [], x=A, y=B)


def _scales() -> Iterator[tuple[str, Spec]]:
    for kind in ("linear", "log", "pow", "sqrt", "symlog"):
        yield f"scale-{kind}", chart("point", x=scaled(B, type=kind), y=C)
    for kind in ("time", "utc"):
        yield f"scale-{kind}", chart("point", x=scaled(D, type=kind), y=B)
    for kind in ("band", "point"):
        yield f"scale-{kind}", chart("point", x=scaled(A, type=kind), y=B)
    for name, scale in {
        "domain": {"domain": [10, 60]}, "domain-zero": {"domain": [-5, 60]},
        "no-zero": {"zero": False}, "zero": {"zero": True}, "no-nice": {"nice": False},
        "nice-5": {"nice": 5}, "reverse": {"reverse": True},
        "clamp": {"clamp": True, "domain": [20, 50]},
        "domain-min": {"domainMin": 10}, "domain-max": {"domainMax": 200},
        "union": {"domain": {"unionWith": [0, 150]}}, "padding": {"padding": 20, "nice": False},
    }.items():  # fmt: skip
        yield f"scale-{name}", chart("point", x=scaled(B, **scale), y=C)
        yield f"scale-bar-{name}", chart("bar", y=A, x=scaled({"aggregate": "max", **B}, **scale))
    yield "nice-month", chart("line", x=scaled(D, nice="month"), y=B)
    yield "time-domain", chart("line", x=scaled(D, domain=[{"year": 2019}, {"year": 2022}]), y=B)
    yield "band-padding", chart("bar", x=scaled(A, paddingInner=0.5, paddingOuter=0.2), y=B)
    yield "ordinal-domain", chart("point", x=scaled(A, domain=["B", "A", "Z"]), y=B)
    yield "colour-scheme", chart("point", x=B, y=C, color=scaled(N, scheme="viridis"))
    yield "colour-range", chart("point", x=B, y=C, color=scaled(G, range=["red", "#0a0", "blue"]))
    yield "colour-log", chart("rect", x=A, y=G, color=scaled({"aggregate": "sum", **B}, type="log"))
    for kind, domain in (("threshold", [30, 60]), ("quantile", None), ("quantize", None)):
        scale = {"type": kind, **({"domain": domain} if domain else {})}
        yield f"colour-{kind}", chart("point", x=B, y=C, color={**B, "scale": scale})


def _channels() -> Iterator[tuple[str, Spec]]:
    for channel in ("color", "fill", "stroke", "opacity", "size", "shape", "strokeDash", "detail"):
        yield f"{channel}-nominal", chart("point", x=B, y=C, **{channel: G})
    for channel in ("color", "fill", "stroke", "opacity", "size", "strokeWidth"):
        yield f"{channel}-quantitative", chart("point", x=B, y=C, **{channel: N})
    yield "colour-temporal", chart("point", x=B, y=C, color=D)
    yield "colour-ordinal", chart("point", x=B, y=C, color={"field": "a", "type": "ordinal"})
    yield "x-offset", chart("bar", x=A, y=B, xOffset=G, color=G)
    yield "y-offset", chart("bar", y=A, x=B, yOffset=G, color=G)
    yield "tooltip-list", chart("bar", x=A, y=B, tooltip=[A, B])
    yield "order", chart("line", x=B, y=C, order=D)
    yield "datum", chart("rule", y={"datum": 30, "scale": {"domain": [0, 50]}})
    yield "values", chart("point", x={"value": 20}, y=B, color={"value": "red"})
    yield (
        "condition",
        chart(
            "point",
            x=B,
            y=C,
            color={"condition": {"test": "datum.b > 50", "value": "red"}, "value": "grey"},
        ),
    )
    yield (
        "condition-field",
        chart(
            "bar",
            x=A,
            y=B,
            color={"condition": {"test": {"field": "b", "gt": 50}, **G}, "value": "grey"},
        ),
    )


def _sorts() -> Iterator[tuple[str, Spec]]:
    for name, sort in {
        "ascending": "ascending", "descending": "descending", "none": None,
        "x": "x", "minus-x": "-x",
        "array": ["C", "A"], "field": {"field": "n", "op": "mean"},
        "field-down": {"field": "n", "op": "sum", "order": "descending"},
        "encoding": {"encoding": "x", "order": "descending"},
    }.items():  # fmt: skip
        yield f"sort-{name}", chart("bar", y={**A, "sort": sort}, x={"aggregate": "sum", **B})
    yield "sort-continuous", chart("point", x={**B, "sort": "descending"}, y=C)


def _stacks() -> Iterator[tuple[str, Spec]]:
    for mark in ("bar", "area"):
        for stack in ("zero", "normalize", "center", None, False, True):
            yield (
                f"{mark}-stack-{stack}",
                chart(
                    mark,
                    x=A if mark == "bar" else D,
                    y={"aggregate": "sum", **B, "stack": stack},
                    color=G,
                ),
            )
    yield "stack-negative", chart("bar", x=A, y=N, color=G)
    yield (
        "stack-order",
        chart("bar", x=A, y=B, color=G, order={"field": "n", "type": "quantitative"}),
    )
    yield "impute-value", chart("line", x=A, y={**B, "impute": {"value": 0}}, color=G)
    yield (
        "impute-mean",
        chart("line", x=A, y={**B, "impute": {"method": "mean", "frame": [-1, 1]}}, color=G),
    )
    yield (
        "impute-keyvals",
        chart(
            "line",
            x=N,
            y={**B, "impute": {"value": 0, "keyvals": {"start": -3, "stop": 5}}},
            color=G,
        ),
    )


def _computed() -> Iterator[tuple[str, Spec]]:
    ops = ("count", "valid", "missing", "distinct", "sum", "mean", "average", "median", "min",
           "max", "q1", "q3", "variance", "stdev", "stderr")  # fmt: skip
    for op in ops:
        yield f"aggregate-{op}", chart("bar", GAPS, x=A, y={"aggregate": op, **B})
    yield "argmax", chart("point", x={"aggregate": {"argmax": "b"}, **C}, y=A)
    for name, options in {
        "true": True, "5": {"maxbins": 5}, "step": {"step": 20}, "nice": {"nice": False},
        "base": {"base": 2}, "anchor": {"step": 20, "anchor": 5}, "extent": {"extent": [0, 50]},
    }.items():  # fmt: skip
        yield f"bin-{name}", chart("bar", x={**B, "bin": options}, y={"aggregate": "count"})
    yield "bin-ordinal", chart("bar", x={"field": "b", "bin": True, "type": "ordinal"},
                               y={"aggregate": "count"})  # fmt: skip
    yield "bin-colour", chart("point", x=C, y=N, color={**B, "bin": True})
    units = ("year", "quarter", "month", "yearmonth", "yearquarter", "monthdate", "day", "date",
             "week", "yearmonthdate", "dayofyear", "utcyearmonth")  # fmt: skip
    for unit in units:
        channel = {**D, "timeUnit": unit}
        yield f"unit-{unit}", chart("bar", x=channel, y={"aggregate": "sum", **B})
        yield f"unit-line-{unit}", chart("line", x=channel, y={"aggregate": "mean", **B})
    yield "unit-ordinal", chart("bar", x={"field": "d", "timeUnit": "month", "type": "ordinal"},
                                y={"aggregate": "count"})  # fmt: skip


def _transforms() -> Iterator[tuple[str, Spec]]:
    filters = {
        "expression": "datum.b > 40 && datum.g != 'z'", "equal": {"field": "g", "equal": "x"},
        "lt": {"field": "b", "lt": 50}, "gte": {"field": "b", "gte": 53},
        "range": {"field": "b", "range": [20, 60]}, "one-of": {"field": "a", "oneOf": ["A", "C"]},
        "valid": {"field": "b", "valid": True}, "not": {"not": {"field": "g", "equal": "x"}},
        "and": {"and": ["datum.b > 30", {"field": "g", "equal": "z"}]},
        "or": {"or": [{"field": "a", "equal": "A"}, {"field": "n", "lt": 0}]},
        "unit": {"timeUnit": "year", "field": "d", "equal": 2020},
        "date": {"field": "d", "gt": {"year": 2020, "month": 3, "date": 1}},
    }  # fmt: skip
    for name, predicate in filters.items():
        yield f"filter-{name}", transformed({"filter": predicate}, rows=GAPS, x=A, y=C)
    for name, expression in {
        "sum": "datum.b + datum.c", "text": "datum.a + '-' + datum.g",
        "choice": "datum.n < 0 ? 1 : 2",
        "math": "round(sqrt(datum.b) * 10) / 10", "date": "year(datum.d)",
        "format": "format(datum.b, '.1f')", "if": "if(datum.g == 'x', datum.b, 0)",
    }.items():  # fmt: skip
        kind = "nominal" if name in ("text", "format") else "quantitative"
        yield (
            f"calculate-{name}",
            transformed({"calculate": expression, "as": "z"}, x={"field": "z", "type": kind}, y=B),
        )
    z = {"field": "z", "type": "quantitative"}
    yield (
        "aggregate",
        transformed(
            {"aggregate": [{"op": "mean", "field": "b", "as": "z"}], "groupby": ["g"]},
            mark="bar",
            x=G,
            y=z,
        ),
    )
    yield (
        "joinaggregate",
        transformed(
            {"joinaggregate": [{"op": "sum", "field": "b", "as": "z"}], "groupby": ["g"]}, x=z, y=B
        ),
    )
    yield "bin", transformed({"bin": {"maxbins": 4}, "field": "b", "as": "z"}, x=z, y=C)
    yield (
        "time-unit",
        transformed(
            {"timeUnit": "yearmonth", "field": "d", "as": "z"},
            x={"field": "z", "type": "temporal"},
            y=B,
        ),
    )
    yield "fold", transformed({"fold": ["b", "c"], "as": ["k", "z"]}, x={"field": "k"}, y=z)
    yield (
        "stack",
        transformed(
            {"stack": "b", "groupby": ["a"], "as": ["z", "z2"]},
            mark="bar",
            x=A,
            y=z,
            y2={"field": "z2"},
        ),
    )
    for op in ("rank", "row_number", "dense_rank", "cume_dist", "percent_rank"):
        yield (
            f"window-{op}",
            transformed({"window": [{"op": op, "as": "z"}], "sort": [{"field": "g"}]}, x=z, y=B),
        )
    yield "window-sum", transformed(
        {"window": [{"op": "sum", "field": "b", "as": "z"}], "sort": [{"field": "b"}],
         "frame": [None, 0]},
        x=z, y=B,
    )  # fmt: skip
    yield (
        "window-mean",
        transformed(
            {"window": [{"op": "mean", "field": "b", "as": "z"}], "frame": [-1, 1]}, x=z, y=B
        ),
    )
    yield (
        "window-lag",
        transformed(
            {"window": [{"op": "lag", "field": "b", "as": "z"}], "groupby": ["g"]}, x=z, y=B
        ),
    )
    yield (
        "impute",
        transformed(
            {"impute": "b", "key": "a", "groupby": ["g"], "value": 0},
            mark="line",
            x=A,
            y=B,
            color=G,
        ),
    )
    yield (
        "pivot",
        transformed(
            {"pivot": "g", "value": "b", "groupby": ["a"]},
            x={"field": "x", "type": "quantitative"},
            y=A,
        ),
    )
    yield (
        "flatten",
        transformed(
            {"flatten": ["l"]},
            rows=[{"l": [1, 2, 3]}, {"l": [4]}],
            x={"field": "l", "type": "quantitative"},
        ),
    )
    yield "density", transformed({"density": "b"}, mark="area",
                                 x={"field": "value", "type": "quantitative"},
                                 y={"field": "density", "type": "quantitative"})  # fmt: skip
    yield "quantile", transformed({"quantile": "b", "probs": [0.25, 0.5, 0.75]},
                                  x={"field": "prob", "type": "quantitative"},
                                  y={"field": "value", "type": "quantitative"})  # fmt: skip
    yield "regression", transformed({"regression": "b", "on": "c"}, mark="line", x=C, y=B)
    yield "sequence", {
        "data": {"sequence": {"start": 0, "stop": 10, "step": 0.5, "as": "t"}},
        "transform": [{"calculate": "sin(datum.t)", "as": "s"}], "mark": "line",
        "encoding": {"x": {"field": "t", "type": "quantitative"},
                     "y": {"field": "s", "type": "quantitative"}},
    }  # fmt: skip


def _views() -> Iterator[tuple[str, Spec]]:
    base = chart("point", x=B, y=C)
    yield "facet-column", {**base, "encoding": {**base["encoding"], "column": G}}
    yield "facet-row", {**base, "encoding": {**base["encoding"], "row": G}}
    yield "facet-both", {**base, "encoding": {**base["encoding"], "row": G, "column": A}}
    yield "facet-wrap", {**base, "encoding": {**base["encoding"], "facet": {**A, "columns": 2}}}
    yield "facet-bars", chart("bar", x=A, y={"aggregate": "sum", **B}, column=G)
    yield "facet-operator", {
        "data": {"values": ROWS}, "facet": {"column": G},
        "spec": {"mark": "bar", "encoding": {"x": A, "y": B}},
    }  # fmt: skip
    yield (
        "layer-rule",
        {
            "data": {"values": ROWS},
            "layer": [
                {"mark": "bar", "encoding": {"x": A, "y": {"aggregate": "sum", **B}}},
                {"mark": "rule", "encoding": {"y": {"aggregate": "mean", **B}}},
            ],
        },
    )
    yield "layer-shared", {
        "data": {"values": ROWS}, "encoding": {"x": D, "y": B},
        "layer": [{"mark": "line"}, {"mark": "point", "encoding": {"color": G}}],
    }  # fmt: skip
    yield "layer-independent", {
        "data": {"values": ROWS}, "encoding": {"x": D},
        "layer": [{"mark": "line", "encoding": {"y": B}}, {"mark": "line", "encoding": {"y": C}}],
        "resolve": {"scale": {"y": "independent"}},
    }  # fmt: skip
    yield (
        "layer-data",
        {
            "layer": [
                {"data": {"values": ROWS}, "mark": "point", "encoding": {"x": B, "y": C}},
                {
                    "data": {"values": [{"b": 150, "c": 20}]},
                    "mark": "square",
                    "encoding": {"x": B, "y": C},
                },
            ]
        },
    )
    yield "param-value", {
        **transformed({"calculate": "datum.b * k", "as": "z"},
                      x={"field": "z", "type": "quantitative"}, y=C),
        "params": [{"name": "k", "value": 2, "bind": {"input": "range", "min": 0, "max": 5}}],
    }  # fmt: skip
    yield (
        "param-expr",
        {
            **transformed({"filter": "datum.b > cut"}, x=B, y=C),
            "params": [{"name": "half", "value": 20}, {"name": "cut", "expr": "half * 2"}],
        },
    )
    yield (
        "selection-point",
        {
            **chart(
                "bar",
                x=A,
                y=B,
                color={"condition": {"param": "pick", "value": "red"}, "value": "grey"},
            ),
            "params": [{"name": "pick", "select": "point"}],
        },
    )
    yield (
        "selection-interval",
        {
            **chart(
                "point", x=B, y=C, color={"condition": {"param": "brush", **G}, "value": "grey"}
            ),
            "params": [{"name": "brush", "select": "interval"}],
        },
    )
    yield "selection-filter", {
        **transformed({"filter": {"param": "pick"}}, x=B, y=C),
        "params": [{"name": "pick", "select": {"type": "point", "fields": ["g"]},
                    "value": [{"g": "x"}]}],
    }  # fmt: skip
    yield "boxplot", chart("boxplot", x=G, y=B)


SPECS: dict[str, Spec] = {
    name: spec
    for part in (_marks, _scales, _channels, _sorts, _stacks, _computed, _transforms, _views)
    for name, spec in part()
}
