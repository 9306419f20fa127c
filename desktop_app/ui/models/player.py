"""Playing a simulation in time: some frames a tick, for as long as it moves, and no longer."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.ui.models.simulation import Simulation

TICK = 33
"""Milliseconds from picture to picture."""
FRAMES = 4
"""Frames that are played from one picture to the next."""
MOST_TICKS = 1_500
"""After so many pictures it stops, moving or not: a person can let it go on."""
SEEN = 15.0
"""Milliseconds of frames a picture: of a very large map, fewer frames are played."""
UNSEEN = 12.0
"""Milliseconds of frames a tick where no pictures in between are wanted."""
MANY = 1_000_000
"""More frames than a tick has time for."""


class Player(QObject):
    """Plays one simulation at a time. The interface stays free between ticks."""

    ticked = Signal()
    """The simulation stands elsewhere."""
    changed = Signal()
    """It plays, or no longer."""

    def __init__(self, is_motion_allowed: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._is_motion_allowed = is_motion_allowed
        self._simulation: Simulation | None = None
        self._follows = True
        self._ticks = 0
        self.tired = False
        """Whether it stopped although the simulation still moved."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._tick)

    @property
    def is_playing(self) -> bool:
        return self._simulation is not None

    def play(self, simulation: Simulation, *, follows: bool) -> None:
        """Play from now on; ``follows`` what a person did before, whose undoing undoes it."""
        was_playing = self.is_playing
        self._simulation, self._follows = simulation, follows
        self._ticks, self.tired = 0, False
        self._timer.start(0 if not self._is_motion_allowed() else TICK)
        if not was_playing:
            self.changed.emit()

    def stop(self) -> None:
        self._timer.stop()
        if self._simulation is not None:
            self._simulation = None
            self.changed.emit()

    def _tick(self) -> None:
        simulation = self._simulation
        if simulation is None:
            return
        begun = time.perf_counter()
        is_seen = self._is_motion_allowed()
        if is_seen:
            simulation.advance(FRAMES, follows=self._follows, within=SEEN / 1e3)
        else:
            simulation.advance(MANY, follows=self._follows, within=UNSEEN / 1e3)
        self._ticks += 1
        self.tired = self._moves(simulation) and self._ticks >= MOST_TICKS
        if is_seen or self.tired or not self._moves(simulation):
            self.ticked.emit()
        if self._simulation is not simulation:
            return  # a watcher stopped it, or plays another
        if not self._moves(simulation) or self.tired:
            self.stop()
            return
        taken = (time.perf_counter() - begun) * 1e3
        self._timer.start(max(TICK - int(taken), 1) if is_seen else 0)

    @staticmethod
    def _moves(simulation: Simulation) -> bool:
        state = simulation.state
        return state is not None and state.moving
