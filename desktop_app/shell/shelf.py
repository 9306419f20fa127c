"""Which lessons are at hand: installed ones, those beside the application, those opened before."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from desktop_app.content.finding import lessons_in
from desktop_app.content.lesson import Lesson
from desktop_app.content.reader import read_lesson
from desktop_app.resources import installed_lessons

BESIDE = ("lessons", "lecons")
"""The folders beside the application in which lessons are looked for."""
_MOST = 100

Shelved = tuple[Path, Lesson | None]
"""A lesson and where it is; None where there is none any more, or none that can be read."""


def installed() -> list[tuple[Path, Lesson]]:
    """The lessons that come with the application."""
    return [(path, read_lesson(path)) for path in installed_lessons().values()]


def beside_and_before(opened: Iterable[Path]) -> list[Shelved]:
    """The lessons beside the application, then those ``opened`` before, each once."""
    known = {path.resolve() for path in installed_lessons().values()}
    found: list[Shelved] = []
    for path, gone_too in [*((one, False) for one in _beside()), *((one, True) for one in opened)]:
        place = _resolved(path)
        if place in known:
            continue
        known.add(place)
        lesson = _read(path)
        if lesson is not None or gone_too:
            found.append((path, lesson))
    return found


def _beside() -> list[Path]:
    """The folders and zips in a folder of lessons next to the program."""
    program = Path(sys.executable if getattr(sys, "frozen", False) else sys.argv[0])
    found: list[Path] = []
    for name in BESIDE:
        try:
            found += lessons_in(_resolved(program).parent / name)
        except OSError:
            continue
    return found[:_MOST]


def _read(path: Path) -> Lesson | None:
    try:
        lesson = read_lesson(path)
    except (OSError, ValueError):
        return None
    return lesson if lesson.chapter_ids else None


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path
