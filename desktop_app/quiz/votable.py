"""Which questions a class can vote on, and what it is then asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop_app.content.document import Inline, Node, plain_text
from desktop_app.content.model import QuestionBlock
from desktop_app.content.problems import ProblemLog
from desktop_app.learning.classroom.voting import LONGEST_TEXT, MOST_OPTIONS, Asked
from desktop_app.learning.fingerprint import fingerprint
from desktop_app.quiz.model import ChoiceQuestion, ChoicesQuestion, TrueFalseQuestion
from desktop_app.quiz.questions import read_question
from desktop_app.quiz.shown import shown_order

Prose = Sequence[Inline | Node]


def votable(
    block: QuestionBlock,
    lesson: str,
    language: str,
    tell: Callable[[Prose], Prose] = tuple,
    *,
    version: str = "",
) -> Asked | None:
    """What a class votes on: the options of ``block`` in the order in which they are shown,
    where one or several are to be chosen; None for any other question. ``tell`` gives prose
    the figures that it has now; ``version`` is the question's, its own as it is without.
    """
    question = read_question(block, ProblemLog(), language)
    if not isinstance(question, ChoiceQuestion | ChoicesQuestion | TrueFalseQuestion):
        return None
    order = shown_order(question) or range(len(question.options))
    options = [question.options[rank] for rank in order]
    if not 2 <= len(options) <= MOST_OPTIONS:
        return None
    return Asked(
        lesson,
        block.id,
        version or fingerprint(block),
        plain_text(tell(question.prompt)).strip()[:LONGEST_TEXT],
        tuple(plain_text(tell(option.text)).strip()[:LONGEST_TEXT] for option in options),
        frozenset(rank for rank, option in enumerate(options) if option.correct),
        isinstance(question, ChoicesQuestion),
    )
