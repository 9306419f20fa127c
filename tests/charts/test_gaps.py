"""How far estimates were from the data, in the words and numbers of a language."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.charts.gaps import gaps
from tests.charts.sample import BARS, HEAD, LINES, PREDICT, lesson_with, scene_of

NNBSP, NBSP = "\u202f", "\u00a0"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_biggest_gap_comes_first(tmp_path: Path, language: str) -> None:
    scene = scene_of(lesson_with(tmp_path, {"it": PREDICT}), language=language)
    found = gaps(scene, {"managers": 50.0, "clerks": 35.5, "workers": 2.0})
    names = {"fr": ["Employés", "Cadres", "Ouvriers"], "en": ["Clerks", "Managers", "Workers"]}
    assert [gap.name for gap in found] == names[language]
    assert [(gap.size, gap.over) for gap in found] == [(15.5, True), (8, False), (0, False)]
    percent = f"{NNBSP}%" if language == "fr" else "%"
    decimal = "35,5" if language == "fr" else "35.5"
    assert [(gap.said, gap.truth) for gap in found] == [
        (f"{decimal}{percent}", f"20{percent}"), (f"50{percent}", f"58{percent}"),
        (f"2{percent}", f"2{percent}"),
    ]  # fmt: skip


def test_estimates_of_nothing_that_is_asked_are_left_out(tmp_path: Path) -> None:
    scene = scene_of(lesson_with(tmp_path, {"it": PREDICT}))
    assert gaps(scene, {"nobody": 3.0}) == ()
    assert [gap.name for gap in gaps(scene, {"managers": 1.0, "nobody": 3.0})] == ["Cadres"]
    assert gaps(scene, {}) == ()


def test_a_chart_that_asks_nothing_has_no_gaps(tmp_path: Path) -> None:
    scene = scene_of(lesson_with(tmp_path, {"it": BARS}))
    assert gaps(scene, {"managers": 50.0}) == ()


def test_gaps_along_a_line(tmp_path: Path) -> None:
    chart = LINES.replace("mark: {type: line, point: true}", "mark: line")
    scene = scene_of(
        lesson_with(tmp_path, {"it": chart + "usermeta: {predict: {field: visits}}\n"})
    )
    assert scene.task is not None
    assert scene.task.kind == "line"
    found = gaps(scene, {"2020-03-02": 20_000.0, "2020-03-30": 900_000.0, "2020-04-13": 5.0})
    assert [(gap.name, gap.size, gap.over) for gap in found] == [
        ("30 mars 2020", 99_000, False), ("2 mars 2020", 10_000, True),
    ]  # fmt: skip
    assert found[0].said == f"900{NNBSP}000{NBSP}actes"


def test_the_gap_of_a_single_number(tmp_path: Path) -> None:
    chart = HEAD + (
        "data: {name: telework}\ntransform: [{filter: \"datum.job == 'managers'\"}]\nmark: text\n"
        "encoding: {text: {field: share, type: quantitative}}\n"
        "usermeta: {predict: {field: share, min: 0, max: 100}}\n"
    )
    scene = scene_of(lesson_with(tmp_path, {"it": chart}))
    assert scene.task is not None
    assert (scene.task.kind, scene.task.low, scene.task.high) == ("value", 0, 100)
    (gap,) = gaps(scene, {scene.task.slots[0].key: 70.0})
    assert (gap.said, gap.truth, gap.size, gap.over) == (
        f"70{NNBSP}%", f"58{NNBSP}%", 12, True,
    )  # fmt: skip
