"""All the marks of a scene where they are drawn: to paint them, and to find one fast."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from desktop_app.charts.scene import MarkGroup, Plot, Scene
from desktop_app.ui.charts.apart import apart_of
from desktop_app.ui.charts.layout import ChartLayout
from desktop_app.ui.charts.look import Look
from desktop_app.ui.charts.painting.figure import Figure, Frame
from desktop_app.ui.charts.painting.figures import figure_of
from desktop_app.ui.charts.painting.texts import Texts

Groups = Sequence[tuple[int, MarkGroup]]
"""Groups with the rank of their plot, in the order in which they are drawn."""
_ROOM = 12.0
"""Symbols, texts and wide strokes may reach so far beyond a plot that is clipped."""


def groups_of(scene: Scene) -> Groups:
    return [(rank, group) for rank, plot in enumerate(scene.plots) for group in plot.groups]


class Shapes:
    """The figures of ``groups``: the scene's own, or those on their way to them.

    ``clipped``: nothing is drawn beyond the plots (one looks at a part of the scales).
    """

    def __init__(
        self,
        scene: Scene,
        groups: Groups,
        layout: ChartLayout,
        look: Look,
        bounds: QRectF,
        *,
        ratio: float = 1.0,
        clipped: bool = False,
    ) -> None:
        self._layout = layout
        self._clipped = clipped
        apart = apart_of(scene, look)
        self.figures: list[tuple[int, Figure]] = []
        for rank, group in groups:
            if rank >= len(layout.plots):
                continue
            plot = scene.plots[rank]
            banded = {name: _is_banded(plot, name) for name in "xy"}
            frame = Frame(layout.plots[rank], look, layout.thickest, ratio, banded, apart)
            figure = figure_of(group, frame)
            if isinstance(figure, Texts):
                figure.bounds = bounds
                figure.grounds = [below for at, below in self.figures if at == rank]
            self.figures.append((rank, figure))

    @cached_property
    def _walked(self) -> list[Figure]:
        """The figures whose items can be pointed at, by their ranks."""
        found = [figure for _, figure in self.figures if figure.group.ranks >= 0]
        return sorted(found, key=lambda figure: figure.group.ranks)

    @cached_property
    def _starts(self) -> list[int]:
        return [figure.group.ranks for figure in self._walked]

    def paint(self, painter: QPainter) -> None:
        for rank, figure in self.figures:
            if not figure.group.count:
                continue
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._clipped or figure.group.style.get("clip"):
                painter.setClipRect(self._layout.plots[rank].rect.adjusted(-1, -1, 1, 1))
            figure.paint(painter)
            painter.restore()

    def place(self, rank: int) -> tuple[Figure, int] | None:
        """The figure and the item of a mark; None where nothing is drawn of it."""
        at = bisect_right(self._starts, rank) - 1
        if at < 0:
            return None
        figure = self._walked[at]
        index = rank - figure.group.ranks
        return (figure, index) if index < figure.group.count else None

    def rect(self, rank: int) -> QRectF:
        """What a mark covers in the widget."""
        place = self.place(rank)
        return QRectF() if place is None else place[0].rect(place[1])

    def find(self, point: QPointF) -> int | None:
        """The rank of the mark at ``point``: the one in front, else the nearest in reach."""
        best: tuple[float, int] | None = None
        for rank, figure in reversed(self.figures):
            group = figure.group
            if group.ranks < 0 or not group.count:
                continue
            area = self._layout.plots[rank].rect
            if self._clipped and not area.adjusted(-_ROOM, -_ROOM, _ROOM, _ROOM).contains(point):
                continue
            hit = figure.find(point)
            if hit is not None and (best is None or hit.distance < best[0]):
                best = (hit.distance, group.ranks + hit.index)
                if not hit.distance:
                    break
        return None if best is None else best[1]

    def texts(self) -> list[QRectF]:
        """What text marks cover: labels stand elsewhere."""
        found: list[QRectF] = []
        for _, figure in self.figures:
            if isinstance(figure, Texts):
                found += figure.rects
        return found


def _is_banded(plot: Plot, name: str) -> bool:
    axis = plot.axis(name)
    return axis is None or axis.kind == "category"
