"""How long it takes until something is on screen."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter_ns

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget


class Painted(QObject):
    """Whether a widget has been painted since it was last asked."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__()
        self._painted = False
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._painted = True
        return False

    def after(self, act: Callable[[], object]) -> float:
        """Milliseconds from ``act`` until it is painted."""
        self._painted = False
        start = perf_counter_ns()
        act()
        while not self._painted:
            QApplication.processEvents()
            if perf_counter_ns() - start > 2_000_000_000:
                raise TimeoutError(f"nothing was painted after {act}")
        return (perf_counter_ns() - start) / 1e6


def settle() -> None:
    """Let layouts and paints that are under way come to an end."""
    for _ in range(5):
        QApplication.processEvents()
