"""Elements of a paper as they are set: how high each is in a width, and how it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen, QTextLayout, QTextOption

from desktop_app.charts.scene import Scene
from desktop_app.paper.elements import (
    Element,
    Fields,
    Figure,
    Paragraph,
    Picture,
    Row,
    Run,
    SideBySide,
    Words,
    WritingLines,
)
from desktop_app.ui.paper.type import PaperType

INK, MUTED, RULE = QColor("#000000"), QColor("#3A3A3A"), QColor("#8C8C8C")
_MUTED_ROLES = ("note", "foot", "subtitle")
_GAPS = {
    "title": 0.0, "subtitle": 4.0, "note": 2.0, "reason": 1.0, "text": 4.0, "chapter": 0.0,
    "step": 0.0, "label": 0.0, "finding": 3.0,
}  # fmt: skip
_GAP = 5.0
_LONG = 12
"""A paragraph of as many lines may be parted by the end of a page."""
_BULLET = 0.55
_BESIDE_MARK = 4.0
_DARK = 1.15
"""Pixels of the line around a box to tick."""


class Drawing(Protocol):
    """A chart that can be painted at the origin. ``least`` is how low it can be drawn."""

    size: QSize
    least: float

    def lower(self, height: float) -> Drawing: ...

    def paint(self, painter: QPainter, ratio: float = 1.0) -> None: ...


DrawChart = Callable[[Scene, float, float], Drawing]
"""The picture of a chart so many pixels wide, with texts of so much of their usual size."""
FindPicture = Callable[[str], QImage | None]
"""The image of the lesson at a path."""


class SetElement(Protocol):
    """``before`` is the space above it, where something stands above."""

    before: float
    height: float

    def paint(self, painter: QPainter, x: float, y: float) -> None: ...


def sliced(element: SetElement) -> Sequence[SetElement]:
    """``element`` as the parts between which a page may end."""
    return element.sliced() if isinstance(element, SetParagraph | SetLines) else (element,)


class Setter:
    """Sets elements in a column ``width`` pixels wide."""

    def __init__(
        self, type_: PaperType, draw: DrawChart, find: FindPicture, *, tallest: float
    ) -> None:
        self.type = type_
        self._draw = draw
        self._find = find
        self._tallest = tallest

    def set(self, element: Element, width: float) -> SetElement:
        match element:
            case Paragraph():
                return SetParagraph(element, self.type, width)
            case WritingLines():
                return SetLines(element, self.type, width)
            case Figure():
                return self._figure(element, width)
            case Picture():
                return self._picture(element, width)
            case SideBySide():
                return SetSideBySide(element, self, width)
            case Row():
                return SetRow(element, self.type, width)
            case Fields():
                return SetFields(element, self.type, width)

    def _figure(self, element: Figure, width: float) -> SetElement:
        return SetDrawing(self._draw(element.scene, width, self.type.chart_scale))

    def _picture(self, element: Picture, width: float) -> SetElement:
        image = self._find(element.path)
        if image is None:
            return SetParagraph(Paragraph((Run(element.alt, "italic"),), "note"), self.type, width)
        return SetImage(image, self.type, width, self._tallest)


def gap_of(type_: PaperType, role: str) -> float:
    """The space above a paragraph."""
    return _GAPS.get(role, _GAP) * (1.6 if type_.large else type_.tight)


class TextLines:
    """Runs of words in lines of a width; a fallback font does not spread its lines."""

    def __init__(self, words: Words, role: str, type_: PaperType, width: float) -> None:
        self._pitch = type_.pitch(role)
        self._colour = MUTED if role in _MUTED_ROLES else INK
        font = type_.font(role)
        text = "".join(run.text for run in words).replace("\n", "\u2028")
        self._layout = QTextLayout(text, font)
        option = QTextOption()
        option.setUseDesignMetrics(True)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._layout.setFormats(_formats(words, role, type_))
        ascent, descent = QFontMetricsF(font).ascent(), QFontMetricsF(font).descent()
        lead = (self._pitch - ascent - descent) / 2 + ascent
        self._layout.beginLayout()
        self.count = 0
        self.end = 0.0
        self.widest = 0.0
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(width, 1.0))
            line.setPosition(QPointF(0, self.count * self._pitch + lead - line.ascent()))
            self.end = line.naturalTextWidth()
            self.widest = max(self.widest, self.end)
            self.count += 1
        self._layout.endLayout()
        self.first_baseline = lead
        self.baseline = max(self.count - 1, 0) * self._pitch + lead
        self.height = max(self.count, 1) * self._pitch

    def paint(
        self, painter: QPainter, x: float, y: float, first: int = 0, last: int | None = None
    ) -> None:
        """Paint lines ``first`` up to ``last`` (not included), the first of them at ``y``."""
        painter.setPen(self._colour)
        for rank in range(first, self.count if last is None else min(last, self.count)):
            self._layout.lineAt(rank).draw(painter, QPointF(x, y - first * self._pitch))


def _formats(words: Words, role: str, type_: PaperType) -> list[QTextLayout.FormatRange]:
    found: list[QTextLayout.FormatRange] = []
    start = 0
    for run in words:
        # Qt counts in UTF-16: a letter beyond the first plane is two there.
        length = len(run.text.encode("utf-16-le", "surrogatepass")) // 2
        if run.style:
            span = QTextLayout.FormatRange()
            span.start, span.length = start, length
            span.format.setFont(type_.font(role, run.style))
            found.append(span)
        start += length
    return found


class SetParagraph:
    def __init__(self, element: Paragraph, type_: PaperType, width: float) -> None:
        self._type, self._element, self._width = type_, element, width
        self._left = element.level * type_.indent
        self._box = type_.size(element.role) * 0.86
        hang = 0.0
        self._mark = None
        if element.box or element.mark:
            hang = type_.indent * (_BULLET if element.mark == "•" else 1.0)
        if element.mark:
            self._mark = TextLines(_mark_words(element), element.role, type_, width)
            hang = max(hang, self._mark.widest + _BESIDE_MARK)
        self._text_left = self._left + hang
        room = width - self._text_left
        self._lines = TextLines(element.words, element.role, type_, room)
        self._after = (
            TextLines((Run(element.after),), element.role, type_, room) if element.after else None
        )
        self.before = gap_of(type_, element.role)
        self._pitch = type_.pitch(element.role)
        self.height = self._lines.height
        tail = (self._after.widest + 8 if self._after else 0.0) + 8
        self._drops = False
        if element.blank:
            least = 3.0 * type_.size(element.role)
            self._drops = room - self._lines.end - tail < min(least, room / 2)
            self.before = max(self.before, type_.size(element.role) * 0.72)
            if self._drops:
                self.height += self._pitch

    def sliced(self) -> Sequence[SetElement]:
        """Itself, or its lines one by one where it is long."""
        if self._lines.count < _LONG:
            return (self,)
        return [_Slice(self, rank, rank + 1) for rank in range(self._lines.count)]

    def height_of(self, first: int, last: int) -> float:
        """How high lines ``first`` up to ``last`` are, with what stands under the last."""
        below = self.height - self._lines.height if last >= self._lines.count else 0.0
        return (last - first) * self._pitch + below

    def paint(
        self, painter: QPainter, x: float, y: float, first: int = 0, last: int | None = None
    ) -> None:
        """Paint it, or its lines ``first`` up to ``last`` (not included)."""
        element = self._element
        if first == 0:
            if self._mark is not None:
                self._mark.paint(painter, x + self._left, y)
            if element.box:
                self._paint_box(painter, x + self._left, y)
        self._lines.paint(painter, x + self._text_left, y, first, last)
        if element.blank and (last is None or last >= self._lines.count):
            self._paint_blank(painter, x, y - first * self._pitch)

    def _paint_box(self, painter: QPainter, x: float, y: float) -> None:
        """A box whose middle is that of the capitals beside it."""
        middle = y + self._lines.first_baseline - 0.34 * self._type.size(self._element.role)
        square = QRectF(x + 1, middle - self._box / 2, self._box, self._box)
        painter.setPen(QPen(INK, _DARK))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._element.box == "circle":
            painter.drawEllipse(square)
        else:
            painter.drawRect(square)

    def _paint_blank(self, painter: QPainter, x: float, y: float) -> None:
        left = x + self._text_left
        start = left if self._drops else left + self._lines.end + 8
        baseline = y + self._lines.baseline + (self._pitch if self._drops else 0.0)
        right = x + self._width
        if self._after is not None:
            right -= self._after.widest
            at = baseline - self._after.first_baseline
            self._after.paint(painter, right, at)
            right -= 8
        dotted(painter, start, right, baseline)


def _mark_words(element: Paragraph) -> Words:
    return (Run(element.mark, "bold" if element.role in ("prompt", "body") else ""),)


def dotted(painter: QPainter, start: float, end: float, y: float) -> None:
    """A line of dots to write on."""
    pen = QPen(INK, 1.1)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setDashPattern([0.01, 3.4])
    painter.setPen(pen)
    if end > start:
        painter.drawLine(QPointF(start, y), QPointF(end, y))


class _Slice:
    """A line of a long paragraph: pages may part it from the next."""

    def __init__(self, whole: SetParagraph, first: int, last: int) -> None:
        self._whole, self._first, self._last = whole, first, last
        self.before = whole.before if first == 0 else 0.0
        self.height = whole.height_of(first, last)

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        self._whole.paint(painter, x, y, self._first, self._last)


class SetLines:
    """Ruled lines to write on."""

    def __init__(self, element: WritingLines, type_: PaperType, width: float) -> None:
        self._pitch = type_.line_to_write_on
        self._left = element.level * type_.indent
        self._element, self._type = element, type_
        self._width, self._count = width, element.count
        self.before = 0.0
        self.height = element.count * self._pitch

    def sliced(self) -> Sequence[SetElement]:
        """Each line for itself: those that are too many for a page go on on the next."""
        one = replace(self._element, count=1)
        return [SetLines(one, self._type, self._width) for _ in range(self._count)]

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        painter.setPen(QPen(RULE, 0.7))
        for rank in range(1, self._count + 1):
            at = y + rank * self._pitch
            painter.drawLine(QPointF(x + self._left, at), QPointF(x + self._width, at))


class SetDrawing:
    """A chart. Its own margin stands outside the column: axes line up with the text.

    ``give`` is how much lower it can be.
    """

    def __init__(self, drawing: Drawing) -> None:
        self._drawing = drawing
        self.before = 4.0
        self.height = float(drawing.size.height())
        self.give = max(self.height - drawing.least, 0.0)

    def squeezed(self, share: float) -> SetDrawing:
        """The chart lower by that share of what it can give."""
        return SetDrawing(self._drawing.lower(self.height - share * self.give))

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        painter.save()
        painter.translate(x, y)
        self._drawing.paint(painter, painter.deviceTransform().m11() or 1.0)
        painter.restore()


class SetImage:
    """A picture of the lesson, in greys, no larger than the column."""

    def __init__(self, image: QImage, type_: PaperType, width: float, tallest: float) -> None:
        self._image = image.convertToFormat(QImage.Format.Format_Grayscale8)
        wanted = float(max(image.width(), 1)), float(max(image.height(), 1))
        fit = min(width / wanted[0], tallest * 0.5 / wanted[1], 1.0)
        self._size = wanted[0] * fit, wanted[1] * fit
        self.before = gap_of(type_, "body")
        self.height = self._size[1]

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        painter.drawImage(QRectF(x, y, *self._size), self._image)


class SetSideBySide:
    def __init__(self, element: SideBySide, setter: Setter, width: float) -> None:
        self._left = element.level * setter.type.indent
        between = 1.2 * setter.type.indent
        inner = width - self._left - between
        widths = (inner * element.share, inner * (1 - element.share))
        self._offset = self._left + widths[0] + between
        self._columns = [
            _stacked([setter.set(one, across) for one in column])
            for column, across in zip((element.left, element.right), widths, strict=True)
        ]
        self.before = gap_of(setter.type, "body")
        self.height = max((height for _, height in self._columns), default=0.0)

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        for left, (column, _) in zip((self._left, self._offset), self._columns, strict=True):
            for top, one in column:
                one.paint(painter, x + left, y + top)


def _stacked(column: Sequence[SetElement]) -> tuple[list[tuple[float, SetElement]], float]:
    """Where each stands under the others, and how high they are together."""
    found: list[tuple[float, SetElement]] = []
    top = 0.0
    for one in column:
        top += one.before if found else 0.0
        found.append((top, one))
        top += one.height
    return found, top


class SetRow:
    """A row of a table under a hairline; the head has a line below."""

    def __init__(self, element: Row, type_: PaperType, width: float) -> None:
        role = "note" if element.head else "reason"
        self._pad = 4.0 if type_.large else 3.0
        space = 10.0
        self._cells: list[tuple[float, TextLines]] = []
        self._width, self._head = width, element.head
        left = 0.0
        for cell, share in zip(element.cells, element.widths, strict=True):
            across = share * width
            bold = element.head or element.strong
            words = tuple(Run(run.text, "bold") for run in cell) if bold else cell
            self._cells.append((left, TextLines(words, role, type_, across - space)))
            left += across
        self.before = 0.0
        self.height = max((cell.height for _, cell in self._cells), default=0.0) + 2 * self._pad

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        for left, cell in self._cells:
            cell.paint(painter, x + left, y + self._pad)
        painter.setPen(QPen(INK if self._head else RULE, 1.0 if self._head else 0.5))
        at = y + self.height if self._head else y
        painter.drawLine(QPointF(x, at), QPointF(x + self._width, at))


class SetFields:
    """Names with a dotted line each, across the width; in large print in two rows."""

    def __init__(self, element: Fields, type_: PaperType, width: float) -> None:
        self._names = [TextLines((Run(name),), "body", type_, width) for name in element.names]
        shares = [element.widths]
        if type_.large:  # the first alone, the others in their proportion
            first, *others = element.widths
            shares = [(1.0,), tuple(share / (1 - first) for share in others)]
        self._rows = [[share * width for share in row] for row in shares]
        self._pitch = type_.pitch("body") * 1.5
        self.before = 14.0
        self.height = self._pitch * len(self._rows)

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        names = iter(self._names)
        for row in self._rows:
            left = x
            for rank, across in enumerate(row, 1):
                name = next(names)
                name.paint(painter, left, y)
                end = left + across - (0 if rank == len(row) else 16)
                dotted(painter, left + name.end + 8, end, y + name.baseline)
                left += across
            y += self._pitch
