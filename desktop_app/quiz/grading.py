"""Grading: what an answer is worth and what there is to say about it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop_app.content.document import Node
from desktop_app.content.numbers import parse_typed
from desktop_app.quiz.questions import (
    ChoiceQuestion,
    ChoicesQuestion,
    NumberQuestion,
    Question,
    parse_number,
    without_unit,
)

LONGEST = 100
"""The longest text that is read as a number."""
_INDEX = re.compile(r"[0-9]{1,6}")


class Verdict(StrEnum):
    """What a pick, a number or a whole answer is. Missed: right, but not picked."""

    RIGHT = "right"
    WRONG = "wrong"
    MISSED = "missed"
    PARTLY = "partly"


class Reason(StrEnum):
    """Why something given is not an answer."""

    NOTHING_GIVEN = "nothing-given"
    NOT_A_NUMBER = "not-a-number"
    NOT_FINITE = "not-finite"
    TOO_LONG = "too-long"


@dataclass(frozen=True, slots=True)
class Feedback:
    """What to say about one option or expected number; a number that nobody
    expected has no ``option``.
    """

    option: int | None
    verdict: Verdict
    explanation: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Grade:
    """The worth of an answer, 0 to 1. ``feedback`` is in the order of the options."""

    score: float
    feedback: tuple[Feedback, ...]
    misconceptions: tuple[str, ...] = ()

    @property
    def correct(self) -> bool:
        return self.score >= 1

    @property
    def verdict(self) -> Verdict:
        if self.correct:
            return Verdict.RIGHT
        return Verdict.PARTLY if self.score > 0 else Verdict.WRONG

    def about(self, option: int) -> Feedback | None:
        """What to say about the option of that index."""
        return next((item for item in self.feedback if item.option == option), None)


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """What was given can't be graded."""

    reason: Reason


def grade(question: Question, given: Sequence[str], language: str) -> Grade | NoAnswer:
    """Grade what was ``given``: indices of options as text, or the number typed.

    A number may be followed by the language it was typed in, else ``language`` reads
    it: ``1,500`` is not the same number in both. Anything may be given: what names
    no option is passed over.
    """
    if isinstance(question, NumberQuestion):
        return _grade_number(question, given, language)
    return _grade_options(question, given)


def _grade_options(
    question: ChoiceQuestion | ChoicesQuestion, given: Sequence[str]
) -> Grade | NoAnswer:
    named = {int(text) for text in given if _INDEX.fullmatch(text)}
    picked = named & set(range(len(question.options)))
    if not picked:
        return NoAnswer(Reason.NOTHING_GIVEN)
    right = {index for index, option in enumerate(question.options) if option.correct}
    if picked == right:
        score = 1.0
    elif isinstance(question, ChoiceQuestion):
        score = 0.0
    else:
        score = max(0.0, (len(picked & right) - len(picked - right)) / len(right))
    feedback = []
    for index, option in enumerate(question.options):
        if index not in picked | right:
            continue
        if index not in picked:
            verdict = Verdict.MISSED
        else:
            verdict = Verdict.RIGHT if option.correct else Verdict.WRONG
        feedback.append(Feedback(index, verdict, option.explanation or question.explanation))
    misconceptions = (question.options[index].misconception for index in sorted(picked))
    return Grade(score, tuple(feedback), _distinct(misconceptions))


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))


def _grade_number(
    question: NumberQuestion, given: Sequence[str], language: str
) -> Grade | NoAnswer:
    typed = given[0].strip() if given else ""
    if not typed:
        return NoAnswer(Reason.NOTHING_GIVEN)
    if len(typed) > LONGEST:
        return NoAnswer(Reason.TOO_LONG)
    written_in = given[1] if len(given) > 1 else language
    value = parse_number(typed, question.unit, written_in)
    if value is None:
        beyond = _is_beyond(without_unit(typed, question.unit), written_in)
        return NoAnswer(Reason.NOT_FINITE if beyond else Reason.NOT_A_NUMBER)
    met = _met(question, value)
    explanation = question.explanation
    if met is not None:
        explanation = question.expected[met].explanation or explanation
        if question.expected[met].correct:
            return Grade(1.0, (Feedback(met, Verdict.RIGHT, explanation),))
    right = next(i for i, expected in enumerate(question.expected) if expected.correct)
    return Grade(
        0.0,
        (
            Feedback(met, Verdict.WRONG, explanation),
            Feedback(right, Verdict.MISSED, question.expected[right].explanation),
        ),
        _distinct([question.expected[met].misconception] if met is not None else []),
    )


def _met(question: NumberQuestion, value: float) -> int | None:
    """The expected number that ``value`` is: a right one first, then the nearest."""
    candidates = [
        (not expected.correct, abs(expected.value - value), index)
        for index, expected in enumerate(question.expected)
        if question.tolerance.accepts(expected.value, value)
    ]
    return min(candidates)[2] if candidates else None


_EXPONENT = re.compile(r"\s*(?:[eE]|[x×*·]\s*10\s*(?:\^|\*\*))\s*[-+\u2212]?\d+\s*\Z")


def _is_beyond(text: str, language: str) -> bool:
    """Whether ``text`` is a number, but too large or too small to be computed with."""
    if text.lstrip("+-\u2212").strip().casefold() in ("∞", "inf", "infinity", "infini"):
        return True
    exponent = _EXPONENT.search(text)
    return exponent is not None and parse_typed(text[: exponent.start()], language) is not None
