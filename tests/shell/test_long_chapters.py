"""A chapter that takes seconds to read is read behind a window that stands already."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.shell import places
from tests.journeys.harness import Desk, play
from tests.quiz.lessons import write_lesson

QUESTION = """
::: {{.question #q{number} type=choice evidence=step:step}}

Question {number} ?

- [x] Oui
- [ ] Non

> Voici.

:::
"""


def test_the_window_stands_before_a_long_chapter_is_read(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "LONG", 1_000)
    folder = tmp_path / "lesson"
    write_lesson(folder, fr="".join(QUESTION.format(number=number) for number in range(30)))

    def journey(desk: Desk) -> None:
        assert desk.window.library is not None  # it stood there first
        desk.wait(lambda: desk.window.lesson_view is not None)
        assert desk.window.pages.currentWidget() is desk.view
        desk.wait(lambda: desk.view.stage.question_card is not None)
        assert desk.questions.question is not None
        assert desk.step == "step"

    assert play(qtbot, journey, str(folder), "--step", "step", "--language", "fr") == 0


def test_a_short_chapter_stands_at_first_sight(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "lesson"
    write_lesson(folder, fr=QUESTION.format(number=1))

    def journey(desk: Desk) -> None:
        assert desk.window.library is None
        assert desk.step == "step"

    assert play(qtbot, journey, str(folder), "--language", "fr") == 0
