"""The rows that a layer draws, after its transforms, at given parameters."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from desktop_app.charts.grammar import DATUM, Calculate, Channel, Filter, Layer, Live
from desktop_app.content.expressions import Expression
from desktop_app.content.lesson import Lesson
from desktop_app.content.model import Cell
from desktop_app.content.reference import Reference


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its key (a table's, else its rank) and its cells."""

    key: str
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Frame:
    """A layer with its rows, and what each channel says of each row.

    A layer of constants only has one row, without cells.
    """

    index: int
    layer: Layer
    rows: tuple[Row, ...]
    values: Mapping[str, tuple[Cell, ...]]

    def column(self, channel: str) -> tuple[Cell, ...]:
        """The values of ``channel``, row by row; all missing where there is none."""
        return self.values.get(channel) or (None,) * len(self.rows)

    def reference(self, row: Row, field: str) -> Reference | None:
        """The cell that a mark shows, the row where ``field`` is computed."""
        if not self.layer.data.table or not row.cells:
            return None
        known = self.layer.fields.get(field)
        column = field if known is not None and known.column is not None else None
        return Reference.point(self.layer.data.table, row.key, column)


class FrameBuilder:
    """Builds frames at given parameters; named numbers are computed once."""

    def __init__(self, lesson: Lesson, parameters: Mapping[str, float]) -> None:
        self._lesson = lesson

        @cache
        def named(name: str) -> float:
            try:
                return float(lesson.named_number(name, parameters))
            except KeyError:
                return math.nan

        @cache
        def cell(reference: Reference) -> float:
            try:
                return float(lesson.number(reference))
            except KeyError:
                return math.nan

        self._named, self._cell = named, cell

    def build(self, index: int, layer: Layer) -> Frame:
        fields = any(channel.field is not None for channel in layer.channels.values())
        rows = tuple(self._rows(layer)) if fields else (Row("", MappingProxyType({})),)
        values = {
            name: tuple(self._values(channel, rows)) for name, channel in layer.channels.items()
        }
        return Frame(index, layer, rows, MappingProxyType(values))

    def number(self, expression: Expression) -> float | None:
        """What a live expression is worth now."""
        return _known(expression.evaluate(self._named, self._cell))

    def _values(self, channel: Channel, rows: Iterable[Row]) -> Iterable[Cell]:
        if channel.field is not None:
            name, kind = channel.field.name, channel.type
            return (coerce(row.cells.get(name), kind) for row in rows)
        constant = channel.value if channel.datum is None else channel.datum
        if isinstance(constant, Live):
            constant = self.number(constant.expression)
        value = coerce(constant, channel.type)
        return (value for _ in rows)

    def _rows(self, layer: Layer) -> Iterable[Row]:
        rows = self._source(layer)
        for transform in layer.transforms:
            if isinstance(transform, Filter):
                rows = _kept(rows, transform)
            else:
                rows = self._calculated(rows, transform)
        return rows

    def _source(self, layer: Layer) -> Iterable[Row]:
        data = layer.data
        if data.table:
            table = self._lesson.table(data.table)
            return [Row(key, cells) for key, cells in table.rows.items()] if table else []
        if data.sequence:
            spec = data.sequence
            count = math.floor((spec.stop - spec.start) / spec.step + 1e-9) + 1
            return [
                Row(str(index), MappingProxyType({spec.name: spec.start + index * spec.step}))
                for index in range(count)
            ]
        return [Row(str(index), cells) for index, cells in enumerate(data.rows)]

    def _calculated(self, rows: Iterable[Row], transform: Calculate) -> Iterable[Row]:
        for row in rows:
            value = transform.expression.evaluate(self._names(row.cells), self._cell)
            cells = MappingProxyType({**row.cells, transform.name: _known(value)})
            yield Row(row.key, cells)

    def _names(self, cells: Mapping[str, Cell]) -> Callable[[str], float]:
        def lookup(name: str) -> float:
            if not name.startswith(DATUM):
                return self._named(name)
            value = coerce(cells.get(name[len(DATUM) :]), "quantitative")
            return value if isinstance(value, float) else math.nan

        return lookup


def _kept(rows: Iterable[Row], transform: Filter) -> Iterable[Row]:
    allowed = {_comparable(value) for value in transform.allowed}
    return (row for row in rows if _comparable(row.cells.get(transform.field)) in allowed)


def _comparable(value: Cell) -> Cell:
    """``value`` so that a date read and the same date written are equal."""
    if isinstance(value, bool):
        return value
    found = as_date(value)
    return str(found) if found else value


def _known(value: float) -> float | None:
    return value if math.isfinite(value) else None


def coerce(value: Cell, kind: str) -> Cell:
    """``value`` as an encoding of type ``kind`` reads it; None where it can't."""
    if kind == "quantitative":
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None
        return _known(float(value))
    if kind == "temporal":
        return as_date(value)
    return None if isinstance(value, float) and math.isnan(value) else value


_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def as_date(value: Cell) -> date | None:
    """The day that ``value`` is or writes (``2020-03-02``, ``2020-03``, ``2020``)."""
    if isinstance(value, date):
        return value
    if isinstance(value, float) and value.is_integer():
        value = f"{value:.0f}"
    match = _DATE.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return None
