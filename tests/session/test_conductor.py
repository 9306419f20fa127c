"""The time of a lesson: pace, what to drop, what to ask again."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta, timezone
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.session.conductor import (
    GRAIN,
    PlannedStep,
    clock_time,
    next_moment,
    pace,
    remaining,
    retrieval_set,
    what_to_drop,
)

START = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


def plan(*parts: tuple[float, bool]) -> list[PlannedStep]:
    return [PlannedStep(f"s{rank}", minutes, must) for rank, (minutes, must) in enumerate(parts)]


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def test_nothing_is_dropped_where_all_fits() -> None:
    found = what_to_drop(plan((5, True), (5, False)), 10)
    assert (found.steps, found.needed, found.fits) == ((), 10, True)


def test_as_much_as_possible_is_kept() -> None:
    steps = plan((10, True), (6, False), (4, False), (3, False), (2, False))
    found = what_to_drop(steps, 19)
    # 9 minutes are left for 6, 4, 3 and 2: 6 + 3 and 4 + 3 + 2 fill them; three steps are kept.
    assert found.steps == ("s1",)
    assert found.needed == 19
    assert found.fits


def test_among_equals_the_latest_go() -> None:
    steps = plan((5, True), (3, False), (3, False), (3, False))
    assert what_to_drop(steps, 11).steps == ("s3",)
    assert what_to_drop(steps, 8.5).steps == ("s2", "s3")


def test_essential_steps_stay_even_where_they_do_not_fit() -> None:
    found = what_to_drop(plan((20, True), (3, False), (15, True)), 30)
    assert found.steps == ("s1",)
    assert found.needed == 35
    assert not found.fits
    assert not what_to_drop(plan((20, True)), -5).fits


PLANS = st.lists(
    st.tuples(st.integers(0, 40).map(lambda quarters: quarters / 4), st.booleans()), max_size=9
)


@given(PLANS, st.integers(-10, 300).map(lambda quarters: quarters / 4))
def test_what_to_drop_is_the_best_there_is(parts: list[tuple[float, bool]], minutes: float) -> None:
    steps = plan(*parts)
    found = what_to_drop(steps, minutes)
    dropped = set(found.steps)
    assert not dropped & {step.id for step in steps if step.essential}
    kept = [step for step in steps if step.id not in dropped]
    assert found.needed == pytest.approx(sum(step.minutes for step in kept))
    essential = sum(step.minutes for step in steps if step.essential)
    assert found.fits == (essential <= max(minutes, 0))
    if not found.fits:
        assert dropped == {step.id for step in steps if not step.essential}
        return
    assert found.needed <= max(minutes, 0)
    optional = [step.minutes for step in steps if not step.essential]
    best = max(
        total
        for count in range(len(optional) + 1)
        for some in combinations(optional, count)
        if (total := essential + sum(some)) <= max(minutes, 0)
    )
    assert found.needed == pytest.approx(best)
    more = what_to_drop(steps, minutes + 1)
    assert more.needed >= found.needed


@given(st.lists(st.floats(0, 60, allow_nan=False), max_size=8), st.floats(0, 200))
def test_odd_durations_never_run_over(durations: list[float], minutes: float) -> None:
    steps = plan(*((one, False) for one in durations))
    kept = sum(step.minutes for step in steps if step.id not in what_to_drop(steps, minutes).steps)
    assert kept <= minutes + 1e-6


def test_a_long_plan_is_decided_at_once() -> None:
    steps = plan(*((1 + rank % 7 / GRAIN, rank % 3 == 0) for rank in range(120)))
    assert what_to_drop(steps, 90).fits


def test_nobody_is_late_within_a_step() -> None:
    steps = plan((5, True), (10, True), (5, True))
    now = pace(steps, "s1", START, at(5), at(12))
    assert (now.elapsed, now.planned, now.late, now.left) == (12, 12, 0, 8)
    late = pace(steps, "s1", START, at(5), at(18))
    assert (late.planned, late.late, late.left) == (15, 3, 5)
    early = pace(steps, "s2", START, at(4), at(4))
    assert early.late == -11
    assert early.left == 5


def test_a_step_off_the_route_has_no_minutes() -> None:
    steps = plan((5, True), (10, True))
    aside = pace(steps, "elsewhere", START, at(2), at(6))
    assert (aside.planned, aside.late, aside.step) == (0, 6, 0)


def test_a_clock_that_was_set_back_makes_nobody_early() -> None:
    steps = plan((5, True))
    odd = pace(steps, "s0", START, at(5), at(-60))
    assert (odd.elapsed, odd.in_step, odd.late) == (0, 0, 0)


def test_what_remains_is_the_rest_of_this_step_and_those_after_it() -> None:
    steps = plan((5, False), (10, False), (5, False))
    rest = remaining(steps, "s1", 4)
    assert [(step.id, step.minutes, step.essential) for step in rest] == [
        ("s1", 6, True),
        ("s2", 5, False),
    ]
    assert remaining(steps, "s1", 40)[0].minutes == 0
    assert remaining(steps, "unknown", 0) == tuple(steps)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("10:55", time(10, 55)),
        (" 10h55 ", time(10, 55)),
        ("10 h 55", time(10, 55)),
        ("10\u202fh\u202f55", time(10, 55)),
        ("9h", time(9)),
        ("9", time(9)),
        ("23.59", time(23, 59)),
        ("24:00", None),
        ("10:60", None),
        ("10:5", None),
        ("", None),
        ("midi", None),
        ("-1:00", None),
        ("10:55:00", None),
    ],
)
def test_times_are_read_as_people_write_them(text: str, wanted: time | None) -> None:
    assert clock_time(text) == wanted


@given(st.text(max_size=8))
def test_any_text_is_a_time_or_none(text: str) -> None:
    assert clock_time(text) is None or ":" not in str(clock_time(text)).replace(":", "", 2)


def test_the_next_moment_is_today_or_tomorrow() -> None:
    zone = timezone(timedelta(hours=2))
    now = datetime(2026, 3, 2, 10, 0, tzinfo=zone)
    assert next_moment(time(10, 55), now) == datetime(2026, 3, 2, 10, 55, tzinfo=zone)
    assert next_moment(time(6, 59), now) == datetime(2026, 3, 3, 6, 59, tzinfo=zone)


def test_an_end_that_has_just_passed_is_not_tomorrow() -> None:
    late = datetime(2026, 3, 2, 10, 57)
    assert next_moment(time(10, 55), late) == datetime(2026, 3, 2, 10, 55)
    assert next_moment(time(10, 57), late) == late
    night = datetime(2026, 3, 2, 0, 10)
    assert next_moment(time(23, 50), night) == datetime(2026, 3, 1, 23, 50)
    assert next_moment(time(0, 30), night) == datetime(2026, 3, 2, 0, 30)


ASKED = [("a1", "a", "choice"), ("a2", "a", "choice"), ("b1", "b", "number"), ("c1", "c", "open"),
         ("c2", "c", "order")]  # fmt: skip


def test_one_question_of_each_step_comes_before_a_second() -> None:
    assert retrieval_set(ASKED, {}, 3) == ("a1", "b1", "c2")
    assert retrieval_set(ASKED, {}, 4) == ("a1", "a2", "b1", "c2")


def test_the_last_steps_count_first_and_one_question_is_always_asked() -> None:
    assert retrieval_set(ASKED, {}, 2) == ("b1", "c2")
    assert retrieval_set(ASKED, {"c2": 900.0}, 1) == ("c2",)
    assert retrieval_set([], {}) == ()
    assert retrieval_set([("p", "a", "prediction"), ("s", "a", "sentence")], {}) == ()


def test_what_was_missed_is_asked_first() -> None:
    assert retrieval_set(ASKED, {}, 1, missed={"a2"}) == ("a2",)
    assert retrieval_set(ASKED, {}, 2, missed={"a2", "unknown"}) == ("a2", "c2")
