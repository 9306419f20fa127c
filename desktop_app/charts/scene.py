"""What is drawn: scales, axes, marks and words, with no Qt in it.

Positions run from 0 to 1, rightwards and upwards, within the plot. Each mark carries
the reference of what it shows, so that hover, selection, the table, a screen reader
and an export all work on the same thing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from desktop_app.charts.formats import (
    axis_number,
    decimals_of,
    month_name,
    short_date,
    written_date,
)
from desktop_app.charts.scales import BandScale, LinearScale, LogScale, Scale, TimeScale
from desktop_app.charts.ticks import DAY, MONTH, YEAR, linear_ticks, log_ticks, time_ticks
from desktop_app.content.problems import Problem
from desktop_app.content.reference import Reference

DEFAULT_TICKS = 6


@dataclass(frozen=True, slots=True)
class Tick:
    """``context`` stands under the label where it changes: the year of a date."""

    position: float
    label: str
    context: str = ""


@dataclass(frozen=True)
class Axis:
    """One axis; its ticks depend on how many there is room for.

    ``unit`` is written on the ticks (``%`` is; any other stands in ``title``).
    ``names`` word the categories; ``dates`` are those that deserve a tick each.
    """

    name: str
    scale: Scale
    language: str
    title: str = ""
    unit: str = ""
    format: str = ""
    count: int | None = None
    shown: bool = True
    labels: bool = True
    grid: bool = True
    names: tuple[str, ...] = ()
    dates: tuple[date, ...] = ()

    def ticks(self, count: int | None = None) -> tuple[Tick, ...]:
        """At most about ``count`` ticks, fewer if the author wanted fewer."""
        wanted = min(count or DEFAULT_TICKS, self.count or count or DEFAULT_TICKS)
        match self.scale:
            case BandScale(categories=categories):
                pairs = zip(categories, self.names, strict=True)
                return tuple(Tick(self.scale.position(cell), name) for cell, name in pairs)
            case TimeScale():
                return tuple(self._time_ticks(self.scale, wanted))
            case LogScale(low=low, high=high):
                values = log_ticks(low, high, wanted)
                return tuple(self._number_tick(value, value) for value in values)
            case LinearScale(low=low, high=high):
                values, step = linear_ticks(low, high, wanted)
                return tuple(self._number_tick(value, step) for value in values)

    def _number_tick(self, value: float, step: float) -> Tick:
        assert isinstance(self.scale, LinearScale | LogScale)
        label = axis_number(value, step, self.language, unit=self.unit, form=self.format)
        return Tick(self.scale.position(value), label)

    def _time_ticks(self, scale: TimeScale, count: int) -> Iterator[Tick]:
        days, unit = time_ticks(scale.low, scale.high, count)
        if self.dates and len(self.dates) <= count:
            days, unit = self.dates, _precision(self.dates)
        year = None
        for day in days or (scale.low,):
            label, context = self._date_label(day, unit), ""
            if not self.format and unit != YEAR and day.year != year:
                context, year = str(day.year), day.year
            yield Tick(scale.position(day), label, context)

    def _date_label(self, day: date, unit: str) -> str:
        if self.format:
            return written_date(day, self.format, self.language)
        if unit == YEAR:
            return str(day.year)
        if unit == MONTH:
            return month_name(day.month, self.language)
        return short_date(day, self.language)


def _precision(days: Sequence[date]) -> str:
    """The coarsest unit that still tells ``days`` apart from their neighbours."""
    if all(day.day == 1 for day in days):
        return YEAR if all(day.month == 1 for day in days) else MONTH
    return DAY


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of the table view: its text, and what it sorts by."""

    text: str
    sort: float | str | None


@dataclass(frozen=True, slots=True)
class TableColumn:
    title: str
    numeric: bool


@dataclass(frozen=True, slots=True)
class TableRow:
    cells: tuple[TableCell, ...]
    reference: Reference | None


@dataclass(frozen=True, slots=True)
class Mark:
    """What every mark has. ``also`` are other things that it shows (a live point).

    ``key`` is the same for the same thing in another scene; ``name`` is the row's or
    the category's, ``text`` the number as people read it, ``value`` the number.
    """

    key: str
    reference: Reference | None
    x: float
    y: float
    series: int
    layer: int
    name: str
    text: str
    value: float | None
    description: str
    label: str = ""
    also: tuple[Reference, ...] = ()

    def answers_to(self, reference: Reference | None) -> bool:
        """Whether pointing at ``reference`` means this mark."""
        if reference is None:
            return False
        return reference.covers(self.reference) or any(map(reference.covers, self.also))


@dataclass(frozen=True, slots=True)
class Bar(Mark):
    """From ``base`` to (``x``, ``y``), the middle of its end; as wide as ``thickness``."""

    row: str = ""
    base: float = 0.0
    thickness: float = 0.0
    horizontal: bool = False


@dataclass(frozen=True, slots=True)
class Dot(Mark):
    """A point; ``live`` where it moves with the parameters."""

    live: bool = False


@dataclass(frozen=True, slots=True)
class Rule(Mark):
    """A line across the plot at ``x`` (upright) or at ``y``."""

    upright: bool = False


@dataclass(frozen=True, slots=True)
class Words(Mark):
    """A text at a place."""


@dataclass(frozen=True, slots=True)
class Line:
    """The marks of one series joined; a missing value ends a run."""

    name: str
    series: int
    layer: int
    runs: tuple[tuple[Dot, ...], ...]
    shows_points: bool
    label: str = ""


@dataclass(frozen=True, slots=True)
class LegendItem:
    series: int
    label: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for one estimate: a bar, before it is seen. ``position`` is its middle."""

    key: str
    name: str
    position: float


@dataclass(frozen=True, slots=True)
class Task:
    """What students are asked to estimate. ``chart`` names the prediction."""

    chart: str
    label: str
    unit: str
    low: float
    high: float
    step: float
    horizontal: bool
    thickness: float
    slots: tuple[Slot, ...]

    def stepped(self, value: float) -> float:
        """``value`` within the bounds, on the nearest step."""
        bounded = min(max(value, self.low), self.high)
        steps = round((bounded - self.low) / self.step)
        return min(round(self.low + steps * self.step, decimals_of(self.step)), self.high)


@dataclass(frozen=True)
class Scene:
    """A chart ready to be drawn. ``concealed``: nothing in it tells the data."""

    title: str
    subtitle: str
    description: str
    summary: str
    language: str
    x: Axis | None = None
    y: Axis | None = None
    bars: tuple[Bar, ...] = ()
    lines: tuple[Line, ...] = ()
    dots: tuple[Dot, ...] = ()
    rules: tuple[Rule, ...] = ()
    texts: tuple[Words, ...] = ()
    legend: tuple[LegendItem, ...] = ()
    columns: tuple[TableColumn, ...] = ()
    rows: tuple[TableRow, ...] = ()
    sources: tuple[str, ...] = ()
    task: Task | None = None
    concealed: bool = False
    problems: tuple[Problem, ...] = field(default=(), compare=False)

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """Every mark that can be pointed at, in the order in which they are read."""
        vertices = (dot for line in self.lines for run in line.runs for dot in run)
        return (*self.bars, *vertices, *self.dots, *self.rules)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to see, though nothing is held back either."""
        return not (self.marks or self.texts or self.concealed)

    @property
    def value_count(self) -> int:
        """How many values of the lesson's tables are shown."""
        return sum(1 for row in self.rows if row.reference and row.reference.kind == "point")

    def series_of(self, reference: Reference) -> int | None:
        """The series index, that is the colour, of the mark that shows ``reference``."""
        found = self.marks_of(reference)
        return self.marks[found[0]].series if found else None

    def marks_of(self, reference: Reference | None) -> tuple[int, ...]:
        """The ranks in :attr:`marks` of those that ``reference`` means.

        The same as asking each mark :meth:`Mark.answers_to`, for charts of many marks.
        """
        if reference is None:
            return ()
        exact, by_row = self._ranks
        if reference == reference.row:
            return tuple(by_row.get(reference, ()))
        return (*exact.get(reference, ()), *exact.get(reference.row, ()))

    @cached_property
    def _ranks(self) -> tuple[dict[Reference, list[int]], dict[Reference, list[int]]]:
        """The ranks of the marks by their own references, and by their rows."""
        exact: dict[Reference, list[int]] = {}
        by_row: dict[Reference, list[int]] = {}
        for rank, mark in enumerate(self.marks):
            for reference in (mark.reference, *mark.also):
                if reference is not None:
                    exact.setdefault(reference, []).append(rank)
                    by_row.setdefault(reference.row, []).append(rank)
        return exact, by_row
