"""What is kept of one learner: read as a whole, and erased so that nobody finds it again."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from desktop_app.learning.attempts import THIS_COMPUTER
from desktop_app.learning.classroom.class_predictions import GIVEN, begin, give, predictions_in
from desktop_app.learning.classroom.learner_record import Who, told_of, without
from desktop_app.learning.classroom.marks import MARKED
from desktop_app.learning.classroom.roster import LISTED
from desktop_app.learning.classroom.voting import BALLOT, Asked, cast, open_vote, votes_in
from desktop_app.learning.school_classes import new_class, new_event
from desktop_app.storage.attempt_store import FILE, AttemptStore, Schedule
from desktop_app.storage.failures import StoreError
from tests.storage.conftest import OpenStore
from tests.storage.versions import write_version
from tests.support.attempts import NOON, made

SECOND_B = new_class("2nde B", NOON)
HERS = made("hers", learner="Zoé-Maëlle", answer=["un secret de Zoé-Maëlle"])
HIS = made("his", learner="Ali")


def filled(store: AttemptStore) -> None:
    """Two students and a class, with something of every kind."""
    listed = new_event(SECOND_B.class_id, LISTED, NOON, names=["Ali", "ZOE-MAELLE"])
    marked = new_event(SECOND_B.class_id, MARKED, NOON, attempt=HERS.id, score=0.5, comment="zm!")
    later = new_event(
        SECOND_B.class_id, MARKED, NOON, attempt=made().id, score=1, learner="zoe-maelle"
    )
    votes = [{"learner": "Zoé-Maëlle", "option": 1}, {"learner": "Ali", "option": 2}]
    voted = new_event(SECOND_B.class_id, "voted", NOON, question="why", votes=votes)
    store.append([SECOND_B, listed, HIS, marked, later, voted])
    store.visit("a-lesson", ["one", "two"], "Zoé-Maëlle")
    store.append([HERS])
    store.begin_again("a-lesson", "Ali")
    store.visit("a-lesson", ["one"], "Ali")
    store.keep_schedule(Schedule(2), "Ali")
    store.keep_schedule(Schedule(2), "Zoé-Maëlle")


def traces(folder: Path, *texts: str) -> list[str]:
    """The files in which any of ``texts`` can be found by who opens them."""
    return [
        path.name
        for path in folder.iterdir()
        if any(text.encode() in path.read_bytes() for text in texts)
    ]


def test_a_record_holds_all_of_one_learner_and_nothing_of_others(
    tmp_path: Path, open_store: OpenStore
) -> None:
    store = open_store(tmp_path)
    filled(store)
    record = store.record("zoé-maelle")
    assert record.names == ("Zoé-Maëlle",)
    assert record.attempts == (HERS,)
    assert record.visits == (("a-lesson", "one"), ("a-lesson", "two"))
    assert [one.event.kind for one in record.events] == [LISTED, MARKED, MARKED, "voted"]
    assert {one.class_name for one in record.events} == {"2nde B"}
    assert record.events[0].data == {"names": ["ZOE-MAELLE"]}
    assert record.events[3].data["votes"] == [{"learner": "Zoé-Maëlle", "option": 1}]
    assert record.events[3].data["question"] == "why"
    assert store.record("nobody").is_empty
    assert store.people() == ("Ali", "ZOE-MAELLE", "Zoé-Maëlle", "zoe-maelle")


def test_what_is_erased_is_in_no_file_any_more(tmp_path: Path, open_store: OpenStore) -> None:
    store = open_store(tmp_path)
    filled(store)
    (tmp_path / "attempts.v1.sqlite").write_bytes(b"Zo\xc3\xa9-Ma\xc3\xablle of before")
    (tmp_path / "attempts.damaged-1.sqlite").write_bytes(b"Zo\xc3\xa9-Ma\xc3\xablle")
    (tmp_path / "attempts.damaged-1.sqlite-wal").write_bytes(b"Zo\xc3\xa9-Ma\xc3\xablle")
    (tmp_path / "Zoé-Maëlle.txt").write_text("not ours", "utf-8")
    store.purge_learner("zoe-maelle")  # while the file is open: its log, too
    assert traces(tmp_path, "Zoé-Maëlle", "ZOE-MAELLE", "zoe-maelle", "zm!", "un secret") == []
    assert sorted(path.name for path in tmp_path.glob("attempts.v*")) == []
    assert (tmp_path / "Zoé-Maëlle.txt").exists()
    assert store.record("Zoé-Maëlle").is_empty
    assert store.people() == ("Ali",)
    assert store.attempts() == (HIS,)
    assert store.visited("a-lesson", "Ali") == {"one"}
    assert [event.values for event in store.class_events(None, LISTED)] == [{"names": ["Ali"]}]
    (voted,) = store.class_events(None, "voted")
    assert voted.values["votes"] == [{"learner": "Ali", "option": 2}]
    store.close()
    store = open_store(tmp_path)
    assert store.kept
    assert store.attempts() == (HIS,)


def test_who_goes_on_loses_nothing_of_what_comes_next(
    tmp_path: Path, open_store: OpenStore
) -> None:
    store = open_store(tmp_path)
    filled(store)  # Ali began again after the attempt that is erased now
    store.purge_learner("Zoé-Maëlle")
    again = made("again", learner="Ali")
    store.append([again])
    assert store.since_beginning("a-lesson", "Ali") == (again,)
    last, _ = store.numbered()
    assert store.schedule("Ali").up_to == last - 1


def test_a_file_that_is_mended_after_does_not_bring_anybody_back(
    tmp_path: Path, open_store: OpenStore
) -> None:
    store = open_store(tmp_path)
    filled(store)
    store.purge_learner("Zoé-Maëlle")
    (tmp_path / FILE).rename(tmp_path / "elsewhere")  # made anew, of what was acknowledged
    store.append([made("more", learner="Ali")])
    assert store.people() == ("Ali",)
    (tmp_path / "elsewhere").unlink()


def test_a_class_takes_its_copies_with_it(tmp_path: Path, open_store: OpenStore) -> None:
    write_version(tmp_path / FILE, 1, [HIS])
    store = open_store(tmp_path)  # which makes a copy of what it migrates
    filled(store)
    assert list(tmp_path.glob("attempts.v1.sqlite"))
    store.purge_class(SECOND_B.class_id)
    assert not list(tmp_path.glob("attempts.v1.sqlite"))
    assert traces(tmp_path, "2nde B", "ZOE-MAELLE", "zm!") == []
    assert {one.learner for one in store.attempts()} == {"Ali", "Zoé-Maëlle"}


def test_who_works_without_a_name_is_nobody_else(tmp_path: Path, open_store: OpenStore) -> None:
    store = open_store(tmp_path)
    nameless = made("nameless")
    store.append([nameless, HERS])
    store.purge_learner("LOCAL")
    assert len(store.attempts()) == 2
    store.purge_learner(THIS_COMPUTER)
    assert store.attempts() == (HERS,)


def test_somebody_who_reads_meanwhile_is_waited_for_and_then_said(
    tmp_path: Path, open_store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_app.storage.database.PATIENCE", 0.05)
    store = open_store(tmp_path)
    filled(store)
    reader = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM attempts").fetchone()
    with pytest.raises(StoreError) as refused:
        store.purge_learner("Zoé-Maëlle")
    assert refused.value.problem.code == "attempts-busy"
    reader.close()
    store.purge_learner("Zoé-Maëlle")
    assert traces(tmp_path, "Zoé-Maëlle", "zm!") == []


def test_an_event_that_was_altered_and_names_somebody_goes(
    tmp_path: Path, open_store: OpenStore
) -> None:
    store = open_store(tmp_path)
    filled(store)
    store.close()
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.execute("UPDATE class_events SET kind = 'x' WHERE kind = ?", (LISTED,))
    connection.close()
    store = open_store(tmp_path)
    store.purge_learner("ZOE-MAELLE")
    assert traces(tmp_path, "ZOE-MAELLE") == []


def test_in_memory_it_is_forgotten_too(tmp_path: Path, open_store: OpenStore) -> None:
    (tmp_path / "home").write_text("a file", "utf-8")
    store = open_store(tmp_path / "home")
    filled(store)
    store.purge_learner("Zoé-Maëlle")
    assert store.people() == ("Ali",)


def test_without_is_what_it_was_where_nobody_is_meant() -> None:
    event = new_event(SECOND_B.class_id, LISTED, NOON, names=["Ali"], step="Zoé", learners=3)
    assert without(event, Who("Zoé")) is event
    assert told_of(event, Who("Zoé")) is None
    mine = new_event(SECOND_B.class_id, MARKED, NOON, attempt="1", learner="zoe")
    assert without(mine, Who("Zoé")) is None
    assert told_of(mine, Who("Zoé")) == mine.values


def test_votes_and_predictions_under_a_name_go_with_it(
    tmp_path: Path, open_store: OpenStore
) -> None:
    store = open_store(tmp_path)
    asked = Asked("a-lesson", "why", "0", "Why?", ("Yes", "No"), frozenset([0]))
    opened = open_vote(SECOND_B.class_id, asked, NOON)
    (vote,) = votes_in([opened])
    laid = begin(SECOND_B.class_id, "a-lesson", "chart", "0", "A chart", NOON)
    (predictions,) = predictions_in([laid])
    store.append([
        SECOND_B, opened, laid,
        cast(vote, [0], NOON, "Zoé"), cast(vote, [1], NOON, "Ali"), cast(vote, [1], NOON),
        give(predictions, "Zoé", {"a": 1.0}, NOON, named=True),
        give(predictions, "Groupe 1", {"a": 2.0}, NOON),
    ])  # fmt: skip
    assert {one.event.kind for one in store.record("zoe").events} == {BALLOT, GIVEN}
    store.purge_learner("Zoé")
    assert traces(tmp_path, "Zoé") == []
    (vote,) = votes_in(store.class_events())
    assert len(vote.ballots) == 2
    (predictions,) = predictions_in(store.class_events())
    assert [one.label for one in predictions.groups] == ["Groupe 1"]


def test_a_copy_that_can_not_be_deleted_is_said_and_nothing_lost(
    tmp_path: Path, open_store: OpenStore
) -> None:
    store = open_store(tmp_path)
    filled(store)
    (tmp_path / "attempts.v1.sqlite").mkdir()
    with pytest.raises(StoreError):
        store.purge_learner("Ali")
    assert not store.record("Ali").is_empty
    shutil.rmtree(tmp_path / "attempts.v1.sqlite")
    store.purge_learner("Ali")
    assert store.record("Ali").is_empty
