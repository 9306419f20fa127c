"""Predicting before seeing: handles to drag, a stroke to draw, numbers to type."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QMarginsF, QPointF, QRectF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop_app.charts.scene import Scene
from desktop_app.charts.task import Slot, Task
from desktop_app.content.numbers import format_number, with_unit
from desktop_app.ui.charts.chart_view import ChartView
from desktop_app.ui.charts.estimate_field import EstimateField
from desktop_app.ui.charts.estimate_form import EstimateForm
from desktop_app.ui.charts.estimates import REACH, Board
from desktop_app.ui.charts.look import Look
from desktop_app.ui.charts.sketching import Sketch

_APPEARS = 600
"""So many milliseconds the truth takes to its place on a number line."""


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
        self._truths: dict[str, float] | None = None
        self._estimate_text = ""
        self._current = ""
        self._dragged: Slot | None = None
        self._last: QPointF | None = None
        self._changes_of_form = 0
        self.form = EstimateForm(self, view)
        self.form.changed.connect(self._set)
        self.form.stood_at.connect(self._stand_at)
        self.form.submitted.connect(self.submitted)
        self._appearance = QVariantAnimation(self)
        self._appearance.setStartValue(0.0)
        self._appearance.setEndValue(1.0)
        self._appearance.setDuration(_APPEARS)
        self._appearance.valueChanged.connect(lambda _: self.update())
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        view.installEventFilter(self)
        view.laid_out.connect(self._place)

    @property
    def fields(self) -> Mapping[str, EstimateField]:
        """The number field of each slot, by its key, where each has its own."""
        return self.form.fields

    def show_task(self, scene: Scene, estimates: Mapping[str, float], look: Look) -> None:
        """Ask what ``scene`` conceals; ``estimates`` are those given so far."""
        task, before = scene.task, self._scene.task
        assert task is not None
        same = before is not None and before.chart == task.chart
        if not same:
            self._current = ""
        same = same and self._scene.language == scene.language
        self._scene, self._look, self._estimates = scene, look, dict(estimates)
        self._truths = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)
        self.form.show_task(scene, self._estimates, look, same=same)
        self.show()
        self._view.set_reserve(self.form.reserve())
        self._place()

    def show_truth(
        self, scene: Scene, estimates: Mapping[str, float], look: Look, text: str
    ) -> None:
        """Keep the number lines of single values, now with what is the case on them; each
        estimate is called ``text``.
        """
        task = scene.task
        assert task is not None
        appears = self._truths is None and not self.isHidden()
        self.form.show_nothing(scene, look)
        self._scene, self._look, self._estimates = scene, look, dict(estimates)
        self._estimate_text = text
        slots = {slot.key for slot in task.slots}
        self._truths = {
            mark.row: mark.value
            for _, group in scene.groups
            for mark in group.marks
            if mark.row in slots and mark.value is not None
        }
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, True)
        self._view.set_reserve(self.form.reserve())
        self.show()
        self._place()
        if appears and self._view.animated:
            self._appearance.start()

    def end(self) -> None:
        """The data are shown, or another chart is: nothing is asked any more."""
        self.hide()
        self._view.set_reserve(QMarginsF())
        self.form.clear()
        self._dragged = self._last = self._truths = None

    def handle(self, key: str) -> QPointF:
        """Where the grip of a slot is: at its estimate, else where bars start."""
        slot = self._task.slot(key)
        assert slot is not None
        return self._board().handle(slot, self._estimates.get(key, self._task.start))

    @property
    def _task(self) -> Task:
        assert self._scene.task is not None
        return self._scene.task

    def _stand_at(self, key: str) -> None:
        if key != self._current:
            self._current = key
            self.update()

    def _set(self, key: str, value: float | None) -> None:
        if value is None:
            self._estimates.pop(key, None)
        else:
            self._estimates[key] = value
        self.update()
        self.estimates_changed.emit(dict(self._estimates))

    # -- places ----------------------------------------------------------------------

    def _board(self) -> Board:
        lines: list[QRectF] = []
        if self._task.kind == "value":
            high, px = self.form.line_height, self._look.px
            beside = self.form.field_width + px(20) if self._truths is None else px(12)
            top = self.height() - self.form.reserve().bottom()
            for rank in range(len(self._task.slots)):
                middle = top + high * (rank + 1) - px(40)
                width = self.width() - beside - px(12)
                lines.append(QRectF(px(12), middle - px(8), max(width, 1), px(16)))
        return Board(self._scene, self._task, self._view.chart_layout, lines)

    def _place(self) -> None:
        if self.isHidden() or self._scene.task is None:
            return
        self.setGeometry(self._view.rect())
        if not self._view.chart_layout.plots:
            return
        if self._truths is None:
            # At the limit each form asks for the other: then one field for all it is.
            settled = self._changes_of_form >= 2 and self.form.one_by_one
            if not settled and self.form.fit(self._estimates):
                self._changes_of_form += 1
                try:
                    self._view.set_reserve(self.form.reserve())  # comes back here
                finally:
                    self._changes_of_form -= 1
                return
            self.form.place(self._board())
        self.update()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._view.set_reserve(self.form.reserve())
            self._place()
        return False

    # -- drawing ---------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._scene.task is None or not self._view.chart_layout.plots:
            return
        painter = QPainter(self)
        truths = self._truths
        if truths is not None and self._appearance.state() == self._appearance.State.Running:
            share, low = float(self._appearance.currentValue()), self._task.low
            truths = {key: low + (value - low) * share for key, value in truths.items()}
        sketch = Sketch(
            self._task,
            self._board(),
            self._look,
            self._scene.language,
            self._estimates,
            self._current,
            truths,
            self._estimate_text,
        )
        sketch.paint(painter, QRectF(self.rect()))
        if self._truths is None:
            self._paint_hint(painter)

    def _paint_hint(self, painter: QPainter) -> None:
        """Says that a line can be drawn at once, until something is; a single value shows
        its estimate where its number will stand.
        """
        task, look = self._task, self._look
        if task.kind == "line" and not self._estimates:
            rect, font = self._view.chart_layout.plots[0].rect, look.type.interface(15)
            text = self.tr("Draw the line in one stroke")
        elif task.kind == "value" and len(task.slots) == 1:
            rect = QRectF(0, 0, self.width(), self.height() - self.form.reserve().bottom())
            font = look.type.interface(56)
            value = self._estimates.get(task.slots[0].key)
            text = "?" if value is None else self._number(value)
        else:
            return
        if QFontMetricsF(font).height() <= rect.height():
            painter.setFont(font)
            painter.setPen(look.muted)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(rect, int(flags), text)

    def _number(self, value: float) -> str:
        language = self._scene.language
        return with_unit(format_number(value, language), self._task.unit, language)

    # -- dragging --------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        point = event.position()
        found = self._board().slot_at(point, self._estimates)
        if found is not None and self._task.kind == "line":
            found = self._on_drawn_line(found, point)
        self._dragged, self._last = found, point
        if found is not None:
            if self.form.one_by_one:
                self.form.strip.go_to(found.key)
            self._stand_at(found.key)
        self._drag(event)

    def _on_drawn_line(self, found: Slot, point: QPointF) -> Slot:
        """The slot of the line that is being drawn; another line's if its handle is hit."""
        task, board = self._task, self._board()
        drawn = task.line_of(self.form.strip.key if self.form.one_by_one else found.key)
        if drawn is None or found.key in drawn.keys:
            return found
        if found.key in self._estimates:
            away = board.handle(found, self._estimates[found.key]) - point
            if away.manhattanLength() <= REACH:
                return found
        return board.nearest(drawn, point) or found

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._dragged or self._board().slot_at(event.position(), self._estimates)
        if self._task.kind == "line":
            shape = Qt.CursorShape.CrossCursor
        elif self.form.lies:
            shape = Qt.CursorShape.SizeHorCursor
        else:
            shape = Qt.CursorShape.SizeVerCursor
        self.setCursor(shape if over else Qt.CursorShape.ArrowCursor)
        if self._dragged is None:
            self._stand_at(self.form.focused_key or (over.key if over is not None else ""))
        self._drag(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragged = self._last = None

    def leaveEvent(self, event: QEvent) -> None:
        if self._dragged is None:
            self._stand_at(self.form.focused_key)
        super().leaveEvent(event)

    def _drag(self, event: QMouseEvent) -> None:
        slot, point = self._dragged, event.position()
        if slot is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        board, line = self._board(), self._task.line_of(slot.key)
        if line is not None:
            given = board.stroke(line, self._last or point, point)
            self._dragged = self._task.slot(list(given)[-1]) or slot
        else:
            given = {slot.key: board.value_at(slot, point)}
        self._last = point
        self._estimates.update(given)
        self.form.show_given(given, self._estimates)
        self._stand_at(list(given)[-1])
        self.update()
        self.estimates_changed.emit(dict(self._estimates))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and self._scene.task is not None:
            self.form.translate()
        super().changeEvent(event)
