"""The class that is here: chosen by its name, remembered, with its sittings in the log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from types import MappingProxyType

from PySide6.QtCore import QObject, Signal

from desktop_app.content import wording
from desktop_app.content.dates import format_date
from desktop_app.content.lesson import Lesson
from desktop_app.content.problems import Problem
from desktop_app.learning.attempts import new_session
from desktop_app.learning.school_classes import (
    BEGUN,
    ENDED,
    REACHED,
    RENAMED,
    ClassSitting,
    SchoolClass,
    new_class,
    new_event,
)
from desktop_app.session.preferences import PreferenceStore
from desktop_app.session.session import Place
from desktop_app.shell.main_window import MainWindow
from desktop_app.shell.recorder import Recorder
from desktop_app.storage.failures import StoreError
from desktop_app.storage.settings import SettingsFile
from desktop_app.ui.classroom.class_dialog import ClassDialog, ClassLine
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.jobs import JobRunner, Ticket

CLASS = "class"
"""Under this name the settings hold the id of the class that is here."""
NOTICE = "class"
Classes = Mapping[str, SchoolClass]


class ClassDesk(QObject):
    """Made beside the learning desk, whose recorder keeps what happens to classes."""

    changed = Signal()
    """Another class is here, or more is known of it."""

    def __init__(
        self,
        window: MainWindow,
        preferences: PreferenceStore,
        settings: SettingsFile,
        recorder: Recorder,
        jobs: JobRunner,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._preferences = preferences
        self._settings = settings
        self._recorder = recorder
        self._jobs = jobs
        self.classes: Classes = MappingProxyType({})
        self._sitting: tuple[str, str, str] | None = None  # its id, class and lesson
        self._step = ""
        window.lesson_opened.connect(lambda _: self._opened())
        recorder.ready.connect(self.refresh)
        self.changed.connect(self._say_where)
        self.refresh()

    # -- which class ---------------------------------------------------------------------

    @property
    def current(self) -> SchoolClass | None:
        """The class that is here."""
        return self.classes.get(self._settings.settings.window.get(CLASS, ""))

    def refresh(self, then: Callable[[], object] | None = None) -> None:
        """Read the register again."""
        store = self._recorder.store
        if store is None:
            return

        def work(_: Ticket) -> Classes | Problem:
            try:
                return store.classes()
            except StoreError as error:
                return error.problem

        def done(found: Classes | Problem) -> None:
            if isinstance(found, Problem):
                self._say(found)
                return
            self.classes = found
            self.changed.emit()
            if then is not None:
                then()

        self._jobs.start("classes", work, done)

    def choose(self) -> None:
        """Ask which class is here."""
        self.refresh(self._ask)

    def _ask(self) -> None:
        current = self.current
        type_ = Type(self._preferences.state.scale)
        lines = [
            ClassLine(one.id, one.name, self._last_words(one)) for one in self.classes.values()
        ]
        dialog = ClassDialog(lines, current.id if current else "", type_, self._window)
        dialog.chosen.connect(self.come)
        dialog.made.connect(self._make)
        dialog.renamed.connect(self._rename)
        dialog.purged.connect(self._purge)
        dialog.open()

    def come(self, class_id: str) -> None:
        """That class is here now; "" for none."""
        self.end()
        settings = self._settings.settings
        window = MappingProxyType({**settings.window, CLASS: class_id})
        self._settings.save(replace(settings, window=window))
        self.changed.emit()

    def _make(self, name: str) -> None:
        event = new_class(name, datetime.now(UTC))
        self._recorder.keep(event)
        made = SchoolClass(event.class_id, name, event.at)
        self.classes = MappingProxyType({**self.classes, made.id: made})
        self.come(made.id)

    def _rename(self, class_id: str, name: str) -> None:
        known = self.classes.get(class_id)
        if known is not None:
            self._recorder.keep(new_event(class_id, RENAMED, datetime.now(UTC), name=name))
            self.classes = MappingProxyType({**self.classes, class_id: replace(known, name=name)})
            self.changed.emit()

    def _purge(self, class_id: str) -> None:
        if self._settings.settings.window.get(CLASS) == class_id:
            self._sitting = None  # nothing more of it is to be kept
            self.come("")
        store = self._recorder.store
        if store is None:
            return

        def work(_: Ticket) -> Problem | None:
            try:
                store.purge_class(class_id)
            except StoreError as error:
                return error.problem
            return None

        def done(problem: Problem | None) -> None:
            if problem is not None:
                self._say(problem)
            self.refresh()

        self._jobs.start("purge", work, done)

    # -- its sittings --------------------------------------------------------------------

    def begin(self, lesson: Lesson) -> None:
        """The class that is here begins ``lesson``, or goes on with it."""
        current = self.current
        if current is None:
            return
        if self._sitting is not None and self._sitting[1:] == (current.id, lesson.id):
            return
        self.end()
        self._sitting = (new_session(), current.id, lesson.id)
        self._keep(BEGUN, lesson=lesson.id)

    def reach(self, place: Place) -> None:
        """The class comes to a step."""
        if self._sitting is not None and place.step != self._step:
            self._step = place.step
            self._keep(REACHED, chapter=place.chapter, step=place.step)

    def end(self) -> None:
        """The period is over."""
        if self._sitting is not None:
            self._keep(ENDED)
            self._sitting, self._step = None, ""
            self.refresh()

    def pause(self) -> None:
        """The presentation is not shown for now: the period may be over, or go on."""
        if self._sitting is not None:
            self._keep(ENDED)
            self._step = ""

    def _keep(self, kind: str, **data: object) -> None:
        assert self._sitting is not None
        sitting, class_id, _ = self._sitting
        event = new_event(class_id, kind, datetime.now(UTC), sitting=sitting, **data)
        self._recorder.keep(event)

    def last_sitting(self, lesson: Lesson) -> ClassSitting | None:
        """What the class that is here did of ``lesson`` before now."""
        current = self.current
        now = self._sitting[0] if self._sitting else ""
        return current.last_sitting(lesson.id, before=now) if current is not None else None

    # -- words ---------------------------------------------------------------------------

    def _opened(self) -> None:
        self.end()
        self._say_where()

    def where_words(self, lesson: Lesson, language: str) -> str:
        """Where the class stopped in ``lesson``, in words; "" where it did nothing of it."""
        current, sitting = self.current, self.last_sitting(lesson)
        if current is None or sitting is None or sitting.last is None:
            return ""
        found = lesson.find_step(sitting.last.step, language)
        title = found[1].title if found else sitting.last.step
        day = format_date(sitting.left.astimezone().date(), language)
        text = self.tr("{name} stopped on {day} at “{step}”.")
        return text.format(name=current.name, day=day, step=title)

    def _say_where(self) -> None:
        """Say where the class stopped once its lesson is open."""
        view = self._window.lesson_view
        known = view is not None and bool(self.where_words(view.lesson, view.language))
        for command in ("class-resume", "class-recall"):
            self._window.actions_[command].setEnabled(known)
        if view is None or not known or self._sitting is not None:
            self._window.notices.forget(NOTICE)
            return

        def word() -> str:
            where = self.where_words(view.lesson, view.language)
            return f"{where} {self.tr('Menu, Class: go on from there, or ask what it retained.')}"

        self._window.notices.say(word, NOTICE)

    def _last_words(self, one: SchoolClass) -> str:
        """Where a class stopped in the lesson that is open, or how often it came."""
        view, language = self._window.lesson_view, self._preferences.state.language
        sitting = one.last_sitting(view.lesson.id) if view is not None else None
        if view is None or sitting is None or sitting.last is None:
            return ""
        found = view.lesson.find_step(sitting.last.step, view.language)
        title = found[1].title if found else sitting.last.step
        day = format_date(sitting.left.astimezone().date(), language)
        return self.tr("stopped on {day} at “{step}”").format(day=day, step=title)

    def _say(self, problem: Problem) -> None:
        def word() -> str:
            text = wording.message(problem, self._preferences.state.language)
            return f"{text[:1].upper()}{text[1:]}."

        self._window.notices.say(word, "classes")
