"""Where an answer is given: a list of options, or a number to type.

A form holds what is being given and shows what is said of it; it knows nothing of the
session.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop_app.content.numbers import format_number, with_unit
from desktop_app.content.reference import Reference
from desktop_app.quiz.grading import Grade, Reason, Verdict
from desktop_app.quiz.questions import (
    ChoiceQuestion,
    ChoicesQuestion,
    NumberQuestion,
    Question,
    parse_number,
)
from desktop_app.ui.quiz.labels import ProseLabel
from desktop_app.ui.quiz.look import TEXT_SIZE, Look
from desktop_app.ui.quiz.marks import Mark, MarkIcon
from desktop_app.ui.quiz.option_row import FeedbackLine, OptionRow


class AnswerForm(QWidget):
    """What the two forms have in common."""

    changed = Signal()
    """Something else is given now."""
    focused = Signal(QWidget)
    """This part of the form has the focus and should be in view."""
    selected = Signal(Reference)
    hovered = Signal(object)
    """A reference in an explanation was clicked, or is pointed at (None: no more)."""

    def given(self) -> tuple[str, ...]:
        """What is given, as grading wants it; empty where there is nothing."""
        raise NotImplementedError

    def set_given(self, given: Sequence[str], *, answered: bool = False) -> None:
        """Give that. What is ``answered`` may be written anew in the form's language;
        what is still being worked on stays as it is.
        """
        raise NotImplementedError

    def pick(self, index: int) -> None:
        """Pick the option of that index, where there is one."""

    def show_grade(self, grade: Grade | None) -> None:
        """Show ``grade`` and take no other answer; None opens the form again."""
        raise NotImplementedError

    def show_reason(self, reason: Reason) -> str:
        """Say why what is given is no answer; returns the words."""
        return ""

    def restyle(self, look: Look) -> None:
        raise NotImplementedError

    def retranslate(self) -> None:
        raise NotImplementedError

    def take_focus(self) -> None:
        raise NotImplementedError

    def most_telling(self) -> QWidget | None:
        """The part to bring into view once the answer is graded."""
        return None

    def tab_stops(self) -> list[QWidget]:
        """What takes the keyboard, from top to bottom."""
        raise NotImplementedError

    def spoken(self) -> str:
        """What is said of the answer, for a screen reader."""
        raise NotImplementedError

    def _relay(self, label: ProseLabel) -> None:
        label.selected.connect(self.selected)
        label.hovered.connect(self.hovered)


def make_form(question: Question, language: str, look: Look) -> AnswerForm:
    """The form to answer ``question`` in."""
    if isinstance(question, NumberQuestion):
        return NumberForm(question, language, look)
    return ChoiceForm(question, look)


class ChoiceForm(AnswerForm):
    """Options, one or several of which are picked."""

    def __init__(
        self, question: ChoiceQuestion | ChoicesQuestion, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._several = isinstance(question, ChoicesQuestion)
        self._grade: Grade | None = None
        # Only for one choice: a group takes all its buttons but one out of the Tab order.
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.rows = [
            OptionRow(option, look, several=self._several, parent=self)
            for option in question.options
        ]
        for index, row in enumerate(self.rows):
            if not self._several:
                self._group.addButton(row.button)
            row.button.toggled.connect(self._toggled)
            self._column.addWidget(row)
            self._relay(row.feedback.label)
            row.stepped.connect(lambda step, index=index: self._step(index, step))
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
        if index < len(self.rows) and self.rows[index].button.isEnabled():
            self.rows[index].button.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.rows[index].button.click()

    def show_grade(self, grade: Grade | None) -> None:
        self._grade = grade
        for index, row in enumerate(self.rows):
            feedback = grade.about(index) if grade else None
            row.show_feedback(feedback, self._words(feedback.verdict) if feedback else "")
            row.set_locked(grade is not None)

    def restyle(self, look: Look) -> None:
        self._column.setSpacing(look.px(2))
        for row in self.rows:
            row.restyle(look)
        self.show_grade(self._grade)

    def retranslate(self) -> None:
        self.show_grade(self._grade)

    def take_focus(self) -> None:
        checked = [row for row in self.rows if row.button.isChecked()]
        for row in checked or self.rows[:1]:
            row.button.setFocus(Qt.FocusReason.OtherFocusReason)
            return

    def most_telling(self) -> QWidget | None:
        return next((row for row in self.rows if row.button.isChecked()), None)

    def tab_stops(self) -> list[QWidget]:
        return [part for row in self.rows for part in (row.button, row.feedback.label)]

    def spoken(self) -> str:
        return " ".join(row.spoken() for row in self.rows if row.spoken())

    def _toggled(self) -> None:
        if not self._setting:
            self.changed.emit()

    def _step(self, index: int, step: int) -> None:
        row = self.rows[(index + step) % len(self.rows)]
        row.button.setFocus(Qt.FocusReason.TabFocusReason)
        if not self._several:
            row.button.setChecked(True)

    def _words(self, verdict: Verdict) -> str:
        match verdict:
            case Verdict.RIGHT:
                return self.tr("Right.")
            case Verdict.MISSED if self._several:
                return self.tr("Right too.")
            case Verdict.MISSED:
                return self.tr("The right answer.")
            case _:
                return self.tr("Not right.")


class NumberForm(AnswerForm):
    """A number to type, in the unit of the question."""

    def __init__(
        self, question: NumberQuestion, language: str, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._question = question
        self._language = language
        self._typed_in = language
        self._look = look
        self._grade: Grade | None = None
        self._reason: Reason | None = None
        self.field = QLineEdit(self)
        self.field.textEdited.connect(self._edited)
        self.field.textChanged.connect(lambda _: self.changed.emit())
        self._unit = QLabel(question.unit, self)
        self._unit.setTextFormat(Qt.TextFormat.PlainText)
        self._unit.setVisible(bool(question.unit))
        self._icon = MarkIcon(self)
        self._message = ProseLabel(self)
        self._about = FeedbackLine(self)
        self._right = FeedbackLine(self)
        for line in (self._about, self._right):
            line.hide()
            self._relay(line.label)
        self._entry = QHBoxLayout()
        self._entry.addWidget(self.field, 3)
        self._entry.addWidget(self._unit)
        self._entry.addStretch(1)
        self._said = QHBoxLayout()
        self._said.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._said.addWidget(self._message, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._entry)
        self._column.addLayout(self._said)
        self._column.addWidget(self._about)
        self._column.addWidget(self._right)
        self.restyle(look)
        self.retranslate()

    def given(self) -> tuple[str, ...]:
        """The text typed, and the language it was typed in."""
        text = self.field.text()
        return (text, self._typed_in) if text.strip() else ()

    def set_given(self, given: Sequence[str], *, answered: bool = False) -> None:
        text = given[0] if given else ""
        typed_in = given[1] if len(given) > 1 else self._language
        written = self._rewritten(text, typed_in) if answered else text
        self._typed_in = typed_in if written == text else self._language
        self.field.setText(written)

    def show_grade(self, grade: Grade | None) -> None:
        tried_again = self._grade is not None and grade is None
        self._grade = grade
        self._say(None)
        self.field.setReadOnly(grade is not None)
        if tried_again:
            self.field.selectAll()  # so that another number replaces this one
        lines = (self._about, self._right)
        for index, line in enumerate(lines):
            feedback = grade.feedback[index] if grade and index < len(grade.feedback) else None
            if feedback is not None:
                words = self._words(feedback.verdict, feedback.option)
                line.show_feedback(feedback, words, self._look)
            line.setVisible(feedback is not None)
        self._style_field()

    def show_reason(self, reason: Reason) -> str:
        return self._say(reason)

    def restyle(self, look: Look) -> None:
        self._look = look
        self._column.setSpacing(look.px(8))
        self._entry.setSpacing(look.px(8))
        self._said.setSpacing(look.px(7))
        look.text(self._unit, TEXT_SIZE)
        look.text(self._message, TEXT_SIZE)
        self.field.setFont(look.type.interface(TEXT_SIZE))
        self.field.setMinimumWidth(look.px(60))
        self.field.setMaximumWidth(look.px(130))
        self.show_grade(self._grade)
        self._say(self._reason)

    def retranslate(self) -> None:
        unit = self._question.unit
        self.field.setAccessibleName(
            self.tr("Your answer, in {unit}").format(unit=unit) if unit else self.tr("Your answer")
        )
        self.field.setPlaceholderText(self.tr("A number"))
        reason = self._reason
        self.show_grade(self._grade)
        self._say(reason)

    def take_focus(self) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    def most_telling(self) -> QWidget | None:
        return self._about

    def tab_stops(self) -> list[QWidget]:
        return [self.field, self._about.label, self._right.label]

    def spoken(self) -> str:
        shown = (line for line in (self._about, self._right) if not line.isHidden())
        return " ".join(line.label.accessibleName() for line in shown)

    def _edited(self) -> None:
        self._typed_in = self._language
        if self._reason is not None:
            self._say(None)
            self._style_field()

    def _rewritten(self, text: str, typed_in: str) -> str:
        """``text`` typed in another language as this one writes the same number."""
        if typed_in == self._language:
            return text
        value = parse_number(text, self._question.unit, typed_in)
        if value is None or not 1e-6 < abs(value) < 1e15:
            return text
        exponent = Decimal(repr(value)).normalize().as_tuple().exponent
        decimals = max(-exponent, 0) if isinstance(exponent, int) else 0
        return format_number(value, self._language, decimals)

    def _say(self, reason: Reason | None) -> str:
        """Show why what is typed is no answer, or hide that."""
        self._reason = reason
        words = self._excuse(reason) if reason else ""
        self._icon.show_mark(Mark.ALERT if reason else None, self._look, TEXT_SIZE)
        self._message.set_html(words)
        self._icon.setVisible(bool(words))
        self._message.setVisible(bool(words))
        self.field.setAccessibleDescription(words)
        self._style_field()
        return words

    def _style_field(self) -> None:
        look, theme = self._look, self._look.theme
        outline, width = theme.control, 1
        if self._reason is not None:
            outline, width = theme.negative, 2
        elif self._grade is not None:
            outline = theme.positive if self._grade.correct else theme.negative
        self.field.setStyleSheet(
            f"QLineEdit {{ color: {theme.ink}; background: {theme.surface};"
            f" border: {width}px solid {outline}; border-radius: 6px;"
            f" padding: {look.px(6)}px {look.px(9)}px; }}"
            f"QLineEdit:focus {{ border: 2px solid {theme.accent}; }}"
        )

    def _excuse(self, reason: Reason) -> str:
        match reason:
            case Reason.NOTHING_GIVEN:
                return self.tr("Type a number first.")
            case Reason.NOT_A_NUMBER:
                return self.tr("This is not a number that can be read. Write it in digits.")
            case Reason.NOT_FINITE:
                return self.tr("This number is too large or too small to be compared.")
            case Reason.TOO_LONG:
                return self.tr("This is too long for a number.")

    def _words(self, verdict: Verdict, option: int | None) -> str:
        match verdict:
            case Verdict.RIGHT:
                return self.tr("Right.")
            case Verdict.MISSED if option is not None:
                right = self._question.expected[option].written
                number = with_unit(right, self._question.unit, self._language)
                return self.tr("The right answer: {number}.").format(number=number)
            case _:
                return self.tr("Not right.")
