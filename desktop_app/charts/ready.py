"""A chart of a lesson made ready ahead of its showing, in whatever thread has the time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop_app.charts.resolve import resolve
from desktop_app.charts.scene import Scene
from desktop_app.charts.sources import LessonChartSource
from desktop_app.charts.spec.grammar import Specification
from desktop_app.charts.spec.reader import read_specification
from desktop_app.content.lesson import Lesson
from desktop_app.content.model import ChartBlock
from desktop_app.content.problems import Problem, ProblemLog


@dataclass(frozen=True)
class ReadyChart:
    """What ``block`` asks for in ``language``; with its scene at ``parameters``, where nothing
    is chosen on it, in ``scene``: None where it has none, or none was made.
    """

    block: ChartBlock
    language: str
    specification: Specification | None
    problems: tuple[Problem, ...]
    parameters: Mapping[str, float]
    scene: Scene | None = None

    @property
    def is_sound(self) -> bool:
        return not any(problem.is_error for problem in self.problems)


def read_chart(
    block: ChartBlock, lesson: Lesson, language: str, parameters: Mapping[str, float]
) -> ReadyChart:
    """``block`` read, without its scene."""
    log = ProblemLog()
    log.extend(block.problems)
    specification = read_specification(block, lesson, language, log)
    return ReadyChart(block, language, specification, log.frozen(), parameters)


def make_ready(
    block: ChartBlock, source: LessonChartSource, language: str, parameters: Mapping[str, float]
) -> ReadyChart:
    """``block`` read and resolved, its data shown."""
    read = read_chart(block, source.lesson, language, parameters)
    if read.specification is None or not read.is_sound:
        return read
    scene = resolve(read.specification, source, parameters, language)
    return ReadyChart(block, language, read.specification, read.problems, parameters, scene)
