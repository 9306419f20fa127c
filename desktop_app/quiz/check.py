"""What is wrong with the questions of a lesson, each alone and between languages."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.content.lesson import Lesson
from desktop_app.content.model import QuestionBlock
from desktop_app.content.numbers import format_number
from desktop_app.content.problems import Location, Problem, ProblemLog
from desktop_app.quiz.questions import (
    AnyQuestion,
    NumberQuestion,
    Question,
    Tolerance,
    read_question,
)


def check_questions(lesson: Lesson) -> Iterator[Problem]:
    """Every problem of the lesson's questions that reading it did not find."""
    log = ProblemLog()
    for chapter in lesson.chapter_ids:
        first: dict[str, tuple[QuestionBlock, Question]] = {}
        for language in lesson.languages:
            edition = lesson.edition(chapter, language)
            for block in edition.blocks() if edition else ():
                if not isinstance(block, QuestionBlock):
                    continue
                question = read_question(block, log, language)
                if question is None or not block.id:
                    continue
                known = first.setdefault(block.id, (block, question))
                if known[0] is not block:
                    _Comparison(block, known[0], log).compare(question, known[1], language)
    yield from log


class _Comparison:
    """One question against the same one in the language that was read first."""

    def __init__(self, block: QuestionBlock, first: QuestionBlock, log: ProblemLog) -> None:
        self._block = block
        self._first = first
        self._log = log

    def compare(self, question: Question, first: Question, language: str) -> None:
        """Report what a translation must not change."""
        if question.type != first.type:
            self._differs("type", question.type, first.type, self._place("type"))
            return
        self._compare_evidence(question, first)
        if len(self._block.options) != len(self._first.options):
            count, expected = len(self._block.options), len(self._first.options)
            self._differs("options", str(count), str(expected), self._block.location)
            return
        self._compare_options()
        if isinstance(question, NumberQuestion) and isinstance(first, NumberQuestion):
            self._compare_numbers(question, first, language)

    def _compare_evidence(self, question: AnyQuestion, first: AnyQuestion) -> None:
        if question.evidence != first.evidence:
            found, expected = str(question.evidence or "–"), str(first.evidence or "–")
            self._differs("evidence", found, expected, self._place("evidence"))

    def _compare_options(self) -> None:
        for option, other in zip(self._block.options, self._first.options, strict=True):
            if option.correct != other.correct:
                found, expected = _box(option.correct), _box(other.correct)
                self._differs("[x]", found, expected, option.location)
            if option.misconception != other.misconception:
                self._differs(
                    "misconception",
                    option.misconception or "–",
                    other.misconception or "–",
                    option.location,
                )

    def _compare_numbers(
        self, question: NumberQuestion, first: NumberQuestion, language: str
    ) -> None:
        if question.tolerance != first.tolerance:
            found = _written(question.tolerance, language)
            expected = _written(first.tolerance, language)
            self._differs("tolerance", found, expected, self._place("tolerance"))
        for mine, other in zip(question.expected, first.expected, strict=True):
            if mine.value != other.value:
                found = format_number(mine.value, language)
                expected = format_number(other.value, language)
                self._differs("options", found, expected, mine.location)

    def _place(self, attribute: str) -> Location:
        found = self._block.attributes.get(attribute)
        return found.location if found else self._block.location

    def _differs(self, key: str, found: str, expected: str, place: Location) -> None:
        self._log.error(
            "question-differs",
            place,
            id=self._block.id,
            key=key,
            found=found,
            expected=expected,
            file=self._first.location.file,
            line=self._first.location.line,
        )


def _box(correct: bool) -> str:
    return "[x]" if correct else "[ ]"


def _written(tolerance: Tolerance, language: str) -> str:
    amount = tolerance.amount * 100 if tolerance.relative else tolerance.amount
    return format_number(amount, language) + ("%" if tolerance.relative else "")
