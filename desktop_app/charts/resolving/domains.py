"""The domains of scales, from the data of every unit that uses them.

Vega-Lite's rules (``compile/scale/domain.ts``): what is written wins over what the data
say; units that share a scale have the union; categories are sorted as their channel asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np

from desktop_app.charts.dates import datetime_object, to_time
from desktop_app.charts.resolving.arrays import Floats, floats
from desktop_app.charts.resolving.flow import UnitData
from desktop_app.charts.scaling.discrete import identity
from desktop_app.charts.scaling.kinds import DISCRETE
from desktop_app.charts.spec.fields import (
    POSITIONS,
    RECTANGLES,
    SECONDARY,
    band_position,
    column,
    effective,
    every_channel,
    has_field,
    is_binned,
    plain,
)
from desktop_app.charts.spec.grammar import UNSET, Channel, Sort
from desktop_app.charts.timeunits import floor, offset, parts_of
from desktop_app.charts.transforms.aggregate import Aggregate, Op
from desktop_app.charts.transforms.base import Scope
from desktop_app.charts.transforms.ordering import ascending, sort_key

LARGEST_PART = 10_000
"""A number of a time unit (a year, an hour) is no larger; beyond, it is milliseconds."""


@dataclass(frozen=True)
class Use:
    """A unit's channel that a scale serves; ``cell`` where it serves one plot alone."""

    data: UnitData
    name: str
    cell: int | None = None

    @property
    def channel(self) -> Channel:
        found = effective(self.data.encoding[self.name])
        assert found is not None
        return found

    @property
    def nested(self) -> bool:
        """Whether there is a scale of offsets inside its bands."""
        offset = self.data.encoding.get(f"{self.name}Offset")
        return offset is not None and offset.has_data

    def rows(self) -> Iterable[Mapping[str, object]]:
        if self.cell is not None:
            return self.data.scaled[self.cell]
        together = self.data.together
        return chain.from_iterable(self.data.scaled) if together is None else together


@dataclass
class Part:
    """What one channel adds to a domain. ``several``: it is of more than one column."""

    values: list[object]
    explicit: bool = False
    several: bool = False
    sort: object = None
    """None: in the order of the data; True: ascending; else a :class:`Sort`."""
    use: Use | None = None


@dataclass
class Domain:
    """``several``: it is empty, and would be of several columns (Vega then has zeros)."""

    values: list[object]
    explicit: bool = False
    parts: list[Part] = field(default_factory=list)
    several: bool = False


def domain_of(uses: Sequence[Use], kind: str, scope: Scope) -> Domain:
    """The domain of a scale of type ``kind``, before zero, nice and padding."""
    parts: list[Part] = []
    for use in uses:
        found = _parts(use, use.name, kind, scope)
        second = SECONDARY.get(use.name, "")
        other = use.data.encoding.get(second)
        if other is not None and other.has_data and use.name in POSITIONS:
            found = _merged(found, _parts(use, second, kind, scope))
        parts = _merged(parts, found)
    explicit = any(part.explicit for part in parts)
    if kind in DISCRETE:
        return Domain(_categories(parts), explicit, parts)
    if kind in ("threshold", "quantile", "bin-ordinal") or _is_piecewise(parts):
        distinct = [part for rank, part in enumerate(parts) if not _is_repeated(parts, rank)]
        return Domain([value for part in distinct for value in part.values], explicit, parts)
    numbers = np.concatenate([floats(part.values) for part in parts]) if parts else np.empty(0)
    numbers = numbers[np.isfinite(numbers)]
    if kind == "log" and not explicit:
        numbers = _on_one_side(numbers)
    if not len(numbers):
        return Domain([], explicit, parts, len(parts) > 1 or any(part.several for part in parts))
    if explicit and all(_is_repeated(parts, rank) for rank in range(1, len(parts))):
        return Domain(floats(parts[0].values).tolist(), True, parts)
    return Domain([float(numbers.min()), float(numbers.max())], explicit, parts)


def _is_repeated(parts: Sequence[Part], rank: int) -> bool:
    """Whether a part was written for another unit too, or is of the same data."""
    one = parts[rank]
    return any(
        one.explicit == other.explicit
        and (one.values == other.values if one.explicit else _source(one) == _source(other))
        for other in parts[:rank]
    )


def _on_one_side(numbers: Floats) -> Floats:
    """What a logarithm can show together: the positive numbers, else the negative ones."""
    positive = numbers[numbers > 0]
    return positive if len(positive) else numbers[numbers < 0]


def _is_piecewise(parts: Sequence[Part]) -> bool:
    """Whether a domain of more than two values is written, in one way."""
    first = parts[0] if parts else None
    return (
        first is not None
        and first.explicit
        and len(first.values) > 2
        and all(_is_repeated(parts, rank) for rank in range(1, len(parts)))
    )


def _merged(one: list[Part], two: list[Part]) -> list[Part]:
    """Both, or only what is written where one of them is."""
    if any(part.explicit for part in one) and not any(part.explicit for part in two):
        return one
    if any(part.explicit for part in two) and not any(part.explicit for part in one):
        return two if two else one
    return one + two


def _parts(use: Use, name: str, kind: str, scope: Scope) -> list[Part]:
    channel = effective(use.data.encoding[name])
    assert channel is not None
    main = use.channel
    written = main.scale.get("domain") if main.scale else None
    written = scope.value(written)
    if isinstance(written, Mapping) and "unionWith" in written:
        union = [written_value(value, main, scope) for value in _listed(written["unionWith"])]
        return [
            Part(union, True),
            *(_explicit(part) for part in _implied(use, channel, kind, scope)),
        ]
    if isinstance(written, Mapping) and "param" in written:
        found = _selected(written, scope)
        return [Part(found, True)] if found else _implied(use, channel, kind, scope)
    if isinstance(written, tuple | list):
        return [Part([written_value(value, main, scope) for value in written], True)]
    return _implied(use, channel, kind, scope)


def _explicit(part: Part) -> Part:
    return Part(part.values, True, part.several, part.sort, part.use)


def _listed(value: object) -> Sequence[object]:
    return value if isinstance(value, tuple | list) else ()


def written_value(value: object, channel: Channel, scope: Scope) -> object:
    """A value of a written domain; a date as milliseconds where the channel is of dates."""
    value = scope.value(value)
    if isinstance(value, Mapping):
        return datetime_object(value)
    if channel.type == "temporal" or channel.time_unit is not None:
        unit = channel.time_unit
        small = isinstance(value, int | float) and abs(value) <= LARGEST_PART
        if small and not isinstance(value, bool) and unit is not None:
            return _of_unit(unit.unit, value)
        return to_time(value)
    return value


def _of_unit(unit: str, value: object) -> float | None:
    """A number or a name in terms of a time unit: a year, a month from 1, « mon »…"""
    parts = parts_of(unit)
    if len(parts) == 1 and parts[0] != "week":
        own = {parts[0]: value}
        found = datetime_object(own)
        return None if found is None else floor(unit, found)
    moment = to_time(value)
    return None if moment is None else floor(unit, moment)


def _selected(written: Mapping[str, object], scope: Scope) -> list[object]:
    chosen = scope.selections.get(str(written["param"]))
    if chosen is None or not chosen.ranges:
        return []
    key = str(written.get("field") or written.get("encoding") or next(iter(chosen.ranges)))
    return list(chosen.ranges.get(key, ()))


def _implied(use: Use, channel: Channel, kind: str, scope: Scope) -> list[Part]:
    """What the data of one channel say."""
    data, main = use.data, use.channel
    stack = data.stack
    if stack is not None and channel.name == stack.channel:
        if stack.offset == "normalize":
            return [Part([0.0, 1.0])]
        both = (column(channel, "start"), column(channel, "end"))
        values = [row.get(key) for row in use.rows() for key in both]
        return [Part(values, use=use, several=True)]
    if channel.datum is not UNSET:
        return [Part([written_value(channel.datum, main, scope)], use=use)]
    if not has_field(channel):
        return []
    sort = _sort(use, kind) if channel.name == use.name else None
    name = column(channel)
    if main.scale and main.scale.get("domain") == "unaggregated" and channel.aggregate:
        keys = [f"{op}_{plain(channel.field)}" for op in ("min", "max")]
        return [Part([row.get(key) for row in use.rows() for key in keys], use=use)]
    if is_binned(channel):
        bins = data.bins.get(name)
        if kind in DISCRETE:
            ranges = column(channel, bin_suffix="range")
            if isinstance(sort, Sort):
                return [Part([row.get(ranges) for row in data.raw], sort=sort, use=use)]
            order = Sort(field=name, op="min")
            return [Part([row.get(ranges) for row in use.rows()], sort=order, use=use)]
        if bins is not None:
            return [Part([bins.start, bins.stop], use=use)]
    names: tuple[str, ...] = (name,)
    if channel.time_unit is not None and kind in ("time", "utc"):
        second = data.encoding.get(SECONDARY.get(channel.name, ""))
        share = band_position(channel, second, data.unit.mark)
        if channel.type == "temporal" and share is not None:
            ends = (name, column(channel, bin_suffix="end"))
            if data.unit.mark.type in RECTANGLES and share != 0.5 and channel.name in POSITIONS:
                return [Part(_offset_ends(use, ends, share), use=use)]
            names = ends
    if isinstance(sort, Sort) and kind in DISCRETE:
        return [Part([row.get(name) for row in data.raw], sort=sort, use=use)]
    return [Part([row.get(key) for row in use.rows() for key in names], sort=sort, use=use)]


def moved_interval(channel: Channel, low: float, high: float, share: float) -> list[float]:
    """The ends of a rectangle whose time unit stands at ``share`` of it (0.5: its middle)."""
    unit = channel.time_unit
    assert unit is not None
    before = offset(parts_of(unit.unit)[-1], low, -unit.step)
    at = share + 0.5
    return [before + (low - before) * at, low + (high - low) * at]


def _offset_ends(use: Use, names: tuple[str, str], share: float) -> list[object]:
    """The ends of rectangles that stand aside of the middle of their time units."""
    found: list[object] = []
    for row in use.rows():
        low, high = (row.get(name) for name in names)
        if isinstance(low, int | float) and isinstance(high, int | float):
            found += moved_interval(use.channel, low, high, share)
    return found


def _sort(use: Use, kind: str) -> object:
    if kind not in DISCRETE:
        return None
    channel, data = use.channel, use.data
    sort = channel.sort
    if sort is UNSET:
        return True
    if sort is None or not isinstance(sort, Sort):
        return None
    if sort.values:
        return sort
    if sort.channel:
        other = data.encoding.get(sort.channel)
        if other is None or not has_field(other):
            return True
        field_name, op = plain(other.field), other.aggregate or ""
        if ":" in op:
            return Sort(sort.order, field=column(other), op="min")
        return Sort(sort.order, field=field_name, op=op or _default_op(data, other.field))
    if sort.field or sort.op:
        return Sort(sort.order, field=sort.field, op=sort.op or _default_op(data, sort.field))
    return (
        Sort("descending", field=column(channel), op="min") if sort.order == "descending" else True
    )


def _default_op(data: UnitData, name: str) -> str:
    if data.stack is None:
        return "min"
    known = {dimension.field for dimension in data.stack.dimensions} | set(data.stack.by)
    return "min" if name in known else "sum"


def _categories(parts: Sequence[Part]) -> list[object]:
    """The distinct values of ``parts``, in order."""
    seen: dict[object, object] = {}
    for part in parts:
        for value in part.values:
            key = identity(value)
            if key not in seen:
                seen[key] = value
    values = list(seen.values())
    sorted_ = [part for part in parts if part.sort is not None and not part.explicit]
    if not sorted_ or all(part.explicit for part in parts):
        return values
    chosen = _chosen(parts, sorted_)
    if not isinstance(chosen, Sort):
        return ascending(values)
    if chosen.values:
        owner = next((part.use.channel for part in parts if part.use is not None), None)
        return _by_list(values, chosen, owner)
    return _by_field(values, chosen, [part for part in parts if part.use is not None])


def _chosen(parts: Sequence[Part], sorted_: Sequence[Part]) -> object:
    """The order that several units agree on (``mergeDomains``): True for the plain one."""
    sorts = _distinct([part.sort for part in sorted_])
    if len({_source(part) for part in parts if part.use is not None}) > 1:
        kept = _distinct([sort if _works_for_unions(sort) else True for sort in sorts])
        return kept[0] if len(kept) == 1 else True
    if len(sorts) == 1:
        return sorts[0]
    ops = [sort for sort in sorts if isinstance(sort, Sort) and sort.op != "min"]
    whole = all(isinstance(sort, Sort) for sort in sorts)
    return ops[0] if len(ops) == 1 and whole else True


def _distinct(sorts: Sequence[object]) -> list[object]:
    """Each once; their values may be such that no set holds them."""
    return [sort for rank, sort in enumerate(sorts) if sort not in sorts[:rank]]


def _works_for_unions(sort: object) -> bool:
    return not isinstance(sort, Sort) or bool(sort.values) or sort.op in ("count", "min", "max")


def _source(part: Part) -> object:
    """What makes the rows of two domains the same: where they are from, what was done to them."""
    if part.use is None:
        return id(part)
    unit = part.use.data.unit
    made = frozenset(
        column(one)
        for one in every_channel(unit.encoding)
        if one.bin is not None or one.time_unit is not None
    )
    done = tuple(id(transform) for transform in unit.transforms)
    return id(unit.data), done, made, column(part.use.channel)


def _by_list(values: Sequence[object], sort: Sort, channel: Channel | None) -> list[object]:
    ranks = {identity(value): rank for rank, value in enumerate(values_of(sort, channel))}
    last = len(ranks)
    return sorted(values, key=lambda value: ranks.get(identity(value), last))


def values_of(sort: Sort, channel: Channel | None) -> list[object]:
    """The values of a list to sort by; those of a time unit (« mon ») as its moments."""
    found: list[object] = []
    for value in sort.values:
        if isinstance(value, Mapping):
            found.append(datetime_object(value))
        elif channel is not None and channel.time_unit is not None:
            found.append(_of_unit(channel.time_unit.unit, value))
        else:
            found.append(value)
    return found


def _by_field(values: Sequence[object], sort: Sort, parts: Sequence[Part]) -> list[object]:
    """The values in the order of an aggregate of another field over the raw rows."""
    found: dict[object, list[object]] = {}
    for part in parts:
        assert part.use is not None
        channel = part.use.channel
        name = column(channel, bin_suffix="range" if is_binned(channel) else "")
        if sort.field == name:
            return ascending(values, descending=sort.order == "descending")
        rows = part.use.data.raw
        op = Op(sort.op or "min", sort.field, "sort")
        for row in Aggregate((name,), (op,)).apply(rows, Scope()):
            found.setdefault(identity(row.get(name)), []).append(row.get("sort"))
    keys = {key: _together(ranks, sort.op) for key, ranks in found.items()}
    ordered = sorted(values, key=lambda value: sort_key(keys.get(identity(value))))
    if sort.order == "descending":
        ordered = sorted(
            values, key=lambda value: sort_key(keys.get(identity(value))), reverse=True
        )
    return ordered


def _together(ranks: Sequence[object], op: str) -> object:
    known = [rank for rank in ranks if isinstance(rank, int | float)]
    if len(ranks) == 1 or not known:
        return ranks[0]
    return max(known) if op == "max" else sum(known) if op in ("count", "sum") else min(known)
