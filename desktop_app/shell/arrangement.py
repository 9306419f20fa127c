"""How the window was arranged: its geometry and splitters as text, as settings hold them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QMainWindow

from desktop_app.shell.lesson_view import LessonView

GEOMETRY = "geometry"


def arrangement(window: QMainWindow, view: LessonView | None) -> dict[str, str]:
    """What is worth remembering of ``window`` with ``view`` in it, by name."""
    found = {GEOMETRY: _as_text(window.saveGeometry())}
    if view is not None and not view.is_narrow:  # a wide window's columns are one's own doing
        columns, stage = _names(view)
        found[columns] = _as_text(view.splitter.saveState())
        if view.stage.is_arranged_by_hand:
            found[stage] = _as_text(view.stage.splitter.saveState())
    return found


def restore_geometry(window: QMainWindow, known: Mapping[str, str]) -> None:
    if known.get(GEOMETRY):
        window.restoreGeometry(_from_text(known[GEOMETRY]))


def restore_splitters(view: LessonView, known: Mapping[str, str]) -> None:
    columns, stage = _names(view)
    if known.get(columns):
        view.splitter.restoreState(_from_text(known[columns]))
    if known.get(stage):
        view.stage.splitter.restoreState(_from_text(known[stage]))
        view.stage.keep_heights()


def _names(view: LessonView) -> tuple[str, str]:
    """What the splitters of a lesson are remembered by: its columns, its stage."""
    return f"columns-{view.lesson.id}", f"stage-{view.lesson.id}"


def _as_text(data: QByteArray) -> str:
    return bytes(data.toBase64().data()).decode("ascii")


def _from_text(text: str) -> QByteArray:
    return QByteArray.fromBase64(text.encode("ascii", "ignore"))
