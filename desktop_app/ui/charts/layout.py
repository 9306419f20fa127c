"""Where the parts of a chart stand: plot, ticks, titles, legend; nothing overlaps.

Texts are measured, axis ticks thinned until they fit, and long names wrapped, then cut
with an ellipsis (the whole name is in the tooltip).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF

from desktop_app.charts.scales import BandScale, TimeScale
from desktop_app.charts.scene import Axis, LegendItem, Scene, Tick
from desktop_app.ui.charts.look import Look

CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
NAMES_SHARE = 0.36
"""How much of the width the names of categories may take."""
ENDS_SHARE = 0.34
THICKEST = 72
"""A bar alone in its chart is no wider than that."""


@dataclass(frozen=True)
class Placed:
    """A text in its place. ``full`` is the whole of a text that was cut."""

    text: str
    rect: QRectF
    align: Qt.AlignmentFlag
    font: QFont
    muted: bool = True
    full: str = ""


@dataclass(frozen=True)
class ChartLayout:
    """Everything in pixels of the widget; ``grid`` are the ticks of x, then of y."""

    plot: QRectF
    grid: tuple[tuple[float, ...], tuple[float, ...]] = ((), ())
    texts: tuple[Placed, ...] = ()
    legend: tuple[tuple[QPointF, LegendItem], ...] = ()
    thickest: float = math.inf

    def breadth(self, share: float, *, horizontal: bool) -> float:
        """How thick a bar is that may take ``share`` of the plot across it."""
        across = self.plot.height() if horizontal else self.plot.width()
        return min(share * across, self.thickest)

    def point(self, x: float, y: float) -> QPointF:
        """Where the position (``x``, ``y``) of the scene is."""
        return QPointF(
            self.plot.left() + x * self.plot.width(), self.plot.bottom() - y * self.plot.height()
        )

    def fraction(self, point: QPointF) -> tuple[float, float]:
        """The position of the scene at ``point``."""
        return (
            (point.x() - self.plot.left()) / max(self.plot.width(), 1.0),
            (self.plot.bottom() - point.y()) / max(self.plot.height(), 1.0),
        )


def wrap(text: str, metrics: QFontMetricsF, width: float, lines: int) -> str:
    """``text`` on at most so many lines of ``width``, cut with an ellipsis if need be."""
    words = text.split(" ")
    done: list[str] = []
    line = words.pop(0)
    while words:
        longer = f"{line} {words[0]}"
        if metrics.horizontalAdvance(longer) > width:
            if len(done) == lines - 1:
                line = " ".join((line, *words))
                break
            done.append(line)
            line = words.pop(0)
        else:
            line = longer
            words.pop(0)
    done.append(line)
    elide = Qt.TextElideMode.ElideRight
    return "\n".join(metrics.elidedText(part, elide, width) for part in done)


def text_size(text: str, metrics: QFontMetricsF) -> QSizeF:
    lines = text.split("\n")
    width = max(metrics.horizontalAdvance(line) for line in lines)
    return QSizeF(width + 1, metrics.lineSpacing() * len(lines))


def arrange(scene: Scene, size: QSizeF, look: Look, reserve: QMarginsF) -> ChartLayout:
    """Lay ``scene`` out in ``size``; ``reserve`` is room kept free around the axes."""
    return _Arranger(scene, size, look, reserve).layout()


class _Arranger:
    def __init__(self, scene: Scene, size: QSizeF, look: Look, reserve: QMarginsF) -> None:
        self._scene = scene
        self._size = size
        self._look = look
        self._reserve = reserve
        self._small = QFontMetricsF(look.tick)
        self._names = QFontMetricsF(look.category)
        self._values = QFontMetricsF(look.value)
        self._gap = look.px(8)
        # From the plot down to the labels of x: those of y have their lowest beside them.
        self._drop = max(self._gap * 0.75, self._small.lineSpacing() / 2 + 2)
        if any(bar.label and not bar.horizontal and bar.y < bar.base for bar in scene.bars):
            self._drop = max(self._drop, self._values.lineSpacing() + 4)
        # Between labels and plot; the handles of a prediction stand at zero.
        self._beside = look.px(16) if scene.concealed else self._gap
        # Values of negative bars stand beyond their ends: between the bars and the names.
        self._before = 0.0

    def layout(self) -> ChartLayout:
        top, head, legend = self._head()
        bottom = self._bottom_height(None)
        height = self._size.height() - self._reserve.top() - self._reserve.bottom()
        y_ticks = self._y_ticks(height - top - bottom)
        self._before = self._room_before(self._left_width(y_ticks))
        left = self._reserve.left() + self._left_width(y_ticks)
        right = self._reserve.right() + self._right_width(left)
        bottom = self._bottom_height(self._size.width() - left - right)
        plot = QRectF(
            left,
            self._reserve.top() + top,
            max(self._size.width() - left - right, 20.0),
            max(height - top - bottom, 20.0),
        )
        x_ticks = self._x_ticks(plot.width())
        texts = [*head, *self._y_texts(plot, y_ticks), *self._x_texts(plot, x_ticks)]
        return ChartLayout(
            plot,
            (
                tuple(plot.left() + tick.position * plot.width() for tick in x_ticks),
                tuple(plot.bottom() - tick.position * plot.height() for tick in y_ticks),
            ),
            tuple(texts),
            tuple(legend),
            self._look.px(THICKEST),
        )

    # -- above -----------------------------------------------------------------------

    def _head(self) -> tuple[float, list[Placed], list[tuple[QPointF, LegendItem]]]:
        """The title of the y axis and the legend, in rows above the plot."""
        line = self._small.lineSpacing()
        texts: list[Placed] = []
        legend: list[tuple[QPointF, LegendItem]] = []
        y, start = self._reserve.top(), self._reserve.left()
        wide = self._size.width() - start - self._reserve.right()
        axis = self._scene.y
        if axis is not None and axis.shown and axis.title:
            wrapped = wrap(axis.title, self._small, wide, 2)
            height = text_size(wrapped, self._small).height()
            rect = QRectF(start, y, wide, height)
            texts.append(Placed(wrapped, rect, LEFT, self._look.tick, full=axis.title))
            y += height + self._gap / 2
        x, swatch = 0.0, self._look.px(22)
        for item in self._scene.legend:
            width = self._small.horizontalAdvance(item.label) + swatch
            if x and x + width > wide:
                x, y = 0.0, y + line
            room = wide - x - swatch
            text = self._small.elidedText(item.label, Qt.TextElideMode.ElideRight, room)
            legend.append((QPointF(start + x, y + line / 2), item))
            rect = QRectF(start + x + swatch, y, room, line)
            texts.append(Placed(text, rect, LEFT, self._look.tick, muted=False, full=item.label))
            x += width + 2 * self._gap
        if legend:
            y += line + self._gap / 2
        upright = any(bar.label and not bar.horizontal for bar in self._scene.bars)
        height = y - self._reserve.top()
        overhang = self._values.lineSpacing() + 4 if upright else line / 2 + 2
        return height + overhang, texts, legend

    # -- the y axis ------------------------------------------------------------------

    def _y_ticks(self, height: float) -> tuple[Tick, ...]:
        axis = self._scene.y
        if axis is None or not axis.shown:
            return ()
        if isinstance(axis.scale, BandScale):
            ticks = axis.ticks()
            each = self._names.lineSpacing() * 1.05
            stride = max(1, round(len(ticks) * each / max(height, 1) + 0.49))
            return ticks[:: stride if len(ticks) * each > height else 1]
        most = max(2, min(8, int(height / (self._small.lineSpacing() * 2.2))))
        return axis.ticks(most)

    def _y_names(self, ticks: Sequence[Tick]) -> list[tuple[str, str]]:
        """Each label as it fits, and whole."""
        axis = self._scene.y
        if axis is None or not axis.labels:
            return []
        if not isinstance(axis.scale, BandScale):
            return [(_one_line(tick), tick.label) for tick in ticks]
        step = self._size.height() * 0.8 / max(len(ticks), 1)
        lines = max(1, min(3, int(step / self._names.lineSpacing())))
        width = self._size.width() * NAMES_SHARE
        return [(wrap(tick.label, self._names, width, lines), tick.label) for tick in ticks]

    def _left_width(self, ticks: Sequence[Tick]) -> float:
        names = self._y_names(ticks)
        metrics = self._metrics(self._scene.y)
        widest = max((text_size(name, metrics).width() for name, _ in names), default=0.0)
        first = self._x_ticks(self._size.width())[:1]
        overhang = 0.0
        if first and not isinstance(self._scene.x and self._scene.x.scale, BandScale):
            overhang = text_size(_lines(first[0]), self._small).width() / 2
        return max(widest + self._beside if names else 0.0, overhang, 2.0) + self._before

    def _room_before(self, left: float) -> float:
        """What the values of negative bars need on the left of the plot."""
        wide = (self._size.width() - left) * 0.9
        needed = 0.0
        for bar in self._scene.bars:
            if bar.label and bar.horizontal and bar.x < bar.base:
                width = self._values.horizontalAdvance(bar.label) + self._gap * 4
                needed = max(needed, width - bar.x * wide)
        return min(needed, wide * 0.3)

    def _y_texts(self, plot: QRectF, ticks: Sequence[Tick]) -> list[Placed]:
        axis = self._scene.y
        metrics, placed = self._metrics(axis), []
        names = self._y_names(ticks)
        for tick, (name, full) in zip(ticks, names, strict=False):
            height = text_size(name, metrics).height()
            middle = plot.bottom() - tick.position * plot.height()
            rect = QRectF(
                self._reserve.left(),
                middle - height / 2,
                plot.left() - self._beside - self._before - self._reserve.left(),
                height,
            )
            placed.append(self._placed(axis, name, rect, RIGHT, full))
        return placed

    # -- the x axis ------------------------------------------------------------------

    def _x_ticks(self, width: float) -> tuple[Tick, ...]:
        axis = self._scene.x
        if axis is None or not axis.shown:
            return ()
        ticks = axis.ticks(10)
        if isinstance(axis.scale, BandScale):
            return ticks[:: self._stride(axis.scale, ticks, width)]
        most = 14 if isinstance(axis.scale, TimeScale) else 10
        for count in range(most, 1, -1):
            ticks = axis.ticks(count)
            if not axis.labels or self._fit(ticks, width):
                break
        else:
            ticks = ticks[:: max(len(ticks) - 1, 1)]
        return ticks

    def _stride(self, scale: BandScale, ticks: Sequence[Tick], width: float) -> int:
        """Every how many-th name is written: years can be skipped, other names are cut."""
        widest = max((self._names.horizontalAdvance(tick.label) for tick in ticks), default=0.0)
        room = min(widest, self._names.horizontalAdvance("nnnn…")) + 6
        if not any(isinstance(category, str) for category in scale.categories):
            room = widest + 8
        stride = 1
        while len(ticks) > stride and width * stride / len(ticks) < room:
            stride += 1
        return stride

    def _fit(self, ticks: Sequence[Tick], width: float) -> bool:
        end = -1e9
        for tick in sorted(ticks, key=lambda tick: tick.position):
            half = text_size(_lines(tick), self._small).width() / 2
            if tick.position * width - half < end:
                return False
            end = tick.position * width + half + self._gap * 1.5
        return True

    def _x_names(self, ticks: Sequence[Tick], width: float) -> list[tuple[str, str]]:
        axis = self._scene.x
        if axis is None or not axis.labels:
            return []
        if not isinstance(axis.scale, BandScale):
            return [(_lines(tick), tick.label) for tick in ticks]
        room = width / max(len(ticks), 1) - 6
        return [(wrap(tick.label, self._names, room, 3), tick.label) for tick in ticks]

    def _bottom_height(self, width: float | None) -> float:
        """The labels and the title of x; with no width yet, what is likely."""
        axis = self._scene.x
        if axis is None or not axis.shown:
            return 4.0
        wide = width or self._size.width() * 0.8
        names = self._x_names(self._x_ticks(wide), wide)
        metrics = self._metrics(axis)
        height = max((text_size(name, metrics).height() for name, _ in names), default=0.0)
        return height + self._drop + self._title_height(axis)

    def _title_height(self, axis: Axis) -> float:
        if not axis.title:
            return 2.0
        wrapped = wrap(axis.title, self._small, self._size.width() - self._gap, 2)
        return text_size(wrapped, self._small).height() + self._gap * 0.75

    def _x_texts(self, plot: QRectF, ticks: Sequence[Tick]) -> list[Placed]:
        axis = self._scene.x
        if axis is None or not axis.shown:
            return []
        metrics = self._metrics(axis)
        placed: list[Placed] = []
        top = plot.bottom() + self._drop
        for tick, (name, full) in zip(ticks, self._x_names(ticks, plot.width()), strict=False):
            size = text_size(name, metrics)
            left = plot.left() + tick.position * plot.width() - size.width() / 2
            left = max(min(left, self._size.width() - size.width()), 0.0)
            rect = QRectF(left, top, size.width(), size.height())
            if placed and len(ticks) < len(axis.names):  # one that the edge pushed aside
                before = placed[-1].rect.adjusted(-4, 0, 4, 0)
                if before.intersects(rect):
                    continue
            placed.append(self._placed(axis, name, rect, CENTRE, full))
        if axis.title:
            whole = self._size.width() - self._gap
            wrapped = wrap(axis.title, self._small, whole, 2)
            size = text_size(wrapped, self._small)
            below = max((text.rect.bottom() for text in placed), default=top)
            left = min(max(plot.center().x() - size.width() / 2, 0.0), whole - size.width())
            rect = QRectF(max(left, 0.0), below + self._gap * 0.5, size.width(), size.height())
            placed.append(Placed(wrapped, rect, CENTRE, self._look.tick, full=axis.title))
        return placed

    # -- the right -------------------------------------------------------------------

    def _right_width(self, left: float) -> float:
        """Room for what is written beyond the plot: values, line ends, the last tick."""
        wide = self._size.width() - left
        # A point at the very end stands whole, with its outline.
        points = bool(self._scene.dots) or any(line.shows_points for line in self._scene.lines)
        needed = self._gap * 0.75 if points else 2.0
        for bar in self._scene.bars:
            if bar.label and bar.horizontal:
                width = self._values.horizontalAdvance(bar.label) + self._gap * 1.5
                end = max(bar.x, bar.base)
                needed = max(needed, (width - (1 - end) * wide) / max(end, 0.2))
        ends = [self._names.horizontalAdvance(line.label) for line in self._scene.lines]
        if any(ends):
            needed = max(needed, min(max(ends) + self._gap * 1.5, wide * ENDS_SHARE))
        last = self._x_ticks(wide)[-1:]
        if last and not isinstance(self._scene.x and self._scene.x.scale, BandScale):
            half = text_size(_lines(last[0]), self._small).width() / 2
            needed = max(needed, half - (1 - last[0].position) * wide)
        return min(needed, wide * 0.5)

    def _metrics(self, axis: Axis | None) -> QFontMetricsF:
        return self._names if axis and isinstance(axis.scale, BandScale) else self._small

    def _placed(
        self, axis: Axis | None, name: str, rect: QRectF, align: Qt.AlignmentFlag, full: str
    ) -> Placed:
        category = axis is not None and isinstance(axis.scale, BandScale)
        font = self._look.category if category else self._look.tick
        return Placed(name, rect, align, font, not category, full)


def _lines(tick: Tick) -> str:
    return f"{tick.label}\n{tick.context}" if tick.context else tick.label


def _one_line(tick: Tick) -> str:
    return f"{tick.label} {tick.context}".strip()
