"""The stage: the step's chart above, its question below."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QSplitter, QStyle, QVBoxLayout, QWidget

from desktop_app.content.lesson import Lesson
from desktop_app.content.model import Step
from desktop_app.content.problems import Problem
from desktop_app.session.preferences import PreferenceStore
from desktop_app.session.session import Session
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.keys import keep_arrows
from desktop_app.ui.common.watching import stop_with

if TYPE_CHECKING:  # pyqtgraph and numpy come with the charts: only after the first paint
    from desktop_app.ui.charts.chart_card import ChartCard
    from desktop_app.ui.quiz.question_card import QuestionCard

Wording = Callable[[Problem], str]


class Stage(QWidget):
    """Holds the cards of a step; they come once the window is on screen."""

    scene_changed = Signal(object)

    def __init__(
        self,
        lesson: Lesson,
        session: Session,
        preferences: PreferenceStore,
        wording: Wording,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._lesson = lesson
        self._session = session
        self._preferences = preferences
        self._wording = wording
        self._step: Step | None = None
        self._held = False
        self._language = preferences.state.language
        self.chart_card: ChartCard | None = None
        self.question_card: QuestionCard | None = None
        self._placeholder = _Placeholder(preferences)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(12)
        self.splitter.addWidget(self._placeholder)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.splitter)
        stop_with(self, preferences.watch(lambda state: state.text_size, lambda _: self._style()))
        self._style()

    def show_step(self, step: Step, language: str) -> None:
        self._step, self._language = step, language
        self.setVisible(bool(step.charts or step.questions))
        self._show_cards()

    def hold_question(self, held: bool) -> None:
        """Keep the questions back while their chart waits for a prediction, but for those
        that ask for it.
        """
        if held != self._held:
            self._held = held
            self._show_cards()

    def take_focus(self, kind: str) -> QWidget | None:
        """Put the keyboard in the ``chart`` or the ``question``; returns its card."""
        if kind == "chart" and self.chart_card is not None:
            self.chart_card.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return self.chart_card
        if kind == "question" and self.question_card is not None:
            self.question_card.take_focus()
            return self.question_card
        return None

    def load_cards(self) -> None:
        """Bring in questions and charts; called once, right after the first paint."""
        if self.chart_card is not None:
            return
        from desktop_app.ui.charts.chart_card import ChartCard
        from desktop_app.ui.quiz.question_card import QuestionCard

        known = (self._lesson, self._session, self._preferences, self._wording)
        self.chart_card = ChartCard(*known)
        self.question_card = QuestionCard(*known)
        self.chart_card.scene_changed.connect(self.scene_changed)
        self.chart_card.scene_changed.connect(self.question_card.show_scene)
        for walked in (self.chart_card.view, self.chart_card.table):
            keep_arrows(walked)  # they walk the marks, and change no step
        stop_with(
            self.chart_card,
            self._preferences.watch(lambda state: state.motion, self._allow_motion, now=True),
        )
        self.splitter.replaceWidget(0, self.chart_card)
        self.splitter.addWidget(self.question_card)
        self._placeholder.deleteLater()
        self.splitter.setStretchFactor(0, 5)
        self.splitter.setStretchFactor(1, 3)
        self.splitter.setSizes([500, 300])

    def _allow_motion(self, wanted: bool) -> None:
        """Animate the chart if that is wanted here and by the system."""
        hint = QStyle.StyleHint.SH_Widget_Animation_Duration
        assert self.chart_card is not None
        self.chart_card.view.animated = wanted and self.style().styleHint(hint) > 0

    def _show_cards(self) -> None:
        step, chart, question = self._step, self.chart_card, self.question_card
        if step is None or chart is None or question is None:
            return
        asked = [one for one in step.questions if not self._held or one.type == "prediction"]
        question.show_questions(asked, self._language, step)
        question.setVisible(bool(asked))
        chart.setVisible(bool(step.charts))
        if step.charts:
            chart.show_chart(step.charts[0], self._language)
            question.show_scene(chart.scene)
        else:
            question.show_scene(None)
            self.scene_changed.emit(None)

    def _style(self) -> None:
        px = Type(self._preferences.state.scale).px
        self._column.setContentsMargins(px(8), px(20), px(20), px(20))


class _Placeholder(QFrame):
    """Stands where the chart will be."""

    def __init__(self, preferences: PreferenceStore) -> None:
        super().__init__()
        self.setObjectName("card")
        self._label = QLabel()
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._label.setProperty("muted", True)
        self._label.setFont(Type(preferences.state.scale).interface())
        column = QVBoxLayout(self)
        column.addWidget(self._label)
        self._translate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()
        super().changeEvent(event)

    def _translate(self) -> None:
        self._label.setText(self.tr("One moment…"))
