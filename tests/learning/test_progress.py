"""What attempts say of what is done, known, still believed."""

from __future__ import annotations

import math
from datetime import UTC, date, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.content.reader import read_lesson
from desktop_app.learning.attempts import Attempt, Kind
from desktop_app.learning.calibration import Verdict, Z, calibrate, wilson
from desktop_app.learning.certainty import BANDS
from desktop_app.learning.outline import outline_of
from desktop_app.learning.progress import Mastery, Progress, progress_in
from desktop_app.learning.results.delimited import moodle_csv
from desktop_app.learning.results.tables import Results
from tests.learning.sample import outline, question
from tests.support.attempts import attempts, later, made
from tests.support.lessons import LessonBuilder


def after(*some: Attempt) -> Progress:
    return progress_in(outline(), some, UTC)


def chapter(progress: Progress, name: str) -> dict[str, float]:
    (found,) = [one for one in progress.chapters if one.id == name]
    return {
        "questions": found.questions,
        "answered": found.answered,
        "right": found.right,
        "known": found.known,
        "seconds": found.seconds,
    }


def mastery(progress: Progress) -> dict[str, Mastery]:
    return {one.id: one.mastery for one in progress.objectives}


def test_nothing_done_is_nothing_started() -> None:
    progress = after()
    assert set(mastery(progress).values()) == {Mastery.NOT_STARTED}
    assert (progress.answered, progress.right, progress.attempts, progress.seconds) == (0, 0, 0, 0)
    assert progress.misconceptions == ()
    assert progress.days == ()
    assert [one.share for one in progress.calibration] == [None, None, None]


def test_chapters_count_questions_answered_right_and_known() -> None:
    progress = after(
        made("a", seconds=10),
        made("b", score=0.0, seconds=20),
        made("b", later(minutes=1), seconds=5),  # corrected at once: right, but not known
        made("d", score=0.5, seconds=30),
    )
    assert chapter(progress, "one") == {
        "questions": 3, "answered": 2, "right": 2, "known": 1, "seconds": 35.0
    }  # fmt: skip
    assert chapter(progress, "two") == {
        "questions": 2, "answered": 1, "right": 0, "known": 0, "seconds": 30.0
    }  # fmt: skip
    assert (progress.answered, progress.right, progress.attempts) == (3, 2, 4)


def test_an_objective_goes_from_not_started_to_mastered() -> None:
    some = [made("a"), made("b", score=0.0)]
    assert mastery(after(*some))["one"] is Mastery.STARTED
    some.append(made("c"))
    assert mastery(after(*some))["one"] is Mastery.TO_REVIEW
    some.append(made("b", later(minutes=2)))
    assert mastery(after(*some))["one"] is Mastery.TO_REVIEW  # a second try proves nothing
    some.append(made("b", later(days=1)))
    assert mastery(after(*some))["one"] is Mastery.MASTERED
    some.append(made("a", later(days=2), score=0.0))
    assert mastery(after(*some))["one"] is Mastery.TO_REVIEW  # forgotten again


def test_a_question_may_have_an_objective_of_its_own() -> None:
    progress = after(made("e"))
    found = {one.id: (one.text, one.questions, one.mastery) for one in progress.objectives}
    assert found["Read a chart"] == ("Read a chart", 1, Mastery.MASTERED)
    assert found["two"] == ("Objective of two", 1, Mastery.NOT_STARTED)


def test_a_misconception_is_met_and_resolved() -> None:
    some = [made("a", score=0.0, misconceptions=["myth"])]
    (met,) = after(*some).misconceptions
    assert (met.text, met.times, met.resolved) == ("They say so.", 1, False)
    some.append(made("a", later(minutes=1)))
    assert not after(*some).misconceptions[0].resolved  # the feedback has just said it
    some.append(made("b", later(minutes=2)))
    assert after(*some).misconceptions[0].resolved  # another question where it could show
    some.append(made("b", later(days=1), score=0.0, misconceptions=["myth", "fable"]))
    found = after(*some).misconceptions
    assert {(one.id, one.times, one.resolved) for one in found} == {
        ("myth", 2, False),
        ("fable", 1, False),
    }
    some.append(made("a", later(days=2)))  # could show the myth, not the fable
    assert [(one.id, one.resolved) for one in after(*some).misconceptions] == [
        ("fable", False),
        ("myth", True),
    ]


def test_what_left_the_lesson_counts_for_time_alone() -> None:
    progress = after(made("gone", seconds=40), made("a", lesson="another", seconds=100))
    assert (progress.answered, progress.attempts, progress.seconds) == (0, 1, 40.0)


def test_predictions_take_time_and_are_no_answers() -> None:
    guess = made("chart-one", kind=Kind.PREDICTION, score=None, answer={"x": 3}, seconds=25)
    progress = after(guess)
    assert (progress.attempts, progress.predictions, progress.answered) == (0, 1, 0)
    assert chapter(progress, "one")["seconds"] == 25.0


def test_a_prediction_in_answer_to_a_question_is_one_prediction() -> None:
    told = {"estimates": {"x": 3}, "chart": "chart-one", "given": ["3", "fr"]}
    answer = made("a", kind=Kind.PREDICTION, score=None, answer=told)
    why = made("chart-one", kind=Kind.PREDICTION, score=None, answer={
        "estimates": {"x": 3}, "reason": "too low",
    })  # fmt: skip
    assert after(answer, why).predictions == 1


def test_what_does_not_count_is_practised_but_neither_graded_nor_mastered() -> None:
    asked = (
        question("a", worth=3.0), question("b"), question("c", worth=0.0),
        question("guess", type="prediction", marked=False, worth=0.0),
    )  # fmt: skip
    some = [made("b", score=0.5, share=1.0, tries=2), made("c", score=None, share=1.0)]
    some.append(made("guess", kind=Kind.PREDICTION, score=None))
    (one, _) = progress_in(outline(*asked), some, UTC).chapters
    assert (one.questions, one.answered, one.right) == (3, 2, 2)
    assert (one.points, one.worth) == (0.5, 4.0)
    (objective,) = progress_in(outline(*asked), some, UTC).objectives
    assert (objective.questions, objective.answered) == (2, 1)
    # Once more, its answer known: that is worth nothing, and takes nothing away.
    some.append(made("b", later(days=1), score=None, share=0.0))
    assert progress_in(outline(*asked), some, UTC).points == 0.5
    assert moodle_csv(Results.of([outline(*asked)], some, "en", UTC)).split("\r\n")[1] == (
        '"local",12.5,12.5'
    )


def test_a_day_begins_where_the_learner_lives() -> None:
    late = made("a", later(hours=11, minutes=30))  # half past eleven at night, in UTC
    paris = timezone(timedelta(hours=1))
    assert [one.day for one in progress_in(outline(), [late], UTC).days] == [date(2026, 3, 2)]
    (day,) = progress_in(outline(), [late, made("b", later(days=1))], paris).days
    assert (day.day, day.attempts, day.right) == (date(2026, 3, 3), 2, 2)


def test_whoever_leaves_a_question_open_is_not_learning_all_night() -> None:
    assert after(made("a", seconds=30_000)).seconds == 900.0


@given(st.lists(attempts(), max_size=12))
def test_any_history_adds_up(some: list[Attempt]) -> None:
    progress = after(*some)
    for one in progress.chapters:
        assert 0 <= one.right <= one.answered <= one.questions
        assert 0 <= one.known <= one.answered
    for objective in progress.objectives:
        assert 0 <= objective.known <= objective.answered <= objective.questions
    assert sum(day.attempts for day in progress.days) == progress.attempts
    assert sum(level.answers for level in progress.calibration) <= len(some)


# -- certainty ---------------------------------------------------------------------


def rated(certainty: int, right: int, wrong: int) -> list[Attempt]:
    scores = [1.0] * right + [0.0] * wrong
    return [
        made(f"{certainty}-{number}", score=score, certainty=certainty)
        for number, score in enumerate(scores)
    ]


@pytest.mark.parametrize(
    ("certainty", "right", "wrong", "verdict"),
    [
        (3, 19, 1, Verdict.CALIBRATED),
        (3, 10, 10, Verdict.OVERCONFIDENT),
        (3, 3, 1, Verdict.TOO_FEW),
        (2, 15, 5, Verdict.CALIBRATED),
        (2, 4, 16, Verdict.OVERCONFIDENT),
        (2, 30, 0, Verdict.UNDERCONFIDENT),
        (1, 10, 10, Verdict.CALIBRATED),
        (1, 20, 0, Verdict.UNDERCONFIDENT),
        (1, 0, 20, Verdict.CALIBRATED),
    ],
)
def test_certainty_is_compared_with_results(
    certainty: int, right: int, wrong: int, verdict: Verdict
) -> None:
    level = calibrate(rated(certainty, right, wrong))[certainty - 1]
    assert (level.certainty, level.answers, level.right) == (certainty, right + wrong, right)
    assert level.share == right / (right + wrong)
    assert level.verdict is verdict


def test_second_tries_and_unrated_answers_say_nothing_of_certainty() -> None:
    some = [made("a", score=0.0, certainty=3), made("a", later(minutes=1), certainty=3), made("b")]
    assert [(one.answers, one.right) for one in calibrate(some)] == [(0, 0), (0, 0), (1, 0)]


def test_each_certainty_pays_best_in_its_band() -> None:
    """Gardner-Medwin's own limits: 67 % and 80 %."""
    assert [round(least, 4) for least, _ in BANDS.values()] == [0.0, 0.6667, 0.8]
    assert [round(most, 4) for _, most in BANDS.values()] == [0.6667, 0.8, 1.0]


def test_marks_of_certainty_add_up() -> None:
    levels = calibrate([*rated(3, 3, 1), *rated(2, 1, 1), *rated(1, 2, 5)])
    assert [level.mark for level in levels] == [2.0, 0.0, 3.0]


@given(st.integers(1, 200), st.data())
def test_the_interval_is_wilsons(answers: int, data: st.DataObject) -> None:
    """Its ends are the shares that the observed one is just Z standard errors from."""
    right = data.draw(st.integers(0, answers))
    share = right / answers
    low, high = wilson(right, answers)
    assert low <= share <= high
    for end in (low, high):
        if 0 < end < 1 and abs(end - share) > 1e-9:
            assert abs(end - share) == pytest.approx(Z * math.sqrt(end * (1 - end) / answers))
    assert wilson(0, 0) == (0.0, 1.0)


# -- the outline of a real lesson ----------------------------------------------------


def test_the_outline_of_a_lesson(tmp_path: Path) -> None:
    lesson = read_lesson(LessonBuilder().folder(tmp_path))
    french = outline_of(lesson, "fr")
    assert [(one.id, one.title, len(one.questions)) for one in french.chapters] == [
        ("telework", "Qui télétravaille\u202f?", 1),
        ("places", "Où\u202f?", 0),
    ]
    why = french.questions["why"]
    assert why.prompt == "Que montre l’écart de 58\u202f% à 2\u202f%\u202f?"
    assert (why.step, why.objective, why.right) == ("unequal", "telework", (1,))
    assert why.misconceptions == ("choice-not-job",)
    assert french.objectives["telework"].startswith("Lire une part")
    assert french.misconceptions["choice-not-job"].startswith("Les ouvriers refusent")
    assert french.misconceptions["choice"] == "On croit que chacun choisit."
    english = outline_of(lesson, "en").questions["why"]
    assert english.version == why.version
    assert english.prompt != why.prompt
