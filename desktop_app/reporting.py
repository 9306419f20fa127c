"""The report of a class, from a folder of hand-ins to the file that a teacher keeps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from desktop_app.content.lesson import Lesson
from desktop_app.content.problems import Location, Problem, ProblemLog
from desktop_app.learning.classroom.class_predictions import ClassPredictions, predictions_in
from desktop_app.learning.classroom.class_report import ClassReport, class_report
from desktop_app.learning.classroom.class_tables import ClassTables
from desktop_app.learning.classroom.collection import Collection, State
from desktop_app.learning.classroom.marks import MARKED, NO_CLASS, Mark, marks_in
from desktop_app.learning.classroom.roster import Roster, roster_in
from desktop_app.learning.classroom.voting import Vote, told_by, votes_in
from desktop_app.learning.outline import outline_of
from desktop_app.learning.results.delimited import french_csv
from desktop_app.learning.results.workbook import WrittenWorkbook, workbook
from desktop_app.learning.school_classes import ClassEvent, register

PAGES = (".html", ".pdf")
"""Those of the forms of a report that tell what the class voted and predicted."""
REPORT_FORMS = (".xlsx", ".csv", *PAGES)
"""How the name of a report ends says what it is."""
_PROBLEMS = {
    State.ALTERED: "hand-in-altered",
    State.DAMAGED: "hand-in-damaged",
    State.BORROWED: "hand-in-borrowed",
    State.UNREADABLE: "hand-in-unreadable",
}
_REMARKS = {
    State.NEWER: "hand-in-newer",
    State.OTHER_CLASS: "hand-in-other-class",
    State.LINK: "hand-in-link",
    State.DOUBLE: "hand-in-double",
}


@dataclass(frozen=True)
class KnownClass:
    """What is kept of a class: its name ("" for none), its roster, the marks given to it,
    what it voted and predicted.

    ``codes`` are those of all the classes kept.
    """

    id: str = NO_CLASS
    name: str = ""
    roster: Roster = field(default_factory=Roster)
    codes: tuple[str, ...] = ()
    marks: Mapping[str, Mark] = field(default_factory=lambda: marks_in(()))
    votes: tuple[Vote, ...] = ()
    predictions: tuple[ClassPredictions, ...] = ()


def known_class(events: Sequence[ClassEvent], class_id: str = NO_CLASS) -> KnownClass:
    """What ``events`` tell of a class, nothing where it is none."""
    classes = register(events)
    rosters = [roster_in(one for one in events if one.class_id == name) for name in classes]
    mine = [one for one in events if one.class_id == class_id]
    return KnownClass(
        id=class_id,
        name=classes[class_id].name if class_id in classes else "",
        roster=roster_in(mine),
        codes=tuple(one.code for one in rosters if one.code),
        marks=marks_in(one.values for one in mine if one.kind == MARKED),
        votes=told_by(votes_in(mine), datetime.now(UTC)),
        predictions=predictions_in(mine),
    )


def reports_on(
    collection: Collection,
    lessons: Mapping[str, Lesson],
    language: str,
    marks: Mapping[str, Mark],
) -> tuple[ClassReport, ...]:
    """A report on each lesson that something was handed in of. Reads those of ``lessons``."""
    return tuple(
        class_report(
            outline_of(lessons[name], language) if name in lessons else None,
            collection,
            name,
            language,
            marks,
        )
        for name in collection.lessons
    )


def report_as_csv(tables: ClassTables, table: str) -> bytes:
    """One of the tables, for a spreadsheet in French settings."""
    return french_csv(tables.table(table)).encode("utf-8")


def report_as_workbook(tables: ClassTables, made: datetime) -> WrittenWorkbook:
    """All of the tables, a sheet each."""
    return workbook(tables.all(), made)


def problems_of(collection: Collection, known: Iterable[str]) -> tuple[Problem, ...]:
    """What is wrong with the files (errors), and what to know of them (warnings); ``known``
    are the lessons at hand.
    """
    log = ProblemLog()
    for one in collection.files:
        values = {"other": one.other, "detail": one.detail, "learner": one.learner}
        if one.state in _PROBLEMS:
            log.error(_PROBLEMS[one.state], Location(one.path), path=one.path, **values)
        elif one.state in _REMARKS:
            log.warning(_REMARKS[one.state], Location(one.path), path=one.path, **values)
    for lesson in collection.lessons:
        if lesson not in known:
            log.warning("lesson-not-at-hand", Location(lesson), lesson=lesson)
    if collection.shared:
        names = ", ".join(collection.shared)
        log.warning("names-shared", Location(""), names=names)
    if collection.missing:
        names = ", ".join(collection.missing)
        count = len(collection.missing)
        log.warning("students-missing", Location(""), count=count, names=names)
    return log.frozen()
