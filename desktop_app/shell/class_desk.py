"""What is done with a class in a presentation, one slide at a time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from desktop_app.learning.school_classes import ClassEvent
from desktop_app.session.presentation import Presentation
from desktop_app.shell.class_in_front import ClassInFront


class ClassDesk(QObject):
    """Works for one presentation at a time, with the class in front."""

    changed = Signal()

    def __init__(self, classroom: ClassInFront, parent: QObject) -> None:
        super().__init__(parent)
        self._class = classroom
        self._presentation: Presentation | None = None
        self._of = ""
        """The class whose work is known here."""
        self._forget()
        classroom.ready.connect(self._take_up)
        classroom.changed.connect(self._follow_class)

    def begin(self, presentation: Presentation | None) -> None:
        """The lesson of ``presentation`` is shown from now on; None: none any more."""
        if presentation is not None and presentation is self._presentation:
            self._follow_class()
            return
        self._presentation = presentation
        self._of = self._class.id
        self._forget()
        if presentation is not None:
            self._watch(presentation)
            self._go_on()

    def _follow_class(self) -> None:
        """What one class does is nothing of another's."""
        if self._of != self._class.id:
            before, self._of = self._of, self._class.id
            events = self._carried(before) if self._presentation is not None else []
            self._forget()
            self._take_in(events)
            for event in events:
                self._class.keep(event)
            self._go_on()
        self.changed.emit()

    def _take_up(self) -> None:
        """What was kept is known, and so is which class is there: what began meanwhile is
        its own.
        """
        self._follow_class()
        self._go_on()

    def _go_on(self) -> None:
        """Take up what was kept and waits to be gone on with."""
        if self._presentation is not None:
            self._of = self._class.id
            self._look_up(self._presentation)
            self.changed.emit()

    def _forget(self) -> None:
        """Nothing is known so far."""
        raise NotImplementedError

    def _carried(self, before: str) -> Sequence[ClassEvent]:
        """What is under way on the slide and goes with the teacher from the class ``before``
        to the one that was chosen now: as it happened there, and dropped where it was.
        """
        raise NotImplementedError

    def _take_in(self, events: Sequence[ClassEvent]) -> None:
        """Know what ``events`` tell of the class in front."""
        raise NotImplementedError

    def _watch(self, presentation: Presentation) -> None:
        """Say ``changed`` when the presentation does what matters here."""
        raise NotImplementedError

    def _look_up(self, presentation: Presentation) -> None:
        """Take up what was kept of its lesson."""
        raise NotImplementedError
