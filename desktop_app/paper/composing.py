"""The papers of a lesson, by what they are."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.content.lesson import Lesson
from desktop_app.content.problems import ProblemLog
from desktop_app.paper.elements import Paper
from desktop_app.paper.figures import Scenes
from desktop_app.paper.key import answer_key
from desktop_app.paper.plan import plan
from desktop_app.paper.request import PaperRequest
from desktop_app.paper.summary import summaries
from desktop_app.paper.worksheet import worksheet

_ASKING = {"worksheet": worksheet, "key": answer_key}


def compose(lesson: Lesson, request: PaperRequest, log: ProblemLog) -> tuple[Iterable[Paper], ...]:
    """The papers that ``request`` asks for, one for each of its versions.

    Each as drafts, from the fullest on: where a paper has to fit on one page, the first
    that does is the one. ``log`` says what had to be left out. Raises
    :class:`~desktop_app.paper.request.PaperError` where there is nothing to print.
    """
    if request.document == "summary":
        return (summaries(lesson, request, log),)
    if request.document == "plan":
        return ((plan(lesson, request),),)
    write = _ASKING[request.document]
    scenes: Scenes = {}
    logs = [log, *(ProblemLog() for _ in request.versions[1:])]  # what is left out is said once
    return tuple(
        (write(lesson, request, version, own, scenes),)
        for version, own in zip(request.versions or ("",), logs, strict=True)
    )
