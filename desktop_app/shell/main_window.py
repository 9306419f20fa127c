"""The window: header, library or lesson, notices; and what each command does."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.content.fields import in_language
from desktop_app.content.lesson import Lesson
from desktop_app.content.problems import Problem
from desktop_app.quiz.exchange.forms import BANKS
from desktop_app.resources import installed_lessons
from desktop_app.session.preferences import Preferences, PreferenceStore, look
from desktop_app.session.session import Place, Session, SessionState
from desktop_app.shell.actions import Actions
from desktop_app.shell.arrangement import arrangement, restore_geometry, restore_splitters
from desktop_app.shell.busy_bar import BusyBar
from desktop_app.shell.header import Header
from desktop_app.shell.lesson_dialogs import LessonDialogs
from desktop_app.shell.lesson_view import LessonView
from desktop_app.shell.notice_bar import NoticeBar
from desktop_app.shell.opening import LessonOpener
from desktop_app.shell.places import place_of, starting_place
from desktop_app.shell.reading import Opened
from desktop_app.shell.standing import standing_of, take_up
from desktop_app.storage.settings import SettingsFile
from desktop_app.ui.common.jobs import JobRunner

if TYPE_CHECKING:  # what is not on the way to the first paint is imported where it is used
    from desktop_app.shell.shelf import Shelf
    from desktop_app.ui.library.library_panel import LibraryPanel

COMPACT = 900
"""Width at 100 % text under which the header leaves out what the menu holds."""


class MainWindow(QMainWindow):
    """The one window. ``first_painted`` tells when it stands on screen."""

    first_painted = Signal()
    lesson_opened = Signal(object)
    """A lesson stands in a view of its own."""
    library_shown = Signal(object, bool)
    """The library is in front; whether it was made just now."""
    reload_wanted = Signal()
    """The open lesson is to be read again, saved or not."""
    presenting_wanted = Signal(bool)
    """The lesson is to be presented, or not any more."""
    learning_wanted = Signal(str)
    """One of the commands that are about the learner: ``progress``, ``review``, …"""
    class_wanted = Signal(str)
    """One of the commands about the students of a class: ``learner``, ``hand-in``, …"""
    closing = Signal(object)
    """The window is about to close; ignoring the event keeps it open."""
    closed = Signal()

    def __init__(
        self, preferences: PreferenceStore, settings: SettingsFile, jobs: JobRunner
    ) -> None:
        super().__init__()
        self._preferences = preferences
        self._settings = settings
        self._jobs = jobs
        self._path: Path | None = None
        self._painted = False
        self.lesson_view: LessonView | None = None
        self.library: LibraryPanel | None = None
        self._shelf: Shelf | None = None
        self.notices = NoticeBar(preferences)
        self.busy = BusyBar(preferences)
        self._opener = LessonOpener(
            self, preferences, jobs, self.notices, self.busy, lambda: settings.settings.places
        )
        self._opener.found.connect(self._opened)
        self._dialogs = LessonDialogs(self, self, preferences, jobs)
        self.actions_ = Actions(self, self._handlers())
        self.header = Header(self.actions_, preferences)
        self.pages = QStackedWidget()
        page = QWidget()
        page.setObjectName("page")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.pages, 1)
        self._column = column
        column.addWidget(self.busy)
        column.addWidget(self.notices)
        self.setCentralWidget(page)
        self.setMinimumSize(320, 240)  # its own: the cards must not keep it from shrinking
        self.resize(1280, 800)
        self.setAcceptDrops(True)
        self.actions_["rail"].setChecked(True)
        preferences.watch(lambda state: state, self._tick)
        preferences.watch(lambda state: state.language, lambda _: self._show_title())
        preferences.watch(look, lambda _: self._fit_header())
        self._tick(preferences.state)
        self._enable()

    # -- opening -------------------------------------------------------------------

    def show_library(self) -> None:
        from desktop_app.shell.shelf import Shelf
        from desktop_app.ui.library.library_panel import LibraryPanel

        is_new = self.library is None
        if self.library is None:
            self.library = library = LibraryPanel(self._preferences)
            self._shelf = Shelf(library, self._settings)
            self._shelf.filled.connect(lambda: self.library_shown.emit(library, False))
            self.closed.connect(self._shelf.end)
            self.library.lesson_chosen.connect(self._choose)
            self.library.folder_wanted.connect(self._opener.choose_folder)
            self.library.file_wanted.connect(self._opener.choose_file)
            self.library.forgotten.connect(self._shelf.forget)
        self.show_page(self.library)
        self.library.take_focus()
        self.library_shown.emit(self.library, is_new)
        if self._shelf is not None:
            self._shelf.look()

    def show_page(self, page: QWidget) -> None:
        """Bring a page to the front that is no lesson."""
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        self._show_title()
        self._enable()

    def open_path(self, path: Path, *, chapter: str | None = None, step: str | None = None) -> None:
        """Open the lesson that ``path`` means at a place, or say why it can't be."""
        self._opener.open(path, chapter, step)

    def _opened(self, found: Opened) -> None:
        view, lesson = self.lesson_view, found.lesson
        if lesson is None:
            return
        if view is not None and found.path == self._path:  # it goes on as it was left
            self.resume()
            if found.step is not None:
                view.go_to_step(found.step)
            elif found.chapter is not None:
                view.go_to_chapter(found.chapter)
            self.reload_wanted.emit()
            return
        self._path = found.path
        self.open_lesson(lesson, chapter=found.chapter, step=found.step)
        self._note_opened()

    def _note_opened(self) -> None:
        """Remember the lesson that is open, where it does not come with the application."""
        known = {path.resolve() for path in installed_lessons().values()}
        if self._path is not None and self._path not in known:
            opened = self._settings.settings.with_recent(str(self._path))
            if opened != self._settings.settings:
                self._settings.save(opened)

    def _say_refused_chapter(self, chapter: str) -> None:
        def word() -> str:
            text = self.tr(
                "The chapter {name} can’t be read: see Menu, Lesson, Problems in this lesson."
            )
            return text.format(name=chapter)

        self.notices.say(word, "chapter")

    def _choose(self, path: Path) -> None:
        """Go back to the lesson that is open, or open another."""
        if path == self._path:
            self.resume()
        else:
            self.open_path(path)

    def resume(self) -> None:
        """Back from the library to the open lesson, as it was left."""
        if self.lesson_view is not None:
            self.pages.setCurrentWidget(self.lesson_view)
            self.lesson_view.narrative.setFocus()
            self._show_title()
            self._enable()

    def open_lesson(
        self,
        lesson: Lesson,
        *,
        chapter: str | None = None,
        step: str | None = None,
    ) -> None:
        """Show ``lesson`` at a place: the one asked for, the last one, or its start."""
        self._opener.give_up()
        view = self._open(lesson, chapter, step)
        if self._painted:
            view.narrative.setFocus()

    def _open(
        self,
        lesson: Lesson,
        chapter: str | None,
        step: str | None,
        earlier: SessionState | None = None,
    ) -> LessonView:
        """``earlier`` is what was done in it before it was read again."""
        if self.lesson_view is not None:
            self._remember()
        place = starting_place(
            lesson,
            self._preferences.state.language,
            last=self._settings.settings.places.get(lesson.id),
            chapter=chapter,
            step=step,
        )
        session = Session(lesson.parameters, place=place, earlier=earlier)
        view = LessonView(lesson, session, self._preferences, self._jobs)
        old, self.lesson_view = self.lesson_view, view
        view.show_rail(self.actions_["rail"].isChecked())
        self.pages.addWidget(view)
        self.pages.setCurrentWidget(view)
        if old is not None:
            old.retire()
            self.pages.removeWidget(old)
            old.deleteLater()
        session.watch(lambda state: state, lambda _: self._enable())
        view.chapter_refused.connect(self._say_refused_chapter)
        view.cards_loaded.connect(lambda: restore_splitters(view, self._settings.settings.window))
        self.lesson_opened.emit(view)
        self._show_title()
        self._enable()
        if self._painted:
            view.after_first_paint()
        return view

    def show_problem(self, problem: Problem) -> None:
        """Go to the step where a problem of the open lesson is; copy its place where it is in
        none: for an editor to go there.
        """
        view, at = self.lesson_view, problem.location
        place = place_of(view.lesson, at) if view is not None else None
        if view is not None and place is not None:
            self.resume()
            view.session.go_to(place)
            return
        QGuiApplication.clipboard().setText(f"{at.file}:{at.line}:{at.column}")
        self.notices.say(
            lambda: self.tr("{file} is shown in no step. Its place was copied.").format(
                file=at.file
            ),
            "problem",
        )

    def go_back(self) -> None:
        """From another page to the open lesson, else to the library."""
        if self.lesson_view is not None:
            self.resume()
        else:
            self.show_library()

    def open_anew(self) -> None:
        """Open the open lesson anew where it stands, with nothing done in it so far."""
        view = self.lesson_view
        if view is not None:
            self._replace(view, view.lesson, view.session.state.place).narrative.setFocus()

    def reopen(
        self, lesson: Lesson, place: Place, earlier: SessionState, other: Collection[str] = ()
    ) -> None:
        """Show the open lesson as it was saved since, at ``place``, with what was done in it
        ``earlier``; ``other`` are the questions that ask something else now.
        """
        view = self.lesson_view
        if view is not None:
            standing = standing_of(view).without(other)
            take_up(self._replace(view, lesson, place, earlier), standing)

    def _replace(
        self,
        view: LessonView,
        lesson: Lesson,
        place: Place | None,
        earlier: SessionState | None = None,
    ) -> LessonView:
        """Put another view in the place of ``view``; the page in front stays there."""
        front = self.pages.currentWidget()
        chapter, step = (place.chapter, place.step) if place is not None else (None, None)
        new = self._open(lesson, chapter, step, earlier)
        if front is not None and front is not view:
            self.show_page(front)
        return new

    @property
    def front_view(self) -> LessonView | None:
        """The view of the open lesson where it is what the window shows."""
        view = self.lesson_view
        return view if view is not None and self.pages.currentWidget() is view else None

    @property
    def path(self) -> Path | None:
        """Where the open lesson was read from."""
        return self._path

    def set_path(self, path: Path) -> None:
        """Where the open lesson was read from, for reloading it."""
        self._path = path.resolve()

    # -- commands ------------------------------------------------------------------

    def _handlers(self) -> dict[str, Callable[[], object]]:
        preferences, dialogs = self._preferences, self._dialogs
        return {
            "library": self.show_library,
            "resume": self.resume,
            "open-folder": self._opener.choose_folder,
            "open-file": self._opener.choose_file,
            "reload": self.reload_wanted.emit,
            "print": dialogs.print_lesson,
            "questions-out": dialogs.take_questions,
            "questions-in": dialogs.bring_questions,
            "guide": dialogs.show_guide,
            "problems": dialogs.show_problems,
            "progress": lambda: self.learning_wanted.emit("progress"),
            "review": lambda: self.learning_wanted.emit("review"),
            "begin-again": lambda: self.learning_wanted.emit("begin-again"),
            "learner": lambda: self.class_wanted.emit("learner"),
            "hand-in": lambda: self.class_wanted.emit("hand-in"),
            "collect": lambda: self.class_wanted.emit("collect"),
            "learner-data": lambda: self.class_wanted.emit("learner-data"),
            "quit": self.close,
            "search": dialogs.search,
            "next-step": self._in_lesson(lambda view: view.move_step(1)),
            "previous-step": self._in_lesson(lambda view: view.move_step(-1)),
            "next-chapter": self._in_lesson(lambda view: view.move_chapter(1)),
            "previous-chapter": self._in_lesson(lambda view: view.move_chapter(-1)),
            "undo": self._in_lesson(lambda view: view.session.undo()),
            "redo": self._in_lesson(lambda view: view.session.redo()),
            "reset": self._in_lesson(lambda view: view.session.reset_parameters()),
            "larger-text": preferences.larger_text,
            "smaller-text": preferences.smaller_text,
            "normal-text": lambda: preferences.set_text_size(100),
            "french": lambda: preferences.set_language("fr"),
            "english": lambda: preferences.set_language("en"),
            "switch-language": self._switch_language,
            "light": lambda: preferences.set_theme("light"),
            "dark": lambda: preferences.set_theme("dark"),
            "contrast": lambda: preferences.set_theme("contrast"),
            "notes": lambda: preferences.show_teacher_notes(self.actions_["notes"].isChecked()),
            "practice": lambda: preferences.practise(self.actions_["practice"].isChecked()),
            "motion": lambda: preferences.allow_motion(self.actions_["motion"].isChecked()),
            "rail": lambda: self._show_rail(self.actions_["rail"].isChecked()),
            "present": lambda: self.present(self.actions_["present"].isChecked()),
            "about": dialogs.show_about,
        }

    def _in_lesson(self, do: Callable[[LessonView], object]) -> Callable[[], object]:
        def run() -> None:
            if self.front_view is not None:
                do(self.front_view)

        return run

    def _switch_language(self) -> None:
        other = "en" if self._preferences.state.language == "fr" else "fr"
        self._preferences.set_language(other)

    def _show_rail(self, shown: bool) -> None:
        if self.lesson_view is not None:
            self.lesson_view.show_rail(shown)

    @property
    def is_presenting(self) -> bool:
        """Whether the lesson is shown to an audience."""
        return self.actions_["present"].isChecked()

    def present(self, on: bool) -> None:
        """Show the lesson to an audience, or end that."""
        self.actions_["present"].setChecked(on)
        self.presenting_wanted.emit(on)

    # -- keeping up ----------------------------------------------------------------

    def _tick(self, state: Preferences) -> None:
        chosen = {"french": state.language == "fr", "english": state.language == "en"}
        for theme in ("light", "dark", "contrast"):
            chosen[theme] = state.theme == theme
        chosen["notes"] = state.teacher_notes
        chosen["motion"] = state.motion
        chosen["practice"] = state.practice
        for command, on in chosen.items():
            self.actions_[command].setChecked(on)

    def _enable(self) -> None:
        """Commands that would do nothing now are off."""
        view = self.lesson_view
        in_lesson = view is not None and self.pages.currentWidget() is view
        for command in (
            "begin-again",
            "hand-in",
            "problems",
            "print",
            "questions-out",
            "next-step",
            "previous-step",
            "next-chapter",
            "previous-chapter",
            "notes",
            "rail",
            "present",
        ):
            self.actions_[command].setEnabled(in_lesson)
        self.actions_["resume"].setEnabled(view is not None and not in_lesson)
        self.actions_["guide"].setEnabled(in_lesson and view is not None and view.lesson.has_guide)
        self.actions_["reload"].setEnabled(in_lesson and self._path is not None)
        self.actions_["undo"].setEnabled(in_lesson and view is not None and view.session.can_undo)
        self.actions_["redo"].setEnabled(in_lesson and view is not None and view.session.can_redo)
        self.actions_["reset"].setEnabled(
            in_lesson and view is not None and bool(view.lesson.parameters)
        )

    def _show_title(self) -> None:
        name = "Rebattre les cartes"
        view = self.lesson_view
        language = self._preferences.state.language
        if view is not None and self.pages.currentWidget() is view:
            title = view.lesson.title_in(language)
            self.header.show_title(title, in_language(view.lesson.subtitle, language))
            self.setWindowTitle(title if title == name else f"{title} – {name}")
        else:
            self.header.show_title(name, self.tr("Interactive lessons"))
            self.setWindowTitle(name)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.actions_.translate()
            self._show_title()
        super().changeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the lesson that is dropped on the window, or read the questions."""
        event.acceptProposedAction()
        path = self._opener.take_dropped(event.mimeData())
        if path is not None:
            bank = path.suffix.lower() in BANKS and path.is_file()
            (self._dialogs.bring_questions if bank else self.open_path)(path)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_header()

    def _fit_header(self) -> None:
        self.header.set_compact(self.width() / self._preferences.state.scale < COMPACT)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self._after_first_paint)

    def _after_first_paint(self) -> None:
        self.first_painted.emit()
        if self.lesson_view is not None:
            self.lesson_view.narrative.setFocus()
        # One turn of the event loop later: the window answers before charts load.
        if self.lesson_view is not None:
            QTimer.singleShot(0, self.lesson_view, self.lesson_view.after_first_paint)
        self._note_opened()

    def show_below(self, panel: QWidget) -> None:
        """Give ``panel`` its place under the pages."""
        self._column.insertWidget(self._column.indexOf(self.pages) + 1, panel)

    # -- remembering ---------------------------------------------------------------

    def restore_window(self) -> None:
        restore_geometry(self, self._settings.settings.window)

    def _remember(self) -> None:
        settings, view = self._settings.settings, self.lesson_view
        window = {**settings.window, **arrangement(self, view)}
        if view is not None and view.session.state.place is not None:
            settings = settings.with_place(view.lesson.id, view.session.state.place)
        self._settings.save(replace(settings, preferences=self._preferences.state, window=window))

    def closeEvent(self, event: QCloseEvent) -> None:
        self.present(False)  # while what a class did can still be kept
        self.closing.emit(event)
        if not event.isAccepted():
            return
        self._remember()
        if self.lesson_view is not None:
            self.lesson_view.retire()
        self._jobs.cancel_all()
        super().closeEvent(event)
        self.closed.emit()
