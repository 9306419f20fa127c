"""What tells series apart besides their colours: dashes, shapes, hatching.

Lines that no label names are dashed, points have a shape for each series. Fills are hatched
only in looks for black and white or for the most contrast: elsewhere their places and
their order say which is which.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from PySide6.QtGui import QColor, qGray

from desktop_app.charts.scene import MarkGroup, Scene
from desktop_app.ui.charts.look import Look

DASHES: tuple[tuple[float, ...], ...] = (
    (),
    (7.0, 4.0),
    (2.0, 3.0),
    (9.0, 3.0, 2.0, 3.0),
    (4.0, 2.0),
    (1.0, 2.0),
)
"""Pixels on and off for each series; the first is whole."""
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")
MOST_SEEN = 2_000
"""Among so many items a second series would have shown."""
LONG_PATH = 60
"""In lines of more vertices than that on average, dashes could not be made out."""


_LIGHTEST, _DARKEST = 238, 56
_SEEN_APART = 16
"""Greys (0 to 255) that differ less are taken for the same."""


def greys_of(scene: Scene) -> tuple[tuple[str, str], ...]:
    """Greys from light to dark for colours of classes that black and white would confuse.

    The two ends of a scale that diverges are as dark as each other, a red as dark as a
    blue; where an author's colours go from light to dark on paper too, they stay.
    """
    found: dict[str, str] = {}
    for legend in scene.legends:
        colours = [QColor(item.fill or item.stroke or "") for item in legend.items]
        names = [colour.name() for colour in colours]
        if len(set(names)) < 2 or not all(colour.isValid() for colour in colours):
            continue
        greys = [qGray(colour.rgb()) for colour in colours]
        steps = [second - first for first, second in pairwise(greys)]
        if all(step >= _SEEN_APART for step in steps) or all(s <= -_SEEN_APART for s in steps):
            continue
        names = list(dict.fromkeys(names))
        for rank, name in enumerate(names):
            grey = round(_LIGHTEST + (_DARKEST - _LIGHTEST) * rank / (len(names) - 1))
            found[name] = f"#{grey:02x}{grey:02x}{grey:02x}"
    return tuple(found.items())


@dataclass(frozen=True)
class Apart:
    """How the series of one chart are told apart."""

    dashes: bool = False
    shapes: bool = False

    def dash(self, look: Look, token: str | None) -> tuple[float, ...]:
        rank = look.rank(token) if self.dashes else None
        return DASHES[rank % len(DASHES)] if rank is not None else ()

    def shape(self, look: Look, token: str | None) -> str | None:
        """The shape for a series, None where shapes say nothing (or say something else)."""
        rank = look.rank(token) if self.shapes else None
        return SHAPES[rank % len(SHAPES)] if rank is not None else None


def apart_of(scene: Scene, look: Look) -> Apart:
    """How the series of ``scene`` are told apart in ``look``."""
    lines = [group for _, group in scene.groups if group.type == "line"]
    points = [group for _, group in scene.groups if group.type in ("point", "circle")]
    lines = [group for group in lines if group.is_constant("strokeDash")]
    points = [group for group in points if group.is_constant("shape") and not group.overlay]
    dashes = any(_has_series(group, "stroke") for group in lines)
    shapes = any(_has_series(group, "stroke") or _has_series(group, "fill") for group in points)
    if not look.patterned:
        named = any(group.path_labels for group in lines)
        paths = sum(len(group.paths) for group in lines)
        long = sum(group.count for group in lines) > LONG_PATH * max(paths, 1)
        dashes = dashes and not named and not long
        shapes = shapes and all(group.type == "point" for group in points)
    return Apart(dashes, shapes)


def _has_series(group: MarkGroup, name: str) -> bool:
    """Whether the colours of ``group`` are those of several series."""
    if group.is_constant(name):
        return False
    tokens = islice(_tokens(group, name), MOST_SEEN)
    first = next(tokens, None)
    return any(token != first for token in tokens)


def _tokens(group: MarkGroup, name: str) -> Iterator[str]:
    starts = [start for start, stop in group.paths if stop > start]
    for index in starts or range(group.count):
        value = group.value(name, index)
        if isinstance(value, str):
            yield value
