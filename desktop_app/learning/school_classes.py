"""Classes and what they did, as events that are only ever added.

A class is known on this computer alone. Everything that is said of one (its name, where it
stopped, how long it took over a step) is computed from its events in the order kept.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any
from uuid import UUID, uuid4

CREATED, RENAMED = "created", "renamed"
BEGUN, REACHED, ENDED = "begun", "reached", "ended"
"""Kinds of event: of the class itself, and of its sittings. There may be others."""
LONGEST_NAME = 60

_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class ClassEvent:
    """Something that happened to a class: ``data`` is the text of a JSON object.

    ``id`` and ``class_id`` are UUIDs, ``at`` is in UTC. Raises ValueError where one of
    them can't be that.
    """

    id: str
    class_id: str
    kind: str
    data: str
    at: datetime

    def __post_init__(self) -> None:
        UUID(self.id)
        UUID(self.class_id)
        if not self.kind or _SURROGATES.search(self.kind + self.data):
            raise ValueError(self.kind)
        if not isinstance(json.loads(self.data), dict):
            raise ValueError(f"no object: {self.data!r}")
        if self.at.utcoffset() != timedelta(0):
            raise ValueError(self.at)

    @property
    def values(self) -> Mapping[str, Any]:
        """The data, read."""
        found: dict[str, Any] = json.loads(self.data)
        return found


def new_event(class_id: str, kind: str, at: datetime, **data: object) -> ClassEvent:
    """An event with an id of its own; ``at`` is any moment with a time zone, ``data`` what
    JSON can hold. Raises ValueError where it can't be an event.
    """
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    sound = _SURROGATES.sub("\ufffd", text)
    return ClassEvent(str(uuid4()), class_id, kind, sound, at.astimezone(UTC))


@dataclass(frozen=True)
class Reached:
    """A step that a class came to, and when."""

    chapter: str
    step: str
    at: datetime


@dataclass(frozen=True)
class ClassSitting:
    """One period in which a class worked through a lesson.

    ``ended`` is None while it goes on, or where it was cut short (:attr:`left`).
    """

    id: str
    class_id: str
    lesson: str
    started: datetime
    ended: datetime | None = None
    reached: tuple[Reached, ...] = ()

    @property
    def last(self) -> Reached | None:
        """Where the class stopped."""
        return self.reached[-1] if self.reached else None

    @property
    def left(self) -> datetime:
        """When it was over; not before its last step was reached."""
        last = self.reached[-1].at if self.reached else self.started
        return max(self.ended or last, last)

    def seconds_by_step(self, now: datetime | None = None) -> dict[str, float]:
        """How long each step stood there, in seconds, steps come back to included.

        ``now`` is the end of a sitting that goes on; of one that was cut short nobody
        knows how long its last step took.
        """
        found: dict[str, float] = {}
        ends = [reached.at for reached in self.reached[1:]]
        for reached, end in zip(self.reached, [*ends, now or self.left], strict=False):
            passed = max((end - reached.at).total_seconds(), 0.0)
            found[reached.step] = found.get(reached.step, 0.0) + passed
        return found


@dataclass(frozen=True)
class SchoolClass:
    """A class by its name, with its sittings in the order begun."""

    id: str
    name: str
    created: datetime
    sittings: tuple[ClassSitting, ...] = ()

    def last_sitting(self, lesson: str, *, before: str = "") -> ClassSitting | None:
        """The last sitting of ``lesson`` in which a step was reached, other than that of
        the id ``before``.
        """
        for sitting in reversed(self.sittings):
            if sitting.lesson == lesson and sitting.id != before and sitting.reached:
                return sitting
        return None


def clean_name(name: str) -> str:
    """A name as it is kept: one line, no longer than it can be shown."""
    printable = "".join(char if char.isprintable() else " " for char in name)
    return " ".join(printable.split())[:LONGEST_NAME].strip()


def same_name(one: str, other: str) -> bool:
    """Whether two names would be taken for the same class."""
    return clean_name(one).casefold() == clean_name(other).casefold()


def new_class(name: str, at: datetime) -> ClassEvent:
    """The event that a class begins with; raises ValueError where it has no name."""
    if not clean_name(name):
        raise ValueError(f"no name: {name!r}")
    return new_event(str(uuid4()), CREATED, at, name=clean_name(name))


def register(events: Iterable[ClassEvent]) -> Mapping[str, SchoolClass]:
    """The classes that ``events`` tell of, by id, in the order created.

    What was said of a class that is not there any more, or what makes no sense, is passed
    over.
    """
    classes: dict[str, SchoolClass] = {}
    for event in events:
        values = event.values
        known = classes.get(event.class_id)
        name = values.get("name")
        if event.kind == CREATED and known is None and isinstance(name, str) and clean_name(name):
            classes[event.class_id] = SchoolClass(event.class_id, clean_name(name), event.at)
        elif known is None:
            continue
        elif event.kind == RENAMED and isinstance(name, str) and clean_name(name):
            classes[event.class_id] = replace(known, name=clean_name(name))
        elif event.kind in (BEGUN, REACHED, ENDED):
            classes[event.class_id] = replace(known, sittings=_after(known, event))
    return MappingProxyType(classes)


def _after(known: SchoolClass, event: ClassEvent) -> tuple[ClassSitting, ...]:
    """The sittings of a class once ``event`` happened to one of them."""
    values, sittings = event.values, known.sittings
    names = [values.get(key) for key in ("sitting", "lesson", "chapter", "step")]
    sitting, lesson, chapter, step = (name if isinstance(name, str) else "" for name in names)
    found = next((one for one in reversed(sittings) if one.id == sitting), None)
    if event.kind == BEGUN:
        if found is not None or not sitting or not lesson:
            return sittings
        return (*sittings, ClassSitting(sitting, known.id, lesson, event.at))
    if found is None:
        return sittings
    if event.kind == ENDED:
        now = replace(found, ended=event.at)
    elif step:
        now = replace(found, ended=None, reached=(*found.reached, Reached(chapter, step, event.at)))
    else:
        return sittings
    return tuple(now if one is found else one for one in sittings)
