"""Reading the channels of a unit: which field goes where, and how it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from desktop_app.charts.d3formats import is_number_format, is_time_format
from desktop_app.charts.expressions.syntax import Expression
from desktop_app.charts.scaling.colours import NAMES, is_colour
from desktop_app.charts.scaling.schemes import SYMBOLS, is_symbol
from desktop_app.charts.spec.columns import Known, has_column
from desktop_app.charts.spec.grammar import (
    CHANNELS,
    NOTHING,
    TYPES,
    UNSET,
    Channel,
    Condition,
    Properties,
    Sort,
    Unset,
)
from desktop_app.charts.spec.grouping import read_aggregate, read_bin, read_time_unit
from desktop_app.charts.spec.kinds import ANYTHING, DATE, FLAG, NUMBER, TEXT, Place, kind
from desktop_app.charts.spec.records import record_at, without
from desktop_app.charts.spec.shorthand import column_type, expanded
from desktop_app.charts.spec.sorting import read_sort
from desktop_app.charts.spec.values import ValueReader
from desktop_app.charts.spec.vocabulary import (
    AXIS,
    CHANNEL_KEYS,
    FACET_LAYOUT,
    HEADER,
    IMPUTE,
    LEGEND,
    NUMERIC_SCALES,
    SCALE,
    TIME_SCALES,
    TYPE_LETTERS,
    VALUES_OF,
)
from desktop_app.charts.transforms.reading import read_predicate
from desktop_app.content.fields import Fields
from desktop_app.content.problems import Location, nearest
from desktop_app.content.yaml import Entry, Items, Record, Value

SOURCES = ("field", "datum", "value")
SECONDARY = ("x2", "y2", "theta2", "radius2", "latitude2", "longitude2")
SEVERAL = ("detail", "order", "tooltip")
_FACETS = ("row", "column", "facet")
_MEASURED = ("x", "y", "theta", "radius", "size")
_COUNTS = ("count", "valid", "missing", "distinct")
_STACKS = ("zero", "normalize", "center")
_CONDITIONAL = ("test", "param", "empty")
_FORMATS = {True: "time", False: "number"}
_DATUM = kind(NUMBER, TEXT, FLAG, DATE, "expression")
_DISCRETE_SCALES = ("ordinal", "point", "band", "bin-ordinal")
_SCALES_OF = {
    "quantitative": tuple(sorted(NUMERIC_SCALES)),
    "temporal": tuple(sorted(TIME_SCALES)),
    "ordinal": _DISCRETE_SCALES,
    "nominal": _DISCRETE_SCALES,
}
_TAKEN_BY = {
    "quantitative": ("number", "integer", "year", ""),
    "temporal": ("date", "year", "string", ""),
}


@dataclass(frozen=True)
class Fieldset:
    """The columns that channels may name; ``declared``: a table's, whose types are sure."""

    known: Known
    declared: bool = False


class ChannelReader:
    """Reads the channels of one unit over ``fields``."""

    def __init__(self, values: ValueReader, fields: Fieldset) -> None:
        self._values = values
        self._log = values.log
        self._fields = fields

    def channels(self, encoding: Mapping[str, Entry]) -> dict[str, Channel]:
        """The channels of ``encoding``, in Vega-Lite's order."""
        for name, entry in encoding.items():
            if name not in CHANNELS:
                self._unknown_channel(name, entry)
        found = {}
        for name in CHANNELS:
            if name in encoding:
                channel = self.channel(name, encoding[name].value, encoding[name].value_at)
                if channel is not None:
                    found[name] = channel
        return found

    def _unknown_channel(self, name: str, entry: Entry) -> None:
        instead = {"url": "text", "time": "row, column, facet"}.get(name)
        if instead is not None:
            self._log.error(
                "unsupported-key", entry.key_at, key=name, owner="encoding", instead=instead
            )
            return
        near, known = nearest(name, CHANNELS), ", ".join(CHANNELS)
        self._log.error(
            "unknown-key", entry.key_at, key=name, owner="encoding", nearest=near, known=known
        )

    def channel(self, name: str, value: Value, at: Location) -> Channel | None:
        """The channel ``name``, or None where nothing of it can be used."""
        if value is None:
            return Channel(name, at, value=None) if name == "tooltip" else None
        if isinstance(value, Items):
            return self._several(name, value)
        if isinstance(value, str):
            value = expanded(value, name, self._fields.known, at)
        elif not isinstance(value, Record):
            value = record_at({"value": value}, at)
        return self._definition(name, value)

    def _several(self, name: str, items: Items) -> Channel | None:
        if name not in SEVERAL:
            self._log.error("wrong-type", items.location, key=name, expected="mapping")
            return None
        found = []
        for index, item in enumerate(items):
            if isinstance(item, Record | str):
                channel = self.channel(name, item, items.place(index))
                if channel is not None:
                    found.append(channel)
            else:
                self._log.error("wrong-type", items.place(index), key=name, expected="mapping")
        return replace(found[0], also=tuple(found[1:])) if found else None

    def _definition(self, name: str, record: Record) -> Channel | None:
        fields = Fields(record, name, self._log)
        found = self._shown(name, record, fields)
        found = replace(
            found,
            conditions=self._conditions(name, fields) if "condition" in _keys(name) else (),
            title=self._title(record, fields),
            scale=self._guide(fields, "scale", SCALE, name),
            axis=self._guide(fields, "axis", AXIS, name),
            legend=self._guide(fields, "legend", LEGEND, name),
            header=self._guide(fields, "header", HEADER, name),
            stack=self._stack(fields, name),
            impute=self._impute(fields, name),
            format=fields.text("format") if "format" in _keys(name) else "",
            format_type=fields.text("formatType") if "format" in _keys(name) else "",
            band_position=fields.number("bandPosition"),
        )
        fields.close((*_keys(name), *(FACET_LAYOUT if name in _FACETS else ())))
        return found if self._is_sound(found, record) else None

    def _shown(self, name: str, record: Record, fields: Fields) -> Channel:
        """What the channel shows: field, datum or value, and what is done with it."""
        raw = record.get("field")
        field = ""
        if isinstance(raw, Record):
            self._log.error(
                "unsupported-composition",
                record.value_at("field"),
                key="repeat",
                instead="row, column, facet, layer",
            )
            fields.any("field")
        else:
            field = fields.text("field")
        datum = self._one(fields, "datum")
        value: object = UNSET
        if "value" in record and "value" in _keys(name):
            fields.any("value")
            value = self._constant(name, record)
        aggregate = read_aggregate(fields.any("aggregate"), fields.place("aggregate"), self._values)
        found = Channel(
            name,
            record.location,
            field=field,
            datum=datum,
            value=value,
            aggregate=aggregate,
            bin=read_bin(fields.any("bin"), fields.place("bin"), name, self._values),
            time_unit=read_time_unit(
                fields.any("timeUnit"), fields.place("timeUnit"), self._values
            ),
        )
        if "sort" in record and "sort" in _keys(name):
            fields.any("sort")
            sort = read_sort(record["sort"], record.value_at("sort"), self._values)
            found = replace(found, sort=sort)
        return replace(found, type=self._type(found, record, fields))

    def _constant(self, name: str, record: Record) -> object:
        """The ``value`` of a channel, UNSET where it can't be one (reported)."""
        kind = VALUES_OF.get(name, ANYTHING)
        return self._values.value(record["value"], record.value_at("value"), "value", kind)

    def _one(self, fields: Fields, key: str) -> object:
        raw = fields.any(key)
        if isinstance(raw, Record) and "repeat" in raw:
            self._log.error(
                "unsupported-composition",
                raw.key_at("repeat"),
                key="repeat",
                instead="row, column, facet, layer",
            )
            return UNSET
        return self._values.value(raw, fields.place(key), key, _DATUM)

    def _type(self, channel: Channel, record: Record, fields: Fields) -> str:
        given = record.get("type")
        if isinstance(given, str) and given.upper() in TYPE_LETTERS:
            fields.any("type")
            kind = TYPE_LETTERS[given.upper()]
        else:
            kind = fields.choice("type", TYPES)
        if channel.aggregate in _COUNTS and channel.name not in SECONDARY:
            return "quantitative"
        if kind:
            return kind
        found = default_type(channel, record)
        if found == "nominal":
            self._warn_of_names(channel)
        return found

    def _warn_of_names(self, channel: Channel) -> None:
        """Numbers and dates without a type are names to Vega-Lite: seldom what is meant."""
        known = self._fields.known
        if not self._fields.declared or known is None or channel.name not in _MEASURED:
            return
        instead = column_type(channel.field, known)
        if instead in ("quantitative", "temporal"):
            values = {"column": channel.field, "channel": channel.name, "type": instead}
            self._log.warning("type-left-out", channel.location, **values)

    def _title(self, record: Record, fields: Fields) -> str | Unset | None:
        raw = fields.any("title")
        if "title" not in record:
            return UNSET
        if raw is None:
            return None
        found = self._values.value(raw, fields.place("title"), "title", kind(TEXT, "list"))
        return found if isinstance(found, str) else UNSET

    def _guide(self, fields: Fields, key: str, place: Place, name: str) -> Properties | None:
        """A scale, axis, legend or header; None where it is taken away."""
        if key not in _keys(name) or key not in fields:
            return NOTHING
        raw = fields.any(key)
        if raw is None or raw is False:
            return None
        if not isinstance(raw, Record):
            self._log.error("wrong-type", fields.place(key), key=key, expected="mapping")
            return NOTHING
        found = self._values.properties(raw, place)
        return self._with_sound_range(found, raw, name) if key == "scale" else found

    def _with_sound_range(self, scale: Properties, record: Record, name: str) -> Properties:
        """``scale`` without a range that its channel can't show (reported)."""
        values, sound = scale.get("range"), {"shape": is_symbol}.get(name)
        if name in ("color", "fill", "stroke"):
            sound = is_colour
        if not isinstance(values, tuple) or sound is None:
            return scale
        wrong = next((one for one in values if isinstance(one, str) and not sound(one)), None)
        if wrong is None:
            return scale
        at = record.value_at("range")
        if name == "shape":
            known = ", ".join(SYMBOLS)
            near = nearest(wrong, SYMBOLS)
            self._log.error(
                "unknown-value", at, key="range", value=wrong, nearest=near, known=known
            )
        else:
            self._log.error("unknown-colour", at, colour=wrong, nearest=nearest(wrong, NAMES))
        return {key: value for key, value in scale.items() if key != "range"}

    def _stack(self, fields: Fields, name: str) -> object:
        if "stack" not in _keys(name) or "stack" not in fields:
            return UNSET
        raw = fields.any("stack")
        if raw is None or isinstance(raw, bool):
            return raw
        return fields.choice("stack", _STACKS) or UNSET

    def _impute(self, fields: Fields, name: str) -> Properties | None:
        if "impute" not in _keys(name):
            return None
        record = fields.record_of("impute")
        return self._values.properties(record, IMPUTE) if record is not None else None

    def _conditions(self, name: str, fields: Fields) -> tuple[Condition, ...]:
        raw = fields.any("condition")
        if raw is None:
            return ()
        items = list(raw) if isinstance(raw, Items) else [raw]
        found = []
        for index, item in enumerate(items):
            at = raw.place(index) if isinstance(raw, Items) else fields.place("condition")
            if not isinstance(item, Record):
                self._log.error("wrong-type", at, key="condition", expected="mapping")
                continue
            condition = self._condition(name, item)
            if condition is not None:
                found.append(condition)
        return tuple(found)

    def _condition(self, name: str, record: Record) -> Condition | None:
        if "test" in record:
            test = read_predicate(record["test"], record.value_at("test"), self._log)
            # Its fields may be those that the channels make: only names are sure.
            self._values.references.predicate(record["test"], record.value_at("test"), None)
        elif "param" in record:
            kept = [key for key in record if key not in ("param", "empty")]
            alone = without(record, kept)
            test = read_predicate(alone, record.location, self._log)
            self._values.references.predicate(alone, record.location, None)
        else:
            self._log.error("missing-key", record.location, key="test", owner="condition")
            return None
        rest = without(record, _CONDITIONAL)
        if test is None:
            return None
        if "value" in rest:
            value = self._constant(name, rest)
            Fields(rest, name, self._log).close(_keys(name))
            return None if value is UNSET else Condition(test, value)
        channel = self._definition(name, rest)
        return Condition(test, channel=channel) if channel is not None else None

    def _is_sound(self, channel: Channel, record: Record) -> bool:
        """Report what this channel can't show."""
        given = [key for key in SOURCES if getattr(channel, key) not in ("", UNSET)]
        if len(given) > 1 and not (given == ["field", "value"] and channel.conditions):
            self._log.error("conflicting-keys", record.location, keys=", ".join(given))
            return False
        says = given or channel.aggregate == "count" or channel.conditions
        if not says and not (channel.name == "order" and "sort" in record):
            if not any(record.get(key) is not None for key in SOURCES):  # else it is known
                key, owner = "field", channel.name
                self._log.error("missing-key", record.location, key=key, owner=owner)
            return False
        return (
            self._has_columns(channel, record)
            and self._has_fitting_type(channel)
            and self._has_fitting_scale(channel, record)
            and self._has_formats(channel, record)
        )

    def _has_formats(self, channel: Channel, record: Record) -> bool:
        """Whether each format of the channel can write its values."""
        mark = len(self._log)
        dated = channel.type == "temporal" or channel.time_unit is not None
        given: list[tuple[object, object, Location]] = [
            (channel.format, channel.format_type, record.value_at("format"))
        ]
        for key in ("axis", "legend", "header"):
            guide, written = getattr(channel, key), record.get(key)
            if guide and isinstance(written, Record):
                place = written.value_at("format")
                given.append((guide.get("format"), guide.get("formatType"), place))
        for form, form_type, place in given:
            is_time = form_type in ("time", "utc") if form_type else dated
            if isinstance(form, Mapping) and is_time:
                continue
            if isinstance(form, Mapping):
                self._log.error("wrong-type", place, key="format", expected="text")
            elif isinstance(form, str) and form:
                discrete = channel.is_discrete and not form_type
                sound = is_time_format(form) if is_time else is_number_format(form)
                if not sound and not (discrete and is_time_format(form)):
                    self._log.error("unknown-format", place, format=form, type=_FORMATS[is_time])
        return len(self._log) == mark

    def _has_columns(self, channel: Channel, record: Record) -> bool:
        known, mark = self._fields.known, len(self._log)
        if known is None:
            return True
        names = [(channel.field, record.value_at("field"))]
        names.append((channel.aggregate.partition(":")[2], record.value_at("aggregate")))
        if isinstance(channel.sort, Sort) and channel.sort.field:
            names.append((channel.sort.field, record.value_at("sort")))
        for name, at in names:
            if name and name != "*" and not has_column(known, name):
                self._log.error("unknown-column", at, column=name, nearest=nearest(name, known))
        return len(self._log) == mark

    def _has_fitting_type(self, channel: Channel) -> bool:
        taken = _TAKEN_BY.get(channel.type)
        known = self._fields.known
        if not self._fields.declared or taken is None or known is None or channel.bin:
            return True
        if channel.aggregate in _COUNTS or channel.field not in known:
            return True
        found = known[channel.field]
        if found in taken:
            return True
        self._log.error(
            "field-type", channel.location, field=channel.field, type=channel.type, found=found
        )
        return False

    def _has_fitting_scale(self, channel: Channel, record: Record) -> bool:
        scale = channel.scale.get("type") if channel.scale else None
        allowed = _SCALES_OF.get(channel.type)
        if scale and allowed and scale not in allowed:
            self._log.error(
                "scale-type",
                record.location,
                scale=scale,
                type=channel.type,
                known=", ".join(allowed),
            )
            return False
        domain = channel.scale.get("domain") if channel.scale else None
        if not isinstance(domain, tuple) or channel.type not in ("quantitative", "temporal"):
            return True
        numbers = [end for end in domain if isinstance(end, int | float)]
        crosses = scale == "log" and numbers and min(numbers) <= 0 <= max(numbers)
        if channel.type == "quantitative" and any(isinstance(end, str) for end in domain):
            crosses = True  # words are no ends of an interval
        discretizing = scale in ("threshold", "quantize", "quantile", "bin-ordinal")
        if crosses or (len(domain) < 2 and not discretizing):
            self._log.error("bad-domain", record.location, channel=channel.name)
            return False
        return True


def _keys(name: str) -> tuple[str, ...]:
    return CHANNEL_KEYS.get(name, ())


def default_type(channel: Channel, record: Record) -> str:
    """The type of a channel that gives none (``defaultType`` in ``channeldef.ts``)."""
    if channel.datum is not UNSET:
        return _type_of_datum(channel.datum, record.get("datum"))
    if channel.name in SECONDARY or not (channel.field or channel.aggregate == "count"):
        return ""
    if channel.name in ("latitude", "longitude"):
        return "quantitative"
    if channel.name in (*_FACETS, "shape", "strokeDash"):
        return "nominal"
    if channel.name == "order":
        return "ordinal"
    if isinstance(channel.sort, Sort) and isinstance(record.get("sort"), Items):
        return "ordinal"
    if channel.time_unit is not None:
        return "temporal"
    if channel.bin is not None or (channel.aggregate and ":" not in channel.aggregate):
        return "quantitative"
    scale = record.get("scale")
    word = str(scale.get("type")) if isinstance(scale, Record) else ""
    if word in NUMERIC_SCALES:
        return "quantitative"
    return "temporal" if word in TIME_SCALES else "nominal"


def _type_of_datum(datum: object, raw: Value) -> str:
    if isinstance(raw, Record) and not isinstance(datum, Expression):
        return "temporal"
    return "nominal" if isinstance(datum, str | bool) else "quantitative"
