"""A thread that does one thing after another, so that nobody waits for a disk."""

from __future__ import annotations

import queue
import sys
import threading
from collections.abc import Callable

Work = Callable[[], object]


class Background:
    """Ends with the process, whatever it still waits for: a share that does not answer holds
    up nobody. An exception in the work goes to :func:`threading.excepthook`, and the next
    thing is done.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._queue: queue.SimpleQueue[Work] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    def do(self, work: Work) -> None:
        """Have ``work`` done when all before it is."""
        self._queue.put(work)
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
            self._thread.start()

    def finish(self, patience: float) -> bool:
        """Wait until all that was handed over is done, at most ``patience`` seconds; whether
        it is.
        """
        done = threading.Event()
        self.do(done.set)
        return done.wait(patience)

    def _run(self) -> None:
        while True:
            try:
                self._queue.get()()
            except BaseException:
                threading.excepthook(
                    threading.ExceptHookArgs((*sys.exc_info(), threading.current_thread()))
                )
