"""A place on an axis of the chart: clicked there, typed, or stepped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from desktop_app.charts.probing import AxisSpan, axis_span
from desktop_app.charts.scene import Scene
from desktop_app.content.dates import format_date
from desktop_app.content.numbers import format_number, with_unit
from desktop_app.quiz.graders.numbers import read_place
from desktop_app.quiz.grading import Feedback, Grade
from desktop_app.quiz.questions import AxisQuestion
from desktop_app.quiz.telling import told_number
from desktop_app.quiz.verdicts import Reason
from desktop_app.session.session import Pointing
from desktop_app.ui.common.accessible import announce
from desktop_app.ui.quiz.entry_form import EntryForm, rewritten_number
from desktop_app.ui.quiz.look import PROMPT_SIZE, Look

_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}


class AxisForm(EntryForm):
    """A line to type in that follows the cursor on the axis, and moves it."""

    def __init__(
        self, question: AxisQuestion, language: str, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(question.unit, look, parent)
        self._question = question
        self._language = language
        self._typed_in = language
        self._span: AxisSpan | None = None
        self._less, self._more = QPushButton("−", self), QPushButton("+", self)
        self._less.clicked.connect(lambda: self._step(-1))
        self._more.clicked.connect(lambda: self._step(1))
        self._entry.insertWidget(1, self._less)
        self._entry.insertWidget(2, self._more)
        self.field.installEventFilter(self)
        self.restyle(look)
        self.retranslate()

    @property
    def _is_date(self) -> bool:
        return self._question.scale == "date"

    @property
    def _years(self) -> bool:
        """Whether a year is asked of an axis of days."""
        return not self._is_date and self._span is not None and self._span.kind == "time"

    # -- the axis ------------------------------------------------------------------------

    @property
    def pointing(self) -> Pointing | None:
        return Pointing(axis=self._question.axis) if self._grade is None else None

    def show_scene(self, scene: Scene | None) -> None:
        span = axis_span(scene, self._question.axis) if scene is not None else None
        self._span = span if span is not None and span.kind != "category" else None
        for button in (self._less, self._more):
            button.setEnabled(self._span is not None)

    def follow_probe(self, value: float | None) -> None:
        if self._grade is not None or value is None or value == self._place():
            return
        self._show_place(value)

    def _show_place(self, value: float) -> None:
        """Write the place that the cursor stands at."""
        self._typed_in = self._language
        self._say(None)
        self.field.setText(self._written(value))

    def _written(self, value: float) -> str:
        if self._is_date or self._years:
            day = date.fromordinal(min(max(round(value), 1), date.max.toordinal()))
            return str(day.year) if self._years else format_date(day, self._language)
        return rewritten_number(format_number(value, self._language), value, self._language)

    def _place(self) -> float | None:
        """Where the text stands on the axis; None where it stands nowhere."""
        place = read_place(self._question, self.field.text(), self._typed_in)
        if isinstance(place, Reason):
            return None
        if not self._years:
            return place
        year = int(place)
        # A year is all of its days: the cursor stands in its middle.
        return float(date(year, 7, 1).toordinal()) if 1 <= year <= 9999 else None

    def edited(self) -> None:
        self._typed_in = self._language
        self.probed.emit(self._place())

    def _step(self, steps: int) -> None:
        if self._span is None or self._grade is not None:
            return
        here = self._place()
        value = self._span.stepped(here, steps)
        if self._years and here is not None:
            # A hundredth of the axis may be less than a year.
            year = date.fromordinal(round(here)).year + steps
            value = min(max(float(date(year, 7, 1).toordinal()), self._span.low), self._span.high)
        self._show_place(value)
        self.probed.emit(value)
        announce(self.field, self.field.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() in _STEPS:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                far = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                self._step(_STEPS[Qt.Key(event.key())] * (10 if far else 1))
                return True
        return super().eventFilter(watched, event)

    # -- the answer ----------------------------------------------------------------------

    def given(self) -> tuple[str, ...]:
        """The text and its language; a date as ISO, which needs none."""
        text = self.field.text()
        if not text.strip():
            return ()
        place = read_place(self._question, text, self._typed_in)
        if self._is_date and not isinstance(place, Reason):
            return (date.fromordinal(int(place)).isoformat(), self._language)
        return (text, self._typed_in)

    def set_given(self, given: Sequence[str], *, answered: bool = False) -> None:
        text = given[0] if given else ""
        typed_in = given[1] if len(given) > 1 else self._language
        self._typed_in = typed_in
        place = read_place(self._question, text, typed_in) if text else Reason.NOTHING_GIVEN
        if not isinstance(place, Reason) and (self._is_date or typed_in != self._language):
            text = (
                format_date(date.fromordinal(int(place)), self._language)
                if self._is_date
                else rewritten_number(text, place, self._language)
            )
            self._typed_in = self._language
        self.field.setText(text)

    def show_grade(self, grade: Grade | None) -> None:
        super().show_grade(grade)
        for button in (self._less, self._more):
            button.setVisible(grade is None)

    def right_answer(self, feedback: Feedback) -> str:
        assert feedback.option is not None
        unit, expected = self._question.unit, self._question.expected[feedback.option]
        return with_unit(told_number(expected, unit, self._language), unit, self._language)

    def name_field(self) -> None:
        unit = self._question.unit
        self.field.setAccessibleName(
            self.tr("Place on the axis, in {unit}").format(unit=unit)
            if unit
            else self.tr("Place on the axis")
        )
        self.field.setPlaceholderText(self.tr("Click on the axis, or type"))
        for button, words in (
            (self._less, self.tr("A step back along the axis")),
            (self._more, self.tr("A step forward along the axis")),
        ):
            button.setAccessibleName(words)
            button.setToolTip(words)

    @property
    def width_wanted(self) -> int:
        return 220

    def tab_stops(self) -> list[QWidget]:
        field, *rest = super().tab_stops()
        return [field, self._less, self._more, *rest]

    def restyle(self, look: Look) -> None:
        super().restyle(look)
        width, height = look.px(30), look.px(30)
        for button in (self._less, self._more):
            button.setFont(look.type.interface(PROMPT_SIZE, bold=True))
            button.setFixedSize(width, height)
            button.setStyleSheet(
                f"padding: 0; min-width: {width - 4}px; min-height: {height - 4}px;"
            )
