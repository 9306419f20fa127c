"""Attempts: what was answered, as events that are only ever added.

Everything that is said of a person's learning (progress, the review schedule, results) is
computed from the attempts in the order in which they were kept.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from uuid import UUID, uuid4

THIS_COMPUTER = "local"
"""The learner where nobody has chosen a code or a name."""
RETRY = timedelta(minutes=30)
"""An attempt so soon after the one before shows that its feedback was read, not that the
answer is known: it counts as a second try, not as a recall."""
LONGEST = 900.0
"""Seconds after which whoever looks at a question is thought to have left it."""

_SURROGATES = re.compile("[\ud800-\udfff]")


class Kind(StrEnum):
    """What an attempt is: an answer that was graded here, a prediction, or an answer that
    whoever gave it has compared with a model answer.
    """

    ANSWER = "answer"
    PREDICTION = "prediction"
    SELF_CHECK = "self-check"


@dataclass(frozen=True)
class Attempt:
    """One attempt at a question, or one prediction on a chart.

    ``id`` and ``session`` are UUIDs; ``question`` is the id of the block in ``lesson``, and
    ``version`` the fingerprint of what it asked. ``answer`` is JSON text. ``score`` is what
    it earned, 0 to 1, None where nothing is graded (a prediction never is); ``share`` how
    much of it was right, whatever a later try or a hint costs, None where nothing can be.
    ``certainty`` goes from 1 (unsure) to 3 (certain), None where it was not asked. ``tries``
    is the number of the try, from 1, ``hints`` how many were seen before it. ``seconds`` is
    the time taken, ``at`` when it ended, in UTC.

    Raises ValueError where one of them can't be that.
    """

    id: str
    learner: str
    session: str
    lesson: str
    question: str
    version: str
    kind: Kind
    answer: str
    score: float | None
    certainty: int | None
    misconceptions: tuple[str, ...]
    seconds: float
    at: datetime
    language: str
    share: float | None = None
    tries: int = 1
    hints: int = 0

    def __post_init__(self) -> None:
        UUID(self.id)
        UUID(self.session)
        texts = (self.learner, self.lesson, self.question, self.answer, *self.misconceptions)
        if not all(texts) or any(_SURROGATES.search(text) for text in texts):
            raise ValueError(texts)
        json.loads(self.answer)
        for part in (self.score, self.share):
            if part is not None and not 0 <= part <= 1:
                raise ValueError(part)
        if self.tries < 1 or self.hints < 0:
            raise ValueError((self.tries, self.hints))
        if self.certainty not in (None, 1, 2, 3):
            raise ValueError(self.certainty)
        if not (self.seconds >= 0 and math.isfinite(self.seconds)):
            raise ValueError(self.seconds)
        if self.at.utcoffset() != timedelta(0):
            raise ValueError(self.at)

    @property
    def given(self) -> object:
        """The answer as data."""
        return json.loads(self.answer)

    @property
    def correct(self) -> bool:
        """Whether all of it was right, at the first try or at a later one."""
        share = self.score if self.share is None else self.share
        return share is not None and share >= 1

    @property
    def graded(self) -> bool:
        return self.score is not None and self.kind is not Kind.PREDICTION

    @property
    def subject(self) -> tuple[str, str]:
        """What it was an attempt at: lesson and question."""
        return (self.lesson, self.question)


def new_attempt(
    *,
    session: str,
    lesson: str,
    question: str,
    version: str,
    answer: object,
    score: float | None,
    at: datetime,
    seconds: float,
    language: str,
    learner: str = THIS_COMPUTER,
    kind: Kind = Kind.ANSWER,
    certainty: int | None = None,
    misconceptions: Iterable[str] = (),
    share: float | None = None,
    tries: int = 1,
    hints: int = 0,
) -> Attempt:
    """A new attempt, with an id of its own.

    ``answer`` is what JSON can hold; ``at`` is any moment with a time zone. A time taken
    that can't be (the clock was set meanwhile) counts as none, and one beyond
    :data:`LONGEST` as that.
    Raises ValueError where something can't be part of an attempt.
    """
    bounded = min(max(seconds, 0.0), LONGEST) + 0.0 if math.isfinite(seconds) else 0.0
    return Attempt(
        id=str(uuid4()),
        learner=_sound(learner) or THIS_COMPUTER,
        session=session,
        lesson=_sound(lesson),
        question=_sound(question),
        version=version,
        kind=kind,
        answer=_sound(
            json.dumps(answer, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        ),
        score=score,
        certainty=certainty,
        misconceptions=tuple(dict.fromkeys(_sound(name) for name in misconceptions if name)),
        seconds=round(bounded, 3),
        at=at.astimezone(UTC),
        language=language,
        share=share,
        tries=tries,
        hints=hints,
    )


def new_session() -> str:
    """The id of a sitting: from opening a lesson, or a review, to leaving it."""
    return str(uuid4())


def recalls(attempts: Iterable[Attempt]) -> Iterator[Attempt]:
    """The graded attempts that are no second tries (see :data:`RETRY`), in their order."""
    last: dict[tuple[str, str, str], datetime] = {}
    for one in attempts:
        if not one.graded:
            continue
        who_what = (one.learner, *one.subject)
        before = last.get(who_what)
        last[who_what] = one.at
        if not is_retry(before, one.at):
            yield one


def is_retry(before: datetime | None, at: datetime) -> bool:
    """Whether an attempt ``at`` is a second try after one ``before``.

    A clock that was set back in between does not make it one for ever.
    """
    return before is not None and abs(at - before) < RETRY


def _sound(text: str) -> str:
    """``text`` as UTF-8 can hold it."""
    return _SURROGATES.sub("\ufffd", text)
