"""Groups and stacks in the order in which a colour's domain is written.

As Vega-Lite's ``alignStackOrderWithColorDomain``.
"""

from __future__ import annotations

import json
from dataclasses import replace
from types import MappingProxyType

from desktop_app.charts.expressions.syntax import ExpressionError, parse
from desktop_app.charts.spec.fields import plain
from desktop_app.charts.spec.grammar import UNSET, Channel, Sort, Unit
from desktop_app.charts.spec.orientation import orientation
from desktop_app.charts.spec.stacking import stacking
from desktop_app.charts.transforms.rows import Calculate


def in_order_of_colours(unit: Unit) -> Unit:
    """``unit`` with its bars side by side, or one on the other, as its colours are listed."""
    encoding = unit.encoding
    colour = encoding.get("fill") or encoding.get("color")
    if colour is None or not colour.field or colour.type != "nominal" or "order" in encoding:
        return unit
    domain = colour.scale.get("domain") if colour.scale else None
    if not isinstance(domain, tuple | list):
        return unit
    for name in ("xOffset", "yOffset"):
        offset = encoding.get(name)
        if offset is not None and offset.field:
            if offset.sort is not UNSET:
                break
            sorted_ = replace(offset, sort=Sort(values=tuple(domain)))
            return replace(unit, encoding=MappingProxyType({**encoding, name: sorted_}))
    return _stacked(unit, colour, domain)


def _stacked(unit: Unit, colour: Channel, domain: tuple[object, ...] | list[object]) -> Unit:
    orient = orientation(unit.mark, unit.encoding)
    if stacking(unit, orient) is None:
        return unit
    try:
        rank = parse(f"indexof({json.dumps(list(domain))}, datum[{json.dumps(colour.field)}])")
    except (TypeError, ExpressionError):  # a domain that is computed has no order to follow
        return unit
    name = f"_{plain(colour.field)}_sort_index"
    order = Channel(
        "order",
        colour.location,
        type="quantitative",
        field=name.replace(".", "\\."),
        sort=Sort("ascending" if orient == "horizontal" else "descending"),
    )
    return replace(
        unit,
        transforms=(*unit.transforms, Calculate(rank, name)),
        encoding=MappingProxyType({**unit.encoding, "order": order}),
    )
