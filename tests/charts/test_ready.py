"""A chart made ready ahead is the one that would have been made when it is shown."""

from __future__ import annotations

from desktop_app.charts.ready import make_ready, read_chart
from desktop_app.charts.resolve import resolve
from desktop_app.charts.sources import LessonChartSource
from tests.quiz.examples import lesson, steps


def test_what_is_made_ready_is_what_is_resolved() -> None:
    source = LessonChartSource(lesson())
    (block,) = steps("fr")["step-choice"].charts
    ready = make_ready(block, source, "fr", {"managers": 40.0})
    read = read_chart(block, lesson(), "fr", {"managers": 40.0})
    assert read.specification is not None
    assert (read.is_sound, read.scene) == (True, None)
    assert ready.problems == read.problems
    assert ready.scene is not None
    assert ready.scene.title.startswith("29 fois moins")
    assert ready.scene == resolve(read.specification, source, {"managers": 40.0}, "fr")


def test_a_chart_with_an_error_has_no_scene() -> None:
    (block,) = steps("fr")["step-choice"].charts
    wrong = read_chart(block, lesson(), "fr", {})
    assert wrong.is_sound
    source = LessonChartSource(lesson())
    assert block.specification is not None
    broken = type(block)(**{**vars(block), "specification": None})
    assert make_ready(broken, source, "fr", {}).scene is None
