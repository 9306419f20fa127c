"""Where a class meets in the window: who works, handing in, collecting, voting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from desktop_app.content import wording
from desktop_app.content.problems import Location, Problem, ProblemLog
from desktop_app.learning.attempts import THIS_COMPUTER, Attempt
from desktop_app.learning.classroom.learner_record import Who
from desktop_app.session.preferences import PreferenceStore
from desktop_app.shell.class_log import ClassLog
from desktop_app.shell.learning_desk import LearningDesk
from desktop_app.shell.main_window import MainWindow
from desktop_app.shell.saving import Saving
from desktop_app.storage.failures import StoreError
from desktop_app.storage.settings import COLLECT_FOLDER, HAND_IN_FOLDER, SettingsFile
from desktop_app.ui.classroom.hand_in_dialog import HandInDialog, Handing
from desktop_app.ui.classroom.learner_dialog import LearnerDialog
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.jobs import JobRunner, Ticket
from desktop_app.ui.common.theme import THEMES
from desktop_app.ui.common.watching import stop_with

if TYPE_CHECKING:  # what shows charts is imported when it is asked for
    from desktop_app.shell.collect_page import CollectPage
    from desktop_app.shell.learner_data import LearnerData


class ClassroomDesk(QObject):
    """Made beside the learning desk, whose store holds what is kept of classes, too."""

    def __init__(
        self,
        window: MainWindow,
        preferences: PreferenceStore,
        settings: SettingsFile,
        learning: LearningDesk,
        log: ClassLog,
        jobs: JobRunner,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._preferences = preferences
        self._settings = settings
        self._learning = learning
        self._log = log
        self._jobs = jobs
        self.hand_in: HandInDialog | None = None
        self.collection: CollectPage | None = None
        self.learner_data: LearnerData | None = None
        window.class_wanted.connect(self._do)
        window.closing.connect(lambda _: self._jobs.cancel_all())
        stop_with(
            self, preferences.watch(lambda state: state.language, lambda _: self._translate())
        )
        window.library_shown.connect(self._welcome)
        if window.library is not None:
            self._welcome(window.library, True)

    def _welcome(self, library: QObject, is_new: bool) -> None:
        if is_new and self._window.library is not None:
            self._window.library.learner_wanted.connect(self.ask_who_works)

    def _translate(self) -> None:
        if self.collection is not None:
            self.collection.refresh()

    def _do(self, command: str) -> None:
        commands = {
            "learner": self.ask_who_works,
            "hand-in": self.ask_to_hand_in,
            "collect": self.show_collection,
            "learner-data": self.show_learner_data,
        }
        commands[command]()

    @property
    def _type(self) -> Type:
        return Type(self._preferences.state.scale)

    # -- who works -----------------------------------------------------------------------

    def ask_who_works(self, after: str = "") -> None:
        """Ask for the name to work under; then do the command ``after``."""
        store = self._learning.recorder.store
        if store is None:
            return

        def found(known: tuple[str, ...]) -> None:
            names = [name for name in known if name != THIS_COMPUTER]
            dialog = LearnerDialog(names, self._learning.learner, self._type, self._window)
            dialog.chosen.connect(self.work_as)
            if after:
                dialog.chosen.connect(lambda name: self._do(after) if name else None)
            dialog.open()

        def work(_: Ticket) -> tuple[str, ...]:
            try:
                return store.learners()
            except StoreError:  # said when it is written to
                return ()

        self._jobs.start("learners", work, found)

    def work_as(self, name: str) -> None:
        """Let ``name`` work from now on, also the next time; "" is nobody by name."""
        self._learning.work_as(name)
        self._settings.save(replace(self._settings.settings, learner=name))

    # -- handing in ----------------------------------------------------------------------

    def ask_to_hand_in(self) -> None:
        """Ask where to hand in what was done in the open lesson."""
        view, store = self._window.lesson_view, self._learning.recorder.store
        if view is None or store is None:
            return
        learner = self._learning.learner
        if not learner:
            self.ask_who_works(after="hand-in")
            return
        lesson = view.lesson

        def work(_: Ticket) -> tuple[int, int]:
            try:
                named = store.attempts(learner=learner, lesson=lesson.id)
                nameless = store.attempts(learner=THIS_COMPUTER, lesson=lesson.id)
            except StoreError:
                return 0, 0
            return len(named), len(nameless)

        def found(counts: tuple[int, int]) -> None:
            said = self._settings.settings
            state = self._preferences.state
            dialog = HandInDialog(
                learner,
                lesson.title_in(state.language),
                *counts,
                self._type,
                THEMES[state.theme],
                folder=said.window.get(HAND_IN_FOLDER, ""),
                code=said.class_code,
                parent=self._window,
            )
            dialog.wanted.connect(self._hand_in)
            dialog.finished.connect(lambda _: self._forget_dialog())
            self.hand_in = dialog
            dialog.open()

        self._when_kept(lambda: self._jobs.start("count", work, found))

    def _forget_dialog(self) -> None:
        self.hand_in = None

    def _hand_in(self, handing: Handing) -> None:
        view, store = self._window.lesson_view, self._learning.recorder.store
        if view is None or store is None:
            return
        from desktop_app.learning.classroom.hand_in import new_hand_in
        from desktop_app.storage.hand_in_files import write_hand_in

        learner, lesson = self._learning.learner, view.lesson
        title = lesson.title_in(self._preferences.state.language)

        def work(_: Ticket) -> Path | Problem:
            attempts: list[Attempt] = []
            try:
                if handing.with_nameless:
                    nameless = store.attempts(learner=THIS_COMPUTER, lesson=lesson.id)
                    attempts += (replace(one, learner=learner) for one in nameless)
                attempts += store.attempts(learner=learner, lesson=lesson.id)
            except StoreError as error:
                return error.problem
            now = datetime.now(UTC)
            made = new_hand_in(attempts, learner=learner, lesson=lesson.id, title=title, at=now)
            try:
                return write_hand_in(handing.folder, made, handing.code)
            except (OSError, ValueError) as error:
                return _not_written(handing.folder, error)

        def done(result: Path | Problem) -> None:
            if isinstance(result, Path):
                self._remember_handing(handing)
            if self.hand_in is None:
                return
            if isinstance(result, Path):
                self.hand_in.show_done(result)
            else:
                self.hand_in.show_refused(self._sentence(result))

        self._jobs.start("hand-in", work, done)

    def _remember_handing(self, handing: Handing) -> None:
        said = self._settings.settings
        window = MappingProxyType({**said.window, HAND_IN_FOLDER: str(handing.folder)})
        self._settings.save(replace(said, window=window, class_code=handing.code))

    # -- collecting ----------------------------------------------------------------------

    def show_collection(self) -> None:
        """The page where a teacher collects what was handed in."""
        from desktop_app.shell.collect_page import CollectPage

        store = self._learning.recorder.store
        if store is None:
            return
        if self.collection is None:
            self.collection = CollectPage(
                store, self._log, self._preferences, self._settings, self._window, self._jobs
            )
            self.collection.back_wanted.connect(self._window.go_back)
        else:
            self.collection.look_again()
        view = self._window.lesson_view
        if view is not None:
            self.collection.show_lesson(view.lesson.id)
        self._window.show_page(self.collection)

    # -- what is kept of somebody --------------------------------------------------------

    def show_learner_data(self) -> None:
        """What is kept of each student: to be saved for them, or erased."""
        from desktop_app.shell.learner_data import LearnerData

        store = self._learning.recorder.store
        if store is None:
            return
        kept = self._settings.settings.window.get(COLLECT_FOLDER, "")

        def show() -> None:
            self.learner_data = LearnerData(
                store,
                self._preferences,
                self._settings,
                self._window,
                self._jobs,
                self._learning.lessons_by_id,
                Path(kept) if kept else None,
            )
            self.learner_data.erasing.connect(self._leave)
            self.learner_data.erased.connect(self._erased)

        self._when_kept(show)

    def _leave(self, name: str) -> None:
        """Nothing more is to be kept under ``name``."""
        if Who(name).is_meant(self._learning.recorder.learner):
            self._learning.work_as("")

    def _erased(self, name: str) -> None:
        """Nothing of ``name`` is to be shown any more."""
        self._log.refresh()
        if name == THIS_COMPUTER and not self._learning.learner:
            self._window.open_anew()
        if self.collection is not None:
            self.collection.refresh()

    # -- inside --------------------------------------------------------------------------

    def _when_kept(self, do: Callable[[], object]) -> None:
        """Call ``do`` once what was answered is on disk: a moment, as a rule."""
        recorder = self._learning.recorder

        if recorder.is_idle or recorder.saving in (Saving.WAITING, Saving.FORGOTTEN):
            do()
            return

        def again() -> None:
            if recorder.saving is not Saving.UNDER_WAY:
                recorder.changed.disconnect(again)
                do()

        recorder.changed.connect(again, Qt.ConnectionType.QueuedConnection)

    def _sentence(self, problem: Problem) -> str:
        text = wording.message(problem, self._preferences.state.language)
        return f"{text[:1].upper()}{text[1:]}."


def _not_written(folder: Path, error: Exception) -> Problem:
    log = ProblemLog()
    detail = error.strerror if isinstance(error, OSError) else ""
    log.error("hand-in-not-written", Location(""), path=folder, detail=detail or "")
    return log.frozen()[0]
