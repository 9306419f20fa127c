"""Giving out and erasing what is kept of a student, in the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from platformdirs import user_log_path
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from desktop_app.content import wording
from desktop_app.content.lesson import Lesson
from desktop_app.content.problems import Location, Problem, ProblemLog
from desktop_app.exporting import export_learner
from desktop_app.learning.classroom.learner_record import LearnerRecord, Who
from desktop_app.session.preferences import PreferenceStore
from desktop_app.shell.main_window import MainWindow
from desktop_app.storage.attempt_store import AttemptStore
from desktop_app.storage.failures import StoreError
from desktop_app.storage.files import delete_mentions, write_whole
from desktop_app.storage.hand_in_files import hand_ins_by
from desktop_app.storage.settings import SettingsFile
from desktop_app.ui.classroom.learner_data_dialog import LearnerDataDialog
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.jobs import JobRunner, Ticket
from desktop_app.version import NAME

T = TypeVar("T")

PURGES = 3
"""How often at most: a step that was seen just before may still have been on its way."""


class LearnerData(QObject):
    """Opens its dialog when it is made. ``folder`` is where hand-ins were collected last,
    None where nothing was; ``lessons`` gives those at hand, by id.
    """

    erasing = Signal(str)
    """Nothing more may be kept under that name: what there is goes."""
    erased = Signal(str)
    """Nothing is kept of that name any more."""

    def __init__(
        self,
        store: AttemptStore,
        preferences: PreferenceStore,
        settings: SettingsFile,
        window: MainWindow,
        jobs: JobRunner,
        lessons: Callable[[], Mapping[str, Lesson]],
        folder: Path | None,
    ) -> None:
        super().__init__(window)
        self._store = store
        self._preferences = preferences
        self._settings = settings
        self._jobs = jobs
        self._lessons = lessons
        self._folder = folder
        self.dialog: LearnerDataDialog | None = None
        dialog = LearnerDataDialog(Type(preferences.state.scale), window)
        dialog.chosen.connect(self._look)
        dialog.save_wanted.connect(self._choose_file)
        dialog.erase_wanted.connect(self.erase)
        dialog.finished.connect(lambda _: self._forget_dialog())
        self.dialog = dialog
        dialog.open()
        self._list()

    def _forget_dialog(self) -> None:
        self.dialog = None

    def _list(self, said: str = "") -> None:
        """Show who there is, and then what is to be said."""

        def show(found: tuple[str, ...] | Problem) -> None:
            if isinstance(found, Problem):
                self._say(self._sentence(found))
            elif self.dialog is not None:
                self.dialog.show_people(found, said)

        self._jobs.start("people", lambda _: _tried(self._store.people), show)

    def _look(self, name: str) -> None:
        def show(found: LearnerRecord | Problem) -> None:
            if isinstance(found, Problem):
                self._say(self._sentence(found))
            elif self.dialog is not None:
                self.dialog.show_record(name, found)

        self._jobs.start("record", lambda _: _tried(lambda: self._store.record(name)), show)

    # -- giving out ----------------------------------------------------------------------

    def _choose_file(self, name: str) -> None:
        kept = "".join(sign if sign.isalnum() else "-" for sign in name).strip("-")
        title = self.tr("Save everything that is kept of a student")
        chosen, _ = QFileDialog.getSaveFileName(
            self.dialog, title, f"{kept or 'student'}.zip", self.tr("Zip (*.zip)")
        )
        if chosen:
            path = Path(chosen)
            self.save(name, path if path.suffix else path.with_suffix(".zip"))

    def save(self, name: str, path: Path) -> None:
        """Write everything kept of ``name`` to ``path``, with what they handed in to the
        folder that was collected last.
        """
        language, lessons = self._preferences.state.language, self._lessons()
        folder = self._folder if self._folder is not None and self._folder.is_dir() else None

        def work(_: Ticket) -> Problem | None:
            record = _tried(lambda: self._store.record(name))
            if isinstance(record, Problem):
                return record
            try:
                hand_ins = hand_ins_by(folder, Who(name).is_meant) if folder else {}
            except OSError as error:
                return _refused("cannot-read", folder, error)
            now = datetime.now().astimezone()
            exported = export_learner(name, record, lessons, hand_ins, language, now)
            try:
                write_whole(path, exported.data)
            except OSError as error:
                return _refused("cannot-write", path, error)
            return None

        def done(problem: Problem | None) -> None:
            said = self.tr("Everything that is kept of {name} was written to {path}.")
            self._say(self._sentence(problem) if problem else said.format(name=name, path=path))

        self._jobs.start("save-learner", work, done)

    # -- erasing -------------------------------------------------------------------------

    def erase(self, name: str) -> None:
        """Forget ``name``, whatever the spelling, for good."""
        self.erasing.emit(name)

        def purge() -> None:
            for _ in range(PURGES):
                self._store.purge_learner(name)
                if self._store.record(name).is_empty:
                    return

        def work(_: Ticket) -> Problem | None:
            if not self._store.kept:  # said why when it was opened
                return self._store.problems[-1]
            return _tried(purge)

        def done(problem: Problem | None) -> None:
            if problem is not None:
                self._say(self._sentence(problem))
                return
            self.erased.emit(name)
            self._jobs.start("forget-learner", lambda _: forget(), forgotten)

        def forget() -> Problem | None:
            try:
                delete_mentions(user_log_path(NAME).glob("*.log"), name)
                self._settings.forget(name)
            except OSError as error:
                return _refused("cannot-write", Path(error.filename or ""), error)
            return None

        def forgotten(problem: Problem | None) -> None:
            if problem is not None:
                self._say(self._sentence(problem))
                return
            said = self.tr("Everything that was kept of {name} is erased.")
            self._list(said.format(name=name))

        self._jobs.start("erase-learner", work, done)

    # -- words ---------------------------------------------------------------------------

    def _say(self, text: str) -> None:
        if self.dialog is not None:
            self.dialog.say(text)

    def _sentence(self, problem: Problem) -> str:
        text = wording.message(problem, self._preferences.state.language)
        return f"{text[:1].upper()}{text[1:]}."


def _tried(do: Callable[[], T]) -> T | Problem:
    try:
        return do()
    except StoreError as error:
        return error.problem


def _refused(code: str, path: Path | None, error: OSError) -> Problem:
    log = ProblemLog()
    log.error(code, Location(""), path=path, detail=error.strerror or "")
    return log.frozen()[0]
