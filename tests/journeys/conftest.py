from __future__ import annotations

from typing import Protocol

import pytest
from pytestqt.qtbot import QtBot

from tests.journeys import harness


class Play(Protocol):
    def __call__(self, journey: harness.Journey, *arguments: str, errors: bool = False) -> int: ...


@pytest.fixture
def play(qtbot: QtBot) -> Play:
    """Runs the application with arguments, and a journey in its window."""

    def run(journey: harness.Journey, *arguments: str, errors: bool = False) -> int:
        return harness.play(qtbot, journey, *arguments, errors=errors)

    return run
