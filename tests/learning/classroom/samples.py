"""Hand-ins for tests."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from desktop_app.learning.attempts import Attempt
from desktop_app.learning.classroom.collection import FoundFile
from desktop_app.learning.classroom.hand_in import HandIn, new_hand_in, read_hand_in, to_bytes
from tests.support.attempts import NOON, made


def answers(learner: str, **scores: float) -> list[Attempt]:
    """An attempt at each question, a minute apart."""
    return [
        made(name, NOON + timedelta(minutes=rank), learner=learner, score=score)
        for rank, (name, score) in enumerate(scores.items())
    ]


def handed_in(
    learner: str, attempts: Iterable[Attempt] | None = None, at: datetime = NOON, **changes: Any
) -> HandIn:
    some = answers(learner, a=1.0) if attempts is None else attempts
    told = {"lesson": "a-lesson", "title": "A lesson", **changes}
    return new_hand_in(some, learner=learner, at=at, **told)


def found(path: str, hand_in: HandIn, code: str = "") -> FoundFile:
    """It as a file that was read."""
    return FoundFile(path, read_hand_in(to_bytes(hand_in, code), [code] if code else []))
