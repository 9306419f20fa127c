"""The store of attempts and classes: what it has acknowledged is on disk, whatever happens next."""

from __future__ import annotations

import json
import sqlite3
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from desktop_app.content.problems import Location, Problem, ProblemLog
from desktop_app.learning.attempts import THIS_COMPUTER, Attempt
from desktop_app.learning.classroom.learner_record import LearnerRecord, Who, without
from desktop_app.learning.review import ALGORITHM, Card, Cards
from desktop_app.learning.school_classes import ClassEvent, SchoolClass, register
from desktop_app.storage.database import Database, is_sound, transaction
from desktop_app.storage.erasing import erase_copies, erase_learner, pack, people, read_record
from desktop_app.storage.failures import StoreError, is_damage, store_error
from desktop_app.storage.schema import (
    CLASS_COLUMNS,
    COLUMNS,
    DamagedRowError,
    Event,
    event_from_row,
    from_row,
)

T = TypeVar("T")

FILE = "attempts.sqlite"
TRIES = 3
"""How often a write is tried again on a file that was replaced, or had to be mended."""


@dataclass(frozen=True)
class Schedule:
    """The cards of a learner as computed from the attempts up to number ``up_to``."""

    up_to: int = 0
    cards: Cards = field(default_factory=lambda: MappingProxyType({}))


class AttemptStore:
    """Keeps attempts and the events of classes in ``folder``. May be used from several
    threads, and by several processes at once, each with one store (SQLite's locks belong to
    a process).

    ``kept`` is False where nothing can be written there: then everything works from
    memory. ``problems`` holds what a person has to be told of; it may grow. Unless it is
    ``checked`` while it is opened, :meth:`check` has to be called soon after.
    """

    def __init__(self, folder: Path, *, checked: bool = True) -> None:
        self._path = folder / FILE
        self._lock = threading.RLock()
        self._log = ProblemLog()
        self._acknowledged: list[Event] = []
        self._database = Database(self._path, self._log, thorough=checked)

    @property
    def kept(self) -> bool:
        return self._database.kept

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self._log.frozen()

    def check(self) -> bool:
        """Look through the whole file, and mend it where it is damaged; False if it was.

        Raises StoreError where it can't be read.
        """
        before = len(self._log)
        if self.kept and not self._read(is_sound):
            with self._lock:
                try:
                    self._reopen()
                except (sqlite3.Error, OSError) as error:
                    raise store_error(error, self._path) from error
        return len(self._log) == before

    # -- writing -------------------------------------------------------------------

    def append(self, events: Iterable[Event]) -> None:
        """Keep ``events``, all or none. When this returns they are on disk.

        What is kept already (by its id) is not kept twice. Raises StoreError where it is
        not possible now.
        """
        added = tuple(events)
        with self._lock:
            self._insist(added)
            self._acknowledged.extend(added)

    def visit(self, lesson: str, steps: Iterable[str], learner: str = THIS_COMPUTER) -> None:
        """Note that ``steps`` of ``lesson`` were seen; raises StoreError."""
        rows = [(learner, lesson, step) for step in steps]
        self._note("INSERT INTO visits VALUES (?, ?, ?) ON CONFLICT DO NOTHING", rows)

    def begin_again(self, lesson: str, learner: str = THIS_COMPUTER) -> None:
        """Note that ``lesson`` starts afresh: what was seen and answered in it so far is
        no longer :meth:`since_beginning`; it stays in the log. Raises StoreError.
        """
        last, _ = self.numbered(after=sys.maxsize)
        self._note("INSERT OR REPLACE INTO beginnings VALUES (?, ?, ?)", [(learner, lesson, last)])
        self._note("DELETE FROM visits WHERE learner = ? AND lesson = ?", [(learner, lesson)])

    def keep_schedule(self, schedule: Schedule, learner: str = THIS_COMPUTER) -> None:
        """Keep what was computed from the log, to save the time; raises StoreError."""
        cards = json.dumps([_card_data(card) for card in schedule.cards.values()])
        self._note(
            "INSERT OR REPLACE INTO schedules VALUES (?, ?, ?, ?)",
            [(learner, ALGORITHM, schedule.up_to, cards)],
        )

    def purge_class(self, class_id: str) -> None:
        """Forget everything kept about a class, on the disk too; raises StoreError."""

        def delete(connection: sqlite3.Connection) -> None:
            connection.execute("DELETE FROM class_events WHERE class = ?", (class_id,))

        def left(event: Event) -> Event | None:
            gone = isinstance(event, ClassEvent) and event.class_id == class_id
            return None if gone else event

        self._erase(delete, lambda _: left)

    def purge_learner(self, name: str) -> None:
        """Forget everything kept about a learner, on the disk too, whatever the spelling of
        the ``name``; raises StoreError.
        """

        def left_by(who: Who) -> Callable[[Event], Event | None]:
            def left(event: Event) -> Event | None:
                if isinstance(event, ClassEvent):
                    return without(event, who)
                return None if who.is_meant(event.learner) else event

            return left

        self._erase(lambda connection: erase_learner(connection, name), left_by)

    def close(self, patience: float = -1) -> None:
        """Let go of the file, unless another thread still writes after ``patience`` seconds."""
        if self._lock.acquire(timeout=patience):
            try:
                self._database.close()
            finally:
                self._lock.release()

    # -- reading -------------------------------------------------------------------

    def attempts(
        self, *, learner: str | None = None, lesson: str | None = None, after: int = 0
    ) -> tuple[Attempt, ...]:
        """The attempts in the order kept: those of a learner, of a lesson, those whose
        number is greater than ``after``.
        """
        return self.numbered(learner=learner, lesson=lesson, after=after)[1]

    def numbered(
        self, *, learner: str | None = None, lesson: str | None = None, after: int = 0
    ) -> tuple[int, tuple[Attempt, ...]]:
        """As :meth:`attempts`, with the greatest number kept so far, of any learner."""
        wanted = {"learner = ?": learner, "lesson = ?": lesson}
        conditions = ["number > ?", *(text for text, value in wanted.items() if value is not None)]
        values = [after, *(value for value in wanted.values() if value is not None)]
        query = (
            f"SELECT {', '.join(COLUMNS)} FROM attempts "
            f"WHERE {' AND '.join(conditions)} ORDER BY number"
        )

        def read(connection: sqlite3.Connection) -> tuple[int, tuple[Attempt, ...]]:
            connection.execute("BEGIN")
            (last,) = connection.execute("SELECT max(number) FROM attempts").fetchone()
            rows = connection.execute(query, values).fetchall()
            connection.execute("COMMIT")
            return last or 0, tuple(_sound(rows, from_row))

        return self._read(read)

    def class_events(self, class_id: str | None = None, *kinds: str) -> tuple[ClassEvent, ...]:
        """The events of one class or of all, of some ``kinds`` or of any, in the order kept."""
        query = f"SELECT {', '.join(CLASS_COLUMNS)} FROM class_events"
        wanted = {"class = ?": [class_id] if class_id is not None else []}
        wanted[f"kind IN ({', '.join('?' * len(kinds))})"] = list(kinds)
        conditions = " AND ".join(text for text, values in wanted.items() if values)
        query += f" WHERE {conditions}" if conditions else ""
        values = [value for values in wanted.values() for value in values]
        events = _sound(self._rows(f"{query} ORDER BY number", *values), event_from_row)
        return tuple(event for event in events if isinstance(event, ClassEvent))

    def classes(self) -> Mapping[str, SchoolClass]:
        """The classes of this computer by id, in the order created; raises StoreError."""
        return register(self.class_events())

    def people(self) -> tuple[str, ...]:
        """Everybody of whom something is kept: those who worked here, and who is named in
        what is kept of classes; raises StoreError.
        """
        return self._read(people)

    def record(self, name: str) -> LearnerRecord:
        """Everything that is kept of a learner, whatever the spelling of the ``name``;
        raises StoreError.
        """
        return self._read(lambda connection: read_record(connection, name))

    def learners(self) -> tuple[str, ...]:
        """Everybody who has worked on this computer, by name."""
        query = "SELECT learner FROM attempts UNION SELECT learner FROM visits ORDER BY 1"
        return tuple(learner for (learner,) in self._rows(query) if isinstance(learner, str))

    def count(self) -> int:
        """How many attempts are kept, of all learners."""
        ((count,),) = self._rows("SELECT count(*) FROM attempts")
        return int(count)

    def since_beginning(self, lesson: str, learner: str = THIS_COMPUTER) -> tuple[Attempt, ...]:
        """The attempts at ``lesson`` since it was last begun."""
        query = "SELECT after FROM beginnings WHERE learner = ? AND lesson = ?"
        after = sum(number for (number,) in self._rows(query, learner, lesson))
        return self.attempts(learner=learner, lesson=lesson, after=after)

    def visited(self, lesson: str, learner: str = THIS_COMPUTER) -> frozenset[str]:
        """The steps of ``lesson`` that were seen."""
        query = "SELECT step FROM visits WHERE learner = ? AND lesson = ?"
        return frozenset(step for (step,) in self._rows(query, learner, lesson))

    def schedule(self, learner: str = THIS_COMPUTER) -> Schedule:
        """What was kept by :meth:`keep_schedule`; empty where it is of no use any more."""
        query = "SELECT up_to, cards FROM schedules WHERE learner = ? AND algorithm = ?"
        for up_to, kept in self._rows(query, learner, ALGORITHM):
            with suppress(TypeError, ValueError, LookupError, RecursionError):
                cards = [_card(data) for data in json.loads(kept)]
                return Schedule(up_to, MappingProxyType({card.subject: card for card in cards}))
        return Schedule()

    # -- inside --------------------------------------------------------------------

    def _erase(
        self,
        delete: Callable[[sqlite3.Connection], T],
        left_by: Callable[[T], Callable[[Event], Event | None]],
    ) -> None:
        """Delete rows for good: first from the copies of the file, so that what fails after
        can be done again. ``left_by`` tells what is left of an event, of what ``delete`` gave.
        """
        with self._lock:
            try:
                if self.kept:
                    erase_copies(self._path)
                with transaction(self._database.connection):
                    gone = delete(self._database.connection)
                left = map(left_by(gone), self._acknowledged)
                self._acknowledged = [event for event in left if event is not None]
                pack(self._database.connection)
            except (sqlite3.Error, OSError) as error:
                raise store_error(error, self._path) from error

    def _insist(self, events: Sequence[Event]) -> None:
        """Write ``events`` into the file that stands at the path when it is done."""
        sound = True
        for _ in range(TRIES):
            try:
                if not (sound and self._database.is_in_place):
                    self._reopen()
                self._database.write(events)
                if self._database.is_in_place:
                    return
            except (sqlite3.Error, OSError) as error:
                sound = not is_damage(error)
                if sound and self._database.is_in_place:
                    raise store_error(error, self._path) from error
        raise StoreError(_unstable(self._path))

    def _reopen(self) -> None:
        """Open the file anew, with all that was acknowledged since the start in it."""
        self._database.close()
        self._database = Database(self._path, self._log, thorough=True)
        self._database.write(self._acknowledged)

    def _note(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        """Write what can be computed or done again: not worth mending a file for."""
        try:
            with self._lock, transaction(self._database.connection):
                self._database.connection.executemany(statement, rows)
        except sqlite3.Error as error:
            raise store_error(error, self._path) from error

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        return self._read(lambda connection: connection.execute(query, values).fetchall())

    def _read(self, read: Callable[[sqlite3.Connection], T]) -> T:
        """What ``read`` finds; a file that turns out to be damaged is mended first.

        Raises StoreError where it can't be read.
        """
        database = self._database
        try:
            if database.kept:
                with database.reader() as connection:
                    return read(connection)
            with self._lock:  # the one connection to what is in memory
                return read(database.connection)
        except (sqlite3.Error, OSError) as error:
            if not (database.kept and is_damage(error)):
                raise store_error(error, self._path) from error
        try:
            with self._lock:
                if self._database is database:
                    self._reopen()
                return read(self._database.connection)
        except (sqlite3.Error, OSError) as error:
            raise store_error(error, self._path) from error


def _sound(rows: Iterable[Sequence[object]], read: Callable[[Sequence[object]], T]) -> Iterator[T]:
    """What ``read`` makes of ``rows``. One that was altered on the disk proves nothing."""
    for row in rows:
        try:
            yield read(row)
        except DamagedRowError:
            continue


def _unstable(path: Path) -> Problem:
    log = ProblemLog()
    log.error("attempts-not-written", Location(str(path)), path=path.parent, detail="replaced")
    return log.frozen()[0]


_MOMENTS = ("due", "reviewed", "answered")


def _card_data(card: Card) -> dict[str, object]:
    data = asdict(card)
    return data | {name: data[name].isoformat() for name in _MOMENTS}


def _card(data: Mapping[str, Any]) -> Card:
    return Card(**{**data, **{name: datetime.fromisoformat(data[name]) for name in _MOMENTS}})
