"""The gaps of a text: one row each, typed or chosen; the text above fills as they do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop_app.content.numbers import with_unit
from desktop_app.quiz.grading import Feedback, Grade, NoAnswer, Verdict
from desktop_app.quiz.questions import Blank, ChoiceGap, GapsQuestion, NumberGap
from desktop_app.quiz.reading.attributes import prose_text
from desktop_app.quiz.shuffling import shuffled
from desktop_app.quiz.telling import told_number
from desktop_app.quiz.texts import shown
from desktop_app.ui.quiz.answer_form import AnswerForm, MessageLine
from desktop_app.ui.quiz.choice_button import ChoiceButton
from desktop_app.ui.quiz.entry_form import MOST_TYPED, field_style
from desktop_app.ui.quiz.look import TEXT_SIZE, Look
from desktop_app.ui.quiz.marks import Mark, mark_colour
from desktop_app.ui.quiz.option_row import FeedbackLine
from desktop_app.ui.quiz.words import labelled, reason_words, right_answer_words, verdict_words


class GapsForm(AnswerForm):
    """A row a gap."""

    keeps_answer = True

    def __init__(
        self, question: GapsQuestion, language: str, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._question = question
        self._language = language
        self._typed_in = language
        self._grade: Grade | None = None
        self._look = look
        self._message = MessageLine(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.rows = [
            GapRow(gap, number, f"{question.id}/{number}", language, self)
            for number, gap in enumerate(question.gaps, 1)
        ]
        for row in self.rows:
            self._column.addWidget(row)
            row.edited.connect(self._edited)
            self._relay(row.about.label)
            self._relay(row.right.label)
        self._column.addWidget(self._message)
        self.restyle(look)
        self.retranslate()

    def given(self) -> tuple[str, ...]:
        """What stands in each gap, then the language."""
        texts = tuple(row.given() for row in self.rows)
        return (*texts, self._typed_in) if any(text.strip() for text in texts) else ()

    def set_given(self, given: Sequence[str], *, answered: bool = False) -> None:
        for part, row in enumerate(self.rows):
            row.set_given(given[part] if part < len(given) else "")
        count = len(self.rows)
        self._typed_in = given[count] if len(given) > count else self._language
        self.changed.emit()

    def filled(self) -> Mapping[int, str]:
        return {number: row.words() for number, row in enumerate(self.rows, 1) if row.words()}

    def show_grade(self, grade: Grade | None) -> None:
        self._grade = grade
        self._message.say("")
        for part, row in enumerate(self.rows):
            found = grade.of_part(part) if grade else ()
            verdict = grade.part(part) if grade else None
            row.show_feedback(found, verdict, self._look, locked=grade is not None)

    def show_problem(self, problem: NoAnswer) -> str:
        row = self.rows[problem.part] if problem.part < len(self.rows) else self.rows[0]
        words = reason_words(problem.reason, row.unit)
        words = self.tr("Gap {number}: {problem}").format(number=problem.part + 1, problem=words)
        self._message.say(words)
        return words

    def focus_problem(self, problem: NoAnswer) -> None:
        if problem.part < len(self.rows):
            self.rows[problem.part].take_focus()

    def restyle(self, look: Look) -> None:
        self._look = look
        self._column.setSpacing(look.px(8))
        self._message.restyle(look)
        for row in self.rows:
            row.restyle(look)
        self.show_grade(self._grade)

    def retranslate(self) -> None:
        for row in self.rows:
            row.retranslate()
        self.show_grade(self._grade)

    def take_focus(self) -> None:
        empty = [row for row in self.rows if not row.given().strip()]
        (empty or self.rows)[0].take_focus()

    def most_telling(self) -> QWidget | None:
        wrong = [row for row in self.rows if row.verdict not in (None, Verdict.RIGHT)]
        return (wrong or self.rows)[0]

    def tab_stops(self) -> list[QWidget]:
        return [part for row in self.rows for part in row.tab_stops()]

    def spoken(self) -> str:
        return " ".join(row.spoken() for row in self.rows if row.spoken())

    def _edited(self) -> None:
        self._typed_in = self._language
        self._message.say("")
        self.changed.emit()


class GapRow(QWidget):
    """The number of a gap, where it is filled, and what is said of it."""

    edited = Signal()

    def __init__(self, gap: Blank, number: int, key: str, language: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._gap = gap
        self._number = number
        self._language = language
        self.verdict: Verdict | None = None
        self.unit = gap.unit if isinstance(gap, NumberGap) else ""
        self._label = QLabel(f"{number}", self)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self.field: QLineEdit | None = None
        self.button: ChoiceButton | None = None
        if isinstance(gap, ChoiceGap):
            # The right one would stand first: authors write it so.
            self._order = shuffled(key, len(gap.options))
            texts = [prose_text(gap.options[index].text) for index in self._order]
            self.button = ChoiceButton(texts, self)
            self.button.chosen.connect(lambda _: self.edited.emit())
        else:
            self.field = QLineEdit(self)
            self.field.setMaxLength(MOST_TYPED)
            self.field.textEdited.connect(lambda _: self.edited.emit())
        self._unit = QLabel(self.unit, self)
        self._unit.setTextFormat(Qt.TextFormat.PlainText)
        self._unit.setVisible(bool(self.unit))
        self.about, self.right = FeedbackLine(self), FeedbackLine(self)
        self._line = QHBoxLayout()
        self._line.addWidget(self._label)
        self._line.addWidget(self._control, 3)
        self._line.addWidget(self._unit)
        self._line.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._line)
        for line in (self.about, self.right):
            self._column.addWidget(line)
            line.hide()

    @property
    def _control(self) -> QWidget:
        control = self.button or self.field
        assert control is not None
        return control

    def given(self) -> str:
        """The text typed, or the index of the option chosen."""
        if self.button is not None:
            return str(self._order[self.button.index]) if self.button.index >= 0 else ""
        assert self.field is not None
        return self.field.text()

    def set_given(self, text: str) -> None:
        if self.button is not None:
            chosen = int(text) if text.isdecimal() and len(text) < 7 else -1
            self.button.set_index(self._order.index(chosen) if chosen in self._order else -1)
        elif self.field is not None and self.field.text() != text:
            self.field.setText(text)

    def words(self) -> str:
        """What stands in the gap, as it is read."""
        if self.button is not None:
            return self.button.chosen_text
        return with_unit(self.given().strip(), self.unit, self._language) if self.given() else ""

    def show_feedback(
        self,
        feedback: Sequence[Feedback],
        verdict: Verdict | None,
        look: Look,
        *,
        locked: bool,
    ) -> None:
        self.verdict = verdict
        for rank, line in enumerate((self.about, self.right)):
            found = feedback[rank] if rank < len(feedback) else None
            if found is not None:
                line.show_feedback(found, self._verdict_words(found), look)
            line.setVisible(found is not None)
        colour = mark_colour(Mark(verdict.value), look) if verdict else ""
        if self.button is not None:
            self.button.setEnabled(not locked)
            self.button.set_outline(colour)
        elif self.field is not None:
            self.field.setReadOnly(locked)
            self.field.setStyleSheet(
                field_style(look, colour or look.theme.control, 2 if colour else 1)
            )

    def _verdict_words(self, feedback: Feedback) -> str:
        if feedback.verdict is not Verdict.MISSED or feedback.option is None:
            return verdict_words(feedback.verdict)
        match self._gap:
            case ChoiceGap(options=options):
                return right_answer_words(prose_text(options[feedback.option].text))
            case NumberGap(expected=numbers):
                number = told_number(numbers[feedback.option], self.unit, self._language)
                return right_answer_words(with_unit(number, self.unit, self._language))
            case _:
                return right_answer_words(shown(self._gap.expected[feedback.option].pattern))

    def restyle(self, look: Look) -> None:
        self._line.setSpacing(look.px(8))
        self._column.setSpacing(look.px(4))
        look.text(self._label, TEXT_SIZE, colour=look.theme.muted, bold=True)
        self._label.setMinimumWidth(look.px(16))
        look.text(self._unit, TEXT_SIZE)
        if self.button is not None:
            self.button.restyle(look)
        elif self.field is not None:
            self.field.setFont(look.type.interface(TEXT_SIZE))
            self.field.setMinimumWidth(look.px(60))
            self.field.setMaximumWidth(look.px(260))

    def retranslate(self) -> None:
        name = self.tr("Gap {number}").format(number=self._number)
        if self.unit:
            name = self.tr("Gap {number}, in {unit}").format(number=self._number, unit=self.unit)
        if self.button is not None:
            self.button.set_label(name)
        elif self.field is not None:
            self.field.setAccessibleName(name)

    def take_focus(self) -> None:
        self._control.setFocus(Qt.FocusReason.OtherFocusReason)

    def tab_stops(self) -> list[QWidget]:
        return [self._control, self.about.label, self.right.label]

    def spoken(self) -> str:
        lines = [line for line in (self.about, self.right) if not line.isHidden()]
        said = " ".join(line.label.accessibleName() for line in lines)
        name = self.tr("Gap {number}").format(number=self._number)
        return labelled(name, said) if said else ""
