"""Writing texts of a chart: on the screen and in PNG as pixels, in SVG as text.

Qt writes every text of an SVG from its left end, split where a glyph comes from another
font: with any other font than ours it would run over its neighbours. Here each text is one
element that is anchored where it is aligned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPaintDevice, QPainter, QTransform

Alignment = Qt.AlignmentFlag
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Lettered:
    """A text in its place, in the coordinates of ``transform``."""

    text: str
    rect: QRectF
    align: Alignment
    font: QFont
    colour: QColor
    opacity: float
    transform: QTransform

    def elements(self) -> Iterator[str]:
        """The SVG of its lines."""
        metrics = QFontMetricsF(self.font)
        lines = self.text.split("\n")
        x, anchor = self._across()
        y = self._first_baseline(metrics, len(lines))
        t = self.transform
        matrix = (t.m11(), t.m12(), t.m21(), t.m22(), t.dx(), t.dy())
        families = ", ".join(_family(name) for name in self.font.families())
        style = {
            "fill": self.colour.name(),
            "fill-opacity": f"{self.colour.alphaF() * self.opacity:.3g}",
            "font-family": families,
            "font-size": f"{self.font.pixelSize():g}",
            "font-weight": str(int(self.font.weight())),
            "font-style": "italic" if self.font.italic() else "normal",
            "text-anchor": anchor,
            "transform": f"matrix({' '.join(f'{part:.6g}' for part in matrix)})",
        }
        attributes = " ".join(f"{name}={quoteattr(value)}" for name, value in style.items())
        for rank, line in enumerate(lines):
            at = y + rank * metrics.lineSpacing()
            words = escape(_NOT_XML.sub("", line))
            yield (
                f'<text x="{x:.2f}" y="{at:.2f}" xml:space="preserve" stroke="none" '
                f"{attributes}>{words}</text>"
            )

    def _across(self) -> tuple[float, str]:
        if self.align & Alignment.AlignRight:
            return self.rect.right(), "end"
        if self.align & Alignment.AlignHCenter:
            return self.rect.center().x(), "middle"
        return self.rect.left(), "start"

    def _first_baseline(self, metrics: QFontMetricsF, lines: int) -> float:
        if not self.align & Alignment.AlignVCenter:
            return self.rect.top() + metrics.ascent()
        high = metrics.height() + (lines - 1) * metrics.lineSpacing()
        return self.rect.center().y() - high / 2 + metrics.ascent()


class Letterer(QPainter):
    """A painter of shapes that keeps texts apart, for an SVG."""

    def __init__(self, device: QPaintDevice) -> None:
        super().__init__(device)
        self.texts: list[Lettered] = []


def write(
    painter: QPainter, rect: QRectF, align: Alignment, text: str, font: QFont, colour: QColor
) -> None:
    """Write ``text`` in ``rect``, whole even where it is wider."""
    if isinstance(painter, Letterer):
        place = painter.combinedTransform()
        painter.texts.append(
            Lettered(text, QRectF(rect), align, font, QColor(colour), painter.opacity(), place)
        )
        return
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(rect, int(align) | int(Qt.TextFlag.TextDontClip), text)


def write_at(painter: QPainter, at: QPointF, text: str, font: QFont, colour: QColor) -> None:
    """Write ``text`` from ``at``, its top left."""
    size = QFontMetricsF(font).boundingRect(text).size()
    write(painter, QRectF(at, size), Alignment.AlignLeft | Alignment.AlignTop, text, font, colour)


def _family(name: str) -> str:
    return f"'{name}'" if " " in name else name
