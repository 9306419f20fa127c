"""What a chart asks to be predicted, with its answers, for who may know them."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.charts.gaps import truths
from desktop_app.charts.resolve import resolve
from desktop_app.charts.sources import LessonChartSource
from desktop_app.charts.spec.reader import read_specification
from desktop_app.content.lesson import Lesson
from desktop_app.content.model import ChartBlock
from desktop_app.content.problems import ProblemLog


def truths_of(
    lesson: Lesson, block: ChartBlock, parameters: Mapping[str, float], language: str
) -> tuple[tuple[str, str], ...]:
    """Each thing that is to be estimated on a chart, with its number in words; () where
    nothing is, or where the chart has an error.
    """
    log = ProblemLog()
    specification = read_specification(block, lesson, language, log)
    if specification is None or specification.meta.predict is None:
        return ()
    return truths(resolve(specification, LessonChartSource(lesson), parameters, language))
