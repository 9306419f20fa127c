"""Calibration: how sure one said to be against how often one was right.

The bands are those in which each certainty pays best (see :mod:`~desktop_app.learning.certainty`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop_app.learning.attempts import Attempt, recalls
from desktop_app.learning.certainty import BANDS, Certainty, mark

FEWEST = 5
"""Answers of one certainty under which nothing is said of it."""
Z = 1.2816
"""The normal quantile of a two-sided interval at 80 %: a hint to a learner, not a test."""


class Verdict(StrEnum):
    TOO_FEW = "too-few"
    OVERCONFIDENT = "overconfident"
    UNDERCONFIDENT = "underconfident"
    CALIBRATED = "calibrated"


@dataclass(frozen=True)
class CertaintyLevel:
    """The ``answers`` given with one certainty, ``right`` of which were fully right.

    ``low`` and ``high`` are the interval (Wilson, 1927, at 80 %) around the share.
    """

    certainty: int
    answers: int
    right: int
    low: float
    high: float
    verdict: Verdict
    mark: float = 0.0
    """What these answers have earned in all."""

    @property
    def share(self) -> float | None:
        """The share that was right, 0 to 1; None without answers."""
        return self.right / self.answers if self.answers else None


Calibration = tuple[CertaintyLevel, ...]


def calibrate(attempts: Iterable[Attempt]) -> Calibration:
    """The three certainties, lowest first. Second tries are left out."""
    rated = [one for one in recalls(attempts) if one.certainty is not None]
    return tuple(
        _level(certainty, [one for one in rated if one.certainty == certainty])
        for certainty in BANDS
    )


def _level(certainty: Certainty, given: Sequence[Attempt]) -> CertaintyLevel:
    answers, right = len(given), sum(one.correct for one in given)
    low, high = wilson(right, answers)
    least, most = BANDS[certainty]
    if answers < FEWEST:
        verdict = Verdict.TOO_FEW
    elif high < least:
        verdict = Verdict.OVERCONFIDENT
    elif low > most:
        verdict = Verdict.UNDERCONFIDENT
    else:
        verdict = Verdict.CALIBRATED
    earned = sum(mark(one.score or 0.0, certainty) for one in given)
    return CertaintyLevel(certainty, answers, right, low, high, verdict, earned)


def wilson(right: int, answers: int) -> tuple[float, float]:
    """The score interval of a share at 80 %: E. B. Wilson, *Probable inference, the law
    of succession, and statistical inference*, JASA 22 (1927). All of 0 to 1 without answers.
    """
    if not answers:
        return 0.0, 1.0
    share, square = right / answers, Z * Z / answers
    middle = (share + square / 2) / (1 + square)
    reach = Z * math.sqrt(share * (1 - share) / answers + square / (4 * answers)) / (1 + square)
    return min(share, max(0.0, middle - reach)), max(share, min(1.0, middle + reach))
