"""The learner's page with what it rests on: the log, the chart engine, files of results."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop_app.content import wording
from desktop_app.content.lesson import Lesson
from desktop_app.content.problems import Location, Problem, ProblemLog
from desktop_app.exporting import Exported, export_results, results_of
from desktop_app.learning.learner_charts import LearnerChart, learner_charts
from desktop_app.learning.outline import outline_of
from desktop_app.learning.progress import Progress, progress_in
from desktop_app.learning.results.forms import SUFFIXES
from desktop_app.session.preferences import PreferenceStore
from desktop_app.shell.chart_cards import chart_card
from desktop_app.shell.main_window import MainWindow
from desktop_app.shell.recorder import Recorder
from desktop_app.storage.failures import StoreError
from desktop_app.storage.files import write_whole
from desktop_app.ui.common.jobs import Ticket
from desktop_app.ui.learning.learner_panel import LearnerPanel

Found = tuple[Progress, Sequence[LearnerChart]] | Problem


class LearnerPage(QWidget):
    """Shows the progress of the recorder's learner in one lesson at a time."""

    back_wanted = Signal()
    review_wanted = Signal()

    def __init__(
        self, recorder: Recorder, preferences: PreferenceStore, window: MainWindow
    ) -> None:
        super().__init__()
        self._recorder = recorder
        self._preferences = preferences
        self._window = window
        self._lesson: Lesson | None = None
        self.panel = LearnerPanel(preferences, self._chart_card)
        self.panel.back_wanted.connect(self.back_wanted)
        self.panel.review_wanted.connect(self.review_wanted)
        self.panel.results_wanted.connect(self._choose_file)
        recorder.ready.connect(self.refresh)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panel)

    def show_lesson(self, lesson: Lesson) -> None:
        self._lesson = lesson
        self.panel.show_waiting()
        self.refresh()

    def show_due(self, count: int) -> None:
        self.panel.show_due(count)

    def refresh(self) -> None:
        """Compute the page again from the log."""
        lesson, store = self._lesson, self._recorder.store
        learner, language = self._recorder.learner, self._preferences.state.language
        if lesson is None or store is None:
            return

        def work(ticket: Ticket) -> Found:
            outline = outline_of(lesson, language)
            ticket.check()
            try:
                attempts = store.attempts(lesson=lesson.id, learner=learner)
            except StoreError as error:
                return error.problem
            progress = progress_in(outline, attempts, None)
            return progress, learner_charts(progress)

        self._recorder.jobs.start("progress", work, self._show)

    def _show(self, found: Found) -> None:
        store = self._recorder.store
        if isinstance(found, Problem):
            self._window.notices.say(lambda: self._sentence(found), "results")
        elif store is not None:
            self.panel.show_progress(*found, kept=store.kept)

    def _chart_card(self, chart: LearnerChart) -> QWidget:
        assert self._lesson is not None
        return chart_card(chart, self._lesson, self._preferences, self._sentence)

    # -- results -------------------------------------------------------------------------

    def _choose_file(self) -> None:
        if self._lesson is None:
            return
        forms = {
            self.tr("Spreadsheet (*.xlsx)"): "xlsx",
            self.tr("CSV for a French spreadsheet (*.csv)"): "csv",
            self.tr("CSV for Moodle’s gradebook (*.csv)"): "moodle-csv",
            self.tr("xAPI statements (*.jsonl)"): "xapi",
        }
        name, chosen = QFileDialog.getSaveFileName(
            self, self.tr("Take results away"), f"{self._lesson.id}.xlsx", ";;".join(forms)
        )
        if name:
            form = forms.get(chosen, "xlsx")
            path = Path(name)
            self.take_away(path if path.suffix else path.with_suffix(SUFFIXES[form]), form)

    def take_away(self, path: Path, form: str) -> None:
        """Write the results in this lesson to ``path``, and say so."""
        lesson, store = self._lesson, self._recorder.store
        learner, language = self._recorder.learner, self._preferences.state.language
        if lesson is None or store is None:
            return

        def work(_: Ticket) -> Exported | Problem:
            try:
                results = results_of(lesson, store, language, learner=learner)
                exported = export_results(results, form, datetime.now(UTC).astimezone())
                write_whole(path, exported.data)
            except StoreError as error:
                return error.problem
            except OSError as error:
                log = ProblemLog()
                log.error("cannot-write", Location(""), path=path, detail=error.strerror or "")
                return log.frozen()[0]
            return exported

        self._recorder.jobs.start("results", work, lambda done: self._say_taken(path, done))

    def _say_taken(self, path: Path, done: Exported | Problem) -> None:
        def word() -> str:
            if isinstance(done, Problem):
                return self._sentence(done)
            written = self.tr("Results written to {path}.").format(path=path)
            return " ".join([written, *map(self._sentence, done.problems)])

        self._window.notices.say(word, "results")

    def _sentence(self, problem: Problem) -> str:
        text = wording.message(problem, self._preferences.state.language)
        return f"{text[:1].upper()}{text[1:]}."
