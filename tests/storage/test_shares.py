"""A folder on a share: what is kept there needs no memory shared between computers."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import psutil
import pytest

from desktop_app.storage import database
from desktop_app.storage.attempt_store import FILE, AttemptStore
from desktop_app.storage.file_systems import is_local
from tests.storage.conftest import OpenStore
from tests.support.attempts import made


class Mounted(NamedTuple):
    """As psutil tells of a file system."""

    mountpoint: str
    fstype: str
    opts: str


@pytest.fixture
def on_share(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "is_local", lambda _: False)


def journal_of(folder: Path) -> str:
    with closing(sqlite3.connect(folder / FILE)) as connection:
        return str(connection.execute("PRAGMA journal_mode").fetchone()[0])


@pytest.mark.parametrize(
    ("fstype", "opts", "local"),
    [
        ("ext4", "rw,relatime", True),
        ("NTFS", "rw,fixed", True),
        ("NTFS", "rw,remote", False),
        ("nfs4", "rw,vers=4.2", False),
        ("cifs", "rw", False),
        ("smbfs", "rw", False),
        ("fuse.sshfs", "rw", False),
        ("9p", "rw", False),
        ("something-new", "rw", False),
    ],
)
def test_a_file_system_of_another_computer_is_no_disk_of_this_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fstype: str, opts: str, local: bool
) -> None:
    mounts = [Mounted("/", "ext4", "rw"), Mounted(str(tmp_path / "home"), fstype, opts)]
    mounts.append(Mounted(str(tmp_path / "homework"), "nfs", "rw"))
    monkeypatch.setattr(psutil, "disk_partitions", lambda all: mounts)
    assert is_local(tmp_path / "home" / "somebody" / "to-be-made") == local
    assert is_local(tmp_path / "elsewhere")
    mounts.append(Mounted(str(tmp_path / "home"), "ext4", "rw"))  # over it
    assert is_local(tmp_path / "home" / "somebody")
    mounts.clear()
    assert not is_local(tmp_path)


def test_a_store_on_a_share_keeps_no_log_beside_it(
    tmp_path: Path, open_store: OpenStore, on_share: None
) -> None:
    one, other = open_store(tmp_path), open_store(tmp_path)  # two windows
    first, second = made("first"), made("second")
    one.append([first])
    other.append([second])
    assert one.attempts() == other.attempts() == (first, second)
    assert not list(tmp_path.glob("*-wal")) + list(tmp_path.glob("*-shm"))
    assert journal_of(tmp_path) == "delete"  # not the one of a log, which stays in the file
    one.purge_learner("local")
    assert other.count() == 0


def test_a_home_that_moved_to_a_share_takes_what_is_kept_with_it(
    tmp_path: Path, open_store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(tmp_path)
    one = made("at home")
    store.append([one])
    store.close()
    assert journal_of(tmp_path) == "wal"
    monkeypatch.setattr(database, "is_local", lambda _: False)
    moved = open_store(tmp_path)
    assert (moved.attempts(), journal_of(tmp_path)) == ((one,), "delete")


def test_a_window_that_still_uses_a_log_is_joined(
    tmp_path: Path, open_store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = open_store(tmp_path)
    monkeypatch.setattr(database, "is_local", lambda _: False)
    monkeypatch.setattr(database, "PATIENCE", 0.05)
    newer = open_store(tmp_path)
    assert newer.kept
    one, other = made("older"), made("newer")
    older.append([one])
    newer.append([other])
    assert older.attempts() == newer.attempts() == (one, other)


def test_the_journal_of_a_damaged_file_goes_with_it(tmp_path: Path, on_share: None) -> None:
    """Played back into the new file it would damage that one."""
    folder, copy = tmp_path / "open", tmp_path / "copy"
    store = AttemptStore(folder)
    some = [made(f"question-{number}", answer=["x" * 300]) for number in range(100)]
    store.append(some)
    store.close()
    with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")  # pages go to the file at once
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE attempts SET answer = 'half-way'")
        copy.mkdir()
        for path in folder.iterdir():
            (copy / path.name).write_bytes(path.read_bytes())
        connection.execute("ROLLBACK")
    journal = (copy / f"{FILE}-journal").read_bytes()
    data = (copy / FILE).read_bytes()
    assert b"half-way" in data
    (copy / FILE).write_bytes(bytes(100) + data[100:])
    mended = AttemptStore(copy)
    assert [problem.code for problem in mended.problems] == ["attempts-damaged"]
    assert mended.attempts() == tuple(some)
    mended.close()
    assert (copy / "attempts.damaged-1.sqlite-journal").read_bytes() == journal
    again = AttemptStore(copy)
    assert not again.problems
    assert again.attempts() == tuple(some)
    again.close()
