"""Text marks: written where the specification puts them, but never beyond the widget."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QTransform

from desktop_app.ui.charts.painting.figure import Figure, Hit
from desktop_app.ui.charts.painting.inks import Inks

FONT_SIZE = 11.0
THINNED_FROM = 30
"""From more texts on, those that would cover another one are left out."""
MOST = 5_000
_LARGEST = 300.0
_REACH = 3.0
_FLAGS = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextDontClip)


@dataclass(frozen=True)
class _Written:
    """A text in its place: ``box`` before it is turned around ``anchor``."""

    text: str
    box: QRectF
    anchor: QPointF
    angle: float
    font: QFont

    @property
    def transform(self) -> QTransform:
        transform = QTransform.fromTranslate(self.anchor.x(), self.anchor.y())
        return transform.rotate(self.angle)

    @property
    def rect(self) -> QRectF:
        """What it covers in the widget."""
        return self.transform.mapRect(self.box)


class Texts(Figure):
    """Words at (x, y)."""

    bounds: QRectF | None = None
    """Where texts may stand; None leaves them where they are."""

    @cached_property
    def _inks(self) -> Inks:
        return Inks(self.group)

    def paint(self, painter: QPainter) -> None:
        look = self.frame.look
        painter.save()
        base = painter.transform()
        for index, written in self._placed.items():
            ink = self._inks.of(index)
            colour = QColor(look.colour(ink.fill or ink.stroke or "ink"))
            colour.setAlphaF(colour.alphaF() * ink.fill_opacity)
            painter.setFont(written.font)
            painter.setPen(colour)
            painter.setTransform(written.transform * base)
            align = _ALIGNED.get(self._said("align", index), Qt.AlignmentFlag.AlignHCenter)
            flags = int(align | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextDontClip)
            painter.drawText(written.box, flags, written.text)
        painter.restore()

    @cached_property
    def _placed(self) -> dict[int, _Written]:
        """The texts that are drawn; the first of two that cover each other."""
        taken = _Taken()
        placed = {}
        for index in range(min(self.group.count, MOST)):
            written = self._write(index)
            if written is None:
                continue
            if self.group.count > THINNED_FROM and not taken.take(written.rect):
                continue
            placed[index] = written
        return placed

    def _write(self, index: int) -> _Written | None:
        text = _lines_of(self.group.value("text", index))
        if not text:
            return None
        plot = self.frame.plot
        x = self.number("x", index, float("nan"))
        y = self.number("y", index, float("nan"))
        if not np.isfinite((x, y)).all() or max(abs(x), abs(y)) > 1e5:
            return None
        font = self._font(index)
        metrics = QFontMetricsF(font)
        limit = self.setting("limit", 0.0) * self.frame.scale
        if limit > 0:
            elide = Qt.TextElideMode.ElideRight
            parts = (metrics.elidedText(line, elide, limit) for line in text.split("\n"))
            text = "\n".join(parts)
        lines = text.split("\n")
        wide = max(metrics.horizontalAdvance(line) for line in lines) + 1
        high = metrics.lineSpacing() * (len(lines) - 1) + metrics.height()
        shift = QPointF(self.number("dx", index, 0.0), self.number("dy", index, 0.0))
        left = {"left": 0.0, "right": -wide}.get(self._said("align", index), -wide / 2)
        top = self._top(metrics, high, self._said("baseline", index, "middle"))
        box = QRectF(QPointF(left, top) + shift * self.frame.scale, QRectF(0, 0, wide, high).size())
        anchor = plot.point(x, y)
        written = _Written(text, box, anchor, self.number("angle", index, 0.0), font)
        return self._moved_inside(written)

    def _said(self, name: str, index: int, default: str = "") -> str:
        """A word of the style, or of the item where each has its own."""
        return str(self.group.value(name, index) or self.group.style.get(name) or default)

    @staticmethod
    def _top(metrics: QFontMetricsF, high: float, baseline: str) -> float:
        """From the place down to the top of the text."""
        if baseline in ("top", "line-top"):
            return 0.0
        if baseline in ("bottom", "line-bottom"):
            return -high
        return -metrics.ascent() if baseline == "alphabetic" else -high / 2

    def _moved_inside(self, written: _Written) -> _Written:
        bounds, rect = self.bounds, written.rect
        if bounds is None or bounds.contains(rect):
            return written
        right, bottom = bounds.right() - rect.width(), bounds.bottom() - rect.height()
        left = max(min(rect.left(), right), bounds.left())
        top = max(min(rect.top(), bottom), bounds.top())
        anchor = written.anchor + QPointF(left - rect.left(), top - rect.top())
        return _Written(written.text, written.box, anchor, written.angle, written.font)

    def _font(self, index: int) -> QFont:
        size = self.number("size", index, self.setting("fontSize", FONT_SIZE))
        weight = self.group.style.get("fontWeight")
        bold = weight in ("bold", "bolder") or (isinstance(weight, int | float) and weight >= 600)
        key = (min(max(size, 1.0), _LARGEST), bold)
        if key not in self._fonts:
            font = self.frame.look.type.interface(key[0], bold=bold)
            font.setItalic(self.group.style.get("fontStyle") in ("italic", "oblique"))
            self._fonts[key] = font
        return self._fonts[key]

    @cached_property
    def _fonts(self) -> dict[tuple[float, bool], QFont]:
        return {}

    def rect(self, index: int) -> QRectF:
        written = self._placed.get(index)
        if written is not None:
            return written.rect
        centre = self.at(index)
        return QRectF(centre.x() - 2, centre.y() - 2, 4, 4)

    @property
    def rects(self) -> list[QRectF]:
        """What the texts drawn cover."""
        return [written.rect for written in self._placed.values()]

    def outline(self, index: int) -> QPainterPath:
        path = QPainterPath()
        path.addRect(self.rect(index).adjusted(-2, -1, 2, 1))
        return path

    def find(self, point: QPointF) -> Hit | None:
        ranks, boxes = self._boxes
        if not len(ranks):
            return None
        away = np.maximum(
            np.maximum(boxes[:, 0] - point.x(), point.x() - boxes[:, 2]),
            np.maximum(boxes[:, 1] - point.y(), point.y() - boxes[:, 3]),
        )
        best = int(np.argmin(away))
        if away[best] > _REACH:
            return None
        return Hit(max(float(away[best]), 0.0), ranks[best])

    @cached_property
    def _boxes(self) -> tuple[list[int], np.ndarray]:
        boxes = [
            (rect.left(), rect.top(), rect.right(), rect.bottom())
            for rect in (written.rect for written in self._placed.values())
        ]
        return list(self._placed), np.array(boxes, dtype=float).reshape(-1, 4)


_ALIGNED = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "right": Qt.AlignmentFlag.AlignRight,
}


class _Taken:
    """Rectangles that are taken, by the squares of a grid that they touch."""

    SQUARE = 48.0

    def __init__(self) -> None:
        self._squares: dict[tuple[int, int], list[QRectF]] = {}

    def take(self, rect: QRectF) -> bool:
        """Take ``rect``, if it is free."""
        squares = list(self._touched(rect))
        if any(rect.intersects(other) for at in squares for other in self._squares.get(at, ())):
            return False
        for at in squares:
            self._squares.setdefault(at, []).append(rect)
        return True

    def _touched(self, rect: QRectF) -> Iterator[tuple[int, int]]:
        ends = (rect.left(), rect.right(), rect.top(), rect.bottom())
        left, right, top, bottom = (int(end // self.SQUARE) for end in ends)
        for x in range(left, min(right, left + 200) + 1):
            for y in range(top, min(bottom, top + 200) + 1):
                yield x, y


def _lines_of(value: object) -> str:
    """A text of one or more lines (a list has one an item)."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, list | tuple):
        return "\n".join(str(part) for part in value if part is not None)
    return str(value)[:1_000]
