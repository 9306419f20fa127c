"""Taking the questions of a lesson away: in which format, and what it can't hold."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.content import wording
from desktop_app.content.lesson import Lesson
from desktop_app.exporting import Exported, export_questions
from desktop_app.quiz.exchange.forms import QUESTION_FORMS, SUFFIXES
from desktop_app.session.preferences import Preferences
from desktop_app.shell.bank_dialog import BankDialog, sentence
from desktop_app.storage.files import write_whole
from desktop_app.ui.common.jobs import JobRunner, Ticket


class QuestionsOutDialog(BankDialog):
    """What is told is about the very bytes that are written."""

    def __init__(
        self, lesson: Lesson, preferences: Preferences, jobs: JobRunner, parent: QWidget
    ) -> None:
        super().__init__("questions-out", preferences, jobs, parent)
        self.setWindowTitle(self.tr("Take questions away"))
        self._lesson = lesson
        self._exported: Exported | None = None
        self.column.addWidget(self.label(20, self.tr("Take questions away"), bold=True))
        texts = {
            "gift": ("GIFT", self.tr("A text for Moodle, to be read and changed by hand.")),
            "moodle-xml": ("Moodle XML", self.tr("For Moodle, with pictures and most settings.")),
            "anki": ("Anki", self.tr("Cards to learn from, with the glossary.")),
        }
        self.forms = self.choices(texts[form] for form in QUESTION_FORMS)
        self.group.idClicked.connect(lambda _: self._write())
        self.summary = self.label(15)
        self.column.addWidget(self.summary)
        self.losses = self.pane(self.tr("What the format can’t hold"))
        self.finish(self.tr("Save…"))
        self.save_button.clicked.connect(self._ask_where)
        self._write()

    @property
    def form(self) -> str:
        return QUESTION_FORMS[max(self.group.checkedId(), 0)]

    def _write(self) -> None:
        """Write the format that is chosen, to nowhere yet."""
        lesson, form, language = self._lesson, self.form, self.language
        self._exported = None
        self.save_button.setEnabled(False)
        self.summary.setText(self.tr("One moment…"))
        self.losses.setPlainText("")
        self.say("")

        def work(ticket: Ticket) -> Exported | None:
            ticket.check()
            return export_questions(lesson, form, language)

        self.jobs.start(self.topic, work, self._show)

    def _show(self, exported: Exported | None) -> None:
        self._exported = exported
        self.save_button.setEnabled(exported is not None)
        if exported is None:
            self.summary.setText(self.tr("This lesson asks no questions."))
            return
        count = self.tr("This lesson asks %n question(s).", "", exported.count)
        problems = exported.problems
        more = self.tr("What this format can’t hold:") if problems else self.tr(
            "This format holds all of it."
        )  # fmt: skip
        self.summary.setText(f"{count} {more}")
        words = (sentence(wording.message(one, self.language)) for one in problems)
        self.losses.setPlainText("\n".join(f"• {text}" for text in words))

    def _ask_where(self) -> None:
        form = self.form
        name = f"{self._lesson.id}-{self.language}{SUFFIXES[form]}"
        filters = {
            "gift": self.tr("GIFT (*.gift *.txt)"),
            "moodle-xml": self.tr("Moodle XML (*.xml)"),
            "anki": self.tr("Anki (*.apkg)"),
        }
        path, _ = QFileDialog.getSaveFileName(self, self.windowTitle(), name, filters[form])
        if path:
            self.save(Path(path))

    def save(self, path: Path) -> None:
        """Write what was shown to ``path``, whole or not at all, and say so."""
        if self._exported is None:
            return
        target = path if path.suffix else path.with_suffix(SUFFIXES[self.form])
        try:
            write_whole(target, self._exported.data)
        except OSError as error:
            self.say_unwritten(target, error)
        else:
            self.say(self.tr("Saved: {path}").format(path=target))
