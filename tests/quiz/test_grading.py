from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given as let
from hypothesis import strategies as st

from desktop_app.content.document import Paragraph, Text
from desktop_app.content.numbers import format_number
from desktop_app.content.problems import Location
from desktop_app.quiz.grading import Feedback, Grade, NoAnswer, Reason, Verdict, grade
from desktop_app.quiz.questions import (
    ChoiceQuestion,
    ChoicesQuestion,
    ExpectedNumber,
    NumberQuestion,
    Option,
    Question,
    Tolerance,
)

HERE = Location("one.md")


def words(text: str) -> tuple[Paragraph, ...]:
    return (Paragraph((Text(text),), HERE),)


def option(correct: bool, name: str, credit: float | None = None) -> Option:
    return Option(
        text=words(name),
        correct=correct,
        credit=float(correct) if credit is None else credit,
        explanation=words(f"about {name}"),
        misconception="" if correct else name,
        location=HERE,
    )


def several(*right: bool) -> ChoicesQuestion:
    """A question whose right options share the credit; a wrong one costs as much."""
    share = 1 / sum(right)
    options = (option(yes, str(i), share if yes else -share) for i, yes in enumerate(right))
    return ChoicesQuestion(id="q", options=tuple(options), location=HERE)


CHOICE = ChoiceQuestion(
    id="q", options=tuple(option(i == 1, str(i)) for i in range(3)), location=HERE
)
CHOICES = several(True, True, False, False)


def number(value: float, tolerance: Tolerance, *wrong: float, unit: str = "fois") -> NumberQuestion:
    def expected(number: float, correct: bool, said: str, misconception: str) -> ExpectedNumber:
        return ExpectedNumber(
            value=number,
            written=str(number),
            tolerance=tolerance,
            correct=correct,
            credit=float(correct),
            explanation=words(said),
            misconception=misconception,
            location=HERE,
        )

    foreseen = (expected(w, False, f"why {w}", f"m{w}") for w in wrong)
    return NumberQuestion(
        id="q",
        explanation=words("any other"),
        expected=(expected(value, True, "right", ""), *foreseen),
        unit=unit,
        location=HERE,
    )


NUMBER = number(29, Tolerance(1), 56)


def graded(question: Question, *given: str, language: str = "fr") -> Grade:
    found = grade(question, given, language)
    assert isinstance(found, Grade)
    return found


def reason(*given: str) -> Reason:
    found = grade(NUMBER, given, "fr")
    assert isinstance(found, NoAnswer)
    return found.reason


def test_one_choice() -> None:
    assert graded(CHOICE, "1").score == 1
    wrong = graded(CHOICE, "0")
    assert wrong.score == 0
    assert wrong.misconceptions == ("0",)
    assert wrong.feedback == (
        Feedback(0, Verdict.WRONG, words("about 0")),
        Feedback(1, Verdict.MISSED, words("about 1")),
    )
    assert graded(CHOICE, "0", "1").score == 0


@pytest.mark.parametrize(
    ("picked", "score"),
    [("01", 1.0), ("0", 0.5), ("012", 0.5), ("02", 0.0), ("23", 0.0), ("0123", 0.0)],
)
def test_several_choices_earn_part_of_the_credit(picked: str, score: float) -> None:
    for order in permutations(picked):
        assert graded(CHOICES, *order) == graded(CHOICES, *picked)
    assert graded(CHOICES, *picked).score == score


def test_the_verdict_says_partly_only_between() -> None:
    assert graded(CHOICES, "0", "1").verdict is Verdict.RIGHT
    assert graded(CHOICES, "0").verdict is Verdict.PARTLY
    assert graded(CHOICES, "2").verdict is Verdict.WRONG


def test_a_number_foreseen_has_its_own_explanation() -> None:
    foreseen = graded(NUMBER, "56")
    assert foreseen.feedback[0] == Feedback(1, Verdict.WRONG, words("why 56"))
    assert foreseen.feedback[1].verdict is Verdict.MISSED
    assert foreseen.misconceptions == ("m56",)
    other = graded(NUMBER, "12")
    assert other.feedback[0] == Feedback(None, Verdict.WRONG, words("any other"))
    assert other.misconceptions == ()


def test_the_unit_may_be_typed() -> None:
    assert graded(NUMBER, "29 FOIS").correct
    assert graded(number(58, Tolerance(), unit="%"), "58 %").correct


def test_the_language_it_was_typed_in_reads_a_number() -> None:
    thousands = number(1500, Tolerance())
    assert graded(thousands, "1,500", "en", language="fr").correct
    assert not graded(thousands, "1,500", "fr", language="en").correct


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ((), Reason.NOTHING_GIVEN),
        (("  ",), Reason.NOTHING_GIVEN),
        (("beaucoup",), Reason.NOT_A_NUMBER),
        (("🙂",), Reason.NOT_A_NUMBER),
        (("nan",), Reason.NOT_A_NUMBER),
        (("1e999",), Reason.NOT_FINITE),
        (("-1e-99999",), Reason.NOT_FINITE),
        (("2 × 10^400",), Reason.NOT_FINITE),
        (("∞",), Reason.NOT_FINITE),
        (("9" * 100_000,), Reason.TOO_LONG),
    ],
)
def test_what_is_no_number_says_why(typed: tuple[str, ...], why: Reason) -> None:
    assert reason(*typed) is why


def test_an_option_that_does_not_exist_is_passed_over() -> None:
    nothing = grade(CHOICE, ("7", "-1", "٣", "1.0"), "fr")
    assert nothing == NoAnswer(Reason.NOTHING_GIVEN)
    assert graded(CHOICE, "1", "1", "99").correct


JUNK = st.lists(st.text() | st.sampled_from(["1e999", "𝟙", "שלום", "👍🏽", "-", "0x1F"]))


@let(JUNK, st.sampled_from([CHOICE, CHOICES, NUMBER]), st.sampled_from(["fr", "en", "xx"]))
def test_grading_is_total(given: list[str], question: Question, language: str) -> None:
    found = grade(question, given, language)
    assert isinstance(found, NoAnswer) or 0 <= found.score <= 1


@let(st.lists(st.booleans(), min_size=1, max_size=9).filter(any), st.data())
def test_only_the_exact_answer_is_worth_one(right: list[bool], data: st.DataObject) -> None:
    question = several(*right)
    indices = [str(index) for index in range(len(right))]
    exact = [index for index in indices if right[int(index)]]
    assert graded(question, *exact).score == 1
    picks = data.draw(st.lists(st.sampled_from(indices), min_size=1, unique=True))
    assert (graded(question, *picks).score == 1) == (set(picks) == set(exact))
    assert graded(question, *reversed(picks)) == graded(question, *picks)


@let(
    st.floats(-1e9, 1e9).map(lambda value: round(value, 3)),
    st.floats(0.001, 0.5),
    st.floats(-1, 1),
    st.sampled_from(["fr", "en"]),
)
def test_any_number_within_tolerance_is_right(
    expected: float, share: float, place: float, language: str
) -> None:
    amount = abs(expected) * share
    typed = format_number(expected + place * amount * 0.99, language, 6)
    assert graded(number(expected, Tolerance(amount + 1e-6)), typed, language=language).correct
    relative = number(expected, Tolerance(share, relative=True))
    if amount > 1e-3:
        assert graded(relative, typed, language=language).correct


@let(st.floats(1, 1e6), st.floats(1.5, 100), st.sampled_from(["fr", "en"]))
def test_a_number_beyond_the_tolerance_is_wrong(amount: float, times: float, language: str) -> None:
    typed = format_number(29 + amount * times, language, 3)
    assert graded(number(29, Tolerance(amount)), typed, language=language).score == 0
