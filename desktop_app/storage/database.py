"""The file of events: opened, checked, migrated, mended; or memory where it can't be."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

from desktop_app.content.problems import Location, ProblemLog
from desktop_app.storage.failures import is_busy, is_damage, reason
from desktop_app.storage.file_systems import is_local
from desktop_app.storage.locking import alone
from desktop_app.storage.recovery import is_spoilt, recover
from desktop_app.storage.schema import (
    APPLICATION_ID,
    VERSION,
    Event,
    insert,
    migrate,
    structure,
    structures,
)

PATIENCE = 5.0
"""Seconds that a write waits for another window to end its own."""
MENDING = 60.0
"""Seconds that opening waits for another window that opens, migrates or mends."""

IMPLAUSIBLE = 10_000
"""A version from here on is no version, but damage."""

LOG, JOURNAL = "-wal", "-journal"
"""What SQLite adds to a file's name for its write-ahead log, and its rollback journal."""

Identity = tuple[int, int]


class NewerVersionError(Exception):
    """A newer version of the application wrote the file."""


class NotOursError(Exception):
    """Damaged, or no database of ours: to be set aside."""


class Database:
    """Opens the database at ``path``; ``log`` takes what a person has to be told.

    ``thorough`` looks through the whole file first; without it only damage that keeps it
    from being opened is seen. ``kept`` tells whether what is written stays after the end:
    where it can't be, the database is in memory, with what could be read of the file.
    """

    def __init__(self, path: Path, log: ProblemLog, *, thorough: bool) -> None:
        self._path = path
        self._thorough = thorough
        self._log = log
        self._place = Location(str(path))
        self.kept = True
        self.connection = self._open()
        self._identity = self._identity_of_file() if self.kept else None

    @property
    def is_in_place(self) -> bool:
        """Whether the file that is open still is the one that stands at its path."""
        return not self.kept or self._identity_of_file() == self._identity

    def write(self, events: Iterable[Event]) -> None:
        """Add what is not there yet, all or nothing: on disk when this returns."""
        with transaction(self.connection):
            insert(self.connection, events)

    def reader(self) -> contextlib.AbstractContextManager[sqlite3.Connection]:
        """A connection of its own to the file: reading holds up no writer."""
        return contextlib.closing(_connect(self._path))

    def close(self) -> None:
        with contextlib.suppress(sqlite3.Error):
            self.connection.close()

    # -- opening -------------------------------------------------------------------

    def _open(self) -> sqlite3.Connection:
        try:
            if not self._path.parent.is_dir():
                self._path.parent.mkdir(parents=True)
                _sync(self._path.parent.parent)
            with alone(self._beside("lock"), MENDING):
                self._finish_mending()
                try:
                    return self._open_sound()
                except (sqlite3.DatabaseError, NotOursError, UnicodeDecodeError) as error:
                    # UnicodeDecodeError: SQLite quotes a damaged schema, Python can't read it.
                    if isinstance(error, sqlite3.DatabaseError) and not is_damage(error):
                        raise
                self._set_aside()
                self._finish_mending()
                return self._open_sound()
        except NewerVersionError:
            self._log.error("attempts-newer", self._place, path=self._path)
            return self._in_memory()
        except (OSError, sqlite3.Error, NotOursError) as error:
            events = self._readable()
            code = "attempts-read-only" if events else "attempts-not-kept"
            self._log.error(code, self._place, path=self._path.parent, detail=reason(error))
            return self._in_memory(events)

    def _open_sound(self) -> sqlite3.Connection:
        """The open database, checked and migrated; DatabaseError where it is damaged."""
        fresh = not self._path.exists()
        if is_spoilt(self._path, _named(self._path, LOG)):
            raise NotOursError
        connection = _connect(self._path)
        try:
            version = _version(connection)
            is_known = structure(connection) in structures()
            if VERSION < version < IMPLAUSIBLE and not is_known:
                raise NewerVersionError
            # What the file says of itself has to be what it is: its header may be damaged.
            sound = 0 <= version <= VERSION and structure(connection) == structures()[version]
            if version and sound and self._thorough:
                sound = is_sound(connection)
            if not sound:
                raise NotOursError
            _choose_journal(connection, self._path)
            if version < VERSION:
                self._migrate(connection, version)
            if fresh:
                _sync(self._path.parent)
            _require_writable(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _migrate(self, connection: sqlite3.Connection, version: int) -> None:
        if version:
            backup = self._beside(f"v{version}.sqlite")
            part = self._beside(f"v{version}.part")
            part.unlink(missing_ok=True)
            with contextlib.closing(sqlite3.connect(part)) as copy:
                connection.backup(copy)
            part.replace(backup)
            _sync(self._path.parent)
        with transaction(connection):
            migrate(connection, version)

    # -- mending -------------------------------------------------------------------
    #
    # Killed at any point, it goes on from there the next time: the damaged file is moved
    # to the name `mending`, a new one is made beside it and moved to the path, and only
    # then the damaged one gets the name that it keeps.

    def _set_aside(self) -> None:
        self._path.replace(self._beside("mending.sqlite"))
        _sync(self._path.parent)

    def _finish_mending(self) -> None:
        mending = self._beside("mending.sqlite")
        if not mending.exists():
            return
        if not self._path.exists():
            _move_logs(self._path, mending)
            events = _recovered(mending)
            part = self._beside("mending.part")
            part.unlink(missing_ok=True)
            with contextlib.closing(_connect(part)) as new, transaction(new):
                migrate(new, 0)
                insert(new, events)
                new.executemany("INSERT INTO visits VALUES (?, ?, ?)", _visits(mending))
            part.replace(self._path)
            _sync(self._path.parent)
        aside = self._aside()
        _move_logs(mending, aside)
        mending.replace(aside)
        _sync(self._path.parent)
        with contextlib.closing(_connect(self._path)) as connection:
            (count,) = connection.execute("SELECT count(*) FROM attempts").fetchone()
        self._log.error("attempts-damaged", self._place, aside=aside, count=count)

    def _aside(self) -> Path:
        number = 1
        while (aside := self._beside(f"damaged-{number}.sqlite")).exists():
            number += 1
        return aside

    # -- memory --------------------------------------------------------------------

    def _readable(self) -> list[Event]:
        """What can be read of a file that can't be written."""
        try:
            return _recovered(self._path)
        except OSError:
            return []

    def _in_memory(self, events: Iterable[Event] = ()) -> sqlite3.Connection:
        self.kept = False
        connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        try:
            with transaction(connection):
                migrate(connection, 0)
                insert(connection, events)
        except BaseException:
            connection.close()
            raise
        return connection

    # -- files ---------------------------------------------------------------------

    def _beside(self, suffix: str) -> Path:
        return self._path.with_suffix(f".{suffix}")

    def _identity_of_file(self) -> Identity | None:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return (found.st_dev, found.st_ino)


def _named(path: Path, suffix: str) -> Path:
    """A file that SQLite keeps beside the database at ``path``."""
    return path.with_name(f"{path.name}{suffix}")


def _move_logs(path: Path, new: Path) -> None:
    """What belongs to the database that goes to ``new``: SQLite would take it for a part of
    the next one at ``path``.
    """
    for suffix in (LOG, JOURNAL):
        with contextlib.suppress(FileNotFoundError):
            _named(path, suffix).replace(_named(new, suffix))
    _named(path, "-shm").unlink(missing_ok=True)


def _recovered(path: Path) -> list[Event]:
    return recover(path, _named(path, LOG), _named(path, JOURNAL))


def is_sound(connection: sqlite3.Connection) -> bool:
    """Whether every page is what it has to be: some 20 ms for 100,000 attempts."""
    return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of the block's changes or none; the only writer while it lasts."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path, timeout=PATIENCE, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA fullfsync = ON")  # macOS: past the disk's own cache
        connection.execute("PRAGMA cell_size_check = ON")
        connection.execute("PRAGMA secure_delete = ON")  # what is purged is not to be found
    except BaseException:
        connection.close()
        raise
    return connection


def _choose_journal(connection: sqlite3.Connection, path: Path) -> None:
    """A write-ahead log needs memory that all who use the file share: not for a share, where
    two computers may open it (sqlite.org/wal.html). A rollback journal is slower, and as safe.
    """
    if is_local(path) and _journal(connection, "WAL") == "wal":
        return
    with contextlib.suppress(sqlite3.OperationalError):  # a window that uses a log has it open
        _journal(connection, "TRUNCATE")
    connection.execute("PRAGMA synchronous = EXTRA")


def _journal(connection: sqlite3.Connection, mode: str) -> str:
    (found,) = connection.execute(f"PRAGMA journal_mode = {mode}").fetchone()
    return str(found)


def _require_writable(connection: sqlite3.Connection) -> None:
    """Raises sqlite3.OperationalError where nothing can be written, ever."""
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(f"PRAGMA user_version = {VERSION}")
    except sqlite3.OperationalError as error:
        if not is_busy(error):
            raise
    finally:
        with contextlib.suppress(sqlite3.Error):
            connection.execute("ROLLBACK")


def _version(connection: sqlite3.Connection) -> int:
    """The version of the schema, 0 for an empty file; raises NotOursError."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application != APPLICATION_ID and (version or application or tables):
        raise NotOursError
    return int(version)


def _visits(database: Path) -> list[tuple[str, str, str]]:
    """The steps seen, if SQLite can still read them; progress does not hang on them."""
    source = f"file:{quote(str(database))}?mode=ro&immutable=1"
    try:
        with contextlib.closing(sqlite3.connect(source, uri=True)) as connection:
            rows = connection.execute("SELECT learner, lesson, step FROM visits").fetchall()
    except (sqlite3.Error, UnicodeDecodeError):
        return []
    return [row for row in rows if all(isinstance(value, str) and value for value in row)]


def _sync(folder: Path) -> None:
    """Have the names in ``folder`` on disk, where a system can be told to."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
