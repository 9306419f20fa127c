"""A lesson as it was left: answers and predictions of earlier sittings, from the log."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence

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
        given = one.given
        if one.kind is Kind.PREDICTION and isinstance(given, dict):
            chart = str(given.get("chart", one.question))
            predictions[chart] = _after(predictions.get(chart, Prediction()), given)
            given = given.get("given")
        if isinstance(given, list):
            # What is done once more, its answer known, counts no more and no less than before.
            before = answers.get(one.question)
            graded = one.graded or (before is not None and before.graded)
            answers[one.question] = _answer(one, tuple(map(str, given)), graded=graded)
    return SessionState(
        predictions=frozen_map(predictions),
        answers=frozen_map(answers),
        visited=frozenset(visited),
    )


def told_prediction(
    estimates: Mapping[str, float],
    *,
    reason: str = "",
    chart: str = "",
    given: Sequence[str] = (),
) -> dict[str, object]:
    """A prediction as an attempt keeps it: its estimates by row, or these with the sentence
    in which they were explained; or with what was ``given`` to a question about ``chart``.
    """
    if reason:
        return {"estimates": dict(estimates), "reason": reason}
    if chart:
        return {"estimates": dict(estimates), "chart": chart, "given": list(given)}
    return dict(estimates)


def _answer(attempt: Attempt, given: tuple[str, ...], *, graded: bool) -> Answer:
    score = attempt.share if attempt.score is None else attempt.score
    return Answer(
        given,
        score or 0.0,
        right=attempt.correct and (score or 0.0) < 1,
        certainty=attempt.certainty,
        attempt=attempt.tries,
        graded=graded,
        language=attempt.language,
    )


def _after(before: Prediction, whole: Mapping[str, object]) -> Prediction:
    """A prediction once ``whole`` was kept, see :func:`told_prediction`; a sentence was said
    of the attempt before.
    """
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
