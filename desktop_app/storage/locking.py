"""One process at a time: for what must not happen twice, such as mending a file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def alone(path: Path, patience: float) -> Iterator[None]:
    """Hold the lock ``path`` for the time of the block.

    It is a lock of SQLite's on an empty database, which every system lets go when a
    process ends, however it ends. Raises sqlite3.OperationalError where another process
    holds it for longer than ``patience`` seconds, or where the file can't be made.
    """
    connection = sqlite3.connect(path, timeout=patience, isolation_level=None)
    try:
        connection.execute("BEGIN EXCLUSIVE")
        yield
    finally:
        connection.close()
