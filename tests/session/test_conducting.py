"""A class on its way: when it has to be over, and what is left out for that."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from desktop_app.content.lesson import Lesson
from desktop_app.content.reader import read_lesson
from desktop_app.session.conducting import Conductor
from desktop_app.session.conductor import PlannedStep
from desktop_app.session.presentation import Presentation
from desktop_app.session.session import Session
from tests.support.lessons import SOUND


class Clock:
    def __init__(self, hour: int, minute: int) -> None:
        self.time = datetime(2026, 3, 2, hour, minute, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture(scope="module")
def sound() -> Lesson:
    return read_lesson(SOUND)


def conducted(
    lesson: Lesson, clock: Clock, *, minutes: float = 5.0
) -> tuple[Presentation, Conductor]:
    """A lesson whose steps have so many minutes each, the first alone being essential."""
    presentation = Presentation(lesson, Session(lesson.parameters), "fr")
    conductor = Conductor(presentation, clock)
    conductor.plan = tuple(
        PlannedStep(step.id, minutes, rank == 0)
        for rank, (_, step) in enumerate(presentation.steps)
    )
    conductor.begin()
    conductor.aim(conductor.plan[-1].id)
    return presentation, conductor


def test_an_end_after_midnight_is_tomorrow(sound: Lesson) -> None:
    clock = Clock(23, 50)
    _, conductor = conducted(sound, clock)
    conductor.end_at(time(0, 10))
    assert conductor.left() == 20
    clock.time += timedelta(minutes=15)
    assert conductor.left() == 5


def test_an_end_typed_after_it_has_passed_leaves_no_time(sound: Lesson) -> None:
    presentation, conductor = conducted(sound, Clock(10, 57))
    conductor.end_at(time(10, 55))
    assert conductor.left() == -2
    found = conductor.drop_to_end()
    assert found is not None
    assert not found.fits
    assert len(presentation.state.dropped) == len(conductor.plan) - 1


def test_what_does_not_fit_any_more_is_left_out_and_taken_back(sound: Lesson) -> None:
    clock = Clock(10, 0)
    presentation, conductor = conducted(sound, clock)
    count = len(conductor.plan)
    conductor.end_at(time(10, 10))
    found = conductor.drop_to_end()
    assert found is not None
    assert found.fits
    assert found.needed == 10
    assert len(presentation.state.dropped) == count - 2
    assert conductor.drop_to_end() is None
    assert not presentation.state.dropped


def test_once_it_is_too_late_all_that_can_be_is_left_out(sound: Lesson) -> None:
    clock = Clock(10, 0)
    presentation, conductor = conducted(sound, clock)
    conductor.end_at(time(10, 1))
    clock.time += timedelta(minutes=2)
    assert conductor.left() == -1
    found = conductor.drop_to_end()
    assert found is not None
    assert not found.fits
    here = presentation.step
    assert here is not None
    assert here.id not in presentation.state.dropped
    assert len(presentation.state.dropped) == len(conductor.plan) - 1


def test_steps_without_minutes_are_never_in_the_way(sound: Lesson) -> None:
    clock = Clock(10, 0)
    presentation, conductor = conducted(sound, clock, minutes=0.0)
    conductor.end_at(time(10, 1))
    found = conductor.drop_to_end()
    assert found is not None
    assert found.fits
    assert not presentation.state.dropped
    pace = conductor.pace()
    assert pace is not None
    assert (pace.step, pace.left) == (0, 0)
