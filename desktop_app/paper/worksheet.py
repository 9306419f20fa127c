"""The worksheet: charts and questions for a hand with a pen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from desktop_app.content.lesson import Lesson
from desktop_app.content.numbers import format_number
from desktop_app.content.problems import ProblemLog
from desktop_app.content.wording import word
from desktop_app.paper.asking import Asked, AskedChapter, AskedStep, asked
from desktop_app.paper.elements import Element, Glue, Paper, Paragraph, Piece, Run, words
from desktop_app.paper.figures import FigureWriter, Scenes
from desktop_app.paper.framing import framed
from desktop_app.paper.request import PaperRequest
from desktop_app.paper.tasks import prompt, task
from desktop_app.paper.versions import Version


def worksheet(
    lesson: Lesson, request: PaperRequest, version: str, log: ProblemLog, scenes: Scenes
) -> Paper:
    """The worksheet of ``version`` (A, B or ""). Raises PaperError."""
    writer = _Writer(
        lesson, request, Version(version), FigureWriter(lesson, request.language, log, scenes), log
    )
    return framed(
        lesson, request.language, "paper-worksheet", writer.pieces(), version=version, fields=True
    )


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
        self._version = version
        self._figures = figures
        self._chapters = asked(lesson, request, self._figures, log)

    def pieces(self) -> list[Piece]:
        return [piece for chapter in self._chapters for piece in self._chapter(chapter)]

    def _chapter(self, chapter: AskedChapter) -> Iterator[Piece]:
        yield heading(chapter, self._word("paper-objective", objective=chapter.objective))
        for step in chapter.before:
            yield from (replace(piece, glue=max(piece.glue, Glue.IF_ROOM))
                        for piece in self._step(step))  # fmt: skip
        if chapter.first:
            note = Paragraph(words(self._word("paper-first-estimate")), "body")
            yield Piece((note,), Glue.ALWAYS)
            for step in chapter.first:
                yield from self._step(step, to_draw=True)
        for rank, step in enumerate(chapter.then):
            pieces = list(self._step(step))
            if rank == 0 and chapter.first:  # the questions tell what was to be estimated
                pieces[0] = replace(pieces[0], new_page=True)
            yield from pieces

    def _step(self, step: AskedStep, *, to_draw: bool = False) -> Iterator[Piece]:
        yield Piece((Paragraph(words(step.step.title), "step"),), Glue.ALWAYS)
        for block in step.charts:
            piece = self._figures.piece(block, to_draw=to_draw)
            if piece is not None:
                last = not step.questions and block is step.charts[-1]
                yield replace(piece, glue=Glue.NONE) if last else piece
        numbers = [self._figures.number(block) for block in step.drawn_on]
        for number in filter(None, numbers):
            note = self._word("paper-compare", number=number)
            yield Piece((Paragraph(words(note, "italic"), "note"),), Glue.ALWAYS)
        for one in step.questions:
            yield self._question(one, step)

    def _question(self, one: Asked, step: AskedStep) -> Piece:
        question = one.question
        elements: list[Element] = list(prompt(question, one.number))
        rules = question.rules
        if rules.points != 1 and rules.graded:
            points = self._word("paper-points", points=format_number(rules.points, self._language))
            elements = with_points(elements, points)
        elements += task(question, step.step, self._version, self._language)
        return Piece(tuple(elements), id=f"question:{question.id}")

    def _word(self, code: str, **values: object) -> str:
        return word(code, self._language, values)


def heading(chapter: AskedChapter, objective: str) -> Piece:
    """The title of a chapter, with what is to be learnt in it."""
    elements = [Paragraph(words(chapter.title), "chapter")]
    if chapter.objective:
        elements.append(Paragraph(words(objective), "note"))
    return Piece(tuple(elements), Glue.ALWAYS, id=f"chapter:{chapter.id}")


def with_points(elements: Sequence[Element], points: str) -> list[Element]:
    """What a question is worth, at the end of its first paragraph."""
    first, *rest = elements
    if isinstance(first, Paragraph):
        first = replace(first, words=(*first.words, Run(f" ({points})", "small")))
    return [first, *rest]
