"""What is done with a class in a presentation, one slide at a time."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop_app.session.presentation import Presentation
from desktop_app.shell.class_in_front import ClassInFront


class ClassDesk(QObject):
    """Works for one presentation at a time, with the class in front."""

    changed = Signal()

    def __init__(self, classroom: ClassInFront, parent: QObject) -> None:
        super().__init__(parent)
        self._class = classroom
        self._presentation: Presentation | None = None
        self._forget()
        classroom.ready.connect(self._go_on)
        classroom.changed.connect(self.changed)

    def begin(self, presentation: Presentation | None) -> None:
        """The lesson of ``presentation`` is shown from now on; None: none any more."""
        if presentation is not None and presentation is self._presentation:
            return
        self._presentation = presentation
        self._forget()
        if presentation is not None:
            self._watch(presentation)
            self._go_on()

    def _go_on(self) -> None:
        """Take up what was kept and waits to be gone on with."""
        if self._presentation is not None:
            self._look_up(self._presentation)
            self.changed.emit()

    def _forget(self) -> None:
        """Nothing is known so far."""
        raise NotImplementedError

    def _watch(self, presentation: Presentation) -> None:
        """Say ``changed`` when the presentation does what matters here."""
        raise NotImplementedError

    def _look_up(self, presentation: Presentation) -> None:
        """Take up what was kept of its lesson."""
        raise NotImplementedError
