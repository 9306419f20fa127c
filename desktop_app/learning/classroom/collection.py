"""A folder of hand-ins: whose they are, which count, what is missing, what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from desktop_app.content.problems import nearest
from desktop_app.learning.attempts import Attempt
from desktop_app.learning.classroom.hand_in import HandIn, Reading
from desktop_app.learning.classroom.names import same_name, words_of
from desktop_app.learning.classroom.roster import sound_names


class State(StrEnum):
    """What becomes of a file that was collected; the first of these that is the case."""

    COUNTED = "counted"
    EARLIER = "earlier"
    """All of it stands in a later file of the same student."""
    DOUBLE = "double"
    """It is there twice."""
    BORROWED = "borrowed"
    """Answers in it stand in the file of another student."""
    OTHER_LESSON = "other-lesson"
    OTHER_CLASS = "other-class"
    ALTERED = "altered"
    DAMAGED = "damaged"
    NEWER = "newer"
    FOREIGN = "foreign"
    LINK = "link"
    """A link to somewhere else, which is not followed."""
    UNREADABLE = "unreadable"


WRONG = (State.BORROWED, State.ALTERED, State.DAMAGED, State.UNREADABLE)
"""The states that a teacher has to look into."""


@dataclass(frozen=True)
class FoundFile:
    """One file of the folder: its ``path`` below it, and what it holds.

    ``reading`` is None where it was not read: a link, or because of ``error``, which is
    what the system says.
    """

    path: str
    reading: Reading | None = None
    error: str = ""


@dataclass(frozen=True)
class CollectedFile:
    """A file and what became of it. ``other`` is the file or the student that says why."""

    path: str
    state: State
    hand_in: HandIn | None = None
    other: str = ""
    detail: str = ""

    @property
    def learner(self) -> str:
        return self.hand_in.learner if self.hand_in is not None else ""


@dataclass(frozen=True)
class Collection:
    """What a folder comes to.

    ``attempts`` of each learner, by the lesson: each once, in the order made. ``names`` is
    the list of the class, empty where none was given; ``missing`` those of it of whom there
    is nothing that counts; ``unlisted`` learners that are not on it, each with the name
    that may be meant, "" where none is near.
    """

    files: tuple[CollectedFile, ...]
    attempts: Mapping[str, Mapping[str, tuple[Attempt, ...]]]
    titles: Mapping[str, str]
    handed_in: Mapping[tuple[str, str], datetime]
    names: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    unlisted: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    shared: tuple[str, ...] = ()
    """Names under which files came that have nothing in common: of one student at two
    machines, or of two who took the same name. They are counted together."""

    @property
    def lessons(self) -> tuple[str, ...]:
        """The lessons that something was handed in of, the most answered first."""
        return tuple(self.attempts)

    def learners(self, lesson: str) -> tuple[str, ...]:
        """Who has to be in the report of ``lesson``: the class in its order, then others."""
        found = self.attempts.get(lesson, {})
        others = sorted(set(found) - set(self.names), key=same_name)
        return (*self.names, *others)

    def count(self, *states: State) -> int:
        return sum(one.state in states for one in self.files)


def collect(
    files: Iterable[FoundFile], *, lesson: str | None = None, names: Sequence[str] = ()
) -> Collection:
    """What ``files`` come to: those of one ``lesson``, else of all.

    ``names`` is the list of the class: who is on it under nearly the same name (capitals,
    accents, the surname first) is that student. Who is not has the spelling that came last.
    """
    listed = {same_name(name): name for name in sound_names(names)}
    judged: list[CollectedFile] = []
    sound: list[CollectedFile] = []
    for file in sorted(files, key=lambda one: one.path):
        one = _judged(file, lesson)
        if one.hand_in is not None and one.state is State.COUNTED:
            sound.append(one)
        else:
            judged.append(one)
    judged += _parted(_under_one_name(sound, listed))
    counted = [one.hand_in for one in judged if one.state is State.COUNTED and one.hand_in]
    attempts = _attempts(counted)
    present = {learner for found in attempts.values() for learner in found}
    unknown = sorted(present - set(listed.values()), key=same_name) if listed else []
    missing = tuple(name for name in listed.values() if name not in present)
    return Collection(
        files=tuple(sorted(judged, key=lambda one: one.path)),
        attempts=attempts,
        titles=MappingProxyType({one.lesson: one.title or one.lesson for one in counted}),
        handed_in=MappingProxyType(
            {
                (one.lesson, one.learner): one.at
                for one in sorted(counted, key=lambda one: (one.at, one.id))
            }
        ),
        names=tuple(listed.values()),
        missing=missing,
        unlisted=MappingProxyType({name: nearest(name, missing) for name in unknown}),
        shared=_shared(counted),
    )


def _judged(file: FoundFile, lesson: str | None) -> CollectedFile:
    """What can be said of a file by itself."""
    reading = file.reading
    if reading is None:
        state = State.UNREADABLE if file.error else State.LINK
        return CollectedFile(file.path, state, detail=file.error)
    if reading.flaw is not None:
        return CollectedFile(file.path, State(reading.flaw.value), reading.hand_in)
    assert reading.hand_in is not None
    if lesson is not None and reading.hand_in.lesson != lesson:
        return CollectedFile(file.path, State.OTHER_LESSON, reading.hand_in)
    return CollectedFile(file.path, State.COUNTED, reading.hand_in)


def _under_one_name(
    files: Sequence[CollectedFile], listed: Mapping[str, str]
) -> list[CollectedFile]:
    """``files`` under the name that the class knows their student by, else that student."""
    in_any_order: dict[tuple[str, ...], str | None] = {}
    for name in listed.values():
        words = words_of(name)  # of two that are the same so, neither is meant
        in_any_order[words] = None if words in in_any_order else name
    known = dict(listed)
    found = []
    for one in sorted(files, key=lambda one: (_moment(one), one.path), reverse=True):
        assert one.hand_in is not None
        learner = one.hand_in.learner
        name = known.setdefault(same_name(learner), in_any_order.get(words_of(learner)) or learner)
        found.append(replace(one, hand_in=_under(one.hand_in, name)))
    return found


def _under(hand_in: HandIn, name: str) -> HandIn:
    if name == hand_in.learner:
        return hand_in
    attempts = tuple(replace(one, learner=name) for one in hand_in.attempts)
    return replace(hand_in, learner=name, attempts=attempts)


def _parted(files: Sequence[CollectedFile]) -> list[CollectedFile]:
    """``files``, the newest first, parted into those that count, and those that say nothing
    new or too much.

    From the newest back: what a later file holds already is not counted again. Answers
    that two students handed in are nobody's before a person has looked: neither file
    counts.
    """
    owners: dict[str, dict[str, str]] = {}
    for one in files:
        for attempt in one.hand_in.attempts if one.hand_in else ():
            owners.setdefault(attempt.id, {}).setdefault(one.learner, one.path)
    judged: list[CollectedFile] = []
    seen: dict[tuple[str, str], dict[str, str]] = {}
    ids: dict[str, str] = {}
    for one in files:
        assert one.hand_in is not None
        mine = {attempt.id for attempt in one.hand_in.attempts}
        others = {
            learner: path
            for name in mine
            for learner, path in owners[name].items()
            if learner != one.learner
        }
        known = seen.setdefault((one.hand_in.lesson, one.learner), {})
        if others:
            judged.append(replace(one, state=State.BORROWED, other=min(others)))
        elif one.hand_in.id in ids:
            judged.append(replace(one, state=State.DOUBLE, other=ids[one.hand_in.id]))
        elif known and mine <= known.keys():
            later = known[min(mine)] if mine else next(iter(known.values()))
            judged.append(replace(one, state=State.EARLIER, other=later))
        else:
            judged.append(one)
            known.update(dict.fromkeys(mine, one.path))
        ids.setdefault(one.hand_in.id, one.path)
    return judged


def _shared(counted: Iterable[HandIn]) -> tuple[str, ...]:
    """The learners of ``counted`` who have two files of a lesson without a common answer."""
    found: dict[str, None] = {}
    seen: dict[tuple[str, str], list[set[str]]] = {}
    for one in counted:
        mine = {attempt.id for attempt in one.attempts}
        others = seen.setdefault((one.lesson, one.learner), [])
        if mine and any(mine.isdisjoint(other) for other in others):
            found[one.learner] = None
        others += [mine] if mine else []
    return tuple(sorted(found, key=same_name))


def _moment(one: CollectedFile) -> datetime:
    assert one.hand_in is not None
    return one.hand_in.at


def _attempts(
    counted: Iterable[HandIn],
) -> Mapping[str, Mapping[str, tuple[Attempt, ...]]]:
    found: dict[str, dict[str, dict[str, Attempt]]] = {}
    for one in counted:
        mine = found.setdefault(one.lesson, {}).setdefault(one.learner, {})
        mine.update((attempt.id, attempt) for attempt in one.attempts)
    ordered = sorted(found, key=lambda lesson: (-sum(map(len, found[lesson].values())), lesson))
    return MappingProxyType(
        {
            lesson: MappingProxyType(
                {
                    # The clock of the computer that they were made on: an order to go by.
                    learner: tuple(sorted(mine.values(), key=lambda one: one.at))
                    for learner, mine in sorted(found[lesson].items())
                }
            )
            for lesson in ordered
        }
    )
