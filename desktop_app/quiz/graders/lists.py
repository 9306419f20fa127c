"""Grading pairs that are matched, and items that are put in order."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.quiz.graders.common import MOST_PARTS, distinct, given_at, index_of
from desktop_app.quiz.model import MatchQuestion, OrderQuestion
from desktop_app.quiz.verdicts import Feedback, Grade, NoAnswer, Reason, Verdict


def grade_match(question: MatchQuestion, given: Sequence[str]) -> Grade | NoAnswer:
    """``given``: for each pair the index of the choice, "" for none. Each pair counts the
    same.
    """
    chosen = [
        index_of(given_at(given, part), len(question.choices))
        for part in range(len(question.pairs))
    ]
    if all(choice is None for choice in chosen):
        return NoAnswer(Reason.NOTHING_GIVEN)
    feedback: list[Feedback] = []
    misconceptions: list[str] = []
    parts: list[Verdict] = []
    for part, (pair, choice) in enumerate(zip(question.pairs, chosen, strict=True)):
        right = choice == pair.right
        parts.append(Verdict.RIGHT if right else Verdict.WRONG)
        if choice is not None:
            feedback.append(Feedback(choice, parts[-1], pair.explanation, part))
        if not right:
            feedback.append(Feedback(pair.right, Verdict.MISSED, (), part))
            misconceptions.append(pair.misconception if choice is not None else "")
    share = parts.count(Verdict.RIGHT) / len(parts)
    return Grade(share, tuple(feedback), distinct(misconceptions), tuple(parts))


def grade_order(question: OrderQuestion, given: Sequence[str]) -> Grade | NoAnswer:
    """``given``: the indices of the items in the order they were put in, each once.

    The credit is Kendall's rank correlation with the right order, nothing below zero: 1
    less twice the share of pairs that stand the wrong way round (M. G. Kendall, “A new
    measure of rank correlation”, *Biometrika* 30, 1938). Chance earns about nothing.
    """
    count = min(len(question.items), MOST_PARTS)
    found = [index_of(text, count) for text in given[:count]]
    order = [index for index in found if index is not None]
    if len(set(order)) != count or len(order) != count:
        return NoAnswer(Reason.NOTHING_GIVEN)
    pairs = count * (count - 1) / 2
    turned = sum(
        1 for rank, index in enumerate(order) for other in order[rank + 1 :] if other < index
    )
    share = max(0.0, 1.0 - 2.0 * turned / pairs) if pairs else 1.0
    parts = tuple(
        Verdict.RIGHT if index == rank else Verdict.WRONG for rank, index in enumerate(order)
    )
    feedback = tuple(
        Feedback(index, verdict, question.items[index].explanation, rank)
        for rank, (index, verdict) in enumerate(zip(order, parts, strict=True))
    )
    misconceptions = (
        question.items[index].misconception
        for index, verdict in zip(order, parts, strict=True)
        if verdict is Verdict.WRONG
    )
    return Grade(share, feedback, distinct(misconceptions), parts)
