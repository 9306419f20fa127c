"""Everything that is kept of one learner, and events of classes with and without it.

Who is named in the data of a class's event stands there as ``learner`` (or ``voter``), as
the ``label`` of what they gave, or in a list ``names``, wherever in it; an event that has
one of the first, or is about an ``attempt`` of theirs, is theirs as a whole. Erasing and
giving out what is kept of somebody rest on that.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from desktop_app.learning.attempts import THIS_COMPUTER, Attempt
from desktop_app.learning.classroom.names import same_name
from desktop_app.learning.school_classes import ClassEvent

NAMED, LISTED_NAMES, ATTEMPT = "learner", "names", "attempt"


@dataclass(frozen=True)
class Who:
    """A learner, whatever the spelling (see :func:`same_name`), and the ids of their attempts."""

    name: str
    attempts: frozenset[str] = frozenset()

    def is_meant(self, name: object) -> bool:
        """Whether ``name`` is theirs. Who works without a name is nobody else."""
        if not isinstance(name, str):
            return False
        if THIS_COMPUTER in (name, self.name):
            return name == self.name
        return same_name(name) == same_name(self.name)

    def owns(self, data: Mapping[str, Any]) -> bool:
        """Whether ``data`` is about them alone."""
        return self.is_meant(data.get(NAMED)) or data.get(ATTEMPT) in self.attempts


@dataclass(frozen=True)
class AboutLearner:
    """What an event of a class says of a learner: ``data`` without anybody else in it."""

    event: ClassEvent
    class_name: str
    data: Mapping[str, Any]


@dataclass(frozen=True)
class LearnerRecord:
    """What is kept of a learner under each of the spellings ``names``.

    ``visits`` are lesson and step; ``cards`` the review schedule, computed from the
    attempts, as data.
    """

    names: tuple[str, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    visits: tuple[tuple[str, str], ...] = ()
    cards: tuple[Mapping[str, Any], ...] = ()
    events: tuple[AboutLearner, ...] = field(default=())

    @property
    def is_empty(self) -> bool:
        return not (self.attempts or self.visits or self.cards or self.events)


def without(event: ClassEvent, who: Who) -> ClassEvent | None:
    """``event`` as it is when ``who`` was never known: itself where it says nothing of them,
    None where it says nothing else.
    """
    values = event.values
    if who.owns(values):
        return None
    left = _parted(values, who, mine=False)
    if left == values:
        return event
    return replace(event, data=json.dumps(left, ensure_ascii=False, separators=(",", ":")))


def told_of(event: ClassEvent, who: Who) -> Mapping[str, Any] | None:
    """What ``event`` says of ``who``, without the others in it; None where nothing is said."""
    values = event.values
    if who.owns(values):
        return values
    if _parted(values, who, mine=False) == values:
        return None
    found: Mapping[str, Any] = _parted(values, who, mine=True)
    return found


def people_in(events: Iterable[ClassEvent]) -> frozenset[str]:
    """Everybody who is named in the data of ``events``."""
    return frozenset(name for event in events for name in _named(event.values))


def _named(value: Any, listed: bool = False) -> Iterable[str]:
    if isinstance(value, str) and listed:
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _named(item, listed)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _named(item, key in (NAMED, LISTED_NAMES))


def _parted(value: Any, who: Who, *, mine: bool, listed: bool = False) -> Any:
    """``value`` with what is said of ``who``, or with what is said of all others alone."""
    if isinstance(value, dict):
        return {
            key: _parted(item, who, mine=mine, listed=key == LISTED_NAMES)
            for key, item in value.items()
        }
    if not isinstance(value, list):
        return value
    found = []
    for item in value:
        names = isinstance(item, str) and listed
        owned = isinstance(item, dict) and not item.keys().isdisjoint((NAMED, ATTEMPT))
        if names or owned:
            theirs = who.is_meant(item) if names else who.owns(item)
            if theirs != mine:
                continue
        found.append(_parted(item, who, mine=mine))
    return found
