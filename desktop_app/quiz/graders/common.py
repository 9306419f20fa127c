"""What the graders share: which answer is met, and what is said of those that are not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

from desktop_app.quiz.model import AnyQuestion, Foreseen, Prose
from desktop_app.quiz.verdicts import Feedback, Grade, Verdict

F = TypeVar("F", bound=Foreseen)
_INDEX = re.compile(r"[0-9]{1,6}", re.ASCII)
MOST_PARTS = 1_000
"""No answer has more parts: what comes after them is not looked at."""


def index_of(text: str, count: int) -> int | None:
    """The index written ``text``, None where it names none of ``count`` things."""
    found = int(text) if _INDEX.fullmatch(text) else count
    return found if found < count else None


def given_at(given: Sequence[str], part: int) -> str:
    """What was given for ``part``, "" where nothing was."""
    return given[part] if part < len(given) else ""


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))


def held(share: float) -> float:
    """``share`` held between 0 and 1, and 1 where rounded fractions were to make it up."""
    return 1.0 if share > 0.9999 else max(0.0, share)


def graded_answer(
    question: AnyQuestion,
    expected: Sequence[F],
    met: int | None,
    *,
    otherwise: Foreseen | None = None,
    part: int | None = None,
) -> Grade:
    """The grade of one answer that meets ``expected[met]``, or that nobody foresaw.

    Where it is a ``part`` of several, the explanation of the question is not given to it.
    """
    found = expected[met] if met is not None else otherwise
    general = question.explanation if part is None else ()
    part = part or 0
    explanation: Prose = (found.explanation if found else ()) or general
    share = held(found.credit) if found else 0.0
    misconceptions = distinct([found.misconception]) if found else ()
    verdict = verdict_of(share)
    feedback = [Feedback(met, verdict, explanation, part)]
    right = next((i for i, one in enumerate(expected) if one.correct), None)
    if verdict is not Verdict.RIGHT and right is not None and right != met:
        feedback.append(Feedback(right, Verdict.MISSED, expected[right].explanation, part))
    return Grade(share, tuple(feedback), misconceptions, (verdict,))


def verdict_of(share: float) -> Verdict:
    if share >= 1:
        return Verdict.RIGHT
    return Verdict.PARTLY if share > 0 else Verdict.WRONG
