"""Votes as they are told, worded in one language: both rounds of one, the history of a class."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from desktop_app.content.numbers import format_number
from desktop_app.content.wording import word
from desktop_app.learning.axes import short_labels
from desktop_app.learning.classroom.vote_analysis import (
    Flows,
    Share,
    advice,
    flows,
    movement,
    right_share,
)
from desktop_app.learning.classroom.voting import Vote
from desktop_app.learning.learner_charts import LearnerChart

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MOST_BARS = 15
"""The last votes of a history that a chart shows; the table has all of them."""
MINUS = "\u2212"


@dataclass(frozen=True)
class ResultRow:
    """An option with its count in each round; ``rank`` is None for choosing nothing.
    ``told`` are the counts in words, the last one with what it gained or lost.
    """

    rank: int | None
    text: str
    counts: tuple[int, ...]
    told: tuple[str, ...]
    is_right: bool = False


def round_names(vote: Vote, language: str) -> tuple[str, ...]:
    """What the rounds that were counted are called."""
    codes = ("vote-first", "vote-second")[: len(vote.rounds)]
    return tuple(word(code, language) for code in codes)


def result_rows(vote: Vote, language: str) -> tuple[ResultRow, ...]:
    """Each option of ``vote`` in the rounds that were counted, and choosing nothing where
    somebody did.
    """
    rows = []
    moves = {one.option: signed(one.net) for one in movement(vote)}
    for rank, text in enumerate(vote.asked.options):
        counts = tuple(one.counts[rank] for one in vote.rounds)
        told = _told(counts, moves.get(rank))
        rows.append(ResultRow(rank, text, counts, told, rank in vote.asked.right))
    nothing = tuple(one.none for one in vote.rounds)
    if any(nothing):
        text = word("vote-none", language)
        rows.append(ResultRow(None, text, nothing, _told(nothing, moves.get(None))))
    return tuple(rows)


def _told(counts: tuple[int, ...], move: str | None) -> tuple[str, ...]:
    *before, last = map(str, counts)
    return (*before, last if move is None else f"{last}\u2002({move})")


def history_chart(votes: Sequence[Vote], language: str) -> LearnerChart | None:
    """The share of right answers before and after the discussion, one line a vote; None
    where no vote of ``votes`` has a known share.
    """
    told = [(one, *_known_shares(one)) for one in votes]
    told = [line for line in told if line[1] is not None or line[2] is not None]
    if not told:
        return None
    shown = told[-MOST_BARS:]
    labels = short_labels(one.asked.prompt for one, _, _ in shown)
    names = [word(code, language) for code in ("vote-first", "vote-second")]
    rows = [
        {"question": label, "round": name, "right": percent}
        for label, (_, *shares) in zip(labels, shown, strict=True)
        for name, share in zip(names, shares, strict=True)
        if (percent := _percent(share)) is not None
    ]
    both = [(one, two) for _, one, two in told if one is not None and two is not None]
    values = {"count": len(told), "both": len(both), "up": sum(b > a for a, b in both)}
    encoding = {
        "y": {"field": "question", "type": "nominal", "sort": None, "title": None,
              "axis": {"labelLimit": 330}},
        "yOffset": {"field": "round", "type": "nominal", "sort": names},
        "x": {"field": "right", "type": "quantitative", "scale": {"domain": [0, 100]},
              "title": word("vote-right-share", language)},
        "color": {"field": "round", "type": "nominal", "title": None,
                  "scale": {"domain": names}, "legend": {"orient": "top"}},
    }  # fmt: skip
    return LearnerChart(
        "class-votes",
        {
            "title": word("votes-chart", language, values),
            "description": word("votes-chart-said", language, values),
            "data": {"values": rows},
            "width": 380,
            "mark": "bar",
            "encoding": encoding,
        },
    )


# -- words ---------------------------------------------------------------------------------


def signed(number: int) -> str:
    """A change with its sign: +9, −2, 0 as « = »."""
    return "=" if not number else f"{'+' if number > 0 else MINUS}{abs(number)}"


def share_words(share: Share | None, language: str) -> str:
    """« 43 % », or « 20 % – 60 % » where it is not known better; "" where nobody was asked."""
    if share is None:
        return ""
    ends = [word("vote-percent", language, {"share": _number(one, language)})
            for one in (share.low, share.high)]  # fmt: skip
    return ends[0] if share.is_known else " – ".join(ends)


def flow_words(vote: Vote, language: str) -> str:
    """Who moved where, as far as it is known; that nobody knows it, where nobody does."""
    found = flows(vote)
    if not movement(vote):
        return ""
    if found is None:
        return word("vote-net-only", language)
    parts = [
        word(
            "vote-flow",
            language,
            {"from": _picked(start, language), "to": _picked(end, language), "count": number},
        )
        for (start, end), number in _by_size(found)
        if start != end
    ]
    stayed = sum(number for (start, end), number in found.moves.items() if start == end)
    parts.append(word("vote-stayed", language, {"count": stayed}))
    unknown = found.first_only + found.second_only
    if unknown:
        parts.append(word("vote-unmatched", language, {"count": unknown}))
    return " ".join(parts)


def finding(vote: Vote, language: str, *, revealed: bool) -> str:
    """What the chart shows, without telling what is right before it is revealed."""
    if revealed:
        shares = [share_words(right_share(vote.asked, one), language) for one in vote.rounds]
        if all(shares):
            code = "vote-right-both" if len(shares) > 1 else "vote-right-one"
            return word(code, language, {"first": shares[0], "second": shares[-1]})
    moves = [one for one in movement(vote) if one.option is not None]
    gain = max(moves, key=lambda one: one.net, default=None)
    if gain is not None and gain.net > 0 and gain.option is not None:
        values = {"letter": LETTERS[gain.option], "count": gain.net}
        return word("vote-gains", language, values)
    if moves:
        return word("vote-no-gain", language)
    last = vote.rounds[-1]
    return word("vote-one-round", language, {"count": last.present})


def said(vote: Vote, language: str, *, revealed: bool) -> str:
    """The vote in words, for who can't see the chart."""
    parts = []
    for code, one in zip(("vote-first-said", "vote-second-said"), vote.rounds, strict=False):
        counts = ", ".join(f"{LETTERS[rank]} {number}" for rank, number in enumerate(one.counts))
        values = {"count": one.present, "counts": counts, "none": one.none or ""}
        parts.append(word(code, language, values))
    if movement(vote):
        parts.append(flow_words(vote, language))
    if revealed:
        right = ", ".join(LETTERS[rank] for rank in sorted(vote.asked.right))
        parts.append(word("vote-right-said", language, {"letters": right}))
    return " ".join(parts)


def _by_size(found: Flows) -> list[tuple[tuple[tuple[int, ...], tuple[int, ...]], int]]:
    return sorted(found.moves.items(), key=lambda item: (-item[1], item[0]))


def _picked(picks: Sequence[int], language: str) -> str:
    return "+".join(LETTERS[rank] for rank in picks) or word("vote-none", language)


def _known_shares(vote: Vote) -> tuple[Fraction | None, Fraction | None]:
    """The shares of right answers of both rounds, where they are known."""
    shares = [
        right_share(vote.asked, one) if one is not None else None
        for one in (vote.first, vote.second)
    ]
    first, second = (one.low if one is not None and one.is_known else None for one in shares)
    return first, second


def _percent(share: Fraction | None) -> float | None:
    return None if share is None else round(float(100 * share), 1)


def _number(share: Fraction, language: str) -> str:
    """A share in whole per cent; with decimals where these would say another advice."""
    for decimals in range(3):
        tens = 10**decimals
        rounded = Fraction(math.floor(100 * share * tens + Fraction(1, 2)), tens)
        if advice(rounded / 100) is advice(share):
            break
    return format_number(float(rounded), language, decimals)
