"""The text size reaches what is not on screen yet, whatever the theme did before."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_app.shell.application import Application
from desktop_app.storage.settings import SettingsFile
from desktop_app.ui.common.fonts import INTERFACE_SIZE


def test_theme_and_size_chosen_before_the_window_is_shown(qtbot: QtBot, tmp_path: Path) -> None:
    application = Application(settings=SettingsFile(tmp_path))
    window = application.window
    qtbot.addWidget(window)
    application.preferences.set_theme("contrast")
    application.preferences.set_text_size(200)
    window.show()
    assert window.header.menu_button.font().pixelSize() == 2 * INTERFACE_SIZE
    application.preferences.set_text_size(100)
    assert window.header.menu_button.font().pixelSize() == INTERFACE_SIZE


def test_a_notice_that_comes_after_a_change_of_theme(qtbot: QtBot, tmp_path: Path) -> None:
    application = Application(settings=SettingsFile(tmp_path))
    window = application.window
    qtbot.addWidget(window)
    window.show()
    application.preferences.set_theme("dark")
    application.preferences.set_text_size(200)
    application.preferences.set_theme("light")
    window.notices.say(lambda: "Bonjour")
    words = [label for label in window.notices.findChildren(QLabel) if label.text() == "Bonjour"]
    assert [label.font().pixelSize() for label in words] == [2 * INTERFACE_SIZE]
