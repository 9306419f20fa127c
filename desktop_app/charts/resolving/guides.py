"""Axes and legends: what reads a chart, made from its scales."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from desktop_app.charts.axis import Axis, Tick
from desktop_app.charts.d3formats import format_number, format_time, is_number_format
from desktop_app.charts.dates import to_time
from desktop_app.charts.formats import axis_number, decimals_of, month_name, short_date
from desktop_app.charts.legend import Legend, LegendItem
from desktop_app.charts.resolving.domains import DISCRETE
from desktop_app.charts.resolving.labels import (
    axis_config,
    changer,
    default_format,
    evaluated,
    moment_in,
    written_as,
)
from desktop_app.charts.resolving.scales import CONTINUOUS, DISCRETIZING, TIMES, ScaleModel
from desktop_app.charts.resolving.writing import Writer, merged_title
from desktop_app.charts.scaling.continuous import ContinuousScale
from desktop_app.charts.scaling.discrete import BandScale
from desktop_app.charts.sources import day_of
from desktop_app.charts.spec.config import section
from desktop_app.charts.spec.fields import COLOURS, SECONDARY, column, has_field, is_binned
from desktop_app.charts.spec.grammar import NOTHING, UNSET, Channel, Properties
from desktop_app.charts.timeunits import default_format as unit_format
from desktop_app.charts.timeunits import tick_unit
from desktop_app.charts.timeunits import ticks as time_ticks
from desktop_app.charts.transforms.base import Scope
from desktop_app.charts.words import in_brackets, more_entries

PERCENT = "%"
_COUNTS = {"size": 5, "opacity": 5, "strokeWidth": 5}
_LEGENDS = ("color", "fill", "stroke", "shape", "size", "opacity", "fillOpacity",
            "strokeOpacity", "strokeWidth", "strokeDash")  # fmt: skip
MOST_ENTRIES = 30
"""Of a legend, where its author does not say (Vega-Lite's ``symbolLimit``)."""
MOST_MOMENTS = 100


@dataclass(frozen=True)
class GuideMaker:
    """Makes the axes and legends of one chart."""

    writer: Writer
    scope: Scope
    config: Properties

    # -- axes ------------------------------------------------------------------------

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
        orient = str(written.get("orient") or default)
        given = axis_config(self.config, model, orient)
        style = evaluated({**given, **written}, self.scope)
        if style.get("disable") is True:
            return None
        unit = self._unit(model)
        count = style.get("tickCount")
        grid = style.get("grid")
        binned = channel.bin is not None or not has_field(channel)
        title = self._title(model, unit, is_number=kind == "number")
        return Axis(
            channel=model.channel,
            scale_name=model.name,
            kind=kind,
            orient=orient,
            length=length,
            title="" if style.get("title", "") is None else title,
            labels=style.get("labels") is not False,
            grid=not (kind == "category" or second or binned) if grid is None else bool(grid),
            line=style.get("domain") is not False,
            ticks_shown=style.get("ticks") is not False,
            label_angle=_number(style.get("labelAngle")),
            count=int(count)
            if isinstance(count, int | float) and not isinstance(count, bool)
            else None,
            zero=self._zero(model),
            language=self.writer.language,
            positions=model.position,
            invert=_inverse(model),
            make=self._ticks(model, channel, style, unit, length),
            domain=tuple(model.domain),
        )

    def _title(self, model: ScaleModel, unit: str, *, is_number: bool) -> str:
        titles = []
        for use in model.uses:
            if use.channel.axis is None:
                continue
            titles.append(self.writer.label(use.data, use.channel))
            other = use.data.encoding.get(SECONDARY.get(use.name, ""))
            said = use.channel.title is not UNSET or "title" in (use.channel.axis or NOTHING)
            if other is not None and has_field(other) and not said:
                titles.append(self.writer.label(use.data, other))
        title = merged_title(titles)
        given = any(
            (use.channel.axis and "title" in use.channel.axis) or isinstance(use.channel.title, str)
            for use in model.uses
        )
        shows_unit = is_number and unit and unit != PERCENT and not given
        return in_brackets(title, unit) if shows_unit and title else title

    def _unit(self, model: ScaleModel) -> str:
        for use in model.uses:
            found = self.writer.unit(use.data, use.channel)
            if found:
                return found
        return ""

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
        changed = changer(style.get("labelExpr"), self.scope, self.writer.language)
        if model.type in DISCRETE:
            return lambda count: changed(self._categories(model, written))
        wanted = style.get("tickCount")
        if isinstance(wanted, int | float) and wanted <= 0 and written is None:
            return lambda count: ()
        if model.type in TIMES:
            return lambda count: changed(self._times(model, channel, written, style, count))
        return lambda count: changed(self._numbers(model, written, style, unit, count))

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
                label = str(value)
            else:
                label = self.writer.value(use.data, use.channel, value)
            found.append(Tick(place + half, label, "", value))
        return tuple(found)

    def _numbers(
        self,
        model: ScaleModel,
        written: tuple[object, ...] | None,
        style: Mapping[str, object],
        unit: str,
        count: int,
    ) -> tuple[Tick, ...]:
        scale = model.scale
        assert isinstance(scale, ContinuousScale)
        if not model.domain:
            return ()
        form = str(style.get("format") or default_format(model) or "")
        least = style.get("tickMinStep")
        if isinstance(least, int | float) and least > 0:
            ends = [value for value in model.domain if isinstance(value, int | float)]
            count = min(count, math.floor((max(ends) - min(ends)) / least) or 1)
        values: Sequence[float]
        if written is not None:
            values = [float(value) for value in written if isinstance(value, int | float)]
        elif model.bins is not None and model.bins[2] > 0:
            values = _bin_ticks(model.bins, count)
        else:
            values = scale.ticks(count)
            if model.type == "log":
                values = _thinned_log(values, count)
        gaps = [abs(two - one) for one, two in pairwise(values) if two != one]
        step = min(gaps) if gaps and model.type != "log" else 0.0
        found = []
        for value in values:
            place = model.position(value)
            if place is None or not math.isfinite(place):
                continue
            if (kind := style.get("formatType")) in TIMES:
                label = written_as(value, form, kind, self.writer.language)
            else:
                label = self.tick_label(value, step or abs(value), form, unit)
            found.append(Tick(place, label, "", value))
        return tuple(found)

    def tick_label(self, value: float, step: float, form: str, unit: str) -> str:
        """A number on an axis whose ticks are ``step`` apart."""
        if form and is_number_format(form):
            if form.rstrip("~")[-1:] in ("", "f", "%") and "." not in form and form != "d":
                share = step * 100 if form.endswith("%") else step
                form = form[:-1] + f".{decimals_of(share)}" + form[-1]
            return format_number(value, form, self.writer.language)
        return axis_number(value, step, self.writer.language, unit=unit if unit == PERCENT else "")

    def _times(
        self,
        model: ScaleModel,
        channel: Channel,
        written: tuple[object, ...] | None,
        style: Mapping[str, object],
        count: int,
    ) -> tuple[Tick, ...]:
        if len(model.domain) < 2:
            ends = [value for value in model.domain if isinstance(value, int | float)]
            low = high = float(ends[0]) if ends else math.nan
        else:
            low, high = float(model.domain[0]), float(model.domain[-1])  # type: ignore[arg-type]
        if not (math.isfinite(low) and math.isfinite(high)):
            return ()
        language = self.writer.language
        form, unit = style.get("format"), channel.time_unit
        moments = self._moments(model, written, style.get("tickCount"), (low, high), count)
        if not form and unit is not None:
            form = unit_format(unit.unit)
        precision = "" if form else tick_unit(moments)
        found: list[Tick] = []
        year: int | None = None
        for moment in moments:
            place = model.position(moment)
            if place is None or not math.isfinite(place):
                continue
            label, context = moment_in(form, moment, language) if form else "", ""
            if style.get("formatType") == "number":
                label = written_as(moment, str(form or ""), "number", language)
                form = form or "d"
            day = day_of(moment)
            if not form and day is not None:
                label = _moment_label(moment, precision, language)
                if precision != "year" and day.year != year:
                    context, year = str(day.year), day.year
            if unit is not None and found and found[-1].label == label:
                continue  # noon of a day that has its tick already
            found.append(Tick(place, label, context, moment))
        return tuple(found)

    def _moments(
        self,
        model: ScaleModel,
        written: tuple[object, ...] | None,
        wanted: object,
        ends: tuple[float, float],
        count: int,
    ) -> list[float]:
        """Where the ticks of a time axis are."""
        if written is not None:
            known = (to_time(value) for value in written)
            return [value for value in known if value is not None]
        if isinstance(wanted, str | Mapping):
            return list(time_ticks(*ends, wanted)) or [ends[0]]
        own = self._own_moments(model)
        if 0 < len(own) <= count:
            return list(own)
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

    # -- legends ---------------------------------------------------------------------

    def legends(self, models: Mapping[str, ScaleModel], *, labelled: bool) -> tuple[Legend, ...]:
        """A legend for each thing that colours, shapes, sizes or dashes tell.

        Channels that show the same field share one. ``labelled``: lines carry their names.
        """
        grouped: dict[tuple[str, str, bool], list[ScaleModel]] = {}
        for model in models.values():
            if model.channel not in _LEGENDS or not model.domain:
                continue
            shown = [use for use in model.uses if use.channel.legend is not None]
            shown = [use for use in shown if has_field(use.channel)]
            if not shown or len(shown) < len([u for u in model.uses if has_field(u.channel)]):
                continue
            if labelled and all(
                use.data.is_path or use.data.unit.mark.type == "point" for use in model.uses
            ):
                continue
            ramp = model.type in CONTINUOUS and model.channel in COLOURS
            key = (column(shown[0].channel), self._legend_title(model), ramp)
            grouped.setdefault(key, []).append(model)
        found = [self._legend(title, group) for (_, title, _), group in grouped.items()]
        return tuple(legend for legend in found if legend is not None)

    def _legend_title(self, model: ScaleModel) -> str:
        return merged_title(
            [
                self.writer.label(use.data, use.channel)
                for use in model.uses
                if has_field(use.channel) and use.channel.legend is not None
            ]
        )

    def _legend(self, title: str, group: Sequence[ScaleModel]) -> Legend | None:
        main = group[0]
        use = next(one for one in main.uses if has_field(one.channel))
        names = tuple(model.channel for model in group)
        given = section(self.config, "legend")
        style = evaluated({**given, **(use.channel.legend or NOTHING)}, self.scope)
        if style.get("disable") is True:
            return None
        unit = self._unit(main)
        orient = str(style.get("orient") or "right")
        ramp = main.type in CONTINUOUS and main.channel in COLOURS
        if ramp and style.get("type") != "symbol":
            return self._gradient(title, main, names, style, unit, orient)
        values = style.get("values")
        entries = list(values) if isinstance(values, tuple | list) else self._entries(main, style)
        named = self._named(main, entries, style, unit)
        named = [pair for pair in named if main.channel != "size" or main.place(pair[0]) != 0]
        most = _number(style.get("symbolLimit"))
        most = MOST_ENTRIES if most is None else int(most) if most > 0 else len(named)
        ticks = tuple(Tick(0.0, label, "", value) for value, label in named)
        changed = changer(style.get("labelExpr"), self.scope, self.writer.language)(ticks)
        shown = changed[: most - 1] if len(changed) > most else changed
        symbol = str(style.get("symbolType") or "")
        items = [_sample(group, tick.value, tick.label, use.data.unit.mark.type, symbol)
                 for tick in shown]  # fmt: skip
        if not items:
            return None
        if len(shown) < len(changed):
            rest = more_entries(len(changed) - len(shown), self.writer.language)
            items.append(LegendItem(rest, size=0.0, opacity=0.0))
        line = use.data.unit.mark.type in ("line", "trail", "rule") and not (
            {"size", "shape"} & set(names)
        )
        return Legend(title, "symbols", names, main.name, tuple(items), line, orient=orient,
                      field=column(use.channel))  # fmt: skip

    def _entries(self, model: ScaleModel, style: Mapping[str, object]) -> list[object]:
        if model.type in DISCRETE:
            return list(model.domain)
        if model.type in DISCRETIZING:
            edges = [value for value in model.domain if isinstance(value, int | float)]
            if model.type == "bin-ordinal":
                return list(edges[:-1])
            thresholds = getattr(model.scale, "thresholds", lambda: ())()
            cuts = list(thresholds) if model.type in ("quantile", "quantize") else edges
            return [-math.inf, *cuts]
        count = style.get("tickCount")
        wanted = int(count) if isinstance(count, int | float) else _COUNTS.get(model.channel, 5)
        if model.type in TIMES and len(model.domain) >= 2:
            low, high = float(model.domain[0]), float(model.domain[-1])  # type: ignore[arg-type]
            return list(time_ticks(low, high, wanted))
        assert isinstance(model.scale, ContinuousScale)
        return list(model.scale.ticks(wanted))

    def _named(
        self, model: ScaleModel, entries: Sequence[object], style: Mapping[str, object], unit: str
    ) -> list[tuple[object, str]]:
        use = next(one for one in model.uses if has_field(one.channel))
        form = str(style.get("format") or use.channel.format or "")
        if model.type in DISCRETIZING:
            return self._ranges(model, entries, form, unit)
        numbers = [float(value) for value in entries if isinstance(value, int | float)]
        gaps = [abs(two - one) for one, two in pairwise(numbers) if two != one]
        step = min(gaps) if gaps and model.type != "log" else 0.0
        found = []
        for value in entries:
            if model.type in (*DISCRETE, *TIMES) or not isinstance(value, int | float):
                found.append((value, self.writer.value(use.data, use.channel, value)))
            else:
                label = self.tick_label(float(value), step or abs(value), form, unit)
                found.append((value, label))
        return found

    def _ranges(
        self, model: ScaleModel, entries: Sequence[object], form: str, unit: str
    ) -> list[tuple[object, str]]:
        """The steps of a scale in words: « 10 – 20 »."""
        lows = [float(value) for value in entries if isinstance(value, int | float)]
        highs = [*lows[1:], math.inf]
        if model.type == "bin-ordinal" and model.domain:
            highs[-1] = float(model.domain[-1])  # type: ignore[arg-type]
        found: list[tuple[object, str]] = []
        for low, high in zip(lows, highs, strict=True):
            step = high - low if math.isfinite(high - low) else 1.0
            names = [
                self.tick_label(end, step, form, unit) if math.isfinite(end) else ""
                for end in (low, high)
            ]
            if not names[0]:
                label = f"< {names[1]}"
            elif not names[1]:
                label = f"≥ {names[0]}"
            else:
                label = f"{names[0]} – {names[1]}"
            value = low if math.isfinite(low) else high - 1e-9 * max(abs(high), 1)
            found.append((value, label))
        return found

    def _gradient(
        self,
        title: str,
        model: ScaleModel,
        names: tuple[str, ...],
        style: Mapping[str, object],
        unit: str,
        orient: str,
    ) -> Legend:
        scale = model.scale
        assert isinstance(scale, ContinuousScale)
        ends = [float(value) for value in (model.domain[0], model.domain[-1])]  # type: ignore[arg-type]
        samples = 33
        colours = []
        for rank in range(samples):
            share = rank / (samples - 1)
            at = ends[0] + (ends[1] - ends[0]) * share
            if model.type == "log" and min(ends) > 0:
                at = ends[0] * (ends[1] / ends[0]) ** share
            colours.append(str(scale.scale(at) or "#888888"))
        entries = self._entries(model, style)
        named = self._named(model, entries, style, unit)
        span = ends[1] - ends[0]
        ticks = []
        for value, label in named:
            if isinstance(value, int | float) and span:
                share = (value - ends[0]) / span
                if model.type == "log" and min(ends) > 0 and value > 0:
                    share = math.log(value / ends[0]) / math.log(ends[1] / ends[0])
                if -1e-9 <= share <= 1 + 1e-9:
                    ticks.append((share, label))
        use = next(one for one in model.uses if has_field(one.channel))
        return Legend(title, "gradient", names, model.name, colours=tuple(colours),
                      ticks=tuple(ticks), orient=orient, field=column(use.channel))  # fmt: skip


def _sample(
    group: Sequence[ScaleModel], value: object, label: str, mark: str, symbol: str = ""
) -> LegendItem:
    """How an entry's sample looks: every channel of the legend has its say."""
    filled = mark not in ("point", "line", "rule", "trail")
    paint: dict[str, object] = {"fill": None, "stroke": None}
    paint["fill" if filled else "stroke"] = "series:0"
    shape, size, opacity, width = "circle", 100.0, 1.0, 1.5
    dash: tuple[object, ...] = ()
    if mark in ("bar", "rect", "area", "arc", "geoshape", "square"):
        shape = "square"
    shape = symbol or shape
    for model in group:
        found = model.place(value)
        if model.channel == "color":
            paint["fill" if filled else "stroke"] = found
        elif model.channel in ("fill", "stroke"):
            paint[model.channel] = found
        elif model.channel == "shape" and isinstance(found, str):
            shape = found
        elif model.channel == "size" and isinstance(found, int | float):
            size = float(found)
        elif model.channel == "strokeDash" and isinstance(found, list | tuple):
            dash = tuple(found)
        elif model.channel.lower().endswith("opacity") and isinstance(found, int | float):
            opacity = float(found)
        elif model.channel == "strokeWidth" and isinstance(found, int | float):
            width = float(found)
    fill, stroke = (
        paint[name] if isinstance(paint[name], str) else None for name in ("fill", "stroke")
    )
    return LegendItem(label, value, fill, stroke, shape, size, dash, opacity, width)  # type: ignore[arg-type]


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _bin_ticks(bins: tuple[float, float, float], count: int) -> list[float]:
    """The edges of bins, thinned to about ``count``."""
    start, stop, step = bins
    number = round((stop - start) / step)
    if not 0 < number < 10_000:
        return [start, stop]
    every = max(1, math.ceil(number / max(2 * count, 1)))
    return [start + rank * step for rank in range(0, number + 1, every)]


def _thinned_log(values: Sequence[float], count: int) -> list[float]:
    """Decades alone, or 1, 2 and 5 of each, where all the ticks would be too many."""
    if len(values) <= max(count, 3):
        return list(values)
    fine = [value for value in values if _leading(value) in (1, 2, 5)]
    decades = [value for value in values if _leading(value) == 1]
    if len(decades) <= max(count / 2, 2) and 1 < len(fine) <= count:
        return fine
    if len(decades) > 1:
        return decades[:: max(1, math.ceil(len(decades) / max(count, 2)))]
    return fine if len(fine) > 1 else list(values)


def _leading(value: float) -> int:
    if not value:
        return 0
    decade = 10.0 ** math.floor(math.log10(abs(value)) + 1e-9)
    return round(abs(value) / decade)


def _moment_label(moment: float, precision: str, language: str) -> str:
    """A moment on an axis whose ticks are of that ``precision``; the year stands below."""
    day = day_of(moment)
    if day is None:
        return ""
    if precision == "year":
        return str(day.year)
    if precision in ("month", "quarter"):
        return month_name(day.month, language)
    if precision in ("day", "date", "week"):
        return short_date(day, language)
    return format_time(
        moment, "%H:%M" if precision in ("hours", "minutes") else "%H:%M:%S", language
    )


def _inverse(model: ScaleModel) -> Callable[[float], float]:
    scale = model.scale
    if isinstance(scale, ContinuousScale):
        return scale.invert
    if isinstance(scale, BandScale):
        start, step = float(model.range[0]), scale.step  # type: ignore[arg-type]
        return lambda place: (place - start) / step if step else 0.0
    return lambda place: place
