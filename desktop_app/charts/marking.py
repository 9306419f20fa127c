"""The marks of each layer: bars, lines, points, rules and texts, placed on the axes."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar

from desktop_app.charts.axes import BAR_SHARE, AxisBuilder, shortest_gap
from desktop_app.charts.frame import Frame, Row
from desktop_app.charts.grammar import Channel, Live, Meta
from desktop_app.charts.scales import BandScale, LinearScale, LogScale, TimeScale
from desktop_app.charts.scene import Axis, Bar, Dot, Line, Mark, Rule, TableCell, TableRow, Words
from desktop_app.charts.words import cell_text, said
from desktop_app.content.descriptions import figure_text
from desktop_app.content.lesson import Lesson
from desktop_app.content.model import Cell, Column
from desktop_app.content.numbers import format_number, with_unit
from desktop_app.content.problems import ProblemLog
from desktop_app.content.reference import Reference

M = TypeVar("M", bound=Mark)
_SHARED = tuple(entry.name for entry in fields(Mark))
MAX_LABELLED = 20
"""Bars are labelled with their values up to so many, unless the author says."""


@dataclass
class Drawing:
    """The marks of a chart while they are gathered, each with its row of the table."""

    bars: list[Bar] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    dots: list[Dot] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    texts: list[Words] = field(default_factory=list)
    rows: list[TableRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Place:
    """One row of a layer, read: where it stands and how it is said."""

    row: Row
    name: str
    x: Cell
    y: Cell
    x_text: str
    y_text: str
    series: int
    series_name: str


class Marker:
    """Draws the layers of one chart on its axes."""

    def __init__(
        self,
        lesson: Lesson,
        parameters: Mapping[str, float],
        language: str,
        builder: AxisBuilder,
        axes: Mapping[str, Axis],
        series: Sequence[Cell],
        meta: Meta,
        log: ProblemLog,
    ) -> None:
        self._lesson = lesson
        self._parameters = parameters
        self._language = language
        self._builder = builder
        self._axes = axes
        self._series = {cell: index for index, cell in enumerate(series)}
        self._meta = meta
        self._log = log
        self._out = Drawing()
        self._whole: Mapping[int, Column] = {}

    def draw(self, frames: Sequence[Frame]) -> Drawing:
        draw: dict[str, Callable[[Frame, list[_Place]], None]] = {
            "bar": self._bars,
            "line": self._lines,
            "point": self._dots,
            "rule": self._rules,
            "text": self._texts,
        }
        self._whole = _whole_columns(frames)
        for frame in frames:
            if self._is_placed(frame):
                draw[frame.layer.mark.type](frame, list(self._places(frame)))
        return self._out

    def _is_placed(self, frame: Frame) -> bool:
        """Whether the layer's channels are of the same kind as the chart's axes."""
        for name in ("x", "y"):
            channel, axis = frame.layer.channels.get(name), self._axes.get(name)
            if channel is None or axis is None:
                continue
            kinds: tuple[type, ...] = (BandScale,)
            if not channel.is_category:
                kinds = (TimeScale,) if channel.type == "temporal" else (LinearScale, LogScale)
            if not isinstance(axis.scale, kinds):
                return False
        return True

    # -- one kind of mark at a time --------------------------------------------------

    def _bars(self, frame: Frame, places: list[_Place]) -> None:
        layer = frame.layer
        horizontal = layer.is_horizontal
        measure, position = ("x", "y") if horizontal else ("y", "x")
        scale = self._axes[measure].scale
        across = self._axes[position].scale
        assert isinstance(scale, LinearScale | LogScale)
        measure_channel = layer.channels[measure]
        zero = min(max(0.0, scale.low), scale.high)
        thickness = self._thickness(across, frame.column(position))
        found = [place for place in places if self._is_known(place, cut=True)]
        # As they are read: from the left, or from the top.
        found.sort(key=lambda place: (-1 if horizontal else 1) * self._at(position, place))
        shows = self._meta.labels
        labelled = len(found) <= MAX_LABELLED if shows is None else shows
        taken: set[Cell] = set()
        for place in found:
            category = place.y if horizontal else place.x
            if category in taken:
                self._log.error(
                    "bars-overlap", layer.location, category=cell_text(category, None, "")
                )
                continue
            taken.add(category)
            mark = self._mark(frame, place)
            number = min(max(mark.value or 0.0, scale.low), scale.high)
            end = scale.position(number)
            self._out.bars.append(
                _made(
                    Bar,
                    mark,
                    x=end if horizontal else mark.x,
                    y=mark.y if horizontal else end,
                    label=self._bar_label(measure_channel, mark) if labelled else "",
                    row=place.row.key,
                    base=scale.position(zero),
                    thickness=thickness,
                    horizontal=horizontal,
                )
            )
            self._tabulate(place, mark)

    def _bar_label(self, channel: Channel, mark: Mark) -> str:
        """The value; its unit too, unless the title of the axis says it."""
        axis, unit = self._axes[channel.name], self._builder.unit([channel])
        if not unit or axis.unit or not axis.shown or unit not in axis.title or mark.value is None:
            return mark.text
        column = self._column(channel)
        return format_number(mark.value, self._language, column.decimals if column else None)

    def _lines(self, frame: Frame, places: list[_Place]) -> None:
        position = "y" if frame.layer.is_horizontal else "x"
        by_series: dict[int, list[_Place]] = {}
        for place in places:
            if self._is_known(place, (position,)):
                by_series.setdefault(place.series, []).append(place)
        several = len(by_series) > 1
        for series, along in sorted(by_series.items()):
            along.sort(key=lambda place: self._at(position, place))
            runs: list[list[Dot]] = [[]]
            for place in along:
                if not self._is_known(place):
                    runs.append([])
                    continue
                mark = self._mark(frame, place)
                runs[-1].append(_made(Dot, mark))
                self._tabulate(place, mark)
            name = along[0].series_name
            self._out.lines.append(
                Line(
                    name,
                    series,
                    frame.index,
                    tuple(tuple(run) for run in runs if run),
                    frame.layer.mark.point,
                    name if several and self._meta.labels is not False else "",
                )
            )

    def _dots(self, frame: Frame, places: list[_Place]) -> None:
        live = any(isinstance(c.datum, Live) for c in frame.layer.channels.values())
        for place in places:
            if not self._is_known(place):
                continue
            mark = self._mark(frame, place)
            label = mark.text if live and self._meta.labels is not False else ""
            if self._meta.labels and not live:
                label = mark.name
            self._out.dots.append(_made(Dot, mark, label=label, live=live))
            self._tabulate(place, mark)

    def _rules(self, frame: Frame, places: list[_Place]) -> None:
        channels = frame.layer.channels
        given = [name for name in ("x", "y") if name in channels]
        if len(given) == 2:  # inherited from above: what this layer says itself counts
            given = [name for name in given if channels[name].datum is not None]
        if len(given) != 1:
            self._log.error("rule-needs-one-channel", frame.layer.location)
            return
        upright = given[0] == "x"
        if channels[given[0]].datum is not None:  # one line, whatever rows there are
            nothing = Row("", MappingProxyType({}))
            places = [replace(place, row=nothing, name="") for place in places[:1]]
        for place in places:
            place = (
                replace(place, y=None, y_text="") if upright else replace(place, x=None, x_text="")
            )
            if not self._is_known(place, given):
                continue
            mark = self._mark(frame, place)
            label = channels[given[0]].title or ""
            self._out.rules.append(_made(Rule, mark, label=label, upright=upright))
            self._tabulate(place, mark)

    def _texts(self, frame: Frame, places: list[_Place]) -> None:
        channel = frame.layer.channels["text"]
        for place, value in zip(places, frame.column("text"), strict=True):
            if value is None or not self._is_known(place):
                continue
            text = self._text(channel, value)
            self._out.texts.append(_made(Words, self._mark(frame, place), label=text))

    # -- what they share -------------------------------------------------------------

    def _places(self, frame: Frame) -> Iterator[_Place]:
        channels = frame.layer.channels
        color, x_channel, y_channel = (channels.get(name) for name in ("color", "x", "y"))
        shades = frame.column("color")
        series: dict[Cell, tuple[int, str]] = {None: (0, "")}
        for shade in dict.fromkeys(shades):
            if color is not None and color.value is not None:
                series[shade] = int(color.value), ""
            elif color is not None and shade is not None:
                series[shade] = self._series.get(shade, 0), self._text(color, shade)
        rows = zip(frame.rows, frame.column("x"), frame.column("y"), shades, strict=True)
        for row, x, y, shade in rows:
            yield _Place(
                row,
                self._row_name(frame, row),
                x,
                y,
                "" if x_channel is None or x is None else self._text(x_channel, x),
                "" if y_channel is None or y is None else self._text(y_channel, y),
                *series[shade],
            )

    def _is_known(
        self, place: _Place, names: Sequence[str] = ("x", "y"), *, cut: bool = False
    ) -> bool:
        """Whether the place has its values, and within the axes.

        ``cut`` lets a bar be longer than its axis: it ends where the axis does.
        """
        for name in names:
            axis, cell = self._axes.get(name), place.x if name == "x" else place.y
            if axis is None or (cut and cell is not None and isinstance(axis.scale, LinearScale)):
                continue
            if cell is None or not axis.scale.holds(cell):  # type: ignore[arg-type]
                return False
        return True

    def _at(self, name: str, place: _Place) -> float:
        axis, cell = self._axes.get(name), place.x if name == "x" else place.y
        if axis is None or cell is None:
            return 0.5
        return axis.scale.position(cell)  # type: ignore[arg-type]

    def _thickness(self, across: object, cells: Sequence[Cell]) -> float:
        if isinstance(across, TimeScale):
            days = sorted({cell for cell in cells if isinstance(cell, date)})
            return across.width(shortest_gap(days) * BAR_SHARE)
        return across.thickness if isinstance(across, BandScale) else 0.02

    def _mark(self, frame: Frame, place: _Place) -> Mark:
        layer = frame.layer
        measure = layer.measure
        assert measure is not None
        value, text = place.x, place.x_text
        if not layer.is_horizontal:
            value, text = place.y, place.y_text
        reference, also = self._references(frame, place.row, measure)
        name, description = self._said(frame, place, measure, text)
        return Mark(
            key=str(reference) if reference else f"{frame.index}/{place.row.key}",
            reference=reference,
            x=self._at("x", place),
            y=self._at("y", place),
            series=place.series,
            layer=frame.index,
            name=name,
            text=text,
            value=value if isinstance(value, float) else None,
            description=description,
            also=also,
        )

    def _references(
        self, frame: Frame, row: Row, measure: Channel
    ) -> tuple[Reference | None, tuple[Reference, ...]]:
        live = [
            channel.datum.reference
            for channel in (measure, *frame.layer.channels.values())
            if isinstance(channel.datum, Live) and channel.datum.reference is not None
        ]
        if live:
            first, *rest = dict.fromkeys(live)
            return first, tuple(rest)
        channels = (measure, frame.layer.position)
        shown = [channel.field for channel in channels if channel is not None and channel.field]
        return (frame.reference(row, shown[0].name) if shown else None), ()

    def _said(self, frame: Frame, place: _Place, measure: Channel, text: str) -> tuple[str, str]:
        """The name of a mark, and the sentence that describes it."""
        position = frame.layer.position
        where = place.y_text if frame.layer.is_horizontal else place.x_text
        own = place.name
        if position is None or position.type != "quantitative" or not where:
            label = self._builder.label(measure) if not where else ""
            series = "" if place.series_name == where else place.series_name
            name = ", ".join(part for part in (series, where or own or label) if part)
            return where or own or label, said(name, text, self._language)
        parts = (
            f"{self._builder.label(position)} {where}".strip(),
            f"{self._builder.label(measure)} {text}".strip(),
        )
        name = own or place.series_name
        return name or where, said(name, ", ".join(parts), self._language)

    def _row_name(self, frame: Frame, row: Row) -> str:
        """The row's own name: the column that the author names, else the table's key."""
        table = self._lesson.table(frame.layer.data.table) if frame.layer.data.table else None
        key = self._meta.key or (table.key if table else "")
        known, cell = frame.layer.fields.get(key), row.cells.get(key)
        if known is None or cell is None:
            return ""
        return cell_text(cell, known.column, self._language)

    def _text(self, channel: Channel, value: Cell) -> str:
        """A value of a channel as people read it."""
        if isinstance(channel.datum, Live) and channel.datum.reference is not None:
            return figure_text(
                self._lesson, channel.datum.reference, self._parameters, self._language
            )
        column = self._column(channel)
        if column is None and isinstance(value, float) and channel.type == "quantitative":
            axis = self._axes.get(channel.name)
            unit = self._builder.unit([channel]) or (axis.unit if axis else "")
            return with_unit(_brief(value, self._language), unit, self._language)
        return cell_text(value, column, self._language)

    def _column(self, channel: Channel) -> Column | None:
        """The channel's column, without decimals where all it shows are whole."""
        column = channel.field.column if channel.field else None
        return self._whole.get(id(column), column)

    def _tabulate(self, place: _Place, mark: Mark) -> None:
        """The mark's row in the table: name, series, x and y."""
        cells = (
            TableCell(place.name, place.name or None),
            TableCell(place.series_name, place.series),
            TableCell(place.x_text or "–", _sort_key(place.x)),
            TableCell(place.y_text or "–", _sort_key(place.y)),
        )
        self._out.rows.append(TableRow(cells, mark.reference))


def _whole_columns(frames: Sequence[Frame]) -> dict[int, Column]:
    """The columns whose decimals would all be zeros, by identity, without decimals."""
    whole: dict[int, Column | None] = {}
    for frame in frames:
        for name, channel in frame.layer.channels.items():
            column = channel.field.column if channel.field else None
            if column is None or not column.decimals:
                continue
            numbers = (cell for cell in frame.column(name) if isinstance(cell, float))
            if not all(number.is_integer() for number in numbers):
                whole[id(column)] = None
            else:
                whole.setdefault(id(column), replace(column, decimals=0))
    return {key: column for key, column in whole.items() if column is not None}


def _made(kind: type[M], mark: Mark, **own: Any) -> M:
    """``mark`` as a mark of a certain kind, with what is the kind's own."""
    given = {name: getattr(mark, name) for name in _SHARED}
    return kind(**{**given, **own})


def _brief(value: float, language: str) -> str:
    """A computed number, with no more digits than say something."""
    size = math.floor(math.log10(abs(value))) if value else 0
    return format_number(round(value, max((3 if size > 1 else 2) - size, 0)), language)


def _sort_key(cell: Cell) -> float | str | None:
    if isinstance(cell, date):
        return float(cell.toordinal())
    return cell if isinstance(cell, float | int | str) else None
