"""What ``check`` says of the charts of a lesson: each one read and resolved."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.charts.grammar import Calculate, Channel, Layer, Live, Specification
from desktop_app.charts.resolve import resolve
from desktop_app.charts.specification import read_specification
from desktop_app.content.lesson import Lesson
from desktop_app.content.problems import Problem, ProblemLog


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
            log = ProblemLog()
            specification = read_specification(block, lesson, language, log)
            if specification is not None:
                log.extend(resolve(specification, lesson, {}, language).problems)
                shown = essence(specification)
                place = (step.id, block.id or block.of, 0 if block.id else rank)
                if first.setdefault(place, shown) != shown:
                    log.error("chart-differs", block.location, chart=place[1], language=language)
            yield from log


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
