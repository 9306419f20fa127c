"""Reading a chart block: YAML, a subset of Vega-Lite, into a :class:`Specification`.

What is not in the subset is reported by name. Nothing here computes a position: see
:mod:`desktop_app.charts.resolve`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from desktop_app.charts.data import read_data, read_transforms
from desktop_app.charts.encodings import read_channels
from desktop_app.charts.grammar import (
    MARKS,
    Data,
    Field,
    Layer,
    MarkStyle,
    Meta,
    Predict,
    Specification,
    Transform,
)
from desktop_app.content.fields import Fields
from desktop_app.content.lesson import Lesson
from desktop_app.content.model import ChartBlock
from desktop_app.content.problems import ProblemLog, nearest
from desktop_app.content.typography import typeset
from desktop_app.content.yaml import Items, Record

MAX_LAYERS = 20


def read_specification(
    block: ChartBlock, lesson: Lesson, language: str, log: ProblemLog
) -> Specification | None:
    """The specification of ``block``, or None where nothing of it can be drawn.

    A block without a sound YAML mapping has that problem already: it is not repeated.
    """
    record, chart = _whole_record(block, lesson, language, log)
    if record is None:
        return None
    fields = Fields(record, "chart", log)
    title, subtitle = _title(fields, language, log)
    description = typeset(fields.text("description", required=True), language)
    inherited = _Inherited(Data(), (), MappingProxyType({}), Record({}, record.location))
    layers = tuple(_Reader(lesson, language, log).layers(fields, inherited))
    meta = _meta(fields.record_of("usermeta"), layers, log)
    fields.close()
    if not layers:
        return None
    return Specification(chart, title, subtitle, description, layers, block.location, meta)


def _whole_record(
    block: ChartBlock, lesson: Lesson, language: str, log: ProblemLog
) -> tuple[Record | None, str]:
    """The record with all that ``of`` brings, and the chart its prediction belongs to."""
    record, chart, seen = block.specification, block.id or block.of, {block.id}
    while block.of:
        declares = record is not None and _declares_prediction(record)
        base = None if block.of in seen else lesson.find_chart(block.of, language)
        if base is None:
            place = block.attributes["of"].location if "of" in block.attributes else block.location
            log.error("dangling-reference", place, target=block.of, nearest="")
            return None, chart
        if base.specification is None:
            return None, chart
        record = base.specification.merged(record) if record is not None else base.specification
        chart = chart if declares else base.id
        seen.add(base.id)
        block = base
    return record, chart


def _declares_prediction(record: Record) -> bool:
    meta = record.get("usermeta")
    return isinstance(meta, Record) and "predict" in meta


def _title(fields: Fields, language: str, log: ProblemLog) -> tuple[str, str]:
    if not isinstance(fields.record.get("title"), Record):
        return typeset(fields.text("title", required=True), language), ""
    record = fields.record_of("title")
    assert record is not None
    inner = Fields(record, "title", log)
    title, subtitle = inner.text("text", required=True), inner.text("subtitle")
    inner.close()
    return typeset(title, language), typeset(subtitle, language)


@dataclass(frozen=True, slots=True)
class _Inherited:
    """What a layer takes from the chart it stands in."""

    data: Data
    transforms: tuple[Transform, ...]
    fields: Mapping[str, Field]
    encoding: Record


class _Reader:
    """Reads a chart and its layers, each with what it inherits."""

    def __init__(self, lesson: Lesson, language: str, log: ProblemLog) -> None:
        self._lesson = lesson
        self._language = language
        self._log = log

    def layers(self, fields: Fields, above: _Inherited) -> list[Layer]:
        here = self._inherit(fields, above)
        if "layer" not in fields or fields.record["layer"] is None:
            fields.any("layer")
            layer = self._layer(fields, here, above.encoding)
            return [layer] if layer else []
        if fields.record.get("mark") is not None:
            place = fields.record.key_at("mark")
            self._log.error("conflicting-keys", place, keys="layer, mark")
            fields.any("mark")
        found = []
        for record in self._layer_records(fields):
            inner = Fields(record, "layer", self._log)
            own = self._inherit(inner, here)
            layer = self._layer(inner, own, here.encoding)
            inner.close()
            if layer:
                found.append(layer)
        return found

    def _layer_records(self, fields: Fields) -> list[Record]:
        items = fields.any("layer")
        if not isinstance(items, Items):
            self._log.error("wrong-type", fields.place("layer"), key="layer", expected="list")
            return []
        found = []
        for index, item in enumerate(items[:MAX_LAYERS]):
            if isinstance(item, Record):
                found.append(item)
            else:
                self._log.error("wrong-type", items.place(index), key="layer", expected="mapping")
        if len(items) > MAX_LAYERS:
            self._log.error("too-many-layers", items.place(MAX_LAYERS), limit=MAX_LAYERS)
        return found

    def _inherit(self, fields: Fields, above: _Inherited) -> _Inherited:
        data, known, transforms = above.data, above.fields, above.transforms
        record = fields.record_of("data")
        if record is not None:
            data, known = read_data(record, self._lesson, self._log)
            transforms = ()
        own, known = read_transforms(
            fields.any("transform"), fields.place("transform"), known, self._lesson, self._log
        )
        encoding = fields.record_of("encoding")
        merged = above.encoding.merged(encoding) if encoding is not None else above.encoding
        return _Inherited(data, (*transforms, *own), known, merged)

    def _layer(self, fields: Fields, here: _Inherited, above: Record) -> Layer | None:
        mark = self._mark(fields)
        own = fields.record.get("encoding")
        channels = read_channels(
            here.encoding,
            own if isinstance(own, Record) else above,
            here.fields,
            self._lesson,
            self._language,
            self._log,
        )
        if mark is None:
            return None
        layer = Layer(
            mark,
            here.data,
            here.transforms,
            here.fields,
            MappingProxyType(channels),
            fields.record.location,
        )
        return layer if self._is_drawable(layer, here.encoding) else None

    def _mark(self, fields: Fields) -> MarkStyle | None:
        value = fields.record.get("mark")
        owner, key, point = fields, "mark", False
        if isinstance(value, Record):
            record = fields.record_of("mark")
            assert record is not None
            owner, key = Fields(record, "mark", self._log), "type"
            point = owner.flag("point")
        kind = owner.text(key, required=True)
        if owner is not fields:
            owner.close()
        if kind and kind not in MARKS:
            self._log.error(
                "unknown-mark",
                owner.place(key),
                mark=kind,
                nearest=nearest(kind, MARKS),
                known=", ".join(MARKS),
            )
        return MarkStyle(kind, point) if kind in MARKS else None

    def _is_drawable(self, layer: Layer, written: Record) -> bool:
        """Report what this mark lacks or can't take; what was ``written`` badly is known."""
        needed = {"bar": ("x", "y"), "line": ("x", "y"), "text": ("text",)}
        missing = [name for name in needed.get(layer.mark.type, ()) if name not in layer.channels]
        if not missing and not {"x", "y"} & set(layer.channels):
            missing = ["x"]
        for name in missing:
            if name in written:
                continue
            self._log.error("missing-channel", layer.location, channel=name, mark=layer.mark.type)
        measure = layer.measure
        if missing or measure is None:
            return False
        if layer.mark.type in ("bar", "line") and measure.type != "quantitative":
            self._log.error("no-quantity", measure.location, mark=layer.mark.type)
            return False
        position = layer.position
        if layer.mark.type == "bar" and position and position.type == "quantitative":
            self._log.error("bar-needs-category", position.location, channel=position.name)
            return False
        return True


def _meta(record: Record | None, layers: tuple[Layer, ...], log: ProblemLog) -> Meta:
    if record is None:
        return Meta()
    fields = Fields(record, "usermeta", log)
    labels = fields.flag("labels") if record.get("labels") is not None else None
    key = fields.text("key")
    known = {name for layer in layers for name in layer.fields}
    if key and key not in known:
        log.error("unknown-column", fields.place("key"), column=key, nearest=nearest(key, known))
        key = ""
    if "labels" in fields and labels is None:
        fields.any("labels")
    predict = _predict(fields.record_of("predict"), layers, log)
    fields.close()
    return Meta(labels, predict, key)


def _predict(record: Record | None, layers: tuple[Layer, ...], log: ProblemLog) -> Predict | None:
    if record is None:
        return None
    fields = Fields(record, "predict", log)
    name = fields.text("field", required=True)
    minimum, maximum = fields.number("min"), fields.number("max")
    fields.close()
    bars = [layer for layer in layers if layer.mark.type == "bar"]
    measure = bars[0].measure if len(bars) == 1 and len(layers) == 1 else None
    if measure is None or measure.field is None:
        log.error("predict-needs-bars", record.location)
    elif measure.field.name != name:
        log.error("predict-other-field", fields.place("field"), field=name)
    elif minimum is not None and maximum is not None and minimum >= maximum:
        log.error("bad-bounds", record.location, name="predict")
    else:
        return Predict(name, minimum, maximum, record.location)
    return None
