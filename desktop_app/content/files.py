"""The files of a lesson: how they are had, and from a folder. Nothing outside is read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Protocol

MANIFEST = "lesson.yaml"
MAX_FILE_BYTES = 64 * 2**20


class UnreadableFile(Exception):  # noqa: N818 - it is the file that is wrong
    """A file that can't be had; ``code`` and ``values`` make its problem."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


class LessonFiles(Protocol):
    """Read access to the files of one lesson, by path relative to it."""

    name: str

    def exists(self, path: str) -> bool:
        """Whether something stands at ``path``, readable or not."""
        ...

    def read(self, path: str) -> bytes:
        """The bytes of ``path``; raises :class:`UnreadableFile`."""
        ...

    def list(self, folder: str) -> list[str]:
        """The names of what stands directly in ``folder``, hidden files aside, sorted."""
        ...


def readable_name(name: str) -> str:
    """``name`` as it can be kept and shown, also where its bytes are in another encoding."""
    return "".join("\ufffd" if "\ud800" <= sign <= "\udfff" else sign for sign in name)


class FolderFiles:
    """A lesson in a folder."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        self.name = readable_name(self._root.name)

    def exists(self, path: str) -> bool:
        try:
            return os.path.lexists(self._root / path)
        except (OSError, ValueError):
            return False

    def read(self, path: str) -> bytes:
        target = self._inside(path)
        try:
            if not target.exists():
                raise UnreadableFile("missing-file", path=path)
            if not target.is_file():
                raise UnreadableFile("not-a-file", path=path)
            if target.stat().st_size > MAX_FILE_BYTES:
                raise UnreadableFile("file-too-large", path=path, limit=MAX_FILE_BYTES // 2**20)
            return target.read_bytes()
        except (OSError, ValueError) as error:
            detail = getattr(error, "strerror", None) or str(error)
            raise UnreadableFile("unreadable-file", path=path, detail=detail) from error

    def list(self, folder: str) -> list[str]:
        try:
            names = (entry.name for entry in self._inside(folder).iterdir())
            return sorted(name for name in names if not name.startswith("."))
        except (OSError, ValueError, UnreadableFile):
            return []

    def _inside(self, path: str) -> Path:
        try:
            target = (self._root / path).resolve()
        except (OSError, ValueError, RuntimeError) as error:
            raise UnreadableFile("unreadable-file", path=path, detail=str(error)) from error
        if not target.is_relative_to(self._root):
            raise UnreadableFile("outside-lesson", path=path)
        return target
