"""How sure one is of an answer, and what that is worth.

Certainty-based marking after A. R. Gardner-Medwin, “Confidence assessment in the teaching
of basic science”, *Association for Learning Technology Journal* 3(1), 1995: a right answer
earns 1, 2 or 3, a wrong one 0, −2 or −6. Each level pays best for those who are right
less than 2/3 of the time, between 2/3 and 4/5, and more than that.
"""

from __future__ import annotations

from enum import IntEnum


class Certainty(IntEnum):
    """Unsure, fairly sure, certain."""

    UNSURE = 1
    FAIRLY_SURE = 2
    CERTAIN = 3

    @classmethod
    def of(cls, level: int | None) -> Certainty | None:
        """The certainty of that level, None where there is none."""
        return cls(level) if level in (1, 2, 3) else None


RIGHT = {Certainty.UNSURE: 1, Certainty.FAIRLY_SURE: 2, Certainty.CERTAIN: 3}
WRONG = {Certainty.UNSURE: 0, Certainty.FAIRLY_SURE: -2, Certainty.CERTAIN: -6}


def _least(certainty: Certainty) -> float:
    """The probability of being right from which ``certainty`` pays better than the one
    below it: where what both can be expected to earn is the same.
    """
    if certainty is Certainty.UNSURE:
        return 0.0
    below = Certainty(certainty - 1)
    risked = WRONG[below] - WRONG[certainty]
    return risked / (risked + RIGHT[certainty] - RIGHT[below])


_LIMITS = (*map(_least, Certainty), 1.0)
BANDS = {level: (_LIMITS[level - 1], _LIMITS[level]) for level in Certainty}
"""The probabilities of being right for which each certainty is the one to choose."""


def mark(score: float, certainty: Certainty) -> float:
    """The mark, −6 to 3, of an answer whose ``score`` is from 0 to 1.

    As in Moodle: what is wholly wrong costs, what is partly right earns its part.
    """
    return RIGHT[certainty] * score if score > 0 else float(WRONG[certainty])
