"""How far the estimates of a prediction were from the data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop_app.charts.scene import Scene
from desktop_app.charts.task import Slot, Task
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
    names = {slot.key: _name(task, slot) for slot in task.slots}
    seen: set[str] = set()
    for _, group in scene.groups:
        for mark in group.marks if group.count <= len(names) or group.paths else ():
            if mark.row not in estimates or mark.row in seen or mark.value is None:
                continue
            if mark.row not in names:
                continue
            seen.add(mark.row)
            said = estimates[mark.row]
            text = with_unit(format_number(said, scene.language), task.unit, scene.language)
            size = round(abs(said - mark.value), 9)
            found.append(Gap(names[mark.row], text, mark.text, size, said > mark.value))
    return tuple(sorted(found, key=lambda gap: -gap.size))


def _name(task: Task, slot: Slot) -> str:
    """The name of a slot, with the line it is on where there are several."""
    line = task.line_of(slot.key)
    several = len(task.lines) > 1 and line is not None and line.name
    return f"{line.name}, {slot.name}" if several and line is not None else slot.name
