"""Model blocks of lessons: told rightly, and what is wrong with one is said where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.checking import check_lesson
from desktop_app.content.lesson import Lesson
from desktop_app.content.reader import read_lesson
from desktop_app.content.wording import hint, message
from desktop_app.models.told import ToldModel

SOUND = """model: core-periphery
parameters: {T: cost, mu: 0.4, lambda: 0.5}
states: {before: {cost: 2.1, restart: true}}
predict: {question: "Quoi\\u202f?", options: [un, deux]}
"""


def lesson_with(folder: Path, yaml: str, prose: str = "Un [avant](state:before).") -> Lesson:
    (folder / "chapters").mkdir()
    (folder / "lesson.yaml").write_text(
        "format: 1\ntitle: T\nlanguages: [fr]\nlicence: CC0\nchapters: [one]\n", "utf-8"
    )
    (folder / "chapters" / "one.fr.md").write_text(
        "---\ntitle: Un\nparameters:\n"
        "  cost: {label: C, min: 1.3, max: 2.2, step: 0.01, default: 2.1}\n"
        "  part: {label: P, unit: '%', min: 0, max: 100, step: 1, default: 22}\n---\n\n"
        f"## Un {{#one minutes=1}}\n\n{prose}\n\n"
        f"::: {{.model #sim}}\n\n```yaml\n{yaml}```\n\n:::\n",
        "utf-8",
    )
    return read_lesson(folder)


def test_a_sound_block_has_no_problem_and_sets_its_model(tmp_path: Path) -> None:
    lesson = lesson_with(tmp_path, SOUND)
    assert check_lesson(lesson) == ()
    chapter = lesson.chapter("one", "fr")
    assert chapter is not None
    told = ToldModel(lesson, chapter.steps[0].models[0])
    assert told.used == told.sliders == ("cost",)
    assert told.values({"cost": 1.5}).number("T") == 1.5


@pytest.mark.parametrize(
    ("yaml", "code"),
    [
        (SOUND.replace("core-periphery", "core-perifery"), "no-such-model"),
        (SOUND.replace("mu: 0.4", "my: 0.4"), "no-such-setting"),
        (SOUND.replace("mu: 0.4", "mu: 1.4"), "setting-out-of-bounds"),
        (SOUND.replace("T: cost", "T: coast"), "unknown-name"),
        (SOUND.replace("T: cost", "T: cost *"), "bad-expression"),
        (SOUND.replace("T: cost", "T: cost - 1"), "slider-out-of-bounds"),
        (SOUND.replace("cost: 2.1", "cost: 9"), "out-of-range"),
        (SOUND.replace("cost: 2.1", "coast: 2"), "unknown-value"),
        (SOUND.replace("[un, deux]", "[un]"), "predict-choice-or-curve"),
        (SOUND + "views: [diagrm]\n", "unknown-value"),
        (SOUND + "colour: red\n", "unknown-key"),
        (SOUND.replace("before", "other"), "dangling-reference"),
    ],
)
def test_what_is_wrong_is_said_in_both_languages_where_it_stands(
    tmp_path: Path, yaml: str, code: str
) -> None:
    found = check_lesson(lesson_with(tmp_path, yaml))
    assert code in [problem.code for problem in found]
    for problem in found:
        assert problem.location.file == "chapters/one.fr.md"
        assert problem.location.line > 6
        for language in ("fr", "en"):
            assert message(problem, language)
            hint(problem, language)
