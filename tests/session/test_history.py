"""Undo and redo: bounded, and what is merged is one step."""

from __future__ import annotations

from desktop_app.session.history import History


def test_undo_and_redo_walk_the_moments() -> None:
    history = History(0)
    assert history.undo() is None
    for moment in (1, 2, 3):
        history.record(moment)
    assert [history.undo(), history.undo(), history.undo(), history.undo()] == [2, 1, 0, None]
    assert [history.redo(), history.redo(), history.redo(), history.redo()] == [1, 2, 3, None]


def test_a_new_moment_forgets_what_was_undone() -> None:
    history = History(0)
    history.record(1)
    history.undo()
    assert history.can_redo
    history.record(2)
    assert not history.can_redo
    assert history.undo() == 0


def test_the_same_moment_again_is_no_step() -> None:
    history = History(0)
    history.record(0)
    assert not history.can_undo


def test_the_number_of_moments_is_bounded() -> None:
    history = History(0, limit=3)
    for moment in range(1, 10):
        history.record(moment)
    assert [history.undo(), history.undo(), history.undo(), history.undo()] == [8, 7, 6, None]


def test_merged_moments_are_one_step_until_something_else_comes() -> None:
    history = History(0)
    history.record(1, merge="x")
    history.record(2, merge="x")
    history.record(3, merge="y")
    history.record(4)
    history.record(5, merge="x")
    history.end_merge()
    history.record(6, merge="x")
    walked = [history.undo() for _ in range(6)]
    assert walked == [5, 4, 3, 2, 0, None]


def test_nothing_merges_into_what_was_undone_or_done_again() -> None:
    history = History(0)
    history.record(1, merge="x")
    history.record(2)
    history.undo()
    history.record(3, merge="x")
    assert history.undo() == 1
    history.redo()
    history.record(4, merge="x")
    assert history.undo() == 3


def test_merged_moments_that_come_back_leave_no_step() -> None:
    history = History(0)
    history.record(1, merge="x")
    history.record(0, merge="x")
    assert not history.can_undo
    history.record(2, merge="x")
    history.record(3, merge="x")
    assert history.undo() == 0
