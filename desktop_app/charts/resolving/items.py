"""From encoded channels to groups of marks: what each type of mark is made of."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from desktop_app.charts.expressions.values import as_text
from desktop_app.charts.resolving.encoder import Encoder, nth
from desktop_app.charts.resolving.flow import UnitData
from desktop_app.charts.resolving.invalid import valid_mask
from desktop_app.charts.resolving.placing import Placer
from desktop_app.charts.spec.fields import (
    PATHS,
    column,
    has_field,
    is_aggregated,
    is_binned,
    path_columns,
)
from desktop_app.charts.spec.grammar import UNSET, Channel, Properties, Sort
from desktop_app.charts.spec.marks import REDUCED_OPACITY, is_filled
from desktop_app.charts.transforms.base import Rows
from desktop_app.charts.transforms.fields import ranks_by_group
from desktop_app.charts.transforms.ordering import sort_key

DEFAULT_COLOUR = "series:0"
_STYLE = (
    "interpolate", "tension", "cornerRadius", "cornerRadiusEnd", "cornerRadiusTopLeft",
    "cornerRadiusTopRight", "cornerRadiusBottomLeft", "cornerRadiusBottomRight", "align",
    "baseline", "limit", "lineHeight", "fontSize", "fontStyle", "fontWeight", "strokeCap",
    "strokeJoin", "ellipsis", "padAngle", "clip", "thickness",
)  # fmt: skip
_PLAIN = ("opacity", "fillOpacity", "strokeOpacity", "strokeWidth", "strokeDash")
_INKED = ("text", "rule")
"""Marks that are black where nothing says otherwise, as Vega-Lite's defaults have it."""
_FADED = ("point", "tick", "circle", "square")
_POINT_SIZE, _TEXT_SIZE, _LINE_WIDTH = 30.0, 11.0, 2.0


@dataclass
class Items:
    """The items of one mark in one plot, before they are told."""

    rows: Rows
    columns: dict[str, object] = field(default_factory=dict)
    style: Properties = field(default_factory=dict)
    paths: tuple[tuple[int, int], ...] = ()
    defined: list[bool] | None = None


Formats = Callable[[str, object], str]
"""From a channel's name and a value to what is written."""


def make_items(placer: Placer, write: Formats) -> Items:
    """The items that ``placer``'s unit draws."""
    encoder = placer.encoder
    items = Items(encoder.rows)
    items.columns = _positions(placer)
    items.columns.update(_paint(encoder))
    items.style = {name: value for name in _STYLE if (value := encoder.prop(name)) is not None}
    mark = encoder.mark
    if mark in ("point", "circle", "square"):
        items.columns["size"] = encoder.attribute("size", encoder.each("size", _POINT_SIZE))
        fixed = mark if mark != "point" else None
        shape = fixed or encoder.attribute("shape", encoder.each("shape", "circle"))
        items.columns["shape"] = shape
        items.columns["angle"] = encoder.attribute("angle", encoder.each("angle", 0.0))
    elif mark == "trail":
        items.columns["size"] = encoder.attribute("size", encoder.prop("size", _LINE_WIDTH))
    elif mark in ("line", "rule"):
        _add_line_width(encoder, items.columns)
    elif mark == "text":
        _add_text(encoder, items.columns, write)
    if mark in PATHS:
        _join(encoder, items)
    return items


# -- positions -----------------------------------------------------------------------


def _positions(placer: Placer) -> dict[str, object]:
    mark, orient = placer.encoder.mark, placer.encoder.data.orient
    if mark in ("bar", "rect"):
        x, x2 = placer.span("x")
        y, y2 = placer.span("y")
        return {"x": x, "x2": x2, "y": y, "y2": y2}
    if mark == "tick":
        return _tick(placer, orient)
    if mark == "rule":
        return _rule(placer, orient)
    if mark == "area":
        return _area(placer, orient)
    if mark == "arc":
        return _arc(placer)
    if mark == "geoshape":
        return {}
    found: dict[str, object] = {
        "x": placer.point("x", placer.length("x") / 2),
        "y": placer.point("y", placer.length("y") / 2),
    }
    encoding = placer.encoder.encoding
    if mark == "text" and ("theta" in encoding or "radius" in encoding):
        return _polar(placer, found)
    return found


def _tick(placer: Placer, orient: str) -> dict[str, object]:
    along, across = ("x", "y") if orient == "horizontal" else ("y", "x")
    start, end = placer.span(along)
    centre = placer.point(across, placer.length(across) / 2)
    half = placer.encoder.number("thickness", 1.0) / 2
    return {
        along: start,
        f"{along}2": end,
        across: centre + half,
        f"{across}2": centre - half,
    }


def _rule(placer: Placer, orient: str) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, along, across in (("x", "horizontal", "vertical"), ("y", "vertical", "horizontal")):
        if orient != across:
            start, end = placer.range(name, "zero-or-max" if orient == along else "middle")
        else:
            start = end = placer.point(name, placer.length(name) / 2)
        found[name], found[f"{name}2"] = start, end
    return found


def _area(placer: Placer, orient: str) -> dict[str, object]:
    if not orient:  # nothing says what it is of: a line
        x, y = (placer.point(name, placer.default(name, "zero-or-min")) for name in ("x", "y"))
        return {"x": x, "x2": x, "y": y, "y2": y}
    along, across = ("x", "y") if orient == "horizontal" else ("y", "x")
    start, end = placer.range(along, "zero-or-min")
    place = placer.point(across, placer.default(across, "zero-or-min"))
    return {along: start, f"{along}2": end, across: place, f"{across}2": place}


def _arc(placer: Placer) -> dict[str, object]:
    theta, theta2 = placer.span("theta")
    radius, radius2 = placer.span("radius")
    return {
        "x": placer.point("x", placer.length("x") / 2),
        "y": placer.point("y", placer.length("y") / 2),
        "startAngle": theta2,
        "endAngle": theta,
        "innerRadius": radius2,
        "outerRadius": radius,
        "padAngle": placer.encoder.number("padAngle", 0.0),
    }


def _polar(placer: Placer, centre: dict[str, object]) -> dict[str, object]:
    """A text at an angle and a distance from the centre, clockwise from the top."""
    theta = placer.point("theta", placer.default("theta", "zero-or-max") / 2)
    radius = placer.point("radius", placer.default("radius", "zero-or-max") / 2)
    x, y = centre["x"], centre["y"]
    return {"x": x + radius * np.sin(theta), "y": y - radius * np.cos(theta)}  # type: ignore[operator]


# -- paint ---------------------------------------------------------------------------


def _paint(encoder: Encoder) -> dict[str, object]:
    """Fill and stroke, as Vega-Lite's ``encode/color.ts``, and what goes with them."""
    main, other = ("fill", "stroke") if is_filled(encoder.data.unit) else ("stroke", "fill")
    colour = encoder.each("color", "ink" if encoder.mark in _INKED else DEFAULT_COLOUR)
    found = {main: encoder.each(main, colour), other: encoder.each(other)}
    if main not in encoder.data.unit.mark.written:  # a fill or a stroke of its own wins
        found[main] = encoder.attribute("color", found[main])
    for name in ("fill", "stroke"):
        found[name] = _without_transparent(encoder.attribute(name, found[name]))
    for name in _PLAIN:
        value = encoder.attribute(name, encoder.each(name, _default(encoder, name)))
        if value is not None:
            whole = name == "strokeDash" and name not in encoder.encoding
            found[name] = tuple(value) if whole and isinstance(value, list) else value
    return found


def _default(encoder: Encoder, name: str) -> float | None:
    """Symbols of single rows let through what is under them."""
    if name != "opacity" or encoder.mark not in _FADED or is_aggregated(encoder.encoding):
        return None
    sets = encoder.data.unit.mark.get("fillOpacity") is not None
    return None if sets else REDUCED_OPACITY


def _without_transparent(value: object) -> object:
    if isinstance(value, list):
        return [None if one in ("transparent", "none", "") else one for one in value]
    return None if value in ("transparent", "none", "", False) else value


def _add_line_width(encoder: Encoder, columns: dict[str, object]) -> None:
    default = encoder.prop("size") or columns.get("strokeWidth")
    if default is None:
        default = _LINE_WIDTH if encoder.mark == "line" else 1.0
    columns["strokeWidth"] = encoder.attribute("size", default)


def _add_text(encoder: Encoder, columns: dict[str, object], write: Formats) -> None:
    channel = encoder.encoding.get("text")
    text = encoder.each("text", "")
    if isinstance(text, list):
        text = [one if isinstance(one, str) else as_text(one) for one in text]
    elif not isinstance(text, str):
        text = as_text(text)
    if channel is not None and channel.has_data and channel.datum is UNSET:
        text = [write("text", value) for value in encoder.cells(column(channel))]
        if is_binned(channel):
            ends = encoder.cells(column(channel, bin_suffix="end"))
            text = [f"{low} – {write('text', end)}" for low, end in zip(text, ends, strict=True)]
    elif channel is not None:
        text = encoder.attribute("text", text)
        if isinstance(text, list):
            text = [one if isinstance(one, str) else write("text", one) for one in text]
        elif channel.datum is not UNSET or not isinstance(text, str):
            text = write("text", text)
    if channel is not None and channel.conditions:
        text = _conditional_text(encoder, text, write)
    columns["text"] = text
    size = encoder.prop("fontSize") or encoder.prop("size") or _TEXT_SIZE
    columns["size"] = encoder.attribute("size", size)
    columns["angle"] = encoder.attribute("angle", encoder.each("angle", 0.0))
    for name in ("dx", "dy"):
        columns[name] = encoder.each(name, 0.0)
    for name in ("align", "baseline"):
        value = encoder.each(name)
        if isinstance(value, list):
            columns[name] = value


def _conditional_text(encoder: Encoder, text: object, write: Formats) -> object:
    channel = encoder.encoding["text"]
    for condition in reversed(channel.conditions):
        test = condition.test.bind(encoder.scope)
        other, values = condition.channel, encoder.valued(condition.value)
        found = []
        for rank, row in enumerate(encoder.rows):
            if not test(row):
                found.append(nth(text, rank))
            elif other is not None and has_field(other):
                found.append(write("text", row.get(column(other))))
            else:
                value = nth(values, rank)
                found.append(value if isinstance(value, str) else write("text", value))
        text = found
    return text


# -- paths ---------------------------------------------------------------------------


def _join(encoder: Encoder, items: Items) -> None:
    """Part the rows into paths, and put each in the order in which it is drawn."""
    rows, unit = items.rows, encoder.data.unit
    if not rows:
        return
    ranks = _drawing_order(encoder, items.columns)
    order: list[int] = []
    paths = []
    for members in ranks_by_group(rows, path_columns(unit)):
        if ranks is not None:
            members.sort(key=ranks.__getitem__)
        paths.append((len(order), len(order) + len(members)))
        order += members
    if order != list(range(len(rows))):
        items.rows = [rows[rank] for rank in order]
        items.columns = {name: _taken(value, order) for name, value in items.columns.items()}
    items.paths = tuple(paths)
    items.defined = _defined(encoder, items)


def _taken(value: object, order: Sequence[int]) -> object:
    if isinstance(value, np.ndarray):
        return value[list(order)] if value.ndim else value
    if isinstance(value, list):
        return [value[rank] for rank in order]
    return value


def _drawing_order(encoder: Encoder, columns: Mapping[str, object]) -> list[Any] | None:
    """What the vertices of a path are sorted by; None leaves them as they come."""
    order, stack = encoder.encoding.get("order"), encoder.data.stack
    if order is not None and order.value is not UNSET and order.value in (None, False):
        return None
    if order is None and encoder.data.unit.mark.get("order", True) in (None, False):
        return None
    if order is not None and has_field(order) and stack is None:
        return _by_order(order, encoder.rows)
    name = "y" if encoder.data.orient == "horizontal" else "x"
    channel = encoder.encoding.get(name)
    if channel is None or not has_field(channel):
        return None
    along = columns[name]
    places = np.broadcast_to(np.asarray(along, float), len(encoder.rows))
    return list(np.where(np.isnan(places), -math.inf, places))


def in_drawing_order(data: UnitData, rows: Rows) -> Rows:
    """``rows`` of marks that are no paths as ``order`` has them drawn, the last on top."""
    order = data.encoding.get("order")
    if order is None or not has_field(order) or data.stack is not None or data.is_path:
        return rows
    keys = _by_order(order, rows)
    return [rows[rank] for rank in sorted(range(len(rows)), key=keys.__getitem__)]


def _by_order(order: Channel, rows: Rows) -> list[Any]:
    keys: list[list[object]] = []
    for one in (order, *order.also):
        name = column(one)
        values: list[object] = [sort_key(row.get(name)) for row in rows]
        if isinstance(one.sort, Sort) and one.sort.order == "descending":
            ranked = {key: -rank for rank, key in enumerate(sorted(set(values)))}  # type: ignore[type-var]
            values = [ranked[value] for value in values]
        keys.append(values)
    return [tuple(parts) for parts in zip(*keys, strict=True)]


def _defined(encoder: Encoder, items: Items) -> list[bool] | None:
    """Which vertices have a place, and values that break no path; None where all have."""
    count = len(items.rows)
    known = np.ones(count, bool)
    for name in ("x", "y", "x2", "y2"):
        if name in items.columns:
            known &= np.isfinite(np.broadcast_to(np.asarray(items.columns[name], float), count))
    for name, model in encoder.scales.items():
        channel = encoder.encoding.get(name)
        if channel is not None and channel.field and encoder.invalid.breaks(channel, model.type):
            known &= valid_mask(items.rows, column(channel))
    return None if known.all() else known.tolist()


def as_column(value: object, count: int) -> object:
    """A column as the scene holds it: a list for arrays of one value a row, else the value."""
    if isinstance(value, np.ndarray):
        return value if value.ndim and len(value) == count else float(value)
    return value
