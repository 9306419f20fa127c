"""The plan of a session and the summary of a lesson."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desktop_app.content.lesson import Lesson
from desktop_app.content.problems import ProblemLog
from desktop_app.content.reader import read_lesson
from desktop_app.paper.composing import compose
from desktop_app.paper.elements import Row
from desktop_app.paper.request import PaperRequest
from tests.paper.reading import lesson_of_questions, lines, paper_of
from tests.support.lessons import LessonBuilder

CHAPTER = "chapters/telework.en.md"
PLAN = """---
title: Working from home
objective: "Read a share."
---

## First {#first minutes=1.5}

Words with [metropolisation](term:metropolisation).

::: {.teacher #note-first}

Let them guess.

:::

## Aside {#aside minutes=2 essential=false}

More words.

## Last {#last minutes=3}

The end.
"""


@pytest.fixture
def lesson(tmp_path: Path) -> Lesson:
    return read_lesson(LessonBuilder().write(CHAPTER, PLAN).folder(tmp_path))


def test_a_plan_has_two_clocks_and_the_notes(lesson: Lesson) -> None:
    said = lines(paper_of(PaperRequest("plan", "en", chapters=("telework",)), lesson))
    assert said[1:] == [
        "6.5 min in all; 4.5 min for the essential steps, in bold. The notes are for you alone.",
        "Elapsed | Essential | Step | Min | Content",
        "Working from home 6.5 min",
        "Objective: Read a share.",
        "0′ | 0′ | First | 1.5 |",
        "Let them guess.",
        "1′30″ | – | Aside | 2 |",
        "3′30″ | 1′30″ | Last | 3 |",
    ]


def test_a_plan_without_times_shows_none(tmp_path: Path) -> None:
    content = re.sub(r" minutes=[\d.]+", "", PLAN)
    lesson = read_lesson(LessonBuilder().write(CHAPTER, content).folder(tmp_path))
    said = lines(paper_of(PaperRequest("plan", "en", chapters=("telework",)), lesson))
    assert said[1].startswith("The lesson gives no times.")
    assert "| | First | |" in said
    assert "Working from home" in said


def test_essential_steps_are_strong_and_say_what_they_hold() -> None:
    pieces = paper_of(PaperRequest("plan", "fr")).pieces
    rows = [one for piece in pieces for one in piece.elements if isinstance(one, Row)]
    assert rows[0].head
    assert all(row.strong for row in rows[1:])
    held = [line for line in lines(paper_of(PaperRequest("plan", "fr"))) if "question" in line]
    assert any("1 graphique, 1 question" in line for line in held)


def test_a_summary_tells_what_charts_find_terms_and_sources() -> None:
    said = lines(paper_of(PaperRequest("summary", "en")))
    assert "Types of questions" in said
    assert said.count("• 29 times less telework among manual workers") == 1
    assert "Sources" in said
    assert any(line.startswith("Insee (2020") for line in said)


def test_terms_that_are_used_most_are_kept_longest(tmp_path: Path) -> None:
    terms = "".join(
        f"t{rank:02d}:\n  term: {{fr: t{rank:02d}, en: term {rank:02d}}}\n"
        f"  definition: {{fr: Mot., en: A word.}}\n"
        for rank in range(40)
    )
    links = " ".join(f"[w](term:t{rank:02d})" for rank in range(40)) + " [w](term:t39)"
    builder = LessonBuilder().write("glossary.yaml", terms)
    builder.write(CHAPTER, PLAN.replace("[metropolisation](term:metropolisation)", links))
    lesson = read_lesson(builder.folder(tmp_path))
    request = PaperRequest("summary", "en", chapters=("telework",))
    (drafts,) = compose(lesson, request, ProblemLog())
    counts = []
    for draft in drafts:
        told = [line for line in lines(draft) if line.startswith("term ")]
        assert not told or "term 39: A word." in told
        assert told == sorted(told)
        counts.append(len(told))
    assert counts[0] == 40
    assert counts[-1] == 0


@pytest.mark.parametrize("document", ["plan", "summary"])
def test_versions_are_for_questions_alone(document: str) -> None:
    request = PaperRequest(document, "en", versions=("A", "B"))
    assert len(compose(lesson_of_questions(), request, ProblemLog())) == 1
