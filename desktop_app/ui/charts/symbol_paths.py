"""The outlines of symbols, by the names (or the SVG path) that Vega-Lite gives them.

Corners: Vega 6, ``vega-scenegraph/src/path/symbols.js``. A symbol of ``size`` square
pixels fits a circle of radius √size / 2.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainterPath, QPolygonF

_HALF = math.sqrt(3) / 2
_SINK = _HALF - math.tan(math.pi / 6)
_CORNERS: dict[str, tuple[tuple[float, float], ...]] = {
    "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "diamond": ((-1, 0), (0, -1), (1, 0), (0, 1)),
    "cross": (
        *((-1, -0.4), (-1, 0.4), (-0.4, 0.4), (-0.4, 1), (0.4, 1), (0.4, 0.4)),
        *((1, 0.4), (1, -0.4), (0.4, -0.4), (0.4, -1), (-0.4, -1), (-0.4, -0.4)),
    ),
    "triangle-up": ((0, -_HALF), (-1, _HALF), (1, _HALF)),
    "triangle-down": ((0, _HALF), (-1, -_HALF), (1, -_HALF)),
    "triangle-right": ((_HALF, 0), (-_HALF, -1), (-_HALF, 1)),
    "triangle-left": ((-_HALF, 0), (_HALF, -1), (_HALF, 1)),
    "triangle": ((0, -_HALF - _SINK), (-1, _HALF - _SINK), (1, _HALF - _SINK)),
    "wedge": ((0, -_HALF - _SINK), (-0.25, _HALF - _SINK), (0.25, _HALF - _SINK)),
    "arrow": (
        *((-1 / 7, 1), (1 / 7, 1), (1 / 7, -1 / 8), (0.4, -1 / 8)),
        *((0, -1), (-0.4, -1 / 8), (-1 / 7, -1 / 8)),
    ),
}
LONGEST = 5_000
"""No SVG path of more characters is read."""
_PART = re.compile(r"([MmLlHhVvCcQqZz])([^A-Za-z]*)")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Q": 4}


@lru_cache(maxsize=256)
def symbol_path(shape: str) -> QPainterPath:
    """The symbol within a circle of radius 1; a disc where ``shape`` says nothing."""
    path = QPainterPath()
    if shape == "stroke":
        path.moveTo(-1, 0)
        path.lineTo(1, 0)
    elif shape in _CORNERS:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in _CORNERS[shape]]))
        path.closeSubpath()
    elif shape[:1] in ("M", "m") and len(shape) <= LONGEST:
        path = _from_svg(shape)
    if path.isEmpty():
        path.addEllipse(QPointF(0, 0), 1, 1)
    return path


def _from_svg(text: str) -> QPainterPath:
    """A path of moves, lines and Bézier curves; arcs are left out."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for letter, numbers in _steps(text):
        at = path.currentPosition()
        x, y = (at.x(), at.y()) if letter.islower() else (0.0, 0.0)
        kind = letter.upper()
        if kind == "Z":
            path.closeSubpath()
        elif kind == "H":
            path.lineTo(x + numbers[0], at.y())
        elif kind == "V":
            path.lineTo(at.x(), y + numbers[0])
        else:
            pairs = zip(numbers[::2], numbers[1::2], strict=True)
            points = [QPointF(x + a, y + b) for a, b in pairs]
            if kind == "M":
                path.moveTo(points[0])
            elif kind == "L":
                path.lineTo(points[0])
            elif kind == "C":
                path.cubicTo(*points)
            else:
                path.quadTo(*points)
    return path


def _steps(text: str) -> Iterator[tuple[str, list[float]]]:
    for letter, rest in _PART.findall(text):
        takes = _TAKES.get(letter.upper(), 0)
        if not takes:
            yield letter, []
            continue
        numbers = [min(max(float(number), -1e4), 1e4) for number in _NUMBER.findall(rest)]
        for start in range(0, len(numbers) - takes + 1, takes):
            yield letter, numbers[start : start + takes]
            letter = {"M": "L", "m": "l"}.get(letter, letter)
