"""What the columns of a unit's data are called, and what its channels are worth.

The names are Vega-Lite's own (``mean_share``, ``yearmonth_date``, ``bin_maxbins_10_x``):
two channels that ask for the same thing share a column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from desktop_app.charts.spec.grammar import UNSET, Binning, Channel, Mark, Unit
from desktop_app.charts.timeunits import parts_of

COUNT_FIELD = "__count"
ROW_KEY = "\x00row"
"""The column that holds the key of a lesson's row; no table can name one so."""
PRIMARY = {
    "x2": "x", "y2": "y", "theta2": "theta", "radius2": "radius",
    "longitude2": "longitude", "latitude2": "latitude",
}  # fmt: skip
SECONDARY = {primary: secondary for secondary, primary in PRIMARY.items()}
SCALED = (
    "x", "y", "xOffset", "yOffset", "theta", "radius", "color", "fill", "stroke", "opacity",
    "fillOpacity", "strokeOpacity", "strokeWidth", "size", "shape", "strokeDash", "angle",
)  # fmt: skip
COLOURS = ("color", "fill", "stroke")
POSITIONS = ("x", "y")
RECTANGLES = ("bar", "rect", "tick")
SUMS = ("count", "sum", "distinct", "valid", "missing")
"""Aggregations that can be stacked."""
GROUPING = ("color", "fill", "stroke", "opacity", "fillOpacity", "strokeOpacity",
            "strokeDash", "strokeWidth", "size", "detail", "key")  # fmt: skip
"""Channels whose field parts a line, an area or a trail into several."""
_PATH = re.compile(r"\\(.)")


def plain(field: str) -> str:
    r"""A field's path as the name of a flat column: ``a\.b`` and ``a.b`` are ``a.b``."""
    if "\\" not in field and "[" not in field:
        return field
    return _PATH.sub(r"\1", re.sub(r"\[['\"]?([^\]'\"]*)['\"]?\]", r".\1", field))


def bin_name(binning: Binning) -> str:
    """``bin_maxbins_10``; the parameters in alphabetical order of Vega-Lite's own writing."""
    options = dict(binning.options) or {"maxbins": 10}
    parts = []
    for key, value in options.items():
        text = "_".join(_word(item) for item in value) if isinstance(value, tuple) else _word(value)
        parts.append(f"{key}_{text}")
    return "bin_" + "_".join(parts)


def _word(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return re.sub(r"\W", "_", str(value))


def column(channel: Channel, suffix: str = "", bin_suffix: str = "") -> str:
    """The column that holds what ``channel`` shows.

    ``bin_suffix``: "end", "mid" or "range" of a bin or time unit; ``suffix``: "start" or
    "end" of a stack.
    """
    name = plain(channel.field)
    if channel.aggregate == "count":
        name = COUNT_FIELD
    elif channel.bin is not None and not channel.bin.binned:
        name = f"{bin_name(channel.bin)}_{name}"
        suffix = bin_suffix + suffix
    elif channel.aggregate:
        op, _, key = channel.aggregate.partition(":")
        name = f"{op}_{key}.{name}" if key else f"{op}_{name}"
    elif channel.time_unit is not None and not channel.time_unit.binned:
        step = f"_step_{channel.time_unit.step}" if channel.time_unit.step != 1 else ""
        name = f"{channel.time_unit.unit}{step}_{name}"
        suffix = (bin_suffix if bin_suffix == "end" else "") + suffix
    elif channel.time_unit is not None and bin_suffix == "end":
        suffix = bin_suffix + suffix
    return f"{name}_{suffix}" if suffix else name


def is_binned(channel: Channel | None) -> bool:
    """Whether the engine bins the field (not: whether it comes binned)."""
    return channel is not None and channel.bin is not None and not channel.bin.binned


def has_field(channel: Channel | None) -> bool:
    return channel is not None and bool(channel.field or channel.aggregate)


def effective(channel: Channel | None) -> Channel | None:
    """The definition with the data: the channel's own, else that of one of its conditions."""
    if channel is None or channel.has_data:
        return channel
    for condition in channel.conditions:
        if condition.channel is not None and condition.channel.has_data:
            return condition.channel
    return channel


def is_measure(channel: Channel | None) -> bool:
    """A quantity that is not binned: what bars are long by."""
    if channel is None or not channel.has_data or channel.bin is not None:
        return False
    return channel.type == "quantitative"


def every_channel(encoding: Mapping[str, Channel]) -> Iterator[Channel]:
    """Each channel of ``encoding`` that shows a field, those of lists and conditions too."""
    for channel in encoding.values():
        for one in (channel, *channel.also):
            if has_field(one):
                yield one
            for condition in one.conditions:
                if condition.channel is not None and has_field(condition.channel):
                    yield condition.channel


def is_aggregated(encoding: Mapping[str, Channel]) -> bool:
    return any(channel.aggregate for channel in every_channel(encoding))


def band_position(channel: Channel, second: Channel | None, mark: Mark) -> float | None:
    """Where in its bin or time unit a mark stands; None where it has neither.

    Only rectangles stand for a whole time unit; other marks are at its start.
    """
    if channel.band_position is not None:
        return channel.band_position
    if has_field(channel):
        if channel.time_unit is not None and second is None:
            given = mark.get("timeUnitBandPosition")
            if isinstance(given, int | float):
                return float(given)
            return 0.5 if mark.type in RECTANGLES else None
        if is_binned(channel):
            return 0.5
    return None


def path_columns(unit: Unit) -> list[str]:
    """The columns that part a line, an area or a trail into several paths."""
    found: dict[str, None] = {}
    for name in GROUPING:
        if name == "size" and unit.mark.type == "trail":
            continue
        channel = unit.encoding.get(name)
        for one in (channel, *channel.also) if channel else ():
            if has_field(one) and not one.aggregate:
                found[column(one)] = None
            for condition in one.conditions:
                other = condition.channel
                if other is not None and has_field(other) and not other.aggregate:
                    found[column(other)] = None
    return list(found)


def title_of(channel: Channel) -> str:
    """Vega-Lite's words for what a channel shows, where the author gave none."""
    if channel.aggregate == "count":
        return "Count of Records"
    if is_binned(channel):
        return f"{channel.field} (binned)"
    if channel.time_unit is not None and not channel.time_unit.binned:
        return f"{channel.field} ({'-'.join(parts_of(channel.time_unit.unit))})"
    if channel.aggregate:
        op, _, key = channel.aggregate.partition(":")
        if key:
            return f"{channel.field} for {op[3:]} {key}"
        return f"{op.title()} of {channel.field}"
    return plain(channel.field)


def constant(channel: Channel) -> object:
    """The datum or the value of a channel without field."""
    return channel.datum if channel.datum is not UNSET else channel.value
