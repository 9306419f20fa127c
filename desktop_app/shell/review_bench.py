"""What the questions of one lesson are asked with in a review: its stage, and its text where a
question asks for a sentence of it.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QCursor, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from desktop_app.charts.sources import LessonChartSource
from desktop_app.content.lesson import Lesson
from desktop_app.content.model import QuestionBlock, Step
from desktop_app.content.reference import Reference
from desktop_app.learning.due import Due
from desktop_app.quiz.questions import Question, SentenceQuestion, TrueFalseQuestion
from desktop_app.session.preferences import PreferenceStore, look
from desktop_app.session.session import Place, Session
from desktop_app.shell.lesson_view import SIDE_BY_SIDE
from desktop_app.shell.places import figures_of, step_of
from desktop_app.shell.recorder import Recorder
from desktop_app.shell.sitting import Sitting
from desktop_app.shell.stage import Stage, Wording
from desktop_app.ui.common.watching import stop_with
from desktop_app.ui.narrative.narrative_panel import NarrativePanel
from desktop_app.ui.narrative.page import PageHead


class ReviewBench(QWidget):
    """Asks one question at a time, each with its charts; the text comes when it is needed."""

    answered = Signal()
    height_wanted = Signal()
    step_wanted = Signal(str)
    """What proves an answer stands in that step, and not here."""

    def __init__(
        self, recorder: Recorder, lesson: Lesson, preferences: PreferenceStore, wording: Wording
    ) -> None:
        super().__init__()
        self.lesson = lesson
        self.session = Session(lesson.parameters)
        self.source = LessonChartSource(lesson)
        """For what is made ready in a job."""
        self._preferences = preferences
        self._step: Step | None = None
        self.narrative = NarrativePanel(lesson, self.session, preferences)
        self.narrative.hide()
        self.stage = Stage(lesson, self.session, preferences, wording)
        self.stage.load_cards()
        self.sitting = Sitting(
            recorder,
            lesson,
            self.session,
            self.stage,
            lambda: self.language,
            self,
            resumes=False,
        )
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(0)
        self._line.addWidget(self.narrative, 43)
        self._line.addWidget(self.stage, 57)
        self.stage.height_wanted.connect(self.height_wanted)
        self.stage.scenes_changed.connect(lambda: self.narrative.set_colours(self.stage.colour_of))
        self.narrative.reference_activated.connect(self._show_reference)
        stop_with(
            self,
            self.session.watch(lambda state: state.answers, lambda _: self.answered.emit()),
            self.session.watch(lambda state: state.selection, self._show_reference),
            preferences.watch(look, lambda _: self._arrange()),
        )

    @property
    def language(self) -> str:
        """The language chosen, if the lesson has it."""
        chosen = self._preferences.state.language
        return chosen if chosen in self.lesson.languages else self.lesson.languages[0]

    def show_question(self, item: Due) -> QWidget | None:
        """Ask ``item``, and give it the keyboard; returns its card."""
        name, language = item.question.id, self.language
        found = self.lesson.find_step(item.question.step, language)
        if found is None:
            return None
        chapter, step = found
        self._step = step
        self.session.go_to(Place(chapter.id, step.id))
        # They were seen, or nothing could have been answered.
        for chart in self.lesson.tables_to_predict(step, language):
            self.session.skip_prediction(chart)
        self.stage.show_step(_alone(step, name), language)
        self.narrative.show_step(step, PageHead("", step.title), language, {})
        card = self.stage.question_card
        self._show_text(card is not None and asks_for_text(card.question))
        return self.stage.take_focus(Reference("question", (name,)))

    def wanted_height(self) -> int:
        """What the cards ask for, and the text where it stands above them, in pixels."""
        height = self.stage.wanted_height()
        if self._is_narrow and not self.narrative.isHidden():
            height += self.narrative.height()
        return height

    # -- what proves an answer -----------------------------------------------------------

    def _show_reference(self, reference: Reference | None) -> None:
        """Show what was selected: on the stage, in the text of the step, or in the lesson."""
        step = self._step
        if reference is None or step is None or reference.kind in ("param", "value"):
            return
        if reference.kind in ("source", "term"):
            self.narrative.explain(reference, QRect(QCursor.pos(), QCursor.pos()))
        elif reference.kind == "sentence":
            self._show_text(True)
        elif reference.kind == "point":
            if self.stage.colour_of(reference) is None:
                self._show_point(reference, step)
        elif self.stage.take_focus(reference) is None:
            found = step_of(self.lesson, reference, self.language)
            if found is not None and found[1].id == step.id:
                self._show_text(True)
            elif found is not None:
                self.step_wanted.emit(found[1].id)

    def _show_point(self, point: Reference, step: Step) -> None:
        """Show a point that no chart here shows: in this text, else where one speaks of it."""
        if any(point.covers(figure) for figure in figures_of(step)):
            self._show_text(True)
            return
        for _, other in self.lesson.steps(self.language):
            if any(point.covers(figure) for figure in figures_of(other)):
                self.step_wanted.emit(other.id)
                return

    # -- layout --------------------------------------------------------------------------

    @property
    def _is_narrow(self) -> bool:
        return self.width() / self._preferences.state.scale < SIDE_BY_SIDE

    def _show_text(self, shown: bool) -> None:
        self.narrative.setVisible(shown)
        self._arrange()

    def _arrange(self) -> None:
        """Put the text beside the stage where it has room, else above it."""
        narrow, direction = self._is_narrow, QBoxLayout.Direction
        self._line.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        self.narrative.set_flowing(narrow)
        self.stage.setMinimumHeight(self.stage.wanted_height() if narrow else 0)
        self.height_wanted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange()


def asks_for_text(question: Question | None) -> bool:
    """Whether a sentence of the text is to be pointed at."""
    match question:
        case SentenceQuestion():
            return True
        case TrueFalseQuestion(proofs=proofs):
            return any(target.excerpt for target in proofs)
        case _:
            return False


def _alone(step: Step, question: str) -> Step:
    """``step`` with one question, the charts that it may speak of, and its sentences, which
    the question may ask to point at.
    """
    kept = (
        part for part in step.parts if not isinstance(part, QuestionBlock) or part.id == question
    )
    return replace(step, parts=tuple(kept))
