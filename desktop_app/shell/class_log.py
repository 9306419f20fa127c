"""What classes did, in memory: the window shows it, and goes on, without waiting for a disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QObject, Signal

from desktop_app.content.problems import Problem
from desktop_app.learning.school_classes import ClassEvent, SchoolClass, register
from desktop_app.shell.recorder import Recorder
from desktop_app.storage.attempt_store import AttemptStore
from desktop_app.storage.failures import StoreError
from desktop_app.ui.common.jobs import Ticket

Then = Callable[[], None]


class ClassLog(QObject):
    """The events of all classes, as they were read last and with those of this window since.

    ``is_read`` tells whether they were read at all; ``problem`` why the last try failed.
    """

    changed = Signal()
    """It was read, or could not be."""

    def __init__(self, recorder: Recorder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.recorder = recorder
        self.is_read = False
        self.problem: Problem | None = None
        self._events: dict[str, ClassEvent] = {}
        self._since: dict[str, ClassEvent] = {}
        self._then: list[Then] = []
        self._is_awaited = False
        recorder.ready.connect(self._begin)

    def when_read(self, then: Then) -> None:
        """Call ``then`` once there is something to go on, now or later."""
        if self.is_read:
            then()
        else:
            self.refresh(then)

    def refresh(self, then: Then | None = None) -> None:
        """Read what other windows have kept meanwhile, and then call ``then``."""
        if then is not None:
            self._then.append(then)
        store = self.recorder.store
        self._is_awaited = store is None
        if store is None:
            return
        under_way = self.recorder.under_way
        self._since = {one.id: one for one in under_way if isinstance(one, ClassEvent)}
        self.recorder.jobs.start("class-log", lambda ticket: _read(store, ticket), self._take)

    def events(self, class_id: str | None = None, *kinds: str) -> tuple[ClassEvent, ...]:
        """The events of one class or of all, of some ``kinds`` or of any, in the order kept."""
        return tuple(
            one
            for one in self._events.values()
            if class_id in (None, one.class_id) and (not kinds or one.kind in kinds)
        )

    @property
    def classes(self) -> Mapping[str, SchoolClass]:
        """The classes of this computer by id, in the order created."""
        return register(self._events.values())

    def add(self, events: Iterable[ClassEvent]) -> None:
        """Know of ``events`` that are kept, or are about to be."""
        new = {one.id: one for one in events}
        self._events |= new
        self._since |= new

    def keep(self, event: ClassEvent) -> None:
        """Keep ``event`` as the recorder does: on disk as a rule, else under way and said."""
        self.add([event])
        self.recorder.keep(event)

    def _begin(self) -> None:
        if self._is_awaited:
            self.refresh()

    def _take(self, found: tuple[ClassEvent, ...] | Problem) -> None:
        if isinstance(found, Problem):
            self.problem = found
        else:
            self.problem, self.is_read = None, True
            self._events = {one.id: one for one in found} | self._since
        then, self._then = self._then, []
        self.changed.emit()
        for call in then:
            call()


def _read(store: AttemptStore, _: Ticket) -> tuple[ClassEvent, ...] | Problem:
    try:
        return store.class_events()
    except StoreError as error:
        return error.problem
