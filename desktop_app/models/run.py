"""What a model gives: outputs, thresholds, notes, a summary, and series to draw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias

import numpy as np

from desktop_app.models.parameters import Values
from desktop_app.models.roots import Floats

Output: TypeAlias = "float | bool | str | Sequence[object] | Mapping[str, float] | None"
Column: TypeAlias = "Floats | Sequence[float | None] | Sequence[str] | Sequence[bool]"
Cell: TypeAlias = "float | str | bool | None"

_NOTHING: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True)
class Note:
    """A sentence of the model's texts, by its code, with the values that it names."""

    code: str
    values: Mapping[str, object] = field(default_factory=lambda: _NOTHING)


@dataclass(frozen=True)
class State:
    """Where a simulation played in time stands; it is kept when a parameter changes.

    ``values``: the share of region 1, or the capacity of each zone. ``moving`` is false
    once it rests. ``nudged`` says that an exact balance was disturbed to let it move.
    """

    values: tuple[float, ...]
    moving: bool = True
    nudged: bool = False


@dataclass(frozen=True)
class Series:
    """A table of results: named columns of one length, missing numbers being NaN."""

    columns: Mapping[str, Column]

    def __len__(self) -> int:
        return max((len(column) for column in self.columns.values()), default=0)

    def rows(self) -> list[dict[str, Cell]]:
        """The rows as a chart takes them: plain numbers and words, None where missing."""
        names = list(self.columns)
        cells = zip(*(plain_cells(column) for column in self.columns.values()), strict=True)
        return [dict(zip(names, row, strict=True)) for row in cells]


@dataclass(frozen=True)
class Run:
    """The results of one model for one set of parameters, and where its state stands.

    ``outputs`` are in the model's units; one that does not exist is None, and a note says
    why. ``summary`` says in a sentence or two what can last, and where this state leads.
    """

    model: str
    values: Values
    outputs: Mapping[str, Output]
    summary: tuple[Note, ...]
    notes: tuple[Note, ...] = ()
    series: Mapping[str, Series] = field(default_factory=lambda: MappingProxyType({}))
    state: State | None = None


def plain_cells(column: Column) -> Sequence[Cell]:
    """The cells of a column without any type of NumPy; None where a number is missing."""
    if not isinstance(column, np.ndarray):
        return [None if isinstance(cell, float) and cell != cell else cell for cell in column]
    cells: list[Cell] = column.tolist()
    for rank in np.flatnonzero(np.isnan(column)).tolist():
        cells[rank] = None
    return cells
