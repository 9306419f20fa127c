"""Where marks go: points, ranges, and rectangles in bins and bands.

As Vega-Lite's ``compile/mark/encode/position-*.ts``. Of a range the value's end comes
first, then the base. The half pixel that Vega moves histograms by, so that they meet axes
drawn half a pixel away, is left out.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from desktop_app.charts.expressions.syntax import Expression
from desktop_app.charts.resolving.arrays import Floats, floats
from desktop_app.charts.resolving.domains import moved_interval
from desktop_app.charts.resolving.encoder import Encoder, Positions, as_length, positions
from desktop_app.charts.resolving.scale_defaults import inner_padding
from desktop_app.charts.resolving.scales import ScaleModel
from desktop_app.charts.scaling.discrete import BandScale
from desktop_app.charts.scaling.kinds import CATEGORICAL
from desktop_app.charts.spec.fields import (
    OFFSETS,
    POSITIONS,
    SECONDARY,
    band_position,
    column,
    has_field,
    is_binned,
)
from desktop_app.charts.spec.grammar import UNSET, Channel, Properties

BIN_SPACING = 1.0
"""Between two bars of a histogram, in pixels."""
LEAST_SIZE = 0.25
"""No bar or rectangle is thinner, in pixels."""
BAND_SIZE = 5.0
"""The thickness of a bar or a tick on a continuous scale, in pixels."""
GAP = 2.0
"""What a bar leaves free of the step of a scale of points, in pixels."""
_SIZES = {"x": "width", "y": "height"}
_ALIGNED = {"left": 1.0, "center": 0.5, "right": 0.0, "top": 1.0, "middle": 0.5, "bottom": 0.0}
"""The share of a sized mark's length that is after its place."""
_DRAWN_AS = {"radius": "outerRadius", "radius2": "innerRadius", "theta": "endAngle",
             "theta2": "startAngle"}  # fmt: skip


@dataclass(frozen=True)
class Placer:
    """Places the marks of one unit in one plot. ``settings`` is ``config.scale``.

    ``steps``: the pixels of a category along x and y, where the side has no length of its
    own; ``step``: what they are elsewhere.
    """

    encoder: Encoder
    settings: Properties
    steps: Mapping[str, float | None]
    step: float

    # -- points ----------------------------------------------------------------------

    def point(self, name: str, default: float | None) -> Positions:
        """Where a mark's anchor is along ``name`` (x, y, x2, y2, theta, radius…)."""
        encoder, channel = self.encoder, self.encoder.encoding.get(name)
        offset, encoded = self.offset(name, 0.5)
        if channel is None or not (channel.has_data or channel.value is not UNSET):
            found = self._written(name, default)
            return math.nan if found is None else found + offset
        if not channel.has_data:
            return encoder.lengths(channel.value, 0.0) + offset
        at = self._anchor(channel, 0.0 if encoded else None)
        return self._conditional(channel, at) + offset

    def _written(self, name: str, default: float | None) -> Positions | None:
        """The place that the mark's properties give."""
        mark, drawn_as = self.encoder.data.unit.mark, _DRAWN_AS.get(name, name)
        given = mark.get(drawn_as, mark.get(name))
        return default if given is None else self.encoder.lengths(given, 0.0)

    def _conditional(self, channel: Channel, at: Positions) -> Positions:
        if not channel.conditions:
            return at
        encoder = self.encoder
        found = np.broadcast_to(np.asarray(at, float), len(encoder.rows)).copy()
        for condition in reversed(channel.conditions):
            holds = np.fromiter(map(condition.test.bind(encoder.scope), encoder.rows), bool)
            if condition.channel is not None:
                other = self._anchor(condition.channel, None)
                found[holds] = np.broadcast_to(other, len(found))[holds]
            else:
                other = encoder.lengths(condition.value, 0.0)
                found[holds] = np.broadcast_to(other, len(found))[holds]
        return found

    def _anchor(self, channel: Channel, band: float | None) -> Positions:
        """The position of a channel: the end of its stack, else of its own value."""
        encoder, stack, name = self.encoder, self.encoder.data.stack, channel.name
        model = encoder.scale_of(name)
        if stack is not None and name == stack.channel and channel.datum is UNSET:
            share = channel.band_position
            if share is None and encoder.mark == "text" and name in ("radius", "theta"):
                share = 0.5
            if share is not None:
                ends = column(channel, "start"), column(channel, "end")
                return encoder.between(*ends, share, model)
            return encoder.scaled(model, column(channel, "end"))
        stacked = stack is not None and stack.imputes
        at = encoder.middle(channel, band, stacked=stacked)
        return encoder.with_invalid(channel, model, at)

    def offset(self, name: str, band: float) -> tuple[Positions, bool]:
        """The offset of a position in pixels, and whether it is a channel's."""
        encoder, key = self.encoder, f"{name}Offset"
        channel = encoder.encoding.get(key) if key in OFFSETS else None
        if channel is not None and channel.has_data:
            found = encoder.middle(channel, band)
            return np.where(np.isnan(found), 0.0, found), True
        if channel is not None and channel.value is not UNSET:
            return encoder.lengths(channel.value, 0.0), True
        return encoder.lengths(encoder.data.unit.mark.get(key), 0.0), channel is not None

    # -- ranges ------------------------------------------------------------------------

    def range(self, name: str, mode: str) -> tuple[Positions, Positions]:
        """From a value to a second one, to the start of its stack, or to zero.

        ``mode``: where an end that nothing says is: "zero-or-max", "zero-or-min", "middle".
        """
        encoder, second = self.encoder, SECONDARY[name]
        channel, stack = encoder.encoding.get(name), encoder.data.stack
        size = encoder.prop(_SIZES.get(name, ""))
        start = self.point(name, self.default(name, mode))
        moved = second if second in encoder.encoding or encoder.prop(second) is not None else name
        offset, _ = self.offset(moved, 0.5)
        if channel is not None and channel.has_data and stack and name == stack.channel:
            ends = encoder.scaled(encoder.scale_of(name), column(channel, "start"))
            return start, ends + offset
        if second in encoder.encoding:
            return start, self.point(second, None)
        if encoder.prop(_DRAWN_AS.get(second, second), encoder.prop(second)) is not None:
            written = self._written(second, 0.0)
            return start, 0.0 if written is None else written
        if isinstance(size, int | float) and size:
            after = self._alignment(name, 0.5)
            return start + size * after, start - size * (1 - after)
        return start, self.default(name, "zero-or-min")

    def default(self, name: str, mode: str) -> float:
        """Where along ``name`` what is not said is."""
        if mode == "middle":
            return self.length(name) / 2
        model, largest = self.encoder.scale_of(name), mode == "zero-or-max"
        if model is not None and model.scale is not None:
            found = model.zero_or(largest=largest)
            if found is not None:
                return found
        if name == "y":
            return 0.0 if largest else self.encoder.height
        return self.length(name) if largest else 0.0

    def length(self, name: str) -> float:
        """How much room there is along ``name``: pixels, or radians."""
        width, height = self.encoder.width, self.encoder.height
        if name[0] in POSITIONS:
            return width if name[0] == "x" else height
        return 2 * math.pi if name.startswith("theta") else min(width, height) / 2

    def _alignment(self, name: str, default: float) -> float:
        given = self.encoder.prop("align" if name == "x" else "baseline")
        return _ALIGNED.get(given, default) if isinstance(given, str) else default

    # -- rectangles ----------------------------------------------------------------------

    def span(self, name: str) -> tuple[Positions, Positions]:
        """Both ends of a rectangle along ``name``: the value's, then the base."""
        encoding = self.encoder.encoding
        channel, second = encoding.get(name), encoding.get(SECONDARY[name])
        model = self.encoder.scale_of(name)
        discrete = model is not None and model.type in CATEGORICAL
        if channel is not None and not discrete and self._fills_bins(name, channel, second):
            return self._bin_span(channel, second)
        has_data = channel is not None and channel.has_data
        if ((has_data and discrete) or self._is_across(name)) and second is None:
            return self._sized_span(name, channel, model)
        return self.range(name, "zero-or-max")

    def _is_across(self, name: str) -> bool:
        orient, mark = self.encoder.data.orient, self.encoder.mark
        if mark == "bar":
            return (orient, name) in (("vertical", "x"), ("horizontal", "y"))
        return mark == "tick" and (orient, name) in (("vertical", "y"), ("horizontal", "x"))

    def _fills_bins(self, name: str, channel: Channel, second: Channel | None) -> bool:
        by_unit = channel.time_unit is not None and second is None
        if not has_field(channel) or not (channel.bin is not None or by_unit):
            return False
        if f"{name}Offset" in self.encoder.encoding or "size" in self.encoder.encoding:
            return False
        size = self._size(name, of_size=True)
        return size is None or isinstance(size, Mapping)

    def _size(self, name: str, *, of_size: bool) -> object:
        """The length that the mark's properties give: pixels, or ``{"band": share}``."""
        given = self.encoder.prop(_SIZES.get(name, ""))
        return self.encoder.prop("size") if given is None and of_size else given

    def _bin_span(self, channel: Channel, second: Channel | None) -> tuple[Positions, Positions]:
        encoder, model = self.encoder, self.encoder.scale_of(channel.name)
        low, high = column(channel), column(channel, bin_suffix="end")
        if channel.bin is not None and channel.bin.binned and channel.time_unit is None:
            starts = floats(encoder.cells(low))
            step = channel.bin.options.get("step")
            if second is not None and has_field(second):
                ends = floats(encoder.cells(column(second)))
            else:
                ends = starts + (step if isinstance(step, int | float) else math.nan)
            return self._spaced(channel.name, positions(model, starts), positions(model, ends))
        one, two = floats(encoder.cells(low)), floats(encoder.cells(high))
        at = band_position(channel, second, encoder.data.unit.mark)
        if channel.time_unit is not None and at is not None and at != 0.5:
            one, two = _moved(channel, one, two, at)
        inset = (1 - self._share(channel)) / 2
        start = positions(model, one + (two - one) * inset)
        end = positions(model, two - (two - one) * inset)
        return self._spaced(channel.name, start, end)

    def _share(self, channel: Channel) -> float:
        """The share of its bin or time unit that a rectangle takes."""
        size = self._size(channel.name, of_size=False)
        if isinstance(size, Mapping) and isinstance(size.get("band"), int | float):
            return float(size["band"])
        given = self.encoder.prop("timeUnitBandSize")
        by_unit = channel.time_unit is not None and isinstance(given, int | float)
        return float(given) if by_unit else 1.0  # type: ignore[arg-type]  # a number, as tested

    def _spaced(self, name: str, start: Floats, end: Floats) -> tuple[Positions, Positions]:
        """A pixel between two neighbours of a histogram; none is thinner than can be seen."""
        offset, _ = self.offset(name, 0.0)
        other = self.encoder.number(f"{SECONDARY[name]}Offset", 0.0) or offset
        if name not in POSITIONS:
            return end + offset, start + other
        default = BIN_SPACING if self.encoder.mark == "bar" else 0.0
        spacing = self.encoder.number("binSpacing", default)
        length, middle = end - start, (start + end) / 2
        way = np.where(length < 0, -1.0, 1.0)
        half = way * np.maximum(np.abs(length) - spacing, self._least()) / 2
        return middle + half + offset, middle - half + other

    def _least(self) -> float:
        return self.encoder.number("minBandSize", LEAST_SIZE)

    def _sized_span(
        self, name: str, channel: Channel | None, model: ScaleModel | None
    ) -> tuple[Positions, Positions]:
        """A rectangle around a category, or a bar around its place."""
        encoder = self.encoder
        nested = encoder.scale_of(f"{name}Offset") if f"{name}Offset" in encoder.encoding else None
        sized = encoder.mark == "tick" or self._is_across(name)
        explicit: Positions | None = None
        if sized and ("size" in encoder.encoding or encoder.data.unit.mark.get("size") is not None):
            found = encoder.attribute("size", encoder.each("size"))
            if not isinstance(found, Mapping):
                explicit = (
                    floats(found) if isinstance(found, list) else as_length(found, encoder, 0.0)
                )
        given = encoder.data.unit.mark.get(_SIZES.get(name, ""))
        if isinstance(given, Expression) and given.reads_rows:
            explicit = encoder.lengths(given, 0.0)
        band = self._band_size(name, channel, model or nested, sized=sized)
        relative = isinstance(band, Mapping)
        size = explicit
        if size is None:
            size = self._default_size(name, channel, nested or model, band)
        parent = model or nested
        fits = parent is not None and parent.type == "band" and relative and explicit is None
        after = self._alignment(name, 1.0 if fits else 0.5) if name in POSITIONS else 1.0
        offset, encoded = self.offset(name, 0.5 if after == 0.5 else 0.0)
        share = 0.0
        if after == 0.5:
            share = 0.0 if encoded else self._unit_share(channel)
        elif isinstance(band, Mapping):
            share = (1 - _number(band.get("band"), 1.0)) / 2
        if channel is not None and channel.has_data:
            at = encoder.middle(channel, share)
            at = encoder.with_invalid(channel, model, at)
        elif channel is not None and channel.value is not UNSET:
            at = encoder.lengths(channel.value, 0.0)
        else:
            written = self._written(name, self.length(name) / 2)
            at = 0.0 if written is None else written
        at = at + offset
        return at + size * after, at - size * (1 - after)

    def _unit_share(self, channel: Channel | None) -> float:
        """Where in its time unit a centred rectangle stands."""
        if channel is None or channel.time_unit is None or not has_field(channel):
            return 0.5
        if SECONDARY[channel.name] in self.encoder.encoding:
            return 0.5
        found = band_position(channel, None, self.encoder.data.unit.mark)
        return 0.5 if found is None else found

    def _band_size(
        self, name: str, channel: Channel | None, model: ScaleModel | None, *, sized: bool
    ) -> object:
        """Pixels, ``{"band": share}``, or None (``getBandSize``)."""
        given = self._size(name, of_size=sized)
        if given is not None:
            return given
        discrete = model is not None and model.type in CATEGORICAL
        if channel is not None and has_field(channel):
            if channel.time_unit is not None:
                return {"band": _number(self.encoder.prop("timeUnitBandSize"), 1.0)}
            if is_binned(channel) and not discrete:
                return {"band": 1.0}
        if model is None:
            return self.encoder.prop("discreteBandSize")
        if discrete:
            return self.encoder.prop("discreteBandSize", {"band": 1.0})
        return self.encoder.prop("continuousBandSize", BAND_SIZE)

    def _default_size(
        self, name: str, channel: Channel | None, model: ScaleModel | None, band: object
    ) -> float:
        if isinstance(band, Mapping):
            share = _number(band.get("band"), 1.0)
            if model is None:
                return share * self.length(name)
            if isinstance(model.scale, BandScale) and model.type == "band":
                return max(share * model.scale.bandwidth, self._least())
        elif isinstance(band, int | float) and band:
            return float(band)
        step = self.steps.get(name)
        if model is not None and step is not None and model.type in ("band", "point"):
            return max(step - GAP, LEAST_SIZE)
        if channel is None or not channel.has_data:
            return (1 - inner_padding(self.encoder.mark, self.settings)) * self.length(name)
        return self.step - GAP


def _number(value: object, default: float) -> float:
    return float(value) if isinstance(value, int | float) else default


def _moved(channel: Channel, one: Floats, two: Floats, share: float) -> tuple[Floats, Floats]:
    """The ends of rectangles that stand aside of the middle of their time units."""
    moved = [
        moved_interval(channel, low, high, share)
        for low, high in zip(one.tolist(), two.tolist(), strict=True)
    ]
    ends = np.array(moved, float).reshape(-1, 2)
    return ends[:, 0], ends[:, 1]
