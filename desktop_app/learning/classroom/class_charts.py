"""The report of a class as charts: Vega-Lite specifications, worded in one language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from desktop_app.content.wording import word
from desktop_app.learning.axes import short_labels, whole_axis
from desktop_app.learning.classroom.class_report import ClassReport
from desktop_app.learning.classroom.class_tables import MASTERY
from desktop_app.learning.learner_charts import LearnerChart
from desktop_app.learning.progress import Mastery

STEP = 10
"""The width of a class of results, in percent."""
_TITLES = {
    "questions": "report-chart-questions",
    "results": "report-chart-results",
    "objectives": "report-chart-objectives",
    "misconceptions": "report-chart-misconceptions",
}
_DESCRIPTIONS = {
    "questions": "report-chart-questions-said",
    "results": "report-chart-results-said",
    "objectives": "report-chart-objectives-said",
    "misconceptions": "report-chart-misconceptions-said",
}
MOST_BARS = 15
"""The hardest questions and the most stubborn ideas: the tables have all of them."""
WIDTH, LABEL = 380, 330
"""Nominal pixels of the plot, and of the texts before it."""
_TEXTS: Mapping[str, object] = {"sort": None, "title": None, "axis": {"labelLimit": LABEL}}


def class_charts(report: ClassReport) -> tuple[LearnerChart, ...]:
    """The charts of a class report that have something to show, in its order."""
    return tuple(_Charts(report).all())


class _Charts:
    def __init__(self, report: ClassReport) -> None:
        self._report = report
        self._language = report.outline.language

    def all(self) -> Iterator[LearnerChart]:
        report = self._report
        if any(one.analysis.answers for one in report.questions):
            yield self._questions()
        if any(one.last is not None for one in report.students):
            yield self._results()
        if any(set(one.standing) - {Mastery.NOT_STARTED} for one in report.objectives):
            yield self._objectives()
        if report.misconceptions:
            yield self._misconceptions()

    def _questions(self) -> LearnerChart:
        """The questions from the hardest on, by the mean of the first answers."""
        asked = [one for one in self._report.questions if one.analysis.difficulty is not None]
        asked.sort(key=lambda one: one.analysis.difficulty or 0.0)
        shown = asked[:MOST_BARS]
        labels = short_labels(one.question.prompt for one in shown)
        rows = [
            {
                "question": label,
                "right": round(100 * (one.analysis.difficulty or 0.0), 1),
                "answers": one.analysis.answers,
            }
            for label, one in zip(labels, shown, strict=True)
        ]
        values = {
            "question": shown[0].question.prompt,
            "share": round(100 * (shown[0].analysis.difficulty or 0.0)),
        }
        encoding = {
            "y": {"field": "question", "type": "nominal", **_TEXTS},
            "x": {
                "field": "right",
                "type": "quantitative",
                "title": self._word("report-first"),
                "scale": {"domain": [0, 100]},
            },
        }
        return self._chart("questions", rows, {"mark": "bar", "encoding": encoding}, values)

    def _results(self) -> LearnerChart:
        """How many students have which mean of last scores."""
        means = [100 * one.last for one in self._report.students if one.last is not None]
        counts = [0] * (100 // STEP)
        for mean in means:
            counts[min(int(mean // STEP), len(counts) - 1)] += 1
        rows = [
            {"from": rank * STEP, "to": (rank + 1) * STEP, "students": count}
            for rank, count in enumerate(counts)
        ]
        values = {"mean": round(sum(means) / len(means)), "count": len(means)}
        axis = {"type": "quantitative", "scale": {"domain": [0, 100]}}
        encoding = {
            "x": {"field": "from", "title": self._word("report-last"), "bin": "binned", **axis},
            "x2": {"field": "to"},
            "y": {
                "field": "students",
                "type": "quantitative",
                "title": self._word("report-students"),
                "axis": whole_axis(counts),
            },
        }
        return self._chart("results", rows, {"mark": "bar", "encoding": encoding}, values)

    def _objectives(self) -> LearnerChart:
        objectives = self._report.objectives
        labels = short_labels(one.text for one in objectives)
        states = {mastery: self._word(code) for mastery, code in MASTERY.items()}
        rows = [
            {
                "objective": label,
                "state": states[mastery],
                "rank": rank,
                "students": one.standing.get(mastery, 0),
            }
            for label, one in zip(labels, objectives, strict=True)
            for rank, mastery in enumerate(states)
        ]
        students = len(self._report.present)
        encoding = {
            "y": {"field": "objective", "type": "nominal", **_TEXTS},
            "x": {
                "field": "students",
                "type": "quantitative",
                "title": self._word("report-students"),
                "axis": whole_axis([students]),
            },
            "color": {
                "field": "state",
                "type": "nominal",
                "title": None,
                "scale": {"domain": list(states.values())},
            },
            "order": {"field": "rank", "type": "quantitative"},
        }
        values = {"count": len(objectives), "students": students}
        return self._chart("objectives", rows, {"mark": "bar", "encoding": encoding}, values)

    def _misconceptions(self) -> LearnerChart:
        met = self._report.misconceptions[:MOST_BARS]
        labels = short_labels(one.text for one in met)
        states = [self._word("learner-open"), self._word("learner-resolved")]
        rows = [
            {"belief": label, "state": state, "rank": rank, "students": count}
            for label, one in zip(labels, met, strict=True)
            for rank, (state, count) in enumerate(
                zip(states, (len(one.still), len(one.students) - len(one.still)), strict=True)
            )
        ]
        encoding = {
            "y": {"field": "belief", "type": "nominal", **_TEXTS},
            "x": {
                "field": "students",
                "type": "quantitative",
                "title": self._word("report-students"),
                "axis": whole_axis(len(one.students) for one in met),
            },
            "color": {
                "field": "state",
                "type": "nominal",
                "title": None,
                "scale": {"domain": states},
            },
            "order": {"field": "rank", "type": "quantitative"},
        }
        values = {"belief": met[0].text, "count": len(met[0].still)}
        drawn = {"mark": "bar", "encoding": encoding}
        return self._chart("misconceptions", rows, drawn, values)

    # -- inside ------------------------------------------------------------------------

    def _chart(
        self,
        name: str,
        rows: list[dict[str, Any]],
        drawn: Mapping[str, object],
        values: Mapping[str, object],
    ) -> LearnerChart:
        return LearnerChart(
            f"class-{name}",
            {
                "title": word(_TITLES[name], self._language, values),
                "description": word(_DESCRIPTIONS[name], self._language, values),
                "data": {"values": rows},
                "width": WIDTH,
                **drawn,
            },
        )

    def _word(self, code: str) -> str:
        return word(code, self._language)
