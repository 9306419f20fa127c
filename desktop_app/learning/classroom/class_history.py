"""What a class voted and predicted, as rows of text worded in one language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo

from desktop_app.content.dates import format_date
from desktop_app.content.wording import word
from desktop_app.learning.classroom.class_predictions import ClassPredictions, by_option
from desktop_app.learning.classroom.vote_analysis import movement, right_share
from desktop_app.learning.classroom.vote_charts import LETTERS, share_words, signed
from desktop_app.learning.classroom.voting import Round, Vote

VOTE_COLUMNS = ("votes-day", "results-question", "vote-first", "vote-second", "votes-movement")
PREDICTION_COLUMNS = ("votes-day", "predictions-chart", "predictions-groups")
"""The codes of the words over the columns."""

Row = tuple[str, ...]


def vote_rows(votes: Sequence[Vote], language: str, zone: tzinfo | None) -> list[Row]:
    """A row of :data:`VOTE_COLUMNS` a vote that was counted, the last one first; ``zone`` is
    where they are read (None: here).
    """
    return [
        (
            _day(vote.opened, language, zone),
            vote.asked.prompt,
            _result(vote, vote.first, language),
            _result(vote, vote.second, language),
            ", ".join(
                f"{LETTERS[one.option]} {signed(one.net)}"
                for one in movement(vote)
                if one.option is not None and one.net
            ),
        )
        for vote in reversed(votes)
        if vote.rounds
    ]


def prediction_rows(
    found: Sequence[ClassPredictions], language: str, zone: tzinfo | None
) -> list[Row]:
    """A row of :data:`PREDICTION_COLUMNS` a chart that was predicted, the last one first."""
    return [
        (
            _day(one.begun, language, zone),
            one.title,
            _expected(one, language),
        )
        for one in reversed(found)
        if one.groups
    ]


def _expected(found: ClassPredictions, language: str) -> str:
    """The groups; and which chose what, where there was something to choose from, unless that
    is private so far.
    """
    if not found.options or not found.laid:
        return ", ".join(group.label for group in found.groups)
    chosen = by_option(found.groups, len(found.options))
    return "; ".join(
        word("predictions-chosen", language, {"option": option, "groups": ", ".join(names)})
        for option, names in zip(found.options, chosen, strict=True)
        if names
    )


def _result(vote: Vote, result: Round | None, language: str) -> str:
    """The share of right answers of a round and how many were asked; – where there was none."""
    if result is None:
        return "–"
    share = share_words(right_share(vote.asked, result), language)
    values = {"share": share or "–", "count": result.present}
    return word("votes-result", language, values)


def _day(moment: datetime, language: str, zone: tzinfo | None) -> str:
    return format_date(moment.astimezone(zone).date(), language)
