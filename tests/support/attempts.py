"""Attempts for tests: one with whatever differs, and any at all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zlib import crc32

from hypothesis import strategies as st

from desktop_app.learning.attempts import Attempt, Kind, new_attempt

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
"""A Monday."""
SITTING = "6f1c3b52-0f0a-4c5e-9d0d-0f6a3c1b2a10"


def later(**units: float) -> datetime:
    return NOON + timedelta(**units)


def version_of(question: str) -> str:
    """A version that only questions of that name have."""
    return f"{crc32(question.encode()):016x}"


def made(question: str = "why", at: datetime = NOON, **changes: Any) -> Attempt:
    """An attempt: right, unless ``changes`` say otherwise."""
    given: dict[str, Any] = {
        "session": SITTING,
        "lesson": "a-lesson",
        "question": question,
        "version": version_of(question),
        "answer": ["1"],
        "score": 1.0,
        "at": at,
        "seconds": 12.0,
        "language": "fr",
    }
    return new_attempt(**{**given, **changes})


_NASTY = """
=1+1|+1|-2|@SUM(A1)|a;b|a"b|'|é !|-12,5|+3.5|<b>&amp;</b>|=HYPERLINK("x")|１|👩‍🏫| =1
""".strip().split("|")
NASTY = st.one_of(
    st.text(max_size=40),
    st.sampled_from([*_NASTY, "\t=1", "\r\n=1", "\x00\x1b", "\u202eabc", "\ufeff=1", "\ud800x"]),
    st.sampled_from(["x" * 40_000, "\n", "", " ", "=cmd|' /C calc'!A0", "\u00a0@x", "_x0041_"]),
)
"""Texts as nobody would write them, and some that mean something to a spreadsheet."""

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | NASTY,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner,
                                                                 max_size=4),
    max_leaves=8,
)  # fmt: skip


@st.composite
def attempts(draw: st.DrawFn) -> Attempt:
    """Any attempt that there can be."""
    kind = draw(st.sampled_from(Kind))
    scores = st.none() if kind is Kind.PREDICTION else st.none() | st.floats(0, 1)
    return new_attempt(
        session=str(draw(st.uuids(version=4))),
        learner=draw(NASTY),
        lesson=draw(NASTY) or "a-lesson",
        question=draw(NASTY) or "why",
        version=draw(st.text("0123456789abcdef", min_size=16, max_size=16)),
        kind=kind,
        answer=draw(JSON),
        score=draw(scores),
        certainty=draw(st.sampled_from([None, 1, 2, 3])),
        misconceptions=draw(st.lists(NASTY, max_size=3)),
        seconds=draw(st.floats(-10, 10_000)),
        at=draw(st.datetimes(datetime(1971, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))),
        language=draw(st.sampled_from(["fr", "en"])),
        share=draw(st.none() | st.floats(0, 1)),
        tries=draw(st.integers(1, 10)),
        hints=draw(st.integers(0, 20)),
    )
