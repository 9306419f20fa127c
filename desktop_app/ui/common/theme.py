"""The colours of the application: one set of tokens per theme, and what derives from it.

Text on its ground is at least 4.5:1, marks and states at least 3:1 (a test computes
them), and colour is never the only sign.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QColor, QPalette


@dataclass(frozen=True)
class Theme:
    """Colours as ``#rrggbb``. ``series`` are the marks, in order."""

    name: str
    paper: str
    surface: str
    rail: str
    ink: str
    muted: str
    line: str
    control: str
    """Outline of a control: 3:1 on surface and paper."""
    accent: str
    on_accent: str
    positive: str
    negative: str
    series: tuple[str, ...]
    tint: float
    """How much of a mark's colour its tinted chip holds."""

    @property
    def is_dark(self) -> bool:
        return QColor(self.paper).lightness() < 128

    def mix(self, colour: str, amount: float, ground: str | None = None) -> str:
        """``colour`` laid at ``amount`` (0 to 1) over ``ground``, paper by default."""
        return _mixed(colour, amount, ground or self.paper)

    def chip(self, colour: str) -> str:
        """The ground of a chip in the text whose mark has ``colour``."""
        return self.mix(colour, self.tint)

    def chip_ink(self, colour: str) -> str:
        """The text on that chip: the mark's colour, drawn to the ink until it reads."""
        ground = self.chip(colour)
        for amount in (1.0, 0.85, 0.7, 0.5):
            text = self.mix(colour, amount, self.ink)
            if contrast_ratio(text, ground) >= 4.5:
                return text
        return self.ink

    def colour(self, token: str) -> str:
        """The colour of a scene's token (« series:2 », « ink »…); any other text is a colour."""
        kind, _, rank = token.partition(":")
        if kind == "series":
            return self.series[(int(rank) if rank.isdigit() else 0) % len(self.series)]
        return {"ink": self.ink, "muted": self.muted, "surface": self.surface,
                "line": self.line}.get(token, token)  # fmt: skip

    def palette(self) -> QPalette:
        role = QPalette.ColorRole
        palette = QPalette()
        for name, colour in {
            role.Window: self.paper,
            role.WindowText: self.ink,
            role.Base: self.surface,
            role.AlternateBase: self.rail,
            role.Text: self.ink,
            role.Button: self.surface,
            role.ButtonText: self.ink,
            role.Highlight: self.accent,
            role.HighlightedText: self.on_accent,
            role.ToolTipBase: self.surface,
            role.ToolTipText: self.ink,
            role.PlaceholderText: self.muted,
            role.Link: self.accent,
            role.LinkVisited: self.accent,
            role.Accent: self.accent,
        }.items():
            palette.setColor(name, QColor(colour))
        for name in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(self.muted))
        return palette


LIGHT = Theme(
    name="light",
    paper="#FBFAF7",
    surface="#FFFFFF",
    rail="#F2F0EA",
    ink="#1B1F27",
    muted="#5A6474",
    line="#E4E1DA",
    control="#85898F",
    accent="#1F5FBF",
    on_accent="#FFFFFF",
    positive="#14786B",
    negative="#B3401A",
    series=("#1F5FBF", "#C8501E", "#14786B", "#8A5A00", "#7A3E9D", "#5A6474"),
    tint=0.12,
)
DARK = Theme(
    name="dark",
    paper="#15181E",
    surface="#1D2129",
    rail="#111419",
    ink="#ECEAE4",
    muted="#A3ABB8",
    line="#333945",
    control="#757D8B",
    accent="#82B1FF",
    on_accent="#0D1420",
    positive="#4FC3AE",
    negative="#FF9A6B",
    series=("#82B1FF", "#FF9A6B", "#4FC3AE", "#E0B354", "#CFA0EC", "#A3ABB8"),
    tint=0.22,
)
CONTRAST = Theme(
    name="contrast",
    paper="#FFFFFF",
    surface="#FFFFFF",
    rail="#FFFFFF",
    ink="#000000",
    muted="#2B2B2B",
    line="#000000",
    control="#000000",
    accent="#0033A0",
    on_accent="#FFFFFF",
    positive="#005A46",
    negative="#8F2400",
    series=("#0033A0", "#A33000", "#005A46", "#5E3B00", "#5B1283", "#2B2B2B"),
    tint=0.10,
)
PRINT = Theme(
    name="print",
    paper="#FFFFFF",
    surface="#FFFFFF",
    rail="#FFFFFF",
    ink="#000000",
    muted="#3A3A3A",
    line="#D9D9D9",
    control="#000000",
    accent="#000000",
    on_accent="#FFFFFF",
    positive="#000000",
    negative="#000000",
    series=("#1A1A1A", "#8C8C8C", "#4D4D4D", "#6E6E6E", "#333333", "#5C5C5C"),
    tint=0.10,
)
"""For black-and-white paper: greys, told apart by hatching. No theme of the window."""
PROJECTOR = Theme(
    name="projector",
    paper="#FFFFFF",
    surface="#FFFFFF",
    rail="#F2F2F2",
    ink="#000000",
    muted="#333333",
    line="#BDBDBD",
    control="#555555",
    accent="#003A9E",
    on_accent="#FFFFFF",
    positive="#00604F",
    negative="#A02A00",
    series=("#0B4DB3", "#A83A00", "#00604F", "#7A4E00", "#65239A", "#444444"),
    tint=0.16,
)
PROJECTOR_DARK = Theme(
    name="projector-dark",
    paper="#000000",
    surface="#000000",
    rail="#14171C",
    ink="#FFFFFF",
    muted="#D3D7DD",
    line="#5A616C",
    control="#A2A9B4",
    accent="#9CC2FF",
    on_accent="#000000",
    positive="#6FE0CB",
    negative="#FFB088",
    series=("#8DB8FF", "#FF9F6B", "#5FDCC4", "#F0C45C", "#DDAEFF", "#C3C9D2"),
    tint=0.3,
)
"""For projectors, whose black is grey and whose colours are pale: text at least 7:1, marks
at least 4.5:1. No themes of the window: each stands in for one of its own.
"""
PROJECTED = {"light": PROJECTOR, "dark": PROJECTOR_DARK, "contrast": CONTRAST}
THEMES = {theme.name: theme for theme in (LIGHT, DARK, CONTRAST)}


def _channels(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()


# Every figure of a page asks for the same few colours, each time that it is dressed.
@lru_cache(maxsize=1_000)
def _mixed(colour: str, amount: float, ground: str) -> str:
    top, under = QColor(colour), QColor(ground)
    parts = (
        round(amount * a + (1 - amount) * b)
        for a, b in zip(_channels(top), _channels(under), strict=True)
    )
    return QColor(*parts).name()


@lru_cache(maxsize=1_000)
def contrast_ratio(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""

    def luminance(name: str) -> float:
        channels = (value / 255 for value in _channels(QColor(name)))
        linear = [
            channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
            for channel in channels
        ]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
