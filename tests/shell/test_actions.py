"""Menus and shortcuts as data: complete, and without contradiction."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from desktop_app.shell.actions import COMMANDS, MENUS
from desktop_app.shell.application import Application
from desktop_app.shell.main_window import MainWindow
from desktop_app.shell.palette import Entry, find, fold
from desktop_app.storage.settings import SettingsFile


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> MainWindow:
    application = Application(settings=SettingsFile(tmp_path), language="en")
    qtbot.addWidget(application.window)
    application.window.application = application  # type: ignore[attr-defined]
    return application.window


def test_ids_are_unique_and_each_has_an_action(window: MainWindow) -> None:
    ids = [command.id for command in COMMANDS]
    assert len(ids) == len(set(ids))
    for command in COMMANDS:
        action = window.actions_[command.id]
        assert action.text()
        assert action in window.actions()
        assert action.isCheckable() == command.checkable


def test_menus_name_known_commands_each_once() -> None:
    known = {command.id for command in COMMANDS}
    named = [command for menu in MENUS for command in menu.commands if command]
    assert set(named) <= known
    assert [name for name, count in Counter(named).items() if count > 1] == []
    for menu in MENUS:
        assert menu.commands[0]
        assert menu.commands[-1]


def test_no_two_commands_share_a_shortcut(window: MainWindow) -> None:
    keys = [
        key.toString(QKeySequence.SequenceFormat.PortableText)
        for command in COMMANDS
        for key in window.actions_[command.id].shortcuts()
    ]
    assert all(keys), "a shortcut that Qt does not understand"
    assert [key for key, count in Counter(keys).items() if count > 1] == []
    assert sum(len(command.shortcuts) for command in COMMANDS) == len(keys)


@pytest.mark.parametrize(
    "command",
    [
        *("larger-text", "smaller-text", "normal-text", "french", "english", "switch-language"),
        *("light", "dark", "contrast", "library", "motion", "undo", "reset", "about"),
    ],
)
def test_each_command_can_be_run_with_no_lesson_open(window: MainWindow, command: str) -> None:
    window.actions_[command].trigger()


def test_groups_hold_one_choice(window: MainWindow) -> None:
    for ids in (("french", "english"), ("light", "dark", "contrast")):
        for chosen in ids:
            window.actions_[chosen].trigger()
            assert [name for name in ids if window.actions_[name].isChecked()] == [chosen]


# -- finding ---------------------------------------------------------------------------


def entries(*texts: str) -> list[Entry]:
    return [Entry(text, "kind", lambda: None) for text in texts]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("metropolisation", "Métropolisation"),
        ("MÉTRO", "métropolisation"),
        ("oeuvre", "Œuvre d’art"),
        ("d'art", "Œuvre d’art"),
        ("  deux   MOUVEMENTS ", "Deux mouvements à la fois"),
        ("fois deux", "Deux mouvements à la fois"),
        ("qui ?", "Qui\u202f?"),
        ("50 %", "De 50\u202f%"),
        ("kind", "anything"),
        ("", "anything"),
    ],
)
def test_what_is_typed_finds(query: str, text: str) -> None:
    found = find(entries("zzz other", text), query)
    assert text in [entry.text for entry in found]


def test_the_nearest_comes_first() -> None:
    found = find(entries("The wave", "A second wave", "Wave", "Heatwave"), "wave")
    assert [entry.text for entry in found] == ["Wave", "The wave", "A second wave", "Heatwave"]


def test_nothing_is_found_for_what_is_not_there() -> None:
    assert find(entries("Deux mouvements"), "trois") == []


@pytest.mark.parametrize("text", ["", "é", "ﬁ", "İ", "ß", "\u0301", "日本"])
def test_folding_is_stable(text: str) -> None:
    assert fold(fold(text)) == fold(text)
