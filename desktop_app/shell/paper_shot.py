"""A paper of a lesson, made without a display."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from desktop_app.content.lesson import Lesson
from desktop_app.content.problems import ProblemLog
from desktop_app.paper.request import PaperRequest
from desktop_app.shell.printing import print_pdf
from desktop_app.ui.common import fonts


def make_paper(lesson: Lesson, request: PaperRequest, log: ProblemLog) -> bytes:
    """The PDF that ``request`` asks for. Raises PaperError."""
    application = QApplication.instance() or QApplication([])
    fonts.register_fonts()
    data = print_pdf(lesson, request, log)
    del application
    return data
