"""What a lesson takes in from other formats: questions, written as a chapter."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_app.content.collecting import no_collection
from desktop_app.content.encoding import decode
from desktop_app.content.files import MANIFEST
from desktop_app.content.lesson import Lesson
from desktop_app.content.problems import Location, Problem, ProblemLog
from desktop_app.content.reader import read_lesson
from desktop_app.content.yaml import read_record
from desktop_app.quiz.exchange.chapter_writing import write_chapter
from desktop_app.quiz.exchange.collection import Collection as Bank
from desktop_app.quiz.exchange.gift_reading import read_gift
from desktop_app.quiz.exchange.moodle_reading import read_moodle
from desktop_app.quiz.exchange.pictures import free_name, slug
from desktop_app.resources import installed_lessons
from desktop_app.storage.files import write_whole

MAX_BYTES = 128 * 2**20
_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|quiz\b|!DOCTYPE|!--)")
CHAPTERS = "chapters"
"""The folder of a lesson where chapters stand; pictures stand beside it."""


@dataclass(frozen=True)
class Imported:
    """A chapter as text, the pictures it shows (path in the lesson, bytes), and what was
    wrong with the file they were read from. ``count``: how many questions there are.
    """

    text: str
    pictures: Mapping[str, bytes]
    count: int
    problems: tuple[Problem, ...]
    title: str = ""
    language: str = ""

    @property
    def errors(self) -> bool:
        return any(problem.is_error for problem in self.problems)


def read_bank(path: Path) -> bytes:
    """What the file holds, as far as it is read at all; raises OSError."""
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def import_questions(
    data: bytes, file: str, language: str, prefix: str = "", taken: Collection[str] = ()
) -> Imported:
    """The questions of a GIFT or Moodle XML file as a chapter in ``language``.

    ``file`` names what was read; the names of pictures open with ``prefix``. Nothing is
    given an id that is ``taken``.
    """
    log = ProblemLog()
    stem = Path(file).stem
    title = " ".join(stem.replace("_", " ").split()) or "Questions"
    with no_collection():
        collection = _read(data, file, language, (title, slug(prefix) or slug(stem)), log, taken)
        count = len(collection.questions) if collection else 0
        if collection is None or not (count or collection.sections):
            if not any(problem.is_error for problem in log):
                log.error("no-question-found", Location(file))
            return Imported("", {}, 0, log.frozen())
        text = write_chapter(collection, taken)
        return Imported(text, collection.pictures, count, log.frozen(), title, language)


def _read(
    data: bytes,
    file: str,
    language: str,
    names: tuple[str, str],
    log: ProblemLog,
    taken: Collection[str],
) -> Bank | None:
    if len(data) > MAX_BYTES:
        log.error("file-too-large", Location(file), path=file, limit=MAX_BYTES // 2**20)
        return None
    if _XML.match(data) or file.lower().endswith(".xml"):
        return read_moodle(data, file, language, *names, log, taken)
    text = decode(data, file, log)
    return None if text is None else read_gift(text, file, language, *names, log, taken)


def language_of(path: Path) -> str:
    """The language that the name of a chapter says (``quiz.fr.md``), or ""."""
    found = re.search(r"\.(fr|en)\.[^.]+\Z", path.name)
    return found[1] if found else ""


def write_imported(imported: Imported, path: Path) -> Sequence[Path]:
    """Write the chapter to ``path`` and its pictures where a lesson finds them.

    That is beside ``chapters``, where ``path`` is in such a folder, else beside the
    chapter. A picture that is there already is not written again, another one of its name
    is never overwritten. All or nothing: raises OSError, and has written nothing then.
    """
    folder = path.parent.parent if path.parent.name == CHAPTERS else path.parent
    text, written = imported.text, []
    made: list[Path] = []
    try:
        for name, data in imported.pictures.items():
            free = _free(folder, name, data)
            if free != name:
                text = text.replace(f"]({name}", f"]({free}")
            target = folder / free
            if not target.exists():
                if not target.parent.exists():
                    target.parent.mkdir()
                    made.append(target.parent)
                written.append(target)
                write_whole(target, data)
        write_whole(path, text.encode("utf-8"))
    except OSError:
        for target in written:
            with contextlib.suppress(OSError):
                target.unlink()
        for parent in made:
            with contextlib.suppress(OSError):
                os.rmdir(parent)
        raise
    return written


def _free(folder: Path, name: str, data: bytes) -> str:
    """``name``, or one like it, under which nothing else stands in ``folder``."""
    stem, dot, kind = name.rpartition(".")
    free, rank = name, 2
    while (folder / free).exists() and (folder / free).read_bytes() != data:
        free = f"{stem}-{rank}{dot}{kind}"
        rank += 1
    return free


# -- a lesson for them --------------------------------------------------------------------


def names_in(lesson: Lesson, without: str = "") -> frozenset[str]:
    """Every id that the chapters of ``lesson`` use, one of them left out. Reads the lesson."""
    return frozenset(_names_in(lesson, without))


def names_beside(chapter: Path) -> frozenset[str]:
    """Every id of the other chapters of the lesson in which ``chapter`` is to stand, if any."""
    folder = chapter.resolve().parent
    if folder.name != CHAPTERS or not (folder.parent / MANIFEST).is_file():
        return frozenset()
    return names_in(read_lesson(folder.parent), chapter.name.partition(".")[0])


def _names_in(lesson: Lesson, without: str) -> Iterator[str]:
    for name in lesson.chapter_ids:
        if name == without:
            continue
        for language in lesson.languages:
            edition = lesson.edition(name, language)
            for step in edition.steps if edition is not None else ():
                yield step.id
                for part in step.parts:
                    yield getattr(part, "id", "")


def takes_chapters(path: Path | None) -> bool:
    """Whether a chapter can be added to the lesson at ``path``: a folder that may be written
    to, and none of those that came with the application.
    """
    if path is None or not path.is_dir() or path.resolve() in _shipped():
        return False
    return all(os.access(part, os.W_OK) for part in (path, path / MANIFEST))


def _shipped() -> set[Path]:
    return {path.resolve() for path in installed_lessons().values()}


def write_lesson(imported: Imported, parent: Path) -> Path:
    """Make a lesson of the questions, a new folder in ``parent``, and return its path.

    It is whole or not there at all; raises OSError.
    """
    base = slug(imported.title) or "questions"
    with tempfile.TemporaryDirectory(prefix=".rebattre-", dir=parent) as scratch:
        made = Path(scratch) / "lesson"
        (made / CHAPTERS).mkdir(parents=True)
        write_imported(imported, made / CHAPTERS / f"{base}.{imported.language}.md")
        manifest = (
            f"title: {json.dumps(imported.title, ensure_ascii=False)}\n"
            f"languages: [{imported.language}]\nchapters:\n  - {base}\n"
        )
        write_whole(made / MANIFEST, manifest.encode("utf-8"))
        folder, rank = parent / base, 2
        while folder.exists():
            folder = parent / f"{base}-{rank}"
            rank += 1
        made.rename(folder)
    return folder


def add_to_lesson(imported: Imported, folder: Path) -> tuple[Path, bool]:
    """Write the questions as the last chapter of the lesson in ``folder``.

    Returns its path, and whether the manifest names it now: one that is written in a way
    that can't be added to is left as it is. All or nothing: raises OSError.
    """
    chapters = folder / CHAPTERS
    there = chapters.iterdir() if chapters.is_dir() else ()
    name = free_name(
        slug(imported.title) or "questions", {file.name.partition(".")[0]: 1 for file in there}
    )
    fresh = not chapters.is_dir()
    chapters.mkdir(exist_ok=True)
    target = chapters / f"{name}.{imported.language}.md"
    manifest = (folder / MANIFEST).read_bytes()
    written: list[Path] = []
    try:
        written += write_imported(imported, target)
        written.append(target)
        changed = with_chapter(manifest, name)
        if changed is not None:
            write_whole(folder / MANIFEST, changed)
    except OSError:
        for path in written:
            with contextlib.suppress(OSError):
                path.unlink()
        if fresh:
            with contextlib.suppress(OSError):
                shutil.rmtree(chapters)
        raise
    return target, changed is not None


_ITEM = re.compile(r"(?P<indent>[ \t]*)-[ \t]+\S")


def with_chapter(manifest: bytes, name: str) -> bytes | None:
    """``manifest`` with ``name`` at the end of its chapters, and nothing else changed.

    None where they are written in a way that it can't be put there.
    """
    try:
        text = manifest.decode("utf-8")
    except UnicodeDecodeError:
        return None
    lines = text.splitlines(keepends=True)
    places = [rank for rank, line in enumerate(lines) if line.startswith("chapters:")]
    if len(places) != 1:
        return None
    at = places[0]
    value = lines[at].removeprefix("chapters:").strip()
    if value.startswith("["):
        head, sign, tail = "".join(lines[at:]).partition("]")
        comma = ", " if head.partition("[")[2].strip().rstrip(",") else ""
        added = "".join(lines[:at]) + head.rstrip().removesuffix(",") + f"{comma}{name}{sign}{tail}"
    else:
        last, indent = _last_item(lines, at)
        if last is None:
            return None
        end = "\r\n" if "\r\n" in text else "\n"
        before = "".join(lines[: last + 1])
        before += "" if before.endswith("\n") else end
        added = before + f"{indent}- {name}{end}" + "".join(lines[last + 1 :])
    return added.encode("utf-8") if _chapters(added) == [*_chapters(text), name] else None


def _last_item(lines: Sequence[str], at: int) -> tuple[int | None, str]:
    """Where the last item of the list under line ``at`` stands, and how far to the right."""
    last, indent = None, ""
    for rank in range(at + 1, len(lines)):
        found = _ITEM.match(lines[rank])
        if found:
            last, indent = rank, found["indent"]
        elif lines[rank].strip() and not lines[rank].lstrip().startswith("#"):
            break
    return last, indent


def _chapters(text: str) -> list[object]:
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    record = read_record(plain, Location(MANIFEST), ProblemLog())
    found = record.get("chapters") if record is not None else None
    return list(found) if isinstance(found, Sequence) and not isinstance(found, str) else []
