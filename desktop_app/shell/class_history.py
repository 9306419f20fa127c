"""Where the class in front of the teacher goes, kept as it goes; and where it stopped before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.learning.classroom import voting
from desktop_app.learning.classroom.marks import NO_CLASS
from desktop_app.learning.classroom.vote_analysis import right_share
from desktop_app.learning.classroom.voting import VOTING, Vote
from desktop_app.learning.school_classes import (
    BEGUN,
    ENDED,
    REACHED,
    ClassSitting,
    Reached,
    SchoolClass,
    new_event,
    register,
)
from desktop_app.session.conductor import retrieval_set
from desktop_app.session.presentation import Presentation
from desktop_app.session.session import Place
from desktop_app.shell.class_log import ClassLog

SETTLED = 60_000
"""Milliseconds after which a class that stands still has begun there."""
KNOWN = 0.7
"""The share of right votes from which a question counts as known."""


class ClassHistory(QObject):
    """``changed``: what is known of the class is something else."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.class_id = NO_CLASS
        self.last: ClassSitting | None = None
        self._log: ClassLog | None = None
        self._presentation: Presentation | None = None
        self._missed: frozenset[str] = frozenset()
        self._sitting = ""
        self._pending: Place | None = None
        self._place: Place | None = None
        self._held = 0
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLED)
        self._settled.timeout.connect(self._begin_here)

    def attend(self, log: ClassLog) -> None:
        """Keep what happens in ``log``, which has what happened before."""
        if self._log is None:
            self._log = log
            log.when_read(self._look_up)

    def follow(self, presentation: Presentation) -> None:
        """Note where ``presentation`` goes while a class is taught."""
        if presentation is not self._presentation:
            self._presentation = presentation
            presentation.watch(lambda state: (state.slide, state.held), lambda _: self._note())

    def teach(self, class_id: str) -> None:
        """The class ``class_id`` is here from now on."""
        if class_id == self.class_id:
            return
        self.end()
        self.class_id = class_id
        self._look_up()
        slide = self._presentation.slide if self._presentation is not None else None
        self._pending = self._place = slide.place if slide is not None else None
        if class_id != NO_CLASS:
            self._settled.start()

    def end(self) -> None:
        """The class goes."""
        self._settled.stop()
        if self._sitting:
            self._write(ENDED)
        self._sitting, self.class_id, self.last = "", NO_CLASS, None
        self._pending = self._place = None

    # -- what it did before --------------------------------------------------------------

    @property
    def stopped(self) -> Reached | None:
        """Where the class stopped last time: the last step it reached that there is still."""
        steps = self._steps()
        reached = self.last.reached if self.last is not None else ()
        return next((one for one in reversed(reached) if one.step in steps), None)

    def resume(self) -> None:
        """Go on where the class stopped."""
        stopped = self.stopped
        if stopped is not None and self._presentation is not None:
            self._pending = None
            self._presentation.go_to_step(stopped.step)

    def retrieval(self) -> tuple[str, ...]:
        """Five minutes of questions on what the class did last time: what it voted wrong on
        first.
        """
        presentation = self._presentation
        if presentation is None or self.last is None:
            return ()
        done = {one.step for one in self.last.reached}
        asked = [
            (block.id, step.id, block.attribute("type"))
            for _, step in presentation.steps
            if step.id in done
            for block in step.questions
            if block.id and block.is_sound
        ]
        return retrieval_set(asked, {}, missed=self._missed)

    def _steps(self) -> frozenset[str]:
        presentation = self._presentation
        steps = presentation.steps if presentation is not None else ()
        return frozenset(step.id for _, step in steps)

    def _look_up(self) -> None:
        if self._log is None or self._presentation is None or self.class_id == NO_CLASS:
            return
        events = self._log.events(self.class_id)
        known: SchoolClass | None = register(events).get(self.class_id)
        lesson = self._presentation.lesson.id
        self.last = known.last_sitting(lesson, before=self._sitting) if known else None
        self._missed = _missed(
            one
            for one in voting.votes_in(event for event in events if event.kind in VOTING)
            if one.asked.lesson == lesson
        )
        self.changed.emit()

    # -- what it does now ----------------------------------------------------------------

    def _note(self) -> None:
        """A slide is shown; what is prepared behind a frozen screen is not."""
        presentation = self._presentation
        if presentation is None or self.class_id == NO_CLASS:
            return
        state, slide = presentation.state, presentation.slide
        kept = state.frozen and state.held == self._held
        self._held = state.held
        if kept or slide is None or slide.recalled or slide.place == self._place:
            return
        self._begin_here()
        self._place = slide.place
        self._reach(slide.place)

    def _begin_here(self) -> None:
        """The class has begun, where it was when it came."""
        self._settled.stop()
        if not self._sitting and self._presentation is not None:
            self._sitting = str(uuid4())
            self._write(BEGUN, lesson=self._presentation.lesson.id)
            if self._pending is not None:
                self._reach(self._pending)
        self._pending = None

    def _reach(self, place: Place) -> None:
        self._write(REACHED, chapter=place.chapter, step=place.step)

    def _write(self, kind: str, **data: object) -> None:
        if self._log is not None:
            now = datetime.now(UTC)
            self._log.keep(new_event(self.class_id, kind, now, sitting=self._sitting, **data))


def _missed(votes: Iterable[Vote]) -> frozenset[str]:
    """The questions of which the last vote was not right enough."""
    found: dict[str, bool] = {}
    for vote in votes:
        share = right_share(vote.asked, vote.rounds[-1]) if vote.rounds else None
        if share is not None and share.is_known:
            found[vote.asked.question] = share.low < KNOWN
    return frozenset(question for question, missed in found.items() if missed)
