"""A text of one's own, then a model answer and criteria to compare it with."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from desktop_app.content.document import plain_text
from desktop_app.quiz.graders.own import LONGEST_OWN, count_words
from desktop_app.quiz.grading import ASSESSED, Grade, NoAnswer, Reason
from desktop_app.quiz.questions import OpenQuestion
from desktop_app.ui.common.rich_text import to_html
from desktop_app.ui.quiz.answer_form import AnswerForm, MessageLine
from desktop_app.ui.quiz.choice_form import ChoiceForm
from desktop_app.ui.quiz.entry_form import field_style
from desktop_app.ui.quiz.labels import ProseLabel
from desktop_app.ui.quiz.look import SMALL_SIZE, TEXT_SIZE, Look
from desktop_app.ui.quiz.marks import Mark
from desktop_app.ui.quiz.words import labelled, reason_words

LINES, MOST_LINES = 4.5, 11
"""Lines of the field: at least, and where many words are asked for."""
WORDS_A_LINE = 24
"""More than a line holds: a long text may scroll, what it asks for stays in sight."""


class OpenForm(AnswerForm):
    """A field of several lines; the model answer and the criteria come after the first check."""

    keeps_answer = True

    def __init__(self, question: OpenQuestion, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._question = question
        self._look = look
        self._grade: Grade | None = None
        self._assessing = False
        self.field = QPlainTextEdit(self)
        self.field.setTabChangesFocus(True)
        self.field.textChanged.connect(self._edited)
        self._count = QLabel(self)
        self._count.setTextFormat(Qt.TextFormat.PlainText)
        self._message = MessageLine(self)
        self._model_title, self._model = QLabel(self), ProseLabel(self)
        self._relay(self._model)
        self._criteria_title = QLabel(self)
        self.criteria = ChoiceForm(question.criteria, look, several=True, parent=self)
        self.criteria.changed.connect(self.changed)
        self.criteria.focused.connect(self.focused)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for widget in (
            self.field, self._count, self._message, self._model_title, self._model,
            self._criteria_title, self.criteria,
        ):  # fmt: skip
            self._column.addWidget(widget)
        self.restyle(look)
        self.retranslate()

    # -- the answer ----------------------------------------------------------------------

    def given(self) -> tuple[str, ...]:
        """The text; then, once it is being compared, which criteria it meets."""
        text = self.field.toPlainText()
        if not text.strip():
            return ()
        if not self._assessing:
            return (text,)
        return (text, ASSESSED, *self.criteria.given())

    def set_given(self, given: Sequence[str], *, answered: bool = False) -> None:
        text = given[0] if given else ""
        if text != self.field.toPlainText():
            self.field.setPlainText(text)
        self._assessing = len(given) > 1 and given[1] == ASSESSED
        self.criteria.set_given(tuple(given[2:]))
        self._show_parts()
        self.changed.emit()

    def pick(self, index: int) -> None:
        if self._assessing:
            self.criteria.pick(index)

    def show_grade(self, grade: Grade | None) -> None:
        self._grade = grade
        self._message.say("")
        self.field.setReadOnly(grade is not None)
        self.criteria.show_grade(None)
        for row in self.criteria.rows:
            row.set_locked(grade is not None)
        self._show_parts()

    def show_problem(self, problem: NoAnswer) -> str:
        """What stands in the way; or that the text is to be compared now."""
        words = self._problem_words(problem.reason)
        assess = problem.reason is Reason.NOT_ASSESSED
        self._message.say(words, Mark.NOTED if assess else Mark.ALERT)
        if assess:
            self._assessing = True
            self._show_parts()
            self.changed.emit()
            said = labelled(self.tr("Model answer"), self._model.accessibleName())
            words = f"{words} {said}"
            self.focused.emit(self._model_title)
        return words

    def _problem_words(self, reason: Reason) -> str:
        if reason is Reason.TOO_SHORT:
            return self.tr("Write at least %n word(s).", "", self._question.min_words)
        if reason is Reason.TOO_LONG and self._question.max_words:
            return self.tr("Write at most %n word(s).", "", self._question.max_words)
        return reason_words(reason)

    def _show_parts(self) -> None:
        compared = self._assessing or self._grade is not None
        model = bool(self._question.explanation) and compared
        self._model_title.setVisible(model)
        self._model.setVisible(model)
        criteria = bool(self._question.criteria) and compared
        self._criteria_title.setVisible(criteria)
        self.criteria.setVisible(criteria)

    def _edited(self) -> None:
        text = self.field.toPlainText()
        if len(text) > LONGEST_OWN:
            self._message.say(reason_words(Reason.TOO_LONG))
        else:
            self._message.say("")
        self._show_count()
        self.changed.emit()

    def _show_count(self) -> None:
        words = self.tr("%n word(s)", "", count_words(self.field.toPlainText()[:LONGEST_OWN]))
        least, most = self._question.min_words, self._question.max_words
        if least and most:
            wanted = self.tr("{least} to {most} are asked for").format(least=least, most=most)
        elif least or most:
            wanted = (
                self.tr("at least {count} are asked for").format(count=least)
                if least
                else self.tr("at most {count} are asked for").format(count=most)
            )
        else:
            wanted = ""
        self._count.setText(" · ".join(filter(None, (words, wanted))))

    # -- looks ---------------------------------------------------------------------------

    def restyle(self, look: Look) -> None:
        self._look = look
        self._column.setSpacing(look.px(6))
        self._message.restyle(look)
        font = look.type.interface(TEXT_SIZE)
        self.field.setFont(font)
        self.field.setStyleSheet(field_style(look, look.theme.control, 1, "QPlainTextEdit"))
        lines = min(max(LINES, self._question.max_words / WORDS_A_LINE), MOST_LINES)
        self.field.setFixedHeight(round(self.field.fontMetrics().lineSpacing() * lines))
        look.text(self._count, SMALL_SIZE, colour=look.theme.muted)
        for title in (self._model_title, self._criteria_title):
            look.text(title, TEXT_SIZE, bold=True)
        look.text(self._model, TEXT_SIZE)
        self._model.set_html(to_html(self._question.explanation, look.html()))
        self._model.setAccessibleName(plain_text(self._question.explanation))
        self.criteria.restyle(look)
        self.show_grade(self._grade)

    def retranslate(self) -> None:
        self.field.setAccessibleName(self.tr("Your text"))
        self.field.setPlaceholderText(self.tr("Write your answer here"))
        self._model_title.setText(self.tr("Model answer"))
        self._criteria_title.setText(self.tr("Does your text do this?"))
        self._show_count()

    def take_focus(self) -> None:
        if self._assessing and self.criteria.rows:
            self.criteria.take_focus()
        else:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def most_telling(self) -> QWidget | None:
        return self._model_title if not self._model_title.isHidden() else self.field

    def tab_stops(self) -> list[QWidget]:
        return [self.field, self._model, *self.criteria.tab_stops()]

    def spoken(self) -> str:
        return self._model.accessibleName() if not self._model.isHidden() else ""
