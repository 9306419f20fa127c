"""The marks that a teacher gives to open answers, as events of a class."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from desktop_app.learning.attempts import Attempt

MARKED = "marked"
LONGEST_COMMENT = 2_000
NO_CLASS = "00000000-0000-0000-0000-000000000000"
"""The class of what was collected for none."""


@dataclass(frozen=True)
class Mark:
    """What the answer ``attempt`` (its id) is worth to the teacher: 0 to 1.

    ``criteria`` are the indices of those that it meets.
    """

    attempt: str
    score: float
    criteria: tuple[int, ...] = ()
    comment: str = ""

    def as_data(self) -> dict[str, object]:
        """It as the data of an event."""
        return {
            "attempt": self.attempt,
            "score": self.score,
            "criteria": list(self.criteria),
            "comment": self.comment[:LONGEST_COMMENT],
        }


def told_of(attempt: Attempt) -> dict[str, object]:
    """Whose answer a mark is for, as data that goes with it: the hand-in may be gone later."""
    return {"learner": attempt.learner, "lesson": attempt.lesson, "question": attempt.question}


def marks_in(events: Iterable[Mapping[str, Any]]) -> Mapping[str, Mark]:
    """The marks that the data of events tell, by attempt; the last of each stands. What is
    none is passed over.
    """
    found: dict[str, Mark] = {}
    for data in events:
        attempt, score = data.get("attempt"), data.get("score")
        comment, criteria = data.get("comment", ""), data.get("criteria", [])
        if not isinstance(attempt, str) or isinstance(score, bool):
            continue
        if not isinstance(score, int | float) or not 0 <= score <= 1 or not math.isfinite(score):
            continue
        met = criteria if isinstance(criteria, list) else []
        found[attempt] = Mark(
            attempt,
            float(score),
            tuple(one for one in met if type(one) is int and one >= 0),
            comment if isinstance(comment, str) else "",
        )
    return MappingProxyType(found)


def marked(attempts: Iterable[Attempt], marks: Mapping[str, Mark]) -> tuple[Attempt, ...]:
    """``attempts``, with the teacher's score in place of the student's own."""
    given = {name: mark.score for name, mark in marks.items()}
    return tuple(
        replace(one, score=given[one.id], share=given[one.id]) if one.id in given else one
        for one in attempts
    )
