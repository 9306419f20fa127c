"""How far one has got in a chapter."""

from __future__ import annotations

from enum import Enum

from desktop_app.content.model import Chapter
from desktop_app.session.session import SessionState


class Progress(Enum):
    """A chapter is done once every step was seen and every question answered."""

    NOT_STARTED = 0
    STARTED = 1
    DONE = 2


def chapter_progress(chapter: Chapter, state: SessionState) -> Progress:
    steps = [step.id for step in chapter.steps]
    questions = [question.id for step in chapter.steps for question in step.questions]
    seen = [step in state.visited for step in steps]
    answered = [question in state.answers for question in questions]
    if all(seen) and all(answered):
        return Progress.DONE
    return Progress.STARTED if any(seen) or any(answered) else Progress.NOT_STARTED
