"""In which order the parts of a question are shown: the same on every screen and paper."""

from __future__ import annotations

from desktop_app.quiz.model import (
    ChoiceQuestion,
    ChoicesQuestion,
    MatchQuestion,
    OrderQuestion,
    Question,
)
from desktop_app.quiz.shuffling import shuffled


def shown_order(question: Question) -> tuple[int, ...]:
    """The ranks of a question's options (choices of a match, items to order) as shown."""
    match question:
        case ChoiceQuestion() | ChoicesQuestion():
            count = len(question.options)
            mixes = question.rules.shuffled
            return shuffled(question.id, count) if mixes else tuple(range(count))
        case MatchQuestion():
            return shuffled(question.id, len(question.choices), never_sorted=True)
        case OrderQuestion():
            return shuffled(question.id, len(question.items), never_sorted=True)
        case _:
            return ()
