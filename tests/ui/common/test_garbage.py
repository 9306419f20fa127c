"""Widgets in cycles are destroyed on the interface's thread, whoever allocates."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.common.garbage import GarbageCollector


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[GarbageCollector]:
    found = GarbageCollector()
    yield found
    found.stop()
    gc.unfreeze()


def test_a_widget_in_a_cycle_ends_on_the_interface_s_thread(
    qtbot: QtBot, collector: GarbageCollector
) -> None:
    collector.start()
    ended: list[threading.Thread] = []
    widget = QWidget()
    widget.itself = widget  # type: ignore[attr-defined]  # a cycle
    weakref.finalize(widget, lambda: ended.append(threading.current_thread()))
    del widget

    def allocate() -> None:
        kept = []
        for _ in range(2 * gc.get_threshold()[0]):
            cycle: list[object] = []
            cycle.append(cycle)
            kept.append(cycle)

    job = threading.Thread(target=allocate)
    job.start()
    job.join()
    assert not ended
    qtbot.waitUntil(lambda: bool(ended), timeout=60_000)
    assert ended == [threading.main_thread()]


def test_collection_is_given_back_at_the_end(collector: GarbageCollector) -> None:
    assert not gc.isenabled()
    collector.stop()
    assert gc.isenabled()
