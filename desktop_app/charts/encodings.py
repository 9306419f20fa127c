"""Reading the encodings of a layer: which field goes where, and how it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from desktop_app.charts.data import read_expression
from desktop_app.charts.formats import is_format
from desktop_app.charts.frame import as_date
from desktop_app.charts.grammar import (
    ASCENDING,
    CHANNELS,
    SCALES,
    TYPES,
    AxisStyle,
    Channel,
    Field,
    Literal,
    Live,
    ScaleStyle,
)
from desktop_app.content.expressions import Name
from desktop_app.content.fields import Fields
from desktop_app.content.lesson import Lesson
from desktop_app.content.model import Cell
from desktop_app.content.problems import ProblemLog, nearest
from desktop_app.content.reference import Reference
from desktop_app.content.typography import typeset
from desktop_app.content.yaml import Items, Record

T = TypeVar("T")

_SOURCES = ("field", "datum", "value")
_SORTS = ("ascending", "descending", "x", "-x", "y", "-y")
_MAX_TICKS = 50
_DEFAULT_TYPES = {
    "number": "quantitative",
    "integer": "quantitative",
    "date": "temporal",
    "year": "temporal",
}
_TAKEN_BY = {"quantitative": ("number", "integer"), "temporal": ("date", "year", "string")}


def read_channels(
    encoding: Record,
    own: Record,
    fields: Mapping[str, Field],
    lesson: Lesson,
    language: str,
    log: ProblemLog,
) -> dict[str, Channel]:
    """The channels of one layer. ``own`` is the layer's own part of ``encoding``."""
    reader = _ChannelReader(fields, lesson, language, log)
    Fields(encoding, "encoding", log).close(CHANNELS)
    found = {}
    for name in CHANNELS:
        value = encoding.get(name)
        if value is None:
            continue
        if not isinstance(value, Record):
            log.error("wrong-type", encoding.value_at(name), key=name, expected="mapping")
            continue
        mine = own.get(name)
        # A source given here stands for whatever other source the chart above gave.
        says = isinstance(mine, Record) and any(mine.get(key) is not None for key in _SOURCES)
        channel = reader.channel(name, value, mine if says and isinstance(mine, Record) else value)
        if channel is not None:
            found[name] = channel
    return found


class _ChannelReader:
    def __init__(
        self, fields: Mapping[str, Field], lesson: Lesson, language: str, log: ProblemLog
    ) -> None:
        self._fields = fields
        self._lesson = lesson
        self._language = language
        self._log = log

    def channel(self, name: str, record: Record, source: Record) -> Channel | None:
        fields = Fields(record, name, self._log)
        field, datum, value = self._source(name, record, source)
        axis = self._axis(fields)
        given_type = fields.choice("type", TYPES)
        found = Channel(
            name=name,
            type=given_type or _default_type(field, datum),
            location=record.location,
            field=field,
            datum=datum,
            value=value,
            title=self._words(fields, "title"),
            scale=self._scale(fields),
            axis=axis,
            sort=self._sort(fields),
            legend=fields.flag("legend", default="legend" not in record),
        )
        fields.close(_sources(name))
        if field is None and datum is None and value is None:
            return None
        return found if self._is_sound(found) else None

    def _source(
        self, name: str, record: Record, source: Record
    ) -> tuple[Field | None, Live | Literal | None, float | str | None]:
        given = [key for key in _sources(name) if source.get(key) is not None]
        if len(given) != 1:
            if given:
                self._log.error("conflicting-keys", record.location, keys=", ".join(given))
            else:
                self._log.error("missing-key", record.location, key="field", owner=name)
            return None, None, None
        fields = Fields(source, name, self._log)
        if given[0] == "field":
            wanted = fields.text("field")
            if wanted and wanted not in self._fields:
                near = nearest(wanted, self._fields)
                self._log.error(
                    "unknown-column", fields.place("field"), column=wanted, nearest=near
                )
            return self._fields.get(wanted), None, None
        if given[0] == "datum":
            return None, self._datum(fields), None
        if name == "color":
            series = fields.integer("value")
            return None, None, None if series is None else float(max(series, 0))
        return None, None, typeset(fields.text("value"), self._language) or None

    def _datum(self, fields: Fields) -> Live | Literal | None:
        value = fields.any("datum")
        place = fields.place("datum")
        if not isinstance(value, Record):
            if isinstance(value, Items | bool) or value is None:
                self._log.error("wrong-type", place, key="datum", expected="number")
                return None
            if isinstance(value, str):
                return as_date(value) or typeset(value, self._language)
            return _float(value)
        inner = Fields(value, "datum", self._log)
        source = inner.text("expr", required=True)
        inner.close()
        if not source:
            return None
        expression = read_expression(source, inner.place("expr"), {}, self._lesson, self._log)
        if expression is None:
            return None
        reference = None
        if isinstance(expression.root, Name):
            kind = "param" if expression.root.name in self._lesson.parameters else "value"
            reference = Reference(kind, (expression.root.name,))
        return Live(expression, reference)

    def _scale(self, fields: Fields) -> ScaleStyle:
        record = fields.record_of("scale")
        if record is None:
            return ScaleStyle()
        inner = Fields(record, "scale", self._log)
        known = [kind for kinds in SCALES.values() for kind in kinds]
        style = ScaleStyle(
            type=inner.choice("type", list(dict.fromkeys(known))),
            domain=tuple(self._cells(inner, "domain")),
            zero=inner.flag("zero") if record.get("zero") is not None else None,
            nice=inner.flag("nice") if record.get("nice") is not None else None,
            reverse=inner.flag("reverse"),
        )
        inner.close(("zero", "nice"))
        return style

    def _axis(self, fields: Fields) -> AxisStyle:
        if "axis" in fields and fields.record["axis"] is None:
            fields.any("axis")
            return AxisStyle(shown=False)
        record = fields.record_of("axis")
        if record is None:
            return AxisStyle()
        inner = Fields(record, "axis", self._log)
        form = inner.text("format")
        if form and not is_format(form):
            self._log.error("unknown-format", inner.place("format"), format=form)
            form = ""
        count = inner.integer("tickCount")
        if count is not None and not 1 <= count <= _MAX_TICKS:
            self._log.error(
                "out-of-range",
                inner.place("tickCount"),
                key="tickCount",
                minimum=1,
                maximum=_MAX_TICKS,
            )
            count = None
        style = AxisStyle(
            title=self._words(inner, "title"),
            format=form,
            count=count,
            labels=inner.flag("labels", default=True),
            grid=inner.flag("grid") if record.get("grid") is not None else None,
        )
        inner.close(("grid",))
        return style

    def _sort(self, fields: Fields) -> str | tuple[Cell, ...]:
        if "sort" in fields and fields.record["sort"] is None:
            fields.any("sort")
            return ""
        if isinstance(fields.record.get("sort"), Items):
            return tuple(self._cells(fields, "sort"))
        return fields.choice("sort", _SORTS, default=ASCENDING)

    def _cells(self, fields: Fields, key: str) -> list[Cell]:
        value = fields.any(key)
        if value is None:
            return []
        if not isinstance(value, Items):
            self._log.error("wrong-type", fields.place(key), key=key, expected="list")
            return []
        found: list[Cell] = []
        for index, item in enumerate(value):
            if item is None or isinstance(item, Record | Items):
                self._log.error("wrong-type", value.place(index), key=key, expected="number")
            else:
                numeric = isinstance(item, int | float) and not isinstance(item, bool)
                found.append(_float(item) if numeric else item)
        return found

    def _words(self, fields: Fields, key: str) -> str | None:
        """A text that ``null`` takes away, and that nothing said leaves to the default."""
        text = typeset(fields.text(key), self._language)
        return text if key in fields else None

    def _is_sound(self, channel: Channel) -> bool:
        """Report what this channel can't show."""
        place, kind = channel.location, channel.type
        taken = _TAKEN_BY.get(kind)
        if channel.field is not None and taken and channel.field.type not in taken:
            self._log.error(
                "field-type",
                place,
                field=channel.field.name,
                type=kind,
                found=channel.field.type,
            )
            return False
        if channel.name == "color" and channel.field is not None and not channel.is_category:
            known = ", ".join(TYPES[2:])
            self._log.error("channel-type", place, channel="color", type=kind, known=known)
            return False
        if channel.scale.type and channel.scale.type not in SCALES[kind]:
            self._log.error(
                "scale-type",
                place,
                scale=channel.scale.type,
                type=kind,
                known=", ".join(SCALES[kind]),
            )
            return False
        return self._has_sound_domain(channel)

    def _has_sound_domain(self, channel: Channel) -> bool:
        domain = channel.scale.domain
        if not domain or channel.is_category:
            return True
        ends = [_end(value, channel.type) for value in domain]
        sound = len(ends) == 2 and None not in ends and ends[0] < ends[1]  # type: ignore[operator]
        if sound and channel.scale.type == "log":
            sound = isinstance(ends[0], float) and ends[0] > 0
        if not sound:
            self._log.error("bad-domain", channel.location, channel=channel.name)
        return sound


def _sources(channel: str) -> tuple[str, ...]:
    """Where a channel can get its values; a place in pixels is none for an axis."""
    return _SOURCES[:2] if channel in ("x", "y") else _SOURCES


def _end(value: Cell, kind: str) -> float | None:
    """One end of a domain as a number; a date as its day."""
    if kind == "temporal":
        found = as_date(value)
        return float(found.toordinal()) if found else None
    return value if isinstance(value, float) else None


def _float(value: object) -> float:
    try:
        return float(value)  # type: ignore[arg-type]
    except OverflowError:
        return float("nan")


def _default_type(field: Field | None, datum: Live | Literal | None) -> str:
    if field is not None:
        return _DEFAULT_TYPES.get(field.type, "nominal")
    if isinstance(datum, date):
        return "temporal"
    return "nominal" if isinstance(datum, str) else "quantitative"
