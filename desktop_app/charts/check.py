"""What ``check`` says of the charts of a lesson: each one read and resolved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from desktop_app.charts.expressions.syntax import Expression
from desktop_app.charts.resolve import resolve
from desktop_app.charts.scene import Scene
from desktop_app.charts.sources import LessonChartSource
from desktop_app.charts.spec.grammar import Channel, Specification, Unit
from desktop_app.charts.spec.reader import read_specification
from desktop_app.content.lesson import Lesson
from desktop_app.content.model import ChartBlock
from desktop_app.content.problems import Location, Problem, ProblemLog, nearest
from desktop_app.content.yaml import Items, Record


def check_charts(lesson: Lesson) -> Iterator[Problem]:
    """Every problem of every chart, in every language, each once.

    Those of reading the lesson (a chart's YAML, its attributes) are its own.
    """
    seen: set[tuple[object, ...]] = set()
    source = LessonChartSource(lesson)
    for chapter in lesson.chapter_ids:
        first: dict[tuple[str, str, int], object] = {}
        for language in lesson.languages:
            for problem in _edition(source, chapter, language, first):
                values = sorted((key, str(value)) for key, value in problem.values.items())
                mark = (problem.code, problem.location, *values)
                if mark not in seen:
                    seen.add(mark)
                    yield problem


def _edition(
    source: LessonChartSource,
    chapter: str,
    language: str,
    first: dict[tuple[str, str, int], object],
) -> Iterator[Problem]:
    """The problems of one chapter's charts; ``first`` gathers what the charts show."""
    edition = source.lesson.edition(chapter, language)
    for step in edition.steps if edition else ():
        for rank, block in enumerate(step.charts):
            log, specification = _read(block, source, language)
            if specification is not None:
                shown = essence(specification)
                place = (step.id, block.id or block.of, 0 if block.id else rank)
                if first.setdefault(place, shown) != shown:
                    log.error("chart-differs", block.location, chart=place[1], language=language)
            yield from _own_problems(block, log, source, language)


def _read(
    block: ChartBlock, source: LessonChartSource, language: str
) -> tuple[ProblemLog, Specification | None]:
    log = ProblemLog()
    specification = read_specification(block, source.lesson, language, log)
    if specification is not None:
        _check_notes(specification, block, source.lesson, language, log)
        scene = resolve(specification, source, {}, language)
        log.extend(scene.problems)
        if specification.meta.reference:
            _check_references(scene, block, source.lesson, log)
    return log, specification


def _check_references(scene: Scene, block: ChartBlock, lesson: Lesson, log: ProblemLog) -> None:
    """The column that says what marks refer to names rows that there are; else the first."""
    for reference in dict.fromkeys(mark.reference for mark in scene.marks if mark.reference):
        table = lesson.table(reference.name)
        if reference.kind != "point" or table is None or table.problems:
            continue
        row = reference.path[1]
        if row not in table.rows:
            near, place = nearest(row, table.rows), _place(block, "reference")
            log.error("dangling-reference", place, target=str(reference), nearest=near)
            return


def _place(block: ChartBlock, key: str) -> Location:
    """Where ``usermeta`` says something."""
    meta = block.specification.get("usermeta") if block.specification is not None else None
    return meta.value_at(key) if isinstance(meta, Record) and key in meta else block.location


def _check_notes(
    specification: Specification, block: ChartBlock, lesson: Lesson, language: str, log: ProblemLog
) -> None:
    """Each note is for a step that there is."""
    if not specification.meta.notes:
        return
    steps = {step.id for _, step in lesson.steps(language)}
    meta = block.specification.get("usermeta") if block.specification is not None else None
    notes = meta.get("notes") if isinstance(meta, Record) else None
    for name in notes if isinstance(notes, Record) else ():
        if name not in steps and isinstance(notes, Record):
            near = nearest(name, steps)
            log.error("dangling-reference", notes.key_at(name), target=name, nearest=near)


def _own_problems(
    block: ChartBlock, log: ProblemLog, source: LessonChartSource, language: str
) -> Iterator[Problem]:
    """The problems of ``log`` that are not reported elsewhere.

    A chart that derives from another one (``of``) lacks what that one lacks; and where
    the description of a table could not be read, no column of it is known.
    """
    lesson = source.lesson
    base = lesson.find_chart(block.of, language) if block.of and len(log) else None
    inherited = [] if base is None else [*_read(base, source, language)[0]]
    lacks = [(problem.code, problem.values) for problem in inherited]
    undescribed = any(_is_undescribed(name, lesson) for name in _tables(block, lesson, language))
    for problem in log:
        lack = problem.code.startswith(_LACKS) and (problem.code, problem.values) in lacks
        if not lack and not (undescribed and problem.code == "unknown-column"):
            yield problem


_LACKS = ("missing-", "empty-")


def _is_undescribed(table: str, lesson: Lesson) -> bool:
    found = lesson.table(table)
    return found is not None and not found.columns and bool(found.problems)


def _tables(block: ChartBlock, lesson: Lesson, language: str) -> Iterator[str]:
    """The tables that a chart names, and those of the charts it derives from."""
    seen: set[str] = set()
    origin: ChartBlock | None = block
    while origin is not None:
        top = origin.specification
        layers = top.get("layer") if top is not None else None
        for record in (top, *(layers if isinstance(layers, Items) else ())):
            data = record.get("data") if isinstance(record, Record) else None
            if isinstance(data, Record) and isinstance(data.get("name"), str):
                yield str(data["name"])
        seen.add(origin.id)
        of = origin.of
        origin = lesson.find_chart(of, language) if of and of not in seen else None


def essence(specification: Specification) -> object:
    """What a chart shows apart from its words: the same in every language."""
    meta = specification.meta
    predict = meta.predict
    return (
        tuple(_unit(unit) for unit in specification.units),
        tuple(param.name for param in specification.params),
        meta.labels,
        meta.key,
        meta.reference,
        meta.inset,
        tuple(sorted(meta.notes)),
        predict and (predict.field, predict.minimum, predict.maximum),
    )


def _unit(unit: Unit) -> object:
    data = unit.data
    return (
        unit.mark.type,
        data.table,
        data.url,
        data.sequence,
        _numbers(data.values),
        tuple(type(transform).__name__ for transform in unit.transforms),
        tuple(_channel(channel) for channel in unit.encoding.values()),
    )


def _numbers(values: object) -> object:
    """Rows written in place without their words, which differ from language to language."""
    if not isinstance(values, list | tuple):
        return None
    return tuple(
        tuple(sorted((key, cell) for key, cell in row.items() if isinstance(cell, int | float)))
        for row in values
        if hasattr(row, "items")
    )


def _channel(channel: Channel) -> object:
    datum = channel.datum
    return (
        channel.name,
        channel.type,
        channel.field,
        channel.aggregate,
        datum.source if isinstance(datum, Expression) else "",
        _scale(channel.scale),
    )


def _scale(scale: Mapping[str, object] | None) -> str | None:
    """What a scale says apart from words: a domain of words is worded in each language."""
    if scale is None:
        return None
    said = dict(scale)
    domain = said.get("domain")
    if isinstance(domain, list | tuple):
        said["domain"] = ["" if isinstance(one, str) else one for one in domain]
    return repr(said)
