"""Events read out of a damaged database, page by page and row by row.

SQLite refuses a whole table once a page above it is damaged. Here every page of the file,
of its write-ahead log and of its rollback journal is looked at by itself, as *Database File
Format* (sqlite.org/fileformat2.html) describes them, and each row proves itself by its
checksum: what is returned is exactly what was once written.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

from desktop_app.storage.schema import WIDTHS, DamagedRowError, Event, event_from_row

MAGIC = b"SQLite format 3\x00"
_LOG_MAGICS = (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83")
PAGE_SIZE = 4096
"""The size of a page where the file does not say it any more."""
LARGEST_ROW = 64 * 2**20
_JOURNAL_MAGIC = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
_LEAF = 0x0D
_LOG_HEADER, _FRAME_HEADER, _JOURNAL_HEADER = 32, 24, 28
_HEADER = 100
_FORMATS, _NEWEST_SCHEMA = (1, 2), 4
"""Of the file, to read and to write it, and of its schema (sqlite.org/fileformat2.html, 1.3)."""
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
"""Serial type -> bytes of a big-endian integer."""

Page = Callable[[int], bytes | None]


def is_spoilt(database: Path, log: Path) -> bool:
    """Whether SQLite must not even open the file: it throws a log away whose beginning it
    can't read, or that stands beside an empty or an unreadable file; and it takes numbers
    of formats that nobody has written for those of a later release.
    """
    heading = _heading(log, len(_LOG_MAGICS[0]))
    if heading and heading not in _LOG_MAGICS:
        return True
    start = _heading(database, _HEADER)
    if not start:
        return bool(heading)
    if not start.startswith(MAGIC):
        return True
    formats, schema = start[18:20], int.from_bytes(start[44:48], "big")
    return bool(set(formats) - set(_FORMATS)) or schema > _NEWEST_SCHEMA


def _content(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def _heading(path: Path, length: int) -> bytes:
    """How the file at ``path`` begins; nothing where there is none."""
    if not path.exists():
        return b""
    with path.open("rb") as file:
        return file.read(length)


def recover(database: Path, log: Path, journal: Path) -> list[Event]:
    """Every event that can still be read, in the order kept.

    ``log`` and ``journal`` are the write-ahead log and the rollback journal beside the
    ``database``; each may be missing. Raises OSError where a file that is there can't be read.
    """
    data = _content(database)
    size = _page_size(data)
    frames = _frames(_content(log), size)
    written = dict(frames)  # the newest of each page
    before = _journalled(_content(journal), size)
    old = dict(before)

    def in_file(number: int) -> bytes | None:
        start = (number - 1) * size
        return data[start : start + size] if number > 0 and start + size <= len(data) else None

    def in_log(number: int) -> bytes | None:
        return written.get(number) or in_file(number)

    found: dict[str, tuple[int, Event]] = {}
    for number in range(1, len(data) // size + 2):
        # The last page may be cut short: its rows stand at its end, and are gone.
        page = in_file(number)
        if page is not None:
            _collect(found, page, number, (in_file, in_log))
    for number, page in frames:
        _collect(found, page, number, (in_log, in_file))
    for number, page in before:
        _collect(found, page, number, (lambda one: old.get(one) or in_file(one), in_file))
    return [event for _, event in sorted(found.values(), key=lambda numbered: numbered[0])]


def _collect(
    found: dict[str, tuple[int, Event]], page: bytes, number: int, others: tuple[Page, ...]
) -> None:
    start = 100 if number == 1 else 0
    if len(page) < start + 8 or page[start] != _LEAF:
        return
    (count,) = struct.unpack_from(">H", page, start + 3)
    for index in range(min(count, (len(page) - start - 8) // 2)):
        (at,) = struct.unpack_from(">H", page, start + 8 + 2 * index)
        for other in others:
            try:
                rowid, row = _cell(page, at, other)
                event = event_from_row(row)
            except (DamagedRowError, _UnreadableError, IndexError, struct.error):
                continue
            found[event.id] = (rowid, event)
            break


class _UnreadableError(Exception):
    """Bytes that are no row."""


def _cell(page: bytes, at: int, other: Page) -> tuple[int, tuple[object, ...]]:
    """The rowid and the columns after it of a table leaf's cell."""
    length, at = _varint(page, at)
    rowid, at = _varint(page, at)
    if not 0 < length <= LARGEST_ROW:
        raise _UnreadableError
    record = _payload(page, at, length, other)
    header, place = _varint(record, 0)
    types = []
    while place < header:
        kind, place = _varint(record, place)
        types.append(kind)
    if len(types) - 1 not in WIDTHS:
        raise _UnreadableError
    values = []
    for kind in types:
        value, place = _value(record, place, kind)
        values.append(value)
    return rowid, tuple(values[1:])


def _payload(page: bytes, at: int, length: int, other: Page) -> bytes:
    """The bytes of a record, those on overflow pages included."""
    usable = len(page)
    largest = usable - 35
    if length <= largest:
        return page[at : at + length]
    least = (usable - 12) * 32 // 255 - 23
    local = least + (length - least) % (usable - 4)
    local = local if local <= largest else least
    parts = [page[at : at + local]]
    (following,) = struct.unpack_from(">I", page, at + local)
    missing = length - local
    for _ in range(missing // (usable - 4) + 1):
        if missing <= 0:
            break
        overflow = other(following)
        if overflow is None:
            raise _UnreadableError
        parts.append(overflow[4 : 4 + missing])
        missing -= len(parts[-1])
        (following,) = struct.unpack_from(">I", overflow, 0)
    return b"".join(parts)


def _value(record: bytes, at: int, kind: int) -> tuple[object, int]:
    if kind == 0:
        return None, at
    if kind in _INTEGERS:
        end = at + _INTEGERS[kind]
        return int.from_bytes(record[at:end], "big", signed=True), end
    if kind == 7:
        return struct.unpack_from(">d", record, at)[0], at + 8
    if kind in (8, 9):
        return kind - 8, at
    end = at + (kind - 12) // 2
    if kind < 12 or not kind % 2 or end > len(record):
        raise _UnreadableError
    try:
        return record[at:end].decode("utf-8"), end
    except UnicodeDecodeError:
        raise _UnreadableError from None


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A big-endian integer of 1 to 9 bytes, and where it ends; raises IndexError."""
    value = 0
    for index in range(8):
        byte = data[at + index]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + index + 1
    return value << 8 | data[at + 8], at + 9


def _page_size(data: bytes) -> int:
    if len(data) >= 100 and data.startswith(MAGIC):
        (size,) = struct.unpack_from(">H", data, 16)
        size = 65_536 if size == 1 else size
        if 512 <= size <= 65_536 and not size & (size - 1):
            return int(size)
    return PAGE_SIZE


def _frames(log: bytes, size: int) -> list[tuple[int, bytes]]:
    """The page number and the bytes of every frame, in the order written."""
    found = []
    for at in range(_LOG_HEADER, len(log) - _FRAME_HEADER - size + 1, _FRAME_HEADER + size):
        (number,) = struct.unpack_from(">I", log, at)
        start = at + _FRAME_HEADER
        found.append((number, log[start : start + size]))
    return found


def _journalled(journal: bytes, size: int) -> list[tuple[int, bytes]]:
    """The page number and the bytes of every page in a rollback journal: as it was before
    the change that was under way (sqlite.org/fileformat2.html, 3).
    """
    if len(journal) < _JOURNAL_HEADER or not journal.startswith(_JOURNAL_MAGIC):
        return []
    (sector,) = struct.unpack_from(">I", journal, 20)
    if not 0 < sector <= len(journal):
        return []
    found = []
    at = sector
    while at + size + 8 <= len(journal):
        if at % sector == 0 and journal.startswith(_JOURNAL_MAGIC, at):
            at += sector  # another part of it begins
            continue
        (number,) = struct.unpack_from(">I", journal, at)
        if not number:  # where a part ends it is filled up to the next sector
            at += sector - at % sector
            continue
        found.append((number, journal[at + 4 : at + 4 + size]))
        at += size + 8
    return found
