"""The dialogs about the open lesson that the window's commands bring up.

None is on the way to the first paint: each is imported where it is opened.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget

from desktop_app.content.problems import Problem
from desktop_app.session.preferences import PreferenceStore
from desktop_app.shell.actions import Actions
from desktop_app.shell.lesson_view import LessonView
from desktop_app.ui.common.jobs import JobRunner


class Host(Protocol):
    """What the dialogs ask of the window, at the moment when they are opened."""

    actions_: Actions
    lesson_view: LessonView | None

    @property
    def front_view(self) -> LessonView | None: ...
    @property
    def path(self) -> Path | None: ...
    def open_path(self, path: Path) -> None: ...
    def show_problem(self, problem: Problem) -> None: ...


class LessonDialogs:
    """Opens them over ``parent``, about what ``host`` shows: one and the same window."""

    def __init__(
        self, parent: QWidget, host: Host, preferences: PreferenceStore, jobs: JobRunner
    ) -> None:
        self._parent = parent
        self._host = host
        self._preferences = preferences
        self._jobs = jobs

    def search(self) -> None:
        from desktop_app.shell.palette import PaletteDialog
        from desktop_app.shell.search import command_entries, lesson_entries

        view = self._host.front_view
        entries = [*command_entries(self._host.actions_)]
        if view is not None:
            entries = [*lesson_entries(view), *entries]
        PaletteDialog(entries, self._preferences.state.scale, self._parent).open()

    def show_problems(self) -> None:
        from desktop_app.shell.problem_dialog import ProblemListDialog

        view = self._host.lesson_view
        if view is not None:
            state = self._preferences.state
            dialog = ProblemListDialog(view.lesson, state, self._jobs, self._parent)
            dialog.wanted.connect(self._host.show_problem)
            dialog.open()

    def show_guide(self) -> None:
        from desktop_app.shell.guide import GuideDialog

        view = self._host.lesson_view
        if view is not None:
            dialog = GuideDialog(view.lesson, view.session, self._preferences, self._parent)
            dialog.reference_activated.connect(view.go_to_reference)
            dialog.open()

    def print_lesson(self) -> None:
        from desktop_app.shell.print_dialog import PrintDialog

        view = self._host.lesson_view
        if view is not None:
            PrintDialog(view.lesson, self._preferences.state, self._jobs, self._parent).open()

    def take_questions(self) -> None:
        from desktop_app.shell.questions_out import QuestionsOutDialog

        view = self._host.lesson_view
        if view is not None:
            QuestionsOutDialog(
                view.lesson, self._preferences.state, self._jobs, self._parent
            ).open()

    def bring_questions(self, bank: Path | None = None) -> None:
        from desktop_app.shell.questions_in import QuestionsInDialog, choose_bank

        file = bank or choose_bank(self._parent)
        if file is not None:
            view = self._host.lesson_view
            lesson = view.lesson if view is not None else None
            state = self._preferences.state
            dialog = QuestionsInDialog(
                file, lesson, self._host.path, state, self._jobs, self._parent
            )
            dialog.made.connect(self._host.open_path)
            dialog.open()

    def show_about(self) -> None:
        from desktop_app.shell.about import AboutDialog

        AboutDialog(self._preferences.state.scale, self._parent).open()
