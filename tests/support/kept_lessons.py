"""Chapters and tables of the shipped lessons, read once a process instead of once a test."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from desktop_app.content import lesson
from desktop_app.content.files import LessonFiles
from desktop_app.resources import resource

T = TypeVar("T")


def keep_shipped_lessons() -> None:
    """From here on, a chapter or table of a shipped lesson is read the first time only.

    What is read is frozen, and nothing changes these files during a run: most journeys open
    the same lesson, and reading it was half of what they cost.
    """
    for name in ("read_chapter", "read_heading", "read_table"):
        setattr(lesson, name, _kept(getattr(lesson, name)))


def _kept(read: Callable[..., T]) -> Callable[..., T]:
    known: dict[tuple[object, ...], T] = {}
    shipped = resource("lessons").resolve()

    def reading(files: LessonFiles, *names: str | Sequence[str]) -> T:
        root = getattr(files, "_root", shipped)
        if root.parent != shipped:
            return read(files, *names)
        key = (root, *names)
        if key not in known:
            known[key] = read(files, *names)
        return known[key]

    return reading
