"""Symbols: points, circles, squares; drawn one by one, or stamped where there are many."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QTransform

from desktop_app.ui.charts.painting.arrays import Floats, Ranks, draws_shapes, stamp
from desktop_app.ui.charts.painting.figure import FARTHEST, REACH, Figure, Frame, Hit
from desktop_app.ui.charts.painting.inks import Ink, Inks
from desktop_app.ui.charts.painting.nearest import Nearest
from desktop_app.ui.charts.painting.unions import alpha_of, draw_union, is_worth_it
from desktop_app.ui.charts.symbol_paths import symbol_path

if TYPE_CHECKING:
    from desktop_app.charts.scene import MarkGroup

CROWD = 200
"""From so many points on they are stamped as pictures."""
HALO = 1.5
"""The width of the rim that parts a point from the line under it, in pixels."""
HALO_ROOM = 6
"""So many radii apart points have to be to stand out from their line with a halo."""
HALO_FROM = 3.5
"""A smaller point would be lost beside its rim."""
SIZE = 30.0
STROKE = 2.0
_LARGEST = 500.0
_MOST_KINDS = 2_000
_MOST_PIXELS = 16_000_000
_SHEET = 1_024
_SPARSE = 8
"""Where there are so many half pixels a point, hardly any point hides another."""
_STEP = 0.25
"""Radii of stamped symbols are told apart by so many pixels, and by 2 % where larger."""


def symbol_scale(group: MarkGroup, scale: float) -> float:
    """How much larger symbols are at a text size of ``scale``: less where size says something."""
    return scale if group.is_constant("size") else math.sqrt(scale)


@dataclass(frozen=True)
class _Stamp:
    """One kind of symbol: its ink, outline, radius (pixels) and angle (degrees)."""

    ink: Ink
    shape: str
    radius: float
    angle: float

    def room(self, frame: Frame) -> int:
        """The side of its picture, in device pixels."""
        stroke = self.ink.width * frame.scale if self.ink.stroke else 0.0
        around = symbol_path(self.shape).boundingRect()
        ends = (around.left(), around.right(), around.top(), around.bottom())
        farthest = max(map(abs, ends)) * (math.sqrt(2) if self.angle else 1.0)
        # Corners of a stroked outline reach farther than its width.
        corners = 1.0 if self.shape == "circle" else 2.0
        return math.ceil((2 * self.radius * farthest + stroke * corners + 1) * frame.ratio)


class Symbols(Figure):
    """Symbols at (x, y), of ``size`` square pixels."""

    def __init__(self, group: MarkGroup, frame: Frame) -> None:
        super().__init__(group, frame)
        self._inks = Inks(group, width=STROKE)
        self._scale = symbol_scale(group, frame.scale)

    @cached_property
    def _radii(self) -> Floats:
        constant = self.group.is_constant("size")
        sizes = self.nominal("size", SIZE)[: 1 if constant else None]
        sizes = np.clip(np.nan_to_num(sizes), 0.0, (2 * _LARGEST) ** 2)
        radii: Floats = np.sqrt(sizes) / 2 * self._scale
        return np.broadcast_to(radii[0], self.group.count) if constant and len(radii) else radii

    @cached_property
    def _largest(self) -> float:
        if not self.group.count:
            return 0.0
        radii = self._radii
        return float(radii[0]) if self.group.is_constant("size") else float(radii.max())

    def _shape(self, index: int) -> str:
        found = str(self.group.value("shape", index, "circle") or "circle")
        if found == "circle" and not self.group.overlay:
            ink = self._inks.of(index)
            found = self.frame.apart.shape(self.frame.look, ink.stroke or ink.fill) or found
        return found

    # -- painting --------------------------------------------------------------------

    def paint(self, painter: QPainter) -> None:
        is_crowd = self.group.count >= CROWD and not draws_shapes(painter)
        if is_crowd and self._stamp_all(painter):
            return
        xs, ys = self.xs(), self.ys()
        halo = self._halo()
        ranks = np.flatnonzero(np.isfinite(xs + ys))
        if self.group.count >= CROWD:
            ranks = self._uncovered(xs, ys, ranks)
        for index in ranks.tolist():
            ink = self._inks.of(index)
            self._draw(painter, QPointF(xs[index], ys[index]), index, ink, halo)

    def _uncovered(self, xs: Floats, ys: Floats, ranks: Ranks) -> Ranks:
        """Of opaque symbols of a kind in the same place only the last: shapes on paper or in
        a file are a quarter of a pixel apart, or nobody can tell that there are two.
        """
        codes, kinds = self._kinds
        if not all(kind.ink.is_opaque for kind in kinds):
            return ranks
        places = np.column_stack((np.round(xs[ranks] * 4), np.round(ys[ranks] * 4)))
        if codes is not None:
            places = np.column_stack((places, codes[ranks]))
        last = np.unique(places[::-1], axis=0, return_index=True)[1]
        kept: Ranks = np.sort(ranks[::-1][last])
        return kept

    def _halo(self) -> QColor | None:
        """What parts points from the line that they lie on; none where they are dense."""
        group = self.group
        if not (group.overlay or group.live) or any(ink.stroke for ink in self._inks.kinds):
            return None
        places = np.column_stack((self.xs(), self.ys()))
        if self._largest < HALO_FROM:
            return None
        if len(places) > 1:
            # In a dense line the gaps that halos leave would look like dashes.
            steps = np.hypot(*np.diff(places, axis=0).T)
            if np.nanmedian(steps) < max(self._largest, 1.0) * HALO_ROOM:
                return None
        return self.frame.look.surface

    def _draw(
        self,
        painter: QPainter,
        centre: QPointF,
        index: int,
        ink: Ink,
        halo: QColor | None = None,
    ) -> None:
        kind = _Stamp(
            ink, self._shape(index), float(self._radii[index]), self.number("angle", index, 0.0)
        )
        draw_symbol(painter, centre, kind, self.frame, halo)

    def _stamp_all(self, painter: QPainter) -> bool:
        """All of them from one sheet of pictures; False where that would not be faster."""
        codes, kinds = self._kinds
        if len(kinds) > _MOST_KINDS:
            return False
        rooms = [kind.room(self.frame) for kind in kinds]
        if sum(room * room for room in rooms) > _MOST_PIXELS or max(rooms) > _SHEET:
            return False
        corners, size = _laid_out(rooms)
        sheet = self._sheet(kinds, rooms, corners, size)
        plot, margin = self.frame.plot, self._largest + 4
        xs, ys = plot.x(self.nominal("x")), plot.y(self.nominal("y"))
        seen = plot.rect.adjusted(-margin, -margin, margin, margin)
        with np.errstate(invalid="ignore"):
            if not _all_within(xs, seen.left(), seen.right()) or not _all_within(
                ys, seen.top(), seen.bottom()
            ):
                kept = (xs >= seen.left()) & (xs <= seen.right())
                kept &= (ys >= seen.top()) & (ys <= seen.bottom())
                xs, ys = xs[kept], ys[kept]
                codes = None if codes is None else codes[kept]
        # Of each kind: corner, size, scale, rotation and opacity of its picture.
        scale = 1 / self.frame.ratio
        like = np.array(
            [
                (0.0, 0.0, left, top, room, room, scale, scale, 0.0, 1.0)
                for (left, top), room in zip(corners, rooms, strict=True)
            ]
        )
        if codes is None and self._unite(painter, (xs, ys), kinds[0], sheet, seen):
            return True
        if all(kind.ink.is_opaque for kind in kinds):
            top = self._topmost(xs, ys)
            if top is not None:
                xs, ys = xs[top], ys[top]
                codes = None if codes is None else codes[top]
        stamp(painter, (xs, ys), codes, like, sheet)
        return True

    def _unite(
        self,
        painter: QPainter,
        places: tuple[Floats, Floats],
        kind: _Stamp,
        picture: QPixmap,
        seen: QRectF,
    ) -> bool:
        """Draw symbols of one opaque colour as one shape; False where that would be slower."""
        ink, look, ratio = kind.ink, self.frame.look, self.frame.ratio
        fill, stroke = (look.colour(name) if name else None for name in (ink.fill, ink.stroke))
        colour = fill or stroke
        if colour is None or (stroke is not None and stroke != colour) or not ink.is_opaque:
            return False
        alpha = alpha_of(picture)
        area = seen.width() * seen.height() * ratio * ratio
        if (
            ink.ramp is not None
            or colour.alpha() < 255
            or not is_worth_it(len(places[0]), alpha, area)
        ):
            return False
        draw_union(painter, places, alpha, colour, seen, ratio)
        return True

    def _topmost(self, xs: Floats, ys: Floats) -> Ranks | None:
        """Of opaque points on the same half pixel only the last is seen; None keeps all."""
        rect = self.frame.plot.rect
        wide = int(rect.width() + 2 * self._largest + 10) * 2
        high = int(rect.height() + 2 * self._largest + 10) * 2
        if wide * high > _SPARSE * len(xs):
            return None
        left, top = rect.left() - self._largest - 4, rect.top() - self._largest - 4
        across = np.clip(((xs - left) * 2).astype(np.intp), 0, wide - 1)
        down = np.clip(((ys - top) * 2).astype(np.intp), 0, high - 1)
        last = np.full(wide * high, -1, dtype=np.intp)
        last[down * wide + across] = np.arange(len(xs))
        return np.sort(last[last >= 0])

    @cached_property
    def _kinds(self) -> tuple[Ranks | None, list[_Stamp]]:
        """Which of the kinds each point is (None: all of the first), and the kinds."""
        group = self.group
        parts = [self._inks.codes] if self._inks.codes is not None else []
        if not group.is_constant("shape"):
            names = [str(shape) for shape in group.columns["shape"]]  # type: ignore[attr-defined]
            known: dict[str, int] = {}
            parts.append(np.array([known.setdefault(name, len(known)) for name in names]))
        if not group.is_constant("size"):
            large = 8.0
            steps = np.where(
                self._radii < large,
                np.round(self._radii / _STEP),
                large / _STEP + np.round(np.log(np.maximum(self._radii, large) / large) * 50),
            )
            parts.append(np.unique(steps, return_inverse=True)[1])
        if not group.is_constant("angle"):
            turns = np.round(self.nominal("angle", 0.0) % 360 / 3)
            parts.append(np.unique(turns, return_inverse=True)[1])
        if not parts:
            return None, [self._stamp_of(0)]
        codes = np.zeros(group.count, dtype=np.intp)
        for part in parts:
            codes = np.unique(codes * (int(part.max()) + 1) + part, return_inverse=True)[1]
        first = np.unique(codes, return_index=True)[1]
        if len(first) > _MOST_KINDS:
            return codes, [self._stamp_of(0)] * len(first)
        return codes, [self._stamp_of(int(index)) for index in first]

    def _stamp_of(self, index: int) -> _Stamp:
        angle = self.number("angle", index, 0.0)
        return _Stamp(self._inks.of(index), self._shape(index), float(self._radii[index]), angle)

    def _sheet(
        self,
        kinds: list[_Stamp],
        rooms: list[int],
        corners: list[tuple[int, int]],
        size: tuple[int, int],
    ) -> QPixmap:
        sheet = QPixmap(*size)
        sheet.fill(Qt.GlobalColor.transparent)
        painter = QPainter(sheet)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.frame.ratio, self.frame.ratio)
        for kind, room, (left, top) in zip(kinds, rooms, corners, strict=True):
            centre = QPointF(left + room / 2, top + room / 2) / self.frame.ratio
            draw_symbol(painter, centre, kind, self.frame)
        painter.end()
        return sheet

    # -- pointing --------------------------------------------------------------------

    @cached_property
    def _nearest(self) -> Nearest:
        xs, ys = self.nominal("x"), self.nominal("y")
        known = np.isfinite(xs + ys)
        if not known.all():
            xs, ys = np.where(known, xs, np.inf), np.where(known, ys, np.inf)
        return Nearest(xs, ys, self.frame.plot)

    def find(self, point: QPointF) -> Hit | None:
        near, away = self._nearest.around(point, REACH + self._largest)
        beyond = np.maximum(away - self._radii[near], 0.0)
        if not len(near) or beyond.min() > REACH:
            return None
        # Among those under the mouse, the one whose middle is nearest.
        best = np.lexsort((-near, away, beyond))[0]
        return Hit(float(beyond[best]), int(near[best]))

    def rect(self, index: int) -> QRectF:
        centre, radius = self.at(index), float(self._radii[index]) + 3
        if max(abs(centre.x()), abs(centre.y())) >= FARTHEST:
            return QRectF()
        return QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)

    def outline(self, index: int) -> QPainterPath:
        path = QPainterPath()
        path.addEllipse(self.rect(index))
        return path

    def emphasize(self, painter: QPainter, index: int, width: float) -> None:
        self._draw(painter, self.at(index), index, self._inks.of(index))
        super().emphasize(painter, index, width)


def draw_symbol(
    painter: QPainter, centre: QPointF, kind: _Stamp, frame: Frame, halo: QColor | None = None
) -> None:
    """One symbol; ``halo`` parts it from what it lies on."""
    ink = kind.ink
    # The outline grows, not the painter: strokes keep their width.
    place = QTransform.fromTranslate(centre.x(), centre.y())
    place.rotate(kind.angle)
    place.scale(kind.radius, kind.radius)
    outline = place.map(symbol_path(kind.shape))
    if halo is not None:
        painter.setBrush(halo)
        painter.setPen(QPen(halo, 2 * HALO * frame.scale))
        painter.drawPath(outline)
    painter.setBrush(ink.brush(frame.look, patterned=False))
    painter.setPen(ink.pen(frame.look, scale=frame.scale))
    painter.drawPath(outline)


def _all_within(places: Floats, low: float, high: float) -> bool:
    """Whether every place is between two others; not where one is none (NaN)."""
    return bool(places.min() >= low and places.max() <= high)


def _laid_out(rooms: list[int]) -> tuple[list[tuple[int, int]], tuple[int, int]]:
    """The corners of squares of these sides on one sheet, and its size."""
    corners = [(0, 0)] * len(rooms)
    left = top = high = wide = 0
    for rank in sorted(range(len(rooms)), key=lambda rank: -rooms[rank]):
        room = rooms[rank]
        if left + room > _SHEET:
            left, top, high = 0, top + high, 0
        corners[rank] = (left, top)
        left, high, wide = left + room, max(high, room), max(wide, left + room)
    return corners, (max(wide, 1), max(top + high, 1))
