"""The report of a class as tables, worded in one language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

from desktop_app.content.wording import word
from desktop_app.learning.classroom.class_report import ClassReport, QuestionLine, StudentLine
from desktop_app.learning.classroom.collection import CollectedFile, Collection, State
from desktop_app.learning.classroom.item_analysis import Remark
from desktop_app.learning.progress import Mastery
from desktop_app.learning.results.forms import REPORT_TABLES
from desktop_app.learning.results.tables import Cell, ResultTable

MASTERY = {
    Mastery.MASTERED: "report-mastered",
    Mastery.TO_REVIEW: "report-to-review",
    Mastery.STARTED: "report-under-way",
    Mastery.NOT_STARTED: "report-not-started",
}
_REMARKS = {
    Remark.NOT_ANSWERED: "report-not-answered",
    Remark.AGAINST: "report-against",
    Remark.HARD: "report-hard",
    Remark.EASY: "report-easy",
}
STATES = {
    State.COUNTED: "file-counted",
    State.EARLIER: "file-earlier",
    State.DOUBLE: "file-double",
    State.BORROWED: "file-borrowed",
    State.OTHER_LESSON: "file-other-lesson",
    State.OTHER_CLASS: "file-other-class",
    State.ALTERED: "file-altered",
    State.DAMAGED: "file-damaged",
    State.NEWER: "file-newer",
    State.FOREIGN: "file-foreign",
    State.LINK: "file-link",
    State.UNREADABLE: "file-unreadable",
}
"""State -> the code of its sentence."""


class ClassTables:
    """The tables of ``reports``, each of one lesson, and of the files they come from.

    ``zone`` is where they will be read (None: here).
    """

    def __init__(
        self,
        reports: Sequence[ClassReport],
        collection: Collection,
        language: str,
        zone: tzinfo | None,
    ) -> None:
        self._reports = reports
        self._collection = collection
        self._language = language
        self._zone = zone

    def all(self) -> tuple[ResultTable, ...]:
        return tuple(map(self.table, REPORT_TABLES))

    def table(self, name: str) -> ResultTable:
        """One of :data:`REPORT_TABLES`; raises KeyError where ``name`` is none."""
        makers = {
            "students": self._students,
            "questions": self._questions,
            "misconceptions": self._misconceptions,
            "objectives": self._objectives,
            "open": self._open_answers,
            "files": self._files,
        }
        return makers[name]()

    def remark(self, line: QuestionLine) -> str:
        """What to look into at a question, "" where nothing is."""
        remark = line.analysis.remark
        if remark is Remark.NOT_ANSWERED and line.unmarked:
            return self._word("report-unmarked", count=line.unmarked)
        return "" if remark is Remark.NOTHING else self._word(_REMARKS[remark])

    def _students(self) -> ResultTable:
        """One row a student and lesson; of one lesson, also the last score at each question."""
        asked = list(self._reports[0].outline.questions) if len(self._reports) == 1 else []
        columns = [
            self._word(code)
            for code in (
                "results-learner", "results-lesson", "report-handed-in", "results-answered",
                "results-asked", "report-first", "report-last", "results-known",
                "report-minutes", "report-still",
            )
        ]  # fmt: skip
        rows = [
            self._student(report, one, asked) for report in self._reports for one in report.students
        ]
        return self._table("report-students", [*columns, *asked], rows)

    def _student(
        self, report: ClassReport, one: StudentLine, asked: Sequence[str]
    ) -> tuple[Cell, ...]:
        moment = one.handed_in.astimezone(self._zone) if one.handed_in else None
        here = one.handed_in is not None
        return (
            one.name,
            report.outline.title,
            moment if moment is not None else self._word("report-missing"),
            one.answered if here else None,
            len(report.outline.questions),
            percent(one.first),
            percent(one.last),
            one.known if here else None,
            round(one.seconds / 60, 1) if here else None,
            " · ".join(one.believed),
            *(percent(one.scores.get(name)) for name in asked),
        )

    def _questions(self) -> ResultTable:
        columns = (
            "results-lesson", "results-chapter", "results-question", "results-question-id",
            "report-answers", "report-difficulty", "report-discrimination", "report-low",
            "report-high", "report-placed", "report-remark", "report-picked",
            "report-median", "report-other-version", "report-self-assessed",
        )  # fmt: skip
        rows = [
            (
                report.outline.title,
                one.chapter,
                one.question.prompt,
                one.question.id,
                one.analysis.answers,
                percent(one.analysis.difficulty),
                _hundredths(one.analysis.discrimination),
                _hundredths(one.analysis.low),
                _hundredths(one.analysis.high),
                one.analysis.placed,
                self.remark(one),
                self.picked(one),
                None if one.seconds is None else round(one.seconds),
                one.other_version,
                one.unmarked,
            )
            for report in self._reports
            for one in report.questions
        ]
        return self._coded("report-questions", columns, rows)

    def picked(self, line: QuestionLine) -> str:
        """How often each option was taken first; the right ones are ticked. "" where nobody
        answered.
        """
        if not any(line.picked):
            return ""
        right = line.question.right
        return " · ".join(
            f"{'✓ ' if rank in right else ''}{text} ({count})"
            for rank, (text, count) in enumerate(
                zip(line.question.options, line.picked, strict=False)
            )
        )

    def _misconceptions(self) -> ResultTable:
        columns = (
            "results-lesson", "report-misconception", "report-met-by", "report-still-by",
            "report-names",
        )  # fmt: skip
        rows = [
            (
                report.outline.title,
                one.text,
                len(one.students),
                len(one.still),
                " · ".join(one.still),
            )
            for report in self._reports
            for one in report.misconceptions
        ]
        return self._coded("report-misconceptions", columns, rows)

    def _objectives(self) -> ResultTable:
        columns = (
            "results-lesson", "report-objective", "results-asked", *MASTERY.values(),
        )  # fmt: skip
        rows: list[tuple[Cell, ...]] = [
            (
                report.outline.title,
                one.text,
                one.questions,
                *(one.standing.get(mastery, 0) for mastery in MASTERY),
            )
            for report in self._reports
            for one in report.objectives
        ]
        return self._coded("report-objectives", columns, rows)

    def _open_answers(self) -> ResultTable:
        columns = (
            "results-lesson", "results-question", "results-learner", "results-answer",
            "report-own", "report-mark", "report-comment", "results-time",
        )  # fmt: skip
        rows = [
            (
                report.outline.title,
                one.question.prompt,
                one.learner,
                one.text,
                percent(one.own),
                percent(one.mark.score) if one.mark else None,
                one.mark.comment if one.mark else "",
                one.attempt.at.astimezone(self._zone),
            )
            for report in self._reports
            for one in report.open_answers
        ]
        return self._coded("report-open", columns, rows)

    def _files(self) -> ResultTable:
        columns = (
            "report-file", "report-state", "results-learner", "results-lesson",
            "report-handed-in", "report-answers",
        )  # fmt: skip
        rows = [
            (
                one.path,
                self.state(one),
                one.learner,
                one.hand_in.title if one.hand_in else "",
                one.hand_in.at.astimezone(self._zone) if one.hand_in else None,
                len(one.hand_in.attempts) if one.hand_in else None,
            )
            for one in self._collection.files
        ]
        return self._coded("report-files", columns, rows)

    def state(self, one: CollectedFile) -> str:
        """What became of a file, in words."""
        values = {"other": one.other, "detail": one.detail}
        return word(STATES[one.state], self._language, values)

    # -- inside ------------------------------------------------------------------------

    def _coded(
        self, name: str, columns: Sequence[str], rows: Sequence[tuple[Cell, ...]]
    ) -> ResultTable:
        return self._table(name, list(map(self._word, columns)), rows)

    def _table(
        self, name: str, columns: Sequence[str], rows: Sequence[tuple[Cell, ...]]
    ) -> ResultTable:
        return ResultTable(self._word(name), tuple(columns), tuple(rows))

    def _word(self, code: str, **values: object) -> str:
        return word(code, self._language, values)


def percent(share: float | None) -> float | None:
    """A share of 0 to 1 as 0 to 100, with one decimal."""
    return None if share is None else round(100 * share, 1)


def _hundredths(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
