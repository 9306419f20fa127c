"""What a sound lesson is once read: frozen, typed, and read no earlier than needed."""

from __future__ import annotations

import dataclasses
import math
from datetime import date
from pathlib import Path

import pytest

from desktop_app.content import files as lesson_files
from desktop_app.content.document import Link, Paragraph, Quotation, links, plain_text
from desktop_app.content.model import (
    ChartBlock,
    MisconceptionBlock,
    QuestionBlock,
    SourceCheckBlock,
    TeacherBlock,
)
from desktop_app.content.reader import read_lesson
from desktop_app.content.reference import KINDS, Reference
from tests.support.lessons import LESSONS, SOUND, LessonBuilder


def test_the_manifest_is_read() -> None:
    lesson = read_lesson(SOUND)
    assert lesson.id == "sound"
    assert lesson.title_in("fr") == "Leçon d’essai\u202f: le télétravail"
    assert lesson.title_in("en") == "Sample lesson: telework"
    assert lesson.languages == ("fr", "en")
    assert lesson.chapter_ids == ("telework", "places")
    assert lesson.authors == ("Une enseignante",)
    assert lesson.minutes == 10
    assert lesson.parameters["managers"].default == 40
    assert lesson.sources["insee-197"].year == "2020"
    assert lesson.terms["telework"].term["en"] == "telework"


def test_a_table_is_typed() -> None:
    table = read_lesson(SOUND).table("jobs")
    assert table is not None
    assert list(table.rows) == ["managers", "workers, skilled", "others"]
    assert table.rows["managers"] == {
        "job": "managers",
        "share": 58,
        "people": 2_200_000,
        "sure": True,
        "since": date(2020, 5, 1),
        "year": date(2020, 1, 1),
    }
    assert set(table.rows["others"].values()) == {"others", None}
    assert table.columns["share"].unit["fr"] == "%"
    assert table.columns["share"].is_numeric
    assert table.places["others"].line == 4
    assert table.cell(Reference.point("jobs", "managers")) == 58
    assert table.cell(Reference.point("jobs", "managers", "people")) == 2_200_000


def test_tables_and_chapters_are_read_when_first_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    reads: list[str] = []
    read = lesson_files.FolderFiles.read

    def counted(self: lesson_files.FolderFiles, path: str) -> bytes:
        reads.append(path)
        return read(self, path)

    monkeypatch.setattr(lesson_files.FolderFiles, "read", counted)
    lesson = read_lesson(SOUND)
    assert not [path for path in reads if path.startswith("tables/") or ".en." in path]
    reads.clear()
    lesson.table("jobs")
    lesson.table("jobs")
    lesson.chapter("places", "en")
    lesson.chapter("places", "en")
    assert sorted(reads) == ["chapters/places.en.md", "tables/jobs.csv", "tables/jobs.yaml"]


def test_a_step_holds_its_blocks_in_order() -> None:
    found = read_lesson(SOUND).find_step("unequal", "fr")
    assert found is not None
    chapter, step = found
    assert (chapter.id, chapter.title) == ("telework", "Qui télétravaille\u202f?")
    assert (step.title, step.minutes) == ("Une expérience inégale", 3)
    assert [type(block) for block in step.blocks] == [ChartBlock, QuestionBlock]
    (chart,), (question,) = step.charts, step.questions
    assert chart.specification is not None
    assert chart.specification["mark"] == "bar"
    assert question.evidence == Reference.point("jobs", "managers")
    assert [option.correct for option in question.options] == [False, True]
    assert question.options[0].misconception == "choice-not-job"
    assert plain_text(question.options[0].text) == "Les ouvriers refusent le télétravail. "
    assert plain_text(question.options[1].explanation).startswith("Oui\u202f: voir le graphique")
    assert plain_text(question.explanation).startswith("Relisez la question")
    assert all(block.is_sound for block in step.blocks)


def test_the_other_blocks() -> None:
    lesson = read_lesson(SOUND)
    blocks = {b.id: b for _, step in lesson.steps("en") for b in step.blocks}
    choice, check, notes = blocks["choice"], blocks["check-58"], blocks["notes"]
    assert isinstance(choice, MisconceptionBlock)
    assert str(choice.chart) == "chart:by-job"
    assert [plain_text(part).strip() for part in choice.parts][1] == "The job decides."
    assert isinstance(check, SourceCheckBlock)
    assert str(check.source) == "source:insee-197"
    assert isinstance(notes, TeacherBlock)
    again = blocks["by-job-again"]
    assert isinstance(again, ChartBlock)
    assert again.of == "by-job"
    assert lesson.find_chart("by-job", "en") is not None
    assert lesson.find_chart("nothing", "en") is None


def test_every_link_knows_where_it_stands() -> None:
    lesson = read_lesson(SOUND)
    for language in lesson.languages:
        chapter = lesson.chapter("telework", language)
        assert chapter is not None
        source = (SOUND / chapter.location.file).read_text("utf-8").split("\n")
        prose = [part for part in chapter.steps[0].parts if isinstance(part, Paragraph | Quotation)]
        question = chapter.steps[0].questions[0]
        explained = [node for option in question.options for node in option.explanation]
        found = [*links(prose), *links(question.prompt), *links(explained)]
        assert len(found) == 9
        for link in found:
            line = source[link.location.line - 1][link.location.column - 1 :]
            assert line.startswith("[")
            assert f"]({link.reference})" in line.split(")")[0] + ")"


def test_a_chapter_stands_in_for_one_that_is_missing(tmp_path: Path) -> None:
    lesson = read_lesson(LessonBuilder().remove("chapters/places.en.md").folder(tmp_path))
    chapter = lesson.chapter("places", "en")
    assert chapter is not None
    assert chapter.language == "fr"
    assert lesson.heading("places", "en").title == "Où\u202f?"
    assert lesson.edition("places", "en") is None


def test_values_follow_their_parameters() -> None:
    lesson = read_lesson(SOUND)
    assert math.isclose(lesson.evaluate("potential", {}), 23.2)
    assert math.isclose(lesson.evaluate("potential", {"managers": 50}), 29)
    assert lesson.named_number("managers", {"managers": 50}) == 50
    with pytest.raises(KeyError):
        lesson.evaluate("nothing", {})
    with pytest.raises(KeyError):
        lesson.named_number("nothing", {})


def test_a_circle_of_values_is_a_key_error_and_harms_no_other(tmp_path: Path) -> None:
    more = "  a: {expression: b + potential}\n  b: {expression: a}\n"
    lesson = read_lesson(LessonBuilder().append("lesson.yaml", more).folder(tmp_path))
    for _ in range(2):
        with pytest.raises(KeyError):
            lesson.evaluate("a", {})
        with pytest.raises(KeyError):
            lesson.evaluate("b", {"managers": 1})
        assert math.isclose(lesson.evaluate("potential", {}), 23.2)


def test_an_endless_chain_of_values_is_a_key_error(tmp_path: Path) -> None:
    more = "  v0: {expression: 1 + 1}\n"
    more += "".join(f"  v{i}: {{expression: v{i - 1} + 1}}\n" for i in range(1, 3000))
    lesson = read_lesson(LessonBuilder().append("lesson.yaml", more).folder(tmp_path))
    with pytest.raises(KeyError):
        lesson.evaluate("v2999", {})
    assert lesson.evaluate("v5", {}) == 7


def test_numbers_in_cells() -> None:
    lesson = read_lesson(SOUND)
    assert lesson.number(Reference.point("jobs", "managers")) == 58
    assert math.isnan(lesson.number(Reference.point("jobs", "others")))
    for path in (("jobs", "managers", "job"), ("jobs", "managers", "sure"), ("jobs", "x")):
        with pytest.raises(KeyError):
            lesson.number(Reference.point(*path))
    with pytest.raises(KeyError):
        lesson.number(Reference.point("nothing", "x"))


def test_content_is_frozen() -> None:
    lesson = read_lesson(SOUND)
    table = lesson.table("jobs")
    step = lesson.find_step("unequal", "fr")
    assert table is not None
    assert step is not None
    for entity in (lesson, table, table.columns["share"], step[0], step[1], *step[1].blocks):
        with pytest.raises(dataclasses.FrozenInstanceError):
            entity.id = "x"  # type: ignore[misc]
    for mapping in (lesson.parameters, table.rows, table.rows["managers"], lesson.sources):
        with pytest.raises(TypeError):
            mapping["x"] = 1  # type: ignore[index]


@pytest.mark.parametrize("name", ["../jobs", "jobs.csv", "", "a/b", "nothing"])
def test_a_table_that_is_not_there(name: str) -> None:
    assert read_lesson(SOUND).table(name) is None


# -- references --------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "point:jobs/managers",
        "point:jobs/managers/share",
        "sentence:unequal/3",
        "output:two-regions/T_break",
        *(f"{kind}:x" for kind in KINDS if kind not in ("point", "sentence", "output")),
    ],
)
def test_a_reference_is_written_as_it_was_read(text: str) -> None:
    assert str(Reference.parse(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "point",
        "point:",
        "point:jobs",
        "sentence:x",
        "sentence:x/1/2",
        "point:a/b/c/d",
        "point:a//b",
        "term:a/b",
        "x:y",
        ":a",
    ],
)
def test_what_is_no_reference(text: str) -> None:
    assert Reference.parse(text) is None


def test_a_row_covers_its_cells_and_they_cover_it() -> None:
    row, cell = Reference.point("t", "r"), Reference.point("t", "r", "c")
    other = Reference.point("t", "s")
    assert row.covers(cell)
    assert cell.covers(row)
    assert cell.row == row
    assert not row.covers(other)
    assert not row.covers(None)
    assert not cell.covers(Reference.point("t", "r", "d"))


def test_a_web_address_is_kept_and_a_program_is_not(tmp_path: Path) -> None:
    text = "\n[a](https://x.fr/é?b=1&c=%20) [b](mailto:a@b.c) [c](javascript:alert(1))\n"
    lesson = LessonBuilder().append("chapters/places.fr.md", text)
    chapter = read_lesson(lesson.folder(tmp_path)).chapter("places", "fr")
    assert chapter is not None
    paragraph = chapter.steps[0].parts[-1]
    assert isinstance(paragraph, Paragraph)
    found = [node for node in paragraph.children if isinstance(node, Link)]
    assert [link.url for link in found] == ["https://x.fr/é?b=1&c=%20", "mailto:a@b.c", ""]
    assert [link.location.column for link in found] == [1, 31, 49]


def test_what_a_step_holds_back_until_it_is_predicted(tmp_path: Path) -> None:
    lesson = read_lesson(LESSONS / "charts")
    found = lesson.find_step("first-predict", "fr")
    assert found is not None
    step = found[1]
    assert lesson.tables_to_predict(step, "fr") == {"asked": "jobs"}
    assert lesson.charts_held_back(step, "fr", {"jobs"}) == {"told-too"}
    assert lesson.charts_held_back(step, "fr", set()) == frozenset()
    # A chart that looks the table up tells as much; one that asks itself conceals.
    builder = LessonBuilder()
    builder.append(
        "chapters/places.fr.md",
        "\n::: {.chart #asks of=by-job}\n\n```yaml\n"
        "usermeta: {predict: {field: share}}\n```\n\n:::\n"
        "\n::: {.chart #again of=asks}\n\n```yaml\ntitle: Encore\n```\n\n:::\n"
        "\n::: {.chart #looks-up}\n\n```yaml\ntitle: x\ndescription: y\n"
        "data: {values: [{job: managers}]}\nmark: bar\ntransform:\n"
        "  - {lookup: job, from: {data: {name: jobs}, key: job, fields: [share]}}\n"
        "encoding: {y: {field: share, type: quantitative}}\n```\n\n:::\n",
    )
    lesson = read_lesson(builder.folder(tmp_path))
    found = lesson.find_step("source", "fr")
    assert found is not None
    assert lesson.tables_to_predict(found[1], "fr") == {"asks": "jobs"}
    assert lesson.charts_held_back(found[1], "fr", {"jobs"}) == {"by-job-again", "looks-up"}


def test_a_figure_rests_on_a_table_through_other_values(tmp_path: Path) -> None:
    builder = LessonBuilder().replace(
        "lesson.yaml",
        "    expression: managers / 100 * [jobs/managers] + 0\n",
        "    expression: managers / 100 * [jobs/managers] + 0\n"
        "  twice: {label: {fr: a, en: b}, unit: '%', expression: 2 * potential}\n"
        "  circle: {label: {fr: a, en: b}, unit: '%', expression: circle + 1}\n"
        "  plain: {label: {fr: a, en: b}, unit: '%', expression: managers + 1}\n",
    )
    lesson = read_lesson(builder.folder(tmp_path))
    rests = {
        name: lesson.rests_on(Reference("value", (name,)), {"jobs"})
        for name in ("potential", "twice", "circle", "plain", "nowhere")
    }
    assert rests == {
        "potential": True, "twice": True, "circle": False, "plain": False, "nowhere": False,
    }  # fmt: skip
    assert lesson.rests_on(Reference.point("jobs", "managers"), {"jobs"})
    assert not lesson.rests_on(Reference.point("pay", "managers"), {"jobs"})


def test_a_zip_can_be_replaced_while_it_is_read(tmp_path: Path) -> None:
    archive = LessonBuilder().zipped(tmp_path)
    lesson = read_lesson(archive)
    archive.write_bytes(b"another one is being written here")
    assert lesson.chapter("places", "fr") is not None
