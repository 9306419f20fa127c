"""Results as tables: the attempts at lessons, and what they come to, as typed cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from desktop_app.content.wording import word
from desktop_app.learning.attempts import Attempt, Kind
from desktop_app.learning.certainty import Certainty, mark
from desktop_app.learning.outline import Outline, OutlineQuestion
from desktop_app.learning.progress import progress_in

Cell = str | float | int | datetime | bool | None


Tell = Callable[[Attempt], str]
"""Puts an answer into words."""


def told_plainly(attempt: Attempt) -> str:
    """The answer as it was kept, whatever it was an answer to."""
    return _told(attempt.given)


def _told(given: object) -> str:
    match given:
        case None:
            return ""
        case str():
            return given
        case list():
            return " · ".join(map(_told, given))
        case dict():
            return " · ".join(f"{name}: {_told(item)}" for name, item in given.items())
        case _:
            return str(given)


@dataclass(frozen=True)
class ResultTable:
    """``rows`` of cells under ``columns``. Moments have the time zone they are shown in."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Results:
    """The attempts of any learners at lessons, with the outlines of those lessons."""

    outlines: Mapping[str, Outline]
    attempts: tuple[Attempt, ...]
    language: str
    zone: tzinfo | None
    tell: Tell | None = None

    @classmethod
    def of(
        cls,
        outlines: Iterable[Outline],
        attempts: Iterable[Attempt],
        language: str,
        zone: tzinfo | None,
        tell: Tell | None = None,
    ) -> Results:
        """Those of ``attempts`` that are at the lessons of ``outlines``; ``zone`` is where
        the results will be read (None: here). ``tell`` puts an answer into words.
        """
        known = {outline.lesson: outline for outline in outlines}
        here = tuple(one for one in attempts if one.lesson in known)
        return cls(known, here, language, zone, tell)

    @property
    def learners(self) -> tuple[str, ...]:
        """Every learner, in the order of their first attempt."""
        return tuple(dict.fromkeys(one.learner for one in self.attempts))

    def question_of(self, attempt: Attempt) -> OutlineQuestion | None:
        """What it was an attempt at, if that is still in its lesson."""
        return self.outlines[attempt.lesson].questions.get(attempt.question)

    def chapter_of(self, attempt: Attempt) -> str:
        """The title of the chapter where it was made, "" where that is gone."""
        for chapter in self.outlines[attempt.lesson].chapters:
            if attempt.question in chapter.blocks:
                return chapter.title
        return ""

    def tables(self) -> tuple[ResultTable, ...]:
        """Every attempt; every question of each learner; every chapter of each learner."""
        return (self.attempts_table(), self.questions_table(), self.chapters_table())

    def attempts_table(self) -> ResultTable:
        """One row an attempt, in the order they were kept in."""
        columns = (
            "results-learner", "results-time", "results-lesson", "results-chapter",
            "results-question", "results-kind", "results-answer", "results-score",
            "results-share", "results-try", "results-hints", "results-certainty", "results-mark",
            "results-misconceptions", "results-seconds",
            "results-question-id", "results-version", "results-session", "results-id",
        )  # fmt: skip
        rows = tuple(
            (
                one.learner,
                one.at.astimezone(self.zone),
                self.outlines[one.lesson].title,
                self.chapter_of(one),
                question.prompt if (question := self.question_of(one)) else "",
                self._word(_KINDS[one.kind]),
                self.answer_text(one),
                one.score,
                one.share,
                one.tries,
                one.hints,
                one.certainty,
                _mark(one),
                self._beliefs(one),
                one.seconds,
                one.question,
                one.version,
                one.session,
                one.id,
            )
            for one in self.attempts
        )
        return self._table("results-attempts", columns, rows)

    def questions_table(self) -> ResultTable:
        """One row a question that a learner answered, with the first and the last score."""
        columns = (
            "results-learner", "results-lesson", "results-chapter", "results-question",
            "results-tries", "results-first-score", "results-last-score", "results-last-time",
            "results-seconds", "results-question-id",
        )  # fmt: skip
        groups: dict[tuple[str, str, str], list[Attempt]] = {}
        for one in self.attempts:
            if one.kind is not Kind.PREDICTION:
                groups.setdefault((one.learner, one.lesson, one.question), []).append(one)
        rows = tuple(
            (
                learner,
                self.outlines[lesson].title,
                self.chapter_of(some[0]),
                question.prompt if (question := self.question_of(some[0])) else "",
                len(some),
                *_first_and_last(some),
                some[-1].at.astimezone(self.zone),
                sum(one.seconds for one in some),
                name,
            )
            for (learner, lesson, name), some in groups.items()
        )
        return self._table("results-questions", columns, rows)

    def chapters_table(self) -> ResultTable:
        """One row a chapter and learner: how many questions were answered, right, known."""
        columns = (
            "results-learner", "results-lesson", "results-chapter", "results-asked",
            "results-answered", "results-right", "results-known", "results-seconds",
        )  # fmt: skip
        rows: list[tuple[Cell, ...]] = []
        for learner in self.learners:
            mine = [one for one in self.attempts if one.learner == learner]
            for outline in self.outlines.values():
                for chapter in progress_in(outline, mine, self.zone).chapters:
                    rows.append(
                        (
                            learner,
                            outline.title,
                            chapter.title,
                            chapter.questions,
                            chapter.answered,
                            chapter.right,
                            chapter.known,
                            chapter.seconds,
                        )
                    )
        return self._table("results-chapters", columns, tuple(rows))

    def answer_text(self, attempt: Attempt) -> str:
        """The answer as people read it: the options that were picked, what was typed."""
        question = self.question_of(attempt)
        if question is None or question.version != attempt.version:
            return told_plainly(attempt)
        if self.tell is not None:
            return self.tell(attempt)
        picked = picked_options(attempt, question)
        if picked is None:
            return told_plainly(attempt)
        return " · ".join(question.options[index] for index in picked)

    def _beliefs(self, attempt: Attempt) -> str:
        known = self.outlines[attempt.lesson].misconceptions
        return " · ".join(known.get(name, name) for name in attempt.misconceptions)

    def _table(
        self, name: str, columns: Sequence[str], rows: tuple[tuple[Cell, ...], ...]
    ) -> ResultTable:
        return ResultTable(self._word(name), tuple(map(self._word, columns)), rows)

    def _word(self, code: str) -> str:
        return word(code, self.language)


def _mark(attempt: Attempt) -> float | None:
    """What it earned with the certainty that was said, −6 to 3."""
    certainty = Certainty.of(attempt.certainty)
    if certainty is None or attempt.score is None:
        return None
    return mark(attempt.score, certainty)


def _first_and_last(attempts: Iterable[Attempt]) -> tuple[float | None, float | None]:
    """The first score and the last, of the attempts that count."""
    scores = [one.score for one in attempts if one.score is not None]
    return (scores[0], scores[-1]) if scores else (None, None)


_KINDS = {
    Kind.ANSWER: "results-kind-answer",
    Kind.PREDICTION: "results-kind-prediction",
    Kind.SELF_CHECK: "results-kind-self-check",
}


PICKING = ("choice", "choices", "order")
"""The types of question that are answered with the indices of options."""


def picked_options(attempt: Attempt, question: OutlineQuestion | None) -> list[int] | None:
    """The options that an answer names by their indices, in its order; None where it does
    not, or where the question has changed since.
    """
    if question is None or question.version != attempt.version or question.type not in PICKING:
        return None
    given, count = attempt.given, len(question.options)
    if not isinstance(given, list) or not given:
        return None
    found = []
    for item in given:
        text = str(item) if isinstance(item, str | int) and not isinstance(item, bool) else ""
        if not (text.isascii() and text.isdigit() and len(text) < 6 and int(text) < count):
            return None
        found.append(int(text))
    return found
