"""The axes of a chart: one scale per direction, shared by every layer."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from desktop_app.charts.frame import Frame, as_date, coerce
from desktop_app.charts.grammar import Channel, Live, Specification
from desktop_app.charts.scales import BandScale, LinearScale, LogScale, Scale, TimeScale
from desktop_app.charts.scene import Axis
from desktop_app.charts.ticks import nice_domain
from desktop_app.charts.words import cell_text, in_brackets, label_of
from desktop_app.content.fields import in_language
from desktop_app.content.lesson import Lesson
from desktop_app.content.model import Cell
from desktop_app.content.problems import ProblemLog

PERCENT = "%"
_FAMILIES = {"quantitative": "number", "temporal": "time", "ordinal": "category"}
BAR_SHARE = 0.7
"""How much of the shortest time between two bars a bar takes."""


class AxisBuilder:
    """Builds the axes of one chart from what its layers say."""

    def __init__(
        self,
        specification: Specification,
        frames: Sequence[Frame],
        lesson: Lesson,
        language: str,
        *,
        concealed: bool,
        log: ProblemLog,
    ) -> None:
        self._predict = specification.meta.predict
        self._frames = frames
        self._lesson = lesson
        self._language = language
        self._concealed = concealed
        self._log = log

    def build(self, name: str) -> Axis | None:
        """The axis ``x`` or ``y``; None where no layer has that channel."""
        uses = self._uses(name)
        if not uses:
            return None
        channels = [frame.layer.channels[name] for frame in uses]
        category = channels[0].is_category
        scale: Scale
        names: tuple[str, ...] = ()
        dates: tuple[date, ...] = ()
        if category:
            categories = self.categories(name, uses)
            scale = BandScale(categories, reverse=(name == "y") != _reversed(channels))
            names = tuple(self._category_name(cell, channels) for cell in categories)
        elif channels[0].type == "temporal":
            scale, dates = self._time(name, uses, channels)
        else:
            scale = self._number(name, uses, channels)
        self._report_outside(name, uses, scale)
        unit = "" if category else self.unit(channels)
        style = next((c.axis for c in channels if not c.axis.shown), channels[0].axis)
        is_number = channels[0].type == "quantitative"
        return Axis(
            name=name,
            scale=scale,
            language=self._language,
            title=self._title(channels, unit, is_number),
            unit=unit if unit == PERCENT else "",
            format=next((c.axis.format for c in channels if c.axis.format), ""),
            count=next((c.axis.count for c in channels if c.axis.count), None),
            shown=style.shown,
            labels=all(c.axis.labels for c in channels),
            grid=is_number if style.grid is None else style.grid,
            names=names,
            dates=dates,
        )

    def _report_outside(self, name: str, uses: Sequence[Frame], scale: Scale) -> None:
        """A domain that the author gave can leave data out: say how many."""
        for frame in uses:
            channel = frame.layer.channels[name]
            cells = [cell for cell in frame.column(name) if cell is not None]
            left_out = len([cell for cell in cells if not scale.holds(cell)])  # type: ignore[arg-type]
            if left_out and any(use.layer.channels[name].scale.domain for use in uses):
                self._log.warning("outside-domain", channel.location, channel=name, count=left_out)

    def categories(self, name: str, uses: Sequence[Frame]) -> tuple[Cell, ...]:
        """The categories of channel ``name``, in the order that it asks for."""
        channels = [frame.layer.channels[name] for frame in uses]
        domain = next((c.scale.domain for c in channels if c.scale.domain), ())
        seen: dict[Cell, None] = dict.fromkeys(
            cell for frame in uses for cell in frame.column(name) if cell is not None
        )
        if domain:
            return tuple(dict.fromkeys(_alike(cell, seen) for cell in domain))
        sort = next((c.sort for c in channels if c.field is not None), "")
        if isinstance(sort, tuple):
            first = [cell for wanted in sort if (cell := _alike(wanted, seen)) in seen]
            return tuple(dict.fromkeys((*first, *seen)))
        if sort in ("ascending", "descending"):
            return tuple(sorted(seen, key=_order, reverse=sort == "descending"))
        other = sort.lstrip("-")
        if not other or self._concealed:  # an order by value would tell the values
            return tuple(seen)
        values: dict[Cell, float] = {}
        for frame in uses:
            for cell, value in zip(frame.column(name), frame.column(other), strict=True):
                if cell is not None and isinstance(value, float):
                    values.setdefault(cell, value)
        sign = -1 if sort.startswith("-") else 1
        return tuple(sorted(seen, key=lambda cell: sign * values.get(cell, sign * math.inf)))

    def unit(self, channels: Sequence[Channel]) -> str:
        """The unit of the first channel that has one."""
        for channel in channels:
            if channel.field is not None and channel.field.column is not None:
                found = in_language(channel.field.column.unit, self._language)
            else:
                found = in_language(self._declared(channel, "unit"), self._language)
            if found:
                return found
        return ""

    def label(self, channel: Channel) -> str:
        """What a channel shows, in words."""
        if channel.axis.title is not None:
            return channel.axis.title
        if channel.title is not None:
            return channel.title
        if channel.field is None:
            return in_language(self._declared(channel, "label"), self._language)
        column = channel.field.column
        return label_of(column, self._language) if column else channel.field.name

    def _uses(self, name: str) -> list[Frame]:
        """The layers with that channel; one of another family is reported and left out."""
        uses = [frame for frame in self._frames if name in frame.layer.channels]
        families = [_family(frame.layer.channels[name]) for frame in uses]
        kept = []
        for frame, family in zip(uses, families, strict=True):
            if family == families[0]:
                kept.append(frame)
            else:
                place = frame.layer.channels[name].location
                self._log.error("scale-conflict", place, channel=name)
        return kept

    def _declared(self, channel: Channel, what: str) -> Mapping[str, str]:
        """The unit or label of the parameter or value that a live datum shows."""
        if not isinstance(channel.datum, Live) or channel.datum.reference is None:
            return {}
        name = channel.datum.reference.name
        found = self._lesson.parameters.get(name) or self._lesson.values.get(name)
        texts: Mapping[str, str] = getattr(found, what) if found else {}
        return texts

    def _title(self, channels: Sequence[Channel], unit: str, is_number: bool) -> str:
        # A constant's words are its own: a rule is labelled itself.
        for channel in [channel for channel in channels if channel.field] or channels:
            given = channel.axis.title if channel.axis.title is not None else channel.title
            if given is not None:
                return given
        if not is_number:
            return ""  # categories and dates say themselves what they are
        label = next((found for c in channels if (found := self.label(c))), "")
        return in_brackets(label, "" if unit == PERCENT else unit)

    def _category_name(self, cell: Cell, channels: Sequence[Channel]) -> str:
        fields = [channel.field for channel in channels if channel.field is not None]
        return cell_text(cell, fields[0].column if fields else None, self._language)

    def _number(
        self, name: str, uses: Sequence[Frame], channels: Sequence[Channel]
    ) -> LinearScale | LogScale:
        domain = next((c.scale.domain for c in channels if c.scale.domain), ())
        backwards = _reversed(channels)
        values = [v for frame in uses for v in frame.column(name) if isinstance(v, float)]
        if any(c.scale.type == "log" for c in channels):
            return self._log_scale(uses, name, values, domain, backwards)
        if len(domain) == 2:
            low, high = (float(end) for end in domain)  # type: ignore[arg-type]
            return LinearScale(low, high, backwards)
        if self._predict is not None and name == uses[0].layer.measure_name:
            return LinearScale(*self.bounds(values, self.unit(channels)), backwards)
        low, high = min(values, default=0.0), max(values, default=1.0)
        if _includes_zero(name, uses, channels):
            low, high = min(low, 0.0), max(high, 0.0)
        if low == high:
            half = abs(low) / 2 or 1.0
            low, high = (low, 1.0) if low == 0 else (low - half, high + half)
        if all(c.scale.nice is not False for c in channels):
            low, high = nice_domain(low, high)
        return LinearScale(low, high, backwards)

    def _log_scale(
        self,
        uses: Sequence[Frame],
        name: str,
        values: Sequence[float],
        domain: Sequence[Cell],
        backwards: bool,
    ) -> LogScale:
        channel = uses[0].layer.channels[name]
        left_out = sum(1 for value in values if value <= 0)
        if left_out:
            self._log.warning("log-needs-positive", channel.location, count=left_out)
        if any(frame.layer.mark.type == "bar" for frame in uses):
            self._log.warning("log-bars", channel.location)
        if len(domain) == 2:
            low, high = (float(end) for end in domain)  # type: ignore[arg-type]
            return LogScale(low, high, backwards)
        positive = [value for value in values if value > 0]
        low, high = min(positive, default=1.0), max(positive, default=10.0)
        if channel.scale.nice is not False or low == high:
            first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
            low, high = 10.0 ** max(first, -300), 10.0 ** min(max(last, first + 1), 300)
        return LogScale(low, high, backwards)

    def bounds(self, values: Sequence[float], unit: str) -> tuple[float, float]:
        """Between what estimates are made: given, else all of 0 to 100 %, else round
        numbers so much wider than the data that they don't tell it.
        """
        predict = self._predict
        assert predict is not None
        low, high = min(values, default=0.0), max(values, default=1.0)
        if unit == PERCENT and low >= 0 and high <= 100:
            low, high = 0.0, 100.0
        else:
            low = 0.0 if low >= 0 else -_next_power(-low)
            high = 0.0 if high <= 0 else _next_power(high)
        low = low if predict.minimum is None else predict.minimum
        high = high if predict.maximum is None else predict.maximum
        return (low, high) if low < high else (low, low + 1)

    def _time(
        self, name: str, uses: Sequence[Frame], channels: Sequence[Channel]
    ) -> tuple[TimeScale, tuple[date, ...]]:
        days = sorted({v for frame in uses for v in frame.column(name) if isinstance(v, date)})
        ends = [as_date(cell) for c in channels for cell in c.scale.domain][:2]
        low, high = (days[0], days[-1]) if days else (date(2000, 1, 1), date(2001, 1, 1))
        if len(ends) == 2 and ends[0] and ends[1]:
            low, high = ends[0], ends[1]
        bars = any(frame.layer.mark.type == "bar" for frame in uses)
        margin = shortest_gap(days) / 2 if bars else 0.0
        if low == high and not margin:
            margin = 1.0
        return TimeScale(low, high, _reversed(channels), margin), tuple(days)


def shortest_gap(days: Sequence[date]) -> float:
    """The fewest days between two of ``days``, in order."""
    gaps = [(b - a).days for a, b in pairwise(days)]
    return float(min(gaps, default=1))


def _family(channel: Channel) -> str:
    return _FAMILIES.get(channel.type, "category")


def _reversed(channels: Sequence[Channel]) -> bool:
    return any(channel.scale.reverse for channel in channels)


def _includes_zero(name: str, uses: Sequence[Frame], channels: Sequence[Channel]) -> bool:
    """As Vega-Lite has it: said, else where lengths are read, and never along a line."""
    said = next((c.scale.zero for c in channels if c.scale.zero is not None), None)
    if said is not None:
        return said
    return any(
        frame.layer.mark.type != "line" or name == frame.layer.measure_name
        for frame in uses
        if frame.layer.channels[name].datum is None
    )


def _next_power(value: float) -> float:
    """The first of 1, 2, 5, 10… that leaves ``value`` well below it."""
    power = 10.0 ** math.floor(math.log10(value)) if value > 0 else 1.0
    return next(factor * power for factor in (2, 5, 10, 20) if factor * power >= 1.5 * value)


def _order(cell: Cell) -> tuple[str, float, str]:
    """Numbers and dates by value, then texts."""
    number = coerce(cell, "quantitative")
    if isinstance(number, float):
        return "1", number, ""
    return "2", 0.0, str(cell)


def _alike(cell: Cell, seen: Mapping[Cell, None]) -> Cell:
    """The category of the data that an author wrote as ``cell``."""
    if cell in seen:
        return cell
    day = as_date(cell)
    if day in seen:
        return day
    return next((other for other in seen if str(other) == str(cell)), cell)
