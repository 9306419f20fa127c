"""What of a chart can be taken away as text: its data as CSV, its Vega-Lite specification."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktop_app.charts.d3formats import format_time
from desktop_app.charts.expressions.syntax import ExpressionError, parse
from desktop_app.charts.expressions.values import number_text
from desktop_app.charts.scene import Scene
from desktop_app.charts.sources import LessonChartSource, table_rows
from desktop_app.charts.spec.fields import ROW_KEY
from desktop_app.charts.spec.grammar import Data, Specification
from desktop_app.charts.spec.reader import read_whole
from desktop_app.charts.spec.shorthand import expanded
from desktop_app.charts.transforms.reading import plain
from desktop_app.charts.words import in_brackets, label_of
from desktop_app.content.expressions import Call, Cell, Name, Node, Number, Operation
from desktop_app.content.fields import in_language
from desktop_app.content.lesson import Lesson
from desktop_app.content.model import ChartBlock, Table
from desktop_app.content.problems import Location, ProblemLog

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a text that starts so for a formula."""
NUMBER_MARKS = "+-0123456789.,  "
DATES = ("date", "year")
MADE = ("title", "aggregate", "bin", "timeUnit")
"""Keys of a channel that has a title, or that shows something made of its column."""
EXPRESSIONS = ("expr", "calculate", "filter", "test", "labelExpr", "and", "or", "not")
"""Keys under which Vega-Lite has expressions."""


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

    Tables and files are written in place, short forms in full, and columns have the titles
    of their tables. The lesson's named numbers that the chart uses become parameters: those
    that can be set have a range to set them with, the others are computed from them.
    """
    found = _deep(plain(read_whole(block, source.lesson, language, ProblemLog())))
    assert isinstance(found, dict)
    found = {"$schema": SCHEMA, **found}
    taker = _Taker(specification, source, language)
    taker.view(found)
    names = {name for text in _expressions(found) for name in _names(text)}
    own = {param.name for param in specification.params}
    added = taker.parameters(sorted(names - own), parameters)
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
    return None if isinstance(value, float) and not math.isfinite(value) else value


@dataclass(frozen=True)
class _Taker:
    """Writes in place what a specification takes from its lesson."""

    specification: Specification
    source: LessonChartSource
    language: str

    def view(self, view: dict[str, object], known: str = "") -> None:
        """Complete ``view`` and the views in it; ``known``: the table that it inherits."""
        data = view.get("data")
        if isinstance(data, dict):
            name = data.get("name")
            known = str(name) if isinstance(name, str) and self.source.table(name) else ""
            view["data"] = self._data(data)
        transforms = view.get("transform")
        for transform in transforms if isinstance(transforms, list) else ():
            other = transform.get("from") if isinstance(transform, dict) else None
            if isinstance(other, dict) and isinstance(other.get("data"), dict):
                other["data"] = self._data(other["data"])
        self._channels(view, known)
        for inner in _inner(view):
            self.view(inner, known)

    def _data(self, data: dict[str, object]) -> dict[str, object]:
        """``data`` with its rows written in place."""
        name, url = data.get("name"), data.get("url")
        if isinstance(name, str) and name not in self.specification.datasets:
            table = self.source.table(name)
            return data if table is None else {"values": self._table(table)}
        if not isinstance(url, str):
            return data
        form = data.get("format")
        options = form if isinstance(form, dict) else {}
        place = Data(url=url, format=options)
        rows = self.source.rows(place, self.specification, ProblemLog())
        values: list[object] = [_deep(row) for row in rows]
        parse = options.get("parse")
        kept = {"format": {"parse": parse}} if isinstance(parse, dict) else {}
        return {"values": values, **kept}

    def _table(self, table: Table) -> list[object]:
        dated = [column.id for column in table.columns.values() if column.type in DATES]
        found: list[object] = []
        for row in table_rows(table):
            cells = {key: _deep(value) for key, value in row.items() if key != ROW_KEY}
            for key in dated:
                moment = row.get(key)
                if isinstance(moment, float):
                    cells[key] = format_time(moment, "%Y-%m-%d", "en")
            found.append(cells)
        return found

    def _channels(self, view: dict[str, object], table: str) -> None:
        """Short forms in full (``x: share``), and the titles of columns."""
        encoding = view.get("encoding")
        if not isinstance(encoding, dict):
            return
        for name, channel in encoding.items():
            if isinstance(channel, str):
                full = expanded(channel, name, self._columns(table), Location(""))
                channel = encoding[name] = _deep(plain(full))
            if isinstance(channel, dict):
                self._title(channel, table)

    def _columns(self, table: str) -> Mapping[str, str] | None:
        found = self.source.table(table) if table else None
        return {one.id: one.type for one in found.columns.values()} if found else None

    def _title(self, channel: dict[str, object], table: str) -> None:
        """Give ``channel`` the title of its column, where it shows the column as it is."""
        found = self.source.table(table) if table else None
        column = found.columns.get(str(channel.get("field"))) if found is not None else None
        guides = (channel.get(name) for name in ("axis", "legend", "header"))
        said = any(isinstance(guide, dict) and "title" in guide for guide in guides)
        if column is None or said or not channel.keys().isdisjoint(MADE):
            return
        label, unit = label_of(column, self.language), in_language(column.unit, self.language)
        channel["title"] = in_brackets(label, unit) if column.is_numeric else label

    def parameters(
        self, names: Sequence[str], parameters: Mapping[str, float]
    ) -> list[dict[str, object]]:
        """The lesson's numbers of those names as parameters, each after what it rests on."""
        lesson, found = self.source.lesson, dict[str, dict[str, object]]()

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
                found[name] = {"name": name, "expr": _as_vega(expression.root, lesson)}

        for name in names:
            add(name)
        return list(found.values())


def _inner(view: dict[str, object]) -> list[dict[str, object]]:
    """The views in a view."""
    layers, spec = view.get("layer"), view.get("spec")
    found = layers if isinstance(layers, list) else []
    return [one for one in (*found, spec) if isinstance(one, dict)]


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


def _as_vega(node: Node, lesson: Lesson) -> str:
    """A lesson's arithmetic in Vega's words; its cells as the numbers that they hold."""
    match node:
        case Number(value):
            return _number(value)
        case Name(name, _):
            return name
        case Cell(reference, _):
            table = lesson.table(reference.name)
            cell = table.cell(reference) if table is not None else None
            return _number(float(cell) if isinstance(cell, int | float) else math.nan)
        case Operation("^", left, right):
            return f"pow({_as_vega(left, lesson)}, {_as_vega(right, lesson)})"
        case Operation(symbol, left, right):
            return f"({_as_vega(left, lesson)} {symbol} {_as_vega(right, lesson)})"
        case Call("log10", (inner,)):
            return f"(log({_as_vega(inner, lesson)}) / LN10)"
        case Call(name, arguments):
            return f"{name}({', '.join(_as_vega(one, lesson) for one in arguments)})"


def _number(value: float) -> str:
    return "NaN" if math.isnan(value) else number_text(value)
