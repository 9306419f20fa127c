"""A question written in a lesson is the same question when it is read."""

from __future__ import annotations

from hypothesis import given

from desktop_app.quiz.model import Question
from tests.quiz.exchange.comparing import bare, through_markdown
from tests.quiz.exchange.generated import questions


@given(questions)
def test_every_question_comes_back_the_same(question: Question) -> None:
    read, errors, lines = through_markdown(question)
    assert not errors, "\n".join(lines)
    assert bare(read, question.language) == bare(question, question.language), "\n".join(lines)
