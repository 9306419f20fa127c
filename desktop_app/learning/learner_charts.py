"""Progress as charts: Vega-Lite specifications with their rows, worded in one language.

Each can be drawn by any engine that draws Vega-Lite; the application uses its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop_app.content.dates import format_date
from desktop_app.content.numbers import format_number
from desktop_app.content.wording import word
from desktop_app.learning.axes import short_labels, whole_axis
from desktop_app.learning.certainty import BANDS, Certainty
from desktop_app.learning.progress import Mastery, Progress

LAST_DAYS = 14
MOST_BARS = 40
"""So many objectives and misconceptions are shown one by one; all of them are counted."""
_LONG_TEXTS: Mapping[str, object] = {
    "type": "nominal", "sort": None, "title": None, "axis": {"labelLimit": 300},
}  # fmt: skip
BAND = {"type": "bar", "color": "#808080", "opacity": 0.35}
"""Mid-grey and thin: it lies behind on light and on dark."""


@dataclass(frozen=True)
class LearnerChart:
    """One chart of the learner page; ``specification`` holds title, description and data."""

    id: str
    specification: Mapping[str, Any]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The data as a plain table: rows of columns."""
        data = self.specification["data"]
        return list(data["values"])

    @property
    def bars(self) -> int:
        """How many bars lie one under the other, 0 where they stand."""
        y = self.specification.get("encoding", {}).get("y", {})
        return len({row[y["field"]] for row in self.rows}) if y.get("type") == "nominal" else 0


def learner_charts(progress: Progress) -> tuple[LearnerChart, ...]:
    """The charts of a learner page that have something to show, in its order."""
    return tuple(_Charts(progress).all())


class _Charts:
    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._language = progress.outline.language

    def all(self) -> Iterator[LearnerChart]:
        progress = self._progress
        if progress.objectives:
            yield self._objectives()
        if any(chapter.seconds for chapter in progress.chapters):
            yield self._time()
        if progress.days:
            yield self._days()
        if any(level.answers for level in progress.calibration):
            yield self._calibration()
        if progress.misconceptions:
            yield self._misconceptions()

    def _objectives(self) -> LearnerChart:
        """The questions of each objective: known, answered, not yet answered."""
        progress = self._progress
        states = [self._word(f"objective-{name}") for name in ("known", "to-review", "left")]
        rows = []
        shown = progress.objectives[:MOST_BARS]
        labels = short_labels(one.text for one in shown)
        for label, one in zip(labels, shown, strict=True):
            counts = (one.known, one.answered - one.known, one.questions - one.answered)
            for rank, (state, count) in enumerate(zip(states, counts, strict=True)):
                rows.append(
                    {"objective": label, "state": state, "rank": rank,
                     "questions": count, "all": one.questions}
                )  # fmt: skip
        mastered = sum(one.mastery is Mastery.MASTERED for one in progress.objectives)
        values = {"mastered": mastered, "count": len(progress.objectives)}
        questions = {
            "type": "quantitative",
            "title": self._word("questions"),
            "axis": whole_axis(one.questions for one in progress.objectives),
        }
        # What is not answered yet is no third colour: all of it is a track behind the others.
        answered = {
            "color": {
                "field": "state",
                "type": "nominal",
                "title": None,
                "scale": {"domain": states[:2]},
                "legend": {"orient": "top"},
            },
            "x": {"field": "questions", **questions},
            "order": {"field": "rank", "type": "quantitative"},
        }
        track = {"x": {"field": "all", **questions}}
        drawn = {
            "encoding": {"y": {"field": "objective", **_LONG_TEXTS}},
            "layer": [
                {"mark": BAND, "encoding": track, "transform": [{"filter": "datum.rank == 0"}]},
                {"mark": "bar", "encoding": answered, "transform": [{"filter": "datum.rank < 2"}]},
            ],
        }
        return self._named("objectives", rows, drawn, values)

    def _time(self) -> LearnerChart:
        chapters = self._progress.chapters
        labels = short_labels(one.title for one in chapters)
        rows = [
            {"chapter": label, "minutes": round(one.seconds / 60, 1)}
            for label, one in zip(labels, chapters, strict=True)
        ]
        most = max(chapters, key=lambda one: one.seconds)
        values = {
            "minutes": self._number(round(self._progress.seconds / 60)),
            "chapter": most.title,
        }
        encoding = {
            "y": {"field": "chapter", **_LONG_TEXTS},
            "x": {"field": "minutes", "type": "quantitative", "title": self._word("minutes")},
        }
        return self._chart("time", rows, "bar", encoding, values)

    def _days(self) -> LearnerChart:
        days = self._progress.days[-LAST_DAYS:]
        results = [self._word("right"), self._word("not-right")]
        rows = [
            {"day": self._day(one.day), "result": result, "answers": count}
            for one in days
            for result, count in zip(results, (one.right, one.attempts - one.right), strict=True)
        ]
        values = {"count": len(days), "answers": self._number(self._progress.attempts)}
        encoding = {
            "x": {"field": "day", "type": "ordinal", "sort": None, "title": None},
            "y": {
                "field": "answers",
                "type": "quantitative",
                "title": self._word("answers"),
                "axis": whole_axis(one.attempts for one in days),
            },
            "color": {
                "field": "result",
                "type": "nominal",
                "title": None,
                "scale": {"domain": results},
                "legend": {"orient": "top"},
            },
        }
        return self._chart("days", rows, "bar", encoding, values)

    def _calibration(self) -> LearnerChart:
        """For each certainty the share that was right, with its interval, on the band of
        shares for which that certainty pays best.
        """
        levels = self._progress.calibration
        rows = []
        for level in levels:
            least, most = BANDS[Certainty(level.certainty)]
            row: dict[str, object] = {
                "certainty": self._word(f"certainty-{level.certainty}"),
                "answers": level.answers,
                "least": round(100 * least, 1),
                "most": round(100 * most, 1),
            }
            if level.share is not None:
                row["right"] = round(100 * level.share, 1)
                row["low"] = round(100 * level.low, 1)
                row["high"] = round(100 * level.high, 1)
            rows.append(row)
        surest = max((level for level in levels if level.answers), key=lambda one: one.certainty)
        values = {
            "certainty": self._word(f"certainty-{surest.certainty}"),
            "right": surest.right,
            "answers": surest.answers,
        }
        certainty = {"field": "certainty", "type": "nominal", "sort": None, "title": None}
        axis = {"scale": {"domain": [0, 100]}, "type": "quantitative"}
        measured = [{"filter": "isValid(datum.right)"}]
        title = self._word("share-right")
        layers = [
            {
                "mark": BAND,
                "encoding": {
                    "y": certainty,
                    "x": {"field": "least", "title": title, **axis},
                    "x2": {"field": "most"},
                },
            },
            {
                "mark": {"type": "rule", "size": 2},
                "transform": measured,
                "encoding": {
                    "y": certainty,
                    "x": {"field": "low", "title": None, **axis},
                    "x2": {"field": "high"},
                },
            },
            {
                "mark": {"type": "point", "filled": True, "opacity": 1, "size": 110},
                "transform": measured,
                "encoding": {"y": certainty, "x": {"field": "right", "title": None, **axis}},
            },
        ]
        return self._named("calibration", rows, {"layer": layers}, values)

    def _misconceptions(self) -> LearnerChart:
        met = self._progress.misconceptions
        states = [self._word("misconception-resolved"), self._word("misconception-open")]
        shown = met[:MOST_BARS]
        labels = short_labels(one.text for one in shown)
        rows = [
            {"belief": label, "times": one.times, "state": states[not one.resolved]}
            for label, one in zip(labels, shown, strict=True)
        ]
        values = {"count": len(met), "resolved": sum(one.resolved for one in met)}
        encoding = {
            "y": {"field": "belief", **_LONG_TEXTS},
            "x": {
                "field": "times",
                "type": "quantitative",
                "title": self._word("times"),
                "axis": whole_axis(one.times for one in met),
            },
            "color": {
                "field": "state",
                "type": "nominal",
                "title": None,
                "scale": {"domain": states},
                "legend": {"orient": "top"},
            },
        }
        return self._chart("misconceptions", rows, "bar", encoding, values)

    # -- inside --------------------------------------------------------------------

    def _chart(
        self,
        name: str,
        rows: list[dict[str, object]],
        mark: object,
        encoding: Mapping[str, object],
        values: Mapping[str, object],
    ) -> LearnerChart:
        return self._named(name, rows, {"mark": mark, "encoding": encoding}, values)

    def _named(
        self,
        name: str,
        rows: list[dict[str, object]],
        drawn: Mapping[str, object],
        values: Mapping[str, object],
    ) -> LearnerChart:
        titles, descriptions = _TITLES[name], _DESCRIPTIONS[name]
        return LearnerChart(
            name,
            {
                "title": word(titles, self._language, values),
                "description": word(descriptions, self._language, values),
                "data": {"values": rows},
                **drawn,
            },
        )

    def _word(self, name: str) -> str:
        return word(_WORDS[name], self._language)

    def _day(self, day: date) -> str:
        """A day as an axis shows it: without its year where that is the last one's."""
        text = format_date(day, self._language)
        last = self._progress.days[-1].day
        return text.rpartition(" ")[0] if day.year == last.year else text

    def _number(self, value: float) -> str:
        return format_number(value, self._language)


_TITLES = {
    "objectives": "learner-objectives",
    "time": "learner-time",
    "days": "learner-days",
    "calibration": "learner-calibration",
    "misconceptions": "learner-misconceptions",
}
_DESCRIPTIONS = {
    "objectives": "learner-objectives-said",
    "time": "learner-time-said",
    "days": "learner-days-said",
    "calibration": "learner-calibration-said",
    "misconceptions": "learner-misconceptions-said",
}
_WORDS = {
    "objective-known": "learner-known",
    "objective-to-review": "learner-to-review",
    "objective-left": "learner-left",
    "questions": "learner-questions",
    "minutes": "learner-minutes",
    "answers": "learner-answers",
    "right": "learner-right",
    "not-right": "learner-not-right",
    "share-right": "learner-share-right",
    "certainty-1": "learner-unsure",
    "certainty-2": "learner-fairly-sure",
    "certainty-3": "learner-certain",
    "misconception-open": "learner-open",
    "misconception-resolved": "learner-resolved",
    "times": "learner-times",
}
