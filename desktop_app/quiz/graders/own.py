"""Grading what is one's own: a prediction, and a text that one assesses oneself."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.quiz.graders.common import given_at, held, index_of
from desktop_app.quiz.graders.numbers import REASONS
from desktop_app.quiz.model import OpenQuestion, PredictionQuestion
from desktop_app.quiz.quantities import Misread, parse_quantity
from desktop_app.quiz.verdicts import Feedback, Grade, NoAnswer, Reason, Verdict

LONGEST_OWN = 100_000
"""The longest text of one's own, in characters."""
ASSESSED = "assessed"


def grade_prediction(
    question: PredictionQuestion, given: Sequence[str], language: str
) -> Grade | NoAnswer:
    """``given``: a number for each estimate, "" for none, then the language they are
    written in. The share is that of the estimates within the tolerance.
    """
    count = len(question.estimands)
    typed = [given_at(given, part) for part in range(count)]
    if not any(text.strip() for text in typed):
        return NoAnswer(Reason.NOTHING_GIVEN)
    written_in = given_at(given, count) or language
    feedback: list[Feedback] = []
    parts: list[Verdict] = []
    for part, (estimand, text) in enumerate(zip(question.estimands, typed, strict=True)):
        if not text.strip():
            parts.append(Verdict.MISSED)
            continue
        read = parse_quantity(text, written_in, question.unit)
        if isinstance(read, Misread):
            return NoAnswer(REASONS[read], part)
        near = question.tolerance.accepts(estimand.value, read.value)
        parts.append(Verdict.RIGHT if near else Verdict.WRONG)
        feedback.append(Feedback(None, parts[-1], estimand.explanation, part))
    share = parts.count(Verdict.RIGHT) / len(parts)
    return Grade(share, tuple(feedback), (), tuple(parts))


def grade_open(question: OpenQuestion, given: Sequence[str]) -> Grade | NoAnswer:
    """``given``: the text; then, once it was compared with the model answer, ``assessed``
    and the indices of the criteria that it meets.
    """
    text = given_at(given, 0)
    if not text.strip():
        return NoAnswer(Reason.NOTHING_GIVEN)
    if len(text) > LONGEST_OWN:
        return NoAnswer(Reason.TOO_LONG)
    words = count_words(text)
    if words < question.min_words:
        return NoAnswer(Reason.TOO_SHORT)
    if question.max_words and words > question.max_words:
        return NoAnswer(Reason.TOO_LONG)
    if not question.criteria:
        return Grade(1.0, (Feedback(None, Verdict.NOTED, question.explanation),), noted=True)
    if given_at(given, 1) != ASSESSED:
        return NoAnswer(Reason.NOT_ASSESSED)
    found = (index_of(mark, len(question.criteria)) for mark in given[2:])
    met = {index for index in found if index is not None}
    share = sum(question.criteria[index].credit for index in sorted(met))
    feedback = tuple(
        Feedback(index, Verdict.RIGHT if index in met else Verdict.MISSED, option.explanation)
        for index, option in enumerate(question.criteria)
    )
    parts = tuple(item.verdict for item in feedback)
    whole = len(met) == len(question.criteria)
    return Grade(1.0 if whole else held(share), feedback, (), parts)


def count_words(text: str) -> int:
    """The words of ``text``: what spaces part and has a letter or a figure."""
    return sum(1 for word in text.split() if any(sign.isalnum() for sign in word))
