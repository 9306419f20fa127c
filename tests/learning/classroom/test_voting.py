"""Votes as their events tell of them, and what they say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.learning.classroom.class_history import vote_rows
from desktop_app.learning.classroom.learner_record import Who, people_in, told_of, without
from desktop_app.learning.classroom.vote_analysis import (
    Advice,
    Remark,
    Share,
    advice,
    advice_on,
    flows,
    movement,
    remarks,
    right_share,
)
from desktop_app.learning.classroom.vote_charts import (
    finding,
    flow_words,
    history_chart,
    result_rows,
    round_names,
    said,
    share_words,
    signed,
)
from desktop_app.learning.classroom.voting import (
    MOST_STUDENTS,
    VOTING,
    Asked,
    Ballot,
    Round,
    Stage,
    Vote,
    after,
    cast,
    close,
    count,
    drop,
    move,
    open_vote,
    reveal,
    round_of,
    told_again,
    told_by,
    typed_round,
    votes_in,
    withdraw,
)
from desktop_app.learning.school_classes import ClassEvent, new_event
from tests.support.attempts import NOON, later

CLASS = "5b1b7a0e-7a55-4b7b-8a52-0f8f6b3f1c01"
WHY = "Pourquoi\u202f?"
ASKED = Asked("a-lesson", "why", "0" * 16, WHY, ("Un", "Deux", "Trois"), frozenset({1}))
SEVERAL = replace(ASKED, right=frozenset({0, 2}), several=True)


def opened(asked: Asked = ASKED) -> list[ClassEvent]:
    return [open_vote(CLASS, asked, NOON)]


def now(events: Sequence[ClassEvent]) -> Vote:
    (vote,) = votes_in(events)
    return vote


def counted(first: Sequence[int], second: Sequence[int] | None = None) -> Vote:
    """A vote whose rounds were counted by hand."""
    events = opened()
    events.append(count(now(events), 1, typed_round(ASKED, first), later(minutes=1)))
    if second is not None:
        events.append(move(now(events), Stage.DISCUSSION, later(minutes=2)))
        events.append(move(now(events), Stage.SECOND, later(minutes=5)))
        events.append(count(now(events), 2, typed_round(ASKED, second), later(minutes=6)))
    return now(events)


# -- where it stands -----------------------------------------------------------------------


def test_a_vote_goes_through_two_rounds_with_a_discussion_between() -> None:
    events = opened()
    assert now(events).stage is Stage.FIRST
    assert now(events).asked == ASKED
    events.append(count(now(events), 1, typed_round(ASKED, [10, 12, 5], none=1), later(minutes=1)))
    vote = now(events)
    assert (vote.stage, vote.round) == (Stage.COUNTED, 0)
    assert vote.first == Round((10, 12, 5), 1, 27)
    assert vote.first.present == 28
    events.append(move(vote, Stage.DISCUSSION, later(minutes=2)))
    events.append(move(now(events), Stage.SECOND, later(minutes=4)))
    assert now(events).round == 2
    events.append(count(now(events), 2, typed_round(ASKED, [3, 24, 1]), later(minutes=5)))
    vote = now(events)
    assert vote.is_over
    assert vote.rounds == (Round((10, 12, 5), 1, 27), Round((3, 24, 1), 0, 28))
    assert vote.at == later(minutes=5)


def test_a_count_is_corrected_until_the_answer_is_revealed() -> None:
    events = opened()
    events.append(count(now(events), 1, typed_round(ASKED, [1, 2, 30]), NOON))
    events.append(count(now(events), 1, typed_round(ASKED, [1, 2, 3]), NOON))
    assert now(events).stage is Stage.COUNTED
    events.append(move(now(events), Stage.SECOND, NOON))
    events.append(count(now(events), 1, typed_round(ASKED, [1, 4, 3]), NOON))
    assert now(events).round == 2
    events.append(count(now(events), 2, typed_round(ASKED, [0, 8, 1]), NOON))
    events.append(count(now(events), 2, typed_round(ASKED, [0, 8, 0]), NOON))
    assert [one.counts for one in now(events).rounds] == [(1, 4, 3), (0, 8, 0)]
    events.append(reveal(now(events), NOON))
    before = now(events)
    assert before.revealed
    events.append(count(before, 2, typed_round(ASKED, [5, 5, 5]), NOON))
    assert now(events) == before


def test_a_class_that_knows_needs_no_second_vote() -> None:
    events = opened()
    events.append(count(now(events), 1, typed_round(ASKED, [1, 25, 2]), NOON))
    events.append(move(now(events), Stage.SHOWN, NOON))
    assert now(events).is_over
    assert now(events).second is None
    assert movement(now(events)) == ()
    assert flow_words(now(events), "fr") == ""


def test_what_can_t_happen_at_a_stage_changes_nothing() -> None:
    vote = now(opened())
    assert after(vote, move(vote, Stage.SECOND, NOON)) is None
    assert after(vote, move(vote, Stage.SHOWN, NOON)) is None
    assert after(vote, reveal(vote, NOON)) is None
    assert after(vote, close(vote, NOON)) is None  # nobody has voted
    assert after(vote, count(vote, 2, typed_round(ASKED, [1, 1, 1]), NOON)) is None
    assert after(vote, cast(vote, [0, 1], NOON)) is None  # one choice
    over = counted([1, 2, 3], [1, 2, 3])
    assert after(over, cast(over, [0], NOON)) is None
    assert after(over, move(over, Stage.SECOND, NOON)) is None


def test_one_opened_by_mistake_is_gone_and_another_beside_it_is_not() -> None:
    events = opened() + opened()
    first, second = votes_in(events)
    events.append(drop(first, NOON))
    assert votes_in(events) == (second,)


@pytest.mark.parametrize(
    ("counts", "none", "voters"),
    [
        ([1, 2], 0, 0), ([1, 2, 3, 4], 0, 0), ([-1, 0, 0], 0, 0), ([1, 2, 3], -1, 0),
        ([MOST_STUDENTS, 1, 0], 0, 0), ([10**30, 0, 0], 0, 0), ([True, 1, 1], 0, 0),
        ([0, 0, 0], 0, MOST_STUDENTS + 1),
    ],
)  # fmt: skip
def test_counts_that_are_none_are_refused(counts: list[int], none: int, voters: int) -> None:
    with pytest.raises(ValueError, match=r"no counts|too many"):
        typed_round(ASKED, counts, none, voters)


def test_where_several_may_be_chosen_voters_are_told_apart_from_choices() -> None:
    assert typed_round(SEVERAL, [20, 3, 18], none=2, voters=25).present == 27
    assert typed_round(SEVERAL, [20, 3, 18]).voters == 20  # at least


# -- at the keyboard -----------------------------------------------------------------------


def test_students_vote_one_by_one_and_change_their_minds() -> None:
    events = opened()
    for picks, voter in (([0], "Ana"), ([1], "Bilal"), ([], ""), ([2], ""), ([1], "ANÀ")):
        events.append(cast(now(events), picks, NOON, voter))
    assert len(now(events).ballots) == 4
    mistaken = now(events).ballots[1]
    events.append(withdraw(now(events), mistaken, NOON))
    events.append(close(now(events), NOON))
    first = now(events).first
    assert first is not None
    assert first.counts == (0, 2, 1)
    assert {one.voter for one in first.ballots} == {"Bilal", "ANÀ", ""}
    assert now(events).stage is Stage.COUNTED


def test_flows_are_those_of_voters_who_are_known_in_both_rounds() -> None:
    events = opened()
    for picks, voter in (([0], "Ana"), ([0], "Bilal"), ([1], "Chloé"), ([2], "")):
        events.append(cast(now(events), picks, NOON, voter))
    events.append(close(now(events), NOON))
    events.append(move(now(events), Stage.SECOND, NOON))
    for picks, voter in (([1], "ana"), ([0], "Bilal"), ([1], "Chloe"), ([1], "Dan")):
        events.append(cast(now(events), picks, NOON, voter))
    events.append(close(now(events), NOON))
    found = flows(now(events))
    assert found is not None
    assert found.moves == {((0,), (0,)): 1, ((0,), (1,)): 1, ((1,), (1,)): 1}
    assert (found.matched, found.first_only, found.second_only) == (3, 1, 1)
    assert found.between((1,), before=False, after=True) == 1
    assert flow_words(now(events), "fr").startswith("De A à B\u202f: 1.")
    assert [one.net for one in movement(now(events))] == [-1, 2, -1, 0]


def test_no_flow_is_made_up_where_nobody_is_known() -> None:
    vote = counted([10, 12, 5], [3, 24, 0])
    assert flows(vote) is None
    assert [one.net for one in movement(vote)] == [-7, 12, -5, 0]
    assert "on ne sait pas qui" in flow_words(vote, "fr")
    anonymous = replace(vote, first=round_of(ASKED, [Ballot("1", frozenset({0}))]))
    assert flows(anonymous) is None


def test_a_typed_correction_forgets_whose_votes_they_were() -> None:
    events = opened()
    events.append(cast(now(events), [0], NOON, "Ana"))
    events.append(close(now(events), NOON))
    events.append(count(now(events), 1, typed_round(ASKED, [0, 2, 0]), NOON))
    assert now(events).first == Round((0, 2, 0), 0, 2)


# -- what it says --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("right", "total", "expected"),
    [
        (0, 1, Advice.EXPLAIN), (29, 100, Advice.EXPLAIN), (299, 1000, Advice.EXPLAIN),
        (3, 10, Advice.DISCUSS), (30, 100, Advice.DISCUSS), (50, 100, Advice.DISCUSS),
        (7, 10, Advice.DISCUSS), (21, 30, Advice.DISCUSS), (70, 100, Advice.DISCUSS),
        (701, 1000, Advice.MOVE_ON), (71, 100, Advice.MOVE_ON), (1, 1, Advice.MOVE_ON),
    ],
)  # fmt: skip
def test_the_advice_at_and_around_the_thresholds(right: int, total: int, expected: Advice) -> None:
    assert advice(Fraction(right, total)) is expected


def test_who_does_not_answer_was_not_right_and_nobody_is_no_share() -> None:
    some = typed_round(ASKED, [0, 6, 0], none=4)
    assert right_share(ASKED, some) == Share(Fraction(6, 10), Fraction(6, 10))
    assert advice_on(ASKED, some) == (Advice.DISCUSS,)
    empty = typed_round(ASKED, [0, 0, 0])
    assert right_share(ASKED, empty) is None
    assert advice_on(ASKED, empty) == ()
    none = typed_round(ASKED, [0, 0, 0], none=5)
    assert advice_on(ASKED, none) == (Advice.EXPLAIN,)


@pytest.mark.parametrize(
    ("counts", "size", "expected"),
    [
        ([0, 0, 0], 30, (Remark.NOBODY,)),
        ([20, 10, 1], 30, (Remark.MORE_THAN_CLASS,)),
        ([20, 5, 0], 30, (Remark.FEWER_THAN_CLASS,)),
        ([20, 10, 0], 30, ()),
        ([20, 20, 20], 0, ()),
    ],
)
def test_counts_are_held_against_the_size_of_the_class(
    counts: list[int], size: int, expected: tuple[Remark, ...]
) -> None:
    assert remarks(typed_round(ASKED, counts), size) == expected


PICKS = st.frozensets(st.integers(0, 2))


@settings(max_examples=60)
@given(st.lists(PICKS, max_size=30), st.frozensets(st.integers(0, 2), min_size=1))
def test_hands_counted_by_option_bound_what_ballots_tell(
    picks: list[frozenset[int]], right: frozenset[int]
) -> None:
    asked = replace(SEVERAL, right=right)
    ballots = [Ballot(str(rank), one) for rank, one in enumerate(picks)]
    voted = round_of(asked, ballots)
    exact = right_share(asked, voted)
    hands = right_share(asked, typed_round(asked, voted.counts, voted.none, voted.voters))
    if not picks:
        assert exact is None
        assert hands is None
        return
    assert exact is not None
    assert hands is not None
    assert exact.is_known
    assert 0 <= hands.low <= exact.low <= hands.high <= 1
    assert advice(exact.low) in advice_on(asked, replace(voted, ballots=()))
    assert exact.low == Fraction(sum(one == right for one in picks), len(picks))


@settings(max_examples=40)
@given(st.lists(st.integers(0, 333), min_size=3, max_size=3),
       st.lists(st.integers(0, 333), min_size=3, max_size=3))  # fmt: skip
def test_net_changes_add_up(before: list[int], later_: list[int]) -> None:
    vote = counted(before, later_)
    moves = movement(vote)
    assert sum(one.net for one in moves) == sum(later_) - sum(before)
    rows = result_rows(vote, "fr")
    assert [one.counts for one in rows] == list(zip(before, later_, strict=True))
    assert round_names(vote, "fr") == ("Premier vote", "Second vote")


@settings(max_examples=50)
@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), PICKS, PICKS), max_size=20))
def test_flows_keep_the_numbers_of_both_rounds(
    voters: list[tuple[str, frozenset[int], frozenset[int]]],
) -> None:
    named = {name: (first, second) for name, first, second in voters}
    rounds = [
        round_of(SEVERAL, [Ballot(name, both[rank], name) for name, both in named.items()])
        for rank in (0, 1)
    ]
    vote = replace(now(opened(SEVERAL)), stage=Stage.SHOWN, first=rounds[0], second=rounds[1])
    found = flows(vote)
    if not named:
        assert found is None
        return
    assert found is not None
    assert sum(found.moves.values()) == found.matched == len(named)
    ends = Counter[tuple[int, ...]]()
    for (_, end), number in found.moves.items():
        ends[end] += number
    assert ends == Counter(tuple(sorted(second)) for _, second in named.values())


JUNK = st.sampled_from([None, True, -1, 2.5, 10**400, "x", "\x00", [], [0, 0], [[1]], {"a": 1}])
EVENTS = st.builds(
    lambda kind, data: new_event(CLASS, kind, NOON, **data),
    st.sampled_from(VOTING),
    st.fixed_dictionaries({
        "vote": st.sampled_from(["one", "one", "two", "", 3]),
        "lesson": st.just("a-lesson"), "question": st.sampled_from(["why", "why", 1]),
        "version": st.just("0"), "prompt": st.just("?"),
        "options": st.just(["a", "b"]) | JUNK, "right": st.just([1]) | JUNK,
        "several": st.booleans(), "round": st.sampled_from([1, 2]) | JUNK,
        "counts": st.none() | st.lists(st.integers(-1, 5), min_size=2, max_size=2) | JUNK,
        "none": st.integers(0, 3) | JUNK, "voters": st.integers(0, 9) | JUNK,
        "picks": st.lists(st.integers(0, 1), max_size=2, unique=True) | JUNK,
        "learner": st.sampled_from(["", "Ana", "ana"]) | JUNK,
        "to": st.sampled_from([str(stage) for stage in Stage]) | JUNK, "ballot": JUNK,
    }),
)  # fmt: skip


@settings(max_examples=60)
@given(st.lists(EVENTS, max_size=12))
def test_any_events_tell_votes_that_make_sense(events: list[ClassEvent]) -> None:
    for vote in votes_in(events):
        assert vote.stage in Stage
        assert (vote.first is None) == (vote.stage is Stage.FIRST)
        assert vote.second is None or vote.is_over
        assert not vote.ballots or vote.round
        for one in vote.rounds:
            assert all(0 <= number <= one.voters for number in one.counts)
            assert one.present <= MOST_STUDENTS
            share = right_share(vote.asked, one)
            assert share is None or 0 <= share.low <= share.high <= 1
        for language in ("fr", "en"):
            if vote.rounds:
                told = [len(one.told) for one in result_rows(vote, language)]
                assert set(told) == {len(vote.rounds)}
                assert finding(vote, language, revealed=True)


@settings(max_examples=40)
@given(st.lists(EVENTS, max_size=12))
def test_a_vote_is_told_again_for_another_class_as_it_stands(events: list[ClassEvent]) -> None:
    other = "5b1b7a0e-7a55-4b7b-8a52-0f8f6b3f1c02"
    for vote in votes_in(events):
        (again,) = votes_in(told_again(vote, other))
        assert again.class_id == other
        assert (again.stage, again.revealed) == (vote.stage, vote.revealed)
        for one, two in zip(again.rounds, vote.rounds, strict=True):
            assert (one.counts, one.none, one.present) == (two.counts, two.none, two.present)
        for mine, theirs in ((again.ballots, vote.ballots), *_ballots_of(again, vote)):
            assert [(one.picks, one.voter) for one in mine] == [
                (one.picks, one.voter) for one in theirs
            ]


def _ballots_of(one: Vote, other: Vote) -> list[tuple[tuple[Ballot, ...], tuple[Ballot, ...]]]:
    return [(a.ballots, b.ballots) for a, b in zip(one.rounds, other.rounds, strict=True)]


# -- charts and words ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("right", "of", "told", "advised"),
    [
        (3, 10, "30\u202f%", Advice.DISCUSS),
        (7, 10, "70\u202f%", Advice.DISCUSS),
        (8, 27, "29,6\u202f%", Advice.EXPLAIN),  # 30 % would say another advice
        (19, 27, "70,4\u202f%", Advice.MOVE_ON),
        (299, 998, "29,96\u202f%", Advice.EXPLAIN),
        (12, 28, "43\u202f%", Advice.DISCUSS),
        (0, 5, "0\u202f%", Advice.EXPLAIN),
    ],
)
def test_a_share_is_never_rounded_to_another_advice(
    right: int, of: int, told: str, advised: Advice
) -> None:
    result = typed_round(ASKED, [of - right, right, 0])
    assert share_words(right_share(ASKED, result), "fr") == told
    assert advice_on(ASKED, result) == (advised,)


def test_a_first_result_is_told_nowhere_until_its_vote_is_over_or_long_forgotten() -> None:
    under_way, over = counted([10, 12, 6]), counted([10, 12, 6], [3, 24, 1])
    assert told_by([under_way, over], later(minutes=30)) == (over,)
    assert told_by([under_way, over], later(minutes=60 * 24)) == (under_way, over)


def test_what_is_right_is_told_only_when_it_is_revealed() -> None:
    vote = counted([10, 12, 6], [3, 24, 1])
    hidden, shown = (finding(vote, "fr", revealed=one) for one in (False, True))
    assert hidden == "Après la discussion, B gagne 12 voix"
    assert shown == "Bonne réponse\u202f: 43\u202f%, puis 86\u202f% après la discussion"
    assert "43" not in said(vote, "fr", revealed=False)
    assert "Bonne réponse\u202f: B." in said(vote, "fr", revealed=True)
    rows = result_rows(vote, "fr")
    assert [one.is_right for one in rows] == [False, True, False]
    assert rows[0].told == ("10", "3\u2002(−7)")
    assert signed(0) == "="


def test_the_history_of_a_class_tells_what_discussions_did() -> None:
    votes = [counted([10, 12, 6], [3, 24, 1]), counted([10, 12, 6], [20, 4, 4]), counted([1, 1, 0])]
    chart = history_chart(votes, "en")
    assert chart is not None
    assert chart.specification["title"] == "Votes that the discussion raised: 1 of 2"
    assert len(chart.rows) == 5
    assert history_chart([now(opened())], "fr") is None


def test_the_history_has_a_line_for_each_vote_that_was_counted_the_last_one_first() -> None:
    several = now(opened(SEVERAL))
    unknown = after(several, count(several, 1, typed_round(SEVERAL, [9, 3, 5], 1, 10), NOON))
    assert unknown is not None
    rows = vote_rows([counted([10, 12, 6], [3, 24, 1]), now(opened()), unknown], "fr", UTC)
    assert rows == [
        ("2 mars 2026", WHY, "9\u202f% – 45\u202f% justes sur 11", "–", ""),
        (
            "2 mars 2026",
            WHY,
            "43\u202f% justes sur 28",
            "86\u202f% justes sur 28",
            "A \u22127, B +12, C \u22125",
        ),
    ]


# -- whose it is ---------------------------------------------------------------------------


def test_the_ballots_of_somebody_who_is_forgotten_are_as_if_never_cast() -> None:
    events = opened()
    for picks, voter in (([0], "Ana"), ([1], "Bilal"), ([1], "")):
        events.append(cast(now(events), picks, NOON, voter))
    events.append(close(now(events), NOON))
    ana = Who("ANA")
    assert [told_of(one, ana) is not None for one in events] == [False, True, False, False, False]
    left = [found for one in events if (found := without(one, ana)) is not None]
    assert people_in(left) == {"Bilal"}
    first = now(left).first
    assert first is not None
    assert first.counts == (0, 2, 0)
