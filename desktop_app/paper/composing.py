"""The papers of a lesson, by what they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop_app.content.lesson import Lesson
from desktop_app.content.problems import ProblemLog
from desktop_app.paper.elements import Paper
from desktop_app.paper.key import answer_key
from desktop_app.paper.request import PaperRequest
from desktop_app.paper.worksheet import worksheet

_WRITERS: Mapping[str, Callable[[Lesson, PaperRequest, str, ProblemLog], Paper]] = {
    "worksheet": worksheet,
    "key": answer_key,
}


def compose(lesson: Lesson, request: PaperRequest, log: ProblemLog) -> tuple[Paper, ...]:
    """The paper that ``request`` asks for, one for each of its versions.

    ``log`` says what had to be left out. Raises
    :class:`~desktop_app.paper.request.PaperError` where there is nothing to print.
    """
    write = _WRITERS[request.document]
    first, *others = request.versions or ("",)
    papers = [write(lesson, request, first, log)]
    papers += [write(lesson, request, version, ProblemLog()) for version in others]
    return tuple(papers)
