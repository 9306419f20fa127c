"""The files of a lesson: a folder, or one zip file. Nothing outside is ever read."""

from __future__ import annotations

import codecs
import os
import stat
import struct
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import Protocol

from desktop_app.content.problems import Location, ProblemLog

MANIFEST = "lesson.yaml"
MAX_FILE_BYTES = 64 * 2**20
MAX_TEXT_BYTES = 2 * 2**20
MAX_ZIP_ENTRIES = 10_000
MAX_ZIP_BYTES = 256 * 2**20
MAX_ZIP_RATIO = 200


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


class FolderFiles:
    """A lesson in a folder."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        self.name = self._root.name

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


class ZipFiles:
    """A lesson in one zip file, checked whole before anything is read from it.

    Bounds: entries, unpacked bytes, and unpacked bytes per packed byte; no link, no
    encrypted entry, no path outside. The lesson may stand in a single top folder.
    """

    def __init__(self, path: Path) -> None:
        """Raises :class:`UnreadableFile` where the archive is refused."""
        self.name = path.stem
        try:
            _refuse_long_directory(path)
            self._zip = zipfile.ZipFile(path)
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
        if not path.is_file():
            raise UnreadableFile("not-a-file", path=path.name)
    except (OSError, ValueError) as error:
        if isinstance(error, FileNotFoundError):
            raise
        detail = getattr(error, "strerror", None) or str(error)
        raise UnreadableFile("unreadable-file", path=path.name, detail=detail) from error
    return ZipFiles(path)


def read_text(
    files: LessonFiles, path: str, log: ProblemLog, limit: int = MAX_TEXT_BYTES
) -> str | None:
    r"""The text of ``path``, UTF-8 with or without a byte-order mark.

    Line ends become ``\n``. Anything else is reported: a file that is missing, can't be
    read or holds more than ``limit`` bytes, another encoding (named where it can be
    told), a NUL character.
    """
    try:
        data = files.read(path)
        if len(data) > limit:
            raise UnreadableFile("file-too-large", path=path, limit=limit // 2**20)
    except UnreadableFile as error:
        log.error(error.code, Location(path), **error.values)
        return None
    if wide := _wide_encoding(data):
        log.error("bad-encoding", Location(path), encoding=wide, byte=f"0x{data[0]:02X}")
        return None
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        cut = error.reason == "unexpected end of data"
        log.error(
            "bad-encoding",
            _end_of(data[: error.start].decode("utf-8"), path),
            encoding="" if cut else _guessed_encoding(data[error.start :]),
            byte=f"0x{data[error.start]:02X}",
        )
        return None
    before, nul, _ = text.partition("\0")
    if nul:
        log.error("nul-character", _end_of(before, path))
        return None
    return _with_line_feeds(text)


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _end_of(text: str, path: str) -> Location:
    """The place in ``path`` right after ``text``, which starts the file."""
    text = _with_line_feeds(text)
    return Location(path, text.count("\n") + 1, len(text) - text.rfind("\n"))


def _wide_encoding(data: bytes) -> str:
    """UTF-16 or UTF-32, told by its mark or by every other byte being zero; else ""."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "UTF-32"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "UTF-16"
    head = data[:2000]
    halves = (head[::2], head[1::2])
    zeros = sorted(half.count(0) / len(half) if half else 0 for half in halves)
    return "UTF-16" if zeros[1] > 0.7 and zeros[0] < 0.1 else ""


_FRENCH = frozenset("éèêëàâçîïôöùûüœæÉÈÀÇ’«»–…")
_ENCODINGS = {
    "Windows-1252 (Latin-1)": "cp1252",
    "Mac OS Roman": "mac_roman",
    "DOS (CP850)": "cp850",
}


def _guessed_encoding(data: bytes) -> str:
    """The name of the encoding that makes most sense of ``data``, "" where none does."""
    sample = data[:10_000]
    if any(byte < 32 and byte not in b"\t\n\r\f" for byte in sample):
        return ""  # no text at all
    scores = {name: _sense(sample, codec) for name, codec in _ENCODINGS.items()}
    return max(scores, key=lambda name: scores[name])


def _sense(sample: bytes, codec: str) -> float:
    """How much of what ``sample`` holds beyond ASCII is what French writes."""
    try:
        text = sample.decode(codec)
    except UnicodeDecodeError:
        return -1.0
    unusual = [character for character in text if ord(character) > 127]
    return sum(character in _FRENCH for character in unusual) / max(len(unusual), 1)
