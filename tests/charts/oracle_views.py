"""Specifications of what stands around marks: guides, orders, stacks, data, several views."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.charts.oracle_specs import ROWS, A, B, C, D, G, N, Spec, chart, scaled

CSV = "a,b,d\nA,28,2020-01-05\nB,9,2020-02-11\nA,100,2020-04-30\n"


def _guides() -> Iterator[tuple[str, Spec]]:
    """What says how axes and legends look changes no mark and no domain."""
    for name, axis in {
        "null": None, "title": {"title": "Titre"}, "title-null": {"title": None},
        "values": {"values": [0, 50, 100]}, "count": {"tickCount": 3}, "grid-no": {"grid": False},
        "format": {"format": ".1%"}, "format-type": {"format": "%d/%m", "formatType": "time"},
        "label-expr": {"labelExpr": "datum.label + ' €'"}, "orient": {"orient": "right"},
        "step": {"tickMinStep": 40}, "angle": {"labelAngle": -45}, "domain-no": {"domain": False},
        "ticks-no": {"ticks": False, "labels": False}, "offset": {"offset": 10},
    }.items():  # fmt: skip
        yield f"axis-{name}", chart("bar", x=A, y={**B, "axis": axis})
    yield "axis-count-many", chart("point", x=A, y={**B, "axis": {"tickCount": 20}})
    shut = {"domain": [40, 60], "nice": False}
    yield (
        "axis-values-outside",
        chart("point", x=A, y={**B, "scale": shut, "axis": {"values": [0, 50, 99]}}),
    )
    yield (
        "axis-bins",
        chart("bar", x={**B, "bin": {"maxbins": 40}}, y={"aggregate": "mean", "field": "c"}),
    )
    untitled = {"config": {"axisX": {"title": None}}}
    yield "axis-untitled", {**chart("point", x=B, y=C), **untitled}
    yield "axis-titled", {**chart("point", x={**B, "title": "Titre"}, y=C), **untitled}
    for form in ("e", "p", "r", "~e"):
        yield f"axis-format-{form}", chart("point", x=A, y={**B, "axis": {"format": form}})
    yield "layer-title", {
        "data": {"values": ROWS}, "encoding": {"x": A},
        "layer": [{"mark": "bar", "encoding": {"y": B}},
                  {"mark": "rule", "encoding": {"y": {**C, "title": "Titre"}}}],
    }  # fmt: skip
    yield "legend-order", chart("point", x=B, y=C, opacity=G, strokeWidth=C, shape=A, color=N)
    for name, legend in {
        "null": None, "title": {"title": "Titre"}, "orient": {"orient": "bottom"},
        "values": {"values": ["x", "z"]}, "format": {"format": ".2f"}, "columns": {"columns": 2},
        "label-expr": {"labelExpr": "upper(datum.label)"}, "symbol": {"symbolType": "square"},
    }.items():  # fmt: skip
        yield f"legend-{name}", chart("point", x=B, y=C, color={**G, "legend": legend})
    yield "legend-gradient", chart("point", x=B, y=C, color={**N, "legend": {"type": "symbol"}})
    yield "title-channel", chart("bar", x={**A, "title": "Lettre"}, y={**B, "title": None})
    yield (
        "title-lines",
        {**chart("bar", x=A, y=B), "title": {"text": ["Un", "Deux"], "subtitle": "Trois"}},
    )
    yield (
        "title-of-many",
        chart("bar", x=A, y={"aggregate": "sum", **B}, color={**G, "title": "Groupe"}),
    )


def _sorts_and_stacks() -> Iterator[tuple[str, Spec]]:
    total = {"aggregate": "sum", **B}
    for name, sort in {
        "y": "y", "minus-y": "-y", "color": "color", "minus-color": "-color",
        "count": {"op": "count", "order": "descending"}, "median": {"field": "n", "op": "median"},
        "encoding": {"encoding": "y"}, "numbers": ["D", "B"], "min": {"field": "b", "op": "min"},
    }.items():  # fmt: skip
        yield f"order-{name}", chart("bar", x={**A, "sort": sort}, y=total, color=N)
    yield "order-dates", chart("bar", x={"field": "d", "timeUnit": "month", "type": "ordinal",
                                         "sort": ["Jul", "Jan"]}, y=total)  # fmt: skip
    yield "order-days", chart("bar", x={"field": "d", "timeUnit": "day", "type": "ordinal",
                                        "sort": ["mon", "tue", "sun"]}, y=total)  # fmt: skip
    yield "order-on-top", chart("circle", x=B, y=C, size=N, order={**B, "sort": "descending"})
    yield "order-legend", chart("bar", x=A, y=total, color={**G, "sort": ["z", "y", "x"]})
    for mark in ("bar", "area"):
        for axis in ("x", "y"):
            other = "y" if axis == "x" else "x"
            along = A if mark == "bar" else D
            for stack in ("normalize", "center", False):
                yield (
                    f"{mark}-{axis}-{stack}",
                    chart(mark, **{other: along, axis: {**total, "stack": stack}}, color=G),
                )
    yield "stack-mixed", chart("bar", x=A, y=N, color=G, order=N)
    yield "stack-opacity", chart("bar", x=A, y=B, opacity=G)
    yield "stack-detail", chart("bar", x=A, y=B, detail=G)
    yield "stack-line", chart("line", x=D, y={**B, "stack": "zero"}, color=G)
    yield "stack-point", chart("point", x=A, y={**B, "stack": "zero"}, color=G)
    yield "stack-log", chart("bar", x=A, y=scaled({**B, "stack": False}, type="log"), color=G)
    yield "stack-max", chart("bar", x=A, y={"aggregate": "max", **B}, color=G)
    yield "stack-mean", chart("bar", x=A, y={"aggregate": "mean", **B}, color=G)
    yield "impute-empty", chart("line", x=A, y={**B, "impute": {}}, color=G)
    yield "impute-null", chart("line", x=A, y={**B, "impute": {"value": None}}, color=G)
    for method in ("median", "max", "min"):
        yield f"impute-{method}", chart("area", x=A, y={**B, "impute": {"method": method}}, color=G)
    yield "impute-keys", chart("line", x=N, y={**B, "impute": {"value": 5, "keyvals": [20, 30]}})


def _data() -> Iterator[tuple[str, Spec]]:
    csv = {"values": CSV, "format": {"type": "csv"}}
    v = {"field": "b", "type": "quantitative"}
    yield "csv", {"data": csv, "mark": "bar", "encoding": {"x": A, "y": v}}
    yield "csv-dates", {"data": csv, "mark": "line", "encoding": {"x": D, "y": v}}
    yield "csv-nominal", {"data": csv, "mark": "point", "encoding": {"y": {"field": "b"}}}
    yield "csv-parse", {"data": {**csv, "format": {"type": "csv", "parse": {"b": "number"}}},
                        "mark": "point", "encoding": {"y": {"field": "b",
                        "type": "ordinal"}}}  # fmt: skip
    for name, predicate in {
        "lt": {"field": "b", "lt": 50}, "equal": {"field": "b", "equal": 100},
        "one-of": {"field": "b", "oneOf": [9, 28]}, "range": {"field": "b", "range": [10, 100]},
        "and": {"and": [{"field": "b", "lt": 50}, {"not": {"field": "b", "equal": 9}}]},
    }.items():  # fmt: skip
        yield f"csv-filter-{name}", {"data": csv, "transform": [{"filter": predicate}],
                                     "mark": "point",
                                     "encoding": {"y": {"field": "b"}}}  # fmt: skip
    for op in ("max", "min", "sum", "argmax"):
        ops = [{"op": op, "field": "b", "as": "z"}]
        channel: dict[str, Any] = {"field": "z.b" if op == "argmax" else "z"}
        for kind in ("nominal", "quantitative"):
            yield f"csv-{op}-{kind}", {
                "data": csv, "transform": [{"aggregate": ops, "groupby": ["a"]}], "mark": "point",
                "encoding": {"x": A, "y": {**channel, "type": kind}},
            }  # fmt: skip
    yield "csv-channel-max", {"data": csv, "mark": "bar",
                              "encoding": {"x": A, "y": {"aggregate": "max", **v}}}  # fmt: skip
    yield "csv-bin", {"data": csv, "mark": "bar",
                      "encoding": {"x": {"field": "b", "bin": True},
                      "y": {"aggregate": "count"}}}  # fmt: skip
    yield "csv-calculate", {"data": csv, "transform": [{"calculate": "datum.b + 1", "as": "z"}],
                            "mark": "point", "encoding": {"y": {"field": "z",
                            "type": "nominal"}}}  # fmt: skip
    yield "named", {"datasets": {"own": ROWS}, "data": {"name": "own"}, "mark": "bar",
                    "encoding": {"x": A, "y": B}}  # fmt: skip
    yield "plain-values", {"data": {"values": [3, 1, 2]}, "mark": "point",
                           "encoding": {"x": {"field": "data",
                           "type": "quantitative"}}}  # fmt: skip
    yield "nested", chart("point", [{"p": {"q": 3, "r": ["k"]}}, {"p": {"q": 5, "r": ["l"]}}],
                          x={"field": "p.q", "type": "quantitative"},
                          y={"field": "p.r[0]"})  # fmt: skip
    yield "dotted", chart("point", [{"p.q": 3}, {"p.q": 5}],
                          x={"field": "p\\.q", "type": "quantitative"})  # fmt: skip
    yield "property", {"data": {"values": {"deep": ROWS}, "format": {"property": "deep"}},
                       "mark": "bar", "encoding": {"x": A, "y": B}}  # fmt: skip
    yield "parse-null", {"data": {"values": [{"d": "2020-01-01"}], "format": {"parse": None}},
                         "mark": "point", "encoding": {"x": {"field": "d"}}}  # fmt: skip
    yield "parse-pattern", {
        "data": {"values": [{"d": "31/12/2019"}, {"d": "02/03/2020"}],
                 "format": {"parse": {"d": "date:'%d/%m/%Y'"}}},
        "mark": "point", "encoding": {"x": D},
    }  # fmt: skip
    yield "lookup", {
        **chart("point", x=A, y={"field": "w", "type": "quantitative"}),
        "transform": [{"lookup": "g", "from": {"data": {"values": [
            {"k": "x", "w": 4}, {"k": "y", "w": 9}]}, "key": "k", "fields": ["w"]}, "default": 1}],
    }  # fmt: skip
    yield "sequence-step", {"data": {"sequence": {"start": 1, "stop": 2, "step": 0.25}},
            "mark": "tick",
                            "encoding": {"x": {"field": "data",
                            "type": "quantitative"}}}  # fmt: skip
    for name, unit in {
        "step": {"unit": "month", "step": 3}, "maxbins": {"unit": "yearmonth", "step": 2},
        "utc": {"unit": "yearmonth", "utc": True},
    }.items():  # fmt: skip
        yield f"unit-{name}", chart("bar", x={**D, "timeUnit": unit}, y={"aggregate": "count"})
    for unit in ("yearquartermonth", "hours", "yearmonthdatehours", "monthdatehours", "yearweek",
                 "yearweekday", "yeardayofyear", "quartermonth"):  # fmt: skip
        yield f"unit-{unit}", chart("point", x={**D, "timeUnit": unit}, y=B)
    yield "unit-rect", chart("rect", x={**D, "timeUnit": "month"}, y={"field": "d",
            "timeUnit": "year"},
                             color={"aggregate": "count"})  # fmt: skip
    yield "unit-band", chart("line", x={**D, "timeUnit": "month", "bandPosition": 0.5}, y=B)


def _views() -> Iterator[tuple[str, Spec]]:
    base = chart("bar", x=A, y=B)
    inner = {"mark": base["mark"], "encoding": base["encoding"]}
    for name, size in {
        "numbers": {"width": 200, "height": 100}, "step": {"width": {"step": 40}},
        "step-offset": {"width": {"step": 12, "for": "position"}},
    }.items():  # fmt: skip
        yield f"size-{name}", {**base, **size}
    for side in ("row", "column", "facet"):
        for sort in ("descending", ["z", "x"], {"field": "b", "op": "sum"}, None):
            facet = {**G, "sort": sort, **({"columns": 2} if side == "facet" else {})}
            yield f"{side}-{sort}", {**base, "encoding": {**base["encoding"], side: facet}}
        for shared in ("independent", "shared"):
            yield f"{side}-{shared}", {
                **base, "encoding": {**base["encoding"], side: G},
                "resolve": {"scale": {"y": shared, "x": shared}},
            }  # fmt: skip
    yield "facet-missing", chart("point", [*ROWS, {"b": 5, "c": 6}], x=B, y=C, row=G)
    yield "bin-outside", chart("bar", x={"field": "b", "type": "ordinal",
                                         "bin": {"extent": [30, 60]}}, y=C)  # fmt: skip
    yield "facet-layers", {
        "data": {"values": ROWS}, "facet": {"row": G},
        "spec": {"layer": [inner, {"mark": "rule", "encoding": {"y": {"datum": 50}}}]},
    }  # fmt: skip
    yield "facet-wrapped", {"data": {"values": ROWS}, "facet": G, "columns": 2, "spec": inner}
    yield "facet-unit", {**base, "encoding": {**base["encoding"],
                                              "row": {"field": "d",
                                              "timeUnit": "year"}}}  # fmt: skip
    yield (
        "facet-bin",
        {**base, "encoding": {**base["encoding"], "row": {"field": "b", "bin": True}}},
    )
    yield "layer-nested", {
        "data": {"values": ROWS}, "encoding": {"x": A},
        "layer": [{"encoding": {"y": B}, "layer": [{"mark": "bar"}, {"mark": "tick"}]},
                  {"mark": "rule", "encoding": {"y": {"aggregate": "max", **B}}}],
    }  # fmt: skip
    yield "layer-transform", {
        "data": {"values": ROWS}, "transform": [{"filter": "datum.b > 20"}],
        "layer": [{"mark": "point", "encoding": {"x": B, "y": C}},
                  {"transform": [{"filter": "datum.n > 0"}], "mark": "square",
                   "encoding": {"x": B, "y": C, "color": G}}],
    }  # fmt: skip
    yield "layer-colours", {
        "data": {"values": ROWS},
        "layer": [{"mark": "line", "encoding": {"x": D, "y": B, "color": {"datum": "b"}}},
                  {"mark": "line", "encoding": {"x": D, "y": C, "color": {"datum": "c"}}}],
    }  # fmt: skip
    yield "layer-axes", {
        "data": {"values": ROWS}, "encoding": {"x": D},
        "layer": [{"mark": "bar", "encoding": {"y": B}},
                  {"mark": "line", "encoding": {"y": scaled(C, zero=False)}}],
        "resolve": {"scale": {"y": "independent"}, "axis": {"y": "independent"}},
    }  # fmt: skip
    for name, config in {
        "bar": {"bar": {"binSpacing": 0, "discreteBandSize": 10}},
        "point": {"point": {"filled": True, "size": 99}},
        "mark": {"mark": {"color": "red", "opacity": 0.5}}, "view": {"view": {"step": 50}},
        "scale": {"scale": {"bandPaddingInner": 0.5}}, "range": {"range": {"category": ["red",
        "blue"]}},
        "axis": {"axis": {"grid": False}, "axisX": {"labelAngle": 0}},
        "invalid": {"mark": {"invalid": "show"}},
        "style": {"style": {"bar": {"opacity": 0.25}}},
    }.items():  # fmt: skip
        yield f"config-{name}", {**base, "config": config}
        yield f"config-point-{name}", {**chart("point", x=A, y=B, color=G), "config": config}
    for name, bind in {
        "range": {"input": "range", "min": 0, "max": 100, "step": 5},
        "select": {"input": "select", "options": [20, 50]},
        "radio": {"input": "radio", "options": [20, 50], "labels": ["a", "b"]},
        "checkbox": {"input": "checkbox"},
    }.items():  # fmt: skip
        yield f"bind-{name}", {
            **chart("point", x=B, y=C), "transform": [{"filter": "datum.b > +cut"}],
            "params": [{"name": "cut", "value": True if name == "checkbox" else 50, "bind": bind}],
        }  # fmt: skip
    yield "usermeta", {**base, "usermeta": {"labels": True, "notes": {"a": "b"}}, "name": "nom",
                       "description": "Une phrase.", "title": "Un titre"}  # fmt: skip


VIEWS: dict[str, Spec] = {
    name: spec for part in (_guides, _sorts_and_stacks, _data, _views) for name, spec in part()
}
