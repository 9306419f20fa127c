"""Grading: what an answer is worth and what there is to say about it. Pure.

An answer is a tuple of texts, ``given``, that can be kept as it is; each type of question
has its own form:

=============== ========================================================================
choice          the index of the option
choices         the indices of the options
true-false      ``true`` or ``false``; with proofs, also what is pointed at (see point)
number          the text, the language it was typed in
text            the text
gaps            a text a gap (an index where it is chosen), the language
match           for each pair the index of the choice, or ``""``
order           the indices of the items in the order they were put in
point           the reference, the text of the sentence (``""``), the index of the target
sentence        the same
axis            the text (for dates best ISO), the language it was typed in
prediction      a text an estimate, the language
open            the text; then ``assessed`` and the indices of the criteria that are met
=============== ========================================================================

Indices are in the order of the lesson's file and from 0, however the options are shown.
Anything may be given: what names nothing is passed over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop_app.learning.certainty import Certainty
from desktop_app.quiz.graders.common import MOST_PARTS
from desktop_app.quiz.graders.lists import grade_match, grade_order
from desktop_app.quiz.graders.numbers import grade_axis, grade_number
from desktop_app.quiz.graders.options import grade_choice, grade_choices, grade_true_false
from desktop_app.quiz.graders.own import ASSESSED, grade_open, grade_prediction
from desktop_app.quiz.graders.pointing import find_target, grade_pointed
from desktop_app.quiz.graders.words import grade_gaps, grade_text
from desktop_app.quiz.model import (
    AxisQuestion,
    ChoiceQuestion,
    ChoicesQuestion,
    GapsQuestion,
    MatchQuestion,
    NumberQuestion,
    OpenQuestion,
    OrderQuestion,
    PointQuestion,
    PredictionQuestion,
    Question,
    SentenceQuestion,
    TextQuestion,
    TrueFalseQuestion,
)
from desktop_app.quiz.verdicts import Feedback, Grade, NoAnswer, Reason, Verdict

__all__ = [
    "ASSESSED",
    "Certainty",
    "Feedback",
    "Grade",
    "NoAnswer",
    "Reason",
    "Verdict",
    "find_target",
    "grade",
]


_PARTED = ("gaps", "match", "order", "prediction")
"""The types whose explanation is about all of their parts together."""


def grade(
    question: Question,
    given: Sequence[str],
    language: str,
    *,
    certainty: Certainty | None = None,
    attempt: int = 1,
) -> Grade | NoAnswer:
    """Grade what was ``given``, or say why it is no answer.

    ``language`` reads the numbers whose answer does not say in which they were typed:
    ``1,500`` is not the same number in both. ``attempt`` is the number of the try, from 1:
    later ones earn less where the question says so. ``certainty`` gives the grade a mark.
    """
    found = _grade(question, given[:MOST_PARTS], language)
    if isinstance(found, NoAnswer):
        return found
    return replace(
        found,
        remark=question.remarks.get(found.verdict.value, ()),
        explanation=question.explanation if question.type in _PARTED else (),
        credit=question.rules.credit(attempt),
        certainty=certainty,
    )


def _grade(question: Question, given: Sequence[str], language: str) -> Grade | NoAnswer:
    match question:
        case ChoiceQuestion():
            return grade_choice(question, given)
        case ChoicesQuestion():
            return grade_choices(question, given)
        case TrueFalseQuestion():
            return grade_true_false(question, given)
        case NumberQuestion():
            return grade_number(question, given, language)
        case TextQuestion():
            return grade_text(question, given)
        case GapsQuestion():
            return grade_gaps(question, given, language)
        case MatchQuestion():
            return grade_match(question, given)
        case OrderQuestion():
            return grade_order(question, given)
        case PointQuestion() | SentenceQuestion():
            return grade_pointed(question, given)
        case AxisQuestion():
            return grade_axis(question, given, language)
        case PredictionQuestion():
            return grade_prediction(question, given, language)
        case OpenQuestion():
            return grade_open(question, given)
