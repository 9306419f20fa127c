"""Tells when the files of a lesson are saved, however the editor saves them.

It looks, again and again, off the interface's thread. The system's own notices would come a
little sooner, but not at all from a network folder, where many lessons are kept; and they hold
folders open that an author may want to rename.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.ui.common.jobs import JobRunner, in_own_thread

INTERVAL = 500
"""Milliseconds between two looks at a lesson that is quickly looked through."""
QUIET = 250
"""Milliseconds without a change after which what was saved is taken for whole."""
SHARE = 50
"""At most one part in so many of the time goes to looking: a slow share is not kept busy."""
LONGEST = 30_000
_MOST_FILES, _DEEPEST = 1_000, 5

Stamps = dict[str, tuple[int, int, int]]
"""Of each file, when it was written, its size and which one it is."""


@dataclass(frozen=True)
class _Look:
    stamps: Stamps
    seconds: float


class LessonWatcher(QObject):
    """``changed`` tells that a file is there, gone or other than it was, once for a save."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._known: Stamps | None = None
        self._seen: Stamps = {}
        self._jobs = JobRunner(self, in_own_thread)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)

    def watch(self, path: Path | None) -> None:
        """Follow the lesson at ``path``, a folder or a zip; None follows none."""
        self._timer.stop()
        self._jobs.cancel_all()
        self._path, self._known = path, None
        self._look()

    def _look(self) -> None:
        path = self._path
        if path is not None:
            self._jobs.start("look", lambda _: _look_at(path), self._compare)

    def _compare(self, look: _Look) -> None:
        found = look.stamps
        if self._known is None:
            self._known = found
        settled = found == self._seen
        self._seen = found
        # With nothing there, it is being replaced.
        is_new = bool(found) and found != self._known
        wait = min(max(INTERVAL, int(look.seconds * 1000 * SHARE)), LONGEST)
        self._timer.start(QUIET if is_new and not settled else wait)
        if is_new and settled:
            self._known = found
            self.changed.emit()


def _look_at(path: Path) -> _Look:
    start = time.perf_counter()
    stamps: Stamps = {}
    for name, told in _files_under(str(path), _DEEPEST):
        stamps[name] = (told.st_mtime_ns, told.st_size, told.st_ino)
        if len(stamps) >= _MOST_FILES:
            break
    return _Look(stamps, time.perf_counter() - start)


def _files_under(path: str, depth: int) -> Iterator[tuple[str, os.stat_result]]:
    """The files of a lesson, in order, or the one that it is."""
    try:
        entries = sorted(os.scandir(path), key=lambda entry: entry.name)
    except NotADirectoryError:
        with suppress(OSError):
            yield path, os.stat(path)
        return
    except OSError:  # gone, or not to be had now
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name.endswith("~"):
            continue
        with suppress(OSError):  # gone meanwhile
            if not entry.is_dir():
                yield entry.path, os.stat(entry.path)
            elif depth > 1:
                yield from _files_under(entry.path, depth - 1)
