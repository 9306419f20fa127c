"""Progress: what the attempts at a lesson say of what is done, known and still believed.

Pure functions of a lesson's outline and the attempts, in the order they were kept in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from enum import StrEnum

from desktop_app.learning.attempts import Attempt, Kind, is_retry, recalls
from desktop_app.learning.calibration import Calibration, calibrate
from desktop_app.learning.outline import Outline, OutlineQuestion

KNOWN = 0.8
"""The score from which a question is known, and the share of its questions from which an
objective is mastered: the usual threshold of mastery learning (Bloom, *Learning for
Mastery*, 1968: 80 to 90 %)."""


class Mastery(StrEnum):
    """How far one has got with an objective."""

    NOT_STARTED = "not-started"
    STARTED = "started"
    TO_REVIEW = "to-review"
    """Every question was answered; too many of them wrongly."""
    MASTERED = "mastered"


@dataclass(frozen=True)
class ObjectiveProgress:
    """``known`` of its ``questions`` were right when last recalled (no second try). Those
    that do not count are none of them.
    """

    id: str
    text: str
    chapter: str
    questions: int
    answered: int
    known: int
    mastery: Mastery


@dataclass(frozen=True)
class MisconceptionProgress:
    """``resolved``: a question where it could have shown was answered right since, other
    than at a second try at the question that had just shown it.
    """

    id: str
    text: str
    times: int
    first: datetime
    last: datetime
    resolved: bool


@dataclass(frozen=True)
class ChapterProgress:
    """``questions`` are those that an answer can be right to. ``right`` counts those whose
    last answer was, second tries included. ``points`` is what the last answers that count
    have earned, out of ``worth``.
    """

    id: str
    title: str
    questions: int
    answered: int
    right: int
    known: int
    points: float
    worth: float
    seconds: float


@dataclass(frozen=True)
class DayProgress:
    """What was done on one day of the person's calendar."""

    day: date
    attempts: int
    right: int
    seconds: float


@dataclass(frozen=True)
class Progress:
    """Everything that a learner page says of one lesson and one learner.

    ``seconds`` is the time spent on its questions and predictions.
    """

    outline: Outline
    chapters: tuple[ChapterProgress, ...]
    objectives: tuple[ObjectiveProgress, ...]
    misconceptions: tuple[MisconceptionProgress, ...]
    days: tuple[DayProgress, ...]
    calibration: Calibration
    attempts: int
    predictions: int

    @property
    def questions(self) -> int:
        return sum(chapter.questions for chapter in self.chapters)

    @property
    def answered(self) -> int:
        return sum(chapter.answered for chapter in self.chapters)

    @property
    def right(self) -> int:
        return sum(chapter.right for chapter in self.chapters)

    @property
    def points(self) -> float:
        return sum(chapter.points for chapter in self.chapters)

    @property
    def worth(self) -> float:
        return sum(chapter.worth for chapter in self.chapters)

    @property
    def seconds(self) -> float:
        return sum(day.seconds for day in self.days)


def progress_in(outline: Outline, attempts: Iterable[Attempt], zone: tzinfo | None) -> Progress:
    """The progress that ``attempts`` of one learner show in the lesson of ``outline``.

    ``zone`` says when a day begins; None is that of this computer. Attempts at other lessons
    are passed over; what was asked once and is no longer in the lesson counts for time and
    misconceptions alone.
    """
    here = [one for one in attempts if one.lesson == outline.lesson]
    standing = _Standing(here)
    graded = [one for one in here if one.kind is not Kind.PREDICTION]
    return Progress(
        outline=outline,
        chapters=_chapters(outline, standing),
        objectives=_objectives(outline, standing),
        misconceptions=_misconceptions(outline, here),
        days=_days(here, zone),
        calibration=calibrate(here),
        attempts=len(graded),
        predictions=len({_predicted(one) for one in here if one.kind is Kind.PREDICTION}),
    )


def _predicted(attempt: Attempt) -> str:
    """What a prediction is about: its chart, where it answers a question on one."""
    given = attempt.given
    return (
        str(given.get("chart", attempt.question)) if isinstance(given, dict) else (attempt.question)
    )


class _Standing:
    """Where each question stands after all attempts."""

    def __init__(self, attempts: Sequence[Attempt]) -> None:
        self._last: dict[str, Attempt] = {}
        self._scores: dict[str, float] = {}
        self._seconds: dict[str, float] = defaultdict(float)
        for one in attempts:
            self._seconds[one.question] += one.seconds
            if one.kind is not Kind.PREDICTION:
                self._last[one.question] = one
                if one.score is not None:
                    self._scores[one.question] = one.score
        self._recalled = {one.question: one for one in recalls(attempts)}

    def seconds(self, blocks: Iterable[str]) -> float:
        return sum(self._seconds.get(block, 0.0) for block in blocks)

    def is_answered(self, question: OutlineQuestion) -> bool:
        return question.id in self._last

    def is_right(self, question: OutlineQuestion) -> bool:
        last = self._last.get(question.id)
        return last is not None and last.correct

    def points(self, question: OutlineQuestion) -> float:
        return self._scores.get(question.id, 0.0) * question.worth

    def is_known(self, question: OutlineQuestion) -> bool:
        recalled = self._recalled.get(question.id)
        return recalled is not None and recalled.score is not None and recalled.score >= KNOWN


def _chapters(outline: Outline, standing: _Standing) -> tuple[ChapterProgress, ...]:
    return tuple(
        ChapterProgress(
            id=chapter.id,
            title=chapter.title,
            questions=len(marked := [one for one in chapter.questions if one.marked]),
            answered=sum(map(standing.is_answered, marked)),
            right=sum(map(standing.is_right, marked)),
            known=sum(map(standing.is_known, marked)),
            points=sum(map(standing.points, marked)),
            worth=sum(one.worth for one in marked),
            seconds=standing.seconds(chapter.blocks),
        )
        for chapter in outline.chapters
    )


def _objectives(outline: Outline, standing: _Standing) -> tuple[ObjectiveProgress, ...]:
    """The objectives that questions are about, in the order of the lesson."""
    about: dict[str, list[OutlineQuestion]] = {}
    for question in outline.questions.values():
        if question.worth:
            about.setdefault(question.objective, []).append(question)
    found = []
    for name, questions in about.items():
        answered = sum(map(standing.is_answered, questions))
        known = sum(map(standing.is_known, questions))
        found.append(
            ObjectiveProgress(
                id=name,
                text=outline.objectives.get(name, name),
                chapter=questions[0].chapter,
                questions=len(questions),
                answered=answered,
                known=known,
                mastery=_mastery(len(questions), answered, known),
            )
        )
    return tuple(found)


def _mastery(questions: int, answered: int, known: int) -> Mastery:
    if not answered:
        return Mastery.NOT_STARTED
    if answered < questions:
        return Mastery.STARTED
    return Mastery.MASTERED if known >= KNOWN * questions else Mastery.TO_REVIEW


def _misconceptions(
    outline: Outline, attempts: Sequence[Attempt]
) -> tuple[MisconceptionProgress, ...]:
    """The misconceptions met, those that still stand first, then the latest."""
    met: dict[str, MisconceptionProgress] = {}
    shown_by: dict[tuple[str, str], datetime] = {}
    for one in attempts:
        if one.kind is Kind.PREDICTION:
            continue
        for name in one.misconceptions:
            before = met.get(name)
            met[name] = MisconceptionProgress(
                id=name,
                text=outline.misconceptions.get(name, name),
                times=before.times + 1 if before else 1,
                first=before.first if before else one.at,
                last=one.at,
                resolved=False,
            )
            shown_by[(name, one.question)] = one.at
        question = outline.questions.get(one.question)
        if question is None or not one.correct:
            continue
        for name in question.misconceptions:
            if name in met and not is_retry(shown_by.get((name, one.question)), one.at):
                met[name] = replace(met[name], resolved=True)
    return tuple(sorted(met.values(), key=lambda one: (one.resolved, -one.last.timestamp())))


def _days(attempts: Iterable[Attempt], zone: tzinfo | None) -> tuple[DayProgress, ...]:
    found: dict[date, DayProgress] = {}
    for one in attempts:
        day = one.at.astimezone(zone).date()
        before = found.get(day, DayProgress(day, 0, 0, 0.0))
        graded = one.kind is not Kind.PREDICTION
        found[day] = DayProgress(
            day,
            before.attempts + graded,
            before.right + (graded and one.correct),
            before.seconds + one.seconds,
        )
    return tuple(found[day] for day in sorted(found))
