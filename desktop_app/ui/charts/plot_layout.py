"""One plot in its place: from the nominal pixels of a scene to those of the widget."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Grid:
    """The ticks of an axis in pixels of the widget, their values, and how far they are faded."""

    places: tuple[float, ...] = ()
    values: tuple[Hashable, ...] = ()
    opacities: tuple[float, ...] = ()

    @property
    def lines(self) -> Iterator[tuple[float, float]]:
        """The place of each tick, and its opacity."""
        return zip_longest(self.places, self.opacities, fillvalue=1.0)

    @property
    def by_value(self) -> dict[Hashable, float]:
        return dict(zip(self.values, self.places, strict=False))


@dataclass(frozen=True)
class PlotLayout:
    """One plot in pixels of the widget; ``x_grid`` and ``y_grid`` are its ticks.

    ``scale_x`` and ``scale_y``: pixels of the widget a nominal pixel of the scene.
    """

    rect: QRectF
    scale_x: float = 1.0
    scale_y: float = 1.0
    x_grid: Grid = field(default_factory=Grid)
    y_grid: Grid = field(default_factory=Grid)

    def x(self, value: Floats) -> Floats:
        """From nominal pixels to those of the widget; infinite where there are too many."""
        with np.errstate(over="ignore"):
            return self.rect.left() + value * self.scale_x

    def y(self, value: Floats) -> Floats:
        with np.errstate(over="ignore"):
            return self.rect.top() + value * self.scale_y

    def point(self, x: float, y: float) -> QPointF:
        """Where the position (``x``, ``y``) of the scene is."""
        return QPointF(self.rect.left() + x * self.scale_x, self.rect.top() + y * self.scale_y)

    def nominal(self, point: QPointF) -> tuple[float, float]:
        """The position of the scene at ``point``."""
        return (
            (point.x() - self.rect.left()) / self.scale_x,
            (point.y() - self.rect.top()) / self.scale_y,
        )
