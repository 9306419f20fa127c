"""The problems of the open lesson, for its author: each with its place, to go to or to copy."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from desktop_app.content import wording
from desktop_app.content.problems import Problem


class ProblemList(QListWidget):
    """Enter or a double click goes where a problem is; Ctrl+C copies it."""

    wanted = Signal(Problem)
    """The step where a problem is shall be shown."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("problems")
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.itemActivated.connect(self._go)
        self._problems: Sequence[Problem] = ()
        self._translate()

    def show_problems(self, problems: Sequence[Problem], language: str, font: QFont) -> None:
        """List ``problems``; the one that was chosen stays so, or the one in its place."""
        row = max(self.currentRow(), 0)
        if 0 <= row < len(self._problems) and self._problems[row] in problems:
            row = problems.index(self._problems[row])
        self._problems = problems
        self.setFont(font)
        self.clear()
        self.addItems([told(problem, language) for problem in problems])
        self.setCurrentRow(min(row, len(problems) - 1))

    def say(self, words: str) -> None:
        """Show a sentence in the place of problems."""
        self._problems = ()
        self.clear()
        self.addItem(words)

    def text(self) -> str:
        """All of it, as ``check`` prints it."""
        return "\n".join(self.item(row).text() for row in range(self.count()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.matches(QKeySequence.StandardKey.Copy) and item is not None:
            QGuiApplication.clipboard().setText(item.text())
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()
        super().changeEvent(event)

    def _translate(self) -> None:
        self.setAccessibleName(self.tr("Problems"))
        self.setAccessibleDescription(self.tr("Enter goes to the step, Ctrl+C copies the line"))
        self.setToolTip(self.accessibleDescription())

    def _go(self, item: QListWidgetItem) -> None:
        row = self.row(item)
        if 0 <= row < len(self._problems):
            self.wanted.emit(self._problems[row])


def listed(problems: Sequence[Problem], language: str) -> str:
    """Each problem with its place on a line of its own, its hint under it."""
    return "\n".join(told(problem, language) for problem in problems)


def told(problem: Problem, language: str) -> str:
    """A problem with its place, its hint under it."""
    at = problem.location
    line = f"{at.file}:{at.line}:{at.column}  {wording.message(problem, language)}"
    hint = wording.hint(problem, language)
    return f"{line}\n    {hint}" if hint else line
