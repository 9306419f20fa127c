"""Walking the views of a specification: each mark with all that it inherits.

Single views, layers (one in another) and small multiples; other compositions are refused
by name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from desktop_app.charts.spec.columns import Known, after_transform
from desktop_app.charts.spec.composites import composed
from desktop_app.charts.spec.config import section, with_defaults
from desktop_app.charts.spec.data import NO_SOURCE, DataReader, Source
from desktop_app.charts.spec.encoding import ChannelReader, Fieldset
from desktop_app.charts.spec.grammar import (
    Channel,
    Facet,
    Param,
    Properties,
    Unit,
)
from desktop_app.charts.spec.marks import composed_kind, read_mark, units_of
from desktop_app.charts.spec.merging import Encoding, entries, merged
from desktop_app.charts.spec.params import read_params
from desktop_app.charts.spec.records import without
from desktop_app.charts.spec.sizes import Size, read_resolve, read_size
from desktop_app.charts.spec.values import ValueReader
from desktop_app.charts.spec.vocabulary import (
    BIN,
    COMPOSED,
    COMPOSITIONS,
    OLD_KEYS,
    PROJECTION,
    TIME_UNIT,
    TOP_COSMETIC,
    TOP_KEYS,
    VIEW_COSMETIC,
    VIEW_KEYS,
)
from desktop_app.charts.transforms.base import Transform
from desktop_app.charts.transforms.reading import read_transforms
from desktop_app.content.fields import Fields
from desktop_app.content.problems import Location, ProblemLog
from desktop_app.content.yaml import Entry, Items, Record, Value

MAX_LAYERS = 50
MAX_DEPTH = 8
MAX_UNITS = 200
_FACETS = ("row", "column", "facet")
_NEEDS_PLACE = ("bar", "line", "area", "trail", "tick")
_PLACES = ("x", "y", "latitude", "longitude")


@dataclass(frozen=True)
class Inherited:
    """What a view takes from the one it stands in."""

    source: Source = NO_SOURCE
    transforms: tuple[Transform, ...] = ()
    known: Known = None
    encoding: Encoding = field(default_factory=dict)
    projection: Properties | None = None
    in_layer: bool = False
    own_transforms: int = 0
    """How many transforms a view in a layer says itself."""


@dataclass
class Found:
    """What is gathered on the way."""

    params: list[Param] = field(default_factory=list)
    facet: Facet | None = None
    width: Size = None
    height: Size = None
    resolve: dict[str, str] = field(default_factory=dict)
    known: set[str] | None = field(default_factory=set)
    """Every column that any view has; None where one may have any."""


class ViewReader:
    """Reads views into units; what belongs to the whole chart is in ``found``."""

    def __init__(self, values: ValueReader, data: DataReader, config: Properties) -> None:
        self._values = values
        self._log = values.log
        self._data = data
        self._config = config
        self.found = Found()

    def units(self, record: Record) -> tuple[Unit, ...]:
        """Every unit of the whole specification ``record``."""
        start = Inherited(known={})
        if self._refuses(record):
            return ()
        if record.get("facet") is not None or record.get("spec") is not None:
            return tuple(self._faceted(record, start))
        encoding = record.get("encoding")
        facets = [name for name in _FACETS if isinstance(encoding, Record) and name in encoding]
        if facets and record.get("layer") is None:
            return tuple(self._with_facet_channels(record, start))
        return tuple(self._view(record, _name(record, ""), start, 0))

    # -- small multiples ---------------------------------------------------------

    def _with_facet_channels(self, record: Record, above: Inherited) -> list[Unit]:
        return self._view(record, _inside(record), above, 0, faceted=True)

    def _faceted(self, record: Record, above: Inherited) -> list[Unit]:
        """The ``facet`` operator."""
        self._close(record, top=True)
        for key in ("mark", "layer"):
            if record.get(key) is not None:
                self._log.error("conflicting-keys", record.key_at(key), keys=f"facet, {key}")
        fields = Fields(record, "chart", self._log)
        inner = fields.record_of("spec", required=True)
        here = self._inherit(record, above)
        raw = record.get("facet")
        if raw is None:
            self._log.error("missing-key", record.location, key="facet", owner="chart")
        elif not isinstance(raw, Record | str):
            self._log.error("wrong-type", fields.place("facet"), key="facet", expected="mapping")
        elif isinstance(raw, Record) and ("row" in raw or "column" in raw):
            self._facet_of(entries(raw, here.known), here)
        else:
            entry = Entry(raw, record.key_at("facet"), record.value_at("facet"))
            self._facet_of({"facet": entry}, here, fields.integer("columns"))
        self._params(record, "")
        self._resolve(record, "")
        if inner is None:
            return []
        if any(inner.get(key) is not None for key in ("facet", "spec")):
            at = next(inner.key_at(key) for key in ("facet", "spec") if key in inner)
            self._unsupported(at, "facet", "one-facet")
            return []
        return self._view(inner, _name(inner, _inside(record)), here, 1)

    def _facet_of(self, encoding: Encoding, here: Inherited, columns: int | None = None) -> None:
        channels = self._channels(here, encoding)
        wrap = encoding.get("facet")
        if wrap is not None and isinstance(wrap.value, Record) and "columns" in wrap.value:
            columns = Fields(wrap.value, "facet", self._log).integer("columns")
        if columns is not None and columns < 1:
            columns = None
        row, column = channels.get("row"), channels.get("column")
        both = row is not None or column is not None
        self.found.facet = Facet(row, column, None if both else channels.get("facet"), columns)

    # -- views ---------------------------------------------------------------------

    def _view(
        self,
        record: Record,
        name: str,
        above: Inherited,
        depth: int,
        *,
        automatic: str | None = None,
        faceted: bool = False,
    ) -> list[Unit]:
        """The units of one view; ``automatic``: what it would be called without a name."""
        if depth and self._refuses(record):
            return []
        self._close(record, top=depth == 0)
        here = self._inherit(record, above)
        self._size(record)
        is_layer = record.get("layer") is not None
        own = record.get("encoding")
        if own is not None and not isinstance(own, Record):
            place = record.value_at("encoding")
            self._log.error("wrong-type", place, key="encoding", expected="mapping")
            own = None
        mine = entries(own, here.known)
        encoding = merged(above.encoding, mine, layer=is_layer)
        facets = {key: encoding.pop(key) for key in _FACETS if key in encoding}
        if facets and faceted:
            self._facet_of(facets, here)
        elif facets:
            at = next(iter(facets.values())).key_at
            instead = "facet-around-layers" if here.in_layer or is_layer else "one-facet"
            self._unsupported(at, next(iter(facets)), instead)
        self._resolve(record, "" if self.found.facet is None or faceted else "child.")
        here = replace(here, encoding=encoding)
        if is_layer:
            self._params(record, name)
            return self._layers(record, name, here, depth)
        if automatic is None:
            automatic = name if faceted or not _name(record, "") else ""
        given = frozenset(mine)
        kind = composed_kind(record)
        if kind:
            return self._composed(kind, record, (name, automatic), here, given, depth)
        return self._unit(record, (name, automatic), here, given, depth)

    def _layers(self, record: Record, name: str, here: Inherited, depth: int) -> list[Unit]:
        if record.get("mark") is not None:
            self._log.error("conflicting-keys", record.key_at("mark"), keys="layer, mark")
        items = record["layer"]
        if not isinstance(items, Items):
            place = record.value_at("layer")
            self._log.error("wrong-type", place, key="layer", expected="list")
            return []
        if len(items) > MAX_LAYERS:
            self._log.error("too-many-layers", items.place(MAX_LAYERS), limit=MAX_LAYERS)
        if depth >= MAX_DEPTH:
            self._log.error("too-many-layers", items.location, limit=MAX_DEPTH)
            return []
        found: list[Unit] = []
        here = replace(here, in_layer=True)
        prefix = f"{name}_" if name else ""
        for index, item in enumerate(items[:MAX_LAYERS]):
            if not isinstance(item, Record):
                place = items.place(index)
                self._log.error("wrong-type", place, key="layer", expected="mapping")
            elif len(found) <= MAX_UNITS:
                own = f"{prefix}layer_{index}"
                found += self._view(item, _name(item, own), here, depth + 1, automatic=own)
        return found

    def _unit(
        self,
        record: Record,
        names: tuple[str, str],
        here: Inherited,
        given: frozenset[str],
        depth: int,
    ) -> list[Unit]:
        name, automatic = names
        mark = read_mark(record, "layer" if depth else "chart", self._values)
        channels = self._channels(here, here.encoding)
        if mark is None:
            return []
        unit = Unit(
            name=name,
            mark=mark,
            data=here.source.data,
            transforms=here.transforms,
            encoding=MappingProxyType(channels),
            projection=here.projection,
            location=record.location,
            given=given,
            own_transforms=here.own_transforms,
        )
        self._drawable(unit, here.encoding)
        units = units_of(unit, self._config, automatic)
        if len(units) > 1:  # its transforms are those of the layers around the parts
            units = [replace(part, own_transforms=0) for part in units]
        self._without_effect(unit, units, here.encoding)
        self._params(record, units[0].name)
        return units

    def _composed(
        self,
        kind: str,
        record: Record,
        names: tuple[str, str],
        here: Inherited,
        given: frozenset[str],
        depth: int,
    ) -> list[Unit]:
        """The units that a box plot, error bars or an error band are made of."""
        raw = record["mark"]
        mark: Properties = {}
        if isinstance(raw, Record):
            mark = self._values.properties(raw, COMPOSED, skip=("type",))
        quiet = ValueReader(self._values.context, (), ProblemLog())
        reader = ChannelReader(quiet, Fieldset(None))
        config = section(self._config, kind)
        view = composed(
            kind,
            mark,
            config,
            lambda name, value: reader.channel(name, value, record.location),
            here.encoding,
        )
        if view is None:
            self._log.error("no-quantity", record.location, mark=kind)
            return []
        units = self._view(
            view, names[0], replace(here, encoding={}), depth + 1, automatic=names[1]
        )
        if units:
            self._params(record, units[0].name)
        return [
            replace(unit, given=frozenset(name for name in unit.encoding if name[:1] in given
                                          or name in given))
            for unit in units
        ]  # fmt: skip

    def _drawable(self, unit: Unit, written: Encoding) -> None:
        """Report what the mark lacks; what was written badly is known already."""
        missing = ""
        if unit.mark.type == "text" and unit.mark.get("text") is None:
            missing = "text"
        elif unit.mark.type in _NEEDS_PLACE and self._values.context.is_lesson:
            missing = "" if any(name in written for name in _PLACES) else "x"
        if missing and missing not in written:
            self._log.error("missing-channel", unit.location, channel=missing, mark=unit.mark.type)

    def _without_effect(self, unit: Unit, drawn: list[Unit], written: Encoding) -> None:
        """Report what this view says itself and no mark of it can show."""
        for name in unit.encoding:
            if name in unit.given and not any(name in part.encoding for part in drawn):
                self._log.warning(
                    "channel-without-effect",
                    written[name].key_at,
                    channel=name,
                    mark=unit.mark.type,
                )

    # -- what views have in common ---------------------------------------------------

    def _inherit(self, record: Record, above: Inherited) -> Inherited:
        fields = Fields(record, "layer", self._log)
        source, transforms, known, own = above.source, above.transforms, above.known, 0
        if "data" in record and record["data"] is None:
            source, transforms, known = NO_SOURCE, (), {}
        data = fields.record_of("data")
        if data is not None:
            source, transforms = self._data.read(data), ()
            known = source.known
        raw = fields.any("transform")
        if raw is not None:
            mine = self._transforms(raw, record)
            transforms, own = (*transforms, *mine), len(mine)
            known = self._after(known, raw)
        projection = above.projection
        shape = fields.record_of("projection")
        if shape is not None:
            projection = self._values.properties(shape, PROJECTION)
        self._note_columns(known)
        own = own if above.in_layer else 0
        return replace(
            above, source=source, transforms=transforms, known=known, projection=projection,
            own_transforms=own,
        )  # fmt: skip

    def _transforms(self, raw: Value, record: Record) -> tuple[Transform, ...]:
        return tuple(read_transforms(raw, record.value_at("transform"), self._log))

    def _after(self, known: Known, transforms: Value) -> Known:
        """The columns after ``transforms``; what they refer to is checked on the way."""
        for item in transforms if isinstance(transforms, Items) else ():
            if isinstance(item, Record):
                self._values.references.transform(item, known)
                self._options(item)
                known = after_transform(known, item)
        return known

    def _options(self, transform: Record) -> None:
        """Check what a transform holds besides columns: options, and other data."""
        for key, place in (("bin", BIN), ("timeUnit", TIME_UNIT)):
            inner = transform.get(key)
            if isinstance(inner, Record):
                self._values.properties(inner, place)
                extent = inner.get("extent")
                if isinstance(extent, Record):
                    self._values.references.param(extent)
        source = transform.get("from")
        if not isinstance(source, Record):
            return
        self._values.references.param(source)
        data = source.get("data")
        if isinstance(data, Record):
            known = self._data.read(data).known
            for name, at in _texts(source, ("key", "fields")):
                self._values.references.column(name, at, known)

    def _note_columns(self, known: Known) -> None:
        if known is None:
            self.found.known = None
        elif self.found.known is not None:
            self.found.known |= set(known)

    def _channels(self, here: Inherited, encoding: Encoding) -> dict[str, Channel]:
        found = self._reader(here).channels(encoding)
        return {name: with_defaults(channel, self._config) for name, channel in found.items()}

    def _reader(self, here: Inherited) -> ChannelReader:
        return ChannelReader(self._values, Fieldset(here.known, here.source.is_table))

    def _params(self, record: Record, unit: str) -> None:
        value = record.get("params")
        if value is not None:
            self.found.params += read_params(value, record.value_at("params"), unit, self._values)

    def _resolve(self, record: Record, prefix: str) -> None:
        for key, value in read_resolve(record, self._log).items():
            self.found.resolve.setdefault(f"{prefix}{key}", value)

    def _size(self, record: Record) -> None:
        for key in ("width", "height"):
            if getattr(self.found, key) is None:
                setattr(self.found, key, read_size(record, key, self._log))

    def _refuses(self, record: Record) -> bool:
        """Whether the view is put together in a way that there is not (reported)."""
        found = [key for key in COMPOSITIONS if record.get(key) is not None]
        for key in found:
            self._unsupported(record.key_at(key), key, COMPOSITIONS[key])
        return bool(found)

    def _unsupported(self, at: Location, key: str, instead: str) -> None:
        self._log.error("unsupported-composition", at, key=key, instead=instead)

    def _close(self, record: Record, *, top: bool) -> None:
        known = VIEW_KEYS + (TOP_KEYS if top else ())
        hidden = (*COMPOSITIONS, *VIEW_COSMETIC, *TOP_COSMETIC, *OLD_KEYS)
        owner = "chart" if top else "layer"
        for key in OLD_KEYS:
            if key in record:
                at, instead = record.key_at(key), OLD_KEYS[key]
                self._log.error("unsupported-key", at, key=key, owner=owner, instead=instead)
        Fields(without(record, hidden), owner, self._log).close(known)


def _texts(record: Record, keys: tuple[str, ...]) -> Iterator[tuple[str, Location]]:
    """The texts, alone or in lists, that ``record`` has under ``keys``."""
    for key in keys:
        value = record.get(key)
        if isinstance(value, str):
            yield value, record.value_at(key)
        for rank, item in enumerate(value if isinstance(value, Items) else ()):
            if isinstance(item, str) and isinstance(value, Items):
                yield item, value.place(rank)


def _name(record: Record, default: str) -> str:
    name = record.get("name")
    return name if isinstance(name, str) and name else default


def _inside(record: Record) -> str:
    """What the plot inside small multiples is called."""
    name = _name(record, "")
    return f"{name}_child" if name else "child"
