"""What a student hands in: one small file with the attempts at one lesson, signed.

The file is one JSON object in UTF-8, an attempt a line, so that it can be read in any
editor. ``digest`` is the SHA-256 of everything else in it, in a canonical form (keys in
order, no blanks, ASCII): blanks, line ends and byte order marks may change on the way, no
value may. ``signature`` is an HMAC (RFC 2104) of the digest, under a key made from the
code of the class, or from none.

What that proves: that nobody changed the file in an editor. What it does not: who sat at
the computer; nor does it stop somebody who has the class's code and writes a program.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import MAXYEAR, MINYEAR, UTC, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from desktop_app.learning.attempts import Attempt, Kind
from desktop_app.learning.classroom.names import clean_name, read_code
from desktop_app.version import VERSION as APPLICATION

FORMAT = "rebattre-hand-in"
VERSION = 1
SUFFIX = ".rebattre"
LARGEST = 16 * 2**20
"""Bytes; what is larger was not written here."""
MOST_ATTEMPTS = 20_000
START = 4_096
"""Bytes at the beginning in which a file says what it is."""
_SEAL = ("digest", "signature")


@dataclass(frozen=True)
class HandIn:
    """What ``learner`` hands in of ``lesson`` at the moment ``at`` (UTC).

    ``id`` is a UUID. ``attempts`` are all of that learner at that lesson, in order.
    ``class_hint`` tells the class code that it is signed with from others, "" where none.
    """

    id: str
    learner: str
    lesson: str
    title: str
    at: datetime
    attempts: tuple[Attempt, ...]
    class_hint: str = ""

    def __post_init__(self) -> None:
        UUID(self.id)
        if not self.lesson or self.learner != clean_name(self.learner) or not self.learner:
            raise ValueError(self.learner)
        if self.at.utcoffset() != timedelta(0) or len(self.attempts) > MOST_ATTEMPTS:
            raise ValueError(self.at)
        if any((one.learner, one.lesson) != (self.learner, self.lesson) for one in self.attempts):
            raise ValueError(self.lesson)


class Flaw(StrEnum):
    """Why a file can't be counted."""

    FOREIGN = "foreign"
    """It is something else."""
    DAMAGED = "damaged"
    """It was a hand-in once, and can't be read any more."""
    NEWER = "newer"
    """A newer version of the application wrote it."""
    ALTERED = "altered"
    """It is whole, and not what the application wrote."""
    OTHER_CLASS = "other-class"
    """Whole, and signed with the code of a class that is not known here."""


@dataclass(frozen=True)
class Reading:
    """What a file holds. Most altered ones, and one of another class, can still be shown."""

    hand_in: HandIn | None
    flaw: Flaw | None = None


def new_hand_in(
    attempts: Iterable[Attempt], *, learner: str, lesson: str, title: str, at: datetime
) -> HandIn:
    """What ``learner`` hands in now: the newest of ``attempts``, if there are far too many.

    ``at`` has a time zone. Raises ValueError where the name can't be one.
    """
    some = tuple(attempts)[-MOST_ATTEMPTS:]
    return HandIn(str(uuid4()), learner, lesson, title, at.astimezone(UTC), some)


def to_bytes(hand_in: HandIn, code: str = "") -> bytes:
    """``hand_in`` as the file that is handed in, signed with the ``code`` of a class.

    Raises ValueError where that is no class code.
    """
    key = _key(code)
    data = {
        "format": FORMAT,
        "version": VERSION,
        "application": APPLICATION,
        "id": hand_in.id,
        "learner": hand_in.learner,
        "lesson": hand_in.lesson,
        "title": hand_in.title,
        "at": hand_in.at.isoformat(),
        "class": class_hint(code),
        "attempts": [attempt_data(one) for one in hand_in.attempts],
    }
    digest = _digest(data)
    sealed = {**data, "digest": digest, "signature": _signature(key, digest)}
    lines = [f"{json.dumps(name)}: {_lines(value)}" for name, value in sealed.items()]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode("utf-8")


def is_hand_in(start: bytes) -> bool:
    """Whether a file that begins so says that it is one: :data:`START` bytes are enough."""
    return f'"{FORMAT}"'.encode() in start[:START]


def read_hand_in(data: bytes, codes: Iterable[str] = ()) -> Reading:
    """The hand-in in ``data``, or what is wrong with it. Anything may be given.

    ``codes`` are those of the classes that are known here.
    """
    if not is_hand_in(data) or len(data) > LARGEST:
        return Reading(None, Flaw.DAMAGED if is_hand_in(data) else Flaw.FOREIGN)
    try:
        found = json.loads(
            data.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_refused
        )
        version = found["version"]
        if found["format"] != FORMAT or type(version) is not int:
            return Reading(None, Flaw.DAMAGED)
        if version > VERSION:
            return Reading(None, Flaw.NEWER)
        seal = {name: str(found.pop(name, "")) for name in _SEAL}
        digest = _digest(found)
    except _NOT_READ:
        return Reading(None, Flaw.DAMAGED)
    is_altered = not _is_same(digest, seal["digest"])
    try:
        hand_in = _hand_in(found)
    except _NOT_READ:  # what was written here could be read, before somebody changed it
        return Reading(None, Flaw.ALTERED if is_altered else Flaw.DAMAGED)
    if is_altered:
        return Reading(hand_in, Flaw.ALTERED)
    return Reading(hand_in, _flaw(digest, seal["signature"], hand_in.class_hint, codes))


def class_hint(code: str) -> str:
    """What tells one class code from another without being it; "" without a code."""
    if not code:
        return ""
    return hashlib.sha256(f"{FORMAT} hint {code}".encode()).hexdigest()[:6]


_NOT_READ = (
    ValueError, LookupError, TypeError, AttributeError, RecursionError, ArithmeticError,
)  # fmt: skip
"""What reading anything at all may raise."""


def _flaw(digest: str, signature: str, hint: str, codes: Iterable[str]) -> Flaw | None:
    known = {class_hint(code): code for code in ("", *codes)}
    if hint not in known:
        return Flaw.OTHER_CLASS
    wanted = _signature(_key(known[hint]), digest)
    return None if _is_same(wanted, signature) else Flaw.ALTERED


def _is_same(wanted: str, given: str) -> bool:
    return hmac.compare_digest(wanted, given.encode("ascii", "replace").decode())


def _hand_in(data: Mapping[str, Any]) -> HandIn:
    learner, lesson = _text(data["learner"]), _text(data["lesson"])
    attempts = tuple(_attempt(one, learner, lesson) for one in data["attempts"])
    return HandIn(
        id=_text(data["id"]),
        learner=learner,
        lesson=lesson,
        title=_text(data["title"]),
        at=_moment(data["at"]),
        attempts=attempts,
        class_hint=_text(data["class"]),
    )


_ONCE = ("learner", "lesson")
"""Of an attempt, what the file says once for all of them."""
_FIELDS = {one.name: one for one in fields(Attempt) if one.name not in _ONCE}


def attempt_data(one: Attempt) -> dict[str, object]:
    """An attempt as JSON holds it, without what the file says once for all of them."""
    data: dict[str, object] = {name: getattr(one, name) for name in _FIELDS}
    return {
        **data,
        "kind": str(one.kind),
        "answer": one.given,
        "misconceptions": list(one.misconceptions),
        "at": one.at.isoformat(),
    }


def _attempt(data: Mapping[str, Any], learner: str, lesson: str) -> Attempt:
    """An attempt as it is told; what an earlier version did not tell has its default."""
    given: dict[str, Any] = {
        name: read(data[name]) for name, read in _READERS.items() if name in data
    }
    return Attempt(learner=learner, lesson=lesson, **given)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _whole(value: object) -> int:
    if type(value) is not int:
        raise TypeError(value)
    return value


def _number(value: object) -> float:
    if type(value) is not int and type(value) is not float:
        raise TypeError(value)
    return float(value)


def _list_of_texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(value)
    return tuple(map(_text, value))


def _moment(value: object) -> datetime:
    """A moment that is one in every time zone."""
    found = datetime.fromisoformat(_text(value))
    if not MINYEAR < found.year < MAXYEAR:
        raise ValueError(value)
    return found


_written = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
_READERS_OF: Mapping[str, Callable[[Any], object]] = {
    "str": _text,
    "int": _whole,
    "int | None": lambda value: None if value is None else _whole(value),
    "float": _number,
    "float | None": lambda value: None if value is None else _number(value),
    "Kind": Kind,
    "tuple[str, ...]": _list_of_texts,
    "datetime": _moment,
}
_READERS = {name: _READERS_OF[str(one.type)] for name, one in _FIELDS.items()}
_READERS["answer"] = _written
"""How each part of an attempt is read; they raise TypeError or ValueError."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys are there once: what says two things says nothing."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError(pairs)
    return found


def _refused(constant: str) -> float:
    raise ValueError(constant)


def _lines(value: object) -> str:
    """``value`` in JSON; the items of a list on lines of their own."""
    if not isinstance(value, list) or not value:
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    items = (json.dumps(item, ensure_ascii=False, allow_nan=False) for item in value)
    return "[\n" + ",\n".join(items) + "\n]"


def _digest(data: Mapping[str, Any]) -> str:
    canonical = json.dumps(data, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def _key(code: str) -> bytes:
    if code and read_code(code) != code:
        raise ValueError(code)
    return hashlib.sha256(f"{FORMAT} key {code}".encode()).digest()


def _signature(key: bytes, digest: str) -> str:
    return hmac.new(key, digest.encode("ascii"), hashlib.sha256).hexdigest()
