"""A place on an axis of a scene, as a number or a day: for a cursor that is moved along it.

Days are ordinals (``date.toordinal``): a time scale counts milliseconds, people do not.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from desktop_app.charts.axis import Axis
from desktop_app.charts.resolve import resolve
from desktop_app.charts.scene import Scene
from desktop_app.charts.sources import LessonChartSource
from desktop_app.charts.spec.reader import read_specification
from desktop_app.content.lesson import Lesson
from desktop_app.content.model import Step
from desktop_app.content.problems import ProblemLog
from desktop_app.content.reference import Reference

STEPS = 100
"""One step of the cursor is about a hundredth of the axis."""
_DAY = 86_400_000.0
_EPOCH = 719_163
"""The ordinal of 1 January 1970."""


@dataclass(frozen=True)
class AxisSpan:
    """An axis and its ends, ``low`` below ``high``; ``kind``: "number", "time", "category"."""

    axis: Axis
    kind: str
    low: float
    high: float

    def position(self, value: float) -> float | None:
        """Where ``value`` is, in nominal pixels along the axis; None where it is not."""
        place = self.axis.positions(_to_scale(value, self.kind))
        if place is None or not math.isfinite(place):
            return None
        return place if -0.5 <= place <= self.axis.length + 0.5 else None

    def value_at(self, place: float) -> float:
        """The value at ``place``, in nominal pixels, to as many digits as can be pointed at."""
        held = min(max(place, 0.0), self.axis.length)
        value = _of_scale(self.axis.invert(held), self.kind)
        return min(max(self._rounded(value, held), self.low), self.high)

    def stepped(self, value: float | None, steps: int) -> float:
        """The value so many steps from ``value``; from the middle of the axis where None."""
        place = self.axis.length / 2 if value is None else self.position(value)
        if value is None or place is None:
            return self.value_at(self.axis.length / 2 if place is None else place)
        # Positions of a vertical axis grow downwards, its values upwards.
        grows = self.axis.invert(self.axis.length) >= self.axis.invert(0.0)
        moved = place + (steps if grows else -steps) * self.axis.length / STEPS
        found = self.value_at(moved)
        if found == value and self.low < value < self.high:
            found = value + math.copysign(self._finest(place), steps)
        return min(max(found, self.low), self.high)

    def _finest(self, place: float) -> float:
        """The smallest difference that pointing can make there: a power of ten, or a day."""
        near = min(place + self.axis.length / (2 * STEPS), self.axis.length)
        other = near - self.axis.length / (2 * STEPS)
        gap = abs(self.axis.invert(near) - self.axis.invert(other))
        if self.kind == "time":
            return max(1.0, round(gap / _DAY))
        if not gap or not math.isfinite(gap):
            return 1.0
        return 10.0 ** math.floor(math.log10(gap))

    def _rounded(self, value: float, place: float) -> float:
        if self.kind == "time":
            return float(round(value))
        finest = self._finest(place)
        digits = -math.floor(math.log10(finest)) if finest else 0
        return round(round(value / finest) * finest, min(max(digits, 0), 15))


def _to_scale(value: float, kind: str) -> float:
    return (value - _EPOCH) * _DAY if kind == "time" else value


def _of_scale(value: float, kind: str) -> float:
    return value / _DAY + _EPOCH if kind == "time" else value


def axis_span(scene: Scene, channel: str) -> AxisSpan | None:
    """The ``channel`` axis ("x" or "y") of the first plot; None where there is none."""
    axis = scene.plots[0].axis(channel) if scene.plots else None
    if axis is None:
        return None
    if axis.kind == "category":
        return AxisSpan(axis, axis.kind, 0.0, 0.0)
    ends = [_of_scale(axis.invert(place), axis.kind) for place in (0.0, axis.length)]
    if not all(map(math.isfinite, ends)):
        return None
    return AxisSpan(axis, axis.kind, min(ends), max(ends))


@dataclass(frozen=True)
class SceneOnStage:
    """A scene as a question sees it that is asked beside it."""

    scene: Scene

    @property
    def measure(self) -> str:
        """The axis along which a prediction is made, "" for none."""
        task = self.scene.task
        if task is None or task.kind == "value":
            return ""
        return "x" if task.horizontal else "y"

    def axis(self, channel: str) -> AxisSpan | None:
        return axis_span(self.scene, channel)

    def shows(self, reference: Reference) -> bool:
        """Whether a mark stands for ``reference``."""
        return bool(self.scene.marks_of(reference))


def scene_on_stage(
    lesson: Lesson, step: Step, parameters: Mapping[str, float], language: str
) -> SceneOnStage | None:
    """The chart that stands on stage at ``step``; None where there is none to be drawn."""
    if not step.charts:
        return None
    specification = read_specification(step.charts[0], lesson, language, ProblemLog())
    if specification is None:
        return None
    scene = resolve(specification, LessonChartSource(lesson), parameters, language)
    return SceneOnStage(scene) if scene.plots else None
