"""The item that draws axes: hairline grid, baselines, tick labels, titles, legend."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from desktop_app.charts.scales import BandScale, LinearScale, LogScale
from desktop_app.charts.scene import Axis, Scene
from desktop_app.ui.charts.layout import ChartLayout, Placed
from desktop_app.ui.charts.look import Look
from desktop_app.ui.charts.symbols import draw_line_sample, draw_symbol


class AxesItem(QGraphicsItem):
    """Drawn once per layout, then kept as a picture."""

    def __init__(self) -> None:
        super().__init__()
        self._scene: Scene | None = None
        self._layout = ChartLayout(QRectF())
        self._look = Look()
        self._bounds = QRectF()
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)

    def present(self, scene: Scene, layout: ChartLayout, look: Look, bounds: QRectF) -> None:
        self.prepareGeometryChange()
        self._scene, self._layout, self._look, self._bounds = scene, layout, look, bounds
        self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def text_at(self, point: QPointF) -> Placed | None:
        """The text at ``point``, for its tooltip."""
        return next((text for text in self._layout.texts if text.rect.contains(point)), None)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if self._scene is None:
            return
        self._draw_grid(painter, self._scene)
        for text in self._layout.texts:
            painter.setFont(text.font)
            painter.setPen(self._look.muted if text.muted else self._look.ink)
            painter.drawText(text.rect, int(text.align) | int(Qt.TextFlag.TextDontClip), text.text)
        for place, item in self._layout.legend:
            colour = self._look.series(item.series)
            if self._scene.lines:
                draw_line_sample(painter, place, item.series, colour, self._look.px(16))
            else:
                centre = QPointF(place.x() + self._look.px(8), place.y())
                draw_symbol(painter, centre, self._look.px(4.5), item.series, colour)

    def _draw_grid(self, painter: QPainter, scene: Scene) -> None:
        plot = self._layout.plot
        xs, ys = self._layout.grid
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(self._look.grid)
        if scene.x is not None and scene.x.shown and scene.x.grid:
            for x in xs:
                painter.drawLine(QPointF(round(x), plot.top()), QPointF(round(x), plot.bottom()))
        if scene.y is not None and scene.y.shown and scene.y.grid:
            for y in ys:
                painter.drawLine(QPointF(plot.left(), round(y)), QPointF(plot.right(), round(y)))
        self._draw_baselines(painter, scene, plot)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _draw_baselines(self, painter: QPainter, scene: Scene, plot: QRectF) -> None:
        """A stronger line where bars start, and under dates and numbers along x."""
        painter.setPen(QPen(self._look.baseline))
        if scene.y is not None and isinstance(scene.y.scale, BandScale):
            x = round(self._layout.point(_zero(scene.x), 0).x())
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
        elif scene.x is not None and scene.x.shown:
            y = round(self._layout.point(0, _zero(scene.y)).y())
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            if not isinstance(scene.x.scale, BandScale):
                for tick in self._layout.grid[0]:
                    x = round(tick)
                    painter.drawLine(QPointF(x, plot.bottom()), QPointF(x, plot.bottom() + 4))


def _zero(axis: Axis | None) -> float:
    """Where zero is along ``axis``, within the plot; its start if it has none."""
    if axis is None or not isinstance(axis.scale, LinearScale | LogScale):
        return 0.0
    return axis.scale.position(min(max(0.0, axis.scale.low), axis.scale.high))
