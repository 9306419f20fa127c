"""A lesson as it was left: answers and predictions of earlier sittings, from the log."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping

from desktop_app.learning.attempts import Attempt, Kind
from desktop_app.session.session import Answer, Prediction, SessionState, frozen_map


def state_after(
    attempts: Iterable[Attempt], visited: Collection[str], versions: Mapping[str, str]
) -> SessionState:
    """What a session of the lesson goes on from.

    ``versions`` are those of the blocks that the lesson has now: what was answered to a
    question that asked something else is left out.
    """
    answers: dict[str, Answer] = {}
    predictions: dict[str, Prediction] = {}
    for one in attempts:
        if versions.get(one.question) != one.version:
            continue
        if one.kind is Kind.PREDICTION:
            predictions[one.question] = Prediction(frozen_map(_estimates(one.given)), True)
        elif one.score is not None and isinstance(one.given, list):
            answers[one.question] = Answer(tuple(map(str, one.given)), one.score)
    return SessionState(
        predictions=frozen_map(predictions),
        answers=frozen_map(answers),
        visited=frozenset(visited),
    )


def _estimates(given: object) -> dict[str, float]:
    items = given.items() if isinstance(given, dict) else ()
    return {
        str(row): float(value)
        for row, value in items
        if isinstance(value, int | float) and math.isfinite(value)
    }
