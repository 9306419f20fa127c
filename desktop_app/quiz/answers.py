"""One answer to one question, with everything that is worth keeping of it."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, fields

from desktop_app.quiz.model import Question
from desktop_app.quiz.verdicts import Grade


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer as it was given and graded: nothing of a person, of a lesson, of a time.

    ``given`` has the form that :mod:`desktop_app.quiz.grading` reads. ``score`` is from 0
    to 1, after what another try costs; ``share`` before that, None where nothing in the answer
    is right or wrong. ``certainty`` is 1 to 3,
    ``mark`` what it earned with it (−6 to 3). ``attempt`` is the number of the try, from 1;
    ``round`` counts how often the question was begun afresh, its answer known: later rounds
    are practice. ``graded``: it counts. ``duration`` in seconds.
    """

    question: str
    type: str
    given: tuple[str, ...]
    language: str
    score: float
    share: float | None
    certainty: int | None = None
    mark: float | None = None
    attempt: int = 1
    round: int = 1
    hints: int = 0
    graded: bool = True
    misconceptions: tuple[str, ...] = ()
    objective: str = ""
    duration: float = 0.0

    @classmethod
    def of(
        cls,
        question: Question,
        given: tuple[str, ...],
        grade: Grade,
        *,
        graded: bool = True,
        attempt: int = 1,
        round: int = 1,
        hints: int = 0,
        duration: float = 0.0,
    ) -> GivenAnswer:
        """The answer that ``grade`` is the result of."""
        return cls(
            question=question.id,
            type=question.type,
            given=given,
            language=question.language,
            score=grade.score,
            share=None if grade.noted else grade.share,
            certainty=None if grade.certainty is None else int(grade.certainty),
            mark=grade.mark,
            attempt=attempt,
            round=round,
            hints=hints,
            graded=graded,
            misconceptions=grade.misconceptions,
            objective=question.objective,
            duration=max(duration, 0.0) if math.isfinite(duration) else 0.0,
        )

    @property
    def answer(self) -> str:
        """The answer alone: a JSON list of texts."""
        return json.dumps(self.given, ensure_ascii=False)

    def as_data(self) -> dict[str, object]:
        """All of it as JSON can hold it."""
        data = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: list(v) if isinstance(v, tuple) else v for name, v in data.items()}
