"""The items that draw marks: the marks themselves, kept as a picture, and over them
what is hovered and selected, which alone is drawn again as the mouse moves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from desktop_app.charts.scene import Bar, Line, Mark, Rule, Scene
from desktop_app.ui.charts.labels import EstimateTick, Label
from desktop_app.ui.charts.layout import ChartLayout, text_size, wrap
from desktop_app.ui.charts.look import Look
from desktop_app.ui.charts.shapes import Shapes, bar_rect, mark_rect
from desktop_app.ui.charts.symbols import draw_symbol, line_pen, symbol_pixmap

HOVERED, SELECTED = 1.5, 2.5
HALO_ROOM = 3
"""So many radii apart points have to be to stand out from their line with a halo."""
CROWD = 200
"""From so many points on they are stamped as pictures, smaller and without a halo."""


@dataclass(frozen=True)
class Drawn:
    """All that is needed to draw a scene at one moment."""

    scene: Scene
    shapes: Shapes
    layout: ChartLayout
    look: Look
    bounds: QRectF
    labels: Sequence[Label] = ()
    ticks: Sequence[EstimateTick] = ()
    tick_key: str = ""
    """What the ticks are, said once above where there is no room beside each."""

    @property
    def dot_radius(self) -> float:
        return self.look.px(3 if len(self.scene.dots) >= CROWD else 5)

    def radius_of(self, rank: int) -> float:
        mark = self.scene.marks[rank]
        if getattr(mark, "live", False):
            return self.dot_radius * 1.6
        is_vertex = rank < len(self.scene.marks) - len(self.scene.rules) - len(self.scene.dots)
        return self.look.px(4) if is_vertex else self.dot_radius

    def rect_of(self, rank: int) -> QRectF:
        mark = self.scene.marks[rank]
        return mark_rect(mark, rank, self.shapes, self.layout, self.radius_of(rank) + 3)

    @property
    def labelled(self) -> set[int]:
        return {label.mark for label in self.labels if label.mark is not None}


class MarksItem(QGraphicsItem):
    """Bars, lines, points, rules and their labels."""

    def __init__(self) -> None:
        super().__init__()
        self._drawn: Drawn | None = None
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)

    def present(self, drawn: Drawn) -> None:
        self.prepareGeometryChange()
        self._drawn = drawn
        self.update()

    def boundingRect(self) -> QRectF:
        return self._drawn.bounds if self._drawn else QRectF()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if self._drawn is None:
            return
        drawn = self._drawn
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, bar in enumerate(drawn.scene.bars):
            rect = bar_rect(bar, index, drawn.shapes, drawn.layout)
            painter.fillRect(rect, drawn.look.series(bar.series))
        _draw_rules(painter, drawn)
        _draw_lines(painter, drawn)
        _draw_dots(painter, drawn)
        for tick in drawn.ticks:  # cased, to be seen over a bar too
            painter.setPen(QPen(drawn.look.surface, 5))
            painter.drawLine(tick.start, tick.end)
            painter.setPen(drawn.look.dashed(drawn.look.ink, 2))
            painter.drawLine(tick.start, tick.end)
        if drawn.tick_key:
            _draw_tick_key(painter, drawn)
        for label in drawn.labels:
            if label.colour != drawn.look.surface:  # no grid line through a text
                painter.fillRect(label.rect.adjusted(-2, 0, 2, 0), drawn.look.surface)
            painter.setFont(label.font)
            painter.setPen(label.colour)
            flags = int(label.align) | int(Qt.TextFlag.TextDontClip)
            painter.drawText(label.rect, flags, label.text)


def _draw_tick_key(painter: QPainter, drawn: Drawn) -> None:
    size = text_size(drawn.tick_key, QFontMetricsF(drawn.look.tick))
    rect = QRectF(QPointF(drawn.bounds.right() - size.width(), 0), size)
    left, middle = rect.left() - drawn.look.px(30), rect.center().y()
    painter.setPen(drawn.look.dashed(drawn.look.ink, 2))
    painter.drawLine(QPointF(left, middle), QPointF(left + drawn.look.px(22), middle))
    painter.setPen(drawn.look.muted)
    painter.setFont(drawn.look.tick)
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), drawn.tick_key)


def _draw_rules(painter: QPainter, drawn: Drawn) -> None:
    first = len(drawn.shapes.keys) - len(drawn.scene.rules)
    for index, rule in enumerate(drawn.scene.rules, first):
        painter.setPen(drawn.look.dashed(drawn.look.series(rule.series), 1.5))
        _draw_rule(painter, drawn, index, rule)


def _draw_rule(painter: QPainter, drawn: Drawn, rank: int, rule: Rule) -> None:
    plot, at = drawn.layout.plot, drawn.layout.point(*drawn.shapes.places[rank])
    if rule.upright:
        painter.drawLine(QPointF(at.x(), plot.top()), QPointF(at.x(), plot.bottom()))
    else:
        painter.drawLine(QPointF(plot.left(), at.y()), QPointF(plot.right(), at.y()))


def _draw_lines(painter: QPainter, drawn: Drawn) -> None:
    plot = drawn.layout.plot
    start = drawn.shapes.bars
    several = len({line.series for line in drawn.scene.lines}) > 1
    for line in drawn.scene.lines:
        colour = drawn.look.series(line.series)
        pen = line_pen(line.series, colour, drawn.look.type.scale * 2.2, dashed=several)
        for run in line.runs:
            places = drawn.shapes.places[start : start + len(run)]
            xs = plot.left() + places[:, 0] * plot.width()
            ys = plot.bottom() - places[:, 1] * plot.height()
            if len(run) > 1:
                painter.setPen(pen)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawPath(pg.functions.arrayToQPath(xs, ys))
            if line.shows_points or len(run) == 1:
                _draw_vertices(painter, drawn, line, list(zip(xs, ys, strict=True)), colour)
            start += len(run)


def _draw_vertices(
    painter: QPainter,
    drawn: Drawn,
    line: Line,
    points: Sequence[tuple[float, float]],
    colour: QColor,
) -> None:
    radius = drawn.look.px(4)
    # In a dense line the gaps that halos leave would look like dashes.
    steps = np.hypot(*np.diff(np.array(points), axis=0).T) if len(points) > 1 else np.inf
    dense = np.median(steps) < radius * HALO_ROOM
    halo = None if dense else drawn.look.surface
    for x, y in points:
        draw_symbol(painter, QPointF(x, y), radius, line.series, colour, halo)


def _draw_dots(painter: QPainter, drawn: Drawn) -> None:
    dots = drawn.scene.dots
    if not dots:
        return
    plot = drawn.layout.plot
    end = len(drawn.shapes.keys) - len(drawn.scene.rules)
    places = drawn.shapes.places[end - len(dots) : end]
    radius = drawn.dot_radius
    if len(dots) < CROWD:
        for dot, (x, y) in zip(dots, places, strict=True):
            size = radius * 1.6 if dot.live else radius
            colour = drawn.look.series(dot.series)
            draw_symbol(
                painter, drawn.layout.point(x, y), size, dot.series, colour, drawn.look.surface
            )
        return
    pixels = np.column_stack(
        (plot.left() + places[:, 0] * plot.width(), plot.bottom() - places[:, 1] * plot.height())
    )
    series = np.array([dot.series for dot in dots])
    ratio = painter.device().devicePixelRatioF()
    painter.setOpacity(0.6)  # so that a crowd shows where it is dense
    for index in np.unique(series):
        pixmap = symbol_pixmap(radius, int(index), drawn.look.series(int(index)), ratio)
        half = pixmap.deviceIndependentSize().width() / 2
        # Points that fall on the same half pixel look like one.
        corners = np.unique(np.round((pixels[series == index] - half) * 2) / 2, axis=0)
        for x, y in corners.tolist():
            painter.drawPixmap(QPointF(x, y), pixmap)
    painter.setOpacity(1.0)


@dataclass(frozen=True)
class Highlight:
    """Ranks of marks, and the one that is named in a tag."""

    hovered: tuple[int, ...] = ()
    selected: tuple[int, ...] = ()
    told: int | None = None


@dataclass
class _Tag:
    """The description of one mark, in a small box beside it."""

    rect: QRectF = field(default_factory=QRectF)
    text: str = ""


class HighlightItem(QGraphicsItem):
    """What is hovered or selected, drawn over the marks."""

    def __init__(self) -> None:
        super().__init__()
        self._drawn: Drawn | None = None
        self._highlight = Highlight()
        self._tag = _Tag()

    def present(self, drawn: Drawn, highlight: Highlight) -> None:
        if self._drawn is None or drawn.bounds != self._drawn.bounds:
            self.prepareGeometryChange()
        before = self._dirty()
        self._drawn, self._highlight = drawn, highlight
        self._tag = self._tag_of(drawn, highlight.told)
        for rect in (*before, *self._dirty()):
            self.update(rect)

    def boundingRect(self) -> QRectF:
        return self._drawn.bounds if self._drawn else QRectF()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if self._drawn is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown = self._highlight
        for rank in shown.hovered:
            if rank not in shown.selected:
                self._outline(painter, self._drawn, rank, HOVERED)
        for rank in shown.selected:
            self._outline(painter, self._drawn, rank, SELECTED)
        if self._tag.text:
            self._draw_tag(painter, self._drawn.look)

    def _outline(self, painter: QPainter, drawn: Drawn, rank: int, width: float) -> None:
        mark = drawn.scene.marks[rank]
        painter.setPen(QPen(drawn.look.ink, width * max(drawn.look.type.scale, 1.0)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if isinstance(mark, Bar):
            # A bar of no length still shows that it is meant.
            rect = drawn.rect_of(rank)
            painter.drawRect(rect.adjusted(-1, -1, 1, 1))
            return
        if isinstance(mark, Rule):
            _draw_rule(painter, drawn, rank, mark)
            return
        radius = drawn.radius_of(rank)
        centre = drawn.layout.point(*drawn.shapes.places[rank])
        draw_symbol(painter, centre, radius, mark.series, drawn.look.series(mark.series))
        painter.drawEllipse(centre, radius + 3, radius + 3)

    def _draw_tag(self, painter: QPainter, look: Look) -> None:
        painter.setPen(QPen(QColor(look.theme.control), 1))
        painter.setBrush(look.surface)
        painter.drawRoundedRect(self._tag.rect.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        painter.setPen(look.ink)
        painter.setFont(look.category)
        painter.drawText(self._tag.rect, int(Qt.AlignmentFlag.AlignCenter), self._tag.text)

    def _tag_of(self, drawn: Drawn, rank: int | None) -> _Tag:
        """Above the mark, else below it; none where a label tells the same."""
        if rank is None:
            return _Tag()
        mark: Mark = drawn.scene.marks[rank]
        if isinstance(mark, Bar) and rank in drawn.labelled:
            return _Tag()
        metrics = QFontMetricsF(drawn.look.category)
        padding = drawn.look.px(8)
        room = drawn.bounds.width() - 2 * padding
        text = wrap(mark.description, metrics, min(room, drawn.look.px(300)), 4)
        size = text_size(text, metrics)
        width, height = size.width() + 2 * padding, size.height() + padding
        near = drawn.rect_of(rank)
        for label in drawn.labels:
            if label.mark == rank:
                near = near.united(label.rect)
        middle = near.center().x()
        if isinstance(mark, Bar) and mark.horizontal:
            middle = near.right()
        left = min(max(middle - width / 2, 0.0), max(drawn.bounds.width() - width, 0.0))
        top = near.top() - height - 5
        if top < 0:
            top = min(near.bottom() + 5, drawn.bounds.height() - height)
        return _Tag(QRectF(left, top, width, height), text)

    def _dirty(self) -> list[QRectF]:
        """What has to be drawn again if what is shown now goes or comes."""
        if self._drawn is None:
            return []
        count = len(self._drawn.scene.marks)
        ranks = {*self._highlight.hovered, *self._highlight.selected}
        if len(ranks) > 20:
            return [self._drawn.bounds]
        rects = [self._drawn.rect_of(rank).adjusted(-6, -6, 6, 6) for rank in ranks if rank < count]
        return [*rects, self._tag.rect.adjusted(-2, -2, 2, 2)]
