"""Many defects in one lesson: each is found, none hides another, and the rest is built."""

from __future__ import annotations

import re

from desktop_app.content.reader import read_lesson
from tests.support.lessons import LESSONS, places_of

BROKEN = LESSONS / "broken"
FR, EN = "chapters/one.fr.md", "chapters/one.en.md"
UNMARKED = [
    ("cell-not-a-number", "tables/jobs.csv", 3, 9),
    ("duplicate-row", "tables/jobs.csv", 4, 1),
    ("row-length", "tables/jobs.csv", 5, 1),
    ("out-of-range", FR, 3, 10),
    ("text-before-step", FR, 6, 1),
    ("wrong-type", FR, 8, 21),
    ("missing-in-language", FR, 8, 1),
    ("figure-disagrees", FR, 10, 19),
    ("unknown-block", FR, 13, 1),
    ("unclosed-block", FR, 19, 1),
    ("bad-reference", FR, 21, 20),
    ("missing-in-language", EN, 5, 1),
]
"""Where a mark would be part of the content."""


def _marked() -> list[tuple[str, str, int, int]]:
    found = []
    for path in sorted(BROKEN.rglob("*.yaml")):
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
            for code, column in re.findall(r"# ([a-z-]+) (\d+)", line):
                file = path.relative_to(BROKEN).as_posix()
                found.append((code, file, number, int(column)))
    return found


def test_every_defect_is_found_in_its_place() -> None:
    expected = sorted(_marked() + UNMARKED)
    assert len(expected) > 25
    assert sorted(places_of(BROKEN)) == expected


def test_what_is_sound_is_there_all_the_same() -> None:
    lesson = read_lesson(BROKEN)
    assert lesson.title_in("en") == "Une leçon cassée"
    assert lesson.chapter_ids == ("one", "two")
    table = lesson.table("jobs")
    assert table is not None
    assert table.rows["managers"]["share"] == 58
    assert table.rows["workers"]["share"] is None
    chapter = lesson.chapter("one", "fr")
    assert chapter is not None
    assert [block.kind for block in chapter.steps[0].blocks] == ["block", "teacher"]
    assert not chapter.steps[0].blocks[0].is_sound
    assert lesson.chapter("two", "fr") is None
