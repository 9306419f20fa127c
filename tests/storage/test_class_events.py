"""The register of classes on the disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.learning.school_classes import BEGUN, ClassEvent, new_class, new_event
from desktop_app.storage.attempt_store import FILE
from desktop_app.storage.schema import CLASS_COLUMNS, event_from_row, to_row
from tests.storage.conftest import OpenStore
from tests.support.attempts import JSON, NASTY, NOON, made

SECOND_B, FIRST_A = new_class("2nde B", NOON), new_class("1re A", NOON)


def begun(number: int) -> ClassEvent:
    sitting = f"sitting-{number}"
    return new_event(SECOND_B.class_id, BEGUN, NOON, sitting=sitting, lesson="é" * (number % 50))


def test_classes_are_there_the_next_time_beside_the_attempts(
    tmp_path: Path, open_store: OpenStore
) -> None:
    store = open_store(tmp_path)
    one = made()
    store.append([SECOND_B, one, FIRST_A])
    store.append([begun(1)])
    store.append([FIRST_A, begun(2)])
    store.close()
    store = open_store(tmp_path)
    assert store.kept
    assert not store.problems
    assert [known.name for known in store.classes().values()] == ["2nde B", "1re A"]
    assert len(store.class_events()) == 4
    assert store.class_events(FIRST_A.class_id) == (FIRST_A,)
    assert [event.kind for event in store.class_events(SECOND_B.class_id, BEGUN)] == [BEGUN] * 2
    assert store.class_events(None, "created") == (SECOND_B, FIRST_A)
    assert store.class_events("unheard-of") == ()
    assert store.attempts() == (one,)
    assert store.count() == 1


@given(
    st.dictionaries(st.text(max_size=8), JSON, max_size=4),
    NASTY.filter(bool),
)
def test_any_event_comes_back_from_its_row(data: dict[str, object], kind: str) -> None:
    try:
        event = new_event(SECOND_B.class_id, kind, NOON, data=data)
    except ValueError:  # a kind that no UTF-8 can hold
        return
    row = to_row(event)
    assert len(row) == len(CLASS_COLUMNS)
    assert event_from_row(row) == event


def test_a_purged_class_is_nowhere_on_the_disk(tmp_path: Path, open_store: OpenStore) -> None:
    store = open_store(tmp_path)
    secret = new_event(SECOND_B.class_id, "said", NOON, what="never to be found again")
    store.append([SECOND_B, FIRST_A, secret, made()])
    store.purge_class(SECOND_B.class_id)
    assert [known.name for known in store.classes().values()] == ["1re A"]
    for path in tmp_path.iterdir():
        assert b"never to be found" not in path.read_bytes()
        assert b"2nde B" not in path.read_bytes()
    store.append([made("after")])
    assert store.count() == 2
    store.close()
    assert list(open_store(tmp_path).classes()) == [FIRST_A.class_id]


def test_a_purged_class_does_not_come_back_when_the_file_is_mended(
    tmp_path: Path, open_store: OpenStore
) -> None:
    store = open_store(tmp_path)
    store.append([SECOND_B, FIRST_A])
    store.purge_class(SECOND_B.class_id)
    for path in tmp_path.glob(f"{FILE}*"):
        path.unlink()
    store.append([begun(1)])
    assert list(store.classes()) == [FIRST_A.class_id]


def test_in_memory_there_are_classes_too(tmp_path: Path, open_store: OpenStore) -> None:
    (tmp_path / "file").write_text("no folder")
    store = open_store(tmp_path / "file" / "below")
    assert not store.kept
    store.append([SECOND_B])
    assert [known.name for known in store.classes().values()] == ["2nde B"]
    store.purge_class(SECOND_B.class_id)
    assert not store.classes()


@pytest.mark.parametrize("where", ["header", "page"])
def test_classes_are_taken_over_from_a_damaged_file(
    tmp_path: Path, open_store: OpenStore, where: str
) -> None:
    store = open_store(tmp_path)
    events = [SECOND_B, FIRST_A, *map(begun, range(300))]
    store.append([*events, made()])
    store.close()
    data = bytearray((tmp_path / FILE).read_bytes())
    page = data.index(b"sitting-150") // 4096 * 4096
    at = {"header": 0, "page": page}[where]
    data[at : at + 100] = bytes(100)
    (tmp_path / FILE).write_bytes(data)
    store = open_store(tmp_path)
    assert [problem.code for problem in store.problems] == ["attempts-damaged"]
    found = store.class_events()
    assert len(found) >= 240
    assert set(found) <= set(events)
    assert list(found) == [event for event in events if event in set(found)]
