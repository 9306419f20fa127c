"""Tells when the files of a lesson are saved, however the editor saves them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

QUIET = 300
"""Milliseconds without a change after which what was saved is taken for whole."""
_MOST_FILES, _DEEPEST = 1_000, 4
Stamps = dict[str, tuple[int, int]]


class LessonWatcher(QObject):
    """``changed`` tells that a file is there, gone or other than it was, once for a save.

    Editors that write a new file in the place of the old one, files that are deleted and
    come again, and a zip that is packed anew are all followed: folders are watched as well.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._known: Stamps = {}
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._wait)
        self._watcher.directoryChanged.connect(self._wait)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(QUIET)
        self._timer.timeout.connect(self._look)

    def watch(self, path: Path | None) -> None:
        """Follow the lesson at ``path``, a folder or a zip; None follows none."""
        self._timer.stop()
        followed = [*self._watcher.files(), *self._watcher.directories()]
        if followed:
            self._watcher.removePaths(followed)
        self._path = path
        self._known = self._follow()

    def _wait(self) -> None:
        self._timer.start()

    def _look(self) -> None:
        found = self._follow()
        if found and found != self._known:  # with nothing there, it is being replaced
            self._known = found
            self.changed.emit()

    def _follow(self) -> Stamps:
        """What every file is now; what is new among them is watched from here on."""
        if self._path is None:
            return {}
        stamps: Stamps = {}
        folders: list[str] = []
        for entry in _files_under(self._path, folders):
            with suppress(OSError):  # gone meanwhile
                told = os.stat(entry)
                stamps[entry] = (told.st_mtime_ns, told.st_size)
            if len(stamps) >= _MOST_FILES:
                break
        known = {*self._watcher.files(), *self._watcher.directories()}
        wanted = [one for one in (*folders, *stamps) if one not in known and os.path.exists(one)]
        if wanted:
            self._watcher.addPaths(wanted)
        return stamps


def _files_under(path: Path, folders: list[str]) -> Iterator[str]:
    """The files of a lesson; ``folders`` are filled with where they stand."""
    if not path.is_dir():
        folders.append(str(path.parent))
        yield str(path)
        return
    depth = len(path.parts)
    for folder, names, files in os.walk(path):
        inner = len(Path(folder).parts) - depth < _DEEPEST
        names[:] = [name for name in sorted(names) if inner and not name.startswith(".")]
        folders.append(folder)
        for name in sorted(files):
            if not name.startswith(".") and not name.endswith("~"):
                yield os.path.join(folder, name)
