"""The report of a class, its tables, charts and page."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser

import pytest

from desktop_app.charts.chart_file import read_chart
from desktop_app.learning.attempts import Attempt, Kind
from desktop_app.learning.classroom.class_charts import class_charts
from desktop_app.learning.classroom.class_page import ClassPage
from desktop_app.learning.classroom.class_predictions import ClassPredictions, GroupPrediction
from desktop_app.learning.classroom.class_report import ClassReport, class_report
from desktop_app.learning.classroom.class_tables import ClassTables
from desktop_app.learning.classroom.collection import Collection, collect
from desktop_app.learning.classroom.marks import NO_CLASS, Mark, marked, marks_in
from desktop_app.learning.classroom.voting import Asked, Round, Stage, Vote
from desktop_app.learning.progress import Mastery
from desktop_app.learning.results.delimited import french_csv
from desktop_app.learning.results.forms import REPORT_TABLES
from tests.learning.classroom.samples import found, handed_in
from tests.learning.sample import outline, question
from tests.support.attempts import NOON, made, version_of

LESSON = outline(
    question("a", misconceptions=("myth",)),
    question("b", misconceptions=("myth",)),
    question("own", "two", type="open", options=(), right=()),
)


def attempt(
    learner: str, name: str, score: float, minutes: float = 0, **changes: object
) -> Attempt:
    return made(name, NOON + timedelta(minutes=minutes), learner=learner, score=score, **changes)


def a_class() -> Collection:
    zoe = [
        attempt("Zoé", "a", 0.0, answer=["0"], misconceptions=["myth"]),
        attempt("Zoé", "a", 1.0, 1),
        attempt("Zoé", "b", 1.0, 60),
        attempt("Zoé", "own", 0.5, 61, kind=Kind.SELF_CHECK, answer=["Well…", "assessed", "0"]),
    ]
    ali = [
        attempt("Ali", "a", 0.0, answer=["0"], misconceptions=["myth"]),
        attempt("Ali", "b", 0.0, 1, version=version_of("another b")),
    ]
    files = [found("1", handed_in("Zoé", zoe)), found("2", handed_in("Ali", ali))]
    return collect(files, names=["Ali", "Inès", "Zoé"])


def report(collection: Collection | None = None, **options: object) -> ClassReport:
    told = {"lesson": "a-lesson", "language": "en", **options}
    return class_report(LESSON, collection or a_class(), **told)  # type: ignore[arg-type]  # marks, as each test says


def test_each_student() -> None:
    ali, ines, zoe = report().students
    assert (ines.name, ines.handed_in, ines.answered, ines.first) == ("Inès", None, 0, None)
    assert (zoe.answered, zoe.first, zoe.last) == (3, 0.5, pytest.approx(2.5 / 3))
    assert dict(zoe.scores) == {"a": 1.0, "b": 1.0, "own": 0.5}
    assert zoe.believed == ()  # b was right an hour later
    assert ali.believed == ("They say so.",)
    assert ali.handed_in == NOON


def test_each_question_by_first_answers_to_what_it_asks_now() -> None:
    a, b, own = report().questions
    assert (a.analysis.answers, a.analysis.difficulty) == (2, 0.0)
    assert a.picked == (2, 0)
    assert (b.analysis.answers, b.analysis.difficulty, b.other_version) == (1, 1.0, 1)
    assert (own.analysis.answers, own.unmarked) == (0, 1)


def test_misconceptions_and_objectives() -> None:
    (myth,) = report().misconceptions
    assert (myth.text, myth.students, myth.still) == ("They say so.", ("Ali", "Zoé"), ("Ali",))
    one, two = report().objectives
    assert (
        dict(one.standing) == {Mastery.TO_REVIEW: 1, Mastery.TO_REVIEW: 2}
        or sum(one.standing.values()) == 2
    )
    assert dict(two.standing) == {Mastery.NOT_STARTED: 1, Mastery.TO_REVIEW: 1}


def test_a_mark_counts_in_place_of_what_the_student_said() -> None:
    collection = a_class()
    (answer,) = report(collection).open_answers
    assert (answer.learner, answer.text, answer.own, answer.mark) == ("Zoé", "Well…", 0.5, None)
    mark = Mark(answer.attempt.id, 1.0, (0, 1), "Clear")
    marked = report(collection, marks=marks_in([mark.as_data()]))
    assert marked.open_answers[0].mark == mark
    assert marked.students[2].scores["own"] == 1.0
    own = marked.questions[2]
    assert (own.analysis.answers, own.analysis.difficulty, own.unmarked) == (1, 1.0, 0)


def test_a_mark_stands_when_the_answer_comes_again_and_the_last_one_counts() -> None:
    mine = made("own", learner="Zoé", answer=["Well…"], kind=Kind.SELF_CHECK, score=1.0, share=1.0)
    marks = [Mark(mine.id, 1.0), Mark(mine.id, 0.5)]
    kept = marks_in([one.as_data() for one in marks])
    assert [one.correct for one in marked([mine], kept)] == [False]
    later = replace(mine, id=made("own").id, at=mine.at + timedelta(days=1))
    for answers, told in (([mine], [0.5]), ([mine, later], [0.5, 1.0])):
        again = [
            found("1", handed_in("Zoé", [mine])),
            found("2", handed_in("Zoé", answers, mine.at + timedelta(days=2))),
        ]
        got = report(collect(again), marks=kept)
        (line,) = got.students
        assert (line.first, line.last) == (told[0], told[-1])
        assert got.open_answers[0].mark == (marks[-1] if answers == [mine] else None)
        assert (got.questions[2].analysis.difficulty, got.questions[2].unmarked) == (
            0.5,
            len(answers) - 1,
        )
    both = {**kept, later.id: Mark(later.id, 0.0)}
    assert report(collect(again), marks=both).questions[2].analysis.difficulty == 0.0


def test_marks_that_are_none_are_passed_over() -> None:
    good = Mark("x", 0.5).as_data()
    bad = [{}, {"attempt": 1, "score": 1}, {**good, "score": 2}, {**good, "score": "1"}]
    nan = {**good, "score": float("nan")}
    assert dict(marks_in([*bad, nan, {**good, "score": True}])) == {}
    assert marks_in([good, {**good, "score": 1, "criteria": [1, "2", -1]}])["x"] == Mark(
        "x", 1.0, (1,)
    )


def test_a_lesson_that_is_not_at_hand_is_reported_by_ids() -> None:
    told = class_report(None, a_class(), "a-lesson", "en")
    assert not told.known_lesson
    assert [one.question.prompt for one in told.questions] == ["a", "b", "own"]
    assert told.outline.title == "A lesson"
    assert len(told.open_answers) == 1


def hostile() -> Collection:
    names = ['=HYPERLINK("http://x")', "@SUM(A1)", "-2", "+1", "<b>Zoé</b>", 'a";b', "'x"]
    files = [found(str(rank), handed_in(name)) for rank, name in enumerate(names)]
    return collect(files)


def test_a_name_that_is_a_formula_is_a_text_in_every_table() -> None:
    collection = hostile()
    tables = ClassTables([report(collection)], collection, "fr", UTC)
    for name in REPORT_TABLES:
        for line in french_csv(tables.table(name)).splitlines():
            for cell in line.removeprefix("\ufeff").split(";"):
                assert cell.strip('"')[:1] not in ("=", "@", "+") or cell == '"+1"'
    students = french_csv(tables.table("students"))
    assert students.count('"\'=HYPERLINK(""http://x"")"') == 1
    assert '"-2"' in students  # numbers are no formulas


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_table_has_as_many_cells_as_headings(language: str) -> None:
    collection = a_class()
    tables = ClassTables([report(collection)], collection, language, UTC)
    for table in tables.all():
        assert table.rows, table.name
        assert {len(row) for row in table.rows} == {len(table.columns)}
    students = tables.table("students")
    assert students.columns[-3:] == ("a", "b", "own")
    assert students.rows[1][2] == {"fr": "rien", "en": "nothing"}[language]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_charts_are_sound_and_add_up(language: str) -> None:
    told = report(language=language)
    told = replace(told, outline=replace(told.outline, language=language))
    charts = {chart.id: chart for chart in class_charts(told)}
    assert set(charts) == {
        "class-questions", "class-results", "class-objectives", "class-misconceptions",
    }  # fmt: skip
    for chart in charts.values():
        drawn = read_chart(json.dumps(chart.specification), "x.json", None, {}, language)
        assert drawn.problems == ()
        assert drawn.scene is not None
        assert drawn.scene.marks
    assert sum(row["students"] for row in charts["class-results"].rows) == 2
    assert sum(row["students"] for row in charts["class-misconceptions"].rows) == 2


class Words(HTMLParser):
    """What a page says, and the tags that it opens and closes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def page(collection: Collection, language: str = "en", name: str = "") -> ClassPage:
    made_at = datetime(2026, 11, 26, 10, tzinfo=UTC)
    reports = [report(collection, language=language)]
    return ClassPage(reports, collection, language, made_at, name=name, picture=lambda _: "")


def test_the_page_is_whole_and_says_what_is_missing() -> None:
    read = Words(page(a_class(), name="2nde <B>").html())
    assert read.open == []
    said = " ".join(read.words)
    assert "Report: 2nde <B>" in said
    assert "26 November 2026, 10:00" in said
    assert "Nothing from 1 student of the list: Inès" in said
    assert "They say so." in said


def test_the_page_tells_what_the_class_voted_and_predicted() -> None:
    when = datetime(2026, 11, 26, 10, tzinfo=UTC)
    asked = Asked("a-lesson", "why", "0" * 16, "<b>Why?", ("yes", "no"), frozenset({1}))
    vote = Vote("v", NO_CLASS, asked, when, when, Stage.SHOWN, Round((3, 1), 0, 4))
    told = replace(vote, second=Round((1, 3), 0, 4))
    group = GroupPrediction("g", "Les <verts>", {"a": 1.0})
    foreseen = ClassPredictions("p", NO_CLASS, "a", "c", "0", "A chart", when, when, (group,))
    made = ClassPage(
        [], a_class(), "en", when, name="", picture=lambda chart: f"<p>{chart.id}</p>",
        votes=[told], predictions=[foreseen],
    )  # fmt: skip
    read = Words(made.html())
    assert read.open == []
    said = " ".join(read.words)
    for words in ("<b>Why?", "25% right of 4", "75% right of 4", "A \u22122, B +2", "class-votes",
                  "A chart", "Les <verts>"):  # fmt: skip
        assert words in said


def test_no_name_can_write_into_the_page() -> None:
    html = page(hostile(), "fr").html()
    assert "<b>Zoé" not in html
    assert "&lt;b&gt;Zoé&lt;/b&gt;" in html
    assert Words(html).open == []


def test_nobody_and_nothing_can_be_reported() -> None:
    empty = collect([found("1", handed_in("Zoé", ()))])
    told = report(empty)
    assert class_charts(told) == ()
    assert Words(page(empty).html()).open == []
