"""Numbers to predict: typed here, or drawn on the chart that conceals them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop_app.content.numbers import format_number, with_unit
from desktop_app.quiz.grading import Feedback, Grade, NoAnswer, Verdict
from desktop_app.quiz.quantities import parse_number
from desktop_app.quiz.questions import PredictionQuestion
from desktop_app.quiz.reading.attributes import prose_text
from desktop_app.ui.common.rich_text import to_html
from desktop_app.ui.quiz.answer_form import AnswerForm, MessageLine
from desktop_app.ui.quiz.entry_form import MOST_TYPED, field_style, rewritten_number
from desktop_app.ui.quiz.labels import ProseLabel
from desktop_app.ui.quiz.look import TEXT_SIZE, Look
from desktop_app.ui.quiz.marks import Mark, mark_colour
from desktop_app.ui.quiz.option_row import FeedbackLine
from desktop_app.ui.quiz.words import labelled, reason_words


class PredictionForm(AnswerForm):
    """A field an estimate, the same as the handles of the chart."""

    keeps_answer = True

    def __init__(
        self,
        question: PredictionQuestion,
        language: str,
        look: Look,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._question = question
        self._language = language
        self._typed_in = language
        self._look = look
        self._grade: Grade | None = None
        self._seen = False
        self._message = MessageLine(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._grid = QGridLayout()
        self._grid.setColumnStretch(0, 1)
        self.fields: list[QLineEdit] = []
        self._labels: list[ProseLabel] = []
        self._units: list[QLabel] = []
        self._lines: list[FeedbackLine] = []
        for row, _ in enumerate(question.estimands):
            label, field = ProseLabel(self), QLineEdit(self)
            unit, line = QLabel(question.unit, self), FeedbackLine(self)
            unit.setTextFormat(Qt.TextFormat.PlainText)
            field.setMaxLength(MOST_TYPED)
            field.textEdited.connect(lambda _: self._edited())
            line.hide()
            self._relay(line.label)
            self._relay(label)
            for column, widget in enumerate((label, field, unit)):
                self._grid.addWidget(widget, 2 * row, column, Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(line, 2 * row + 1, 0, 1, 3)
            self.fields.append(field)
            self._labels.append(label)
            self._units.append(unit)
            self._lines.append(line)
        self._column.addLayout(self._grid)
        self._column.addWidget(self._message)
        self.restyle(look)
        self.retranslate()

    # -- the answer ----------------------------------------------------------------------

    def given(self) -> tuple[str, ...]:
        """A text an estimate, then the language."""
        texts = tuple(field.text() for field in self.fields)
        return (*texts, self._typed_in) if any(text.strip() for text in texts) else ()

    def set_given(self, given: Sequence[str], *, answered: bool = False) -> None:
        count = len(self.fields)
        typed_in = given[count] if len(given) > count else self._language
        self._typed_in = typed_in
        for part, field in enumerate(self.fields):
            text = given[part] if part < len(given) else ""
            if answered and typed_in != self._language:
                value = parse_number(text, self._question.unit, typed_in)
                text = rewritten_number(text, value, self._language)
            if field.text() != text:
                field.setText(text)
        if answered:
            self._typed_in = self._language
        self.changed.emit()

    def follow_estimates(self, estimates: Mapping[str, float], *, seen: bool) -> None:
        self._seen = seen
        if self._grade is not None:
            return
        self._show_seen()
        if self._estimates() == dict(estimates):
            return
        for one, field in zip(self._question.estimands, self.fields, strict=True):
            value = estimates.get(one.key)
            if value != self._value(field):
                field.setText("" if value is None else self._number(value))
        self._typed_in = self._language
        self.changed.emit()

    def _show_seen(self) -> None:
        """Who has seen the data predicts no more, but may hide them and begin again."""
        late = self._seen and not self.given()
        words = self.tr("The data have been seen: predict again on the chart to answer.")
        self._message.say(words if late else "", Mark.NOTED)
        for field in self.fields:
            field.setReadOnly(late)

    def _estimates(self) -> dict[str, float]:
        """The numbers that can be read, by key."""
        found = {}
        for one, field in zip(self._question.estimands, self.fields, strict=True):
            value = self._value(field)
            if value is not None:
                found[one.key] = value
        return found

    def _value(self, field: QLineEdit) -> float | None:
        return parse_number(field.text(), self._question.unit, self._typed_in)

    def _number(self, value: float) -> str:
        return rewritten_number(format_number(value, self._language), value, self._language)

    def _edited(self) -> None:
        self._typed_in = self._language
        self._message.say("")
        self.changed.emit()
        self.estimated.emit(self._estimates())

    # -- what is said of it --------------------------------------------------------------

    def show_grade(self, grade: Grade | None) -> None:
        self._grade = grade
        if grade is None:
            self._show_seen()
        else:
            self._message.say("")
        for part, (field, line) in enumerate(zip(self.fields, self._lines, strict=True)):
            field.setReadOnly(grade is not None or (self._seen and not self.given()))
            found = grade.of_part(part) if grade else ()
            if found:
                line.show_feedback(found[0], self._words(found[0], part), self._look)
            line.setVisible(bool(found))
            verdict = grade.part(part) if grade else None
            marked = verdict in (Verdict.RIGHT, Verdict.WRONG)
            colour = mark_colour(Mark(verdict.value), self._look) if verdict and marked else ""
            style = field_style(self._look, colour or self._look.theme.control, 2 if colour else 1)
            field.setStyleSheet(style)

    def _words(self, feedback: Feedback, part: int) -> str:
        truth = self._question.estimands[part].value
        said = parse_number(self.fields[part].text(), self._question.unit, self._typed_in)
        number = with_unit(
            format_number(truth, self._language), self._question.unit, self._language
        )
        if said == truth:
            return self.tr("{number}, exactly.").format(number=number)
        if feedback.verdict is Verdict.RIGHT:
            return self.tr("It is {number}: you were near.").format(number=number)
        if said is not None and said > truth:
            return self.tr("It is {number}: you guessed too high.").format(number=number)
        return self.tr("It is {number}: you guessed too low.").format(number=number)

    def show_problem(self, problem: NoAnswer) -> str:
        words = reason_words(problem.reason, self._question.unit)
        self._message.say(words)
        return words

    def focus_problem(self, problem: NoAnswer) -> None:
        if problem.part < len(self.fields):
            self.fields[problem.part].setFocus(Qt.FocusReason.OtherFocusReason)

    def restyle(self, look: Look) -> None:
        self._look = look
        self._column.setSpacing(look.px(6))
        self._grid.setHorizontalSpacing(look.px(8))
        self._grid.setVerticalSpacing(look.px(4))
        self._message.restyle(look)
        for one, label, field, unit in zip(
            self._question.estimands, self._labels, self.fields, self._units, strict=True
        ):
            look.text(label, TEXT_SIZE)
            label.set_html(to_html(one.label, look.html(line_height=100)))
            look.text(unit, TEXT_SIZE)
            field.setFont(look.type.interface(TEXT_SIZE))
            field.setMinimumWidth(look.px(60))
            field.setMaximumWidth(look.px(110))
        self.show_grade(self._grade)

    def retranslate(self) -> None:
        for one, field in zip(self._question.estimands, self.fields, strict=True):
            name = self.tr("Your estimate for {name}").format(name=prose_text(one.label))
            field.setAccessibleName(name)
        self.show_grade(self._grade)

    def take_focus(self) -> None:
        empty = [field for field in self.fields if not field.text().strip()]
        (empty or self.fields)[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def most_telling(self) -> QWidget | None:
        return self._lines[0]

    def tab_stops(self) -> list[QWidget]:
        stops: list[QWidget] = []
        for label, field, line in zip(self._labels, self.fields, self._lines, strict=True):
            stops += [label, field, line.label]
        return stops

    def spoken(self) -> str:
        said = []
        for one, line in zip(self._question.estimands, self._lines, strict=True):
            if not line.isHidden():
                said.append(labelled(prose_text(one.label), line.label.accessibleName()))
        return " ".join(said)
