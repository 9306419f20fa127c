"""What a lesson gives away in other formats: its questions, and the results of learners."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from types import MappingProxyType

from desktop_app.content.collecting import no_collection
from desktop_app.content.fields import in_language
from desktop_app.content.files import UnreadableFile
from desktop_app.content.lesson import Lesson
from desktop_app.content.markdown import read_document
from desktop_app.content.problems import Problem, ProblemLog
from desktop_app.learning.attempts import Attempt
from desktop_app.learning.classroom.hand_in import Flaw, read_hand_in
from desktop_app.learning.classroom.learner_archive import learner_archive
from desktop_app.learning.classroom.learner_record import LearnerRecord
from desktop_app.learning.outline import Outline, outline_of
from desktop_app.learning.results.delimited import french_csv, moodle_csv
from desktop_app.learning.results.tables import Results, told_plainly
from desktop_app.learning.results.workbook import workbook
from desktop_app.learning.results.xapi import xapi_lines
from desktop_app.quiz.exchange.anki_writing import write_anki
from desktop_app.quiz.exchange.collection import Collection, GlossaryTerm, Section, Written
from desktop_app.quiz.exchange.gift_writing import write_gift
from desktop_app.quiz.exchange.moodle_writing import write_moodle
from desktop_app.quiz.questions import Question, read_question
from desktop_app.quiz.telling import told
from desktop_app.storage.attempt_store import FILE, AttemptStore
from desktop_app.storage.failures import StoreError


@dataclass(frozen=True)
class Exported:
    """A file as bytes, and what it could not hold."""

    data: bytes
    problems: tuple[Problem, ...] = ()
    count: int = 0
    """How many questions the lesson asks, where it is about questions."""


def results_of(
    lesson: Lesson, store: AttemptStore, language: str, *, learner: str | None = None
) -> Results:
    """What ``store`` keeps of ``lesson``: of one learner, else of all. Reads the lesson.

    Raises StoreError where the store can't be read.
    """
    attempts = store.attempts(lesson=lesson.id, learner=learner)
    outline = outline_of(lesson, language)
    return Results.of([outline], attempts, language, None, answer_teller(lesson, language))


def answer_teller(lesson: Lesson, language: str) -> Callable[[Attempt], str]:
    """What puts the answers to the questions of ``lesson`` into words, in ``language``."""

    @cache
    def question_of(name: str) -> Question | None:
        for chapter in lesson.chapter_ids:
            edition = lesson.chapter(chapter, language)
            for step in edition.steps if edition is not None else ():
                for block in step.questions:
                    if block.id == name and edition is not None:
                        return read_question(block, ProblemLog(), edition.language, lesson)
        return None

    def tell(attempt: Attempt) -> str:
        given = attempt.given
        given = given.get("given") if isinstance(given, dict) else given
        question = question_of(attempt.question)
        if question is None or not isinstance(given, list):
            return told_plainly(attempt)
        return told(question, [str(item) for item in given])

    return tell


def kept_results(
    lesson: Lesson, folder: Path, language: str, *, learner: str | None = None
) -> tuple[Results | None, tuple[Problem, ...]]:
    """As :func:`results_of` from the store in ``folder``, with what there is to say of it.

    None where nothing was ever kept: looking makes no file.
    """
    if not (folder / FILE).exists():
        return None, ()
    store = AttemptStore(folder)
    try:
        return results_of(lesson, store, language, learner=learner), store.problems
    except StoreError as error:
        return None, (*store.problems, error.problem)
    finally:
        store.close()


def export_learner(
    name: str,
    record: LearnerRecord,
    lessons: Mapping[str, Lesson],
    hand_ins: Mapping[str, bytes],
    language: str,
    now: datetime,
) -> Exported:
    """Everything kept of a learner as a zip, with the files that they handed in, by name,
    and the answers in these.

    ``lessons`` are those at hand, by id: the rest is named by its ids. ``now`` has a time
    zone. Reads the lessons that something was answered in.
    """
    answered = {one.id: one for one in record.attempts}
    for data in hand_ins.values():
        reading = read_hand_in(data)
        if reading.hand_in is not None and reading.flaw is not Flaw.ALTERED:
            answered |= {one.id: one for one in reading.hand_in.attempts if one.id not in answered}
    attempts = tuple(answered.values())
    known = dict.fromkeys(one.lesson for one in attempts)
    outlines = [
        outline_of(lessons[lesson], language)
        if lesson in lessons
        else Outline(lesson, lesson, language, (), MappingProxyType({}))
        for lesson in known
    ]
    tellers = {
        lesson: answer_teller(lessons[lesson], language) for lesson in known if lesson in lessons
    }

    def tell(attempt: Attempt) -> str:
        return tellers.get(attempt.lesson, told_plainly)(attempt)

    results = Results.of(outlines, attempts, language, None, tell)
    return Exported(learner_archive(name, record, results, hand_ins, now))


def export_results(results: Results, form: str, now: datetime) -> Exported:
    """``results`` in one of their forms; ``now`` dates the file."""
    return _FORMS[form](results, now)


def _workbook(results: Results, now: datetime) -> Exported:
    written = workbook(results.tables(), now)
    return Exported(written.data, written.problems)


def _french_csv(results: Results, _: datetime) -> Exported:
    return Exported(french_csv(results.attempts_table()).encode("utf-8"))


def _moodle_csv(results: Results, _: datetime) -> Exported:
    return Exported(moodle_csv(results).encode("utf-8"))


def _xapi(results: Results, now: datetime) -> Exported:
    return Exported("".join(xapi_lines(results, now)).encode("utf-8"))


_FORMS: Mapping[str, Callable[[Results, datetime], Exported]] = {
    "xlsx": _workbook,
    "csv": _french_csv,
    "moodle-csv": _moodle_csv,
    "xapi": _xapi,
}


# -- questions ----------------------------------------------------------------------------


def questions_of(lesson: Lesson, language: str) -> Collection:
    """The questions of ``lesson`` that can be asked, chapter by chapter. Reads the lesson."""
    sections = []
    for name in lesson.chapter_ids:
        chapter = lesson.chapter(name, language)
        if chapter is None:
            continue
        found: list[Question] = []
        for step in chapter.steps:
            for block in step.questions:
                question = read_question(block, ProblemLog(), chapter.language, lesson)
                if question is not None and block.is_sound:
                    found.append(question)
        if found:
            sections.append(Section(chapter.title or name, tuple(found)))

    def picture(path: str) -> bytes | None:
        try:
            return lesson.files.read(path)
        except UnreadableFile:
            return None

    terms = tuple(
        GlossaryTerm(
            term.id,
            in_language(term.term, language),
            read_document(
                in_language(term.definition, language), language, term.location, ProblemLog()
            ),
        )
        for term in lesson.terms.values()
    )
    return Collection(lesson.title_in(language), language, tuple(sections), picture, terms)


def export_questions(lesson: Lesson, form: str, language: str) -> Exported | None:
    """The questions of ``lesson`` in one of their forms; None where there are none."""
    with no_collection():
        collection = questions_of(lesson, language)
        if not collection.questions:
            return None
        written = _QUESTION_FORMS[form](collection)
        return Exported(written.data, written.problems, len(collection.questions))


_QUESTION_FORMS: Mapping[str, Callable[[Collection], Written]] = {
    "gift": write_gift,
    "moodle-xml": write_moodle,
    "anki": write_anki,
}
