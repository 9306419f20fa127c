"""The fonts and colours of a chart, at one theme and text size."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPen

from desktop_app.charts.scaling.colours import parse_colour
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.theme import LIGHT, Theme, contrast_ratio

_TOKENS = ("ink", "muted", "surface", "line")
_HIDDEN = 1.6
"""Of less contrast a colour could be missed on the card."""
_NEARLY_BLACK, _NEARLY_WHITE = 60, 250
READABLE = 4.5
"""The contrast of texts with their ground (WCAG 2.2)."""

DASHES: tuple[list[float], ...] = (
    [],
    [7.0, 4.0],
    [2.0, 3.0],
    [9.0, 3.0, 2.0, 3.0],
    [4.0, 2.0],
    [1.0, 2.0],
)
"""A dash pattern per series, for lines that no label names."""


PATTERNS = (
    None,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.Dense5Pattern,
    Qt.BrushStyle.HorPattern,
    Qt.BrushStyle.DiagCrossPattern,
    Qt.BrushStyle.VerPattern,
)
"""A hatching per series; the first is plain."""


def _css(text: str) -> QColor:
    found = parse_colour(text)
    if found is None:
        return QColor("#808080")
    colour = QColor(*found[:3])
    colour.setAlphaF(found[3])
    return colour


@dataclass(frozen=True)
class Look:
    theme: Theme = LIGHT
    type: Type = field(default_factory=Type)

    @cached_property
    def tick(self) -> QFont:
        return self.type.interface(12)

    @cached_property
    def category(self) -> QFont:
        return self.type.interface(13)

    @cached_property
    def value(self) -> QFont:
        return self.type.interface(13, bold=True)

    def px(self, size: float) -> int:
        return self.type.px(size)

    def colour(self, token: str) -> QColor:
        """The colour of a scene's token (« series:2 », « ink »…), or a CSS colour.

        Where a colour is so near to the card's that it could not be seen, it is the ink:
        what an author made black has to be light on a dark card.
        """
        return (
            QColor(self._visible(token)) if self.theme.is_dark else _css(self.theme.colour(token))
        )

    def rim(self, token: str) -> QColor:
        """The colour of a line that parts marks: white stands for the card's."""
        colour = _css(token) if token not in _TOKENS else None
        if self.theme.is_dark and colour is not None and colour.lightness() > _NEARLY_WHITE:
            return self.surface
        return self.colour(token)

    def _visible(self, token: str) -> QColor:
        colour = _css(self.theme.colour(token))
        written = token not in _TOKENS and not token.startswith("series")
        if written and contrast_ratio(colour.name(), self.theme.surface) < _HIDDEN:
            faded = QColor(self.theme.ink)
            faded.setAlphaF(colour.alphaF())
            return faded if colour.lightness() < _NEARLY_BLACK else colour
        return colour

    def readable(self, token: str) -> QColor:
        """The colour of a text: that of ``token``, drawn to the ink until it reads on the card."""
        colour = self.theme.colour(token)
        if parse_colour(colour) is None:
            return self.ink
        name = _css(colour).name()
        for amount in (1.0, 0.85, 0.7, 0.5, 0.3):
            mixed = self.theme.mix(name, amount, self.theme.ink)
            if contrast_ratio(mixed, self.theme.surface) >= READABLE:
                return QColor(mixed)
        return self.ink

    def series(self, index: int) -> QColor:
        return QColor(self.theme.series[index % len(self.theme.series)])

    def pattern(self, token: str) -> QBrush | None:
        """Hatching that tells a series apart without its colour, in looks that ask for it."""
        kind, _, rank = token.partition(":")
        if not self.patterned or kind != "series" or not rank.isdigit():
            return None
        style = PATTERNS[int(rank) % len(PATTERNS)]
        return QBrush(self.colour(token), style) if style is not None else None

    @property
    def patterned(self) -> bool:
        """Whether fills are hatched: on paper, and where contrast matters most."""
        return self.theme.name in ("contrast", "print")

    @property
    def ink(self) -> QColor:
        return QColor(self.theme.ink)

    @property
    def muted(self) -> QColor:
        return QColor(self.theme.muted)

    @property
    def surface(self) -> QColor:
        return QColor(self.theme.surface)

    @property
    def grid(self) -> QPen:
        """Hairlines; where lines are as dark as the ink, they are thinned to dots."""
        style = Qt.PenStyle.DotLine if self.theme.line == self.theme.ink else Qt.PenStyle.SolidLine
        return QPen(QColor(self.theme.line), 1, style)

    @property
    def baseline(self) -> QPen:
        return QPen(QColor(self.theme.control), 1)

    def dashed(self, colour: QColor, width: float) -> QPen:
        pen = QPen(colour, width)
        pen.setDashPattern([4.0, 3.0])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        return pen
