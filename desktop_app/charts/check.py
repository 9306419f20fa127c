"""What ``check`` says of the charts of a lesson: each one read and resolved."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.charts.grammar import Calculate, Channel, Layer, Live, Specification
from desktop_app.charts.resolve import resolve
from desktop_app.charts.specification import read_specification
from desktop_app.content.lesson import Lesson
from desktop_app.content.model import ChartBlock
from desktop_app.content.problems import Problem, ProblemLog
from desktop_app.content.yaml import Items, Record


def check_charts(lesson: Lesson) -> Iterator[Problem]:
    """Every problem of every chart, in every language, each once.

    Those of reading the lesson (a chart's YAML, its attributes) are its own.
    """
    seen: set[tuple[object, ...]] = set()
    for chapter in lesson.chapter_ids:
        first: dict[tuple[str, str, int], object] = {}
        for language in lesson.languages:
            for problem in _edition(lesson, chapter, language, first):
                values = sorted((key, str(value)) for key, value in problem.values.items())
                mark = (problem.code, problem.location, *values)
                if mark not in seen:
                    seen.add(mark)
                    yield problem


def _edition(
    lesson: Lesson, chapter: str, language: str, first: dict[tuple[str, str, int], object]
) -> Iterator[Problem]:
    """The problems of one chapter's charts; ``first`` gathers what the charts show."""
    edition = lesson.edition(chapter, language)
    for step in edition.steps if edition else ():
        for rank, block in enumerate(step.charts):
            log, specification = _read(block, lesson, language)
            if specification is not None:
                shown = essence(specification)
                place = (step.id, block.id or block.of, 0 if block.id else rank)
                if first.setdefault(place, shown) != shown:
                    log.error("chart-differs", block.location, chart=place[1], language=language)
            yield from _own_problems(block, log, lesson, language)


def _read(
    block: ChartBlock, lesson: Lesson, language: str
) -> tuple[ProblemLog, Specification | None]:
    log = ProblemLog()
    specification = read_specification(block, lesson, language, log)
    if specification is not None:
        log.extend(resolve(specification, lesson, {}, language).problems)
    return log, specification


def _own_problems(
    block: ChartBlock, log: ProblemLog, lesson: Lesson, language: str
) -> Iterator[Problem]:
    """The problems of ``log`` that are not reported elsewhere.

    A chart that derives from another one (``of``) lacks what that one lacks; and where
    the description of a table could not be read, no column of it is known.
    """
    base = lesson.find_chart(block.of, language) if block.of and len(log) else None
    inherited = [] if base is None else [*_read(base, lesson, language)[0]]
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
        tuple(_layer(layer) for layer in specification.layers),
        meta.labels,
        meta.key,
        predict and (predict.field, predict.minimum, predict.maximum),
    )


def _layer(layer: Layer) -> object:
    transforms = tuple(
        (transform.expression.source, transform.name)
        if isinstance(transform, Calculate)
        else (transform.field, len(transform.allowed))
        for transform in layer.transforms
    )
    data = layer.data
    # Rows written in place hold words too: their numbers are compared.
    rows = tuple(
        tuple(sorted((k, v) for k, v in row.items() if not isinstance(v, str))) for row in data.rows
    )
    channels = tuple(_channel(channel) for channel in layer.channels.values())
    return layer.mark, data.table, data.sequence, rows, transforms, channels


def _channel(channel: Channel) -> object:
    datum = channel.datum
    constant = datum.expression.source if isinstance(datum, Live) else datum
    return (
        channel.name,
        channel.type,
        channel.field.name if channel.field else "",
        channel.scale,
        constant if not isinstance(constant, str) or isinstance(datum, Live) else "",
        channel.sort if isinstance(channel.sort, str) else len(channel.sort),
    )
