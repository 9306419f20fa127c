"""The two type families, from their font packages, at the sizes of the design.

Qt registers a variable font's default instance only, so the weight axis is set by
hand; Atkinson Hyperlegible lacks U+202F, Greek letters and arrows, which come from
Source Serif 4 as its fallback family.
"""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

INTERFACE = "Atkinson Hyperlegible"
NARRATIVE = "Source Serif 4"
PACKAGES = {
    INTERFACE: "fontpkg_atkinson_hyperlegible",
    NARRATIVE: "fontpkg_source_serif_4",
}
NARRATIVE_SIZE = 18
INTERFACE_SIZE = 13
_WEIGHT = QFont.Tag("wght")


def register_fonts() -> tuple[str, ...]:
    """Register the fonts of the packages; returns the families that are missing."""
    missing = []
    for family, package in PACKAGES.items():
        identifiers = [QFontDatabase.addApplicationFont(str(path)) for path in _font_files(package)]
        if not any(identifier >= 0 for identifier in identifiers):
            missing.append(family)
    return tuple(missing)


def _font_files(package: str) -> list[Path]:
    """The font files of a package, without importing it."""
    spec = importlib.util.find_spec(package)
    folders = spec.submodule_search_locations if spec else None
    return [path for folder in folders or () for path in sorted(Path(folder).glob("files/*.ttf"))]


@dataclass(frozen=True)
class Type:
    """The fonts at one text size. Pixel sizes are those of the design at 100 %; no font is
    smaller than ``smallest`` pixels.
    """

    scale: float = 1.0
    smallest: int = 1

    def px(self, size: float) -> int:
        """``size`` pixels of the design at this text size."""
        return max(1, round(size * self.scale))

    def interface(self, size: float = INTERFACE_SIZE, *, bold: bool = False) -> QFont:
        font = QFont([INTERFACE, NARRATIVE, "sans-serif"])
        font.setPixelSize(max(self.px(size), self.smallest))
        font.setBold(bold)
        return font

    def narrative(
        self, size: float = NARRATIVE_SIZE, *, bold: bool = False, italic: bool = False
    ) -> QFont:
        font = QFont([NARRATIVE, "serif"])
        font.setPixelSize(max(self.px(size), self.smallest))
        font.setItalic(italic)
        # Qt would embolden the default instance; the axis draws the true weight.
        font.setVariableAxis(_WEIGHT, 650 if bold else 400)
        return font
