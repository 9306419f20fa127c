"""A review: the questions that are due, one at a time, each with its chart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.content import wording
from desktop_app.content.lesson import Lesson
from desktop_app.content.model import QuestionBlock, Step
from desktop_app.content.problems import Problem
from desktop_app.content.reference import Reference
from desktop_app.learning.due import Due, ReviewSet
from desktop_app.session.preferences import PreferenceStore
from desktop_app.session.session import Place, Session
from desktop_app.shell.recorder import Recorder
from desktop_app.shell.sitting import Sitting
from desktop_app.shell.stage import Stage
from desktop_app.ui.common.elided_label import ElidedLabel
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.scrolling import ColumnScroller
from desktop_app.ui.common.watching import stop_with


@dataclass(frozen=True)
class _Bench:
    """What the questions of one lesson are asked with."""

    lesson: Lesson
    session: Session
    stage: Stage
    sitting: Sitting


class ReviewView(QWidget):
    """Asks a review set; every answer is recorded as any other is."""

    over = Signal()
    """The last question was answered or passed over."""
    left = Signal()
    more_wanted = Signal()
    step_wanted = Signal(str, str)
    """Lesson and step where the present question stands."""

    def __init__(self, recorder: Recorder, preferences: PreferenceStore) -> None:
        super().__init__()
        self.setObjectName("page")
        self._recorder = recorder
        self._preferences = preferences
        self._benches: dict[str, _Bench] = {}
        self._items: tuple[Due, ...] = ()
        self._left_over = 0
        self._index = 0
        self._right = self._answered = 0
        self.is_waiting = False
        self.stages = QStackedWidget()
        self._scroll = ColumnScroller(keys=True)
        self._scroll.setWidget(self.stages)
        self._scroll.follow_focus()
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stages.addWidget(self.words)
        self.place = ElidedLabel()
        self.place.setProperty("muted", True)
        self.leave_button = QPushButton()
        self.leave_button.clicked.connect(self.left)
        self.lesson_button = QPushButton()
        self.lesson_button.clicked.connect(self._ask_for_step)
        self.next_button = QPushButton()
        self.next_button.setProperty("primary", True)
        self.next_button.clicked.connect(self.go_on)
        foot = QFrame()
        foot.setObjectName("footer")
        self._row = QHBoxLayout(foot)
        self._row.addWidget(self.place, 1)
        for button in (self.leave_button, self.lesson_button, self.next_button):
            self._row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scroll, 1)
        column.addWidget(foot)
        stop_with(
            self,
            preferences.watch(lambda state: state.text_size, lambda _: self._style()),
        )
        self._style()

    @property
    def question(self) -> Due | None:
        """What is asked now."""
        return self._items[self._index] if self._index < len(self._items) else None

    @property
    def _still_due(self) -> int:
        """How many are due once this review is over: those left out, and those skipped."""
        return self._left_over + self._index - self._answered

    @property
    def stage(self) -> Stage | None:
        """Where it is asked."""
        item = self.question
        return self._benches[item.question.lesson].stage if item is not None else None

    def wait(self) -> None:
        """What is due is being looked for."""
        self._clear()
        self.is_waiting = True
        self._show()

    def start(self, due: ReviewSet, lessons: Mapping[str, Lesson]) -> None:
        """Ask ``due``, whose questions stand in ``lessons``."""
        self._clear()
        self.is_waiting = False
        self._items, self._left_over = due.items, due.left
        for item in due.items:
            name = item.question.lesson
            if name not in self._benches:
                self._benches[name] = self._bench(lessons[name])
        self._show()

    def stop(self) -> None:
        """Record nothing any more."""
        for bench in self._benches.values():
            bench.sitting.end()

    def go_on(self) -> None:
        """The next question, or the end."""
        item = self.question
        if item is None:
            self.more_wanted.emit()
            return
        answer = self._benches[item.question.lesson].session.state.answers.get(item.question.id)
        self._answered += answer is not None
        self._right += answer is not None and answer.correct
        self._index += 1
        self._show()
        if self.question is None:
            self.over.emit()

    # -- inside ------------------------------------------------------------------------

    def _bench(self, lesson: Lesson) -> _Bench:
        session = Session(lesson.parameters)
        stage = Stage(lesson, session, self._preferences, self._word)
        stage.load_cards()
        sitting = Sitting(
            self._recorder,
            lesson,
            session,
            stage,
            lambda: self._language(lesson),
            self,
            resumes=False,
        )
        stop_with(stage, session.watch(lambda state: state.answers, lambda _: self._show_foot()))
        stage.height_wanted.connect(self._fit)
        self.stages.addWidget(stage)
        return _Bench(lesson, session, stage, sitting)

    def _clear(self) -> None:
        for bench in self._benches.values():
            bench.sitting.end()
            self.stages.removeWidget(bench.stage)
            bench.stage.deleteLater()
        self._benches, self._items, self._left_over = {}, (), 0
        self._index = self._right = self._answered = 0

    def _language(self, lesson: Lesson) -> str:
        chosen = self._preferences.state.language
        return chosen if chosen in lesson.languages else lesson.languages[0]

    def _show(self) -> None:
        item = self.question
        if item is None:
            self.words.setText(self._end())
            self.stages.setCurrentWidget(self.words)
            self._style()  # what was hidden when the theme changed has lost its font
        else:
            bench = self._benches[item.question.lesson]
            language = self._language(bench.lesson)
            found = bench.lesson.find_step(item.question.step, language)
            if found is not None:
                chapter, step = found
                bench.session.go_to(Place(chapter.id, step.id))
                # They were seen, or nothing could have been answered.
                for chart in bench.lesson.tables_to_predict(step, language):
                    bench.session.skip_prediction(chart)
                bench.stage.show_step(_alone(step, item.question.id), language)
            self.stages.setCurrentWidget(bench.stage)
            self._fit()
            card = bench.stage.take_focus(Reference("question", (item.question.id,)))
            if card is not None:
                self._scroll.ensureWidgetVisible(card)
        self._show_foot()

    def _fit(self) -> None:
        """Give chart and question their height: where there is too little, they scroll."""
        item = self.question
        height = 0
        if item is not None:
            height = self._benches[item.question.lesson].stage.wanted_height()
        self.stages.setMinimumHeight(height)

    def _show_foot(self) -> None:
        item = self.question
        self.lesson_button.setVisible(item is not None)
        self.next_button.setVisible(item is not None or bool(self._still_due))
        self.leave_button.setText(self.tr("Back") if item is None else self.tr("Stop here"))
        self.lesson_button.setText(self.tr("See it in the lesson"))
        if item is None:
            self.place.setText("")
            self.next_button.setText(self.tr("Review more"))
            return
        bench = self._benches[item.question.lesson]
        answered = item.question.id in bench.session.state.answers
        last = self._index == len(self._items) - 1
        after = self.tr("Finish") if last else self.tr("Next question")
        self.next_button.setText(after if answered else self.tr("Skip"))
        language = self._language(bench.lesson)
        counter = self.tr("Question {number} of {total}")
        self.place.setText(
            " · ".join(
                (
                    counter.format(number=self._index + 1, total=len(self._items)),
                    bench.lesson.title_in(language),
                    bench.lesson.heading(item.question.chapter, language).title,
                )
            )
        )

    def _end(self) -> str:
        if self.is_waiting:
            return self.tr("One moment…")
        if not self._items:
            return self.tr("Nothing is due today. Questions come back some days after they "
                           "were answered.")  # fmt: skip
        done = self.tr("%n question(s) reviewed", "", self._answered)
        right = self.tr("%n right", "", self._right)
        lines = [f"{done}, {right}."]
        if self._still_due:
            lines.append(self.tr("%n more are due: another time, or now.", "", self._still_due))
        return "\n\n".join(lines)

    def _ask_for_step(self) -> None:
        item = self.question
        if item is not None:
            self.step_wanted.emit(item.question.lesson, item.question.step)

    def _word(self, problem: Problem) -> str:
        return wording.message(problem, self._preferences.state.language)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._show()
        super().changeEvent(event)

    def _style(self) -> None:
        type_ = Type(self._preferences.state.scale)
        self.words.setFont(type_.narrative(20))
        self.words.setContentsMargins(*(type_.px(40),) * 4)
        self.place.setFont(type_.interface())
        for button in (self.leave_button, self.lesson_button, self.next_button):
            button.setFont(type_.interface(bold=button is self.next_button))
        self._row.setContentsMargins(type_.px(20), type_.px(8), type_.px(20), type_.px(8))
        self._row.setSpacing(type_.px(8))
        self._fit()


def _alone(step: Step, question: str) -> Step:
    """``step`` with one question, the charts that it may speak of, and its sentences, which
    the question may ask to point at.
    """
    kept = (
        part for part in step.parts if not isinstance(part, QuestionBlock) or part.id == question
    )
    return replace(step, parts=tuple(kept))
