"""The tables of the database of attempts, and the way from each version to the next."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from functools import cache

from desktop_app.learning.attempts import Attempt, Kind

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
_CHECKSUM = COLUMNS.index("checksum")
_REAL = tuple(map(COLUMNS.index, ("score", "seconds", "share")))
_WIDTHS = (_CHECKSUM + 1, len(COLUMNS))
"""How many columns a row has: one of the first versions, or of this one."""

Row = tuple[object, ...]


class DamagedRowError(ValueError):
    """A row is not what was written."""


def migrate(connection: sqlite3.Connection, version: int) -> None:
    """Bring an open transaction's database from ``version`` to the newest."""
    for statements in MIGRATIONS[version:]:
        for statement in statements:
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")


def to_row(attempt: Attempt) -> Row:
    """``attempt`` as the columns of its row."""
    values = (
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
        attempt.at.astimezone(UTC).isoformat(timespec="microseconds"),
        attempt.language,
    )
    added = (
        attempt.share if attempt.share is None else float(attempt.share),
        attempt.tries,
        attempt.hints,
    )
    return (*values, _checksum((*values, *added)), *added)


def from_row(row: Sequence[object]) -> Attempt:
    """The attempt of a row of :data:`COLUMNS`, or of those that the first versions wrote.

    Raises DamagedRowError where it is not as it was written.
    """
    values = [
        float(value) if index in _REAL and isinstance(value, int) else value
        for index, value in enumerate(row)
    ]
    if len(values) not in _WIDTHS:
        raise DamagedRowError(row[0] if row else "")
    checksum, added = values[_CHECKSUM], values[_CHECKSUM + 1 :]
    del values[_CHECKSUM:]
    # A row of the first versions has nothing there, on the disk or as SQLite reads it.
    if all(value is None for value in added):
        added = []
    if checksum != _checksum([*values, *added]):
        raise DamagedRowError(row[0] if row else "")
    try:
        *texts, score, certainty, misconceptions, seconds, at, language = values
        share, tries, hints = added or (None, 1, 0)
        (id_, learner, session, lesson, question, version, kind, answer) = map(_text, texts)
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
    except (TypeError, ValueError, RecursionError) as error:
        raise DamagedRowError(str(error)) from error


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
