"""What channels derive from raw rows: dates, nested fields, bins, starts of time units."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop_app.charts.d3formats import format_number
from desktop_app.charts.dates import LIMIT, to_time
from desktop_app.charts.files.delimited import PARSERS
from desktop_app.charts.spec.fields import SPANNING, band_position, column, is_binned, plain
from desktop_app.charts.spec.grammar import Channel, Sort, TimeUnit, Unit
from desktop_app.charts.timeunits import interval, offset, parts_of
from desktop_app.charts.transforms.base import Rows, Scope
from desktop_app.charts.transforms.binning import Bin, bin_parameters
from desktop_app.charts.transforms.fields import cells, number_of, with_columns

DISCRETE = ("ordinal", "nominal", "geojson")


@dataclass(frozen=True)
class Binned:
    """The bins of a column: from ``start`` to ``stop`` by ``step``."""

    start: float
    stop: float
    step: float


def with_types(rows: Rows, unit: Unit, channels: Sequence[Channel]) -> Rows:
    """``rows`` as they are loaded: fields are read as the types that their uses imply."""
    written = unit.data.format.get("parse", {})
    if written is None or not rows:
        return rows
    explicit = written if isinstance(written, Mapping) else {}
    changed = {}
    for name, kind in _implied(unit, channels).items():
        if kind and name not in explicit:
            values = [row.get(name) for row in rows]
            unread = {value for value in values if type(value) in _UNREAD[kind]}
            if unread:
                known = {value: PARSERS[kind](value) for value in unread}
                changed[name] = [
                    known[value] if type(value) in _UNREAD[kind] else value for value in values
                ]
    return with_columns(rows, changed) if changed else rows


_UNREAD: Mapping[str, tuple[type, ...]] = {
    "date": (str,), "number": (str,), "string": (int, float),
}  # fmt: skip
"""What is read anew as a type; the rest is of it, or missing."""


def _implied(unit: Unit, channels: Sequence[Channel]) -> dict[str, str]:
    """The types that transforms and channels read fields as; "" for what a transform makes."""
    found: dict[str, str] = {}
    for transform in unit.transforms:
        for name, kind in getattr(transform, "types", {}).items():
            found.setdefault(name, kind)
        made = getattr(transform, "as_", ())
        for name in (made,) if isinstance(made, str) else made:
            found.setdefault(name, "")
        for op in getattr(transform, "ops", ()):
            found.setdefault(op.as_, "")
    for channel in channels:
        if _is_dated(channel):
            found.setdefault(channel.field, "date")
        elif channel.type == "quantitative" and channel.aggregate in ("min", "max"):
            found.setdefault(channel.field, "number")
    return found


def _is_dated(channel: Channel) -> bool:
    return channel.type == "temporal" or channel.time_unit is not None


def with_fields(rows: Rows, channels: Sequence[Channel]) -> Rows:
    """Dates as milliseconds, and nested fields as columns of their own."""
    if not rows:
        return rows
    dates: dict[str, str] = {}
    nested: dict[str, str] = {}
    for channel in channels:
        name = plain(channel.field)
        if not channel.field:
            continue
        if _is_dated(channel) or channel.format_type in ("time", "utc"):
            if not channel.aggregate or channel.aggregate in ("min", "max"):
                dates[name] = channel.field
        elif name != channel.field or "." in channel.field:
            nested.setdefault(name, channel.field)
        if isinstance(channel.sort, Sort) and "." in channel.sort.field:
            nested.setdefault(plain(channel.sort.field), channel.sort.field)
    found = {name: cells(rows, path) for name, path in nested.items() if name not in dates}
    for name, path in dates.items():
        values = cells(rows, path)
        if name != path or not all(map(_is_moment, values)):
            found[name] = list(map(to_time, values))
    return with_columns(rows, found) if found else rows


def _is_moment(value: object) -> bool:
    return value is None or (type(value) is float and abs(value) <= LIMIT)


def with_bins(rows: Rows, channels: Sequence[Channel], bins: dict[str, Binned]) -> Rows:
    """The rows with the bins that ``channels`` ask for; ``bins`` are those there are."""
    for channel in channels:
        name = column(channel)
        if not is_binned(channel) or name in bins or channel.bin is None:
            continue
        options = dict(channel.bin.options) or {"maxbins": 10}
        extent = options.get("extent")
        if not (isinstance(extent, tuple | list) and len(extent) == 2):
            extent = _extent(cells(rows, channel.field))
        if extent is None:
            continue
        start, stop, step = bin_parameters((_number(extent[0]), _number(extent[1])), options)
        bins[name] = Binned(start, stop, step)
        ends = (name, column(channel, bin_suffix="end"))
        rows = Bin(channel.field, ends, {**options, "extent": tuple(extent)}).apply(rows, Scope())
        if channel.type in DISCRETE:
            rows = _with_ranges(rows, channel, ends)
    return rows


def _with_ranges(rows: Rows, channel: Channel, ends: tuple[str, str]) -> Rows:
    """Bins as categories: « 10 – 20 »."""
    form = channel.format or str((channel.axis or {}).get("format") or "")
    known: dict[tuple[object, object], str] = {}
    found = []
    for row in rows:
        both = (row.get(ends[0]), row.get(ends[1]))
        if both not in known:
            known[both] = _range_text(*both, form)
        found.append(known[both])
    return with_columns(rows, {column(channel, bin_suffix="range"): found})


def _range_text(low: object, high: object, form: str) -> str:
    if not (isinstance(low, int | float) and isinstance(high, int | float) and math.isfinite(low)):
        return "null"
    return " – ".join(format_number(end, form, "en") for end in (low, high))


def _extent(values: Sequence[object]) -> tuple[float, float] | None:
    known = [number for number in map(number_of, values) if math.isfinite(number)]
    return (min(known), max(known)) if known else None


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def with_time_units(rows: Rows, channels: Sequence[Channel], view: Unit) -> Rows:
    """The start and the end of the time unit that each moment is in."""
    done: set[str] = set()
    for channel in channels:
        unit, name = channel.time_unit, column(channel)
        if unit is None or name in done:
            continue
        if unit.binned and not _has_ends(channel, view):
            continue
        done.add(name)
        values = cells(rows, plain(channel.field))
        known = {value: _interval(unit, value) for value in {*map(_hashable, values)}}
        found = [known[_hashable(value)] for value in values]
        ends = {column(channel, bin_suffix="end"): [stop for _, stop in found]}
        starts = {} if unit.binned else {name: [start for start, _ in found]}
        rows = with_columns(rows, {**starts, **ends})
    return rows


def _hashable(value: object) -> object:
    return value if isinstance(value, int | float) else None


def _has_ends(channel: Channel, unit: Unit) -> bool:
    """Whether the ends of time units that come binned are needed."""
    return unit.mark.type in SPANNING or bool(band_position(channel, None, unit.mark))


def _interval(unit: TimeUnit, value: object) -> tuple[object, object]:
    if not isinstance(value, int | float) or not math.isfinite(value):
        return None, None
    if unit.binned:  # the data say where it starts
        return value, offset(parts_of(unit.unit)[-1], float(value), unit.step)
    return interval(unit.unit, float(value), unit.step)
