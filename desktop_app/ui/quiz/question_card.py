"""The card of a step's questions: one at a time, answered, graded, tried again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from desktop_app.charts.scene import Scene
from desktop_app.content.document import plain_text
from desktop_app.content.lesson import Lesson
from desktop_app.content.model import QuestionBlock, Step
from desktop_app.content.problems import Problem
from desktop_app.content.reference import Reference
from desktop_app.quiz.grading import Grade, NoAnswer, Verdict
from desktop_app.quiz.questions import OpenQuestion, Question
from desktop_app.session.preferences import Preferences, PreferenceStore
from desktop_app.session.session import Answer, Session
from desktop_app.ui.common.accessible import announce
from desktop_app.ui.common.pictures import Pictures
from desktop_app.ui.common.rich_text import to_html
from desktop_app.ui.common.watching import stop_with
from desktop_app.ui.quiz.answer_form import AnswerForm
from desktop_app.ui.quiz.answer_forms import make_form
from desktop_app.ui.quiz.answering import Answering, Recorder, keep_nothing
from desktop_app.ui.quiz.card_frame import CardFrame
from desktop_app.ui.quiz.look import Look
from desktop_app.ui.quiz.question_item import QuestionItem
from desktop_app.ui.quiz.stage_link import StageLink
from desktop_app.ui.quiz.words import answer_words, hint_words, how_words, notes_on, retry_words

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class QuestionCard(CardFrame):
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
        *,
        record: Recorder = keep_nothing,
    ) -> None:
        pictures = Pictures(lesson.files)
        super().__init__(Look.of(preferences.state, pictures), wording, parent)
        self._lesson = lesson
        self._session = session
        self._answering = Answering(session, record)
        self._language = preferences.state.language
        self._step: Step | None = None
        self._link = StageLink(session, self, self.isVisible, self._answer_prediction)
        self._items: tuple[QuestionItem, ...] = ()
        self._index = 0
        self._drafts: dict[str, tuple[str, ...]] = {}
        self._grade: Grade | None = None
        self._connect()
        self._restyle()
        self._follow_preferences(preferences.state)
        self.retranslate()
        stop_with(
            self,
            session.watch(lambda state: state.answers, self._follow_answers),
            session.watch(lambda state: state.hints, lambda _: self._show_hints()),
            preferences.watch(
                lambda chosen: (chosen.theme, chosen.text_size),
                lambda _: self._change_look(
                    self._compact(Look.of(preferences.state, self._look.pictures))
                ),
            ),
            preferences.watch(
                lambda chosen: chosen.practice,
                lambda _: self._follow_preferences(preferences.state),
            ),
        )

    def _connect(self) -> None:
        self._header.stepped.connect(lambda step: self.go_to(self._index + step))
        for part in (self._prompt, self._hints, self._remark):
            part.selected.connect(self._session.select)
            part.hovered.connect(self._session.hover)
        self._verdict.asked.connect(self.show_evidence)
        self._verdict.pointed.connect(self._point_at_evidence)
        self._hint_button.clicked.connect(self.give_hint)
        self._retry_button.clicked.connect(self.retry)
        self._validate_button.clicked.connect(self.validate)

    # -- what is shown -------------------------------------------------------------------

    def show_questions(
        self, blocks: Sequence[QuestionBlock], language: str, step: Step | None = None
    ) -> None:
        """Show the questions of ``step``; the same ones in another language stay where
        they were, with what was picked.
        """
        here = self._items[self._index].block.id if self._items else ""
        names = [block.id for block in blocks]
        self._language, self._step = language, step
        self._items = tuple(QuestionItem(block, language, self._lesson) for block in blocks)
        self.go_to(names.index(here) if here in names else 0)

    def show_scene(self, scene: Scene | None) -> None:
        """The chart on stage is ``scene`` now: what can be pointed at."""
        self._link.show_scene(scene)

    @property
    def question(self) -> Question | None:
        """The question that is shown, None where it can't be asked."""
        return self._items[self._index].question if self._items else None

    @property
    def drafts(self) -> Mapping[str, tuple[str, ...]]:
        """What was begun of answers that were not given yet, by question."""
        return dict(self._drafts)

    def take_up(self, drafts: Mapping[str, tuple[str, ...]], question: str) -> None:
        """Go on with ``drafts`` that were begun on another card, and with that question."""
        self._drafts.update(drafts)
        names = [item.block.id for item in self._items]
        if names:
            self.go_to(names.index(question) if question in names else self._index)

    @property
    def form(self) -> AnswerForm | None:
        """Where the present question is answered."""
        return self._form

    def go_to(self, index: int) -> None:
        """Show the question of that index, held to those there are."""
        self._index = min(max(index, 0), max(len(self._items) - 1, 0))
        held_focus = self._holds_focus()
        self._certainty.set_certainty(None)
        self._replace_form()
        self._follow_answers(self._session.state.answers)
        self._show_hints()
        self.show_texts()
        self._scroll.verticalScrollBar().setValue(0)
        if held_focus and self._form is not None:
            self.take_focus()

    def take_focus(self) -> None:
        """Put the keyboard where the question is answered, or tried again."""
        if self._grade is not None:
            self._retry_button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._form is not None:
            self._form.take_focus()

    def _replace_form(self) -> None:
        if self._form is not None:
            self._form_place.removeWidget(self._form)
            self._form.hide()
            self._form.deleteLater()
        self._grade = None
        question, self._form = self.question, None
        if question is None:
            self._link.attach(None, None)
            return
        form = make_form(question, self._step, self._language, self._look)
        form.focused.connect(self._bring_into_view)
        self._link.attach(form, question)
        form.set_given(self._drafts.get(question.id, ()))
        form.changed.connect(self._note_draft)
        self._form = form
        self._form_place.addWidget(form)
        form.show()
        self._link.bring_estimates()

    # -- verbs ---------------------------------------------------------------------------

    def validate(self) -> None:
        """Grade what is given and note it, or say why it is no answer."""
        question, form = self.question, self._form
        if question is None or form is None or self._grade is not None:
            return
        certainty = self._certainty.certainty
        if self._answering.asks_certainty(question) and certainty is None:
            self._ask_certainty()
            return
        held_focus = self._holds_focus()
        block = self._items[self._index].block
        result = self._answering.check(block, question, form.given(), self._language, certainty)
        if isinstance(result, NoAnswer):
            announce(self, form.show_problem(result))
            form.focus_problem(result)
            return
        self._link.reveal()
        if held_focus:
            self.take_focus()
        QTimer.singleShot(0, self, self._show_telling)
        shown = self._grade or result
        verdict = self._words_on(shown).rstrip("! \u00a0\u202f")
        said = (f"{verdict}.", *self._notes(shown), form.spoken(), self._remark.accessibleName())
        announce(self, " ".join(filter(None, said)))

    def _ask_certainty(self) -> None:
        """Say that the answer wants a certainty first."""
        words = self.tr("Say how sure you are first.")
        self._certainty.ask(words)
        self._bring_into_view(self._certainty)
        self._certainty.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, words)

    def retry(self) -> None:
        """Forget the answer to the present question; what was typed stays to correct."""
        question, result = self.question, self._grade
        if question is None or self._form is None or result is None:
            return
        self._drafts.pop(question.id, None)
        held_focus = self._holds_focus()
        self._certainty.set_certainty(None)
        self._answering.again(question, result)
        self._link.conceal()
        if held_focus:
            self.take_focus()

    def takes_prediction(self, chart: str) -> bool:
        """Whether what is predicted on ``chart`` is the answer to the present question."""
        return self._link.takes(chart)

    def _answer_prediction(self) -> None:
        """What was predicted on the chart, whose data are shown now, is the answer."""
        question = self.question
        if question is not None and question.id not in self._session.state.answers:
            self.validate()

    def give_hint(self) -> None:
        """Show the next hint, and have it read aloud."""
        question = self.question
        if question is not None and self._answering.hints_shown(question) < len(question.hints):
            self._session.show_hint(question.id)
            announce(self, self._hints.last_words())
            QTimer.singleShot(0, self, lambda: self._bring_into_view(self._hints))

    def show_evidence(self) -> None:
        """Show what proves the answer: the numbers set as they were, then the thing itself."""
        evidence = self._evidence
        if self.question is None or evidence is None:
            return
        for name, value in self.question.setting.items():
            if name in self._session.state.parameters:
                self._session.set_parameter(name, value)
        self._session.select(evidence)

    @property
    def _evidence(self) -> Reference | None:
        """What proves the answer: what the question names, else the answer itself."""
        if self.question is not None and self.question.evidence is not None:
            return self.question.evidence
        return self._form.evidence if self._form is not None else None

    # -- events --------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        modified = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        digit = event.key() - Qt.Key.Key_1
        if self._form is None:
            super().keyPressEvent(event)
        elif event.key() in _ENTER and modified in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ControlModifier,
        ):
            focus = QApplication.focusWidget()
            if (
                isinstance(focus, QPushButton)
                and self.isAncestorOf(focus)
                and not modified
                # A certainty that is chosen already has nothing else to do.
                and not (focus in self._certainty.buttons and focus.isChecked())
            ):
                focus.click()
            elif self._validate_button.isEnabled():
                self.validate()
        elif not modified and 0 <= digit < 9 and self._grade is None:
            self._form.pick(digit)
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._session.ask_to_point(None)

    # -- words ---------------------------------------------------------------------------

    def retranslate(self) -> None:
        self._validate_button.setText(self.tr("Check"))
        self._verdict.evidence_button.setText(self.tr("See the evidence"))
        self._header.retranslate()
        self._hints.retranslate()
        self._certainty.retranslate()
        self._scroll.setAccessibleName(self.tr("Question"))
        self.setAccessibleName(self.tr("Questions"))
        if self._form is not None:
            self._form.retranslate()
        self.show_texts()
        self.show_footer()

    def show_texts(self) -> None:
        item = self._items[self._index] if self._items else None
        question = self.question
        how = how_words(question) if question else ""
        if question is not None and not self._answering.is_graded(question):
            how = " · ".join(filter(None, (how, self.tr("not marked"))))
        self._header.show_place(self._index, len(self._items), how)
        prompt = question.prompt if question else item.block.prompt if item else ()
        filled = self._form.filled() if self._form else {}
        self._prompt.set_html(to_html(prompt, self._look.html(), filled=filled))
        self._prompt.setVisible(bool(prompt))
        defective = item is not None and item.question is None
        self._notice.show_problems(item.problems if item and defective else ())

    def show_footer(self) -> None:
        question, form, result = self.question, self._form, self._grade
        is_open = form is not None and result is None
        self._validate_button.setVisible(is_open)
        self._validate_button.setEnabled(form is not None and bool(form.given()))
        total = len(question.hints) if question else 0
        hints = self._answering.hints_shown(question) if question else 0
        self._hint_button.setVisible(is_open and hints < total)
        self._hint_button.setText(hint_words(hints + 1, total))
        self._retry_button.setVisible(result is not None)
        credit = self._answering.next_credit(question, result) if question and result else None
        self._retry_button.setText(retry_words(credit))
        asks = question is not None and self._answering.asks_certainty(question)
        self._certainty.setVisible(is_open and asks)
        words = self._words_on(result) if result else ""
        self._retry_button.setAccessibleDescription(words)
        # What an explanation opens with is not said again on screen.
        said = result is not None and any(
            line.verdict is result.verdict for line in result.feedback
        )
        notes = self._notes(result) if result else ()
        shown = " · ".join(filter(None, ("" if said else words, *notes)))
        self._verdict.show_verdict(
            result.verdict if result else None,
            shown,
            evidence=result is not None and result.reveals and self._evidence is not None,
        )
        self._show_remark()
        self._link.ask(is_open=is_open)
        self._arrange()
        self._order_tabs()
        self._note_height()

    def _show_remark(self) -> None:
        result = self._grade
        nodes = (*result.remark, *result.explanation) if result else ()
        self._remark.set_html(to_html(nodes, self._look.html()))
        self._remark.setAccessibleName(plain_text(nodes))
        self._remark.setVisible(bool(nodes))

    def _words_on(self, result: Grade) -> str:
        """The verdict; of a text of one's own, what one has found in it oneself."""
        if isinstance(self.question, OpenQuestion) and not result.noted:
            met = sum(one is Verdict.RIGHT for one in result.parts)
            words = self.tr("Criteria met: {met} of {total}")
            return words.format(met=met, total=len(result.parts))
        return answer_words(result.verdict)

    def _notes(self, result: Grade) -> tuple[str, ...]:
        question = self.question
        if question is None or result.noted:
            held_back = self.tr("The answers come once every question is answered.")
            return () if result.reveals else (held_back,)
        graded = self._answering.is_graded(question)
        return notes_on(result, self._language, graded=graded)

    # -- following the session -----------------------------------------------------------

    def _follow_preferences(self, chosen: Preferences) -> None:
        self._answering.counts = not chosen.practice
        if self._items:
            self.show_texts()
            self.show_footer()

    def _follow_answers(self, answers: Mapping[str, Answer]) -> None:
        question, form = self.question, self._form
        answer = answers.get(question.id) if question else None
        siblings = (item.question for item in self._items if item.question is not None)
        was, self._grade = self._grade, None
        if question is not None and form is not None:
            self._grade = self._answering.standing(question, self._language, siblings, self._asked)
            if answer is not None and self._grade is not None:
                form.set_given(answer.given, answered=True)
            elif was is not None and form.keeps_answer:
                self._drafts[question.id] = form.given()
            elif was is not None:
                form.set_given(self._drafts.get(question.id, ()))
            form.show_grade(self._grade)
            if self._grade is None:
                self._answering.begin(question)
        self.show_footer()

    def _asked(self, language: str) -> Question | None:
        """The present question in another language."""
        return self._items[self._index].in_language(language, self._lesson, self._step)

    def _note_draft(self) -> None:
        question, form = self.question, self._form
        if question is not None and form is not None and self._grade is None:
            self._drafts[question.id] = form.given()
            if form.filled() or question.type == "gaps":
                self.show_texts()
            self.show_footer()

    def _show_hints(self) -> None:
        question = self.question
        shown = self._answering.hints_shown(question) if question else 0
        self._hints.show_hints(question.hints[:shown] if question else ())
        self.show_footer()

    def _show_telling(self) -> None:
        telling = self._form.most_telling() if self._form else None
        if telling is not None:
            self._bring_into_view(telling)

    def _point_at_evidence(self, pointed: bool) -> None:
        self._session.hover(self._evidence if pointed else None)

    def _holds_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)
