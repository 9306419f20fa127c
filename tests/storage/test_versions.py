"""Files of other versions: an older one is migrated, a newer one is left alone."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.content.wording import message
from desktop_app.storage import database
from desktop_app.storage.attempt_store import FILE
from desktop_app.storage.schema import VERSION
from tests.storage.conftest import OpenStore
from tests.storage.versions import write_version
from tests.support.attempts import made

SOME = [made(f"question-{number}") for number in range(50)]


@pytest.mark.parametrize("version", range(1, VERSION))
def test_an_older_file_is_migrated_and_a_copy_of_it_stays(
    tmp_path: Path, open_store: OpenStore, version: int
) -> None:
    write_version(tmp_path / FILE, version, SOME)
    store = open_store(tmp_path)
    assert store.kept
    assert not store.problems
    assert store.attempts() == tuple(SOME)
    store.visit("a-lesson", ["step"])
    store.append([made("after")])
    store.close()
    with closing(sqlite3.connect(tmp_path / f"attempts.v{version}.sqlite")) as copy:
        assert copy.execute("PRAGMA user_version").fetchone() == (version,)
        assert copy.execute("SELECT count(*) FROM attempts").fetchone() == (len(SOME),)
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with closing(sqlite3.connect(tmp_path / FILE)) as now:
        assert now.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert now.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    again = open_store(tmp_path)
    assert again.attempts()[:-1] == tuple(SOME)
    assert again.count() == len(SOME) + 1


@pytest.mark.parametrize("version", range(1, VERSION))
def test_a_damaged_older_file_is_mended(
    tmp_path: Path, open_store: OpenStore, version: int
) -> None:
    write_version(tmp_path / FILE, version, SOME)
    data = (tmp_path / FILE).read_bytes()
    (tmp_path / FILE).write_bytes(b"\x00" * 100 + data[100:])
    store = open_store(tmp_path)
    assert [problem.code for problem in store.problems] == ["attempts-damaged"]
    assert store.attempts() == tuple(SOME)


def test_rows_of_all_versions_are_read_from_a_damaged_file(
    tmp_path: Path, open_store: OpenStore
) -> None:
    write_version(tmp_path / FILE, 1, SOME)
    store = open_store(tmp_path)
    new = [made("new", share=0.5, score=0.25, tries=2, hints=1, certainty=3)]
    store.append(new)
    store.close()
    data = (tmp_path / FILE).read_bytes()
    (tmp_path / FILE).write_bytes(b"\x00" * 100 + data[100:])
    assert open_store(tmp_path).attempts() == (*SOME, *new)


def test_a_new_file_needs_no_copy(tmp_path: Path, open_store: OpenStore) -> None:
    open_store(tmp_path).close()
    assert {path.name for path in tmp_path.iterdir()} == {FILE, "attempts.lock"}


def test_without_a_copy_nothing_is_migrated(
    tmp_path: Path, open_store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_version(tmp_path / FILE, 1, SOME)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        store = open_store(tmp_path)
        assert not store.kept
        assert store.attempts() == tuple(SOME)  # to be seen all the same
        store.append([made("forgotten")])
        assert store.count() == len(SOME) + 1
        (problem,) = store.problems
        assert problem.code == "attempts-read-only"
        assert "the disk is full" in message(problem, "en")
    store = open_store(tmp_path)
    assert store.kept
    assert store.attempts() == tuple(SOME)


def test_a_migration_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, open_store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_version(tmp_path / FILE, 1, SOME)
    with monkeypatch.context() as patch:

        def broken(connection: sqlite3.Connection, _: int) -> None:
            connection.execute("DROP TABLE attempts")
            connection.execute("SELECT nonsense")

        patch.setattr(database, "migrate", broken)
        with pytest.raises(sqlite3.OperationalError):  # not even memory can be made ready
            open_store(tmp_path)
    assert open_store(tmp_path).attempts() == tuple(SOME)


def test_a_newer_file_is_left_alone(tmp_path: Path, open_store: OpenStore) -> None:
    write_version(tmp_path / FILE, VERSION, SOME)
    with closing(sqlite3.connect(tmp_path / FILE)) as newer, newer:
        newer.execute(f"PRAGMA user_version = {VERSION + 1}")
        newer.execute("ALTER TABLE attempts ADD COLUMN mood TEXT")
    before = (tmp_path / FILE).read_bytes()
    store = open_store(tmp_path)
    assert not store.kept
    (problem,) = store.problems
    assert problem.code == "attempts-newer"
    assert "newer version" in message(problem, "en")
    assert "version plus récente" in message(problem, "fr")
    store.append([made("forgotten")])
    assert [one.question for one in store.attempts()] == ["forgotten"]
    store.close()
    assert (tmp_path / FILE).read_bytes() == before
