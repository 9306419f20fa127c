"""The thread that keeps attempts, and what it tells."""

from __future__ import annotations

import queue
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.storage import database
from desktop_app.storage.attempt_store import FILE, AttemptStore
from desktop_app.storage.writer import Acknowledgement, AttemptWriter
from tests.storage.conftest import OpenStore
from tests.support.attempts import made

Start = Callable[[AttemptStore], AttemptWriter]
Told = queue.SimpleQueue[Acknowledgement]


@pytest.fixture
def told() -> Told:
    return queue.SimpleQueue()


@pytest.fixture
def start(told: Told, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    monkeypatch.setattr(database, "PATIENCE", 0.02)
    writers: list[AttemptWriter] = []

    def begin(store: AttemptStore) -> AttemptWriter:
        writers.append(AttemptWriter(store, told.put, again=0.05))
        return writers[-1]

    yield begin
    for writer in writers:
        writer.finish(5)


def test_it_tells_once_an_attempt_is_on_disk(
    tmp_path: Path, open_store: OpenStore, start: Start, told: Told
) -> None:
    writer = start(open_store(tmp_path))
    one = made()
    writer.keep([one])
    said = told.get(timeout=10)
    assert said == Acknowledgement((one,), kept=True)
    assert open_store(tmp_path).attempts() == (one,)


def test_everything_is_written_in_its_order_before_the_end(
    tmp_path: Path, open_store: OpenStore, start: Start
) -> None:
    store = open_store(tmp_path)
    writer = start(store)
    some = [made(f"question-{number}") for number in range(500)]
    for one in some:
        writer.keep([one])
    assert writer.finish(10) == ()
    assert store.attempts() == tuple(some)


def test_what_has_to_wait_is_said_and_kept_later(
    tmp_path: Path, open_store: OpenStore, start: Start, told: Told
) -> None:
    store = open_store(tmp_path)
    writer = start(store)
    one = made()
    with closing(sqlite3.connect(tmp_path / FILE)) as other:
        other.execute("BEGIN IMMEDIATE")
        writer.keep([one])
        said = told.get(timeout=10)
        assert not said.kept
        assert said.problem is not None
        assert said.problem.code == "attempts-busy"
    while not said.kept:  # nothing else comes: it is tried again by itself
        said = told.get(timeout=10)
    assert said.events == (one,)
    assert store.attempts() == (one,)


def test_what_can_not_be_kept_comes_back_at_the_end(
    tmp_path: Path, open_store: OpenStore, start: Start
) -> None:
    writer = start(open_store(tmp_path))
    one = made()
    with closing(sqlite3.connect(tmp_path / FILE)) as other:
        other.execute("BEGIN IMMEDIATE")
        writer.keep([one])
        assert writer.finish(10) == (one,)


def test_memory_is_no_disk(tmp_path: Path, open_store: OpenStore, start: Start, told: Told) -> None:
    (tmp_path / "home").touch()
    store = open_store(tmp_path / "home")
    writer = start(store)
    one = made()
    writer.keep([one])
    assert told.get(timeout=10) == Acknowledgement((one,), kept=False)
    assert store.attempts() == (one,)
