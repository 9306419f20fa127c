"""One frozen state, a few verbs, and watchers that are told only what they asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Generic, TypeVar

S = TypeVar("S")
V = TypeVar("V")


class Watcher(Generic[S]):
    """One callback with the value it last saw."""

    def __init__(self, selector: Callable[[S], Any], callback: Callable[[Any], None]) -> None:
        self.selector = selector
        self.callback = callback
        self.last: Any = None
        self.active = True


class StateStore(Generic[S]):
    """Holds a frozen dataclass and tells watchers when what they select changes.

    A watcher may call a verb again: its callers see the newest state, and the loop
    ends as soon as nothing differs any more.
    """

    def __init__(self, state: S) -> None:
        self._state = state
        self._watchers: list[Watcher[S]] = []

    @property
    def state(self) -> S:
        return self._state

    def watch(
        self, selector: Callable[[S], V], callback: Callable[[V], None], *, now: bool = False
    ) -> Callable[[], None]:
        """Call ``callback`` with ``selector(state)`` whenever that value differs.

        ``now`` also calls it at once. Returns what ends the watch.
        """
        watcher: Watcher[S] = Watcher(selector, callback)
        watcher.last = selector(self._state)
        self._watchers.append(watcher)

        def stop() -> None:
            watcher.active = False
            if watcher in self._watchers:
                self._watchers.remove(watcher)

        if now:
            callback(watcher.last)
        return stop

    def _replace(self, **changes: Any) -> bool:
        """Change the state and tell the watchers; False where nothing differs."""
        if not self._set(**changes):
            return False
        self._notify()
        return True

    def _set(self, **changes: Any) -> bool:
        """Change the state and tell nobody yet; False where nothing differs."""
        new = replace(self._state, **changes)  # type: ignore[type-var]
        if new == self._state:
            return False
        self._state = new
        return True

    def _notify(self) -> None:
        failures: list[Exception] = []
        for watcher in list(self._watchers):
            if not watcher.active:
                continue
            try:
                value = watcher.selector(self._state)
                if value == watcher.last:
                    continue
                watcher.last = value
                watcher.callback(value)
            except Exception as error:  # every other view still hears of the change
                failures.append(error)
        if failures:
            raise failures[0]
