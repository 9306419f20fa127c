"""Grading words that are typed, and the gaps of a text."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.quiz.graders.common import (
    distinct,
    given_at,
    graded_answer,
    held,
    index_of,
)
from desktop_app.quiz.graders.numbers import REASONS, find_expected
from desktop_app.quiz.model import (
    Blank,
    ChoiceGap,
    ExpectedText,
    GapsQuestion,
    TextGap,
    TextQuestion,
    TextRules,
)
from desktop_app.quiz.quantities import Misread, parse_quantity
from desktop_app.quiz.texts import LONGEST, matches
from desktop_app.quiz.verdicts import Feedback, Grade, NoAnswer, Reason, Verdict


def grade_text(question: TextQuestion, given: Sequence[str]) -> Grade | NoAnswer:
    """``given``: the text."""
    typed = given_at(given, 0)
    if not typed.strip():
        return NoAnswer(Reason.NOTHING_GIVEN)
    if len(typed) > LONGEST:
        return NoAnswer(Reason.TOO_LONG)
    met = find_text(question.expected, typed, question.text_rules)
    return graded_answer(question, question.expected, met)


def find_text(expected: Sequence[ExpectedText], typed: str, rules: TextRules) -> int | None:
    """The expected text that ``typed`` is: the first that it meets, as in Moodle."""
    return next(
        (index for index, one in enumerate(expected) if matches(one.pattern, typed, rules)), None
    )


def grade_gaps(question: GapsQuestion, given: Sequence[str], language: str) -> Grade | NoAnswer:
    """``given``: for each gap what was typed, or the index of what was chosen; then the
    language it was typed in. A gap left empty is wrong.
    """
    count = len(question.gaps)
    filled = [given_at(given, part) for part in range(count)]
    if not any(text.strip() for text in filled):
        return NoAnswer(Reason.NOTHING_GIVEN)
    written_in = given_at(given, count) or language
    share, total = 0.0, sum(gap.weight for gap in question.gaps)
    feedback: list[Feedback] = []
    misconceptions: list[str] = []
    parts: list[Verdict] = []
    for part, (gap, text) in enumerate(zip(question.gaps, filled, strict=True)):
        met = find_in_gap(gap, text, written_in)
        if isinstance(met, Reason):
            return NoAnswer(met, part)
        answers = gap.options if isinstance(gap, ChoiceGap) else gap.expected
        one = graded_answer(question, answers, met, part=part)
        share += one.share * gap.weight
        if not text.strip():
            feedback += [item for item in one.feedback if item.verdict is Verdict.MISSED]
        else:
            feedback += one.feedback
        misconceptions += one.misconceptions
        parts += one.parts
    return Grade(
        held(share / total) if total > 0 else 0.0,
        tuple(feedback),
        distinct(misconceptions),
        tuple(parts),
    )


def find_in_gap(gap: Blank, text: str, language: str) -> int | Reason | None:
    """Which of the gap's answers ``text`` is; or why it can't be read at all."""
    if isinstance(gap, ChoiceGap):
        return index_of(text.strip(), len(gap.options))
    if not text.strip():
        return None
    if isinstance(gap, TextGap):
        if len(text) > LONGEST:
            return Reason.TOO_LONG
        return find_text(gap.expected, text, gap.rules)
    read = parse_quantity(text, language, gap.unit)
    if isinstance(read, Misread):
        return REASONS[read]
    return find_expected(gap.expected, read.value)
