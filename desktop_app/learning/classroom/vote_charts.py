"""Votes as charts: both rounds of one, and the history of a class. Worded in one language."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from desktop_app.content.numbers import format_number
from desktop_app.content.wording import word
from desktop_app.learning.axes import short_labels, whole_axis
from desktop_app.learning.classroom.vote_analysis import (
    Flows,
    Share,
    flows,
    movement,
    right_share,
)
from desktop_app.learning.classroom.voting import Asked, Vote
from desktop_app.learning.learner_charts import LearnerChart

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MOST_BARS = 15
"""The last votes of a history that a chart shows; the table has all of them."""
TICK, MINUS = "✓", "\u2212"


def vote_chart(vote: Vote, language: str, *, revealed: bool = False) -> LearnerChart | None:
    """Both rounds of ``vote`` in one chart, or the only one; None before any was counted.

    What is right is only told once it is ``revealed``.
    """
    rounds = vote.rounds
    if not rounds:
        return None
    names = [word(code, language) for code in ("vote-first", "vote-second")[: len(rounds)]]
    moves = {one.option: one for one in movement(vote)}
    ranks: list[int | None] = list(range(len(vote.asked.options)))
    if any(one.none for one in rounds):
        ranks.append(None)
    labels = short_labels(option_label(vote.asked, rank, language, revealed) for rank in ranks)
    rows: list[dict[str, Any]] = []
    for label, rank in zip(labels, ranks, strict=True):
        for number, (name, one) in enumerate(zip(names, rounds, strict=True), 1):
            chose = one.none if rank is None else one.counts[rank]
            row: dict[str, Any] = {"option": label, "round": name, "students": chose}
            row["share"] = round(100 * chose / one.present, 1) if one.present else None
            row["told"] = f"{chose}"
            if number == 2 and rank in moves:
                row["told"] = f"{chose}\u2002({signed(moves[rank].net)})"
            rows.append(row)
    most = max((row["students"] for row in rows), default=0)
    option = {"field": "option", "type": "nominal", "sort": None, "title": None,
              "axis": {"labelLimit": 420}}  # fmt: skip
    students = {
        "field": "students",
        "type": "quantitative",
        "title": word("vote-students", language),
        # Room for what stands at the end of the longest bar.
        "scale": {"domain": [0, max(most * 1.2, 1)], "nice": False},
        "axis": whole_axis([most]),
    }
    places = {
        "y": option,
        "yOffset": {"field": "round", "type": "nominal", "sort": None},
        "x": students,
    }
    colour = {
        "field": "round",
        "type": "nominal",
        "title": None,
        "scale": {"domain": names},
        "legend": {"orient": "top"} if len(rounds) > 1 else None,
    }
    layers = [
        {"mark": "bar", "encoding": {**places, "color": colour}},
        {
            "mark": {"type": "text", "align": "left", "dx": 6},
            "encoding": {**places, "text": {"field": "told", "type": "nominal"}},
        },
    ]
    return LearnerChart(
        "vote",
        {
            "title": _finding(vote, language, revealed=revealed),
            "description": said(vote, language, revealed=revealed),
            "data": {"values": rows},
            "layer": layers,
        },
    )


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


def option_label(asked: Asked, rank: int | None, language: str, revealed: bool = False) -> str:
    """An option as an axis names it, with its letter; None is choosing nothing."""
    if rank is None:
        return word("vote-none", language)
    tick = f"{TICK} " if revealed and rank in asked.right else ""
    return f"{tick}{LETTERS[rank]}. {asked.options[rank]}"


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


def _finding(vote: Vote, language: str, *, revealed: bool) -> str:
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
    return format_number(float(100 * share), language, 0)
