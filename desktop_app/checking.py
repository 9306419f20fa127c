"""Every problem of a lesson, from every layer that reads a part of it."""

from __future__ import annotations

from collections.abc import Callable

from desktop_app.charts.check import check_charts
from desktop_app.charts.probing import SceneOnStage, scene_on_stage
from desktop_app.content.checks import check_content
from desktop_app.content.collecting import rare_collection
from desktop_app.content.lesson import Lesson
from desktop_app.content.model import Step
from desktop_app.content.problems import Problem
from desktop_app.models.check import check_models
from desktop_app.quiz.check import check_questions


def check_lesson(lesson: Lesson) -> tuple[Problem, ...]:
    """All problems, each once, in the order of files and lines. Reads everything."""
    with rare_collection():
        problems = [*check_content(lesson)]
        if lesson.chapter_ids:
            problems += check_charts(lesson)
            problems += check_questions(lesson, _charts_of(lesson))
            problems += check_models(lesson)
    unique = {
        (problem.location, problem.code, str(sorted(problem.values.items()))): problem
        for problem in problems
    }
    return tuple(sorted(unique.values(), key=lambda problem: problem.location))


def _charts_of(lesson: Lesson) -> Callable[[Step, str], SceneOnStage | None]:
    """The chart that stands on stage beside a question, drawn when it is asked for."""

    def chart(step: Step, language: str) -> SceneOnStage | None:
        return scene_on_stage(lesson, step, {}, language)

    return chart
