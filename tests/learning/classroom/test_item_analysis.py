"""Difficulty and discrimination, against values worked out elsewhere."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.learning.classroom.item_analysis import (
    FEWEST,
    Remark,
    analyse,
    correlation,
    interval,
)


def test_a_correlation_is_that_of_scipy() -> None:
    from scipy import stats  # as much to load as all other tests of this folder together

    chance = random.Random(7)
    for count in (10, 28, 40):
        pairs = [(float(chance.random() < 0.6), chance.random()) for _ in range(count)]
        ours = correlation(pairs)
        theirs = stats.pearsonr(*zip(*pairs, strict=True))
        assert ours == pytest.approx(theirs.statistic, abs=1e-12)
        assert stats.pointbiserialr(*zip(*pairs, strict=True)).statistic == pytest.approx(ours)
        low, high = theirs.confidence_interval(0.95)
        assert interval(ours or 0, count) == pytest.approx((low, high), abs=1e-6)


def test_the_interval_of_thirty_students() -> None:
    """What the documentation says: r = 0.3 of 30 goes from −0.07 to 0.60."""
    assert interval(0.3, 30) == pytest.approx((-0.07, 0.60), abs=0.005)


def test_a_question_is_left_out_of_the_total_that_it_is_compared_with() -> None:
    """Two questions answered at random: with themselves in the total they would correlate."""
    chance = random.Random(1)
    questions = ["a", "b", "c"]
    scores = {
        str(rank): {name: float(chance.random() < 0.5) for name in questions}
        for rank in range(4_000)
    }
    for one in analyse(questions, scores):
        assert one.discrimination is not None
        assert abs(one.discrimination) < 0.05
        assert one.difficulty == pytest.approx(0.5, abs=0.03)


def test_a_class_of_ten_worked_by_hand() -> None:
    """The question is right for the better five of ten: (0, 1) against rests 0 to 9 tenths.

    r = 25 / sqrt(2.5 · 82.5) · … = 0.870388, the point-biserial of ten ranks.
    """
    scores = {
        str(rank): {"a": float(rank >= 5), "b": rank / 10, "c": rank / 10} for rank in range(10)
    }
    (one, *_) = analyse(["a", "b", "c"], scores)
    assert one.discrimination == pytest.approx(0.8703882797784892)
    assert (one.answers, one.difficulty, one.placed) == (10, 0.5, 10)
    assert one.remark is Remark.NOTHING


SCORES = st.sampled_from([0.0, 0.25, 0.5, 1.0])


@given(st.lists(st.lists(st.none() | SCORES, min_size=4, max_size=4), max_size=24))
def test_any_class_is_analysed_as_numpy_does_it(rows: list[list[float | None]]) -> None:
    """Students who answered nothing, all alike, one alone: no number where there is none."""
    questions = ["a", "b", "c", "d"]
    scores = {
        str(rank): {name: one for name, one in zip(questions, row, strict=True) if one is not None}
        for rank, row in enumerate(rows)
    }
    table = np.array([[np.nan if one is None else one for one in row] for row in rows])
    table = table.reshape(len(rows), 4)
    for column, one in enumerate(analyse(questions, scores)):
        mine, others = table[:, column], np.delete(table, column, axis=1)
        given_ = mine[~np.isnan(mine)]
        assert one.answers == len(given_)
        assert one.difficulty == (pytest.approx(given_.mean()) if len(given_) else None)
        placed = ~np.isnan(mine) & ((~np.isnan(others)).sum(axis=1) >= 2)
        assert one.placed == placed.sum()
        mine, rest = mine[placed], np.nanmean(others[placed], axis=1) if placed.any() else mine[:0]
        if placed.sum() < FEWEST or np.ptp(mine) < 1e-9 or np.ptp(rest) < 1e-9:
            assert one.discrimination is None
            continue
        assert one.discrimination == pytest.approx(np.corrcoef(mine, rest)[0, 1], abs=1e-9)
        assert one.low is not None
        assert one.high is not None
        assert -1 <= one.low <= one.discrimination <= one.high <= 1


def test_too_few_students_or_others_say_nothing() -> None:
    some = {str(rank): {"a": rank % 2, "b": 0.5, "c": rank / 10} for rank in range(FEWEST - 1)}
    assert all(one.discrimination is None for one in analyse(["a", "b", "c"], some))
    alone = {str(rank): {"a": float(rank % 2), "b": rank / 20} for rank in range(20)}
    assert all(one.placed == 0 for one in analyse(["a", "b"], alone))


def test_questions_that_all_know_or_nobody_answered() -> None:
    scores = {str(rank): {"a": 1.0, "c": rank / 12, "d": 0.0} for rank in range(12)}
    easy, untouched, _, hard = analyse(["a", "b", "c", "d"], scores)
    assert easy.remark is Remark.EASY
    assert easy.discrimination is None
    assert untouched.remark is Remark.NOT_ANSWERED
    assert (untouched.answers, untouched.difficulty) == (0, None)
    assert hard.remark is Remark.HARD


def test_a_question_that_the_good_ones_fail_is_pointed_out() -> None:
    scores = {
        str(rank): {"a": float(rank < 15), "b": rank / 30, "c": rank / 30} for rank in range(30)
    }
    assert analyse(["a", "b", "c"], scores)[0].remark is Remark.AGAINST
