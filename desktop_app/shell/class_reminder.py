"""Where the class in front of the teacher stopped, said when its lesson is opened again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject

from desktop_app.content.dates import format_date
from desktop_app.content.lesson import Lesson
from desktop_app.learning.school_classes import ClassSitting, Reached
from desktop_app.session.preferences import PreferenceStore
from desktop_app.shell.class_in_front import CHOSEN
from desktop_app.shell.class_log import ClassLog
from desktop_app.shell.lesson_view import LessonView
from desktop_app.shell.main_window import MainWindow
from desktop_app.shell.notice_bar import Offer
from desktop_app.storage.settings import SettingsFile
from desktop_app.ui.common.jobs import JobRunner, Ticket
from desktop_app.ui.common.watching import stop_with

TOPIC = "class"


@dataclass(frozen=True)
class _Halt:
    """A step that is still there, and whether anything is asked on what was done."""

    reached: Reached
    title: str
    asks: bool


class ClassReminder(QObject):
    """Says it once for each lesson that is opened in a window, unless it is presented at
    once: then the presentation says it. ``recall`` presents, and asks again first.
    """

    def __init__(
        self,
        window: MainWindow,
        preferences: PreferenceStore,
        settings: SettingsFile,
        log: ClassLog,
        jobs: JobRunner,
        recall: Callable[[], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._preferences = preferences
        self._log = log
        self._jobs = jobs
        self._recall = recall
        self._settings = settings
        self._said: set[str] = set()
        window.lesson_opened.connect(self._remind)
        window.presenting_wanted.connect(lambda on: window.notices.forget(TOPIC) if on else None)
        stop_with(self, preferences.watch(lambda state: state.language, lambda _: self._say_anew()))
        if window.lesson_view is not None:
            self._remind(window.lesson_view)

    def _say_anew(self) -> None:
        """The title of the step in another language: its chapter may have to be read."""
        view = self._window.lesson_view
        if view is not None and self._window.notices.is_waiting(TOPIC):
            self._look(view)

    @property
    def _class(self) -> str:
        """The class that was chosen last: none where nobody teaches."""
        return self._settings.settings.window.get(CHOSEN, "")

    def _remind(self, view: LessonView) -> None:
        self._window.notices.forget(TOPIC)
        if self._class and view.lesson.id not in self._said:
            self._said.add(view.lesson.id)
            self._log.when_read(lambda: self._look(view))

    def _look(self, view: LessonView) -> None:
        known = self._log.classes.get(self._class)
        sitting = known.last_sitting(view.lesson.id) if known is not None else None
        if known is None or sitting is None or self._is_elsewhere(view):
            return
        lesson, language, name = view.lesson, view.language, known.name

        def say(halt: _Halt | None) -> None:
            if halt is None or self._is_elsewhere(view):
                return
            again = Offer(lambda: self.tr("Ask again first (5 min)"), lambda: self._take(view, ""))
            there = Offer(
                lambda: self.tr("Go on from there"), lambda: self._take(view, halt.reached.step)
            )
            self._window.notices.say(
                lambda: halt_words(
                    name, halt.title, halt.reached, self._preferences.state.language
                ),
                TOPIC,
                there,
                *([again] if halt.asks else []),
            )

        self._jobs.start("halt", lambda ticket: _halt(lesson, language, sitting, ticket), say)

    def _take(self, view: LessonView, step: str) -> None:
        """Go on at ``step``, or present what is asked again where there is none."""
        self._window.notices.forget(TOPIC)
        if step:
            self._window.resume()  # where it was left for another page
            view.go_to_step(step)
        else:
            self._recall()

    def _is_elsewhere(self, view: LessonView) -> bool:
        return view is not self._window.lesson_view or self._window.is_presenting


def halt_words(name: str, title: str, reached: Reached, language: str) -> str:
    """Where a class stopped, and when, in a sentence."""
    text = QCoreApplication.translate("ClassReminder", "{name} stopped at “{title}” on {date}.")
    date = format_date(reached.at.astimezone().date(), language)
    return text.format(name=name, title=title, date=date)


def _halt(lesson: Lesson, language: str, sitting: ClassSitting, ticket: Ticket) -> _Halt | None:
    """Where the class stopped: the last step it reached that there is still."""
    halt: tuple[Reached, str] | None = None
    asks = False
    for reached in reversed(sitting.reached):
        ticket.check()
        found = lesson.find_step(reached.step, language)
        if found is not None:
            halt = halt or (reached, found[1].title)
            asks = asks or any(block.id and block.is_sound for block in found[1].questions)
    return _Halt(*halt, asks) if halt is not None else None
