"""What a vote says: how many are right, what to do about it, who moved where.

Peer instruction after Eric Mazur, *Peer Instruction: A User's Manual* (1997): students
answer alone, discuss with a neighbour, answer again; see Catherine Crouch and Eric Mazur,
"Peer Instruction: Ten years of experience and results", American Journal of Physics 69
(2001), 970. Where to draw the lines is a convention: authors put the lower one between 30
and 40 %, the upper one between 70 and 80 %.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from desktop_app.learning.classroom.names import same_name
from desktop_app.learning.classroom.voting import Asked, Ballot, Round, Vote

EXPLAIN_BELOW, MOVE_ON_ABOVE = Fraction(30, 100), Fraction(70, 100)
"""At exactly 30 % and at exactly 70 % a discussion is worth while."""


class Advice(StrEnum):
    """What the share of right answers suggests; the teacher decides."""

    EXPLAIN = "explain"
    DISCUSS = "discuss"
    MOVE_ON = "move-on"


@dataclass(frozen=True)
class Share:
    """The share of those asked who were right, from 0 to 1: between ``low`` and ``high``,
    which are one number wherever it is known.
    """

    low: Fraction
    high: Fraction

    @property
    def is_known(self) -> bool:
        return self.low == self.high


def right_share(asked: Asked, result: Round) -> Share | None:
    """How many of those asked were right: they chose every right option and no other. Who
    chose nothing was not. None where nobody was asked.

    Where several may be chosen and hands were counted option by option, nobody knows who
    chose what: the bounds are Fréchet's (no more than the least of the options that had to
    be treated right; no fewer than what their errors leave if none coincide).
    """
    present = result.present
    if not present:
        return None
    if result.ballots:
        exact = sum(one.picks == asked.right for one in result.ballots if one.picks)
        return Share(Fraction(exact, present), Fraction(exact, present))
    if not asked.several:
        exact = sum(result.counts[rank] for rank in asked.right)
        return Share(Fraction(exact, present), Fraction(exact, present))
    good = [
        number if rank in asked.right else result.voters - number
        for rank, number in enumerate(result.counts)
    ]
    least = result.voters - sum(result.voters - number for number in good)
    return Share(Fraction(max(least, 0), present), Fraction(min(good), present))


def advice(share: Fraction) -> Advice:
    """What ``share`` (0 to 1) of right answers suggests."""
    if share < EXPLAIN_BELOW:
        return Advice.EXPLAIN
    return Advice.MOVE_ON if share > MOVE_ON_ABOVE else Advice.DISCUSS


def advice_on(asked: Asked, result: Round) -> tuple[Advice, ...]:
    """What a round suggests: one thing; several where the share is not known well enough to
    tell, from the least; nothing where nobody was asked.
    """
    share = right_share(asked, result)
    if share is None:
        return ()
    ladder = tuple(Advice)
    low, high = (ladder.index(advice(one)) for one in (share.low, share.high))
    return ladder[low : high + 1]


class Remark(StrEnum):
    """What is worth a second look in a count; nothing is refused for it."""

    NOBODY = "nobody"
    MORE_THAN_CLASS = "more-than-class"
    FEWER_THAN_CLASS = "fewer-than-class"


def remarks(result: Round, size: int) -> tuple[Remark, ...]:
    """What to look at again in a count of a class of ``size`` students, 0 where nobody knows
    how many they are. Fewer may be right: somebody is absent.
    """
    if not result.present:
        return (Remark.NOBODY,)
    if size and result.present > size:
        return (Remark.MORE_THAN_CLASS,)
    return (Remark.FEWER_THAN_CLASS,) if size and result.present < size else ()


@dataclass(frozen=True)
class Move:
    """How many chose an option (None: nothing) before and after the discussion."""

    option: int | None
    before: int
    after: int

    @property
    def net(self) -> int:
        return self.after - self.before


def movement(vote: Vote) -> tuple[Move, ...]:
    """The net change of each option between the rounds, and of choosing nothing; empty
    without two of them. It does not tell who moved: several may have changed places.
    """
    if vote.first is None or vote.second is None:
        return ()
    pairs = zip(vote.first.counts, vote.second.counts, strict=True)
    moves = [Move(rank, *pair) for rank, pair in enumerate(pairs)]
    return (*moves, Move(None, vote.first.none, vote.second.none))


Picks = tuple[int, ...]
"""The ranks of the options that somebody chose, in order."""


@dataclass(frozen=True)
class Flows:
    """Who went where between the rounds: how many from each choice to each.

    ``matched`` is how many are known by name in both rounds; ``first_only`` and
    ``second_only`` are the ballots of the others.
    """

    moves: Mapping[tuple[Picks, Picks], int]
    matched: int
    first_only: int
    second_only: int

    def between(self, right: Picks, *, before: bool, after: bool) -> int:
        """How many were right or not ``before``, and right or not ``after``."""
        return sum(
            number
            for (start, end), number in self.moves.items()
            if (start == right) is before and (end == right) is after
        )


def flows(vote: Vote) -> Flows | None:
    """The flows between the rounds; None unless somebody voted under one name in both."""
    if vote.first is None or vote.second is None:
        return None
    before, later = _by_voter(vote.first), _by_voter(vote.second)
    both = [name for name in before if name in later]
    if not both:
        return None
    pairs = Counter((_picks(before[name]), _picks(later[name])) for name in both)
    return Flows(
        MappingProxyType(dict(sorted(pairs.items()))),
        len(both),
        len(vote.first.ballots) - len(both),
        len(vote.second.ballots) - len(both),
    )


def _by_voter(result: Round) -> dict[str, Ballot]:
    return {same_name(one.voter): one for one in result.ballots if one.voter}


def _picks(ballot: Ballot) -> Picks:
    return tuple(sorted(ballot.picks))
