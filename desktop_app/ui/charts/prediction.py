"""Predicting before seeing: a handle to drag and a number to type for each bar."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import QEvent, QMarginsF, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop_app.charts.scene import Scene, Slot, Task
from desktop_app.ui.charts.chart_view import ChartView
from desktop_app.ui.charts.estimate_field import EstimateField
from desktop_app.ui.charts.estimates import BEYOND, estimate_tick, measure_axis
from desktop_app.ui.charts.look import Look

GRIP = 7.0
REACH = 14.0


class PredictionLayer(QWidget):
    """Lies over a concealed chart; says each change of the estimates."""

    estimates_changed = Signal(object)
    submitted = Signal()

    def __init__(self, view: ChartView) -> None:
        super().__init__(view)
        self._view = view
        self._scene = view.scene
        self._look = Look()
        self._estimates: dict[str, float] = {}
        self._fields: dict[str, EstimateField] = {}
        self._dragged: Slot | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        view.installEventFilter(self)
        view.laid_out.connect(self._place)

    @property
    def fields(self) -> Mapping[str, EstimateField]:
        """The number field of each slot, by its key."""
        return self._fields

    def show_task(self, scene: Scene, estimates: Mapping[str, float], look: Look) -> None:
        """Ask what ``scene`` conceals; ``estimates`` are those given so far."""
        task = scene.task
        assert task is not None
        before = self._scene
        same = before.task is not None and before.task.chart == task.chart
        same = same and before.language == scene.language
        if tuple(self._fields) != tuple(slot.key for slot in task.slots):
            self._build(task)
        self._scene, self._look, self._estimates = scene, look, dict(estimates)
        for slot in task.slots:
            field, value = self._fields[slot.key], self._estimates.get(slot.key)
            field.configure(task, slot, scene.language, look)
            if field.value != value or not same:  # what is being typed is left alone
                field.show_value(value)
        self._view.set_reserve(self._reserve(task))
        self.show()
        self._place()
        self._translate()

    def end(self) -> None:
        """The data are shown, or another chart is: nothing is asked any more."""
        self.hide()
        self._view.set_reserve(QMarginsF())
        self._clear()

    def value_at(self, point: QPointF) -> float:
        """The estimate that ``point`` stands for, within bounds and on a step."""
        task, axis = self._task, measure_axis(self._scene, self._task)
        plots = self._view.chart_layout.plots
        if axis is None or not plots:
            return task.low
        along = plots[0].nominal(point)[0 if task.horizontal else 1]
        return task.stepped(axis.invert(min(max(along, 0.0), axis.length)))

    def handle(self, key: str) -> QPointF:
        """Where the grip of a slot is: at its estimate, else where bars start."""
        task = self._task
        slot = next(slot for slot in task.slots if slot.key == key)
        value = self._estimates.get(key, min(max(0.0, task.low), task.high))
        tick = estimate_tick(self._scene, task, slot, value, self._view.chart_layout)
        return (tick.start + tick.end) / 2

    @property
    def _task(self) -> Task:
        assert self._scene.task is not None
        return self._scene.task

    def _clear(self) -> None:
        for field in self._fields.values():
            field.deleteLater()
        self._fields = {}
        self._dragged = None

    def _build(self, task: Task) -> None:
        self._clear()
        previous: QWidget = self._view
        for slot in task.slots:
            field = EstimateField(self)
            field.changed.connect(lambda value, key=slot.key: self._set(key, value))
            field.returnPressed.connect(self.submitted)
            self._fields[slot.key] = field
            QWidget.setTabOrder(previous, field)
            previous = field
            field.show()  # one that comes to a parent on screen is hidden until told

    def _set(self, key: str, value: float | None) -> None:
        if value is None:
            self._estimates.pop(key, None)
        else:
            self._estimates[key] = value
        self.update()
        self.estimates_changed.emit(dict(self._estimates))

    # -- places ----------------------------------------------------------------------

    def _field_width(self) -> int:
        widest = max((field.wanted_width() for field in self._fields.values()), default=0)
        return max(widest, self._look.px(56))

    def _reserve(self, task: Task) -> QMarginsF:
        if task.horizontal:
            return QMarginsF(0, 0, self._field_width() + self._look.px(12), 0)
        return QMarginsF(0, 0, 0, self._look.px(40))

    def _place(self) -> None:
        if self.isHidden() or self._scene.task is None:
            return
        self.setGeometry(self._view.rect())
        layout, task = self._view.chart_layout, self._task
        if not layout.plots:
            return
        plot, step = layout.plots[0], 1 / max(len(task.slots), 1)
        for slot in task.slots:
            field = self._fields[slot.key]
            height = field.sizeHint().height()
            if task.horizontal:
                height = min(height, int(step * plot.rect.height()) - 2)
                middle = plot.point(0, slot.position).y()
                width = self._field_width()
                left = self.width() - width
            else:
                width = min(self._field_width(), int(step * plot.rect.width()) - 4)
                middle = self.height() - height / 2
                left = int(plot.point(slot.position, 0).x() - width / 2)
            top, width, height = int(middle - height / 2), max(width, 30), max(height, 16)
            field.setGeometry(QRect(left, top, width, height))
        self.update()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    # -- drawing ---------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._scene.task is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_lines(painter)
        for slot in self._task.slots:
            self._draw_slot(painter, slot)

    def _draw_lines(self, painter: QPainter) -> None:
        """What was drawn so far of a line, from estimate to estimate."""
        task, look = self._task, self._look
        painter.setPen(look.dashed(look.ink, 2))
        for _, keys in task.lines:
            given = [key for key in keys if key in self._estimates]
            for one, two in pairwise(given):
                painter.drawLine(self.handle(one), self.handle(two))

    def _draw_slot(self, painter: QPainter, slot: Slot) -> None:
        task, look, layout = self._task, self._look, self._view.chart_layout
        given = slot.key in self._estimates
        zero = min(max(0.0, task.low), task.high)
        base = estimate_tick(self._scene, task, slot, zero, layout)
        tick = estimate_tick(self._scene, task, slot, self._estimates.get(slot.key, zero), layout)
        if given and slot.thickness:
            ghost = QRectF(base.start, tick.end).normalized()
            # A tick is longer than its bar is wide.
            cut = (tick.rect.height() if task.horizontal else tick.rect.width()) - 6
            cut *= (1 - 1 / BEYOND) / 2
            if task.horizontal:
                ghost.adjust(0, cut, 0, -cut)
            else:
                ghost.adjust(cut, 0, -cut, 0)
            shade = look.theme.mix(look.theme.muted, 0.14, look.theme.surface)
            painter.fillRect(ghost, QColor(shade))
        painter.setPen(look.dashed(look.ink if given else look.muted, 2))
        painter.drawLine(tick.start, tick.end)
        centre, grip = (tick.start + tick.end) / 2, GRIP * max(look.type.scale, 1.0)
        painter.setPen(QPen(look.surface, 2))
        painter.setBrush(QColor(look.theme.accent))
        painter.drawEllipse(centre, grip, grip)
        painter.setPen(QPen(QColor(look.theme.on_accent), 1.4))
        for shift in (-2.0, 2.0):  # two strokes across the way it can be dragged
            if task.horizontal:
                painter.drawLine(centre + QPointF(shift, -3), centre + QPointF(shift, 3))
            else:
                painter.drawLine(centre + QPointF(-3, shift), centre + QPointF(3, shift))

    # -- dragging --------------------------------------------------------------------

    def _slot_at(self, point: QPointF) -> Slot | None:
        """The slot in whose band ``point`` is."""
        plots = self._view.chart_layout.plots
        if not plots or not plots[0].rect.adjusted(-REACH, -REACH, REACH, REACH).contains(point):
            return None
        across = plots[0].nominal(point)[1 if self._task.horizontal else 0]
        return min(self._task.slots, key=lambda slot: abs(slot.position - across), default=None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._dragged = self._slot_at(event.position())
        self._drag(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        horizontal = self._task.horizontal
        shape = Qt.CursorShape.SizeHorCursor if horizontal else Qt.CursorShape.SizeVerCursor
        over = self._dragged or self._slot_at(event.position())
        self.setCursor(shape if over else Qt.CursorShape.ArrowCursor)
        self._drag(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragged = None

    def _drag(self, event: QMouseEvent) -> None:
        if self._dragged is not None and self._task.kind == "line":
            self._dragged = self._slot_at(event.position()) or self._dragged
        if self._dragged is not None and event.buttons() & Qt.MouseButton.LeftButton:
            value = self.value_at(event.position())
            self._fields[self._dragged.key].show_value(value)
            self._set(self._dragged.key, value)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()
        super().changeEvent(event)

    def _translate(self) -> None:
        for slot in self._task.slots if self._fields else ():
            name = self.tr("Your estimate for {name}").format(name=slot.name)
            self._fields[slot.key].setAccessibleName(name)
