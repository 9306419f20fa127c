"""A grade told in another language than the one its answer was given in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop_app.quiz.model import (
    AxisQuestion,
    ChoiceGap,
    ChoiceQuestion,
    ChoicesQuestion,
    Foreseen,
    GapsQuestion,
    MatchQuestion,
    NumberQuestion,
    OpenQuestion,
    OrderQuestion,
    PointQuestion,
    PredictionQuestion,
    Prose,
    Question,
    SentenceQuestion,
    TextQuestion,
    TrueFalseQuestion,
)
from desktop_app.quiz.verdicts import Feedback, Grade


def retold(grade: Grade, question: Question) -> Grade:
    """``grade``, of an answer to ``question`` in another language, with the explanations
    of this one. What was right there is right here: words are worth what they are worth
    in their own language.
    """
    feedback = tuple(
        replace(item, explanation=_said(question, item) or _general(question, item))
        for item in grade.feedback
    )
    return replace(
        grade,
        feedback=feedback,
        remark=question.remarks.get(grade.verdict.value, ()),
        explanation=question.explanation if grade.explanation else (),
    )


def _general(question: Question, item: Feedback) -> Prose:
    """What is said of an answer that has no explanation of its own: of parts, nothing."""
    return question.explanation if item.explanation and not item.part else ()


def _said(question: Question, item: Feedback) -> Prose:
    """The explanation that the answer of ``item`` has in ``question``."""
    match question:
        case ChoiceQuestion() | ChoicesQuestion():
            return _of(question.options, item.option)
        case TrueFalseQuestion():
            return _of(question.proofs if item.part else question.options, item.option)
        case NumberQuestion() | AxisQuestion() | TextQuestion():
            return _of(question.expected, item.option)
        case GapsQuestion(gaps=gaps):
            gap = gaps[item.part] if item.part < len(gaps) else None
            if gap is None:
                return ()
            return _of(gap.options if isinstance(gap, ChoiceGap) else gap.expected, item.option)
        case MatchQuestion(pairs=pairs):
            right = item.part < len(pairs) and bool(item.explanation)
            return pairs[item.part].explanation if right else ()
        case OrderQuestion(items=items):
            return _of(items, item.option)
        case PointQuestion(targets=targets) | SentenceQuestion(targets=targets):
            return _of(targets, item.option)
        case PredictionQuestion(estimands=estimands):
            return estimands[item.part].explanation if item.part < len(estimands) else ()
        case OpenQuestion(criteria=criteria):
            return _of(criteria, item.option)


def _of(answers: Sequence[Foreseen], option: int | None) -> Prose:
    known = option is not None and option < len(answers)
    return answers[option].explanation if known and option is not None else ()
