"""The fonts and colours of a chart, at one theme and text size."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPen, qGray

from desktop_app.charts.scaling.colours import parse_colour
from desktop_app.charts.scaling.schemes import palette
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.theme import LIGHT, Theme, contrast_ratio

_PALETTE = {
    str(colour).lower(): rank
    for name in ("tableau20", "tableau10")
    for rank, colour in enumerate(palette(name) or ())
}
"""The colours of categories where the theme's series are too few, with their ranks."""
_TOKENS = ("ink", "muted", "surface", "line")
_NEUTRALS = {getattr(LIGHT, token).lower(): token for token in ("ink", "muted", "line")}
"""The light theme's own greys, written out in a chart: dark ones on a dark card."""
_HIDDEN = 1.6
"""Of less contrast a colour could be missed on the card."""
_NEARLY_BLACK, _NEARLY_WHITE, _GREY = 60, 250, 40
LEGIBLE = 2.5
"""Texts that authors coloured keep their colour where it has so much contrast."""
READABLE = 4.5
"""The contrast of texts with their ground (WCAG 2.2)."""


def _css(text: str) -> QColor:
    found = parse_colour(text)
    if found is None:
        return QColor("#808080")
    colour = QColor(*found[:3])
    colour.setAlphaF(found[3])
    return colour


@dataclass(frozen=True)
class Look:
    """``stress``: how much thicker lines are than they would be. ``greys``, on paper: colours
    of authors whose own grey would not tell them apart, each with another one.
    """

    theme: Theme = LIGHT
    type: Type = field(default_factory=Type)
    stress: float = 1.0
    greys: tuple[tuple[str, str], ...] = ()

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

    @cached_property
    def _greys(self) -> dict[str, str]:
        return dict(self.greys)

    def colour(self, token: str) -> QColor:
        """The colour of a scene's token (« series:2 », « ink »…), or a CSS colour.

        Where a colour is so near to the card's that it could not be seen, it is the ink:
        what an author made black has to be light on a dark card, and the grey of a base
        map dark.
        """
        if self.theme.is_dark:
            return self._visible(_NEUTRALS.get(token.lower(), token))
        return self._printed(_css(self.theme.colour(token)))

    def _printed(self, colour: QColor) -> QColor:
        """``colour``, or its grey on paper."""
        if not self.is_print:
            return colour
        if chosen := self._greys.get(colour.name()):
            grey = QColor(chosen).red()
            return QColor(grey, grey, grey, colour.alpha())
        grey = qGray(colour.rgb())
        return QColor(grey, grey, grey, colour.alpha())

    def laid_over(self, colour: QColor, opacity: float) -> QColor:
        """``colour`` as it is seen on the card."""
        share = min(max(colour.alphaF() * opacity, 0.0), 1.0)
        return QColor(self.theme.mix(colour.name(), share, self.theme.surface))

    def written_on(self, token: str, ground: QColor) -> QColor:
        """The colour of a text on a mark: its own, or what of ink and card reads better."""
        own = self._printed(_css(self.theme.colour(token)))
        if contrast_ratio(own.name(), ground.name()) >= LEGIBLE:
            return own
        choices = (self.ink, self.surface)
        return max(choices, key=lambda one: contrast_ratio(one.name(), ground.name()))

    def rim(self, token: str) -> QColor:
        """The colour of a line that parts marks: white stands for the card's."""
        colour = _css(token) if token not in _TOKENS else None
        if self.theme.is_dark and colour is not None and colour.lightness() > _NEARLY_WHITE:
            return self.surface
        return self.colour(token)

    def _visible(self, token: str) -> QColor:
        colour = _css(self.theme.colour(token))
        written = token not in _TOKENS and not token.startswith("series")
        if not written or colour.lightness() >= _NEARLY_BLACK:
            return colour
        if contrast_ratio(colour.name(), self.theme.surface) >= _HIDDEN:
            return colour
        if colour.hslSaturation() < _GREY:
            seen = QColor(self.theme.ink)
            seen.setAlphaF(colour.alphaF())
            return seen
        # The darkest of a ramp stays of its hue, and darker than the next.
        hue, saturation = colour.hslHueF(), colour.hslSaturationF()
        lightness, alpha = colour.lightnessF(), colour.alphaF()
        seen = colour
        while contrast_ratio(seen.name(), self.theme.surface) < _HIDDEN and lightness < 1:
            lightness += 0.02
            seen = QColor.fromHslF(hue, saturation, min(lightness, 1.0), alpha)
        return seen

    def readable(self, token: str) -> QColor:
        """The colour of a text: that of ``token``, drawn to the ink until it reads on the card."""
        colour = self.theme.colour(token)
        if parse_colour(colour) is None:
            return self.ink
        name = self._printed(_css(colour)).name()
        for amount in (1.0, 0.85, 0.7, 0.5, 0.3):
            mixed = self.theme.mix(name, amount, self.theme.ink)
            if contrast_ratio(mixed, self.theme.surface) >= READABLE:
                return QColor(mixed)
        return self.ink

    def series(self, index: int) -> QColor:
        return QColor(self.theme.series[index % len(self.theme.series)])

    def rank(self, token: str | None) -> int | None:
        """Which series a colour stands for: by its token, or its place in a usual palette."""
        if not token:
            return None
        kind, _, rank = token.partition(":")
        if kind == "series":
            return int(rank) if rank.isdigit() else None
        return _PALETTE.get(token.lower())

    def hatching(self, token: str | None) -> int | None:
        """The pattern that tells a series apart without its colour, in looks that ask for it."""
        return self.rank(token) if self.patterned else None

    @property
    def is_print(self) -> bool:
        """Whether there are no colours: what words are written in has to read as grey."""
        return self.theme.name == "print"

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
        pen = QPen(QColor(self.theme.line), 1)
        if self.theme.line == self.theme.ink:
            pen.setDashPattern([1.0, 4.0])
        return pen

    @property
    def baseline(self) -> QPen:
        return QPen(QColor(self.theme.control), 1)

    def dashed(self, colour: QColor, width: float) -> QPen:
        pen = QPen(colour, width)
        pen.setDashPattern([4.0, 3.0])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        return pen
