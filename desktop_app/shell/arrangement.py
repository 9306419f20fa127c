"""How the window was arranged: its geometry and splitters as text, as settings hold them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QMainWindow, QSplitter

from desktop_app.shell.lesson_view import LessonView

GEOMETRY = "geometry"


def arrangement(window: QMainWindow, view: LessonView | None) -> dict[str, str]:
    """What is worth remembering of ``window`` with ``view`` in it, by name."""
    found = {GEOMETRY: _as_text(window.saveGeometry())}
    if view is not None and not view.is_narrow:  # a wide window's columns are one's own doing
        found.update((name, _as_text(one.saveState())) for name, one in _splitters(view))
    return found


def restore_geometry(window: QMainWindow, known: Mapping[str, str]) -> None:
    if known.get(GEOMETRY):
        window.restoreGeometry(_from_text(known[GEOMETRY]))


def restore_splitters(view: LessonView, known: Mapping[str, str]) -> None:
    for name, splitter in _splitters(view):
        if known.get(name):
            splitter.restoreState(_from_text(known[name]))


def _splitters(view: LessonView) -> list[tuple[str, QSplitter]]:
    """The splitters of a lesson, each with the name it is remembered by."""
    return [
        (f"columns-{view.lesson.id}", view.splitter),
        (f"stage-{view.lesson.id}", view.stage.splitter),
    ]


def _as_text(data: QByteArray) -> str:
    return bytes(data.toBase64().data()).decode("ascii")


def _from_text(text: str) -> QByteArray:
    return QByteArray.fromBase64(text.encode("ascii", "ignore"))
