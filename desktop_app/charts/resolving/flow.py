"""The rows that a unit draws: source, transforms, then what its channels ask for.

The order is Vega-Lite's (``compile/data/parse.ts``): dates are read, bins and time units
made, then rows are aggregated, imputed, stacked, and those without a position left out.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from desktop_app.charts.d3formats import format_number
from desktop_app.charts.dates import to_time
from desktop_app.charts.spec.fields import (
    PRIMARY,
    SCALED,
    column,
    every_channel,
    has_field,
    is_aggregated,
    is_binned,
    path_columns,
    plain,
)
from desktop_app.charts.spec.grammar import Channel, Facet, Sort, TimeUnit, Unit
from desktop_app.charts.spec.orientation import orientation
from desktop_app.charts.spec.stacking import Stacking, groupby_of, sort_of, stacking
from desktop_app.charts.timeunits import interval, offset, parts_of
from desktop_app.charts.transforms.aggregate import Aggregate, Op
from desktop_app.charts.transforms.base import Row, Rows, Scope
from desktop_app.charts.transforms.binning import Bin, bin_parameters
from desktop_app.charts.transforms.fields import accessor, number_of
from desktop_app.charts.transforms.impute import Impute
from desktop_app.charts.transforms.stack import Stack

PATHS = ("line", "area", "trail")
COUNTS = ("count", "valid", "missing", "distinct")
_DISCRETE = ("ordinal", "nominal", "geojson")


@dataclass(frozen=True)
class Binned:
    """The bins of a column: from ``start`` to ``stop`` by ``step``."""

    start: float
    stop: float
    step: float


@dataclass
class UnitData:
    """A unit with its rows, cell by cell of the small multiples.

    ``raw`` are the rows before they are aggregated, ``main`` those that are drawn and that
    scales see (a list a cell). ``bins`` by column.
    """

    unit: Unit
    orient: str
    stack: Stacking | None
    raw: Rows
    main: list[Rows]
    bins: Mapping[str, Binned] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def is_path(self) -> bool:
        return self.unit.mark.type in PATHS

    @property
    def encoding(self) -> Mapping[str, Channel]:
        return self.unit.encoding


Cell = Mapping[str, object]
"""The values of the facet's columns that a plot shows."""


def prepare(unit: Unit, source: Rows, facet: Facet | None, scope: Scope) -> UnitData:
    """``unit`` with its raw rows: everything that comes before the small multiples."""
    orient = orientation(unit.mark, unit.encoding)
    rows = _dated(source, unit, facet)
    for transform in unit.transforms:
        rows = transform.apply(rows, scope)
    channels = [*every_channel(unit.encoding), *facet_channels(facet)]
    rows = _parsed(rows, channels, unit)
    rows, bins = _binned(rows, channels)
    rows = _in_time_units(rows, channels)
    return UnitData(unit, orient, stacking(unit, orient), rows, [], bins)


def _dated(rows: Rows, unit: Unit, facet: Facet | None) -> Rows:
    """The fields that are dates to a channel or a transform, read as the data are loaded."""
    written = unit.data.format.get("parse", {})
    if written is None or not rows:
        return rows
    names = {
        channel.field
        for channel in (*every_channel(unit.encoding), *facet_channels(facet))
        if (channel.type == "temporal" or channel.time_unit is not None) and channel.field
    }
    for transform in unit.transforms:
        names |= set(getattr(transform, "dates", ()))
    explicit = written if isinstance(written, Mapping) else {}
    first = rows[0]
    wanted = [name for name in names if name in first and name not in explicit]
    texts = [name for name in wanted if any(isinstance(row.get(name), str) for row in rows[:100])]
    if not texts:
        return rows
    known: dict[str, float | None] = {}
    found = []
    for row in rows:
        changed = dict(row)
        for name in texts:
            value = row.get(name)
            if isinstance(value, str):
                if value not in known:
                    known[value] = to_time(value)
                changed[name] = known[value]
        found.append(changed)
    return found


def split(data: UnitData, facet: Facet | None, cells: Sequence[Cell], scope: Scope) -> None:
    """Fill in what each of ``cells`` draws."""
    names = [column(channel) for channel in facet_channels(facet)]
    groups: dict[tuple[object, ...], list[Row]] = {}
    known = [name for name in names if data.raw and any(name in row for row in data.raw[:50])]
    if known:
        for row in data.raw:
            groups.setdefault(tuple(row.get(name) for name in known), []).append(row)
    for cell in cells:
        rows: Rows = data.raw
        if known:
            rows = groups.get(tuple(cell.get(name) for name in known), [])
        rows = _aggregated(data, rows, cell, names)
        rows = _imputed(data, rows, scope)
        rows = _stacked(data, rows, scope)
        mode = data.unit.mark.get("invalid", "break" if data.is_path else "filter")
        data.main.append(_valid(data, rows) if mode == "filter" else rows)


def facet_channels(facet: Facet | None) -> list[Channel]:
    if facet is None:
        return []
    found = (facet.row, facet.column, facet.wrap)
    return [channel for channel in found if channel is not None]


def _parsed(rows: Rows, channels: Sequence[Channel], unit: Unit) -> Rows:
    """Dates as milliseconds, and nested fields as columns of their own."""
    reads: dict[str, Callable[[Row], object]] = {}
    for channel in channels:
        name = plain(channel.field)
        if not channel.field:
            continue
        dated = channel.type == "temporal" or channel.time_unit is not None
        formats_time = channel.format_type in ("time", "utc")
        if dated or formats_time:
            if not channel.aggregate or channel.aggregate in ("min", "max"):
                reads[name] = _dates(channel.field)
        elif name != channel.field or "." in channel.field:
            reads.setdefault(name, accessor(channel.field))
        if isinstance(channel.sort, Sort) and "." in channel.sort.field:
            reads.setdefault(plain(channel.sort.field), accessor(channel.sort.field))
    if not reads or not rows:
        return rows
    items = list(reads.items())
    return [{**row, **{name: read(row) for name, read in items}} for row in rows]


def _dates(path: str) -> Callable[[Row], object]:
    get = accessor(path)

    def read(row: Row) -> object:
        value = get(row)
        if isinstance(value, float) or value is None:
            return value
        return to_time(value)

    return read


def _binned(rows: Rows, channels: Sequence[Channel]) -> tuple[Rows, Mapping[str, Binned]]:
    bins: dict[str, Binned] = {}
    for channel in channels:
        name = column(channel)
        if not is_binned(channel) or name in bins or channel.bin is None:
            continue
        options = dict(channel.bin.options) or {"maxbins": 10}
        get = accessor(channel.field)
        extent = options.get("extent")
        if not (isinstance(extent, tuple | list) and len(extent) == 2):
            extent = _extent([get(row) for row in rows])
        start, stop, step = bin_parameters((_number(extent[0]), _number(extent[1])), options)
        bins[name] = Binned(start, stop, step)
        ends = (name, column(channel, bin_suffix="end"))
        rows = Bin(channel.field, ends, {**options, "extent": tuple(extent)}).apply(rows, Scope())
        if channel.type in _DISCRETE:
            rows = _with_ranges(rows, channel, ends)
    return rows, bins


def _with_ranges(rows: Rows, channel: Channel, ends: tuple[str, str]) -> Rows:
    """Bins as categories: « 10 – 20 »."""
    name = column(channel, bin_suffix="range")
    form = channel.format or str((channel.axis or {}).get("format") or "")
    found = []
    for row in rows:
        low, high = (row.get(end) for end in ends)
        text = "null"
        if isinstance(low, int | float) and isinstance(high, int | float):
            text = " – ".join(format_number(end, form, "en") for end in (low, high))
        found.append({**row, name: text})
    return found


def _extent(values: Sequence[object]) -> tuple[float, float]:
    known = [number for value in values if math.isfinite(number := number_of(value))]
    return (min(known), max(known)) if known else (0.0, 0.0)


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _in_time_units(rows: Rows, channels: Sequence[Channel]) -> Rows:
    done: set[str] = set()
    for channel in channels:
        unit, name = channel.time_unit, column(channel)
        if unit is None or name in done:
            continue
        done.add(name)
        source, end = plain(channel.field), column(channel, bin_suffix="end")
        known: dict[object, tuple[object, object]] = {None: (None, None)}
        changed = []
        for row in rows:
            value = row.get(source)
            if value not in known:
                known[value] = _interval(unit, value)
            start, stop = known[value]
            if unit.binned:
                changed.append({**row, end: stop})
            else:
                changed.append({**row, name: start, end: stop})
        rows = changed
    return rows


def _interval(unit: TimeUnit, value: object) -> tuple[object, object]:
    if not isinstance(value, int | float) or not math.isfinite(value):
        return None, None
    if unit.binned:  # the data say where it starts
        return value, offset(parts_of(unit.unit)[-1], float(value), unit.step)
    return interval(unit.unit, float(value), unit.step)


def _aggregated(data: UnitData, rows: Rows, cell: Cell, facets: Sequence[str]) -> Rows:
    if not is_aggregated(data.encoding):
        return rows
    dimensions: dict[str, None] = {}
    ops: dict[str, Op] = {}
    for channel in every_channel(data.encoding):
        name = column(channel)
        if channel.aggregate:
            _add_measure(ops, channel)
            continue
        dimensions[name] = None
        if is_binned(channel) or channel.time_unit is not None:
            dimensions[column(channel, bin_suffix="end")] = None
            if is_binned(channel) and channel.type in _DISCRETE:
                dimensions[column(channel, bin_suffix="range")] = None
    found = Aggregate(tuple(dimensions), tuple(ops.values())).apply(rows, Scope())
    found = _with_arguments(found, data.encoding)
    if facets:
        found = [{**row, **cell} for row in found]
    return found


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
    wanted, key = (x, y) if x.impute else (y, x)
    if not wanted.impute:
        return rows
    options = wanted.impute
    keyvals = options.get("keyvals")
    return Impute(
        field=plain(wanted.field),
        key=plain(key.field),
        keyvals=keyvals if isinstance(keyvals, tuple | Mapping) else (),
        value=options.get("value"),
        method=str(options.get("method") or "value"),
        frame=_frame(options.get("frame")),
        groupby=tuple(path_columns(data.unit)),
    ).apply(rows, scope)


def _frame(value: object) -> tuple[float | None, float | None]:
    return (value[0], value[1]) if isinstance(value, tuple) and len(value) == 2 else (None, None)


def _stacked(data: UnitData, rows: Rows, scope: Scope) -> Rows:
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
                groupby=stack.by,
            ).apply(rows, scope)
    rows, sort = _sorted_by_domain(data, rows, sort_of(data.unit, stack))
    return Stack(
        field=name,
        groupby=tuple(groupby_of(stack)),
        sort=tuple(sort),
        offset=stack.offset,
        as_=(column(channel, "start"), column(channel, "end")),
    ).apply(rows, scope)


def _sorted_by_domain(
    data: UnitData, rows: Rows, sort: list[tuple[str, str]]
) -> tuple[Rows, list[tuple[str, str]]]:
    """Where colours have a written domain, stacks follow its order, not the alphabet's."""
    colour, order = data.encoding.get("color"), data.encoding.get("order")
    domain = colour.scale.get("domain") if colour is not None and colour.scale else None
    if colour is None or order is not None or not has_field(colour):
        return rows, sort
    if not isinstance(domain, tuple | list) or not sort:
        return rows, sort
    field, name = column(colour), f"_{column(colour)}_sort_index"
    ranks = {str(value): rank for rank, value in reversed(list(enumerate(domain)))}
    return (
        [{**row, name: ranks.get(str(row.get(field)), -1)} for row in rows],
        [(name, sort[0][1])],
    )


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


def _valid(data: UnitData, rows: Rows) -> Rows:
    """The rows with a number or a date wherever a continuous scale wants one."""
    wanted: dict[str, None] = {}
    for channel in data.encoding.values():
        primary = PRIMARY.get(channel.name, channel.name)
        if primary not in SCALED or not has_field(channel):
            continue
        main = data.encoding.get(primary)
        kind = channel.type or (main.type if main else "")
        if channel.scale is None or kind in _DISCRETE or channel.aggregate in COUNTS:
            continue
        if _has_discrete_scale(channel):
            continue
        wanted[column(channel)] = None
    if not wanted:
        return rows
    names = tuple(wanted)
    return [row for row in rows if all(is_number(row.get(name)) for name in names)]


def _has_discrete_scale(channel: Channel) -> bool:
    kind = channel.scale.get("type") if channel.scale else None
    return kind in ("band", "point", "ordinal") or (
        is_binned(channel) and channel.name in ("color", "fill", "stroke")
    )


def is_number(value: object) -> bool:
    """Whether a continuous scale can place ``value``."""
    if isinstance(value, bool):
        return True  # JavaScript counts true as 1
    if isinstance(value, int | float):
        return math.isfinite(value)
    if isinstance(value, str):
        try:
            return math.isfinite(float(value)) if value.strip() else True
        except ValueError:
            return False
    return False
