"""Finding the point near a place among very many, through an order along x."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF

from desktop_app.ui.charts.painting.arrays import Floats, Ranks

if TYPE_CHECKING:
    from desktop_app.ui.charts.plot_layout import PlotLayout


class Nearest:
    """Points at nominal ``xs`` and ``ys`` of a plot; the order is made when first asked for."""

    def __init__(self, xs: Floats, ys: Floats, plot: PlotLayout) -> None:
        self._xs, self._ys, self._plot = xs, ys, plot

    @cached_property
    def _is_sorted(self) -> bool:
        return bool((self._xs[1:] >= self._xs[:-1]).all())

    @cached_property
    def _order(self) -> Ranks | None:
        """None where the points come in the order of x already."""
        return None if self._is_sorted else np.argsort(self._xs, kind="stable")

    @cached_property
    def _along(self) -> Floats:
        return self._xs if self._order is None else self._xs[self._order]

    def around(self, point: QPointF, reach: float) -> tuple[Ranks, Floats]:
        """The points at most ``reach`` pixels away: their indices, and how far each is."""
        plot = self._plot
        wide, high = plot.scale_x or 1.0, plot.scale_y or 1.0
        x, y = plot.nominal(point)
        first, last = np.searchsorted(
            self._along, (x - reach / abs(wide), x + reach / abs(wide)), side="left"
        )
        near: Ranks = np.arange(first, last + 1 if last < len(self._along) else last)
        if self._order is not None:
            near = self._order[near]
        with np.errstate(over="ignore", invalid="ignore"):  # too far for a number
            away = np.hypot((self._xs[near] - x) * wide, (self._ys[near] - y) * high)
        kept = away <= reach
        return near[kept], away[kept]
