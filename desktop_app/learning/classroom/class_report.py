"""The report of a class on one lesson: per student, question, misconception, objective.

Pure functions of the lesson's outline and the attempts that were collected.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from types import MappingProxyType

from desktop_app.learning.attempts import Attempt, Kind
from desktop_app.learning.classroom.collection import Collection
from desktop_app.learning.classroom.item_analysis import ItemAnalysis, analyse
from desktop_app.learning.classroom.marks import Mark, marked
from desktop_app.learning.outline import Outline, OutlineChapter, OutlineQuestion
from desktop_app.learning.progress import Mastery, Progress, progress_in
from desktop_app.learning.results.tables import picked_options

OPEN = "open"
"""The type of the questions that only a person can mark."""


@dataclass(frozen=True)
class StudentLine:
    """One student: means are of 0 to 1 over the questions answered, None without any.

    ``first`` is the mean score of first answers, ``last`` of the last ones. ``scores`` are
    the last scores by question. ``believed`` are the misconceptions met and not overcome.
    """

    name: str
    handed_in: datetime | None
    answered: int
    known: int
    first: float | None
    last: float | None
    seconds: float
    believed: tuple[str, ...]
    scores: Mapping[str, float]


@dataclass(frozen=True)
class QuestionLine:
    """One question: ``picked`` counts the first answers that took each option.

    Left out of the analysis are ``other_version`` answers, to a question that asked something
    else, and ``unmarked`` ones, which only a person can mark and no teacher has. ``seconds``:
    the median time.
    """

    question: OutlineQuestion
    chapter: str
    analysis: ItemAnalysis
    picked: tuple[int, ...]
    other_version: int
    unmarked: int
    seconds: float | None


@dataclass(frozen=True)
class MisconceptionLine:
    """Who showed a misconception, and who of them has not shown since that it is overcome."""

    id: str
    text: str
    students: tuple[str, ...]
    still: tuple[str, ...]


@dataclass(frozen=True)
class ObjectiveLine:
    """How many students stand where with an objective of ``questions`` questions."""

    id: str
    text: str
    questions: int
    standing: Mapping[Mastery, int]


@dataclass(frozen=True)
class OpenAnswer:
    """One student's last answer to an open question, to be read and marked.

    ``own`` is what the student made of it (0 to 1), None where that was not asked.
    """

    learner: str
    question: OutlineQuestion
    attempt: Attempt
    text: str
    own: float | None
    mark: Mark | None


@dataclass(frozen=True)
class ClassReport:
    """``known_lesson`` is False where the lesson is not at hand: its questions are named
    by their ids then. ``students`` has everybody who is on the list of the class.
    """

    outline: Outline
    known_lesson: bool
    students: tuple[StudentLine, ...]
    questions: tuple[QuestionLine, ...]
    misconceptions: tuple[MisconceptionLine, ...]
    objectives: tuple[ObjectiveLine, ...]
    open_answers: tuple[OpenAnswer, ...]

    @property
    def present(self) -> tuple[StudentLine, ...]:
        """The students of whom something was collected."""
        return tuple(one for one in self.students if one.handed_in is not None)


def class_report(
    outline: Outline | None,
    collection: Collection,
    lesson: str,
    language: str,
    marks: Mapping[str, Mark] = MappingProxyType({}),
) -> ClassReport:
    """The report on ``lesson`` of what was collected; ``outline`` is that of the lesson,
    None where it is not at hand.
    """
    collected = collection.attempts.get(lesson, {})
    known = outline is not None
    if outline is None:
        title = collection.titles.get(lesson, lesson)
        outline = outline_from(lesson, title, language, collected.values())
    attempts = {learner: marked(some, marks) for learner, some in collected.items()}
    progress = {name: progress_in(outline, some, None) for name, some in attempts.items()}
    return ClassReport(
        outline=outline,
        known_lesson=known,
        students=tuple(
            _student(
                name,
                outline,
                attempts.get(name, ()),
                progress.get(name),
                collection.handed_in.get((lesson, name)),
            )
            for name in collection.learners(lesson)
        ),
        questions=_questions(outline, attempts, marks),
        misconceptions=_misconceptions(progress),
        objectives=_objectives(progress),
        open_answers=_open_answers(outline, collected, marks),
    )


def outline_from(
    lesson: str, title: str, language: str, attempts: Iterable[Sequence[Attempt]]
) -> Outline:
    """What can be said of a lesson that is not at hand from the ``attempts`` at it: its
    questions by their ids, each in the version that was answered most.
    """
    versions: dict[str, Counter[str]] = {}
    kinds: dict[str, Kind] = {}
    for some in attempts:
        for one in some:
            if one.kind is not Kind.PREDICTION:
                versions.setdefault(one.question, Counter())[one.version] += 1
                kinds.setdefault(one.question, one.kind)
    questions = tuple(
        OutlineQuestion(
            lesson=lesson,
            chapter=lesson,
            step="",
            id=name,
            version=max(sorted(found), key=lambda version: found[version]),
            type=OPEN if kinds[name] is Kind.SELF_CHECK else "",
            prompt=name,
            objective=lesson,
        )
        for name, found in sorted(versions.items())
    )
    chapter = OutlineChapter(lesson, title, "", questions, frozenset(versions))
    return Outline(lesson, title, language, (chapter,), MappingProxyType({}))


def _firsts(
    attempts: Iterable[Attempt], marks: Mapping[str, Mark] = MappingProxyType({})
) -> dict[str, Attempt]:
    """The first answer to each question that is worth something; of what only a person can
    mark, the last one that has one of ``marks``.
    """
    found: dict[str, Attempt] = {}
    for one in attempts:
        if one.kind is Kind.SELF_CHECK and one.id in marks:
            found[one.question] = one
        elif one.graded:
            found.setdefault(one.question, one)
    return found


def _student(
    name: str,
    outline: Outline,
    attempts: Sequence[Attempt],
    progress: Progress | None,
    handed_in: datetime | None,
) -> StudentLine:
    here = [one for one in attempts if one.graded and one.question in outline.questions]
    firsts, lasts = _firsts(here), {one.question: one for one in here}
    return StudentLine(
        name=name,
        handed_in=handed_in,
        answered=progress.answered if progress else 0,
        known=sum(chapter.known for chapter in progress.chapters) if progress else 0,
        first=_mean([one.score or 0.0 for one in firsts.values()]),
        last=_mean([one.score or 0.0 for one in lasts.values()]),
        seconds=progress.seconds if progress else 0.0,
        believed=tuple(
            one.text for one in (progress.misconceptions if progress else ()) if not one.resolved
        ),
        scores=MappingProxyType({name: one.score or 0.0 for name, one in lasts.items()}),
    )


def _questions(
    outline: Outline, attempts: Mapping[str, Sequence[Attempt]], marks: Mapping[str, Mark]
) -> tuple[QuestionLine, ...]:
    firsts = {name: _firsts(some, marks) for name, some in attempts.items()}
    chapters = {one.id: chapter.title for chapter in outline.chapters for one in chapter.questions}
    same: dict[str, dict[str, Attempt]] = {}
    for learner, mine in firsts.items():
        same[learner] = {
            name: one
            for name, one in mine.items()
            if name in outline.questions and outline.questions[name].version == one.version
        }
    unmarked = _unmarked(attempts, marks)
    scores = {
        learner: {
            name: one.score or 0.0
            for name, one in mine.items()
            if one.kind is not Kind.SELF_CHECK or one.id in marks
        }
        for learner, mine in same.items()
    }
    lines = []
    for analysis in analyse(tuple(outline.questions), scores):
        question = outline.questions[analysis.question]
        given = [mine[question.id] for mine in same.values() if question.id in mine]
        asked = sum(question.id in mine for mine in firsts.values())
        lines.append(
            QuestionLine(
                question=question,
                chapter=chapters[question.id],
                analysis=analysis,
                picked=_picked(question, given),
                other_version=asked - len(given),
                unmarked=unmarked[question.id],
                seconds=median(one.seconds for one in given) if given else None,
            )
        )
    return tuple(lines)


def _unmarked(attempts: Mapping[str, Sequence[Attempt]], marks: Mapping[str, Mark]) -> Counter[str]:
    """How many students' last answers to each open question wait for a mark."""
    found: Counter[str] = Counter()
    for some in attempts.values():
        lasts = {one.question: one.id for one in some if one.kind is Kind.SELF_CHECK}
        found.update(question for question, name in lasts.items() if name not in marks)
    return found


def _picked(question: OutlineQuestion, given: Iterable[Attempt]) -> tuple[int, ...]:
    """How often each option was taken; nothing for questions without any."""
    if question.type not in ("choice", "choices"):
        return ()
    counts = [0] * len(question.options)
    for one in given:
        for index in set(picked_options(one, question) or ()):
            counts[index] += 1
    return tuple(counts)


def _misconceptions(progress: Mapping[str, Progress]) -> tuple[MisconceptionLine, ...]:
    texts: dict[str, str] = {}
    met: dict[str, list[str]] = {}
    still: dict[str, list[str]] = {}
    for learner, mine in progress.items():
        for one in mine.misconceptions:
            texts[one.id] = one.text
            met.setdefault(one.id, []).append(learner)
            if not one.resolved:
                still.setdefault(one.id, []).append(learner)
    lines = (
        MisconceptionLine(name, texts[name], tuple(students), tuple(still.get(name, ())))
        for name, students in met.items()
    )
    return tuple(sorted(lines, key=lambda one: (-len(one.still), -len(one.students), one.id)))


def _objectives(progress: Mapping[str, Progress]) -> tuple[ObjectiveLine, ...]:
    every = list(progress.values())
    if not every:
        return ()
    standing = {one.id: Counter[Mastery]() for one in every[0].objectives}
    for mine in every:
        for one in mine.objectives:
            standing[one.id][one.mastery] += 1
    return tuple(
        ObjectiveLine(one.id, one.text, one.questions, MappingProxyType(dict(standing[one.id])))
        for one in every[0].objectives
    )


def _open_answers(
    outline: Outline,
    collected: Mapping[str, Sequence[Attempt]],
    marks: Mapping[str, Mark],
) -> tuple[OpenAnswer, ...]:
    found = []
    for question in outline.questions.values():
        if question.type != OPEN:
            continue
        for learner, attempts in collected.items():
            mine = [one for one in attempts if one.question == question.id]
            if not mine:
                continue
            last = mine[-1]
            given = last.given
            text = str(given[0]) if isinstance(given, list) and given else str(given)
            found.append(OpenAnswer(learner, question, last, text, last.score, marks.get(last.id)))
    return tuple(found)


def _mean(values: Sequence[float]) -> float | None:
    return math.fsum(values) / len(values) if values else None
