"""Pictures on their way: what they are is told by their bytes, their names are made safe."""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata
from collections.abc import Mapping

from desktop_app.content.files import MAX_FILE_BYTES
from desktop_app.content.problems import Location, ProblemLog

FOLDER = "images"
_SIGNS = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
)
_TYPES = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "webp": "image/webp"}
_DATA = re.compile(r"data:[\w/+.-]*(?:;[\w=.-]*?)*?;base64,", re.IGNORECASE)
_LONGEST_HEAD = 200


def picture_type(data: bytes) -> str:
    """``png``, ``jpg``, ``gif`` or ``webp``, by how ``data`` starts; "" for anything else."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return next((kind for sign, kind in _SIGNS if data.startswith(sign)), "")


def data_address(data: bytes) -> str:
    """``data`` as an address that holds it whole; "" where it is no picture."""
    kind = picture_type(data)
    if not kind:
        return ""
    return f"data:{_TYPES[kind]};base64,{base64.b64encode(data).decode('ascii')}"


class PictureShelf:
    """The pictures met in a file, each kept once, under a name of its own.

    ``prefix`` opens every name, so that the pictures of two files do not meet.
    """

    def __init__(self, prefix: str, log: ProblemLog) -> None:
        self._prefix = prefix
        self._log = log
        self._by_data: dict[bytes, str] = {}
        self._kept: dict[str, bytes] = {}
        self._taken: dict[str, int] = {}
        self._refused: set[tuple[str, str, Location]] = set()

    @property
    def kept(self) -> Mapping[str, bytes]:
        """Path in the lesson -> bytes."""
        return self._kept

    def take_data(self, address: str, words: str, place: Location) -> str:
        """Keep the picture that a ``data:`` address holds; its path, "" where there is none."""
        head = _DATA.match(address[:_LONGEST_HEAD])
        if head is None:
            return self.refuse("picture-form", words, place)
        return self.take_base64(address[head.end() :], words, place)

    def take_base64(self, text: str, name: str, place: Location) -> str:
        """As :meth:`take_data`, of Base64 alone."""
        if len(text) // 4 * 3 > MAX_FILE_BYTES:
            return self.refuse("picture-size", name, place)
        try:
            data = base64.b64decode(re.sub(r"\s+", "", text), validate=True)
        except (binascii.Error, ValueError):
            return self.refuse("picture-base64", name, place)
        return self.take(data, name, place)

    def take(self, data: bytes, name: str, place: Location) -> str:
        kind = picture_type(data)
        if not kind:
            return self.refuse("picture-form", name, place)
        if data not in self._by_data:
            stem = re.split(r"[/\\]", name)[-1].rpartition(".")[0] or re.split(r"[/\\]", name)[-1]
            stem = slug(f"{self._prefix}-{stem}" if stem else self._prefix) or "picture"
            path = free_name(f"{FOLDER}/{stem}", self._taken, f".{kind}")
            self._kept[path] = data
            self._by_data[data] = path
        return self._by_data[data]

    def refuse(self, why: str, name: str, place: Location) -> str:
        if (why, name[:80], place) not in self._refused:
            self._refused.add((why, name[:80], place))
            self._log.warning("picture-left-out", place, why=why, name=name[:80])
        return ""


def free_name(base: str, taken: dict[str, int], end: str = "") -> str:
    """``base``, or ``base-2`` and so on, with ``end`` after it: what is not ``taken`` yet.

    ``taken`` remembers how far each was counted, so that a thousand of one name are quick.
    """
    found, rank = f"{base}{end}", taken.get(f"{base}{end}", 1)
    while found in taken:
        rank += 1
        taken[f"{base}{end}"] = rank
        found = f"{base}-{rank}{end}"
    taken[found] = 1
    return found


def slug(text: str, longest: int = 48) -> str:
    """``text`` as a name: small ASCII letters, digits and hyphens; "" where none is left."""
    spread = unicodedata.normalize("NFKD", text[: longest * 4].replace("œ", "oe"))
    plain = "".join(sign for sign in spread if not unicodedata.combining(sign)).lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:longest].strip("-")
