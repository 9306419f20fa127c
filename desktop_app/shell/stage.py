"""The stage: the step's chart above, its question below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QSplitter, QVBoxLayout, QWidget

from desktop_app.content.lesson import Lesson
from desktop_app.content.model import ChartBlock, QuestionBlock, Step
from desktop_app.content.problems import Problem
from desktop_app.session.preferences import PreferenceStore
from desktop_app.session.session import Session
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.watching import stop_with
from desktop_app.ui.quiz.question_card import QuestionCard

if TYPE_CHECKING:  # pyqtgraph and numpy come with it: only after the first paint
    from desktop_app.ui.charts.chart_card import ChartCard

Wording = Callable[[Problem], str]


class Stage(QWidget):
    """Holds the cards of a step; the chart card comes once the window is on screen."""

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
        self._chart: ChartBlock | None = None
        self._language = preferences.state.language
        self.chart_card: ChartCard | None = None
        self._placeholder = _Placeholder(preferences)
        self.question_card = QuestionCard(lesson, session, preferences, wording)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(12)
        self.splitter.addWidget(self._placeholder)
        self.splitter.addWidget(self.question_card)
        self.splitter.setStretchFactor(0, 5)
        self.splitter.setStretchFactor(1, 3)
        self.splitter.setSizes([500, 300])
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.splitter)
        stop_with(self, preferences.watch(lambda state: state.text_size, lambda _: self._style()))
        self._style()

    def show_step(self, step: Step, language: str) -> None:
        self._language = language
        self._chart = step.charts[0] if step.charts else None
        questions: Sequence[QuestionBlock] = step.questions
        self.question_card.show_questions(questions, language)
        self.question_card.setVisible(bool(questions))
        self._show_chart()
        self.setVisible(self._chart is not None or bool(questions))

    def load_charts(self) -> None:
        """Bring in the chart engine; called once, right after the first paint."""
        if self.chart_card is not None:
            return
        from desktop_app.ui.charts.chart_card import ChartCard

        self.chart_card = ChartCard(self._lesson, self._session, self._preferences, self._wording)
        self.chart_card.scene_changed.connect(self.scene_changed)
        sizes = self.splitter.sizes()
        self.splitter.replaceWidget(0, self.chart_card)
        self._placeholder.deleteLater()
        self.splitter.setStretchFactor(0, 5)
        self.splitter.setSizes(sizes)
        self._show_chart()

    def _show_chart(self) -> None:
        card = self.chart_card
        if card is None:
            self._placeholder.setVisible(self._chart is not None)
            return
        card.setVisible(self._chart is not None)
        if self._chart is not None:
            card.show_chart(self._chart, self._language)
        else:
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
        self._label.setText(self.tr("The chart is loading…"))
