"""Where the learner's side of the window meets: recording, progress, review, results."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMessageBox

from desktop_app.content import wording
from desktop_app.content.lesson import Lesson
from desktop_app.content.problems import Problem
from desktop_app.learning.attempts import THIS_COMPUTER
from desktop_app.learning.outline import outline_of
from desktop_app.learning.progress import progress_in
from desktop_app.session.preferences import PreferenceStore
from desktop_app.shell.dues import Dues
from desktop_app.shell.lesson_view import LessonView
from desktop_app.shell.main_window import MainWindow
from desktop_app.shell.recorder import Recorder
from desktop_app.shell.saving import Saving
from desktop_app.shell.saving_elsewhere import SavingElsewhere
from desktop_app.shell.sitting import Sitting
from desktop_app.storage.failures import StoreError
from desktop_app.ui.common.jobs import JobRunner, Ticket
from desktop_app.ui.common.watching import stop_with
from desktop_app.ui.library.library_panel import LibraryPanel

if TYPE_CHECKING:  # what shows charts is imported when it is asked for
    from desktop_app.shell.learner_page import LearnerPage
    from desktop_app.shell.review_view import ReviewView

NOTICE = "attempts"
PASSING = ("attempts-busy", "attempts-not-written")
"""Problems that are over once something could be kept."""
IN_MEMORY = ("attempts-not-kept", "attempts-read-only", "attempts-newer", "attempts-not-written")
"""Problems that leave what is answered in memory alone."""
PATIENCE = 5_000
"""Milliseconds that the end waits for what is still being read."""


class LearningDesk(QObject):
    """Made once the window stands on screen; keeps what is done in ``folder``."""

    def __init__(
        self,
        window: MainWindow,
        preferences: PreferenceStore,
        folder: Path,
        jobs: JobRunner,
        learner: str = "",
    ) -> None:
        """``learner`` is who works, "" for nobody by name."""
        super().__init__(window)
        self._window = window
        self._preferences = preferences
        self.sitting: Sitting | None = None
        self.page: LearnerPage | None = None
        self.review: ReviewView | None = None
        self.recorder = Recorder(folder, jobs, self, learner=learner or THIS_COMPUTER)
        self.elsewhere = SavingElsewhere(window, self.recorder, preferences, self.lessons_by_id)
        self.dues = Dues(self.recorder, preferences, self)
        window.lesson_opened.connect(self._follow)
        window.library_shown.connect(self._show_library)
        window.learning_wanted.connect(self._do)
        window.closing.connect(self._close)
        self.recorder.changed.connect(self._show_saving)
        self.recorder.trouble.connect(self._say)
        self.recorder.ready.connect(self._show_learner)
        self.recorder.ready.connect(self._look_again)
        self.dues.found.connect(self._show_due)
        stop_with(
            self, preferences.watch(lambda state: state.language, lambda _: self._translate())
        )
        if window.lesson_view is not None:
            self._follow(window.lesson_view)
        if window.library is not None:
            self._welcome(window.library)

    # -- what is open --------------------------------------------------------------------

    def _follow(self, view: LessonView) -> None:
        if self.sitting is not None:
            self.sitting.end()
        self.sitting = Sitting(
            self.recorder, view.lesson, view.session, view.stage, lambda: view.language, self
        )
        view.footer.show_saving(self.recorder.saving)
        view.footer.show_learner(self.learner)

    def _welcome(self, library: LibraryPanel) -> None:
        library.review_wanted.connect(self.show_review)
        library.progress_wanted.connect(self._show_progress_at)
        library.show_learner(self.learner)
        self._look_again()

    def _show_library(self, library: LibraryPanel, is_new: bool) -> None:
        if is_new:
            self._welcome(library)
        else:
            self._look_again()

    def lessons_by_id(self) -> dict[str, Lesson]:
        """The lessons at hand: those of the library, and the one that is open."""
        library, view = self._window.library, self._window.lesson_view
        known = {lesson.id: lesson for _, lesson in library.lessons} if library else {}
        if view is not None:
            known[view.lesson.id] = view.lesson
        return known

    def _lessons(self) -> list[Lesson]:
        return list(self.lessons_by_id().values())

    def _look_again(self) -> None:
        """See what is due, where that is shown."""
        if self._window.pages.currentWidget() in (self._window.library, self.page, self.review):
            self.dues.find(self._lessons())
        if self._window.pages.currentWidget() is self._window.library:
            self._count_answered()

    def _count_answered(self) -> None:
        """Say in the library how much of each lesson was done."""
        store, learner = self.recorder.store, self.recorder.learner
        if store is None:
            return
        lessons, language = self._lessons(), self._preferences.state.language

        def work(ticket: Ticket) -> dict[str, tuple[int, int]]:
            try:
                attempts = store.attempts(learner=learner)
            except StoreError:  # said when it is written to
                return {}
            begun = {one.lesson for one in attempts}
            found = {}
            for lesson in lessons:
                ticket.check()
                if lesson.id in begun:  # of the others nothing is to be read
                    progress = progress_in(outline_of(lesson, language), attempts, None)
                    found[lesson.id] = (progress.answered, progress.questions)
            return found

        def show(answered: dict[str, tuple[int, int]]) -> None:
            if self._window.library is not None:
                self._window.library.show_answered(answered)

        self.recorder.jobs.start("answered", work, show)

    # -- who works -----------------------------------------------------------------------

    @property
    def learner(self) -> str:
        """Who works, "" for nobody by name."""
        name = self.recorder.learner
        return "" if name == THIS_COMPUTER else name

    def _show_learner(self) -> None:
        """Say who works, as they are known here."""
        if self._window.lesson_view is not None:
            self._window.lesson_view.footer.show_learner(self.learner)
        if self._window.library is not None:
            self._window.library.show_learner(self.learner)

    def work_as(self, name: str) -> None:
        """Let somebody else work, "" for nobody by name: all shows what they did."""
        if name == self.learner:
            return
        self.recorder.work_as(name or THIS_COMPUTER)
        if self.review is not None:
            self.review.stop()
            if self._window.pages.currentWidget() is self.review:
                self._window.go_back()
        if self._window.library is not None:
            self._window.library.show_learner(name)
        self._window.open_anew()
        if self.page is not None:
            self.page.refresh()
        self._look_again()

    # -- commands ------------------------------------------------------------------------

    def _do(self, command: str) -> None:
        view = self._window.lesson_view
        if command == "review":
            self.show_review()
        elif view is not None and command == "progress":
            self.show_progress(view.lesson)
        elif command == "progress":
            lessons = self._lessons()
            if lessons:
                self.show_progress(lessons[0])
        elif view is not None:
            self._ask_to_begin_again()

    def show_progress(self, lesson: Lesson) -> None:
        """The learner's page of ``lesson``."""
        from desktop_app.shell.learner_page import LearnerPage

        if self.page is None:
            self.page = LearnerPage(self.recorder, self._preferences, self._window)
            self.page.back_wanted.connect(self._window.go_back)
            self.page.review_wanted.connect(self.show_review)
        self._window.show_page(self.page)
        self.page.show_lesson(lesson)
        self._look_again()

    def _show_progress_at(self, path: Path) -> None:
        library = self._window.library
        for other, lesson in library.lessons if library else ():
            if other == path:
                self.show_progress(lesson)

    def show_review(self) -> None:
        """Ask what is due now, or say that nothing is."""
        from desktop_app.shell.review_view import ReviewView

        if self.review is None:
            self.review = ReviewView(self.recorder, self._preferences)
            self.review.left.connect(self._window.go_back)
            self.review.more_wanted.connect(self.show_review)
            self.review.over.connect(self._look_again)
            self.review.step_wanted.connect(self._show_step)
        self._window.show_page(self.review)
        self.review.wait()
        self.dues.find(self._lessons())

    def _show_step(self, lesson: str, step: str) -> None:
        """Open a lesson where a question of the review stands."""
        view, library = self._window.lesson_view, self._window.library
        if view is not None and view.lesson.id == lesson:
            self._window.resume()
            view.go_to_step(step)
            return
        for path, known in library.lessons if library else ():
            if known.id == lesson:
                self._window.set_path(path)
                self._window.open_lesson(known, step=step)
                return

    def _ask_to_begin_again(self) -> None:
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(self.tr("Start this lesson afresh?"))
        box.setInformativeText(
            self.tr(
                "Answers and predictions are taken off its pages. Your progress and your "
                "results keep them."
            )
        )
        afresh = box.addButton(self.tr("Start afresh"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.buttonClicked.connect(
            lambda button: self.sitting.begin_again() if button is afresh and self.sitting else None
        )
        box.open()

    # -- keeping up ----------------------------------------------------------------------

    def _translate(self) -> None:
        self._look_again()
        if self.page is not None:
            self.page.refresh()

    def _show_saving(self) -> None:
        if self.recorder.saving is Saving.SAVED:
            self._look_again()
        if self._window.lesson_view is not None:
            self._window.lesson_view.footer.show_saving(self.recorder.saving)

    def _show_due(self) -> None:
        due = self.dues.due
        if self._window.library is not None:
            self._window.library.show_due(self.dues.count, len(due.items), due.seconds)
        if self.page is not None:
            self.page.show_due(self.dues.count)
        if self.review is not None and self.review.is_waiting:
            self.review.start(due, self.dues.lessons)

    def _say(self, problem: Problem | None) -> None:
        """Say what keeps attempts from being kept; nothing once it is over."""
        if problem is None:
            self._window.notices.forget(NOTICE)
            return

        def word() -> str:
            text = wording.message(problem, self._preferences.state.language)
            return f"{text[:1].upper()}{text[1:]}."

        offer = self.elsewhere.offer if problem.code in IN_MEMORY else None
        self._window.notices.say(word, NOTICE if problem.code in PASSING else "", offer)

    def _close(self, event: QCloseEvent) -> None:
        left = self.recorder.finish()
        if left:
            text = self.tr("%n answer(s) could not be saved.", "", left)
            question = self.tr(
                "Close all the same? They will be lost. “Cancel” leaves time to save them "
                "elsewhere."
            )
            self._window.notices.say(lambda: text, NOTICE, self.elsewhere.offer)
            yes, no = QMessageBox.StandardButton.Close, QMessageBox.StandardButton.Cancel
            answer = QMessageBox.warning(self._window, text, f"{text} {question}", yes | no, no)
            if answer != yes:
                event.ignore()
                return
        if self.review is not None:
            self.review.stop()
        if self.sitting is not None:
            self.sitting.end()
            self.sitting = None
        self.recorder.jobs.cancel_all()
        QThreadPool.globalInstance().waitForDone(PATIENCE)  # they hold what is closed now
        self.recorder.close()
