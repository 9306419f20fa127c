"""The tables of the database of events, and the way from each version to the next."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from functools import cache

from desktop_app.learning.attempts import Attempt, Kind
from desktop_app.learning.school_classes import ClassEvent

APPLICATION_ID = 0x52424C43
"""Tells this database from any other SQLite file (``RBLC``)."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        # The log. Rows are added, in the order of ``number``, and never changed.
        """CREATE TABLE attempts (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            learner TEXT NOT NULL,
            session TEXT NOT NULL,
            lesson TEXT NOT NULL,
            question TEXT NOT NULL,
            version TEXT NOT NULL,
            kind TEXT NOT NULL,
            answer TEXT NOT NULL,
            score REAL,
            certainty INTEGER,
            misconceptions TEXT NOT NULL,
            seconds REAL NOT NULL,
            at TEXT NOT NULL,
            language TEXT NOT NULL,
            checksum INTEGER NOT NULL
        )""",
    ),
    (
        # The steps seen; from which attempt on a lesson was begun again; and the review
        # schedule as far as it was computed from the log.
        """CREATE TABLE visits (
            learner TEXT NOT NULL,
            lesson TEXT NOT NULL,
            step TEXT NOT NULL,
            PRIMARY KEY (learner, lesson, step)
        ) WITHOUT ROWID""",
        """CREATE TABLE beginnings (
            learner TEXT NOT NULL,
            lesson TEXT NOT NULL,
            after INTEGER NOT NULL,
            PRIMARY KEY (learner, lesson)
        ) WITHOUT ROWID""",
        """CREATE TABLE schedules (
            learner TEXT PRIMARY KEY,
            algorithm INTEGER NOT NULL,
            up_to INTEGER NOT NULL,
            cards TEXT NOT NULL
        ) WITHOUT ROWID""",
    ),
    (
        # What happened to classes: a log as that of the attempts, in which rows are deleted
        # only with their class.
        """CREATE TABLE class_events (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            class TEXT NOT NULL,
            kind TEXT NOT NULL,
            data TEXT NOT NULL,
            at TEXT NOT NULL,
            checksum INTEGER NOT NULL
        )""",
    ),
    (
        # How much was right, whatever it earned; which try it was; how many hints it took.
        "ALTER TABLE attempts ADD COLUMN share REAL",
        "ALTER TABLE attempts ADD COLUMN tries INTEGER",
        "ALTER TABLE attempts ADD COLUMN hints INTEGER",
    ),
)
"""The statements that lead to version 1, 2, …"""
VERSION = len(MIGRATIONS)

COLUMNS = (
    "id",
    "learner",
    "session",
    "lesson",
    "question",
    "version",
    "kind",
    "answer",
    "score",
    "certainty",
    "misconceptions",
    "seconds",
    "at",
    "language",
    "checksum",
    "share",
    "tries",
    "hints",
)
"""The columns of ``attempts`` after its number."""
FIRST_COLUMNS = COLUMNS[: COLUMNS.index("checksum") + 1]
"""Those of the rows that were written before version 4."""
CLASS_COLUMNS = ("id", "class", "kind", "data", "at", "checksum")
"""Those of ``class_events``."""
WIDTHS = (len(COLUMNS), len(FIRST_COLUMNS), len(CLASS_COLUMNS))
"""By its number of columns a row of a log says of which it is."""
_REAL = tuple(map(COLUMNS.index, ("score", "seconds", "share")))

Row = tuple[object, ...]
Event = Attempt | ClassEvent
"""What is kept for good."""


class DamagedRowError(ValueError):
    """A row is not what was written."""


def migrate(connection: sqlite3.Connection, version: int) -> None:
    """Bring an open transaction's database from ``version`` to the newest."""
    for statements in MIGRATIONS[version:]:
        for statement in statements:
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")


def insert(connection: sqlite3.Connection, events: Iterable[Event]) -> None:
    """Add to an open transaction what is not there yet."""
    kept = list(events)
    for table, columns, type_ in (
        ("attempts", COLUMNS, Attempt),
        ("class_events", CLASS_COLUMNS, ClassEvent),
    ):
        connection.executemany(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))}) "
            "ON CONFLICT (id) DO NOTHING",
            (to_row(event) for event in kept if isinstance(event, type_)),
        )


def to_row(event: Event) -> Row:
    """``event`` as the columns of its row."""
    if isinstance(event, Attempt):
        values, added = _of_attempt(event), _added(event)
        return (*values, _checksum((*values, *added)), *added)
    values = _of_class_event(event)
    return (*values, _checksum(values))


def _of_attempt(attempt: Attempt) -> Row:
    return (
        attempt.id,
        attempt.learner,
        attempt.session,
        attempt.lesson,
        attempt.question,
        attempt.version,
        str(attempt.kind),
        attempt.answer,
        attempt.score if attempt.score is None else float(attempt.score),
        attempt.certainty,
        json.dumps(attempt.misconceptions, ensure_ascii=False),
        float(attempt.seconds),
        _moment(attempt.at),
        attempt.language,
    )


def _added(attempt: Attempt) -> Row:
    """What stands after the checksum: columns that were added later."""
    share = attempt.share if attempt.share is None else float(attempt.share)
    return (share, attempt.tries, attempt.hints)


def _of_class_event(event: ClassEvent) -> Row:
    return (event.id, event.class_id, event.kind, event.data, _moment(event.at))


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def from_row(row: Sequence[object]) -> Attempt:
    """The attempt of a row of :data:`COLUMNS`.

    Raises DamagedRowError where it is not as it was written.
    """
    event = event_from_row(row)
    if not isinstance(event, Attempt):
        raise DamagedRowError(event.id)
    return event


def event_from_row(row: Sequence[object]) -> Event:
    """The event of a row of :data:`COLUMNS`, :data:`FIRST_COLUMNS` or :data:`CLASS_COLUMNS`.

    Raises DamagedRowError where it is not as it was written.
    """
    is_attempt = len(row) != len(CLASS_COLUMNS)
    real = _REAL if is_attempt else ()
    values = [
        float(value) if index in real and isinstance(value, int) else value
        for index, value in enumerate(row)
    ]
    if len(values) not in WIDTHS:
        raise DamagedRowError(row[0] if row else "")
    place = len(FIRST_COLUMNS if is_attempt else CLASS_COLUMNS) - 1
    checksum, added = values[place], values[place + 1 :]
    # In a row of before they were added nothing stands there, however it is read.
    added = [] if all(value is None for value in added) else added
    values = values[:place]
    if checksum != _checksum([*values, *added]):
        raise DamagedRowError(row[0])
    try:
        return _attempt(values, added or (None, 1, 0)) if is_attempt else _class_event(values)
    except (TypeError, ValueError, RecursionError) as error:
        raise DamagedRowError(str(error)) from error


def _attempt(values: Sequence[object], added: Sequence[object]) -> Attempt:
    *texts, score, certainty, misconceptions, seconds, at, language = values
    (id_, learner, session, lesson, question, version, kind, answer) = map(_text, texts)
    share, tries, hints = added
    return Attempt(
        id=id_,
        learner=learner,
        session=session,
        lesson=lesson,
        question=question,
        version=version,
        kind=Kind(kind),
        answer=answer,
        score=score if isinstance(score, float) else None,
        certainty=certainty if isinstance(certainty, int) else None,
        misconceptions=tuple(map(_text, json.loads(_text(misconceptions)))),
        seconds=seconds if isinstance(seconds, float) else 0.0,
        at=datetime.fromisoformat(_text(at)),
        language=_text(language),
        share=share if isinstance(share, float) else None,
        tries=_count(tries),
        hints=_count(hints),
    )


def _class_event(values: Sequence[object]) -> ClassEvent:
    id_, class_id, kind, data, at = map(_text, values)
    return ClassEvent(id_, class_id, kind, data, datetime.fromisoformat(at))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _count(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(value)
    return value


def _checksum(values: Sequence[object]) -> int:
    """A CRC-32 over the values: SQLite finds damaged pages, but no changed letter."""
    return zlib.crc32(json.dumps(values, ensure_ascii=True).encode("ascii"))


def structure(connection: sqlite3.Connection) -> frozenset[str]:
    """The statements that made the tables there are."""
    rows = connection.execute("SELECT CAST(sql AS BLOB) FROM sqlite_master WHERE sql IS NOT NULL")
    return frozenset(sql.decode(errors="replace") for (sql,) in rows)


@cache
def structures() -> tuple[frozenset[str], ...]:
    """The structure of each version, from that of an empty file on."""
    found = [frozenset[str]()]
    with closing(sqlite3.connect(":memory:")) as connection:
        for statements in MIGRATIONS:
            for statement in statements:
                connection.execute(statement)
            found.append(structure(connection))
    return tuple(found)
