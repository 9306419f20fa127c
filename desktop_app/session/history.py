"""A bounded history of moments, for undo and redo."""

from __future__ import annotations

from collections import deque
from typing import Generic, TypeVar

M = TypeVar("M")

LIMIT = 200


class History(Generic[M]):
    """The moments up to now and those undone."""

    def __init__(self, first: M, limit: int = LIMIT) -> None:
        self._past: deque[M] = deque([first], maxlen=limit + 1)
        self._future: list[M] = []
        self._merge: str | None = None

    def record(self, moment: M, *, merge: str | None = None) -> None:
        """Add ``moment``; one with the same ``merge`` as the last takes its place."""
        if moment == self._past[-1]:
            return
        if merge is not None and merge == self._merge and len(self._past) > 1:
            self._past.pop()
        self._future.clear()
        self._merge = None
        if moment != self._past[-1]:  # else back where the merged moments started
            self._past.append(moment)
            self._merge = merge

    def amend(self, moment: M) -> None:
        """Put ``moment`` in the place of the last one."""
        self._past[-1] = moment
        self._future.clear()
        self._merge = None

    def update(self, moment: M) -> None:
        """Put ``moment`` in the place of the last one; what may merge with it still may."""
        self._past[-1] = moment
        self._future.clear()

    def end_merge(self) -> None:
        """Whatever is recorded next has a place of its own."""
        self._merge = None

    def undo(self) -> M | None:
        """The moment before the last, or None at the beginning."""
        if not self.can_undo:
            return None
        self._future.append(self._past.pop())
        self._merge = None
        return self._past[-1]

    def redo(self) -> M | None:
        if not self.can_redo:
            return None
        self._past.append(self._future.pop())
        self._merge = None
        return self._past[-1]

    @property
    def can_undo(self) -> bool:
        return len(self._past) > 1

    @property
    def can_redo(self) -> bool:
        return bool(self._future)
