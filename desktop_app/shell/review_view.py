"""A review: the questions that are due, one at a time, each with its chart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.charts.ready import ReadyChart, make_ready
from desktop_app.content import wording
from desktop_app.content.lesson import Lesson
from desktop_app.content.problems import Problem
from desktop_app.learning.due import Due, ReviewSet
from desktop_app.session.preferences import PreferenceStore, look
from desktop_app.shell.recorder import Recorder
from desktop_app.shell.review_bench import ReviewBench
from desktop_app.shell.stage import Stage
from desktop_app.ui.common.elided_label import ElidedLabel
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.jobs import JobRunner, Ticket
from desktop_app.ui.common.scrolling import ColumnScroller
from desktop_app.ui.common.watching import stop_with

READY = "ready"
"""The job that makes the charts of the next question ready."""
SOON = 300
"""Milliseconds after which something is said of what is not there yet."""


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
        self._benches: dict[str, ReviewBench] = {}
        self._items: tuple[Due, ...] = ()
        self._left_over = 0
        self._index = 0
        self._right = self._answered = 0
        self.is_waiting = False
        self.is_coming = False
        """The charts of the present question are still being made ready."""
        self._jobs = JobRunner(self)
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
            preferences.watch(look, lambda _: self._style()),
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
        for item in due.items:
            name = item.question.lesson
            if name not in self._benches:
                self._benches[name] = self._bench(lessons[name])

        def begin() -> None:
            self.is_waiting = False
            self._items, self._left_over = due.items, due.left
            self._show()

        if due.items:
            self._make_ready(due.items[0], begin)
        else:
            begin()

    def stop(self) -> None:
        """Record nothing any more."""
        self._jobs.cancel_all()
        self.is_coming = False
        for bench in self._benches.values():
            bench.sitting.end()

    def go_on(self) -> None:
        """The next question once its charts are ready, or the end."""
        item = self.question
        if self.is_coming:
            return
        if item is None:
            self.more_wanted.emit()
            return
        answer = self._benches[item.question.lesson].session.state.answers.get(item.question.id)
        self._answered += answer is not None
        self._right += answer is not None and answer.correct
        self._index += 1
        if self._jobs.is_running(READY):
            self.is_coming = True
            self._show_foot()
            QTimer.singleShot(SOON, self, self._show_coming)
        else:
            self._show()
        if self.question is None:
            self.over.emit()

    # -- inside ------------------------------------------------------------------------

    def _make_ready(self, item: Due, then: Callable[[], None] = lambda: None) -> None:
        """Read and resolve the charts of ``item`` in a job, then do ``then``."""
        bench = self._benches[item.question.lesson]
        language, parameters = bench.language, bench.session.state.parameters

        def work(ticket: Ticket) -> list[ReadyChart]:
            found = bench.lesson.find_step(item.question.step, language)
            ready = []
            for chart in found[1].charts if found is not None else ():
                ticket.check()
                with suppress(Exception):  # met again, and reported, where it is shown
                    ready.append(make_ready(chart, bench.source, language, parameters))
            return ready

        def done(ready: list[ReadyChart]) -> None:
            bench.stage.expect(ready)
            then()
            if self.is_coming:
                self.is_coming = False
                self._show()

        self._jobs.start(READY, work, done)

    def _show_coming(self) -> None:
        """Say that the next question is on its way, where that takes long."""
        if self.is_coming:
            self.words.setText(self.tr("One moment…"))
            self.stages.setCurrentWidget(self.words)
            self._style()

    def _bench(self, lesson: Lesson) -> ReviewBench:
        bench = ReviewBench(self._recorder, lesson, self._preferences, self._word)
        bench.answered.connect(self._show_foot)
        bench.height_wanted.connect(self._fit)
        bench.step_wanted.connect(lambda step: self.step_wanted.emit(lesson.id, step))
        self.stages.addWidget(bench)
        return bench

    def _clear(self) -> None:
        self._jobs.cancel_all()
        for bench in self._benches.values():
            bench.sitting.end()
            self.stages.removeWidget(bench)
            bench.deleteLater()
        self._benches, self._items, self._left_over = {}, (), 0
        self._index = self._right = self._answered = 0

    def _show(self) -> None:
        item = self.question
        if item is None:
            self.words.setText(self._end())
            self.stages.setCurrentWidget(self.words)
            self._style()  # what was hidden when the theme changed has lost its font
        else:
            bench = self._benches[item.question.lesson]
            card = bench.show_question(item)
            self.stages.setCurrentWidget(bench)
            self._fit()
            if card is not None:
                self._scroll.ensureWidgetVisible(card)
            if self._index + 1 < len(self._items):
                self._make_ready(self._items[self._index + 1])
        self._show_foot()

    def _fit(self) -> None:
        """Give chart and question their height: where there is too little, they scroll."""
        item = self.question
        height = 0
        if item is not None:
            height = self._benches[item.question.lesson].wanted_height()
        self.stages.setMinimumHeight(height)

    def _show_foot(self) -> None:
        item = self.question
        self.lesson_button.setVisible(item is not None)
        self.next_button.setVisible(item is not None or bool(self._still_due))
        self.next_button.setEnabled(not self.is_coming)
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
        language = bench.language
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
