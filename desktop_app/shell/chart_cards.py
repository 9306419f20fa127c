"""Cards for charts that are of no lesson: progress, the results of a class."""

from __future__ import annotations

import json
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop_app.charts.spec.json_text import record_from_json
from desktop_app.content.lesson import Lesson
from desktop_app.content.model import ChartBlock
from desktop_app.content.problems import Location, Problem, ProblemLog
from desktop_app.learning.learner_charts import LearnerChart
from desktop_app.session.preferences import PreferenceStore
from desktop_app.session.session import Session
from desktop_app.ui.charts.chart_card import ChartCard


def chart_card(
    chart: LearnerChart,
    lesson: Lesson,
    preferences: PreferenceStore,
    word: Callable[[Problem], str],
) -> QWidget:
    """A card of the application's own engine, as those of lessons are; ``lesson`` is the
    one that the chart is about.
    """
    card = ChartCard(lesson, Session({}), preferences, word, animated=False)
    card.show_chart(_block(chart), preferences.state.language)
    return card


def _block(chart: LearnerChart) -> ChartBlock:
    place = Location(f"{chart.id}.json")
    record = record_from_json(json.dumps(chart.specification), place.file, ProblemLog())
    return ChartBlock(f"learner-{chart.id}", {}, place, specification=record)
