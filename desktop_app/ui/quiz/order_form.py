"""Items to put in order, with two buttons each; nothing has to be dragged."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.quiz.grading import Feedback, Grade, Verdict
from desktop_app.quiz.questions import Option, OrderQuestion
from desktop_app.quiz.reading.attributes import prose_text
from desktop_app.quiz.shown import shown_order
from desktop_app.ui.common.accessible import announce
from desktop_app.ui.common.rich_text import plain_to_html, to_html
from desktop_app.ui.quiz.answer_form import AnswerForm
from desktop_app.ui.quiz.labels import ProseLabel
from desktop_app.ui.quiz.look import TEXT_SIZE, Look
from desktop_app.ui.quiz.marks import Mark, mark_colour
from desktop_app.ui.quiz.option_row import FeedbackLine
from desktop_app.ui.quiz.words import labelled, verdict_words

UP, DOWN = "▲", "▼"
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class OrderForm(AnswerForm):
    """Rows that change places."""

    keeps_answer = True

    def __init__(self, question: OrderQuestion, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._question = question
        self._look = look
        self._grade: Grade | None = None
        self._start = list(shown_order(question))
        self._order = list(self._start)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.rows = [ItemRow(item, self) for item in question.items]
        for index, row in enumerate(self.rows):
            row.moved.connect(lambda by, index=index: self._move(index, by))
            self._relay(row.line.label)
        self._right = ProseLabel(self)
        self._place_rows()
        self.restyle(look)
        self.retranslate()

    @property
    def order(self) -> tuple[int, ...]:
        """The indices of the items from top to bottom."""
        return tuple(self._order)

    def given(self) -> tuple[str, ...]:
        return tuple(str(index) for index in self._order)

    def set_given(self, given: Sequence[str], *, answered: bool = False) -> None:
        found = [int(text) for text in given if text.isdecimal() and len(text) < 7]
        whole = sorted(found) == list(range(len(self.rows)))
        self._order = found if whole else list(self._start)
        self._place_rows()
        self.changed.emit()

    def show_grade(self, grade: Grade | None) -> None:
        self._grade = grade
        for place, index in enumerate(self._order):
            verdict = grade.part(place) if grade else None
            feedback = grade.about(index, place) if grade else None
            self.rows[index].show_feedback(feedback, verdict, self._look, locked=grade is not None)
        told = grade is not None and not grade.correct and grade.reveals
        texts = [prose_text(item.text) for item in self._question.items]
        words = self.tr("The right order: {items}.").format(items=", ".join(texts))
        self._right.set_html(plain_to_html(words))
        self._right.setAccessibleName(words if told else "")
        self._right.setVisible(told)

    def restyle(self, look: Look) -> None:
        self._look = look
        self._column.setSpacing(look.px(4))
        for row in self.rows:
            row.restyle(look)
        look.text(self._right, TEXT_SIZE)
        self.show_grade(self._grade)

    def retranslate(self) -> None:
        for place, index in enumerate(self._order):
            self.rows[index].say_place(place, len(self.rows))
        self.show_grade(self._grade)

    def take_focus(self) -> None:
        self.rows[self._order[0]].down.setFocus(Qt.FocusReason.OtherFocusReason)

    def most_telling(self) -> QWidget | None:
        return self.rows[self._order[0]]

    def tab_stops(self) -> list[QWidget]:
        stops: list[QWidget] = []
        for index in self._order:
            row = self.rows[index]
            stops += [row.up, row.down, row.line.label]
        return stops

    def spoken(self) -> str:
        said = [self.rows[index].spoken() for index in self._order]
        if not self._right.isHidden():
            said.append(self._right.accessibleName())
        return " ".join(filter(None, said))

    def _move(self, index: int, by: int) -> None:
        place = self._order.index(index)
        target = place + by
        if self._grade is not None or not 0 <= target < len(self._order):
            return
        row = self.rows[index]
        had = row.up if row.up.hasFocus() else row.down if row.down.hasFocus() else None
        self._order[place], self._order[target] = self._order[target], self._order[place]
        self._place_rows()
        self.retranslate()
        if had is not None:  # the keyboard goes with the item
            at_end = target in (0, len(self._order) - 1)
            stays = had if had.isEnabled() or not at_end else row.down if target == 0 else row.up
            stays.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(
            self,
            self.tr("{item}: place {place} of {places}").format(
                item=row.text, place=target + 1, places=len(self._order)
            ),
        )
        self.changed.emit()
        self.focused.emit(row)

    def _place_rows(self) -> None:
        for place, index in enumerate(self._order):
            self._column.insertWidget(place, self.rows[index])
            self.rows[index].say_place(place, len(self.rows))
        self._column.addWidget(self._right)


class ItemRow(QWidget):
    """One item: its place, its words, and the buttons that move it."""

    moved = Signal(int)

    def __init__(self, item: Option, parent: QWidget) -> None:
        super().__init__(parent)
        self._item = item
        self.text = prose_text(item.text)
        self._place = QLabel(self)
        self._words = ProseLabel(self)
        self.up, self.down = QPushButton(UP, self), QPushButton(DOWN, self)
        for button, by in ((self.up, -1), (self.down, 1)):
            button.clicked.connect(lambda _=False, by=by: self.moved.emit(by))
            button.installEventFilter(self)
        self.line = FeedbackLine(self)
        self.line.hide()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        middle = Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(self._place, 0, 0, middle)
        self._grid.addWidget(self._words, 0, 1, middle)
        self._grid.addWidget(self.up, 0, 2)
        self._grid.addWidget(self.down, 0, 3)
        self._grid.addWidget(self.line, 1, 1, 1, 3)

    def say_place(self, place: int, places: int) -> None:
        """Show where the item stands, from 0, among ``places``."""
        self._place.setText(f"{place + 1}.")
        self.up.setEnabled(place > 0)
        self.down.setEnabled(place < places - 1)
        for button, words in (
            (self.up, self.tr("Move up: {item}")),
            (self.down, self.tr("Move down: {item}")),
        ):
            button.setAccessibleName(words.format(item=self.text))
            button.setToolTip(words.format(item=self.text))
            button.setAccessibleDescription(
                self.tr("place {place} of {places}").format(place=place + 1, places=places)
            )

    def show_feedback(
        self, feedback: Feedback | None, verdict: Verdict | None, look: Look, *, locked: bool
    ) -> None:
        for button in (self.up, self.down):
            button.setVisible(not locked)
        if feedback is not None:
            self.line.show_feedback(feedback, verdict_words(feedback.verdict), look)
        self.line.setVisible(feedback is not None)
        colour = mark_colour(Mark(verdict.value), look) if verdict else look.theme.muted
        look.text(self._place, TEXT_SIZE, colour=colour, bold=True)

    def spoken(self) -> str:
        if self.line.isHidden():
            return ""
        return labelled(self.text, self.line.label.accessibleName())

    def restyle(self, look: Look) -> None:
        self._grid.setHorizontalSpacing(look.px(6))
        self._grid.setVerticalSpacing(look.px(2))
        look.text(self._place, TEXT_SIZE, colour=look.theme.muted, bold=True)
        self._place.setMinimumWidth(look.px(20))
        look.text(self._words, TEXT_SIZE)
        self._words.set_html(to_html(self._item.text, look.html(links=False, line_height=100)))
        width, height = look.px(30), look.px(26)
        for button in (self.up, self.down):
            button.setFont(look.type.interface(10))
            button.setFixedSize(width, height)
            button.setStyleSheet(
                f"padding: 0; min-width: {width - 4}px; min-height: {height - 4}px;"
            )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() in _MOVES and not event.modifiers():
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.moved.emit(_MOVES[Qt.Key(event.key())])
                return True
        return super().eventFilter(watched, event)
