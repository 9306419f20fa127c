"""A chart of a lesson as a Vega-Lite specification that stands on its own.

Data are written in place, short forms in full, and what the lesson's tables say of their
columns (types, titles, units, names of categories) is written where Vega-Lite has words
for it: the specification opens in Vega's own editor, and shows the same.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktop_app.charts.d3formats import format_time, number_text
from desktop_app.charts.dates import fields
from desktop_app.charts.expressions.syntax import ExpressionError, parse
from desktop_app.charts.sources import LessonChartSource, as_data
from desktop_app.charts.spec.fields import ROW_KEY
from desktop_app.charts.spec.grammar import UNSET, Channel, Specification
from desktop_app.charts.spec.reader import read_whole
from desktop_app.charts.spec.shorthand import expanded
from desktop_app.charts.transforms.reading import plain
from desktop_app.charts.words import in_brackets, label_of
from desktop_app.content.expressions import (
    Call,
    Cell,
    ColumnCall,
    Expression,
    Name,
    Node,
    Number,
    Operation,
)
from desktop_app.content.fields import in_language
from desktop_app.content.lesson import Lesson
from desktop_app.content.model import ChartBlock, Column, Table
from desktop_app.content.problems import Location, ProblemLog

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
PERCENT = "%"
EXPRESSIONS = ("expr", "calculate", "filter", "test", "labelExpr", "and", "or", "not")
"""Keys under which Vega-Lite has expressions."""
_GUIDES = {"x": "axis", "y": "axis", "row": "header", "column": "header", "facet": "header",
           **dict.fromkeys(("color", "fill", "stroke", "shape", "size", "opacity", "strokeDash"),
                           "legend")}  # fmt: skip
SOURCES = ("field", "datum")
_PER_GROUP = ("aggregate", "bin", "timeUnit")
"""Keys of a channel that shows something made of its column."""


def to_vega_lite(
    block: ChartBlock,
    specification: Specification,
    source: LessonChartSource,
    parameters: Mapping[str, float],
    language: str,
) -> dict[str, object]:
    """The chart as a Vega-Lite specification that stands on its own.

    The lesson's named numbers that the chart uses become parameters: those that can be set
    have a range to set them with, the others are computed from them.
    """
    found = _deep(plain(read_whole(block, source.lesson, language, ProblemLog())))
    assert isinstance(found, dict)
    found = {"$schema": SCHEMA, **found}
    taker = _Taker(specification, source, language)
    taker.view(found)
    names = _names_in(found)
    own = {param.name for param in specification.params}
    added = taker.parameters(sorted(names - own), parameters)
    if added:
        own_params = found.get("params")
        found["params"] = [*added, *(own_params if isinstance(own_params, list) else [])]
    return found


def names_used(block: ChartBlock, lesson: Lesson, language: str) -> frozenset[str]:
    """The names in the expressions of a chart: of the lesson's numbers, and its own."""
    return _names_in(_deep(plain(read_whole(block, lesson, language, ProblemLog()))))


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


def _deep(value: object) -> object:
    """Mappings and tuples as JSON has them."""
    if isinstance(value, Mapping):
        return {str(key): _deep(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_deep(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


@dataclass(frozen=True)
class _Taker:
    """Writes in place what a specification takes from its lesson."""

    specification: Specification
    source: LessonChartSource
    language: str

    def view(self, view: dict[str, object], known: Table | None = None) -> None:
        """Complete ``view`` and the views in it; ``known``: the table that it inherits."""
        data = view.get("data")
        if isinstance(data, dict):
            known = self._table(data)
            view["data"] = self._data(data)
        transforms = view.get("transform")
        for transform in transforms if isinstance(transforms, list) else ():
            other = transform.get("from") if isinstance(transform, dict) else None
            if isinstance(other, dict) and isinstance(other.get("data"), dict):
                other["data"] = self._data(other["data"])
        encoding = view.get("encoding")
        if isinstance(encoding, dict):
            for name, channel in encoding.items():
                encoding[name] = self._channel(name, channel, known)
        facet = view.get("facet")
        if isinstance(facet, dict) and "field" in facet:
            view["facet"] = self._channel("facet", facet, known)
        elif isinstance(facet, dict):
            for name, channel in facet.items():
                facet[name] = self._channel(name, channel, known)
        _take_apart(view)
        for inner in _inner(view):
            self.view(inner, known)

    # -- data ------------------------------------------------------------------------

    def _table(self, data: Mapping[str, object]) -> Table | None:
        name = data.get("name")
        if not isinstance(name, str) or name in self.specification.datasets:
            return None
        return self.source.table(name)

    def _data(self, data: dict[str, object]) -> dict[str, object]:
        """``data`` with its rows written in place."""
        table = self._table(data)
        if table is None and not isinstance(data.get("url"), str):
            return data
        rows = self.source.rows(as_data(data), self.specification, ProblemLog())
        values: list[object] = [self._row(row, table) for row in rows]
        form = data.get("format")
        options = form if isinstance(form, dict) else {}
        kept = {"format": {"parse": options["parse"]}} if "parse" in options else {}
        return {"values": values, **kept}

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
        kinds = {one.type for one in self._known() if one.field == column.id}
        if "temporal" in kinds or not kinds:
            return format_time(value, "%Y-%m-%dT%H:%M:%S", "en")
        return fields(value).year if column.type == "year" else format_time(value, "%Y-%m-%d", "en")

    def _known(self) -> Iterator[Channel]:
        """The channels as they were read."""
        for unit in self.specification.units:
            for channel in unit.encoding.values():
                yield channel
                yield from channel.also
                for condition in channel.conditions:
                    if condition.channel is not None:
                        yield condition.channel
        facet = self.specification.facet
        for one in (facet.row, facet.column, facet.wrap) if facet is not None else ():
            if one is not None:
                yield one

    # -- channels --------------------------------------------------------------------

    def _channel(self, name: str, given: object, table: Table | None) -> object:
        """A channel in full (``x: share``), with what its table says of its column."""
        if isinstance(given, list):  # of tooltip, detail, order
            return [self._channel(name, one, table) for one in given]
        if isinstance(given, str):
            types = {one.id: one.type for one in table.columns.values()} if table else None
            given = plain(expanded(given, name, types, Location("")))
        channel = _deep(given)
        if isinstance(channel, dict) and "condition" in channel:
            condition = channel["condition"]
            if isinstance(condition, dict | list):
                channel["condition"] = self._channel(name, condition, table)
        if not isinstance(channel, dict) or channel.keys().isdisjoint(("field", "datum")):
            return channel
        field = channel.get("field")
        alike = (one for one in self._known() if one.name == name)
        known = (one for one in alike if (field is None) == (one.datum is not UNSET))
        kinds = (one.type for one in known if field is None or one.field == field)
        if (kind := next(kinds, "")) and "type" not in channel:
            channel["type"] = kind
        column = table.columns.get(field) if table is not None and isinstance(field, str) else None
        if column is not None and channel.keys().isdisjoint(_PER_GROUP):
            self._say(name, channel, column)
        return channel

    def _say(self, name: str, channel: dict[str, object], column: Column) -> None:
        """Write what the table says of a column: its label, its unit, its names."""
        kind = _GUIDES.get(name)
        guide = channel.get(kind) if kind else None
        unit = in_language(column.unit, self.language)
        if "title" not in channel and not (isinstance(guide, dict) and "title" in guide):
            label = label_of(column, self.language)
            shown = column.is_numeric and unit not in ("", PERCENT)
            channel["title"] = in_brackets(label, unit) if shown else label
        if kind is None or (kind in channel and not isinstance(guide, dict)):
            return
        guide = dict(guide) if isinstance(guide, dict) else {}
        label = self._label_expression(channel, column, unit)
        if label and not {"labelExpr", "format"} & guide.keys():
            channel[kind] = {**guide, "labelExpr": label}

    def _label_expression(self, channel: Mapping[str, object], column: Column, unit: str) -> str:
        """What makes a label of a value in the language of the lesson."""
        if column.names and channel.get("type") in ("nominal", "ordinal"):
            names = {key: in_language(words, self.language) for key, words in column.names.items()}
            return f"({json.dumps(names, ensure_ascii=False)})[datum.value] || datum.label"
        is_number = column.is_numeric and channel.get("type") == "quantitative"
        if is_number and unit == PERCENT and channel.get("stack") != "normalize":
            space = "\u202f" if self.language == "fr" else ""
            return f"datum.label + '{space}%'"
        return ""

    # -- parameters ------------------------------------------------------------------

    def parameters(
        self, names: Sequence[str], parameters: Mapping[str, float]
    ) -> list[dict[str, object]]:
        """The lesson's numbers of those names as parameters, each after what it rests on."""
        lesson, found = self.source.lesson, dict[str, dict[str, object]]()

        def number(node: Node) -> float:
            known = Expression("", node)
            return known.evaluate(
                lambda name: lesson.named_number(name, parameters), lesson.number, lesson.column
            )

        def add(name: str) -> None:
            if name in found:
                return
            if name in lesson.parameters:
                one = lesson.parameters[name]
                bounds = {"min": one.minimum, "max": one.maximum, "step": one.step}
                label = in_language(one.label, self.language) or name
                bind = {"input": "range", **bounds, "name": f"{label} "}
                value = lesson.named_number(name, parameters)
                found[name] = {"name": name, "value": value, "bind": bind}
            elif name in lesson.values:
                expression = lesson.values[name].expression
                for other in expression.names():
                    add(other.name)
                found[name] = {"name": name, "expr": _as_vega(expression.root, number)}

        for name in names:
            add(name)
        return list(found.values())


def _take_apart(view: dict[str, object]) -> None:
    """Give each layer its own of a channel that one has for a constant, others for a field.

    Vega-Lite would take such a layer's channel for both at once.
    """
    shared, layers = view.get("encoding"), _inner(view)
    if not isinstance(shared, dict):
        return
    for name, above in list(shared.items()):
        owns = [
            encoding.get(name)
            for one in layers
            if isinstance(encoding := one.get("encoding"), dict)
        ]
        if not isinstance(above, dict) or not any(_is_other(above, own) for own in owns):
            continue
        del shared[name]
        for layer in layers:
            encoding = layer.setdefault("encoding", {})
            if isinstance(encoding, dict):
                own = encoding.get(name, {})
                gone = (*SOURCES, *_PER_GROUP) if _is_other(above, own) else ()
                rest = {key: value for key, value in above.items() if key not in gone}
                encoding[name] = {**rest, **own} if isinstance(own, dict) else own


def _is_other(above: Mapping[str, object], own: object) -> bool:
    """Whether ``own`` is a constant where ``above`` is a field, or the other way round."""
    return isinstance(own, dict) and any(
        one in above and other in own and one not in own for one, other in (SOURCES, SOURCES[::-1])
    )


def _inner(view: dict[str, object]) -> list[dict[str, object]]:
    """The views in a view."""
    layers, spec = view.get("layer"), view.get("spec")
    found = layers if isinstance(layers, list) else []
    return [one for one in (*found, spec) if isinstance(one, dict)]


def _names_in(specification: object) -> frozenset[str]:
    return frozenset(name for text in _expressions(specification) for name in _names(text))


def _expressions(value: object, key: str = "") -> Iterator[str]:
    """Every expression of a specification, as it is written."""
    if isinstance(value, str):
        if key in EXPRESSIONS:
            yield value
    elif isinstance(value, dict):
        for name, item in value.items():
            if name not in ("values", "datasets", "usermeta"):
                yield from _expressions(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from _expressions(item, key)


def _names(source: str) -> frozenset[str]:
    try:
        return parse(source).names
    except ExpressionError:
        return frozenset()


def _as_vega(node: Node, number: Callable[[Node], float]) -> str:
    """A lesson's arithmetic in Vega's words; what it reads from tables as the ``number`` it is."""
    match node:
        case Number(value):
            return _number(value)
        case Name(name, _):
            return name
        case Cell() | ColumnCall():
            return _number(number(node))
        case Operation("^", left, right):
            return f"pow({_as_vega(left, number)}, {_as_vega(right, number)})"
        case Operation(symbol, left, right):
            return f"({_as_vega(left, number)} {symbol} {_as_vega(right, number)})"
        case Call("log10", (inner,)):
            return f"(log({_as_vega(inner, number)}) / LN10)"
        case Call(name, arguments):
            return f"{name}({', '.join(_as_vega(one, number) for one in arguments)})"


def _number(value: float) -> str:
    return "NaN" if math.isnan(value) else number_text(value)
