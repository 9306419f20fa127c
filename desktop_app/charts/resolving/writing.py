"""How the values of a chart are written: on axes, beside marks, in tables and aloud."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from desktop_app.charts.d3formats import format_number as d3_number
from desktop_app.charts.d3formats import format_time, is_number_format, is_time_format
from desktop_app.charts.resolving.flow import UnitData
from desktop_app.charts.sources import ChartSource, column_of, day_of
from desktop_app.charts.spec.fields import (
    column,
    is_binned,
    plain,
    title_of,
)
from desktop_app.charts.spec.grammar import UNSET, Channel
from desktop_app.charts.timeunits import default_format
from desktop_app.charts.transforms.fields import number_of
from desktop_app.charts.words import cell_text, label_of
from desktop_app.content.fields import in_language
from desktop_app.content.model import Column
from desktop_app.content.numbers import format_number, with_unit

_KEEPS_UNIT = ("", "mean", "average", "sum", "median", "min", "max", "q1", "q3", "argmin", "argmax")
MISSING = "–"


@dataclass
class Writer:
    """Writes the values of the channels of one chart, in one language."""

    source: ChartSource
    language: str
    _whole: dict[str, bool] = field(default_factory=dict)

    def column(self, data: UnitData, channel: Channel) -> Column | None:
        """The table's column that ``channel`` shows as it is."""
        op = channel.aggregate.partition(":")[0]
        if not channel.field or op not in _KEEPS_UNIT:
            return None
        return column_of(self.source, data.unit.data, plain(channel.field))

    def unit(self, data: UnitData, channel: Channel) -> str:
        found = self.column(data, channel)
        return in_language(found.unit, self.language) if found is not None else ""

    def label(self, data: UnitData, channel: Channel) -> str:
        """What a channel shows, in words."""
        for properties in (channel.axis, channel.legend, channel.header):
            if properties and "title" in properties:
                return str(properties["title"] or "")
        if channel.title is not UNSET:
            return str(channel.title or "")
        if not (channel.field or channel.aggregate):
            return ""
        found = self.column(data, channel)
        if found is not None and not channel.aggregate and not is_binned(channel):
            return label_of(found, self.language)
        return title_of(channel)

    def name(self, data: UnitData, channel: Channel) -> str:
        """The same, and the column's own label where the author wants no title."""
        given = self.label(data, channel)
        if given or not channel.field:
            return given
        found = self.column(data, channel)
        return label_of(found, self.language) if found is not None else plain(channel.field)

    def value(self, data: UnitData, channel: Channel, value: object) -> str:
        """One value of ``channel`` as people read it."""
        if value is None or (isinstance(value, float) and math.isnan(value)):
            return MISSING
        form = channel.format or (channel.axis or {}).get("format")
        if isinstance(form, str) and form:
            written = self.formatted(value, form, channel)
            if written is not None:
                return written
        if isinstance(value, list | tuple):
            return ", ".join(str(part) for part in value)
        if channel.time_unit is not None and isinstance(value, int | float):
            return format_time(float(value), default_format(channel.time_unit.unit), self.language)
        found = self.column(data, channel)
        if channel.type == "quantitative" and isinstance(value, str):
            number = number_of(value)
            value = value if math.isnan(number) else number
        if isinstance(value, int | float) and not isinstance(value, bool):
            if channel.type == "temporal" or (found and found.type in ("date", "year")):
                return self.date(float(value), found)
            if found is not None and found.is_numeric:
                return cell_text(float(value), self._trimmed(data, channel, found), self.language)
            if channel.is_discrete and found is None:  # « 1999 » is a name, not a quantity
                return f"{value:.12g}".replace(".", "," if self.language == "fr" else ".")
            return self.number(float(value), self.unit(data, channel))
        if isinstance(value, str | bool):
            return cell_text(value, found, self.language)
        return str(value)

    def formatted(self, value: object, form: str, channel: Channel) -> str | None:
        """``value`` in a d3 format, None where that is none."""
        is_date = channel.type == "temporal" or channel.time_unit is not None
        if not isinstance(value, int | float) or isinstance(value, bool):
            return None
        if (is_date or channel.format_type in ("time", "utc")) and is_time_format(form):
            return format_time(float(value), form, self.language)
        return d3_number(float(value), form, self.language) if is_number_format(form) else None

    def date(self, value: float, found: Column | None = None) -> str:
        day = day_of(value)
        if day is None:
            return MISSING
        if value % 86_400_000:
            return format_time(value, "%-d %b %Y %H:%M", self.language)
        if found is not None:
            return cell_text(day, found, self.language)
        return cell_text(day, None, self.language)

    def number(self, value: float, unit: str = "") -> str:
        """A computed number, with no more digits than say something."""
        if not math.isfinite(value):
            return MISSING
        size = math.floor(math.log10(abs(value))) if value else 0
        digits = max((3 if size > 1 else 2) - size, 0)
        return with_unit(format_number(round(value, digits), self.language), unit, self.language)

    def _trimmed(self, data: UnitData, channel: Channel, found: Column) -> Column:
        """The column without decimals where all that the chart shows are whole."""
        if not found.decimals:
            return found
        key = f"{data.unit.name}/{column(channel)}"
        if key not in self._whole:
            name = column(channel)
            self._whole[key] = all(
                float(value).is_integer()
                for rows in data.main
                for row in rows
                if isinstance(value := row.get(name), int | float)
            )
        return replace(found, decimals=0) if self._whole[key] else found

    def bin(self, data: UnitData, channel: Channel, low: float, high: float) -> str:
        """« 10 – 20 »."""
        return f"{self.value(data, channel, low)} – {self.value(data, channel, high)}"


def is_titled(channel: Channel) -> bool:
    """Whether the author says what a channel is called: that goes before names of fields."""
    given = (channel.axis, channel.legend, channel.header)
    return channel.title is not UNSET or any("title" in one for one in given if one)


def merged_title(titles: Sequence[str]) -> str:
    """The titles of the layers that share an axis, each once."""
    return ", ".join(dict.fromkeys(title for title in titles if title))
