"""The lessons that come with the application, read as their readers will."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from desktop_app.charts.resolve import resolve
from desktop_app.charts.sources import LessonChartSource
from desktop_app.charts.spec.reader import read_specification
from desktop_app.checking import check_lesson
from desktop_app.content.descriptions import basis_of, describe, figure_text, licence_of
from desktop_app.content.document import links, plain_text
from desktop_app.content.lesson import Lesson
from desktop_app.content.model import BASES, MisconceptionBlock, ModelBlock, SourceCheckBlock, Step
from desktop_app.content.problems import ProblemLog
from desktop_app.content.reader import read_lesson
from desktop_app.content.reference import Reference
from desktop_app.quiz.model import TYPES
from desktop_app.resources import installed_lessons
from tests.lessons.prose import sentences, step_links

MAIN = "rebattre-les-cartes"
LESSONS: dict[str, Lesson] = {
    name: read_lesson(Path(path)) for name, path in installed_lessons().items()
}
EDITIONS = [(name, language) for name in LESSONS for language in LESSONS[name].languages]
each_edition = pytest.mark.parametrize(("name", "language"), EDITIONS)

MONTH = (
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|"
    "January|February|March|April|May|June|July|August|September|October|November|December"
)
DATE = re.compile(
    rf"\b(?:1[6-9]|20)\d\d(?:–(?:1[6-9]|20)\d\d)?s?\b"
    rf"|\b\d{{1,2}}(?:er)?\s(?:{MONTH})\b"
    rf"|\b\d{{1,2}}\s(?:to|and|et|au)\s(?=\d{{1,2}}\s(?:{MONTH}))"
    rf"|\b(?:chapitre|chapter)\s\d\b"
)
"""The numbers that are no figures: dates, years, and the number of a chapter."""


def steps(name: str, language: str) -> list[Step]:
    return [step for _, step in LESSONS[name].steps(language)]


def test_the_main_lesson_comes_first() -> None:
    assert list(installed_lessons()) == [MAIN, "premiers-pas"]


@pytest.mark.parametrize("name", LESSONS)
def test_check_finds_nothing(name: str) -> None:
    assert check_lesson(LESSONS[name]) == ()
    assert LESSONS[name].languages == ("fr", "en")


@each_edition
def test_every_number_of_the_text_is_a_linked_figure(name: str, language: str) -> None:
    unlinked = [
        sentence
        for step in steps(name, language)
        for sentence in sentences(step)
        if re.search(r"\d", DATE.sub("", sentence))
    ]
    assert unlinked == []


@each_edition
def test_a_live_figure_is_written_as_the_page_will_set_it(name: str, language: str) -> None:
    lesson = LESSONS[name]
    spaces = str.maketrans("\u00a0\u202f", "  ")
    for step in steps(name, language):
        for link in step_links(step):
            if link.reference is not None and link.reference.kind in ("value", "param"):
                live = figure_text(lesson, link.reference, {}, language)
                written = plain_text(link.children)
                assert written.translate(spaces) == live.translate(spaces), link.location


@each_edition
def test_times_add_up(name: str, language: str) -> None:
    lesson = LESSONS[name]
    total = 0.0
    for chapter in lesson.chapter_ids:
        edition = lesson.edition(chapter, language)
        assert edition is not None
        assert all(step.minutes > 0 for step in edition.steps), chapter
        minutes = sum(step.minutes for step in edition.steps)
        assert edition.heading.minutes == minutes, chapter
        total += minutes
    assert lesson.minutes == total


def test_the_routes_through_the_main_lesson_fit_their_sessions() -> None:
    """Room is kept for the chapter of simulations: 15 minutes, about 6 of them essential."""
    chapters = [chapter.heading for chapter, _ in LESSONS[MAIN].steps("fr")]
    essential = sum(
        step.minutes
        for heading, step in zip(chapters, steps(MAIN, "fr"), strict=True)
        if heading.essential and step.essential
    )
    assert 45 <= essential <= 55
    assert LESSONS[MAIN].minutes is not None
    assert 85 <= LESSONS[MAIN].minutes <= 110


@pytest.mark.parametrize("chapter", LESSONS[MAIN].chapter_ids)
def test_a_chapter_has_its_parts(chapter: str) -> None:
    """It opens with a question on what came before, closes with two, and has between
    them a prediction, a misconception refuted and a source checked.
    """
    lesson = LESSONS[MAIN]
    edition = lesson.edition(chapter, "fr")
    assert edition is not None
    assert edition.heading.objective
    first, *_, last = edition.steps
    assert first.id.startswith("recall-")
    assert [len(first.questions), len(last.questions)] == [1, 2]
    assert last.id.startswith("end-")
    blocks = [block for step in edition.steps for block in step.blocks]
    assert any(isinstance(block, MisconceptionBlock) for block in blocks)
    assert any(isinstance(block, SourceCheckBlock) for block in blocks)
    foreseen = any(isinstance(block, ModelBlock) and block.foresight for block in blocks)
    assert foreseen or any(lesson.tables_to_predict(step, "fr") for step in edition.steps)


@each_edition
def test_every_step_has_a_note_and_most_have_a_question(name: str, language: str) -> None:
    for step in steps(name, language):
        assert any(block.kind == "teacher" for block in step.blocks), step.id
        played = any(isinstance(block, ModelBlock) for block in step.blocks)
        assert step.questions or played or step.id == "your-turn", step.id


@each_edition
def test_every_option_is_explained_and_leads_to_the_evidence(name: str, language: str) -> None:
    for step in steps(name, language):
        for question in step.questions:
            assert question.evidence is not None, question.id
            assert question.attribute("difficulty") in ("1", "2", "3"), question.id
            for option in (*question.options, *question.proofs):
                if question.type == "open" or plain_text(option.text).startswith("→"):
                    continue  # criteria to tick, and what fits nothing
                assert list(links(option.explanation)), (question.id, option.location.line)
            if question.type in ("gaps", "prediction", "open"):
                assert list(links(question.explanation)), question.id


def test_at_least_a_third_of_the_questions_reason_over_a_chart() -> None:
    questions = [question for step in steps(MAIN, "fr") for question in step.questions]
    assert len(questions) >= 45
    over_charts = [q for q in questions if q.evidence is not None and q.evidence.kind == "chart"]
    assert len(over_charts) * 3 >= len(questions)
    tagged = Counter(
        option.misconception
        for question in questions
        for option in (*question.options, *question.proofs)
        if option.misconception
    )
    assert sum(tagged.values()) >= 30


def test_every_type_is_asked_with_hints_second_tries_and_certainty() -> None:
    questions = [question for step in steps(MAIN, "fr") for question in step.questions]
    assert {question.type for question in questions} == set(TYPES)
    assert sum(question.type == "choice" for question in questions) <= len(questions) / 2
    assert sum(bool(question.hints) for question in questions) >= 15
    assert sum(question.attribute("tries") == "2" for question in questions) >= 15
    sure = {chapter.id for chapter, step in LESSONS[MAIN].steps("fr") for question in step.questions
            if question.attribute("certainty") == "yes"}  # fmt: skip
    assert sure == set(LESSONS[MAIN].chapter_ids)


def test_the_sketch_map_is_drawn_by_the_evidence_of_its_questions() -> None:
    """Each item that is placed sets the parameter that draws it; the last one draws all."""
    lesson = LESSONS[MAIN]
    step = next(step for _, step in lesson.steps("fr") if step.id == "sketch-map")
    drawn = [question.attribute("set").split() for question in step.questions]
    items = {name for name in lesson.parameters if name.startswith("sketch")}
    assert {text.partition("=")[0] for text in drawn[-1]} == items
    assert [len(texts) for texts in drawn] == [1] * (len(items) - 1) + [len(items)]
    log = ProblemLog()
    specification = read_specification(step.charts[0], lesson, "fr", log)
    assert specification is not None
    source = LessonChartSource(lesson)

    def marks(setting: dict[str, float]) -> int:
        return len(resolve(specification, source, setting, "fr").marks)

    blank = marks({})
    for texts in drawn:
        pairs = (text.partition("=") for text in texts)
        assert marks({name: float(value) for name, _, value in pairs}) > blank, texts


def test_every_question_has_an_objective() -> None:
    lesson = LESSONS[MAIN]
    for chapter, step in lesson.steps("fr"):
        for question in step.questions:
            objective = question.attribute("objective") or chapter.id
            assert lesson.heading(objective, "fr").objective, question.id


@pytest.mark.parametrize("name", LESSONS)
def test_every_table_says_what_it_counts_when_and_how_it_is_known(name: str) -> None:
    lesson = LESSONS[name]
    for table_id in lesson.table_ids():
        table = lesson.table(table_id)
        assert table is not None
        said = (table.title, table.definition, table.date, licence_of(lesson, table))
        for text in said:
            assert set(text) == set(lesson.languages), table_id
        known = basis_of(lesson, table)
        assert known in BASES or table_id == "promises", table_id


def test_the_glossary_and_the_sources_are_used() -> None:
    lesson = LESSONS[MAIN]
    assert len(lesson.terms) >= 30
    used = {
        (link.reference.kind, link.reference.name)
        for step in steps(MAIN, "fr")
        for link in step_links(step)
        if link.reference is not None
    }
    guide = lesson.guide("fr")
    assert guide is not None
    used |= {
        (link.reference.kind, link.reference.name)
        for step in guide.steps
        for link in step_links(step)
        if link.reference is not None
    }
    assert len({name for kind, name in used if kind == "term"}) >= 30
    of_tables = {
        source
        for table in map(lesson.table, lesson.table_ids())
        if table is not None
        for source in (table.source, *(column.source for column in table.columns.values()))
    }
    cited = {name for kind, name in used if kind == "source"} | of_tables
    assert set(lesson.sources) <= cited


@each_edition
def test_every_chart_has_its_words_and_draws_something(name: str, language: str) -> None:
    lesson = LESSONS[name]
    source = LessonChartSource(lesson)
    for step in steps(name, language):
        for block in step.charts:
            log = ProblemLog()
            specification = read_specification(block, lesson, language, log)
            assert specification is not None, block.id
            assert specification.title, block.id
            assert specification.subtitle, block.id
            assert specification.description.endswith("."), block.id
            scene = resolve(specification, source, {}, language)
            assert scene.problems == (), block.id
            assert scene.sources or not _tables(specification), block.id
            assert scene.rows, block.id


def _tables(specification: object) -> list[str]:
    units = specification.units  # type: ignore[attr-defined]
    return [unit.data.table for unit in units if unit.data.table]


def test_places_are_called_by_their_names_not_by_their_codes() -> None:
    lesson = LESSONS[MAIN]
    named = {
        "point:departements/31/change": "Haute-Garonne\u202f: 9,1\u202f%",
        "point:communes/75056": "Paris\u202f: 2\u202f103\u202f778\u00a0habitants",
        "point:epci/242900314": "Brest Métropole\u202f: 215\u202f278\u00a0habitants",
    }
    for text, said in named.items():
        reference = Reference.parse(text)
        assert reference is not None
        assert describe(lesson, reference, {}, "fr") == said
    step = next(step for _, step in lesson.steps("fr") if step.id == "density")
    specification = read_specification(step.charts[0], lesson, "fr", ProblemLog())
    assert specification is not None
    scene = resolve(specification, LessonChartSource(lesson), {}, "fr")
    assert scene.marks[0].description == "Ain\u202f: 75 à 150"


def test_the_charts_of_the_main_lesson_are_of_many_kinds() -> None:
    lesson = LESSONS[MAIN]
    marks: Counter[str] = Counter()
    for step in steps(MAIN, "fr"):
        for block in step.charts:
            specification = read_specification(block, lesson, "fr", ProblemLog())
            assert specification is not None
            marks.update({unit.mark.type for unit in specification.units})
    assert len(marks) >= 7
    assert marks["bar"] <= sum(marks.values()) / 2


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_guide_says_what_a_teacher_needs(language: str) -> None:
    guide = LESSONS[MAIN].guide(language)
    assert guide is not None
    assert [step.id for step in guide.steps] == [
        "guide-objectives",
        "guide-programmes",
        "guide-one-session",
        "guide-two-sessions",
        "guide-figures",
        "guide-answers",
        "guide-extensions",
    ]
