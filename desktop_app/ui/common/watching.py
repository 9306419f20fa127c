"""Ending a view's watches with the view."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject


def stop_with(owner: QObject, *stops: Callable[[], None]) -> None:
    """Call ``stops`` when ``owner`` is destroyed."""

    def stop_all() -> None:
        for stop in stops:
            stop()

    owner.destroyed.connect(stop_all)
