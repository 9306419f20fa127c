"""The review schedule: when each question comes back, computed from the attempts alone.

Intervals are those of FSRS (the ``fsrs`` package), in whole days: no steps of minutes,
which suit a pile of cards and not a lesson that is opened some days of the week. A schedule
is never an own record of anything: it can be computed again from the log at any time, and
what is kept of it (see ``storage``) saves that time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from desktop_app.learning.attempts import Attempt, is_retry

if TYPE_CHECKING:  # 20 ms: only once something has been answered
    from fsrs import Card as FsrsCard
    from fsrs import Rating, Scheduler

ALGORITHM = 1
"""Raised when the same attempts would give other cards: what was kept is then discarded."""
RETENTION = 0.9
LONGEST_INTERVAL = 365
"""Days after which a question comes back, however well it is known."""
RECENT = 0.3
"""The weight of the latest time taken in the estimate of the next."""

Subject = tuple[str, str]
Cards = Mapping[Subject, "Card"]


@dataclass(frozen=True)
class Card:
    """Where one question stands in the schedule.

    ``due`` and ``reviewed`` are moments in UTC; ``answered`` is the last attempt, second
    tries included. ``stability`` (days) and ``difficulty`` (1 to 10) are those of FSRS.
    ``seconds`` is what an answer takes; ``lapses`` counts the reviews that failed.
    """

    lesson: str
    question: str
    version: str
    due: datetime
    reviewed: datetime
    answered: datetime
    stability: float
    difficulty: float
    reviews: int
    lapses: int
    seconds: float

    @property
    def subject(self) -> Subject:
        return (self.lesson, self.question)

    @property
    def interval(self) -> float:
        """Days from the last review to the next."""
        return (self.due - self.reviewed).total_seconds() / 86_400

    def urgency(self, now: datetime) -> float:
        """Time since the last review in units of its stability.

        Retrievability in FSRS falls with this ratio alone, so the greatest is what is
        most likely to be forgotten.
        """
        return (now - self.reviewed).total_seconds() / 86_400 / self.stability


def schedule(attempts: Iterable[Attempt], known: Cards | None = None) -> dict[Subject, Card]:
    """The cards after ``attempts``, in their order, which follow those that gave ``known``.

    Attempts of one learner. Predictions, what was not graded, and second tries schedule
    nothing. A question that is new under its name but asks exactly what another of its
    lesson did (it was renamed, then) goes on from there.
    """
    cards = dict(known or {})
    asked = {(card.lesson, card.version): card for card in cards.values()}
    for one in attempts:
        if one.graded:
            same = (one.lesson, one.version)
            card = _after(cards.get(one.subject) or asked.get(same), one)
            cards[one.subject] = asked[same] = card
    return cards


def _after(card: Card | None, attempt: Attempt) -> Card:
    if card is not None and is_retry(card.answered, attempt.at):
        return replace(
            card, question=attempt.question, version=attempt.version, answered=attempt.at
        )
    rating = _rating(attempt)
    before = _fsrs_card(card)
    after, _ = _scheduler().review_card(before, rating, attempt.at)
    seconds = attempt.seconds
    if card is not None:
        seconds = card.seconds + RECENT * (attempt.seconds - card.seconds)
    assert after.stability is not None
    assert after.difficulty is not None
    return Card(
        lesson=attempt.lesson,
        question=attempt.question,
        version=attempt.version,
        due=after.due,
        reviewed=attempt.at,
        answered=attempt.at,
        stability=after.stability,
        difficulty=after.difficulty,
        reviews=card.reviews + 1 if card else 1,
        lapses=(card.lapses if card else 0) + (card is not None and rating == 1),
        seconds=seconds,
    )


def _rating(attempt: Attempt) -> Rating:
    """Forgotten under half the points; hard where partly right or unsure; easy where
    right and certain.
    """
    from fsrs import Rating

    score = attempt.score or 0.0
    if score < 0.5:
        return Rating.Again
    if score < 1 or attempt.certainty == 1:
        return Rating.Hard
    return Rating.Easy if attempt.certainty == 3 else Rating.Good


def _fsrs_card(card: Card | None) -> FsrsCard:
    from fsrs import Card as FsrsCard
    from fsrs import State

    if card is None:
        return FsrsCard(card_id=0)
    return FsrsCard(
        card_id=0,
        state=State.Review,
        stability=card.stability,
        difficulty=card.difficulty,
        due=card.due,
        last_review=card.reviewed,
    )


@cache
def _scheduler() -> Scheduler:
    from fsrs import Scheduler

    return Scheduler(
        desired_retention=RETENTION,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=LONGEST_INTERVAL,
        enable_fuzzing=False,
    )
