"""Decks for Anki, looked at with SQLite as Anki itself opens them."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from hypothesis import given, settings

from desktop_app.content.document import Paragraph, Text
from desktop_app.content.reader import read_lesson
from desktop_app.exporting import export_questions
from desktop_app.quiz.exchange.anki_writing import write_anki
from desktop_app.quiz.exchange.collection import GlossaryTerm, Written
from desktop_app.quiz.model import Question
from desktop_app.resources import installed_lessons
from tests.quiz.exchange.generated import HERE, questions
from tests.quiz.exchange.pictures import PNG
from tests.quiz.exchange.trips import collection_of


def notes(written: Written, folder: Path) -> dict[str, tuple[str, str]]:
    """The guid of each note -> its fields, its tags."""
    with zipfile.ZipFile(BytesIO(written.data)) as package:
        package.extract("collection.anki2", folder)
        media = json.loads(package.read("media"))
        assert all(package.read(place) == PNG for place in media)
    database = sqlite3.connect(folder / "collection.anki2")
    try:
        rows = database.execute("select guid, flds, tags from notes").fetchall()
    finally:
        database.close()
    return {guid: (fields, tags) for guid, fields, tags in rows}


@settings(max_examples=25)
@given(question=questions)
def test_a_question_of_any_type_is_one_note_with_two_sides(
    question: Question, tmp_path_factory: object
) -> None:
    folder = tmp_path_factory.mktemp("anki")  # type: ignore[attr-defined]
    written = write_anki(collection_of([question]))
    found = notes(written, folder)
    ((fields, _),) = found.values()
    front, back = fields.split("\x1f")
    assert front
    assert back or not question.explanation
    assert list(notes(write_anki(collection_of([question])), folder)) == list(found)


@settings(max_examples=3)
@given(question=questions)
def test_words_are_never_markup(question: Question, tmp_path_factory: object) -> None:
    folder = tmp_path_factory.mktemp("anki")  # type: ignore[attr-defined]
    term = GlossaryTerm("t", "<b>a & b</b>", (Paragraph((Text("<script>x</script>"),), HERE),))
    written = write_anki(replace(collection_of([question]), terms=(term,)))
    told = " ".join(fields for fields, _ in notes(written, folder).values())
    assert "<script>" not in told
    assert "&lt;b&gt;a &amp; b&lt;/b&gt;" in told


def test_the_lesson_is_a_deck_with_its_glossary(tmp_path: Path) -> None:
    lesson = read_lesson(Path(installed_lessons()["premiers-pas"]))
    written = export_questions(lesson, "anki", "fr")
    assert written is not None
    found = notes(Written(written.data), tmp_path)
    assert len(found) > len(lesson.terms) > 0
    assert {problem.code for problem in written.problems} <= {"not-kept", "left-out"}
