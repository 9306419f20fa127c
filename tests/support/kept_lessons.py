"""The lessons that tests find in place, read once a process instead of once a test."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from desktop_app.content import lesson, reader
from desktop_app.content.files import LessonFiles
from desktop_app.content.lesson import Lesson
from desktop_app.content.problems import ProblemLog
from desktop_app.resources import resource

T = TypeVar("T")
_SHIPPED = resource("lessons").resolve()
_OWN = Path(__file__).resolve().parent.parent / "lessons"
_LARGE = (_OWN / "charts", _OWN / "questions")
"""Lessons of the tests that are kept too; the small ones show when something is read."""


def keep_lessons() -> None:
    """From here on, the shipped lessons and the large ones of the tests are read once only.

    What is read is frozen, and nothing changes these files during a run: most journeys open
    the same lesson, and reading it was half of what they cost.
    """
    for name in ("read_chapter", "read_heading", "read_table"):
        setattr(lesson, name, _kept(getattr(lesson, name)))
    reader._read = _kept_whole(reader._read)


def _kept(read: Callable[..., T]) -> Callable[..., T]:
    known: dict[tuple[object, ...], T] = {}

    def reading(files: LessonFiles, *names: str | Sequence[str]) -> T:
        root = _root(files)
        if root is None:
            return read(files, *names)
        key = (root, *names)
        if key not in known:
            known[key] = read(files, *names)
        return known[key]

    return reading


def _kept_whole(read: Callable[[LessonFiles, ProblemLog], Lesson]) -> Callable[..., Lesson]:
    """The same of manifest, sources and glossary; which chapters, tables and values were asked
    for is of each lesson.
    """
    known: dict[Path, Lesson] = {}

    def reading(files: LessonFiles, log: ProblemLog) -> Lesson:
        root = _root(files)
        if root is None:
            return read(files, log)
        if root not in known:
            known[root] = read(files, log)
        first = known[root]
        return replace(
            first,
            files=files,
            _chapters={},
            _guides={},
            _headings=dict(first._headings),
            _tables={},
            _columns={},
            _at_defaults={},
        )

    return reading


def _root(files: LessonFiles) -> Path | None:
    """The folder of a lesson that is kept."""
    root = getattr(files, "_root", None)
    kept = isinstance(root, Path) and (root.parent == _SHIPPED or root in _LARGE)
    return root if kept else None
