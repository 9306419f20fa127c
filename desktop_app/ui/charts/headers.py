"""The titles of axes, and what names small multiples: headers above plots and beside rows."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF

from desktop_app.charts.axis import Axis
from desktop_app.charts.scene import Plot, Scene
from desktop_app.ui.charts.look import Look
from desktop_app.ui.charts.placing import LEFT, RIGHT, Placed, text_size, wrap

ROW_SHARE = 0.22
"""How much of the width the names of rows may take."""
ROW_LINES, HEADER_LINES = 3, 2


class Headers:
    """Places the words around the plots of ``scene``; above each at most ``lines``."""

    def __init__(self, scene: Scene, look: Look, lines: int = HEADER_LINES) -> None:
        self._scene = scene
        self._look = look
        self._small = QFontMetricsF(look.tick)
        self._names = QFontMetricsF(look.category)
        self._gap = float(look.px(8))
        self._most_lines = lines

    # -- titles ----------------------------------------------------------------------

    def titles(self, area: QRectF, texts: list[Placed]) -> QRectF:
        """The titles of small multiples and of y above the plots, that of x below."""
        parts = (self._scene.column_title, self._scene.row_title)
        title = " · ".join(part for part in parts if part)
        if title:
            height = self._small.lineSpacing()
            texts.append(
                self._written(title, QRectF(area.left(), area.top(), area.width(), height))
            )
            area = area.adjusted(0, height + self._gap / 2, 0, 0)
        axes = [axis for axis in self._axes() if axis.title and axis.shown]
        area = self._of_y([axis for axis in axes if axis.channel == "y"], area, texts)
        for axis in axes:
            if axis.channel == "x":
                area = self._of_x(axis, area, texts)
        return area

    def _axes(self) -> list[Axis]:
        """The axes of the plots, each title once."""
        found: dict[tuple[str, str, str], Axis] = {}
        for plot in self._scene.plots:
            for axis in plot.axes:
                found.setdefault((axis.channel, axis.orient, axis.title), axis)
        return list(found.values())

    def _of_y(self, axes: list[Axis], area: QRectF, texts: list[Placed]) -> QRectF:
        """Above the plots, on the side of the axis; one below the other on the same side."""
        sides = {axis.orient for axis in axes}
        wide = area.width() * (0.48 if len(sides) > 1 else 1.0)
        ends = dict.fromkeys(("left", "right"), area.top())
        for axis in axes:
            wrapped = wrap(axis.title, self._small, wide, 2)
            height = text_size(wrapped, self._small).height()
            right = axis.orient == "right"
            left = area.right() - wide if right else area.left()
            rect = QRectF(left, ends[axis.orient], wide, height)
            texts.append(self._written(axis.title, rect, wrapped, right=right, axis=axis))
            ends[axis.orient] += height
        lowest = max(ends.values())
        return area.adjusted(0, lowest - area.top() + (self._gap / 2 if axes else 0), 0, 0)

    def _of_x(self, axis: Axis, area: QRectF, texts: list[Placed]) -> QRectF:
        wrapped = wrap(axis.title, self._small, area.width() - self._gap, 2)
        height = text_size(wrapped, self._small).height()
        above = axis.orient == "top"
        top = area.top() if above else area.bottom() - height
        rect = QRectF(area.left(), top, area.width(), height)
        texts.append(self._written(axis.title, rect, wrapped, right=True, axis=axis))
        away = height + self._gap / 2
        return area.adjusted(0, away, 0, 0) if above else area.adjusted(0, 0, 0, -away)

    def _written(
        self,
        title: str,
        rect: QRectF,
        wrapped: str = "",
        *,
        right: bool = False,
        axis: Axis | None = None,
    ) -> Placed:
        text = wrapped or wrap(title, self._small, rect.width(), 1)
        colour = axis.title_colour if axis is not None else ""
        align = RIGHT if right else LEFT
        key = ("title", axis.channel if axis else "", axis.orient if axis else "", title)
        return Placed(text, rect, align, self._look.tick, full=title, colour=colour, key=key)

    # -- small multiples -------------------------------------------------------------

    @property
    def longest_word(self) -> float:
        """What a plot has to be wide for the words above it to be whole."""
        words = {word for header in self._above_plots() for word in header.split()}
        return max((self._names.horizontalAdvance(word) for word in words), default=0.0) + 1

    def above(self, width: float) -> tuple[float, float]:
        """What headers take above the plots of the first row, and of each other one.

        ``width``: of a plot, about; names that are longer take two lines.
        """
        one = self._names.lineSpacing() * self.lines_above(width) + self._gap / 2
        plots = self._scene.plots
        each = one if any(plot.header for plot in plots) else 0.0
        return (max(each, one if any(plot.column_header for plot in plots) else 0.0), each)

    def _above_plots(self) -> set[str]:
        return {plot.header or plot.column_header for plot in self._scene.plots}

    def lines_above(self, width: float) -> int:
        """On how many lines the longest header of plots of ``width`` stands."""
        wrapped = (wrap(name, self._names, width, self._most_lines) for name in self._above_plots())
        return max((text.count("\n") + 1 for text in wrapped), default=1)

    def beside(self, area: QRectF) -> float:
        """What the names of rows take on the left of ``area``."""
        room = area.width() * ROW_SHARE
        names = [plot.row_header for plot in self._scene.plots if plot.row_header]
        if not names:
            return 0.0
        lines = self._lines(area.height())
        wrapped = (wrap(name, self._names, room, lines) for name in names)
        return max(text_size(text, self._names).width() for text in wrapped) + self._gap * 1.5

    def _lines(self, height: float) -> int:
        """On how many lines the name of a row fits, if all take ``height``."""
        return max(1, min(ROW_LINES, int(self._pitch(height) * 0.8 / self._names.lineSpacing())))

    def _pitch(self, height: float) -> float:
        return height / (1 + max(plot.row for plot in self._scene.plots))

    def _is_named(self, plot: Plot, height: float) -> bool:
        """Whether the row of ``plot`` is named: where there are very many, not all can be."""
        every = math.ceil(self._names.lineSpacing() / max(self._pitch(height), 1e-6))
        return bool(plot.row_header) and plot.column == 0 and plot.row % every == 0

    def place_above(
        self, plot: Plot, rect: QRectF, away: float, lines: int, texts: list[Placed]
    ) -> None:
        """The header of a plot at ``rect``, ``away`` from it, on at most so many ``lines``."""
        line, font = self._names.lineSpacing(), self._look.category
        header = plot.header or (plot.column_header if plot.row == 0 else "")
        if header and rect.width() > line * 1.5:
            text = wrap(header, self._names, rect.width(), lines)
            height = text_size(text, self._names).height()
            place = QRectF(rect.left(), rect.top() - away - height, rect.width(), height)
            key = ("header", header)
            texts.append(Placed(text, place, LEFT, font, muted=False, full=header, key=key))

    def place_beside(self, plot: Plot, rect: QRectF, whole: QRectF, texts: list[Placed]) -> None:
        """The name of the row of a plot at ``rect``."""
        font = self._look.category
        if self._is_named(plot, whole.height()):
            lines = self._lines(whole.height())
            text = wrap(plot.row_header, self._names, whole.width() * ROW_SHARE, lines)
            size = text_size(text, self._names)
            top = min(rect.center().y() - size.height() / 2, whole.bottom() - size.height())
            top = max(top, whole.top())
            place = QRectF(whole.left(), top, size.width(), size.height())
            full, key = plot.row_header, ("row", plot.row_header)
            texts.append(Placed(text, place, LEFT, font, muted=False, full=full, key=key))
