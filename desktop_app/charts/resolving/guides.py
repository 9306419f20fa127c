"""Axes and legends: what reads a chart, made from its scales."""

from __future__ import annotations

import math
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from desktop_app.charts.axis import Axis, Tick
from desktop_app.charts.d3formats import format_time
from desktop_app.charts.dates import to_time
from desktop_app.charts.formats import (
    TickFormat,
    granular_format,
    month_name,
    short_date,
    tick_format,
)
from desktop_app.charts.legend import Legend, LegendItem
from desktop_app.charts.resolving.domains import Use
from desktop_app.charts.resolving.labels import axis_config, changer, evaluated, written_as
from desktop_app.charts.resolving.scales import ScaleModel, scope_value
from desktop_app.charts.resolving.writing import Writer, merged_title
from desktop_app.charts.scaling.continuous import ContinuousScale
from desktop_app.charts.scaling.discrete import BandScale
from desktop_app.charts.scaling.kinds import CONTINUOUS, DISCRETE, DISCRETIZING, TIMES
from desktop_app.charts.sources import day_of
from desktop_app.charts.spec.config import section
from desktop_app.charts.spec.fields import COLOURS, SECONDARY, column, has_field, is_binned
from desktop_app.charts.spec.grammar import NOTHING, UNSET, Channel, Properties
from desktop_app.charts.timeunits import default_format, interval, tick_unit
from desktop_app.charts.timeunits import ticks as time_ticks
from desktop_app.charts.transforms.base import Scope
from desktop_app.charts.words import in_brackets, more_entries

PERCENT = "%"
_COUNTS = {"size": 5, "opacity": 5, "strokeWidth": 5}
_LEGENDS = ("color", "fill", "stroke", "shape", "size", "opacity", "fillOpacity",
            "strokeOpacity", "strokeWidth", "strokeDash")  # fmt: skip
_STROKED = ("line", "trail", "rule")
"""Marks whose samples are strokes, and whose size is a width."""
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
        orient = _side(model.channel, scope_value(written.get("orient"), self.scope)) or default
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
            label_colour=_colour(style.get("labelColor")),
            title_colour=_colour(style.get("titleColor")),
            offset=_number(style.get("offset")) or 0.0,
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
            if place is not None and math.isfinite(place):
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
        given = _number(style.get("tickMinStep"))
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
        write = self._tick_format(values, form, unit, model)
        found = []
        for value in values:
            place = model.position(value)
            if place is not None and math.isfinite(place):
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
            return _bin_ticks(model.bins, count)
        values = _spaced_ticks(scale, count, least)
        return _thinned_log(values, count) if model.type == "log" else values

    def _tick_format(
        self, values: Sequence[float], form: str, unit: str, model: ScaleModel
    ) -> TickFormat:
        shown = unit if unit == PERCENT else ""
        return tick_format(values, self.writer.language, form, shown, even=model.type != "log")

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
            if place is None or not math.isfinite(place):
                continue
            pattern = form if isinstance(form, str) else granular_format(moment, form)
            label, context = format_time(moment, pattern, language) if pattern else "", ""
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
        if unit is not None and unit.step > 1:  # no closer than the steps are
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

    # -- legends ---------------------------------------------------------------------

    def legends(
        self, models: Mapping[str, ScaleModel], *, labelled: bool, apart: Container[str] = ()
    ) -> tuple[Legend, ...]:
        """A legend for each thing that colours, shapes, sizes or dashes tell.

        Channels that show the same field share one. ``labelled``: lines carry their names;
        ``apart``: channels of which each layer has a legend of its own.
        """
        grouped: dict[tuple[str, str, bool], list[ScaleModel]] = {}
        for model in _each_apart(models.values(), apart):
            if model.channel not in _LEGENDS or not model.domain:
                continue
            uses = _telling(model)
            if not uses or any(use.channel.legend is None for use in uses):
                continue
            if (
                labelled
                and has_field(uses[0].channel)
                and all(
                    use.data.is_path or use.data.unit.mark.type == "point" for use in model.uses
                )
            ):
                continue
            ramp = model.type in CONTINUOUS and model.channel in COLOURS
            key = (_field(uses[0]), self._legend_title(model), ramp)
            grouped.setdefault(key, []).append(model)
        found = [self._legend(title, group) for (_, title, _), group in grouped.items()]
        return tuple(legend for legend in found if legend is not None)

    def _legend_title(self, model: ScaleModel) -> str:
        return merged_title(
            [
                self.writer.label(use.data, use.channel)
                for use in _telling(model)
                if use.channel.legend is not None
            ]
        )

    def _legend(self, title: str, group: Sequence[ScaleModel]) -> Legend | None:
        main = group[0]
        use = _telling(main)[0]
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
        entries = [value for value in entries if main.channel != "size" or main.place(value) != 0]
        most = _number(style.get("symbolLimit"))
        most = MOST_ENTRIES if most is None else int(most) if most > 0 else len(entries)
        count = most - 1 if len(entries) > most else len(entries)
        # A step of a scale is named by its end too, where the next one starts.
        named = self._named(main, entries[: count + 1], style, unit)[:count]
        ticks = tuple(Tick(0.0, label, "", value) for value, label in named)
        shown = changer(style.get("labelExpr"), self.scope)(ticks)
        symbol = str(style.get("symbolType") or "")
        items = [_sample(group, tick.value, tick.label, use, symbol) for tick in shown]
        if not items:
            return None
        if count < len(entries):
            rest = more_entries(len(entries) - count, self.writer.language)
            items.append(LegendItem(rest, size=0.0, opacity=0.0))
        line = use.data.unit.mark.type in _STROKED and "shape" not in names
        return Legend(title, "symbols", names, main.name, tuple(items), line, orient=orient,
                      field=_field(use))  # fmt: skip

    @staticmethod
    def _shows_bins(model: ScaleModel) -> bool:
        """Whether a size or an opacity stands for each bin."""
        return model.bins is not None and model.channel not in COLOURS and model.bins[2] > 0

    def _entries(self, model: ScaleModel, style: Mapping[str, object]) -> list[object]:
        if model.type in DISCRETE:
            return list(model.domain)
        if self._shows_bins(model) and model.bins is not None:
            return list(_bin_ticks(model.bins, MOST_ENTRIES)[:-1])
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
        use = _telling(model)[0]
        form = str(style.get("format") or use.channel.format or "")
        if model.type in DISCRETIZING or self._shows_bins(model):
            return self._ranges(model, entries, form, unit)
        numbers = [float(value) for value in entries if isinstance(value, int | float)]
        write = self._tick_format(numbers, form, unit, model)
        found = []
        for value in entries:
            if model.type in (*DISCRETE, *TIMES) or not isinstance(value, int | float):
                found.append((value, self.writer.value(use.data, use.channel, value)))
            else:
                found.append((value, write(float(value))))
        return found

    def _ranges(
        self, model: ScaleModel, entries: Sequence[object], form: str, unit: str
    ) -> list[tuple[object, str]]:
        """The steps of a scale in words: « 10 – 20 »."""
        lows = [float(value) for value in entries if isinstance(value, int | float)]
        highs = [*lows[1:], math.inf]
        if model.bins is not None and model.domain:
            highs[-1] = float(model.domain[-1])  # type: ignore[arg-type]
        ends = [end for end in (*lows, highs[-1]) if math.isfinite(end)] if lows else []
        write = self._tick_format(ends, form, unit, model)
        found: list[tuple[object, str]] = []
        for low, high in zip(lows, highs, strict=True):
            names = [write(end) if math.isfinite(end) else "" for end in (low, high)]
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
        use = _telling(model)[0]
        return Legend(title, "gradient", names, model.name, colours=tuple(colours),
                      ticks=tuple(ticks), orient=orient, field=_field(use))  # fmt: skip


def _telling(model: ScaleModel) -> list[Use]:
    """The uses that a legend tells: those of fields, else constants that name a layer."""
    fields = [use for use in model.uses if has_field(use.channel)]
    return fields or [use for use in model.uses if use.channel.has_data]


def _field(use: Use) -> str:
    return column(use.channel) if has_field(use.channel) else ""


def _each_apart(models: Iterable[ScaleModel], apart: Container[str]) -> Iterator[ScaleModel]:
    for model in models:
        if model.channel in apart and len(model.uses) > 1:
            yield from (replace(model, uses=[use]) for use in model.uses)
        else:
            yield model


def _sample(
    group: Sequence[ScaleModel], value: object, label: str, use: Use, symbol: str = ""
) -> LegendItem:
    """How an entry's sample looks: every channel of the legend has its say."""
    own, mark = use.data.unit.mark, use.data.unit.mark.type
    filled = own.get("filled", mark not in ("point", *_STROKED)) is not False
    paint: dict[str, object] = {"fill": None, "stroke": None}
    told = any(name in use.data.encoding and use.data.encoding[name].has_data for name in COLOURS)
    paint["fill" if filled else "stroke"] = _own_colour(use) or ("muted" if told else "series:0")
    shape, size, opacity, width = "circle", 100.0, 1.0, 2.0 if mark in _STROKED else 1.5
    written = use.data.encoding.get("shape")
    form = own.get("shape") if written is None or written.has_data else written.value
    if mark == "point" and isinstance(form, str):
        shape = form
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
            size, width = (size, float(found)) if mark in _STROKED else (float(found), width)
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


def _own_colour(use: Use) -> str | None:
    """The colour that all marks of a unit have, where it is written."""
    channel = use.data.encoding.get("color")
    given = channel.value if channel is not None and not channel.has_data else UNSET
    found = use.data.unit.mark.get("color") if given is UNSET else given
    return found if isinstance(found, str) else None


def _side(channel: str, value: object) -> str:
    """The side of the plot that an author asks for, none where an axis can't stand there."""
    sides = ("left", "right") if channel == "y" else ("top", "bottom")
    return str(value) if value in sides else ""


def _colour(value: object) -> str:
    """A colour, none where it differs from label to label."""
    return value if isinstance(value, str) and value != "black" else ""


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _spaced_ticks(scale: ContinuousScale, count: int, least: float) -> Sequence[float]:
    """About ``count`` ticks, no two closer than ``least``."""
    values = scale.ticks(count)
    while count > 1 and least > 0 and len(values) > 1 and abs(values[1] - values[0]) < least:
        count = min(count - 1, max(int(abs(values[-1] - values[0]) / least), 1))
        values = scale.ticks(count)
    return values


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
