"""A picture of the window on one step, drawn without a display."""

from __future__ import annotations

import tempfile
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer

from desktop_app.content.lesson import Lesson
from desktop_app.shell.application import Application
from desktop_app.storage.settings import SettingsFile

PATIENCE = 20_000
"""Milliseconds until a window that is never painted is given up."""


def take_shot(
    lesson: Lesson,
    output: Path,
    *,
    step: str | None,
    size: tuple[int, int],
    language: str,
    theme: str,
    text_size: int,
) -> bool:
    """Draw the window and save it to ``output``; False where it can't be written.

    Settings come from an empty folder, so that a picture never depends on what was
    done before.
    """
    with tempfile.TemporaryDirectory() as folder:
        application = Application(settings=SettingsFile(Path(folder)), language=language)
        application.preferences.allow_motion(False)
        application.preferences.set_theme(theme)
        application.preferences.set_text_size(text_size)
        window = application.window
        window.setFixedSize(*size)  # also below what the window would shrink to
        window.open_lesson(lesson, step=step)
        loop = QEventLoop()
        window.first_painted.connect(loop.quit)
        QTimer.singleShot(PATIENCE, loop.quit)
        window.show()
        loop.exec()
        view = window.lesson_view
        assert view is not None
        view.after_first_paint()
        for _ in range(3):  # layouts ask for layouts
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
            QCoreApplication.processEvents()
        picture = window.grab()
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)
        partial = output.with_name(f".{output.name}.part")
        try:
            if not picture.save(str(partial), "PNG"):
                return False
            partial.replace(output)
            return True
        except OSError:  # a folder of that name
            return False
        finally:
            partial.unlink(missing_ok=True)
