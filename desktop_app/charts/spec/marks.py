"""Reading marks: their type, their properties with the defaults of ``config``, overlays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from desktop_app.charts.spec.composing import COMPOSITES
from desktop_app.charts.spec.config import section
from desktop_app.charts.spec.grammar import MARKS, UNSET, Channel, Mark, Properties, Unit
from desktop_app.charts.spec.orientation import orientation
from desktop_app.charts.spec.stacking import stacking
from desktop_app.charts.spec.values import ValueReader
from desktop_app.charts.spec.vocabulary import (
    BINNED_ENDS,
    MARK,
    MARKS_OF,
    UNSUPPORTED_MARKS,
)
from desktop_app.content.fields import Fields
from desktop_app.content.problems import nearest
from desktop_app.content.yaml import Record

REDUCED_OPACITY = 0.7
_OVERLAYS = ("point", "line")
_PATHS = ("line", "rule", "trail", "area")
_STROKED = ("point", "line", "rule")


def read_mark(view: Record, owner: str, values: ValueReader) -> Mark | None:
    """The mark as it is written, without the defaults of ``config``."""
    value = view.get("mark")
    fields, key = Fields(view, owner, values.log), "mark"
    properties: Properties = {}
    if isinstance(value, Record):
        fields, key = Fields(value, "mark", values.log), "type"
    kind = fields.text(key, required=True)
    if not kind:
        return None
    if kind in UNSUPPORTED_MARKS:
        instead = UNSUPPORTED_MARKS[kind]
        values.log.error("unsupported-mark", fields.place(key), mark=kind, instead=instead)
        return None
    if kind not in MARKS:
        near, known = nearest(kind, (*MARKS, *COMPOSITES)), ", ".join((*MARKS, *COMPOSITES))
        values.log.error("unknown-mark", fields.place(key), mark=kind, nearest=near, known=known)
        return None
    if isinstance(value, Record):
        properties = values.properties(value, MARK, skip=("type",))
    return Mark(kind, properties)


def is_filled(unit: Unit) -> bool:
    """Whether colours fill the mark of ``unit``, or are those of its lines."""
    given = unit.mark.get("filled")
    if isinstance(given, bool):
        return given
    return unit.mark.type not in _STROKED and unit.data.graticule is None


def composed_kind(view: Record) -> str:
    """The composed mark of a view, "" where it has a simple one."""
    value = view.get("mark")
    kind = value.get("type") if isinstance(value, Record) else value
    return kind if isinstance(kind, str) and kind in COMPOSITES else ""


def with_defaults(mark: Mark, config: Properties) -> Mark:
    """``mark`` with what ``config`` says of all marks, of its kind and of its styles."""
    given = mark.get("style")
    names = given if isinstance(given, tuple) else (given,) if given else ()
    styles = section(config, "style")
    found: dict[str, object] = {**section(config, "mark"), **section(config, mark.type)}
    for name in (mark.type, *names):
        found |= section(styles, str(name))
    found |= mark.properties
    for key in (*_OVERLAYS, "style"):
        found.pop(key, None)
    return Mark(mark.type, MappingProxyType(found), frozenset(mark.properties))


def units_of(unit: Unit, config: Properties, automatic: str) -> list[Unit]:
    """``unit``, or the units that draw it: a path and what is laid over it.

    ``automatic``: what the unit would be called without a name of its own. As Vega-Lite's
    ``pathoverlay.ts`` and ``ruleforrangedline.ts``.
    """
    mark = unit.mark
    own = section(config, mark.type)
    point = _overlay(mark, own, "point", shown="shape" in unit.encoding)
    line = _overlay(mark, own, "line") if mark.type == "area" else None
    if mark.type not in _PATHS or (point is None and line is None):
        return [_finished(_as_rule(unit), config)]
    properties = dict(mark.properties)
    if mark.type == "area" and not _sets_opacity(mark, config):
        properties["opacity"] = REDUCED_OPACITY
    kept = {name: channel for name, channel in unit.encoding.items() if name != "shape"}
    base = replace(
        unit,
        mark=Mark(mark.type, MappingProxyType(properties)),
        encoding=MappingProxyType(kept),
    )
    over = _stacked_encoding(unit)
    found = [base]
    if line is not None:
        taken = _taken(mark, ("clip", "interpolate", "tension", "tooltip"))
        found.append(replace(unit, mark=Mark("line", {**taken, **line}), encoding=over))
    if point is not None:
        taken = _taken(mark, ("clip", "tooltip"))
        drawn = {"opacity": 1, "filled": True, **taken, **point}
        found.append(replace(unit, mark=Mark("point", drawn), encoding=over))
    prefix = f"{automatic}_" if automatic else ""
    names = [f"{prefix}layer_{index}" for index in range(len(found))]
    if unit.name != automatic:
        names[0] = unit.name
    return [
        _finished(replace(_as_rule(part), name=name), config)
        for name, part in zip(names, found, strict=True)
    ]


def _overlay(mark: Mark, config: Properties, key: str, *, shown: bool = False) -> Properties | None:
    """The properties of the overlay ``key``, None where there is none."""
    value = mark.properties.get(key, UNSET)
    if value is UNSET:
        value = config.get(key) or shown
    if value == "transparent":
        return {"opacity": 0}
    if isinstance(value, Mapping):
        return value
    return {} if value else None


def _sets_opacity(mark: Mark, config: Properties) -> bool:
    whole = with_defaults(mark, config)
    return whole.get("opacity") is not None or whole.get("fillOpacity") is not None


def _taken(mark: Mark, keys: tuple[str, ...]) -> Properties:
    return {key: mark.properties[key] for key in keys if key in mark.properties}


def _stacked_encoding(unit: Unit) -> Mapping[str, Channel]:
    """The encoding of an overlay: stacked as what it lies on, without second ends."""
    found = {name: one for name, one in unit.encoding.items() if name not in ("x2", "y2")}
    stack = stacking(unit, orientation(unit.mark, unit.encoding))
    if stack is not None:
        found[stack.channel] = replace(found[stack.channel], stack=stack.offset)
    return MappingProxyType(found)


def _as_rule(unit: Unit) -> Unit:
    """A line with two ends is a rule."""
    if unit.mark.type != "line":
        return unit
    for second, main in (("x2", "x"), ("y2", "y")):
        first = unit.encoding.get(main)
        if second not in unit.encoding or first is None or not first.has_data:
            continue
        if first.bin is None or not first.bin.binned:
            return replace(unit, mark=Mark("rule", unit.mark.properties))
    return unit


def _finished(unit: Unit, config: Properties) -> Unit:
    encoding = {
        name: channel
        for name, channel in unit.encoding.items()
        if takes(unit.mark.type, name, unit.encoding)
    }
    return replace(unit, mark=with_defaults(unit.mark, config), encoding=MappingProxyType(encoding))


def takes(mark: str, name: str, encoding: Mapping[str, Channel]) -> bool:
    """Whether a channel has an effect on a mark (``markChannelCompatible``)."""
    allowed = MARKS_OF.get(name)
    if allowed is None or mark in allowed:
        return True
    main = encoding.get({"x2": "x", "y2": "y"}.get(name, ""))
    return (
        mark in BINNED_ENDS
        and main is not None
        and bool(main.field)
        and main.bin is not None
        and main.bin.binned
        and bool(encoding[name].field)
    )
