"""An unexpected error: one calm dialog, a log, and the session goes on."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest
from platformdirs import user_config_path, user_log_path
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton

from desktop_app.shell import errors
from desktop_app.shell.application import Application
from desktop_app.shell.error_dialog import ErrorDialog
from desktop_app.shell.errors import LOG_FILE
from desktop_app.shell.learning_desk import LearningDesk
from desktop_app.storage.settings import FILE, SettingsFile
from desktop_app.ui.common import fonts
from desktop_app.version import NAME
from tests.journeys.conftest import Play
from tests.journeys.harness import LESSON, Desk


def fail(message: str = "unexpected: é") -> None:
    raise RuntimeError(message)


def log() -> str:
    return (user_log_path(NAME) / LOG_FILE).read_text("utf-8")


def test_an_error_in_a_slot_opens_one_dialog_with_a_report(play: Play) -> None:
    def journey(desk: Desk) -> None:
        QTimer.singleShot(0, fail)
        desk.wait(lambda: bool(desk.dialogs(ErrorDialog)))
        QTimer.singleShot(0, lambda: fail("a second one"))
        desk.wait(lambda: "a second one" in log())
        desk.settle()
        dialog = desk.dialog(ErrorDialog)
        words = " ".join(label.text() for label in dialog.findChildren(QLabel))
        assert "Votre séance continue" in words
        assert "Traceback" not in words
        assert LOG_FILE in words
        report = dialog.findChild(QPlainTextEdit)
        assert isinstance(report, QPlainTextEdit)
        assert "RuntimeError: unexpected: é" in report.toPlainText()
        assert "PySide" in report.toPlainText() or "Qt 6" in report.toPlainText()
        desk.click(dialog.copy_button)
        assert QGuiApplication.clipboard().text() == report.toPlainText()
        dialog.accept()
        assert "unexpected: é" in log()
        # The lesson still works, and another error is said again.
        desk.press(Qt.Key.Key_PageDown)
        assert desk.step == "two-movements"
        QTimer.singleShot(0, lambda: fail("a third one"))
        desk.wait(lambda: bool(desk.dialogs(ErrorDialog)))

    assert play(journey, LESSON, errors=True) == 0


def test_an_error_in_a_job_and_in_a_thread_are_said_too(play: Play) -> None:
    def journey(desk: Desk) -> None:
        jobs = desk.view._jobs  # a job can't be made to fail from outside
        jobs.start("test", lambda _: fail("in a job"), lambda _: None)
        desk.wait(lambda: bool(desk.dialogs(ErrorDialog)))
        desk.dialog(ErrorDialog).accept()
        thread = threading.Thread(target=lambda: fail("in a thread"))
        thread.start()
        thread.join()
        desk.wait(lambda: bool(desk.dialogs(ErrorDialog)))
        assert "in a job" in log()
        assert "in a thread" in log()

    assert play(journey, LESSON, errors=True) == 0


def test_a_watcher_that_fails_does_not_stop_the_others(play: Play) -> None:
    def journey(desk: Desk) -> None:
        desk.session.watch(lambda state: state.place, lambda _: fail("in a watcher"))
        desk.press(Qt.Key.Key_PageDown)
        desk.wait(lambda: bool(desk.dialogs(ErrorDialog)))
        assert desk.step == "two-movements"
        assert desk.narrative.accessibleName().startswith("Deux mouvements")
        assert "Étape 2 sur 6" in desk.view.footer.text()

    assert play(journey, LESSON, errors=True) == 0


def test_hooks_are_as_they_were_once_the_window_is_closed(play: Play) -> None:
    before = sys.excepthook, threading.excepthook
    assert play(lambda desk: None, LESSON) == 0
    assert (sys.excepthook, threading.excepthook) == before


def test_no_place_for_a_log_is_no_second_error(
    play: Play, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", "utf-8")
    monkeypatch.setenv("XDG_STATE_HOME", str(blocked))

    def journey(desk: Desk) -> None:
        QTimer.singleShot(0, fail)
        desk.wait(lambda: bool(desk.dialogs(ErrorDialog)))
        words = " ".join(label.text() for label in desk.dialog(ErrorDialog).findChildren(QLabel))
        assert LOG_FILE not in words

    assert play(journey, LESSON, errors=True) == 0


def test_the_log_does_not_grow_for_ever(
    tmp_path: Path, qtbot: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(errors, "LOG_BYTES", 1000)
    reporter = errors.ErrorReporter(tmp_path)
    for number in range(20):
        error = RuntimeError(f"number {number} {'x' * 200}")
        reporter.report(RuntimeError, error, None)
    sizes = {path.name: path.stat().st_size for path in tmp_path.iterdir()}
    assert len(sizes) == 2
    assert max(sizes.values()) < 2000
    assert "number 19" in (tmp_path / LOG_FILE).read_text("utf-8")
    reporter.deleteLater()


# -- notices ------------------------------------------------------------------------


def notices(desk: Desk) -> list[str]:
    """Every notice, in the order in which they are said."""
    said = []
    while text := desk.window.notices.text():
        said.append(text)
        desk.click(desk.button("Compris", desk.window.notices))
    return said


def test_damaged_settings_are_said_and_kept(play: Play) -> None:
    path = user_config_path(NAME) / FILE
    path.parent.mkdir(parents=True)
    path.write_text("{broken", "utf-8")

    def journey(desk: Desk) -> None:
        (said,) = notices(desk)
        assert "damaged" in said
        assert str(path.parent) in said

    assert play(journey, LESSON) == 0
    assert (path.parent / "settings.damaged.json").read_text("utf-8") == "{broken"
    assert play(lambda desk: _nothing_said(desk), LESSON) == 0


def _nothing_said(desk: Desk) -> None:
    assert desk.window.notices.text() == ""


def test_without_a_home_the_session_works_and_says_what_is_lost(
    play: Play, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", "utf-8")
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(blocked / "home"))

    def journey(desk: Desk) -> None:
        desk.wait(lambda: any(one.recorder.store for one in desk.window.findChildren(LearningDesk)))
        settings, progress = notices(desk)
        assert str(blocked) in settings
        assert str(blocked) in progress
        desk.press(Qt.Key.Key_PageDown)
        assert desk.step == "two-movements"
        desk.command("dark")
        desk.command("english")

    assert play(journey, LESSON) == 0
    assert blocked.read_text("utf-8") == ""


@pytest.mark.parametrize("missing", [[fonts.INTERFACE], list(fonts.PACKAGES)])
def test_missing_font_packages_are_said_once_and_others_stand_in(
    play: Play, monkeypatch: pytest.MonkeyPatch, missing: list[str]
) -> None:
    packages = {
        family: f"fontpkg_that_is_missing_{index}" if family in missing else package
        for index, (family, package) in enumerate(fonts.PACKAGES.items())
    }
    monkeypatch.setattr(fonts, "PACKAGES", packages)

    def journey(desk: Desk) -> None:
        (said,) = notices(desk)
        for family in missing:
            assert family in said
        desk.press(Qt.Key.Key_PageDown)
        assert "Netflix" in desk.text
        assert desk.narrative.grab().width() > 0

    assert play(journey, LESSON) == 0


def test_a_notice_waits_for_the_one_before_it(qtbot: object, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('{"version": 7}', "utf-8")
    application = Application(settings=SettingsFile(tmp_path), language="en")
    bar = application.window.notices
    bar.say(lambda: "Another")
    assert "newer version" in bar.text()
    (understood,) = [one for one in bar.findChildren(QPushButton) if one.text() == "Understood"]
    understood.click()
    assert bar.text() == "Another"
    understood.click()
    assert bar.text() == ""
    application.window.deleteLater()
