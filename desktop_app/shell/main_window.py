"""The window: header, library or lesson, notices; and what each command does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.content import wording
from desktop_app.content.fields import in_language
from desktop_app.content.files import MANIFEST
from desktop_app.content.lesson import Lesson
from desktop_app.content.reader import read_lesson
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
from desktop_app.shell.places import starting_place
from desktop_app.storage.settings import SettingsFile
from desktop_app.ui.common.jobs import JobRunner, Ticket

if TYPE_CHECKING:  # what is not on the way to the first paint is imported where it is used
    from desktop_app.shell.shelf import Shelved
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
        self._dialogs = LessonDialogs(self, self, preferences, jobs)
        self.actions_ = Actions(self, self._handlers())
        self.header = Header(self.actions_, preferences)
        self.notices = NoticeBar(preferences)
        self.busy = BusyBar(preferences)
        self.busy.cancelled.connect(lambda: jobs.cancel("open"))
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
        from desktop_app.shell.shelf import installed
        from desktop_app.ui.library.library_panel import LibraryPanel

        is_new = self.library is None
        if self.library is None:
            self.library = LibraryPanel(self._preferences)
            self.library.lesson_chosen.connect(self._choose)
            self.library.folder_wanted.connect(self._choose_folder)
            self.library.file_wanted.connect(self._choose_file)
            self.library.forgotten.connect(self._forget)
            self.library.show_lessons(installed())
        self.show_page(self.library)
        self.library_shown.emit(self.library, is_new)
        self._look_at_shelf()

    def _look_at_shelf(self) -> None:
        """Find the other lessons at hand, which may be on a slow share."""
        from desktop_app.shell.shelf import beside_and_before

        opened = [Path(path) for path in self._settings.settings.recent]
        self._jobs.start("shelf", lambda _: beside_and_before(opened), self._show_shelf)

    def _show_shelf(self, shelf: Sequence[Shelved]) -> None:
        if self.library is None:
            return
        lessons = [(path, lesson) for path, lesson in shelf if lesson is not None]
        missing = [path for path, lesson in shelf if lesson is None]
        opened = {Path(path) for path in self._settings.settings.recent}
        known = self.library.lessons[: len(installed_lessons())]
        self.library.show_lessons([*known, *lessons], missing, opened)
        self.library_shown.emit(self.library, False)

    def _forget(self, path: Path) -> None:
        """Take a lesson off the list of those that were opened; its files stay."""
        self._settings.save(self._settings.settings.without_recent(str(path)))
        self._look_at_shelf()

    def show_page(self, page: QWidget) -> None:
        """Bring a page to the front that is no lesson."""
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        self._show_title()
        self._enable()

    def open_path(self, path: Path, *, chapter: str | None = None, step: str | None = None) -> None:
        """Open the lesson at ``path`` at a place, or say why it can't be. Its first page is read
        in the job as well: a long chapter takes seconds.
        """
        self.busy.start(self.tr("Reading the lesson…"))
        language, places = self._preferences.state.language, self._settings.settings.places

        def read(_: Ticket) -> Lesson | None:
            lesson = _read(path)
            if lesson is not None:
                last = places.get(lesson.id)
                starting_place(lesson, language, last=last, chapter=chapter, step=step)
            return lesson

        def opened(lesson: Lesson | None) -> None:
            self._opened(path, lesson, chapter, step)

        self._jobs.start("open", read, opened)

    def _opened(
        self, path: Path, lesson: Lesson | None, chapter: str | None, step: str | None
    ) -> None:
        self.busy.finish()
        if lesson is None:
            self.notices.say(
                lambda: self.tr("There is no lesson at {path}.").format(path=path), "open"
            )
        elif not lesson.chapter_ids:
            self.notices.say(lambda: self._word_refusal(path, lesson), "open")
        else:
            self.notices.forget("open")
            again = self.lesson_view if path == self._path else None
            self._path = path
            earlier = again.session.state if again else None
            self.open_lesson(lesson, chapter=chapter, step=step, earlier=earlier)
            self._note_opened()

    def _note_opened(self) -> None:
        """Remember the lesson that is open, where it does not come with the application."""
        known = {path.resolve() for path in installed_lessons().values()}
        if self._path is not None and self._path.resolve() not in known:
            opened = self._settings.settings.with_recent(str(self._path.resolve()))
            if opened != self._settings.settings:
                self._settings.save(opened)

    def _word_refusal(self, path: Path, lesson: Lesson) -> str:
        why = wording.why_not_open(lesson.problems, self._preferences.state.language)
        text = self.tr("{name} can’t be opened as a lesson: {why}.")
        return text.format(name=path.name, why=why)

    def _say_refused_chapter(self, chapter: str) -> None:
        def word() -> str:
            text = self.tr(
                "The chapter {name} can’t be read: see Menu, Lesson, Problems in this lesson."
            )
            return text.format(name=chapter)

        self.notices.say(word, "chapter")

    def _choose(self, path: Path) -> None:
        """Go back to the lesson that is open, or open another."""
        if self._path is not None and path.resolve() == self._path.resolve():
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
        earlier: SessionState | None = None,
    ) -> LessonView:
        """Show ``lesson`` at a place: the one asked for, the last one, or its start.

        ``earlier`` is what was done in it before it was read again.
        """
        self._jobs.cancel_all()
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
        errors = sum(problem.is_error for problem in lesson.problems)
        if errors:
            self.notices.say(
                lambda: self.tr("%n problem(s) in this lesson: see Menu, Lesson.", "", errors),
                "problems",
            )
        else:
            self.notices.forget("problems")
        if self._painted:
            view.narrative.setFocus()
            view.after_first_paint()
        return view

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
            self._replace(view, view.lesson, view.session.state.place)

    def reopen(self, lesson: Lesson, place: Place) -> None:
        """Show the open lesson as it was saved since, at ``place``, with all done in it."""
        view = self.lesson_view
        if view is not None:
            top = view.narrative.verticalScrollBar().value()
            stays = view.session.state.place == place
            new = self._replace(view, lesson, place, view.session.state)
            if stays:
                bar = new.narrative.verticalScrollBar()
                QTimer.singleShot(0, new, lambda: bar.setValue(top))

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
        new = self.open_lesson(lesson, chapter=chapter, step=step, earlier=earlier)
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

    def _reload(self) -> None:
        if self._path is not None and self.lesson_view is not None:
            self.open_path(self._path)

    def set_path(self, path: Path) -> None:
        """Where the open lesson was read from, for reloading it."""
        self._path = path

    def _choose_folder(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        folder = QFileDialog.getExistingDirectory(self, self.tr("Open a lesson folder"))
        if folder:
            self.open_path(Path(folder))

    def _choose_file(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        name, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Open a zipped lesson"),
            "",
            self.tr("Lessons (*.zip)"),
        )
        if name:
            self.open_path(Path(name))

    # -- commands ------------------------------------------------------------------

    def _handlers(self) -> dict[str, Callable[[], object]]:
        preferences, dialogs = self._preferences, self._dialogs
        return {
            "library": self.show_library,
            "resume": self.resume,
            "open-folder": self._choose_folder,
            "open-file": self._choose_file,
            "reload": self._reload,
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
        if _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the lesson that is dropped on the window, or read the questions."""
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
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


def _read(path: Path) -> Lesson | None:
    try:
        return read_lesson(path)
    except FileNotFoundError:
        return None


def _dropped(event: QDropEvent) -> Path | None:
    """The first file or folder of this computer that is dropped; its folder for a manifest."""
    for url in event.mimeData().urls():
        if url.isLocalFile():
            path = Path(url.toLocalFile())
            return path.parent if path.name == MANIFEST else path
    return None
