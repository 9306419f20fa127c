"""What the palette finds: the lesson's chapters, steps, charts and terms, the commands."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QCoreApplication

from desktop_app.content.fields import in_language
from desktop_app.shell.actions import COMMANDS, Actions, translated
from desktop_app.shell.lesson_view import LessonView
from desktop_app.shell.palette import Entry


def lesson_entries(view: LessonView) -> Iterator[Entry]:
    """What can be found in an open lesson, as far as it has been read."""
    lesson, language = view.lesson, view.language
    kind = QCoreApplication.translate("Search", "chapter")
    for name in lesson.chapter_ids:
        title = lesson.heading(name, language).title
        yield Entry(title, kind, partial(view.go_to_chapter, name))
    for name in lesson.chapter_ids:
        chapter = lesson.loaded(name, language)
        for step in chapter.steps if chapter else ():
            go = partial(view.go_to_step, step.id)
            yield Entry(step.title, QCoreApplication.translate("Search", "step"), go)
            for title in view.chart_titles(step):
                yield Entry(title, QCoreApplication.translate("Search", "chart"), go)
    kind = QCoreApplication.translate("Search", "glossary")
    for term in lesson.terms.values():
        explain = partial(view.explain_term, term.id)
        yield Entry(in_language(term.term, language), kind, explain)


def command_entries(actions: Actions) -> Iterator[Entry]:
    """The commands that would do something now."""
    kind = QCoreApplication.translate("Search", "command")
    for command in COMMANDS:
        action = actions[command.id]
        if command.id != "search" and action.isEnabled():
            yield Entry(translated(command.text), kind, action.trigger)
