"""What a lesson takes in from other formats: questions, written as a chapter."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_app.content.collecting import no_collection
from desktop_app.content.encoding import decode
from desktop_app.content.problems import Location, Problem, ProblemLog
from desktop_app.quiz.exchange.chapter_writing import write_chapter
from desktop_app.quiz.exchange.collection import Collection
from desktop_app.quiz.exchange.gift_reading import read_gift
from desktop_app.quiz.exchange.moodle_reading import read_moodle
from desktop_app.quiz.exchange.pictures import slug
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

    @property
    def errors(self) -> bool:
        return any(problem.is_error for problem in self.problems)


def import_questions(data: bytes, file: str, language: str, prefix: str = "") -> Imported:
    """The questions of a GIFT or Moodle XML file as a chapter in ``language``.

    ``file`` names what was read; the names of pictures open with ``prefix``.
    """
    log = ProblemLog()
    stem = Path(file).stem
    title = " ".join(stem.replace("_", " ").split()) or "Questions"
    with no_collection():
        collection = _read(data, file, language, (title, slug(prefix) or slug(stem)), log)
        count = len(collection.questions) if collection else 0
        if collection is None or not (count or collection.sections):
            if not any(problem.is_error for problem in log):
                log.error("no-question-found", Location(file))
            return Imported("", {}, 0, log.frozen())
        return Imported(write_chapter(collection), collection.pictures, count, log.frozen())


def _read(
    data: bytes, file: str, language: str, names: tuple[str, str], log: ProblemLog
) -> Collection | None:
    if len(data) > MAX_BYTES:
        log.error("file-too-large", Location(file), path=file, limit=MAX_BYTES // 2**20)
        return None
    if _XML.match(data) or file.lower().endswith(".xml"):
        return read_moodle(data, file, language, *names, log)
    text = decode(data, file, log)
    return None if text is None else read_gift(text, file, language, *names, log)


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
