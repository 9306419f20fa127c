"""Options to pick, one or several."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QWidget

from desktop_app.quiz.grading import Grade
from desktop_app.quiz.questions import Option
from desktop_app.ui.quiz.answer_form import AnswerForm
from desktop_app.ui.quiz.look import Look
from desktop_app.ui.quiz.option_row import OptionRow
from desktop_app.ui.quiz.words import verdict_words


class ChoiceForm(AnswerForm):
    """Options, one or several of which are picked. ``rows`` are in the order of the lesson;
    ``order`` is the one in which they are shown; ``inline``: side by side until they are
    graded, for options of a word.
    """

    def __init__(
        self,
        options: Sequence[Option],
        look: Look,
        *,
        several: bool = False,
        order: Sequence[int] = (),
        inline: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._several = several
        self._inline = inline
        self._look = look
        self._order = tuple(order) or tuple(range(len(options)))
        self._grade: Grade | None = None
        # Only for one choice: a group takes all its buttons but one out of the Tab order.
        self._group = QButtonGroup(self)
        self._column = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.rows = [OptionRow(option, look, several=several, parent=self) for option in options]
        for place, index in enumerate(self._order):
            row = self.rows[index]
            if not several:
                self._group.addButton(row.button)
            row.button.toggled.connect(self._toggled)
            self._column.addWidget(row)
            self._relay(row.feedback.label)
            row.stepped.connect(lambda step, place=place: self._step(place, step))
            row.focused.connect(lambda row=row: self.focused.emit(row))
        self._setting = False
        self.restyle(look)

    def given(self) -> tuple[str, ...]:
        return tuple(str(i) for i, row in enumerate(self.rows) if row.button.isChecked())

    def set_given(self, given: Sequence[str], *, answered: bool = False) -> None:
        if tuple(given) == self.given():
            return
        self._setting = True
        self._group.setExclusive(False)
        for index, row in enumerate(self.rows):
            row.button.setChecked(str(index) in given)
        self._group.setExclusive(True)
        self._setting = False
        self.changed.emit()

    def pick(self, index: int) -> None:
        if index < len(self.rows) and self._shown(index).button.isEnabled():
            self._shown(index).button.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._shown(index).button.click()

    def _shown(self, place: int) -> OptionRow:
        return self.rows[self._order[place]]

    def show_grade(self, grade: Grade | None) -> None:
        self._grade = grade
        for index, row in enumerate(self.rows):
            feedback = grade.about(index) if grade else None
            words = verdict_words(feedback.verdict, several=self._several) if feedback else ""
            row.show_feedback(feedback, words)
            row.set_locked(grade is not None)
        beside = self._inline and grade is None and not self._look.compact
        direction = QBoxLayout.Direction
        self._column.setDirection(direction.LeftToRight if beside else direction.TopToBottom)

    def restyle(self, look: Look) -> None:
        self._look = look
        self._column.setSpacing(look.px(2))
        for row in self.rows:
            row.restyle(look)
        self.show_grade(self._grade)

    def retranslate(self) -> None:
        self.show_grade(self._grade)

    def take_focus(self) -> None:
        shown = [self.rows[index] for index in self._order]
        checked = [row for row in shown if row.button.isChecked()]
        for row in checked or shown[:1]:
            row.button.setFocus(Qt.FocusReason.OtherFocusReason)
            return

    def most_telling(self) -> QWidget | None:
        return next((row for row in self.rows if row.button.isChecked()), None)

    def tab_stops(self) -> list[QWidget]:
        rows = (self.rows[index] for index in self._order)
        return [part for row in rows for part in (row.button, row.feedback.label)]

    def spoken(self) -> str:
        return " ".join(row.spoken() for row in self.rows if row.spoken())

    def _toggled(self) -> None:
        if not self._setting:
            self.changed.emit()

    def _step(self, place: int, step: int) -> None:
        row = self._shown((place + step) % len(self.rows))
        row.button.setFocus(Qt.FocusReason.TabFocusReason)
        if not self._several:
            row.button.setChecked(True)
