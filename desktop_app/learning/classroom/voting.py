"""Votes of a class on a question (peer instruction), as events that are only ever added.

A vote goes through two rounds with a discussion between them. Where it stands is computed
from its events in the order kept; what makes no sense there is passed over, so that
whatever was kept before a power cut is where a vote goes on from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any
from uuid import uuid4

from desktop_app.learning.classroom.names import clean_name, same_name
from desktop_app.learning.school_classes import ClassEvent, new_event

OPENED, DROPPED = "vote-opened", "vote-dropped"
BALLOT, WITHDRAWN = "vote-ballot", "vote-withdrawn"
COUNTED, MOVED, REVEALED = "vote-counted", "vote-moved", "vote-revealed"
VOTING = (OPENED, DROPPED, BALLOT, WITHDRAWN, COUNTED, MOVED, REVEALED)
"""Kinds of event."""
MOST_STUDENTS = 999
"""No count is greater."""
MOST_OPTIONS = 26
"""As many as there are letters."""
LONGEST_TEXT = 300
FRESH = timedelta(hours=3)
"""A vote that was broken off so long ago at most is still under way."""


class Stage(StrEnum):
    """Where a vote stands once it was opened. The result of the first round is private
    until :attr:`SHOWN`.
    """

    FIRST = "first"
    COUNTED = "counted"
    DISCUSSION = "discussion"
    SECOND = "second"
    SHOWN = "shown"


_NEXT: Mapping[Stage, frozenset[Stage]] = MappingProxyType({
    Stage.COUNTED: frozenset({Stage.DISCUSSION, Stage.SECOND, Stage.SHOWN}),
    Stage.DISCUSSION: frozenset({Stage.SECOND, Stage.SHOWN}),
    Stage.SECOND: frozenset({Stage.DISCUSSION}),
})  # fmt: skip
"""Where the teacher may go from each stage, counts aside: a teacher who sees at once that
all know shows the first vote alone.
"""


@dataclass(frozen=True)
class Asked:
    """What is voted on: a question of a lesson, in the words of the day.

    ``version`` is its fingerprint; ``right`` the ranks of the right options, in the order
    in which they are shown; ``several``: as many may be chosen as one likes.
    """

    lesson: str
    question: str
    version: str
    prompt: str
    options: tuple[str, ...]
    right: frozenset[int]
    several: bool = False

    def as_data(self) -> dict[str, object]:
        return {
            "lesson": self.lesson,
            "question": self.question,
            "version": self.version,
            "prompt": self.prompt[:LONGEST_TEXT],
            "options": [text[:LONGEST_TEXT] for text in self.options],
            "right": sorted(self.right),
            "several": self.several,
        }


@dataclass(frozen=True)
class Ballot:
    """What one student chose at the keyboard, nothing included. ``voter`` is a code or first
    name, "" where none was asked for; ``id`` that of its event.
    """

    id: str
    picks: frozenset[int]
    voter: str = ""


@dataclass(frozen=True)
class Round:
    """One round: how many chose each option, and how many chose none.

    ``voters`` are those who chose something: their number has to be told where several may
    be chosen. ``ballots`` are theirs, where they voted one by one.
    """

    counts: tuple[int, ...]
    none: int = 0
    voters: int = 0
    ballots: tuple[Ballot, ...] = ()

    @property
    def present(self) -> int:
        """Everybody who was asked."""
        return self.voters + self.none


@dataclass(frozen=True)
class Vote:
    """A vote of the class ``class_id``. ``ballots`` are those of the round under way;
    ``at`` is when something last happened to it.
    """

    id: str
    class_id: str
    asked: Asked
    opened: datetime
    at: datetime
    stage: Stage = Stage.FIRST
    first: Round | None = None
    second: Round | None = None
    ballots: tuple[Ballot, ...] = ()
    revealed: bool = False

    @property
    def round(self) -> int:
        """The round that is open, 1 or 2; 0 while none is."""
        return {Stage.FIRST: 1, Stage.SECOND: 2}.get(self.stage, 0)

    @property
    def is_over(self) -> bool:
        return self.stage is Stage.SHOWN

    @property
    def rounds(self) -> tuple[Round, ...]:
        """Those that were counted, in order."""
        return tuple(one for one in (self.first, self.second) if one is not None)


def typed_round(asked: Asked, counts: Sequence[int], none: int = 0, voters: int = 0) -> Round:
    """A round as counted by the teacher. ``voters`` is how many voted where several options
    may be chosen; it is no less than the most chosen option has.

    Raises ValueError for counts that are none: below 0, above :data:`MOST_STUDENTS`, too
    few or too many.
    """
    numbers = [*counts, none, voters]
    if len(counts) != len(asked.options) or not all(map(_is_count, numbers)):
        raise ValueError(f"no counts: {numbers}")
    cast = max([*counts, voters]) if asked.several else sum(counts)
    if cast + none > MOST_STUDENTS:
        raise ValueError(f"too many: {cast + none}")
    return Round(tuple(counts), none, cast)


def round_of(asked: Asked, ballots: Sequence[Ballot]) -> Round:
    """The round that ``ballots`` make."""
    counts = [sum(rank in one.picks for one in ballots) for rank in range(len(asked.options))]
    voters = sum(bool(one.picks) for one in ballots)
    return Round(tuple(counts), len(ballots) - voters, voters, tuple(ballots))


# -- what happens to a vote ----------------------------------------------------------------


def open_vote(class_id: str, asked: Asked, at: datetime) -> ClassEvent:
    """The event that a vote begins with: its first round is open. Raises ValueError where
    there is nothing to choose between.
    """
    if not 2 <= len(asked.options) <= MOST_OPTIONS:
        raise ValueError(f"{len(asked.options)} options")
    return new_event(class_id, OPENED, at, vote=str(uuid4()), **asked.as_data())


def cast(vote: Vote, picks: Iterable[int], at: datetime, voter: str = "") -> ClassEvent:
    """A student chose ``picks``; who is known by ``voter`` and chooses again in the same
    round changes their mind.
    """
    data: dict[str, object] = {"picks": sorted(picks), "round": vote.round}
    if clean_name(voter):  # under the key by which what is kept of somebody is found
        data["learner"] = clean_name(voter)
    return new_event(vote.class_id, BALLOT, at, vote=vote.id, **data)


def withdraw(vote: Vote, ballot: Ballot, at: datetime) -> ClassEvent:
    """A ballot of the round under way was a mistake."""
    return new_event(vote.class_id, WITHDRAWN, at, vote=vote.id, ballot=ballot.id)


def count(vote: Vote, number: int, result: Round, at: datetime) -> ClassEvent:
    """Round ``number`` (1 or 2) is counted, or counted better."""
    data = {"counts": list(result.counts), "none": result.none, "voters": result.voters}
    return new_event(vote.class_id, COUNTED, at, vote=vote.id, round=number, **data)


def close(vote: Vote, at: datetime) -> ClassEvent:
    """The round that is open is over: its ballots count."""
    return new_event(vote.class_id, COUNTED, at, vote=vote.id, round=vote.round, counts=None)


def move(vote: Vote, to: Stage, at: datetime) -> ClassEvent:
    """The teacher goes on to another stage."""
    return new_event(vote.class_id, MOVED, at, vote=vote.id, to=str(to))


def reveal(vote: Vote, at: datetime) -> ClassEvent:
    """The right answer is shown: from here on the counts stand."""
    return new_event(vote.class_id, REVEALED, at, vote=vote.id)


def drop(vote: Vote, at: datetime) -> ClassEvent:
    """The vote was opened by mistake."""
    return new_event(vote.class_id, DROPPED, at, vote=vote.id)


def told_again(vote: Vote, class_id: str) -> list[ClassEvent]:
    """The events of ``vote`` as if the class ``class_id`` had held it from the beginning."""
    at = vote.at
    events = [open_vote(class_id, vote.asked, vote.opened)]

    def now() -> Vote:
        return votes_in(events)[0]

    def cast_all(ballots: Iterable[Ballot]) -> None:
        for one in ballots:
            events.append(cast(now(), one.picks, at, one.voter))

    for number, result in enumerate(vote.rounds, 1):
        if number == 2:
            events.append(move(now(), Stage.SECOND, at))
        cast_all(result.ballots)
        counts = close(now(), at) if result.ballots else count(now(), number, result, at)
        events.append(counts)
    if now().stage is not vote.stage:
        events.append(move(now(), vote.stage, at))
    cast_all(vote.ballots)
    if vote.revealed:
        events.append(reveal(now(), at))
    return events


# -- what events tell ----------------------------------------------------------------------


def votes_in(events: Iterable[ClassEvent]) -> tuple[Vote, ...]:
    """The votes that ``events`` tell of, in the order opened."""
    votes: dict[str, Vote] = {}
    for event in events:
        if event.kind not in VOTING:
            continue
        values = event.values
        name = values.get("vote")
        if not isinstance(name, str) or not name:
            continue
        known = votes.get(name)
        if event.kind == OPENED and known is None:
            asked = _asked(values)
            if asked is not None:
                votes[name] = Vote(name, event.class_id, asked, event.at, event.at)
        elif known is None or event.class_id != known.class_id:
            continue
        elif event.kind == DROPPED:
            del votes[name]
        else:
            votes[name] = after(known, event) or known
    return tuple(votes.values())


def told_by(votes: Iterable[Vote], now: datetime) -> tuple[Vote, ...]:
    """Those of ``votes`` whose result may be told: a first one is private until its vote is
    over, or nobody has gone on with it for long.
    """
    return tuple(one for one in votes if one.is_over or now - one.at >= FRESH)


def after(vote: Vote, event: ClassEvent) -> Vote | None:
    """``vote`` once ``event`` happened to it; None where it can't happen there."""
    values = event.values
    found: Vote | None = None
    if event.kind == BALLOT:
        found = _after_ballot(vote, event.id, values)
    elif event.kind == WITHDRAWN:
        left = tuple(one for one in vote.ballots if one.id != values.get("ballot"))
        found = replace(vote, ballots=left) if left != vote.ballots and vote.round else None
    elif event.kind == COUNTED:
        found = _after_count(vote, values)
    elif event.kind == MOVED:
        wanted = next((stage for stage in Stage if stage == values.get("to")), None)
        if wanted in _NEXT.get(vote.stage, ()) and wanted is not None:
            found = replace(vote, stage=wanted, ballots=())
    elif event.kind == REVEALED and vote.is_over and not vote.revealed:
        found = replace(vote, revealed=True)
    return replace(found, at=max(event.at, vote.at)) if found is not None else None


def _after_ballot(vote: Vote, name: str, values: Mapping[str, Any]) -> Vote | None:
    picks = _ranks(values.get("picks"), len(vote.asked.options))
    voter = values.get("learner", "")
    if not vote.round or values.get("round") != vote.round or picks is None:
        return None
    if not isinstance(voter, str) or (len(picks) > 1 and not vote.asked.several):
        return None
    voter = clean_name(voter)
    others = [one for one in vote.ballots if not voter or same_name(one.voter) != same_name(voter)]
    if len(others) >= MOST_STUDENTS:
        return None
    return replace(vote, ballots=(*others, Ballot(name, picks, voter)))


def _after_count(vote: Vote, values: Mapping[str, Any]) -> Vote | None:
    """A round counted for the first time, or again as long as nothing rests on it."""
    number, counts = values.get("round"), values.get("counts")
    if isinstance(number, bool) or number not in (1, 2) or vote.revealed:
        return None
    if counts is None:
        if number != vote.round or not vote.ballots:
            return None
        result = round_of(vote.asked, vote.ballots)
    else:
        try:
            none, voters = values.get("none", 0), values.get("voters", 0)
            result = typed_round(vote.asked, tuple(counts), none, voters)
        except (TypeError, ValueError):
            return None
    if number == vote.round:
        ahead = Stage.COUNTED if number == 1 else Stage.SHOWN
        vote = replace(vote, stage=ahead, ballots=())
    elif (vote.first, vote.second)[number - 1] is None:
        return None
    return replace(vote, first=result) if number == 1 else replace(vote, second=result)


def _asked(values: Mapping[str, Any]) -> Asked | None:
    texts = [values.get(key) for key in ("lesson", "question", "version", "prompt")]
    options, several = values.get("options"), values.get("several")
    if not all(isinstance(text, str) for text in texts) or not isinstance(several, bool):
        return None
    if not isinstance(options, list) or not 2 <= len(options) <= MOST_OPTIONS:
        return None
    right = _ranks(values.get("right"), len(options))
    if right is None or not all(isinstance(text, str) for text in options):
        return None
    lesson, question, version, prompt = map(str, texts)
    return Asked(lesson, question, version, prompt, tuple(options), right, several)


def _ranks(value: object, count: int) -> frozenset[int] | None:
    """Ranks of options; None where they are none, or name one twice."""
    if not isinstance(value, list) or len(value) > count:
        return None
    if not all(type(one) is int and 0 <= one < count for one in value):
        return None
    return frozenset(value) if len(set(value)) == len(value) else None


def _is_count(value: object) -> bool:
    return type(value) is int and 0 <= value <= MOST_STUDENTS
