"""The files of a lesson: a folder, or one zip file. Nothing outside is ever read."""

from __future__ import annotations

import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import Protocol

from desktop_app.content.problems import Location, ProblemLog

MANIFEST = "lesson.yaml"
MAX_FILE_BYTES = 64 * 2**20
MAX_ZIP_ENTRIES = 10_000
MAX_ZIP_BYTES = 256 * 2**20
MAX_ZIP_RATIO = 200


class UnreadableFile(Exception):
    """A file that can't be had; ``code`` and ``values`` make its problem."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


class LessonFiles(Protocol):
    """Read access to the files of one lesson, by path relative to it."""

    name: str

    def exists(self, path: str) -> bool: ...

    def read(self, path: str) -> bytes:
        """The bytes of ``path``; raises :class:`UnreadableFile`."""
        ...

    def list(self, folder: str) -> list[str]:
        """The names of the files directly in ``folder``, sorted."""
        ...


class FolderFiles:
    """A lesson in a folder."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        self.name = self._root.name

    def exists(self, path: str) -> bool:
        try:
            return self._inside(path).is_file()
        except (UnreadableFile, OSError, ValueError):
            return False

    def read(self, path: str) -> bytes:
        target = self._inside(path)
        try:
            if not target.exists():
                raise UnreadableFile("missing-file", path=path)
            if not target.is_file():
                raise UnreadableFile("not-a-file", path=path)
            if target.stat().st_size > MAX_FILE_BYTES:
                raise UnreadableFile(
                    "file-too-large", path=path, limit=MAX_FILE_BYTES // 2**20
                )
            return target.read_bytes()
        except (OSError, ValueError) as error:
            detail = getattr(error, "strerror", None) or str(error)
            raise UnreadableFile("unreadable-file", path=path, detail=detail) from error

    def list(self, folder: str) -> list[str]:
        try:
            return sorted(entry.name for entry in self._inside(folder).iterdir())
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


class ZipFiles:
    """A lesson in one zip file, checked whole before anything is read from it.

    Bounds: entries, unpacked bytes, and unpacked bytes per packed byte; no link, no
    encrypted entry, no path outside. The lesson may stand in a single top folder.
    """

    def __init__(self, path: Path) -> None:
        """Raises :class:`UnreadableFile` where the archive is refused."""
        self.name = path.stem
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise UnreadableFile("bad-zip", path=path.name, detail=str(error)) from error
        entries = [info for info in self._zip.infolist() if not info.is_dir()]
        _refuse_hostile(entries)
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for info in entries:
            name = PurePosixPath(info.filename).as_posix()
            if name in self._entries:
                raise UnreadableFile("zip-duplicate", path=name)
            self._entries[name] = info
        self._prefix = self._lesson_folder()

    def _lesson_folder(self) -> str:
        if MANIFEST in self._entries:
            return ""
        tops = {name.split("/")[0] for name in self._entries if not name.startswith("__MACOSX")}
        top = next(iter(tops), "")
        return f"{top}/" if len(tops) == 1 and f"{top}/{MANIFEST}" in self._entries else ""

    def exists(self, path: str) -> bool:
        return self._prefix + path in self._entries

    def read(self, path: str) -> bytes:
        info = self._entries.get(self._prefix + path)
        if info is None:
            raise UnreadableFile("missing-file", path=path)
        if info.file_size > MAX_FILE_BYTES:
            raise UnreadableFile("file-too-large", path=path, limit=MAX_FILE_BYTES // 2**20)
        try:
            with self._zip.open(info) as stream:
                data = stream.read(info.file_size + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            EOFError,
            RuntimeError,
            NotImplementedError,
        ) as error:
            raise UnreadableFile("unreadable-file", path=path, detail=str(error)) from error
        if len(data) > info.file_size:  # the header lied about the size
            raise UnreadableFile("zip-too-large", limit=MAX_ZIP_BYTES // 2**20)
        return data

    def list(self, folder: str) -> list[str]:
        start = f"{self._prefix}{folder}/"
        names = (name[len(start) :] for name in self._entries if name.startswith(start))
        return sorted(name for name in names if "/" not in name)


def _refuse_hostile(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ZIP_ENTRIES:
        raise UnreadableFile("zip-too-many", count=len(entries), limit=MAX_ZIP_ENTRIES)
    total = 0
    for info in entries:
        path = PurePosixPath(info.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
            raise UnreadableFile("zip-outside", path=info.filename)
        if stat.S_ISLNK(info.external_attr >> 16):
            raise UnreadableFile("zip-link", path=info.filename)
        if info.flag_bits & 0x1:
            raise UnreadableFile("zip-encrypted", path=info.filename)
        total += info.file_size
        if total > MAX_ZIP_BYTES:
            raise UnreadableFile("zip-too-large", limit=MAX_ZIP_BYTES // 2**20)
        if info.file_size > 2**20 and info.file_size > MAX_ZIP_RATIO * info.compress_size:
            raise UnreadableFile("zip-ratio", path=info.filename, limit=MAX_ZIP_RATIO)


def open_files(path: Path) -> LessonFiles:
    """The files of the lesson at ``path``, folder or zip.

    Raises :class:`FileNotFoundError` where there is nothing, and
    :class:`UnreadableFile` where what is there can't be a lesson.
    """
    try:
        if path.is_dir():
            return FolderFiles(path)
        if not path.exists():
            raise FileNotFoundError(path)
        if path.name == MANIFEST:
            return FolderFiles(path.parent)
    except (OSError, ValueError) as error:
        if isinstance(error, FileNotFoundError):
            raise
        detail = getattr(error, "strerror", None) or str(error)
        raise UnreadableFile("unreadable-file", path=path.name, detail=detail) from error
    return ZipFiles(path)


def read_text(files: LessonFiles, path: str, log: ProblemLog) -> str | None:
    """The text of ``path``, UTF-8 with or without a byte-order mark.

    Line ends become ``\\n``. Anything else is reported: a file that is missing or
    can't be read, another encoding (named where it can be told), a NUL character.
    """
    try:
        data = files.read(path)
    except UnreadableFile as error:
        log.error(error.code, Location(path), **error.values)
        return None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        log.error("bad-encoding", Location(path), encoding="UTF-16", byte="0xFF")
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = error.start - (before.rfind(b"\n") + 1) + 1
        log.error(
            "bad-encoding",
            Location(path, line, column),
            encoding="Windows-1252 (Latin-1)",
            byte=f"0x{data[error.start]:02X}",
        )
        return None
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        log.error("nul-character", Location(path, line))
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")
