"""What grading says: verdicts, feedback, a grade; or why something is no answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from desktop_app.content.document import Node
from desktop_app.learning.certainty import Certainty, mark


class Verdict(StrEnum):
    """What a pick, a part or a whole answer is.

    Missed: right, but not given. Noted: taken down, and neither right nor wrong.
    """

    RIGHT = "right"
    WRONG = "wrong"
    MISSED = "missed"
    PARTLY = "partly"
    NOTED = "noted"


class Reason(StrEnum):
    """Why something given is not an answer."""

    NOTHING_GIVEN = "nothing-given"
    NOT_A_NUMBER = "not-a-number"
    NOT_A_DATE = "not-a-date"
    NOT_FINITE = "not-finite"
    TOO_LONG = "too-long"
    TOO_SHORT = "too-short"
    OTHER_UNIT = "other-unit"
    NO_UNIT = "no-unit"
    NO_PROOF = "no-proof"
    NOT_ASSESSED = "not-assessed"
    """A text of one's own that has not been compared with the model answer yet."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """What to say about one option, expected answer or target.

    ``part`` says of which gap, pair or item it is; ``option`` which of its answers, None
    where nobody foresaw what was given.
    """

    option: int | None
    verdict: Verdict
    explanation: tuple[Node, ...]
    part: int = 0


@dataclass(frozen=True, slots=True)
class Grade:
    """The worth of an answer.

    ``share`` is how much of it is right, 0 to 1; ``credit`` what a right answer earns at
    this try. ``parts``: a verdict for each gap, pair, item or estimate. ``feedback`` is in
    the order of the parts and their options; ``remark`` is about the answer as a whole, and
    ``explanation`` about the question, where its parts do not say it each.
    """

    share: float
    feedback: tuple[Feedback, ...] = ()
    misconceptions: tuple[str, ...] = ()
    parts: tuple[Verdict, ...] = ()
    remark: tuple[Node, ...] = ()
    explanation: tuple[Node, ...] = ()
    credit: float = 1.0
    certainty: Certainty | None = None
    noted: bool = False
    """Nothing in it is right or wrong."""
    reveals: bool = True
    """It may tell the right answer."""

    @property
    def score(self) -> float:
        """What the answer earns, 0 to 1."""
        return self.share * self.credit

    @property
    def mark(self) -> float | None:
        """What it earns with the certainty that was said, −6 to 3; None without."""
        return None if self.certainty is None else mark(self.score, self.certainty)

    @property
    def correct(self) -> bool:
        return self.share >= 1

    @property
    def verdict(self) -> Verdict:
        if self.noted:
            return Verdict.NOTED
        if self.correct:
            return Verdict.RIGHT
        return Verdict.PARTLY if self.share > 0 else Verdict.WRONG

    def part(self, part: int) -> Verdict | None:
        """The verdict on a part, None where nothing is said of it."""
        return self.parts[part] if part < len(self.parts) else None

    def about(self, option: int | None, part: int = 0) -> Feedback | None:
        """What to say about that option of that part."""
        found = (item for item in self.feedback if item.option == option and item.part == part)
        return next(found, None)

    def of_part(self, part: int) -> tuple[Feedback, ...]:
        """What to say about a part."""
        return tuple(item for item in self.feedback if item.part == part)

    def without_answers(self) -> Grade:
        """The grade with nothing that gives the right answer away, for another try."""
        kept = (item for item in self.feedback if item.verdict is not Verdict.MISSED)
        return replace(self, feedback=tuple(kept), explanation=(), reveals=False)

    def held_back(self) -> Grade:
        """The grade with nothing said of the answer, until the others are given too."""
        nothing = replace(self, feedback=(), parts=(), remark=(), explanation=())
        return replace(nothing, noted=True, reveals=False)


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """What was given can't be graded."""

    reason: Reason
    part: int = 0
    """The gap or field that is at fault."""
