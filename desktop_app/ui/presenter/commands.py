"""What a presenter can do, each with its keys: those of a remote, and one for each tool."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6 import QtCore
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop_app.content.typography import NNBSP

CONTEXT = "PresenterCommands"
# Marks a text for translation and gives it back; its stub says object.
QT_TRANSLATE_NOOP: Callable[[str, str], str] = QtCore.QT_TRANSLATE_NOOP  # type: ignore[assignment]


@dataclass(frozen=True)
class Command:
    """``keys`` work wherever the keyboard is; ``plain`` keys where nothing else wants them.
    ``shown`` is the key that the list of tools names.
    """

    id: str
    text: str
    keys: tuple[str, ...] = ()
    plain: tuple[Qt.Key, ...] = ()
    shown: str = ""
    repeats: bool = False


# A remote sends places on a keyboard: the W of one is the Z of a French keyboard, its period
# the colon there, its comma the semicolon.
_K = Qt.Key
COMMANDS = (
    Command(
        "next",
        QT_TRANSLATE_NOOP("PresenterCommands", "Next slide"),
        ("PgDown", "N"),
        (_K.Key_Right, _K.Key_Down, _K.Key_Space),
        "PgDown, →",
        repeats=True,
    ),
    Command(
        "previous",
        QT_TRANSLATE_NOOP("PresenterCommands", "Previous slide"),
        ("PgUp", "P"),
        (_K.Key_Left, _K.Key_Up, _K.Key_Backspace),
        "PgUp, ←",
        repeats=True,
    ),
    Command(
        "first",
        QT_TRANSLATE_NOOP("PresenterCommands", "First, last slide"),
        (),
        (_K.Key_Home,),
        "Home, End",
    ),
    Command("last", "", (), (_K.Key_End,)),
    Command(
        "reveal",
        QT_TRANSLATE_NOOP("PresenterCommands", "Reveal the answer or the data, hide them again"),
        ("R",),
        shown="R",
    ),
    Command(
        "vote",
        QT_TRANSLATE_NOOP("PresenterCommands", "Vote on the question; go on with the vote"),
        ("V",),
        shown="V",
    ),
    Command(
        "black",
        QT_TRANSLATE_NOOP("PresenterCommands", "Black screen"),
        ("B", ".", ":"),
        shown="B",
    ),
    Command(
        "white",
        QT_TRANSLATE_NOOP("PresenterCommands", "White screen"),
        ("W", ",", "Z", ";"),
        shown="W",
    ),
    Command(
        "curtain",
        QT_TRANSLATE_NOOP("PresenterCommands", "Curtain; ↑ ↓ move it"),
        ("C",),
        shown="C",
    ),
    Command(
        "spotlight",
        QT_TRANSLATE_NOOP("PresenterCommands", "Spotlight; arrows move it"),
        ("S",),
        shown="S",
    ),
    Command(
        "magnifier",
        QT_TRANSLATE_NOOP("PresenterCommands", "Magnifier; arrows move it"),
        ("M",),
        shown="M",
    ),
    Command(
        "pen",
        QT_TRANSLATE_NOOP("PresenterCommands", "Pen: mouse, or arrows once Space was pressed"),
        ("D",),
        shown="D",
    ),
    Command("wipe", QT_TRANSLATE_NOOP("PresenterCommands", "Wipe clean"), ("E",), shown="E"),
    Command(
        "larger",
        QT_TRANSLATE_NOOP("PresenterCommands", "Wider, narrower spotlight or magnifier"),
        ("+", "="),
        shown="+, −",
        repeats=True,
    ),
    Command("smaller", "", ("-",), repeats=True),
    Command(
        "time",
        QT_TRANSLATE_NOOP("PresenterCommands", "The time: how long, how late"),
        ("T",),
        shown="T",
    ),
    Command(
        "drop",
        QT_TRANSLATE_NOOP("PresenterCommands", "Leave out what keeps from ending in time"),
        ("X",),
        shown="X",
    ),
    Command(
        "essential",
        QT_TRANSLATE_NOOP("PresenterCommands", "The essential route alone, or every step"),
        ("A",),
        shown="A",
    ),
    Command(
        "freeze",
        QT_TRANSLATE_NOOP("PresenterCommands", "Freeze the audience’s screen, let it follow"),
        ("F",),
        shown="F",
    ),
    Command(
        "enter",
        QT_TRANSLATE_NOOP("PresenterCommands", "Show the frozen screen what was prepared"),
        (),
        (_K.Key_Return, _K.Key_Enter),
        "Enter",
    ),
    Command(
        "number",
        QT_TRANSLATE_NOOP("PresenterCommands", "Go to the step of that number"),
        shown="1…9, Enter",
    ),
    Command(
        "console",
        QT_TRANSLATE_NOOP("PresenterCommands", "Your console: call it up, put it away"),
        ("K",),
        shown="K",
    ),
    Command(
        "swap",
        QT_TRANSLATE_NOOP("PresenterCommands", "Swap the screens"),
        ("O",),
        shown="O",
    ),
    Command(
        "help",
        QT_TRANSLATE_NOOP("PresenterCommands", "This list"),
        ("H", "?", "F1"),
        shown="H, ?",
    ),
    Command(
        "back",
        QT_TRANSLATE_NOOP("PresenterCommands", "Put the tool away; leave the presentation"),
        ("Esc",),
        shown="Esc",
    ),
    Command("start", "", ("F5", "Shift+F5")),
)
_BY_KEY: Mapping[Qt.Key, str] = {key: one.id for one in COMMANDS for key in one.plain}
_ARROWS = {
    _K.Key_Left: (-1, 0),
    _K.Key_Right: (1, 0),
    _K.Key_Up: (0, -1),
    _K.Key_Down: (0, 1),
}


DIGIT = "digit-"
"""Before a digit: the command that it is, part of the number of a step."""


class Key(NamedTuple):
    """A line of the list of tools."""

    keys: str
    text: str


def described() -> Sequence[Key]:
    """Every command with its keys, in the language of the interface."""
    return [
        Key(_named(command.shown), QCoreApplication.translate(CONTEXT, command.text))
        for command in COMMANDS
        if command.text
    ]


def _named(keys: str) -> str:
    """The names of keys as they stand on a keyboard of that language."""
    names = {
        "PgDown": QCoreApplication.translate(CONTEXT, "Page Down"),
        "PgUp": QCoreApplication.translate(CONTEXT, "Page Up"),
        "Home": QCoreApplication.translate(CONTEXT, "Home"),
        "End": QCoreApplication.translate(CONTEXT, "End"),
        "Enter": QCoreApplication.translate(CONTEXT, "Enter"),
        "Esc": QCoreApplication.translate(CONTEXT, "Esc"),
    }
    return ", ".join(names.get(key, key) for key in keys.split(", ")).replace(" ?", f"{NNBSP}?")


Do = Callable[[str], object]
Arrow = Callable[[int, int], bool]


class Keyboard:
    """The keys of one window. ``do`` is told a command; ``arrow`` gets the arrows first, and
    says whether a tool took them.
    """

    def __init__(self, window: QWidget, do: Do, arrow: Arrow) -> None:
        self._window = window
        self._do = do
        self._arrow = arrow
        for command in COMMANDS:
            for key in command.keys:
                shortcut = QShortcut(QKeySequence(key), window)
                shortcut.setAutoRepeat(command.repeats)
                shortcut.activated.connect(lambda name=command.id: do(name))

    def press(self, event: QKeyEvent) -> bool:
        """Take a key that no widget wanted; False where it means nothing here."""
        key, text = Qt.Key(event.key()), event.text()
        is_free = self._window.focusWidget() in (None, self._window)
        if is_free and len(text) == 1 and text in "0123456789":  # with Shift, on a French keyboard
            self._do(DIGIT + text)
            return True
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if key in _ARROWS and self._arrow(*_ARROWS[key]):
            return True
        if key not in _BY_KEY or (_BY_KEY[key] == "enter" and not is_free):
            return False  # what takes Enter, as a field does, lets it pass nonetheless
        self._do("press" if key is Qt.Key.Key_Space and self._arrow(0, 0) else _BY_KEY[key])
        return True
