"""A chart of a lesson as a Vega-Lite specification that stands on its own.

Data are written in place, short forms in full, and what the lesson's tables say of their
columns (types, titles, units, names of categories) is written where Vega-Lite has words
for it: the specification opens in Vega's own editor, and shows the same.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence

from desktop_app.charts.d3formats import format_time
from desktop_app.charts.dates import fields
from desktop_app.charts.expressions.syntax import Expression
from desktop_app.charts.sources import LessonChartSource, as_data
from desktop_app.charts.spec.fields import ROW_KEY
from desktop_app.charts.spec.grammar import Channel, Specification, Unit
from desktop_app.charts.spec.reader import read_whole
from desktop_app.charts.spec.shorthand import expanded
from desktop_app.charts.transforms.reading import plain
from desktop_app.charts.words import in_brackets, label_of
from desktop_app.content.fields import in_language
from desktop_app.content.model import ChartBlock, Column, Table
from desktop_app.content.problems import Location, ProblemLog

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
PERCENT = "%"
_GUIDES = {"x": "axis", "y": "axis", "row": "header", "column": "header", "facet": "header",
           **dict.fromkeys(("color", "fill", "stroke", "shape", "size", "opacity", "strokeDash"),
                           "legend")}  # fmt: skip
_PER_GROUP = ("aggregate", "bin", "timeUnit")


def to_vega_lite(
    block: ChartBlock,
    specification: Specification,
    source: LessonChartSource,
    parameters: Mapping[str, float],
    language: str,
) -> dict[str, object]:
    """The chart of ``block``, with the lesson's named numbers at ``parameters``."""
    log = ProblemLog()
    found = _deep(plain(read_whole(block, source.lesson, language, log)))
    assert isinstance(found, dict)
    found = {"$schema": SCHEMA, **found}
    _Standalone(specification, source, language).complete(found)
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


def coloured(specification: Mapping[str, object], series: Sequence[str]) -> dict[str, object]:
    """``specification`` with CSS colours for categories, where its author gives none."""
    config = specification.get("config")
    known = dict(config) if isinstance(config, Mapping) else {}
    ranges = known.get("range")
    ranges = dict(ranges) if isinstance(ranges, Mapping) else {}
    mark = known.get("mark")
    known["range"] = {"category": list(series), **ranges}
    known["mark"] = {"color": series[0], **(mark if isinstance(mark, Mapping) else {})}
    return {**specification, "config": known}


class _Standalone:
    """Completes a view in place, with all the views in it."""

    def __init__(
        self, specification: Specification, source: LessonChartSource, language: str
    ) -> None:
        self._specification = specification
        self._source = source
        self._language = language

    def complete(self, view: dict[str, object]) -> None:
        self._write_data(view)
        transforms = view.get("transform")
        for transform in transforms if isinstance(transforms, list) else ():
            origin = transform.get("from") if isinstance(transform, dict) else None
            if isinstance(origin, dict):
                self._write_data(origin)
        encoding = view.get("encoding")
        if isinstance(encoding, dict):
            for name, channel in encoding.items():
                encoding[name] = self._channel(name, channel)
        facet = view.get("facet")
        if isinstance(facet, dict):
            self._complete_facet(view, facet)
        for inner in _inner(view):
            self.complete(inner)

    def _complete_facet(self, view: dict[str, object], facet: dict[str, object]) -> None:
        if "field" in facet:
            view["facet"] = self._channel("facet", facet)
            return
        for name, channel in facet.items():
            facet[name] = self._channel(name, channel)

    # -- data ------------------------------------------------------------------------

    def _write_data(self, holder: dict[str, object]) -> None:
        data = holder.get("data")
        if not isinstance(data, dict):
            return
        name, url = data.get("name"), data.get("url")
        if isinstance(url, str) or (
            isinstance(name, str) and name not in self._specification.datasets
        ):
            rows = self._source.rows(as_data(data), self._specification, ProblemLog())
            table = self._source.table(name) if isinstance(name, str) else None
            holder["data"] = {"values": [self._row(row, table) for row in rows]}

    def _row(self, row: Mapping[str, object], table: Table | None) -> object:
        cells: dict[str, object] = {}
        for key, value in row.items():
            if key == ROW_KEY:
                continue
            column = table.columns.get(key) if table is not None else None
            if column is not None and column.type in ("date", "year") and value is not None:
                cells[key] = self._moment(column, value)
            else:
                cells[key] = _deep(value)
        return cells

    def _moment(self, column: Column, value: object) -> object:
        """A date as its uses want it: a moment of local time, a day, or the number of a year."""
        if not isinstance(value, int | float):
            return value
        kinds = {one.type for one in self._channels() if one.field == column.id}
        if "temporal" in kinds or not kinds:
            return format_time(value, "%Y-%m-%dT%H:%M:%S", "en")
        return fields(value).year if column.type == "year" else format_time(value, "%Y-%m-%d", "en")

    def _channels(self) -> Iterator[Channel]:
        for unit in self._specification.units:
            for channel in unit.encoding.values():
                yield channel
                yield from channel.also
        facet = self._specification.facet
        for one in (facet.row, facet.column, facet.wrap) if facet is not None else ():
            if one is not None:
                yield one

    # -- channels --------------------------------------------------------------------

    def _channel(self, name: str, given: object) -> object:
        if isinstance(given, list):  # of tooltip, detail, order
            return [self._channel(name, one) for one in given]
        if isinstance(given, str):
            given = dict(plain(expanded(given, name, None, Location(""))))  # type: ignore[call-overload]
        channel = _deep(given)
        if not isinstance(channel, dict) or not isinstance(channel.get("field"), str):
            return channel
        known = next(
            (one for one in self._channels() if one.name == name and one.field == channel["field"]),
            None,
        )
        if known is not None and known.type and "type" not in channel:
            channel["type"] = known.type
        column = self._column(str(channel["field"]))
        if column is not None and not any(key in channel for key in _PER_GROUP):
            self._say(name, channel, column)
        return channel

    def _column(self, field: str) -> Column | None:
        for unit in self._specification.units:
            table = self._source.table(unit.data.table) if unit.data.table else None
            if table is not None and field in table.columns:
                return table.columns[field]
        return None

    def _say(self, name: str, channel: dict[str, object], column: Column) -> None:
        """Write what the table says of a column: its label, its unit, its names."""
        kind = _GUIDES.get(name)
        guide = channel.get(kind) if kind else None
        unit = in_language(column.unit, self._language)
        if "title" not in channel and not (isinstance(guide, dict) and "title" in guide):
            label = label_of(column, self._language)
            channel["title"] = in_brackets(label, unit) if unit not in ("", PERCENT) else label
        if kind is None or (kind in channel and not isinstance(guide, dict)):
            return
        guide = dict(guide) if isinstance(guide, dict) else {}
        label = self._label_expression(channel, column, unit)
        if label and not {"labelExpr", "format"} & guide.keys():
            channel[kind] = {**guide, "labelExpr": label}

    def _label_expression(self, channel: Mapping[str, object], column: Column, unit: str) -> str:
        """What makes a label of a value in the language of the lesson."""
        if column.names and channel.get("type") in ("nominal", "ordinal"):
            names = {key: in_language(words, self._language) for key, words in column.names.items()}
            return f"({json.dumps(names, ensure_ascii=False)})[datum.value] || datum.label"
        is_number = column.is_numeric and channel.get("type") == "quantitative"
        if is_number and unit == PERCENT and channel.get("stack") != "normalize":
            space = "\u202f" if self._language == "fr" else ""
            return f"datum.label + '{space}%'"
        return ""


def _inner(view: dict[str, object]) -> list[dict[str, object]]:
    """The layers and the repeated view of a view."""
    layers, spec = view.get("layer"), view.get("spec")
    found = [one for one in layers if isinstance(one, dict)] if isinstance(layers, list) else []
    return [*found, spec] if isinstance(spec, dict) else found


def _deep(value: object) -> object:
    """Mappings and tuples as JSON has them; numbers that it can't hold are missing."""
    if isinstance(value, Mapping):
        return {str(key): _deep(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_deep(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


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
