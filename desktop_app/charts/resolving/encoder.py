"""What the channels of a unit say of the rows of one plot, in terms of the scene.

A column is a numpy array (positions, NaN where there is none), a list, or one value for
all rows. Positions follow Vega-Lite's ``compile/mark/encode``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from desktop_app.charts.expressions.syntax import Expression
from desktop_app.charts.resolving.domains import DISCRETE, moved_interval
from desktop_app.charts.resolving.flow import UnitData
from desktop_app.charts.resolving.scales import ScaleModel, scope_value
from desktop_app.charts.scaling.continuous import ContinuousScale
from desktop_app.charts.scaling.discrete import BandScale
from desktop_app.charts.spec.fields import (
    PRIMARY,
    SECONDARY,
    band_position,
    column,
    has_field,
    is_binned,
)
from desktop_app.charts.spec.grammar import UNSET, Channel, Condition
from desktop_app.charts.transforms.base import Rows, Scope
from desktop_app.charts.transforms.fields import number_of

Floats = NDArray[np.float64]
Positions = Floats | float
BIN_SPACING = 1.0
BAR_SIZE = 5.0
"""The thickness of a bar on a continuous scale, in pixels."""
TICK_SIZE = DEFAULT_SIZE = 18.0
_LENGTHS = {"x": "width", "x2": "width", "y": "height", "y2": "height"}
_RECTANGLES = ("bar", "rect", "tick", "arc")


@dataclass(frozen=True)
class Encoder:
    """Reads the channels of ``data`` for ``rows``; ``scales`` by channel."""

    data: UnitData
    rows: Rows
    scales: Mapping[str, ScaleModel]
    width: float
    height: float
    scope: Scope

    # -- values ----------------------------------------------------------------------

    @property
    def mark(self) -> str:
        return self.data.unit.mark.type

    @property
    def encoding(self) -> Mapping[str, Channel]:
        return self.data.encoding

    def prop(self, name: str, default: object = None) -> object:
        """A property of the mark, computed where it is an expression."""
        found = scope_value(self.data.unit.mark.get(name), self.scope)
        return default if found is None else found

    def each(self, name: str, default: object = None) -> object:
        """A property of the mark; a list, one a row, where its expression reads the rows."""
        given = self.data.unit.mark.get(name)
        if not isinstance(given, Expression) or not given.reads_rows:
            return self.prop(name, default)
        compute = given.bind(self.scope.signals, self.scope.language)
        found = (compute(row) for row in self.rows)
        return [default if value is None else value for value in found]

    def number(self, name: str, default: float) -> float:
        """A property of the mark that is a number, in pixels."""
        return as_length(self.prop(name), self, name, default)

    def cells(self, name: str) -> list[object]:
        return [row.get(name) for row in self.rows]

    def scale_of(self, name: str) -> ScaleModel | None:
        channel = self.encoding.get(name)
        if channel is not None and channel.scale is None:
            return None
        return self.scales.get(PRIMARY.get(name, name))

    # -- positions -------------------------------------------------------------------

    def point(self, name: str, default: float | None) -> Positions:
        """Where a mark's anchor is along ``name`` (x, y, x2, y2, theta, radius…)."""
        channel = self.encoding.get(name)
        offset, encoded = self.offset(name)
        if channel is None or not (channel.has_data or channel.value is not UNSET):
            fallback = self.prop(name)
            found = default if fallback is None else as_length(fallback, self, name, 0.0)
            return math.nan if found is None else found + offset
        if not channel.has_data:
            return as_length(scope_value(channel.value, self.scope), self, name, 0.0) + offset
        at = self._anchor(channel, 0.0 if encoded else None)
        return self._conditional(name, channel, at) + offset

    def _conditional(self, name: str, channel: Channel, at: Positions) -> Positions:
        if not channel.conditions:
            return at
        found = np.broadcast_to(np.asarray(at, float), len(self.rows)).copy()
        for condition in reversed(channel.conditions):
            holds = np.fromiter(map(condition.test.bind(self.scope), self.rows), bool)
            if condition.channel is not None:
                found[holds] = np.broadcast_to(self._anchor(condition.channel, None), len(found))[
                    holds
                ]
            else:
                found[holds] = as_length(scope_value(condition.value, self.scope), self, name, 0.0)
        return found

    def _anchor(self, channel: Channel, band: float | None) -> Positions:
        """The position of a channel's field or datum, in the middle of its band or bin."""
        model, name = self.scale_of(channel.name), channel.name
        if channel.datum is not UNSET:
            return self._of_datum(channel, model, band)
        stack = self.data.stack
        if stack is not None and name == stack.channel:
            share = channel.band_position
            if share is None and self.mark == "text" and name in ("radius", "theta"):
                share = 0.5
            if share is not None:
                return self._between(column(channel, "start"), column(channel, "end"), share, model)
            return self.scaled(model, column(channel, "end"))
        discrete = model is not None and model.type in DISCRETE
        second = self.encoding.get(SECONDARY.get(name, ""))
        share = band_position(channel, second, self.data.unit.mark)
        low, high = column(channel), column(channel, bin_suffix="end")
        if not discrete:
            if is_binned(channel) and stack is not None and stack.imputes:
                return self.scaled(model, column(channel, bin_suffix="mid"))
            spans = is_binned(channel) or (channel.time_unit and channel.type == "temporal")
            if share and spans and channel.type != "nominal":
                return self._between(low, high, share, model)
            if channel.bin is not None and channel.bin.binned and has_field(second):
                assert second is not None
                return self._between(low, column(second), 0.5 if share is None else share, model)
        if discrete and is_binned(channel):
            low = column(channel, bin_suffix="range")
        at = self.scaled(model, low)
        if model is not None and isinstance(model.scale, BandScale):
            at = at + model.scale.bandwidth * self._band_share(channel, band)
        return at

    def _band_share(self, channel: Channel, band: float | None) -> float:
        if band is not None:
            return band
        return 0.5 if channel.band_position is None else channel.band_position

    def _of_datum(
        self, channel: Channel, model: ScaleModel | None, band: float | None
    ) -> Positions:
        from desktop_app.charts.resolving.domains import _written

        value = scope_value(channel.datum, self.scope)
        if model is None:
            return as_length(value, self, channel.name, math.nan)
        at = model.position(_written(value, channel, self.scope))
        if at is None:
            return math.nan
        if isinstance(model.scale, BandScale):
            at += model.scale.bandwidth * self._band_share(channel, band)
        return at

    def _between(self, low: str, high: str, share: float, model: ScaleModel | None) -> Floats:
        one, two = floats(self.cells(low)), floats(self.cells(high))
        middle = one if share == 0 else two if share == 1 else (1 - share) * one + share * two
        return positions(model, middle)

    def scaled(self, model: ScaleModel | None, name: str) -> Floats:
        """The column ``name`` on a scale; as it is without one."""
        values = self.cells(name)
        if model is None or isinstance(model.scale, ContinuousScale):
            return positions(model, floats(values))
        return np.array([_position(model, value) for value in values], float)

    def offset(self, name: str) -> tuple[Positions, bool]:
        """The offset of a position in pixels, and whether it is a channel's."""
        key = f"{name}Offset"
        channel = self.encoding.get(key)
        if channel is not None and key in ("xOffset", "yOffset"):
            if channel.has_data:
                found = self._anchor(channel, None)
                return np.where(np.isnan(found), 0.0, found), True
            if channel.value is not UNSET:
                return as_length(scope_value(channel.value, self.scope), self, key, 0.0), True
        value = self.prop(key, 0.0)
        return (float(value) if isinstance(value, int | float) else 0.0), False

    def span(self, name: str) -> tuple[Positions, Positions]:
        """Both ends of a rectangle along ``name``: the value's, then the base."""
        channel, second = self.encoding.get(name), self.encoding.get(SECONDARY[name])
        model = self.scale_of(name)
        discrete = model is not None and model.type in DISCRETE
        if self._fills_bins(name, channel, second, discrete=discrete):
            assert channel is not None
            return self._bin_span(name, channel, second)
        has_data = channel is not None and channel.has_data
        if ((has_data and discrete) or self._is_across(name)) and second is None:
            return self._sized_span(name, channel, model)
        return self.range(name, "max")

    def _is_across(self, name: str) -> bool:
        orient = self.data.orient
        if self.mark == "bar":
            return (orient, name) in (("vertical", "x"), ("horizontal", "y"))
        return self.mark == "tick" and (orient, name) in (("vertical", "y"), ("horizontal", "x"))

    def _fills_bins(
        self, name: str, channel: Channel | None, second: Channel | None, *, discrete: bool
    ) -> bool:
        if channel is None or not has_field(channel) or discrete:
            return False
        by_unit = channel.time_unit is not None and second is None
        if channel.bin is None and not by_unit:
            return False
        if f"{name}Offset" in self.encoding:
            return False
        size = self.encoding.get("size") or self.prop("size")
        size = size or self.prop({"x": "width", "y": "height"}.get(name, "size"))
        return size is None or (isinstance(size, Mapping) and "band" in size)

    def _bin_span(
        self, name: str, channel: Channel, second: Channel | None
    ) -> tuple[Positions, Positions]:
        model = self.scale_of(name)
        low, high = column(channel), column(channel, bin_suffix="end")
        if channel.bin is not None and channel.bin.binned:
            if second is not None and has_field(second):
                high = column(second)
            elif isinstance(step := channel.bin.options.get("step"), int | float):
                starts = floats(self.cells(low))
                return self._spaced(name, positions(model, starts), positions(model, starts + step))
        share = self._band_size(name, 1.0)
        one, two = floats(self.cells(low)), floats(self.cells(high))
        at = band_position(channel, second, self.data.unit.mark)
        if channel.time_unit is not None and at is not None and at != 0.5:
            one, two = _moved(channel, one, two, at)
        inset = (1 - share) / 2
        start = positions(model, one + (two - one) * inset)
        end = positions(model, two - (two - one) * inset)
        return self._spaced(name, start, end)

    def _spaced(self, name: str, start: Floats, end: Floats) -> tuple[Positions, Positions]:
        """A pixel between two neighbours of a histogram."""
        spacing = BIN_SPACING if self.mark == "bar" and name in ("x", "y") else 0.0
        given = self.prop("binSpacing", spacing)
        half = (float(given) if isinstance(given, int | float) else spacing) / 2
        if name not in ("x", "y"):
            half = 0.0
        way = np.sign(end - start)
        half_width = np.minimum(half, np.abs(end - start) / 2)
        offset, _ = self.offset(name)
        return end - way * half_width + offset, start + way * half_width + offset

    def _band_size(self, name: str, default: float) -> float:
        for key in ("size", {"x": "width", "y": "height"}.get(name, "")):
            value = self.prop(key) if key else None
            if isinstance(value, Mapping) and isinstance(value.get("band"), int | float):
                return float(value["band"])
        return default

    def _sized_span(
        self, name: str, channel: Channel | None, model: ScaleModel | None
    ) -> tuple[Positions, Positions]:
        """A rectangle around a category, or a bar around its place."""
        offset, encoded = self.offset(name)
        nested = self.scale_of(f"{name}Offset") if encoded else None
        band = nested or model
        size = self._explicit_size(name)
        if size is None and band is not None and isinstance(band.scale, BandScale):
            share = self._band_size(name, 1.0)
            width = band.scale.bandwidth * share
            start = self._start(name, channel, model) + band.scale.bandwidth * (1 - share) / 2
            if encoded:
                inner = self.encoding[f"{name}Offset"]
                start = start + (self._anchor(inner, 0.0) if inner.has_data else offset)
            else:
                start = start + offset
            return start + width, start
        if size is None and nested is not None and nested.type not in DISCRETE:
            start = self._start(name, channel, model) + offset
            return start + DEFAULT_SIZE, start
        if size is None:
            size = self._default_size(name, channel, model)
        centre = self.point(name, self.length(name) / 2)
        return centre + size / 2, centre - size / 2

    def _start(self, name: str, channel: Channel | None, model: ScaleModel | None) -> Positions:
        if channel is None or not channel.has_data:
            return self.length(name) / 2 if f"{name}Offset" in self.encoding else 0.0
        return self._anchor(channel, 0.0)

    def _explicit_size(self, name: str) -> Positions | None:
        along = self.mark == "tick" or self._is_across(name)
        if along and "size" in self.encoding:
            found = self.attribute("size", 0.0)
            return floats(found) if isinstance(found, list) else _float(found)
        for key in ("size" if along else "", {"x": "width", "y": "height"}.get(name, "")):
            value = self.prop(key) if key else None
            if isinstance(value, int | float):
                return float(value)
        return None

    def _default_size(self, name: str, channel: Channel | None, model: ScaleModel | None) -> float:
        if model is None and (channel is None or not channel.has_data):
            inner = {"bar": 0.1, "tick": 0.25}.get(self.mark, 0.0)
            return (1 - inner) * self.length(name)
        if model is not None and model.type not in DISCRETE:
            given = self.prop("continuousBandSize")
            default = TICK_SIZE if self.mark == "tick" else BAR_SIZE
            return float(given) if isinstance(given, int | float) else default
        if model is not None and model.scale is not None and len(model.domain) > 0:
            step = getattr(model.scale, "step", 20.0)
            return max(float(step) - 2, 1.0)
        return DEFAULT_SIZE

    def length(self, name: str) -> float:
        if name[0] == "x":
            return self.width
        if name[0] == "y":
            return self.height
        return 2 * math.pi if name.startswith("theta") else min(self.width, self.height) / 2

    def range(self, name: str, mode: str) -> tuple[Positions, Positions]:
        """From a value to a second one, to the start of its stack, or to zero."""
        model, stack = self.scale_of(name), self.data.stack
        channel, second = self.encoding.get(name), SECONDARY[name]
        start = self.point(name, self._default(model, name, largest=mode == "max", mode=mode))
        if channel is not None and stack is not None and name == stack.channel:
            offset, _ = self.offset(name)
            return start, self.scaled(model, column(channel, "start")) + offset
        if second in self.encoding:
            end = self.point(second, None)
            if self.encoding[second].has_data and not has_field(channel) and channel is None:
                return start, end
            return start, end
        if self.prop(second) is not None:
            return start, as_length(self.prop(second), self, second, 0.0)
        size = self.prop({"x": "width", "y": "height"}.get(name, ""))
        if isinstance(size, int | float):
            return start + size / 2, start - size / 2
        offset, _ = self.offset(name)
        base = self._default(model, name, largest=False, mode="min")
        return start, (math.nan if base is None else base + offset)

    def _default(
        self, model: ScaleModel | None, name: str, *, largest: bool, mode: str
    ) -> float | None:
        if mode == "mid":
            return self.length(name) / 2
        if model is not None and model.scale is not None:
            found = model.zero_or(largest=largest)
            if found is not None:
                return found
        if name == "y":
            return 0.0 if largest else self.height
        return self.length(name) if largest else 0.0

    # -- everything else -------------------------------------------------------------

    def attribute(self, name: str, default: object) -> object:
        """A channel that is no position, through its scale; a list, or one value for all."""
        channel = self.encoding.get(name)
        if channel is None:
            return default
        found = self._attribute(channel, default)
        for condition in reversed(channel.conditions):
            found = self._chosen(condition, found, channel)
        return found

    def _attribute(self, channel: Channel, default: object) -> object:
        if channel.value is not UNSET:
            return scope_value(channel.value, self.scope)
        if not channel.has_data:
            return default
        model = self.scale_of(channel.name)
        if channel.datum is not UNSET:
            from desktop_app.charts.resolving.domains import _written

            value = _written(scope_value(channel.datum, self.scope), channel, self.scope)
            return model.place(value) if model is not None else value
        discrete = model is not None and model.is_discrete and is_binned(channel)
        values = self.cells(column(channel, bin_suffix="range" if discrete else ""))
        if model is None or model.scale is None:
            return values
        place = model.scale.scale
        if model.is_discrete:
            known: dict[object, object] = {}
            found = []
            for value in values:
                try:
                    if value not in known:
                        known[value] = place(value)
                    found.append(known[value])
                except TypeError:  # lists and objects have no hash
                    found.append(place(value))
            return found
        if isinstance(model.scale, ContinuousScale) and channel.name not in (
            "color",
            "fill",
            "stroke",
        ):
            return positions(model, floats(values)).tolist()
        # Numbers of a text file may come as texts.
        return [place(number_of(value) if isinstance(value, str) else value) for value in values]

    def _chosen(self, condition: Condition, otherwise: object, channel: Channel) -> object:
        test = condition.test.bind(self.scope)
        if condition.channel is not None:
            found = self._attribute(condition.channel, otherwise)
        else:
            found = scope_value(condition.value, self.scope)
        return [
            nth(found, rank) if test(row) else nth(otherwise, rank)
            for rank, row in enumerate(self.rows)
        ]

    @cached_property
    def tests(self) -> Callable[[Condition], list[bool]]:
        return lambda condition: list(map(condition.test.bind(self.scope), self.rows))


def nth(values: object, rank: int) -> object:
    """The value of row ``rank`` in a column."""
    return values[rank] if isinstance(values, list) else values


def as_length(value: object, encoder: Encoder, name: str, default: float) -> float:
    """A number of pixels; "width" and "height" are those of the plot."""
    if value == "width":
        return encoder.width
    if value == "height":
        return encoder.height
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    return default


def _moved(channel: Channel, one: Floats, two: Floats, share: float) -> tuple[Floats, Floats]:
    """The ends of rectangles that stand aside of the middle of their time units."""
    moved = [
        moved_interval(channel, low, high, share)
        for low, high in zip(one.tolist(), two.tolist(), strict=True)
    ]
    ends = np.array(moved, float).reshape(-1, 2)
    return ends[:, 0], ends[:, 1]


def _float(value: object) -> float:
    return float(value) if isinstance(value, int | float) else math.nan


def _position(model: ScaleModel, value: object) -> float:
    found = model.position(value)
    return math.nan if found is None else found


def positions(model: ScaleModel | None, values: Floats) -> Floats:
    """Numbers on a scale; as they are without one."""
    if model is None or model.scale is None:
        return values
    if isinstance(model.scale, ContinuousScale):
        return np.asarray(model.scale.positions(values), float)
    return np.array([_position(model, value) for value in values.tolist()], float)


def floats(values: Sequence[object]) -> Floats:
    """Numbers as an array, NaN for what is none."""
    try:
        return np.asarray(values, dtype=float)
    except (TypeError, ValueError, OverflowError):
        return np.array([_lenient(value) for value in values], float)


def _lenient(value: object) -> float:
    if isinstance(value, int | float):
        try:
            return float(value)
        except OverflowError:
            return math.inf
    if isinstance(value, str):
        try:
            return float(value)
        except ValueError:
            return math.nan
    return math.nan
