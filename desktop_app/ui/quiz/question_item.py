"""One question of a step as it was read, or what is wrong with it."""

from __future__ import annotations

from functools import cached_property

from desktop_app.content.lesson import Lesson
from desktop_app.content.model import QuestionBlock, Step
from desktop_app.content.problems import Problem, ProblemLog
from desktop_app.quiz.questions import Question, read_question


class QuestionItem:
    """A question in a language, read when it is first looked at: a step may have thousands.

    ``question`` is None where it can't be asked; ``problems`` are its errors.
    """

    def __init__(self, block: QuestionBlock, language: str, lesson: Lesson) -> None:
        self.block = block
        self._language = language
        self._lesson = lesson

    @property
    def question(self) -> Question | None:
        return self._read[0]

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self._read[1]

    @cached_property
    def _read(self) -> tuple[Question | None, tuple[Problem, ...]]:
        log, block = ProblemLog(), self.block
        sound = block.is_sound
        question = read_question(block, log, self._language, self._lesson) if sound else None
        return question, tuple(item for item in (*block.problems, *log) if item.is_error)

    def in_language(self, language: str, lesson: Lesson, step: Step | None) -> Question | None:
        """The same question of ``step`` in another language, if it can be asked there."""
        found = lesson.find_step(step.id, language) if step is not None else None
        for block in found[1].questions if found else ():
            if block.id == self.block.id:
                return QuestionItem(block, language, lesson).question
        return None
