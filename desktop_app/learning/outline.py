"""What of a lesson progress is measured against: its questions, objectives, misconceptions."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from desktop_app.content.document import plain_text
from desktop_app.content.lesson import Lesson
from desktop_app.content.model import (
    Block,
    Chapter,
    ChartBlock,
    MisconceptionBlock,
    Option,
    QuestionBlock,
    QuestionSettings,
)
from desktop_app.content.numbers import parse_typed
from desktop_app.content.question_blocks import NO, YES
from desktop_app.content.wording import word
from desktop_app.learning.fingerprint import fingerprint


@dataclass(frozen=True)
class OutlineQuestion:
    """One question: where it stands, what it asks, what it counts for.

    ``options`` are the texts of its options; ``misconceptions`` those that an answer can
    show. ``version`` is that of the lesson's reference language, whichever is shown.
    ``marked``: an answer can be right or wrong. ``worth`` is its weight among the others,
    0 where it does not count.
    """

    lesson: str
    chapter: str
    step: str
    id: str
    version: str
    type: str
    prompt: str
    objective: str
    options: tuple[str, ...] = ()
    right: tuple[int, ...] = ()
    misconceptions: tuple[str, ...] = ()
    unit: str = ""
    marked: bool = True
    worth: float = 1.0

    @property
    def subject(self) -> tuple[str, str]:
        """What an attempt at it names: lesson and question."""
        return (self.lesson, self.id)


@dataclass(frozen=True)
class OutlineChapter:
    id: str
    title: str
    objective: str
    questions: tuple[OutlineQuestion, ...]
    blocks: frozenset[str] = frozenset()
    """The ids of all its blocks: charts are predicted on, too."""


@dataclass(frozen=True)
class Outline:
    """A lesson as progress sees it, worded in one language.

    ``misconceptions`` words each by its id: what people believe.
    """

    lesson: str
    title: str
    language: str
    chapters: tuple[OutlineChapter, ...]
    misconceptions: Mapping[str, str]

    @cached_property
    def questions(self) -> Mapping[str, OutlineQuestion]:
        """Every question by its id, in the order of the lesson."""
        found = {one.id: one for chapter in self.chapters for one in chapter.questions}
        return MappingProxyType(found)

    @property
    def objectives(self) -> Mapping[str, str]:
        """The objective of each chapter that has one, by the chapter's id."""
        return {chapter.id: chapter.objective for chapter in self.chapters if chapter.objective}


def outline_of(lesson: Lesson, language: str) -> Outline:
    """The outline of ``lesson`` in ``language``, else in its reference language.

    Reads every chapter: not for the way to the first paint. A chapter that can't be read
    has no questions.
    """
    chapters = []
    picked: dict[str, str] = {}
    refuted: dict[str, str] = {}
    for name in lesson.chapter_ids:
        shown = lesson.chapter(name, language)
        heading = lesson.heading(name, language)
        questions = tuple(_questions(lesson, shown, name)) if shown is not None else ()
        if shown is not None:
            picked = {**dict(_picked(shown)), **picked}
            refuted.update(_refuted(shown))
        blocks = frozenset(block.id for block in shown.blocks()) if shown else frozenset()
        chapters.append(
            OutlineChapter(name, heading.title or name, heading.objective, questions, blocks)
        )
    return Outline(
        lesson.id,
        lesson.title_in(language),
        language,
        tuple(chapters),
        MappingProxyType({**picked, **refuted}),
    )


def versions_of(lesson: Lesson, chapter: str) -> Mapping[str, str]:
    """The version of each question and chart of a chapter, by its id: as it is written in
    the first of the lesson's languages that has the chapter.
    """
    blocks = _versioned(lesson, chapter)
    return MappingProxyType({name: fingerprint(block) for name, block in blocks.items()})


def version_of(lesson: Lesson, chapter: str, name: str) -> str:
    """That of one block, "" where there is none of that name."""
    block = _versioned(lesson, chapter).get(name)
    return fingerprint(block) if block is not None else ""


def original_of(lesson: Lesson, chapter: str, name: str) -> Block | None:
    """The block of that name as it is written in the first of the lesson's languages that
    has the chapter.
    """
    return next((one for one in _originals(lesson, chapter) if one.id == name), None)


def _originals(lesson: Lesson, chapter: str) -> Iterable[Block]:
    editions = (lesson.edition(chapter, language) for language in lesson.languages)
    edition = next((one for one in editions if one is not None), None)
    return edition.blocks() if edition is not None else ()


def _versioned(lesson: Lesson, chapter: str) -> dict[str, QuestionBlock | ChartBlock]:
    found: dict[str, QuestionBlock | ChartBlock] = {}
    for block in _originals(lesson, chapter):
        if isinstance(block, QuestionBlock | ChartBlock):
            found.setdefault(block.id, block)
    return found


def _questions(lesson: Lesson, chapter: Chapter, name: str) -> Iterator[OutlineQuestion]:
    versions = versions_of(lesson, name)
    for step in chapter.steps:
        for block in step.questions:
            if not (block.id and block.is_sound):
                continue
            yield OutlineQuestion(
                lesson=lesson.id,
                chapter=name,
                step=step.id,
                id=block.id,
                version=versions.get(block.id) or fingerprint(block),
                type=block.type,
                prompt=_asked(block),
                objective=block.attribute("objective") or name,
                options=tuple(_words(plain_text(option.text)) for option in block.options),
                right=tuple(i for i, option in enumerate(block.options) if option.correct),
                misconceptions=tuple(
                    dict.fromkeys(
                        option.misconception for option in _foreseen(block) if option.misconception
                    )
                ),
                unit=block.attribute("unit"),
                marked=_is_marked(block),
                worth=_worth(block, lesson.questions, chapter.language),
            )


def _foreseen(block: QuestionBlock) -> Iterator[Option]:
    """Every answer that the question foresees, in its list, as a proof or in a gap."""
    yield from (*block.options, *block.proofs)
    for gap in block.gaps:
        yield from gap.options


def _is_marked(block: QuestionBlock) -> bool:
    """Nobody is wrong in predicting, nor in a text that has no criteria."""
    return block.type != "prediction" and (block.type != "open" or bool(block.options))


def _worth(block: QuestionBlock, settings: QuestionSettings, language: str) -> float:
    graded = block.attribute("graded").strip().casefold()
    counts = settings.graded if graded not in YES + NO else graded in YES
    if not (counts and _is_marked(block)):
        return 0.0
    points = parse_typed(block.attribute("points", "1"), language)
    return points if points is not None and math.isfinite(points) and points >= 0 else 1.0


def _picked(chapter: Chapter) -> Iterator[tuple[str, str]]:
    """Each misconception as an option says it that shows it."""
    for step in chapter.steps:
        for block in step.questions:
            for option in _foreseen(block):
                if option.misconception and not option.correct:
                    yield option.misconception, _belief(block, option, chapter.language)


def _belief(block: QuestionBlock, option: Option, language: str) -> str:
    """What one believes who gives that answer: where it is a sentence, it says so itself."""
    answer = _words(plain_text(option.text))
    if block.type in ("choice", "choices"):
        return answer
    values = {"answer": answer, "question": _asked(block)}
    return word("learner-belief", language, values)


def _refuted(chapter: Chapter) -> Iterator[tuple[str, str]]:
    """Each misconception as the block says it that refutes it."""
    for block in chapter.blocks():
        if isinstance(block, MisconceptionBlock) and block.id and block.parts:
            yield block.id, _words(plain_text(block.parts[0]))


_GAP = re.compile(r"\[\[[ x]\](?:[^\[\]]|\[[ x]\])*\]|\[\[.*?\]\]", re.IGNORECASE)


def _asked(block: QuestionBlock) -> str:
    """What a question asks, its gaps empty."""
    return _GAP.sub("[…]", _words(plain_text(block.prompt)))


def _words(text: str) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text).strip()
