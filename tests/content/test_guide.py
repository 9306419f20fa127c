"""The teacher's guide of a lesson, and what tables and steps say of themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.content.checks import check_content
from desktop_app.content.descriptions import basis_of, licence_of
from desktop_app.content.lesson import Lesson
from desktop_app.content.reader import read_lesson
from tests.support.lessons import LessonBuilder

GUIDE = "---\ntitle: {title}\n---\n\n## {title} {{#guide-start}}\n\n[x](step:{step})\n"
FR = "chapters/telework.fr.md"


def guided() -> LessonBuilder:
    builder = LessonBuilder()
    for language, title in (("fr", "Guide"), ("en", "Guide")):
        builder.write(f"guide.{language}.md", GUIDE.format(title=title, step="unequal"))
    return builder


def read(builder: LessonBuilder, folder: Path) -> tuple[Lesson, list[tuple[str, str]]]:
    lesson = read_lesson(builder.folder(folder))
    return lesson, [(one.location.file, one.code) for one in check_content(lesson)]


def test_a_guide_stands_beside_the_chapters(tmp_path: Path) -> None:
    before = read(LessonBuilder(), tmp_path / "without")
    assert not before[0].has_guide
    assert before[0].guide("fr") is None
    lesson, problems = read(guided(), tmp_path / "with")
    assert problems == before[1]
    assert lesson.has_guide
    guide = lesson.guide("en")
    assert guide is not None
    assert (guide.language, guide.title, guide.steps[0].id) == ("en", "Guide", "guide-start")
    assert guide.id not in lesson.chapter_ids
    assert "guide-start" not in {step.id for _, step in lesson.steps("fr")}


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda b: b.remove("guide.en.md"), ("lesson.yaml", "missing-chapter")),
        (
            lambda b: b.replace("guide.fr.md", "(step:unequal)", "(step:nowhere)"),
            ("guide.fr.md", "dangling-reference"),
        ),
        (
            lambda b: b.replace("guide.fr.md", "{#guide-start}", "{#unequal}"),
            ("guide.fr.md", "duplicate-id"),
        ),
        (
            lambda b: b.append("guide.fr.md", "\n## Plus {#more}\n\nx\n"),
            ("guide.fr.md", "missing-in-language"),
        ),
    ],
)
def test_what_is_wrong_with_a_guide_is_said(
    change: object, problem: tuple[str, str], tmp_path: Path
) -> None:
    builder = guided()
    change(builder)  # type: ignore[operator]
    lesson, problems = read(builder, tmp_path)
    assert problem in problems
    assert lesson.guide("en") is not None


def test_a_step_may_be_left_off_the_shortest_route(tmp_path: Path) -> None:
    builder = LessonBuilder()
    text = builder.text(FR)
    at = text.index("{#unequal")
    end = text.index("}", at)
    builder.write(FR, f"{text[:end]} essential=false{text[end:]}")
    lesson, _ = read(builder, tmp_path / "a")
    essential = {step.id: step.essential for _, step in lesson.steps("fr")}
    assert essential.pop("unequal") is False
    assert set(essential.values()) == {True}
    builder.write(FR, f"{text[:end]} essential=perhaps{text[end:]}")
    lesson, problems = read(builder, tmp_path / "b")
    assert (FR, "wrong-type") in problems
    assert all(step.essential for _, step in lesson.steps("fr"))


def test_how_figures_are_known_is_said_by_the_table_or_its_source(tmp_path: Path) -> None:
    builder = LessonBuilder()
    sources = builder.text("sources.yaml")
    builder.write(
        "sources.yaml",
        sources.replace("insee-197:\n", "insee-197:\n  basis: declared\n  licence: Etalab\n", 1),
    )
    lesson, problems = read(builder, tmp_path / "a")
    table = lesson.table("jobs")
    assert table is not None
    assert basis_of(lesson, table) == "declared"
    assert licence_of(lesson, table)["fr"] == "Etalab"
    builder.append("tables/jobs.yaml", "basis: modelled\ndate: {fr: en mai, en: in May}\n")
    lesson, problems = read(builder, tmp_path / "b")
    table = lesson.table("jobs")
    assert table is not None
    assert (basis_of(lesson, table), table.date["en"]) == ("modelled", "in May")
    builder.replace("tables/jobs.yaml", "basis: modelled", "basis: guessed")
    lesson, problems = read(builder, tmp_path / "c")
    assert ("tables/jobs.yaml", "unknown-value") in problems


def test_a_row_can_be_known_in_another_way_than_its_table(tmp_path: Path) -> None:
    builder = LessonBuilder()
    builder.append("tables/jobs.yaml", "basis: measured\nbases: {managers: estimated}\n")
    lesson, problems = read(builder, tmp_path / "a")
    table = lesson.table("jobs")
    assert table is not None
    assert not problems
    found = {row: basis_of(lesson, table, row) for row in table.rows}
    assert found.pop("managers") == "estimated"
    assert set(found.values()) == {"measured"}
    assert basis_of(lesson, table) == "measured"


@pytest.mark.parametrize("bases", ["{managers: guessed}", "{managerz: estimated}", "estimated"])
def test_what_is_no_row_or_no_way_to_know_is_said(bases: str, tmp_path: Path) -> None:
    builder = LessonBuilder()
    builder.append("tables/jobs.yaml", f"bases: {bases}\n")
    _, problems = read(builder, tmp_path)
    expected = "unknown-value" if "{" in bases else "wrong-type"
    assert ("tables/jobs.yaml", expected) in problems
