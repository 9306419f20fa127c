"""How far the estimates of a prediction were from the data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop_app.charts.scene import Scene
from desktop_app.content.numbers import format_number, with_unit


@dataclass(frozen=True, slots=True)
class Gap:
    """How far an estimate was from the truth. ``over``: above it."""

    name: str
    said: str
    truth: str
    size: float
    over: bool


def gaps(scene: Scene, estimates: Mapping[str, float]) -> tuple[Gap, ...]:
    """The gap of each estimate, the biggest first."""
    task = scene.task
    if task is None:
        return ()
    found = []
    for bar in scene.bars:
        if bar.row in estimates and bar.value is not None:
            said = estimates[bar.row]
            text = with_unit(format_number(said, scene.language), task.unit, scene.language)
            size = round(abs(said - bar.value), 9)
            found.append(Gap(bar.name, text, bar.text, size, said > bar.value))
    return tuple(sorted(found, key=lambda gap: -gap.size))
