"""The problems of the open lesson, for its author; looked for in the background."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.content import wording
from desktop_app.content.lesson import Lesson
from desktop_app.content.problems import Problem
from desktop_app.session.preferences import Preferences
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.jobs import JobRunner, Ticket


class ProblemListDialog(QDialog):
    """What ``check`` prints, in a window."""

    def __init__(
        self, lesson: Lesson, preferences: Preferences, jobs: JobRunner, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Problems in this lesson"))
        self._language = preferences.language
        self._jobs = jobs
        type_ = Type(preferences.scale)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setFont(type_.interface(14))
        self.text.setAccessibleName(self.tr("Problems"))
        self.text.setPlaceholderText(self.tr("Reading the whole lesson…"))
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        copy = QPushButton(self.tr("Copy"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        close = QPushButton(self.tr("Close"))
        close.setProperty("primary", True)
        close.setDefault(True)
        close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        for button in (copy, close):
            button.setFont(type_.interface())
        buttons.addWidget(copy)
        buttons.addStretch()
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(type_.px(20),) * 4)
        layout.setSpacing(type_.px(12))
        layout.addWidget(self._busy)
        layout.addWidget(self.text, 1)
        layout.addLayout(buttons)
        self.resize(
            min(type_.px(760), parent.width() - 40), min(type_.px(520), parent.height() - 40)
        )
        self.finished.connect(lambda _: jobs.cancel("problems"))
        jobs.start("problems", lambda ticket: _find(lesson, ticket), self._show)

    def _show(self, problems: tuple[Problem, ...]) -> None:
        self._busy.hide()
        if not problems:
            self.text.setPlainText(wording.word("check-clean", self._language))
            return
        self.text.setPlainText(listed(problems, self._language))


def listed(problems: Sequence[Problem], language: str) -> str:
    """Each problem with its place on a line of its own, its hint under it."""
    lines = []
    for problem in problems:
        at = problem.location
        lines.append(f"{at.file}:{at.line}:{at.column}  {wording.message(problem, language)}")
        if hint := wording.hint(problem, language):
            lines.append(f"    {hint}")
    return "\n".join(lines)


def _find(lesson: Lesson, ticket: Ticket) -> tuple[Problem, ...]:
    # Imported here: the charts' grammar is not needed on the way to the first paint.
    from desktop_app.checking import check_lesson

    ticket.check()
    return check_lesson(lesson)
