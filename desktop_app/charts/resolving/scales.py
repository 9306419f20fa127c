"""The scales of a chart: one for each channel and name, shared by the units that use it.

Types, properties and defaults are Vega-Lite's (``compile/scale``), domains are then
widened as Vega does (``vega-encode`` Scale: padding, zero, bounds, nice).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from desktop_app.charts.expressions.syntax import Expression
from desktop_app.charts.resolving.domains import DISCRETE, Domain, Use, domain_of
from desktop_app.charts.scaling.continuous import (
    BinOrdinalScale,
    ContinuousScale,
    QuantileScale,
    QuantizeScale,
    ThresholdScale,
    nice,
)
from desktop_app.charts.scaling.discrete import BandScale, OrdinalScale, PointScale
from desktop_app.charts.spec.fields import (
    COLOURS,
    POSITIONS,
    SECONDARY,
    column,
    has_field,
    is_binned,
)
from desktop_app.charts.spec.grammar import NOTHING, UNSET, Channel, Properties, Sort
from desktop_app.charts.transforms.base import Scope
from desktop_app.content.problems import Location, ProblemLog

CONTINUOUS = ("linear", "log", "pow", "sqrt", "symlog", "time", "utc", "identity")
DISCRETIZING = ("threshold", "quantile", "quantize", "bin-ordinal")
TIMES = ("time", "utc")
OFFSETS = ("xOffset", "yOffset")
POLAR = ("theta", "radius")
_PRECEDENCE = {"band": -9, "point": -10, "ordinal": -11}
_RECTANGLES = ("rect", "bar", "image", "rule", "tick")
_BAND_DEFAULTS = {"bar": 0.1, "tick": 0.25}


@dataclass
class ScaleModel:
    """One scale: what serves it, its type, its properties, then domain and range.

    ``scale`` maps a value of the data to the range; it is made when the sizes are known.
    """

    name: str
    channel: str
    uses: list[Use]
    type: str
    properties: dict[str, object]
    explicit: dict[str, object]
    domain: list[object] = field(default_factory=list)
    written: bool = False
    bins: tuple[float, float, float] | None = None
    range: tuple[object, ...] = ()
    scale: Scaling | None = None

    @property
    def first(self) -> Channel:
        return self.uses[0].channel

    @property
    def is_discrete(self) -> bool:
        return self.type in DISCRETE

    def get(self, name: str, default: object = None) -> object:
        """A property: what is written, else the default of the first unit that has one."""
        return self.explicit.get(name, self.properties.get(name, default))

    def place(self, value: object) -> object:
        """Where ``value`` is in the range, None where it is nowhere."""
        return self.scale.scale(value) if self.scale is not None else None

    def position(self, value: object) -> float | None:
        found = self.place(value)
        return float(found) if isinstance(found, int | float) else None

    @property
    def bandwidth(self) -> float:
        return self.scale.bandwidth if isinstance(self.scale, BandScale) else 0.0

    def zero_or(self, *, largest: bool) -> float | None:
        """Where zero is, else the smallest (or ``largest``) of the domain."""
        if not self.domain or self.is_discrete:
            return None
        low, high = self.domain[0], self.domain[-1]
        if self.type not in (*TIMES, "log") and _holds_zero(low, high):
            return self.position(0)
        return self.position(high if largest else low)


def _holds_zero(low: object, high: object) -> bool:
    if not (isinstance(low, int | float) and isinstance(high, int | float)):
        return False
    return min(low, high) <= 0 <= max(low, high)


Scaling = (
    ContinuousScale
    | BandScale
    | PointScale
    | OrdinalScale
    | ThresholdScale
    | QuantileScale
    | QuantizeScale
    | BinOrdinalScale
)


def scale_type(channel: Channel, use: Use) -> str:
    """The type of scale for one channel of one unit."""
    given = channel.scale.get("type") if channel.scale else None
    if isinstance(given, str) and _supports(channel, given):
        return given
    name, mark = channel.name, use.data.unit.mark.type
    if channel.type in ("nominal", "ordinal", "geojson"):
        if name in COLOURS or name in ("shape", "strokeDash"):
            return "ordinal"
        if name in (*POSITIONS, *OFFSETS):
            nested = (
                f"{name}Offset" in use.data.encoding and use.data.encoding[f"{name}Offset"].has_data
            )
            if mark in _RECTANGLES or nested:
                return "band"
        elif mark == "arc" and name in POLAR:
            return "band"
        size = use.data.unit.mark.get({"x": "width", "y": "height"}.get(name, "size"))
        if isinstance(size, Mapping) and "band" in size:
            return "band"
        if channel.axis and channel.axis.get("tickBand"):
            return "band"
        return "point"
    if channel.type == "temporal":
        if name in ("shape", "strokeDash"):
            return "ordinal"
        utc = channel.time_unit is not None and channel.time_unit.utc
        return "utc" if utc and name not in COLOURS else "time"
    if name in COLOURS and is_binned(channel):
        return "bin-ordinal"
    return "ordinal" if name in ("shape", "strokeDash") else "linear"


def _supports(channel: Channel, kind: str) -> bool:
    """Whether a channel of that type and name can have such a scale."""
    if channel.type in ("ordinal", "nominal") and kind not in DISCRETE:
        return False
    if channel.type == "temporal" and kind in ("linear", "log", "pow", "sqrt", "symlog"):
        return False
    if channel.type == "quantitative" and kind in TIMES:
        return False
    if channel.name in (*POSITIONS, *OFFSETS, *POLAR, "size", "opacity", "strokeWidth", "angle"):
        return kind != "ordinal" and (kind != "bin-ordinal")
    if channel.name in COLOURS:
        return kind not in ("band", "point") or channel.type in ("ordinal", "nominal")
    return kind in ("ordinal", "quantize", "quantile", "threshold", "bin-ordinal")


def build_scale(name: str, uses: list[Use], config: Properties = NOTHING) -> ScaleModel:
    """The scale that ``uses`` share: its type and properties, no domain yet."""
    types = [(scale_type(use.channel, use), _is_written(use.channel, "type")) for use in uses]
    written = [kind for kind, explicit in types if explicit]
    kind = written[0] if written else max((kind for kind, _ in types), key=_rank)
    model = ScaleModel(name, uses[0].name, uses, kind, {}, {})
    for use in uses:
        scale = use.channel.scale or NOTHING
        for key, value in scale.items():
            if key not in ("type", "domain") and key not in model.explicit and value is not None:
                model.explicit[key] = value
        for key, value in _defaults(model, use, scale).items():
            if value is not None:
                model.properties.setdefault(key, value)
    own = config.get("scale")
    if model.get("zero") is None and isinstance(own, Mapping) and isinstance(own.get("zero"), bool):
        model.properties["zero"] = own["zero"]
    return model


def _rank(kind: str) -> int:
    return _PRECEDENCE.get(kind, 0)


def _is_written(channel: Channel, key: str) -> bool:
    return bool(channel.scale and key in channel.scale)


def _defaults(model: ScaleModel, use: Use, scale: Properties) -> dict[str, object]:
    """The properties that one unit gives a scale, where nothing is written."""
    name, channel, kind, data = use.name, use.channel, model.type, use.data
    mark, orient = data.unit.mark.type, data.orient
    found: dict[str, object] = {}
    domain = scale.get("domain")
    bounded = scale.get("domainMin") is not None or scale.get("domainMax") is not None
    if not (
        channel.bin is not None or isinstance(domain, tuple | list) or bounded or kind in TIMES
    ):
        found["nice"] = True if name in POSITIONS else None
    found["zero"] = _zero(use, domain, kind)
    sort = channel.sort
    turned = isinstance(sort, Sort) and sort.order == "descending" and not sort.field
    if kind in CONTINUOUS and turned:
        found["reverse"] = True
    nested = f"{name}Offset" in data.encoding and data.encoding[f"{name}Offset"].has_data
    if name in POSITIONS:
        across = (orient, name) in (("vertical", "x"), ("horizontal", "y"))
        spans = has_field(channel) and (channel.bin is not None or channel.time_unit)
        if kind in CONTINUOUS and mark == "bar" and across and not spans:
            found["padding"] = 5.0
        if kind == "point":
            found["padding"] = 0.5
        if kind == "band" and "padding" not in model.explicit:
            inner = 0.2 if nested else _BAND_DEFAULTS.get(mark, 0.0)
            found["paddingInner"] = inner
            written = model.explicit.get("paddingInner")
            found["paddingOuter"] = (
                0.2
                if nested
                else (float(written) / 2 if isinstance(written, int | float) else inner / 2)
            )
    elif name in OFFSETS and kind == "point" and "padding" not in model.explicit:
        found["paddingOuter"] = 0.5
    return found


def _zero(use: Use, domain: object, kind: str) -> bool | None:
    name, channel, data = use.name, use.channel, use.data
    mark, orient = data.unit.mark.type, data.orient
    if domain is not None and domain != "unaggregated" and kind in CONTINUOUS:
        if isinstance(domain, tuple | list) and domain:
            low, high = domain[0], domain[-1]
            if isinstance(low, int | float) and isinstance(high, int | float):
                return low <= 0 <= high
        return False
    if name == "size" and channel.type == "quantitative" and kind not in DISCRETIZING:
        return True
    if name in (*POSITIONS, *POLAR) and channel.bin is None:
        if mark in ("bar", "area", "line", "trail") and (
            (orient == "horizontal" and name == "y") or (orient == "vertical" and name == "x")
        ):
            return False
        if mark in ("bar", "area") and SECONDARY[name] not in data.encoding:
            return True
        return None
    return False


def settle_domain(model: ScaleModel, length: float, scope: Scope) -> None:
    """Give ``model`` its domain. ``length``: of its range in pixels, where padding needs it."""
    raw = scope_value(model.get("domainRaw"), scope)
    if isinstance(raw, tuple | list) and len(raw) > 1:  # as it is, whatever else is said
        model.domain, model.written = [scope_value(value, scope) for value in raw], True
        return
    found: Domain = domain_of(model.uses, model.type, scope)
    model.written = found.explicit
    channel = model.first
    if is_binned(channel) or model.type == "bin-ordinal":
        for use in model.uses:
            for bins in use.data.bins.values():
                if is_binned(use.channel):
                    model.bins = (bins.start, bins.stop, bins.step)
    if model.type == "bin-ordinal":
        model.domain = list(_edges(model.bins))
        return
    if model.is_discrete:
        model.domain = found.values
        return
    values = [value for value in found.values if isinstance(value, int | float)]
    if model.type in ("threshold", "quantile"):
        model.domain = [*(sorted(map(float, values)) if model.type == "quantile" else values)]
        return
    model.domain = list(_widened(model, [float(value) for value in values], length, scope))


def _edges(bins: tuple[float, float, float] | None) -> list[float]:
    if bins is None:
        return []
    start, stop, step = bins
    if not step > 0 or not math.isfinite((stop - start) / step):
        return [start, stop]
    count = min(round((stop - start) / step), 1_000)
    return [start + index * step for index in range(count + 1)]


def _widened(
    model: ScaleModel, domain: list[float], length: float, scope: Scope
) -> Sequence[float]:
    """A continuous domain with its padding, zero, bounds, and round ends."""
    if not domain:
        bounds = [model.get("domainMin"), model.get("domainMax")]
        if all(isinstance(bound, int | float) for bound in bounds):
            return [float(bound) for bound in bounds]  # type: ignore[arg-type]
        return []
    zero = model.get("zero")
    if zero is None:
        zero = model.bins is None and model.type in ("linear", "pow", "sqrt", "symlog")
    last = len(domain) - 1
    if zero and model.type not in ("log", *TIMES):
        domain[0] = min(domain[0], 0.0) if domain[0] > 0 else domain[0]
        domain[last] = max(domain[last], 0.0) if domain[last] < 0 else domain[last]
    for key, at in (("domainMin", 0), ("domainMax", last)):
        bound = _bound(model, key, scope)
        if bound is not None:
            domain[at] = bound
    middle = model.get("domainMid")
    if isinstance(middle, int | float) and len(domain) >= 2:
        domain = [domain[0], float(middle), *domain[-1:]] if len(domain) == 2 else domain
    padding = model.get("padding")
    if isinstance(padding, int | float) and padding and domain[0] != domain[-1]:
        domain = _padded(model, domain, length, float(padding))
    rounded = model.get("nice")
    if rounded:
        return _rounded(model, domain, rounded)
    return domain


def _bound(model: ScaleModel, key: str, scope: Scope) -> float | None:
    value = model.get(key)
    if isinstance(value, Expression):
        value = value.bind(scope.signals, scope.language)({})
    if value is None:
        return None
    if model.type in TIMES and not isinstance(value, int | float):
        from desktop_app.charts.resolving.domains import _written

        value = _written(value, model.first, scope)
    return float(value) if isinstance(value, int | float) else None


def _rounded(model: ScaleModel, domain: list[float], rounded: object) -> Sequence[float]:
    if model.type in TIMES:
        from desktop_app.charts.timeunits import nice as nice_times

        count: object = rounded if not isinstance(rounded, bool) else 10
        return nice_times(domain[0], domain[-1], count)
    if model.type == "identity":
        return domain
    count = rounded if isinstance(rounded, int | float) and not isinstance(rounded, bool) else 10
    return nice(
        model.type,
        tuple(domain),
        count,
        base=_number(model.get("base"), 10.0),
        exponent=_number(model.get("exponent"), 0.5 if model.type == "sqrt" else 1.0),
        constant=_number(model.get("constant"), 1.0),
    )


def _number(value: object, default: float) -> float:
    return float(value) if isinstance(value, int | float) else default


def _padded(model: ScaleModel, domain: list[float], length: float, padding: float) -> list[float]:
    """The domain so that its ends stand ``padding`` pixels inside the range."""
    share = length / (length - 2 * padding) if length > 2 * padding else 1.0
    low, high = domain[0], domain[-1]
    way, back = _transform(model)
    start, stop = way(low), way(high)
    if not (math.isfinite(start) and math.isfinite(stop)):
        return domain
    middle, half = (start + stop) / 2, (stop - start) / 2 * share
    return [back(middle - half), *domain[1:-1], back(middle + half)]


def _transform(model: ScaleModel) -> tuple[Callable[[float], float], Callable[[float], float]]:
    if model.type == "log":
        return (lambda x: math.log(x) if x > 0 else math.nan), math.exp
    if model.type in ("pow", "sqrt"):
        power = _number(model.get("exponent"), 0.5 if model.type == "sqrt" else 1.0)
        return (
            lambda x: math.copysign(abs(x) ** power, x),
            lambda x: math.copysign(abs(x) ** (1 / power), x),
        )
    if model.type == "symlog":
        constant = _number(model.get("constant"), 1.0)
        return (
            lambda x: math.copysign(math.log1p(abs(x / constant)), x),
            lambda x: math.copysign(math.expm1(abs(x)) * constant, x),
        )
    return (lambda x: x), (lambda x: x)


def report_left_out(model: ScaleModel, log: ProblemLog) -> None:
    """Say how many values a position scale has no place for, where its author may not see it."""
    if model.channel not in POSITIONS or model.is_discrete or not model.domain:
        return
    bounds = [value for value in model.domain if isinstance(value, int | float)]
    low, high = min(bounds, default=-math.inf), max(bounds, default=math.inf)
    said: set[tuple[str, Location]] = set()
    for use in model.uses:
        place = use.channel.location
        if not use.channel.field or use.data.stack is not None or (use.name, place) in said:
            continue
        said.add((use.name, place))  # a line and the points over it show the same
        name = column(use.channel)
        values = [row.get(name) for row in use.rows()]
        known = [value for value in values if isinstance(value, int | float)]
        if model.type == "log":
            wrong = sum(1 for value in known if value <= 0 < high)
            if wrong:
                log.warning("log-needs-positive", place, channel=use.name, count=wrong)
                known = [value for value in known if value > 0]
        if model.written and not use.channel.bin:
            outside = sum(1 for value in known if not low <= value <= high)
            if outside:
                log.warning("outside-domain", place, channel=use.name, count=outside)


def scope_value(value: object, scope: Scope) -> object:
    """``value``, computed where it is an expression."""
    if isinstance(value, Expression):
        return value.bind(scope.signals, scope.language)({})
    return None if value is UNSET else value
