"""Which lessons are at hand: installed ones, those beside the application, those opened before."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from desktop_app.content.finding import lessons_in
from desktop_app.content.lesson import Lesson
from desktop_app.content.reader import read_lesson
from desktop_app.resources import installed_lessons
from desktop_app.storage.settings import SettingsFile
from desktop_app.ui.common.jobs import JobRunner, Ticket, in_own_thread
from desktop_app.ui.common.pictures import read_image
from desktop_app.ui.library.cover import LARGEST
from desktop_app.ui.library.library_panel import LibraryPanel

BESIDE = ("lessons", "lecons")
"""The folders beside the application in which lessons are looked for."""
SOON = 50
"""Milliseconds in which lessons that were found are shown together."""


@dataclass(frozen=True)
class Shelved:
    """A lesson and where it is: ``place`` is ``path`` without links. ``lesson`` is None where
    there is none any more, or none that can be read now.
    """

    path: Path
    place: Path
    lesson: Lesson | None
    cover: QImage | None = None


class Shelf(QObject):
    """Fills ``panel``. Each lesson is read in a thread of its own and shown when it is there: a
    share may be slow, or gone.
    """

    filled = Signal()

    def __init__(self, panel: LibraryPanel, settings: SettingsFile) -> None:
        super().__init__(panel)
        self._panel = panel
        self._settings = settings
        self._jobs = JobRunner(self, in_own_thread)
        self._installed = [_shelved(path) for path in installed_lessons().values()]
        self._beside: Sequence[Shelved] = ()
        self._opened: dict[Path, Shelved] = {}
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self._show_all)
        self._show()

    def look(self) -> None:
        """Find the lessons anew; what is known of them stays on the page meanwhile."""
        self._jobs.cancel_all()
        self._jobs.start(BESIDE[0], lambda _: _beside(), self._note_beside)
        for path in self._before():
            self._jobs.start(str(path), partial(_read, path), self._note)
        self._soon.start()

    def end(self) -> None:
        """Look no more."""
        self._soon.stop()
        self._jobs.cancel_all()

    def forget(self, path: Path) -> None:
        """Take a lesson off the list of those that were opened; its files stay."""
        self._settings.save(self._settings.settings.without_recent(str(path)))
        self._show_all()

    def _before(self) -> list[Path]:
        return [Path(path) for path in self._settings.settings.recent]

    def _note_beside(self, found: Sequence[Shelved]) -> None:
        self._beside = found
        self._soon.start()

    def _note(self, found: Shelved) -> None:
        self._opened[found.path] = found
        self._soon.start()

    def _show_all(self) -> None:
        self._show()
        self.filled.emit()

    def _show(self) -> None:
        before = self._before()
        opened = [self._opened[path] for path in before if path in self._opened]
        there = _each_once((*self._installed, *self._beside, *opened))
        self._panel.show_lessons(
            [(one.path, one.lesson) for one in there if one.lesson is not None],
            [one.path for one in there if one.lesson is None],
            before,
            {one.path: one.cover for one in there if one.cover is not None},
        )


def _each_once(shelved: Iterable[Shelved]) -> Sequence[Shelved]:
    found: dict[Path, Shelved] = {}
    for one in shelved:
        found.setdefault(one.place, one)
    return tuple(found.values())


def _beside() -> Sequence[Shelved]:
    """The lessons in a folder of lessons next to the program."""
    program = Path(sys.executable if getattr(sys, "frozen", False) else sys.argv[0])
    found: list[Shelved] = []
    for name in BESIDE:
        try:
            found += map(_shelved, lessons_in(program.resolve().parent / name))
        except OSError:
            continue
    return [one for one in found if one.lesson is not None]


def _read(path: Path, _: Ticket) -> Shelved:
    return _shelved(path)


def _shelved(path: Path) -> Shelved:
    try:
        place = path.resolve()
        lesson = read_lesson(path)
    except (OSError, RuntimeError, ValueError):  # gone, a link to itself, no path at all
        return Shelved(path, path, None)
    if not lesson.chapter_ids:
        return Shelved(path, place, None)
    cover = read_image(lesson.files, lesson.cover, LARGEST) if lesson.cover else None
    return Shelved(path, place, lesson, cover)
