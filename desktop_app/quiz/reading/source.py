"""What a question is read from."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.content.lesson import Lesson
from desktop_app.content.model import QuestionBlock
from desktop_app.content.problems import ProblemLog
from desktop_app.quiz.reading.attributes import Attributes


@dataclass(frozen=True)
class Source:
    """One block, in the language it is written in; every problem goes to the log.

    ``lesson`` is where the numbers of a prediction are looked up, if they are not written.
    """

    block: QuestionBlock
    language: str
    log: ProblemLog
    lesson: Lesson | None = None

    @property
    def attributes(self) -> Attributes:
        return Attributes(self.block.attributes, self.block.location, self.language, self.log)
