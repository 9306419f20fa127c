"""Results as others read them: xAPI, a workbook, CSV for a spreadsheet and for Moodle."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.learning.attempts import Attempt, Kind
from desktop_app.learning.outline import Outline
from desktop_app.learning.results.delimited import BOM, french_csv, guarded, moodle_csv
from desktop_app.learning.results.tables import Cell, Results, ResultTable
from desktop_app.learning.results.workbook import LONGEST_CELL, workbook
from desktop_app.learning.results.xapi import statement_of, xapi_lines
from tests.learning.sample import outline, question
from tests.learning.xapi_validator import InvalidStatementError, validate
from tests.support.attempts import JSON, NASTY, NOON, SITTING, attempts, later, made

PARIS = timezone(timedelta(hours=1))
NOW = later(days=100)
HISTORY = [
    made("a", score=0.0, answer=["0"], certainty=3, misconceptions=["myth"], seconds=41.256),
    made("a", later(minutes=1), seconds=8),
    made("b", later(hours=1), learner="=1+1", score=0.5, answer="-12,5"),
    made("chart-two", kind=Kind.PREDICTION, score=None, answer={"x": 3.5}),
    made("d", later(days=1), kind=Kind.SELF_CHECK, score=1.0, answer="=cmd|' /C calc'!A0"),
]


def results(history: list[Attempt] | None = None, language: str = "fr") -> Results:
    known = HISTORY if history is None else history
    return Results.of([outline(language=language)], known, language, PARIS)


# -- tables --------------------------------------------------------------------------


def test_attempts_become_rows() -> None:
    (table, questions, chapters) = results(language="en").tables()
    assert (table.name, questions.name, chapters.name) == ("Answers", "Questions", "Chapters")
    row = dict(zip(table.columns, table.rows[0], strict=True))
    assert row["Learner"] == "local"
    assert row["Date and time"] == NOON
    assert row["Date and time"].hour == 13  # type: ignore[union-attr]
    assert row["Chapter"] == "Chapter one"
    assert row["Answer given"] == "No"
    assert row["Score (0 to 1)"] == 0.0
    assert row["Certainty (1 to 3)"] == 3
    assert row["Misconceptions"] == "They say so."
    assert row["Id"] == HISTORY[0].id
    answers = [dict(zip(table.columns, row, strict=True))["Answer given"] for row in table.rows]
    assert answers[1:] == ["Yes", "-12,5", "x: 3.5", "=cmd|' /C calc'!A0"]
    assert [row[4:7] for row in questions.rows] == [(2, 0.0, 1.0), (1, 0.5, 0.5), (1, 1.0, 1.0)]
    assert chapters.rows[0] == ("local", "A lesson", "Chapter one", 3, 1, 1, 0, 49.256)
    assert len(chapters.rows) == 4


def test_other_lessons_stay_out() -> None:
    assert results([made("a", lesson="another")]).attempts == ()


# -- xAPI ----------------------------------------------------------------------------


def statements(history: list[Attempt]) -> Iterator[Any]:
    for line in xapi_lines(results(history), NOW):
        assert line.endswith("\n")
        assert line.count("\n") == 1
        yield json.loads(line)


@given(st.lists(attempts(), max_size=5), st.booleans())
def test_every_statement_is_valid(history: list[Attempt], known: bool) -> None:
    asked = tuple(question(one.question, version=one.version) for one in history) if known else ()
    lessons = {one.lesson for one in history}
    outlines = [_named(outline(*asked), lesson) for lesson in lessons]
    some = Results.of(outlines, history, "fr", PARIS)
    lines = list(xapi_lines(some, NOW))
    assert len(lines) == len(history)
    for line, one in zip(lines, history, strict=True):
        statement = json.loads(line)
        validate(statement, NOW)
        assert statement["id"] == one.id
        assert ("score" in statement["result"]) == one.graded


def _named(given: Outline, lesson: str) -> Outline:
    return replace(given, lesson=lesson)


@pytest.mark.parametrize(
    "answer",
    [["1"], ["0", "1"], [], ["7"], ["x"], "free", None, [True], ["58 %", "fr"], ["1e999", "en"]],
)
def test_whatever_was_answered_follows_its_format(answer: object) -> None:
    for kind in ("choice", "choices", "order", "number", "text", "match"):
        some = Results.of([outline(question("a", type=kind))], [made(answer=answer)], "fr", UTC)
        for one in some.attempts:
            validate(dict(statement_of(one, some, NOW)), NOW)


def test_a_statement_says_who_did_what_when_and_how_well() -> None:
    wrong, right, partly, guess, checked = statements(HISTORY)
    assert wrong["actor"]["account"]["name"] == "local"
    assert wrong["verb"]["display"]["fr"] == "a répondu à"
    assert guess["verb"]["id"].endswith("/responded")
    assert wrong["object"]["definition"]["interactionType"] == "choice"
    assert wrong["object"]["definition"]["correctResponsesPattern"] == ["1"]
    assert wrong["result"]["response"] == "0"
    assert wrong["result"]["score"] == {"scaled": 0.0, "raw": 0.0, "min": 0, "max": 1}
    assert (wrong["result"]["success"], right["result"]["success"]) == (False, True)
    assert wrong["result"]["duration"] == "PT41.26S"
    assert wrong["context"]["language"] == "fr"
    assert wrong["timestamp"] == "2026-03-02T12:00:00.000+00:00"
    assert partly["result"]["score"]["scaled"] == 0.5
    assert not partly["result"]["success"]
    assert "score" not in guess["result"]
    assert checked["result"]["response"] == "=cmd|' /C calc'!A0"


@pytest.mark.parametrize(
    ("kind", "answer", "interaction", "response"),
    [
        ("choices", ["0", "1"], "choice", "0[,]1"),
        ("order", ["1", "0"], "sequencing", "1[,]0"),
        ("number", ["2,5 kWh", "fr"], "numeric", "2.5"),
        ("number", ["1,500", "en"], "numeric", "1500.0"),
        ("number", ["many", "en"], "other", "many · en"),
        ("true-false", ["false"], "true-false", "false"),
        ("true-false", ["true", "point:a/b"], "other", "true · point:a/b"),
        ("text", ["Lyon"], "fill-in", "Lyon"),
        ("match", ["0-1"], "other", "0-1"),
    ],
)
def test_an_answer_is_told_as_its_interaction_wants_it(
    kind: str, answer: list[str], interaction: str, response: str
) -> None:
    asked = outline(question("a", type=kind, unit="kWh"))
    some = Results.of([asked], [made("a", answer=answer)], "fr", UTC)
    (line,) = xapi_lines(some, NOW)
    statement = json.loads(line)
    validate(statement, NOW)
    assert statement["object"]["definition"]["interactionType"] == interaction
    assert statement["result"]["response"] == response


def test_ids_are_the_same_each_time_and_a_sitting_is_a_registration() -> None:
    first, second = list(statements(HISTORY)), list(statements(HISTORY))
    assert first == second
    registrations = {one["context"]["registration"] for one in first}
    assert len(registrations) == 2  # two learners, one sitting each
    assert all(UUID(one) for one in registrations)
    other = made("a", session=SITTING.replace("6f", "7f"))
    (elsewhere,) = statements([other])
    assert elsewhere["context"]["registration"] not in registrations


def test_a_changed_question_is_another_activity() -> None:
    one, other = statements([made("a"), made("a", version="0" * 16)])
    assert one["object"]["id"] != other["object"]["id"]
    assert "choices" not in other["object"]["definition"]


def test_no_statement_comes_from_the_future() -> None:
    (ahead,) = statements([made("a", at=datetime(2099, 1, 1, tzinfo=UTC))])
    assert "timestamp" not in ahead
    validate(ahead, NOW)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("id",), "no-uuid"),
        (("actor", "mbox"), "mailto:someone@example.org"),
        (("actor", "account", "homePage"), "home"),
        (("verb", "id"), "answered"),
        (("verb", "display"), {}),
        (("object", "definition", "interactionType"), "Choice"),
        (("result", "score", "scaled"), 1.2),
        (("result", "score", "scaled"), "1"),
        (("result", "success"), "true"),
        (("result", "duration"), "12 s"),
        (("result", "response"), "9"),
        (("result", "certainty"), 3),
        (("context", "registration"), "x"),
        (("context", "language"), "français"),
        (("context", "contextActivities", "owner"), []),
        (("timestamp",), "2026-03-02 12:00"),
        (("timestamp",), "2126-03-02T12:00:00.000+00:00"),
        (("result",), None),
    ],
)
def test_the_validator_can_tell(path: tuple[str, ...], value: object) -> None:
    (statement, *_) = statements(HISTORY)
    validate(statement, NOW)
    inner = statement
    for name in path[:-1]:
        inner = inner[name]
    inner[path[-1]] = value
    with pytest.raises(InvalidStatementError):
        validate(statement, NOW)


# -- CSV -----------------------------------------------------------------------------

CELLS = (
    NASTY
    | st.none()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.datetimes(timezones=st.just(UTC))
)


def read_csv(text: str, separator: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))


def would_run(cell: str) -> bool:
    """Whether a spreadsheet may take ``cell`` for a formula."""
    begins = cell.lstrip()[:1] in tuple("=+-@＝＋－＠") or cell[:1] in tuple("\t\r\n")
    return begins and not re.fullmatch(r"[+-]?\d+([.,]\d+)?", cell, re.ASCII)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=6))
def test_any_table_can_be_read_back(rows: list[tuple[Cell, ...]]) -> None:
    table = ResultTable("any", ("one", "=two", "three;"), tuple(rows))
    text = french_csv(table)
    assert text.startswith(BOM)
    text.encode("utf-8")
    found = read_csv(text.removeprefix(BOM), ";")
    assert found[0] == ["one", "'=two", "three;"]
    assert len(found) == len(rows) + 1
    for line, row in zip(found[1:], rows, strict=True):
        assert len(line) == len(row)
        for written, cell in zip(line, row, strict=True):
            assert not would_run(written)
            if isinstance(cell, str):
                sound = re.sub("[\x00\ud800-\udfff]", "\ufffd", cell)
                assert written in (sound, f"'{sound}")
            elif cell is None:
                assert written == ""
            elif isinstance(cell, datetime):
                assert datetime.fromisoformat(written) == cell.replace(microsecond=0, tzinfo=None)
            else:
                assert "." not in written
                assert float(written.replace(",", ".")) == float(cell)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+33 6", "'+33 6"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\rx", "'\rx"),
        ("\u00a0=1", "'\u00a0=1"),
        ("\ufeff=1", "'\ufeff=1"),
        ("＝1", "'＝1"),
        ("-12,5", "-12,5"),
        ("+3", "+3"),
        ("-3.25", "-3.25"),
        ("1-2", "1-2"),
        ("Zoé", "Zoé"),
        ("", ""),
        ("'=1", "'=1"),
    ],
)
def test_texts_are_guarded_and_numbers_are_not(text: str, written: str) -> None:
    assert guarded(text) == written


def test_a_french_spreadsheet_keeps_the_codes_that_it_would_take_for_dates() -> None:
    changed = (
        "3-4", "1/2", "1.5", "12:30", "2026-03-02", "1 1/2", "-3-4", "2-mars", "5 déc. 26",
        "Mai 12", "1e5", "12E-3", "007", "+33", "12345678901234567", "10/12 pm",
    )  # fmt: skip
    same = (
        "12", "-2", "0,5", "-1,25", "A-4", "4e3b", "Marie 3", "Léa 2", "3-4 élèves", "Zoé",
        "2nde B", "Mariam 3", "", "3 · 4", "v1.5", "May", "août",
    )  # fmt: skip
    table = ResultTable("Codes", ("3-4",), tuple((one,) for one in (*changed, *same)))
    cells = [line.strip('"') for line in french_csv(table).removeprefix(BOM).split("\r\n")]
    assert cells == [*(f"'{one}" for one in ("3-4", *changed)), *same, ""]


def test_a_french_spreadsheet_gets_semicolons_and_decimal_commas() -> None:
    table = results().attempts_table()
    lines = french_csv(table).split("\r\n")
    assert lines[0].startswith(f'{BOM}"Élève";"Date et heure";"Leçon"')
    assert ";0,5;" in lines[3]
    assert lines[3].startswith('"\'=1+1";2026-03-02 14:00:00;')
    assert '"-12,5"' in lines[3]
    assert ";41,256;" in lines[1]
    assert lines[-1] == ""


def test_moodle_gets_grades_out_of_a_hundred() -> None:
    text = moodle_csv(results())
    assert not text.startswith(BOM)
    found = read_csv(text, ",")
    assert found == [
        ["idnumber", "A lesson", "A lesson – Chapter one", "A lesson – Chapter two"],
        ["local", "40.0", "33.33", "50.0"],
        ["'=1+1", "10.0", "16.67", ""],
    ]


@given(st.lists(attempts(), max_size=8))
def test_moodle_gets_one_row_a_learner(history: list[Attempt]) -> None:
    some = Results.of([_named(outline(), one.lesson) for one in history], history, "en", PARIS)
    found = read_csv(moodle_csv(some), ",")
    assert len(found) == len(some.learners) + 1
    for line in found[1:]:
        assert len(line) == len(found[0])
        assert not would_run(line[0])
        assert all(grade == "" or 0 <= float(grade) <= 100 for grade in line[1:])


# -- the workbook --------------------------------------------------------------------


def sheets(tables: list[ResultTable]) -> Any:
    made_at = datetime(2026, 3, 2, 13, tzinfo=UTC)
    return openpyxl.load_workbook(io.BytesIO(workbook(tables, made_at).data))


def test_the_workbook_has_real_numbers_and_dates() -> None:
    book = sheets(list(results().tables()))
    assert book.sheetnames == ["Réponses", "Questions", "Chapitres"]
    sheet = book["Réponses"]
    assert [cell.value for cell in sheet[1]][:3] == ["Élève", "Date et heure", "Leçon"]
    row = sheet[4]
    assert (row[0].value, row[0].data_type) == ("=1+1", "s")
    assert (row[1].value, row[1].is_date) == (datetime(2026, 3, 2, 14), True)
    assert (row[7].value, row[7].data_type) == (0.5, "n")
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:S6"
    assert book["Questions"]["E2"].value == 2


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS), max_size=4))
def test_any_table_can_be_read_back_from_a_workbook(rows: list[tuple[Cell, ...]]) -> None:
    rows = [tuple(map(_in_excel, row)) for row in rows]
    table = ResultTable("=any: [name]/*", ("=one", "two"), tuple(rows))
    data = workbook([table], NOON).data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode("utf-8")
    assert "<f>" not in xml
    assert "hyperlink" not in xml
    (sheet,) = openpyxl.load_workbook(io.BytesIO(data)).worksheets
    for number, row in enumerate(rows, start=2):
        for column, cell in enumerate(row, start=1):
            found = sheet.cell(number, column)
            if isinstance(cell, str):
                assert found.data_type in ("s", "n")  # an empty text is no cell
                assert (found.value or "") == _as_xml_reads(cell)
            elif isinstance(cell, datetime):
                assert abs(found.value - cell.replace(tzinfo=None)) < timedelta(seconds=1)
            elif cell is None:
                assert found.value is None
            else:
                assert found.value == pytest.approx(cell)


def _in_excel(cell: Cell) -> Cell:
    """What a workbook can hold of ``cell``: dates since 1900, numbers of 15 digits."""
    if isinstance(cell, datetime) and cell.year < 1901:
        return cell.replace(year=1901)
    if isinstance(cell, int | float):
        return cell % 10**15
    return cell


def _as_xml_reads(text: str) -> str:
    """``text`` as XML gives it back: one kind of line end, nothing that it can't hold."""
    text = re.sub("\r\n?", "\n", text)
    cut = text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "\ufffd", cut)


def test_what_a_cell_can_not_hold_is_counted() -> None:
    table = ResultTable("long", ("text",), (("x" * 100_000,), ("short",)))
    written = workbook([table], NOON)
    assert (written.cut, written.left_out) == (1, 0)
    (sheet,) = openpyxl.load_workbook(io.BytesIO(written.data)).worksheets
    assert len(sheet["A2"].value) == LONGEST_CELL
    assert sheet["A2"].value.endswith("…")


def test_the_same_results_make_the_same_workbook() -> None:
    tables = results().tables()
    assert workbook(tables, NOON).data == workbook(tables, NOON).data


@given(JSON)
def test_any_answer_has_words(answer: object) -> None:
    (table, *_) = results([made("gone", answer=answer)]).tables()
    assert isinstance(table.rows[0][6], str)
