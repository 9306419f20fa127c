"""Which lesson is meant by a path that somebody chose or dropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from desktop_app.content.chapters import chapter_path
from desktop_app.content.files import MANIFEST

_HIGHER = 4
_MOST = 200
ZIP = ".zip"


@dataclass(frozen=True)
class FoundLesson:
    """``chapter`` is the one whose file was meant. ``several``: the names of the lessons that
    a folder holds, where that leaves open which one is meant.
    """

    path: Path
    chapter: str | None = None
    several: tuple[str, ...] = ()


def find_lesson(path: Path) -> FoundLesson:
    """The lesson at ``path``; else the one that it is a part of, or the only one that it holds.

    Where there is none of these, ``path`` as it is: reading it says what is wrong.
    """
    try:
        whole = path.resolve()
        if _is_lesson(whole):
            return FoundLesson(whole)
        if not whole.exists():
            return FoundLesson(path)
        for folder in islice(whole.parents, _HIGHER):
            if (folder / MANIFEST).is_file():
                return FoundLesson(folder, _chapter(whole, folder))
        held = lessons_in(whole) if whole.is_dir() else ()
    except (OSError, RuntimeError, ValueError):  # unreadable, a link to itself, no path at all
        return FoundLesson(path)
    if len(held) == 1:
        return FoundLesson(held[0])
    return FoundLesson(whole, several=tuple(one.name for one in held))


def lessons_in(folder: Path) -> Sequence[Path]:
    """The lessons directly in ``folder``, folders and zips; raises OSError."""
    return [one for one in islice(sorted(folder.iterdir()), _MOST) if _is_lesson(one)]


def _is_lesson(path: Path) -> bool:
    return (path / MANIFEST).is_file() or (path.suffix.lower() == ZIP and path.is_file())


def _chapter(file: Path, lesson: Path) -> str | None:
    name, _, language = file.stem.partition(".")
    inside = file.relative_to(lesson).as_posix()
    return name if inside == chapter_path(name, language) else None
