"""What a chart specification says, once read: marks over data, ready to be resolved.

Frozen, and already normalised: short forms are expanded, inherited data, transforms and
encodings stand in each :class:`Unit`, composed marks (a line with points) are units of
their own, and channel types are settled. Where Vega-Lite distinguishes ``null`` from an
absent property, :data:`UNSET` is the absent one and None is ``null``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from desktop_app.charts.expressions.syntax import Expression
from desktop_app.content.problems import Location

if TYPE_CHECKING:
    from desktop_app.charts.transforms.base import Predicate, Transform

MARKS: Final = (
    "bar", "line", "area", "point", "circle", "square", "rule", "text", "tick", "rect",
    "arc", "trail", "geoshape",
)  # fmt: skip
CHANNELS: Final = (
    "x", "y", "x2", "y2", "xOffset", "yOffset", "longitude", "latitude", "longitude2",
    "latitude2", "theta", "theta2", "radius", "radius2", "color", "fill", "stroke",
    "opacity", "fillOpacity", "strokeOpacity", "strokeWidth", "size", "shape", "strokeDash",
    "angle", "text", "tooltip", "href", "detail", "order", "key", "description", "row",
    "column", "facet",
)  # fmt: skip
TYPES: Final = ("quantitative", "temporal", "ordinal", "nominal", "geojson")
CONTINUOUS: Final = ("quantitative", "temporal")


class _Unset(Enum):
    UNSET = "unset"

    def __repr__(self) -> str:
        return "UNSET"

    def __bool__(self) -> bool:
        return False


UNSET: Final = _Unset.UNSET
Unset = _Unset
Properties = Mapping[str, object]
"""Checked properties: names and kinds are in :mod:`desktop_app.charts.spec.vocabulary`.

Values are str, float, int, bool, None, tuples, mappings, or :class:`Expression` where
the specification gives ``{"expr": …}``. Dates are milliseconds since 1970.
"""
NOTHING: Properties = MappingProxyType({})


_NOWHERE = Location("")


@dataclass(frozen=True)
class TimeUnit:
    """``binned``: the data are floored already (``binnedyearmonth``)."""

    unit: str
    step: int = 1
    binned: bool = False
    maxbins: int | None = None
    utc: bool = False


@dataclass(frozen=True)
class Binning:
    """``binned``: the field holds the starts of bins already. ``options`` as Vega-Lite's."""

    binned: bool = False
    options: Properties = dataclasses.field(default_factory=lambda: NOTHING)


@dataclass(frozen=True)
class Sort:
    """How a discrete domain (or a line) is ordered.

    One of: ``order`` alone ("ascending", "descending"); ``values``, what comes first;
    ``channel`` (the other channel to follow); ``field`` with ``op``.
    A channel with ``sort: null`` has None instead of a Sort.
    """

    order: str = "ascending"
    values: tuple[object, ...] = ()
    channel: str = ""
    field: str = ""
    op: str = ""


@dataclass(frozen=True)
class Condition:
    """``value`` (or ``channel``) where ``test`` holds."""

    test: Predicate
    value: object = UNSET
    channel: Channel | None = None


@dataclass(frozen=True)
class Channel:
    r"""One encoding. At most one of ``field``, ``datum``, ``value`` is given.

    ``aggregate`` is an operation's name; ``argmin:field`` and ``argmax:field`` name what
    they compare. ``field`` is a path as Vega-Lite writes it (``a.b``, ``a\.b``, ``a[0]``).
    """

    name: str
    location: Location
    type: str = ""
    field: str = ""
    datum: object = UNSET
    value: object = UNSET
    aggregate: str = ""
    bin: Binning | None = None
    time_unit: TimeUnit | None = None
    stack: object = UNSET
    sort: Sort | Unset | None = UNSET
    impute: Properties | None = None
    scale: Properties | None = dataclasses.field(default_factory=lambda: NOTHING)
    axis: Properties | None = dataclasses.field(default_factory=lambda: NOTHING)
    legend: Properties | None = dataclasses.field(default_factory=lambda: NOTHING)
    header: Properties | None = dataclasses.field(default_factory=lambda: NOTHING)
    title: str | Unset | None = UNSET
    format: str = ""
    format_type: str = ""
    band_position: float | None = None
    conditions: tuple[Condition, ...] = ()
    also: tuple[Channel, ...] = ()
    """The other definitions of a channel that takes several (detail, order, tooltip)."""

    @property
    def is_discrete(self) -> bool:
        return self.type in ("ordinal", "nominal")

    @property
    def has_data(self) -> bool:
        """Whether it says something of each row, through a field or a datum."""
        return bool(self.field or self.aggregate) or self.datum is not UNSET


@dataclass(frozen=True)
class Mark:
    """A mark and its properties (``orient``, ``interpolate``, ``color``…).

    ``written``: those that the mark says itself, and ``config`` does not say for it.
    """

    type: str
    properties: Properties = dataclasses.field(default_factory=lambda: NOTHING)
    written: frozenset[str] = frozenset()

    def get(self, name: str, default: object = None) -> object:
        return self.properties.get(name, default)


@dataclass(frozen=True)
class Data:
    """Where rows come from. None of them set: the unit draws one row without fields.

    ``table`` a table of the lesson; ``url`` a file beside the lesson; ``values`` rows
    written in place; ``sequence`` (start, stop, step, name), stop left out;
    ``sphere``/``graticule`` as Vega-Lite's. ``format`` is Vega-Lite's.
    """

    table: str = ""
    url: str = ""
    values: object = UNSET
    sequence: tuple[float, float, float, str] | None = None
    sphere: bool = False
    graticule: Properties | None = None
    format: Properties = dataclasses.field(default_factory=lambda: NOTHING)
    location: Location = _NOWHERE


@dataclass(frozen=True)
class Unit:
    """One mark over one data set, with all that it inherits.

    ``name`` is Vega-Lite's for the compiled view: "" alone, ``layer_0``, ``layer_1_layer_0``.
    """

    name: str
    mark: Mark
    data: Data
    transforms: tuple[Transform, ...]
    encoding: Mapping[str, Channel]
    projection: Properties | None
    location: Location
    given: frozenset[str] = frozenset()
    """The channels that this unit says itself, and does not inherit."""
    own_transforms: int = 0
    """How many of the last transforms a layer says itself: its bins are made before them."""


@dataclass(frozen=True)
class Facet:
    """Small multiples: one plot a value of ``row``, ``column``, or ``facet`` (wrapped)."""

    row: Channel | None = None
    column: Channel | None = None
    wrap: Channel | None = None
    columns: int | None = None


@dataclass(frozen=True)
class Param:
    """A named value. ``select`` is "point", "interval" or ""; ``bind`` an input's words.

    ``bind``: {"input": "range"|"select"|"checkbox"|"radio", min, max, step, options,
    labels, name}, or "legend", or "scales" (pan and zoom); None without.
    ``options`` of a selection: encodings, fields, on, clear, toggle, nearest, empty…
    ``unit``: the name of the unit it belongs to.
    """

    name: str
    value: object = UNSET
    expression: Expression | None = None
    bind: Properties | str | None = None
    select: str = ""
    options: Properties = dataclasses.field(default_factory=lambda: NOTHING)
    unit: str = ""
    location: Location = _NOWHERE


@dataclass(frozen=True)
class Predict:
    """What students estimate before they see it: ``field``, within bounds if given."""

    field: str
    minimum: float | None
    maximum: float | None
    location: Location


@dataclass(frozen=True)
class Meta:
    """What Vega-Lite has no words for (``usermeta``).

    ``labels``: values (or names) written at the marks; None leaves it to the engine.
    ``key``: the column that names rows, where it is not the table's key.
    ``reference``: the column (or table/column) that makes a mark's reference.
    ``inset``: "france" lays the overseas départements beside the mainland.
    ``notes``: by the id of a step, what is said under the chart while it stands there.
    """

    labels: bool | None = None
    predict: Predict | None = None
    key: str = ""
    reference: str = ""
    inset: str = ""
    notes: Mapping[str, str] = dataclasses.field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class Specification:
    """A chart ready to be resolved.

    ``chart`` names it for predictions, ``name`` is Vega-Lite's. ``width`` and ``height`` are
    nominal pixels, a ``{"step": n}`` is ``("step", n)``, None is Vega-Lite's default.
    ``step`` is the lesson's step that it stands in. ``resolve`` maps ``scale.y``,
    ``axis.x``, ``legend.color`` to "shared" or "independent".
    """

    chart: str
    title: str
    subtitle: str
    description: str
    units: tuple[Unit, ...]
    location: Location
    name: str = ""
    facet: Facet | None = None
    params: tuple[Param, ...] = ()
    width: float | tuple[str, float] | None = None
    height: float | tuple[str, float] | None = None
    config: Properties = dataclasses.field(default_factory=lambda: NOTHING)
    resolve: Mapping[str, str] = dataclasses.field(default_factory=lambda: MappingProxyType({}))
    datasets: Mapping[str, object] = dataclasses.field(default_factory=lambda: MappingProxyType({}))
    meta: Meta = dataclasses.field(default_factory=Meta)
    step: str = ""

    def apart(self, kind: str) -> frozenset[str]:
        """The channels whose scales, axes or legends are not shared."""
        parts = (key.partition(".") for key, value in self.resolve.items() if value != "shared")
        return frozenset(channel for one, _, channel in parts if one == kind)

    def resolution(self, kind: str, channel: str, default: str = "shared") -> str:
        return self.resolve.get(f"{kind}.{channel}", default)
