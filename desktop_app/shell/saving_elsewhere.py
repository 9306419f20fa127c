"""Answers that can't be kept on this computer, saved to a folder elsewhere: a key, a share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from desktop_app.content import wording
from desktop_app.content.lesson import Lesson
from desktop_app.content.problems import Location, Problem, ProblemLog
from desktop_app.learning.attempts import THIS_COMPUTER, Attempt
from desktop_app.learning.classroom.hand_in import new_hand_in
from desktop_app.learning.classroom.names import clean_name
from desktop_app.session.preferences import PreferenceStore
from desktop_app.shell.main_window import MainWindow
from desktop_app.shell.notice_bar import Offer
from desktop_app.shell.recorder import Recorder
from desktop_app.storage.failures import StoreError
from desktop_app.storage.hand_in_files import write_hand_in
from desktop_app.ui.common.jobs import Ticket

NOTICE = "elsewhere"


class SavingElsewhere(QObject):
    """Writes what is in memory alone as hand-ins, a file for each learner and lesson, which
    *Class results* reads like any other. ``lessons`` gives those at hand, by id.
    """

    def __init__(
        self,
        window: MainWindow,
        recorder: Recorder,
        preferences: PreferenceStore,
        lessons: Callable[[], Mapping[str, Lesson]],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._recorder = recorder
        self._preferences = preferences
        self._lessons = lessons

    @property
    def offer(self) -> Offer:
        return Offer(lambda: self.tr("Save elsewhere…"), self.ask)

    def ask(self) -> None:
        """Ask for a folder, and write there."""
        title = self.tr("Where to save the answers: a key, a share, another folder")
        if folder := QFileDialog.getExistingDirectory(self._window, title):
            self.save(Path(folder))

    def save(self, folder: Path) -> None:
        """Write what is in memory alone to ``folder``, and say what became of it."""
        language = self._preferences.state.language
        titles = {name: one.title_in(language) for name, one in self._lessons().items()}

        def work(_: Ticket) -> int | Problem:
            try:
                attempts = self._recorder.unsaved()
                for made in _parted(attempts):
                    learner = clean_name(made[0].learner) or THIS_COMPUTER
                    hand_in = new_hand_in(
                        (replace(one, learner=learner) for one in made),
                        learner=learner,
                        lesson=made[0].lesson,
                        title=titles.get(made[0].lesson, made[0].lesson),
                        at=datetime.now(UTC),
                    )
                    write_hand_in(folder, hand_in)
            except StoreError as error:
                return error.problem
            except (OSError, ValueError) as error:
                log = ProblemLog()
                detail = (error.strerror or "") if isinstance(error, OSError) else ""
                log.error("cannot-write", Location(""), path=folder, detail=detail)
                return log.frozen()[0]
            return len(attempts)

        def done(result: int | Problem) -> None:
            def word() -> str:
                if isinstance(result, Problem):
                    text = wording.message(result, self._preferences.state.language)
                    return f"{text[:1].upper()}{text[1:]}."
                if not result:
                    return self.tr("There is nothing to save: all is kept.")
                said = self.tr(
                    "%n answer(s) saved to {folder}, as files that Class results reads.", "", result
                )
                return said.format(folder=folder)

            again = self.offer if isinstance(result, Problem) else None
            self._window.notices.say(word, NOTICE, again)

        self._recorder.jobs.start("elsewhere", work, done)


def _parted(attempts: Iterable[Attempt]) -> list[list[Attempt]]:
    """``attempts`` of each learner at each lesson, in their order."""
    found: dict[tuple[str, str], dict[str, Attempt]] = {}
    for one in attempts:
        found.setdefault((one.learner, one.lesson), {})[one.id] = one
    return [list(mine.values()) for mine in found.values()]
