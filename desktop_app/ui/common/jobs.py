"""Slow work off the interface's thread, with stale results dropped."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from threading import Thread
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal


class CancelledError(Exception):
    """Raised in a job by :meth:`Ticket.check` once nobody wants its result."""


class Ticket:
    """What a running job holds: whether its result is still wanted."""

    def __init__(self) -> None:
        self.cancelled = False

    def check(self) -> None:
        """Raise :class:`CancelledError` if the result is not wanted any more."""
        if self.cancelled:
            raise CancelledError


Work = Callable[[Ticket], Any]
Executor = Callable[[Callable[[], None]], None]


@dataclass(frozen=True)
class _Result:
    key: str
    ticket: Ticket
    done: Callable[[Any], None]
    value: Any
    error: BaseException | None


class _Task(QRunnable):
    """Lets go of what it ran: Qt now and then forgets to give back the object itself."""

    def __init__(self, run: Callable[[], None]) -> None:
        super().__init__()
        self._run: Callable[[], None] | None = run

    def run(self) -> None:
        run, self._run = self._run, None
        if run is not None:
            run()


def _in_thread(run: Callable[[], None]) -> None:
    QThreadPool.globalInstance().start(_Task(run))


def in_own_thread(run: Callable[[], None]) -> None:
    """For what may wait for a share that never answers: it keeps no other job waiting, and does
    not keep the application from ending.
    """
    Thread(target=run, daemon=True).start()


class JobRunner(QObject):
    """Runs one job per key; a newer job for the key makes the older one stale.

    ``executor`` runs a callable: in a thread, or at once in a test. An error in the
    work is raised again on the interface's thread, where errors are reported.
    """

    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None, executor: Executor = _in_thread) -> None:
        super().__init__(parent)
        self._executor = executor
        self._tickets: dict[str, Ticket] = {}
        self._finished.connect(self._deliver)

    def start(self, key: str, work: Work, done: Callable[[Any], None]) -> None:
        """Run ``work(ticket)`` and then ``done(result)``, unless it has become stale."""
        self.cancel(key)
        ticket = self._tickets[key] = Ticket()

        def run() -> None:
            value, error = None, None
            try:
                value = work(ticket)
            except CancelledError:
                return
            except BaseException as failure:  # handed to the interface's thread
                error = failure
            if not ticket.cancelled:
                with suppress(RuntimeError):  # the runner is gone, and who waited for this
                    self._finished.emit(_Result(key, ticket, done, value, error))

        self._executor(run)

    def is_running(self, key: str) -> bool:
        """Whether the result of a job is still to come."""
        return key in self._tickets

    def cancel(self, key: str) -> None:
        if key in self._tickets:
            self._tickets.pop(key).cancelled = True

    def cancel_all(self) -> None:
        for key in list(self._tickets):
            self.cancel(key)

    def _deliver(self, result: _Result) -> None:
        if self._tickets.get(result.key) is not result.ticket:
            return
        del self._tickets[result.key]
        if result.error is not None:
            raise result.error
        result.done(result.value)
