"""Dragging, wheel and keys on a chart: panning, zooming, choosing an interval."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from desktop_app.charts.scene import Scene
from desktop_app.ui.charts.brushing import (
    Brush,
    brush_rect,
    dragged,
    grown,
    held,
    interval_param,
    plot_at,
    ranges_of,
)
from desktop_app.ui.charts.layout import ChartLayout
from desktop_app.ui.charts.navigation import STEP, Navigation, bound_channels

WHEEL = 1.0015
"""A notch of the wheel (120) zooms by this to the power of its angle."""
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Gestures(QObject):
    """What is seen of the scales, and the interval that is being chosen."""

    navigated = Signal()
    brushed = Signal()
    interval_picked = Signal(str, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.navigation = Navigation()
        self._scene: Scene | None = None
        self._layout = ChartLayout()
        self._brush: Brush | None = None
        self._pressed: QPointF | None = None
        self._last: QPointF | None = None

    def show(self, scene: Scene, *, same: bool) -> None:
        """``same``: the same chart, with other values."""
        self._scene = scene
        if not same or not bound_channels(scene):
            self.navigation = Navigation()
        param = interval_param(scene)
        if self._last is not None:
            return  # still dragging
        chosen = None if param is None else scene.selections.get(param.name)
        if param is None or chosen is None or chosen.is_empty:
            self._brush = None
        elif self._brush is None or not same:
            self._brush = held(scene, param)

    def set_layout(self, layout: ChartLayout) -> None:
        self._layout = layout

    @property
    def drags(self) -> bool:
        """Whether dragging means anything here."""
        scene = self._scene
        return scene is not None and bool(
            interval_param(scene) is not None or bound_channels(scene)
        )

    @property
    def brush(self) -> QRectF:
        """The interval as it is drawn in the widget."""
        if self._brush is None or self._scene is None:
            return QRectF()
        return brush_rect(self._layout, self._brush)

    def reset(self) -> None:
        """The whole of the scales again."""
        self._navigate(Navigation())

    # -- the mouse -------------------------------------------------------------------

    def press(self, point: QPointF) -> None:
        self._last = None
        self._pressed = point if plot_at(self._layout, point) is not None else None

    def move(self, point: QPointF) -> bool:
        """Whether the mouse is dragging."""
        scene, pressed = self._scene, self._pressed
        if scene is None or pressed is None:
            return False
        far = (point - pressed).manhattanLength() >= QApplication.startDragDistance()
        if self._last is None and not far:
            return False
        before, self._last = self._last or pressed, point
        plot, param = plot_at(self._layout, pressed), interval_param(scene)
        if plot is None:
            return True
        if param is not None:
            self._brush = dragged(scene, param, self._layout, plot, pressed, point)
            self._say(self._brush)
        else:
            place = self._layout.plots[plot]
            self._navigate(self.navigation.panned(scene, point - before, place))
        return True

    def release(self) -> bool:
        """Whether it was a drag that ended; a click in its place lets the interval go."""
        was_dragging, self._last, self._pressed = self._last is not None, None, None
        if not was_dragging and self._brush is not None:
            self.clear()
        return was_dragging

    def wheel(self, point: QPointF, angle: float) -> bool:
        plot = plot_at(self._layout, point)
        if plot is None or self._scene is None or not bound_channels(self._scene) or not angle:
            return False
        factor = WHEEL ** max(min(angle, 600.0), -600.0)
        place = self._layout.plots[plot]
        self._navigate(self.navigation.zoomed(self._scene, factor, point, place))
        return True

    # -- the keyboard ----------------------------------------------------------------

    def key(self, event: QKeyEvent, at: QPointF) -> bool:
        """Whether the key was for this: + − 0, Shift and arrows (from ``at``), Escape."""
        scene, key = self._scene, Qt.Key(event.key())
        if scene is None:
            return False
        if bound_channels(scene):
            if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
                self._navigate(self.navigation.zoomed(scene, STEP))
                return True
            if key == Qt.Key.Key_Minus:
                self._navigate(self.navigation.zoomed(scene, 1 / STEP))
                return True
            if key == Qt.Key.Key_0:
                self.reset()
                return True
        param = interval_param(scene)
        if param is None:
            return False
        if key == Qt.Key.Key_Escape and self._brush is not None:
            self.clear()
            return True
        is_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if is_shift and key in _ARROWS and self._layout.plots:
            plot = plot_at(self._layout, at) or 0
            x, y = self._layout.plots[plot].nominal(at)
            self._brush = grown(scene, param, self._brush, (plot, x, y), *_ARROWS[key])
            self._say(self._brush)
            return True
        return False

    def clear(self) -> None:
        """No interval any more."""
        self._brush = None
        self._say(None)

    def _say(self, brush: Brush | None) -> None:
        assert self._scene is not None
        param = interval_param(self._scene)
        self.brushed.emit()
        if param is not None:
            scene = self.navigation.seen(self._scene)
            self.interval_picked.emit(
                param.name, None if brush is None else dict(ranges_of(scene, param, brush))
            )

    def _navigate(self, navigation: Navigation) -> None:
        if navigation != self.navigation:
            self.navigation = navigation
            self.navigated.emit()
