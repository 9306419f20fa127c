"""When questions come back, and which are asked in five minutes."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from typing import Any

import pytest
from fsrs import Card as FsrsCard
from fsrs import Rating, Scheduler
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.learning.attempts import Attempt, Kind
from desktop_app.learning.due import Due, Reason, due_today, review_set
from desktop_app.learning.outline import OutlineQuestion
from desktop_app.learning.review import Card, Cards, schedule
from tests.learning.sample import question
from tests.support.attempts import NOON, attempts, later, made, version_of

DAY = timedelta(days=1)
ME = ("a-lesson", "why")


def days(card: Card) -> float:
    return (card.due - card.reviewed) / DAY


def due_names(cards: Cards, asked: list[OutlineQuestion], now: datetime, **zone: Any) -> list[str]:
    return [one.question.id for one in due_today(cards, asked, now, zone.get("zone", UTC))]


# -- the schedule --------------------------------------------------------------------


def test_intervals_grow_with_success_and_shrink_with_failure() -> None:
    at, history, intervals = NOON, list[Attempt](), list[float]()
    for _ in range(5):
        history.append(made(at=at))
        card = schedule(history)[ME]
        intervals.append(days(card))
        at = card.due
    assert intervals == sorted(intervals)
    assert intervals[0] >= 1
    assert intervals[-1] > 10 * intervals[0]
    failed = schedule([*history, made(at=at, score=0.0)])[ME]
    assert days(failed) < intervals[-1] / 3
    assert (failed.reviews, failed.lapses) == (6, 1)


def test_the_better_an_answer_the_later_the_question_comes_back() -> None:
    answers = [{"score": 0.0}, {"score": 0.6}, {"score": 1.0}, {"score": 1.0, "certainty": 3}]
    intervals = [days(schedule([made(**answer)])[ME]) for answer in answers]
    assert intervals == sorted(intervals)
    assert intervals[0] == 1
    assert intervals[2] < intervals[3]
    unsure = days(schedule([made(certainty=1)])[ME])
    assert unsure < intervals[2]


@given(st.lists(st.tuples(st.sampled_from([0.0, 0.5, 1.0]), st.integers(1, 400)), max_size=8))
def test_it_is_what_fsrs_says(reviews: list[tuple[float, int]]) -> None:
    scheduler = Scheduler(
        learning_steps=(), relearning_steps=(), enable_fuzzing=False, maximum_interval=365
    )
    ratings = {0.0: Rating.Again, 0.5: Rating.Hard, 1.0: Rating.Good}
    theirs, at, history = FsrsCard(card_id=1), NOON, list[Attempt]()
    for score, gap in reviews:
        history.append(made(at=at, score=score))
        theirs, _ = scheduler.review_card(theirs, ratings[score], at)
        ours = schedule(history)[ME]
        assert ours.due == theirs.due
        assert ours.stability == pytest.approx(theirs.stability)
        assert ours.difficulty == pytest.approx(theirs.difficulty)
        at += timedelta(days=gap)


def test_second_tries_schedule_nothing() -> None:
    wrong = made(score=0.0)
    once = schedule([wrong])[ME]
    twice = schedule([wrong, made(at=later(minutes=1))])[ME]
    assert (twice.due, twice.reviews, twice.stability) == (once.due, 1, once.stability)


def test_predictions_and_ungraded_answers_schedule_nothing() -> None:
    guess = made("chart", kind=Kind.PREDICTION, score=None)
    assert schedule([guess, made(score=None)]) == {}
    assert len(schedule([made(kind=Kind.SELF_CHECK, score=0.5)])) == 1


@given(st.lists(attempts(), max_size=20), st.integers(0, 20))
def test_going_on_from_what_was_kept_is_computing_it_all_again(
    history: list[Attempt], cut: int
) -> None:
    assert schedule(history[cut:], schedule(history[:cut])) == schedule(history)


def test_the_time_taken_is_remembered() -> None:
    history = [made(at=NOON + 5 * n * DAY, seconds=10 if n < 3 else 40) for n in range(4)]
    assert 10 < schedule(history)[ME].seconds < 40


def test_a_clock_that_was_wrong_does_no_lasting_harm() -> None:
    ahead = made(at=datetime(2099, 1, 1, tzinfo=UTC))
    asked = [question("why")]
    assert due_names(schedule([ahead]), asked, NOON) == ["why"]
    cards = schedule([ahead, made(at=NOON)])
    assert days(cards[ME]) >= 1
    assert due_names(cards, asked, NOON) == []


# -- due today -----------------------------------------------------------------------


def test_a_question_is_due_from_the_morning_of_its_day() -> None:
    cards = schedule([made(score=0.0)])  # at noon: due at noon, the day after
    asked = [question("why")]
    assert due_names(cards, asked, NOON + timedelta(hours=11)) == []
    assert due_names(cards, asked, NOON + timedelta(hours=13)) == ["why"]
    tokyo = timezone(timedelta(hours=9))
    assert due_names(cards, asked, NOON + timedelta(hours=4), zone=tokyo) == ["why"]


def test_the_most_likely_to_be_forgotten_come_first() -> None:
    history = [made("fresh", at=later(days=7)), made("weak", score=0.0), made("strong")]
    asked = [question(name) for name in ("strong", "fresh", "weak")]
    assert due_names(schedule(history), asked, later(days=10)) == ["weak", "strong", "fresh"]


def test_only_what_was_answered_and_is_still_there_comes_back() -> None:
    cards = schedule([made("gone", version="f" * 16), made("here")])
    assert due_names(cards, [question("here"), question("new")], later(days=9)) == ["here"]


def test_a_changed_question_comes_back_at_once() -> None:
    cards = schedule([made("why", version="0" * 16)])
    (due,) = due_today(cards, [question("why")], NOON, UTC)
    assert due.reason is Reason.CHANGED
    answered = schedule([made("why", at=later(hours=1))], cards)
    assert answered[ME].reviews == 2
    assert due_names(answered, [question("why")], later(hours=1)) == []


def test_a_renamed_question_keeps_its_history() -> None:
    renamed = [question("new-name", version=version_of("old-name"))]
    history = [made("old-name"), made("old-name", at=later(days=2))]
    cards = schedule(history)
    assert due_names(cards, renamed, later(days=3)) == []
    assert due_names(cards, renamed, later(days=60)) == ["new-name"]
    again = made("new-name", at=later(days=60), version=version_of("old-name"))
    cards = schedule([again], cards)
    assert cards[("a-lesson", "new-name")].reviews == 3
    assert due_names(cards, renamed, later(days=61)) == []


def test_the_same_words_in_another_lesson_are_another_question() -> None:
    cards = schedule([made("why", lesson="another")])
    assert due_names(cards, [question("why")], later(days=60)) == []


# -- five minutes --------------------------------------------------------------------


def due(name: str, chapter: str = "one", lesson: str = "a-lesson", seconds: float = 12) -> Due:
    asked = question(name, chapter, lesson=lesson)
    cards = schedule([made(name, lesson=lesson, seconds=seconds)])
    return Due(asked, cards[asked.subject], Reason.TIME)


def test_five_minutes_are_five_minutes() -> None:
    many = [due(f"q{number}", seconds=40) for number in range(30)]
    chosen = review_set(many)
    assert len(chosen.items) == 7
    assert chosen.seconds == 280
    assert chosen.left == 23
    assert len(review_set(many, minutes=20).items) == 30
    assert review_set([]).items == ()


def test_one_question_at_least_is_asked() -> None:
    assert len(review_set([due("slow", seconds=170)], minutes=1).items) == 1


def test_a_short_one_takes_the_place_that_a_long_one_leaves() -> None:
    chosen = review_set([due("a", seconds=50), due("long", seconds=170), due("b", seconds=10)], 1)
    assert {one.question.id for one in chosen.items} == {"a", "b"}
    assert chosen.left == 1


def test_lessons_and_chapters_are_mixed() -> None:
    some = [due(f"a{n}", "one") for n in range(4)] + [due(f"b{n}", "two") for n in range(3)]
    some += [due(f"c{n}", "one", "another") for n in range(2)]
    places = [(one.question.lesson, one.question.chapter) for one in review_set(some).items]
    assert len(places) == 9
    assert all(one != other for one, other in pairwise(places))


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xyz")), max_size=14))
def test_no_place_follows_itself_where_that_can_be_helped(spots: list[tuple[str, str]]) -> None:
    some = [due(f"q{n}", chapter, lesson) for n, (lesson, chapter) in enumerate(spots)]
    items = review_set(some).items
    assert sorted(one.question.id for one in items) == sorted(one.question.id for one in some)
    places = [(one.question.lesson, one.question.chapter) for one in items]
    most = max((places.count(place) for place in places), default=0)
    repeats = sum(one == other for one, other in pairwise(places))
    assert repeats == max(0, most - (len(places) - most) - 1)


def test_the_same_history_gives_the_same_review() -> None:
    history = [made(f"q{n}", lesson=f"lesson-{n % 3}", at=later(hours=n)) for n in range(40)]
    asked = [question(f"q{n}", f"c{n % 4}", lesson=f"lesson-{n % 3}") for n in range(40)]
    reviews = [
        review_set(due_today(schedule(history), order, later(days=30), UTC))
        for order in (asked, asked[::-1])
    ]
    assert reviews[0] == reviews[1]


def test_fsrs_is_imported_once_something_was_answered() -> None:
    program = (
        "import sys\n"
        "import desktop_app.learning.due, desktop_app.learning.progress\n"
        "from desktop_app.learning.review import schedule\n"
        "schedule([])\n"
        "assert 'fsrs' not in sys.modules\n"
        "from tests.support.attempts import made\n"
        "schedule([made()])\n"
        "assert 'fsrs' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
