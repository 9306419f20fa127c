"""The report of a class as one page to be printed, in HTML that needs nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, tzinfo
from html import escape

from desktop_app.content.dates import format_date
from desktop_app.content.numbers import format_number, with_unit
from desktop_app.content.wording import word
from desktop_app.learning.classroom.class_charts import class_charts
from desktop_app.learning.classroom.class_history import (
    PREDICTION_COLUMNS,
    VOTE_COLUMNS,
    prediction_rows,
    vote_rows,
)
from desktop_app.learning.classroom.class_predictions import ClassPredictions
from desktop_app.learning.classroom.class_report import ClassReport, QuestionLine
from desktop_app.learning.classroom.class_tables import MASTERY, ClassTables
from desktop_app.learning.classroom.collection import WRONG, Collection, State
from desktop_app.learning.classroom.item_analysis import ItemAnalysis
from desktop_app.learning.classroom.vote_charts import history_chart
from desktop_app.learning.classroom.voting import Vote
from desktop_app.learning.learner_charts import LearnerChart

Picture = Callable[[LearnerChart], str]
"""A chart as HTML."""

MOST_NAMED = 10
"""Questions without an answer that are named one by one."""
STYLE = """
body { font-family: "Atkinson Hyperlegible", "Segoe UI", Arial, sans-serif; font-size: 10pt;
  line-height: 1.35; color: #1b1f27; background: #ffffff; max-width: 60em; margin: 2em auto;
  padding: 0 1em; }
h1 { font-size: 18pt; margin: 0 0 4pt; } h2 { font-size: 14pt; margin: 18pt 0 4pt; }
h3 { font-size: 11pt; margin: 14pt 0 4pt; } h2, h3 { break-after: avoid; }
p { margin: 4pt 0; } .muted { color: #5a6474; }
table { border-collapse: collapse; width: 100%; }
th { text-align: left; border-bottom: 1px solid #5a6474; }
td { border-bottom: 1px solid #e4e1da; }
th, td { padding: 3pt 5pt; vertical-align: top; }
th.number, td.number { text-align: right; }
thead { display: table-header-group; } tr, figure { break-inside: avoid; }
figure { margin: 8pt 0; } figure svg { max-width: 100%; height: auto; }
@media print { body { margin: 0; max-width: none; padding: 0; } @page { margin: 15mm; } }
"""
_Row = Sequence[str | tuple[str]]
"""Cells; a number, put to the right, is a tuple of its text."""


class ClassPage:
    """``reports`` on one page; ``name`` is the class's, "" where there is none.

    ``picture`` makes HTML of a chart, "" where charts are not wanted. ``made`` is when, in
    the time zone that moments are shown in.
    """

    def __init__(
        self,
        reports: Sequence[ClassReport],
        collection: Collection,
        language: str,
        made: datetime,
        *,
        name: str,
        picture: Picture,
        votes: Sequence[Vote] = (),
        predictions: Sequence[ClassPredictions] = (),
    ) -> None:
        self._reports = reports
        self._collection = collection
        self._language = language
        self._made = made
        self._name = name
        self._picture = picture
        self._votes = votes
        self._predictions = predictions
        zone: tzinfo | None = made.tzinfo
        self._zone = zone
        self._tables = ClassTables(reports, collection, language, zone)

    @property
    def title(self) -> str:
        if not self._name:
            return self._word("report-title")
        return self._word("report-title-of", name=self._name)

    def html(self) -> str:
        """The whole document."""
        return (
            f'<!doctype html>\n<html lang="{self._language}">\n<head>\n<meta charset="utf-8">\n'
            f"<title>{escape(self.title)}</title>\n<style>{STYLE}</style>\n</head>\n"
            f"<body>\n{self.body()}\n</body>\n</html>\n"
        )

    def body(self) -> str:
        """What stands between the tags of the body."""
        parts = [f"<h1>{escape(self.title)}</h1>", _paragraph(self._when(self._made), muted=True)]
        parts += self._collected()
        for report in self._reports:
            parts += self._lesson(report)
        parts += self._history()
        return "\n".join(parts)

    # -- parts -------------------------------------------------------------------------

    def _collected(self) -> list[str]:
        """What was there, and what has to be looked into."""
        found = self._collection
        learners = {name for mine in found.attempts.values() for name in mine}
        facts = self._word("report-facts", files=found.count(State.COUNTED), count=len(learners))
        parts = [_paragraph(facts)]
        if found.missing:
            names = ", ".join(found.missing)
            missing = self._word("report-missing-names", count=len(found.missing))
            # The names are not a value of the sentence: none of them may be cut off.
            parts.append(_paragraph(f"{missing} {names}"))
        if found.unlisted:
            names = ", ".join(
                f"{name} ({meant} ?)" if meant else name for name, meant in found.unlisted.items()
            )
            parts.append(_paragraph(f"{self._word('report-unlisted')} {names}"))
        wrong = [one for one in found.files if one.state in WRONG]
        if wrong:
            parts.append(f"<h3>{escape(self._word('report-to-look-into'))}</h3>")
            columns = ("report-file", "results-learner", "report-state")
            rows = [(one.path, one.learner, self._tables.state(one)) for one in wrong]
            parts.append(self._table(columns, rows))
        return parts

    def _lesson(self, report: ClassReport) -> list[str]:
        parts = [f"<h2>{escape(report.outline.title)}</h2>"]
        if not report.known_lesson:
            parts.append(_paragraph(self._word("report-unknown-lesson"), muted=True))
        charts = {chart.id: chart for chart in class_charts(report)}
        for heading, chart, rows, columns, note in (
            ("report-students", "class-results", self._students(report), _STUDENTS,
             "report-students-note"),
            ("report-questions", "class-questions", self._questions(report), _QUESTIONS,
             "report-questions-note"),
            ("report-objectives", "class-objectives", self._objectives(report), _OBJECTIVES, ""),
            ("report-misconceptions", "class-misconceptions", self._misconceptions(report),
             _MISCONCEPTIONS, ""),
            ("report-open", "", self._open_answers(report), _OPEN, ""),
        ):  # fmt: skip
            left = self._unanswered(report) if heading == "report-questions" else []
            if rows or left:
                parts.append(f"<h3>{escape(self._word(heading))}</h3>")
                if chart in charts:
                    parts.append(self._picture(charts[chart]))
                parts += [self._table(columns, rows)] if rows else []
                parts += left
                if note and rows:
                    parts.append(_paragraph(self._word(note), muted=True))
        return parts

    def _students(self, report: ClassReport) -> list[_Row]:
        asked = len(report.outline.questions)
        return [
            (
                one.name,
                self._day(one.handed_in) if one.handed_in else self._word("report-missing"),
                (f"{one.answered}/{asked}" if one.handed_in else "",),
                (self._share(one.first),),
                (self._share(one.last),),
                (self._number(one.seconds / 60) if one.handed_in else "",),
                (str(len(one.believed)) if one.handed_in else "",),
            )
            for one in report.students
        ]

    def _questions(self, report: ClassReport) -> list[_Row]:
        return [
            (
                one.question.prompt,
                (str(one.analysis.answers),),
                (self._share(one.analysis.difficulty),),
                (self._discrimination(one.analysis),),
                " · ".join(filter(None, (self._tables.remark(one), self._tables.picked(one)))),
            )
            for one in report.questions
            if _is_answered(one)
        ]

    def _unanswered(self, report: ClassReport) -> list[str]:
        """The questions that have no row: which they are, as long as that is read."""
        left = [one.question.prompt for one in report.questions if not _is_answered(one)]
        said = self._word("report-unanswered", count=len(left))
        which = f" {' · '.join(left)}" if len(left) <= MOST_NAMED else ""
        return [_paragraph(said + which, muted=True)] if left else []

    def _objectives(self, report: ClassReport) -> list[_Row]:
        return [
            (one.text, *((str(one.standing.get(mastery, 0)),) for mastery in MASTERY))
            for one in report.objectives
        ]

    def _misconceptions(self, report: ClassReport) -> list[_Row]:
        return [
            (one.text, (str(len(one.students)),), (str(len(one.still)),), " · ".join(one.still))
            for one in report.misconceptions
        ]

    def _open_answers(self, report: ClassReport) -> list[_Row]:
        return [
            (
                one.question.prompt,
                one.learner,
                one.text,
                (self._share(one.mark.score if one.mark else None),),
                one.mark.comment if one.mark else "",
            )
            for one in report.open_answers
        ]

    def _history(self) -> list[str]:
        """What the class voted and predicted, of any lesson."""
        parts: list[str] = []
        rows = vote_rows(self._votes, self._language, self._zone)
        if rows:
            parts.append(f"<h2>{escape(self._word('report-votes'))}</h2>")
            chart = history_chart(self._votes, self._language)
            parts += [self._picture(chart)] if chart is not None else []
            parts += [self._table(VOTE_COLUMNS, rows)]
            parts.append(_paragraph(self._word("report-votes-note"), muted=True))
        rows = prediction_rows(self._predictions, self._language, self._zone)
        if rows:
            parts.append(f"<h2>{escape(self._word('report-predictions'))}</h2>")
            parts.append(self._table(PREDICTION_COLUMNS, rows))
        return parts

    # -- words -------------------------------------------------------------------------

    def _table(self, columns: tuple[str, ...], rows: Iterable[_Row]) -> str:
        made = [_row("td", row) for row in rows]
        numbers = [one for one in made if 'class="number"' in one]
        widths = _WIDTHS.get(columns, ("",) * len(columns))
        heads = "".join(
            f"<th{_NUMBER if numbers and code in _NUMBERS else ''}{width}>"
            f"{escape(self._word(code))}</th>"
            for code, width in zip(columns, widths, strict=True)
        )
        lines = "\n".join(made)
        return f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{lines}\n</tbody>\n</table>"

    def _discrimination(self, one: ItemAnalysis) -> str:
        if one.discrimination is None or one.low is None or one.high is None:
            return "–"
        r, low, high = (
            format_number(value, self._language, 2)
            for value in (one.discrimination, one.low, one.high)
        )
        return self._word("report-interval", r=r, low=low, high=high)

    def _share(self, share: float | None) -> str:
        if share is None:
            return "–"
        return with_unit(format_number(100 * share, self._language, 0), "%", self._language)

    def _number(self, value: float) -> str:
        return format_number(value, self._language, 0)

    def _when(self, moment: datetime) -> str:
        return f"{self._day(moment)}, {moment.astimezone(self._zone):%H:%M}"

    def _day(self, moment: datetime) -> str:
        return format_date(moment.astimezone(self._zone).date(), self._language)

    def _word(self, code: str, **values: object) -> str:
        return word(code, self._language, values)


_STUDENTS = (
    "results-learner", "report-handed-in", "results-answered", "report-first", "report-last",
    "report-minutes", "report-still",
)  # fmt: skip
_QUESTIONS = (
    "results-question", "report-answers", "report-difficulty", "report-discrimination",
    "report-picked",
)  # fmt: skip
_OBJECTIVES = ("report-objective", *MASTERY.values())
_MISCONCEPTIONS = ("report-misconception", "report-met-by", "report-still-by", "report-names")
_OPEN = ("results-question", "results-learner", "results-answer", "report-mark", "report-comment")
_NUMBERS = (
    "results-answered", "report-first", "report-last", "report-minutes", "report-answers",
    "report-difficulty", "report-discrimination", "report-met-by", "report-still-by",
    "report-mark", "report-still", *MASTERY.values(),
)  # fmt: skip
_NUMBER = ' class="number" align="right"'
_WIDTHS: Mapping[tuple[str, ...], tuple[str, ...]] = {
    columns: tuple(f' width="{share}%"' for share in shares)
    for columns, shares in (
        (_STUDENTS, (19, 16, 14, 13, 13, 12, 13)),
        (_QUESTIONS, (27, 12, 11, 20, 30)),
        (_OPEN, (28, 14, 34, 8, 16)),
    )
}
"""Of the tables with long texts: nothing else says how much room a text is worth."""


def _is_answered(line: QuestionLine) -> bool:
    return bool(line.analysis.answers or line.other_version or line.unmarked)


def _row(tag: str, cells: _Row) -> str:
    return f"<tr>{''.join(_cell(tag, cell) for cell in cells)}</tr>"


def _cell(tag: str, cell: str | tuple[str]) -> str:
    if isinstance(cell, tuple):
        return f"<{tag}{_NUMBER}>{escape(cell[0])}</{tag}>"
    return f"<{tag}>{_lines(cell)}</{tag}>"


def _paragraph(text: str, *, muted: bool = False) -> str:
    kind = ' class="muted"' if muted else ""
    return f"<p{kind}>{_lines(text)}</p>"


def _lines(text: str) -> str:
    return escape(text.replace("\x00", "\ufffd")).replace("\n", "<br>")
