"""Texts in their places: measured, wrapped, cut."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF

CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Placed:
    """A text in its place. ``full`` is the whole of a text that was cut."""

    text: str
    rect: QRectF
    align: Qt.AlignmentFlag
    font: QFont
    muted: bool = True
    full: str = ""


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
