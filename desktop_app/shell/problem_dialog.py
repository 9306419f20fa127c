"""The problems of the open lesson in a window of their own, looked for in the background."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from desktop_app.content import wording
from desktop_app.content.lesson import Lesson
from desktop_app.content.problems import Problem
from desktop_app.session.preferences import Preferences
from desktop_app.shell.problem_list import ProblemList
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.jobs import JobRunner, Ticket


class ProblemListDialog(QDialog):
    """What ``check`` prints. ``wanted``: the step where a problem is shall be shown."""

    wanted = Signal(Problem)

    def __init__(
        self, lesson: Lesson, preferences: Preferences, jobs: JobRunner, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Problems in this lesson"))
        self._language = preferences.language
        type_ = Type(preferences.scale)
        self._font = type_.interface(14)
        self.list = ProblemList()
        self.list.say(self.tr("Reading the whole lesson…"))
        self.list.wanted.connect(self._go)
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        copy = QPushButton(self.tr("Copy"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.list.text()))
        close = QPushButton(self.tr("Close"))
        close.setProperty("primary", True)
        close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        for button in (copy, close):
            button.setFont(type_.interface())
            button.setAutoDefault(False)  # Enter is the list's
        buttons.addWidget(copy)
        buttons.addStretch()
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(type_.px(20),) * 4)
        layout.setSpacing(type_.px(12))
        layout.addWidget(self._busy)
        layout.addWidget(self.list, 1)
        layout.addLayout(buttons)
        self.resize(
            min(type_.px(760), parent.width() - 40), min(type_.px(520), parent.height() - 40)
        )
        self.finished.connect(lambda _: jobs.cancel("problems"))
        jobs.start("problems", lambda ticket: _find(lesson, ticket), self._show)

    def _show(self, problems: tuple[Problem, ...]) -> None:
        self._busy.hide()
        if problems:
            self.list.show_problems(problems, self._language, self._font)
        else:
            self.list.say(wording.word("check-clean", self._language))

    def _go(self, problem: Problem) -> None:
        self.accept()
        self.wanted.emit(problem)


def _find(lesson: Lesson, ticket: Ticket) -> tuple[Problem, ...]:
    # Imported here: the charts' grammar is not needed on the way to the first paint.
    from desktop_app.checking import check_lesson

    ticket.check()
    return check_lesson(lesson)
