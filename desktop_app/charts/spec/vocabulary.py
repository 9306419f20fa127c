"""The words of Vega-Lite that are understood, where each stands, and what it can be.

What is in none of the lists of a :class:`Place` is no word of Vega-Lite.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from desktop_app.charts.spec.kinds import (
    A_FLAG,
    A_LIST,
    A_MAPPING,
    A_NUMBER,
    A_SIZE,
    A_TEXT,
    ANYTHING,
    COLOUR,
    EXPR,
    LINES,
    LIST,
    MAPPING,
    OR_NULL,
    PLAIN_FLAG,
    PLAIN_NUMBER,
    PLAIN_TEXT,
    SCHEME,
    SHAPE,
    SOURCE,
    TEXT,
    Kind,
    Place,
    kind,
    meaning,
    words,
)

AGGREGATES: Final = (
    "count", "sum", "mean", "average", "median", "min", "max", "distinct", "valid", "missing",
    "q1", "q3", "stdev", "stdevp", "variance", "variancep", "stderr", "ci0", "ci1", "product",
    "argmin", "argmax", "values",
)  # fmt: skip
TYPE_LETTERS: Final = {"Q": "quantitative", "T": "temporal", "O": "ordinal", "N": "nominal",
                       "G": "geojson"}  # fmt: skip
SORT_CHANNELS: Final = (
    "x", "y", "color", "fill", "stroke", "strokeWidth", "size", "shape", "fillOpacity",
    "strokeOpacity", "opacity", "text", "theta", "radius",
)  # fmt: skip
SCALE_TYPES: Final = (
    "linear", "log", "pow", "sqrt", "symlog", "identity", "sequential", "time", "utc",
    "quantile", "quantize", "threshold", "bin-ordinal", "ordinal", "point", "band",
)  # fmt: skip
NUMERIC_SCALES: Final = frozenset(
    ("linear", "log", "pow", "sqrt", "symlog", "identity", "sequential", "quantile", "quantize",
     "threshold", "bin-ordinal")
)  # fmt: skip
TIME_SCALES: Final = frozenset(("time", "utc"))
INTERPOLATIONS: Final = (
    "linear", "linear-closed", "step", "step-before", "step-after", "basis", "basis-open",
    "basis-closed", "cardinal", "cardinal-open", "cardinal-closed", "bundle", "monotone",
    "natural", "catmull-rom",
)  # fmt: skip
FORMAT_TYPES: Final = ("number", "time", "utc")
PROJECTIONS: Final = (
    "albers", "albersUsa", "azimuthalEqualArea", "azimuthalEquidistant", "conicConformal",
    "conicEqualArea", "conicEquidistant", "equalEarth", "equirectangular", "gnomonic",
    "identity", "mercator", "mollweide", "naturalEarth1", "orthographic", "stereographic",
    "transverseMercator",
)  # fmt: skip
TIME_UNITS: Final = frozenset((
    "year", "quarter", "month", "week", "day", "dayofyear", "date", "hours", "minutes",
    "seconds", "milliseconds", "yearquarter", "yearquartermonth", "yearmonth",
    "yearmonthdate", "yearmonthdatehours", "yearmonthdatehoursminutes",
    "yearmonthdatehoursminutesseconds", "yearweek", "yearweekday", "yearweekdayhours",
    "yearweekdayhoursminutes", "yearweekdayhoursminutesseconds", "yeardayofyear",
    "quartermonth", "monthdate", "monthdatehours", "monthdatehoursminutes",
    "monthdatehoursminutesseconds", "weekday", "weekdayhours", "weekdayhoursminutes",
    "weekdayhoursminutesseconds", "dayhours", "dayhoursminutes", "dayhoursminutesseconds",
    "hoursminutes", "hoursminutesseconds", "minutesseconds", "secondsmilliseconds",
))  # fmt: skip

_COLOUR: Final = meaning(COLOUR) | kind(MAPPING) | OR_NULL | EXPR
"""A name, a hexadecimal colour, or a gradient."""
_SHAPE: Final = meaning(SHAPE) | EXPR
_DASH: Final = A_LIST
_PLACE: Final = Kind(A_NUMBER.types | frozenset((TEXT,)), ("width", "height"))
_BAND: Final = A_NUMBER | A_MAPPING
_ANGLE: Final = A_NUMBER
_WEIGHT: Final = kind(TEXT, "number") | EXPR
_ALIGN: Final = words("left", "center", "right") | EXPR
_BASELINE: Final = words("top", "middle", "bottom", "alphabetic", "line-top", "line-bottom") | EXPR
_SIDES: Final = words("left", "right", "top", "bottom") | EXPR
_OVERLAY: Final = PLAIN_FLAG | A_MAPPING | OR_NULL
_INVALID: Final = OR_NULL | words(
    "filter", "break-paths-filter-domains", "break-paths-show-domains",
    "break-paths-show-path-domains", "show"
)  # fmt: skip

MARK: Final = Place(
    "mark",
    {
        "type": PLAIN_TEXT,
        "color": _COLOUR, "fill": _COLOUR, "stroke": _COLOUR,
        "filled": PLAIN_FLAG,
        "opacity": A_SIZE, "fillOpacity": A_SIZE, "strokeOpacity": A_SIZE,
        "strokeWidth": A_SIZE, "strokeDash": _DASH,
        "strokeCap": words("butt", "round", "square") | EXPR,
        "strokeJoin": words("miter", "round", "bevel") | EXPR,
        "size": A_SIZE, "shape": _SHAPE,
        "orient": words("horizontal", "vertical"),
        "interpolate": words(*INTERPOLATIONS) | EXPR, "tension": A_NUMBER,
        "bandSize": A_SIZE, "thickness": A_SIZE, "width": _BAND, "height": _BAND,
        "binSpacing": PLAIN_NUMBER, "continuousBandSize": PLAIN_NUMBER,
        "discreteBandSize": _BAND, "minBandSize": A_NUMBER,
        "timeUnitBandPosition": PLAIN_NUMBER, "timeUnitBandSize": PLAIN_NUMBER,
        "cornerRadius": A_SIZE, "cornerRadiusEnd": A_SIZE,
        "cornerRadiusTopLeft": A_SIZE, "cornerRadiusTopRight": A_SIZE,
        "cornerRadiusBottomLeft": A_SIZE, "cornerRadiusBottomRight": A_SIZE,
        "x": _PLACE, "y": _PLACE, "x2": _PLACE, "y2": _PLACE,
        "xOffset": A_NUMBER, "yOffset": A_NUMBER, "x2Offset": A_NUMBER, "y2Offset": A_NUMBER,
        "theta": _ANGLE, "theta2": _ANGLE, "thetaOffset": _ANGLE, "theta2Offset": _ANGLE,
        "radius": A_NUMBER, "radius2": A_NUMBER, "radiusOffset": A_NUMBER,
        "radius2Offset": A_NUMBER, "innerRadius": A_NUMBER, "outerRadius": A_NUMBER,
        "padAngle": A_NUMBER, "startAngle": A_NUMBER, "endAngle": A_NUMBER,
        "angle": _ANGLE, "align": _ALIGN, "baseline": _BASELINE,
        "dx": A_NUMBER, "dy": A_NUMBER, "fontSize": A_SIZE, "fontStyle": A_TEXT,
        "fontWeight": _WEIGHT, "text": LINES, "limit": A_NUMBER, "lineBreak": A_TEXT,
        "lineHeight": A_NUMBER, "href": A_TEXT,
        "clip": A_FLAG, "invalid": _INVALID, "order": PLAIN_FLAG | OR_NULL,
        "point": _OVERLAY | words("transparent"), "line": _OVERLAY,
        "tooltip": kind(TEXT, "number", "flag", MAPPING) | OR_NULL | EXPR,
        "style": kind(TEXT, LIST), "description": A_TEXT,
    },
    cosmetic=("font", "cursor", "aria", "ariaRole", "ariaRoleDescription", "dir", "ellipsis",
              "blend", "strokeDashOffset", "strokeMiterLimit", "strokeOffset", "zindex",
              "smooth", "timeUnitBand", "url", "aspect"),
)  # fmt: skip
_PART: Final = PLAIN_FLAG | A_MAPPING | OR_NULL
COMPOSED: Final = Place(
    "mark",
    {
        "type": PLAIN_TEXT, "orient": words("horizontal", "vertical"),
        "color": meaning(COLOUR), "opacity": Kind(PLAIN_NUMBER.types, minimum=0),
        "clip": PLAIN_FLAG,
        "size": Kind(PLAIN_NUMBER.types, minimum=0), "invalid": _INVALID,
        "extent": kind("number", TEXT), "center": words("mean", "median"),
        "thickness": Kind(PLAIN_NUMBER.types, minimum=0),
        "interpolate": words(*INTERPOLATIONS), "tension": PLAIN_NUMBER,
        **dict.fromkeys(("box", "median", "outliers", "rule", "ticks", "band", "borders"), _PART),
    },
    cosmetic=("aria", "ariaRole", "ariaRoleDescription", "style", "tooltip"),
)  # fmt: skip
MARK_CONFIG: Final = Place("config", MARK.keys, MARK.cosmetic)

SCALE: Final = Place(
    "scale",
    {
        "type": words(*SCALE_TYPES),
        "domain": kind(LIST, MAPPING) | words("unaggregated") | EXPR,
        "domainMin": kind("number", "date") | EXPR, "domainMax": kind("number", "date") | EXPR,
        "domainMid": A_NUMBER, "domainRaw": EXPR | kind(LIST),
        "range": kind(LIST, MAPPING) | EXPR
        | words("category", "ordinal", "heatmap", "ramp", "diverging", "symbol", "cyclical",
                "width", "height"),
        "rangeMin": kind("number", TEXT) | EXPR, "rangeMax": kind("number", TEXT) | EXPR,
        "scheme": meaning(SCHEME) | kind(MAPPING) | EXPR,
        "zero": A_FLAG, "nice": kind("flag", "number", TEXT, MAPPING) | EXPR,
        "reverse": A_FLAG, "clamp": A_FLAG, "round": A_FLAG,
        "padding": A_NUMBER, "paddingInner": A_NUMBER, "paddingOuter": A_NUMBER,
        "align": A_NUMBER, "base": A_NUMBER, "exponent": A_NUMBER, "constant": A_NUMBER,
        "interpolate": kind(TEXT, MAPPING) | EXPR,
        "bins": kind(LIST, MAPPING),
    },
)  # fmt: skip
_FORMAT: Final = kind(TEXT, MAPPING)
_VALUES: Final = A_LIST | kind(MAPPING)
_COUNT: Final = kind("number", TEXT, MAPPING) | EXPR
_TITLE: Final = kind(TEXT, LIST) | OR_NULL
_INK: Final = kind(TEXT, MAPPING) | EXPR | OR_NULL

AXIS: Final = Place(
    "axis",
    {
        "title": _TITLE | EXPR, "format": _FORMAT, "formatType": words(*FORMAT_TYPES),
        "labelExpr": meaning(SOURCE), "values": _VALUES, "tickCount": _COUNT,
        "tickMinStep": A_NUMBER, "grid": PLAIN_FLAG | EXPR, "domain": PLAIN_FLAG | EXPR,
        "ticks": PLAIN_FLAG | EXPR, "labels": PLAIN_FLAG | EXPR, "orient": _SIDES,
        "offset": A_NUMBER, "position": A_NUMBER, "labelAngle": A_NUMBER,
        "tickBand": words("center", "extent") | EXPR, "disable": PLAIN_FLAG,
        "bandPosition": A_NUMBER, "labelColor": _INK, "titleColor": _INK,
    },
    cosmetic=(
        "aria", "description", "domainCap", "domainColor", "domainDash", "domainDashOffset",
        "domainOpacity", "domainWidth", "gridCap", "gridColor", "gridDash", "gridDashOffset",
        "gridOpacity", "gridWidth", "labelAlign", "labelBaseline", "labelBound",
        "labelFlush", "labelFlushOffset", "labelFont", "labelFontSize", "labelFontStyle",
        "labelFontWeight", "labelLimit", "labelLineHeight", "labelOffset", "labelOpacity",
        "labelOverlap", "labelPadding", "labelSeparation", "maxExtent", "minExtent", "style",
        "tickCap", "tickColor", "tickDash", "tickDashOffset", "tickExtra", "tickOffset",
        "tickOpacity", "tickRound", "tickSize", "tickWidth", "titleAlign", "titleAnchor",
        "titleAngle", "titleBaseline", "titleFont", "titleFontSize",
        "titleFontStyle", "titleFontWeight", "titleLimit", "titleLineHeight", "titleOpacity",
        "titlePadding", "titleX", "titleY", "translate", "zindex",
    ),
    instead={"encoding": ""},
)  # fmt: skip
LEGEND: Final = Place(
    "legend",
    {
        "title": _TITLE | EXPR, "format": _FORMAT, "formatType": words(*FORMAT_TYPES),
        "labelExpr": meaning(SOURCE), "values": _VALUES, "tickCount": _COUNT,
        "tickMinStep": A_NUMBER, "type": words("symbol", "gradient"),
        "orient": words("none", "left", "right", "top", "bottom", "top-left", "top-right",
                        "bottom-left", "bottom-right") | EXPR,
        "symbolType": _SHAPE, "symbolLimit": A_NUMBER, "disable": PLAIN_FLAG,
    },
    cosmetic=(
        "aria", "clipHeight", "columnPadding", "columns", "cornerRadius", "description",
        "direction", "fillColor",
        "gradientDirection", "gradientHorizontalMaxLength", "gradientHorizontalMinLength",
        "gradientLength", "gradientOpacity", "gradientStrokeColor", "gradientStrokeWidth",
        "gradientThickness", "gradientVerticalMaxLength", "gradientVerticalMinLength",
        "gridAlign", "labelAlign", "labelBaseline", "labelColor", "labelFont", "labelFontSize",
        "labelFontStyle", "labelFontWeight", "labelLimit", "labelOffset", "labelOpacity",
        "labelOverlap", "labelPadding", "labelSeparation", "layout", "legendX", "legendY",
        "offset", "padding",
        "rowPadding", "strokeColor", "strokeDash", "strokeWidth", "symbolBaseFillColor",
        "symbolBaseStrokeColor", "symbolDash", "symbolDashOffset", "symbolDirection",
        "symbolFillColor", "symbolOffset", "symbolOpacity", "symbolSize", "symbolStrokeColor",
        "symbolStrokeWidth", "tickOpacity", "titleAlign", "titleAnchor", "titleBaseline",
        "titleColor", "titleFont", "titleFontSize", "titleFontStyle", "titleFontWeight",
        "titleLimit", "titleLineHeight", "titleOpacity", "titleOrient", "titlePadding",
        "unselectedOpacity", "zindex",
    ),
    instead={"encoding": ""},
)  # fmt: skip
HEADER: Final = Place(
    "header",
    {
        "title": _TITLE | EXPR, "format": _FORMAT, "formatType": words(*FORMAT_TYPES),
        "labelExpr": meaning(SOURCE), "labels": PLAIN_FLAG, "orient": _SIDES,
        "labelOrient": _SIDES, "titleOrient": _SIDES, "labelAngle": A_NUMBER,
    },
    cosmetic=(
        "labelAlign", "labelAnchor", "labelBaseline", "labelColor", "labelFont",
        "labelFontSize", "labelFontStyle", "labelFontWeight", "labelLimit", "labelLineHeight",
        "labelPadding", "titleAlign", "titleAnchor", "titleAngle", "titleBaseline",
        "titleColor", "titleFont", "titleFontSize", "titleFontStyle", "titleFontWeight",
        "titleLimit", "titleLineHeight", "titlePadding",
    ),
)  # fmt: skip
PROJECTION: Final = Place(
    "projection",
    {
        "type": words(*PROJECTIONS) | EXPR, "center": A_LIST, "rotate": A_LIST,
        "scale": A_NUMBER, "translate": A_LIST, "parallels": A_LIST,
        "clipAngle": A_NUMBER | OR_NULL, "clipExtent": A_LIST | OR_NULL,
        "reflectX": A_FLAG, "reflectY": A_FLAG, "pointRadius": A_NUMBER,
    },
    cosmetic=("precision",),
    instead=dict.fromkeys(
        ("coefficient", "distance", "extent", "fit", "fraction", "lobes", "parallel", "radius",
         "ratio", "size", "spacing", "tilt"),
        "center, rotate, scale, translate",
    ),
)  # fmt: skip
IMPUTE: Final = Place(
    "impute",
    {
        "value": ANYTHING, "keyvals": kind(LIST, MAPPING), "frame": kind(LIST),
        "method": words("value", "median", "max", "min", "mean"),
    },
)  # fmt: skip
BIN: Final = Place(
    "bin",
    {
        "anchor": PLAIN_NUMBER, "base": PLAIN_NUMBER, "binned": PLAIN_FLAG,
        "divide": kind(LIST), "extent": kind(LIST, MAPPING), "maxbins": PLAIN_NUMBER,
        "minstep": PLAIN_NUMBER, "nice": PLAIN_FLAG, "step": PLAIN_NUMBER, "steps": kind(LIST),
    },
)  # fmt: skip
TIME_UNIT: Final = Place(
    "timeUnit",
    {
        "unit": PLAIN_TEXT, "step": PLAIN_NUMBER, "maxbins": PLAIN_NUMBER,
        "binned": PLAIN_FLAG, "utc": PLAIN_FLAG,
    },
)  # fmt: skip
FORMAT: Final = Place(
    "format",
    {
        "type": words("json", "csv", "tsv", "dsv", "topojson"), "parse": A_MAPPING | OR_NULL,
        "property": PLAIN_TEXT, "feature": PLAIN_TEXT, "mesh": PLAIN_TEXT,
        "delimiter": PLAIN_TEXT,
    },
)  # fmt: skip
BIND: Final = Place(
    "bind",
    {
        "input": replace(
            words("range", "select", "checkbox", "radio"),
            instead={
                **dict.fromkeys(("number", "date", "month", "time", "datetime-local"), "range"),
                **dict.fromkeys(("search", "text", "color", "week", "email", "tel"), "select"),
            },
        ),
        "min": PLAIN_NUMBER,
        "max": PLAIN_NUMBER, "step": PLAIN_NUMBER, "options": kind(LIST),
        "labels": kind(LIST), "name": PLAIN_TEXT,
    },
    cosmetic=("element", "debounce", "placeholder", "autocomplete", "event"),
)  # fmt: skip
SELECT: Final = Place(
    "select",
    {
        "type": words("point", "interval"), "encodings": kind(LIST), "fields": kind(LIST),
        "on": kind(TEXT, MAPPING), "clear": kind(TEXT, MAPPING, "flag"),
        "toggle": kind(TEXT, "flag"), "nearest": PLAIN_FLAG,
        "resolve": words("global", "union", "intersect"), "zoom": kind(TEXT, "flag"),
        "translate": kind(TEXT, "flag"), "mark": A_MAPPING,
    },
)  # fmt: skip

TITLE: Final = Place(
    "title",
    {"text": _TITLE, "subtitle": _TITLE},
    cosmetic=(
        "align", "anchor", "angle", "aria", "baseline", "color", "dx", "dy", "font", "fontSize",
        "fontStyle", "fontWeight", "frame", "limit", "lineHeight", "offset", "orient", "style",
        "subtitleColor", "subtitleFont", "subtitleFontSize", "subtitleFontStyle",
        "subtitleFontWeight", "subtitleLineHeight", "subtitlePadding", "zindex",
    ),
)  # fmt: skip

BIN_CHANNELS_6: Final = frozenset(
    ("row", "column", "size", "color", "fill", "stroke", "strokeWidth", "opacity",
     "fillOpacity", "strokeOpacity", "shape")
)  # fmt: skip


def auto_max_bins(channel: str) -> int:
    """How many bins there are at most where nothing says (``bin.ts``)."""
    if channel in BIN_CHANNELS_6:
        return 6
    return 4 if channel == "strokeDash" else 10


_VALUE: Final = Kind(A_NUMBER.types | frozenset((TEXT,)), ("width", "height"))
VALUES_OF: Final[Mapping[str, Kind]] = {
    **dict.fromkeys(("x", "y", "x2", "y2"), _VALUE),
    **dict.fromkeys(
        ("xOffset", "yOffset", "theta", "theta2", "radius", "radius2", "angle", "longitude",
         "latitude", "longitude2", "latitude2"), A_NUMBER
    ),
    **dict.fromkeys(("color", "fill", "stroke"), _COLOUR),
    **dict.fromkeys(
        ("opacity", "fillOpacity", "strokeOpacity", "strokeWidth", "size"), A_SIZE | OR_NULL
    ),
    "shape": _SHAPE | OR_NULL,
    "strokeDash": _DASH | OR_NULL,
}  # fmt: skip
"""What a channel's ``value`` may be; anything where it is not listed."""

_BASE: Final = ("field", "datum", "aggregate", "bin", "timeUnit", "type", "title", "bandPosition")
_POSITION: Final = (*_BASE, "value", "scale", "axis", "sort", "stack", "impute")
_OFFSET: Final = (*_BASE, "value", "scale", "sort")
_SECOND: Final = (*_BASE, "value")
_MARK: Final = (*_BASE, "value", "condition", "scale", "legend", "sort")
_WORDS: Final = (*_BASE, "value", "condition", "format", "formatType")
_FACET: Final = ("field", "aggregate", "bin", "timeUnit", "type", "title", "header", "sort",
                 "bandPosition")  # fmt: skip
FACET_LAYOUT: Final = ("align", "center", "spacing", "columns")
CHANNEL_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(("x", "y"), _POSITION),
    **dict.fromkeys(("xOffset", "yOffset"), _OFFSET),
    **dict.fromkeys(("theta", "radius"), (*_BASE, "value", "scale", "sort", "stack")),
    **dict.fromkeys(
        ("x2", "y2", "theta2", "radius2", "longitude", "latitude", "longitude2", "latitude2"),
        _SECOND,
    ),
    **dict.fromkeys(
        ("color", "fill", "stroke", "opacity", "fillOpacity", "strokeOpacity", "strokeWidth",
         "size", "shape", "strokeDash", "angle"), _MARK
    ),
    **dict.fromkeys(("text", "tooltip", "href", "description"), _WORDS),
    **dict.fromkeys(("detail", "key"), _BASE),
    "order": (*_BASE, "value", "condition", "sort"),
    **dict.fromkeys(("row", "column", "facet"), _FACET),
}  # fmt: skip

_RANGED: Final = ("area", "bar", "rect", "rule")
_EVERY_MARK_BUT_GEOSHAPE: Final = (
    "bar", "line", "area", "point", "circle", "square", "rule", "text", "tick", "rect", "arc",
    "trail",
)  # fmt: skip
MARKS_OF: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(
        ("x", "y", "xOffset", "yOffset", "latitude", "longitude"), _EVERY_MARK_BUT_GEOSHAPE
    ),
    **dict.fromkeys(("x2", "y2", "latitude2", "longitude2"), _RANGED),
    "size": ("point", "tick", "rule", "circle", "square", "bar", "text", "line", "trail"),
    "strokeDash": ("line", "point", "tick", "rule", "circle", "square", "bar", "geoshape"),
    "shape": ("point", "geoshape"),
    "text": ("text",),
    "angle": ("point", "square", "text"),
    "theta": ("text", "arc"),
    "radius": ("text", "arc"),
    "theta2": ("arc",),
    "radius2": ("arc",),
}
"""The marks on which a channel has an effect; on every one where it is not listed."""
BINNED_ENDS: Final = ("circle", "point", "square", "tick", "line", "trail")
"""Marks that take x2 and y2 where x and y come binned."""

VIEW_KEYS: Final = ("data", "transform", "encoding", "projection", "params", "width", "height",
                    "resolve", "name", "title", "description", "mark", "layer", "facet", "spec",
                    "columns")  # fmt: skip
VIEW_COSMETIC: Final = ("view", "align", "center", "spacing", "bounds")
TOP_KEYS: Final = ("datasets", "config", "usermeta")
TOP_COSMETIC: Final = ("$schema", "autosize", "padding", "background")
COMPOSITIONS: Final = {
    **dict.fromkeys(("hconcat", "vconcat", "concat"), "views-apart"),
    "repeat": "columns-as-rows",
}
"""The compositions of views that there are not here, each with the nearest way (a word)."""
OLD_KEYS: Final = {"selection": "params"}
"""What Vega-Lite wrote otherwise before its version 5."""
UNSUPPORTED_MARKS: Final = {"image": "point, text"}
CONFIG_COSMETIC: Final = frozenset((
    "autosize", "background", "padding", "font", "title", "headerRow", "headerColumn",
    "headerFacet", "concat", "facet", "aria", "events",
    "group", "customFormatTypes", "selection", "lineBreak", "tooltipFormat", "locale", "signals",
    "projection", "image", "params", "normalizedNumberFormat", "normalizedNumberFormatType",
    "timeFormatType", "numberFormatType",
))  # fmt: skip
CONFIG_PLAIN: Final = frozenset((
    "boxplot", "errorbar", "errorband", "countTitle", "fieldTitle", "numberFormat", "timeFormat",
    "range", "view", "scale", "legend", "header",
))  # fmt: skip


def is_axis_config(key: str) -> bool:
    return key.startswith("axis")
