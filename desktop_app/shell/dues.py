"""What is due for review today, found off the interface's thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType

from PySide6.QtCore import QObject, Signal

from desktop_app.content.lesson import Lesson
from desktop_app.learning.due import ReviewSet, due_today, review_set
from desktop_app.learning.outline import OutlineQuestion, outline_of
from desktop_app.learning.review import Cards, schedule
from desktop_app.session.preferences import PreferenceStore
from desktop_app.shell.recorder import Recorder
from desktop_app.storage.attempt_store import AttemptStore, Schedule
from desktop_app.storage.failures import StoreError
from desktop_app.ui.common.jobs import Ticket

NEVER_AGAIN = ("prediction",)
"""Types of question that can't be asked a second time: who has seen the data predicts no
more.
"""
NOTHING = ReviewSet((), 0)


class Dues(QObject):
    """``due`` is what a review would ask now; ``lessons`` those that it asks about."""

    found = Signal()

    def __init__(
        self, recorder: Recorder, preferences: PreferenceStore, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.due = NOTHING
        self.lessons: Mapping[str, Lesson] = MappingProxyType({})
        self._recorder = recorder
        self._preferences = preferences

    @property
    def count(self) -> int:
        """How many questions are due in all."""
        return len(self.due.items) + self.due.left

    def find(self, lessons: Sequence[Lesson]) -> None:
        """Look again among ``lessons``; ``found`` tells when that is done."""
        store, learner = self._recorder.store, self._recorder.learner
        if store is None:
            return
        language = self._preferences.state.language

        def work(ticket: Ticket) -> ReviewSet:
            try:
                cards = up_to_date(store, learner)
            except StoreError:  # said when it is written to
                return NOTHING
            questions = _questions(lessons, cards, language, ticket)
            return review_set(due_today(cards, questions, datetime.now(UTC), None))

        def done(due: ReviewSet) -> None:
            self.due = due
            self.lessons = MappingProxyType({lesson.id: lesson for lesson in lessons})
            self.found.emit()

        self._recorder.jobs.start("due", work, done)


def up_to_date(store: AttemptStore, learner: str) -> Cards:
    """The cards of ``learner`` after every attempt; what is new in them is kept."""
    kept = store.schedule(learner)
    last, new = store.numbered(learner=learner, after=kept.up_to)
    if not new:
        return kept.cards
    cards = schedule(new, kept.cards)
    store.keep_schedule(Schedule(last, cards), learner)
    return cards


def _questions(
    lessons: Sequence[Lesson], cards: Cards, language: str, ticket: Ticket
) -> list[OutlineQuestion]:
    """The questions of the lessons of which something was answered."""
    known = {card.lesson for card in cards.values()}
    found: list[OutlineQuestion] = []
    for lesson in lessons:
        ticket.check()
        if lesson.id in known:
            found += outline_of(lesson, language).questions.values()
    return [question for question in found if question.type not in NEVER_AGAIN]
