"""Which lesson is meant by a path: itself, what it is a part of, the only one that it holds."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desktop_app.content.finding import FoundLesson, find_lesson
from tests.support.lessons import LessonBuilder


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    return LessonBuilder().folder(tmp_path / "été — 100 % #1\nà lire")


def test_a_lesson_its_manifest_and_what_stands_in_it(lesson: Path) -> None:
    for inside in ("", "lesson.yaml", "chapters", "tables/jobs.csv"):
        assert find_lesson(lesson / inside) == FoundLesson(lesson)
    chapter = lesson / "chapters" / "telework.fr.md"
    assert find_lesson(chapter) == FoundLesson(lesson, "telework")


def test_a_folder_that_holds_lessons(lesson: Path) -> None:
    assert find_lesson(lesson.parent) == FoundLesson(lesson)
    archive = LessonBuilder().zipped(lesson.parent)
    assert find_lesson(archive) == FoundLesson(archive)
    found = find_lesson(lesson.parent)
    assert found == FoundLesson(lesson.parent, several=("lesson", "lesson.zip"))


def test_a_zip_beside_a_manifest_is_itself(lesson: Path) -> None:
    archive = Path(shutil.move(LessonBuilder().zipped(lesson.parent), lesson / "packed.ZIP"))
    assert find_lesson(archive) == FoundLesson(archive)


def test_links_are_followed_and_what_is_no_lesson_is_left_to_the_reader(lesson: Path) -> None:
    root = lesson.parent
    (root / "link").symlink_to(lesson)
    (root / "loop").symlink_to(root / "loop")
    (root / "dead").symlink_to(root / "nowhere")
    (root / "empty").mkdir()
    assert find_lesson(root / "link") == FoundLesson(lesson)
    assert find_lesson(root / "empty") == FoundLesson(root / "empty")
    assert find_lesson(lesson / "gone") == FoundLesson(lesson / "gone")
    for name in ("loop", "dead", "gone", "bad\0name"):
        assert find_lesson(root / name).path.name in (name, "nowhere")
