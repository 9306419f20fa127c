"""The problems of the lesson that is being written, under it, kept up to date."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.content.problems import Problem
from desktop_app.session.preferences import PreferenceStore
from desktop_app.shell.problem_list import ProblemList
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.watching import stop_with

_HEIGHT = 132


class ProblemPanel(QFrame):
    """Shows itself where there is an error; closed, it stays so until all are mended.

    ``wanted``: the step where a problem is shall be shown.
    """

    wanted = Signal(Problem)

    def __init__(self, preferences: PreferenceStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._preferences = preferences
        self._problems: Sequence[Problem] = ()
        self._closed = False
        self.heading = QLabel()
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.heading.setWordWrap(True)
        self.list = ProblemList()
        self.list.wanted.connect(self.wanted)
        self.copy_button = QPushButton()
        self.copy_button.clicked.connect(
            lambda: QGuiApplication.clipboard().setText(self.list.text())
        )
        self.close_button = QPushButton()
        self.close_button.clicked.connect(self._dismiss)
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.copy_button)
        head.addWidget(self.close_button)
        self._column = QVBoxLayout(self)
        self._column.addLayout(head)
        self._column.addWidget(self.list)
        stop_with(
            self,
            preferences.watch(
                lambda state: (state.text_size, state.language), lambda _: self._fill()
            ),
        )
        self._fill()
        self.hide()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show what is wrong now; nothing where no error is left."""
        self._problems = problems
        errors = any(problem.is_error for problem in problems)
        self._closed = self._closed and errors
        self._fill()
        self.setVisible(errors and not self._closed)

    def forget(self) -> None:
        """Another lesson is open."""
        self._closed = False
        self.show_problems(())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._fill()
        super().changeEvent(event)

    def _dismiss(self) -> None:
        self._closed = True
        self.hide()

    def _fill(self) -> None:
        state = self._preferences.state
        type_ = Type(state.scale)
        errors = sum(problem.is_error for problem in self._problems)
        self.heading.setText(self.tr("%n problem(s) in this lesson", "", errors))
        self.heading.setFont(type_.interface(bold=True))
        # At most a fourth of the window: what is read stands above.
        self.list.setMaximumHeight(min(type_.px(_HEIGHT), max(self.window().height() // 4, 60)))
        self.list.show_problems(self._problems, state.language, type_.interface())
        self.copy_button.setText(self.tr("Copy"))
        self.copy_button.setAccessibleName(self.tr("Copy the list of problems"))
        self.copy_button.setFont(type_.interface())
        self.close_button.setText(self.tr("Close"))
        self.close_button.setAccessibleName(self.tr("Close the list of problems"))
        self.close_button.setFont(type_.interface())
        self._column.setContentsMargins(type_.px(20), type_.px(8), type_.px(20), type_.px(8))
        self._column.setSpacing(type_.px(6))
