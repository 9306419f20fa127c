"""Collecting in the teacher's window: a folder, a class of the register, the report, marks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop_app.content import wording
from desktop_app.content.lesson import Lesson
from desktop_app.content.problems import Location, Problem, ProblemLog
from desktop_app.content.reader import read_lesson
from desktop_app.learning.classroom.class_charts import class_charts
from desktop_app.learning.classroom.class_report import ClassReport, class_report
from desktop_app.learning.classroom.class_tables import ClassTables
from desktop_app.learning.classroom.collection import Collection, FoundFile, collect
from desktop_app.learning.classroom.marks import MARKED, NO_CLASS, Mark, told_of
from desktop_app.learning.classroom.roster import CODED, LISTED
from desktop_app.learning.learner_charts import LearnerChart
from desktop_app.learning.outline import outline_of
from desktop_app.learning.school_classes import RENAMED, ClassEvent, new_class, new_event
from desktop_app.reporting import (
    KnownClass,
    known_class,
    report_as_csv,
    report_as_workbook,
    reports_on,
)
from desktop_app.resources import installed_lessons
from desktop_app.session.preferences import PreferenceStore
from desktop_app.shell.chart_cards import chart_card
from desktop_app.shell.class_log import ClassLog
from desktop_app.shell.main_window import MainWindow
from desktop_app.storage.attempt_store import AttemptStore
from desktop_app.storage.failures import StoreError
from desktop_app.storage.files import write_whole
from desktop_app.storage.hand_in_files import read_folder
from desktop_app.storage.settings import COLLECT_FOLDER, SettingsFile
from desktop_app.storage.writer import Acknowledgement
from desktop_app.ui.classroom.class_dialog import ClassDialog, ClassDraft
from desktop_app.ui.classroom.collect_panel import CollectPanel
from desktop_app.ui.classroom.marking_dialog import MarkingDialog
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.jobs import JobRunner, Ticket
from desktop_app.ui.common.theme import THEMES

CHOSEN = "class"


@dataclass(frozen=True)
class _Found:
    """What a folder came to, for one class and with the report on one lesson."""

    collection: Collection
    report: ClassReport | None
    charts: tuple[LearnerChart, ...]
    known: KnownClass


class CollectPage(QWidget):
    """``store`` keeps classes and marks, ``log`` knows them; the hand-ins stay in their folder."""

    back_wanted = Signal()
    _read_so_far = Signal(int, int)

    def __init__(
        self,
        store: AttemptStore,
        log: ClassLog,
        preferences: PreferenceStore,
        settings: SettingsFile,
        window: MainWindow,
        jobs: JobRunner,
    ) -> None:
        super().__init__()
        self._store = store
        self._log = log
        self._marks: dict[str, Mark] = {}
        self._preferences = preferences
        self._settings = settings
        self._window = window
        self._jobs = jobs
        self._class = settings.settings.window.get(CHOSEN, "")
        self._lesson = ""
        self.folder: Path | None = None
        self._files: tuple[FoundFile, ...] = ()
        self.found: _Found | None = None
        self.marking: MarkingDialog | None = None
        self.panel = CollectPanel(preferences, self._chart_card)
        self.panel.back_wanted.connect(self.back_wanted)
        self.panel.folder_wanted.connect(self._choose_folder)
        self.panel.save_wanted.connect(self._choose_file)
        self.panel.marking_wanted.connect(self.show_marking)
        self.panel.cancelled.connect(self._cancel)
        self.panel.class_chosen.connect(self.choose_class)
        self.panel.class_edited.connect(self.edit_class)
        self.panel.lesson_chosen.connect(self._choose_lesson)
        self._read_so_far.connect(self.panel.show_reading)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panel)
        log.changed.connect(self._show_classes)
        log.recorder.acknowledged.connect(self._show_marked)
        self._show_classes()
        log.refresh()

    def refresh(self) -> None:
        """Say it anew: another language, or something kept since."""
        if self._files:
            self._report()

    def look_again(self) -> None:
        """See which classes there are now."""
        self._log.refresh()

    # -- classes -------------------------------------------------------------------------

    def choose_class(self, class_id: str) -> None:
        """Whose hand-ins these are, "" for nobody's by name."""
        self._class = class_id
        said = self._settings.settings
        window = MappingProxyType({**said.window, CHOSEN: class_id})
        self._settings.save(replace(said, window=window))
        self._show_classes()
        if self.folder is not None:
            self.collect(self.folder)

    def edit_class(self, class_id: str) -> None:
        """Ask for a class's name, students and code; "" is a new one."""
        self._log.when_read(lambda: self._edit(class_id))

    def _edit(self, class_id: str) -> None:
        if self._is_unread():
            return
        classes = self._log.classes
        known = known_class(self._log.events(), class_id) if class_id else KnownClass()
        others = (one.name.casefold() for one in classes.values() if one.id != class_id)
        dialog = ClassDialog(known.name, known.roster, frozenset(others), self._type, self._window)
        dialog.kept.connect(lambda draft: self._keep_class(class_id, known, draft))
        dialog.erase_wanted.connect(lambda: self.erase_class(class_id, known.name))
        dialog.open()

    def _keep_class(self, class_id: str, known: KnownClass, draft: ClassDraft) -> None:
        now = datetime.now(UTC)
        events: list[ClassEvent] = []
        if not class_id:
            events.append(new_class(draft.name, now))
            class_id = events[0].class_id
        elif draft.name != known.name:
            events.append(new_event(class_id, RENAMED, now, name=draft.name))
        if draft.roster.names != known.roster.names:
            events.append(new_event(class_id, LISTED, now, names=list(draft.roster.names)))
        if draft.roster.code != known.roster.code:
            events.append(new_event(class_id, CODED, now, code=draft.roster.code))
        for event in events:
            self._log.keep(event)
        self.choose_class(class_id)

    def erase_class(self, class_id: str, name: str) -> None:
        """Forget everything kept of a class, for good."""
        store = self._store

        def work(_: Ticket) -> Problem | None:
            if not store.kept:  # said why when it was opened
                return store.problems[-1]
            try:
                store.purge_class(class_id)
            except StoreError as error:
                return error.problem
            return None

        def done(problem: Problem | None) -> None:
            if problem is not None:
                self._say(problem)
                return
            said = self.tr("Everything that was kept of the class {name} is erased.")
            self._window.notices.say(lambda: said.format(name=name), "report")
            self._log.refresh(lambda: self.choose_class(""))

        self._jobs.start("erase-class", work, done)

    def _show_classes(self) -> None:
        classes = {one.id: one.name for one in self._log.classes.values()}
        if self._log.is_read and self._class not in classes:
            self._class = ""
        self.panel.show_classes(classes, self._class)
        known = known_class(self._log.events(), self._class or NO_CLASS)
        self.panel.show_history(known.votes, known.predictions)

    # -- collecting ----------------------------------------------------------------------

    def collect(self, folder: Path) -> None:
        """Read what there is in ``folder``; a newer call makes an older one stale."""
        self.folder = folder
        self.panel.show_reading(0, 0)
        self._log.when_read(self._read)

    def _read(self) -> None:
        folder = self.folder
        if folder is None or self._is_unread():
            return
        codes = known_class(self._log.events()).codes

        def work(ticket: Ticket) -> tuple[FoundFile, ...] | Problem:
            def told(done: int, total: int) -> None:
                ticket.check()
                if done == total or not done % 8:
                    self._read_so_far.emit(done, total)

            try:
                return read_folder(folder, codes, told)
            except OSError as error:
                log = ProblemLog()
                log.error("cannot-read", Location(""), path=folder, detail=error.strerror or "")
                return log.frozen()[0]

        def done(files: tuple[FoundFile, ...] | Problem) -> None:
            if isinstance(files, Problem):
                self.panel.show_nothing()
                self._say(files)
                return
            self._files = files
            said = self._settings.settings
            window = MappingProxyType({**said.window, COLLECT_FOLDER: str(folder)})
            self._settings.save(replace(said, window=window))
            self._report()

        self._jobs.start("collect", work, done)

    def _report(self) -> None:
        """Work out the report of the files that were read, with the marks of now."""
        self._log.refresh(self._work_out)

    def _work_out(self) -> None:
        if self._is_unread():
            return
        files, known = self._files, known_class(self._log.events(), self._class or NO_CLASS)
        language = self._preferences.state.language
        wanted, lessons = self._lesson, self._lessons()

        def work(ticket: Ticket) -> _Found:
            collection = collect(files, names=known.roster.names)
            ticket.check()
            if not collection.lessons:
                return _Found(collection, None, (), known)
            lesson = wanted if wanted in collection.lessons else collection.lessons[0]
            outline = outline_of(lessons[lesson], language) if lesson in lessons else None
            ticket.check()
            report = class_report(outline, collection, lesson, language, known.marks)
            return _Found(collection, report, class_charts(report), known)

        self._jobs.start("report", work, self._show)

    def _is_unread(self) -> bool:
        """Whether what is kept of classes can't be known, which is said."""
        problem = self._log.problem
        if problem is not None:
            self.panel.show_nothing()
            self._say(problem)
        return problem is not None

    def _show(self, found: _Found) -> None:
        self.found = found
        self.panel.show_report(str(self.folder), found.collection, found.report, found.charts)

    def _cancel(self) -> None:
        self._jobs.cancel("collect")
        self._jobs.cancel("report")
        self.panel.show_nothing()

    def show_lesson(self, lesson: str) -> None:
        """Report on ``lesson`` where there is something of it."""
        self._lesson = lesson

    def _choose_lesson(self, lesson: str) -> None:
        self._lesson = lesson
        self._report()

    def _choose_folder(self) -> None:
        start = self._settings.settings.window.get(COLLECT_FOLDER, "")
        title = self.tr("The folder where students have handed in")
        folder = QFileDialog.getExistingDirectory(self, title, start)
        if folder:
            self.collect(Path(folder))

    def _lessons(self) -> Mapping[str, Lesson]:
        """The lessons at hand: installed, in the library, open."""
        library, view = self._window.library, self._window.lesson_view
        if library is not None:
            known = {lesson.id: lesson for _, lesson in library.lessons}
        else:
            known = {one.id: one for one in map(read_lesson, installed_lessons().values())}
        if view is not None:
            known[view.lesson.id] = view.lesson
        return known

    # -- marks ---------------------------------------------------------------------------

    def show_marking(self) -> None:
        """Read the open answers one by one, and mark them."""
        report = self.found.report if self.found is not None else None
        if report is None or not report.open_answers:
            return
        state = self._preferences.state
        dialog = MarkingDialog(
            report.open_answers, state.language, self._type, THEMES[state.theme], self._window
        )
        dialog.marked.connect(self._mark)
        dialog.finished.connect(lambda _: self._end_marking())
        self.marking = dialog
        dialog.open()

    def _mark(self, mark: Mark) -> None:
        answers = self.found.report.open_answers if self.found and self.found.report else ()
        told = next((told_of(one.attempt) for one in answers if one.attempt.id == mark.attempt), {})
        event = new_event(
            self._class or NO_CLASS, MARKED, datetime.now(UTC), **mark.as_data(), **told
        )
        self._marks[event.id] = mark
        self._log.keep(event)

    def _show_marked(self, said: Acknowledgement) -> None:
        """Say what became of a mark."""
        for mark in [self._marks[one.id] for one in said.events if one.id in self._marks]:
            if self.marking is None:
                continue
            if said.problem is None and said.kept:
                self.marking.show_kept(mark)
            else:  # in memory alone: said why when the store was opened
                problem = said.problem or self._store.problems[-1]
                self.marking.show_refused(self._sentence(problem))

    def _end_marking(self) -> None:
        self.marking = None
        self._report()

    # -- the report as a file ------------------------------------------------------------

    def _choose_file(self) -> None:
        forms = {
            self.tr("Spreadsheet (*.xlsx)"): ".xlsx",
            self.tr("CSV for a French spreadsheet (*.csv)"): ".csv",
            self.tr("Page to print (*.pdf)"): ".pdf",
            self.tr("Web page (*.html)"): ".html",
        }
        known = self.found.known if self.found is not None else KnownClass()
        name, chosen = QFileDialog.getSaveFileName(
            self, self.tr("Save the report"), f"{_file_name(known.name)}.xlsx", ";;".join(forms)
        )
        if name:
            path = Path(name)
            self.save(path if path.suffix else path.with_suffix(forms.get(chosen, ".xlsx")))

    def save(self, path: Path) -> None:
        """Write the report on every lesson to ``path``, in the form that its ending says."""
        found = self.found
        if found is None:
            return
        language, lessons = self._preferences.state.language, self._lessons()
        made = datetime.now().astimezone()

        def work(_: Ticket) -> Path | Problem:
            collection = found.collection
            reports = reports_on(collection, lessons, language, found.known.marks)
            tables = ClassTables(reports, collection, language, None)
            form = path.suffix.lower()
            log = ProblemLog()
            remarks: tuple[Problem, ...] = ()
            if form == ".csv":
                data = report_as_csv(tables, "students")
            elif form == ".xlsx":
                written = report_as_workbook(tables, made)
                data, remarks = written.data, written.problems
            elif form in (".html", ".pdf"):
                from desktop_app.shell.report_page import report_as_html, report_as_pdf

                write = report_as_pdf if form == ".pdf" else report_as_html
                data = write(reports, collection, language, made, found.known)
            else:
                log.error("report-form", Location(""), path=path)
                return log.frozen()[0]
            try:
                write_whole(path, data)
            except OSError as error:
                detail = error.strerror or ""
                log.error("cannot-write", Location(""), path=path, detail=detail)
                return log.frozen()[0]
            return remarks[0] if remarks else path

        def done(result: Path | Problem) -> None:
            if isinstance(result, Problem):
                self._say(result)
                return
            written = self.tr("The report was written to {path}.").format(path=path)
            self._window.notices.say(lambda: written, "report")

        self._jobs.start("save", work, done)

    # -- inside --------------------------------------------------------------------------

    @property
    def _type(self) -> Type:
        return Type(self._preferences.state.scale)

    def _chart_card(self, chart: LearnerChart) -> QWidget:
        lessons = self._lessons()
        report = self.found.report if self.found is not None else None
        named = report.outline.lesson if report is not None else ""
        lesson = lessons.get(named) or next(iter(lessons.values()))
        return chart_card(chart, lesson, self._preferences, self._sentence)

    def _say(self, problem: Problem) -> None:
        self._window.notices.say(lambda: self._sentence(problem), "report")

    def _sentence(self, problem: Problem) -> str:
        text = wording.message(problem, self._preferences.state.language)
        return f"{text[:1].upper()}{text[1:]}."


def _file_name(name: str) -> str:
    kept = "".join(sign if sign.isalnum() else "-" for sign in name).strip("-")
    return kept or "class"
