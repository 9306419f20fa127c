"""How large plots are, and the ranges of scales: pixels, colours, shapes, sizes.

Vega-Lite's defaults (``compile/scale/range.ts``, ``layoutsize``), except that the colours of
categories are tokens of the application's themes (see :mod:`desktop_app.charts.scene`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from desktop_app.charts.resolving.domains import DISCRETE
from desktop_app.charts.resolving.scales import (
    CONTINUOUS,
    DISCRETIZING,
    ScaleModel,
    Scaling,
    scope_value,
)
from desktop_app.charts.scaling.continuous import (
    BinOrdinalScale,
    ContinuousScale,
    QuantileScale,
    QuantizeScale,
    ThresholdScale,
)
from desktop_app.charts.scaling.discrete import BandScale, OrdinalScale, PointScale, bandspace
from desktop_app.charts.scaling.schemes import DASHES, SHAPES, interpolator, scheme
from desktop_app.charts.spec.fields import COLOURS
from desktop_app.charts.spec.grammar import Specification
from desktop_app.charts.transforms.base import Scope

CONTINUOUS_SIZE = 300.0
STEP = 20.0
SERIES = 6
"""How many series the themes have colours for; more come from Tableau's palette."""
_LARGEST_STEP = 0.95
_CLASSES = 5
"""How many colours a scale of classes has where nothing says (Vega's default)."""


def plot_length(
    specification: Specification, channel: str, scales: Mapping[str, ScaleModel]
) -> float:
    """The width (for x) or height (for y) of a plot in nominal pixels."""
    given = specification.width if channel == "x" else specification.height
    models = [model for model in scales.values() if model.channel == channel]
    view = specification.config.get("view")
    view = view if isinstance(view, Mapping) else {}
    side = "Width" if channel == "x" else "Height"
    if isinstance(given, int | float):
        return max(float(given), 1.0)
    step = given[1] if isinstance(given, tuple) else None
    discrete = next((model for model in models if model.type in ("band", "point")), None)
    if models and discrete is None:
        return _number(view.get(f"continuous{side}"), CONTINUOUS_SIZE)
    default = view.get(f"discrete{side}")
    if step is None and isinstance(default, int | float):
        return float(default)
    if step is None and isinstance(default, Mapping):
        step = _number(default.get("step"), STEP)
    if step is None:
        step = _number(view.get("step"), STEP)
    if discrete is not None:
        return max(_spread(discrete, float(step), scales), 1.0)
    continuous = any(
        unit.mark.type in ("arc", "geoshape")
        or unit.projection is not None
        or "longitude" in unit.encoding
        or "latitude" in unit.encoding
        for unit in specification.units
    )
    return _number(view.get(f"continuous{side}"), CONTINUOUS_SIZE) if continuous else float(step)


def _spread(model: ScaleModel, step: float, scales: Mapping[str, ScaleModel]) -> float:
    offset = next((one for one in scales.values() if one.channel == f"{model.channel}Offset"), None)
    inner, outer = paddings(model)
    if offset is not None and offset.is_discrete:
        count = float(len(offset.domain))
        if offset.type == "band":
            count = bandspace(len(offset.domain), *paddings(offset))
        step = step * count / (1 - inner) if inner < 1 else step * count
    return bandspace(len(model.domain), inner, outer) * step


def paddings(model: ScaleModel) -> tuple[float, float]:
    """Inner and outer padding of a band or point scale, in steps."""
    both = model.get("padding")
    if model.type == "point":
        outer = model.get("paddingOuter", both)
        return 1.0, _number(outer, 0.0)
    inner = _number(model.get("paddingInner", both), 0.0)
    return inner, _number(model.get("paddingOuter", both), 0.0)


def _number(value: object, default: float) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        return float(value)
    return default


def set_range(
    model: ScaleModel, width: float, height: float, scales: Mapping[str, ScaleModel], scope: Scope
) -> None:
    """Give ``model`` its range and the scale itself."""
    model.range = tuple(_range(model, width, height, scales, scope))
    reverse = scope_value(model.get("reverse"), scope) is True
    if (reverse and model.channel not in ("x", "y")) or (reverse and model.type not in DISCRETE):
        model.range = model.range[::-1]
    model.scale = _scale(model, reverse=reverse)


def _range(
    model: ScaleModel, width: float, height: float, scales: Mapping[str, ScaleModel], scope: Scope
) -> Sequence[object]:
    name = model.channel
    given = scope_value(model.get("range"), scope)
    if isinstance(given, tuple | list):
        values = [scope_value(value, scope) for value in given]
        named = {"width": width, "height": height}
        return [named.get(value, value) if isinstance(value, str) else value for value in values]
    default = _default_range(model, width, height, scales)
    low, high = model.get("rangeMin"), model.get("rangeMax")
    if len(default) == 2 and (low is not None or high is not None):
        return [default[0] if low is None else low, default[1] if high is None else high]
    if name in COLOURS:
        return _colours(model, str(given) if isinstance(given, str) else "", scope)
    return default


def _default_range(
    model: ScaleModel, width: float, height: float, scales: Mapping[str, ScaleModel]
) -> Sequence[object]:
    name, mark = model.channel, model.uses[0].data.unit.mark.type
    if name == "x":
        return (0.0, width)
    if name == "y":
        return (0.0, height) if model.is_discrete else (height, 0.0)
    if name in ("xOffset", "yOffset"):
        return _offset_range(model, width, height, scales)
    if name == "theta":
        return (0.0, 2 * math.pi)
    if name == "radius":
        return (0.0, min(width, height) / 2)
    if name == "angle":
        return (0.0, 360.0)
    if name == "size":
        return _several(model, _size_range(model, mark, scales))
    if name == "strokeWidth":
        return _several(model, (1.0, 4.0))
    if name in ("opacity", "fillOpacity", "strokeOpacity"):
        return _several(model, (0.3, 0.8))
    if name == "shape":
        return SHAPES
    if name == "strokeDash":
        return DASHES
    return ()


def _offset_range(
    model: ScaleModel, width: float, height: float, scales: Mapping[str, ScaleModel]
) -> Sequence[object]:
    channel = model.channel[0]
    parent = next((one for one in scales.values() if one.channel == channel), None)
    if parent is None:
        half = (width if channel == "x" else height) / 2
        down = channel == "y" and not model.is_discrete
        return (half, -half) if down else (-half, half)
    if isinstance(parent.scale, BandScale):
        return (0.0, parent.scale.bandwidth)
    use = parent.uses[0]
    if use.channel.time_unit is not None:
        span = time_span(parent)
        return (0.1 * span - span / 2, 0.9 * span - span / 2)
    return (0.0, 0.0)


def time_span(model: ScaleModel) -> float:
    """The pixels that one time unit takes on ``model``, on average."""
    from desktop_app.charts.timeunits import interval

    unit = model.first.time_unit
    if unit is None or not model.domain or not isinstance(model.domain[0], int | float):
        return 0.0
    start, stop = interval(unit.unit, float(model.domain[0]), unit.step)
    one, two = model.position(start), model.position(stop)
    return abs(two - one) if one is not None and two is not None else 0.0


def _size_range(
    model: ScaleModel, mark: str, scales: Mapping[str, ScaleModel]
) -> tuple[float, float]:
    if mark in ("line", "trail", "rule"):
        return (1.0, 4.0)
    if mark == "text":
        return (8.0, 40.0)
    steps = [STEP]
    for channel in ("x", "y"):
        parent = next((one for one in scales.values() if one.channel == channel), None)
        if parent is not None and parent.bins is not None and parent.scale is not None:
            one, two = parent.position(parent.bins[0]), parent.position(sum(parent.bins[::2]))
            if one is not None and two is not None:
                steps.append(abs(two - one))
    step = min(steps)
    if mark in ("bar", "tick"):
        return (2.0, step - 1)
    zero = model.get("zero") is not False and model.first.type == "quantitative"
    return (0.0 if zero else 4.0, (_LARGEST_STEP * step) ** 2)


def _several(model: ScaleModel, ends: tuple[float, float]) -> Sequence[object]:
    """The two ends; for a scale with steps or ranks, evenly spaced values between them."""
    if model.type in ("ordinal", *DISCRETIZING):
        count = _count(model)
        low, high = ends
        return [low + (high - low) * rank / max(count - 1, 1) for rank in range(count)]
    return ends


def _count(model: ScaleModel) -> int:
    """How many values the range of a scale with steps has."""
    if model.type == "threshold":
        return len(model.domain) + 1
    if model.type == "bin-ordinal":
        return max(len(model.domain) - 1, 1)
    if model.type == "ordinal":
        return max(len(model.domain), 1)
    return 4


def _colours(model: ScaleModel, given: str, scope: Scope) -> Sequence[object]:
    """Colours for a colour channel: a scheme, or the defaults of its type."""
    wanted = scope_value(model.get("scheme"), scope)
    name, count, extent = given, 0, (0.0, 1.0)
    if isinstance(wanted, Mapping):
        name = str(wanted.get("name", ""))
        count = int(_number(wanted.get("count"), 0))
        ends = wanted.get("extent")
        if isinstance(ends, tuple | list) and len(ends) == 2:
            extent = (_number(ends[0], 0.0), _number(ends[1], 1.0))
    elif isinstance(wanted, str):
        name = wanted
    elif isinstance(wanted, tuple | list):
        return list(wanted)
    if not name or name == "category":
        if model.type == "ordinal" and model.first.type in ("nominal", "geojson"):
            return series_colours(len(model.domain))
        name = name or _default_scheme(model)
    name = {"ordinal": "blues", "ramp": "blues", "heatmap": "yellowgreenblue",
            "diverging": "blueorange"}.get(name, name)  # fmt: skip
    if model.type in CONTINUOUS:
        ramp = interpolator(name)
        if ramp is None:
            return list(scheme(name) or ("#c6dbef", "#08519c"))
        low, high = extent
        return [ramp(low + (high - low) * rank / 16) for rank in range(17)]
    count = count or (_CLASSES if model.type in ("quantile", "quantize") else _count(model))
    found = scheme(name, count)
    return list(found or ("#c6dbef", "#08519c"))


def series_colours(count: int) -> Sequence[object]:
    """The themes' series; beyond, Tableau's twenty, which repeat less soon."""
    if count <= SERIES:
        return [f"series:{index}" for index in range(SERIES)]
    return list(scheme("tableau20" if count > 10 else "tableau10") or ())


def _default_scheme(model: ScaleModel) -> str:
    if model.get("domainMid") is not None:
        return "diverging"
    mark = model.uses[0].data.unit.mark.type
    if model.type == "ordinal":
        return "ordinal"
    return "heatmap" if mark in ("rect", "geoshape") else "ramp"


def _scale(model: ScaleModel, *, reverse: bool) -> Scaling:
    domain, kind = tuple(model.domain), model.type
    numbers = tuple(value for value in domain if isinstance(value, int | float))
    if kind in ("band", "point"):
        start, stop = float(model.range[0]), float(model.range[-1])  # type: ignore[arg-type]
        if reverse:
            start, stop = stop, start
        inner, outer = paddings(model)
        align = _number(model.get("align"), 0.5)
        if kind == "point":
            return PointScale(domain, (start, stop), padding=outer, align=align)
        return BandScale(
            domain, (start, stop), padding_inner=inner, padding_outer=outer, align=align
        )
    if kind == "ordinal":
        return OrdinalScale(domain, model.range)
    if kind == "threshold":
        return ThresholdScale(numbers, model.range)
    if kind == "quantile":
        return QuantileScale(numbers, model.range)
    if kind == "quantize":
        return QuantizeScale(numbers or (0.0, 1.0), model.range)
    if kind == "bin-ordinal":
        return BinOrdinalScale(numbers, model.range)
    return _continuous(model, numbers)


def _continuous(model: ScaleModel, numbers: tuple[float, ...]) -> ContinuousScale:
    kind, ends = model.type, model.range
    if len(numbers) < 2:
        numbers = (0.0, 1.0) if not numbers else (numbers[0], numbers[0])
    if model.channel in COLOURS and len(ends) > len(numbers):
        numbers = _spread_domain(numbers, len(ends))
    return ContinuousScale(
        kind,
        numbers,
        ends,
        clamp=model.get("clamp") is True,
        base=_number(model.get("base"), 10.0),
        exponent=_number(model.get("exponent"), 0.5 if kind == "sqrt" else 1.0),
        constant=_number(model.get("constant"), 1.0),
    )


def _spread_domain(numbers: tuple[float, ...], count: int) -> tuple[float, ...]:
    """As many domain values as there are colours, evenly spaced between those given."""
    last = len(numbers) - 1
    found = []
    for rank in range(count):
        share = rank / (count - 1) * last
        at = min(int(share), last - 1)
        found.append(numbers[at] + (numbers[at + 1] - numbers[at]) * (share - at))
    return tuple(found)
