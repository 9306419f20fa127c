"""What a worksheet asks, in order and numbered: its key follows the same numbers.

What a chart is to be predicted for comes first in each chapter, with the chart to draw on,
after the questions that open the chapter; those that tell the data begin on another page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from desktop_app.content.lesson import Lesson
from desktop_app.content.model import ChartBlock, QuestionBlock, Step
from desktop_app.content.problems import ProblemLog
from desktop_app.paper.figures import FigureWriter
from desktop_app.paper.request import ChosenChapter, ChosenStep, PaperError, PaperRequest, chosen
from desktop_app.quiz.model import PredictionQuestion, Question
from desktop_app.quiz.questions import read_question


@dataclass(frozen=True)
class Asked:
    """A question with its number on the sheet."""

    number: int
    question: Question


@dataclass(frozen=True)
class AskedStep:
    """Charts and the questions on them: to be drawn on first, or shown."""

    step: Step
    charts: tuple[ChartBlock, ...]
    questions: tuple[Asked, ...]
    drawn_on: tuple[ChartBlock, ...] = ()
    """Charts of the step that were drawn on before: a class sees them on its screen."""


@dataclass(frozen=True)
class AskedChapter:
    """``first`` is to be done before ``then`` is read; ``before`` both, what opens it."""

    id: str
    title: str
    objective: str
    before: tuple[AskedStep, ...]
    first: tuple[AskedStep, ...]
    then: tuple[AskedStep, ...]

    @property
    def steps(self) -> tuple[AskedStep, ...]:
        return (*self.before, *self.first, *self.then)


def asked(
    lesson: Lesson, request: PaperRequest, figures: FigureWriter, log: ProblemLog
) -> tuple[AskedChapter, ...]:
    """The chapters that have something to ask; ``log`` says what was left out.

    Raises :class:`PaperError` where nothing is left.
    """
    reader = _Reader(lesson, request.language, figures, log)
    chapters = []
    for one in chosen(lesson, request):
        found = reader.chapter(one)
        if found.steps:
            chapters.append(found)
        elif request.chapters:
            log.warning("chapter-asks-nothing", one.chapter.location, name=one.chapter.id)
    if not chapters:
        raise PaperError("nothing-to-ask")
    return tuple(chapters)


@dataclass(frozen=True)
class _Read:
    """A chosen step with its questions read and its charts told apart."""

    step: Step
    estimated: tuple[ChartBlock, ...]
    shown: tuple[ChartBlock, ...]
    predictions: tuple[Question, ...]
    questions: tuple[Question, ...]

    @property
    def has_charts(self) -> bool:
        return bool(self.estimated or self.shown)


class _Reader:
    def __init__(
        self, lesson: Lesson, language: str, figures: FigureWriter, log: ProblemLog
    ) -> None:
        self._lesson = lesson
        self._language = language
        self._figures = figures
        self._log = log
        self._revealed: set[str] = set()
        self._count = 0

    def chapter(self, one: ChosenChapter) -> AskedChapter:
        read = [self._read(step) for step in one.steps]
        waits = any(each.estimated for each in read)
        opening = list(takewhile(lambda each: waits and not each.has_charts, read))
        before = self._steps(opening)
        first = tuple(
            AskedStep(each.step, each.estimated, self._numbered(each.predictions))
            for each in read
            if each.estimated
        )
        then = self._steps(read[len(opening) :])
        heading = one.chapter.heading
        return AskedChapter(one.chapter.id, heading.title, heading.objective, before, first, then)

    def _steps(self, read: Iterable[_Read]) -> tuple[AskedStep, ...]:
        return tuple(
            AskedStep(
                each.step, each.shown, self._numbered(each.questions), drawn_on=each.estimated
            )
            for each in read
            if each.questions
        )

    def _read(self, one: ChosenStep) -> _Read:
        questions = list(self._questions(one.questions))
        estimated, shown = [], []
        for block in one.step.charts if one.whole or questions else ():
            waiting = self._figures.waits_for(block)
            if waiting and waiting not in self._revealed:
                estimated.append(block)
            else:
                shown.append(block)
        # Other charts of the step that show it again stand beside it, and wait as well.
        self._revealed |= {self._figures.waits_for(block) for block in estimated}
        first = [one for one in questions if estimated and isinstance(one, PredictionQuestion)]
        then = [one for one in questions if one not in first]
        return _Read(one.step, tuple(estimated), tuple(shown), tuple(first), tuple(then))

    def _questions(self, blocks: Sequence[QuestionBlock]) -> Iterable[Question]:
        for block in blocks:
            log = ProblemLog()
            log.extend(block.problems)
            question = read_question(block, log, self._language, self._lesson)
            if question is None or any(problem.is_error for problem in log):
                self._log.warning("question-not-printed", block.location, name=block.id)
            else:
                yield question

    def _numbered(self, questions: Sequence[Question]) -> tuple[Asked, ...]:
        start = self._count + 1
        self._count += len(questions)
        return tuple(Asked(number, one) for number, one in enumerate(questions, start))
