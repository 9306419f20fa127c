"""Text marks: written where the specification puts them, but never beyond the widget."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QTransform

from desktop_app.ui.charts.lettering import write
from desktop_app.ui.charts.painting.figure import FARTHEST, Figure, Hit, as_number
from desktop_app.ui.charts.painting.inks import Inks
from desktop_app.ui.charts.placing import wrap

if TYPE_CHECKING:
    from desktop_app.charts.scene import MarkGroup
    from desktop_app.ui.charts.look import Look

FONT_SIZE = 11.0
THINNED_FROM = 30
"""From more texts on, those that would cover another one are left out."""
MOST = 5_000
_LARGEST = 300.0
_NARROW_FROM, _WIDE = 1.5, 200.0
"""From that text size on, texts are on more lines that are wider than so many pixels."""
_MOST_GROUNDED = 500
"""Of more texts it is not looked at what each stands on."""
_LETTERS = 2
"""Texts of no more letters are taken for points."""
_REACH = 3.0
_FLAGS = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextDontClip)


@dataclass(frozen=True)
class TextBox:
    """A text measured, around its place at (0, 0): ``box`` is turned by ``angle``."""

    text: str
    box: QRectF
    angle: float
    font: QFont
    align: Qt.AlignmentFlag

    @property
    def around(self) -> QRectF:
        """What it covers once it is turned."""
        return QTransform().rotate(self.angle).mapRect(self.box) if self.angle else self.box


@dataclass(frozen=True)
class _Written:
    """A text in its place."""

    text: TextBox
    anchor: QPointF

    @property
    def transform(self) -> QTransform:
        transform = QTransform.fromTranslate(self.anchor.x(), self.anchor.y())
        return transform.rotate(self.text.angle)

    @property
    def rect(self) -> QRectF:
        """What it covers in the widget."""
        return self.text.around.translated(self.anchor)


def text_boxes(group: MarkGroup, look: Look, ranks: Iterable[int]) -> Iterator[tuple[int, TextBox]]:
    """The texts of ``group`` with their items; those that say nothing are left out."""
    fonts: dict[tuple[float, bool], QFont] = {}
    scale, style = max(look.type.scale, 0.5), group.style
    limit = as_number(style.get("limit"), 0.0) * scale
    weight = style.get("fontWeight")
    bold = weight in ("bold", "bolder") or (isinstance(weight, int | float) and weight >= 600)

    narrow = scale >= _NARROW_FROM and group.count <= THINNED_FROM

    def number(name: str, index: int, default: float) -> float:
        return as_number(group.value(name, index, default), default)

    def said(name: str, index: int, default: str) -> str:
        return str(group.value(name, index) or style.get(name) or default)

    for index in ranks:
        text = _lines_of(group.value("text", index))
        if not text:
            continue
        size = number("size", index, as_number(style.get("fontSize"), FONT_SIZE))
        key = (min(max(size, 1.0), _LARGEST), bold)
        if key not in fonts:
            fonts[key] = look.type.interface(key[0], bold=bold)
            fonts[key].setItalic(style.get("fontStyle") in ("italic", "oblique"))
        metrics = QFontMetricsF(fonts[key])
        if limit > 0:
            elide = Qt.TextElideMode.ElideRight
            parts = (metrics.elidedText(line, elide, limit) for line in text.split("\n"))
            text = "\n".join(parts)
        written = text.count("\n")
        if narrow:
            text = _narrowed(text, metrics)
        lines = text.split("\n")
        wide = max(metrics.horizontalAdvance(line) for line in lines) + 1
        high = metrics.lineSpacing() * (len(lines) - 1) + metrics.height()
        align = said("align", index, "center")
        left = {"left": 0.0, "right": -wide}.get(align, -wide / 2)
        top = _top(metrics, high, said("baseline", index, "middle"))
        shift = QPointF(number("dx", index, 0.0), number("dy", index, 0.0)) * scale
        if said("baseline", index, "middle") == "middle" and shift.y():
            # What wrapping adds grows away from the mark that is named.
            added = metrics.lineSpacing() * (len(lines) - 1 - written)
            top += math.copysign(added / 2, shift.y())
        box = QRectF(QPointF(left, top) + shift, QSizeF(wide, high))
        yield (
            index,
            TextBox(
                text,
                box,
                number("angle", index, 0.0),
                fonts[key],
                _ALIGNED.get(align, Qt.AlignmentFlag.AlignHCenter),
            ),
        )


def _narrowed(text: str, metrics: QFontMetricsF) -> str:
    """``text`` on more lines where it is wide: large letters would run into one another."""
    longest = max(map(metrics.horizontalAdvance, re.split(r"[ \n]", text)))
    wide = max(_WIDE, longest, metrics.horizontalAdvance(text) / 3)
    return "\n".join(wrap(line, metrics, wide, len(text)) for line in text.split("\n"))


def _top(metrics: QFontMetricsF, high: float, baseline: str) -> float:
    """From the place down to the top of the text."""
    if baseline in ("top", "line-top"):
        return 0.0
    if baseline in ("bottom", "line-bottom"):
        return -high
    return -metrics.ascent() if baseline == "alphabetic" else -high / 2


class Texts(Figure):
    """Words at (x, y)."""

    bounds: QRectF | None = None
    """Where texts may stand; None leaves them where they are."""
    grounds: Sequence[Figure] = ()
    """What is drawn below, the lowest first: texts are legible on it."""

    @cached_property
    def _inks(self) -> Inks:
        return Inks(self.group)

    def paint(self, painter: QPainter) -> None:
        painter.save()
        base = painter.transform()
        for index, written in self._placed.items():
            ink = self._inks.of(index)
            colour = self._colour(ink.fill or ink.stroke or "ink", written)
            colour.setAlphaF(colour.alphaF() * ink.fill_opacity)
            painter.setTransform(written.transform * base)
            align = written.text.align | Qt.AlignmentFlag.AlignTop
            write(painter, written.text.box, align, written.text.text, written.text.font, colour)
        painter.restore()

    def _colour(self, token: str, written: _Written) -> QColor:
        look = self.frame.look
        if self.group.count <= _MOST_GROUNDED:
            for figure in reversed(self.grounds):
                ground = figure.ground_at(written.rect.center())
                if ground is not None:
                    return QColor(look.written_on(token, ground))
        if look.theme.is_dark:  # authors colour for a white page
            return QColor(look.written_on(token, look.surface))
        if look.is_print:
            return look.readable(token)
        return QColor(look.colour(token))

    @cached_property
    def _placed(self) -> dict[int, _Written]:
        """The texts that are drawn; of two that cover each other, the first.

        Letters that stand for points are all drawn: which are left out would mislead.
        """
        taken, placed = _Taken(), {}
        texts = list(text_boxes(self.group, self.frame.look, range(min(self.group.count, MOST))))
        crowded = self.group.count > THINNED_FROM
        crowded = crowded and any(len(box.text) > _LETTERS for _, box in texts)
        for index, box in texts:
            anchor = self.at(index)
            if max(abs(anchor.x()), abs(anchor.y())) >= FARTHEST:
                continue
            written = self._moved_inside(_Written(box, anchor))
            if not crowded or taken.take(written.rect):
                placed[index] = written
        return placed

    def _moved_inside(self, written: _Written) -> _Written:
        bounds, rect = self.bounds, written.rect
        if bounds is None or bounds.contains(rect):
            return written
        right, bottom = bounds.right() - rect.width(), bounds.bottom() - rect.height()
        left = max(min(rect.left(), right), bounds.left())
        top = max(min(rect.top(), bottom), bounds.top())
        return replace(
            written, anchor=written.anchor + QPointF(left - rect.left(), top - rect.top())
        )

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
