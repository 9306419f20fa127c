"""What holds of every grade, whatever the question and whatever is given."""

from __future__ import annotations

import math
from itertools import permutations

import pytest
from hypothesis import given as let
from hypothesis import strategies as st

from desktop_app.content.document import Paragraph, Text
from desktop_app.content.numbers import format_number
from desktop_app.content.problems import Location
from desktop_app.content.reference import Reference
from desktop_app.learning.certainty import RIGHT, WRONG, Certainty, mark
from desktop_app.quiz.answers import GivenAnswer
from desktop_app.quiz.grading import Grade, NoAnswer, Verdict, grade
from desktop_app.quiz.questions import (
    ChoiceGap,
    ChoicesQuestion,
    ExpectedNumber,
    ExpectedText,
    GapsQuestion,
    MatchQuestion,
    NumberGap,
    NumberQuestion,
    OpenQuestion,
    Option,
    OrderQuestion,
    Pair,
    PointQuestion,
    Question,
    Rules,
    Target,
    TextGap,
    TextQuestion,
    TextRules,
    Tolerance,
)
from desktop_app.quiz.telling import right_answer, told
from tests.quiz.examples import questions

HERE = Location("one.md")
ALL = [*questions("fr").values(), *questions("en").values()]
LANGUAGES = st.sampled_from(["fr", "en", "xx"])
NASTY = [
    "1e999", "-1e-99999", "𝟙", "שלום", "👍🏽", "-", "0x1F", "٣", "", " ", "\u202e", "\x00",
    "\ud800", "true", "assessed", "point:jobs/cadres", "point:", "sentence:a/1", "0", "1", "-1",
    "2020-02-30", "9" * 200, "*" * 200, "10^" * 30, "[[", "58 %", "=1+1", "\ufeff58",
]  # fmt: skip
JUNK = st.lists(st.text(max_size=40) | st.sampled_from(NASTY), max_size=8)


def prose(text: str) -> tuple[Paragraph, ...]:
    return (Paragraph((Text(text),), HERE),)


def option(name: str, correct: bool, credit: float | None = None) -> Option:
    worth = float(correct) if credit is None else credit
    return Option(
        text=prose(name), correct=correct, credit=worth, misconception=name, location=HERE
    )


def graded(question: Question, *given: str, attempt: int = 1) -> Grade:
    found = grade(question, given, "fr", attempt=attempt)
    assert isinstance(found, Grade), found
    return found


# -- bounds ---------------------------------------------------------------------------------


@let(JUNK, st.sampled_from(ALL), LANGUAGES, st.sampled_from([None, *Certainty]), st.integers(1, 9))
def test_every_answer_has_a_sound_grade_or_a_reason(
    given: list[str],
    question: Question,
    language: str,
    certainty: Certainty | None,
    attempt: int,
) -> None:
    found = grade(question, given, language, certainty=certainty, attempt=attempt)
    assert isinstance(told(question, given), str)
    if isinstance(found, NoAnswer):
        return
    assert 0 <= found.share <= 1
    assert 0 <= found.score <= found.share
    assert math.isfinite(found.share)
    assert (found.share == 1) == found.correct
    assert (found.mark is None) == (certainty is None)
    if found.mark is not None and certainty is not None:
        assert WRONG[certainty] <= found.mark <= RIGHT[certainty]
    parts = len(found.parts)
    assert all(0 <= item.part < max(parts, 1) or not parts for item in found.feedback)
    hidden = found.without_answers()
    assert not any(item.verdict is Verdict.MISSED for item in hidden.feedback)
    assert hidden.share == found.share
    assert not found.held_back().feedback
    kept = GivenAnswer.of(question, tuple(given), found)
    assert kept.score == found.score


@let(JUNK, st.sampled_from(ALL), LANGUAGES)
def test_grading_twice_says_the_same(given: list[str], question: Question, language: str) -> None:
    assert grade(question, given, language) == grade(question, tuple(given), language)


@let(st.sampled_from(ALL), st.integers(1, 8), st.integers(1, 8))
def test_a_later_try_never_earns_more(question: Question, one: int, other: int) -> None:
    given = right_answer(question) or ("Un texte.", "assessed", "0", "1", "2")
    early, late = sorted((one, other))
    first, second = (
        graded(question, *given, attempt=early),
        graded(question, *given, attempt=late),
    )
    assert first.score >= second.score >= 0
    assert first.share == second.share == 1


@let(st.floats(0, 1), st.floats(0, 1))
def test_a_better_answer_never_has_a_worse_mark(one: float, other: float) -> None:
    low, high = sorted((one, other))
    for certainty in Certainty:
        assert mark(low, certainty) <= mark(high, certainty)


def test_marks_are_those_of_certainty_based_marking() -> None:
    assert [mark(1, certainty) for certainty in Certainty] == [1, 2, 3]
    assert [mark(0, certainty) for certainty in Certainty] == [0, -2, -6]
    assert mark(0.5, Certainty.CERTAIN) == 1.5
    assert Certainty.of(2) is Certainty.FAIRLY_SURE
    assert Certainty.of(0) is Certainty.of(None) is None


@pytest.mark.parametrize(("attempt", "credit"), [(1, 1.0), (2, 0.5), (3, 0.0), (4, 0.0), (0, 1.0)])
def test_each_try_costs_its_penalty(attempt: int, credit: float) -> None:
    assert Rules(tries=3, penalty=0.5).credit(attempt) == credit


# -- several choices ---------------------------------------------------------------------------


@st.composite
def choices(draw: st.DrawFn) -> ChoicesQuestion:
    """Right options share the credit in any way; wrong ones cost something."""
    right = draw(st.lists(st.integers(1, 20), min_size=1, max_size=5))
    wrong = draw(st.lists(st.floats(-1, -0.01), max_size=5))
    options = [option(f"r{i}", True, weight / sum(right)) for i, weight in enumerate(right)]
    options += [option(f"w{i}", False, cost) for i, cost in enumerate(wrong)]
    return ChoicesQuestion(id="q", options=tuple(draw(st.permutations(options))), location=HERE)


@let(choices(), st.data())
def test_a_right_pick_never_costs_and_a_wrong_one_never_pays(
    question: ChoicesQuestion, data: st.DataObject
) -> None:
    count = len(question.options)
    picks = data.draw(st.lists(st.integers(0, count - 1), min_size=1, unique=True))
    before = graded(question, *map(str, picks)).share
    for extra in set(range(count)) - set(picks):
        after = graded(question, *map(str, [*picks, extra])).share
        if question.options[extra].correct:
            assert after >= before
        else:
            assert after <= before or before == after == 0


@let(choices(), st.data())
def test_the_order_and_the_number_of_the_picks_do_not_matter(
    question: ChoicesQuestion, data: st.DataObject
) -> None:
    count = len(question.options)
    picks = data.draw(st.lists(st.integers(0, count - 1), min_size=1, unique=True))
    shuffled = data.draw(st.permutations([*picks, picks[0]]))
    assert graded(question, *map(str, picks)) == graded(question, *map(str, shuffled))
    right = {i for i, one in enumerate(question.options) if one.correct}
    assert (graded(question, *map(str, picks)).share == 1) == (set(picks) == right)


# -- numbers -----------------------------------------------------------------------------------


@let(
    st.floats(-1e6, 1e6).map(lambda value: round(value, 3)),
    st.floats(0, 1e5),
    st.booleans(),
    st.floats(-1e6, 1e6),
    st.floats(-1e6, 1e6),
)
def test_a_nearer_number_is_never_worth_less(
    expected: float, slack: float, relative: bool, one: float, other: float
) -> None:
    tolerance = Tolerance(min(slack, 1.0) if relative else slack, relative)
    answer = ExpectedNumber(
        value=expected, written="x", tolerance=tolerance, correct=True, credit=1.0, location=HERE
    )
    question = NumberQuestion(id="q", expected=(answer,), location=HERE)
    near, far = sorted((round(one, 3), round(other, 3)), key=lambda value: abs(value - expected))
    shares = [graded(question, format_number(value, "fr", 3)).share for value in (near, far)]
    assert shares[0] >= shares[1]


@let(st.floats(-1e12, 1e12, allow_nan=False), st.sampled_from(["fr", "en"]))
def test_a_number_is_the_same_in_every_writing(value: float, language: str) -> None:
    value = round(value, 4)
    answer = ExpectedNumber(value=value, written="x", correct=True, credit=1.0, location=HERE)
    question = NumberQuestion(id="q", expected=(answer,), location=HERE, language=language)
    (typed, _) = right_answer(question)
    spaces = format_number(value, language, 4).replace("\u202f", "\u2009")
    for text in (typed, spaces, f"  {typed}\u00a0", typed.replace("-", "\u2212")):
        found = grade(question, (text,), language)
        assert isinstance(found, Grade), text
        assert found.share == 1, text


# -- texts, gaps, pairs, order, targets -----------------------------------------------------------

WORDS = st.text("abcdéœ*\\ .-'", min_size=1, max_size=12)


def text_answer(pattern: str, correct: bool = True) -> ExpectedText:
    return ExpectedText(pattern=pattern, correct=correct, credit=float(correct), location=HERE)


@let(st.lists(WORDS, min_size=1, max_size=4), WORDS, st.booleans(), st.booleans())
def test_looser_rules_never_refuse_what_stricter_ones_take(
    patterns: list[str], typed: str, accents: bool, case: bool
) -> None:
    def share(rules: TextRules) -> float:
        question = TextQuestion(
            id="q", expected=tuple(map(text_answer, patterns)), text_rules=rules, location=HERE
        )
        found = grade(question, (typed,), "fr")
        return found.share if isinstance(found, Grade) else 0.0

    assert share(TextRules()) >= share(TextRules(accents, case))


@let(
    st.lists(st.tuples(st.sampled_from("tnc"), st.integers(1, 9)), min_size=1, max_size=6),
    st.data(),
)
def test_filling_a_gap_rightly_never_costs(
    kinds: list[tuple[str, int]], data: st.DataObject
) -> None:
    def gap(kind: str, weight: int) -> TextGap | NumberGap | ChoiceGap:
        if kind == "t":
            return TextGap((text_answer("oui"),), TextRules(), float(weight))
        if kind == "n":
            number = ExpectedNumber(value=7, written="7", correct=True, credit=1.0, location=HERE)
            return NumberGap((number,), "", float(weight))
        return ChoiceGap((option("non", False), option("oui", True)), float(weight))

    gaps = tuple(gap(*kind) for kind in kinds)
    question = GapsQuestion(id="q", gaps=gaps, location=HERE)
    right = {"t": "oui", "n": "7", "c": "1"}
    wrong = {"t": "non", "n": "8", "c": "0"}
    state = data.draw(st.lists(st.booleans(), min_size=len(kinds), max_size=len(kinds)))
    filled = [(right if yes else wrong)[kind] for yes, (kind, _) in zip(state, kinds, strict=True)]
    found = graded(question, *filled)
    total = sum(weight for _, weight in kinds)
    expected = sum(weight for yes, (_, weight) in zip(state, kinds, strict=True) if yes)
    assert found.share == pytest.approx(expected / total)
    assert [verdict is Verdict.RIGHT for verdict in found.parts] == state


@let(st.integers(2, 7), st.data())
def test_every_pair_counts_the_same(count: int, data: st.DataObject) -> None:
    pairs = tuple(Pair(left=prose(f"l{i}"), right=i, location=HERE) for i in range(count))
    question = MatchQuestion(
        id="q", pairs=pairs, choices=tuple(prose(f"r{i}") for i in range(count + 2)), location=HERE
    )
    chosen = data.draw(st.lists(st.integers(-1, count + 1), min_size=count, max_size=count))
    given = ["" if choice < 0 else str(choice) for choice in chosen]
    if not any(given):
        return
    hits = sum(choice == i for i, choice in enumerate(chosen))
    assert graded(question, *given).share == hits / count


@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_turning_a_wrong_pair_round_never_costs(count: int) -> None:
    items = tuple(option(f"i{i}", True) for i in range(count))
    question = OrderQuestion(id="q", items=items, location=HERE)
    shares = {}
    for order in permutations(range(count)):
        shares[order] = graded(question, *map(str, order)).share
    for order, share in shares.items():
        assert (share == 1) == (order == tuple(range(count)))
        for rank in range(count - 1):
            if order[rank] > order[rank + 1]:
                better = list(order)
                better[rank], better[rank + 1] = better[rank + 1], better[rank]
                assert shares[tuple(better)] >= share
    assert sum(shares.values()) / len(shares) <= 0.5  # chance earns little


@let(st.lists(st.booleans(), min_size=1, max_size=5).filter(any), st.data())
def test_what_is_right_is_found_before_what_is_wrong(
    right: list[bool], data: st.DataObject
) -> None:
    rows = data.draw(st.lists(st.sampled_from("abc"), min_size=len(right), max_size=len(right)))
    targets = tuple(
        Target(
            text=prose(row),
            correct=yes,
            credit=float(yes),
            references=(Reference.point("t", row),),
            location=HERE,
        )
        for yes, row in zip(right, rows, strict=True)
    )
    question = PointQuestion(id="q", targets=targets, location=HERE)
    for row in "abc":
        wanted = any(yes for yes, other in zip(right, rows, strict=True) if other == row)
        assert graded(question, f"point:t/{row}").correct == wanted


@let(st.integers(1, 6), st.data())
def test_more_criteria_met_never_earn_less(count: int, data: st.DataObject) -> None:
    criteria = tuple(option(f"c{i}", False, 1 / count) for i in range(count))
    question = OpenQuestion(id="q", criteria=criteria, location=HERE)
    met = data.draw(st.lists(st.integers(0, count - 1), unique=True))
    found = graded(question, "Un texte", "assessed", *map(str, met))
    assert found.share == pytest.approx(len(met) / count)
    assert (found.share == 1) == (len(met) == count)
