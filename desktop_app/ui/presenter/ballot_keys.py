"""What a key means to a student who votes at the keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from desktop_app.ui.presenter.slide_text import LETTERS

NO_ANSWER, ALL_CHOSEN = -1, -2


def meaning(event: QKeyEvent, options: int, *, has_picks: bool) -> int | None:
    """The rank of one of so many ``options``, by letter or number; :data:`NO_ANSWER`;
    :data:`ALL_CHOSEN`, once something is; None where the key is no vote.
    """
    mods = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if mods & ~Qt.KeyboardModifier.ShiftModifier:
        return None
    if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return ALL_CHOSEN if has_picks else None
    letter = event.text().upper()
    if letter == "0":
        return NO_ANSWER
    rank = LETTERS.find(letter) if len(letter) == 1 else -1
    if rank < 0 and letter in tuple("123456789"):
        rank = int(letter) - 1
    return rank if 0 <= rank < options else None
