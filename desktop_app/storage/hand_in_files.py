"""Hand-ins as files: written to any folder, and read from a folder full of them."""

from __future__ import annotations

import os
import re
import stat
import zlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile, ZipInfo

from desktop_app.content.collecting import rare_collection
from desktop_app.learning.classroom.collection import FoundFile
from desktop_app.learning.classroom.hand_in import (
    LARGEST,
    START,
    SUFFIX,
    Flaw,
    HandIn,
    Reading,
    is_hand_in,
    read_hand_in,
    to_bytes,
)
from desktop_app.storage.files import remove_leftovers, write_whole

DEEPEST = 8
"""Folders within folders that are looked into: a learning platform makes one a student."""
MOST_FILES = 20_000
READERS = 8
"""Files read at a time: on a share, what takes the time is waiting."""
_NAME_BYTES = 60

Progress = Callable[[int, int], None]
"""Told how many files of how many are read; may raise, to end it."""


class NotKeptError(OSError):
    """What was written is not what can be read back."""


@dataclass(frozen=True)
class _Entry:
    path: Path
    name: str
    kind: str
    """``file``, ``member``, ``link`` or ``unreadable``."""
    error: str = ""
    archive: ZipFile | None = None
    """Where it is a member, what of."""
    member: ZipInfo | None = None


def file_name(hand_in: HandIn) -> str:
    """The name of the file: lesson, learner, day, and a part of its id, so that no two
    hand-ins ever have the same. Nothing in it means anything to a file system.
    """
    return f"{_whose(hand_in)}{hand_in.at.date().isoformat()}_{hand_in.id[:8]}{SUFFIX}"


def write_hand_in(folder: Path, hand_in: HandIn, code: str = "") -> Path:
    """Write ``hand_in`` into ``folder``, signed with the ``code`` of a class; returns the
    file. When this returns it is there whole, and was read back; what an earlier try of
    the same student left half-written is gone.

    Raises OSError where it can't be written; nothing is left of it then.
    """
    path = folder / file_name(hand_in)
    data = to_bytes(hand_in, code)
    write_whole(path, data)
    if path.read_bytes() != data:  # a key that was pulled out, a share that lies
        path.unlink(missing_ok=True)
        raise NotKeptError(str(path))
    any_day = rf"{re.escape(_whose(hand_in))}[\d-]{{10}}_[0-9a-f]{{8}}{re.escape(SUFFIX)}"
    remove_leftovers(path, re.compile(any_day))
    return path


def read_folder(
    folder: Path, codes: Iterable[str] = (), told: Progress | None = None
) -> tuple[FoundFile, ...]:
    """What there is in ``folder``, the folders and the zips in it, without following links.

    ``codes`` are those of the classes known here. Raises OSError where the folder itself
    can't be read, and whatever ``told`` raises.
    """
    known = tuple(codes)
    found: list[FoundFile] = []
    with rare_collection(), ExitStack() as opened:
        entries = list(_entries(folder, opened))
        with _Readers() as readers:
            for one in readers.map(lambda entry: _read(entry, known), entries):
                found.append(one)
                if told is not None:
                    told(len(found), len(entries))
    return tuple(found)


def hand_ins_by(folder: Path, meant: Callable[[str], bool]) -> dict[str, bytes]:
    """The files in ``folder`` that say that a learner whose name is ``meant`` handed them in,
    altered ones too, by a name each that is good in any folder. Raises OSError where the
    folder, or one of its files, can't be read: nothing is left out in silence.
    """
    found: dict[str, bytes] = {}
    with ExitStack() as opened:
        for entry in _entries(folder, opened):
            if entry.kind == "unreadable":
                raise OSError(0, entry.error, str(entry.path))
            data = _content_of(entry) if entry.kind != "link" else b""
            hand_in = read_hand_in(data).hand_in
            if hand_in is not None and meant(hand_in.learner):
                name = re.sub(r"[/\\]", "_", entry.name)
                while name in found:
                    name = f"_{name}"
                found[name] = data
    return found


class _Readers(ThreadPoolExecutor):
    """Threads that nobody waits for once the reading was called off."""

    def __init__(self) -> None:
        super().__init__(READERS, thread_name_prefix="hand-ins")

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.shutdown(wait=kind is None, cancel_futures=True)


def _entries(folder: Path, opened: ExitStack) -> Iterator[_Entry]:
    """Every file below ``folder`` that is not hidden, by name, and what is no file; the zips
    are open as long as ``opened`` is. Errors of its own are words of the catalogue.
    """
    waiting = [(folder, "", 0)]
    count = 0
    while waiting:
        place, prefix, depth = waiting.pop()
        try:
            with os.scandir(place) as scan:
                entries = sorted(scan, key=lambda entry: entry.name)
        except OSError as error:
            if not depth:
                raise
            yield _Entry(place, prefix.rstrip("/"), "unreadable", error.strerror or "")
            continue
        for entry in entries:
            if entry.name.startswith("."):  # half-written files, and the system's own
                continue
            name = f"{prefix}{_shown(entry.name)}"
            if entry.is_dir(follow_symlinks=False):
                if depth < DEEPEST:
                    waiting.append((Path(entry.path), f"{name}/", depth + 1))
                else:
                    yield _Entry(Path(entry.path), name, "unreadable", "folder-too-deep")
                continue
            kind = "file" if entry.is_file(follow_symlinks=False) else "link"
            found = [_Entry(Path(entry.path), name, kind)]
            if kind == "file" and name.lower().endswith(".zip"):
                found = _members(Path(entry.path), name, opened)
            count += len(found)
            if count > MOST_FILES:
                yield _Entry(Path(entry.path), name, "unreadable", "too-many-files")
                return
            yield from found


def _members(path: Path, name: str, opened: ExitStack) -> list[_Entry]:
    """The files in a zip: a learning platform gives all that was handed in as one."""
    try:
        archive = opened.enter_context(ZipFile(path))
    except OSError as error:
        return [_Entry(path, name, "unreadable", error.strerror or "")]
    except (BadZipFile, ValueError, NotImplementedError):  # the last: of a later kind of zip
        return [_Entry(path, name, "unreadable", "archive-damaged")]
    found = []
    for member in archive.infolist():
        parts = member.filename.split("/")
        hidden = any((part[:1] == "." and part.strip(".")) or part == "__MACOSX" for part in parts)
        if not member.is_dir() and not hidden:
            shown = f"{name}/{_shown(member.filename)}"
            found.append(_Entry(path, shown, "member", archive=archive, member=member))
    return found


def _read(entry: _Entry, codes: tuple[str, ...]) -> FoundFile:
    if entry.kind not in ("file", "member"):
        return FoundFile(entry.name, None, entry.error)
    try:
        data = _content_of(entry)
    except OSError as error:
        return FoundFile(entry.name, None, error.strerror or type(error).__name__)
    reading = read_hand_in(data, codes)
    if reading.flaw is Flaw.FOREIGN and entry.name.lower().endswith(SUFFIX):
        reading = Reading(None, Flaw.DAMAGED)  # it has the name of one
    return FoundFile(entry.name, reading)


def _content_of(entry: _Entry) -> bytes:
    """The file, or its beginning where it is no hand-in. Raises OSError."""
    if entry.archive is None or entry.member is None:
        return _content(entry.path)
    try:
        with entry.archive.open(entry.member) as file:
            return _of_hand_in(file)
    # A wrong sum, a password, a packing that is not known: each has an exception of its own.
    except (BadZipFile, RuntimeError, EOFError, ValueError, zlib.error) as error:
        raise OSError(0, "archive-damaged", entry.name) from error


def _of_hand_in(file: IO[bytes]) -> bytes:
    start = file.read(START)
    return start + file.read(LARGEST) if is_hand_in(start) else start


def _content(path: Path) -> bytes:
    """The file, or its beginning where it is no hand-in; a link is not followed."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    descriptor = os.open(path, flags | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return b""
        return _of_hand_in(file)


def _whose(hand_in: HandIn) -> str:
    """What the names of all files of a student at a lesson begin with."""
    parts = (_plain(hand_in.lesson), _plain(hand_in.learner))
    return "".join(f"{part}_" for part in parts if part)


def _plain(text: str) -> str:
    """``text`` as a part of a file's name, on any system."""
    kept = re.sub(r"[^\w-]+", "-", text).strip("-_")
    while len(kept.encode("utf-8", "replace")) > _NAME_BYTES:
        kept = kept[:-1]
    return kept


def _shown(name: str) -> str:
    """A file's name as text that can be written anywhere."""
    return name.encode("utf-8", "replace").decode("utf-8")
