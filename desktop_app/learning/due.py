"""What is due for review today, and the few minutes of it that are asked at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum

from desktop_app.learning.outline import OutlineQuestion
from desktop_app.learning.review import Card, Cards, Subject

MINUTES = 5.0
"""How long a review lasts by default."""
SHORTEST, LONGEST = 5.0, 180.0
"""Seconds that an answer is expected to take, at least and at most."""
CLOCK_SLACK = timedelta(days=1)
"""A review noted further ahead than that was noted by a clock that was wrong."""


class Reason(StrEnum):
    """Why a question is due."""

    TIME = "time"
    CHANGED = "changed"
    """It asks something else than when it was last answered."""


@dataclass(frozen=True)
class Due:
    """One question that is due, with its card; the question as it is now in its lesson."""

    question: OutlineQuestion
    card: Card
    reason: Reason

    @property
    def seconds(self) -> float:
        """The time that answering it is expected to take."""
        return min(max(self.card.seconds, SHORTEST), LONGEST)


@dataclass(frozen=True)
class ReviewSet:
    """The questions of one review in the order to ask them; ``left`` more are due."""

    items: tuple[Due, ...]
    left: int

    @property
    def seconds(self) -> float:
        return sum(item.seconds for item in self.items)


def due_today(
    cards: Cards, questions: Iterable[OutlineQuestion], now: datetime, zone: tzinfo | None
) -> tuple[Due, ...]:
    """What is due by the end of the day that ``now`` falls on in ``zone``, the most
    urgent first.

    ``questions`` are those of the lessons at hand. A question that was renamed keeps its
    card (it asks exactly the same, and nothing of that name is left); one that was
    changed is due at once; one that is gone never is.
    """
    today = now.astimezone(zone).date()
    found = []
    for question, card in _matched(cards, tuple(questions)):
        if card.version != question.version:
            found.append(Due(question, card, Reason.CHANGED))
        elif card.due.astimezone(zone).date() <= today or card.reviewed > now + CLOCK_SLACK:
            found.append(Due(question, card, Reason.TIME))
    return tuple(sorted(found, key=lambda item: (-item.card.urgency(now), item.question.subject)))


def review_set(due: Sequence[Due], minutes: float = MINUTES) -> ReviewSet:
    """The most urgent of ``due`` that fit into ``minutes`` (one at least), so mixed that
    where it can be neither chapter nor lesson follows itself.
    """
    chosen: list[Due] = []
    seconds = 0.0
    for item in due:
        if chosen and seconds + item.seconds > minutes * 60:
            continue  # a shorter one may still fit
        chosen.append(item)
        seconds += item.seconds
    return ReviewSet(tuple(_mixed(chosen)), len(due) - len(chosen))


def _matched(
    cards: Cards, questions: Sequence[OutlineQuestion]
) -> list[tuple[OutlineQuestion, Card]]:
    by_subject: Mapping[Subject, OutlineQuestion] = {one.subject: one for one in questions}
    orphans: dict[tuple[str, str], list[Card]] = {}
    for kept in cards.values():
        if kept.subject not in by_subject:
            orphans.setdefault((kept.lesson, kept.version), []).append(kept)
    found = []
    for question in by_subject.values():
        same = orphans.get((question.lesson, question.version), [])
        card = cards.get(question.subject) or (same.pop() if same else None)
        if card is not None:
            found.append((question, card))
    return found


def _mixed(items: Sequence[Due]) -> list[Due]:
    """``items`` in their order, but for those that would follow one of the same place.

    The place with the most left to ask goes first among equals: else it would be left
    alone at the end, and follow itself.
    """
    left = list(items)
    mixed: list[Due] = []
    while left:
        counts: dict[tuple[str, str], int] = {}
        for item in left:
            counts[_place(item)] = counts.get(_place(item), 0) + 1
        last = _place(mixed[-1]) if mixed else ("", "")
        # Needed now, or there would be too few others to part them.
        pressing = {place for place, count in counts.items() if 2 * count > len(left)}
        choice = min(
            range(len(left)),
            key=lambda rank: (
                _place(left[rank]) == last,
                bool(pressing) and _place(left[rank]) not in pressing,
                _place(left[rank])[0] == last[0],
                rank,
            ),
        )
        mixed.append(left.pop(choice))
    return mixed


def _place(item: Due) -> tuple[str, str]:
    return (item.question.lesson, item.question.chapter)
