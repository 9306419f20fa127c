"""A damaged file is set aside, and what it still holds is taken over."""

from __future__ import annotations

import random
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.content.wording import message
from desktop_app.learning.attempts import Attempt
from desktop_app.storage.attempt_store import FILE, AttemptStore
from tests.storage.conftest import OpenStore
from tests.support.attempts import made

PAGE = 4096
SOME = [made(f"question-{number}", answer=["é" * (number % 60)]) for number in range(400)]
LONG = made("long", answer="longer than a page, " * 3_000)


def kept_in(folder: Path, attempts: list[Attempt]) -> Path:
    store = AttemptStore(folder)
    store.append(attempts)
    store.visit("a-lesson", ["seen"])
    store.close()
    return folder / FILE


def damaged(store: AttemptStore) -> Path:
    """The file that was set aside."""
    assert [problem.code for problem in store.problems] == ["attempts-damaged"]
    assert store.kept
    assert store.problems[0].values["count"] == store.count()
    return Path(str(store.problems[0].values["aside"]))


def header(data: bytearray) -> None:
    data[:100] = random.Random(1).randbytes(100)


def no_header(data: bytearray) -> None:
    data[:100] = bytes(100)


def magic(data: bytearray) -> None:
    data[0] ^= 0xFF


def first_page(data: bytearray) -> None:
    data[:PAGE] = bytes(PAGE)


def end(data: bytearray) -> None:
    del data[len(data) // 2 + 1234 :]


def middle(data: bytearray) -> None:
    data[PAGE * 9 : PAGE * 12] = random.Random(2).randbytes(PAGE * 3)


def page_count(data: bytearray) -> None:
    data[28:32] = b"\x00\x00\x00\x02"


def version(data: bytearray) -> None:
    data[60:64] = b"\x7f\x12\x34\x56"


def text(data: bytearray) -> None:
    data[:] = b"Dear diary, today I have overwritten a database.\n" * 100


@pytest.mark.parametrize(
    ("damage", "least"),
    [
        (header, 400),
        (no_header, 400),
        (magic, 400),
        (first_page, 400),
        (version, 400),
        (page_count, 400),
        (middle, 340),
        (end, 140),
        (text, 0),
    ],
)
def test_what_is_left_is_recovered_exactly(
    tmp_path: Path, open_store: OpenStore, damage: Callable[[bytearray], None], least: int
) -> None:
    path = kept_in(tmp_path, SOME)
    data = bytearray(path.read_bytes())
    damage(data)
    path.write_bytes(data)
    store = open_store(tmp_path)
    aside = damaged(store)
    assert aside.read_bytes() == data
    assert aside.parent == tmp_path
    recovered = store.attempts()
    assert len(recovered) >= least
    assert list(recovered) == [one for one in SOME if one in set(recovered)]
    store.append([made("after")])
    store.close()
    again = open_store(tmp_path)
    assert not again.problems
    assert again.attempts() == (*recovered, again.attempts()[-1])
    assert not list(tmp_path.glob("*mending*"))


def test_a_row_on_overflow_pages_is_recovered(tmp_path: Path, open_store: OpenStore) -> None:
    path = kept_in(tmp_path, [made("before"), LONG, made("after")])
    path.write_bytes(bytes(100) + path.read_bytes()[100:])
    store = open_store(tmp_path)
    damaged(store)
    assert store.attempts()[1] == LONG
    assert store.count() == 3


def test_what_only_the_log_holds_is_recovered(tmp_path: Path, open_store: OpenStore) -> None:
    folder = tmp_path / "open"
    store = open_store(folder)
    store.append([*SOME, LONG])  # the log is taken over into the file when it is closed
    copy = tmp_path / "copy"
    copy.mkdir()
    (copy / FILE).write_bytes(b"\xff" * (folder / FILE).stat().st_size)
    log = (folder / f"{FILE}-wal").read_bytes()
    (copy / f"{FILE}-wal").write_bytes(bytes(32) + log[32:])
    mended = open_store(copy)
    damaged(mended)
    assert set(mended.attempts()) == {*SOME, LONG}


def test_a_file_that_was_emptied_does_not_take_its_log_with_it(
    tmp_path: Path, open_store: OpenStore
) -> None:
    folder = tmp_path / "open"
    store = open_store(folder)
    store.append(SOME)
    copy = tmp_path / "copy"
    copy.mkdir()
    (copy / FILE).touch()
    (copy / f"{FILE}-wal").write_bytes((folder / f"{FILE}-wal").read_bytes())
    mended = open_store(copy)
    damaged(mended)
    assert set(mended.attempts()) == set(SOME)


def test_another_database_in_its_place_is_set_aside(tmp_path: Path, open_store: OpenStore) -> None:
    with closing(sqlite3.connect(tmp_path / FILE)) as other, other:
        other.execute("CREATE TABLE recipes (name)")
        other.execute("INSERT INTO recipes VALUES ('flan')")
    store = open_store(tmp_path)
    aside = damaged(store)
    assert store.count() == 0
    with closing(sqlite3.connect(aside)) as other:
        assert other.execute("SELECT * FROM recipes").fetchall() == [("flan",)]


def test_damage_met_while_writing_is_mended_and_the_answer_kept(
    tmp_path: Path, open_store: OpenStore
) -> None:
    path = kept_in(tmp_path, SOME)
    store = open_store(tmp_path)
    store.append([made("at first")])
    with path.open("r+b") as file:  # every page but those that are in the log
        file.seek(PAGE)
        file.write(bytes(path.stat().st_size - PAGE))
    last = made("last")
    store.append([last])
    assert store.kept
    assert [one.question for one in store.attempts()][-2:] == ["at first", "last"]
    store.close()
    assert open_store(tmp_path).attempts()[-1] == last


def test_a_store_that_was_opened_in_haste_is_checked_later(tmp_path: Path) -> None:
    path = kept_in(tmp_path, SOME)
    store = AttemptStore(tmp_path, checked=False)
    assert store.check()
    store.close()
    data = bytearray(path.read_bytes())
    middle(data)
    path.write_bytes(data)
    store = AttemptStore(tmp_path, checked=False)
    assert not store.problems
    last = made("answered before the check")
    store.append([last])
    assert not store.check()
    damaged(store)
    assert store.attempts()[-1] == last
    assert store.count() > 340
    assert store.check()
    store.close()


def test_every_damaged_file_has_a_name_of_its_own(tmp_path: Path, open_store: OpenStore) -> None:
    for number in range(3):
        path = kept_in(tmp_path, [made(f"question-{number}")])
        path.write_bytes(b"damage" * 1_000 + bytes([number]))
        store = open_store(tmp_path)
        assert damaged(store).name == f"attempts.damaged-{number + 1}.sqlite"
        store.close()


def test_steps_seen_outlive_damage_elsewhere(tmp_path: Path, open_store: OpenStore) -> None:
    path = kept_in(tmp_path, SOME)
    data = bytearray(path.read_bytes())
    middle(data)
    path.write_bytes(data)
    store = open_store(tmp_path)
    damaged(store)
    assert store.visited("a-lesson") == {"seen"}


def test_it_is_said_in_words(tmp_path: Path, open_store: OpenStore) -> None:
    kept_in(tmp_path, SOME).write_bytes(b"?" * 5_000)
    (problem,) = open_store(tmp_path).problems
    assert "0 answers recovered" in message(problem, "en")
    assert "damaged-1" in message(problem, "en")
    assert "mis de côté" in message(problem, "fr")


@given(st.data())
def test_no_damage_whatever_loses_more_than_it_hits(data: st.DataObject) -> None:
    """Bytes anywhere, cut anywhere: opening never fails, and invents nothing."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = kept_in(folder, SOME[:120])
        content = bytearray(path.read_bytes())
        for _ in range(data.draw(st.integers(1, 3))):
            at = data.draw(st.integers(0, len(content) - 1))
            content[at : at + 1 + at % 700] = data.draw(st.binary(max_size=300))
        path.write_bytes(content)
        store = AttemptStore(folder)
        assert store.kept
        kept = store.attempts()
        assert set(kept) <= set(SOME)
        store.append([LONG])
        store.close()
        store = AttemptStore(folder)
        assert set(store.attempts()) == {*kept, LONG}
        store.close()


@pytest.mark.parametrize("at", range(100))
def test_damage_anywhere_in_the_header_is_mended(at: int, tmp_path: Path) -> None:
    """Whichever byte it is: no number in it is taken for that of a later release."""
    path = kept_in(tmp_path, SOME[:20])
    content = bytearray(path.read_bytes())
    content[at] = 0xFF if content[at] != 0xFF else 0x02
    path.write_bytes(content)
    store = AttemptStore(tmp_path)
    assert store.kept
    assert set(store.attempts()) == set(SOME[:20])
    store.close()
