"""Going to a state that the text names: the parameters move there, and one undo takes it back."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer

from desktop_app.session.session import Session

PICTURES = 15
TICK = 33
"""Milliseconds from picture to picture: half a second in all."""


class Recall(QObject):
    """Moves one set of parameters at a time."""

    def __init__(
        self, session: Session, is_motion_allowed: Callable[[], bool], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._is_motion_allowed = is_motion_allowed
        self._from: Mapping[str, float] = {}
        self._to: Mapping[str, float] = {}
        self._rank = 0
        self._done: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self._tick)

    def go(self, values: Mapping[str, float], done: Callable[[], None]) -> None:
        """Set ``values``, step by step where motion is allowed, then call ``done``."""
        self.stop()
        self._from = {name: self._session.state.parameters[name] for name in values}
        self._to, self._rank, self._done = values, 0, done
        if self._is_motion_allowed() and self._from != dict(values):
            self._timer.start()
        else:
            self._session.set_parameters(values)
            done()

    def stop(self) -> None:
        """Leave the parameters where they are."""
        self._timer.stop()
        self._done = None

    def _tick(self) -> None:
        self._rank += 1
        part = self._rank / PICTURES
        values = {
            name: end
            if self._rank >= PICTURES
            else self._from[name] + part * (end - self._from[name])
            for name, end in self._to.items()
        }
        self._session.set_parameters(values, continues=self._rank > 1)
        if self._rank >= PICTURES:
            done = self._done
            self.stop()
            if done is not None:
                done()
