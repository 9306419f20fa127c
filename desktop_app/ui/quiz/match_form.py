"""Pairs to match: each left side has a button that holds its right one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop_app.quiz.grading import Feedback, Grade, Verdict
from desktop_app.quiz.questions import MatchQuestion
from desktop_app.quiz.reading.attributes import prose_text
from desktop_app.quiz.shown import shown_order
from desktop_app.ui.common.rich_text import to_html
from desktop_app.ui.quiz.answer_form import AnswerForm
from desktop_app.ui.quiz.choice_button import ChoiceButton
from desktop_app.ui.quiz.labels import ProseLabel
from desktop_app.ui.quiz.look import TEXT_SIZE, Look
from desktop_app.ui.quiz.marks import Mark, mark_colour
from desktop_app.ui.quiz.option_row import FeedbackLine
from desktop_app.ui.quiz.words import labelled, right_answer_words, verdict_words


class MatchForm(AnswerForm):
    """A row a pair. The choices stand in an order that is no help."""

    keeps_answer = True

    def __init__(self, question: MatchQuestion, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._question = question
        self._look = look
        self._grade: Grade | None = None
        self._order = shown_order(question)
        texts = [prose_text(question.choices[index]) for index in self._order]
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.lefts: list[ProseLabel] = []
        self.buttons: list[ChoiceButton] = []
        self._lines: list[tuple[FeedbackLine, FeedbackLine]] = []
        self._grids: list[QGridLayout] = []
        for pair in question.pairs:
            left, button = ProseLabel(self), ChoiceButton(texts, self)
            button.set_label(prose_text(pair.left))
            button.chosen.connect(lambda _: self.changed.emit())
            about, right = FeedbackLine(self), FeedbackLine(self)
            grid = QGridLayout()
            grid.addWidget(left, 0, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(button, 0, 1)
            for row, line in enumerate((about, right), 1):
                grid.addWidget(line, row, 0, 1, 2)
                line.hide()
                self._relay(line.label)
            grid.setColumnStretch(0, 1)
            grid.setColumnStretch(1, 1)
            self._column.addLayout(grid)
            self._relay(left)
            self.lefts.append(left)
            self.buttons.append(button)
            self._lines.append((about, right))
            self._grids.append(grid)
        self.restyle(look)

    def given(self) -> tuple[str, ...]:
        """For each pair the index of the choice, "" for none."""
        found = tuple(
            str(self._order[button.index]) if button.index >= 0 else "" for button in self.buttons
        )
        return found if any(found) else ()

    def set_given(self, given: Sequence[str], *, answered: bool = False) -> None:
        for part, button in enumerate(self.buttons):
            text = given[part] if part < len(given) else ""
            chosen = int(text) if text.isdecimal() and len(text) < 7 else -1
            button.set_index(self._order.index(chosen) if chosen in self._order else -1)
        self.changed.emit()

    def show_grade(self, grade: Grade | None) -> None:
        self._grade = grade
        for part, (button, lines) in enumerate(zip(self.buttons, self._lines, strict=True)):
            found = grade.of_part(part) if grade else ()
            for rank, line in enumerate(lines):
                feedback = found[rank] if rank < len(found) else None
                if feedback is not None:
                    line.show_feedback(feedback, self._words(feedback), self._look)
                line.setVisible(feedback is not None)
            verdict = grade.part(part) if grade else None
            button.setEnabled(grade is None)
            colour = mark_colour(Mark(verdict.value), self._look) if verdict else ""
            button.set_outline(colour)

    def _words(self, feedback: Feedback) -> str:
        if feedback.verdict is Verdict.MISSED and feedback.option is not None:
            return right_answer_words(prose_text(self._question.choices[feedback.option]))
        return verdict_words(feedback.verdict)

    def restyle(self, look: Look) -> None:
        self._look = look
        self._column.setSpacing(look.px(8))
        for pair, left, button, grid in zip(
            self._question.pairs, self.lefts, self.buttons, self._grids, strict=True
        ):
            grid.setHorizontalSpacing(look.px(10))
            grid.setVerticalSpacing(look.px(3))
            look.text(left, TEXT_SIZE)
            left.set_html(to_html(pair.left, look.html(line_height=100)))
            button.restyle(look)
            # Under one another where there is no room for both.
            grid.addWidget(button, *((1, 0) if look.compact else (0, 1)))
        self._place_lines(look)
        self.show_grade(self._grade)

    def _place_lines(self, look: Look) -> None:
        for grid, lines in zip(self._grids, self._lines, strict=True):
            for row, line in enumerate(lines, 2 if look.compact else 1):
                grid.addWidget(line, row, 0, 1, 2)

    def retranslate(self) -> None:
        for button in self.buttons:
            button.retranslate()
        self.show_grade(self._grade)

    def take_focus(self) -> None:
        empty = [button for button in self.buttons if button.index < 0]
        (empty or self.buttons)[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def most_telling(self) -> QWidget | None:
        parts = self._grade.parts if self._grade else ()
        wrong = [rank for rank, verdict in enumerate(parts) if verdict is not Verdict.RIGHT]
        return self.buttons[(wrong or [0])[0]]

    def tab_stops(self) -> list[QWidget]:
        stops: list[QWidget] = []
        for left, button, lines in zip(self.lefts, self.buttons, self._lines, strict=True):
            stops += [left, button, *(line.label for line in lines)]
        return stops

    def spoken(self) -> str:
        said = []
        for button, lines in zip(self.buttons, self._lines, strict=True):
            words = [line.label.accessibleName() for line in lines if not line.isHidden()]
            if words:
                said.append(labelled(button.accessibleName(), " ".join(words)))
        return " ".join(said)
