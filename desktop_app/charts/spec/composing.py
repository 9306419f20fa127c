"""What composed marks have in common: their axis, what other channels ask for, parts.

As Vega-Lite's ``compositemark/common.ts`` and ``extractTransformsFromEncoding``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from desktop_app.charts.expressions.syntax import Expression
from desktop_app.charts.spec.fields import column, title_of
from desktop_app.charts.spec.grammar import Channel
from desktop_app.charts.spec.records import entries_of
from desktop_app.content.problems import Location
from desktop_app.content.yaml import Entry, Items, Record, Value

COMPOSITES: Final = ("boxplot", "errorbar", "errorband")
ERRORS: Final = ("xError", "xError2", "yError", "yError2")
DEFAULTS: Final[Mapping[str, Mapping[str, object]]] = {
    "boxplot": {
        "size": 14, "extent": 1.5, "box": {}, "median": {"color": "white"}, "outliers": {},
        "rule": {}, "ticks": None,
    },
    "errorbar": {"center": "mean", "rule": True, "ticks": False},
    "errorband": {"band": {"opacity": 0.3}, "borders": False},
}  # fmt: skip

Tree = dict[str, object]
Typed = Callable[[str, Value], Channel | None]
"""Reads a channel for its type; reports nothing."""


def located(value: object, place: Location) -> Value:
    """``value`` (mappings, lists, scalars, and what is located already) at ``place``."""
    if isinstance(value, Record | Items):
        return value
    if isinstance(value, Expression):
        value = {"expr": value.source}
    if isinstance(value, Mapping):
        entries = {key: Entry(located(item, place), place, place) for key, item in value.items()}
        return Record(entries, place)
    if isinstance(value, list | tuple):
        return Items([located(item, place) for item in value], [place] * len(value), place)
    return value if isinstance(value, str | int | float | bool) else None


@dataclass(frozen=True)
class Composite:
    """A composed mark: ``mark`` its properties, ``config`` the defaults of its kind."""

    kind: str
    mark: Mapping[str, object]
    config: Mapping[str, object]
    encoding: Mapping[str, Entry]
    typed: Typed

    def channel(self, name: str) -> Channel | None:
        entry = self.encoding.get(name)
        value = entry.value if entry is not None else None
        if isinstance(value, Record) and value.get("aggregate") in COMPOSITES:
            value = _record_without(value, "aggregate")
        return None if value is None else self.typed(name, value)

    def axis(self) -> str | None:
        orient = self.mark.get("orient")
        x, y = self.channel("x"), self.channel("y")
        if orient in ("vertical", "horizontal"):
            axis = "y" if orient == "vertical" else "x"
            return axis if axis in self.encoding else None
        for axis in ("x", "y"):
            if any(name in self.encoding for name in (f"{axis}2", f"{axis}Error")):
                return axis if axis in self.encoding else None
        wide, high = _is_continuous(x), _is_continuous(y)
        if wide and high and x is not None and y is not None:
            return "x" if _is_dated(y) and not _is_dated(x) else "y"
        return "x" if wide else "y" if high else None


def _is_continuous(channel: Channel | None) -> bool:
    return channel is not None and channel.type in ("quantitative", "temporal") and not channel.bin


def _is_dated(channel: Channel) -> bool:
    return channel.type == "temporal" or channel.time_unit is not None


def _record_without(record: Record, key: str) -> Record:
    kept = {name: entry for name, entry in entries_of(record).items() if name != key}
    return Record(kept, record.location)


class Plan:
    """The transforms and the layers of one composed mark along ``axis``."""

    def __init__(self, composite: Composite, axis: str) -> None:
        self.composite = composite
        self.axis_name = axis
        entry = composite.encoding[axis]
        self.place = entry.value_at
        raw = entry.value if isinstance(entry.value, Record) else Record({}, self.place)
        self._raw = raw
        self.field = str(raw.get("field") or "")
        channel = composite.channel(axis)
        self._type = channel.type if channel is not None else "quantitative"
        title = raw.get("title") if "title" in raw else self.field
        self._position: Tree = {"type": self._type, "title": title}
        self._position |= {key: raw[key] for key in ("scale", "axis") if key in raw}
        self._title = title if isinstance(title, str) else self.field
        self.groupby: list[object] = []
        self._before: list[object] = []
        self._aggregate: list[object] = []
        self.shared: Tree = {}
        self._tooltips: list[object] = []
        own = {axis, f"{axis}2", *ERRORS}
        self._single: Value = None
        for name, other in composite.encoding.items():
            if name in own:
                continue
            value = other.value
            if composite.kind == "boxplot" and name == "tooltip":
                value, self._single = _parted(value)
            if value is not None:
                self.share(name, value)

    # -- what the other channels ask for (``extractTransformsFromEncoding``) ------------

    def share(self, name: str, value: Value) -> None:
        if isinstance(value, Items):
            for item in value:
                field = item.get("field") if isinstance(item, Record) else item
                if isinstance(field, str) and not (
                    isinstance(item, Record) and "aggregate" in item
                ):
                    self.groupby.append(field)
            self.shared[name] = value
            return
        typed = self.composite.typed(name, value)
        if not isinstance(value, Record) or typed is None or not (typed.field or typed.aggregate):
            self.shared[name] = value
            return
        if typed.aggregate or typed.bin or typed.time_unit:
            self._transform(name, value, typed)
        else:
            self.groupby.append(typed.field)
            self.shared[name] = value
        if name != "tooltip":
            shown = self.shared[name]
            tree = dict(shown) if isinstance(shown, Mapping) else {}
            words = {key: tree[key] for key in ("field", "type", "title") if key in tree}
            if words not in self._tooltips:
                self._tooltips.append(words)

    def _transform(self, name: str, value: Record, typed: Channel) -> None:
        new = column(typed)
        left = {key: value[key] for key in value if key not in ("aggregate", "bin", "timeUnit")}
        tree: Tree = {"title": title_of(typed), **left, "field": new}
        tree.setdefault("type", typed.type)
        if typed.aggregate:
            op, _, key = typed.aggregate.partition(":")
            if key:
                tree["field"] = f"{op}_{key}.{typed.field}"
                self._aggregate.append({"op": op, "field": key, "as": f"{op}_{key}"})
            else:
                entry: Tree = {"op": op, "as": new}
                self._aggregate.append(entry | ({"field": typed.field} if typed.field else {}))
        elif typed.bin is not None and not typed.bin.binned:
            self.groupby += [new, f"{new}_end"]
            self._before.append({"bin": value["bin"], "field": typed.field, "as": new})
            tree |= {"bin": "binned", "type": "quantitative"}
            if name in ("x", "y"):
                self.shared[f"{name}2"] = {"field": f"{new}_end"}
        else:
            self.groupby.append(new)
            if typed.time_unit is not None and not typed.time_unit.binned:
                unit = value["timeUnit"]
                self._before.append({"timeUnit": unit, "field": typed.field, "as": new})
        self.shared[name] = tree

    # -- parts -----------------------------------------------------------------------

    def _part(
        self,
        name: str,
        mark: Tree,
        low: str,
        high: str = "",
        shared: Tree | None = None,
        more: Tree | None = None,
    ) -> list[object]:
        """The layer of one part, none where it is not wanted."""
        composite = self.composite
        given = composite.mark.get(name) if name in composite.mark else composite.config.get(name)
        if given is None or given is False:
            return []
        default = composite.config.get(name)
        own = composite.mark.get(name)
        base = {key: composite.mark[key] for key in ("clip", "color", "opacity")
                if composite.mark.get(key)}  # fmt: skip
        whole: Tree = {**(default if isinstance(default, Mapping) else {}), **base, **mark}
        whole["style"] = f"{composite.kind}-{name}"
        whole |= own if isinstance(own, Mapping) else {}
        prefix = f"{low}_" if low else ""
        encoding: Tree = {self.axis_name: {"field": f"{prefix}{self.field}", **self._position}}
        if high:
            encoding[f"{self.axis_name}2"] = {"field": f"{high}_{self.field}"}
        encoding |= self.shared if shared is None else shared
        encoding |= more or {}
        return [{"mark": whole, "encoding": encoding}]

    def _tooltip(self, rows: Sequence[tuple[str, str]], *, whole: bool = True) -> Tree:
        """``rows``: the prefix of a column and of its title."""
        if "tooltip" in self.shared:
            return {"tooltip": self.shared["tooltip"]}
        end = f" of {self._title}" if whole else ""
        own = [
            {"field": f"{prefix}{self.field}", "type": self._type, "title": f"{title}{end}"}
            for prefix, title in rows
        ]
        return {"tooltip": [*own, *self._tooltips]}

    def _datum(self, prefix: str = "") -> str:
        return f"datum[{json.dumps(prefix + self.field)}]"

    def _op(self, op: str, prefix: str, field: str = "") -> Tree:
        return {"op": op, "field": field or self.field, "as": f"{prefix}_{self.field}"}

    # -- error bars and bands ------------------------------------------------------------


def _parted(tooltip: Value) -> tuple[Value, Value]:
    """The tooltips over summaries, and those over single rows, which outliers show."""
    if not isinstance(tooltip, Items):
        is_summary = isinstance(tooltip, Record) and bool(tooltip.get("aggregate"))
        return (tooltip, None) if is_summary else (None, tooltip)
    kinds: tuple[list[Value], list[Value]] = ([], [])
    for item in tooltip:
        is_summary = isinstance(item, Record) and bool(item.get("aggregate"))
        kinds[0 if is_summary else 1].append(item)
    place = tooltip.location
    summaries, single = (located(items, place) if items else None for items in kinds)
    return summaries, single
