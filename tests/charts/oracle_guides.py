"""What Vega-Lite's axes and legends say, to compare with ours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import vl_convert

Node = Mapping[str, Any]
ALONG = {"top": "x", "bottom": "x", "left": "y", "right": "y"}


@dataclass
class Guide:
    """An axis or a legend: ``places`` are those of an axis' labels in pixels."""

    title: str = ""
    labels: list[str] = field(default_factory=list)
    places: list[float] = field(default_factory=list)
    grid: bool = False


def guides_by_vega_lite(spec: Mapping[str, object]) -> tuple[dict[str, Guide], list[Guide]]:
    """The axes by the side where they are, and the legends."""
    graph = vl_convert.vegalite_to_scenegraph(spec)["scenegraph"]
    axes: dict[str, Guide] = {}
    legends: list[Guide] = []
    for node in _nodes(graph, ("axis", "legend")):
        for item in node["items"]:
            if node["role"] == "legend":
                legends.append(_read(item, Guide(), "", "legend"))
            else:
                side = str(item["orient"])
                axes[side] = _read(item, axes.setdefault(side, Guide()), ALONG[side], "axis")
    return axes, legends


def _nodes(node: Node, roles: Sequence[str]) -> Iterator[Node]:
    if node.get("role") in roles:
        yield node
        return
    for item in node.get("items", []):
        for inner in item.get("items", []) if "marktype" not in item else [item]:
            yield from _nodes(inner, roles)


def _read(item: Node, guide: Guide, along: str, kind: str) -> Guide:
    for node in _nodes(item, [f"{kind}-{part}" for part in ("label", "title", "grid")]):
        items = node["items"]
        match node["role"].rpartition("-")[2]:
            case "title":
                guide.title = guide.title or " ".join(str(one.get("text")) for one in items)
            case "grid":
                guide.grid = guide.grid or bool(items)
            case "label":
                guide.labels += [str(one.get("text")) for one in items]
                guide.places += [float(one.get(along) or 0) for one in items] if along else []
    return guide
