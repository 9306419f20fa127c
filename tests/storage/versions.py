"""Files of attempts as earlier versions of the application wrote them."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from desktop_app.learning.attempts import Attempt
from desktop_app.storage.schema import (
    APPLICATION_ID,
    COLUMNS,
    FIRST_COLUMNS,
    MIGRATIONS,
    to_row,
)


def write_version(path: Path, version: int, attempts: Iterable[Attempt]) -> None:
    """The file at ``path`` as that version of the application wrote it."""
    columns = COLUMNS if version > 3 else FIRST_COLUMNS
    rows = map(to_row if version > 3 else _first_row, attempts)
    with closing(sqlite3.connect(path)) as connection, connection:
        for statements in MIGRATIONS[:version]:
            for statement in statements:
                connection.execute(statement)
        connection.executemany(
            f"INSERT INTO attempts ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",
            rows,
        )
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {version}")


def _first_row(attempt: Attempt) -> tuple[object, ...]:
    values = to_row(attempt)[:14]
    return (*values, zlib.crc32(json.dumps(values, ensure_ascii=True).encode("ascii")))
