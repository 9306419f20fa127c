"""What goes wrong with a database, as problems that can be worded."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

from desktop_app.content.problems import Location, Problem, ProblemLog

_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_DENIED = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)


class StoreError(Exception):
    """Something could not be kept; it may be possible a little later."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def is_damage(error: Exception) -> bool:
    """Whether ``error`` says that the file is not a sound database."""
    return isinstance(error, sqlite3.DatabaseError) and _primary(error) in _DAMAGE


def is_busy(error: Exception) -> bool:
    """Whether ``error`` says that somebody else is writing."""
    return isinstance(error, sqlite3.Error) and _primary(error) in _BUSY


def is_full(error: Exception) -> bool:
    """Whether ``error`` says that the disk is full."""
    if isinstance(error, sqlite3.Error):
        return _primary(error) == sqlite3.SQLITE_FULL
    return isinstance(error, OSError) and error.errno == errno.ENOSPC


def reason(error: Exception) -> str:
    """The word for why a file can't be written, or what the system says."""
    if is_full(error):
        return "disk-full"
    if is_busy(error):
        return "busy"
    denied = isinstance(error, sqlite3.Error) and _primary(error) in _DENIED
    if denied or isinstance(error, PermissionError):
        return "denied"
    return (error.strerror or "") if isinstance(error, OSError) else str(error)


def store_error(error: Exception, path: Path) -> StoreError:
    """``error``, met while ``path`` was written to, with its words."""
    log = ProblemLog()
    place = Location(str(path))
    if is_busy(error):
        log.error("attempts-busy", place)
    else:
        log.error("attempts-not-written", place, path=path.parent, detail=reason(error))
    return StoreError(log.frozen()[0])


def _primary(error: sqlite3.Error) -> int:
    """SQLite's primary result code."""
    code: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    return code & 0xFF
