"""Vega-Lite itself, in process: what it makes of a specification, to compare with.

``vl-convert-python`` compiles a specification and runs it; hidden text marks expose the
domains of its scales. It is a test dependency only.
"""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

os.environ["TZ"] = "UTC"  # the engine's only clock; Vega-Lite follows the system's
time.tzset()

import vl_convert  # noqa: E402 - it reads the time zone when it is loaded

from desktop_app.charts.chart_file import ChartFile, read_chart  # noqa: E402
from desktop_app.charts.dates import to_time  # noqa: E402

VEGA_MARKS = {
    "bar": "rect", "tick": "rect", "rect": "rect", "point": "symbol", "circle": "symbol",
    "square": "symbol", "geoshape": "shape",
}  # fmt: skip
"""How Vega calls a mark of Vega-Lite, where it calls it otherwise."""
_EXPOSED = "oracle_domain_"
_TIMES = ("time", "utc")
DISCRETE = ("band", "point", "ordinal")
_MARK = " | "
_NOT_MARKS = ("axis", "legend", "title", "header")


@dataclass(frozen=True)
class Drawn:
    """How many items of each Vega mark there are, and the domain of each scale."""

    counts: Mapping[str, int]
    domains: Mapping[str, list[object]]
    types: Mapping[str, str]


def by_vega_lite(spec: Mapping[str, object]) -> Drawn:
    """What Vega-Lite draws."""
    scales, marks = _run(json.dumps(spec))
    counts: Counter[str] = Counter()
    domains: dict[str, list[object]] = {}
    for mark in marks:
        name = str(mark.get("name", ""))
        if name.startswith(_EXPOSED):
            found = mark["items"][0].get("text") if mark["items"] else None
            scale = name.removeprefix(_EXPOSED)
            domains[scale] = _domain(found, scales[scale])
        elif mark["marktype"] != "group" and "_brush" not in name:
            counts[str(mark["marktype"])] += len(mark["items"])
    return Drawn({kind: number for kind, number in counts.items() if number}, domains, scales)


def items_by_vega_lite(spec: Mapping[str, object]) -> list[Mapping[str, object]]:
    """The items that Vega draws for the data, as its scene graph has them."""
    _, marks = _run(json.dumps(spec))
    return [
        {**item, "marktype": mark["marktype"]}
        for mark in marks
        if mark["marktype"] != "group"
        and "_brush" not in str(mark.get("name"))
        and not str(mark.get("name", "")).startswith(_EXPOSED)
        for item in mark["items"]
    ]


@lru_cache(maxsize=1)
def _run(text: str) -> tuple[Mapping[str, str], Sequence[Mapping[str, Any]]]:
    """The types of the scales of a specification, and the marks that Vega draws."""
    compiled = vl_convert.vegalite_to_vega(text)
    scales = {scale["name"]: scale["type"] for scale in compiled.get("scales", [])}
    for name, kind in scales.items():
        domain = f"domain('{name}')"
        if kind in _TIMES:
            domain = f"[+{domain}[0], +{domain}[{domain}.length - 1]]"
        text = f"join({domain}, '{_MARK}')"
        compiled["marks"].append(
            {
                "type": "text",
                "name": _EXPOSED + name,
                "encode": {"update": {"text": {"signal": text}}},
            }
        )
    return scales, list(_marks(vl_convert.vega_to_scenegraph(compiled)["scenegraph"]))


def _domain(text: object, kind: str) -> list[object]:
    if not isinstance(text, str) or not text:
        return []
    parts = text.split(_MARK)
    if kind in DISCRETE:
        return [_plain_date(part) for part in parts]
    return [float(part) for part in parts if part and part != "NaN"]


def _plain_date(text: str) -> str:
    """A date that JavaScript wrote, in milliseconds."""
    moment = to_time(text.removesuffix(" (Coordinated Universal Time)")) if "GMT" in text else None
    return text if moment is None else f"{moment:.0f}"


def _marks(node: Mapping[str, object]) -> Iterator[Mapping[str, object]]:
    """Every mark of the data, wherever it is nested."""
    if "marktype" in node and node.get("role") in ("mark", None, "scope", "frame"):
        yield node
    if any(str(node.get("role", "")).startswith(role) for role in _NOT_MARKS):
        return
    for item in node.get("items", []):  # type: ignore[attr-defined]
        if "items" in item:
            if "marktype" in item:
                yield from _marks(item)
            else:
                for inner in item["items"]:
                    yield from _marks(inner)


def by_vega(expressions: Sequence[str], row: Mapping[str, object]) -> list[str]:
    """What Vega's expressions are for ``row``: the kind of value, then its text."""
    formulas = [
        {"type": "formula", "expr": expression, "as": f"e{rank}"}
        for rank, expression in enumerate(expressions)
    ]
    marks = [
        {
            "type": "text",
            "name": f"e{rank}",
            "from": {"data": "rows"},
            "encode": {"update": {"text": {"signal": _TOLD.replace("$", f"datum.e{rank}")}}},
        }
        for rank in range(len(expressions))
    ]
    data = [{"name": "rows", "values": [row], "transform": formulas}]
    spec = {"$schema": VEGA, "width": 9, "height": 9, "data": data, "marks": marks}
    graph = vl_convert.vega_to_scenegraph(spec)["scenegraph"]
    found = {str(mark.get("name")): mark["items"] for mark in _marks(graph)}
    return [str(found[f"e{rank}"][0]["text"]) for rank in range(len(expressions))]


def scaled_by_vega(scale: Mapping[str, object], values: Sequence[object]) -> list[str]:
    """Where a scale of Vega puts ``values``, as text ("undefined" for nowhere)."""
    rows = [{"v": value} for value in values]
    mark = {
        "type": "text",
        "name": "placed",
        "from": {"data": "rows"},
        "encode": {"update": {"text": {"signal": "'' + scale('s', datum.v)"}}},
    }
    data = [{"name": "rows", "values": rows}]
    scales = [{"name": "s", **scale}]
    spec = {"$schema": VEGA, "width": 9, "height": 9, "data": data, "scales": scales,
            "marks": [mark]}  # fmt: skip
    graph = vl_convert.vega_to_scenegraph(spec)["scenegraph"]
    (found,) = (mark for mark in _marks(graph) if mark.get("name") == "placed")
    return [str(item["text"]) for item in found["items"]]


def rows_by_vega_lite(
    rows: object,
    transforms: Sequence[object],
    columns: Sequence[str],
    form: Mapping[str, object] | None = None,
) -> list[dict[str, str]]:
    """The rows that ``transforms`` make: of each column the kind of value, then its text."""
    spec = {
        "data": {"values": rows, "format": form or {}},
        "transform": list(transforms),
        "mark": "point",
        "encoding": {},
    }
    compiled = vl_convert.vegalite_to_vega(spec)
    source = compiled["marks"][0]["from"]["data"]
    compiled["marks"] = [
        {
            "type": "text",
            "name": f"c{rank}",
            "from": {"data": source},
            "encode": {"update": {"text": {"signal": _TOLD.replace("$", f"datum[{name!r}]")}}},
        }
        for rank, name in enumerate(columns)
    ]
    graph = vl_convert.vega_to_scenegraph(compiled)["scenegraph"]
    found = {str(mark.get("name")): mark["items"] for mark in _marks(graph)}
    count = len(found["c0"])
    return [
        {name: str(found[f"c{rank}"][row]["text"]) for rank, name in enumerate(columns)}
        for row in range(count)
    ]


def rows_by_us(
    rows: object,
    transforms: Sequence[object],
    columns: Sequence[str],
    form: Mapping[str, object] | None = None,
) -> list[dict[str, str]]:
    """The same of the engine."""
    from desktop_app.charts.expressions.values import UNDEFINED, as_text

    def told(value: object) -> str:
        kinds = {bool: "b", str: "s", float: "n", int: "n", list: "a", tuple: "a"}
        kind = "o" if value is UNDEFINED else kinds.get(type(value), "o")
        return f"{kind}:{as_text(value)}"

    spec = {
        "data": {"values": rows, "format": form or {}},
        "transform": list(transforms),
        "mark": "point",
    }
    chart = read_chart(json.dumps(spec), "spec.json", None, {})
    assert chart.scene is not None, chart.problems
    ((_, group),) = chart.scene.groups
    return [{name: told(row.get(name, UNDEFINED)) for name in columns} for row in group.rows]


VEGA = "https://vega.github.io/schema/vega/v6.json"
_TOLD = (
    "(isString($) ? 's' : isNumber($) ? 'n' : isBoolean($) ? 'b' : isArray($) ? 'a' : "
    "isDate($) ? 'd' : 'o') + ':' + (isDate($) ? +$ : $)"
)


def by_us(text: str) -> tuple[Drawn | None, ChartFile]:
    """What the engine draws; None where it refuses."""
    chart = read_chart(text, "spec.json", None, {})
    if chart.scene is None or chart.errors:
        return None, chart
    counts: Counter[str] = Counter()
    for _, group in chart.scene.groups:
        counts[VEGA_MARKS.get(group.type, group.type)] += group.count * group.copies
    domains: dict[str, list[object]] = {}
    for name, scale in chart.scene.scales.items():
        values = list(scale.domain)
        if scale.type in DISCRETE:
            values = [_as_joined(value) for value in values]
        elif scale.type in _TIMES:
            values = [values[0], values[-1]] if values else []
        domains[name] = values
    types = {name: scale.type for name, scale in chart.scene.scales.items()}
    return Drawn({k: n for k, n in counts.items() if n}, domains, types), chart


def _as_joined(value: object) -> str:
    """A category as JavaScript joins it into a text."""
    from desktop_app.charts.expressions.values import as_text

    return "" if value is None else as_text(value)
