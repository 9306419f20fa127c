"""What can be done with a vote now, and how that is called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from desktop_app.learning.classroom.voting import Stage, Vote

translate = QCoreApplication.translate
MAIN, PEEK = "main", "peek"
"""What comes next; what is seen only while its button is held."""


@dataclass(frozen=True)
class Choice:
    """``name`` is what is done, ``text`` how it is called in the language of now."""

    name: str
    text: str


@dataclass(frozen=True)
class Hold:
    """How a vote is held: at the keyboard (by name or not), correcting the count of a round
    (0: of none), with the teacher alone before the screen, the answer being revealed.
    """

    at_keyboard: bool = False
    by_name: bool = False
    correcting: int = 0
    private: bool = False
    revealed: bool = False


def choices(vote: Vote, hold: Hold) -> tuple[Sequence[Choice], Sequence[Choice]]:
    """What can be done aside, and what goes on with the vote: the last one comes next."""
    if hold.correcting:
        back = Choice("keep", translate("VoteChoices", "Back"))
        return [back], [Choice(MAIN, translate("VoteChoices", "Confirm the count"))]
    if vote.round:
        return _while_open(vote, hold)
    if vote.stage is Stage.SHOWN:
        return _once_shown(vote, hold)
    aside = [Choice("correct-1", translate("VoteChoices", "Correct the count"))]
    if not hold.private:
        aside.append(Choice(PEEK, translate("VoteChoices", "Look (hold)")))
    second = translate("VoteChoices", "Second vote")
    onward = [Choice("show", translate("VoteChoices", "Show the result"))]
    if vote.stage is Stage.COUNTED:
        discuss = translate("VoteChoices", "Discuss")
        return aside, [*onward, Choice("second", second), Choice(MAIN, discuss)]
    return aside, [*onward, Choice(MAIN, second)]


def _while_open(vote: Vote, hold: Hold) -> tuple[Sequence[Choice], Sequence[Choice]]:
    if not hold.at_keyboard:
        away = (
            Choice("cancel", translate("VoteChoices", "Cancel"))
            if vote.stage is Stage.FIRST
            else Choice("discuss", translate("VoteChoices", "Back to the discussion"))
        )
        keyboard = Choice("keyboard", translate("VoteChoices", "Vote at the keyboard"))
        return [away, keyboard], [Choice(MAIN, translate("VoteChoices", "Confirm the count"))]
    nameless = translate("VoteChoices", "Without names")
    named = translate("VoteChoices", "With names")
    names = Choice("names", nameless if hold.by_name else named)
    close = [Choice(MAIN, translate("VoteChoices", "Close the vote"))]
    if vote.ballots:
        last = Choice("withdraw", translate("VoteChoices", "Take the last one back"))
        return [names, last], close
    return [Choice("hands", translate("VoteChoices", "Count hands instead")), names], close


def _once_shown(vote: Vote, hold: Hold) -> tuple[Sequence[Choice], Sequence[Choice]]:
    aside = [
        Choice("leave", translate("VoteChoices", "Back to the question")),
        Choice("again", translate("VoteChoices", "Vote anew")),
    ]
    if not vote.revealed:
        aside.append(Choice("correct-1", translate("VoteChoices", "Correct 1st count")))
        if vote.second is not None:
            aside.append(Choice("correct-2", translate("VoteChoices", "Correct 2nd count")))
    hide = translate("VoteChoices", "Hide the answer")
    reveal = translate("VoteChoices", "Reveal the answer")
    return aside, [Choice(MAIN, hide if hold.revealed else reveal)]
