from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.quiz.check import check_questions
from tests.quiz.lessons import CHOICE, CHOICES, NUMBER, write_lesson

ALL = CHOICE + CHOICES + NUMBER


def test_the_same_questions_in_both_languages_are_sound(tmp_path: Path) -> None:
    assert not list(check_questions(write_lesson(tmp_path / "lesson", fr=ALL, en=ALL)))


@pytest.mark.parametrize(
    ("old", "new", "key", "values"),
    [
        ("type=choices", "type=choice", "", ()),
        ("- [x] Les employés", "- [ ] Les employés", "[x]", ("[ ]", "[x]")),
        ("- [ ] Les cadres travaillent moins\n\n  > Rien de tel ici.", "", "options", ("2", "3")),
        ("tolerance=1", "tolerance=1%", "tolerance", ("1%", "1")),
        ("- [x] 29", "- [x] 28", "options", ("28", "29")),
        ("misconception=points", "misconception=point", "misconception", ("point", "points")),
    ],
)
def test_a_translation_that_differs_is_found(
    old: str, new: str, key: str, values: tuple[str, str], tmp_path: Path
) -> None:
    assert old in ALL
    lesson = write_lesson(tmp_path / "lesson", fr=ALL, en=ALL.replace(old, new))
    problems = list(check_questions(lesson))
    assert len(problems) == 1
    assert problems[0].location.file == "chapters/one.en.md"
    if not key:  # it can't be asked at all: there is nothing to compare
        assert problems[0].code == "several-right-answers"
        return
    assert problems[0].code == "question-differs"
    found = problems[0].values
    assert (found["key"], found["found"], found["expected"]) == (key, *values)
    assert found["file"] == "chapters/one.fr.md"


def test_another_type_is_said_once(tmp_path: Path) -> None:
    one = CHOICE.replace("type=choice", "type=choices")
    problems = list(check_questions(write_lesson(tmp_path / "lesson", fr=CHOICE, en=one)))
    assert [problem.values["key"] for problem in problems] == ["type"]


def test_a_chapter_missing_in_a_language_is_no_difference(tmp_path: Path) -> None:
    lesson = write_lesson(tmp_path / "lesson", fr=ALL, en=ALL)
    (tmp_path / "lesson/chapters/one.en.md").unlink()
    assert not list(check_questions(lesson))


def test_the_problems_of_the_blocks_are_not_repeated(tmp_path: Path) -> None:
    body = CHOICE.replace("type=choice", "type=choice colour=red")
    lesson = write_lesson(tmp_path / "lesson", fr=body)
    chapter = lesson.edition("one", "fr")
    assert chapter is not None
    assert [problem.code for problem in chapter.problems] == ["unknown-attribute"]
    assert not list(check_questions(lesson))
