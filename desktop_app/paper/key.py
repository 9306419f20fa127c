"""The key to a worksheet: its questions under the same numbers, with answers and reasons."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.content.lesson import Lesson
from desktop_app.content.problems import ProblemLog
from desktop_app.content.wording import word
from desktop_app.paper.answers import KeyWriter
from desktop_app.paper.asking import Asked, AskedChapter, AskedStep, asked
from desktop_app.paper.elements import Element, Paper, Piece
from desktop_app.paper.figures import FigureWriter, Scenes
from desktop_app.paper.framing import framed
from desktop_app.paper.request import PaperRequest
from desktop_app.paper.tasks import prompt
from desktop_app.paper.versions import Version
from desktop_app.paper.worksheet import heading


def answer_key(
    lesson: Lesson, request: PaperRequest, version: str, log: ProblemLog, scenes: Scenes
) -> Paper:
    """The key to the worksheet of ``version``. Raises PaperError."""
    writer = _Writer(
        lesson, request, Version(version), FigureWriter(lesson, request.language, log, scenes), log
    )
    return framed(lesson, request.language, "paper-key", writer.pieces(), version=version)


class _Writer:
    def __init__(
        self,
        lesson: Lesson,
        request: PaperRequest,
        version: Version,
        figures: FigureWriter,
        log: ProblemLog,
    ) -> None:
        self._language = request.language
        self._figures = figures
        self._answers = KeyWriter(lesson, request.language, version)
        self._chapters = asked(lesson, request, self._figures, log)

    def pieces(self) -> list[Piece]:
        return [piece for chapter in self._chapters for piece in self._chapter(chapter)]

    def _chapter(self, chapter: AskedChapter) -> Iterator[Piece]:
        objective = word("paper-objective", self._language, {"objective": chapter.objective})
        yield heading(chapter, objective)
        for step in chapter.before:
            for one in step.questions:
                yield self._answer(one, step)
        for step in chapter.first:
            for block in step.charts:
                piece = self._figures.piece(block)  # with its data: what was estimated
                if piece is not None:
                    yield piece
            for one in step.questions:
                yield self._answer(one, step)
        for step in chapter.then:
            self._figures.count(step.charts)
            for one in step.questions:
                yield self._answer(one, step)

    def _answer(self, one: Asked, step: AskedStep) -> Piece:
        elements: list[Element] = [
            *prompt(one.question, one.number),
            *self._answers.answer(one.question, step.step),
        ]
        return Piece(tuple(elements), id=f"question:{one.question.id}")
