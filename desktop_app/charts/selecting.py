"""What a selection of a chart holds once a mark is picked or an interval is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from desktop_app.charts.resolving.signals import projected
from desktop_app.charts.scene import Scene
from desktop_app.charts.spec.fields import column, has_field
from desktop_app.charts.spec.grammar import Channel, Param, Specification
from desktop_app.charts.transforms.base import Selected


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


def picked(
    specification: Specification,
    scene: Scene,
    before: Selected | None,
    name: str,
    rank: int | None,
    *,
    adds: bool,
) -> Selected:
    """The point selection ``name`` once mark ``rank`` was picked; ``adds`` keeps the others."""
    param = _param(specification, name)
    if param is None or rank is None:
        return Selected()
    _, group, index = scene.place(rank)
    row = group.rows[index]
    channels = specification.units[group.unit].encoding.values()
    shown = {
        channel.name: column(channel)
        for channel in channels
        if has_field(channel) and not channel.aggregate
    }
    # Vega-Lite's default is the mark itself.
    names = projected(param, shown) or [key for key in row if key.isprintable()]
    point = {key: row.get(key) for key in names if key in row}
    known = before.points if before is not None else ()
    if point in known:
        return Selected(points=tuple(one for one in known if one != point) if adds else ())
    return Selected(points=(*known, point) if adds else (point,))


def picked_interval(
    specification: Specification, name: str, ranges: Mapping[str, tuple[object, ...]]
) -> Selected:
    """The interval selection ``name`` over ``ranges`` of x and y, by the fields they show."""
    param = _param(specification, name)
    if param is None or not ranges:
        return Selected()
    found: dict[str, tuple[object, ...]] = {}
    for channel in _channels(specification, param):
        ends = ranges.get(channel.name)
        if ends:
            found[column(channel)] = tuple(ends)
    return Selected(ranges=found)
