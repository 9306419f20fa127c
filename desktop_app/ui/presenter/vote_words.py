"""What is said during a vote, in the language of the interface."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

from desktop_app.learning.classroom.vote_analysis import (
    Advice,
    Remark,
    advice_on,
    remarks,
    right_share,
)
from desktop_app.learning.classroom.vote_charts import share_words
from desktop_app.learning.classroom.voting import Round, Stage, Vote

translate = QCoreApplication.translate


@dataclass(frozen=True)
class VoteView:
    """A vote as it is shown: of a class of ``size`` students, 0 where nobody knows; the
    right answer is told once it is ``revealed``. ``classes`` are those there are, by id.
    ``unsaved``: the last step is not on the disk yet.
    """

    vote: Vote
    language: str
    size: int = 0
    classes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    revealed: bool = False
    unsaved: bool = False


def status(view: VoteView, *, at_keyboard: bool) -> str:
    """Where the vote stands, for everybody: nothing of a result that is private."""
    vote = view.vote
    if vote.round and at_keyboard:
        return translate("VoteWords", "Votes so far: {count}").format(count=len(vote.ballots))
    if vote.stage is Stage.FIRST:
        return translate("VoteWords", "First vote. Think alone, then show your card.")
    if vote.stage is Stage.COUNTED and vote.first is not None:
        return translate(
            "VoteWords", "First vote closed. Present: {count}. Its result stays secret for now."
        ).format(count=vote.first.present)
    if vote.stage is Stage.DISCUSSION:
        return translate(
            "VoteWords", "Find a neighbour who chose otherwise, and convince each other."
        )
    if vote.stage is Stage.SECOND:
        return translate("VoteWords", "Second vote. Show the card you would choose now.")
    return ""


def result_words(view: VoteView, result: Round) -> str:
    """A result in words for the teacher: the share of right answers, and what it suggests."""
    share = right_share(view.vote.asked, result)
    if share is None:
        return translate("VoteWords", "Nobody voted: there is nothing to say.")
    said = translate("VoteWords", "Right: {share}.").format(share=share_words(share, view.language))
    found = advice_on(view.vote.asked, result)
    if len(found) > 1:
        more = translate(
            "VoteWords",
            "Hands counted option by option tell no more: ask who chose exactly the right ones.",
        )
    else:
        more = advice_words(found[0])
    return f"{said} {more}"


def advice_words(advice: Advice) -> str:
    """What a share suggests; the teacher decides."""
    return {
        Advice.EXPLAIN: translate("VoteWords", "Under 30%: explain again."),
        Advice.DISCUSS: translate("VoteWords", "From 30 to 70%: let them discuss."),
        Advice.MOVE_ON: translate("VoteWords", "Over 70%: move on."),
    }[advice]


def count_words(view: VoteView, result: Round | None) -> str:
    """How many were counted, and what to look at again."""
    if result is None:
        return ""
    if not view.size:
        return translate("VoteWords", "Counted: {count}").format(count=result.present)
    words = translate("VoteWords", "Counted: {count} of {size}").format(
        count=result.present, size=view.size
    )
    if Remark.MORE_THAN_CLASS in remarks(result, view.size):
        words += f" · {translate('VoteWords', 'more than the class has')}"
    return words
