"""The axes that read a chart, made from its position scales."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from desktop_app.charts.axis import Axis, Tick
from desktop_app.charts.d3formats import format_time
from desktop_app.charts.dates import to_time
from desktop_app.charts.formats import granular_format
from desktop_app.charts.resolving.labels import (
    PERCENT,
    axis_config,
    changer,
    evaluated,
    number_or_none,
    tick_format_of,
    unit_of,
    written_as,
)
from desktop_app.charts.resolving.scales import ScaleModel, scope_value
from desktop_app.charts.resolving.ticks import bin_ticks, moment_label, spaced_ticks, thinned_log
from desktop_app.charts.resolving.writing import Writer, is_titled, merged_title
from desktop_app.charts.scaling.continuous import ContinuousScale
from desktop_app.charts.scaling.discrete import BandScale
from desktop_app.charts.scaling.kinds import DISCRETE, TIMES
from desktop_app.charts.sources import day_of
from desktop_app.charts.spec.fields import SECONDARY, column, has_field, is_binned
from desktop_app.charts.spec.grammar import NOTHING, Channel, Properties
from desktop_app.charts.timeunits import default_format, interval, tick_unit
from desktop_app.charts.timeunits import ticks as time_ticks
from desktop_app.charts.transforms.base import Scope
from desktop_app.charts.words import in_brackets

SPACING, BIN_SPACING = 40.0, 10.0
"""Pixels between two ticks, and between two edges of bins (``defaultTickCount``)."""
MOST_MOMENTS = 100


@dataclass(frozen=True)
class AxisMaker:
    """Makes the axes of one chart."""

    writer: Writer
    scope: Scope
    config: Properties

    def axis(self, model: ScaleModel, length: float, *, second: bool) -> Axis | None:
        """The axis of a position scale; None where every unit that uses it wants none."""
        styled = [use for use in model.uses if use.channel.axis is not None]
        if not styled:
            return None
        use = next((one for one in styled if one.channel.axis), styled[0])
        channel = use.channel
        written: dict[str, object] = {}
        for one in (use, *styled):
            written = {**(one.channel.axis or NOTHING), **written}
        kind = "category" if model.type in DISCRETE else "time" if model.type in TIMES else "number"
        default = {"x": "bottom", "y": "left"}[model.channel]
        if second:
            default = {"x": "top", "y": "right"}[model.channel]
        orient = _side(model.channel, scope_value(written.get("orient"), self.scope)) or default
        given = axis_config(self.config, model, orient)
        style = evaluated({**given, **written}, self.scope)
        if style.get("disable") is True:
            return None
        unit = unit_of(self.writer, model)
        count = style.get("tickCount")
        grid = style.get("grid")
        binned = channel.bin is not None or not has_field(channel)
        title = self._title(model, unit, is_number=kind == "number")
        untitled = style.get("title", "") is None and not any(
            is_titled(use.channel) for use in styled
        )
        return Axis(
            channel=model.channel,
            scale_name=model.name,
            kind=kind,
            orient=orient,
            length=length,
            title="" if untitled else title,
            labels=style.get("labels") is not False,
            grid=not (kind == "category" or second or binned) if grid is None else bool(grid),
            line=style.get("domain") is not False,
            ticks_shown=style.get("ticks") is not False,
            label_angle=number_or_none(style.get("labelAngle")),
            label_colour=_colour(style.get("labelColor")),
            title_colour=_colour(style.get("titleColor")),
            offset=number_or_none(style.get("offset")) or 0.0,
            spacing=BIN_SPACING if channel.bin is not None else SPACING,
            count=int(count)
            if isinstance(count, int | float) and not isinstance(count, bool)
            else None,
            zero=self._zero(model),
            language=self.writer.language,
            positions=model.position,
            invert=_inverse(model),
            # A view that looks for what fits asks for the same ones at each of its sizes.
            make=lru_cache(maxsize=64)(self._ticks(model, channel, style, unit, length)),
            domain=tuple(model.domain),
        )

    def _title(self, model: ScaleModel, unit: str, *, is_number: bool) -> str:
        titles, written = [], []
        for use in model.uses:
            if use.channel.axis is None:
                continue
            label = self.writer.label(use.data, use.channel)
            if is_titled(use.channel):
                written.append(label)
                continue
            titles.append(label)
            other = use.data.encoding.get(SECONDARY.get(use.name, ""))
            if other is not None and has_field(other):
                titles.append(self.writer.label(use.data, other))
        title = merged_title(written or titles)
        given = any(
            (use.channel.axis and "title" in use.channel.axis) or isinstance(use.channel.title, str)
            for use in model.uses
        )
        shows_unit = is_number and unit and unit != PERCENT and not given
        return in_brackets(title, unit) if shows_unit and title else title

    @staticmethod
    def _zero(model: ScaleModel) -> float | None:
        if model.type in (*DISCRETE, *TIMES, "log") or not model.domain:
            return None
        ends = [value for value in model.domain if isinstance(value, int | float)]
        return model.position(0) if ends and min(ends) <= 0 <= max(ends) else None

    def _ticks(
        self,
        model: ScaleModel,
        channel: Channel,
        style: Mapping[str, object],
        unit: str,
        length: float,
    ) -> Callable[[int], tuple[Tick, ...]]:
        values = style.get("values")
        written = tuple(values) if isinstance(values, tuple | list) else None
        given = style.get("format") or channel.format or ""
        form = given if isinstance(given, str) else ""
        changed = changer(style.get("labelExpr"), self.scope)
        if model.type in DISCRETE:
            return lambda count: changed(self._categories(model, written))
        wanted, kind = style.get("tickCount"), style.get("formatType")
        if isinstance(wanted, int | float) and wanted <= 0 and written is None:
            return lambda count: ()
        if model.type in TIMES:
            forms = given if isinstance(given, str | Mapping) else ""

            def moments(count: int) -> tuple[Tick, ...]:
                places = self._moments(model, written, wanted, count)
                if kind == "number":
                    return self._placed(model, places, form, kind)
                return self._times(model, channel, places, forms)

            return lambda count: changed(moments(count))
        if kind in TIMES:
            return lambda count: changed(
                self._placed(model, self._values(model, written, count, 0.0), form, kind)
            )
        form = form or self._default_form(model)
        least = self._least_step(model, style, form)
        return lambda count: changed(self._numbers(model, written, form, unit, count, least))

    def _placed(
        self, model: ScaleModel, values: Sequence[float], form: str, kind: object
    ) -> tuple[Tick, ...]:
        """Ticks that are written as something else than the scale is of (``formatType``)."""
        found = []
        for value in values:
            place = model.position(value)
            if place is not None and _is_seen(place, model):
                label = written_as(value, form, kind, self.writer.language)
                found.append(Tick(place, label, "", value))
        return tuple(found)

    @staticmethod
    def _default_form(model: ScaleModel) -> str:
        """Shares of a whole are percents."""
        for use in model.uses:
            stack = use.data.stack
            if stack is not None and stack.channel == use.name and stack.offset == "normalize":
                return "%"
        return ""

    @staticmethod
    def _least_step(model: ScaleModel, style: Mapping[str, object], form: str) -> float:
        """Ticks are no closer: whole numbers where the author, or what is counted, wants them."""
        given = number_or_none(style.get("tickMinStep"))
        counts = all(use.channel.aggregate in ("count", "distinct") for use in model.uses)
        return given or (1.0 if form == "d" or counts else 0.0)

    def _categories(
        self, model: ScaleModel, written: tuple[object, ...] | None
    ) -> tuple[Tick, ...]:
        use = model.uses[0]
        half = model.bandwidth / 2
        found = []
        for value in written if written is not None else model.domain:
            place = model.position(value)
            if place is None:
                continue
            if is_binned(use.channel):
                label = str(value).replace(" ", "\u00a0")  # « 10 – 20 » stays on one line
            else:
                label = self.writer.value(use.data, use.channel, value)
            found.append(Tick(place + half, label, "", value))
        return tuple(found)

    def _numbers(
        self,
        model: ScaleModel,
        written: tuple[object, ...] | None,
        form: str,
        unit: str,
        count: int,
        least: float,
    ) -> tuple[Tick, ...]:
        values = self._values(model, written, count, least)
        write = tick_format_of(self.writer, model, values, form, unit)
        found = []
        for value in values:
            place = model.position(value)
            if place is not None and _is_seen(place, model):
                found.append(Tick(place, write(value), "", value))
        return tuple(found)

    @staticmethod
    def _values(
        model: ScaleModel, written: tuple[object, ...] | None, count: int, least: float
    ) -> Sequence[float]:
        """Where the ticks of an axis of numbers are."""
        scale = model.scale
        assert isinstance(scale, ContinuousScale)
        if not model.domain:
            return ()
        if written is not None:
            return [float(value) for value in written if isinstance(value, int | float)]
        if model.bins is not None and model.bins[2] > 0:
            return bin_ticks(model.bins, count)
        values = spaced_ticks(scale, count, least)
        return thinned_log(values, count) if model.type == "log" else values

    def _times(
        self,
        model: ScaleModel,
        channel: Channel,
        moments: Sequence[float],
        form: str | Mapping[str, object],
    ) -> tuple[Tick, ...]:
        language, unit = self.writer.language, channel.time_unit
        if not form and unit is not None:
            form = default_format(unit.unit)
        precision = "" if form else tick_unit(moments)
        found: list[Tick] = []
        year: int | None = None
        for moment in moments:
            place = model.position(moment)
            if place is None or not _is_seen(place, model):
                continue
            pattern = form if isinstance(form, str) else granular_format(moment, form)
            label, context = format_time(moment, pattern, language) if pattern else "", ""
            day = day_of(moment)
            if not form and day is not None:
                label = moment_label(moment, precision, language)
                if precision != "year" and day.year != year:
                    context, year = str(day.year), day.year
            if unit is not None and found and found[-1].label == label:
                start, end = interval(unit.unit, moment, unit.step)
                before = found[-1].value
                if isinstance(before, float) and abs(moment - before) < end - start:
                    continue  # noon of a day that has its tick already
            found.append(Tick(place, label, context, moment))
        return tuple(found)

    def _moments(
        self, model: ScaleModel, written: tuple[object, ...] | None, wanted: object, count: int
    ) -> list[float]:
        """Where the ticks of an axis of time are."""
        known = [value for value in model.domain if isinstance(value, int | float)]
        if not known or not all(map(math.isfinite, known)):
            return []
        ends = float(known[0]), float(known[-1])
        if written is not None:
            given = (to_time(value) for value in written)
            return [value for value in given if value is not None]
        if isinstance(wanted, str | Mapping):
            return list(time_ticks(*ends, wanted)) or [ends[0]]
        own = self._own_moments(model)
        if 0 < len(own) <= count:
            return list(own)
        unit = model.uses[0].channel.time_unit
        if unit is not None and unit.unit != "day":  # no closer than what they are of
            low, high = interval(unit.unit, ends[0], unit.step)
            count = max(min(count, int(abs(ends[1] - ends[0]) / (high - low))), 1)
        return list(time_ticks(*ends, count)) or [ends[0]]

    def _own_moments(self, model: ScaleModel) -> tuple[float, ...]:
        """The days of a lesson's table, where they are few: each deserves a tick."""
        found: set[float] = set()
        for use in model.uses:
            name = column(use.channel)
            if not has_field(use.channel):
                continue
            if self.writer.column(use.data, use.channel) is None:
                return ()
            for row in use.rows():
                value = row.get(name)
                if isinstance(value, int | float) and math.isfinite(value):
                    found.add(float(value))
                if len(found) > MOST_MOMENTS:
                    return ()
        return tuple(sorted(found)) if len(found) > 1 else ()


def _side(channel: str, value: object) -> str:
    """The side of the plot that an author asks for, none where an axis can't stand there."""
    sides = ("left", "right") if channel == "y" else ("top", "bottom")
    return str(value) if value in sides else ""


def _colour(value: object) -> str:
    """A colour, none where it differs from label to label."""
    return value if isinstance(value, str) and value != "black" else ""


def _is_seen(place: float, model: ScaleModel) -> bool:
    """Whether a tick is on the axis: ticks that are written may lie outside (``validTicks``)."""
    ends = [end for end in model.range if isinstance(end, int | float)]
    if not math.isfinite(place) or len(ends) < 2:
        return math.isfinite(place)
    return math.floor(min(ends)) <= place <= math.ceil(max(ends))


def _inverse(model: ScaleModel) -> Callable[[float], float]:
    scale = model.scale
    if isinstance(scale, ContinuousScale):
        return scale.invert
    if isinstance(scale, BandScale):
        start, step = float(model.range[0]), scale.step  # type: ignore[arg-type]
        return lambda place: (place - start) / step if step else 0.0
    return lambda place: place
