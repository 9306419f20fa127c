"""A group of marks in its place on the widget: painted, found, outlined."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from desktop_app.ui.charts.apart import Apart
from desktop_app.ui.charts.painting.arrays import Floats

if TYPE_CHECKING:
    from desktop_app.charts.scene import MarkGroup
    from desktop_app.ui.charts.look import Look
    from desktop_app.ui.charts.plot_layout import PlotLayout

FARTHEST = 1e6
"""Nothing is drawn farther away than that, in pixels: Qt's rasterizer overflows."""
REACH = 22.0
"""From how far a point can be pointed at, in pixels."""


@dataclass(frozen=True)
class Frame:
    """Where a group is drawn, and how: ``ratio`` is device pixels a pixel of the widget."""

    plot: PlotLayout
    look: Look
    thickest: float = math.inf
    ratio: float = 1.0
    banded: Mapping[str, bool] = field(default_factory=dict)
    """Whether the plot's axis along "x" or "y" has categories (or there is none)."""
    apart: Apart = field(default_factory=Apart)

    @property
    def scale(self) -> float:
        """How much larger symbols and strokes are at this text size."""
        return max(self.look.type.scale, 0.5)


@dataclass(frozen=True, order=True)
class Hit:
    """An item near a point: ``distance`` is 0 on it, else the pixels to it."""

    distance: float
    index: int


class Figure(ABC):
    """One group drawn. Items are known by their index in the group."""

    def __init__(self, group: MarkGroup, frame: Frame) -> None:
        self.group = group
        self.frame = frame

    @abstractmethod
    def paint(self, painter: QPainter) -> None:
        """Draw every item."""

    @abstractmethod
    def rect(self, index: int) -> QRectF:
        """What an item covers."""

    @abstractmethod
    def outline(self, index: int) -> QPainterPath:
        """The edge that is drawn around an item that is pointed at."""

    @abstractmethod
    def find(self, point: QPointF) -> Hit | None:
        """The item at ``point``, or the nearest in reach."""

    def ground_at(self, point: QPointF) -> QColor | None:
        """The colour that the item at ``point`` fills it with, as seen on the card."""
        return None

    def emphasize(self, painter: QPainter, index: int, width: float) -> None:
        """Draw what says that an item is meant, over the marks."""
        painter.setPen(QPen(self.frame.look.ink, width * max(self.frame.scale, 1.0)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self.outline(index))

    # -- columns ---------------------------------------------------------------------

    def number(self, name: str, index: int, default: float) -> float:
        return as_number(self.group.value(name, index, default), default)

    def setting(self, name: str, default: float) -> float:
        """A number of the style, the same for all."""
        return as_number(self.group.style.get(name), default)

    def nominal(self, name: str, default: float = math.nan) -> Floats:
        """A column as numbers, one an item, without a copy where it is one already."""
        return numbers(self.group.columns.get(name), self.group.count, default)

    def xs(self, name: str = "x") -> Floats:
        return _near(self.frame.plot.x(self.nominal(name)))

    def ys(self, name: str = "y") -> Floats:
        return _near(self.frame.plot.y(self.nominal(name)))

    def at(self, index: int, x: str = "x", y: str = "y") -> QPointF:
        """Where an item is; outside of everything where it has no place."""
        place = self.frame.plot.point(
            self.number(x, index, math.nan), self.number(y, index, math.nan)
        )
        return QPointF(_finite(place.x()), _finite(place.y()))


def as_number(value: object, default: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float | np.number):
        return default
    try:
        number = float(value)
    except OverflowError:  # an integer of hundreds of digits
        return default
    return number if math.isfinite(number) else default


def numbers(column: object, count: int, default: float = math.nan) -> Floats:
    """``column`` as ``count`` numbers; what is none is ``default``."""
    if column is None:
        return np.broadcast_to(np.float64(default), count)
    if isinstance(column, np.ndarray) and column.dtype == np.float64 and column.ndim == 1:
        found = column
    elif isinstance(column, list) or hasattr(column, "shape"):
        found = _converted(column, default)
    else:
        return np.broadcast_to(np.float64(as_number(column, default)), count)
    return found if len(found) == count else np.resize(found, count)


def _converted(column: object, default: float) -> Floats:
    try:
        found = np.asarray(column, dtype=np.float64).reshape(-1)
    except (TypeError, ValueError, OverflowError):
        found = np.array([as_number(value, math.nan) for value in column])  # type: ignore[attr-defined]
    if not math.isnan(default):
        found = np.where(np.isnan(found), default, found)
    return found


def _near(places: Floats) -> Floats:
    return np.clip(places, -FARTHEST, FARTHEST)


def _finite(place: float) -> float:
    return min(max(place, -FARTHEST), FARTHEST) if math.isfinite(place) else -FARTHEST
