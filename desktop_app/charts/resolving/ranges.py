"""How large plots are, and the ranges of scales: pixels, colours, shapes, sizes.

Vega-Lite's defaults (``compile/scale/range.ts``, ``layoutsize``).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from desktop_app.charts.geo.france import WIDE
from desktop_app.charts.resolving.colouring import colours_of
from desktop_app.charts.resolving.flow import UnitData
from desktop_app.charts.resolving.scales import ScaleModel, Scaling, numeric, scope_value
from desktop_app.charts.scaling.continuous import (
    BinOrdinalScale,
    ContinuousScale,
    QuantileScale,
    QuantizeScale,
    ThresholdScale,
)
from desktop_app.charts.scaling.discrete import (
    BandScale,
    OrdinalScale,
    PointScale,
    bandspace,
    identity,
)
from desktop_app.charts.scaling.kinds import CONTINUOUS
from desktop_app.charts.scaling.ramps import Ramp
from desktop_app.charts.scaling.schemes import DASHES, SHAPES
from desktop_app.charts.spec.config import section
from desktop_app.charts.spec.fields import COLOURS, OFFSETS, band_position, column
from desktop_app.charts.spec.grammar import Properties, Specification
from desktop_app.charts.spec.sizes import Size
from desktop_app.charts.timeunits import interval
from desktop_app.charts.transforms.base import Scope
from desktop_app.charts.transforms.ordering import ascending

CONTINUOUS_SIZE = 300.0
STEP = 20.0
MOST_COLUMN = 1_000
"""A range that a column holds has no more values."""
_LARGEST_STEP = 0.95
_NESTED_INNER = 0.2
_LIMITS = {
    "size": ("minSize", 4.0, "maxSize", 0.0), "text": ("minFontSize", 8.0, "maxFontSize", 40.0),
    "band": ("minBandSize", 2.0, "maxBandSize", 0.0),
    "width": ("minStrokeWidth", 1.0, "maxStrokeWidth", 4.0),
    "opacity": ("minOpacity", 0.3, "maxOpacity", 0.8),
}  # fmt: skip
"""What ``config.scale`` calls the ends of a range, and Vega-Lite's defaults."""


def plot_length(
    specification: Specification, channel: str, scales: Mapping[str, ScaleModel]
) -> float:
    """The width (for x) or height (for y) of a plot in nominal pixels."""
    given = size_of(specification, channel)
    if isinstance(given, int | float):
        return max(float(given), 1.0)
    view = section(specification.config, "view")
    side = "width" if channel == "x" else "height"
    open_size = numeric(view.get(side, view.get(f"continuous{side.title()}")), CONTINUOUS_SIZE)
    models = [model for model in scales.values() if model.channel == channel]
    discrete = [model for model in models if model.type in ("band", "point")]
    if models and not discrete:
        return open_size
    if discrete:
        size = given or discrete_size(specification.config, channel)
        if isinstance(size, int | float):
            return max(float(size), 1.0)
        return max(1.0, *(_spread(model, size, scales) for model in discrete))
    first = specification.units[0]
    if (
        first.mark.type in ("arc", "geoshape")
        or first.projection is not None
        or not {"longitude", "latitude"}.isdisjoint(first.encoding)
    ):
        return open_size * (WIDE if specification.meta.inset and channel == "x" else 1.0)
    size = given or discrete_size(specification.config, channel)
    return max(float(size if isinstance(size, int | float) else size[1]), 1.0)


def size_of(specification: Specification, channel: str) -> Size:
    """What is written for the side along ``channel``."""
    return specification.width if channel[0] == "x" else specification.height


def discrete_size(config: Properties, channel: str) -> float | tuple[str, float]:
    """The side along a channel of categories, where nothing is written: pixels, or a step."""
    view = section(config, "view")
    side = "width" if channel[0] == "x" else "height"
    found = view.get(side, view.get(f"discrete{side.title()}"))
    if isinstance(found, Mapping):
        return ("step", numeric(found.get("step"), STEP))
    if isinstance(found, int | float):
        return float(found)
    return ("step", numeric(view.get("step"), STEP))


def step_of(specification: Specification, channel: str) -> float | None:
    """The pixels of one category along ``channel``; None where the side has a length."""
    found = size_of(specification, channel) or discrete_size(specification.config, channel)
    return found[1] if isinstance(found, tuple) else None


def _spread(model: ScaleModel, size: tuple[str, float], scales: Mapping[str, ScaleModel]) -> float:
    what, step = size
    offset = next((one for one in scales.values() if one.channel == f"{model.channel}Offset"), None)
    inner, outer = paddings(model)
    nested = offset is not None and offset.is_discrete and model.uses[0].nested
    if offset is not None and nested and what == "step":
        count = float(len(offset.domain))
        if offset.type == "band":
            count = bandspace(len(offset.domain), *paddings(offset))
        step = step * count / (1 - inner) if inner < 1 else step * count
    return bandspace(len(model.domain), inner, outer) * step


def paddings(model: ScaleModel) -> tuple[float, float]:
    """Inner and outer padding of a band or point scale, in steps."""
    both = model.get("padding")
    outer = numeric(model.get("paddingOuter", both), 0.0)
    if model.type == "point":
        return 1.0, outer
    return min(numeric(model.get("paddingInner", both), 0.0), 1.0), outer


def set_range(
    model: ScaleModel,
    sides: tuple[float, float],
    scales: Mapping[str, ScaleModel],
    specification: Specification,
    scope: Scope,
) -> None:
    """Give ``model`` its range and the scale itself. ``sides``: the plot's width and height."""
    reverse = scope_value(model.get("reverse"), scope) is True
    given = scope_value(model.get("range"), scope)
    if isinstance(given, Mapping) and "field" in given:
        given = _of_column(model, str(given["field"]))
    elif isinstance(given, tuple | list):
        given = [scope_value(value, scope) for value in given]
    settings = section(specification.config, "scale")
    if model.channel in COLOURS and model.type not in ("band", "point"):
        found = colours_of(model, given, specification.config, scope, reverse=reverse)
        ramp = found if isinstance(found, Ramp) else None
        model.range = found.colours if isinstance(found, Ramp) else found
        model.scale = _scale(model, ramp)
        return
    if not isinstance(given, list):
        default = _default_range(model, sides, scales, specification, settings)
        given = _bounded(model, default, scope)
    named: Mapping[object, float] = {"width": sides[0], "height": sides[1]}
    values = tuple(named.get(value, value) if isinstance(value, str) else value for value in given)
    model.range = values[::-1] if reverse else values
    if model.type in CONTINUOUS:  # a scale of numbers has nowhere else to go
        model.range = tuple(value for value in model.range if isinstance(value, int | float))
    model.scale = _scale(model, None)


def _of_column(model: ScaleModel, name: str) -> list[object]:
    """A range that stands in a column: its values in the order of the domain's."""
    first: dict[object, tuple[object, object]] = {}
    of_channel = column(model.first)
    for use in model.uses[:1]:
        for row in use.rows():
            value = row.get(name)
            if value is not None and len(first) < MOST_COLUMN:
                first.setdefault(identity(value), (row.get(of_channel), value))
    places = ascending([place for place, _ in first.values()])
    order = {identity(place): rank for rank, place in enumerate(places)}
    pairs = sorted(first.values(), key=lambda pair: order[identity(pair[0])])
    return [value for _, value in pairs]


def _bounded(model: ScaleModel, default: Sequence[object], scope: Scope) -> Sequence[object]:
    """The default range between ``rangeMin`` and ``rangeMax``, where they are written."""
    ends = [scope_value(model.get(key), scope) for key in ("rangeMin", "rangeMax")]
    if len(default) != 2 or ends == [None, None]:
        return default
    return [own if own is not None else given for own, given in zip(ends, default, strict=True)]


def _default_range(
    model: ScaleModel,
    sides: tuple[float, float],
    scales: Mapping[str, ScaleModel],
    specification: Specification,
    settings: Properties,
) -> Sequence[object]:
    name, (width, height) = model.channel, sides
    if name == "x":
        return (0.0, width)
    if name == "y":
        return (0.0, height) if model.is_discrete else (height, 0.0)
    if name in OFFSETS:
        return _offset_range(model, sides, scales, specification, settings)
    if name == "theta":
        return (0.0, 2 * math.pi)
    if name == "radius":
        return (0.0, min(width, height) / 2)
    if name == "angle":
        return (0.0, 360.0)
    if name == "shape":
        own = section(specification.config, "range").get("symbol")
        return own if isinstance(own, tuple | list) else SHAPES
    if name == "strokeDash":
        return DASHES
    if name == "size":
        ends = _size_range(model, scales, specification, settings)
        return _several(model, ends, settings)
    kind = "width" if name == "strokeWidth" else "opacity"
    return _ends(kind, settings)


def _ends(kind: str, settings: Properties) -> tuple[float, float]:
    low, least, high, most = _LIMITS[kind]
    return numeric(settings.get(low), least), numeric(settings.get(high), most)


def _offset_range(
    model: ScaleModel,
    sides: tuple[float, float],
    scales: Mapping[str, ScaleModel],
    specification: Specification,
    settings: Properties,
) -> Sequence[object]:
    channel = model.channel[0]
    parent = next((one for one in scales.values() if one.channel == channel), None)
    if parent is None:
        half = sides[0 if channel == "x" else 1] / 2
        down = channel == "y" and not model.is_discrete
        return (half, -half) if down else (-half, half)
    if isinstance(parent.scale, BandScale):
        return (0.0, parent.scale.bandwidth)
    use = parent.uses[0]
    if use.channel.time_unit is None:
        return (0.0, 0.0)
    span = time_span(parent)
    inset = numeric(settings.get("bandWithNestedOffsetPaddingInner"), _NESTED_INNER) / 2
    share = band_position(use.channel, None, use.data.unit.mark) or 0.0
    return ((inset + share - 0.5) * span, (1 - inset + share - 0.5) * span)


def time_span(model: ScaleModel) -> float:
    """The pixels that one time unit takes on ``model`` (its year is 2012, as in Vega-Lite)."""
    unit = model.first.time_unit
    if unit is None or not model.domain or not isinstance(model.domain[0], int | float):
        return 0.0
    start, stop = interval(unit.unit, float(model.domain[0]), unit.step)
    one, two = model.position(start), model.position(stop)
    return abs(two - one) if one is not None and two is not None else 0.0


def _size_range(
    model: ScaleModel,
    scales: Mapping[str, ScaleModel],
    specification: Specification,
    settings: Properties,
) -> tuple[float, float]:
    mark = model.mark
    if mark in ("line", "trail", "rule"):
        return _ends("width", settings)
    if mark == "text":
        return _ends("text", settings)
    steps = [_cell_side(model.uses[0].data, side, scales, specification) for side in ("x", "y")]
    step = min(steps)
    if mark in ("bar", "tick"):
        low, high = _ends("band", settings)
        return low, high or step - 1
    low, high = _ends("size", settings)
    return low, high or (_LARGEST_STEP * step) ** 2


def _cell_side(
    data: UnitData, side: str, scales: Mapping[str, ScaleModel], specification: Specification
) -> float:
    """The pixels of a bin along x or y, else of a category."""
    channel = data.encoding.get(side)
    parent = next((one for one in scales.values() if one.channel == side), None)
    if channel is not None and channel.bin is not None and parent is not None and parent.range:
        ends = [value for value in parent.range if isinstance(value, int | float)]
        length = abs(ends[-1] - ends[0]) if ends else CONTINUOUS_SIZE
        bins = data.bins.get(column(channel))
        width = channel.bin.options.get("step")
        if bins is not None and bins.step > 0:
            return length / max((bins.stop - bins.start) / bins.step, 1e-9)
        domain = [value for value in parent.domain if isinstance(value, int | float)]
        if isinstance(width, int | float) and width > 0 and len(domain) > 1:
            return length * width / max(domain[-1] - domain[0], width)
    return step_of(specification, side) or STEP


def _several(
    model: ScaleModel, ends: tuple[float, float], settings: Properties
) -> Sequence[object]:
    """The two ends; for a scale with steps, evenly spaced values from one to the other."""
    if model.type not in ("threshold", "quantile", "quantize"):
        return ends
    count = len(model.domain) + 1
    if model.type != "threshold":
        count = int(numeric(settings.get(f"{model.type}Count"), 4.0))
    low, high = ends
    return [low + (high - low) * rank / max(count - 1, 1) for rank in range(max(count, 1))]


def _scale(model: ScaleModel, ramp: Ramp | None) -> Scaling:
    domain, kind = tuple(model.domain), model.type
    numbers = tuple(value for value in domain if isinstance(value, int | float))
    if kind in ("band", "point"):
        return _bands(model, domain)
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
    if len(numbers) < 2:
        numbers = (0.0, 1.0) if not numbers else (numbers[0], numbers[0])
    return ContinuousScale(
        kind,
        numbers,
        () if ramp is not None else model.range,  # type: ignore[arg-type]  # numbers only
        ramp,
        clamp=model.get("clamp") is True,
        base=numeric(model.get("base"), 10.0),
        exponent=numeric(model.get("exponent"), 0.5 if kind == "sqrt" else 1.0),
        constant=numeric(model.get("constant"), 1.0),
    )


def _bands(model: ScaleModel, domain: tuple[object, ...]) -> BandScale:
    ends = [float(value) for value in model.range if isinstance(value, int | float)] or [0.0]
    inner, outer = paddings(model)
    align = numeric(model.get("align"), 0.5)
    if model.type == "point":  # Vega sets the outer padding first, then all padding
        outer = numeric(model.get("padding"), outer)
        return PointScale(domain, (ends[0], ends[-1]), padding=outer, align=align)
    return BandScale(
        domain, (ends[0], ends[-1]), padding_inner=inner, padding_outer=outer, align=align
    )
