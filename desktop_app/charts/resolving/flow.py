"""The rows that a unit draws: source, transforms, then what its channels ask for.

The order is Vega-Lite's (``compile/data/parse.ts``): dates are read, bins and time units
made, then rows are aggregated, imputed and stacked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from desktop_app.charts.resolving.derived import (
    DISCRETE,
    Binned,
    with_bins,
    with_fields,
    with_time_units,
    with_types,
)
from desktop_app.charts.resolving.invalid import Invalid
from desktop_app.charts.spec.fields import (
    PATHS,
    column,
    every_channel,
    has_field,
    is_aggregated,
    is_binned,
    path_columns,
    plain,
)
from desktop_app.charts.spec.grammar import Channel, Facet, Properties, Unit
from desktop_app.charts.spec.orientation import orientation
from desktop_app.charts.spec.stacking import Stacking, groupby_of, sort_of, stacking
from desktop_app.charts.transforms.aggregate import Aggregate, Op
from desktop_app.charts.transforms.base import Row, Rows, Scope, Transform
from desktop_app.charts.transforms.fields import accessor, group_key
from desktop_app.charts.transforms.impute import Impute
from desktop_app.charts.transforms.stack import Stack


@dataclass
class UnitData:
    """A unit with its rows, cell by cell of the small multiples.

    ``raw`` are the rows before they are aggregated, ``main`` those that are drawn,
    ``scaled`` those that scales see (both a list a cell); ``together`` are all of these in
    the order of the data, where cells part them. ``is_alone``: no other unit shares the
    plots. ``bins`` by column.
    """

    unit: Unit
    orient: str
    stack: Stacking | None
    raw: Rows
    main: list[Rows]
    invalid: Invalid
    is_alone: bool = True
    scaled: list[Rows] = field(default_factory=list)
    together: Rows | None = None
    bins: Mapping[str, Binned] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def is_path(self) -> bool:
        return self.unit.mark.type in PATHS

    @property
    def encoding(self) -> Mapping[str, Channel]:
        return self.unit.encoding


@dataclass(frozen=True)
class Cell:
    """What a plot shows: the values of the columns that facets name, along and down."""

    down: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    along: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def values(self) -> Mapping[str, object]:
        return {**self.down, **self.along}

    @property
    def is_possible(self) -> bool:
        """Whether a row can be in it: where rows and columns show one field, few cells are."""
        return all(
            group_key(self.along.get(name, value)) == group_key(value)
            for name, value in self.down.items()
        )


def prepare(
    unit: Unit, source: Rows, facet: Facet | None, config: Properties, scope: Scope
) -> UnitData:
    """``unit`` with its raw rows: everything that comes before the small multiples."""
    orient = orientation(unit.mark, unit.encoding)
    channels = [*every_channel(unit.encoding), *facet_channels(facet)]
    rows = with_types(source, unit, channels)
    own = len(unit.transforms) - unit.own_transforms
    rows = _transformed(rows, unit.transforms[:own], scope)
    early = [one for one in channels if unit.own_transforms and _is_there(rows, one)]
    bins: dict[str, Binned] = {}
    rows = with_bins(rows, early, bins)
    rows = _transformed(rows, unit.transforms[own:], scope)
    rows = with_fields(rows, channels)
    rows = with_bins(rows, channels, bins)
    rows = with_time_units(rows, channels, unit)
    invalid = Invalid.of(unit.mark, config)
    return UnitData(unit, orient, stacking(unit, orient), rows, [], invalid, bins=bins)


def split(data: UnitData, facet: Facet | None, cells: Sequence[Cell], scope: Scope) -> None:
    """Fill in what each of ``cells`` draws."""
    names = list(dict.fromkeys(column(channel) for channel in facet_channels(facet)))
    known = [name for name in names if any(name in row for row in data.raw)]
    if not known:
        rows = _imputed(data, _aggregated(data, data.raw, ()), scope)
        rows = _stacked(data, rows, scope, ())
        data.main = [rows] * len(cells)
        return
    rows = _aggregated(data, data.raw, known)
    if not data.is_alone:  # each plot of several layers is computed for itself
        parts = _shared_out(rows, known, cells)
        data.main = [_stacked(data, _imputed(data, part, scope), scope, ()) for part in parts]
        return
    # A stack fills in what another plot has, and is as high as the highest of all.
    rows = _stacked(data, _imputed(data, rows, scope), scope, known)
    data.main = _shared_out(rows, known, cells)
    data.together = rows


def _shared_out(rows: Rows, names: Sequence[str], cells: Sequence[Cell]) -> list[Rows]:
    """The rows of each of ``cells``, by what they hold in the columns ``names``."""
    parts: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        parts.setdefault(_values(row, names), []).append(row)
    return [
        parts.get(_values(cell.values, names), []) if cell.is_possible else [] for cell in cells
    ]


def _values(row: Mapping[str, object], names: Sequence[str]) -> tuple[object, ...]:
    return tuple(group_key(row.get(name)) for name in names)


def facet_channels(facet: Facet | None) -> list[Channel]:
    if facet is None:
        return []
    found = (facet.row, facet.column, facet.wrap)
    return [channel for channel in found if channel is not None]


def _transformed(rows: Rows, transforms: Sequence[Transform], scope: Scope) -> Rows:
    for transform in transforms:
        rows = transform.apply(rows, scope)
    return rows


def _is_there(rows: Rows, channel: Channel) -> bool:
    """Whether the rows have the field of a channel before the transforms of its layer."""
    get = accessor(channel.field)
    return any(get(row) is not None for row in rows)


def _aggregated(data: UnitData, rows: Rows, facets: Sequence[str]) -> Rows:
    if not is_aggregated(data.encoding):
        return rows
    dimensions: dict[str, None] = dict.fromkeys(facets)
    ops: dict[str, Op] = {}
    for channel in every_channel(data.encoding):
        name = column(channel)
        if channel.aggregate:
            _add_measure(ops, channel)
            continue
        dimensions[name] = None
        if is_binned(channel) or channel.time_unit is not None:
            dimensions[column(channel, bin_suffix="end")] = None
            if is_binned(channel) and channel.type in DISCRETE:
                dimensions[column(channel, bin_suffix="range")] = None
    found = Aggregate(tuple(dimensions), tuple(ops.values())).apply(rows, Scope())
    return _with_arguments(found, data.encoding)


def _add_measure(ops: dict[str, Op], channel: Channel) -> None:
    name = column(channel)
    op, _, key = channel.aggregate.partition(":")
    if key:
        whole = f"{op}_{key}"
        ops[whole] = Op(op, key, whole)
    elif op == "count":
        ops[name] = Op("count", "", name)
    else:
        field = plain(channel.field) if "\\" in channel.field else channel.field
        ops[name] = Op(op, field, name)
        if channel.scale and channel.scale.get("domain") == "unaggregated":
            for extreme in ("min", "max"):
                ops[f"{extreme}_{field}"] = Op(extreme, field, f"{extreme}_{field}")


def _with_arguments(rows: Rows, encoding: Mapping[str, Channel]) -> Rows:
    """The fields of the rows that argmin and argmax found, as columns."""
    wanted = [channel for channel in every_channel(encoding) if ":" in channel.aggregate]
    if not wanted:
        return rows
    changed = []
    for row in rows:
        more = dict(row)
        for channel in wanted:
            op, _, key = channel.aggregate.partition(":")
            found = row.get(f"{op}_{key}")
            more[column(channel)] = found.get(channel.field) if isinstance(found, Mapping) else None
        changed.append(more)
    return changed


def _imputed(data: UnitData, rows: Rows, scope: Scope) -> Rows:
    x, y = data.encoding.get("x"), data.encoding.get("y")
    if x is None or y is None or not (has_field(x) and has_field(y)):
        return rows
    wanted, key = (x, y) if x.impute is not None else (y, x)
    if wanted.impute is None:
        return rows
    options = wanted.impute
    keyvals = options.get("keyvals")
    return Impute(
        field=plain(wanted.field),
        key=plain(key.field),
        keyvals=keyvals if isinstance(keyvals, tuple | Mapping) else (),
        value=options.get("value", 0),
        method=str(options.get("method") or "value"),
        frame=_frame(options.get("frame")),
        groupby=tuple(path_columns(data.unit)),
    ).apply(rows, scope)


def _frame(value: object) -> tuple[float | None, float | None]:
    if not isinstance(value, tuple) or len(value) != 2:
        return None, None
    before, after = (float(end) if isinstance(end, int | float) else None for end in value)
    return before, after


def _stacked(data: UnitData, rows: Rows, scope: Scope, facets: Sequence[str]) -> Rows:
    """The rows stacked, in each plot on its own."""
    stack = data.stack
    if stack is None:
        return rows
    channel = data.encoding[stack.channel]
    name = column(channel)
    if stack.imputes:
        for dimension in stack.dimensions:
            key = column(dimension)
            if is_binned(dimension):
                rows = _with_middles(rows, dimension)
                key = column(dimension, bin_suffix="mid")
            rows = Impute(
                field=name,
                key=key,
                keyvals=(),
                value=0,
                method="value",
                frame=(None, None),
                groupby=(*stack.by, *facets),
            ).apply(rows, scope)
    return Stack(
        field=name,
        groupby=(*groupby_of(stack), *facets),
        sort=tuple(sort_of(data.unit, stack)),
        offset=stack.offset,
        as_=(column(channel, "start"), column(channel, "end")),
    ).apply(rows, scope)


def _with_middles(rows: Rows, dimension: Channel) -> Rows:
    low, high = column(dimension), column(dimension, bin_suffix="end")
    share = 0.5 if dimension.band_position is None else dimension.band_position
    name = column(dimension, bin_suffix="mid")
    changed = []
    for row in rows:
        one, two = row.get(low), row.get(high)
        known = isinstance(one, int | float) and isinstance(two, int | float)
        changed.append({**row, name: share * one + (1 - share) * two if known else one})  # type: ignore[operator]
    return changed
