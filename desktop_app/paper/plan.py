"""The teacher's plan of a session: steps, minutes, the essential route, notes."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.content.lesson import Lesson
from desktop_app.content.model import Step, TeacherBlock
from desktop_app.content.numbers import format_number, with_unit
from desktop_app.content.wording import word
from desktop_app.paper.elements import Element, Fields, Glue, Paper, Paragraph, Piece, Row, words
from desktop_app.paper.framing import framed
from desktop_app.paper.prose import paragraphs
from desktop_app.paper.request import ChosenChapter, PaperError, PaperRequest, chosen

_WIDTHS = (0.1, 0.12, 0.45, 0.07, 0.26)
_LARGE_WIDTHS = (0.18, 0.2, 0.48, 0.14)
"""In large print there is no room for what each step holds."""


def plan(lesson: Lesson, request: PaperRequest) -> Paper:
    """The plan of the chosen chapters, with a time for each step. Raises PaperError.

    Two clocks run: one for all steps, one for those of the essential route.
    """
    chapters = chosen(lesson, request)
    if not chapters:
        raise PaperError("nothing-to-print")
    writer = _Writer(request)
    pieces = writer.pieces(chapters)
    return framed(lesson, request.language, "paper-plan", pieces)


class _Writer:
    def __init__(self, request: PaperRequest) -> None:
        self._language = request.language
        self._widths = _LARGE_WIDTHS if request.large else _WIDTHS
        self._elapsed = self._essential = 0.0
        self._timed = True

    def pieces(self, chapters: tuple[ChosenChapter, ...]) -> list[Piece]:
        steps = [one.step for chapter in chapters for one in chapter.steps]
        total = sum(step.minutes for step in steps)
        self._timed = total > 0
        route = self._minutes(sum(step.minutes for step in steps if step.essential))
        facts = self._word("paper-plan-facts", total=self._minutes(total), route=route)
        if not self._timed:
            facts = self._word("paper-plan-untimed")
        names = tuple(self._word(code) for code in ("paper-class", "paper-date", "paper-start"))
        head = tuple(
            words(self._word(code))
            for code in (
                "paper-elapsed", "paper-essential", "paper-step", "paper-minutes", "paper-holds",
            )
        )  # fmt: skip
        columns = len(self._widths)
        found = [
            Piece((Fields(names, (0.36, 0.36, 0.28)), Paragraph(words(facts), "body"))),
            Piece((Row(head[:columns], self._widths, head=True),), Glue.ALWAYS),
        ]
        for chapter in chapters:
            found += self._chapter(chapter)
        return found

    def _chapter(self, chapter: ChosenChapter) -> Iterator[Piece]:
        heading = chapter.chapter.heading
        minutes = self._minutes(sum(one.step.minutes for one in chapter.steps))
        told = words(f"  {minutes}", "small") if self._timed else ()
        title = Paragraph((*words(heading.title), *told), "step")
        elements: list[Element] = [title]
        if heading.objective:
            text = self._word("paper-objective", objective=heading.objective)
            elements.append(Paragraph(words(text), "note"))
        yield Piece(tuple(elements), Glue.ALWAYS, id=f"chapter:{chapter.chapter.id}")
        for one in chapter.steps:
            yield self._step(one.step)

    def _step(self, step: Step) -> Piece:
        cells = (
            words(self._clock(self._elapsed)),
            words(self._clock(self._essential) if step.essential else "–"),
            words(step.title),
            words(format_number(step.minutes, self._language) if self._timed else ""),
            words(self._holds(step)),
        )
        self._elapsed += step.minutes
        self._essential += step.minutes if step.essential else 0.0
        columns = len(self._widths)
        elements: list[Element] = [Row(cells[:columns], self._widths, strong=step.essential)]
        for block in step.blocks:
            if isinstance(block, TeacherBlock):
                elements += paragraphs(block.content, "reason", level=1)
        return Piece(tuple(elements), id=f"step:{step.id}")

    def _holds(self, step: Step) -> str:
        """How much there is to look at and to answer."""
        counts = {"paper-charts": len(step.charts), "paper-questions": len(step.questions)}
        found = [self._word(code, count=count) for code, count in counts.items() if count]
        return ", ".join(found)

    def _clock(self, minutes: float) -> str:
        """Minutes since the start as they are written in a plan: 7′, 12′30″; "" untimed."""
        if not self._timed:
            return ""
        whole, seconds = divmod(round(minutes * 60), 60)
        return f"{whole}′{seconds:02d}″" if seconds else f"{whole}′"

    def _minutes(self, minutes: float) -> str:
        return with_unit(format_number(minutes, self._language), "min", self._language)

    def _word(self, code: str, **values: object) -> str:
        return word(code, self._language, values)
