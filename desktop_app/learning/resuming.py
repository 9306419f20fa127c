"""A lesson as it was left: answers and predictions of earlier sittings, from the log."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping

from desktop_app.learning.attempts import Attempt, Kind
from desktop_app.session.session import (
    MOST_ATTEMPTS,
    Answer,
    Prediction,
    PredictionAttempt,
    SessionState,
    frozen_map,
)


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
            before = predictions.get(one.question, Prediction())
            predictions[one.question] = _after(before, one.given)
        elif one.score is not None and isinstance(one.given, list):
            answers[one.question] = Answer(tuple(map(str, one.given)), one.score)
    return SessionState(
        predictions=frozen_map(predictions),
        answers=frozen_map(answers),
        visited=frozenset(visited),
    )


def _after(before: Prediction, given: object) -> Prediction:
    """A prediction once ``given`` was kept: its estimates by row, or these with a sentence
    (``{"estimates": …, "reason": …}``), which was said of the attempt before.
    """
    whole = given if isinstance(given, dict) else {}
    inner = whole.get("estimates")
    if not isinstance(inner, dict):
        attempt = PredictionAttempt(frozen_map(_estimates(whole)))
    else:
        attempt = PredictionAttempt(frozen_map(_estimates(inner)), str(whole.get("reason", "")))
    earlier = before.attempts
    if not attempt.estimates:
        return Prediction(revealed=True, attempts=earlier)
    if attempt.reason and earlier and earlier[-1].estimates == attempt.estimates:
        earlier = earlier[:-1]
    return Prediction(attempt.estimates, True, (*earlier, attempt)[-MOST_ATTEMPTS:])


def _estimates(items: Mapping[str, object]) -> dict[str, float]:
    return {
        str(row): float(value)
        for row, value in items.items()
        if isinstance(value, int | float) and math.isfinite(value)
    }
