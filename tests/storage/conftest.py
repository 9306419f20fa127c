from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop_app.storage.attempt_store import AttemptStore

OpenStore = Callable[[Path], AttemptStore]


@pytest.fixture
def open_store() -> Iterator[OpenStore]:
    """Opens stores, and closes them when the test is over."""
    opened: list[AttemptStore] = []

    def open_(folder: Path) -> AttemptStore:
        opened.append(AttemptStore(folder))
        return opened[-1]

    yield open_
    for store in opened:
        store.close()
