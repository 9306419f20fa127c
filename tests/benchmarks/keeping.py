"""What keeping attempts costs: opening a store that holds many, and answering a question.

``fill FOLDER`` makes such a store; ``open FOLDER`` measures opening it from nothing, with
the review schedule; ``answer FOLDER`` measures from *Validate* to the feedback on screen,
which comes once the attempt is on disk.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter_ns

from tests.benchmarks.report import report

ATTEMPTS = 100_000
QUESTIONS = 2_000
REPEATS = 60
STEP = "on-site-or-home"


def fill(folder: Path) -> dict[str, float]:
    """Two thousand questions of several lessons, each answered fifty times in a year."""
    from desktop_app.learning.attempts import new_attempt, new_session
    from desktop_app.learning.review import schedule
    from desktop_app.storage.attempt_store import AttemptStore, Schedule

    store, sitting = AttemptStore(folder), new_session()
    start = datetime(2026, 1, 1, tzinfo=UTC)
    attempts = [
        new_attempt(
            session=sitting,
            lesson=f"lesson-{number % QUESTIONS % 7}",
            question=f"question-{number % QUESTIONS}",
            version=f"{number % QUESTIONS:016x}",
            answer=[str(number % 3)],
            score=float(number % 5 > 0),
            certainty=number % 3 + 1,
            at=start + timedelta(minutes=5 * number),
            seconds=20.0,
            language="fr",
        )
        for number in range(ATTEMPTS)
    ]
    store.append(attempts)
    last, kept = store.numbered()
    store.keep_schedule(Schedule(last, schedule(kept)))
    store.close()
    size = sum(path.stat().st_size for path in folder.iterdir())
    return {"size": size / 1e6}


def open_(folder: Path) -> dict[str, float]:
    start = perf_counter_ns()
    from desktop_app.storage.attempt_store import AttemptStore

    imported = perf_counter_ns()
    store = AttemptStore(folder, checked=False)  # as the window does
    opened = perf_counter_ns()
    schedule = store.schedule()
    read = perf_counter_ns()
    assert store.check()
    checked = perf_counter_ns()
    assert store.kept
    assert not store.problems
    assert len(schedule.cards) == QUESTIONS
    return {
        "import": (imported - start) / 1e6,
        "open a store of 100,000 attempts": (opened - imported) / 1e6,
        "read its schedule": (read - opened) / 1e6,
        "check all of it, in the background": (checked - read) / 1e6,
    }


def answer(folder: Path) -> dict[str, list[float]]:
    from PySide6.QtWidgets import QApplication

    from desktop_app.content.reader import read_lesson
    from desktop_app.shell.application import Application
    from desktop_app.shell.saving import Saving
    from desktop_app.storage.settings import SettingsFile
    from tests.benchmarks.lesson_copies import LESSON
    from tests.benchmarks.painted import Painted, settle

    feedback = []
    with tempfile.TemporaryDirectory() as settings:
        application = Application(settings=SettingsFile(Path(settings)), language="fr", data=folder)
        window = application.window
        window.resize(1440, 900)
        window.open_lesson(read_lesson(LESSON), step=STEP)
        window.show()
        view = window.lesson_view
        assert view is not None
        deadline = perf_counter_ns() + 20_000_000_000
        while application.learning is None or application.learning.recorder.store is None:
            QApplication.processEvents()
            assert perf_counter_ns() < deadline
        card = view.stage.question_card
        assert card is not None
        painted = Painted(card)
        recorder = application.learning.recorder
        for turn in range(REPEATS):
            assert card.form is not None
            card.form.pick(turn % 3)
            settle()
            feedback.append(painted.after(card.validate))
            # What is on its way to the disk is shown so: nothing was, when feedback came.
            assert recorder.saving in (Saving.NOTHING, Saving.SAVED)
            card.retry()
            settle()
        window.close()
    return {"Validate to feedback, on disk": feedback}


if __name__ == "__main__":
    report({"fill": fill, "open": open_, "answer": answer}[sys.argv[1]](Path(sys.argv[2])))
