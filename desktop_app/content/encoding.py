"""Text out of bytes: UTF-8, and a name for whatever else it may be."""

from __future__ import annotations

import codecs

from desktop_app.content.files import LessonFiles, UnreadableFile
from desktop_app.content.problems import Location, ProblemLog

MAX_TEXT_BYTES = 2 * 2**20


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
    return decode(data, path, log)


def decode(data: bytes, path: str, log: ProblemLog) -> str | None:
    """``data`` as :func:`read_text` reads it; ``path`` is where its problems are located."""
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
