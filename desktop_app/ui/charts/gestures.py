"""Dragging, wheel and keys on a chart: panning, zooming, choosing an interval."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from desktop_app.charts.scene import Scene
from desktop_app.charts.spec.grammar import Param
from desktop_app.ui.charts.brushing import (
    KEY_STEP,
    Brush,
    Ranges,
    allows,
    brush_of,
    brush_rect,
    held,
    interval_param,
    moved,
    plot_at,
    ranges_of,
    scaled,
    settled,
    spanned,
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
_SHIFT, _CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


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
        self._corner: tuple[float, float] | None = None
        """Where the brush started: the arrows move the corner across from it."""
        self._pressed: QPointF | None = None
        self._grabbed: Brush | None = None
        """The brush as it was when it was taken hold of, to be moved."""
        self._last: QPointF | None = None

    def show(self, scene: Scene, *, same: bool) -> None:
        """``same``: the same chart, with other values."""
        self._scene = scene
        if not same or not bound_channels(scene):
            self.navigation = Navigation()
        param = self._param
        if self._last is not None:
            return  # still dragging
        chosen = None if param is None else scene.selections.get(param.name)
        if param is None or chosen is None or chosen.is_empty:
            self._brush = self._corner = None
        elif self._brush is None or not same:
            self._brush, self._corner = held(scene, param), None

    def set_layout(self, layout: ChartLayout) -> None:
        self._layout = layout

    @property
    def _param(self) -> Param | None:
        return interval_param(self._scene) if self._scene is not None else None

    @property
    def drags(self) -> bool:
        """Whether dragging means anything here."""
        scene = self._scene
        return scene is not None and bool(self._param is not None or bound_channels(scene))

    @property
    def brush(self) -> QRectF:
        """The interval as it is drawn in the widget."""
        return brush_rect(self._layout, self._brush)

    @property
    def ranges(self) -> Ranges:
        """What the interval holds; nothing without one."""
        if self._scene is None or self._param is None or self._brush is None:
            return {}
        return ranges_of(self.navigation.seen(self._scene), self._param, self._brush)

    def cursor_at(self, point: QPointF) -> Qt.CursorShape | None:
        """What dragging from ``point`` would do, as the shape of the pointer."""
        if not self.drags or plot_at(self._layout, point) is None:
            return None
        if self._param is None:
            return None if self.navigation.is_whole else Qt.CursorShape.OpenHandCursor
        return Qt.CursorShape.SizeAllCursor if self._is_held_at(point) else None

    def reset(self) -> None:
        """The whole of the scales again."""
        self._navigate(Navigation())

    def zoom(self, steps: int) -> None:
        """Closer by so many steps, around the middle."""
        if self._scene is not None and bound_channels(self._scene):
            self._navigate(self.navigation.zoomed(self._scene, STEP**steps))

    def pan_to(self, point: QPointF) -> None:
        """Bring a place of the widget that is out of sight into it."""
        plots = self._layout.plots
        if self._scene is None or not plots or self.navigation.is_whole:
            return
        place, rect = plots[0], plots[0].rect
        if not rect.contains(point):
            self._navigate(self.navigation.panned(self._scene, rect.center() - point, place))

    def choose(self, ranges: Ranges | None) -> None:
        """Choose the interval that was typed; None chooses none."""
        scene, param = self._scene, self._param
        if scene is not None and param is not None:
            seen = self.navigation.seen(scene)
            self._take(None if ranges is None else brush_of(seen, param, ranges))

    # -- the mouse -------------------------------------------------------------------

    def press(self, point: QPointF) -> None:
        self._last = None
        self._pressed = point if plot_at(self._layout, point) is not None else None
        self._grabbed = self._brush if self._is_held_at(point) else None

    def _is_held_at(self, point: QPointF) -> bool:
        """Whether ``point`` is on the interval, and it can be moved."""
        param = self._param
        return param is not None and allows(param, "translate") and self.brush.contains(point)

    def move(self, point: QPointF) -> bool:
        """Whether the mouse is dragging."""
        scene, pressed = self._scene, self._pressed
        if scene is None or pressed is None:
            return False
        far = (point - pressed).manhattanLength() >= QApplication.startDragDistance()
        if self._last is None and not far:
            return False
        before, self._last = self._last or pressed, point
        rank, param = plot_at(self._layout, pressed), self._param
        if rank is None:
            return True
        place = self._layout.plots[rank]
        if param is None:
            self._navigate(self.navigation.panned(scene, point - before, place))
        elif self._grabbed is not None:
            by = point - pressed
            dx, dy = by.x() / (place.scale_x or 1.0), by.y() / (place.scale_y or 1.0)
            self._take(moved(scene, param, self._grabbed, dx, dy), self._corner)
        else:
            corner = place.nominal(pressed)
            self._take(spanned(scene, param, rank, corner, place.nominal(point)), corner)
        return True

    def release(self, point: QPointF) -> bool:
        """Whether it was a drag that ended; a click beside the interval lets it go."""
        was_dragging, self._last, self._pressed = self._last is not None, None, None
        grabbed, self._grabbed = self._grabbed, None
        scene, param = self._scene, self._param
        if was_dragging and grabbed is not None and self._brush is not None:
            if scene is not None and param is not None:
                self._take(settled(scene, param, self._brush), self._corner)
        elif not was_dragging and self._brush is not None and not self.brush.contains(point):
            self.clear()
        return was_dragging

    def double_click(self) -> None:
        """The whole of the scales again, or no interval any more."""
        if self._param is not None:
            self.clear()
        else:
            self.reset()

    def wheel(self, point: QPointF, angle: float) -> bool:
        rank, scene, param = plot_at(self._layout, point), self._scene, self._param
        if rank is None or scene is None or not angle:
            return False
        place = self._layout.plots[rank]
        factor = WHEEL ** max(min(angle, 600.0), -600.0)
        if param is not None and self._brush is not None and self.brush.contains(point):
            if not allows(param, "zoom"):
                return False
            self._take(scaled(scene, param, self._brush, factor, place.nominal(point)))
            return True
        if not bound_channels(scene):
            return False
        self._navigate(self.navigation.zoomed(scene, factor, point, place))
        return True

    # -- the keyboard ----------------------------------------------------------------

    def key(self, event: QKeyEvent, at: QPointF) -> bool:
        """Whether the key was for this: + − 0; with Shift the arrows stretch the interval
        (a new one from ``at``), with Ctrl and Shift they move it; Escape lets it go.
        """
        scene, key, param = self._scene, Qt.Key(event.key()), self._param
        if scene is None:
            return False
        if bound_channels(scene):
            steps = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}.get(key)
            if steps is not None:
                self.zoom(steps)
                return True
            if key == Qt.Key.Key_0:
                self.reset()
                return True
        if param is None:
            return False
        if key in (Qt.Key.Key_Escape, Qt.Key.Key_Delete) and self._brush is not None:
            self.clear()
            return True
        if key in _ARROWS and event.modifiers() & _SHIFT and self._layout.plots:
            self._move_by_key(scene, param, _ARROWS[key], at, whole=bool(event.modifiers() & _CTRL))
            return True
        return False

    def _move_by_key(
        self, scene: Scene, param: Param, way: tuple[int, int], at: QPointF, *, whole: bool
    ) -> None:
        dx, dy = way[0] * KEY_STEP * scene.width, way[1] * KEY_STEP * scene.height
        brush = self._brush
        if brush is None:
            rank = plot_at(self._layout, at) or 0
            corner = self._layout.plots[rank].nominal(at)
            brush = Brush(rank, *corner, *corner)
        elif whole:
            self._take(settled(scene, param, moved(scene, param, brush, dx, dy)))
            return
        else:
            corner = self._corner or (brush.left, brush.bottom)
        x = (
            brush.left
            if abs(brush.right - corner[0]) < abs(brush.left - corner[0])
            else brush.right
        )
        y = (
            brush.top
            if abs(brush.bottom - corner[1]) < abs(brush.top - corner[1])
            else brush.bottom
        )
        self._take(spanned(scene, param, brush.plot, corner, (x + dx, y + dy)), corner)

    def clear(self) -> None:
        """No interval any more."""
        self._take(None)

    def _take(self, brush: Brush | None, corner: tuple[float, float] | None = None) -> None:
        self._brush, self._corner = brush, corner
        param = self._param
        self.brushed.emit()
        if param is not None:
            self.interval_picked.emit(param.name, None if brush is None else dict(self.ranges))

    def _navigate(self, navigation: Navigation) -> None:
        if navigation != self.navigation:
            self.navigation = navigation
            self.navigated.emit()
