"""What is drawn: scales, axes, legends, marks and words, with no Qt in it.

Positions are nominal pixels of a plot :attr:`Scene.width` wide and :attr:`Scene.height`
high, rightwards and downwards, as in Vega's scene graph; a view stretches them to the
room it has (evenly in both directions where :attr:`Scene.keeps_aspect`). Sizes of
symbols (area, square pixels), strokes and fonts are not stretched.

Colours are CSS hexadecimals, or tokens that a theme replaces: ``series:0``… in the order
of the themes' series, ``ink``, ``muted``, ``surface``, ``line``. None is no paint.

Marks come in groups, one a mark of the specification and plot, whose values stand in
columns: 35,000 points are a few arrays. What is said of one mark is made when asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Generic, TypeVar, overload

import numpy as np

from desktop_app.charts.axis import Axis
from desktop_app.charts.legend import Legend
from desktop_app.charts.spec.fields import PATHS
from desktop_app.charts.spec.grammar import NOTHING, Param, Properties
from desktop_app.charts.task import Task
from desktop_app.charts.transforms.base import Row, Selected
from desktop_app.content.problems import Problem
from desktop_app.content.reference import Reference

T = TypeVar("T")

__all__ = ["PATHS", "Lazy", "Mark", "MarkGroup", "Plot", "ScaleSummary", "Scene",
           "TableCell", "TableColumn", "TableRow", "Task"]  # fmt: skip


class Lazy(Sequence[T], Generic[T]):
    """A sequence whose items are made when first asked for, then kept."""

    def __init__(self, count: int, make: Callable[[int], T]) -> None:
        self._count = count
        self._make = make
        self._made: dict[int, T] = {}

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        if isinstance(index, slice):
            return tuple(self[at] for at in range(*index.indices(self._count)))
        at = index + self._count if index < 0 else index
        if not 0 <= at < self._count:
            raise IndexError(index)
        if at not in self._made:
            self._made[at] = self._make(at)
        return self._made[at]


@dataclass(frozen=True)
class Mark:
    """What one item of a group says.

    ``key`` is the same for the same thing in another scene; ``also`` are other things that
    it shows (a live point). ``name`` is the row's or the category's, ``text`` the number
    as people read it, ``value`` the number, ``label`` what is written beside it, if so.
    """

    key: str
    reference: Reference | None
    name: str
    text: str
    value: float | None
    description: str
    label: str = ""
    also: tuple[Reference, ...] = ()
    row: str = ""
    """The key of its row of the table; its own key where it is of no single row."""

    def answers_to(self, reference: Reference | None) -> bool:
        """Whether pointing at ``reference`` means this mark."""
        if reference is None:
            return False
        return reference.covers(self.reference) or any(map(reference.covers, self.also))


@dataclass(frozen=True, eq=False)
class MarkGroup:
    """The items of one mark of the specification in one plot.

    ``columns``: channel -> a sequence of ``count`` values, or one value for all. Names:
    ``x y x2 y2`` (pixels; bars, rects and areas have the value's end in x or y and the base
    in x2 or y2, so x2 may be smaller; a rule goes from (x, y) to (x2, y2)); ``size``
    (square pixels; a bar's or tick's thickness is already in x2/y2; a trail's width),
    ``fill stroke`` (colours; a fill may be a gradient as Vega-Lite has it), ``opacity
    fillOpacity strokeOpacity strokeWidth``, ``strokeDash`` (tuple of pixels), ``shape``,
    ``angle`` (degrees), ``text``, ``dx dy``, ``align baseline`` (texts that differ in them),
    ``startAngle endAngle innerRadius outerRadius padAngle`` (radians and pixels, round x, y), and
    ``path`` (geoshapes: a :class:`~desktop_app.charts.geo.paths.Path`).
    ``style``: what is the same for all (interpolate, tension, cornerRadius, align, baseline,
    font sizes, limit, strokeCap…). ``paths``: for lines, areas and trails, where each path
    starts and stops among the items; ``defined`` says which items are joined (None: all).
    ``overlay``: this group repeats another one's rows (the points over a line): only the
    other one is walked and tabulated.
    ``live``: the items move with the parameters. ``orient``: "vertical" or "horizontal".
    """

    type: str
    name: str
    unit: int
    count: int
    rows: Sequence[Row]
    columns: Mapping[str, object]
    marks: Sequence[Mark] = field(compare=False)
    orient: str = ""
    style: Properties = field(default_factory=lambda: NOTHING)
    paths: tuple[tuple[int, int], ...] = ()
    defined: Sequence[bool] | None = None
    path_labels: tuple[str, ...] = ()
    """A name for each path, to be written at its end; none where a legend names them."""
    overlay: bool = False
    live: bool = False
    ranks: int = 0
    """The rank of the first item among :attr:`Scene.marks` (-1: not walked)."""
    copies: int = 1
    """How often Vega-Lite draws the same item: once a row, where all that it shows is
    constant (a rule at 30 over a table). Here it is one item, of all :attr:`rows`."""
    refers: Callable[[int], tuple[Reference, ...]] = field(default=lambda _: (), compare=False)

    def __eq__(self, other: object) -> bool:
        """Whether the same is drawn of the same rows; arrays are compared as wholes."""
        if not isinstance(other, MarkGroup):
            return NotImplemented
        own = (self.type, self.name, self.unit, self.count, self.orient, self.style, self.paths)
        others = (
            other.type, other.name, other.unit, other.count, other.orient, other.style, other.paths,
        )  # fmt: skip
        return (
            own == others
            and (self.path_labels, self.ranks, self.copies)
            == (other.path_labels, other.ranks, other.copies)
            and self.columns.keys() == other.columns.keys()
            and all(_equal(value, other.columns[name]) for name, value in self.columns.items())
            and self.rows == other.rows
        )

    __hash__ = None  # type: ignore[assignment]

    def value(self, name: str, index: int, default: object = None) -> object:
        """What column ``name`` says of item ``index``."""
        column = self.columns.get(name, default)
        if isinstance(column, list) or hasattr(column, "shape"):
            return column[index]  # type: ignore[index]
        return column

    def references(self) -> Iterator[tuple[Reference, ...]]:
        """What each item shows, in order."""
        return map(self.refers, range(self.count))

    def is_constant(self, name: str) -> bool:
        column = self.columns.get(name)
        return not (isinstance(column, list) or hasattr(column, "shape"))


def _equal(one: object, two: object) -> bool:
    if isinstance(one, np.ndarray) or isinstance(two, np.ndarray):
        return isinstance(one, np.ndarray) and np.array_equal(one, two, equal_nan=True)  # type: ignore[arg-type]
    return one == two or one is two or (one != one and two != two)


@dataclass(frozen=True)
class Plot:
    """One plot: the whole chart, or one of its small multiples.

    ``row`` and ``column`` count from 0. ``header`` names what it shows; ``row_header`` and
    ``column_header`` stand at the side and on top where rows or columns share them.
    """

    groups: tuple[MarkGroup, ...]
    axes: tuple[Axis, ...]
    row: int = 0
    column: int = 0
    header: str = ""
    row_header: str = ""
    column_header: str = ""

    def axis(self, channel: str) -> Axis | None:
        """The first axis along ``x`` or ``y``."""
        return next((axis for axis in self.axes if axis.channel == channel), None)


Sort = float | str | None


@dataclass(frozen=True)
class TableCell:
    """A cell of the table view: its text, and what it sorts by (None: missing)."""

    text: str
    sort: Sort


@dataclass(frozen=True)
class TableColumn:
    """``dated``: what its cells sort by are moments, in milliseconds since 1970.

    ``sorts``: what each row sorts by in this column, without making the whole table.
    """

    title: str
    numeric: bool
    dated: bool = False
    sorts: Callable[[], Sequence[Sort]] = field(default=lambda: (), compare=False)


@dataclass(frozen=True)
class TableRow:
    cells: tuple[TableCell, ...]
    reference: Reference | None


@dataclass(frozen=True)
class ScaleSummary:
    """A scale as ``chart --scene`` tells it."""

    type: str
    domain: tuple[object, ...]


@dataclass(frozen=True)
class Scene:
    """A chart ready to be drawn. ``concealed``: nothing in it tells the data.

    ``frames`` are outlines with a name (the insets of a map): (x, y, width, height, name).
    ``params`` have inputs or selections; ``selections`` is what they hold now.
    """

    title: str
    subtitle: str
    description: str
    summary: str
    language: str
    width: float = 300.0
    height: float = 300.0
    keeps_aspect: bool = False
    plots: tuple[Plot, ...] = ()
    legends: tuple[Legend, ...] = ()
    scales: Mapping[str, ScaleSummary] = field(default_factory=lambda: MappingProxyType({}))
    row_title: str = ""
    column_title: str = ""
    columns: tuple[TableColumn, ...] = ()
    rows: Sequence[TableRow] = field(default=(), compare=False)
    row_starts: tuple[tuple[int, int, int], ...] = ()
    """What the rows of the table are: (the rank of a group's first mark, its row, how many)."""
    sources: tuple[str, ...] = ()
    params: tuple[Param, ...] = ()
    signals: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    selections: Mapping[str, Selected] = field(default_factory=lambda: MappingProxyType({}))
    task: Task | None = None
    concealed: bool = False
    frames: tuple[tuple[float, float, float, float, str], ...] = ()
    note: str = ""
    problems: tuple[Problem, ...] = field(default=(), compare=False)

    @property
    def groups(self) -> Iterator[tuple[Plot, MarkGroup]]:
        """Every group with its plot, in the order in which they are drawn."""
        for plot in self.plots:
            for group in plot.groups:
                yield plot, group

    @cached_property
    def walked(self) -> tuple[tuple[Plot, MarkGroup], ...]:
        """The groups whose items can be pointed at, in the order in which they are read."""
        return tuple((plot, group) for plot, group in self.groups if group.ranks >= 0)

    @cached_property
    def marks(self) -> Sequence[Mark]:
        """Every mark that can be pointed at, in the order in which they are read."""
        count = sum(group.count for _, group in self.walked)
        return Lazy(count, lambda rank: self._mark(rank))

    def place(self, rank: int) -> tuple[Plot, MarkGroup, int]:
        """The plot, the group and the item of the mark of that rank."""
        for plot, group in self.walked:
            if rank < group.ranks + group.count:
                return plot, group, rank - group.ranks
        raise IndexError(rank)

    def row_of(self, rank: int) -> int | None:
        """The row of the table that tells the mark of that rank."""
        for first, row, count in self.row_starts:
            if first <= rank < first + count:
                return row + rank - first
        return None

    def rank_of(self, row: int) -> int | None:
        """The mark that a row of the table tells."""
        for first, start, count in self.row_starts:
            if start <= row < start + count:
                return first + row - start
        return None

    def _mark(self, rank: int) -> Mark:
        _, group, index = self.place(rank)
        return group.marks[index]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to see, though nothing is held back either."""
        return not (self.concealed or any(group.count for _, group in self.groups))

    @cached_property
    def value_count(self) -> int:
        """How many values of the lesson's tables are shown."""
        return sum(
            1
            for _, group in self.walked
            for references in group.references()
            if references and references[0].kind == "point"
        )

    def colour_of(self, reference: Reference) -> str | None:
        """The colour of the mark that shows ``reference``."""
        for rank in self.marks_of(reference):
            _, group, index = self.place(rank)
            colour = group.value("fill", index) or group.value("stroke", index)
            if isinstance(colour, str):
                return colour
        return None

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
    def tables(self) -> tuple[str, ...]:
        """The tables whose rows the marks show."""
        _, by_row = self._ranks
        return tuple(dict.fromkeys(row.name for row in by_row if row.kind == "point"))

    @cached_property
    def _ranks(self) -> tuple[dict[Reference, list[int]], dict[Reference, list[int]]]:
        """The ranks of the marks by their own references, and by their rows."""
        exact: dict[Reference, list[int]] = {}
        by_row: dict[Reference, list[int]] = {}
        for _, group in self.walked:
            for rank, references in enumerate(group.references(), group.ranks):
                for reference in references:
                    exact.setdefault(reference, []).append(rank)
                    by_row.setdefault(reference.row, []).append(rank)
        return exact, by_row
