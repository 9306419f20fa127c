"""What a chart specification says, once read: layers of marks over data.

Frozen; no place for a default here means that it is settled when the chart is resolved.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from desktop_app.content.expressions import Expression
from desktop_app.content.model import Cell, Column
from desktop_app.content.problems import Location
from desktop_app.content.reference import Reference

DATUM = "datum."
"""What the name of a field starts with in an expression."""
MARKS = ("bar", "line", "point", "rule", "text")
CHANNELS = ("x", "y", "color", "text")
TYPES = ("quantitative", "temporal", "ordinal", "nominal")
SCALES = {
    "quantitative": ("linear", "log"),
    "temporal": ("time",),
    "ordinal": ("band", "point", "ordinal"),
    "nominal": ("band", "point", "ordinal"),
}
"""The scale types that each type of encoding can take, its default first."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column of the data being drawn; ``column`` is the table's own, if it has one."""

    name: str
    type: str
    column: Column | None = None


@dataclass(frozen=True, slots=True)
class Sequence:
    """Evenly spaced numbers, ``stop`` included where a step falls on it."""

    start: float
    stop: float
    step: float
    name: str


@dataclass(frozen=True, slots=True)
class Data:
    """Where rows come from: a table, rows written in place, or a sequence; else none."""

    table: str = ""
    rows: tuple[Mapping[str, Cell], ...] = ()
    sequence: Sequence | None = None


@dataclass(frozen=True, slots=True)
class Calculate:
    expression: Expression
    name: str


@dataclass(frozen=True, slots=True)
class Filter:
    field: str
    allowed: tuple[Cell, ...]


Transform = Calculate | Filter


@dataclass(frozen=True, slots=True)
class Live:
    """A number that moves with the parameters; ``reference`` is what it shows."""

    expression: Expression
    reference: Reference | None


Literal = float | str | date


@dataclass(frozen=True, slots=True)
class ScaleStyle:
    type: str = ""
    domain: tuple[Cell, ...] = ()
    zero: bool | None = None
    nice: bool | None = None
    reverse: bool = False


@dataclass(frozen=True, slots=True)
class AxisStyle:
    """``title`` None leaves it to the column's label; "" is none at all."""

    shown: bool = True
    title: str | None = None
    format: str = ""
    count: int | None = None
    labels: bool = True
    grid: bool | None = None


ASCENDING = "ascending"


@dataclass(frozen=True, slots=True)
class Channel:
    """One encoding: what of the data goes to ``x``, ``y``, ``color`` or ``text``.

    ``sort`` is "" (order of the data), a word of Vega-Lite, or the values in order.
    """

    name: str
    type: str
    location: Location
    field: Field | None = None
    datum: Live | Literal | None = None
    value: float | str | None = None
    title: str | None = None
    scale: ScaleStyle = ScaleStyle()
    axis: AxisStyle = AxisStyle()
    sort: str | tuple[Cell, ...] = ASCENDING
    legend: bool = True

    @property
    def is_category(self) -> bool:
        return self.type in ("ordinal", "nominal")


@dataclass(frozen=True, slots=True)
class MarkStyle:
    type: str
    point: bool = False


@dataclass(frozen=True, slots=True)
class Layer:
    """One mark over one data set, with all that it inherits."""

    mark: MarkStyle
    data: Data
    transforms: tuple[Transform, ...]
    fields: Mapping[str, Field]
    channels: Mapping[str, Channel]
    location: Location

    @property
    def is_horizontal(self) -> bool:
        """Whether the measure runs along x: bars that lie, a rule that stands."""
        x, y = self.channels.get("x"), self.channels.get("y")
        if x is None or y is None:
            return y is None
        return x.type == "quantitative" and y.type != "quantitative"

    @property
    def measure_name(self) -> str:
        return "x" if self.is_horizontal else "y"

    @property
    def measure(self) -> Channel | None:
        """The channel whose number the marks show."""
        return self.channels.get(self.measure_name)

    @property
    def position(self) -> Channel | None:
        """The other one: the category, the date, what the number is set against."""
        return self.channels.get("y" if self.is_horizontal else "x")


@dataclass(frozen=True, slots=True)
class Predict:
    """The number that students estimate before they see it, and its bounds."""

    field: str
    minimum: float | None
    maximum: float | None
    location: Location


@dataclass(frozen=True, slots=True)
class Meta:
    """What Vega-Lite has no word for: labels on marks, a prediction, the row's name."""

    labels: bool | None = None
    predict: Predict | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Specification:
    """``chart`` names the prediction: a chart shown again shares that of its base."""

    chart: str
    title: str
    subtitle: str
    description: str
    layers: tuple[Layer, ...]
    location: Location
    meta: Meta = field(default_factory=Meta)
