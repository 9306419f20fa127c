"""The legends that read a chart: what its colours, shapes, sizes and dashes mean."""

from __future__ import annotations

import math
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from desktop_app.charts.axis import Tick
from desktop_app.charts.legend import Legend, LegendItem
from desktop_app.charts.resolving.domains import Use
from desktop_app.charts.resolving.labels import (
    changer,
    evaluated,
    number_or_none,
    tick_format_of,
    unit_of,
)
from desktop_app.charts.resolving.scales import ScaleModel
from desktop_app.charts.resolving.ticks import bin_ticks
from desktop_app.charts.resolving.writing import Writer, is_titled, merged_title
from desktop_app.charts.scaling.continuous import ContinuousScale
from desktop_app.charts.scaling.kinds import CONTINUOUS, DISCRETE, DISCRETIZING, TIMES
from desktop_app.charts.spec.config import section
from desktop_app.charts.spec.fields import COLOURS, column, has_field
from desktop_app.charts.spec.grammar import NOTHING, UNSET, Properties
from desktop_app.charts.timeunits import ticks as time_ticks
from desktop_app.charts.transforms.base import Scope
from desktop_app.charts.words import more_entries

_COUNTS = {"size": 5, "opacity": 5, "strokeWidth": 5}
_LEGENDS = ("color", "size", "shape", "fill", "stroke", "strokeDash", "strokeWidth", "opacity",
            "fillOpacity", "strokeOpacity")  # fmt: skip
"""What a legend tells, in the order of Vega-Lite's ``LEGEND_SCALE_CHANNELS``."""
_STROKED = ("line", "trail", "rule")
"""Marks whose samples are strokes, and whose size is a width."""
MOST_ENTRIES = 30
"""Of a legend, where its author does not say (Vega-Lite's ``symbolLimit``)."""


@dataclass(frozen=True)
class LegendMaker:
    """Makes the legends of one chart."""

    writer: Writer
    scope: Scope
    config: Properties

    def legends(
        self, models: Iterable[ScaleModel], *, labelled: bool, apart: Container[str] = ()
    ) -> tuple[Legend, ...]:
        """A legend for each thing that colours, shapes, sizes or dashes tell.

        Channels that show the same field share one. ``labelled``: lines carry their names;
        ``apart``: channels of which each layer has a legend of its own.
        """
        grouped: dict[tuple[str, str, bool], list[ScaleModel]] = {}
        for model in _each_apart(_in_order(models), apart):
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
        uses = [use for use in _telling(model) if use.channel.legend is not None]
        written = [use for use in uses if is_titled(use.channel)]
        return merged_title([self.writer.label(use.data, use.channel) for use in written or uses])

    def _legend(self, title: str, group: Sequence[ScaleModel]) -> Legend | None:
        main = group[0]
        use = _telling(main)[0]
        names = tuple(model.channel for model in group)
        given = section(self.config, "legend")
        style = evaluated({**given, **(use.channel.legend or NOTHING)}, self.scope)
        if style.get("disable") is True:
            return None
        unit = unit_of(self.writer, main)
        orient = str(style.get("orient") or "right")
        ramp = main.type in CONTINUOUS and main.channel in COLOURS
        if ramp and style.get("type") != "symbol":
            return self._gradient(title, main, names, style, unit, orient)
        values = style.get("values")
        entries = list(values) if isinstance(values, tuple | list) else self._entries(main, style)
        entries = [value for value in entries if main.channel != "size" or main.place(value) != 0]
        most = number_or_none(style.get("symbolLimit"))
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
            return list(bin_ticks(model.bins, MOST_ENTRIES)[:-1])
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
        write = tick_format_of(self.writer, model, numbers, form, unit)
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
        write = tick_format_of(self.writer, model, ends, form, unit)
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


def _in_order(models: Iterable[ScaleModel]) -> list[ScaleModel]:
    """Scales in the order of their legends: shared ones, unit by unit, then those of layers."""
    known = [model for model in models if model.channel in _LEGENDS]
    units = list(dict.fromkeys(id(model.uses[0].data) for model in known))
    return sorted(
        known,
        key=lambda model: (
            model.name.partition("#")[0] not in (model.channel, f"child_{model.channel}"),
            units.index(id(model.uses[0].data)),
            _LEGENDS.index(model.channel),
        ),
    )


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
