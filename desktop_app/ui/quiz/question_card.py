"""The card of a step's questions: one at a time, answered, graded, tried again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.content.lesson import Lesson
from desktop_app.content.model import QuestionBlock
from desktop_app.content.problems import Problem, ProblemLog
from desktop_app.content.reference import Reference
from desktop_app.quiz.grading import Grade, NoAnswer, Verdict, grade
from desktop_app.quiz.questions import ChoicesQuestion, Question, read_question
from desktop_app.session.preferences import Preferences, PreferenceStore
from desktop_app.session.session import Answer, Session
from desktop_app.ui.common.accessible import announce
from desktop_app.ui.quiz.answer_forms import AnswerForm, make_form
from desktop_app.ui.quiz.card_parts import CounterBar, ProblemNotice, ScrollArea, VerdictBar
from desktop_app.ui.quiz.labels import ProseLabel
from desktop_app.ui.quiz.look import PROMPT_SIZE, Look
from desktop_app.ui.quiz.rich_text import to_html

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class _Item:
    """One question as read, or what is wrong with it."""

    block: QuestionBlock
    question: Question | None
    problems: tuple[Problem, ...]

    @classmethod
    def read(cls, block: QuestionBlock, language: str) -> _Item:
        log = ProblemLog()
        question = read_question(block, log, language) if block.is_sound else None
        errors = tuple(item for item in (*block.problems, *log) if item.is_error)
        return cls(block, question, errors)


class QuestionCard(QFrame):
    """Shows the questions of a step. What is answered stands in the session alone;
    what is being picked is kept here until it is validated.
    """

    def __init__(
        self,
        lesson: Lesson,
        session: Session,
        preferences: PreferenceStore,
        wording: Callable[[Problem], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._lesson = lesson
        self._session = session
        self._wording = wording
        self._look = Look.of(preferences.state)
        self._language = preferences.state.language
        self._items: tuple[_Item, ...] = ()
        self._index = 0
        self._form: AnswerForm | None = None
        self._drafts: dict[str, tuple[str, ...]] = {}
        self._grade: Grade | None = None
        self._build()
        self._restyle()
        self.retranslate()
        stops = (
            session.watch(lambda state: state.answers, self._follow_answers),
            preferences.watch(
                lambda chosen: (chosen.theme, chosen.text_size),
                lambda _: self._change_look(self._look_of(preferences.state)),
            ),
        )
        self.destroyed.connect(lambda: [stop() for stop in stops])

    # -- what is shown -------------------------------------------------------------

    def show_questions(self, blocks: Sequence[QuestionBlock], language: str) -> None:
        """Show the questions of a step; the same ones in another language stay where
        they were, with what was picked.
        """
        same = [item.block.id for item in self._items] == [block.id for block in blocks]
        self._language = language
        self._items = tuple(_Item.read(block, language) for block in blocks)
        self.go_to(self._index if same else 0)

    @property
    def question(self) -> Question | None:
        """The question that is shown, None where it can't be asked."""
        return self._items[self._index].question if self._items else None

    @property
    def form(self) -> AnswerForm | None:
        """Where the present question is answered."""
        return self._form

    def go_to(self, index: int) -> None:
        """Show the question of that index, held to those there are."""
        self._index = min(max(index, 0), max(len(self._items) - 1, 0))
        held_focus = self._holds_focus()
        self._replace_form()
        self._follow_answers(self._session.state.answers)
        self._show_texts()
        self._scroll.verticalScrollBar().setValue(0)
        if held_focus and self._form is not None:
            self.take_focus()

    def take_focus(self) -> None:
        """Put the keyboard where the question is answered, or tried again."""
        if self._grade is not None:
            self._retry_button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._form is not None:
            self._form.take_focus()

    # -- verbs ---------------------------------------------------------------------

    def validate(self) -> None:
        """Grade what is given and note it, or say why it is no answer."""
        question, form = self.question, self._form
        if question is None or form is None or self._grade is not None:
            return
        given = form.given()
        result = grade(question, given, self._language)
        if isinstance(result, NoAnswer):
            announce(self, form.show_reason(result.reason))
            form.take_focus()
            return
        held_focus = self._holds_focus()
        self._session.answer(question.id, Answer(given, result.score))
        if held_focus:
            self.take_focus()
        QTimer.singleShot(0, self, self._show_telling)
        verdict = self._words(result.verdict).rstrip("! \u00a0\u202f")
        announce(self, f"{verdict}. {form.spoken()}")

    def retry(self) -> None:
        """Forget the answer to the present question; a typed number stays to correct."""
        question, form = self.question, self._form
        if question is None or form is None:
            return
        self._drafts.pop(question.id, None)
        held_focus = self._holds_focus()
        self._session.retry(question.id)
        if held_focus:
            self.take_focus()

    def show_evidence(self) -> None:
        question = self.question
        if question is not None and question.evidence is not None:
            self._session.select(question.evidence)

    # -- events --------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        modified = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        digit = event.key() - Qt.Key.Key_1
        if modified or self._form is None:
            super().keyPressEvent(event)
        elif event.key() in _ENTER:
            focus = QApplication.focusWidget()
            if isinstance(focus, QPushButton) and self.isAncestorOf(focus):
                focus.click()
            elif self._validate_button.isEnabled():
                self.validate()
        elif 0 <= digit < 9 and self._grade is None:
            self._form.pick(digit)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        compact = self.width() < self._look.px(300)
        if compact != self._look.compact:
            self._change_look(replace(self._look, compact=compact))
        self._arrange()

    # -- building ------------------------------------------------------------------

    def _build(self) -> None:
        self._header = CounterBar(self)
        self._header.stepped.connect(lambda step: self.go_to(self._index + step))
        self._prompt = self._prose()
        self._notice = ProblemNotice(self._wording, self)
        self._form_place = QVBoxLayout()
        self._scroll = ScrollArea(self)
        self._scroll.column.addWidget(self._prompt)
        self._scroll.column.addWidget(self._notice)
        self._scroll.column.addLayout(self._form_place)
        self._scroll.column.addStretch(1)

        self._verdict = VerdictBar(self)
        self._verdict.asked.connect(self.show_evidence)
        self._verdict.pointed.connect(self._point_at_evidence)
        self._retry_button = QPushButton(self)
        self._retry_button.clicked.connect(self.retry)
        self._validate_button = QPushButton(self)
        self._validate_button.setProperty("primary", True)
        self._validate_button.clicked.connect(self.validate)
        self._footer = QHBoxLayout()
        self._footer.addStretch(1)
        self._footer.addWidget(self._retry_button)
        self._footer.addWidget(self._validate_button)

        self._column = QVBoxLayout(self)
        self._column.addWidget(self._scroll, 1)
        self._column.addLayout(self._footer)
        self._header_scrolls = self._verdict_scrolls = True
        self._scroll.column.insertWidget(0, self._header)
        self._scroll.column.addWidget(self._verdict)

    def _prose(self) -> ProseLabel:
        label = ProseLabel(self)
        label.selected.connect(self._session.select)
        label.hovered.connect(self._session.hover)
        return label

    def _replace_form(self) -> None:
        if self._form is not None:
            self._form_place.removeWidget(self._form)
            self._form.hide()
            self._form.deleteLater()
        self._grade = None
        question = self.question
        self._form = make_form(question, self._language, self._look) if question else None
        if self._form is None or question is None:
            return
        self._form.selected.connect(self._session.select)
        self._form.hovered.connect(self._session.hover)
        self._form.focused.connect(self._bring_into_view)
        self._form.set_given(self._drafts.get(question.id, ()))
        self._form.changed.connect(self._note_draft)
        self._form_place.addWidget(self._form)
        self._form.show()

    def _arrange(self) -> None:
        """Keep the buttons in sight: what does not fit around them scrolls."""
        short = self.height() < self._look.px(200)
        if short != self._header_scrolls:
            self._header_scrolls = short
            _move(self._header, self._scroll.column if short else self._column, 0)
        room = self.width() - 2 * self._side() - 2 * self._footer.spacing()
        buttons = (self._retry_button, self._validate_button)
        room -= sum(button.sizeHint().width() for button in buttons if not button.isHidden())
        narrow = self._verdict.line_width() > room
        if narrow != self._verdict_scrolls:
            self._verdict_scrolls = narrow
            self._verdict.set_stacked(narrow)
            if narrow:
                _move(self._verdict, self._scroll.column, self._scroll.column.count())
            else:
                _move(self._verdict, self._footer, 0)

    def _order_tabs(self) -> None:
        """The keyboard goes from top to bottom, whenever the form was made."""
        parts: list[QWidget] = [
            *self._header.buttons,
            self._prompt,
            *(self._form.tab_stops() if self._form else ()),
            self._verdict.evidence_button,
            self._retry_button,
            self._validate_button,
        ]
        # Not the scrolling area, which holds the form, nor what takes no focus: either
        # would carry what follows to the end of the window's order.
        stops = [part for part in parts if part.focusPolicy() != Qt.FocusPolicy.NoFocus]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    # -- words and looks -----------------------------------------------------------

    def retranslate(self) -> None:
        """Put every word in the present language of the interface."""
        self._validate_button.setText(self.tr("Check"))
        self._retry_button.setText(self.tr("Try again"))
        self._verdict.evidence_button.setText(self.tr("See the evidence"))
        self._header.retranslate()
        self._scroll.setAccessibleName(self.tr("Question"))
        self.setAccessibleName(self.tr("Questions"))
        if self._form is not None:
            self._form.retranslate()
        self._show_texts()
        self._show_footer()

    def _change_look(self, look: Look) -> None:
        self._look = look
        self._restyle()
        if self._form is not None:
            self._form.restyle(look)
        self._show_texts()
        self._show_footer()

    def _look_of(self, preferences: Preferences) -> Look:
        look = Look.of(preferences)
        return replace(look, compact=self.width() < look.px(300))

    def _side(self) -> int:
        """The margin on the left and on the right."""
        return self._look.px(8 if self._look.compact else 20)

    def _restyle(self) -> None:
        look = self._look
        # The scrolling middle keeps two pixels around it for its focus outline.
        side, edge = self._side() - 2, look.px(8 if look.compact else 14)
        self._column.setContentsMargins(side, edge, side, edge)
        self._footer.setContentsMargins(2, 0, 2, 0)
        self._column.setSpacing(look.px(8))
        self._footer.setSpacing(look.px(10))
        look.text(self._prompt, PROMPT_SIZE, bold=True)
        self._header.restyle(look)
        self._notice.restyle(look)
        self._retry_button.setFont(look.type.interface())
        self._validate_button.setFont(look.type.interface(bold=True))
        self._scroll.restyle(look)
        self._verdict.restyle(look)

    def _show_texts(self) -> None:
        """The counter, the prompt and what is wrong with the question."""
        item = self._items[self._index] if self._items else None
        several = isinstance(self.question, ChoicesQuestion)
        hint = self.tr("several answers may be right") if several else ""
        self._header.show_place(self._index, len(self._items), hint)
        prompt = item.block.prompt if item else ()
        self._prompt.set_html(to_html(prompt, self._look.html()))
        self._prompt.setVisible(bool(prompt))
        defective = item is not None and item.question is None
        self._notice.show_problems(item.problems if item and defective else ())

    def _show_footer(self) -> None:
        """The buttons that make sense now, and the verdict."""
        question, form, result = self.question, self._form, self._grade
        self._validate_button.setVisible(form is not None and result is None)
        self._validate_button.setEnabled(form is not None and bool(form.given()))
        self._retry_button.setVisible(result is not None)
        words = self._words(result.verdict) if result else ""
        self._retry_button.setAccessibleDescription(words)
        # What an explanation opens with is not said again on screen.
        said = result is not None and any(
            line.verdict is result.verdict for line in result.feedback
        )
        self._verdict.show_verdict(
            result.verdict if result else None,
            "" if said else words,
            evidence=question is not None and question.evidence is not None,
        )
        self._arrange()
        self._order_tabs()

    def _words(self, verdict: Verdict) -> str:
        match verdict:
            case Verdict.RIGHT:
                return self.tr("Right!")
            case Verdict.PARTLY:
                return self.tr("Partly right")
            case _:
                return self.tr("Not right")

    # -- following the session -----------------------------------------------------

    def _follow_answers(self, answers: Mapping[str, Answer]) -> None:
        question, form = self.question, self._form
        answer = answers.get(question.id) if question else None
        result = grade(question, answer.given, self._language) if question and answer else None
        was, self._grade = self._grade, result if isinstance(result, Grade) else None
        if question is not None and form is not None:
            if answer is not None and self._grade is not None:
                form.set_given(answer.given, answered=True)
            elif was is not None and question.type == "number":
                self._drafts[question.id] = form.given()
            elif was is not None:
                form.set_given(self._drafts.get(question.id, ()))
            form.show_grade(self._grade)
        self._show_footer()

    def _note_draft(self) -> None:
        question, form = self.question, self._form
        if question is not None and form is not None and self._grade is None:
            self._drafts[question.id] = form.given()
            self._show_footer()

    def _show_telling(self) -> None:
        telling = self._form.most_telling() if self._form else None
        if telling is not None:
            self._bring_into_view(telling)

    def _bring_into_view(self, part: QWidget) -> None:
        self._scroll.bring_into_view(part, self._look.px(4))

    def _point_at_evidence(self, pointed: bool) -> None:
        question = self.question
        evidence: Reference | None = question.evidence if question else None
        self._session.hover(evidence if pointed else None)

    def _holds_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)


def _move(widget: QWidget, place: QBoxLayout, index: int) -> None:
    """Take ``widget`` out of its layout and put it at ``index`` of ``place``."""
    hidden = widget.isHidden()
    place.insertWidget(index, widget)
    widget.setVisible(not hidden)
