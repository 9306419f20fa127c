"""A lesson in one zip file: bounded, and checked whole before anything is read."""

from __future__ import annotations

import os
import stat
import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path, PurePosixPath

from desktop_app.content.files import MANIFEST, MAX_FILE_BYTES, UnreadableFile, readable_name

MAX_ZIP_ENTRIES = 10_000
MAX_ZIP_BYTES = 256 * 2**20
MAX_ZIP_RATIO = 200
IN_MEMORY = 16 * 2**20


class ZipFiles:
    """A lesson in one zip file, checked whole before anything is read from it.

    Bounds: entries, unpacked bytes, and unpacked bytes per packed byte; no link, no
    encrypted entry, no path outside. The lesson may stand in a single top folder.
    """

    def __init__(self, path: Path) -> None:
        """Raises :class:`UnreadableFile` where the archive is refused."""
        self.name = readable_name(path.stem)
        try:
            _refuse_long_directory(path)
            self._zip = zipfile.ZipFile(_source(path))
        except _ZIP_ERRORS as error:
            raise UnreadableFile("bad-zip", path=path.name, detail=str(error)) from error
        entries = self._zip.infolist()
        _refuse_hostile(entries)
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for info in entries:
            if info.filename.endswith(("/", "\\")):
                continue
            name = _entry_path(info).as_posix()
            if name in self._entries:
                raise UnreadableFile("zip-duplicate", path=name)
            self._entries[name] = info
        self._prefix = self._lesson_folder()

    def _lesson_folder(self) -> str:
        if MANIFEST in self._entries:
            return ""
        paths = (PurePosixPath(name) for name in self._entries)
        tops = [path.parts[0] for path in paths if path.parts[1:] == (MANIFEST,)]
        return f"{tops[0]}/" if len(tops) == 1 else ""

    def exists(self, path: str) -> bool:
        return self._prefix + path in self._entries

    def read(self, path: str) -> bytes:
        info = self._entries.get(self._prefix + path)
        if info is None:
            raise UnreadableFile("missing-file", path=path)
        if max(info.file_size, info.compress_size) > MAX_FILE_BYTES:
            raise UnreadableFile("file-too-large", path=path, limit=MAX_FILE_BYTES // 2**20)
        try:
            with self._zip.open(info) as stream:
                data = stream.read(info.file_size + 1)
        except _ZIP_ERRORS as error:
            raise UnreadableFile("unreadable-file", path=path, detail=str(error)) from error
        if len(data) > info.file_size:  # the header lied about the size
            raise UnreadableFile("zip-too-large", limit=MAX_ZIP_BYTES // 2**20)
        return data

    def list(self, folder: str) -> list[str]:
        start = f"{self._prefix}{folder}/"
        names = (name[len(start) :] for name in self._entries if name.startswith(start))
        return sorted(name for name in names if "/" not in name and not name.startswith("."))


def _source(path: Path) -> Path | BytesIO:
    """What to read from: a small archive is read at once, and can be replaced while it is open."""
    return BytesIO(path.read_bytes()) if path.stat().st_size <= IN_MEMORY else path


_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    ValueError,
    LookupError,
    OverflowError,
    RuntimeError,
    NotImplementedError,
)
"""What zipfile raises of archives that are cut, mangled or made to harm."""

_END = b"PK\x05\x06"
_END_LENGTH = 22
_END_64_LENGTHS = 20 + 56
_DIRECTORY_ENTRY_BYTES = 512


def _refuse_long_directory(path: Path) -> None:
    """Refuse an endless list of entries before zipfile, which has no bound, reads it."""
    with path.open("rb") as stream:
        size = stream.seek(0, os.SEEK_END)
        stream.seek(max(size - 2**16 - _END_LENGTH - _END_64_LENGTHS, 0))
        tail = stream.read()
    start = len(tail) - _END_LENGTH
    if start < 0 or not (tail.startswith(_END, start) and tail.endswith(b"\0\0")):
        start = tail.rfind(_END)
    if start < 0 or start + _END_LENGTH > len(tail):
        return  # no zip at all, as zipfile is going to say
    count, length = struct.unpack_from("<HL", tail, start + 10)
    start -= _END_64_LENGTHS
    if start >= 0 and tail.startswith(b"PK\x06\x06", start):
        count, length = struct.unpack_from("<QQ", tail, start + 32)
    if length > MAX_ZIP_ENTRIES * _DIRECTORY_ENTRY_BYTES:
        raise UnreadableFile("zip-too-many", count=max(count, length // 46), limit=MAX_ZIP_ENTRIES)


def _entry_path(info: zipfile.ZipInfo) -> PurePosixPath:
    return PurePosixPath(info.filename.replace("\\", "/"))


def _refuse_hostile(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ZIP_ENTRIES:
        raise UnreadableFile("zip-too-many", count=len(entries), limit=MAX_ZIP_ENTRIES)
    total = 0
    for info in entries:
        path = _entry_path(info)
        first = path.parts[0] if path.parts else ""
        if path.is_absolute() or ".." in path.parts or ":" in first or not info.filename:
            raise UnreadableFile("zip-outside", path=info.filename)
        if stat.S_ISLNK(info.external_attr >> 16):
            raise UnreadableFile("zip-link", path=info.filename)
        if info.flag_bits & 0x1:
            raise UnreadableFile("zip-encrypted", path=info.filename)
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            # The other methods unpack without a bound on what one read returns.
            raise UnreadableFile("zip-method", path=info.filename)
        total += info.file_size
        if total > MAX_ZIP_BYTES:
            raise UnreadableFile("zip-too-large", limit=MAX_ZIP_BYTES // 2**20)
        if info.file_size > 2**20 and info.file_size > MAX_ZIP_RATIO * info.compress_size:
            raise UnreadableFile("zip-ratio", path=info.filename, limit=MAX_ZIP_RATIO)
