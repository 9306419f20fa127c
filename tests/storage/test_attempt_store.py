"""What is kept, and what comes back."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import tempfile
import threading
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.learning.attempts import Attempt
from desktop_app.learning.review import schedule
from desktop_app.storage import database
from desktop_app.storage.attempt_store import FILE, AttemptStore, Schedule
from desktop_app.storage.failures import StoreError
from tests.storage.conftest import OpenStore
from tests.support.attempts import attempts, later, made

ROOT = Path(__file__).parents[2]


def reopened(open_store: OpenStore, store: AttemptStore, folder: Path) -> AttemptStore:
    store.close()
    again = open_store(folder)
    assert again.kept
    assert not again.problems
    return again


def test_what_was_kept_is_there_the_next_time(tmp_path: Path, open_store: OpenStore) -> None:
    folder = tmp_path / "not" / "yet"
    store = open_store(folder)
    assert store.kept
    assert not store.problems
    assert store.attempts() == ()
    some = [made("one"), made("two", certainty=3, misconceptions=["belief", "other"], score=0.5)]
    store.append(some[:1])
    store.append(some[1:])
    store.append([])
    assert store.attempts() == tuple(some)
    assert reopened(open_store, store, folder).attempts() == tuple(some)


@given(st.lists(attempts(), max_size=8))
def test_any_attempt_comes_back_as_it_was(some: list[Attempt]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = AttemptStore(Path(folder))
        store.append(some)
        store = reopened(AttemptStore, store, Path(folder))
        assert store.attempts() == tuple(some)
        store.close()


def test_a_long_answer_is_kept_whole(tmp_path: Path, open_store: OpenStore) -> None:
    long = made(answer="é" * 100_000, kind="self-check")
    store = open_store(tmp_path)
    store.append([long])
    assert reopened(open_store, store, tmp_path).attempts()[0].given == "é" * 100_000


def test_nothing_is_kept_twice(tmp_path: Path, open_store: OpenStore) -> None:
    store = open_store(tmp_path)
    one, other = made("one"), made("other")
    store.append([one])
    store.append([one, other, other])
    assert store.attempts() == (one, other)
    assert store.count() == 2


def test_attempts_are_asked_for_by_learner_lesson_and_number(
    tmp_path: Path, open_store: OpenStore
) -> None:
    store = open_store(tmp_path)
    mine = made("a"), made("b", lesson="another")
    hers = made("a", learner="Zoé"), made("c", learner="Zoé")
    store.append([*mine, *hers])
    assert store.attempts(learner="local") == mine
    assert store.attempts(learner="Zoé", lesson="a-lesson") == hers
    assert store.attempts(lesson="another") == mine[1:]
    number, some = store.numbered(learner="local")
    assert some == mine
    more = made("d")
    store.append([more])
    assert store.numbered(after=number) == (number + 1, (more,))
    assert store.numbered(after=number + 1) == (number + 1, ())


def test_steps_seen_are_kept_for_each_learner_and_lesson(
    tmp_path: Path, open_store: OpenStore
) -> None:
    store = open_store(tmp_path)
    store.visit("a-lesson", ["one", "two"])
    store.visit("a-lesson", ["two", "three"])
    store.visit("another", ["four"])
    store.visit("a-lesson", ["five"], learner="Zoé")
    store = reopened(open_store, store, tmp_path)
    assert store.visited("a-lesson") == {"one", "two", "three"}
    assert store.visited("a-lesson", "Zoé") == {"five"}
    assert store.visited("unheard-of") == frozenset()


def test_a_lesson_can_be_begun_again(tmp_path: Path, open_store: OpenStore) -> None:
    store = open_store(tmp_path)
    store.append([made("a"), made("b", lesson="another"), made("c", learner="Zoé")])
    store.visit("a-lesson", ["one"])
    store.begin_again("a-lesson")
    assert store.since_beginning("a-lesson") == ()
    assert store.visited("a-lesson") == frozenset()
    store.append([made("d")])
    store = reopened(open_store, store, tmp_path)
    assert [one.question for one in store.since_beginning("a-lesson")] == ["d"]
    assert [one.question for one in store.since_beginning("another")] == ["b"]
    assert [one.question for one in store.since_beginning("a-lesson", "Zoé")] == ["c"]
    assert store.count() == 4
    store.begin_again("a-lesson")
    assert store.since_beginning("a-lesson") == ()


def test_a_schedule_is_kept_as_it_was_computed(tmp_path: Path, open_store: OpenStore) -> None:
    store = open_store(tmp_path)
    assert store.schedule() == Schedule()
    cards = schedule([made("a"), made("b", score=0.0), made("a", at=later(days=3))])
    store.keep_schedule(Schedule(3, cards))
    store.keep_schedule(Schedule(1, {}), learner="Zoé")
    store = reopened(open_store, store, tmp_path)
    assert store.schedule().up_to == 3
    assert dict(store.schedule().cards) == cards
    assert store.schedule("Zoé") == Schedule(1, {})


def test_a_schedule_of_another_algorithm_is_computed_again(
    tmp_path: Path, open_store: OpenStore
) -> None:
    store = open_store(tmp_path)
    store.keep_schedule(Schedule(1, schedule([made()])))
    with closing(sqlite3.connect(tmp_path / FILE)) as connection, connection:
        connection.execute("UPDATE schedules SET algorithm = algorithm - 1")
    assert store.schedule() == Schedule()
    with closing(sqlite3.connect(tmp_path / FILE)) as connection, connection:
        connection.execute("UPDATE schedules SET algorithm = algorithm + 1, cards = '[{}]'")
    assert store.schedule() == Schedule()


def test_a_row_that_was_altered_is_not_believed(tmp_path: Path, open_store: OpenStore) -> None:
    store = open_store(tmp_path)
    honest, altered = made("a"), made("b", score=0.0)
    store.append([honest, altered])
    with closing(sqlite3.connect(tmp_path / FILE)) as connection, connection:
        connection.execute("UPDATE attempts SET score = 1 WHERE question = 'b'")
    assert store.attempts() == (honest,)


# -- several at once ---------------------------------------------------------------


def test_the_file_can_be_written_by_two_windows_at_once(
    tmp_path: Path, open_store: OpenStore
) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from desktop_app.storage.attempt_store import AttemptStore\n"
        "from tests.support.attempts import made\n"
        "store = AttemptStore(Path(sys.argv[1]))\n"
        "assert store.kept and not store.problems, store.problems\n"
        "print('ready', flush=True); sys.stdin.read(1)\n"
        "for number in range(150): store.append([made(f'{sys.argv[2]}-{number}')])\n"
        "store.close()\n"
    )
    windows = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(tmp_path), name],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for name in "ab"
    ]
    for window in windows:
        assert window.stdout is not None
        assert window.stdout.readline() == b"ready\n"
    for window in windows:
        window.communicate(b"!", timeout=60)
        assert window.returncode == 0
    kept = [one.question for one in open_store(tmp_path).attempts()]
    for name in "ab":
        own = [question for question in kept if question.startswith(name)]
        assert own == [f"{name}-{number}" for number in range(150)]


def test_two_stores_and_their_threads_lose_nothing(tmp_path: Path, open_store: OpenStore) -> None:
    stores = [open_store(tmp_path) for _ in range(2)]
    failures: list[BaseException] = []

    def write(name: int) -> None:
        try:
            for number in range(40):
                stores[name % 2].append([made(f"{name}-{number}")])
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=write, args=(name,)) for name in range(4)]
    for thread in threads:
        thread.start()
    seen = 0
    while any(thread.is_alive() for thread in threads):
        count = stores[0].count()  # reading holds up nobody, and sees what was kept
        assert count >= seen
        seen = count
    assert not failures
    assert stores[1].count() == 160


def test_a_writer_that_never_ends_is_said_and_nothing_is_lost(
    tmp_path: Path, open_store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.05)
    store = open_store(tmp_path)
    store.append([made("before")])
    waiting = made("waiting")
    with closing(sqlite3.connect(tmp_path / FILE)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError) as failed:
            store.append([waiting])
        assert failed.value.problem.code == "attempts-busy"
        assert [one.question for one in store.attempts()] == ["before"]
    store.append([waiting])
    assert [one.question for one in store.attempts()] == ["before", "waiting"]
    assert store.kept


def test_a_second_window_opens_while_the_first_is_writing(
    tmp_path: Path, open_store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.05)
    open_store(tmp_path).append([made()])
    with closing(sqlite3.connect(tmp_path / FILE)) as other:
        other.execute("BEGIN IMMEDIATE")
        second = open_store(tmp_path)
        assert second.kept
        assert not second.problems
        assert second.count() == 1


# -- the file moves under it ---------------------------------------------------------


def test_a_file_that_is_deleted_comes_back_with_all_of_this_run(
    tmp_path: Path, open_store: OpenStore
) -> None:
    store = open_store(tmp_path)
    store.append([made("a")])
    for path in tmp_path.glob(f"{FILE}*"):
        path.unlink()
    store.append([made("b")])
    assert [one.question for one in reopened(open_store, store, tmp_path).attempts()] == ["a", "b"]


def test_a_file_that_is_replaced_takes_what_was_acknowledged(
    tmp_path: Path, open_store: OpenStore
) -> None:
    store = open_store(tmp_path / "here")
    store.append([made("a")])
    other = open_store(tmp_path / "there")
    other.append([made("from elsewhere", at=later(days=-1))])
    other.close()
    (tmp_path / "there" / FILE).replace(tmp_path / "here" / FILE)
    for suffix in ("-wal", "-shm"):
        (tmp_path / "here" / (FILE + suffix)).unlink()
    store.append([made("b", at=later() + timedelta(minutes=1))])
    store = reopened(open_store, store, tmp_path / "here")
    assert [one.question for one in store.attempts()] == ["from elsewhere", "a", "b"]
