"""The menus and shortcuts of the application, as data in one place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6 import QtCore
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

CONTEXT = "Commands"
# Marks a text for translation and gives it back; its stub says object.
QT_TRANSLATE_NOOP: Callable[[str, str], str] = QtCore.QT_TRANSLATE_NOOP  # type: ignore[assignment]


@dataclass(frozen=True)
class Command:
    """``group`` makes commands exclude one another; ``repeats`` lets a held key repeat."""

    id: str
    text: str
    shortcuts: tuple[str, ...] = ()
    group: str = ""
    checkable: bool = False
    repeats: bool = False


@dataclass(frozen=True)
class Menu:
    """``commands`` are ids; "" is a separator."""

    text: str
    commands: tuple[str, ...]


COMMANDS = (
    Command("library", QT_TRANSLATE_NOOP("Commands", "Library"), ("Ctrl+L",)),
    Command("resume", QT_TRANSLATE_NOOP("Commands", "Back to the lesson"), ("Alt+L",)),
    Command("open-folder", QT_TRANSLATE_NOOP("Commands", "Open a lesson folder…"), ("Ctrl+O",)),
    Command("open-file", QT_TRANSLATE_NOOP("Commands", "Open a zipped lesson…"), ("Ctrl+Shift+O",)),
    Command("reload", QT_TRANSLATE_NOOP("Commands", "Reload the lesson"), ("Ctrl+R",)),
    Command("print", QT_TRANSLATE_NOOP("Commands", "Print…"), ("Ctrl+P",)),
    Command("questions-out", QT_TRANSLATE_NOOP("Commands", "Take questions away…")),
    Command("questions-in", QT_TRANSLATE_NOOP("Commands", "Bring questions in…")),
    Command("guide", QT_TRANSLATE_NOOP("Commands", "Teacher’s guide…"), ("Ctrl+G",)),
    Command("problems", QT_TRANSLATE_NOOP("Commands", "Problems in this lesson…")),
    Command("progress", QT_TRANSLATE_NOOP("Commands", "My progress"), ("Ctrl+Shift+P",)),
    Command("review", QT_TRANSLATE_NOOP("Commands", "Review what is due"), ("Ctrl+Shift+R",)),
    Command("begin-again", QT_TRANSLATE_NOOP("Commands", "Start the lesson afresh…")),
    Command("learner", QT_TRANSLATE_NOOP("Commands", "Who is working…"), ("Ctrl+Shift+W",)),
    Command("hand-in", QT_TRANSLATE_NOOP("Commands", "Hand in…"), ("Ctrl+Shift+H",)),
    Command("collect", QT_TRANSLATE_NOOP("Commands", "Class results…"), ("Ctrl+Shift+C",)),
    Command("learner-data", QT_TRANSLATE_NOOP("Commands", "What is kept of a student…")),
    Command("quit", QT_TRANSLATE_NOOP("Commands", "Quit"), ("Ctrl+Q",)),
    Command("search", QT_TRANSLATE_NOOP("Commands", "Search…"), ("Ctrl+K",)),
    Command(
        "next-step",
        QT_TRANSLATE_NOOP("Commands", "Next step"),
        ("PgDown", "Right"),
        repeats=True,
    ),
    Command(
        "previous-step",
        QT_TRANSLATE_NOOP("Commands", "Previous step"),
        ("PgUp", "Left"),
        repeats=True,
    ),
    Command("next-chapter", QT_TRANSLATE_NOOP("Commands", "Next chapter"), ("Ctrl+PgDown",)),
    Command("previous-chapter", QT_TRANSLATE_NOOP("Commands", "Previous chapter"), ("Ctrl+PgUp",)),
    Command("undo", QT_TRANSLATE_NOOP("Commands", "Undo"), ("Ctrl+Z", "Alt+Left")),
    Command("redo", QT_TRANSLATE_NOOP("Commands", "Redo"), ("Ctrl+Y", "Ctrl+Shift+Z", "Alt+Right")),
    Command("reset", QT_TRANSLATE_NOOP("Commands", "Put the numbers back to their start")),
    Command("larger-text", QT_TRANSLATE_NOOP("Commands", "Larger text"), ("Ctrl++", "Ctrl+=")),
    Command("smaller-text", QT_TRANSLATE_NOOP("Commands", "Smaller text"), ("Ctrl+-",)),
    Command("normal-text", QT_TRANSLATE_NOOP("Commands", "Normal text size"), ("Ctrl+0",)),
    Command("french", QT_TRANSLATE_NOOP("Commands", "Français"), group="language", checkable=True),
    Command("english", QT_TRANSLATE_NOOP("Commands", "English"), group="language", checkable=True),
    Command(
        "switch-language",
        QT_TRANSLATE_NOOP("Commands", "Switch between French and English"),
        ("Ctrl+Shift+L",),
    ),
    Command("light", QT_TRANSLATE_NOOP("Commands", "Light theme"), group="theme", checkable=True),
    Command("dark", QT_TRANSLATE_NOOP("Commands", "Dark theme"), group="theme", checkable=True),
    Command(
        "contrast",
        QT_TRANSLATE_NOOP("Commands", "High-contrast theme"),
        group="theme",
        checkable=True,
    ),
    Command(
        "notes",
        QT_TRANSLATE_NOOP("Commands", "Teacher’s notes"),
        ("Ctrl+Shift+N",),
        checkable=True,
    ),
    Command("practice", QT_TRANSLATE_NOOP("Commands", "Questions without marks"), checkable=True),
    Command("motion", QT_TRANSLATE_NOOP("Commands", "Animations"), checkable=True),
    Command("rail", QT_TRANSLATE_NOOP("Commands", "List of chapters"), ("Ctrl+B",), checkable=True),
    Command(
        "present",
        QT_TRANSLATE_NOOP("Commands", "Present full screen"),
        ("F5", "Shift+F5"),
        checkable=True,
    ),
    Command("about", QT_TRANSLATE_NOOP("Commands", "About…"), ("F1",)),
)
MENUS = (
    Menu(
        QT_TRANSLATE_NOOP("Commands", "Lesson"),
        (
            "library",
            "resume",
            "open-folder",
            "open-file",
            "",
            "progress",
            "review",
            "begin-again",
            "",
            "practice",
            "reload",
            "print",
            "questions-out",
            "questions-in",
            "guide",
            "problems",
            "",
            "quit",
        ),
    ),
    Menu(
        QT_TRANSLATE_NOOP("Commands", "Go"),
        (
            "search",
            "",
            "next-step",
            "previous-step",
            "next-chapter",
            "previous-chapter",
            "",
            "undo",
            "redo",
            "reset",
        ),
    ),
    Menu(
        QT_TRANSLATE_NOOP("Commands", "View"),
        (
            "present",
            "rail",
            "notes",
            "motion",
            "",
            "larger-text",
            "smaller-text",
            "normal-text",
            "",
            "light",
            "dark",
            "contrast",
            "",
            "french",
            "english",
        ),
    ),
    Menu(
        QT_TRANSLATE_NOOP("Commands", "Class"),
        ("learner", "hand-in", "", "collect", "learner-data"),
    ),
    Menu(QT_TRANSLATE_NOOP("Commands", "Help"), ("about",)),
)


def translated(text: str) -> str:
    """The words of a command or menu in the language of the interface."""
    return QCoreApplication.translate(CONTEXT, text)


class Actions:
    """The commands as Qt actions of ``window``, each bound to its handler."""

    def __init__(self, window: QWidget, handlers: Mapping[str, Callable[[], object]]) -> None:
        self._actions: dict[str, QAction] = {}
        groups: dict[str, QActionGroup] = {}
        for command in COMMANDS:
            action = QAction(window)
            action.setShortcuts([QKeySequence(shortcut) for shortcut in command.shortcuts])
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.setAutoRepeat(command.repeats)
            action.setCheckable(command.checkable)
            action.triggered.connect(_without_state(handlers[command.id]))
            if command.group:
                group = groups.setdefault(command.group, QActionGroup(window))
                group.addAction(action)
            window.addAction(action)
            self._actions[command.id] = action
        self._menus: list[tuple[QMenu, Menu]] = []
        self.translate()

    def __getitem__(self, command: str) -> QAction:
        return self._actions[command]

    def fill(self, menu: QMenu) -> None:
        """Put the menus into ``menu`` as its submenus."""
        for item in MENUS:
            submenu = menu.addMenu("")
            self._menus.append((submenu, item))
            for command in item.commands:
                if command:
                    submenu.addAction(self._actions[command])
                else:
                    submenu.addSeparator()
        self.translate()

    def translate(self) -> None:
        for command in COMMANDS:
            self._actions[command.id].setText(translated(command.text))
        for submenu, item in self._menus:
            submenu.setTitle(translated(item.text))


def _without_state(handler: Callable[[], object]) -> Callable[[bool], None]:
    def triggered(_checked: bool) -> None:
        handler()

    return triggered
