"""The letters of a paper, and its measures: in pixels, 96 an inch (A4 is 794 by 1123)."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtGui import QFont

from desktop_app.ui.common.fonts import Type

WIDTH, HEIGHT = 793.7, 1122.5
MARGIN = 57.0
HEAD, FOOT = 53.0, 56.0
"""What the edges of the page keep: 15 mm at the sides, 14 mm above and below."""

_SIZES = MappingProxyType(
    {
        "title": (26, 36), "subtitle": (14, 26), "chapter": (20, 32), "step": (16, 28),
        "label": (14, 26), "prompt": (14, 26), "body": (14, 26), "answer": (14, 26),
        "text": (15, 27), "reason": (13, 25), "note": (12, 24), "finding": (13, 25),
        "foot": (11, 24),
    }
)  # fmt: skip
"""Pixels, as usual and in large print: 24 pixels are 18 points, and nothing is smaller."""
_BOLD = ("title", "chapter", "step", "label", "prompt")
_SMALL = {"small": 0.86}
_LEADING = {"title": 1.15, "chapter": 1.2, "step": 1.25, "text": 1.42}
_USUAL_LEADING = 1.34
TIGHTNESS, TIGHTEST = (1.0, 0.94), 0.88
"""How much smaller letters are where a page has to hold all: at 0.88 notes have 8 points."""
SMALLEST = 24
"""In large print, in pixels."""


@dataclass(frozen=True)
class PaperType:
    """Fonts and measures, as usual or ``large``; ``tight`` (0 to 1) makes all smaller."""

    large: bool = False
    tight: float = 1.0

    @property
    def chart_scale(self) -> float:
        """How large the texts of a chart are: its smallest is 12 pixels at 1."""
        return SMALLEST / 12 if self.large else 1.0

    def size(self, role: str) -> float:
        usual, large = _SIZES[role]
        return large if self.large else usual * self.tight

    def pitch(self, role: str) -> float:
        """From one line to the next."""
        return self.size(role) * _LEADING.get(role, _USUAL_LEADING)

    def font(self, role: str, style: str = "") -> QFont:
        """The font of a role in a style of :class:`~desktop_app.paper.elements.Run`."""
        size = self.size(role)
        if style in _SMALL:
            size = max(size * _SMALL[style], SMALLEST if self.large else 0)
        bold = style == "bold" or (role in _BOLD and style == "")
        type_ = Type()
        if role == "text":
            font = type_.narrative(bold=bold, italic=style == "italic")
        else:
            font = type_.interface(bold=bold)
            font.setItalic(style == "italic")
        font.setPixelSize(max(round(size), 1))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        for ligature in ("liga", "clig", "dlig"):  # a reader that searches finds « fin »
            font.setFeature(QFont.Tag(ligature), 0)
        return font

    @property
    def indent(self) -> float:
        """How far a level stands to the right: what a number and a box need."""
        return 48.0 if self.large else 28.0 * self.tight

    @property
    def line_to_write_on(self) -> float:
        """From one ruled line to the next: 8 mm, 12 in large print."""
        return 45.0 if self.large else 30.0
