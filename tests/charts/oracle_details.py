"""Specifications of single properties of marks, channels and scales."""

from __future__ import annotations

from collections.abc import Iterator

from tests.charts.oracle_specs import FEATURES, GAPS, A, B, C, D, G, N, Spec, chart, scaled

PLACES = [{"lon": 2.35, "lat": 48.86, "n": 3}, {"lon": -4.49, "lat": 48.39, "n": 9},
          {"lon": 7.26, "lat": 43.7, "n": 5}]  # fmt: skip


def _marks() -> Iterator[tuple[str, Spec]]:
    """Every property of a mark that matters for reading."""
    for name, mark in {
        "bar-orient": {"type": "bar", "orient": "horizontal"},
        "bar-corner": {"type": "bar", "cornerRadius": 4},
        "bar-corner-end": {"type": "bar", "cornerRadiusEnd": 4},
        "bar-size": {"type": "bar", "size": 12}, "bar-width": {"type": "bar", "width": 9},
        "bar-band": {"type": "bar", "width": {"band": 0.5}},
        "bar-opacity": {"type": "bar", "opacity": 0.4},
        "bar-stroke": {"type": "bar", "stroke": "black", "strokeWidth": 3, "strokeDash": [4, 2]},
        "bar-fill": {"type": "bar", "fill": "teal", "fillOpacity": 0.5},
        "bar-color": {"type": "bar", "color": "#ff8800"}, "bar-tooltip": {"type": "bar",
        "tooltip": True},
        "bar-clip": {"type": "bar", "clip": True},
        "bar-offset": {"type": "bar", "xOffset": 5, "yOffset": -3},
        "tick-thick": {"type": "tick", "thickness": 5}, "tick-band": {"type": "tick",
        "bandSize": 8},
        "tick-orient": {"type": "tick", "orient": "horizontal"},
        "point-filled": {"type": "point", "filled": True}, "point-size": {"type": "point",
        "size": 200},
        "point-shape": {"type": "point", "shape": "diamond"}, "circle-size": {"type": "circle",
        "size": 9},
        "point-angle": {"type": "point", "shape": "triangle", "angle": 30},
        "point-stroke": {"type": "point", "strokeWidth": 5, "strokeOpacity": 0.3},
        "square-opacity": {"type": "square", "opacity": 0.2},
        "rule-dash": {"type": "rule", "strokeDash": [2, 2], "strokeWidth": 3},
        "rule-horizontal": {"type": "rule", "orient": "horizontal"},
        "text-style": {"type": "text", "text": "mot", "align": "left", "baseline": "top", "dx": 4,
                       "dy": -7, "angle": 45, "fontSize": 20, "fontWeight": "bold"},
        "text-expr": {"type": "text", "text": {"expr": "datum.a + '!'"}},
        "text-limit": {"type": "text", "text": "une phrase", "limit": 30},
        "text-lines": {"type": "text", "text": ["une", "phrase"], "lineHeight": 20},
        "rect-corner": {"type": "rect", "cornerRadius": 3, "width": 12, "height": 12},
    }.items():  # fmt: skip
        yield name, chart(mark, x=A, y=B)
    for interpolate in ("linear", "monotone", "step", "step-before", "step-after", "basis",
            "cardinal",
                        "natural", "catmull-rom"):  # fmt: skip
        yield f"line-{interpolate}", chart({"type": "line", "interpolate": interpolate}, x=D, y=B)
    yield (
        "line-tension",
        chart({"type": "line", "interpolate": "cardinal", "tension": 0.3}, x=D, y=B),
    )
    yield "area-interpolate", chart({"type": "area", "interpolate": "monotone"}, x=D, y=B)
    for name, mark in {
        "line-point": {"type": "line", "point": {"filled": False, "size": 90, "color": "red"}},
        "line-transparent": {"type": "line", "point": "transparent"},
        "line-dash": {"type": "line", "strokeDash": [6, 3], "strokeWidth": 4, "strokeCap": "round"},
        "line-unordered": {"type": "line", "order": False},
        "area-line-red": {"type": "area", "line": {"color": "red"}, "opacity": 0.3},
        "area-point": {"type": "area", "point": True, "line": True},
        "area-horizontal": {"type": "area", "orient": "horizontal"},
        "trail-size": {"type": "trail", "size": 4},
    }.items():  # fmt: skip
        yield name, chart(mark, x=D, y=B)
    for name, mark in {
        "arc-inner": {"type": "arc", "innerRadius": 40, "outerRadius": 90},
        "arc-pad": {"type": "arc", "padAngle": 0.05, "cornerRadius": 5},
        "arc-offset": {"type": "arc", "radiusOffset": 10, "thetaOffset": 0.3},
        "arc-radius": {"type": "arc", "radius": 80, "radius2": 30},
    }.items():  # fmt: skip
        yield name, chart(mark, theta=B, color=A)
    for name, value in {
        "size": "datum.b * 3", "opacity": "datum.b / 100", "angle": "datum.b",
        "strokeWidth": "datum.c",
        "shape": "datum.g == 'x' ? 'square' : 'circle'",
    }.items():  # fmt: skip
        expression = {"expr": value}
        yield f"expr-{name}", chart({"type": "point", name: expression}, x=A, y=B)
        yield f"expr-value-{name}", chart("point", x=A, y=B, **{name: {"value": expression}})
        condition = {"test": "datum.n > 0", "value": expression}
        both = {"condition": condition, "value": expression}
        yield f"expr-condition-{name}", chart("point", x=A, y=B, **{name: both})
    yield "expr-x", chart({"type": "point", "x": {"expr": "datum.b * 2"}, "y": 30})
    yield "expr-x-value", chart("point", x={"value": {"expr": "datum.b * 2"}})
    yield "expr-x-offset", chart({"type": "point", "xOffset": {"expr": "datum.c"}}, x=A, y=B)
    yield "expr-width", chart({"type": "bar", "width": {"expr": "datum.c"}}, x=A, y=B)
    yield "expr-text", chart({"type": "text", "text": {"expr": "datum.a + datum.b"},
                              "dx": {"expr": "datum.c"}}, x=A, y=B)  # fmt: skip
    yield "expr-text-value", chart("text", x=A, y=B, text={"value": {"expr": "datum.b * 2"}})
    yield "expr-text-constant", chart({"type": "text", "text": {"expr": "1 + 2"}}, x=A, y=B)
    yield "expr-text-condition", chart("text", x=A, y=B, text={
        "condition": {"test": "datum.n > 0", "value": {"expr": "datum.a"}},
        "value": "non"})  # fmt: skip
    for mode in ("filter", "show", "break-paths-filter-domains", "break-paths-show-domains",
                 "break-paths-show-path-domains", None):  # fmt: skip
        for mark in ("line", "point", "area"):
            yield f"invalid-{mode}-{mark}", chart({"type": mark, "invalid": mode}, GAPS, x=A, y=C)
    yield "line-mark-size", chart({"type": "trail"}, x=D, y=B, size=C)
    yield "image-like-text", chart("text", x=A, y=B, text={"field": "b", "format": ".2f"},
                                   color=G, size={"value": 20}, angle={"value": 30})  # fmt: skip


def _channels() -> Iterator[tuple[str, Spec]]:
    q = {"type": "quantitative"}
    yield "x2-y2", chart("rect", x=B, x2={"field": "c"}, y=N, y2={"value": 0})
    yield "rule-x2", chart("rule", x=C, x2={"field": "b"}, y=A)
    yield "bar-y2-datum", chart("bar", x=A, y=B, y2={"datum": 10})
    yield "bar-values", chart("bar", x=A, y={"value": 20}, y2={"value": 90})
    yield "bar-width-value", chart("bar", x=A, y=B, size={"value": 10})
    yield "point-in-the-middle", chart("point", y=B)
    yield "value-width", chart("point", x={"value": "width"}, y={"value": "height"})
    yield "x-offset-value", chart("point", x=A, y=B, xOffset={"value": 10})
    yield "x-offset-scaled", chart("point", x=A, y=B, xOffset=scaled(C, range=[-10, 10]))
    yield "y-offset-points", chart("point", y=A, x=B, yOffset=G)
    yield "x-offset-sorted", chart("bar", x=A, y=B, xOffset={**G, "sort": "descending"})
    yield "band-position", chart("point", x={**A, "bandPosition": 0}, y=B)
    yield "rect-band", chart("rect", x=A, y=G)
    yield "fill-and-stroke", chart("bar", x=A, y=B, fill=G, stroke={"value": "black"})
    yield "opacity-range", chart("point", x=B, y=C, opacity=scaled(N, range=[0.2, 1]))
    yield "size-range", chart("point", x=B, y=C, size=scaled(N, range=[10, 500]))
    yield "size-domain", chart("point", x=B, y=C, size=scaled(N, domain=[-10, 20], zero=False))
    yield (
        "shape-range",
        chart("point", x=B, y=C, shape=scaled(G, range=["cross", "square", "circle"])),
    )
    yield (
        "dash-range",
        chart("line", x=D, y=B, strokeDash=scaled(G, range=[[1, 0], [4, 4], [2, 6]])),
    )
    yield "stroke-width", chart("line", x=D, y=B, strokeWidth=G)
    yield "angle-channel", chart("point", x=B, y=C, angle=scaled(N, range=[0, 180]))
    yield "color-datum", chart("line", x=D, y=B, color={"datum": "série"})
    yield "color-value-null", chart("point", x=B, y=C, color={"value": None})
    yield "key-and-description", chart("bar", x=A, y=B, key={"field": "n", **q},
                                       description={"field": "g"})  # fmt: skip
    yield "detail-list", chart("line", x=D, y=B, detail=[G, A])
    yield "order-down", chart("line", x=B, y=C, order={"field": "n", **q, "sort": "descending"})
    yield "order-stack", chart("bar", x=A, y=B, color=G, order={"field": "g", "sort": "descending"})
    yield "text-conditions", chart("text", x=A, y=B, text={
        "condition": {"test": "datum.b > 50", "value": "haut"}, "value": "bas"})  # fmt: skip
    yield "two-conditions", chart("point", x=B, y=C, color={"condition": [
        {"test": "datum.b > 80", "value": "red"}, {"test": "datum.b > 50", "value": "orange"}],
        "value": "grey"}, size={"condition": {"test": "datum.n < 0", "value": 200},
        "value": 30})  # fmt: skip
    yield "theta-radius", chart("arc", theta={"field": "a", "type": "nominal"}, radius=B)
    yield (
        "theta-2",
        chart("arc", theta=scaled({"field": "c", **q}, domain=[0, 10]), theta2={"field": "n"}),
    )
    yield "theta-sorted", chart("arc", theta={**B, "stack": True}, order=N, color=A)
    yield "theta-value", chart("arc", theta={"value": 1}, radius={"value": 50})
    yield (
        "radius-sqrt",
        chart("arc", radius=scaled(B, type="sqrt", zero=True), theta={"field": "c", **q}),
    )
    yield "longitude-latitude", {
        "data": {"values": PLACES}, "mark": "circle", "projection": {"type": "mercator"},
        "encoding": {"longitude": {"field": "lon", **q}, "latitude": {"field": "lat", **q},
                     "size": {"field": "n", **q}},
    }  # fmt: skip
    yield "longitude-2", {
        "data": {"values": PLACES}, "mark": "rule", "projection": {"type": "equirectangular"},
        "encoding": {"longitude": {"field": "lon", **q}, "latitude": {"field": "lat", **q},
                     "longitude2": {"field": "n"}, "latitude2": {"field": "lat"}},
    }  # fmt: skip
    for kind in ("mercator", "equirectangular", "conicConformal", "identity", "albers"):
        yield f"projection-{kind}", {
            "data": {"values": FEATURES}, "mark": {"type": "geoshape", "stroke": "white"},
            "projection": {"type": kind},
            "encoding": {"color": {"field": "properties.k", "type": "nominal"}},
        }  # fmt: skip


def _scales() -> Iterator[tuple[str, Spec]]:
    for name, scale in {
        "pow-3": {"type": "pow", "exponent": 3}, "log-2": {"type": "log", "base": 2},
        "symlog-constant": {"type": "symlog", "constant": 10}, "range": {"range": [20, 180]},
        "range-max": {"rangeMax": 150}, "range-min": {"rangeMin": 30},
        "domain-mid": {"domain": [0, 40, 100], "range": [0, 50, 300]},
        "log-nice-no": {"type": "log", "nice": False}, "clamp-log": {"type": "log", "clamp": True,
                                                                    "domain": [30, 60]},
        "round": {"round": True}, "reverse-log": {"type": "log", "reverse": True},
        "nice-20": {"nice": 20}, "zero-no-nice-no": {"zero": False, "nice": False},
    }.items():  # fmt: skip
        yield f"x-{name}", chart("point", x=scaled(B, **scale), y=C)
    for name, scale in {
        "inner": {"paddingInner": 0.4}, "outer": {"paddingOuter": 1}, "padding": {"padding": 0.3},
        "align": {"align": 0, "paddingOuter": 1}, "reverse": {"reverse": True},
        "domain": {"domain": ["E", "D", "C", "B", "A", "Z"]}, "round-no": {"round": False},
    }.items():  # fmt: skip
        yield f"band-{name}", chart("bar", x=scaled(A, **scale), y=B)
        yield f"point-{name}", chart("point", x=scaled(A, **scale), y=B)
    for name, scale in {
        "nice-year": {"nice": "year"}, "nice-step": {"nice": {"interval": "month", "step": 6}},
        "nice-no": {"nice": False}, "domain-texts": {"domain": ["2019-06-01", "2022-06-01"]},
        "domain-numbers": {"domain": [1577836800000, 1640995200000]}, "reverse": {"reverse": True},
        "utc": {"type": "utc"}, "domain-max": {"domainMax": {"year": 2023}},
        "padding": {"padding": 10, "nice": False},
    }.items():  # fmt: skip
        yield f"time-{name}", chart("line", x=scaled(D, **scale), y=B)
    for name, (channel, scale) in {
        "scheme": (G, {"scheme": "set2"}), "scheme-count": (N, {"scheme": {"name": "blues",
        "count": 5}}),
        "scheme-extent": (N, {"scheme": {"name": "reds", "extent": [0.3, 0.9]}}),
        "range-two": (N, {"range": ["white", "navy"]}), "reverse": (N, {"scheme": "greens",
        "reverse": True}),
        "domain-mid": (N, {"domainMid": 0, "scheme": "redblue"}),
        "domain": (N, {"domain": [-10, 0, 10], "range": ["blue", "white", "red"]}),
        "ordinal": ({"field": "b", "type": "ordinal"}, {"scheme": "viridis"}),
        "domain-words": (G, {"domain": ["z", "x"], "range": ["red", "blue"]}),
        "interpolate": (N, {"range": ["red", "blue"], "interpolate": "hsl"}),
        "sqrt": (B, {"type": "sqrt"}), "clamp": (B, {"domain": [30, 60], "clamp": True}),
        "bin-ordinal": ({**B, "bin": {"maxbins": 4}}, {"scheme": "oranges"}),
        "temporal": (D, {"scheme": "plasma"}), "nominal-many": (A, {"scheme": "category20"}),
        "quantile-5": (B, {"type": "quantile", "scheme": {"name": "blues", "count": 4}}),
        "threshold-3": (B, {"type": "threshold", "domain": [30, 60], "range": ["#fee", "#f88",
        "#a00"]}),
    }.items():  # fmt: skip
        yield f"color-{name}", chart("circle", x=B, y=C, color=scaled(channel, **scale))


DETAILS: dict[str, Spec] = {
    name: spec for part in (_marks, _channels, _scales) for name, spec in part()
}
