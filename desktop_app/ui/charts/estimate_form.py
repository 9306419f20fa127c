"""Where estimates are typed: a field beside each slot, or one field for all of them."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import QMarginsF, QObject, QRect, Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.charts.scene import Scene
from desktop_app.charts.task import Task
from desktop_app.ui.charts.chart_view import ChartView
from desktop_app.ui.charts.estimate_field import EstimateField
from desktop_app.ui.charts.estimates import Board
from desktop_app.ui.charts.look import Look
from desktop_app.ui.charts.slot_strip import SlotStrip

MOST_FIELDS = 12
"""More estimates are not typed side by side, but one by one."""
_BELOW = 0.45
"""How much of the height number lines have below the number itself."""


class EstimateForm(QObject):
    """The fields of a task, on ``ground``, which lies over ``view``."""

    changed = Signal(str, object)
    """The slot, and its estimate (None: none any more)."""
    stood_at = Signal(str)
    """The slot that the keyboard is at; "" where it is at none."""
    submitted = Signal()

    def __init__(self, ground: QWidget, view: ChartView) -> None:
        super().__init__(ground)
        self._ground = ground
        self._view = view
        self._scene = view.scene
        self._look = Look()
        self._fields: dict[str, EstimateField] = {}
        self.one_by_one = False
        """Whether there are too many estimates for the room: one field serves all."""
        self.strip = SlotStrip(ground)
        self.strip.hide()
        self.strip.changed.connect(self.changed)
        self.strip.slot_changed.connect(self.stood_at)
        self.strip.submitted.connect(self.submitted)
        self.strip.field.focused.connect(
            lambda on: self.stood_at.emit(self.strip.key if on else "")
        )

    @property
    def fields(self) -> Mapping[str, EstimateField]:
        """The number field of each slot, by its key, where each has its own."""
        return {} if self.one_by_one else self._fields

    @property
    def lies(self) -> bool:
        """Whether estimates grow to the right: there is room for fields beside them."""
        return self._task.horizontal or self._task.kind == "value"

    @property
    def focused_key(self) -> str:
        """The slot whose field has the keyboard."""
        if self.one_by_one:
            return self.strip.key if self.strip.field.hasFocus() else ""
        return next((key for key, field in self._fields.items() if field.hasFocus()), "")

    def show_task(
        self, scene: Scene, estimates: Mapping[str, float], look: Look, *, same: bool
    ) -> None:
        """``same``: the task that is shown already, in the same language."""
        self._scene, self._look = scene, look
        task = self._task
        if tuple(self._fields) != _keys_with_fields(task):
            self._build(task)
        for key, field in self._fields.items():
            field.configure(task, scene.language, look, says_unit=self.lies)
            slot = task.slot(key)
            field.setToolTip(slot.name if slot is not None else "")
            if field.value != estimates.get(key) or not same:
                field.show_value(estimates.get(key))  # what is being typed stays
        self.fit(estimates)
        if self.one_by_one:
            self.strip.show_task(task, estimates, scene.language, look)
        self.translate()

    def show_given(self, given: Mapping[str, float], estimates: Mapping[str, float]) -> None:
        """``given`` was drawn just now; ``estimates`` are all of them."""
        for key, value in given.items():
            if key in self._fields:
                self._fields[key].show_value(value)
        if self.one_by_one:
            self.strip.show_estimates(estimates)
            self.strip.go_to(list(given)[-1])

    def show_nothing(self, scene: Scene, look: Look) -> None:
        """The estimates of ``scene`` are given: its number lines alone need room."""
        self.clear()
        self._scene, self._look = scene, look

    def clear(self) -> None:
        for field in self._fields.values():
            field.hide()
            field.deleteLater()
        self._fields = {}
        self.strip.hide()

    def take_focus(self) -> None:
        """Put the keyboard where the first estimate is typed."""
        target = self.strip.field if self.one_by_one else next(iter(self._fields.values()), None)
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- the form that fits ----------------------------------------------------------

    def fit(self, estimates: Mapping[str, float]) -> bool:
        """Have fields beside their slots where they fit; whether that is otherwise now."""
        before = self.one_by_one
        self.one_by_one = not (self._fields and self._fits())
        for field in self._fields.values():
            field.setVisible(not self.one_by_one)
        self.strip.setVisible(self.one_by_one)
        if self.one_by_one and not before:
            self.strip.show_task(self._task, estimates, self._scene.language, self._look)
        return self.one_by_one != before

    def reserve(self) -> QMarginsF:
        """The room that the form needs around the axes."""
        if self._scene.task is None:
            return QMarginsF()
        px = self._look.px
        if self._task.kind == "value":
            lines = self.line_height * len(self._task.slots)
            return QMarginsF(0, 0, 0, max(lines, self._view.height() * _BELOW))
        edge = 0 if self._task.kind == "bars" else px(14)  # half a handle at the last place
        if self.one_by_one:
            return QMarginsF(0, 0, edge, self.strip.wanted_height() + px(10))
        if self._task.horizontal:
            return QMarginsF(0, 0, self.field_width + px(12), 0)
        return QMarginsF(0, 0, edge, px(40))

    @property
    def line_height(self) -> int:
        """What a number line takes with its ends below, and its name above."""
        return self._look.px(92 if len(self._task.slots) > 1 else 64)

    @property
    def field_width(self) -> int:
        widest = max((field.wanted_width() for field in self._fields.values()), default=0)
        return max(widest, self._look.px(56))

    def place(self, board: Board) -> None:
        """Put the fields where the slots stand on ``board``."""
        width, height = self._ground.width(), self._ground.height()
        if self.one_by_one:
            high = self.strip.wanted_height()
            self.strip.setGeometry(0, height - high, width, high)
            return
        task, gap = self._task, self._closest()
        for slot in task.slots:
            field = self._fields[slot.key]
            wide, high = self.field_width, field.sizeHint().height()
            at = board.handle(slot, task.start)
            if self.lies:
                high = min(high, int(gap) - 2) if task.horizontal and gap else high
                rect = QRect(width - wide, 0, wide, max(high, 16))
                rect.moveTop(int(at.y() - rect.height() / 2))
            else:
                wide = min(wide, int(gap) - 4) if gap else wide
                left = min(max(int(at.x() - wide / 2), 0), width - wide)
                rect = QRect(left, height - high, max(wide, 30), high)
            field.setGeometry(rect)

    def translate(self) -> None:
        for key, field in self._fields.items():
            slot = self._task.slot(key)
            name = slot.name if slot is not None else key
            field.setAccessibleName(self.tr("Your estimate for {name}").format(name=name))

    @property
    def _task(self) -> Task:
        assert self._scene.task is not None
        return self._scene.task

    def _closest(self) -> float:
        """How far apart the closest slots are along their axis, in pixels; 0 for one."""
        plots = self._view.chart_layout.plots
        places = sorted(slot.position for slot in self._task.slots)
        if len(places) < 2 or not plots:
            return 0.0
        scale = plots[0].scale_y if self._task.horizontal else plots[0].scale_x
        return min(two - one for one, two in pairwise(places)) * scale

    def _fits(self) -> bool:
        task, plots = self._task, self._view.chart_layout.plots
        if task.kind == "value" or len(task.slots) < 2 or not plots:
            return True
        closest = self._closest()
        if not task.horizontal:
            return closest >= self.field_width + 4
        height = max(plots[0].rect.height(), 1.0)
        if self.one_by_one and not self.strip.isHidden():  # it would give its room back
            closest *= (height + self.strip.wanted_height() + self._look.px(10)) / height
        return closest >= next(iter(self._fields.values())).fontMetrics().height() + 6

    def _build(self, task: Task) -> None:
        self.clear()
        previous: QWidget = self._view
        for key in _keys_with_fields(task):
            field = EstimateField(self._ground)
            field.changed.connect(lambda value, key=key: self.changed.emit(key, value))
            field.focused.connect(lambda on, key=key: self.stood_at.emit(key if on else ""))
            field.move_wanted.connect(lambda by, key=key: self._walk(key, by))
            field.returnPressed.connect(lambda key=key: self._go_on(key))
            self._fields[key] = field
            QWidget.setTabOrder(previous, field)
            previous = field
            field.show()  # one that comes to a parent on screen is hidden until told

    def _walk(self, key: str, by: int) -> None:
        keys = list(self._fields)
        at = keys.index(key) + by
        if 0 <= at < len(keys):
            self._fields[keys[at]].setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_on(self, key: str) -> None:
        """Enter goes to the next field without an estimate; where all have one, it submits."""
        keys = list(self._fields)
        at = keys.index(key)
        empty = [
            other
            for other in (*keys[at + 1 :], *keys[: at + 1])
            if self._fields[other].value is None
        ]
        if empty:
            self._fields[empty[0]].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.submitted.emit()


def _keys_with_fields(task: Task) -> tuple[str, ...]:
    several = len(task.lines) > 1 or any(slot.plot for slot in task.slots)
    if several or len(task.slots) > MOST_FIELDS:
        return ()
    return tuple(slot.key for slot in task.slots)
