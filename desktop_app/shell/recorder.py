"""Turns what is done in a lesson into attempts, and says once they are on disk.

The store is opened, read and written in other threads. An answer waits for the disk before
it is confirmed, though not for long; so does the very end.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop_app.content.lesson import Lesson
from desktop_app.learning.attempts import THIS_COMPUTER, Attempt
from desktop_app.learning.classroom.learner_record import Who
from desktop_app.learning.outline import versions_of
from desktop_app.learning.resuming import state_after
from desktop_app.session.session import SessionState
from desktop_app.shell.saving import Saving
from desktop_app.storage.attempt_store import AttemptStore
from desktop_app.storage.failures import StoreError
from desktop_app.storage.schema import Event
from desktop_app.storage.writer import Acknowledgement, AttemptWriter
from desktop_app.ui.common.jobs import JobRunner, Ticket

PATIENCE = 5.0
"""Seconds that the end of the application waits for a disk."""
MOMENT = 0.3
"""Seconds that an answer waits for it: then it is shown all the same, as not saved yet."""


class Recorder(QObject):
    """Keeps what one learner does, in ``folder``."""

    ready = Signal()
    """The store is open."""
    changed = Signal()
    """``saving`` is another."""
    trouble = Signal(object)
    """A problem that a person has to be told of; None once it is over."""
    acknowledged = Signal(object)
    """An :class:`Acknowledgement`: what became of events, after each try."""
    _told = Signal(object)

    def __init__(
        self,
        folder: Path,
        jobs: JobRunner,
        parent: QObject | None = None,
        *,
        learner: str = THIS_COMPUTER,
    ) -> None:
        """``jobs`` outlives this, and is used for nothing that concerns the window."""
        super().__init__(parent)
        self.learner = learner
        self.store: AttemptStore | None = None
        self.saving = Saving.NOTHING
        self._folder = folder
        self.jobs = jobs
        self._writer: AttemptWriter | None = None
        self._early: list[Event] = []
        self._opened: list[AttemptStore] = []
        self._reported = 0
        self._known = (learner, learner)
        self._under_way: dict[str, Event] = {}
        self._told.connect(self._acknowledge)
        jobs.start("open", lambda _: self._open_store(), self._open)

    # -- what is done ----------------------------------------------------------------

    def keep(self, event: Event) -> None:
        """Keep an attempt, or what happened to a class: on disk when this returns, unless the
        disk lets wait for itself or can't be written; then it is tried again, and said.
        Where it lets wait already nobody waits once more.
        """
        patience = 0.0 if self.saving is Saving.UNDER_WAY else MOMENT
        self._under_way[event.id] = event
        self._early.append(event)
        if not self._write(patience):
            self._show(Saving.UNDER_WAY)

    def visit(self, lesson: str, steps: frozenset[str]) -> None:
        """Keep the steps seen, some time soon."""
        store, learner = self.store, self.learner
        if store is not None:
            self.jobs.start("visits", lambda _: _visit(store, lesson, steps, learner), _nothing)

    def resume(self, lesson: Lesson, take: Callable[[SessionState], None]) -> None:
        """Call ``take`` with what was done in ``lesson`` before, once it is read."""
        store, learner = self.store, self.learner
        if store is None:
            return

        def done(earlier: SessionState | None) -> None:
            if earlier is not None:
                take(earlier)
                if earlier.answers and self.saving is Saving.NOTHING and store.kept:
                    self._show(Saving.SAVED)

        self.jobs.start("resume", lambda ticket: _earlier(store, lesson, learner, ticket), done)

    def begin_again(self, lesson: str) -> None:
        """The next time, go on from here; what was done so far stays in the log."""
        store, learner = self.store, self.learner
        if store is not None:
            self.jobs.start("begin-again", lambda _: _begin(store, lesson, learner), _nothing)

    def work_as(self, learner: str) -> None:
        """Keep what comes next under another name; what is under way keeps its own."""
        if learner != self.learner:
            self.learner = learner
            self.saving = Saving.FORGOTTEN if self.saving is Saving.FORGOTTEN else Saving.NOTHING
            self.changed.emit()

    @property
    def under_way(self) -> tuple[Event, ...]:
        """What was done and is not known to be on disk yet."""
        return tuple(self._under_way.values())

    @property
    def is_idle(self) -> bool:
        """Whether everything that was done is on disk, or will never be."""
        return self.store is not None and not self._under_way

    def unsaved(self) -> tuple[Attempt, ...]:
        """The attempts that are in memory alone; raises StoreError."""
        store = self.store
        known = store.attempts() if store is not None and not store.kept else ()
        waiting = [one for one in self._under_way.values() if isinstance(one, Attempt)]
        return (*known, *waiting)

    # -- the end -----------------------------------------------------------------------

    def finish(self) -> int:
        """Write what is under way; returns how many attempts could not be kept.

        It goes on after that, if the end is called off.
        """
        if self.store is None and self._early:
            self.jobs.cancel("open")
            self._open(self._open_store())
        if self._writer is None:
            return 0
        writer, self._writer = self._writer, None
        self._early = list(writer.finish(PATIENCE))
        left = len(self._early)
        self._write()
        return left

    def close(self) -> None:
        """Let go of the file, and of what could not be kept; a disk that does not answer is
        left to itself.
        """
        if self._writer is not None:
            self._writer.abandon(PATIENCE)
            self._writer = None
        for store in self._opened:
            store.close(PATIENCE)

    # -- inside --------------------------------------------------------------------------

    def _open_store(self) -> AttemptStore:
        store = AttemptStore(self._folder, checked=False)
        self._opened.append(store)
        self._known = _known(store, self.learner)
        return store

    def _write(self, patience: float = 0.0) -> bool:
        """Hand what there is to a thread, once the store is open; whether it is written
        within ``patience`` seconds.
        """
        if self.store is None or not self._early:
            return False
        if self._writer is None:
            self._writer = AttemptWriter(self.store, self._tell)
        early, self._early = self._early, []
        return self._writer.keep(early, patience)

    def _open(self, store: AttemptStore) -> None:
        self.store = store
        if self.learner == self._known[0]:  # nobody else came meanwhile
            self.learner = self._known[1]
        self._write()
        self._report(store)
        self.ready.emit()
        self.jobs.start("check", lambda _: _check(store), lambda _: self._report(store))

    def _report(self, store: AttemptStore) -> None:
        """Say what was not said yet of the store."""
        new = store.problems[self._reported :]
        self._reported += len(new)
        for problem in new:
            self.trouble.emit(problem)
        if not store.kept:
            self._show(Saving.FORGOTTEN)

    def _tell(self, said: Acknowledgement) -> None:
        with suppress(RuntimeError):  # the window is gone: a share has answered after all
            self._told.emit(said)

    def _acknowledge(self, said: Acknowledgement) -> None:
        self.trouble.emit(said.problem)
        if said.problem is None:
            for one in said.events:
                self._under_way.pop(one.id, None)
            if self.store is not None:
                self._report(self.store)
        if said.problem is not None:
            self._show(Saving.WAITING)
        elif not said.kept:
            self._show(Saving.FORGOTTEN)
        elif not self._under_way:
            self._show(Saving.SAVED)
        self.acknowledged.emit(said)

    def _show(self, saving: Saving) -> None:
        if self.saving is Saving.FORGOTTEN and saving is not Saving.SAVED:
            return
        if saving is not self.saving:
            self.saving = saving
            self.changed.emit()


def _known(store: AttemptStore, name: str) -> tuple[str, str]:
    """A name, and how who is meant by it is written here: capitals and accents aside."""
    try:
        names = store.learners()
    except StoreError:  # said when it is written to
        return name, name
    same = [one for one in names if Who(name).is_meant(one)]
    return name, name if name in same or not same else same[0]


def _check(store: AttemptStore) -> None:
    with suppress(StoreError):  # said when it is written to
        store.check()


def _begin(store: AttemptStore, lesson: str, learner: str) -> None:
    with suppress(StoreError):  # the lesson shows itself as it was, the next time
        store.begin_again(lesson, learner)


def _visit(store: AttemptStore, lesson: str, steps: frozenset[str], learner: str) -> None:
    with suppress(StoreError):  # what was seen can be seen again
        store.visit(lesson, steps, learner)


def _earlier(
    store: AttemptStore, lesson: Lesson, learner: str, ticket: Ticket
) -> SessionState | None:
    versions: dict[str, str] = {}
    try:
        attempts = store.since_beginning(lesson.id, learner)
        visited = store.visited(lesson.id, learner)
    except StoreError:  # said when it is written to
        return None
    for chapter in lesson.chapter_ids if attempts else ():
        ticket.check()
        versions.update(versions_of(lesson, chapter))
    return state_after(attempts, visited, versions)


def _nothing(_: object) -> None:
    pass
