"""What Vega draws of each item, to compare with ours: where it is, and how it looks."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest

from desktop_app.charts.chart_file import read_chart
from desktop_app.charts.scene import MarkGroup
from tests.charts.oracle import items_by_vega_lite

Item = Mapping[str, Any]
HALF = 0.75
"""Vega moves what is binned by half a pixel, to part it from its neighbour."""
LOOKS = ("opacity", "fillOpacity", "strokeOpacity", "strokeWidth", "strokeDash")
"""What is compared where both say it; the rest is the look of the application."""
RECTS = ("bar", "rect", "tick")
SYMBOLS = ("point", "circle", "square")


def drawn(spec: Mapping[str, object]) -> Iterator[tuple[str, list[float], Item]]:
    """Our items in the order drawn: mark, numbers of its place and extent, and what it is."""
    chart = read_chart(json.dumps(spec), "spec.json", None, {})
    assert chart.scene is not None, chart.problems
    for group in _in_order([group for _, group in chart.scene.groups]):
        for rank in range(group.count):
            item = {name: group.value(name, rank) for name in group.columns if name != "path"}
            for _ in range(group.copies):
                yield group.type, _place(group, item), {**group.style, **item}


def _in_order(groups: Sequence[MarkGroup]) -> list[MarkGroup]:
    return sorted(groups, key=lambda group: group.unit)


def _number(value: object) -> float:
    found = float(value) if isinstance(value, int | float) else 0.0
    return found if math.isfinite(found) else 0.0


def _place(group: MarkGroup, item: Item) -> list[float]:
    def at(*names: str) -> list[float]:
        return [_number(item.get(name)) for name in names]

    x, y, x2, y2 = at("x", "y", "x2", "y2")
    if group.type in (*RECTS, "rule", "area"):
        return [min(x, x2), min(y, y2), max(x, x2), max(y, y2)]
    if group.type == "arc":
        start, end = sorted(at("startAngle", "endAngle"))
        return [x, y, start, end, *at("innerRadius", "outerRadius")]
    if group.type in SYMBOLS:
        return [x, y, *at("size", "angle")]
    if group.type == "text":
        return [x, y, *at("dx", "dy", "angle")]
    return [x, y, *at("size")] if group.type == "trail" else [x, y]


def drawn_by_vega_lite(spec: Mapping[str, object]) -> Iterator[tuple[list[float], Item]]:
    """The same of Vega-Lite."""
    for item in items_by_vega_lite(spec):
        yield _vega_place(str(item["marktype"]), item), item


def _vega_place(kind: str, item: Item) -> list[float]:
    def at(*names: str) -> list[float]:
        return [_number(item.get(name)) for name in names]

    x, y = at("x", "y")
    if kind == "rect":
        width, height = at("width", "height")
        return [x, y, x + width, y + height]
    if kind == "rule":
        x2, y2 = _number(item.get("x2", x)), _number(item.get("y2", y))
        return [min(x, x2), min(y, y2), max(x, x2), max(y, y2)]
    if kind == "area":
        flat = item.get("orient") == "horizontal"
        x2, y2 = (x + at("width")[0], y) if flat else (x, y + at("height")[0])
        return [min(x, x2), min(y, y2), max(x, x2), max(y, y2)]
    if kind == "arc":
        start, end = sorted(at("startAngle", "endAngle"))
        return [x, y, start, end, *at("innerRadius", "outerRadius")]
    if kind == "symbol":
        return [x, y, *at("size", "angle")]
    if kind == "text":
        return [x, y, *at("dx", "dy", "angle")]
    return [x, y, *at("size")] if kind == "trail" else [x, y]


def compare_items(spec: Mapping[str, object]) -> None:
    """Each item is where Vega has it, and looks as there where both say it."""
    ours, theirs = list(drawn(spec)), list(drawn_by_vega_lite(spec))
    assert len(ours) == len(theirs)
    if not {"facet", "row", "column"}.isdisjoint((*spec, *_encoding(spec))):
        # Plot by plot Vega draws in another order.
        ours = sorted(ours, key=lambda one: (one[0], [round(part, 1) for part in one[1]]))
        theirs = sorted(
            theirs, key=lambda one: (one[1]["marktype"], [round(part, 1) for part in one[0]])
        )
    for (kind, place, item), (other_place, other) in zip(ours, theirs, strict=True):
        if kind != "geoshape":
            tolerance = HALF if kind in ("bar", "rect") else 1e-3
            assert place == pytest.approx(other_place, rel=1e-6, abs=tolerance), (kind, item, other)
        for look in LOOKS:
            assert _same_look(kind, look, item, other), (look, item.get(look), other.get(look))
        _same_words(item, other)


def _encoding(spec: Mapping[str, object]) -> Mapping[str, object]:
    encoding = spec.get("encoding")
    return encoding if isinstance(encoding, dict) else {}


def _same_look(kind: str, look: str, one: Mapping[str, object], two: Mapping[str, object]) -> bool:
    a, b = one.get(look), two.get(look)
    if a is None or b is None:  # one of both has a default: Vega-Lite's, or the application's
        return a is None or look != "strokeDash" or kind == "rule"
    if isinstance(a, list | tuple) and isinstance(b, list | tuple):
        return list(a) == list(b)
    if kind in SYMBOLS and look == "strokeWidth" and b == 2:
        return True
    return (
        isinstance(a, int | float)
        and isinstance(b, int | float)
        and math.isclose(a, b, rel_tol=1e-6)
    )


def _same_words(one: Mapping[str, object], two: Mapping[str, object]) -> None:
    a, b = one.get("text"), two.get("text")
    if isinstance(a, str) and isinstance(b, str):
        assert a.replace("\u2212", "-") == b.replace("\u2212", "-")
    shape = one.get("shape")
    if isinstance(shape, str) and isinstance(two.get("shape"), str):
        assert shape == two["shape"]
