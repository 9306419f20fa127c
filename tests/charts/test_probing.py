"""A cursor on an axis: where it may stand, and what it is worth there."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given as let
from hypothesis import strategies as st

from desktop_app.charts.probing import AxisSpan, SceneOnStage, scene_on_stage
from desktop_app.content.reference import Reference
from tests.quiz.examples import lesson, steps


def stage(step: str) -> SceneOnStage:
    found = scene_on_stage(lesson(), steps("fr")[step], {}, "fr")
    assert found is not None
    return found


def span(step: str, channel: str) -> AxisSpan:
    found = stage(step).axis(channel)
    assert found is not None
    return found


def test_the_ends_of_an_axis_of_numbers_and_of_days() -> None:
    value, when = span("step-axis-value", "y"), span("step-axis-date", "x")
    assert (value.kind, value.low, value.high) == ("number", 0, 1_200_000)
    assert when.kind == "time"
    assert date.fromordinal(round(when.low)) == date(2020, 3, 2)
    assert date.fromordinal(round(when.high)) == date(2020, 8, 17)
    assert span("step-point", "y").kind == "category"


@let(st.floats(-50, 1000))
def test_a_place_and_its_value_belong_together(place: float) -> None:
    for axis in (span("step-axis-value", "y"), span("step-axis-date", "x")):
        value = axis.value_at(place)
        assert axis.low <= value <= axis.high
        back = axis.position(value)
        assert back is not None
        held = min(max(place, 0.0), axis.axis.length)
        assert back == pytest.approx(held, abs=axis.axis.length / 90)
        assert axis.value_at(back) == pytest.approx(value, abs=(axis.high - axis.low) / 90)


def test_values_are_as_round_as_can_be_pointed_at() -> None:
    axis = span("step-axis-value", "y")
    assert axis.value_at(axis.axis.length * 0.5501) == 540_000
    when = span("step-axis-date", "x")
    assert when.value_at(100.3).is_integer()


@pytest.mark.parametrize(("step", "channel"), [("step-axis-value", "y"), ("step-axis-date", "x")])
def test_steps_go_all_the_way_and_no_farther(step: str, channel: str) -> None:
    axis = span(step, channel)
    middle = axis.stepped(None, 1)
    assert axis.low < middle < axis.high
    value, seen = axis.low, [axis.low]
    for _ in range(300):
        value = axis.stepped(value, 1)
        seen.append(value)
    assert seen == sorted(seen)
    assert value == axis.high
    assert axis.stepped(axis.low, -1) == axis.low
    assert axis.stepped(value, -1) < value


def test_what_stands_on_stage() -> None:
    bars = stage("step-point")
    assert bars.shows(Reference.point("jobs", "ouvriers"))
    assert not bars.shows(Reference.point("weekly", "2020-04-06"))
    assert bars.measure == ""
    assert stage("step-prediction").measure == "x"
    assert scene_on_stage(lesson(), steps("fr")["step-open"], {}, "fr") is None
