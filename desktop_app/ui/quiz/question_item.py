"""One question of a step as it was read, or what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.content.lesson import Lesson
from desktop_app.content.model import QuestionBlock, Step
from desktop_app.content.problems import Problem, ProblemLog
from desktop_app.quiz.questions import Question, read_question


@dataclass(frozen=True, slots=True)
class QuestionItem:
    """``question`` is None where it can't be asked; ``problems`` are its errors."""

    block: QuestionBlock
    question: Question | None
    problems: tuple[Problem, ...]

    @classmethod
    def read(cls, block: QuestionBlock, language: str, lesson: Lesson) -> QuestionItem:
        log = ProblemLog()
        question = read_question(block, log, language, lesson) if block.is_sound else None
        errors = tuple(item for item in (*block.problems, *log) if item.is_error)
        return cls(block, question, errors)

    def in_language(self, language: str, lesson: Lesson, step: Step | None) -> Question | None:
        """The same question of ``step`` in another language, if it can be asked there."""
        found = lesson.find_step(step.id, language) if step is not None else None
        for block in found[1].questions if found else ():
            if block.id == self.block.id:
                return QuestionItem.read(block, language, lesson).question
        return None
