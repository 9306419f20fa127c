"""Reading the open answers of a class one after the other, and marking them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop_app.learning.classroom.class_report import OpenAnswer
from desktop_app.learning.classroom.marks import LONGEST_COMMENT, Mark
from desktop_app.ui.classroom.form import (
    FormDialog,
    button,
    button_row,
    named_field,
    text_label,
)
from desktop_app.ui.common.boxes import TickBox
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.theme import Theme

STEPS = (0.0, 0.25, 0.5, 0.75, 1.0)
"""The marks that a button gives."""
LINES = 8


class MarkingDialog(FormDialog):
    """``marked`` gives a :class:`Mark`, to be kept; :meth:`show_kept` says that it was."""

    marked = Signal(object)

    def __init__(
        self,
        answers: Sequence[OpenAnswer],
        language: str,
        type_: Type,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(type_, 680, parent)
        self.setWindowTitle(self.tr("Open answers"))
        self._answers = list(answers)
        self._marks = {one.attempt.id: one.mark for one in answers if one.mark}
        self._type = type_
        self._theme = theme
        unmarked = (rank for rank, one in enumerate(answers) if one.mark is None)
        self._rank = next(unmarked, 0)
        self._score: float | None = None
        self.place = text_label("", type_.interface(13), muted=True)
        self.prompt = text_label("", type_.interface(16, bold=True))
        self.learner = text_label("", type_.interface(14, bold=True))
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setFont(type_.narrative(16))
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("Answer"))
        lines = LINES if type_.scale < 1.5 else LINES // 3
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * lines + type_.px(12))
        self._criteria = QVBoxLayout()
        self._criteria.setSpacing(type_.px(2))
        self.boxes: list[TickBox] = []
        self.steps: list[QPushButton] = []
        row = QHBoxLayout()
        row.setSpacing(type_.px(8))
        for step in STEPS:
            percent = f"{100 * step:.0f}\u202f%" if language == "fr" else f"{100 * step:.0f}%"
            one = button(percent, type_)
            one.setCheckable(True)
            one.setAccessibleName(self.tr("Mark: {percent}").format(percent=percent))
            one.clicked.connect(lambda _=False, step=step: self._give(step))
            self.steps.append(one)
            row.addWidget(one)
        row.addStretch()
        self.comment = named_field(self.tr("Comment"), type_, "", self.tr("Comment"))
        self.comment.setMaxLength(LONGEST_COMMENT)
        self.comment.editingFinished.connect(self._comment)
        self.state = text_label("", type_.interface(13), muted=True)
        for widget in (self.place, self.prompt, self.learner, self.text):
            self.column.addWidget(widget)
        self.column.addLayout(self._criteria)
        self.column.addLayout(row)
        self.column.addWidget(self.comment)
        self.column.addWidget(self.state)
        self.previous_button = button(self.tr("Previous"), type_)
        self.next_button = button(self.tr("Next"), type_, primary=True)
        close = button(self.tr("Close"), type_)
        self.previous_button.clicked.connect(lambda: self._go(-1))
        self.next_button.clicked.connect(lambda: self._go(1))
        close.clicked.connect(self.accept)
        row = button_row(type_, [close], [self.previous_button, self.next_button])
        self.column.addLayout(row)
        self._show()

    @property
    def answer(self) -> OpenAnswer:
        return self._answers[self._rank]

    def show_kept(self, mark: Mark) -> None:
        """``mark`` is on disk."""
        if mark.attempt == self.answer.attempt.id:
            self.state.setText(self.tr("Mark saved"))

    def show_refused(self, text: str) -> None:
        self.state.setText(text)
        self.fit()

    # -- inside ------------------------------------------------------------------------

    def _go(self, steps: int) -> None:
        self._rank = min(max(self._rank + steps, 0), len(self._answers) - 1)
        self._show()
        self.fit()

    def _show(self) -> None:
        one = self.answer
        mark = self._marks.get(one.attempt.id)
        counter = self.tr("Answer {number} of {total}")
        self.place.setText(counter.format(number=self._rank + 1, total=len(self._answers)))
        self.prompt.setText(one.question.prompt)
        self.learner.setText(one.learner)
        self.text.setPlainText(one.text)
        self._score = mark.score if mark else None
        self.comment.setText(mark.comment if mark else "")
        for box in self.boxes:
            self._criteria.removeWidget(box)
            box.deleteLater()
        self.boxes = []
        for rank, text in enumerate(one.question.options):
            box = TickBox(text)
            box.setFont(self._type.interface(14))
            box.set_look(self._theme, self._type)
            box.setChecked(rank in (mark.criteria if mark else ()))
            box.clicked.connect(self._weigh)
            self._criteria.addWidget(box)
            self.boxes.append(box)
        self.previous_button.setEnabled(self._rank > 0)
        self.next_button.setEnabled(self._rank < len(self._answers) - 1)
        self.state.setText(self.tr("Mark saved") if mark else self.tr("Not marked yet"))
        self._tick()

    def _tick(self) -> None:
        for one, step in zip(self.steps, STEPS, strict=True):
            one.setChecked(self._score is not None and abs(self._score - step) < 0.005)

    def _weigh(self) -> None:
        """The criteria that are met make the mark; a button can still give another."""
        self._give(sum(box.isChecked() for box in self.boxes) / len(self.boxes))

    def _give(self, score: float) -> None:
        self._score = score
        self._tick()
        self._keep()

    def _comment(self) -> None:
        mark = self._marks.get(self.answer.attempt.id)
        if self._score is not None and (mark is None or mark.comment != self.comment.text()):
            self._keep()

    def _keep(self) -> None:
        assert self._score is not None
        met = tuple(rank for rank, box in enumerate(self.boxes) if box.isChecked())
        mark = Mark(self.answer.attempt.id, self._score, met, self.comment.text())
        self._marks[mark.attempt] = mark
        self.state.setText(self.tr("Saving…"))
        self.marked.emit(mark)
