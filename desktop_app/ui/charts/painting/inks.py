"""With what items are painted: fill and stroke, shared by as many items as have the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QGradient,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
    QRadialGradient,
)

from desktop_app.ui.charts.painting.arrays import Ranks
from desktop_app.ui.charts.painting.figure import as_number, numbers
from desktop_app.ui.charts.painting.hatching import hatch

if TYPE_CHECKING:
    from desktop_app.charts.scene import MarkGroup
    from desktop_app.ui.charts.look import Look

MOST = 512
"""So many colours are told apart; more (a ramp over thousands) are rounded a little."""
_STEPS = 32
"""Opacities are told apart in so many steps where they differ from item to item."""
_HEXADECIMAL = re.compile("#[0-9a-fA-F]{6}")
_NAMES = ("fill", "stroke", "opacity", "fillOpacity", "strokeOpacity", "strokeWidth", "strokeDash")


@dataclass(frozen=True)
class Ramp:
    """A gradient across what it fills, in shares of its width and height (Vega-Lite's).

    ``ends``: x1, y1, x2, y2; ``radii``: r1, r2 of a radial one, none where it is linear.
    """

    ends: tuple[float, float, float, float]
    stops: tuple[tuple[float, str], ...]
    radii: tuple[float, float] | None = None

    def gradient(self, look: Look, opacity: float) -> QGradient:
        x1, y1, x2, y2 = self.ends
        if self.radii is None:
            found: QGradient = QLinearGradient(x1, y1, x2, y2)
        else:
            found = QRadialGradient(x2, y2, self.radii[1], x1, y1, self.radii[0])
        found.setCoordinateMode(QGradient.CoordinateMode.ObjectBoundingMode)
        for offset, colour in self.stops:
            found.setColorAt(offset, _faded(look.colour(colour), opacity))
        return found


@dataclass(frozen=True)
class Ink:
    """``fill`` and ``stroke`` are tokens or CSS colours; ``width`` and ``dash`` in pixels.

    Where there is a ``ramp``, ``fill`` is the strongest of its colours: what stands for it
    where only one can be shown.
    """

    fill: str | None = None
    stroke: str | None = None
    fill_opacity: float = 1.0
    stroke_opacity: float = 1.0
    width: float = 1.0
    dash: tuple[float, ...] = ()
    ramp: Ramp | None = None

    @property
    def is_opaque(self) -> bool:
        return (not self.fill or self.fill_opacity >= 1) and (
            not self.stroke or self.stroke_opacity >= 1
        )

    def brush(self, look: Look, *, patterned: bool = True) -> QBrush:
        if not self.fill:
            return QBrush(Qt.BrushStyle.NoBrush)
        if self.ramp is not None:
            return QBrush(self.ramp.gradient(look, self.fill_opacity))
        if patterned and look.hatching(self.fill):  # the card shows between the lines
            return QBrush(look.surface)
        return QBrush(_faded(look.colour(self.fill), self.fill_opacity))

    def ground(self, look: Look) -> QColor | None:
        """The fill as it is seen on the card; None where there is none."""
        if not self.fill:
            return None
        if look.hatching(self.fill):
            return look.surface
        return look.laid_over(look.colour(self.fill), self.fill_opacity)

    def pen(self, look: Look, *, scale: float = 1.0) -> QPen:
        if not self.stroke or self.width <= 0:
            return QPen(Qt.PenStyle.NoPen)
        colour = look.rim(self.stroke) if self.fill else look.colour(self.stroke)
        pen = QPen(_faded(colour, self.stroke_opacity), self.width * scale)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if self.dash:
            pen.setDashPattern([max(part, 0.01) / self.width for part in self.dash])
        return pen

    def edge(self, look: Look, *, scale: float = 1.0) -> QPen:
        """The stroke; a hatched fill that has none is closed by a hairline."""
        if self.stroke or not self.fill or look.hatching(self.fill) is None:
            return self.pen(look, scale=scale)
        return QPen(_faded(look.colour(self.fill), self.fill_opacity), scale)

    def apply(self, painter: QPainter, look: Look, *, scale: float = 1.0) -> None:
        painter.setBrush(self.brush(look))
        painter.setPen(self.edge(look, scale=scale))

    def hatch(
        self, painter: QPainter, path: QPainterPath, look: Look, *, scale: float = 1.0
    ) -> None:
        """Draw the pattern of the fill over ``path``, in looks that tell fills apart so."""
        rank = look.hatching(self.fill)
        if rank:
            hatch(painter, path, rank, look.colour(self.fill or ""), scale)


class Inks:
    """The inks of a group: ``codes`` says which of ``kinds`` an item has (None: the first)."""

    def __init__(self, group: MarkGroup, *, width: float = 1.0) -> None:
        self._group = group
        self._width = width

    def of(self, index: int) -> Ink:
        """The ink of one item."""
        return _ink({name: self._group.value(name, index) for name in _NAMES}, self._width)

    @cached_property
    def kinds(self) -> tuple[Ink, ...]:
        return self._sorted[0]

    @cached_property
    def codes(self) -> Ranks | None:
        return self._sorted[1]

    def each(self) -> Iterator[tuple[Ink, Ranks | slice]]:
        """Every ink with its items, in the order of the first of them."""
        if self.codes is None:
            yield self.kinds[0], slice(None)
            return
        order = np.argsort(self.codes, kind="stable")
        ends = np.cumsum(np.bincount(self.codes, minlength=len(self.kinds)))
        yield from zip(self.kinds, np.split(order, ends[:-1]), strict=True)

    @cached_property
    def _sorted(self) -> tuple[tuple[Ink, ...], Ranks | None]:
        group = self._group
        varied = [name for name in _NAMES if not group.is_constant(name)]
        if not varied or not group.count:
            return (_ink({name: group.columns.get(name) for name in _NAMES}, self._width),), None
        codes = np.zeros(group.count, dtype=np.intp)
        for name in varied:
            one = _codes(group.columns[name], group.count)
            codes = codes * (int(one.max()) + 1) + one
            # Dense again after each column: the product of several would overflow.
            codes = np.unique(codes, return_inverse=True)[1]
        _, first = np.unique(codes, return_index=True)
        turn = np.argsort(first)
        place = np.empty(len(turn), dtype=np.intp)
        place[turn] = np.arange(len(turn))
        return tuple(self.of(int(index)) for index in first[turn]), place[codes]


def _ink(values: dict[str, object], width: float) -> Ink:
    opacity = _share(values["opacity"])
    ramp = _ramp(values["fill"])
    return Ink(
        _colour(values["fill"]) if ramp is None else ramp.stops[-1][1],
        _colour(values["stroke"]),
        opacity * _share(values["fillOpacity"]),
        opacity * _share(values["strokeOpacity"]),
        max(as_number(values["strokeWidth"], width), 0.0),
        _dash(values["strokeDash"]),
        ramp,
    )


def _ramp(value: object) -> Ramp | None:
    """A gradient, where ``value`` specifies one: ``{gradient, stops, x1, y1, x2, y2}``."""
    if not isinstance(value, Mapping) or not isinstance(value.get("stops"), list | tuple):
        return None
    stops = tuple(
        (_share(stop.get("offset")), str(stop.get("color")))
        for stop in value["stops"]
        if isinstance(stop, Mapping)
    )
    if not stops:
        return None
    radial = value.get("gradient") == "radial"
    defaults = {"x1": 0.5, "y1": 0.5, "x2": 0.5, "y2": 0.5} if radial else {"x2": 1.0}
    x1, y1, x2, y2 = (
        as_number(value.get(name), defaults.get(name, 0.0)) for name in ("x1", "y1", "x2", "y2")
    )
    radii = as_number(value.get("r1"), 0.0), as_number(value.get("r2"), 0.5)
    return Ramp((x1, y1, x2, y2), stops, radii if radial else None)


def _dash(value: object) -> tuple[float, ...]:
    """Pixels on and off; an odd number of them is repeated, as CSS does."""
    if not isinstance(value, list | tuple):
        return ()
    parts = tuple(as_number(part, 0.0) for part in value)
    if not any(part > 0 for part in parts) or any(part < 0 for part in parts):
        return ()
    return parts if len(parts) % 2 == 0 else parts * 2


def _share(value: object) -> float:
    return min(max(as_number(value, 1.0), 0.0), 1.0)


def _colour(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _faded(colour: QColor, opacity: float) -> QColor:
    if opacity >= 1:
        return colour
    faded = QColor(colour)
    faded.setAlphaF(faded.alphaF() * opacity)
    return faded


def _codes(column: object, count: int) -> Ranks:
    """A number for each item, the same where the values are."""
    if isinstance(column, np.ndarray) and column.dtype.kind == "f":
        steps = np.round(np.nan_to_num(numbers(column, count), nan=-1.0) * _STEPS)
        return np.unique(steps, return_inverse=True)[1]
    known: dict[object, int] = {}
    try:
        found = [known.setdefault(value, len(known)) for value in column]  # type: ignore[attr-defined]
    except TypeError:  # lists and the like
        known = {}
        found = [known.setdefault(repr(value), len(known)) for value in column]  # type: ignore[attr-defined]
    codes = np.resize(np.array(found, dtype=np.intp), count)
    return codes if len(known) <= MOST else _rounded(list(known), codes)


def _rounded(values: list[object], codes: Ranks) -> Ranks:
    """The codes with colours that differ by a hair taken as one."""
    known: dict[object, int] = {}
    merged = np.empty(len(values), dtype=np.intp)
    for rank, value in enumerate(values):
        key = value
        if isinstance(value, str) and _HEXADECIMAL.fullmatch(value):
            key = tuple(int(value[at : at + 2], 16) // 8 for at in (1, 3, 5))
        elif isinstance(value, float):
            key = round(value * _STEPS)
        merged[rank] = known.setdefault(key, len(known))
    return merged[codes]
