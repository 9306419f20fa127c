"""Garbage is collected on the interface's thread alone.

Python collects in whichever thread happens to allocate. What is in a cycle may be a widget,
and a widget that is destroyed in a job's thread takes the process with it.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL = 1000
"""Milliseconds between two looks at how much there may be."""


class GarbageCollector(QObject):
    """Takes the place of Python's own collection from its making until :meth:`stop`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin to collect; what stands by now is here to stay, and is left out of it."""
        gc.freeze()
        self._timer.start()

    def look(self) -> None:
        """Collect as much as Python would have, by its thresholds."""
        due = [
            generation
            for generation, (count, threshold) in enumerate(
                zip(gc.get_count(), gc.get_threshold(), strict=True)
            )
            if threshold and count > threshold
        ]
        if due:
            gc.collect(due[-1])

    def stop(self) -> None:
        """Give collection back to Python."""
        self._timer.stop()
        gc.enable()
