"""A victim of ``kills.py`` that answers questions on their card, from *Validate* to the disk."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from desktop_app.content.reader import read_lesson
from desktop_app.session.preferences import Preferences, PreferenceStore
from desktop_app.session.session import Place, Session
from desktop_app.shell.recorder import Recorder
from desktop_app.shell.saving import Saving
from desktop_app.shell.sitting import Sitting
from desktop_app.shell.stage import Stage
from desktop_app.storage.schema import Event
from desktop_app.ui.charts import chart_deck  # noqa: F401 - read before victims are forked
from desktop_app.ui.common.jobs import JobRunner
from desktop_app.ui.quiz import question_card  # noqa: F401 - as above

LESSON = read_lesson(Path(__file__).parents[1] / "lessons/questions")
GIVEN: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("choice", ("0",)),
    ("choices", ("0", "2")),
    ("number", ("55,5 points", "fr")),
    ("text", ("é" * 900,)),
    ("open", ("é" * 9_000, "assessed", "0")),
)


class _Listening(Recorder):
    """Notes the ids of what it is to keep."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, JobRunner())
        self.handed: list[str] = []

    def keep(self, event: Event) -> None:
        self.handed.append(event.id)
        super().keep(event)


def validate(folder: Path, tell: Callable[[str], None]) -> None:
    """Tells what the screen confirms: its card says something of the answer, and the foot of
    the window does not say that it is being saved.
    """
    qInstallMessageHandler(lambda *_: None)  # the off-screen platform complains of itself
    application = QApplication(sys.argv[:1])
    recorder = _Listening(folder)
    while recorder.store is None:
        application.processEvents()
    session, preferences = Session(LESSON.parameters), PreferenceStore(Preferences())
    stage = Stage(LESSON, session, preferences, lambda problem: problem.code)
    stage.load_cards()
    card = stage.question_card
    assert card is not None
    Sitting(recorder, LESSON, session, stage, lambda: "fr", stage, resumes=False)
    for number in range(10_000):
        name, given = GIVEN[number % len(GIVEN)]
        found = LESSON.find_step(f"step-{name}", "fr")
        assert found is not None
        chapter, step = found
        session.go_to(Place(chapter.id, step.id))
        stage.show_step(replace(step, parts=step.questions), "fr")
        assert card.form is not None
        card.form.set_given(given)
        card.validate()
        assert session.state.answers[f"q-{name}"].given == given
        if recorder.saving not in (Saving.UNDER_WAY, Saving.WAITING):
            tell("".join(f"{one}\n" for one in recorder.handed))
            recorder.handed.clear()
        application.processEvents()
        card.retry()
