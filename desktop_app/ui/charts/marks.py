"""The items that draw marks: the marks themselves, kept as a picture, and over them
what is hovered and selected, which alone is drawn again as the mouse moves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from desktop_app.charts.geo.france import LABEL
from desktop_app.charts.scene import Scene
from desktop_app.ui.charts.estimates import EstimateLine
from desktop_app.ui.charts.labels import EstimateTick, Label
from desktop_app.ui.charts.layout import ChartLayout
from desktop_app.ui.charts.lettering import write, write_at
from desktop_app.ui.charts.look import Look
from desktop_app.ui.charts.placing import text_size, wrap
from desktop_app.ui.charts.shapes import Shapes

HOVERED, SELECTED = 1.5, 2.5
MOST_RECTS = 20
"""From more marks that light up at once on, the whole is drawn again."""
MOST_OUTLINED = 2_000


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
    fading: Shapes | None = None
    """What was there before and goes."""
    estimate_lines: Sequence[EstimateLine] = ()

    def rect_of(self, rank: int) -> QRectF:
        return self.shapes.rect(rank)

    @property
    def labelled(self) -> set[int]:
        return {label.mark for label in self.labels if label.mark is not None}


class MarksItem(QGraphicsItem):
    """The marks of every group, and their labels."""

    def __init__(self) -> None:
        super().__init__()
        self._drawn: Drawn | None = None
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)

    def present(self, drawn: Drawn) -> None:
        if self._drawn is None or drawn.bounds != self._drawn.bounds:
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
        if drawn.fading is not None:
            drawn.fading.paint(painter)
        drawn.shapes.paint(painter)
        _draw_frames(painter, drawn)
        for tick in drawn.ticks:  # cased, to be seen over a bar too
            painter.setPen(QPen(drawn.look.surface, 5))
            painter.drawLine(tick.start, tick.end)
            painter.setPen(drawn.look.dashed(drawn.look.ink, 2))
            painter.drawLine(tick.start, tick.end)
        for line in drawn.estimate_lines:
            _draw_estimate_line(painter, drawn, line)
        if drawn.tick_key:
            _draw_tick_key(painter, drawn)
        for label in drawn.labels:
            if label.colour != drawn.look.surface:  # no grid line through a text
                painter.fillRect(label.rect.adjusted(-2, 0, 2, 0), drawn.look.surface)
            write(painter, label.rect, label.align, label.text, label.font, label.colour)


def _draw_frames(painter: QPainter, drawn: Drawn) -> None:
    """The outlines of a map's insets, each with its name above."""
    if not drawn.scene.frames or not drawn.layout.plots:
        return
    plot, look = drawn.layout.plots[0], drawn.look
    for x, y, width, high, name in drawn.scene.frames:
        rect = QRectF(plot.point(x, y), plot.point(x + width, y + high))
        painter.setPen(QPen(look.grid.color(), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(sharp(rect))
        font = _fitting(look.tick, name, rect.width() - 6, max(look.type.smallest, 9))
        metrics = QFontMetricsF(font)
        if metrics.height() > rect.height() * LABEL * 1.3:
            continue  # the map still says it when one points at it
        text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, rect.width() - 3)
        write_at(painter, rect.topLeft() + QPointF(3, 2), text, font, look.muted)


def sharp(rect: QRectF) -> QRectF:
    """``rect`` with its edges in the middle of pixels, where a line of one pixel is crisp."""
    left, top = round(rect.left()) + 0.5, round(rect.top()) + 0.5
    return QRectF(left, top, round(rect.width()), round(rect.height()))


def _fitting(font: QFont, text: str, room: float, smallest: int) -> QFont:
    """``font``, or the same a little smaller where ``text`` would not fit in ``room``, but
    no smaller than ``smallest`` pixels.
    """
    wide = QFontMetricsF(font).horizontalAdvance(text)
    smaller = QFont(font)
    smaller.setPixelSize(max(int(font.pixelSize() * min(room / max(wide, 1.0), 1.0)), smallest))
    return smaller


def _draw_estimate_line(painter: QPainter, drawn: Drawn, line: EstimateLine) -> None:
    """Dashed, in the colour of its line, with a ring at each estimate."""
    colour = drawn.look.colour(line.colour)
    painter.setPen(drawn.look.dashed(colour, 2))
    for one, two in pairwise(line.points):
        painter.drawLine(one, two)
    painter.setPen(QPen(colour, 1.5))
    painter.setBrush(drawn.look.surface)
    radius = 3.5 * max(drawn.look.type.scale, 1.0)
    for point in line.points:
        painter.drawEllipse(point, radius, radius)


def _draw_tick_key(painter: QPainter, drawn: Drawn) -> None:
    size = text_size(drawn.tick_key, QFontMetricsF(drawn.look.tick))
    rect = QRectF(QPointF(drawn.bounds.right() - size.width(), 0), size)
    left, middle = rect.left() - drawn.look.px(30), rect.center().y()
    painter.setPen(drawn.look.dashed(drawn.look.ink, 2))
    painter.drawLine(QPointF(left, middle), QPointF(left + drawn.look.px(22), middle))
    centre = Qt.AlignmentFlag.AlignCenter
    write(painter, rect, centre, drawn.tick_key, drawn.look.tick, drawn.look.muted)


@dataclass(frozen=True)
class Highlight:
    """Ranks of marks, and the one that is named in a tag; ``brush`` is an interval chosen."""

    hovered: tuple[int, ...] = ()
    selected: tuple[int, ...] = ()
    told: int | None = None
    brush: QRectF = field(default_factory=QRectF)


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

    @property
    def shown(self) -> Highlight:
        return self._highlight

    def present(self, drawn: Drawn, highlight: Highlight) -> None:
        if self._drawn is drawn and highlight == self._highlight:
            return
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
        shown, look = self._highlight, self._drawn.look
        if not shown.brush.isNull():
            ground = QColor(look.muted)
            ground.setAlphaF(0.12)
            painter.setPen(QPen(look.muted, 1))
            painter.setBrush(ground)
            painter.drawRect(shown.brush)
        for rank in shown.hovered[:MOST_OUTLINED]:
            if rank not in shown.selected:
                self._outline(painter, self._drawn, rank, HOVERED)
        for rank in shown.selected[:MOST_OUTLINED]:
            self._outline(painter, self._drawn, rank, SELECTED)
        if self._tag.text:
            self._draw_tag(painter, look)

    @staticmethod
    def _outline(painter: QPainter, drawn: Drawn, rank: int, width: float) -> None:
        place = drawn.shapes.place(rank)
        if place is not None:
            figure, index = place
            figure.emphasize(painter, index, width)

    def _draw_tag(self, painter: QPainter, look: Look) -> None:
        painter.setPen(QPen(QColor(look.theme.control), 1))
        painter.setBrush(look.surface)
        painter.drawRoundedRect(self._tag.rect.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        painter.setPen(look.ink)
        painter.setFont(look.category)
        painter.drawText(self._tag.rect, int(Qt.AlignmentFlag.AlignCenter), self._tag.text)

    def _tag_of(self, drawn: Drawn, rank: int | None) -> _Tag:
        """Above the mark, else below it; none where a label tells the same."""
        if rank is None or rank >= len(drawn.scene.marks):
            return _Tag()
        _, group, _ = drawn.scene.place(rank)
        if group.type == "bar" and rank in drawn.labelled:
            return _Tag()
        metrics = QFontMetricsF(drawn.look.category)
        padding = drawn.look.px(8)
        room = drawn.bounds.width() - 2 * padding
        description = drawn.scene.marks[rank].description
        text = wrap(description, metrics, min(room, drawn.look.px(300)), 4)
        size = text_size(text, metrics)
        width, height = size.width() + 2 * padding, size.height() + padding
        near = drawn.rect_of(rank)
        for label in drawn.labels:
            if label.mark == rank:
                near = near.united(label.rect)
        middle = near.center().x()
        if group.type == "bar" and group.orient == "horizontal":
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
        shown = self._highlight
        ranks = {*shown.hovered, *shown.selected}
        if len(ranks) > MOST_RECTS:
            return [self._drawn.bounds]
        rects = []
        for rank in ranks:
            place = self._drawn.shapes.place(rank)
            if place is not None:
                figure, index = place
                rect = figure.rect(index).united(figure.outline(index).boundingRect())
                room = 6 * max(figure.frame.scale, 1.0)
                rects.append(rect.adjusted(-room, -room, room, room))
        if not shown.brush.isNull():
            rects.append(shown.brush.adjusted(-2, -2, 2, 2))
        return [*rects, self._tag.rect.adjusted(-2, -2, 2, 2)]
