"""The charts of a learner page: sound for this engine and for Vega-Lite's own."""

from __future__ import annotations

import json
import warnings
from datetime import UTC

import pytest
import vl_convert
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.charts.chart_file import read_chart
from desktop_app.content.typography import NNBSP
from desktop_app.learning.attempts import Attempt, Kind
from desktop_app.learning.learner_charts import LearnerChart, learner_charts
from desktop_app.learning.progress import progress_in
from tests.learning.sample import outline, question
from tests.support.attempts import attempts, later, made

HISTORY = [
    made("a", score=0.0, misconceptions=["myth"], certainty=3, seconds=40),
    made("a", later(minutes=1), seconds=8),
    made("b", certainty=2, seconds=61),
    made("d", later(days=1), score=0.5, certainty=1, misconceptions=["fable"], seconds=300),
    made("chart-two", later(days=1), kind=Kind.PREDICTION, score=None, seconds=20),
]


def charts(language: str = "en", history: list[Attempt] | None = None) -> dict[str, LearnerChart]:
    known = HISTORY if history is None else history
    progress = progress_in(outline(language=language), known, UTC)
    return {one.id: one for one in learner_charts(progress)}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_chart_can_be_drawn_and_says_what_it_shows(language: str) -> None:
    found = charts(language)
    assert list(found) == ["objectives", "time", "days", "calibration", "misconceptions"]
    for chart in found.values():
        drawn = read_chart(json.dumps(chart.specification), chart.id, None, {}, language)
        assert drawn.problems == ()
        assert drawn.scene is not None
        assert not drawn.scene.is_empty
        assert drawn.scene.title
        assert drawn.scene.description.endswith(".")
        assert drawn.scene.rows
        assert chart.rows


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_chart_is_a_vega_lite_chart(language: str) -> None:
    for chart in charts(language).values():
        specification = {
            "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
            **chart.specification,
        }
        with warnings.catch_warnings(record=True) as said:
            assert "<svg" in vl_convert.vegalite_to_svg(specification, vl_version="5.20")
        assert not said


def test_titles_say_the_finding_in_both_languages() -> None:
    french, english = charts("fr"), charts("en")
    titles = {name: str(chart.specification["title"]) for name, chart in french.items()}
    assert titles["objectives"] == f"Objectifs maîtrisés{NNBSP}: 0 sur 3"
    assert titles["days"] == f"Réponses par jour{NNBSP}: 4 en tout"
    assert titles["calibration"].endswith(f"«{NNBSP}certain{NNBSP}»{NNBSP}: juste 0 fois sur 1")
    assert english["time"].specification["title"] == (
        "7 min spent on questions, most of it on “Chapter two”"
    )
    for name, chart in french.items():
        assert chart.specification["title"] != english[name].specification["title"]


def test_the_rows_are_the_progress() -> None:
    found = charts()
    questions = {
        (row["objective"], row["state"]): row["questions"] for row in found["objectives"].rows
    }
    assert questions[("Objective of one", "known")] == 1
    assert questions[("Objective of one", "to review")] == 1
    assert questions[("Objective of one", "not yet seen")] == 1
    assert {row["chapter"]: row["minutes"] for row in found["time"].rows} == {
        "Chapter one": 1.8,
        "Chapter two": 5.3,
    }
    assert {
        row["belief"]: (row["times"], row["state"]) for row in found["misconceptions"].rows
    } == {
        "They say so.": (1, "overcome"),
        "One reads it.": (1, "not yet overcome"),
    }
    assert [row["day"] for row in found["days"].rows] == ["2 March"] * 2 + ["3 March"] * 2
    certain = found["calibration"].rows[2]
    assert (certain["certainty"], certain["answers"], certain["right"]) == ("certain", 1, 0.0)
    assert "right" not in charts(history=HISTORY[:1])["calibration"].rows[0]


def test_what_is_worded_alike_stays_apart() -> None:
    long = "An objective so long that no axis will ever show it whole, "
    asked = [question(name, objective=long + name) for name in "ab"]
    (chart,) = learner_charts(progress_in(outline(*asked), [], UTC))
    assert len({row["objective"] for row in chart.rows}) == 2
    assert all(len(row["objective"]) < 50 for row in chart.rows)


def test_nothing_done_shows_the_objectives_alone() -> None:
    assert list(charts(history=[])) == ["objectives"]


@settings(max_examples=30, deadline=None)
@given(st.lists(attempts(), max_size=10))
def test_any_history_can_be_drawn(history: list[Attempt]) -> None:
    for chart in charts(history=history).values():
        drawn = read_chart(json.dumps(chart.specification), chart.id, None, {}, "fr")
        assert not drawn.errors
        assert drawn.scene is not None
