"""Running models in tests: by their registry, as every caller does."""

from __future__ import annotations

import math
from collections.abc import Iterator

from desktop_app.models.registry import find_model
from desktop_app.models.run import Output, Run, State


def run(model: str, **given: object) -> Run:
    """A run of ``model``; ``lambda_`` stands for the parameter ``lambda``."""
    found = find_model(model)
    values = found.values({name.rstrip("_"): value for name, value in given.items()})
    return found.run(values)


def number(output: Output) -> float:
    assert isinstance(output, float)
    return output


def interior(found: Run) -> list[tuple[float, str]]:
    """The interior equilibria of two regions: share of region 1, S or U."""
    equilibria = found.outputs["equilibria"]
    assert isinstance(equilibria, list)
    return [(share, stability) for share, stability in equilibria]


def rest(model: str, state: State, frames: int = 5_000, **given: object) -> State:
    """Where a simulation comes to rest, frame by frame, from ``state``."""
    found = find_model(model)
    values = found.values({name.rstrip("_"): value for name, value in given.items()})
    state = State(state.values)
    for _ in range(frames):
        state = found.advance(values, state)
        if not state.moving:
            return state
    raise AssertionError("still moving")


def faults(found: Run) -> list[str]:
    """What no run may hold: numbers that aren't, nulls that nobody explains."""
    wrong = [f"{name}: {value}" for name, value in _numbers(found) if not math.isfinite(value)]
    missing = [name for name, value in found.outputs.items() if value is None]
    if missing and not found.notes:
        wrong.append(f"no note about {missing}")
    return wrong


def _numbers(found: Run) -> Iterator[tuple[str, float]]:
    for name, output in found.outputs.items():
        yield from _flat(name, output)
    for name, series in found.series.items():
        for row in series.rows():
            yield from _flat(name, list(row.values()))


def _flat(name: str, value: object) -> Iterator[tuple[str, float]]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for one in value:
            yield from _flat(name, one)
    elif isinstance(value, int | float):
        yield name, float(value)
    else:
        assert value is None or isinstance(value, str), (name, type(value))
