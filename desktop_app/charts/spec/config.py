"""Reading ``config``: defaults of marks, axes, scales and views, and named styles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from desktop_app.charts.d3formats import is_number_format, is_time_format
from desktop_app.charts.spec.fields import plain
from desktop_app.charts.spec.grammar import MARKS, NOTHING, UNSET, Channel, Properties
from desktop_app.charts.spec.kinds import Place
from desktop_app.charts.spec.values import ValueReader
from desktop_app.charts.spec.vocabulary import (
    AXIS,
    CONFIG_COSMETIC,
    CONFIG_PLAIN,
    HEADER,
    LEGEND,
    MARK_CONFIG,
    is_axis_config,
)
from desktop_app.content.problems import nearest
from desktop_app.content.yaml import Record

_SECTIONS: Mapping[str, Place] = {
    **dict.fromkeys(("mark", *MARKS), MARK_CONFIG),
    "legend": LEGEND,
    "header": HEADER,
}


def read_config(record: Record, values: ValueReader) -> Properties:
    """Section -> its properties; ``style`` -> name -> properties."""
    found: dict[str, object] = {}
    for key in record:
        value = record[key]
        place = AXIS if is_axis_config(key) else _SECTIONS.get(key)
        if value is None or key in CONFIG_COSMETIC:
            continue
        if key in CONFIG_PLAIN and place is None:
            found[key] = values.deep(value)
        elif place is None and key != "style":
            known = (*_SECTIONS, *CONFIG_PLAIN, "axis", "style")
            values.log.error(
                "unknown-key",
                record.key_at(key),
                key=key,
                owner="config",
                nearest=nearest(key, (*known, *CONFIG_COSMETIC)),
                known=", ".join(known),
            )
        elif not isinstance(value, Record):
            values.log.error("wrong-type", record.value_at(key), key=key, expected="mapping")
        elif place is not None:
            found[key] = values.properties(value, place)
        else:
            found[key] = _styles(value, values)
    return MappingProxyType(found)


def _styles(record: Record, values: ValueReader) -> Properties:
    found = {}
    for name in record:
        style = record[name]
        if isinstance(style, Record):
            found[name] = values.properties(style, MARK_CONFIG)
        else:
            values.log.error("wrong-type", record.value_at(name), key=name, expected="mapping")
    return MappingProxyType(found)


def section(config: Properties, name: str) -> Properties:
    """A section of ``config``, empty where there is none."""
    found = config.get(name)
    return found if isinstance(found, Mapping) else NOTHING


def with_defaults(channel: Channel, config: Properties) -> Channel:
    """``channel`` with the title and the format that ``config`` gives where nothing else does."""
    title, form = _default_title(channel, config), _default_format(channel, config)
    if channel.title is UNSET and title:
        channel = replace(channel, title=title)
    return replace(channel, format=form) if form and not channel.format else channel


def _default_title(channel: Channel, config: Properties) -> str:
    if channel.aggregate == "count" and isinstance(config.get("countTitle"), str):
        return str(config["countTitle"])
    unit = channel.time_unit
    made = channel.aggregate or ("" if unit is None or unit.binned else unit.unit)
    made = made or ("bin" if channel.bin is not None and not channel.bin.binned else "")
    if not made or config.get("fieldTitle") not in ("plain", "functional"):
        return ""
    if config["fieldTitle"] == "plain":
        return plain(channel.field)
    op, _, key = channel.aggregate.partition(":")
    return f"{channel.field} for {op}({key})" if key else f"{made.upper()}({channel.field})"


def _default_format(channel: Channel, config: Properties) -> str:
    dated = channel.type == "temporal"
    if dated and (channel.time_unit is not None or channel.name in ("x", "y")):
        return ""
    found = config.get("timeFormat" if dated else "numberFormat")
    sound = is_time_format if dated else is_number_format
    applies = dated or channel.type == "quantitative"
    return found if applies and isinstance(found, str) and sound(found) else ""
