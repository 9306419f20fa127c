"""What the channels of a unit say of the rows of one plot, in terms of the scene.

A column is a numpy array (positions, NaN where there is none), a list, or one value for
all rows. Where marks go is in :mod:`desktop_app.charts.resolving.placing`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.charts.expressions.syntax import Expression
from desktop_app.charts.resolving.arrays import Floats, floats
from desktop_app.charts.resolving.domains import written_value
from desktop_app.charts.resolving.flow import UnitData
from desktop_app.charts.resolving.invalid import Invalid
from desktop_app.charts.resolving.scales import ScaleModel, scope_value
from desktop_app.charts.scaling.continuous import ContinuousScale
from desktop_app.charts.scaling.discrete import BandScale
from desktop_app.charts.scaling.kinds import CATEGORICAL
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

Positions = Floats | float


@dataclass(frozen=True)
class Encoder:
    """Reads the channels of ``data`` for ``rows``; ``scales`` by channel."""

    data: UnitData
    rows: Rows
    scales: Mapping[str, ScaleModel]
    width: float
    height: float
    scope: Scope
    invalid: Invalid

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
        found = self.valued(self.data.unit.mark.get(name))
        if isinstance(found, list) and isinstance(self.data.unit.mark.get(name), Expression):
            return [default if value is None else value for value in found]
        return default if found is None else found

    def valued(self, value: object) -> object:
        """``value``; of an expression that reads the rows a list, one a row."""
        if not isinstance(value, Expression) or not value.reads_rows:
            return scope_value(value, self.scope)
        compute = self.scope.reader(value)
        return [compute(row) for row in self.rows]

    def lengths(self, value: object, default: float) -> Positions:
        """``value`` in pixels, computed where it is an expression."""
        found = self.valued(value)
        if isinstance(found, list):
            return np.array([as_length(one, self, default) for one in found], float)
        return as_length(found, self, default)

    def number(self, name: str, default: float) -> float:
        """A property of the mark that is a number, in pixels."""
        return as_length(self.prop(name), self, default)

    def cells(self, name: str) -> list[object]:
        return [row.get(name) for row in self.rows]

    def scale_of(self, name: str) -> ScaleModel | None:
        channel = self.encoding.get(name)
        if channel is not None and channel.scale is None:
            return None
        return self.scales.get(PRIMARY.get(name, name))

    # -- on scales -------------------------------------------------------------------

    def middle(self, channel: Channel, band: float | None, *, stacked: bool = False) -> Positions:
        """Where a channel's field or datum is: in its bin, its time unit or its band.

        ``band``: at which share of it, where that is not the channel's own. ``stacked``:
        the bins of a stack that fills in its gaps have their middles already. As
        Vega-Lite's ``midPoint``.
        """
        model = self.scale_of(channel.name)
        if channel.datum is not UNSET:
            return self._of_datum(channel, model, band)
        second = self.encoding.get(SECONDARY.get(channel.name, ""))
        share = band
        if share is None:
            share = band_position(channel, second, self.data.unit.mark)
        low, high = column(channel), column(channel, bin_suffix="end")
        by_unit = channel.time_unit is not None and channel.type == "temporal"
        if is_binned(channel) or (share and by_unit):
            if stacked:
                return self.scaled(model, column(channel, bin_suffix="mid"))
            if share and (model is None or model.type not in CATEGORICAL):
                return self.between(low, high, share, model)
            if channel.type in ("ordinal", "nominal"):
                low = column(channel, bin_suffix="range")
            return self.scaled(model, low)
        if channel.bin is not None and channel.bin.binned and has_field(second):
            assert second is not None
            return self.between(low, column(second), 0.5 if share is None else share, model)
        return self.scaled(model, low) + self._in_band(channel, model, band)

    @staticmethod
    def _in_band(channel: Channel, model: ScaleModel | None, band: float | None) -> float:
        """How far into its band a mark stands, in pixels."""
        if model is None or not isinstance(model.scale, BandScale):
            return 0.0
        share = channel.band_position if band is None else band
        return model.scale.bandwidth * (0.5 if share is None else share)

    def _of_datum(
        self, channel: Channel, model: ScaleModel | None, band: float | None
    ) -> Positions:
        value = scope_value(channel.datum, self.scope)
        if model is None:
            return as_length(value, self, math.nan)
        at = model.position(written_value(value, channel, self.scope))
        return math.nan if at is None else at + self._in_band(channel, model, band)

    def between(self, low: str, high: str, share: float, model: ScaleModel | None) -> Floats:
        """The places at a share of the way from one column to another."""
        one, two = floats(self.cells(low)), floats(self.cells(high))
        if share in (0, 1):
            return positions(model, two if share else one)
        return positions(model, (1 - share) * one + share * two)

    def scaled(self, model: ScaleModel | None, name: str) -> Floats:
        """The column ``name`` on a scale; as it is without one."""
        values = self.cells(name)
        if model is not None and isinstance(model.scale, BandScale):
            return np.array(model.scale.places(values), float)
        return positions(model, floats(values))

    def with_invalid(self, channel: Channel, model: ScaleModel | None, at: Positions) -> Positions:
        """``at``, with a place for the values that no scale has one for, where wanted."""
        if model is None or not has_field(channel):
            return at
        shown = self.invalid.shown_as(channel, model.type)
        if shown is None:
            return at
        holds = self._invalid_rows(channel)
        if not holds.any():
            return at
        place = model.zero_or(largest=False) if shown is UNSET else shown
        found = np.broadcast_to(np.asarray(at, float), len(self.rows)).copy()
        found[holds] = float(place) if isinstance(place, int | float) else math.nan
        return found

    def _invalid_rows(self, channel: Channel) -> NDArray[np.bool_]:
        return ~np.isfinite(floats(self.cells(column(channel))))

    # -- everything that is no position --------------------------------------------------

    def attribute(self, name: str, default: object) -> object:
        """A channel that is no position, through its scale; a list, or one value for all."""
        channel = self.encoding.get(name)
        if channel is None:
            return default
        found = self._attribute(channel, default)
        for condition in reversed(channel.conditions):
            found = self._chosen(condition, found)
        return self._invalid_attribute(channel, found)

    def _attribute(self, channel: Channel, default: object) -> object:
        if channel.value is not UNSET:
            return self.valued(channel.value)
        if not channel.has_data:
            return default
        model = self.scale_of(channel.name)
        if channel.datum is not UNSET:
            value = written_value(scope_value(channel.datum, self.scope), channel, self.scope)
            return model.place(value) if model is not None else value
        name = column(channel)
        if model is None or model.scale is None:
            return self.cells(name)
        scale = model.scale
        if isinstance(scale, ContinuousScale) or model.type not in CATEGORICAL:
            share = band_position(channel, None, self.data.unit.mark)
            by_unit = channel.time_unit is not None and channel.type == "temporal"
            values = floats(self.cells(name))
            if share and (is_binned(channel) or by_unit):
                ends = floats(self.cells(column(channel, bin_suffix="end")))
                values = (1 - share) * values + share * ends
            if isinstance(scale, ContinuousScale):
                return list(scale.places(values))
            return list(scale.places(values.tolist()))
        if is_binned(channel) and channel.type in ("ordinal", "nominal"):
            name = column(channel, bin_suffix="range")
        if isinstance(scale, BandScale):  # a size or an opacity of categories
            inside = self._in_band(channel, model, None)
            return [place + inside for place in scale.places(self.cells(name))]
        return list(scale.places(self.cells(name)))

    def _chosen(self, condition: Condition, otherwise: object) -> object:
        test = condition.test.bind(self.scope)
        if condition.channel is not None:
            found = self._attribute(condition.channel, otherwise)
        else:
            found = self.valued(condition.value)
        return [
            nth(found, rank) if test(row) else nth(otherwise, rank)
            for rank, row in enumerate(self.rows)
        ]

    def _invalid_attribute(self, channel: Channel, found: object) -> object:
        """What a channel gives values that its scale has nothing for, where they are shown."""
        model = self.scale_of(channel.name)
        if model is None or not channel.field or model.type in CATEGORICAL:
            return found
        shown = self.invalid.shown_as(channel, model.type)
        if shown is None:
            return found
        holds = self._invalid_rows(channel)
        value = model.place(model.zero_or_end()) if shown is UNSET else shown
        return [value if one else nth(found, rank) for rank, one in enumerate(holds.tolist())]


def nth(values: object, rank: int) -> object:
    """The value of row ``rank`` in a column."""
    return values[rank] if isinstance(values, list) else values


def as_length(value: object, encoder: Encoder, default: float) -> float:
    """A number of pixels; "width" and "height" are those of the plot."""
    if value == "width":
        return encoder.width
    if value == "height":
        return encoder.height
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    return default


def positions(model: ScaleModel | None, values: Floats) -> Floats:
    """Numbers on a scale; as they are without one."""
    if model is None or model.scale is None:
        return values
    if isinstance(model.scale, ContinuousScale):
        return np.asarray(model.scale.positions(values), float)
    return np.array([_position(model, value) for value in values.tolist()], float)


def _position(model: ScaleModel, value: object) -> float:
    found = model.position(value)
    return math.nan if found is None else found
