"""Legends: samples with their names, or a bar of colours; at the right, else on top."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QLinearGradient, QPainter, QPen, QTransform

from desktop_app.charts.legend import Legend, LegendItem
from desktop_app.charts.scene import Scene
from desktop_app.ui.charts.apart import Apart
from desktop_app.ui.charts.look import Look
from desktop_app.ui.charts.painting.hatching import hatch
from desktop_app.ui.charts.placing import LEFT, Placed, text_size, wrap
from desktop_app.ui.charts.symbol_paths import symbol_path

WIDEST = 0.32
"""How much of the width legends may take at the right."""
TALLEST = 0.3
"""How much of the height they may take on top."""
TITLE_LINES = 3
_LARGEST = 400.0
"""Square pixels of the sample of an entry that has no size of its own to show."""
_SHARE = 0.2
"""The part of a chart's smaller side that a sample may take; it is as large as its marks."""


@dataclass(frozen=True)
class LegendLayout:
    """A legend in its place: texts, samples with their centres, a gradient with its ticks."""

    texts: tuple[Placed, ...]
    rect: QRectF
    samples: tuple[tuple[QPointF, LegendItem], ...] = ()
    line: bool = False
    gradient: QRectF = field(default_factory=QRectF)
    colours: tuple[str, ...] = ()
    ticks: tuple[float, ...] = ()

    def moved(self, down: float) -> LegendLayout:
        """The same, so many pixels lower."""
        return replace(
            self,
            texts=tuple(replace(text, rect=text.rect.translated(0, down)) for text in self.texts),
            rect=self.rect.translated(0, down),
            samples=tuple((at + QPointF(0, down), item) for at, item in self.samples),
            gradient=self.gradient.translated(0, down),
            ticks=self.ticks if self.gradient.isNull() else tuple(self._moved_ticks(down)),
        )

    def _moved_ticks(self, down: float) -> Iterator[float]:
        upright = self.gradient.height() > self.gradient.width()
        return (tick + (down if upright else 0.0) for tick in self.ticks)


def place_legends(
    scene: Scene, area: QRectF, look: Look
) -> tuple[tuple[LegendLayout, ...], QRectF]:
    """The legends in their places, and the area that they leave."""
    legends = [legend for legend in scene.legends if legend.items or legend.colours]
    most = (min(area.width(), area.height()) * _SHARE / look.type.scale) ** 2
    legends = [_fitting(legend, most) for legend in legends]
    if not legends or area.width() < look.px(160) or area.height() < look.px(110):
        return (), area
    placer = _Placer(look)
    sides: dict[str, list[Legend]] = {"left": [], "right": [], "top": [], "bottom": []}
    for legend in legends:
        sides[legend.orient if legend.orient in sides else "right"].append(legend)
    # Where a column beside the plots would leave them too little, it lies on top.
    beside = [*sides["left"], *sides["right"]]
    wide = max((placer.width(legend) for legend in beside), default=0.0)
    if wide > area.width() * WIDEST or area.width() < look.px(360):
        sides = {**sides, "left": [], "right": [], "top": [*beside, *sides["top"]]}
    found: list[LegendLayout] = []
    for side in ("top", "bottom"):
        if sides[side]:
            layouts, area = placer.rows(sides[side], area, below=side == "bottom")
            found += layouts
    for side in ("left", "right"):
        if sides[side]:
            layouts, area = placer.column(sides[side], area, left=side == "left")
            found += layouts
    return tuple(found), area


def _fitting(legend: Legend, most: float) -> Legend:
    """Without the entries of sizes for which there is no room: a smaller sample would lie."""
    if "size" not in legend.channels or legend.line:
        items = tuple(replace(item, size=min(item.size, _LARGEST)) for item in legend.items)
    else:
        smallest = min((item.size for item in legend.items), default=0.0)
        items = tuple(item for item in legend.items if item.size <= max(most, smallest))
    return replace(legend, items=items)


class _Placer:
    def __init__(self, look: Look) -> None:
        self._look = look
        self._metrics = QFontMetricsF(look.tick)
        self._line = self._metrics.lineSpacing()
        self._gap = float(look.px(8))

    def _swatch(self, legend: Legend) -> float:
        if legend.line:
            return float(self._look.px(26))
        largest = max((item.size for item in legend.items), default=100.0)
        return max(math.sqrt(largest) * self._look.type.scale, self._look.px(12)) + self._gap

    def width(self, legend: Legend) -> float:
        """What the legend takes across."""
        words = [self._metrics.horizontalAdvance(word) for word in legend.title.split()]
        title = min(max(words, default=0.0), self._look.px(180))
        title = max(title, min(self._metrics.horizontalAdvance(legend.title), self._look.px(110)))
        if legend.kind == "gradient":
            ticks = [self._metrics.horizontalAdvance(label) for _, label in legend.ticks]
            return max(title, self._look.px(14) + self._gap + max(ticks, default=0.0)) + 2
        names = [self._metrics.horizontalAdvance(item.label) for item in legend.items]
        longest = min(max(names, default=0.0), self._look.px(180))
        return max(title, self._swatch(legend) + longest) + 2

    # -- beside the plots --------------------------------------------------------------

    def column(
        self, legends: list[Legend], area: QRectF, *, left: bool
    ) -> tuple[list[LegendLayout], QRectF]:
        """One below the other."""
        wide = max(self.width(legend) for legend in legends)
        start = area.left() if left else area.right() - wide
        y, found = area.top() + self._line / 2, list[LegendLayout]()
        for rank, legend in enumerate(legends):
            room = area.bottom() - y
            if room < self._line * 2:
                break
            if legend.kind == "gradient":
                layout, height = self._upright(legend, start, y, wide, room)
            else:
                # What follows needs its title and two entries at least.
                after = sum(self._line * 3.5 for _ in legends[rank + 1 :])
                most = max(room - after, self._line * 4)
                layout, height = self._list(legend, start, y, wide, most)
            found.append(layout)
            y += height + self._gap * 1.5
        taken = wide + self._gap * 2
        return found, area.adjusted(taken if left else 0, 0, 0 if left else -taken, 0)

    def _title(self, legend: Legend, left: float, y: float, wide: float) -> list[Placed]:
        if not legend.title:
            return []
        text = wrap(legend.title, self._metrics, wide, TITLE_LINES)
        rect = QRectF(left, y, wide, text_size(text, self._metrics).height())
        return [Placed(text, rect, LEFT, self._look.tick, full=legend.title)]

    def _list(
        self, legend: Legend, left: float, y: float, wide: float, room: float
    ) -> tuple[LegendLayout, float]:
        texts = self._title(legend, left, y, wide)
        at = texts[0].rect.bottom() + self._gap / 2 if texts else y
        swatch = self._swatch(legend)
        samples: list[tuple[QPointF, LegendItem]] = []
        for rank, item in enumerate(legend.items):
            diameter = math.sqrt(item.size) * self._look.type.scale
            height = max(self._line * 1.15, diameter + 2 if not legend.line else 0)
            left_over = len(legend.items) - rank
            if at + 2 * height > y + room and left_over > 1:
                more = QRectF(left + swatch, at, wide - swatch, self._line)
                texts.append(self._more(legend, rank, more))
                at += height
                break
            centre = QPointF(
                left + (0 if legend.line else (swatch - self._gap) / 2), at + height / 2
            )
            samples.append((centre, item))
            place = QRectF(left + swatch, at, wide - swatch, height)
            text = self._metrics.elidedText(item.label, Qt.TextElideMode.ElideRight, place.width())
            texts.append(Placed(text, place, LEFT, self._look.tick, muted=False, full=item.label))
            at += height
        rect = QRectF(left, y, wide, at - y)
        return LegendLayout(tuple(texts), rect, tuple(samples), legend.line), at - y

    def _more(self, legend: Legend, rank: int, rect: QRectF) -> Placed:
        """How many entries there is no room for; their names are in its tooltip."""
        rest = [item.label for item in legend.items[rank:]]
        return Placed(f"+ {len(rest)}", rect, LEFT, self._look.tick, full=", ".join(rest))

    def _upright(
        self, legend: Legend, left: float, y: float, wide: float, room: float
    ) -> tuple[LegendLayout, float]:
        texts = self._title(legend, left, y, wide)
        top = (texts[0].rect.bottom() if texts else y) + self._gap
        tall = min(max(room - (top - y) - self._line, self._line), self._look.px(150))
        bar = QRectF(left, top, self._look.px(14), tall)
        marks = []
        last = math.inf
        for share, label in legend.ticks:
            at = bar.bottom() - share * bar.height()
            if last - at < self._line:
                continue
            last = at
            marks.append(at)
            room = wide - bar.width() - self._gap
            place = QRectF(bar.right() + self._gap, at - self._line / 2, room, self._line)
            texts.append(Placed(label, place, LEFT, self._look.tick, muted=False))
        height = bar.bottom() - y + self._line / 2
        rect = QRectF(left, y, wide, height)
        return LegendLayout(
            tuple(texts), rect, (), False, bar, legend.colours, tuple(marks)
        ), height

    # -- above and below ----------------------------------------------------------------

    def rows(
        self, legends: list[Legend], area: QRectF, *, below: bool
    ) -> tuple[list[LegendLayout], QRectF]:
        """One after the other, above or below the plots."""
        y, found = area.top(), list[LegendLayout]()
        most = area.top() + area.height() * TALLEST
        for legend in legends:
            if y + self._line > most and found:
                break
            if legend.kind == "gradient":
                layout, height = self._lying(legend, area, y)
            else:
                layout, height = self._row(legend, area, y, most)
            found.append(layout)
            y += height + self._gap / 2
        taken = y - area.top() + self._gap / 2
        if not below:
            return found, area.adjusted(0, taken, 0, 0)
        down = area.height() - taken + self._gap
        return [layout.moved(down) for layout in found], area.adjusted(0, 0, 0, -taken)

    def _row(
        self, legend: Legend, area: QRectF, y: float, most: float
    ) -> tuple[LegendLayout, float]:
        texts: list[Placed] = []
        samples: list[tuple[QPointF, LegendItem]] = []
        x, at = area.left(), y
        swatch = self._swatch(legend)
        line = max(self._line * 1.1, 0 if legend.line else swatch - self._gap + 2)
        if legend.title:
            wide = self._metrics.horizontalAdvance(legend.title)
            alone = wide > area.width() * 0.4  # a long title has a line of its own
            wide = min(wide, area.width())
            texts += self._title(legend, x, at + (0 if alone else (line - self._line) / 2), wide)
            x, at = (x, texts[0].rect.bottom() + 2) if alone else (x + wide + 2 * self._gap, at)
        for rank, item in enumerate(legend.items):
            wide = self._metrics.horizontalAdvance(item.label) + swatch
            if x > area.left() and x + wide > area.right():
                x, at = area.left(), at + line
            if at + line > most and rank and x == area.left():
                texts.append(self._more(legend, rank, QRectF(x, at, area.width(), self._line)))
                break
            centre = QPointF(x + (0 if legend.line else (swatch - self._gap) / 2), at + line / 2)
            samples.append((centre, item))
            room = min(wide, area.right() - x) - swatch
            text = self._metrics.elidedText(item.label, Qt.TextElideMode.ElideRight, room)
            place = QRectF(x + swatch, at, room, line)
            texts.append(Placed(text, place, LEFT, self._look.tick, muted=False, full=item.label))
            x += wide + 2 * self._gap
        rect = QRectF(area.left(), y, area.width(), at + line - y)
        return LegendLayout(tuple(texts), rect, tuple(samples), legend.line), at + line - y

    def _lying(self, legend: Legend, area: QRectF, y: float) -> tuple[LegendLayout, float]:
        wide = min(area.width() * 0.6, self._look.px(220))
        texts = self._title(legend, area.left(), y, area.width())
        top = texts[0].rect.bottom() + 2 if texts else y
        bar = QRectF(area.left(), top, wide, self._look.px(10))
        marks, last = [], -math.inf
        for share, label in legend.ticks:
            at = bar.left() + share * bar.width()
            size = self._metrics.horizontalAdvance(label)
            left = min(max(at - size / 2, area.left()), area.right() - size)
            if left < last:
                continue
            last = left + size + self._gap
            marks.append(at)
            place = QRectF(left, bar.bottom() + 2, size + 1, self._line)
            texts.append(Placed(label, place, LEFT, self._look.tick, muted=False))
        height = bar.bottom() + 2 + self._line - y
        rect = QRectF(area.left(), y, area.width(), height)
        return LegendLayout(
            tuple(texts), rect, (), False, bar, legend.colours, tuple(marks)
        ), height


def draw_legend(painter: QPainter, legend: LegendLayout, look: Look, apart: Apart) -> None:
    """Samples and gradient; the texts are drawn with all others."""
    for centre, item in legend.samples:
        if legend.line:
            _draw_line(painter, centre, item, look, apart)
        else:
            _draw_symbol(painter, centre, item, look, apart)
    if legend.colours:
        _draw_gradient(painter, legend, look)


def _draw_line(
    painter: QPainter, start: QPointF, item: LegendItem, look: Look, apart: Apart
) -> None:
    width = max(item.stroke_width, 1.0) * max(look.type.scale, 0.5)
    pen = QPen(look.colour(item.stroke or item.fill or "ink"), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    dash = item.dash or apart.dash(look, item.stroke or item.fill)
    if len(dash) > 1 and any(part > 0 for part in dash[1::2]):
        pen.setDashPattern([max(part / pen.widthF(), 0.1) for part in dash])
    painter.setPen(pen)
    painter.drawLine(start, start + QPointF(look.px(20), 0))


def _draw_symbol(
    painter: QPainter, centre: QPointF, item: LegendItem, look: Look, apart: Apart
) -> None:
    radius = math.sqrt(max(item.size, 1.0)) / 2 * look.type.scale
    shape = item.shape
    if shape == "circle":
        shape = apart.shape(look, item.stroke or item.fill) or shape
    place = QTransform.fromTranslate(centre.x(), centre.y()).scale(radius, radius)
    outline = place.map(symbol_path(shape))
    rank = look.hatching(item.fill) if item.shape == "square" else None
    painter.save()
    painter.setOpacity(item.opacity)
    painter.setPen(Qt.PenStyle.NoPen)
    if item.stroke:
        painter.setPen(QPen(look.colour(item.stroke), 1.5 * look.type.scale))
    elif rank is not None:
        painter.setPen(QPen(look.colour(item.fill or ""), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if item.fill:
        painter.setBrush(look.surface if rank else look.colour(item.fill))
    painter.drawPath(outline)
    if rank:
        hatch(painter, outline, rank, look.colour(item.fill or ""), 0.6 * look.type.scale)
    painter.restore()


def _draw_gradient(painter: QPainter, legend: LegendLayout, look: Look) -> None:
    bar = legend.gradient
    upright = bar.height() > bar.width()
    ends = (bar.bottomLeft(), bar.topLeft()) if upright else (bar.topLeft(), bar.topRight())
    gradient = QLinearGradient(*ends)
    last = max(len(legend.colours) - 1, 1)
    for rank, colour in enumerate(legend.colours):
        gradient.setColorAt(rank / last, look.colour(colour))
    painter.fillRect(bar, gradient)
    painter.setPen(QPen(look.muted, 1))
    for at in legend.ticks:
        if upright:
            painter.drawLine(QPointF(bar.right(), at), QPointF(bar.right() + 4, at))
        else:
            painter.drawLine(QPointF(at, bar.bottom()), QPointF(at, bar.bottom() + 3))
