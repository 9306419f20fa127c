"""The scales of a chart: one for each channel and name, shared by the units that use it.

Types and the way they are merged are Vega-Lite's (``compile/scale``); the properties that
nobody writes are in :mod:`desktop_app.charts.resolving.scale_defaults`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop_app.charts.resolving.domains import Use
from desktop_app.charts.resolving.scale_defaults import scale_defaults
from desktop_app.charts.scaling.continuous import (
    BinOrdinalScale,
    ContinuousScale,
    QuantileScale,
    QuantizeScale,
    ThresholdScale,
)
from desktop_app.charts.scaling.discrete import BandScale, OrdinalScale, PointScale
from desktop_app.charts.scaling.kinds import CATEGORICAL, CONTINUOUS, DISCRETE, DISCRETIZING, TIMES
from desktop_app.charts.spec.fields import COLOURS, OFFSETS, POLAR, POSITIONS, is_binned
from desktop_app.charts.spec.grammar import NOTHING, UNSET, Channel, Properties
from desktop_app.charts.transforms.base import Scope

_PRECEDENCE = {"log": 1, "pow": 1, "sqrt": 1, "symlog": 1, "identity": 1, "point": 10, "band": 11}
"""Which type units agree on (``scaleTypePrecedence``): the largest."""
_RANGES = ("range", "scheme")
_OF_COLOURS = ("interpolate", "scheme", "domainMid")
_RECTANGLES = ("rect", "bar", "image", "rule", "tick")


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
    def mark(self) -> str:
        """The type of mark that the scale serves first."""
        return self.uses[0].data.unit.mark.type

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
        """Where bars start: at zero, else at the smallest (or ``largest``) of the domain."""
        return self.position(self.zero_or_end(largest=largest))

    def zero_or_end(self, *, largest: bool = False) -> object:
        """The same as a value of the domain; None where that is empty."""
        if not self.domain or self._has_zero:
            return 0.0 if self.domain else None
        return self.domain[-1 if largest else 0]

    @property
    def _has_zero(self) -> bool:
        if self.type in (*TIMES, "log", *CATEGORICAL):
            return False
        return self.get("zero") is True or _holds_zero(self.domain[0], self.domain[-1])


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
            if mark in _RECTANGLES or use.nested:
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
    if channel.type in ("ordinal", "nominal") and kind not in CATEGORICAL:
        return False
    if channel.type == "temporal" and kind not in TIMES:
        return False
    if channel.type == "quantitative" and kind in (*TIMES, *DISCRETE):
        return False
    if channel.name in (*POSITIONS, *OFFSETS, *POLAR):
        return kind in (*CONTINUOUS, "band", "point")
    if channel.name in COLOURS:
        return kind != "band"
    if channel.name in ("shape", "strokeDash"):
        return kind in ("ordinal", *DISCRETIZING)
    return kind != "bin-ordinal"


def build_scale(name: str, uses: list[Use], config: Properties = NOTHING) -> ScaleModel:
    """The scale that ``uses`` share: its type and properties, no domain yet."""
    types = [(scale_type(use.channel, use), "type" in (use.channel.scale or {})) for use in uses]
    written = [kind for kind, explicit in types if explicit]
    kind = max(written or [kind for kind, _ in types], key=lambda one: _PRECEDENCE.get(one, 0))
    model = ScaleModel(name, uses[0].name, uses, kind, {}, {})
    for use in uses:
        known = set(model.explicit)
        for key, value in (use.channel.scale or NOTHING).items():
            ranged = key in _RANGES and not known.isdisjoint(_RANGES)
            if key in known or ranged or value is None:
                continue
            if takes(kind, key) and (use.name in COLOURS or key not in _OF_COLOURS):
                model.explicit[key] = value
    for use in uses:
        for key, value in scale_defaults(use, kind, model.explicit, config).items():
            if value is not None:
                model.properties.setdefault(key, value)
    return model


_TAKERS = {
    **dict.fromkeys(("domainMax", "domainMid", "domainMin", "domainRaw", "clamp"), CONTINUOUS),
    **dict.fromkeys(("padding", "rangeMin", "rangeMax"), (*CONTINUOUS, "band", "point")),
    **dict.fromkeys(("paddingOuter", "align"), ("band", "point")),
    "nice": (*CONTINUOUS, "quantize", "threshold"), "paddingInner": ("band",),
    "exponent": ("pow",), "base": ("log",), "constant": ("symlog",),
    "round": (*CONTINUOUS, "band", "point"),
    "zero": ("linear", "pow", "sqrt", "symlog", "identity", "quantize"),
}  # fmt: skip


def takes(kind: str, key: str) -> bool:
    """Whether a property has an effect on a scale of type ``kind``."""
    if key in ("type", "domain"):
        return False
    if key in ("scheme", "interpolate"):
        return kind not in ("point", "band", "identity")
    return kind in _TAKERS.get(key, (kind,))


def scope_value(value: object, scope: Scope) -> object:
    """``value``, computed where it is an expression."""
    return None if value is UNSET else scope.value(value)


def numeric(value: object, default: float) -> float:
    """``value`` where it is a finite number, else ``default``."""
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        return float(value)
    return default
