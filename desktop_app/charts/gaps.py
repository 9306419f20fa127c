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
    slots = {slot.key for slot in task.slots}
    found = []
    seen: set[str] = set()
    for _, group in scene.groups:
        for mark in group.marks if group.count <= len(slots) or group.paths else ():
            if mark.row not in estimates or mark.row in seen or mark.value is None:
                continue
            if mark.row not in slots:
                continue
            seen.add(mark.row)
            said = estimates[mark.row]
            text = with_unit(format_number(said, scene.language), task.unit, scene.language)
            size = round(abs(said - mark.value), 9)
            name = next((slot.name for slot in task.slots if slot.key == mark.row), mark.name)
            found.append(Gap(name, text, mark.text, size, said > mark.value))
    return tuple(sorted(found, key=lambda gap: -gap.size))
