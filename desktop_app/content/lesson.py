"""A lesson: its manifest read at once, chapters and tables when first needed."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from desktop_app.content.blocks import is_id
from desktop_app.content.chapters import (
    chapter_path,
    read_chapter,
    read_heading,
    read_parameters,
    read_values,
)
from desktop_app.content.document import links
from desktop_app.content.fields import Fields, Localised, in_language
from desktop_app.content.files import (
    MANIFEST,
    LessonFiles,
    UnreadableFile,
    open_files,
    read_text,
)
from desktop_app.content.model import (
    Block,
    Chapter,
    ChapterHeading,
    ChartBlock,
    DerivedValue,
    Parameter,
    Source,
    Step,
    Table,
    Term,
)
from desktop_app.content.problems import Location, Problem, ProblemLog
from desktop_app.content.reference import Reference
from desktop_app.content.tables import read_table
from desktop_app.content.yaml import Record, read_record

FORMAT = 1
MAX_LANGUAGES = 10
MAX_CHAPTERS = 2_000
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")
SOURCE_KINDS = ("statistics", "article", "press", "filing", "estimate", "dataset", "book", "")


@dataclass(frozen=True)
class Lesson:
    """A lesson as far as it could be built. Immutable: parts read late are cached.

    ``languages[0]`` is the reference language: a chapter missing in another language
    is shown in it.
    """

    id: str
    title: Localised
    subtitle: Localised
    summary: Localised
    authors: tuple[str, ...]
    credit: Localised
    level: Localised
    minutes: float | None
    languages: tuple[str, ...]
    licence: str
    chapter_ids: tuple[str, ...]
    chapter_places: Mapping[str, Location]
    parameters: Mapping[str, Parameter]
    values: Mapping[str, DerivedValue]
    sources: Mapping[str, Source]
    terms: Mapping[str, Term]
    problems: tuple[Problem, ...]
    files: LessonFiles = field(repr=False)
    _chapters: dict[tuple[str, str], Chapter | None] = field(default_factory=dict, repr=False)
    _headings: dict[tuple[str, str], ChapterHeading] = field(default_factory=dict, repr=False)
    _tables: dict[str, Table | None] = field(default_factory=dict, repr=False)
    _at_defaults: dict[str, float | None] = field(default_factory=dict, repr=False)

    def heading(self, chapter: str, language: str) -> ChapterHeading:
        """The front matter of a chapter, else of its reference language."""
        key = (chapter, language)
        if key not in self._headings:
            loaded = self._chapters.get(key)
            self._headings[key] = (
                loaded.heading
                if loaded
                else read_heading(self.files, chapter, language, self.languages)
            )
        found = self._headings[key]
        if not found.title and language != self.languages[0]:
            return self.heading(chapter, self.languages[0])
        return found

    def edition(self, chapter: str, language: str) -> Chapter | None:
        """The chapter written in exactly ``language``, or None where it can't be had."""
        key = (chapter, language)
        if key not in self._chapters:
            self._chapters[key] = read_chapter(self.files, *key, self.languages)
        return self._chapters[key]

    def chapter(self, chapter: str, language: str) -> Chapter | None:
        """The chapter in ``language``, else in the first language that has it."""
        order = [language, *(other for other in self.languages if other != language)]
        for candidate in order:
            if self.files.exists(chapter_path(chapter, candidate)):
                found = self.edition(chapter, candidate)
                if found is not None:
                    return found
        return None

    def loaded(self, chapter: str, language: str) -> Chapter | None:
        """The chapter if it has been read already, in ``language`` or the reference one."""
        return self._chapters.get((chapter, language)) or self._chapters.get(
            (chapter, self.languages[0])
        )

    def steps(self, language: str) -> Iterator[tuple[Chapter, Step]]:
        """Every step in order. Reads every chapter: not for the way to first paint."""
        for name in self.chapter_ids:
            chapter = self.chapter(name, language)
            if chapter is not None:
                for step in chapter.steps:
                    yield chapter, step

    def find_step(self, step: str, language: str) -> tuple[Chapter, Step] | None:
        """The step of that id; reads chapters in order until it is found."""
        return next((found for found in self.steps(language) if found[1].id == step), None)

    def find_chart(self, chart: str, language: str) -> ChartBlock | None:
        """The chart block of that id; chapters read already are looked through first."""
        read = (self.loaded(name, language) for name in self.chapter_ids)
        for step in chain(
            (step for chapter in read if chapter for step in chapter.steps),
            (step for _, step in self.steps(language)),
        ):
            for block in step.charts:
                if block.id == chart:
                    return block
        return None

    def table_ids(self) -> tuple[str, ...]:
        files = self.files.list("tables")
        names = (name.rpartition(".") for name in files if name.endswith((".csv", ".yaml")))
        return tuple(dict.fromkeys(name for name, _, _ in names))

    def table(self, name: str) -> Table | None:
        """The table of that name, read when first asked for; None where there is none."""
        if name not in self._tables:
            self._tables[name] = read_table(self.files, name, self.languages)
        return self._tables[name]

    def sources_of(self, step: Step, language: str) -> tuple[Source, ...]:
        """The sources of the tables that a step's charts and linked figures draw on."""
        names: list[str] = []
        for block in step.charts:
            names += self._table_of(block, language)
        nodes = [part for part in step.parts if not isinstance(part, Block)]
        for link in links(nodes):
            if link.reference is not None and link.reference.kind == "point":
                names.append(link.reference.name)
        tables = (self.table(name) for name in dict.fromkeys(names))
        found = dict.fromkeys(table.source for table in tables if table is not None)
        return tuple(self.sources[name] for name in found if name in self.sources)

    def tables_to_predict(self, step: Step, language: str) -> dict[str, str]:
        """The tables whose data a step's charts hold back until they are predicted.

        Chart id -> table.
        """
        found = {}
        for block in step.charts:
            meta = block.specification.get("usermeta") if block.specification else None
            if isinstance(meta, Record) and meta.get("predict"):
                for table in self._table_of(block, language):
                    found[block.id] = table
        return found

    def rests_on(self, reference: Reference, tables: Collection[str]) -> bool:
        """Whether a figure is a cell of ``tables``, or is computed from one."""
        if reference.kind == "point":
            return reference.name in tables
        if reference.kind != "value" or reference.name not in self.values:
            return False
        expression = self.values[reference.name].expression
        return any(cell.reference.name in tables for cell in expression.cells())

    def _table_of(self, chart: ChartBlock, language: str) -> list[str]:
        data = chart.specification.get("data") if chart.specification else None
        if isinstance(data, Record) and isinstance(data.get("name"), str):
            return [str(data["name"])]
        origin = self.find_chart(chart.of, language) if chart.of else None
        return self._table_of(origin, language) if origin and origin.id != chart.id else []

    def cell(self, reference: Reference) -> object:
        """The cell that a ``point:`` reference names; raises KeyError."""
        table = self.table(reference.name)
        if table is None:
            raise KeyError(str(reference))
        return table.cell(reference)

    def number(self, reference: Reference) -> float:
        """The number in a cell, NaN where it is missing; KeyError where it is none."""
        cell = self.cell(reference)
        if cell is None:
            return math.nan
        if isinstance(cell, bool) or not isinstance(cell, int | float):
            raise KeyError(str(reference))
        return float(cell)

    def evaluate(self, value: str, parameters: Mapping[str, float]) -> float:
        """A derived value at ``parameters`` (defaults fill in), NaN where impossible.

        Raises KeyError where it rests on something that does not exist, or on itself.
        """
        known = {} if parameters else self._at_defaults
        try:
            return self._evaluate(value, parameters, known)
        except (KeyError, RecursionError) as error:
            for name in [name for name, found in known.items() if found is None]:
                del known[name]  # may be sound by itself
            raise KeyError(value) from error

    def named_number(self, name: str, parameters: Mapping[str, float]) -> float:
        """The parameter or derived value ``name`` at ``parameters``; raises KeyError."""
        if name in self.parameters:
            return self._named(name, parameters, {})
        return self.evaluate(name, parameters)

    def _named(
        self, name: str, parameters: Mapping[str, float], known: dict[str, float | None]
    ) -> float:
        if name in self.parameters:
            return parameters.get(name, self.parameters[name].default)
        return self._evaluate(name, parameters, known)

    def _evaluate(
        self, value: str, parameters: Mapping[str, float], known: dict[str, float | None]
    ) -> float:
        """``known`` holds what is computed already, None for what is being computed."""
        if value not in known:
            expression = self.values[value].expression
            known[value] = None
            known[value] = expression.evaluate(
                lambda name: self._named(name, parameters, known), self.number
            )
        found = known[value]
        if found is None:
            raise KeyError(value)
        return found

    def title_in(self, language: str) -> str:
        return in_language(self.title, language) or self.id


def read_lesson(path: Path) -> Lesson:
    """Read the lesson at ``path`` (a folder, its ``lesson.yaml``, or a zip).

    Never raises on bad content: what can't be read is in ``problems``. Raises
    :class:`FileNotFoundError` where there is nothing at ``path``.
    """
    log = ProblemLog()
    try:
        files = open_files(path)
    except UnreadableFile as error:
        log.error(error.code, Location(path.name), **error.values)
        return _empty(path.stem, log)
    text = read_text(files, MANIFEST, log)
    record = read_record(text, Location(MANIFEST), log) if text is not None else None
    if record is None:
        return _empty(files.name, log, files)
    return _build(Fields(record, "lesson", log), files, log)


def _build(fields: Fields, files: LessonFiles, log: ProblemLog) -> Lesson:
    version = fields.integer("format", default=FORMAT)
    if version is not None and version > FORMAT:
        log.error("newer-format", fields.place("format"), found=version, known=FORMAT)
    languages = _languages(fields, files, log)
    chapters = _chapters(fields, log)
    parameters = read_parameters(fields.record_of("parameters"), languages, log)
    values = read_values(fields.record_of("values"), languages, log)
    headings = {}
    for chapter in chapters:
        heading = read_heading(files, chapter, languages[0], languages)
        headings[chapter, languages[0]] = heading
        _merge(parameters, heading.parameters, log)
        _merge(values, heading.values, log)
    lesson = Lesson(
        id=files.name,
        title=fields.localised("title", languages, required=True),
        subtitle=fields.localised("subtitle", languages),
        summary=fields.localised("summary", languages),
        authors=tuple(author for author, _ in fields.texts("authors")),
        credit=fields.localised("credit", languages),
        level=fields.localised("level", languages),
        minutes=fields.number("minutes"),
        languages=languages,
        licence=fields.text("licence"),
        chapter_ids=tuple(chapters),
        chapter_places=MappingProxyType(chapters),
        parameters=MappingProxyType(parameters),
        values=MappingProxyType(values),
        sources=MappingProxyType(_sources(files, languages, log)),
        terms=MappingProxyType(_terms(files, languages, log)),
        problems=(),
        files=files,
        _headings=headings,
    )
    fields.close()
    object.__setattr__(lesson, "problems", log.frozen())
    return lesson


def _languages(fields: Fields, files: LessonFiles, log: ProblemLog) -> tuple[str, ...]:
    """The languages declared, else those that the chapters' file names tell."""
    found: dict[str, Location] = {}
    for language, place in fields.texts("languages", required=True):
        if not _LANGUAGE.fullmatch(language):
            log.error("bad-language", place, language=language)
        elif language in found:
            log.error("duplicate-id", place, id=language, line=found[language].line)
        elif len(found) == MAX_LANGUAGES:
            log.error("too-many", place, what="languages", limit=MAX_LANGUAGES)
            break
        else:
            found[language] = place
    return tuple(found) or _languages_of_files(files)


def _languages_of_files(files: LessonFiles) -> tuple[str, ...]:
    parts = [file.split(".") for file in files.list("chapters")]
    seen = {part[1] for part in parts if len(part) == 3 and part[2] == "md"}
    usual = [language for language in ("fr", "en") if language in seen]
    return tuple(usual) or ("fr",)


def _chapters(fields: Fields, log: ProblemLog) -> dict[str, Location]:
    """The chapters declared, in order, each with its place."""
    found: dict[str, Location] = {}
    for chapter, place in fields.texts("chapters", required=True):
        if not is_id(chapter):
            log.error("bad-id", place, id=chapter)
        elif chapter in found:
            log.error("duplicate-id", place, id=chapter, line=found[chapter].line)
        elif len(found) == MAX_CHAPTERS:
            log.error("too-many", place, what="chapters", limit=MAX_CHAPTERS)
            break
        else:
            found[chapter] = place
    return found


D = TypeVar("D", Parameter, DerivedValue)


def _merge(declared: dict[str, D], more: Mapping[str, D], log: ProblemLog) -> None:
    """Add what a chapter declares; a name that is there already is reported."""
    for name, entity in more.items():
        if name in declared:
            place = declared[name].location
            log.error("duplicate-id", entity.location, id=name, line=place.line, file=place.file)
        else:
            declared[name] = entity


def _sources(files: LessonFiles, languages: Sequence[str], log: ProblemLog) -> dict[str, Source]:
    found = {}
    for name, record in _entries(files, "sources.yaml", log):
        fields = Fields(record, "source", log)
        found[name] = Source(
            id=name,
            title=fields.localised("title", languages, required=True),
            author=fields.text("author"),
            year=fields.text("year"),
            url=fields.text("url"),
            via=fields.text("via"),
            kind=fields.choice("kind", SOURCE_KINDS),
            note=fields.localised("note", languages),
            location=record.location,
        )
        fields.close()
    return found


def _terms(files: LessonFiles, languages: Sequence[str], log: ProblemLog) -> dict[str, Term]:
    found = {}
    for name, record in _entries(files, "glossary.yaml", log):
        fields = Fields(record, "term", log)
        found[name] = Term(
            id=name,
            term=fields.localised("term", languages, required=True),
            definition=fields.localised("definition", languages, required=True),
            location=record.location,
        )
        fields.close()
    return found


def _entries(files: LessonFiles, path: str, log: ProblemLog) -> Iterator[tuple[str, Record]]:
    """The named records of an optional YAML file."""
    if not files.exists(path):
        return
    text = read_text(files, path, log)
    record = read_record(text, Location(path), log) if text is not None else None
    for name in record or ():
        assert record is not None
        value = record[name]
        if not is_id(name):
            log.error("bad-id", record.key_at(name), id=name)
        elif isinstance(value, Record):
            yield name, value
        else:
            log.error("wrong-type", record.value_at(name), key=name, expected="mapping")


class _NoFiles:
    """The files of a lesson that could not be opened."""

    def __init__(self, name: str) -> None:
        self.name = name

    def exists(self, path: str) -> bool:
        return False

    def read(self, path: str) -> bytes:
        raise UnreadableFile("missing-file", path=path)

    def list(self, folder: str) -> list[str]:
        return []


def _empty(name: str, log: ProblemLog, files: LessonFiles | None = None) -> Lesson:
    """What can be built without a manifest: sources and terms, for the tables."""
    files = files or _NoFiles(name)
    languages = _languages_of_files(files)
    nothing: Mapping[str, str] = MappingProxyType({})
    sources, terms = _sources(files, languages, log), _terms(files, languages, log)
    return Lesson(
        id=name,
        title=nothing,
        subtitle=nothing,
        summary=nothing,
        authors=(),
        credit=nothing,
        level=nothing,
        minutes=None,
        languages=languages,
        licence="",
        chapter_ids=(),
        chapter_places=MappingProxyType({}),
        parameters=MappingProxyType({}),
        values=MappingProxyType({}),
        sources=MappingProxyType(sources),
        terms=MappingProxyType(terms),
        problems=log.frozen(),
        files=files,
    )
