from __future__ import annotations

from pathlib import Path
from typing import Protocol

import pytest
from pytestqt.qtbot import QtBot

from tests.journeys import harness

HERE = Path(__file__).parent


class Play(Protocol):
    def __call__(self, journey: harness.Journey, *arguments: str, errors: bool = False) -> int: ...


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Allow what the off-screen platform says of popups, which it can't raise."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.qt_log_ignore("does not support raise", extend=True))


@pytest.fixture
def play(qtbot: QtBot) -> Play:
    """Runs the application with arguments, and a journey in its window."""

    def run(journey: harness.Journey, *arguments: str, errors: bool = False) -> int:
        return harness.play(qtbot, journey, *arguments, errors=errors)

    return run
