"""One chapter file read: front matter, then steps of prose and blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from desktop_app.content.blocks import is_id, read_block
from desktop_app.content.document import Attribute, Division, Node
from desktop_app.content.expressions import ExpressionError
from desktop_app.content.expressions import parse as parse_expression
from desktop_app.content.fields import Fields
from desktop_app.content.files import LessonFiles, read_text
from desktop_app.content.markdown import read_attributes, read_document
from desktop_app.content.model import (
    Chapter,
    ChapterHeading,
    DerivedValue,
    Parameter,
    Step,
    StepPart,
)
from desktop_app.content.problems import Location, ProblemLog, nearest
from desktop_app.content.typography import typeset
from desktop_app.content.yaml import Record, read_record

NO_HEADING = ChapterHeading("", None, True, "", MappingProxyType({}), MappingProxyType({}))


def chapter_path(chapter: str, language: str) -> str:
    return f"chapters/{chapter}.{language}.md"


def read_heading(
    files: LessonFiles, chapter: str, language: str, languages: Sequence[str]
) -> ChapterHeading:
    """The front matter alone; its problems are reported when the chapter is read."""
    path = chapter_path(chapter, language)
    log = ProblemLog()
    text = read_text(files, path, log) if files.exists(path) else None
    if text is None:
        return NO_HEADING
    return _split(text, path, language, languages, log).heading


def read_chapter(
    files: LessonFiles, chapter: str, language: str, languages: Sequence[str]
) -> Chapter | None:
    """Read a chapter in one language; None where its file can't be had."""
    path = chapter_path(chapter, language)
    log = ProblemLog()
    text = read_text(files, path, log)
    if text is None:
        return None
    file = _split(text, path, language, languages, log)
    if not file.heading.title:
        log.error("missing-key", Location(path), key="title", owner="chapter")
    steps = tuple(_steps(file, language, log))
    if not steps:
        log.error("chapter-without-step", Location(path))
    return Chapter(chapter, language, file.heading, steps, log.frozen(), Location(path))


def read_parameters(
    record: Record | None, languages: Sequence[str], log: ProblemLog
) -> dict[str, Parameter]:
    """The parameters that ``record`` declares, each by name."""
    found: dict[str, Parameter] = {}
    for name, inner in _declared(record, log):
        fields = Fields(inner, "parameter", log)
        minimum = fields.number("min", required=True, default=0.0) or 0.0
        maximum = fields.number("max", required=True, default=minimum + 1) or 0.0
        step = fields.number("step", default=1.0) or 1.0
        default = fields.number("default", required=True, default=minimum) or 0.0
        parameter = Parameter(
            name,
            fields.localised("label", languages, required=True),
            fields.localised("unit", languages),
            minimum,
            maximum,
            step,
            default,
            inner.location,
        )
        fields.close()
        if not (minimum < maximum and 0 < step <= maximum - minimum):
            log.error("bad-bounds", inner.location, name=name)
        elif not minimum <= default <= maximum:
            log.error("default-out-of-bounds", fields.place("default"), name=name)
        else:
            found[name] = parameter
    return found


def read_values(
    record: Record | None, languages: Sequence[str], log: ProblemLog
) -> dict[str, DerivedValue]:
    """The derived values that ``record`` declares, each by name."""
    found: dict[str, DerivedValue] = {}
    for name, inner in _declared(record, log):
        fields = Fields(inner, "value", log)
        label = fields.localised("label", languages)
        unit = fields.localised("unit", languages)
        decimals = fields.integer("decimals")
        source = fields.text("expression", required=True)
        fields.close()
        if not source:
            continue
        try:
            expression = parse_expression(source)
        except ExpressionError as error:
            log.error(
                "bad-expression",
                fields.place("expression"),
                reason=error.reason,
                at=error.column,
                detail=error.detail,
            )
            continue
        if decimals is not None and not 0 <= decimals <= 12:
            log.error(
                "out-of-range", fields.place("decimals"), key="decimals", minimum=0, maximum=12
            )
            decimals = None
        found[name] = DerivedValue(name, label, unit, decimals, expression, inner.location)
    return found


def _declared(record: Record | None, log: ProblemLog) -> Iterator[tuple[str, Record]]:
    for name in record or ():
        assert record is not None
        inner = record[name]
        if not re.fullmatch(r"[A-Za-z_]\w*", name, re.ASCII):
            log.error("bad-name", record.key_at(name), name=name)
        elif not isinstance(inner, Record):
            log.error("wrong-type", record.value_at(name), key=name, expected="mapping")
        else:
            yield name, inner


@dataclass(frozen=True)
class _ChapterFile:
    heading: ChapterHeading
    body: str
    start: Location


def _split(
    text: str, path: str, language: str, languages: Sequence[str], log: ProblemLog
) -> _ChapterFile:
    """Front matter and body of a chapter file."""
    match = re.match(r"---[ \t]*\n(.*?)^(---|\.\.\.)[ \t]*(\n|\Z)", text, re.DOTALL | re.MULTILINE)
    if match is None:
        log.error("missing-front-matter", Location(path))
        return _ChapterFile(NO_HEADING, text, Location(path))
    heading = NO_HEADING
    record = read_record(match[1], Location(path, 2), log)
    if record is not None:
        fields = Fields(record, "chapter", log)
        heading = ChapterHeading(
            typeset(fields.text("title"), language),
            _minutes(fields, log),
            fields.flag("essential", default=True),
            typeset(fields.text("objective"), language),
            MappingProxyType(read_values(fields.record_of("values"), languages, log)),
            MappingProxyType(read_parameters(fields.record_of("parameters"), languages, log)),
        )
        fields.close()
    return _ChapterFile(heading, text[match.end() :], Location(path, match[0].count("\n") + 1))


def _minutes(fields: Fields, log: ProblemLog) -> float | None:
    minutes = fields.number("minutes")
    if minutes is not None and not 0 < minutes <= 600:
        log.error("out-of-range", fields.place("minutes"), key="minutes", minimum=0, maximum=600)
        return None
    return minutes


_STEP = re.compile(r"##(?!#)[ \t]+(?P<title>.*?)[ \t]*#*[ \t]*$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


def _steps(file: _ChapterFile, language: str, log: ProblemLog) -> Iterator[Step]:
    lines = file.body.split("\n")
    starts = list(_step_lines(lines))
    first = starts[0] if starts else len(lines)
    for index, line in enumerate(lines[:first]):
        if line.strip():
            place = file.start.at(file.start.line + index)
            code = "top-heading" if line.startswith("# ") else "text-before-step"
            log.error(code, place)
            break
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        place = file.start.at(file.start.line + start)
        yield _step(lines[start], lines[start + 1 : end], place, language, log)


def _step_lines(lines: Sequence[str]) -> Iterator[int]:
    """The lines that open a step: level-two headings outside code fences."""
    fence = ""
    for index, line in enumerate(lines):
        if opening := _FENCE.match(line):
            if not fence:
                fence = opening[1]
            elif line.strip().startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
        elif not fence and _STEP.match(line):
            yield index


def _step(
    heading: str, body: Sequence[str], place: Location, language: str, log: ProblemLog
) -> Step:
    match = _STEP.match(heading)
    assert match is not None
    title, identifier, minutes = match["title"], "", 0.0
    if title.endswith("}") and "{" in title:
        start = title.rfind("{")
        where = place.at(place.line, match.start("title") + start + 1)
        read = read_attributes(title[start:], where, log)
        title = title[:start].rstrip()
        if read is not None:
            identifier = read[0].id
            minutes = _step_minutes(read[0].values, log)
    if not identifier:
        log.error("missing-id", place, kind="step")
    elif not is_id(identifier):
        log.error("bad-id", place, id=identifier)
    if not title:
        log.error("missing-title", place, kind="step")
    nodes = read_document("\n".join(body), language, place.at(place.line + 1), log)
    parts: list[StepPart] = [_part(node, log) for node in nodes]
    return Step(identifier, typeset(title, language), minutes, tuple(parts), place)


def _step_minutes(values: Mapping[str, Attribute], log: ProblemLog) -> float:
    minutes = 0.0
    for name, attribute in values.items():
        if name != "minutes":
            log.error(
                "unknown-attribute",
                attribute.location,
                name=name,
                kind="step",
                nearest=nearest(name, ("minutes",)),
                known="minutes",
            )
            continue
        if not re.fullmatch(r"\d{1,3}(\.\d+)?", attribute.value):
            log.error("wrong-type", attribute.location, key=name, expected="number")
            continue
        minutes = float(attribute.value)
    return minutes


def _part(node: Node, log: ProblemLog) -> StepPart:
    return read_block(node, log) if isinstance(node, Division) else node
