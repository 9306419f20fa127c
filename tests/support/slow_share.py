"""A home folder on a share that answers late: file by file, and in every thread.

What the interface's own thread asks of the share is written down, and answered at once: a
test would stand still otherwise, as a window would.
"""

from __future__ import annotations

import io
import os
import sqlite3
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

_OF_OS = (
    *("chmod", "fsync", "link", "listdir", "lstat", "mkdir", "open", "readlink", "remove"),
    *("rename", "replace", "rmdir", "scandir", "stat", "symlink", "truncate", "unlink", "utime"),
)


class SlowShare:
    """``folder`` and what is in it. No answer comes as long as it is :meth:`held`;
    ``waited_for`` says, with the lines that led there, what the interface's thread asked
    meanwhile.
    """

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.waited_for: list[str] = []
        self._folder = str(folder)
        self._open: set[int] = set()
        self._answers = threading.Event()
        self._answers.set()
        for name in _OF_OS:
            patch.setattr(os, name, self._slowed(name, getattr(os, name)))
        opened = self._slowed("open", io.open)
        patch.setattr(io, "open", opened)
        patch.setattr("builtins.open", opened)
        patch.setattr(sqlite3, "connect", self._connect(sqlite3.connect))

    @property
    def is_held(self) -> bool:
        return not self._answers.is_set()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Let no answer come for the time of the block."""
        self._answers.clear()
        try:
            yield
        finally:
            self._answers.set()

    def _ask(self, what: str) -> None:
        if not self.is_held:
            return
        if threading.current_thread() is threading.main_thread():
            frames = traceback.extract_stack(sys._getframe(2))
            ours = [
                f"{one.filename}:{one.lineno}" for one in frames if "desktop_app" in one.filename
            ]
            if ours:  # what a test itself looks at is its own affair
                self.waited_for.append(f"{what} from {' > '.join(ours[-3:])}")
        else:
            self._answers.wait()

    def _slowed(self, name: str, do: Callable[..., Any]) -> Callable[..., Any]:
        def slow(*arguments: Any, **options: Any) -> Any:
            if any(self._is_here(one) for one in arguments[:2]):
                self._ask(name)
            return do(*arguments, **options)

        return slow

    def _connect(self, connect: Callable[..., sqlite3.Connection]) -> Callable[..., Any]:
        share = self

        class Slow(sqlite3.Connection):
            def execute(self, *arguments: Any) -> sqlite3.Cursor:
                share._ask(f"sqlite3: {arguments[0]}")
                return super().execute(*arguments)

            def executemany(self, *arguments: Any) -> sqlite3.Cursor:
                share._ask(f"sqlite3: {arguments[0]}")
                return super().executemany(*arguments)

        def slow(database: Any, *arguments: Any, **options: Any) -> sqlite3.Connection:
            if not self._is_here(database):
                return connect(database, *arguments, **options)
            self._ask("sqlite3.connect")
            return connect(database, *arguments, factory=Slow, **options)

        return slow

    def _is_here(self, path: object) -> bool:
        if isinstance(path, str | os.PathLike):
            return os.path.abspath(os.fspath(path)).startswith(self._folder)
        return False
