"""Whether and how the marks of a unit are stacked (Vega-Lite's ``stack.ts``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop_app.charts.spec.fields import (
    SECONDARY,
    column,
    has_field,
    is_aggregated,
    is_binned,
)
from desktop_app.charts.spec.grammar import UNSET, Channel, Sort, Unit

_STACKABLE = (
    "arc", "bar", "area", "rule", "point", "circle", "square", "line", "text", "tick",
)  # fmt: skip
_BY_DEFAULT = ("bar", "area", "arc")
_BY = ("color", "fill", "stroke", "opacity", "fillOpacity", "strokeOpacity", "strokeWidth", "size",
       "angle", "shape", "strokeDash", "order", "text", "detail", "key", "href",
       "description")  # fmt: skip
_ACROSS = {"x": "y", "y": "x", "theta": "radius", "radius": "theta"}


@dataclass(frozen=True)
class Stacking:
    """``channel`` is stacked, at each value of the ``dimensions``, in the order of ``by``."""

    channel: str
    dimensions: tuple[Channel, ...]
    by: tuple[str, ...]
    offset: str
    imputes: bool


def stacking(unit: Unit, orient: str) -> Stacking | None:
    """How the unit stacks, or None where it does not."""
    mark, encoding = unit.mark.type, unit.encoding
    if mark not in _STACKABLE:
        return None
    name = _stacked(encoding, "x", "y", mark, orient) or _stacked(
        encoding, "theta", "radius", mark, orient
    )
    if not name:
        return None
    stacked = encoding[name]
    dimensions = _dimensions(encoding, name, column(stacked))
    known = {column(dimension) for dimension in dimensions}
    by = tuple(
        column(one)
        for channel in (encoding[key] for key in _BY if key in encoding)
        for one in (channel, *channel.also, *_conditional(channel))
        if has_field(one) and not one.aggregate and column(one) not in known
    )
    offset = _offset(stacked, mark)
    if not offset or (is_aggregated(encoding) and not by):
        return None
    second = encoding.get(SECONDARY[name])
    if second is not None and second.has_data:
        return None
    imputes = mark in ("line", "area", "trail") and stacked.impute is None
    return Stacking(name, tuple(dimensions), tuple(dict.fromkeys(by)), offset, imputes)


def _conditional(channel: Channel) -> list[Channel]:
    return [one.channel for one in channel.conditions if one.channel is not None]


def _dimensions(encoding: Mapping[str, Channel], name: str, stacked: str) -> list[Channel]:
    across = _ACROSS[name]
    offset = {"x": "xOffset", "y": "yOffset"}.get(across, "")
    return [
        channel
        for key in (across, offset)
        if (channel := encoding.get(key)) is not None
        and has_field(channel)
        and column(channel) != stacked
    ]


def _quantity(channel: Channel | None) -> bool:
    return (
        channel is not None
        and has_field(channel)
        and channel.type == "quantitative"
        and channel.bin is None
    )


def _stacked(encoding: Mapping[str, Channel], x: str, y: str, mark: str, orient: str) -> str:
    """Which of two channels is the one to stack."""
    one, two = encoding.get(x), encoding.get(y)
    runs = x == "x" and mark in ("bar", "area")
    if one and two and has_field(one) and has_field(two):
        if _quantity(one) and _quantity(two):
            return _of_two(one, two, x, y, orient if runs else "")
        return x if _quantity(one) else y if _quantity(two) else ""
    if _quantity(one):
        return "" if runs and orient == "vertical" else x
    if _quantity(two):
        return "" if runs and orient == "horizontal" else y
    return ""


def _of_two(one: Channel, two: Channel, x: str, y: str, orient: str) -> str:
    if one.stack is not UNSET and one.stack:
        return x
    if two.stack is not UNSET and two.stack:
        return y
    if bool(one.aggregate) != bool(two.aggregate):
        return x if one.aggregate else y
    return {"vertical": y, "horizontal": x}.get(orient, "")


def _offset(stacked: Channel, mark: str) -> str:
    if stacked.stack is UNSET:
        return "zero" if mark in _BY_DEFAULT else ""
    if stacked.stack is None or stacked.stack is False:
        return ""
    return "zero" if stacked.stack is True else str(stacked.stack)


def sort_of(unit: Unit, stack: Stacking) -> list[tuple[str, str]]:
    """The columns that order a stack, each with its direction."""
    order = unit.encoding.get("order")
    if order is not None and has_field(order):
        return [
            (column(one), one.sort.order if isinstance(one.sort, Sort) else "ascending")
            for one in (order, *order.also)
        ]
    direction = "descending" if stack.channel == "y" else "ascending"
    if order is not None and isinstance(order.sort, Sort):
        direction = order.sort.order
    return [(name, direction) for name in stack.by]


def groupby_of(stack: Stacking) -> list[str]:
    """The columns of whose values each has a stack of its own."""
    found = []
    for dimension in stack.dimensions:
        if is_binned(dimension):
            if stack.imputes:
                found.append(column(dimension, bin_suffix="mid"))
            else:
                found += [column(dimension), column(dimension, bin_suffix="end")]
        else:
            found.append(column(dimension))
    return found
