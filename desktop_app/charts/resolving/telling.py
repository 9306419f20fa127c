"""What is said of each mark: its reference, its name, its number, its row of the table."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial

from desktop_app.charts.expressions.syntax import Expression
from desktop_app.charts.expressions.values import as_text
from desktop_app.charts.resolving.flow import UnitData, facet_channels
from desktop_app.charts.resolving.writing import MISSING, Writer
from desktop_app.charts.scene import Lazy, Mark, Sort, TableCell, TableColumn, TableRow
from desktop_app.charts.sources import LessonChartSource, column_of
from desktop_app.charts.spec.fields import (
    ROW_KEY,
    column,
    has_field,
    is_binned,
    plain,
)
from desktop_app.charts.spec.grammar import UNSET, Channel, Facet, Meta
from desktop_app.charts.transforms.base import Row, Scope
from desktop_app.charts.transforms.fields import accessor
from desktop_app.charts.transforms.rows import Fold
from desktop_app.charts.words import cell_text, label_of, said
from desktop_app.content.descriptions import figure_text, row_label
from desktop_app.content.fields import in_language
from desktop_app.content.numbers import NNBSP
from desktop_app.content.problems import Location
from desktop_app.content.reference import Reference

_SERIES = ("color", "fill", "stroke", "shape", "strokeDash", "detail", "facet", "row", "column")
_TABLED = ("xOffset", "yOffset", "theta", "radius", "size", "opacity", "text")


def _is_shape(channel: Channel) -> bool:
    """Whether the field holds outlines of a map, which nobody can read."""
    return channel.type == "geojson"


@dataclass(frozen=True)
class Teller:
    """Tells the marks of one unit, in the language of the chart.

    What is the same for every mark is found once: a map has thousands of them.
    """

    data: UnitData
    writer: Writer
    scope: Scope
    meta: Meta
    facet: Facet | None
    parameters: Mapping[str, float]

    # -- channels --------------------------------------------------------------------

    @cached_property
    def measure(self) -> Channel | None:
        """The channel whose number the marks show."""
        encoding, mark = self.data.encoding, self.data.unit.mark.type
        if mark == "arc":
            return encoding.get("theta") or encoding.get("radius")
        if mark in ("geoshape", "rect"):
            shown = encoding.get("color") or encoding.get("fill")
            if shown is not None and has_field(shown):
                return shown
        x, y, text = (encoding.get(name) for name in ("x", "y", "text"))
        placed = any(one is not None and one.type == "quantitative" for one in (x, y))
        if mark == "text" and text is not None and text.type == "quantitative" and not placed:
            return text
        if x is None or y is None:
            return x or y or text or encoding.get("color")
        across = y.type != "quantitative" or is_binned(y) or self.data.orient == "horizontal"
        return x if x.type == "quantitative" and not is_binned(x) and across else y

    @cached_property
    def position(self) -> Channel | None:
        """The other one: the category, the date, what the number is set against."""
        encoding, measure = self.data.encoding, self.measure
        for name in ("x", "y"):
            channel = encoding.get(name)
            if channel is not None and channel is not measure and channel.has_data:
                return channel
        for name in ("color", "detail", "shape", "text"):
            channel = encoding.get(name)
            if channel is None or channel is measure or _is_shape(channel):
                continue
            if has_field(channel):
                return channel
        return None

    def is_live(self) -> bool:
        """Whether the marks move with the lesson's parameters."""
        return any(isinstance(channel.datum, Expression) for channel in self.data.encoding.values())

    # -- values ----------------------------------------------------------------------

    def raw(self, channel: Channel, row: Row) -> object:
        """What ``channel`` says of ``row``, before any scale."""
        if channel.datum is not UNSET:
            if isinstance(channel.datum, Expression):
                return self.scope.reader(channel.datum)(row)
            return channel.datum
        return row.get(column(channel))

    def raws(self, channel: Channel, rows: Sequence[Row]) -> list[object]:
        """What ``channel`` says of each of ``rows``."""
        if channel.datum is not UNSET:
            return [self.raw(channel, row) for row in rows]
        name = column(channel)
        return [row.get(name) for row in rows]

    def text(self, channel: Channel, row: Row) -> str:
        live = self._live(channel)
        if live is not None and isinstance(self.writer.source, LessonChartSource):
            lesson = self.writer.source.lesson
            return figure_text(lesson, live, self.parameters, self.writer.language)
        if is_binned(channel):
            low, high = row.get(column(channel)), row.get(column(channel, bin_suffix="end"))
            if isinstance(low, int | float) and isinstance(high, int | float):
                return self.writer.bin(self.data, channel, low, high)
        return self.writer.value(self.data, channel, self.raw(channel, row))

    def _live(self, channel: Channel) -> Reference | None:
        """The parameter or value that a datum shows."""
        datum, source = channel.datum, self.writer.source
        if not isinstance(datum, Expression) or not isinstance(source, LessonChartSource):
            return None
        name = datum.source.strip()
        if name in source.lesson.parameters:
            return Reference("param", (name,))
        return Reference("value", (name,)) if name in source.lesson.values else None

    # -- references ------------------------------------------------------------------

    def references(self, row: Row) -> tuple[Reference, ...]:
        """What the mark of ``row`` shows: first its own, then what it shows besides."""
        if self._live_references:
            return self._live_references
        table, key = self.data.unit.data.table, row.get(ROW_KEY)
        if self._is_constant:
            return ()  # a constant is of no row
        if self.meta.reference:
            name, _, other = self.meta.reference.rpartition("/")
            value = _accessor(other)(row)
            if value is not None and (name or table):
                return (Reference.point(name or table, _key(value), None),)
        if not table or key is None:
            return ()
        return (Reference.point(table, str(key), self._cell(row)),)

    @cached_property
    def _channels(self) -> tuple[Channel, ...]:
        return tuple(one for one in (self.measure, *self.data.encoding.values()) if one)

    @cached_property
    def _live_references(self) -> tuple[Reference, ...]:
        """The parameters and values that every mark shows."""
        found = (self._live(channel) for channel in self._channels)
        return tuple(dict.fromkeys(one for one in found if one is not None))

    @cached_property
    def _is_constant(self) -> bool:
        return self.data.unit.mark.type != "geoshape" and not any(map(has_field, self._channels))

    def _cell(self, row: Row) -> str | None:
        """The column of the table that the mark of ``row`` shows a cell of."""
        for name, is_named in self._cell_names:
            found = row.get(name) if is_named else name
            if self._is_column(str(found)):
                return str(found)
        return None

    @cached_property
    def _cell_names(self) -> tuple[tuple[str, bool], ...]:
        """The columns that a cell may be of; or the fields of a row that name them."""
        shown = next((one for one in (self.measure, self.position) if one and has_field(one)), None)
        if shown is None:
            return ()
        folds = (
            (transform.as_[0], True)  # the cell comes from that column
            for transform in self.data.unit.transforms
            if isinstance(transform, Fold) and transform.as_[1] == shown.field
        )
        return ((shown.field, False), *folds)

    def _is_column(self, name: str) -> bool:
        known = self._columns_known
        if name not in known:
            known[name] = column_of(self.writer.source, self.data.unit.data, name) is not None
        return known[name]

    @cached_property
    def _columns_known(self) -> dict[str, bool]:
        return {}

    # -- marks -----------------------------------------------------------------------

    def mark(self, row: Row, rank: int) -> Mark:
        references = self.references(row)
        first = references[0] if references else None
        measure = self.measure
        value = self.raw(measure, row) if measure is not None else None
        text = self.text(measure, row) if measure is not None else ""
        name, description = self._said(row, text)
        number = float(value) if isinstance(value, int | float) else None
        key = self.key(row, first, rank)
        return Mark(
            key=key,
            reference=first,
            name=name,
            text=text,
            value=number if number is not None and math.isfinite(number) else None,
            description=description,
            label=self._label(name, text),
            also=references[1:],
            row=str(row[ROW_KEY]) if ROW_KEY in row else key,
        )

    def key(self, row: Row, reference: Reference | None, rank: int) -> str:
        """What is the same for the same thing in another scene."""
        named = self.data.encoding.get("key")
        if named is not None and has_field(named):
            return f"{self.data.unit.name}/{_key(row.get(column(named)))}"
        if reference is not None:
            return f"{self.data.unit.name}/{reference}"
        parts = [
            _key(row.get(column(channel)))
            for channel in (*self._series(), self.position)
            if channel is not None and has_field(channel) and not channel.aggregate
        ]
        return f"{self.data.unit.name}/{'/'.join(parts) if parts else rank}"

    def _label(self, name: str, text: str) -> str:
        mark = self.data.unit.mark.type
        if mark == "rule":
            # A threshold is named beside it; what rules tell of each row is not.
            measure = self.measure
            named = measure is not None and not has_field(measure)
            title = measure.title if named and measure is not None else ""
            return title if isinstance(title, str) else ""
        if self.is_live():
            return text if self.meta.labels is not False else ""
        if not self.meta.labels:
            return ""
        if mark in ("point", "circle", "square"):
            return name
        return text if mark in ("bar", "arc", "tick") else ""

    def _series(self) -> list[Channel]:
        found = [self.data.encoding[name] for name in _SERIES if name in self.data.encoding]
        shown = [*found, *facet_channels(self.facet)]
        return [
            one
            for one in shown
            if not _is_shape(one)
            and (
                isinstance(one.datum, str)
                or (has_field(one) and (one.is_discrete or one.time_unit))
            )
        ]

    def series_name(self, row: Row) -> str:
        """« Hommes, 2021 »: the categories that colours, shapes and plots tell."""
        told = {column(one) for one in (self.position, self.measure) if one is not None}
        names = []
        for channel in self._series():
            if column(channel) not in told:
                names.append(self.text(channel, row))
        return ", ".join(dict.fromkeys(name for name in names if name != MISSING))

    def row_name(self, row: Row) -> str:
        """The row's own name: the column that the author names, else the table's key."""
        data = self.data.unit.data
        key = self._named_by()
        if not key:
            return self._referred_name(row)
        value = _accessor(key)(row)
        found = column_of(self.writer.source, data, key)
        if isinstance(value, int | float) and not isinstance(value, bool):
            if found is not None and found.type in ("date", "year"):
                return self.writer.date(float(value), found)
            return cell_text(value, found, self.writer.language)
        return cell_text(value, found, self.writer.language) if isinstance(value, str) else ""

    def _named_by(self) -> str:
        """The column that names rows."""
        name = self.data.unit.data.table
        table = self.writer.source.table(name) if name else None
        return self.meta.key or (table.name if table is not None else "")

    def title(self, channel: Channel) -> str:
        """What ``channel`` shows, in words; a live datum has those of the lesson."""
        given, live = self.writer.name(self.data, channel), self._live(channel)
        source = self.writer.source
        if given or live is None or not isinstance(source, LessonChartSource):
            return given
        parameter = source.lesson.parameters.get(live.name)
        named = parameter if parameter is not None else source.lesson.values[live.name]
        return in_language(named.label, self.writer.language)

    def _referred_name(self, row: Row) -> str:
        """The name of the row of a table that ``usermeta.reference`` leads to: a map's
        shapes come from a file that has no names in two languages.
        """
        name, _, field = self.meta.reference.rpartition("/")
        table = self.writer.source.table(name) if name else None
        value = _accessor(field)(row) if table is not None else None
        if table is None or value is None or _key(value) not in table.rows:
            return ""
        return row_label(table, _key(value), self.writer.language)

    def _said(self, row: Row, text: str) -> tuple[str, str]:
        """The name of a mark, and the sentence that describes it."""
        language, position, measure = self.writer.language, self.position, self.measure
        where = self.text(position, row) if position is not None else ""
        own, series = self.row_name(row) or self._written(row), self.series_name(row)
        label = self.title(measure) if measure is not None else ""
        given = self._described(row)
        if given:
            return where or own or label, given
        if position is None or position.type != "quantitative" or is_binned(position) or not where:
            name = ", ".join(part for part in (series, where or own or label) if part)
            sentence = said(name, text, language)
        else:
            parts = [f"{self.title(position)} {where}".strip()]
            if measure is not None:
                parts.append(f"{label} {text}".strip())
            name = own or series
            sentence = said(name, ", ".join(parts), language)
            where = name or where
        return (own if position is not None and position.type == "quantitative" else "") or (
            where or own or label
        ), sentence + self._more(row)

    def _written(self, row: Row) -> str:
        """What a text says, where it is no number that is told anyway."""
        mark, channel = self.data.unit.mark, self.data.encoding.get("text")
        if mark.type != "text" or channel is self.measure is not None:
            return ""
        if channel is not None and channel.has_data:
            return self.text(channel, row)
        return self._worded(channel.value if channel is not None else mark.get("text"), row)

    def _described(self, row: Row) -> str:
        """The author's own description of the mark, "" where there is none."""
        given = self.data.encoding.get("description")
        if given is not None and has_field(given):
            return self.text(given, row)
        value = given.value if given is not None else self.data.unit.mark.get("description")
        return self._worded(value, row)

    def _more(self, row: Row) -> str:
        """What the author's tooltip adds."""
        tooltip, mark = self.data.encoding.get("tooltip"), self.data.unit.mark.get("tooltip")
        told = [one for one in (self.measure, self.position, *self._series()) if one is not None]
        known = {column(one) for one in told if has_field(one)}
        shown: list[str] = []
        if tooltip is not None:
            fields = [one for one in (tooltip, *tooltip.also) if has_field(one)]
            new = [one for one in fields if column(one) not in known]
            shown = [f"{self.title(one)} {self.text(one, row)}" for one in new]
            shown += [self._worded(tooltip.value, row)]
        elif isinstance(mark, Mapping):
            is_data = mark.get("content") == "data" and self.data.raw
            names = [name for name in self.data.raw[0] if name in row] if is_data else []
            shown = [
                f"{self.title(one)} {self.text(one, row)}"
                for name in names
                if name.isprintable() and name not in known
                for one in (_alone(name, row[name]),)
            ]
        else:
            shown = [self._worded(mark, row)]
        mark_of = f"{NNBSP if self.writer.language == 'fr' else ''}; "
        return "".join(f"{mark_of}{text}" for text in shown if text)

    def _worded(self, value: object, row: Row) -> str:
        """A text of the author's, computed where it is an expression."""
        found = self.scope.reader(value)(row) if isinstance(value, Expression) else value
        return as_text(found) if isinstance(found, str | int | float) and found is not True else ""

    # -- the table -------------------------------------------------------------------

    def columns(self) -> list[_Filled]:
        """The columns of the table view, and how a row fills them."""
        found: list[_Filled] = []
        seen: set[str] = set()
        data = self.data.unit.data
        table = self.writer.source.table(data.table) if data.table else None
        key = self._named_by()
        shown = {plain(channel.field) for channel in self._shown()}
        channels = self.data.encoding.values()
        aggregated = any(one.aggregate for one in channels) or not any(map(has_field, channels))
        if table is not None and key in table.columns and key not in shown and not aggregated:
            named = table.columns[key]
            title = label_of(named, self.writer.language)
            found.append(_Filled(title, False, False, self.row_name, _accessor(key)))
        for channel in self._shown():
            name = column(channel) if has_field(channel) else str(channel.datum)
            if name in seen:
                continue
            seen.add(name)
            title = self.title(channel)
            if not title and not has_field(channel):
                continue  # a line at zero says nothing in a table
            numeric = channel.type == "quantitative"
            dated = channel.type == "temporal" and channel.time_unit is None
            text, value = partial(self.text, channel), partial(self.raw, channel)
            found.append(_Filled(title, numeric, dated, text, value))
        return found

    def _shown(self) -> list[Channel]:
        """What the marks show, what a value is of before the value."""
        encoding = self.data.encoding
        names = [*_SERIES, "x", "y", "x2", "y2", *_TABLED]
        channels = [encoding[name] for name in names if name in encoding]
        channels += facet_channels(self.facet)
        tooltip = encoding.get("tooltip")
        if tooltip is not None:
            channels += [tooltip, *tooltip.also]
        for channel in list(channels):
            channels += channel.also if channel.name == "detail" else ()
        shown = [channel for channel in channels if channel.has_data and not _is_shape(channel)]
        return sorted(shown, key=lambda channel: channel.type == "quantitative")


def _alone(name: str, value: object) -> Channel:
    """A channel of a column that no channel of the chart shows."""
    path = name.replace("\\", "\\\\").replace(".", "\\.").replace("[", "\\[")
    kind = "quantitative" if isinstance(value, int | float) else "nominal"
    return Channel("tooltip", Location(""), kind, path)


@lru_cache(maxsize=64)
def _accessor(field: str) -> Callable[[Row], object]:
    """How to get at a field, also a nested one; called for every mark."""
    return accessor(field)


def _key(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


@dataclass(frozen=True)
class _Filled:
    """A column of the table view: its text of a row, and the value behind it."""

    title: str
    numeric: bool
    dated: bool
    text: Callable[[Row], str]
    value: Callable[[Row], object]

    def cell(self, row: Row) -> TableCell:
        return TableCell(self.text(row) or MISSING, self.sort(row))

    def sort(self, row: Row) -> Sort:
        """Numbers and dates sort as such, what is read by its name sorts by its name."""
        value = self.value(row)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return None if math.isnan(value) else float(value)
        return None if value is None else self.text(row)


def table_of(
    tellers: Sequence[tuple[Teller, Sequence[Row]]],
) -> tuple[tuple[TableColumn, ...], Sequence[TableRow]]:
    """The table of a chart: the rows of its marks, layer after layer, made when asked for."""
    titles: dict[str, _Filled] = {}
    filled = []
    for teller, rows in tellers:
        columns = teller.columns()
        for one in columns:
            titles.setdefault(one.title, one)
        filled.append((teller, rows, {one.title: one for one in columns}))
    starts, total = [], 0
    for _, rows, _ in filled:
        starts.append(total)
        total += len(rows)

    def make(rank: int) -> TableRow:
        at = max(index for index, start in enumerate(starts) if start <= rank)
        teller, rows, fillers = filled[at]
        row = rows[rank - starts[at]]
        empty = TableCell(MISSING, None)
        cells = tuple(fillers[title].cell(row) if title in fillers else empty for title in titles)
        references = teller.references(row)
        return TableRow(cells, references[0] if references else None)

    def sorts(title: str) -> Sequence[Sort]:
        return [
            fillers[title].sort(row) if title in fillers else None
            for _, rows, fillers in filled
            for row in rows
        ]

    heads = (
        TableColumn(name, one.numeric, one.dated, partial(sorts, name))
        for name, one in titles.items()
    )
    return tuple(heads) if total else (), Lazy(total, make)
