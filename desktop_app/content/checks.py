"""What can only be seen across a whole lesson: the cross-checks behind ``check``.

Everything is read here, tables and chapters of every language included.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from desktop_app.content.chapters import chapter_path, guide_path
from desktop_app.content.document import Link, Node, images, links, plain_text
from desktop_app.content.encoding import read_text
from desktop_app.content.fields import in_language
from desktop_app.content.files import MANIFEST
from desktop_app.content.index import Index
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
from desktop_app.content.numbers import find_numbers, format_number, with_unit
from desktop_app.content.orthography import check_orthography
from desktop_app.content.problems import Location, Problem, ProblemLog
from desktop_app.content.reference import FIGURES, Reference
from desktop_app.content.values import check_values


def check_content(lesson: Lesson) -> tuple[Problem, ...]:
    """Every problem of the lesson's own content, in file and line order."""
    log = ProblemLog()
    log.extend(lesson.problems)
    _check_manifest(lesson, log)
    index = Index(lesson)
    _check_tables(lesson, index, log)
    check_values(lesson, index, log)
    for language in lesson.languages:
        seen: dict[str, Location] = {}
        for name in lesson.chapter_ids:
            path = chapter_path(name, language)
            if not lesson.files.exists(path):
                log.error("missing-chapter", lesson.chapter_places[name], file=path)
                continue
            chapter = lesson.edition(name, language)
            if chapter is not None:
                log.extend(chapter.problems)
                _check_ids(chapter, seen, log)
                _check_links(chapter, lesson, index, log)
            else:  # read once more for its problems: the file can't be had at all
                read_text(lesson.files, path, log)
        guide = lesson.guide_edition(language)
        if guide is not None:
            log.extend(guide.problems)
            _check_ids(guide, seen, log)
            _check_links(guide, lesson, index, log)
        elif lesson.guide(language) is not None:
            log.error("missing-chapter", Location(MANIFEST), file=guide_path(language))
    for name in lesson.chapter_ids:
        editions = (
            lesson.edition(name, language)
            for language in lesson.languages
            if lesson.files.exists(chapter_path(name, language))
        )
        _check_translations([one for one in editions if one is not None], index, log)
    guides = (lesson.guide_edition(language) for language in lesson.languages)
    _check_translations([one for one in guides if one is not None], index, log)
    check_orthography(lesson, log)
    return tuple(sorted(log, key=lambda problem: problem.location))


def _check_manifest(lesson: Lesson, log: ProblemLog) -> None:
    if not lesson.chapter_ids:
        return  # no chapter is listed, which is reported already
    listed = set(lesson.chapter_ids)
    for file in lesson.files.list("chapters"):
        parts = file.split(".")
        known = len(parts) == 3 and parts[0] in listed and parts[1] in lesson.languages
        if file.endswith(".md") and not known:
            log.warning("unlisted-chapter", Location(f"chapters/{file}"), file=file)


def _check_tables(lesson: Lesson, index: Index, log: ProblemLog) -> None:
    for name in lesson.table_ids():
        table = lesson.table(name)
        if table is None:
            ends = (".csv", ".yaml")
            files = (f"tables/{name}{end}" for end in ends)
            file = next(file for file in files if lesson.files.exists(file))
            log.error("bad-id", Location(file), id=name)
            continue
        log.extend(table.problems)
        used = {"": table.source, **{c.id: c.source for c in table.columns.values()}}
        for column, source in used.items():
            if source:
                place = table.columns[column].source_at if column else table.source_at
                index.resolves(Reference("source", (source,)), place, log)


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


def _block_prose(block: Block) -> Iterator[Sequence[Node]]:
    match block:
        case TriadBlock(parts=parts):
            yield from parts
        case ProseBlock(content=content):
            yield content
        case QuestionBlock():
            yield from block.passages()


def step_prose(step: Step) -> Iterator[Sequence[Node]]:
    """Everything in ``step`` that is prose."""
    for part in step.parts:
        if isinstance(part, Block):
            yield from _block_prose(part)
        else:
            yield (part,)


def _check_links(chapter: Chapter, lesson: Lesson, index: Index, log: ProblemLog) -> None:
    for step in chapter.steps:
        prose = list(step_prose(step))
        for image in (image for nodes in prose for image in images(nodes)):
            if not lesson.files.exists(image.path):
                log.error("missing-image", image.location, path=image.path)
        for link in (link for nodes in prose for link in links(nodes)):
            if link.reference is None:
                continue
            if index.resolves(link.reference, link.location, log):
                _check_figure(link, link.reference, chapter.language, lesson, index, log)
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
    link: Link,
    reference: Reference,
    language: str,
    lesson: Lesson,
    index: Index,
    log: ProblemLog,
) -> None:
    """A linked figure's text says the value that it points to, to the digits shown."""
    if reference.kind not in FIGURES or reference.kind == "output":
        return  # what a model finds, the models' own check knows
    found = _figure(reference, lesson, language)
    if found is None:
        return
    value, unit, shown = found
    if math.isnan(value) and (reference.kind != "point" or not index.is_sound(reference)):
        return  # why there is no value is reported where it should be
    units = [unit]
    if reference.kind == "point" and not index.is_sound(reference):
        units.append("%")  # its own unit may be what is missing
    check_figure_text(link, language, value, units, shown, log)


def check_figure_text(
    link: Link, language: str, value: float, units: Sequence[str], shown: str, log: ProblemLog
) -> None:
    """Report a link whose text has numbers, and none of them ``value`` in one of ``units``;
    ``shown`` is how the value is written.
    """
    text = plain_text(link.children)
    numbers = find_numbers(text, language)
    if not numbers:
        return
    unit = units[0]
    agreeing = [n for n in numbers if any(n.agrees_with(value, unit) for unit in units)]
    sure_of_unit = len(units) == 1
    if agreeing and (not sure_of_unit or any(number.is_in(unit) for number in agreeing)):
        return
    code = "unit-disagrees" if agreeing else "figure-disagrees"
    log.error(code, link.location, text=text, target=str(link.reference), value=shown)


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
        except KeyError:
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
    shown = format_number(value, language, decimals)
    return value, unit, with_unit(shown, unit, language)


def _check_translations(editions: Sequence[Chapter], index: Index, log: ProblemLog) -> None:
    """Every step and block stands in each language, in the same order."""
    entries = [_entries(chapter) for chapter in editions]
    everything: dict[str, tuple[str, str, Location]] = {}
    for found in entries:
        everything = {**found, **everything}
    for chapter, found in zip(editions, entries, strict=True):
        _report_absent(everything, chapter, found, index, log)
    if len(editions) > 1:
        for found in entries[1:]:
            _report_order(entries[0], found, log)


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


def _doubled(chapter: Chapter) -> Counter[str]:
    """How many ids of each kind of thing were taken already in this chapter."""
    seen: set[str] = set()
    found: Counter[str] = Counter()
    for step in chapter.steps:
        for kind, name in [("step", step.id), *((block.kind, block.id) for block in step.blocks)]:
            found[kind] += bool(name) and name in seen
            seen.add(name)
    return found


def _report_absent(
    everything: Mapping[str, tuple[str, str, Location]],
    chapter: Chapter,
    there: Mapping[str, tuple[str, str, Location]],
    index: Index,
    log: ProblemLog,
) -> None:
    """Report what another edition of ``chapter`` has and this one lacks, once.

    What stands in a step that is missing is missing with it, and an id given twice has
    taken the place of the one that is missing: both are reported already.
    """
    doubled = _doubled(chapter)
    for identifier, (kind, step, place) in everything.items():
        if identifier not in there:
            if step in everything and step not in there:
                continue
            if doubled[kind]:
                doubled[kind] -= 1
                continue
            log.error(
                "missing-in-language",
                place,
                kind=kind,
                id=identifier,
                language=chapter.language,
                file=chapter.location.file,
                nearest=index.near(identifier, there),
            )


def _report_order(
    first: dict[str, tuple[str, str, Location]],
    second: dict[str, tuple[str, str, Location]],
    log: ProblemLog,
) -> None:
    common: Sequence[str] = [identifier for identifier in first if identifier in second]
    order = [identifier for identifier in second if identifier in first]
    for expected, found in zip(common, order, strict=True):
        kind, step, place = second[found]
        if expected != found:
            log.error("order-differs", place, id=found, expected=expected)
            return
        other_kind, other_step, _ = first[found]
        moved = step != other_step and (step in first) and (other_step in second)
        if kind != other_kind or moved:
            log.error("kind-differs", place, id=found, kind=kind, expected=first[found][0])
