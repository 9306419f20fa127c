"""What is asked to be put on paper, and what of the lesson that is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from desktop_app.content.lesson import Lesson
from desktop_app.content.model import Block, Chapter, QuestionBlock, Step
from desktop_app.content.problems import nearest

DOCUMENTS = ("worksheet", "key", "summary", "plan")
VERSIONS = ("A", "B")


class PaperError(Exception):
    """A paper that can't be made: the code and values of its sentence."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values

    @property
    def names_nothing(self) -> bool:
        """Whether something was asked for that there is not."""
        return "name" in self.values


@dataclass(frozen=True)
class PaperRequest:
    """``chapters`` and ``questions`` are ids, none for all; ``versions`` of :data:`VERSIONS`,
    none for the order of the lesson. ``large``: no letter under 18 points.
    """

    document: str = "worksheet"
    language: str = "fr"
    chapters: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    large: bool = False


@dataclass(frozen=True)
class ChosenStep:
    """A step and those of its questions that were chosen; ``whole``: all of it was."""

    step: Step
    questions: tuple[QuestionBlock, ...]
    whole: bool


@dataclass(frozen=True)
class ChosenChapter:
    chapter: Chapter
    steps: tuple[ChosenStep, ...]


def chosen(lesson: Lesson, request: PaperRequest) -> tuple[ChosenChapter, ...]:
    """The chapters, steps and questions that ``request`` asks for, in the lesson's order.

    Raises :class:`PaperError` where it names what the lesson does not have.
    """
    for chapter in request.chapters:
        if chapter not in lesson.chapter_ids:
            near = nearest(chapter, lesson.chapter_ids)
            raise PaperError("no-such-chapter", name=chapter, nearest=near)
    everything = not (request.chapters or request.questions)
    found: list[ChosenChapter] = []
    known: list[str] = []
    for name in lesson.chapter_ids:
        whole = everything or name in request.chapters
        if not whole and not request.questions:
            continue
        loaded = lesson.chapter(name, request.language)
        if loaded is None:
            continue
        known += [block.id for block in loaded.blocks() if isinstance(block, QuestionBlock)]
        steps = tuple(
            ChosenStep(step, questions, whole)
            for step in loaded.steps
            if (questions := _asked(step, request.questions, whole=whole)) or whole
        )
        if steps:
            found.append(ChosenChapter(loaded, steps))
    for question in request.questions:
        if question not in known:
            everywhere = [*known, *_other_questions(lesson, request)]
            if question not in everywhere:
                near = nearest(question, everywhere)
                raise PaperError("no-such-question", name=question, nearest=near)
    return tuple(found)


def _asked(step: Step, named: Collection[str], *, whole: bool) -> tuple[QuestionBlock, ...]:
    return tuple(block for block in step.questions if whole or block.id in named)


def _other_questions(lesson: Lesson, request: PaperRequest) -> list[str]:
    steps = lesson.steps(request.language)
    blocks: list[Block] = [block for _, step in steps for block in step.questions]
    return [block.id for block in blocks]
