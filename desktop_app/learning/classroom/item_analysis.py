"""How hard each question was for a class, and how well it tells those who know.

Classical test theory, on first answers alone (later tries show that the feedback was read):

- *Difficulty*, or facility: the mean score of the first answers, 0 to 1. The higher, the
  easier (F. M. Lord and M. R. Novick, *Statistical Theories of Mental Test Scores*, 1968,
  ch. 15).
- *Discrimination*: Pearson's correlation between the score at the question and the mean
  score at the other questions that the student answered. The question itself is left out
  of the total, or a short test would correlate with itself (S. Henrysson, *Correction of
  item-total correlations in item analysis*, Psychometrika 28, 1963). For questions that are
  right or wrong this is the point-biserial coefficient.

A class is a small sample. The interval at 95 % around a correlation is Fisher's
(R. A. Fisher, *On the "probable error" of a coefficient of correlation deduced from a small
sample*, Metron 1, 1921): tanh(artanh r ± 1.96 / √(n − 3)). With 30 students, r = 0.3 goes
from −0.07 to 0.60: a reason to read a question again, never a verdict on it. Under
:data:`FEWEST` students nothing is said at all.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

FEWEST = 10
"""Students under which no discrimination is computed."""
FEWEST_OTHERS = 2
"""Other questions that a student must have answered to be placed by them."""
Z = 1.959964
"""The normal quantile of a two-sided interval at 95 %."""
HARD, EASY = 0.3, 0.9
"""Means beyond which a question tells little of a class: few know it, or all do."""
FLAT = 1e-12


class Remark(StrEnum):
    """What to look into; the first that is the case."""

    NOT_ANSWERED = "not-answered"
    AGAINST = "against"
    """Those who know the rest fail it: is the right answer right?"""
    HARD = "hard"
    EASY = "easy"
    NOTHING = "nothing"


@dataclass(frozen=True)
class ItemAnalysis:
    """One question: ``answers`` first answers whose mean score is ``difficulty``.

    ``discrimination`` is between ``low`` and ``high`` at 95 %, over ``placed`` students; all
    None where too few were, or where all scored alike.
    """

    question: str
    answers: int
    difficulty: float | None
    placed: int
    discrimination: float | None
    low: float | None = None
    high: float | None = None

    @property
    def remark(self) -> Remark:
        if self.difficulty is None:
            return Remark.NOT_ANSWERED
        if self.high is not None and self.high < 0:
            return Remark.AGAINST
        if self.difficulty < HARD:
            return Remark.HARD
        return Remark.EASY if self.difficulty > EASY else Remark.NOTHING


def analyse(
    questions: Sequence[str], scores: Mapping[str, Mapping[str, float]]
) -> tuple[ItemAnalysis, ...]:
    """The analysis of ``questions``; ``scores`` (0 to 1) are those of the first answers, by
    learner and question.
    """
    asked = set(questions)
    here = [
        {question: score for question, score in mine.items() if question in asked}
        for mine in scores.values()
    ]
    totals = [(mine, math.fsum(mine.values())) for mine in here]
    return tuple(_analysed(question, totals) for question in questions)


def _analysed(question: str, totals: Sequence[tuple[Mapping[str, float], float]]) -> ItemAnalysis:
    """``totals`` are the scores of each learner, with their sum."""
    given, pairs = [], []
    for mine, total in totals:
        score = mine.get(question)
        if score is None:
            continue
        given.append(score)
        others = len(mine) - 1
        if others >= FEWEST_OTHERS:
            pairs.append((score, (total - score) / others))
    found = correlation(pairs) if len(pairs) >= FEWEST else None
    low, high = interval(found, len(pairs)) if found is not None else (None, None)
    return ItemAnalysis(
        question=question,
        answers=len(given),
        difficulty=math.fsum(given) / len(given) if given else None,
        placed=len(pairs),
        discrimination=found,
        low=low,
        high=high,
    )


def correlation(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Pearson's r of ``pairs``; None where one side of them does not vary."""
    count = len(pairs)
    if count < 2:
        return None
    left = math.fsum(one for one, _ in pairs) / count
    right = math.fsum(other for _, other in pairs) / count
    squares = math.fsum((one - left) ** 2 for one, _ in pairs)
    others = math.fsum((other - right) ** 2 for _, other in pairs)
    if squares < FLAT or others < FLAT:
        return None
    together = math.fsum((one - left) * (other - right) for one, other in pairs)
    return max(-1.0, min(1.0, together / math.sqrt(squares * others)))


def interval(r: float, count: int) -> tuple[float, float]:
    """Fisher's interval at 95 % around a correlation over ``count`` pairs (4 at least)."""
    if abs(r) >= 1 - FLAT:
        return r, r
    middle, reach = math.atanh(r), Z / math.sqrt(count - 3)
    return math.tanh(middle - reach), math.tanh(middle + reach)
