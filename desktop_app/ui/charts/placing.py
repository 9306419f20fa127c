"""Texts in their places: measured, wrapped, cut, turned."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTransform

CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class AtTick:
    """The tick that a label is of: the rank of its plot, and where it is along the axis."""

    plot: int
    channel: str
    place: float


@dataclass(frozen=True)
class Placed:
    """A text in its place. ``full`` is the whole of a text that was cut.

    ``rect`` is its place before it is turned by ``angle`` (degrees, clockwise) around
    ``pivot``. ``colour`` is a token or a CSS colour where it is neither muted nor ink.
    """

    text: str
    rect: QRectF
    align: Qt.AlignmentFlag
    font: QFont
    muted: bool = True
    full: str = ""
    angle: float = 0.0
    pivot: QPointF = field(default_factory=QPointF)
    colour: str = ""
    key: Hashable = None
    """The same for the same text in another layout."""
    tick: AtTick | None = None
    opacity: float = 1.0

    @property
    def transform(self) -> QTransform:
        """How a painter is turned to write it."""
        turned = QTransform.fromTranslate(self.pivot.x(), self.pivot.y())
        turned.rotate(self.angle)
        return turned.translate(-self.pivot.x(), -self.pivot.y())

    @property
    def covers(self) -> QRectF:
        """What it covers once it is turned."""
        return self.transform.mapRect(self.rect) if self.angle else self.rect

    @property
    def is_cut(self) -> bool:
        return bool(self.full) and self.full.split() != self.text.split()


def wrap(text: str, metrics: QFontMetricsF, width: float, lines: int) -> str:
    """``text`` on at most so many lines of ``width``, cut with an ellipsis if need be.

    Lines that the text has already are kept.
    """
    elide = Qt.TextElideMode.ElideRight
    if "\n" in text:
        kept = text.split("\n")[: max(lines, 2)]
        return "\n".join(metrics.elidedText(part, elide, width) for part in kept)
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
    return "\n".join(metrics.elidedText(part, elide, width) for part in done)


def text_size(text: str, metrics: QFontMetricsF) -> QSizeF:
    lines = text.split("\n")
    width = max(metrics.horizontalAdvance(line) for line in lines)
    return QSizeF(width + 1, metrics.lineSpacing() * len(lines))
