"""One chart specification on its own: read, resolved, and told as plain data.

The scene as data follows Vega's scene graph: marks with their items in nominal pixels,
scales with their domains in the order drawn, dates in milliseconds since 1970.
"""

from __future__ import annotations

import math
import pathlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from desktop_app.charts.axis import Axis
from desktop_app.charts.files.loading import FolderSource
from desktop_app.charts.geo.paths import Path
from desktop_app.charts.resolve import resolve
from desktop_app.charts.scene import MarkGroup, Scene
from desktop_app.charts.sources import FileChartSource
from desktop_app.charts.spec.context import Context
from desktop_app.charts.spec.grammar import Specification
from desktop_app.charts.spec.json_text import record_from_json
from desktop_app.charts.spec.reader import read_record
from desktop_app.content.problems import Problem, ProblemLog
from desktop_app.content.wording import as_data

MOST_ITEMS = 100_000
"""A mark with more items than that tells how many, and the first of them."""


@dataclass(frozen=True)
class ChartFile:
    """A specification that was read, and its scene; either is None where it can't be."""

    specification: Specification | None
    scene: Scene | None
    problems: tuple[Problem, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The parameters that can be given a value."""
        params = self.specification.params if self.specification is not None else ()
        return tuple(param.name for param in params if not param.select)

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.is_error)


def read_chart(
    text: str,
    name: str,
    data: pathlib.Path | None,
    inputs: Mapping[str, object],
    language: str = "en",
) -> ChartFile:
    """The chart that the JSON ``text`` specifies; its files are below ``data``."""
    log = ProblemLog()
    record = record_from_json(text, name, log)
    specification = None
    if record is not None:
        specification = read_record(record, Context(language=language), log)
    if specification is None or any(problem.is_error for problem in log):
        return ChartFile(None, None, log.frozen())
    source = FileChartSource(FolderSource(data) if data is not None else None)
    scene = resolve(specification, source, {}, language, inputs=inputs)
    return ChartFile(specification, scene, (*log.frozen(), *scene.problems))


def scene_data(
    scene: Scene | None, problems: Sequence[Problem], language: str = "en"
) -> dict[str, object]:
    """What ``chart --scene`` writes; the problems alone where nothing could be resolved."""
    said = [as_data(problem, language) for problem in problems]
    if scene is None:
        return {"scales": {}, "marks": [], "axes": [], "problems": said}
    return {
        "title": scene.title,
        "description": scene.description,
        "summary": scene.summary,
        "width": scene.width,
        "height": scene.height,
        "scales": {
            name: {"type": scale.type, "domain": [_plain(value) for value in scale.domain]}
            for name, scale in scene.scales.items()
        },
        "marks": _marks(scene),
        "axes": [_axis(axis) for axis in _axes(scene)],
        "legends": [
            {
                "title": legend.title,
                "channels": list(legend.channels),
                "type": legend.kind,
                "labels": [item.label for item in legend.items]
                or [label for _, label in legend.ticks],
            }
            for legend in scene.legends
        ],
        "problems": said,
    }


def _marks(scene: Scene) -> list[dict[str, object]]:
    """The groups of each unit in one entry, those of all small multiples together."""
    units: dict[int, list[tuple[int, MarkGroup]]] = {}
    for rank, plot in enumerate(scene.plots):
        for group in plot.groups:
            units.setdefault(group.unit, []).append((rank, group))
    found: list[dict[str, object]] = []
    for parts in units.values():
        groups = [group for _, group in parts]
        items = (
            {"plot": rank, **item} if len(scene.plots) > 1 else item
            for rank, group in parts
            for item in _items(group)
        )
        count = sum(group.count * group.copies for group in groups)
        found.append({"type": groups[0].type, "name": groups[0].name, "count": count,
                      "items": list(islice(items, MOST_ITEMS))})  # fmt: skip
    return found


def _items(group: MarkGroup) -> Iterator[dict[str, object]]:
    for rank in range(group.count * group.copies):
        index = rank // group.copies
        mark = group.marks[index]
        item: dict[str, object] = {}
        for name in group.columns:
            value = group.value(name, index)
            if name == "path":
                item.update(_centre(value))
            elif (plain := _plain(value)) is not None:
                item[name] = plain
        item["data"] = {
            key: _plain(value) for key, value in group.rows[rank].items() if key.isprintable()
        }
        item["reference"] = str(mark.reference) if mark.reference else None
        item["label"] = mark.label or mark.text
        item["description"] = mark.description
        yield item


def _centre(path: object) -> dict[str, float]:
    """Where a shape of a map is: the centre of what it covers, nowhere if it is not seen."""
    if not isinstance(path, Path) or not path.rings:
        return {}
    left, top, right, bottom = path.bounds
    return {"x": (left + right) / 2, "y": (top + bottom) / 2} if left <= right else {}


def _axes(scene: Scene) -> Iterable[Axis]:
    """The axes of all plots, one that several share once."""
    found = {
        (axis.scale_name, axis.orient): axis
        for plot in reversed(scene.plots)
        for axis in reversed(plot.axes)
        if axis.shown
    }
    return reversed(found.values())


def _axis(axis: Axis) -> dict[str, object]:
    return {
        "scale": axis.scale_name.partition("#")[0],
        "orient": axis.orient,
        "title": axis.title,
        "grid": axis.grid,
        "ticks": [
            {"value": _plain(tick.value), "label": tick.label, "position": _plain(tick.position)}
            for tick in axis.ticks()[:1_000]
        ],
    }


def _plain(value: object) -> object:
    """``value`` as JSON can hold it."""
    if isinstance(value, bool) or value is None or isinstance(value, str | int):
        return value
    if isinstance(value, Mapping):
        if "coordinates" in value and "type" in value:  # of a geometry: they may be millions
            return {"type": _plain(value["type"])}
        return {str(key): _plain(item) for key, item in list(value.items())[:1_000]}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value[:1_000]]
    number = float(value) if hasattr(value, "__float__") else math.nan
    if not math.isfinite(number):
        return None
    return int(number) if number.is_integer() and abs(number) < 2**53 else number
