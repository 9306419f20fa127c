"""The open lesson read again as its files are saved, and its problems told to its author."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from desktop_app.content.lesson import Lesson
from desktop_app.content.problems import Problem
from desktop_app.resources import installed_lessons
from desktop_app.session.session import Place
from desktop_app.shell.lesson_view import LessonView
from desktop_app.shell.lesson_watcher import LessonWatcher
from desktop_app.shell.main_window import MainWindow
from desktop_app.shell.opening import shown_name
from desktop_app.shell.places import kept_place
from desktop_app.shell.problem_panel import ProblemPanel
from desktop_app.shell.reading import Reread, done_in, read_again
from desktop_app.shell.standing import standing_of
from desktop_app.ui.common.jobs import JobRunner, Ticket

_TOPIC = "reload"


class Reloader(QObject):
    """Follows the files of whatever lesson is open in ``window``.

    What can't be shown as it was saved is said; the last good state stays readable.
    """

    def __init__(self, window: MainWindow, panel: ProblemPanel) -> None:
        super().__init__(window)
        self._window = window
        self._panel = panel
        self._jobs = JobRunner(self)
        self._path: Path | None = None
        self.watcher = LessonWatcher(self)
        self.watcher.changed.connect(self._read)
        panel.wanted.connect(window.show_problem)
        window.lesson_opened.connect(self._follow)
        window.reload_wanted.connect(lambda: self._read(asked=True))
        window.closed.connect(self._end)
        if window.lesson_view is not None:
            self._follow(window.lesson_view)

    def _end(self) -> None:
        self.watcher.watch(None)
        self._jobs.cancel_all()

    def _follow(self, view: LessonView) -> None:
        path = self._window.path
        if path != self._path:
            self._path = path
            self._panel.forget()
            self._window.notices.forget(_TOPIC)
            self.watcher.watch(path)
        self._check(view.lesson)

    # -- reading again -------------------------------------------------------------------

    def _read(self, *, asked: bool = False) -> None:
        path, view = self._path, self._window.lesson_view
        if path is None or view is None:
            return
        old, state, language = view.lesson, view.session.state, view.language
        begun, presenting = standing_of(view).drafts, self._window.actions_["present"].isChecked()
        self._jobs.start(
            "reload",
            lambda _: read_again(path, old, state, begun, language, whole=presenting),
            lambda found: self._adopt(view, state.place, found, asked=asked),
        )

    def _adopt(
        self, view: LessonView, place: Place | None, found: Reread | None, *, asked: bool
    ) -> None:
        """Show what was ``found`` in the place of ``view``, which stood at ``place``. Where there
        is nothing it is being replaced, unless it was ``asked`` for by hand.
        """
        if view is not self._window.lesson_view:
            return
        if found is None:
            if asked:
                self._say_gone()
            return
        state = view.session.state
        kept = found.place
        if kept is not None and state.place != place:  # one has gone on meanwhile
            kept = kept_place(view.lesson, found.lesson, state.place, view.language)
        if kept is None:  # no chapter at all, or the one that is read can't be
            self._keep(found.lesson)
            return
        self._window.notices.forget(_TOPIC)
        self._window.reopen(found.lesson, kept, done_in(state, found.other), found.other)

    def _say_gone(self) -> None:
        name = shown_name(str(self._path))
        self._window.notices.say(
            lambda: self.tr(
                "There is no lesson at {path} any more: what was read of it stays here."
            ).format(path=name),
            _TOPIC,
        )

    def _keep(self, lesson: Lesson) -> None:
        self._window.notices.say(
            lambda: self.tr("What was saved can’t be shown: this is how it was before."), _TOPIC
        )
        self._check(lesson)

    # -- problems ------------------------------------------------------------------------

    def _check(self, lesson: Lesson) -> None:
        """Look for problems, of lessons that come with the application only when asked."""
        if self._path is None or self._path in installed_lessons().values():
            return
        self._jobs.start(
            "check", lambda ticket: _problems_of(lesson, ticket), self._panel.show_problems
        )


def _problems_of(lesson: Lesson, ticket: Ticket) -> tuple[Problem, ...]:
    # Imported here: the charts' grammar is not needed on the way to the first paint.
    from desktop_app.checking import check_lesson

    ticket.check()
    return check_lesson(lesson)
