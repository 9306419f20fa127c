"""Grading what is pointed at: a mark of the chart, a sentence of the narrative."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.content.reference import Reference
from desktop_app.quiz.graders.common import given_at, graded_answer, index_of
from desktop_app.quiz.model import (
    AnyQuestion,
    PointQuestion,
    SentenceQuestion,
    Target,
    TextRules,
)
from desktop_app.quiz.texts import normalise
from desktop_app.quiz.verdicts import Grade, NoAnswer, Reason

EXCERPTS = TextRules(accents=True, case=False)
"""How a sentence is compared with what is quoted of it."""


def grade_pointed(
    question: PointQuestion | SentenceQuestion, given: Sequence[str]
) -> Grade | NoAnswer:
    """``given``: the reference, the text of the sentence, and the index of the target that
    it was known to be (which another language needs).
    """
    if not given_at(given, 0):
        return NoAnswer(Reason.NOTHING_GIVEN)
    return grade_targets(question, question.targets, find_target(question.targets, given))


def find_target(targets: Sequence[Target], given: Sequence[str]) -> int | None:
    """The target that is pointed at: a right one first, else the first."""
    reference = Reference.parse(given_at(given, 0))
    text = given_at(given, 1)
    met = [
        index
        for index, target in enumerate(targets)
        if any(one.covers(reference) for one in target.references)
        or (target.excerpt and holds(text, target.excerpt))
    ]
    if met:
        return min(met, key=lambda index: (not targets[index].correct, index))
    return index_of(given_at(given, 2), len(targets))


def holds(sentence: str, excerpt: str) -> bool:
    """Whether ``excerpt`` is quoted from ``sentence``, whole words only."""
    inside, whole = normalise(excerpt, EXCERPTS), normalise(sentence, EXCERPTS)
    at = whole.find(inside) if inside else -1
    while at >= 0:
        before, after = whole[at - 1 : at], whole[at + len(inside) : at + len(inside) + 1]
        if not (before.isalnum() and inside[0].isalnum()) and not (
            after.isalnum() and inside[-1].isalnum()
        ):
            return True
        at = whole.find(inside, at + 1)
    return False


def grade_targets(
    question: AnyQuestion, targets: Sequence[Target], met: int | None, part: int | None = None
) -> Grade:
    """The grade of pointing at ``targets[met]``, or at what nobody foresaw."""
    return graded_answer(question, targets, met, part=part)
