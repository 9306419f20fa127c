"""Votes in a presentation: where they stand, kept step by step, and gone on with after a halt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from desktop_app.content.model import QuestionBlock
from desktop_app.learning.classroom import voting
from desktop_app.learning.classroom.marks import NO_CLASS
from desktop_app.learning.classroom.voting import FRESH, VOTING, Asked, Round, Stage, Vote
from desktop_app.learning.outline import version_of
from desktop_app.learning.school_classes import ClassEvent
from desktop_app.quiz.votable import votable
from desktop_app.session.presentation import Presentation
from desktop_app.session.slides import Slide
from desktop_app.shell.class_desk import ClassDesk
from desktop_app.ui.presenter.vote_words import VoteView


class VotingDesk(ClassDesk):
    """Holds the votes of one presentation at a time, for the class that was chosen."""

    # -- going on --------------------------------------------------------------------------

    def _forget(self) -> None:
        self._votes: dict[str, Vote] = {}
        self._left: set[str] = set()

    def _watch(self, presentation: Presentation) -> None:
        presentation.watch(
            lambda state: (state.slide, state.revealed), lambda _: self.changed.emit()
        )

    def _look_up(self, presentation: Presentation) -> None:
        """The votes that wait to be gone on with."""
        for vote in voting.votes_in(self._class.events(*VOTING)):
            here = self._votes.get(vote.asked.question)
            if vote.asked.lesson == presentation.lesson.id and (
                here is None or here.opened <= vote.opened
            ):
                self._votes.pop(vote.asked.question, None)
                if not vote.is_over and self._is_still_asked(vote):
                    self._votes[vote.asked.question] = vote
        # An older one is gone on with when its slide comes.
        waiting = [one for one in self._votes.values() if _now() - one.at < FRESH]
        if waiting:
            last = max(waiting, key=lambda one: one.at)
            presentation.show(self._slide_of(last))

    def _carried(self, before: str) -> Sequence[ClassEvent]:
        vote = self.vote
        if vote is None or vote.is_over or not (before == NO_CLASS or _is_untouched(vote)):
            return ()
        return (voting.drop(vote, _now()), *voting.told_again(vote, self._class.id))

    def _take_in(self, events: Sequence[ClassEvent]) -> None:
        for vote in voting.votes_in(events):
            self._votes[vote.asked.question] = vote

    def _slide_of(self, vote: Vote) -> Slide | None:
        assert self._presentation is not None
        slides = self._presentation.slides
        return next((one for one in slides if _question(one) == vote.asked.question), None)

    def _is_still_asked(self, vote: Vote) -> bool:
        """Whether the question is the one that was voted on, its language aside."""
        asked = self._asked(self._slide_of(vote))
        return asked is not None and asked.version == vote.asked.version

    # -- what there is ---------------------------------------------------------------------

    @property
    def class_id(self) -> str:
        """The class in front of the teacher; that of nobody by name where none was chosen."""
        return self._class.id

    @property
    def classes(self) -> Mapping[str, str]:
        """The names of the classes of this computer, by id."""
        return self._class.names

    def know(self, class_id: str, name: str) -> None:
        """There is a new class."""
        self._class.know(class_id, name)

    @property
    def asked(self) -> Asked | None:
        """What can be voted on now."""
        return self._asked(self._presentation.slide if self._presentation is not None else None)

    @property
    def vote(self) -> Vote | None:
        """The vote on the question of the slide."""
        slide = self._presentation.slide if self._presentation is not None else None
        return self._votes.get(_question(slide)) if slide is not None else None

    @property
    def is_shown(self) -> bool:
        """Whether the vote stands in for the slide."""
        vote = self.vote
        return vote is not None and vote.asked.question not in self._left

    def view(self) -> VoteView | None:
        """The vote as it is to be shown; None where none is."""
        vote, presentation, asked = self.vote, self._presentation, self.asked
        if vote is None or presentation is None or not self.is_shown:
            return None
        if asked is not None and asked.version == vote.asked.version:  # in the language of now
            vote = replace(vote, asked=asked)
        return VoteView(
            vote,
            presentation.language,
            self._class.size if vote.class_id == self._class.id else 0,
            self._class.names,
            vote.is_over and presentation.state.slide in presentation.state.revealed,
            self._class.is_unsaved,
        )

    # -- what is done ----------------------------------------------------------------------

    def do(self, command: str) -> None:
        """A command of the panel, or of a key."""
        vote = self.vote
        moves = {
            "discuss": Stage.DISCUSSION,
            "second": Stage.SECOND,
            "show": Stage.SHOWN,
        }
        if command == "open":
            self.open()
        elif vote is None:
            return
        elif command in moves:
            self._keep(voting.move(vote, moves[command], _now()))
        elif command == "close":
            self._keep(voting.close(vote, _now()))
        elif command == "withdraw" and vote.ballots:
            self._keep(voting.withdraw(vote, vote.ballots[-1], _now()))
        elif command == "reveal":
            self._reveal(vote)
        elif command == "again":
            self._open_anew()
        elif command == "cancel":
            self._cancel(vote)
        elif command == "leave":
            self._left.add(vote.asked.question)
            self.changed.emit()

    def open(self) -> None:
        """Open a vote on the question of the slide, or come back to the one there is."""
        vote, asked = self.vote, self.asked
        if vote is not None:
            self._left.discard(vote.asked.question)
            self.changed.emit()
        elif asked is not None:
            self._open_anew()

    def back(self) -> bool:
        """Leave the vote as it stands, one that nothing happened to for good; False where
        none is shown.
        """
        vote = self.vote
        if vote is None or not self.is_shown:
            return False
        self.do("cancel" if _is_untouched(vote) else "leave")
        return True

    def count(self, number: int, result: Round) -> None:
        """A round was counted, or counted better."""
        if self.vote is not None:
            self._keep(voting.count(self.vote, number, result, _now()))

    def cast(self, picks: frozenset[int], voter: str) -> None:
        """A student voted at the keyboard."""
        if self.vote is not None:
            self._keep(voting.cast(self.vote, picks, _now(), voter))

    def choose_class(self, class_id: str) -> None:
        """Another class votes, "" for none by name: a vote that has just begun is its own, and
        one that was nobody's.
        """
        self._class.choose(class_id)

    # -- inside ----------------------------------------------------------------------------

    def _open_anew(self) -> None:
        presentation = self._presentation
        # What is kept has its figures, whatever the audience is still to estimate.
        asked = self._asked(presentation.slide, told=False) if presentation is not None else None
        if asked is None or presentation is None:
            return
        if presentation.state.slide in presentation.state.revealed:
            presentation.reveal()  # hide it again
        event = voting.open_vote(self._class.id, asked, _now())
        (vote,) = voting.votes_in([event])
        self._votes[asked.question] = vote
        self._left.discard(asked.question)
        self._write(event)

    def _cancel(self, vote: Vote) -> None:
        del self._votes[vote.asked.question]
        self._write(voting.drop(vote, _now()))

    def _reveal(self, vote: Vote) -> None:
        """Show which answer is right, or hide it; from the first time on the counts stand."""
        if not vote.is_over or self._presentation is None:
            return
        if not vote.revealed:
            self._keep(voting.reveal(vote, _now()))
        self._presentation.reveal()

    def _keep(self, event: ClassEvent) -> None:
        """What happened to the vote of the slide, if it can happen there."""
        vote = self.vote
        found = voting.after(vote, event) if vote is not None else None
        if found is not None:
            self._votes[found.asked.question] = found
            self._write(event)

    def _write(self, event: ClassEvent) -> None:
        self._class.keep(event)
        self.changed.emit()

    def _asked(self, slide: Slide | None, *, told: bool = True) -> Asked | None:
        """What ``slide`` asks; with the figures that the audience may see, if ``told``."""
        presentation = self._presentation
        if slide is None or presentation is None or not isinstance(slide.block, QuestionBlock):
            return None
        step = presentation.step_of(slide)
        tell = presentation.telling(step).prose if step is not None and told else tuple
        lesson = presentation.lesson
        version = version_of(lesson, slide.place.chapter, slide.block.id)
        return votable(slide.block, lesson.id, presentation.language, tell, version=version)


def _question(slide: Slide) -> str:
    return slide.block.id if isinstance(slide.block, QuestionBlock) else ""


def _is_untouched(vote: Vote) -> bool:
    """Whether nothing happened to it since it was opened."""
    return vote.stage is Stage.FIRST and not vote.ballots


def _now() -> datetime:
    return datetime.now(UTC)
