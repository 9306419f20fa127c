"""Where stretches of text stand on the page, and how chips and cards are painted."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QTextDocument,
    QTextLine,
)

from desktop_app.ui.common.theme import Theme


def stretch_rects(document: QTextDocument, start: int, end: int) -> list[QRectF]:
    """The rectangles of the text from ``start`` to ``end``, one a line, in the document."""
    found = []
    layout = document.documentLayout()
    block = document.findBlock(start)
    while block.isValid() and block.position() < end:
        origin = layout.blockBoundingRect(block).topLeft()
        lines = block.layout()
        first = max(start - block.position(), 0)
        last = min(end - block.position(), block.length() - 1)
        metrics = QFontMetricsF(block.begin().fragment().charFormat().font())
        for index in range(lines.lineCount()):
            line = lines.lineAt(index)
            left = max(first, line.textStart())
            right = min(last, line.textStart() + line.textLength())
            if left < right:
                x1, x2 = _x_at(line, left), _x_at(line, right)
                baseline = line.y() + line.ascent()
                top = baseline - 0.86 * metrics.ascent()
                height = 0.86 * metrics.ascent() + 0.9 * metrics.descent()
                rect = QRectF(min(x1, x2), top, abs(x2 - x1), height)
                found.append(rect.translated(origin))
        block = block.next()
    return found


def _x_at(line: QTextLine, position: int) -> float:
    """Where ``position`` stands on ``line``; Qt gives it with the position it took."""
    return line.cursorToX(position)[0]  # type: ignore[index, no-any-return]


@dataclass(frozen=True)
class ChipLook:
    """How a chip is painted: its mark's colour, and its state."""

    colour: str
    hovered: bool = False
    selected: bool = False
    focused: bool = False


def paint_sentence(painter: QPainter, rects: list[QRectF], theme: Theme) -> None:
    """A band under the sentence that speaks of what is pointed at."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.mix(theme.accent, 0.09)))
    for rect in rects:
        painter.drawRoundedRect(rect.adjusted(-3, -2, 3, 2), 4, 4)


def paint_pointed(painter: QPainter, rects: list[QRectF], theme: Theme, strength: float) -> None:
    """A band under a sentence that is pointed at itself, with a line under it: 0 to 1."""
    painter.setBrush(QColor(theme.mix(theme.accent, 0.16 * strength)))
    for rect in rects:
        band = rect.adjusted(-3, -2, 3, 3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(band, 4, 4)
        painter.setPen(QPen(QColor(theme.accent), 1 + strength))
        painter.drawLine(band.bottomLeft(), band.bottomRight())


def paint_chip(painter: QPainter, rects: list[QRectF], look: ChipLook, theme: Theme) -> None:
    """The tinted ground of a linked figure; outlined when pointed at."""
    width = 2.0 if look.selected else 1.5
    outlined = look.selected or look.hovered
    colour = theme.ink if look.selected else look.colour
    painter.setPen(QPen(QColor(colour), width) if outlined else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.chip(look.colour)))
    for rect in rects:
        painter.drawRoundedRect(rect.adjusted(0, -1, 0, 1), 4, 4)
    if look.focused:
        paint_focus(painter, rects, theme)


def paint_focus(painter: QPainter, rects: list[QRectF], theme: Theme) -> None:
    painter.setPen(QPen(QColor(theme.accent), 2.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for rect in rects:
        painter.drawRoundedRect(rect.adjusted(-3, -4, 3, 4), 6, 6)


def paint_card(painter: QPainter, rect: QRectF, colour: str, theme: Theme) -> None:
    """The ground of a block set apart, with an edge of its colour."""
    painter.setPen(QPen(QColor(theme.line), 1.0))
    painter.setBrush(QColor(theme.surface))
    body = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(body, 8, 8)
    clip = QPainterPath()
    clip.addRoundedRect(body, 8, 8)
    painter.save()
    painter.setClipPath(clip)
    painter.fillRect(QRectF(rect.left(), rect.top(), 4, rect.height()), QColor(colour))
    painter.restore()
