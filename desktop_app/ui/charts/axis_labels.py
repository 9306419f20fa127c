"""The labels of one axis: how many there is room for, how they are written, where.

Numbers and dates get fewer ticks until they fit; names are wrapped, then turned, then
thinned out. What is cut shows whole in a tooltip.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF

from desktop_app.charts.axis import Axis, Tick
from desktop_app.ui.charts.look import Look
from desktop_app.ui.charts.placing import CENTRE, LEFT, RIGHT, AtTick, Placed, text_size, wrap

FEWEST = 3
"""Of fewer names one can't tell which are left out."""
MOST_MEASURED = 300
"""No more labels are measured: where there are more, they are thinned out first."""
LINES = 3
_SLANT = -45.0
_ASIDE = 0.3
"""How much of the axis's length a slanted label may take."""


@dataclass(frozen=True)
class Names:
    """The labels of an axis along x: every how many-th is written, and turned by how much."""

    texts: tuple[str, ...]
    ticks: tuple[Tick, ...]
    angle: float = 0.0


class AxisLabels:
    """Measures and places the labels of ``axis``, drawn ``length`` pixels long.

    ``nominal`` is its length in the scene; ``room`` is how far names may reach away from it.
    """

    def __init__(
        self, axis: Axis, look: Look, length: float, nominal: float, room: float, gap: float
    ) -> None:
        self._axis = axis
        self._look = look
        self._length = max(length, 1.0)
        self._share = self._length / max(nominal, 1e-9)
        self._room = room
        self._gap = gap
        self._plot = 0
        self._font = look.category if axis.kind == "category" else look.tick
        self._metrics = QFontMetricsF(self._font)
        self._line = self._metrics.lineSpacing()
        self.names = self._of_x() if axis.channel == "x" else self._of_y()

    @cached_property
    def _sizes(self) -> list[QSizeF]:
        return [text_size(text, self._metrics) for text in self.names.texts]

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """The ticks that are drawn."""
        return self.names.ticks

    @property
    def extent(self) -> float:
        """How far the labels reach away from the axis, without the gap before them."""
        if not self.names.texts:
            return 0.0
        sizes = self._sizes
        if self._axis.channel == "y":
            return max(size.width() for size in sizes)
        turn = math.radians(abs(self.names.angle))
        return max(size.width() * math.sin(turn) + size.height() * math.cos(turn) for size in sizes)

    def edges(self) -> tuple[float, float]:
        """How far the labels of x reach beyond the axis's start, and beyond its end."""
        before = after = 0.0
        for tick, size in zip(self.ticks, self._sizes, strict=False):
            left, right = self._reach(size)
            at = tick.position * self._share
            before = max(before, left - at)
            after = max(after, at + right - self._length)
        if self.names.angle and self.names.texts:  # a little longer, another one is the last
            last = max(tick.position for tick in self._axis.ticks()) * self._share
            after = max(after, last + self._line * 0.75 - self._length)
        return before, after

    def _reach(self, size: QSizeF) -> tuple[float, float]:
        """How far a label of x reaches to the left and to the right of its tick."""
        angle = self.names.angle
        if not angle:
            return size.width() / 2, size.width() / 2
        turn = math.radians(abs(angle))
        long = size.width() * math.cos(turn) + size.height() * math.sin(turn) / 2
        short = size.height() * math.sin(turn) / 2
        ends_here = (angle < 0) != (self._axis.orient == "top")
        return (long, short) if ends_here else (short, long)

    # -- choosing --------------------------------------------------------------------

    def _of_y(self) -> Names:
        axis = self._axis
        if not axis.shown:
            return Names((), ())
        if axis.kind != "category":
            most = max(2, min(8, int(self._length / (self._line * 2.2))))
            ticks = axis.ticks(most)
            texts = tuple(f"{tick.label} {tick.context}".strip() for tick in ticks)
            return Names(self._kept(texts, ticks), ticks)
        ticks = axis.ticks()
        every = max(1, math.ceil(len(ticks) * self._line * 1.05 / self._length))
        ticks = ticks[::every]
        lines = max(1, min(LINES, int(self._length / max(len(ticks), 1) / self._line)))
        texts = tuple(wrap(tick.label, self._metrics, self._room, lines) for tick in ticks)
        return Names(self._kept(texts, ticks), ticks)

    def _kept(self, texts: tuple[str, ...], ticks: Sequence[Tick]) -> tuple[str, ...]:
        """The texts, none where the axis has no labels; those that would cover another empty."""
        if not self._axis.labels:
            return ()
        if self._axis.channel == "x" or self._axis.kind == "category":
            return texts
        kept, last = [], math.inf
        for text, tick in sorted(
            zip(texts, ticks, strict=True), key=lambda pair: -pair[1].position
        ):
            at = tick.position * self._share
            free = last - at >= self._line * 0.95
            kept.append((tick.position, text if free else ""))
            last = at if free else last
        places = dict(kept)
        return tuple(places[tick.position] for tick in ticks)

    def _of_x(self) -> Names:
        axis = self._axis
        if not axis.shown:
            return Names((), ())
        given = _upright(axis.label_angle or 0.0)
        if axis.kind != "category":
            ticks = self._few_enough(given)
            texts = tuple(map(_lines, ticks))
            if given:  # none reaches far beyond the plot
                room = self._length * _ASIDE / max(math.cos(math.radians(given)), 0.2)
                texts = tuple(wrap(text, self._metrics, room, 2) for text in texts)
            return Names(self._kept(texts, ticks), ticks, given)
        ticks = axis.ticks()
        if not axis.labels or not ticks:
            return Names((), ticks)
        if given:
            return self._turned(ticks, given)
        return self._level(ticks) or self._turned(ticks, _SLANT)

    def _few_enough(self, angle: float) -> tuple[Tick, ...]:
        """As many numbers or dates as fit beside each other."""
        ticks: tuple[Tick, ...] = ()
        for count in range(14 if self._axis.kind == "time" else 10, 1, -1):
            ticks = self._axis.ticks(count)
            if not self._axis.labels or self._fit(ticks, angle):
                return ticks
        every = max(len(ticks) - 1, 1)
        return ticks[::every] if self._fit(ticks[::every], angle) else ticks[:1]

    def _fit(self, ticks: Sequence[Tick], angle: float) -> bool:
        if angle:
            need = self._line * 1.15 / max(abs(math.sin(math.radians(angle))), 0.2)
            places = sorted(tick.position * self._share for tick in ticks)
            return all(b - a >= need for a, b in pairwise(places))
        end = -1e9
        for tick in sorted(ticks, key=lambda tick: tick.position):
            half = text_size(_lines(tick), self._metrics).width() / 2
            if tick.position * self._share - half < end:
                return False
            end = tick.position * self._share + half + self._gap * 1.5
        return True

    def _level(self, ticks: tuple[Tick, ...]) -> Names | None:
        """Names as they are read best, if there is room: wrapped, or every other one."""
        step = self._step(ticks)
        sample = ticks[:: max(1, len(ticks) // MOST_MEASURED)]
        widest = max(text_size(tick.label, self._metrics).width() for tick in sample)
        if len(ticks) <= MOST_MEASURED:
            texts = tuple(wrap(tick.label, self._metrics, step - 6, LINES) for tick in ticks)
            if all(_is_whole(text, tick) for text, tick in zip(texts, ticks, strict=True)):
                return Names(texts, ticks)
        # One can tell which year or which letter is skipped, but not which country.
        ranked = not any(isinstance(tick.value, str) for tick in sample)
        if ranked or widest <= self._line * 1.6:
            kept = ticks[:: max(1, math.ceil((widest + 8) / step))]
            if len(kept) >= min(len(ticks), FEWEST):
                return Names(tuple(tick.label for tick in kept), kept)
        return None

    def _turned(self, ticks: tuple[Tick, ...], angle: float) -> Names:
        step, turn = self._step(ticks), abs(math.sin(math.radians(angle)))
        need = self._line * 1.1 / max(turn, 0.2)
        if angle == _SLANT and self._line * 1.05 <= step < need:
            angle, need, turn = -90.0, self._line * 1.05, 1.0
        ticks = ticks[:: max(1, math.ceil(need / step - 1e-9))]
        room = min((self._room - self._line) / max(turn, 0.3), self._look.px(200))
        lean = math.cos(math.radians(angle))
        if lean > 0.01:  # none reaches far beyond the first tick
            room = min(room, self._length * _ASIDE / lean)
        texts = tuple(wrap(tick.label.replace("\n", " "), self._metrics, room, 1) for tick in ticks)
        whole = all(_is_whole(text, tick) for text, tick in zip(texts, ticks, strict=True))
        if angle == _SLANT and not whole and room < self._room - self._line:
            return self._turned(ticks, -90.0)  # upright there is more room
        return Names(texts, ticks, angle)

    def _step(self, ticks: Sequence[Tick]) -> float:
        """The pixels between two names."""
        if len(ticks) < 2:
            return self._length
        ends = [tick.position for tick in ticks]
        return max((max(ends) - min(ends)) * self._share / (len(ticks) - 1), 1e-3)

    # -- placing ---------------------------------------------------------------------

    def place(self, rect: QRectF, away: float, within: QRectF, plot: int) -> list[Placed]:
        """The labels beside the plot ``rect``, ``away`` pixels from it; ``plot`` is its rank."""
        self._plot = plot
        if self._axis.channel == "y":
            return self._place_y(rect, away)
        return self._place_x(rect, away, within)

    def _place_y(self, rect: QRectF, away: float) -> list[Placed]:
        placed = []
        for tick, text, size in zip(self.ticks, self.names.texts, self._sizes, strict=False):
            if not text:
                continue
            at = rect.top() + tick.position * self._share
            right = self._axis.orient == "right"
            left = rect.right() + away if right else rect.left() - away - size.width()
            box = QRectF(left, at - size.height() / 2, size.width(), size.height())
            placed.append(self._placed(text, box, LEFT if right else RIGHT, tick, at))
        return placed

    def _place_x(self, rect: QRectF, away: float, within: QRectF) -> list[Placed]:
        placed: list[Placed] = []
        above, angle = self._axis.orient == "top", self.names.angle
        for tick, text, size in zip(self.ticks, self.names.texts, self._sizes, strict=False):
            at = rect.left() + tick.position * self._share
            if angle:
                placed.append(self._turned_at(text, size, at, rect, away, tick))
                continue
            top = rect.top() - away - size.height() if above else rect.bottom() + away
            left = min(at - size.width() / 2, within.right() - size.width())
            box = QRectF(max(left, within.left()), top, size.width(), size.height())
            if placed and placed[-1].rect.adjusted(-3, 0, 3, 0).intersects(box):
                continue
            placed.append(self._placed(text, box, CENTRE, tick, at))
        return placed

    def _turned_at(
        self, text: str, size: QSizeF, at: float, rect: QRectF, away: float, tick: Tick
    ) -> Placed:
        """A label whose end, or start, is at its tick."""
        angle = self.names.angle
        above = self._axis.orient == "top"
        drop = away + self._line / 2 * abs(math.cos(math.radians(angle)))
        pivot = QPointF(at, rect.top() - drop if above else rect.bottom() + drop)
        ends_here = (angle < 0) != above
        left = pivot.x() - size.width() if ends_here else pivot.x()
        box = QRectF(left, pivot.y() - size.height() / 2, size.width(), size.height())
        align = RIGHT if ends_here else LEFT
        return self._placed(text, box, align, tick, at, angle, pivot)

    def _placed(
        self,
        text: str,
        rect: QRectF,
        align: Qt.AlignmentFlag,
        tick: Tick,
        at: float,
        angle: float = 0.0,
        pivot: QPointF | None = None,
    ) -> Placed:
        axis = self._axis
        key = (self._plot, axis.channel, axis.orient, value_of(tick))
        return Placed(
            text, rect, align, self._font, axis.kind != "category", tick.label,
            angle, pivot or QPointF(), axis.label_colour,
            key, AtTick(self._plot, axis.channel, at),
        )  # fmt: skip


def value_of(tick: Tick) -> Hashable:
    """What tells a tick from others of its axis."""
    value = tick.value if tick.value is not None else tick.label
    return value if isinstance(value, Hashable) else str(value)


def _upright(angle: float) -> float:
    """``angle`` so that what is turned by it is not upside down: -90 to 90 degrees."""
    turned = (angle + 180) % 360 - 180
    if turned > 90:
        return turned - 180
    return turned + 180 if turned < -90 else turned


def _is_whole(text: str, tick: Tick) -> bool:
    return text.split() == tick.label.split()


def _lines(tick: Tick) -> str:
    return f"{tick.label}\n{tick.context}" if tick.context else tick.label
