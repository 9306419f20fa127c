from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.journeys import harness
from tests.journeys.conftest import play as play


@pytest.fixture(autouse=True)
def undressed(qtbot: QtBot) -> Iterator[None]:
    """Leaves no style and no language to the next test."""
    yield
    harness.undress()
