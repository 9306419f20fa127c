"""The checks of derived values: that each can be computed, from what is there."""

from __future__ import annotations

import math
from collections.abc import Mapping

from desktop_app.content.expressions import NOTHING
from desktop_app.content.index import Index
from desktop_app.content.lesson import Lesson
from desktop_app.content.model import DerivedValue
from desktop_app.content.problems import ProblemLog

MAX_VALUE_DEPTH = 50
"""How many derived values may rest on one another in a row."""


def check_values(lesson: Lesson, index: Index, log: ProblemLog) -> None:
    """Every derived value can be computed, from what is there."""
    depths: dict[str, float] = {}
    for name in lesson.values:
        _measure(name, lesson, depths)
    known = {**lesson.parameters, **lesson.values}
    unsound: set[str] = set()
    for value in sorted(lesson.values.values(), key=lambda value: depths[value.id]):
        if not _rests_on_something(value, known, lesson, index, log):
            unsound.add(value.id)
        elif math.isinf(depths[value.id]):
            log.error("value-on-itself", value.expression_at, value=value.id)
            unsound.add(value.id)
        elif any(name.name in unsound for name in value.expression.names()):
            unsound.add(value.id)
        elif depths[value.id] > MAX_VALUE_DEPTH:
            limit = MAX_VALUE_DEPTH
            log.error("value-too-deep", value.expression_at, value=value.id, limit=limit)
            unsound.add(value.id)
        else:
            _check_result(value, lesson, index, log)


def _rests_on_something(
    value: DerivedValue,
    known: Mapping[str, object],
    lesson: Lesson,
    index: Index,
    log: ProblemLog,
) -> bool:
    """Whether the value has an expression, and all that it names exists."""
    sound = value.expression is not NOTHING
    if value.id in lesson.parameters:
        log.error("name-taken", value.location, name=value.id)
    for name in value.expression.names():
        if name.name not in known:
            sound = False
            log.error(
                "unknown-name",
                value.expression_at,
                name=name.name,
                value=value.id,
                nearest=index.near(name.name, known),
            )
    for cell in value.expression.cells():
        sound &= index.resolves(cell.reference, value.expression_at, log)
    for column in value.expression.columns():
        sound &= index.column_resolves(column.reference, value.expression_at, log)
    return sound


def _check_result(value: DerivedValue, lesson: Lesson, index: Index, log: ProblemLog) -> None:
    named = [cell.reference for cell in value.expression.cells()]
    named += [column.reference for column in value.expression.columns()]
    if not all(index.is_sound(reference) for reference in named):
        return  # the table's own problems come first
    try:
        if math.isnan(lesson.evaluate(value.id, {})):
            log.error("value-not-finite", value.expression_at, value=value.id)
    except KeyError:
        log.error("value-not-a-number", value.expression_at, value=value.id)


def _measure(name: str, lesson: Lesson, depths: dict[str, float]) -> None:
    """Note how many values rest on one another under ``name``; infinite in a circle."""
    waiting = [name]
    while waiting:
        current = waiting[-1]
        if current in depths and depths[current] >= 0:
            waiting.pop()
            continue
        names = {node.name for node in lesson.values[current].expression.names()}
        under = [other for other in names if other in lesson.values]
        if current not in depths:
            depths[current] = -1.0  # being measured
            waiting += [other for other in under if other not in depths]
            continue
        # Still being measured: it stands above this one, and rests on itself.
        below = (depths[other] if depths[other] >= 0 else math.inf for other in under)
        depths[current] = 1 + max(below, default=0.0)
        waiting.pop()
