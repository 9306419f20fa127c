"""What ``check`` says of the questions of a lesson, each alone and between languages."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.content.lesson import Lesson
from desktop_app.content.model import QuestionBlock
from desktop_app.content.problems import Problem, ProblemLog
from desktop_app.quiz.comparison import compare
from desktop_app.quiz.lint.answers import check_answers
from desktop_app.quiz.lint.readability import Reading, check_reading, lesson_reading
from desktop_app.quiz.lint.stage import Charts, check_stage
from desktop_app.quiz.lint.wording import check_wording
from desktop_app.quiz.model import Question
from desktop_app.quiz.questions import read_question


def check_questions(lesson: Lesson, charts: Charts | None = None) -> Iterator[Problem]:
    """Every problem of the lesson's questions that reading it did not find.

    ``charts`` gives the chart that stands beside a question; without it, nothing is said
    about what stands on charts.
    """
    log = ProblemLog()
    readings: dict[str, Reading] = {}
    for chapter in lesson.chapter_ids:
        first: dict[str, tuple[QuestionBlock, Question]] = {}
        for language in lesson.languages:
            edition = lesson.edition(chapter, language)
            for step in edition.steps if edition else ():
                for block in step.questions:
                    question = read_question(block, log, language, lesson)
                    if question is None:
                        continue
                    if language not in readings:
                        readings[language] = lesson_reading(lesson, language)
                    check_wording(question, log)
                    check_answers(question, block, lesson, log)
                    check_stage(question, block, step, charts, log)
                    check_reading(question, readings[language], log)
                    known = first.setdefault(block.id, (block, question)) if block.id else None
                    if known is not None and known[0] is not block:
                        compare(question, block, known[1], known[0], log)
    yield from log
