"""Results as text between separators: for a French spreadsheet, and for Moodle's grades.

A spreadsheet takes a cell that begins with ``=`` and its like for a formula and runs it,
whoever wrote it: such a text gets an apostrophe before it (OWASP, *CSV Injection*). So does,
in a table for a spreadsheet, a text that it would make something else of, in quotes or not:
the code "3-4" a date, "007" the number 7. Numbers are written by their type, so that −2
stays a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal

from desktop_app.learning.progress import ChapterProgress, Progress, progress_in
from desktop_app.learning.results.tables import Cell, Results, ResultTable

BOM = "\ufeff"
LINE_END = "\r\n"
_BLANK = r"\s\x00-\x20\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff"
_FORMULA = re.compile(rf"[{_BLANK}]*[=+\-@＝＋－＠]|[\t\r\n]")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")
LONGEST = 60
"""Signs from which on no spreadsheet takes a text for a date or a number."""
_MONTH = (
    "(?:jan(?:v(?:ier)?|uary)?|f[eé]v(?:r(?:ier)?)?|feb(?:ruary)?|mar(?:s|ch)?|avr(?:il)?"
    "|apr(?:il)?|ma[iy]|juin|june?|juil(?:let)?|july?|ao[uû]t|aug(?:ust)?|sept?(?:embre|ember)?"
    "|oct(?:obre|ober)?|nov(?:embre|ember)?|d[eé]c(?:embre|ember)?)\\.?"
)
_READ_AS_ELSE = re.compile(
    rf"""
    [+-]?\d[\d.,:/ -]*[.:/-][\d.,:/ -]*(?:[ap]m)?         # dates, hours, fractions
    | \d{{1,4}}[ ./-]*{_MONTH}(?:[ ./-]*\d{{1,4}})? | {_MONTH}[ ./-]*\d{{1,4}}
    | [+-]?[\d.,]+e[+-]?\d+                              # a power of ten
    | [+-]?0\d[\d.,]* | \+\d[\d.,]* | \d{{16,}}           # signs that a number loses
    """,
    re.IGNORECASE | re.VERBOSE,
)
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")


def french_csv(table: ResultTable) -> str:
    """``table`` for a spreadsheet in French settings, to be written as UTF-8: it begins
    with a byte order mark, semicolons part the cells, commas the decimals.
    """
    rows = [[_kept(cell) for cell in row] for row in (table.columns, *table.rows)]
    return BOM + _written(rows, ";", ",")


def moodle_csv(results: Results) -> str:
    """One row a learner for Moodle's gradebook (*Import, CSV file*), with commas and
    decimal points: the code as ``idnumber``, then grades from 0 to 100 for each lesson and
    for each of its chapters that has questions that count, by their points, of the last
    tries. A grade is empty where nothing was answered; a question that was not answered
    counts as wrong.
    """
    headings: list[Cell] = ["idnumber"]
    for outline in results.outlines.values():
        asked = [
            chapter.title
            for chapter in outline.chapters
            if any(question.worth for question in chapter.questions)
        ]
        headings += [outline.title, *(f"{outline.title} – {title}" for title in asked)]
    rows: list[Sequence[Cell]] = [headings]
    for learner in results.learners:
        mine = [one for one in results.attempts if one.learner == learner]
        grades: list[Cell] = []
        for outline in results.outlines.values():
            progress = progress_in(outline, mine, results.zone)
            parts: list[Progress | ChapterProgress] = [progress]
            parts += [chapter for chapter in progress.chapters if chapter.worth]
            grades += [_grade(part) if part.answered and part.worth else None for part in parts]
        rows.append([learner, *grades])
    return _written(rows, ",", ".")


def guarded(text: str) -> str:
    """``text`` so that no spreadsheet runs it: an apostrophe goes before what begins like
    a formula and is no number, whatever blanks come first. What no file can hold (nulls,
    halves of characters) becomes a replacement character.
    """
    sound = _UNWRITABLE.sub("\ufffd", text)
    runs = _FORMULA.match(sound) and not _NUMBER.fullmatch(sound)
    return f"'{sound}" if runs else sound


def _kept(cell: Cell) -> Cell:
    """``cell`` so that a spreadsheet in French settings leaves it as it is."""
    is_changed = (
        isinstance(cell, str) and len(cell) < LONGEST and _READ_AS_ELSE.fullmatch(cell.strip())
    )
    return f"'{cell}" if is_changed else cell


def _grade(part: Progress | ChapterProgress) -> float:
    return round(100 * part.points / part.worth, 2)


def _written(rows: Iterable[Sequence[Cell]], separator: str, decimal: str) -> str:
    lines = (separator.join(_cell(cell, decimal) for cell in row) for row in rows)
    return "".join(line + LINE_END for line in lines)


def _cell(cell: Cell, decimal: str) -> str:
    """Texts in quotes, whatever they hold; numbers and moments bare."""
    match cell:
        case None:
            return ""
        case str():
            return '"' + guarded(cell).replace('"', '""') + '"'
        case bool() | int():
            return str(int(cell))
        case float():
            return format(Decimal(repr(cell)), "f").replace(".", decimal)
        case datetime():
            return cell.replace(tzinfo=None).isoformat(" ", "seconds")
