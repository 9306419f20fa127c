"""What stands on a paper, as lines of text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from desktop_app.content.lesson import Lesson
from desktop_app.content.problems import ProblemLog
from desktop_app.content.reader import read_lesson
from desktop_app.paper.composing import compose
from desktop_app.paper.elements import (
    Element,
    Fields,
    Figure,
    Paper,
    Paragraph,
    Picture,
    Row,
    SideBySide,
    plain,
)
from desktop_app.paper.request import PaperRequest
from tests.support.lessons import LESSONS

QUESTIONS = LESSONS / "questions"


@cache
def lesson_of_questions() -> Lesson:
    return read_lesson(QUESTIONS)


def paper_of(
    request: PaperRequest, lesson: Lesson | None = None, log: ProblemLog | None = None
) -> Paper:
    """The one paper that ``request`` asks for."""
    (drafts,) = compose(
        lesson or lesson_of_questions(), request, ProblemLog() if log is None else log
    )
    return next(iter(drafts))


def lines(paper: Paper) -> list[str]:
    """Every line of the pieces, with its mark and its box; figures as ``<title>``."""
    found = [line for piece in paper.pieces for one in piece.elements for line in _lines(one)]
    return [" ".join(line.split()) for line in found]


def text(paper: Paper) -> str:
    return "\n".join(lines(paper))


def _lines(element: Element) -> Iterator[str]:
    match element:
        case Paragraph():
            box = {"square": "☐", "circle": "○", "": ""}[element.box]
            blank = "…" if element.blank else ""
            yield f"{element.mark} {box} {plain(element.words)} {blank} {element.after}"
        case SideBySide(left=left, right=right):
            for one in (*left, *right):
                yield from _lines(one)
        case Row(cells=cells):
            yield " | ".join(plain(cell) for cell in cells)
        case Figure(scene=scene):
            yield f"<chart of {len(scene.marks)}>"
        case Picture(path=path):
            yield f"<{path}>"
        case Fields(names=names):
            yield " ".join(names)
        case _:
            yield "<lines>"
