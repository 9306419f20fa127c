"""One line in which an answer is typed: a number, or words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop_app.content.numbers import format_number, with_unit
from desktop_app.quiz.grading import Feedback, Grade, NoAnswer, Verdict
from desktop_app.quiz.quantities import parse_number
from desktop_app.quiz.questions import NumberQuestion, TextQuestion
from desktop_app.quiz.telling import told_number
from desktop_app.quiz.texts import shown
from desktop_app.ui.quiz.answer_form import AnswerForm, MessageLine
from desktop_app.ui.quiz.look import TEXT_SIZE, Look
from desktop_app.ui.quiz.marks import Mark, mark_colour
from desktop_app.ui.quiz.option_row import FeedbackLine
from desktop_app.ui.quiz.words import reason_words, right_answer_words, verdict_words

MOST_TYPED = 2_000
"""A line takes so many characters: more is pasted by mistake, and only slows it down."""


class EntryForm(AnswerForm):
    """A line to type in, what was wrong with it, and up to two lines of feedback."""

    keeps_answer = True

    def __init__(self, unit: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._unit_text = unit
        self._look = look
        self._grade: Grade | None = None
        self._problem: NoAnswer | None = None
        self.field = QLineEdit(self)
        self.field.setMaxLength(MOST_TYPED)
        self.field.textEdited.connect(self._edited)
        self.field.textChanged.connect(lambda _: self.changed.emit())
        self._unit = QLabel(unit, self)
        self._unit.setTextFormat(Qt.TextFormat.PlainText)
        self._unit.setVisible(bool(unit))
        self._message = MessageLine(self)
        self._about, self._right = FeedbackLine(self), FeedbackLine(self)
        for line in (self._about, self._right):
            line.hide()
            self._relay(line.label)
        self._entry = QHBoxLayout()
        self._entry.addWidget(self.field, 3)
        self._entry.addWidget(self._unit)
        self._entry.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._entry)
        for part in (self._message, self._about, self._right):
            self._column.addWidget(part)

    # -- what the two kinds differ in ----------------------------------------------------

    @property
    def width_wanted(self) -> int:
        """The widest that the line may be, in pixels of the design."""
        return 130

    def name_field(self) -> None:
        """Give the field its accessible name and its placeholder."""
        raise NotImplementedError

    def right_answer(self, feedback: Feedback) -> str:
        """The right answer that ``feedback`` is about, as it is told."""
        raise NotImplementedError

    def edited(self) -> None:
        """Something was typed."""

    # -- the form ------------------------------------------------------------------------

    def show_grade(self, grade: Grade | None) -> None:
        tried_again = self._grade is not None and grade is None
        self._grade = grade
        self._say(None)
        self.field.setReadOnly(grade is not None)
        if tried_again:
            self.field.selectAll()  # so that another answer replaces this one
        for index, line in enumerate((self._about, self._right)):
            feedback = grade.feedback[index] if grade and index < len(grade.feedback) else None
            if feedback is not None:
                line.show_feedback(feedback, self._words(feedback), self._look)
            line.setVisible(feedback is not None)
        self._style_field()

    def show_problem(self, problem: NoAnswer) -> str:
        return self._say(problem)

    def restyle(self, look: Look) -> None:
        self._look = look
        self._column.setSpacing(look.px(8))
        self._entry.setSpacing(look.px(8))
        look.text(self._unit, TEXT_SIZE)
        self._message.restyle(look)
        self.field.setFont(look.type.interface(TEXT_SIZE))
        self.field.setMinimumWidth(look.px(60))
        self.field.setMaximumWidth(look.px(self.width_wanted))
        problem = self._problem
        self.show_grade(self._grade)
        self._say(problem)

    def retranslate(self) -> None:
        self.name_field()
        problem = self._problem
        self.show_grade(self._grade)
        self._say(problem)

    def take_focus(self) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    def most_telling(self) -> QWidget | None:
        return self._about

    def tab_stops(self) -> list[QWidget]:
        return [self.field, self._about.label, self._right.label]

    def spoken(self) -> str:
        lines = (line for line in (self._about, self._right) if not line.isHidden())
        return " ".join(line.label.accessibleName() for line in lines)

    def _edited(self) -> None:
        self.edited()
        if self._problem is not None:
            self._say(None)

    def _say(self, problem: NoAnswer | None) -> str:
        """Show why what is typed is no answer, or hide that."""
        self._problem = problem
        words = reason_words(problem.reason, self._unit_text) if problem else ""
        self._message.say(words)
        self.field.setAccessibleDescription(words)
        self._style_field()
        return words

    def _style_field(self) -> None:
        theme = self._look.theme
        outline, width = theme.control, 1
        if self._problem is not None:
            outline, width = theme.negative, 2
        elif self._grade is not None and not self._grade.noted:
            outline = mark_colour(Mark(self._grade.verdict.value), self._look)
        self.field.setStyleSheet(field_style(self._look, outline, width))

    def _words(self, feedback: Feedback) -> str:
        if feedback.verdict is Verdict.MISSED and feedback.option is not None:
            return right_answer_words(self.right_answer(feedback))
        return verdict_words(feedback.verdict)


def field_style(look: Look, outline: str, width: int, kind: str = "QLineEdit") -> str:
    """The style sheet of a field with an ``outline`` of that colour and width."""
    theme = look.theme
    return (
        f"{kind} {{ color: {theme.ink}; background: {theme.surface};"
        f" border: {width}px solid {outline}; border-radius: 6px;"
        f" padding: {look.px(6)}px {look.px(9)}px; }}"
        f"{kind}:focus {{ border: 2px solid {theme.accent}; }}"
    )


class NumberForm(EntryForm):
    """A number to type, in the unit of the question."""

    def __init__(
        self, question: NumberQuestion, language: str, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__("" if question.unit_asked else question.unit, look, parent)
        self._question = question
        self._language = language
        self._typed_in = language
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

    def edited(self) -> None:
        self._typed_in = self._language

    def name_field(self) -> None:
        unit = self._question.unit
        asked = self._question.unit_asked
        self.field.setAccessibleName(
            self.tr("Your answer, in {unit}").format(unit=unit)
            if unit and not asked
            else self.tr("Your answer")
        )
        self.field.setPlaceholderText(
            self.tr("A number and its unit") if asked else self.tr("A number")
        )

    @property
    def width_wanted(self) -> int:
        return 210 if self._question.unit_asked else 130

    def right_answer(self, feedback: Feedback) -> str:
        assert feedback.option is not None
        unit, expected = self._question.unit, self._question.expected[feedback.option]
        return with_unit(told_number(expected, unit, self._language), unit, self._language)

    def _rewritten(self, text: str, typed_in: str) -> str:
        """``text`` typed in another language as this one writes the same number."""
        if typed_in == self._language:
            return text
        value = parse_number(text, self._question.unit, typed_in)
        return rewritten_number(text, value, self._language)


def rewritten_number(text: str, value: float | None, language: str) -> str:
    """``text``, which reads as ``value``, as ``language`` writes it; else as it is."""
    if value is None or not 1e-6 < abs(value) < 1e15:
        return text
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    decimals = max(-exponent, 0) if isinstance(exponent, int) else 0
    return format_number(value, language, decimals)


class TextForm(EntryForm):
    """Words to type."""

    def __init__(self, question: TextQuestion, look: Look, parent: QWidget | None = None) -> None:
        super().__init__("", look, parent)
        self._question = question
        self.restyle(look)
        self.retranslate()

    def given(self) -> tuple[str, ...]:
        text = self.field.text()
        return (text,) if text.strip() else ()

    def set_given(self, given: Sequence[str], *, answered: bool = False) -> None:
        self.field.setText(given[0] if given else "")

    def name_field(self) -> None:
        self.field.setAccessibleName(self.tr("Your answer"))
        self.field.setPlaceholderText(self.tr("A word or a few"))

    @property
    def width_wanted(self) -> int:
        return 320

    def right_answer(self, feedback: Feedback) -> str:
        assert feedback.option is not None
        return shown(self._question.expected[feedback.option].pattern)
