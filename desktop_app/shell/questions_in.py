"""Bringing in questions of GIFT and Moodle XML: what was read, and where they are to go."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from desktop_app.content import wording
from desktop_app.content.lesson import Lesson
from desktop_app.importing import (
    CHAPTERS,
    Imported,
    add_to_lesson,
    import_questions,
    names_in,
    read_bank,
    takes_chapters,
    write_imported,
    write_lesson,
)
from desktop_app.session.preferences import Preferences
from desktop_app.shell.bank_dialog import BankDialog, sentence
from desktop_app.shell.problem_list import listed
from desktop_app.ui.common.jobs import JobRunner, Ticket

NEW, HERE, FILE = range(3)
"""A lesson of their own, a chapter of the open lesson, the file of a chapter alone."""


class QuestionsInDialog(BankDialog):
    """``made`` gives the path of a lesson that now has the questions."""

    made = Signal(object)

    def __init__(
        self,
        file: Path,
        lesson: Lesson | None,
        path: Path | None,
        preferences: Preferences,
        jobs: JobRunner,
        parent: QWidget,
    ) -> None:
        super().__init__("questions-in", preferences, jobs, parent)
        self.setWindowTitle(self.tr("Bring questions in"))
        self._lesson, self._path = lesson, path
        self._imported: Imported | None = None
        self.column.addWidget(self.label(20, self.tr("Bring questions in"), bold=True))
        self.summary = self.label(15)
        self.column.addWidget(self.summary)
        self.problems = self.pane(self.tr("Problems in the file"))
        self.column.addWidget(self.label(15, self.tr("Where the questions go"), bold=True))
        here = lesson is not None and takes_chapters(path)
        why_not = "" if here or lesson is None else self.tr(
            "The open lesson can’t be changed: it came with the application, is one zipped "
            "file, or stands where you may not write."
        )  # fmt: skip
        self.places = self.choices(
            (
                (self.tr("Into a new lesson of their own"), ""),
                (self.tr("Into the open lesson, as its last chapter"), why_not),
                (self.tr("Into the file of a chapter"), ""),
            )
        )
        self.places[HERE].setEnabled(here)
        self.column.addWidget(self.label(15, self.tr("The chapter that is made"), bold=True))
        self.chapter = self.pane(self.tr("The chapter that is made"))
        other = QPushButton(self.tr("Another file…"))
        other.clicked.connect(self._choose)
        self.finish(self.tr("Save…"), other)
        self.save_button.clicked.connect(self._ask_where)
        self.read(file)

    # -- reading -------------------------------------------------------------------------

    def _choose(self) -> None:
        file = choose_bank(self)
        if file is not None:
            self.read(file)

    def read(self, file: Path) -> None:
        """Read the questions of ``file``, off the interface's thread."""
        lesson, taking = self._lesson, takes_chapters(self._path)
        language = self.language
        if lesson is not None and taking and language not in lesson.languages:
            language = lesson.languages[0]
        self._imported = None
        self.save_button.setEnabled(False)
        self.summary.setText(self.tr("Reading {file}…").format(file=file.name))
        self.problems.setPlainText("")
        self.chapter.setPlainText("")
        self.say("")

        def work(ticket: Ticket) -> Imported | OSError:
            try:
                data = read_bank(file)
            except OSError as error:
                return error
            ticket.check()
            taken = names_in(lesson) if lesson is not None and taking else ()
            ticket.check()
            return import_questions(data, file.name, language, taken=taken)

        self.jobs.start(self.topic, work, lambda done: self._show(file, done))

    def _show(self, file: Path, done: Imported | OSError) -> None:
        if isinstance(done, OSError):
            text = wording.word(
                "cannot-read", self.language, {"path": file, "detail": done.strerror or ""}
            )
            self.summary.setText(sentence(text))
            return
        count = self.tr("%n question(s) read from {file}.", "", done.count)
        found = count.format(file=file.name)
        if done.problems:
            found += " " + self.tr("%n problem(s) found.", "", len(done.problems))
        self.summary.setText(found)
        said = listed(done.problems, self.language)
        self.problems.setPlainText(said or self.tr("Nothing to report."))
        self.chapter.setPlainText(done.text)
        self._imported = done if done.text else None
        self.save_button.setEnabled(self._imported is not None)

    # -- writing -------------------------------------------------------------------------

    def _ask_where(self) -> None:
        imported = self._imported
        place = self.group.checkedId()
        if imported is None:
            return
        if place == HERE:
            self.save(place)
        elif place == NEW:
            folder = QFileDialog.getExistingDirectory(
                self, self.tr("The folder in which the new lesson is to stand")
            )
            if folder:
                self.save(place, Path(folder))
        else:
            name = f"questions.{imported.language}.md"
            path, _ = QFileDialog.getSaveFileName(
                self, self.windowTitle(), name, self.tr("Chapter (*.md)")
            )
            if path:
                self.save(place, Path(path))

    def save(self, place: int, path: Path | None = None) -> None:
        """Write the questions: into a new lesson in the folder ``path``, into the open one,
        or to the chapter ``path``. Whole or not at all.
        """
        imported = self._imported
        if imported is None:
            return
        target = path or self._path or Path()
        try:
            if place == NEW:
                made = write_lesson(imported, target)
                self.say(self.tr("Saved: {path}").format(path=made))
                self.made.emit(made)
            elif place == HERE:
                chapter, named = add_to_lesson(imported, target)
                self._say_added(chapter, named=named)
                if named:
                    self.made.emit(target)
            else:
                file = target if target.suffix else target.with_suffix(".md")
                write_imported(imported, file)
                text = self.tr("Saved: {path}. Name it under “chapters:” in lesson.yaml.")
                self.say(text.format(path=file))
        except OSError as error:
            self.say_unwritten(target, error)
        else:
            self.save_button.setEnabled(False)  # the same again would be the same twice

    def _say_added(self, chapter: Path, *, named: bool) -> None:
        shown = f"{CHAPTERS}/{chapter.name}"
        if named:
            text = self.tr("{chapter} is now the last chapter of this lesson.")
        else:
            text = self.tr(
                "{chapter} is written. Add its name under “chapters:” in lesson.yaml: that "
                "file is written in a way that can’t be changed safely here."
            )
        self.say(text.format(chapter=shown))


def choose_bank(parent: QWidget) -> Path | None:
    """Ask for a file of questions."""
    name, _ = QFileDialog.getOpenFileName(
        parent,
        QCoreApplication.translate("QuestionsInDialog", "Bring questions in"),
        "",
        QCoreApplication.translate(
            "QuestionsInDialog", "GIFT or Moodle XML (*.gift *.txt *.xml);;All files (*)"
        ),
    )
    return Path(name) if name else None
