"""Reading a chart: YAML or JSON, a subset of Vega-Lite, into a :class:`Specification`.

What is not in the subset is reported by name, with the nearest way there is. Nothing here
computes a position: see :mod:`desktop_app.charts.resolving`.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from desktop_app.charts.spec.config import read_config
from desktop_app.charts.spec.context import Context, lesson_context
from desktop_app.charts.spec.data import DataReader, dataset_values
from desktop_app.charts.spec.grammar import NOTHING, Specification
from desktop_app.charts.spec.meta import read_meta
from desktop_app.charts.spec.params import check_params, in_order
from desktop_app.charts.spec.references import names_of_params
from desktop_app.charts.spec.shorthand import in_full
from desktop_app.charts.spec.values import ValueReader
from desktop_app.charts.spec.views import ViewReader
from desktop_app.charts.spec.vocabulary import TITLE
from desktop_app.content.fields import Fields
from desktop_app.content.lesson import Lesson
from desktop_app.content.model import ChartBlock
from desktop_app.content.problems import ProblemLog
from desktop_app.content.yaml import Items, Record


def read_specification(
    block: ChartBlock, lesson: Lesson, language: str, log: ProblemLog
) -> Specification | None:
    """The specification of ``block``, or None where nothing of it can be drawn.

    A block without a sound YAML mapping has that problem already: it is not repeated.
    """
    record, chart = _merged(block, lesson, language, log)
    if record is None:
        return None
    found = _read(record, lesson_context(lesson, language), log, chart)
    if found is not None and found.meta.notes:
        return replace(found, step=_step_of(block, lesson))
    return found


def _step_of(block: ChartBlock, lesson: Lesson) -> str:
    """The step that ``block`` stands in: its chapter has been read."""
    read = (lesson.loaded(name, of) for name in lesson.chapter_ids for of in lesson.languages)
    for chapter in read:
        for step in chapter.steps if chapter is not None else ():
            if any(chart is block for chart in step.charts):
                return step.id
    return ""


def read_record(record: Record, context: Context, log: ProblemLog) -> Specification | None:
    """The specification that ``record`` is, or None where nothing of it can be drawn."""
    return _read(record, context, log, "")


def _read(record: Record, context: Context, log: ProblemLog, chart: str) -> Specification | None:
    schema = record.get("$schema")
    if isinstance(schema, str) and "vega-lite" not in schema:
        log.error("not-vega-lite", record.value_at("$schema"), schema=schema)
        return None
    fields = Fields(record, "chart", log)
    values = ValueReader(context, names_of_params(record), log)
    title, subtitle = _title(record, fields, values)
    description = _words(record, fields, "description", values)
    named = fields.record_of("datasets")
    datasets = dataset_values(named) if named is not None else {}
    settings = fields.record_of("config")
    config = read_config(settings, values) if settings is not None else NOTHING
    views = ViewReader(values, DataReader(values, datasets), config)
    units = views.units(record)
    found = views.found
    params = in_order(found.params, log)
    check_params(params, found.known, log)
    meta = read_meta(fields.record_of("usermeta"), units, found.known, values)
    if not units:
        return None
    return Specification(
        chart=chart,
        title=title,
        subtitle=subtitle,
        description=description,
        units=units,
        location=record.location,
        name=str(record.get("name") or ""),
        facet=found.facet,
        params=params,
        width=found.width,
        height=found.height,
        config=config,
        resolve=MappingProxyType(found.resolve),
        datasets=MappingProxyType(datasets),
        meta=meta,
    )


def _title(record: Record, fields: Fields, values: ValueReader) -> tuple[str, str]:
    raw = record.get("title")
    if not isinstance(raw, Record):
        return _words(record, fields, "title", values), ""
    found = values.properties(raw, TITLE)
    inner = Fields(raw, "title", values.log)
    if values.context.is_lesson and not raw.get("text"):
        inner.text("text", required=True)
    return str(found.get("text") or ""), str(found.get("subtitle") or "")


def _words(record: Record, fields: Fields, key: str, values: ValueReader) -> str:
    """A text, or lines of one; a lesson's chart must have it."""
    raw = record.get(key)
    if isinstance(raw, Items) and raw:
        found = values.value(raw, fields.place(key), key, TITLE.keys["text"])
        return found if isinstance(found, str) else ""
    return values.worded(fields.text(key, required=values.context.is_lesson))


def _merged(
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
        below = base.specification
        if record is not None:
            below = in_full(below, record, lesson_context(lesson, language).tables).merged(record)
        record = below
        chart = chart if declares else base.id
        seen.add(base.id)
        block = base
    return record, chart


def read_whole(block: ChartBlock, lesson: Lesson, language: str, log: ProblemLog) -> Record:
    """The specification of ``block`` as it is written, with all that ``of`` brings."""
    record, _ = _merged(block, lesson, language, log)
    return record if record is not None else Record({}, block.location)


def _declares_prediction(record: Record) -> bool:
    meta = record.get("usermeta")
    return isinstance(meta, Record) and "predict" in meta
