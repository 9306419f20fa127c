"""What can only be seen across a whole lesson: the cross-checks behind ``check``.

Everything is read here, tables and chapters of every language included.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from desktop_app.content.chapters import chapter_path
from desktop_app.content.document import Link, links, plain_text
from desktop_app.content.fields import in_language
from desktop_app.content.lesson import Lesson
from desktop_app.content.model import (
    Block,
    Chapter,
    MisconceptionBlock,
    ProseBlock,
    QuestionBlock,
    SourceCheckBlock,
    Step,
    Table,
    TriadBlock,
)
from desktop_app.content.numbers import find_numbers, format_number
from desktop_app.content.problems import Location, Problem, ProblemLog, nearest
from desktop_app.content.reference import FIGURES, Reference


def check_content(lesson: Lesson) -> tuple[Problem, ...]:
    """Every problem of the lesson's own content, in file and line order."""
    log = ProblemLog()
    log.extend(lesson.problems)
    _check_manifest(lesson, log)
    _check_tables(lesson, log)
    index = _Index(lesson)
    _check_values(lesson, index, log)
    for language in lesson.languages:
        seen: dict[str, Location] = {}
        for name in lesson.chapter_ids:
            if not lesson.files.exists(chapter_path(name, language)):
                log.error(
                    "missing-chapter",
                    lesson.chapter_places[name],
                    file=chapter_path(name, language),
                )
                continue
            chapter = lesson.edition(name, language)
            if chapter is not None:
                log.extend(chapter.problems)
                _check_ids(chapter, seen, log)
                _check_links(chapter, lesson, index, log)
            else:  # read once more for its problems: the file can't be had at all
                _report_unreadable(lesson, name, language, log)
    for name in lesson.chapter_ids:
        _check_translations(lesson, name, log)
    return tuple(log)


def _check_manifest(lesson: Lesson, log: ProblemLog) -> None:
    listed = set(lesson.chapter_ids)
    for file in lesson.files.list("chapters"):
        parts = file.split(".")
        known = len(parts) == 3 and parts[0] in listed and parts[1] in lesson.languages
        if file.endswith(".md") and not known:
            log.warning("unlisted-chapter", Location(f"chapters/{file}"), file=file)


def _report_unreadable(lesson: Lesson, name: str, language: str, log: ProblemLog) -> None:
    from desktop_app.content.files import read_text

    read_text(lesson.files, chapter_path(name, language), log)


def _check_tables(lesson: Lesson, log: ProblemLog) -> None:
    for name in lesson.table_ids():
        table = lesson.table(name)
        if table is None:
            log.error("bad-id", Location(f"tables/{name}.csv"), id=name)
            continue
        log.extend(table.problems)
        used = {"": table.source, **{c.id: c.source for c in table.columns.values()}}
        for column, source in used.items():
            if source and source not in lesson.sources:
                place = table.columns[column].location if column else table.location
                log.error(
                    "dangling-reference",
                    place,
                    target=f"source:{source}",
                    nearest=nearest(source, lesson.sources),
                )


class _Index:
    """What can be referred to, by kind."""

    def __init__(self, lesson: Lesson) -> None:
        self._lesson = lesson

    @cached_property
    def _in_chapters(self) -> dict[str, list[str]]:
        """Steps, charts and questions of the reference edition of each chapter."""
        found: dict[str, list[str]] = {"step": [], "chart": [], "question": []}
        for _, step in self._lesson.steps(self._lesson.languages[0]):
            found["step"].append(step.id)
            for block in step.blocks:
                if block.kind in found:
                    found[block.kind].append(block.id)
        return found

    def names(self, kind: str) -> Iterable[str]:
        lesson = self._lesson
        match kind:
            case "param":
                return lesson.parameters
            case "value":
                return lesson.values
            case "term":
                return lesson.terms
            case "source":
                return lesson.sources
            case "chapter":
                return lesson.chapter_ids
            case "table":
                return lesson.table_ids()
            case _:
                return self._in_chapters[kind]

    def resolves(self, reference: Reference, place: Location, log: ProblemLog) -> bool:
        """Whether ``reference`` names something; what does not is reported."""
        if reference.kind == "point":
            return self._point_resolves(reference, place, log)
        names = self.names(reference.kind)
        if reference.name in names:
            return True
        self._dangling(reference, place, nearest(reference.name, names), log)
        return False

    def _point_resolves(self, reference: Reference, place: Location, log: ProblemLog) -> bool:
        table = self._lesson.table(reference.name)
        if table is None:
            near = nearest(reference.name, self._lesson.table_ids())
        elif reference.path[1] not in table.rows:
            near = nearest(reference.path[1], table.rows)
        elif len(reference.path) > 2 and reference.path[2] not in table.columns:
            near = nearest(reference.path[2], table.columns)
        else:
            return True
        self._dangling(reference, place, near, log)
        return False

    @staticmethod
    def _dangling(reference: Reference, place: Location, near: str, log: ProblemLog) -> None:
        log.error("dangling-reference", place, target=str(reference), nearest=near)


def _check_values(lesson: Lesson, index: _Index, log: ProblemLog) -> None:
    known = [*lesson.parameters, *lesson.values]
    for value in lesson.values.values():
        sound = True
        if value.id in lesson.parameters:
            log.error("name-taken", value.location, name=value.id)
        for name in value.expression.names():
            if name.name not in known:
                sound = False
                log.error(
                    "unknown-name",
                    value.location,
                    name=name.name,
                    value=value.id,
                    nearest=nearest(name.name, known),
                )
        for cell in value.expression.cells():
            sound &= index.resolves(cell.reference, value.location, log)
        if not sound:
            continue
        try:
            if math.isnan(lesson.evaluate(value.id, {})):
                log.error("value-not-finite", value.location, value=value.id)
        except (KeyError, RecursionError):
            log.error("value-on-itself", value.location, value=value.id)


def _check_ids(chapter: Chapter, seen: dict[str, Location], log: ProblemLog) -> None:
    """Ids are unique in the lesson, steps and blocks together."""
    for step in chapter.steps:
        for identifier, place in [
            (step.id, step.location),
            *((block.id, block.location) for block in step.blocks),
        ]:
            if not identifier:
                continue
            if identifier in seen:
                log.error(
                    "duplicate-id",
                    place,
                    id=identifier,
                    line=seen[identifier].line,
                    file=seen[identifier].file,
                )
            else:
                seen[identifier] = place


def _block_links(block: Block) -> Iterator[Link]:
    match block:
        case TriadBlock(parts=parts):
            for part in parts:
                yield from links(part)
        case ProseBlock(content=content):
            yield from links(content)
        case QuestionBlock():
            yield from links(block.prompt)
            for option in block.options:
                yield from links(option.text)
                yield from links(option.explanation)
            yield from links(block.explanation)


def _step_links(step: Step) -> Iterator[Link]:
    for part in step.parts:
        if isinstance(part, Block):
            yield from _block_links(part)
        else:
            yield from links((part,))


def _check_links(chapter: Chapter, lesson: Lesson, index: _Index, log: ProblemLog) -> None:
    for step in chapter.steps:
        for link in _step_links(step):
            if link.reference is None:
                continue
            if index.resolves(link.reference, link.location, log):
                _check_figure(link, link.reference, chapter.language, lesson, log)
        for block in step.blocks:
            for name, reference in _block_references(block):
                index.resolves(reference, block.attributes[name].location, log)


def _block_references(block: Block) -> Iterator[tuple[str, Reference]]:
    match block:
        case QuestionBlock(evidence=Reference() as evidence):
            yield "evidence", evidence
        case MisconceptionBlock(chart=Reference() as chart):
            yield "chart", chart
        case SourceCheckBlock(source=Reference() as source):
            yield "source", source


def _check_figure(
    link: Link, reference: Reference, language: str, lesson: Lesson, log: ProblemLog
) -> None:
    """A linked figure's text says the value that it points to, to the digits shown."""
    if reference.kind not in FIGURES:
        return
    text = plain_text(link.children)
    numbers = find_numbers(text, language)
    found = _figure(reference, lesson, language)
    if not numbers or found is None:
        return
    value, unit, shown = found
    for number in numbers:
        candidates = [value]
        if number.percent and unit != "%":
            candidates = [value * 100]  # a ratio said in percent
        if any(number.agrees_with(candidate) for candidate in candidates):
            return
    log.error("figure-disagrees", link.location, text=text, target=str(reference), value=shown)


def _figure(reference: Reference, lesson: Lesson, language: str) -> tuple[float, str, str] | None:
    """The number a reference stands for, its unit, and how it is written."""
    decimals: int | None
    if reference.kind == "param":
        parameter = lesson.parameters[reference.name]
        value, unit = parameter.default, in_language(parameter.unit, language)
        decimals = parameter.decimals
    elif reference.kind == "value":
        derived = lesson.values[reference.name]
        try:
            value = lesson.evaluate(reference.name, {})
        except (KeyError, RecursionError):
            return None  # reported where the value is declared
        unit, decimals = in_language(derived.unit, language), derived.decimals
    else:
        table = lesson.table(reference.name)
        assert isinstance(table, Table)
        column = table.column_of(reference)
        try:
            value = lesson.number(reference)
        except KeyError:
            return None  # a cell of text: nothing to compare
        unit = in_language(column.unit, language) if column else ""
        decimals = column.decimals if column else None
    if math.isnan(value):
        return None
    return value, unit, format_number(value, language, decimals)


def _check_translations(lesson: Lesson, name: str, log: ProblemLog) -> None:
    """Every step and block stands in each language, in the same order."""
    editions = [
        chapter
        for language in lesson.languages
        if lesson.files.exists(chapter_path(name, language))
        and (chapter := lesson.edition(name, language)) is not None
    ]
    for chapter in editions:
        for other in editions:
            if other is not chapter:
                _report_absent(chapter, other, log)
    if len(editions) > 1:
        first = _entries(editions[0])
        for other in editions[1:]:
            _report_order(first, _entries(other), other, log)


def _entries(chapter: Chapter) -> dict[str, tuple[str, str, Location]]:
    """Id -> (kind, step it stands in, place), in order."""
    found: dict[str, tuple[str, str, Location]] = {}
    for step in chapter.steps:
        if step.id:
            found.setdefault(step.id, ("step", "", step.location))
        for block in step.blocks:
            if block.id:
                found.setdefault(block.id, (block.kind, step.id, block.location))
    return found


def _report_absent(chapter: Chapter, other: Chapter, log: ProblemLog) -> None:
    there = _entries(other)
    for identifier, (kind, _, place) in _entries(chapter).items():
        if identifier not in there:
            log.error(
                "missing-in-language",
                place,
                kind=kind,
                id=identifier,
                language=other.language,
                file=other.location.file,
                nearest=nearest(identifier, there),
            )


def _report_order(
    first: dict[str, tuple[str, str, Location]],
    second: dict[str, tuple[str, str, Location]],
    chapter: Chapter,
    log: ProblemLog,
) -> None:
    common: Sequence[str] = [identifier for identifier in first if identifier in second]
    order = [identifier for identifier in second if identifier in first]
    for expected, found in zip(common, order, strict=True):
        kind, step, place = second[found]
        if expected != found:
            log.error("order-differs", place, id=found, expected=expected)
            return
        if (kind, step) != first[found][:2]:
            log.error("kind-differs", place, id=found, kind=kind, expected=first[found][0])
