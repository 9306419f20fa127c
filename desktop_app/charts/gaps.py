"""How far the estimates of a prediction were from the data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desktop_app.charts.scene import Mark, Scene
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
    found = []
    for name, mark, value in _estimated(scene):
        if mark.row in estimates and scene.task is not None:
            said = estimates[mark.row]
            text = with_unit(format_number(said, scene.language), scene.task.unit, scene.language)
            size = round(abs(said - value), 9)
            found.append(Gap(name, text, mark.text, size, said > value))
    return tuple(sorted(found, key=lambda gap: -gap.size))


def truths(scene: Scene) -> tuple[tuple[str, str], ...]:
    """What each estimate of ``scene``'s task is to be: its name and the number, in words."""
    return tuple((name, mark.text) for name, mark, _ in _estimated(scene))


def _estimated(scene: Scene) -> Iterator[tuple[str, Mark, float]]:
    """What is to be estimated: its name, the mark that shows it, and its value."""
    task = scene.task
    names = {slot.key: _name(task, slot) for slot in task.slots} if task is not None else {}
    seen: set[str] = set()
    for _, group in scene.groups:
        for mark in group.marks if group.count <= len(names) or group.paths else ():
            if mark.row in names and mark.row not in seen and mark.value is not None:
                seen.add(mark.row)
                yield names[mark.row], mark, mark.value


def _name(task: Task, slot: Slot) -> str:
    """The name of a slot, with the line it is on where there are several."""
    line = task.line_of(slot.key)
    several = len(task.lines) > 1 and line is not None and line.name
    return f"{line.name}, {slot.name}" if several and line is not None else slot.name
