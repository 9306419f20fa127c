"""Opening a lesson: what is chosen or dropped is read in a job, and what is none is said."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.content import wording
from desktop_app.content.files import MANIFEST
from desktop_app.content.finding import ZIP
from desktop_app.content.problems import Problem
from desktop_app.session.preferences import PreferenceStore
from desktop_app.session.session import Place
from desktop_app.shell.busy_bar import BusyBar
from desktop_app.shell.notice_bar import NoticeBar
from desktop_app.shell.reading import Opened, find_and_read
from desktop_app.ui.common.jobs import JobRunner

JOB = TOPIC = "open"
_LEFT_OUT = "dropped"
_LONGEST = 90
_NOT_SHOWN = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


class LessonOpener(QObject):
    """``found`` tells of a lesson that can be shown. ``places`` are where one was last."""

    found = Signal(Opened)

    def __init__(
        self,
        window: QWidget,
        preferences: PreferenceStore,
        jobs: JobRunner,
        notices: NoticeBar,
        busy: BusyBar,
        places: Callable[[], Mapping[str, Place]],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._preferences = preferences
        self._jobs = jobs
        self._notices = notices
        self._busy = busy
        self._places = places
        busy.cancelled.connect(lambda: jobs.cancel(JOB))

    def open(self, path: Path, chapter: str | None = None, step: str | None = None) -> None:
        """Read the lesson that ``path`` means, at a place. Its first page is read in the job as
        well: a long chapter takes seconds.
        """
        self._busy.start(self.tr("Reading the lesson…"))
        language, places = self._preferences.state.language, self._places()
        self._jobs.start(
            JOB, lambda _: find_and_read(path, language, places, chapter, step), self._show
        )

    def give_up(self) -> None:
        """Open no more what is being read."""
        self._jobs.cancel(JOB)
        self._busy.finish()

    def choose_folder(self) -> None:
        """Ask for the folder of a lesson, and open it."""
        from PySide6.QtWidgets import QFileDialog

        folder = QFileDialog.getExistingDirectory(self._window, self.tr("Open a lesson folder"))
        if folder:
            self.open(Path(folder))

    def choose_file(self) -> None:
        """Ask for a lesson in one file, and open it."""
        from PySide6.QtWidgets import QFileDialog

        name, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Open a zipped lesson"), "", self.tr("Lessons (*.zip)")
        )
        if name:
            self.open(Path(name))

    def take_dropped(self, data: QMimeData) -> Path | None:
        """The one file or folder of this computer to be opened of what was dropped; says what
        is left out.
        """
        self._notices.forget(_LEFT_OUT)
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if not paths:
            self._notices.say(
                lambda: self.tr(
                    "Only what is on this computer can be opened: save the lesson first, then "
                    "drop its folder or its zip here."
                ),
                TOPIC,
            )
            return None
        if len(paths) > 1:
            text = self.tr("One lesson is open at a time: {name} is opened, the others are not.")
            self._notices.say(lambda: text.format(name=shown_name(paths[0].name)), _LEFT_OUT)
        return paths[0]

    def _show(self, opened: Opened) -> None:
        self._busy.finish()
        if opened.lesson is None or not opened.lesson.chapter_ids:
            self._notices.say(lambda: self._word(opened), TOPIC)
        else:
            self._notices.forget(TOPIC)
            self.found.emit(opened)

    def _word(self, opened: Opened) -> str:
        path, lesson = opened.path, opened.lesson
        name = shown_name(path.name or str(path))
        if lesson is None:
            return self.tr("There is no lesson at {path}.").format(path=shown_name(str(path)))
        if opened.several:
            text = self.tr("{name} holds several lessons. Open one of them: {names}.")
            return text.format(name=name, names=_some(opened.several))
        first = next((one for one in lesson.problems if one.is_error), None)
        if first is not None and _is_no_lesson(first, path):
            text = self.tr(
                "{name} is not a lesson. A lesson is a folder in which there is a file named "
                "lesson.yaml, or a zip of that folder."
            )
            return text.format(name=name)
        why = wording.why_not_open(lesson.problems, self._preferences.state.language)
        text = self.tr("{name} can’t be opened as a lesson: {why}.")
        return text.format(name=name, why=why)


def shown_name(name: str) -> str:
    """``name`` on one line, and no longer than a line."""
    text = _NOT_SHOWN.sub(" ", name).strip()
    half = _LONGEST // 2
    return text if len(text) <= _LONGEST else f"{text[:half]}…{text[-half:]}"


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(shown_name(name) for name in names[:4])
    return f"{shown}…" if len(names) > 4 else shown


def _is_no_lesson(problem: Problem, path: Path) -> bool:
    """Whether nothing there ever was a lesson: else what is wrong with it helps more."""
    if problem.code == "bad-zip":
        return path.suffix.lower() != ZIP
    return problem.values.get("path") == MANIFEST and problem.code == "missing-file"
