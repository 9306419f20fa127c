"""What a reader has set and chosen on a chart: its inputs, marks picked, an interval."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from desktop_app.charts.resolving.signals import projected
from desktop_app.charts.scene import Scene
from desktop_app.charts.spec.events import CLICK, OVER, event_of
from desktop_app.charts.spec.fields import column, has_field
from desktop_app.charts.spec.grammar import Channel, Param, Specification
from desktop_app.charts.transforms.base import Scope, Selected
from desktop_app.charts.transforms.fields import accessor
from desktop_app.charts.transforms.predicates import Chosen
from desktop_app.content.reference import Reference

MOST_POINTS = 2_000
"""More points than that are not told to other charts: nobody could see them there."""


def _param(specification: Specification, name: str) -> Param | None:
    return next((param for param in specification.params if param.name == name), None)


def _channels(specification: Specification, param: Param) -> Iterator[Channel]:
    """The channels whose values the selection is made of: those it names, else all."""
    encodings = param.options.get("encodings")
    named = tuple(encodings) if isinstance(encodings, tuple | list) else ()
    for unit in specification.units:
        for channel in unit.encoding.values():
            if (
                has_field(channel)
                and not channel.aggregate
                and (not named or channel.name in named)
            ):
                yield channel


@dataclass(frozen=True)
class Choices:
    """The values of a chart's own parameters, and what its selections hold.

    Only what a reader changed is in here; the rest is as the specification says. Each
    method gives the choices after one more gesture.
    """

    inputs: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    selections: Mapping[str, Selected] = field(default_factory=lambda: MappingProxyType({}))

    def set_to(self, name: str, value: object) -> Choices:
        """A parameter was set to ``value``."""
        return replace(self, inputs=MappingProxyType({**self.inputs, name: value}))

    def picked(
        self, specification: Specification, scene: Scene, name: str, rank: int | None, *, adds: bool
    ) -> Choices:
        """Mark ``rank`` was picked for the point selection ``name``.

        ``adds`` keeps the others, and lets go of what was chosen already. Picking nothing
        (``rank`` None) empties it.
        """
        param = _param(specification, name)
        if param is None or rank is None:
            return self._holding(name, Selected())
        _, group, index = scene.place(rank)
        row = group.rows[index]
        shown = {
            channel.name: column(channel)
            for channel in specification.units[group.unit].encoding.values()
            if has_field(channel) and not channel.aggregate
        }
        # Vega-Lite's default is the mark itself.
        names = projected(param, shown) or [key for key in row if key.isprintable()]
        point = {key: row[key] if key in row else accessor(key)(row) for key in names}
        return self._holding(name, _with_point(scene.selections.get(name), point, adds=adds))

    def picked_in_legend(
        self, scene: Scene, name: str, field: str, value: object, *, adds: bool
    ) -> Choices:
        """An entry of a legend was picked; the only one chosen is let go by a second pick."""
        before = scene.selections.get(name)
        chosen = _with_point(before, {field: value}, adds=adds)
        return self._holding(name, Selected() if chosen == before else chosen)

    def field_set(self, scene: Scene, name: str, field: str, value: object) -> Choices:
        """The input of one field of a point selection was set; None is any value."""
        before = scene.selections.get(name)
        point = {**(before.points[-1] if before is not None and before.points else {})}
        point[field] = value
        kept = {key: one for key, one in point.items() if one is not None}
        return self._holding(name, Selected(points=(kept,)) if kept else Selected())

    def spanned(
        self, specification: Specification, name: str, ranges: Mapping[str, tuple[object, ...]]
    ) -> Choices:
        """The interval ``name`` is over ``ranges`` of x and y now; over none, it is let go."""
        param = _param(specification, name)
        found: dict[str, tuple[object, ...]] = {}
        for channel in _channels(specification, param) if param is not None else ():
            ends = ranges.get(channel.name)
            if ends:
                found[column(channel)] = tuple(ends)
        return self._holding(name, Selected(ranges=found))

    def _holding(self, name: str, selected: Selected) -> Choices:
        return replace(self, selections=MappingProxyType({**self.selections, name: selected}))


def chosen_points(scene: Scene) -> frozenset[Reference]:
    """What the marks that the selections hold refer to; nothing where too many do, where
    nothing is chosen, or where pointing alone chooses.
    """
    names = [
        param.name
        for param in scene.params
        if param.select
        and param.bind != "scales"
        and event_of(param.options.get("on"), CLICK) != OVER
        and not scene.selections.get(param.name, Selected()).is_empty
    ]
    scope = Scope(scene.signals, scene.selections, scene.language)
    tests = [Chosen(name).bind(scope) for name in names]
    found: set[Reference] = set()
    for _, group in scene.walked if tests else ():
        for index, row in enumerate(group.rows):
            if all(test(row) for test in tests):
                found.update(group.refers(index)[:1])
        if len(found) > MOST_POINTS:
            return frozenset()
    return frozenset(found)


def is_chosen(selected: Selected | None, field: str, value: object) -> bool:
    """Whether a point selection holds ``value`` of ``field``."""
    points = selected.points if selected is not None else ()
    return any(field in point and point[field] == value for point in points)


def _with_point(before: Selected | None, point: Mapping[str, object], *, adds: bool) -> Selected:
    known = before.points if before is not None else ()
    if not adds:
        return Selected(points=(point,))
    if point in known:
        return Selected(points=tuple(one for one in known if one != point))
    return Selected(points=(*known, point))
