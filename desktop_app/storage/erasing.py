"""Reading and erasing all that a database keeps of one learner or of one class.

What is erased can't be found any more by who opens the files: deleted rows are written
over (``secure_delete``), the file is packed, its write-ahead log emptied, and the copies
that were made before a migration or of a damaged file go with it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from desktop_app.learning.classroom.learner_record import (
    AboutLearner,
    LearnerRecord,
    Who,
    people_in,
    told_of,
    without,
)
from desktop_app.learning.classroom.names import mentions
from desktop_app.learning.school_classes import ClassEvent, register
from desktop_app.storage.schema import (
    CLASS_COLUMNS,
    COLUMNS,
    DamagedRowError,
    event_from_row,
    from_row,
    to_row,
)

_OF_LEARNERS = ("attempts", "visits", "beginnings", "schedules")
_COPIES = (".v*.*", ".damaged-*")
"""How their names go on after the stem of the database's."""


class StillReadError(sqlite3.OperationalError):
    """Somebody reads what was deleted: the log can't be emptied now."""

    sqlite_errorcode = sqlite3.SQLITE_BUSY


def people(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Everybody of whom something is kept, by name."""
    found = set(_spellings(connection))
    found |= people_in(event for _, event in _class_events(connection) if event is not None)
    return tuple(sorted(found))


def read_record(connection: sqlite3.Connection, name: str) -> LearnerRecord:
    """Everything kept of the learner ``name``; rows that were altered prove nothing."""
    connection.execute("BEGIN")
    try:
        who, names = _who(connection, name)
        marks = ", ".join("?" * len(names))
        chosen = f"SELECT {', '.join(COLUMNS)} FROM attempts WHERE learner IN ({marks})"
        attempts = []
        for row in connection.execute(f"{chosen} ORDER BY number", names):
            with suppress(DamagedRowError):
                attempts.append(from_row(row))
        visits = connection.execute(
            f"SELECT DISTINCT lesson, step FROM visits WHERE learner IN ({marks}) ORDER BY 1, 2",
            names,
        ).fetchall()
        cards: list[dict[str, object]] = []
        chosen = f"SELECT cards FROM schedules WHERE learner IN ({marks})"
        for (kept,) in connection.execute(chosen, names):
            with suppress(TypeError, ValueError, RecursionError):
                cards += [card for card in json.loads(kept) if isinstance(card, dict)]
        events = [event for _, event in _class_events(connection) if event is not None]
        classes = register(events)
        about = [(event, told_of(event, who)) for event in events]
    finally:
        connection.execute("COMMIT")
    return LearnerRecord(
        names=names,
        attempts=tuple(attempts),
        visits=tuple(visits),
        cards=tuple(cards),
        events=tuple(
            AboutLearner(event, classes[event.class_id].name, data)
            if event.class_id in classes
            else AboutLearner(event, "", data)
            for event, data in about
            if data is not None
        ),
    )


def erase_learner(connection: sqlite3.Connection, name: str) -> Who:
    """Delete within a transaction what is kept of ``name``; returns who that was."""
    who, names = _who(connection, name)
    marks = ", ".join("?" * len(names))
    changes: list[tuple[int, ClassEvent | None]] = []
    for number, event in _class_events(connection, who):
        left = without(event, who) if event is not None else None
        if left is not event or event is None:
            changes.append((number, left))
    for table in _OF_LEARNERS:
        connection.execute(f"DELETE FROM {table} WHERE learner IN ({marks})", names)
    for number, left in changes:
        if left is None:
            connection.execute("DELETE FROM class_events WHERE number = ?", (number,))
        else:
            values = ", ".join(f"{column} = ?" for column in CLASS_COLUMNS)
            connection.execute(
                f"UPDATE class_events SET {values} WHERE number = ?", (*to_row(left), number)
            )
    # Numbers are given again from the greatest that is left: nobody may be past that.
    greatest = "(SELECT coalesce(max(number), 0) FROM attempts)"
    connection.execute(f"UPDATE beginnings SET after = min(after, {greatest})")
    connection.execute(f"UPDATE schedules SET up_to = min(up_to, {greatest})")
    return who


def pack(connection: sqlite3.Connection) -> None:
    """Leave nothing in the file, nor in its log, but what can be read through SQLite.

    Raises sqlite3.Error, StillReadError among them; it can be done again.
    """
    connection.execute("VACUUM")
    busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise StillReadError("database is locked")


def erase_copies(path: Path) -> None:
    """Delete the copies that were made of the database at ``path``. Raises OSError."""
    for pattern in _COPIES:
        for copy in path.parent.glob(f"{path.stem}{pattern}"):
            copy.unlink(missing_ok=True)


def _who(connection: sqlite3.Connection, name: str) -> tuple[Who, tuple[str, ...]]:
    """The learner ``name``, and the spellings that something is kept under."""
    meant = Who(name).is_meant
    names = tuple(one for one in _spellings(connection) if meant(one))
    marks = ", ".join("?" * len(names))
    chosen = f"SELECT id FROM attempts WHERE learner IN ({marks})"
    return Who(name, frozenset(one for (one,) in connection.execute(chosen, names))), names


def _spellings(connection: sqlite3.Connection) -> Iterator[str]:
    each = " UNION ".join(f"SELECT learner FROM {table}" for table in _OF_LEARNERS)
    for (learner,) in connection.execute(f"{each} ORDER BY 1").fetchall():
        if isinstance(learner, str):
            yield learner


def _class_events(
    connection: sqlite3.Connection, who: Who | None = None
) -> Iterator[tuple[int, ClassEvent | None]]:
    """The events of classes by number; None for a row that was altered and that may still
    name ``who`` (others that were altered are passed over).
    """
    query = f"SELECT number, {', '.join(CLASS_COLUMNS)} FROM class_events ORDER BY number"
    for number, *row in connection.execute(query).fetchall():
        try:
            event = event_from_row(row)
        except DamagedRowError:
            text = str(row[CLASS_COLUMNS.index("data")])
            if who is not None and mentions(text, who.name):
                yield number, None
            continue
        if isinstance(event, ClassEvent):
            yield number, event
