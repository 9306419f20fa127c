"""The properties of scales that nobody writes (Vega-Lite's ``compile/scale/properties.ts``).

``config.scale`` has its say before Vega-Lite's own defaults.
"""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.charts.resolving.domains import Use
from desktop_app.charts.scaling.kinds import CONTINUOUS, DISCRETE, DISCRETIZING, TIMES
from desktop_app.charts.spec.config import section
from desktop_app.charts.spec.fields import OFFSETS, POLAR, POSITIONS, SECONDARY, has_field
from desktop_app.charts.spec.grammar import NOTHING, Properties, Sort

_INNER = {"bar": ("barBandPaddingInner", 0.1), "tick": ("tickBandPaddingInner", 0.25)}
_RECT_INNER = ("rectBandPaddingInner", 0.0)
_NESTED = 0.2
"""The padding of bands in which there are smaller ones."""
_BAR_SIZE = 5.0
_NO_ZERO = ("log", "threshold", "quantile", "bin-ordinal", *TIMES, *DISCRETE)


def inner_padding(mark: str, settings: Properties) -> float:
    """The share of a step between two bands of one type of mark."""
    name, default = _INNER.get(mark, _RECT_INNER)
    return _number(settings, "bandPaddingInner", _number(settings, name, default))


def scale_defaults(
    use: Use, kind: str, explicit: Mapping[str, object], config: Properties
) -> dict[str, object]:
    """What one unit gives a scale of type ``kind``; None is no opinion.

    ``explicit``: what is written for the scale, by any of its units.
    """
    settings = section(config, "scale")
    found: dict[str, object] = {
        "nice": _nice(use, kind),
        "zero": None if kind in _NO_ZERO else _zero(use, kind, settings),
        "reverse": _reverse(use, kind, settings),
    }
    if kind in CONTINUOUS:
        found["clamp"] = settings.get("clamp")
        found["padding"] = _continuous_padding(use, settings)
    if kind in ("band", "point"):
        found |= _paddings(use, kind, explicit, settings)
    return found


def _nice(use: Use, kind: str) -> bool | None:
    channel, scale = use.channel, use.channel.scale or NOTHING
    bounded = any(scale.get(key) is not None for key in ("domainMin", "domainMax"))
    listed = isinstance(scale.get("domain"), tuple | list)
    if channel.bin is not None or listed or bounded or kind in TIMES:
        return None
    return True if use.name in POSITIONS else None


def _zero(use: Use, kind: str, settings: Properties) -> bool:
    name, channel, data = use.name, use.channel, use.data
    domain = (channel.scale or NOTHING).get("domain")
    if domain is not None and domain != "unaggregated":
        ends = [domain[0], domain[-1]] if isinstance(domain, tuple | list) and domain else []
        low, high = ends or (None, None)
        if isinstance(low, int | float) and isinstance(high, int | float):
            return low <= 0 <= high
        return False
    if name == "size" and channel.type == "quantitative" and kind not in DISCRETIZING:
        return True
    if name not in (*POSITIONS, *POLAR) or channel.bin is not None:
        return False
    mark, across = data.unit.mark.type, (data.orient, name) in _ACROSS
    if mark in ("bar", "area", "line", "trail") and across:
        return False
    if mark in ("bar", "area") and SECONDARY[name] not in data.encoding:
        return True
    return settings.get("zero") is not False


_ACROSS = (("vertical", "x"), ("horizontal", "y"))
"""Where a mark of an orientation says what it is of, and not how much."""


def _reverse(use: Use, kind: str, settings: Properties) -> bool | None:
    sort = use.channel.sort
    turned = isinstance(sort, Sort) and sort.order == "descending" and not sort.field
    turned = turned and not (isinstance(sort, Sort) and (sort.channel or sort.op))
    turned = turned and kind in (*CONTINUOUS, *DISCRETIZING)
    given = settings.get("xReverse") if use.name == "x" else None
    if isinstance(given, bool):
        return given != turned
    return True if turned else None


def _continuous_padding(use: Use, settings: Properties) -> float | None:
    if use.name not in POSITIONS:
        return None
    given = settings.get("continuousPadding")
    if isinstance(given, int | float):
        return float(given)
    channel, data = use.channel, use.data
    spans = has_field(channel) and (channel.bin is not None or channel.time_unit is not None)
    if data.unit.mark.type == "bar" and (data.orient, use.name) in _ACROSS and not spans:
        size = data.unit.mark.get("continuousBandSize", _BAR_SIZE)
        return float(size) if isinstance(size, int | float) else _BAR_SIZE
    return None


def _paddings(
    use: Use, kind: str, explicit: Mapping[str, object], settings: Properties
) -> dict[str, object]:
    if use.name in POSITIONS and kind == "point":
        return {"padding": _number(settings, "pointPadding", 0.5)}
    if "padding" in explicit:
        return {}
    if use.name in OFFSETS:
        if kind == "point":
            return {"paddingOuter": 0.5}
        names = ("offsetBandPaddingInner", "offsetBandPaddingOuter")
        inner, outer = (settings.get(name) for name in names)
        return {"paddingInner": inner, "paddingOuter": outer}
    if use.name not in POSITIONS:
        return {}
    if use.nested:
        inner = _number(settings, "bandWithNestedOffsetPaddingInner", _NESTED)
        return {
            "paddingInner": inner,
            "paddingOuter": _number(settings, "bandWithNestedOffsetPaddingOuter", _NESTED),
        }
    inner = inner_padding(use.data.unit.mark.type, settings)
    written = explicit.get("paddingInner")
    between = float(written) if isinstance(written, int | float) else inner
    return {
        "paddingInner": inner,
        "paddingOuter": _number(settings, "bandPaddingOuter", between / 2),
    }


def _number(settings: Properties, key: str, default: float) -> float:
    value = settings.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return default
    return float(value)
