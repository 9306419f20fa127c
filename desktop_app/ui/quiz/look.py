"""How the widgets of this area look now: the theme and the type at one text size."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from PySide6.QtWidgets import QWidget

from desktop_app.content.document import Image
from desktop_app.session.preferences import Preferences
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.pictures import Pictures
from desktop_app.ui.common.rich_text import HtmlStyle
from desktop_app.ui.common.theme import THEMES, Theme

PROMPT_SIZE = 16
TEXT_SIZE = 14
SMALL_SIZE = 12
PICTURE_WIDTH = 460
"""A picture is no wider than that, at 100 % text."""


@dataclass(frozen=True, slots=True)
class Look:
    """``compact`` is for a card that is narrow for its text size; ``pictures`` are those
    of the lesson.
    """

    theme: Theme
    type: Type
    compact: bool = False
    pictures: Pictures | None = None

    @classmethod
    def of(cls, preferences: Preferences, pictures: Pictures | None = None) -> Look:
        return cls(THEMES[preferences.theme], Type(preferences.scale), pictures=pictures)

    def px(self, size: float) -> int:
        """``size`` pixels of the design at the present text size."""
        return self.type.px(size)

    def html(self, *, links: bool = True, line_height: int = 125) -> HtmlStyle:
        theme = self.theme
        return HtmlStyle(
            link_colour=theme.accent,
            figure_ground=theme.mix(theme.accent, theme.tint, theme.surface),
            links=links,
            line_height=line_height,
            gap=self.px(6),
            longest_word=11 if self.compact else 32,
            blank_colour=theme.muted,
            picture=self._picture if self.pictures else None,
        )

    def _picture(self, image: Image) -> str:
        """A picture as HTML, no wider than the card."""
        assert self.pictures is not None
        found = self.pictures.find(image.path)
        if found is None:
            return ""
        width = min(found.width, self.px(PICTURE_WIDTH if not self.compact else 200))
        height = round(found.height * width / found.width)
        return (
            f'<img src="{found.address}" width="{width}" height="{height}"'
            f' alt="{escape(image.alt)}">'
        )

    def text(self, widget: QWidget, size: float, *, colour: str = "", bold: bool = False) -> None:
        """Give ``widget`` the interface font at ``size``, in ink or ``colour``."""
        widget.setFont(self.type.interface(size, bold=bold))
        widget.setStyleSheet(f"color: {colour or self.theme.ink}; background: transparent;")
