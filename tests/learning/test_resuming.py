"""A lesson goes on from where it was left."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.learning.attempts import Attempt, Kind
from desktop_app.learning.resuming import state_after
from desktop_app.session.session import Answer, Place, Session
from tests.support.attempts import attempts, later, made, version_of

VERSIONS = {name: version_of(name) for name in ("a", "b", "chart")}


def test_the_last_answers_and_predictions_come_back() -> None:
    guess = {"x": 12.5, "y": 3, "z": "no number"}
    state = state_after(
        [
            made("a", score=0.0, answer=["0"]),
            made("a", later(minutes=1), answer=["1"]),
            made("b", score=0.5, answer=["0", "2"]),
            made("chart", kind=Kind.PREDICTION, score=None, answer=guess),
        ],
        {"one", "two"},
        VERSIONS,
    )
    assert dict(state.answers) == {"a": Answer(("1",), 1.0), "b": Answer(("0", "2"), 0.5)}
    assert dict(state.predictions["chart"].estimates) == {"x": 12.5, "y": 3.0}
    assert state.predictions["chart"].revealed
    assert state.visited == {"one", "two"}


def test_an_answer_to_what_is_no_longer_asked_stays_out() -> None:
    state = state_after([made("a", version="0" * 16), made("gone")], set(), VERSIONS)
    assert not state.answers


def test_what_was_done_meanwhile_stands() -> None:
    session = Session({}, place=Place("one", "here"))
    session.answer("a", Answer(("0",), 0.0))
    seen = []
    session.watch(lambda state: state.answers, seen.append)
    session.remember(state_after([made("a"), made("b")], {"there"}, VERSIONS))
    assert session.state.answers["a"] == Answer(("0",), 0.0)
    assert session.state.answers["b"].correct
    assert session.state.visited == {"here", "there"}
    assert len(seen) == 1
    session.start_afresh()
    assert not session.state.answers
    assert session.state.visited == {"here"}


@given(st.lists(attempts(), max_size=10))
def test_any_history_can_be_gone_on_from(history: list[Attempt]) -> None:
    versions = {one.question: one.version for one in history}
    state = state_after(history, (), versions)
    assert all(0 <= answer.score <= 1 for answer in state.answers.values())
