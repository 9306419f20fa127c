"""One chapter file read: front matter, then steps of prose and blocks."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from desktop_app.content.blocks import is_id, read_nodes
from desktop_app.content.collecting import no_collection
from desktop_app.content.divisions import is_division_line
from desktop_app.content.document import Attribute
from desktop_app.content.encoding import read_text
from desktop_app.content.expressions import NOTHING, ExpressionError
from desktop_app.content.expressions import parse as parse_expression
from desktop_app.content.fields import Fields
from desktop_app.content.files import LessonFiles
from desktop_app.content.markdown import read_attributes, read_document, report_class
from desktop_app.content.model import (
    BASES,
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
    with no_collection():
        return _read(files, chapter_path(chapter, language), chapter, language, languages)


GUIDE = "guide"
"""The name of the teacher's guide: a chapter that stands beside the others."""


def guide_path(language: str) -> str:
    return f"{GUIDE}.{language}.md"


def read_guide(files: LessonFiles, language: str, languages: Sequence[str]) -> Chapter | None:
    """Read the teacher's guide in one language; None where there is none."""
    path = guide_path(language)
    return _read(files, path, GUIDE, language, languages) if files.exists(path) else None


def _read(
    files: LessonFiles, path: str, chapter: str, language: str, languages: Sequence[str]
) -> Chapter | None:
    log = ProblemLog()
    text = read_text(files, path, log)
    if text is None:
        return None
    file = _split(text, path, language, languages, log)
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
        label = fields.localised("label", languages, required=True)
        unit = fields.localised("unit", languages)
        minimum, maximum, step, default = _bounds(fields, name, log)
        fields.close()
        found[name] = Parameter(name, label, unit, minimum, maximum, step, default, inner.location)
    return found


MAX_STEPS = 1_000_000
"""A slider with more is none."""
MOST_CHARTS = 4
"""More charts on one stage can't be looked at together."""


def _bounds(fields: Fields, name: str, log: ProblemLog) -> tuple[float, float, float, float]:
    """Minimum, maximum, step and default; what does not fit is reported and made to."""
    minimum = fields.number("min", required=True)
    maximum = fields.number("max", required=True)
    step = fields.number("step", default=1.0)
    default = fields.number("default", required=True)
    if minimum is not None and maximum is not None and step is not None:
        if not (minimum < maximum and 0 < step <= maximum - minimum <= step * MAX_STEPS):
            log.error("bad-bounds", fields.record.location, name=name)
        elif default is None or minimum <= default <= maximum:
            return minimum, maximum, step, minimum if default is None else default
        else:
            log.error("default-out-of-bounds", fields.place("default"), name=name)
    default = next((bound for bound in (default, minimum, maximum) if bound is not None), 0.0)
    minimum = default if minimum is None else min(minimum, default)
    maximum = max(default if maximum is None else maximum, default, minimum + 1)
    return minimum, maximum, (maximum - minimum) / 100, default


def read_values(
    record: Record | None, languages: Sequence[str], log: ProblemLog
) -> dict[str, DerivedValue]:
    """The derived values that ``record`` declares, each by name."""
    found: dict[str, DerivedValue] = {}
    for name, inner in _declared(record, log):
        fields = Fields(inner, "value", log)
        label = fields.localised("label", languages)
        unit = fields.localised("unit", languages)
        decimals = fields.decimals()
        basis = fields.choice("basis", BASES)
        source = fields.text("expression", required=True)
        fields.close()
        place = fields.place("expression")
        expression = NOTHING
        try:
            expression = parse_expression(source) if source else NOTHING
        except ExpressionError as error:
            log.error(
                "bad-expression",
                place,
                reason=error.reason,
                at=error.column,
                detail=error.detail,
            )
        found[name] = DerivedValue(
            name, label, unit, decimals, basis, expression, inner.location, place
        )
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
            typeset(fields.text("title", required=True), language),
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


_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


def _steps(file: _ChapterFile, language: str, log: ProblemLog) -> Iterator[Step]:
    lines = file.body.split("\n")
    starts = _step_lines(lines)
    _report_lost(lines[: starts[0] if starts else len(lines)], file, log)
    for start, end in itertools.pairwise([*starts, len(lines)]):
        place = file.start.at(file.start.line + start)
        yield _step(lines[start], lines[start + 1 : end], place, language, log)


def _report_lost(lines: Sequence[str], file: _ChapterFile, log: ProblemLog) -> None:
    """Report what stands before the first step: a title, and the first line of text."""
    if file.start.line == 1 and lines and lines[0].startswith("---"):
        return  # front matter that never ends, which is reported already
    reported = set()
    for index, line in enumerate(lines):
        code = "top-heading" if line.startswith("# ") else "text-before-step"
        if line.strip() and code not in reported:
            reported.add(code)
            log.error(code, file.start.at(file.start.line + index))


def _step_lines(lines: Sequence[str]) -> list[int]:
    """The lines that open a step: level-two headings outside code fences.

    A fence in a block ends with the block; one that never ends hides no step.
    """
    found: list[int] = []
    fence, opened, in_block = "", 0, False
    for index, line in enumerate(lines):
        if is_division_line(line) and (in_block or not fence):
            in_block = bool(line.strip(" \t:"))
            fence = ""
        elif mark := _FENCE.match(line):
            if not fence:
                fence, opened = mark[1], index
            elif line.strip().startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
        elif not fence and _heading(line) is not None:
            in_block = False
            found.append(index)
    if fence:
        rest = range(opened + 1, len(lines))
        found.extend(index for index in rest if _heading(lines[index]) is not None)
    return found


def _heading(line: str) -> str | None:
    """The text of a level-two heading; None where ``line`` is none."""
    if not line.startswith("##") or line[2:3] not in ("", " ", "\t"):
        return None
    title = line[2:].strip()
    without = title.rstrip("#")
    return without.rstrip() if without[-1:] in ("", " ", "\t") else title


def _step(
    heading: str, body: Sequence[str], place: Location, language: str, log: ProblemLog
) -> Step:
    title, identifier, minutes, essential = _heading(heading) or "", "", 0.0, True
    if title.endswith("}") and "{" in title:
        start = title.rfind("{")
        where = place.at(place.line, heading.rfind("{") + 1)
        read = read_attributes(title[start:], where, log)
        title = title[:start].rstrip()
        if read is not None:
            identifier = read[0].id
            minutes, essential = _step_attributes(read[0].values, log)
            for name in read[0].classes:
                report_class(name, "step", where, log)
    if not identifier:
        log.error("missing-id", place, kind="step")
    elif not is_id(identifier):
        log.error("bad-id", place, id=identifier)
    if not title:
        log.error("missing-title", place, kind="step")
    nodes = read_document("\n".join(body), language, place.at(place.line + 1), log)
    parts: tuple[StepPart, ...] = read_nodes(nodes, log)
    step = Step(identifier, typeset(title, language), minutes, essential, parts, place)
    if len(step.charts) > MOST_CHARTS:
        at = step.charts[MOST_CHARTS].location
        log.warning("many-charts", at, count=len(step.charts), most=MOST_CHARTS)
    return step


_STEP_ATTRIBUTES = ("minutes", "essential")
_FLAGS = {"true": True, "false": False}


def _step_attributes(values: Mapping[str, Attribute], log: ProblemLog) -> tuple[float, bool]:
    """The minutes of a step (0 where they are not said) and whether it is essential."""
    minutes, essential = 0.0, True
    for name, attribute in values.items():
        text = attribute.value
        if name not in _STEP_ATTRIBUTES:
            log.error(
                "unknown-attribute",
                attribute.location,
                name=name,
                kind="step",
                nearest=nearest(name, _STEP_ATTRIBUTES),
                known=", ".join(_STEP_ATTRIBUTES),
            )
        elif name == "minutes" and re.fullmatch(r"\d{1,3}(\.\d+)?", text):
            minutes = float(text)
        elif name == "essential" and text in _FLAGS:
            essential = _FLAGS[text]
        else:
            expected = "number" if name == "minutes" else "flag"
            log.error("wrong-type", attribute.location, key=name, expected=expected)
    return minutes, essential
