"""Tries, hints and what is pointed at, in the state of a session."""

from __future__ import annotations

import math

import pytest

from desktop_app.content.reference import Reference
from desktop_app.session.session import Answer, Place, Pointing, Session


def test_a_second_try_remembers_the_first() -> None:
    store = Session({})
    store.answer("why", Answer(("0",), 0.0))
    store.try_again("why")
    assert store.state.answers == {}
    assert store.state.tries == {"why": 1}
    store.answer("why", Answer(("1",), 0.5, right=True, attempt=2))
    assert store.state.answers["why"].correct
    store.try_again("why")
    assert store.state.tries == {"why": 2}
    store.retry("why")  # from the beginning
    assert (store.state.answers, store.state.tries) == ({}, {})


def test_without_an_answer_there_is_nothing_to_try_again() -> None:
    store = Session({})
    store.try_again("why")
    assert store.state.tries == {}


def test_hints_are_counted_until_the_question_is_begun_afresh() -> None:
    store = Session({})
    store.show_hint("why")
    store.show_hint("why")
    store.show_hint("other")
    assert store.state.hints == {"why": 2, "other": 1}
    store.retry("why")
    assert store.state.hints == {"other": 1}


@pytest.mark.parametrize(
    ("answer", "correct"),
    [
        (Answer(("1",), 1.0), True),
        (Answer(("1",), 0.5), False),
        (Answer(("1",), 0.5, right=True, attempt=2), True),
    ],
)
def test_an_answer_is_right_whatever_a_later_try_earns(answer: Answer, correct: bool) -> None:
    assert answer.correct is correct


def test_another_question_or_place_takes_the_cursor_away() -> None:
    store = Session({}, place=Place("one", "a"))
    store.ask_to_point(Pointing(axis="x"))
    store.probe(math.nan)
    assert store.state.probe is None
    store.probe(12.5)
    store.ask_to_point(Pointing(axis="x"))  # the same is no other
    assert store.state.probe == 12.5
    store.ask_to_point(Pointing(axis="y"))
    assert store.state.probe is None
    store.probe(3.0)
    store.go_to(Place("one", "b"))
    assert (store.state.pointing, store.state.probe) == (None, None)


def test_following_a_selection_ends_the_pointing_too() -> None:
    store = Session({}, place=Place("one", "a"))
    store.ask_to_point(Pointing(sentences=True))
    store.select(Reference("sentence", ("b", "1")))
    store.follow_to(Place("one", "b"))
    assert store.state.pointing is None
    assert store.state.selection == Reference("sentence", ("b", "1"))


def test_what_was_tried_goes_with_what_was_done() -> None:
    store = Session({})
    store.answer("why", Answer(("0",), 0.0))
    store.try_again("why")
    store.show_hint("why")
    later = Session({}, earlier=store.state)
    assert (later.state.tries, later.state.hints) == ({"why": 1}, {"why": 1})
