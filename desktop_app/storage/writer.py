"""A thread that keeps events, so that nobody waits for a disk; and says when it has."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from desktop_app.content.problems import Problem
from desktop_app.storage.attempt_store import AttemptStore
from desktop_app.storage.failures import StoreError
from desktop_app.storage.schema import Event

AGAIN = 10.0
"""Seconds after which what could not be kept is tried again."""


@dataclass(frozen=True)
class Acknowledgement:
    """What became of some events: ``kept`` on disk, or why they still wait.

    Neither, where the store works from memory: they are in it, and will be forgotten.
    """

    events: tuple[Event, ...]
    kept: bool
    problem: Problem | None = None


class AttemptWriter:
    """Keeps events in their order. ``told`` is called, in the writer's thread, after
    every try with what became of it.

    What can't be kept waits in memory and is tried again with whatever comes next, and
    after ``again`` seconds.
    """

    def __init__(
        self, store: AttemptStore, told: Callable[[Acknowledgement], None], again: float = AGAIN
    ) -> None:
        self._store = store
        self._told = told
        self._again = again
        self._queue: queue.SimpleQueue[Event | None] = queue.SimpleQueue()
        self._waiting: list[Event] = []
        self._news = threading.Condition()
        self._handed = self._kept = self._failures = 0
        self._abandoned = False
        self._thread = threading.Thread(target=self._run, name="attempts", daemon=True)
        self._thread.start()

    def keep(self, events: Iterable[Event], patience: float = 0.0) -> bool:
        """Hand over ``events``; True once all that was handed over so far is kept.

        False where a try failed meanwhile, or ``patience`` seconds were not enough: it is
        still tried.
        """
        added = tuple(events)
        with self._news:
            self._handed += len(added)
            wanted, failures = self._handed, self._failures
        for event in added:
            self._queue.put(event)
        with self._news:
            self._news.wait_for(lambda: self._kept >= wanted or self._failures > failures, patience)
            return self._kept >= wanted

    def finish(self, patience: float) -> tuple[Event, ...]:
        """Write what waits and end, within about ``patience`` seconds.

        Returns what could not be kept.
        """
        self._queue.put(None)
        self._thread.join(patience)
        return tuple(self._waiting)

    def abandon(self, patience: float) -> None:
        """End without another try, within about ``patience`` seconds; what waits is lost."""
        self._abandoned = True
        self._queue.put(None)
        self._thread.join(patience)

    def _run(self) -> None:
        going = True
        while going:
            going = self._gather()
            if self._waiting and not self._abandoned:
                self._try()

    def _gather(self) -> bool:
        """Wait for events and take all there are; False at the end."""
        try:
            taken = [self._queue.get(timeout=self._again if self._waiting else None)]
            while not self._queue.empty():
                taken.append(self._queue.get())
        except queue.Empty:
            return True
        self._waiting += [event for event in taken if event is not None]
        return None not in taken

    def _try(self) -> None:
        events = tuple(self._waiting)
        try:
            self._store.append(events)
        except StoreError as error:
            with self._news:
                self._failures += 1
                self._news.notify_all()
            self._told(Acknowledgement(events, False, error.problem))
        else:
            self._waiting = []
            with self._news:
                self._kept += len(events)
                self._news.notify_all()
            self._told(Acknowledgement(events, self._store.kept))
