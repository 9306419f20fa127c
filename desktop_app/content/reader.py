"""A lesson read from where it stands: its manifest, sources, terms and front matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from desktop_app.content.blocks import is_id
from desktop_app.content.chapters import read_heading, read_parameters, read_values
from desktop_app.content.encoding import read_text
from desktop_app.content.fields import LANGUAGE, Fields
from desktop_app.content.files import MANIFEST, FolderFiles, LessonFiles, UnreadableFile
from desktop_app.content.lesson import Lesson
from desktop_app.content.model import (
    BASES,
    DerivedValue,
    Parameter,
    QuestionSettings,
    Source,
    Term,
)
from desktop_app.content.problems import Location, ProblemLog
from desktop_app.content.yaml import Record, read_record

FORMAT = 1
MAX_LANGUAGES = 10
MAX_CHAPTERS = 2_000
SOURCE_KINDS = ("statistics", "article", "press", "filing", "estimate", "dataset", "book", "")


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
    return _read(files, log)


def _read(files: LessonFiles, log: ProblemLog) -> Lesson:
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
        questions=_questions(fields.record_of("questions"), log),
        cover=_cover(fields, files, log),
        _headings=headings,
    )
    fields.close()
    return replace(lesson, problems=log.frozen())


def _cover(fields: Fields, files: LessonFiles, log: ProblemLog) -> str:
    """The image of the cover; "" where none is named, or none is there."""
    path = fields.text("cover")
    if path and not files.exists(path):
        log.warning("no-cover", fields.place("cover"), path=path)
        return ""
    return path


MAX_TRIES = 10


def _questions(record: Record | None, log: ProblemLog) -> QuestionSettings:
    """How questions are asked: ``tries``, ``penalty`` (a share), ``certainty``, ``graded``,
    ``feedback`` (immediate or later), ``shuffle``.
    """
    usual = QuestionSettings()
    if record is None:
        return usual
    fields = Fields(record, "questions", log)
    tries = fields.integer("tries", default=usual.tries)
    penalty = fields.number("penalty", default=usual.penalty)
    for key, value, low, high in (("tries", tries, 1, MAX_TRIES), ("penalty", penalty, 0, 1)):
        if value is not None and not low <= value <= high:
            log.error("out-of-range", fields.place(key), key=key, minimum=low, maximum=high)
            return usual
    settings = QuestionSettings(
        tries=tries or usual.tries,
        penalty=usual.penalty if penalty is None else penalty,
        certainty=fields.flag("certainty"),
        graded=fields.flag("graded", default=True),
        deferred=fields.choice("feedback", ("immediate", "later"), default="immediate") == "later",
        shuffled=fields.flag("shuffle"),
    )
    fields.close()
    return settings


def _languages(fields: Fields, files: LessonFiles, log: ProblemLog) -> tuple[str, ...]:
    """The languages declared, else those that the chapters' file names tell."""
    found: dict[str, Location] = {}
    for language, place in fields.texts("languages", required=True):
        if not LANGUAGE.fullmatch(language):
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
            basis=fields.choice("basis", BASES),
            licence=fields.localised("licence", languages),
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


def open_files(path: Path) -> LessonFiles:
    """The files of the lesson at ``path``, folder or zip.

    Raises :class:`FileNotFoundError` where there is nothing, and
    :class:`UnreadableFile` where what is there can't be a lesson.
    """
    try:
        if path.is_dir():
            return FolderFiles(path)
        if not path.exists():
            raise FileNotFoundError(path)
        if path.name == MANIFEST:
            return FolderFiles(path.parent)
        if not path.is_file():
            raise UnreadableFile("not-a-file", path=path.name)
    except (OSError, ValueError) as error:
        if isinstance(error, FileNotFoundError):
            raise
        detail = getattr(error, "strerror", None) or str(error)
        raise UnreadableFile("unreadable-file", path=path.name, detail=detail) from error
    from desktop_app.content.archives import ZipFiles  # zipfile: only for those who zip

    return ZipFiles(path)
