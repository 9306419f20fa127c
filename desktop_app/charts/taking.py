"""What of a chart can be taken away as text: its data as CSV, its Vega-Lite specification."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Mapping

from desktop_app.charts.d3formats import format_time
from desktop_app.charts.expressions.syntax import Expression
from desktop_app.charts.scene import Scene
from desktop_app.charts.sources import ChartSource, LessonChartSource
from desktop_app.charts.spec.fields import ROW_KEY
from desktop_app.charts.spec.grammar import Specification, Unit
from desktop_app.charts.spec.reader import read_whole
from desktop_app.charts.spec.shorthand import expanded
from desktop_app.charts.transforms.reading import plain
from desktop_app.content.model import ChartBlock
from desktop_app.content.problems import Location, ProblemLog

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a text that starts so for a formula."""
NUMBER_MARKS = "+-0123456789.,  "


def to_csv(scene: Scene, language: str) -> str:
    """The table of ``scene`` as CSV that a spreadsheet opens right in ``language``.

    In French fields are parted by semicolons and decimals by commas, as spreadsheets in
    French settings want; numbers are written without spaces.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";" if language == "fr" else ",", lineterminator="\r\n")
    writer.writerow([_safe(column.title) for column in scene.columns])
    for row in scene.rows:
        cells = []
        for cell, column in zip(row.cells, scene.columns, strict=True):
            if column.numeric and isinstance(cell.sort, float) and math.isfinite(cell.sort):
                text = repr(int(cell.sort) if cell.sort.is_integer() else cell.sort)
                cells.append(text.replace(".", ",") if language == "fr" else text)
            else:
                cells.append("" if cell.sort is None and cell.text == "–" else _safe(cell.text))
        writer.writerow(cells)
    return buffer.getvalue()


def _safe(text: str) -> str:
    plain_text = text.replace("\u202f", " ").replace("\u00a0", " ")
    if plain_text.startswith(FORMULAS) and plain_text.strip(NUMBER_MARKS):
        return f"'{plain_text}"
    return plain_text


def to_vega_lite(
    block: ChartBlock,
    specification: Specification,
    source: LessonChartSource,
    parameters: Mapping[str, float],
    language: str,
) -> dict[str, object]:
    """The chart as a Vega-Lite specification that stands on its own.

    Tables and files are written in place, short forms in full, and the lesson's named
    numbers become parameters with the values that they have now.
    """
    log = ProblemLog()
    found = _deep(plain(read_whole(block, source.lesson, language, log)))
    assert isinstance(found, dict)
    found = {"$schema": SCHEMA, **found}
    _write_data(found, specification, source)
    _write_channels(found, specification)
    names = sorted({name for unit in specification.units for name in _names(unit)})
    own = {param.name for param in specification.params}
    signals = source.signals(parameters)
    added = [
        {"name": name, "value": signals[name]}
        for name in names
        if name in signals and name not in own
    ]
    if added:
        own_params = found.get("params")
        found["params"] = [*added, *(own_params if isinstance(own_params, list) else [])]
    return found


def _deep(value: object) -> object:
    """Mappings and tuples as JSON has them."""
    if isinstance(value, Mapping):
        return {str(key): _deep(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_deep(item) for item in value]
    return value


def _write_data(view: dict[str, object], specification: Specification, source: ChartSource) -> None:
    data = view.get("data")
    if isinstance(data, dict) and "name" in data and data["name"] not in specification.datasets:
        view["data"] = {"values": _rows(str(data["name"]), specification, source)}
    for layer in _layers(view):
        _write_data(layer, specification, source)


def _layers(view: dict[str, object]) -> list[dict[str, object]]:
    inner = view.get("layer")
    found = [layer for layer in inner if isinstance(layer, dict)] if isinstance(inner, list) else []
    spec = view.get("spec")
    return [*found, spec] if isinstance(spec, dict) else found


def _rows(name: str, specification: Specification, source: ChartSource) -> list[dict[str, object]]:
    unit = next((one for one in specification.units if one.data.table == name), None)
    table = source.table(name)
    if unit is None or table is None:
        return []
    dated = {column.id for column in table.columns.values() if column.type in ("date", "year")}
    found = []
    for row in source.rows(unit.data, specification, ProblemLog()):
        cells: dict[str, object] = {}
        for key, value in row.items():
            if key == ROW_KEY:
                continue
            if key in dated and isinstance(value, float):
                value = format_time(value, "%Y-%m-%d", "en")
            cells[key] = value
        found.append(cells)
    return found


def _write_channels(view: dict[str, object], specification: Specification) -> None:
    """Short forms in full: ``x: share`` as a field with its type."""
    encoding = view.get("encoding")
    if isinstance(encoding, dict):
        for name, channel in encoding.items():
            if isinstance(channel, str):
                known = next(
                    (unit.encoding[name] for unit in specification.units if name in unit.encoding),
                    None,
                )
                full = dict(plain(expanded(channel, name, None, Location(""))))  # type: ignore[call-overload]
                if known is not None and known.type:
                    full.setdefault("type", known.type)
                encoding[name] = _deep(full)
    for layer in _layers(view):
        _write_channels(layer, specification)


def _names(unit: Unit) -> set[str]:
    found: set[str] = set()
    for channel in unit.encoding.values():
        if isinstance(channel.datum, Expression):
            found |= channel.datum.names
    for transform in unit.transforms:
        expression = getattr(transform, "expression", None)
        if isinstance(expression, Expression):
            found |= expression.names
    return found
