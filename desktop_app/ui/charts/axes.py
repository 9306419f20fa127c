"""The item that draws axes: hairline grid, baselines, texts, headers, legends."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from desktop_app.charts.axis import Axis
from desktop_app.charts.scene import Plot, Scene
from desktop_app.ui.charts.apart import apart_of
from desktop_app.ui.charts.layout import ChartLayout
from desktop_app.ui.charts.legends import draw_legend
from desktop_app.ui.charts.lettering import write
from desktop_app.ui.charts.look import Look
from desktop_app.ui.charts.placing import Placed
from desktop_app.ui.charts.plot_layout import PlotLayout


class AxesItem(QGraphicsItem):
    """Drawn once per layout, then kept as a picture."""

    def __init__(self) -> None:
        super().__init__()
        self._scene: Scene | None = None
        self._layout = ChartLayout()
        self._look = Look()
        self._bounds = QRectF()
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)

    def present(self, scene: Scene, layout: ChartLayout, look: Look, bounds: QRectF) -> None:
        before, self._scene = self._scene, scene
        shown = (self._layout, self._look, self._bounds)
        if before is not None and shown == (layout, look, bounds) and _same_axes(before, scene):
            return  # the picture that is kept still holds
        if bounds != self._bounds:
            self.prepareGeometryChange()
        self._layout, self._look, self._bounds = layout, look, bounds
        self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds

    @property
    def _texts(self) -> tuple[Placed, ...]:
        legends = (text for legend in self._layout.legends for text in legend.texts)
        return (*self._layout.texts, *legends)

    def text_at(self, point: QPointF) -> Placed | None:
        """The text at ``point``, for its tooltip."""
        return next((text for text in self._texts if text.covers.contains(point)), None)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if self._scene is None:
            return
        for plot, layout in zip(self._scene.plots, self._layout.plots, strict=False):
            self._draw_grid(painter, plot, layout)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for text in self._texts:
            self._write(painter, text)
        apart = apart_of(self._scene, self._look)
        for legend in self._layout.legends:
            draw_legend(painter, legend, self._look, apart)

    def _write(self, painter: QPainter, text: Placed) -> None:
        look = self._look
        plain = look.muted if text.muted else look.ink
        colour = look.readable(text.colour) if text.colour else plain
        if not text.angle and text.opacity >= 1:
            write(painter, text.rect, text.align, text.text, text.font, colour)
            return
        painter.save()
        painter.setOpacity(text.opacity)
        painter.setTransform(text.transform, combine=True)
        write(painter, text.rect, text.align, text.text, text.font, colour)
        painter.restore()

    def _draw_grid(self, painter: QPainter, plot: Plot, layout: PlotLayout) -> None:
        rect = layout.rect
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(self._look.grid)
        x, y = plot.axis("x"), plot.axis("y")
        if x is not None and x.shown and x.grid:
            for place, opacity in layout.x_grid.lines:
                at = round(place)
                if rect.left() - 1 <= at <= rect.right() + 1:
                    painter.setOpacity(opacity)
                    painter.drawLine(QPointF(at, rect.top()), QPointF(at, rect.bottom()))
        if y is not None and y.shown and y.grid:
            for place, opacity in layout.y_grid.lines:
                at = round(place)
                if rect.top() - 1 <= at <= rect.bottom() + 1:
                    painter.setOpacity(opacity)
                    painter.drawLine(QPointF(rect.left(), at), QPointF(rect.right(), at))
        painter.setOpacity(1.0)
        painter.setPen(QPen(self._look.baseline))
        self._draw_baselines(painter, x, y, layout)

    @staticmethod
    def _draw_baselines(
        painter: QPainter, x: Axis | None, y: Axis | None, layout: PlotLayout
    ) -> None:
        """A stronger line where bars start, and under dates and numbers along x."""
        rect = layout.rect
        if y is not None and y.shown and y.kind == "category" and y.line:
            start = 0.0 if x is None or x.zero is None else x.zero
            place = round(layout.x_grid.by_value.get(0, layout.point(start, 0).x()))
            painter.drawLine(QPointF(place, rect.top()), QPointF(place, rect.bottom()))
            return
        if x is None or not x.shown or not x.line:
            return
        edge = rect.top() if x.orient == "top" else rect.bottom()
        base = edge
        if y is not None and y.zero is not None:
            base = layout.y_grid.by_value.get(0, layout.point(0, y.zero).y())
            base = base if rect.top() - 0.5 <= base <= rect.bottom() + 0.5 else edge
        painter.drawLine(QPointF(rect.left(), round(base)), QPointF(rect.right(), round(base)))
        if x.kind != "category" and x.ticks_shown:
            start, way = (rect.top(), -4) if x.orient == "top" else (rect.bottom(), 4)
            for tick, opacity in layout.x_grid.lines:
                at = round(tick)
                if rect.left() - 1 <= at <= rect.right() + 1:
                    painter.setOpacity(opacity)
                    painter.drawLine(QPointF(at, start), QPointF(at, start + way))
            painter.setOpacity(1.0)


def _same_axes(one: Scene, other: Scene) -> bool:
    return len(one.plots) == len(other.plots) and all(
        a.axes == b.axes for a, b in zip(one.plots, other.plots, strict=True)
    )
