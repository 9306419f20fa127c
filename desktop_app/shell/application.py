"""The composition root: everything is made here, once, and handed to what needs it."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_config_path, user_data_path, user_log_path
from PySide6.QtCore import QLibraryInfo, QObject, QTimer, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from desktop_app.content.lesson import Lesson
from desktop_app.resources import resource
from desktop_app.session.preferences import Preferences, PreferenceStore
from desktop_app.shell.errors import ErrorReporter
from desktop_app.shell.main_window import MainWindow
from desktop_app.shell.places import is_long
from desktop_app.storage.background import Background
from desktop_app.storage.settings import Notice, SettingsFile
from desktop_app.ui.common import accessible
from desktop_app.ui.common.fonts import Type, register_fonts
from desktop_app.ui.common.garbage import GarbageCollector
from desktop_app.ui.common.jobs import JobRunner
from desktop_app.ui.common.stylesheet import stylesheet
from desktop_app.ui.common.theme import THEMES
from desktop_app.version import NAME

if TYPE_CHECKING:
    from desktop_app.shell.class_log import ClassLog
    from desktop_app.shell.classroom_desk import ClassroomDesk
    from desktop_app.shell.learning_desk import LearningDesk
    from desktop_app.shell.presenter_desk import PresenterDesk
    from desktop_app.shell.reloading import Reloader


PATIENCE = 5.0
"""Seconds that the end waits for the settings to be written."""


class Application(QObject):
    """The window and what it rests on. Needs a QApplication, and makes one if absent."""

    _noticed = Signal()

    def __init__(
        self,
        *,
        settings: SettingsFile,
        language: str | None = None,
        log: Path | None = None,
        data: Path | None = None,
        learner: str | None = None,
    ) -> None:
        """``data`` is the folder where attempts are kept; without it nothing is recorded.
        ``learner`` is who works this time, "" for nobody by name, None for who did last.
        """
        super().__init__()
        self._learner = settings.settings.learner if learner is None else learner
        self.qt = qt_application()
        self._settings = settings
        self._dress: tuple[str, int] | None = None
        said = settings.settings.preferences
        self.preferences = PreferenceStore(said)
        if language is not None:
            self.preferences.set_language(language)
        self.errors = ErrorReporter(log, self)
        self.jobs = JobRunner(self)
        accessible.install()
        self._missing_fonts = register_fonts()
        self._translate(self.preferences.state.language)
        self._style(self.preferences.state)
        # Before the window watches: its parts set their fonts on top of the style.
        self.preferences.watch(lambda state: state.language, self._translate)
        self.preferences.watch(lambda state: state, self._style)
        self.window = MainWindow(self.preferences, settings, self.jobs)
        self.learning: LearningDesk | None = None
        self.classes: ClassLog | None = None
        self.reloader: Reloader | None = None
        self.presenting: PresenterDesk | None = None
        self.window.presenting_wanted.connect(self._present)
        self.classroom: ClassroomDesk | None = None
        self.window.first_painted.connect(lambda: QTimer.singleShot(0, self, self._follow_files))
        if data is not None:
            # Twice round the event loop: what the lesson still has to show comes first.
            later = partial(QTimer.singleShot, 0, self, partial(self._start_learning, data))
            self.window.first_painted.connect(lambda: QTimer.singleShot(0, self, later))
        self._said = 0
        self._noticed.connect(self._say_notices)
        settings.noticed = self._noticed.emit
        if self._missing_fonts:
            self.window.notices.say(self._word_missing_fonts)
        self._say_notices()

    def _follow_files(self) -> None:
        """Read the open lesson again as it is saved."""
        from desktop_app.shell.problem_panel import ProblemPanel
        from desktop_app.shell.reloading import Reloader

        panel = ProblemPanel(self.preferences)
        self.window.show_below(panel)
        self.reloader = Reloader(self.window, panel)

    def _start_learning(self, data: Path) -> None:
        """Record, and show what was recorded: nothing of it is needed for the first paint."""
        if not self.window.isVisible():  # closed as soon as it stood there
            return
        from desktop_app.shell.class_log import ClassLog
        from desktop_app.shell.class_reminder import ClassReminder
        from desktop_app.shell.classroom_desk import ClassroomDesk
        from desktop_app.shell.learning_desk import LearningDesk

        jobs = JobRunner(self)
        self.learning = LearningDesk(self.window, self.preferences, data, jobs, self._learner)
        self.classes = ClassLog(self.learning.recorder, self)
        self.classroom = ClassroomDesk(
            self.window,
            self.preferences,
            self._settings,
            self.learning,
            self.classes,
            JobRunner(self),
        )
        self._attend()
        self.reminder = ClassReminder(
            self.window,
            self.preferences,
            self._settings,
            self.classes,
            self.learning.recorder.jobs,
            self._recall,
        )

    def _recall(self) -> None:
        """Present, and ask again what the class did last time."""
        self.window.present(True)
        if self.presenting is not None:
            self.presenting.do("recall")

    def _present(self, on: bool) -> None:
        """Begin or end to show the lesson to an audience; what that needs comes with it."""
        if self.presenting is None and on:
            from desktop_app.shell.presenter_desk import PresenterDesk

            self.presenting = PresenterDesk(self.window, self.preferences, self._settings)
            self._attend()
        if self.presenting is not None:
            self.presenting.present(on)

    def _attend(self) -> None:
        """Let what a class does be kept, once there are both a presentation and a store."""
        if self.presenting is not None and self.classes is not None:
            self.presenting.attend(self.classes)

    def leave(self) -> None:
        """Give back what belongs to the process: its error hook and its language."""
        self._settings.noticed = lambda: None
        self.errors.uninstall()
        self._drop_translators()

    def _drop_translators(self) -> None:
        for translator in self.qt.findChildren(QTranslator):
            self.qt.removeTranslator(translator)
            translator.deleteLater()

    def _style(self, state: Preferences) -> None:
        dress = (state.theme, state.text_size)
        if dress == self._dress:
            return
        self._dress = dress
        theme = THEMES[state.theme]
        self.qt.setPalette(theme.palette())
        self.qt.setFont(Type(state.scale).interface())
        self.qt.setStyleSheet(stylesheet(theme, state.scale))
        # Qt polishes a hidden widget when it is first shown, and would then take back the
        # font that the widget has set itself meanwhile.
        for widget in self.qt.allWidgets():
            widget.ensurePolished()

    def _translate(self, language: str) -> None:
        self._drop_translators()
        qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for name, folder in (
            (f"qtbase_{language}", qt_folder),
            (f"rebattre_{language}", str(resource("translations"))),
        ):
            translator = QTranslator(self.qt)
            if translator.load(name, folder):
                self.qt.installTranslator(translator)

    def _say_notices(self) -> None:
        """Say what was not said yet of the settings."""
        new = self._settings.notices[self._said :]
        self._said += len(new)
        for notice in new:
            self.window.notices.say(partial(self._word, notice))

    def _word_missing_fonts(self) -> str:
        text = self.tr("Fonts are missing ({fonts}): others stand in for them.")
        return text.format(fonts=", ".join(self._missing_fonts))

    def _word(self, notice: Notice) -> str:
        texts = {
            "settings-damaged": self.tr(
                "The settings could not be read. They were kept aside as {path}, and the "
                "application starts afresh."
            ),
            "settings-newer": self.tr(
                "The settings come from a newer version. They were kept aside as {path}, and the "
                "application starts afresh."
            ),
            "settings-not-kept": self.tr(
                "Nothing can be written in {path}: everything works, but place and settings will "
                "not be remembered."
            ),
        }
        return texts[notice.code].format(path=notice.path)


def qt_application() -> QApplication:
    """The process's QApplication, made at the first call."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        qt = existing
    else:
        QApplication.setApplicationName(NAME)
        QApplication.setApplicationDisplayName("Rebattre les cartes")
        QApplication.setDesktopFileName(NAME)
        qt = QApplication(sys.argv[:1])
    qt.setStyle("Fusion")
    return qt


def run(
    lesson: Lesson | None,
    *,
    path: Path | None = None,
    chapter: str | None = None,
    step: str | None = None,
    language: str | None = None,
    present: bool = False,
    learner: str | None = None,
) -> int:
    """Open the window and stay until it is closed; returns the exit code. ``learner`` works
    this time ("" for nobody by name), None is who did last.
    """
    settings = SettingsFile(user_config_path(NAME), Background("settings"))
    application = Application(
        settings=settings,
        language=language,
        log=user_log_path(NAME),
        data=user_data_path(NAME),
        learner=learner,
    )
    application.errors.install()
    window = application.window
    window.restore_window()
    if lesson is None:
        window.show_library()
    elif (
        path is not None and not present and is_long(lesson, application.preferences.state.language)
    ):
        window.show_library()
        window.open_path(path, chapter=chapter, step=step)
    else:
        if path is not None:
            window.set_path(path)
        window.open_lesson(lesson, chapter=chapter, step=step)
    garbage = GarbageCollector(application)
    window.first_painted.connect(garbage.start)
    if present:  # after the cards: they come with the first paint, and charts with them
        window.first_painted.connect(lambda: QTimer.singleShot(0, lambda: window.present(True)))
    window.show()
    try:
        return application.qt.exec()
    finally:
        settings.finish(PATIENCE)
        garbage.stop()
        application.leave()
