"""One question of each type, read from the lesson that has them all."""

from __future__ import annotations

from functools import cache

from desktop_app.content.lesson import Lesson
from desktop_app.content.model import QuestionBlock, Step
from desktop_app.content.problems import ProblemLog
from desktop_app.content.reader import read_lesson
from desktop_app.quiz.questions import Question, read_question
from tests.support.lessons import LESSONS

FOLDER = LESSONS / "questions"


@cache
def lesson() -> Lesson:
    return read_lesson(FOLDER)


def steps(language: str) -> dict[str, Step]:
    """The steps of the lesson by their id."""
    edition = lesson().edition("types", language)
    assert edition is not None
    return dict(edition.steps_by_id)


@cache
def blocks(language: str) -> dict[str, QuestionBlock]:
    """The blocks by the id of their question."""
    return {block.id: block for step in steps(language).values() for block in step.questions}


@cache
def questions(language: str = "fr") -> dict[str, Question]:
    """The questions by their id; reading them finds no problem."""
    found = {}
    for name, block in blocks(language).items():
        log = ProblemLog()
        question = read_question(block, log, language, lesson())
        assert question is not None, [problem.code for problem in log]
        assert not list(log), [problem.code for problem in log]
        found[name] = question
    return found


def one(name: str, language: str = "fr") -> Question:
    return questions(language)[f"q-{name}"]
