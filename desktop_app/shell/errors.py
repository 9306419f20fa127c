"""Unexpected errors: a log file, one calm dialog with a report, and the session goes on.

Light on purpose, since it stands before the first paint: the log file and the dialog
are brought in by the first error.
"""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtWidgets import QDialog

LOG_FILE = "rebattre.log"
LOG_BYTES = 500_000
"""The log starts again past this size; the one before is kept."""


class ErrorReporter(QObject):
    """Takes every exception that nothing else caught, from any thread.

    Installed as the interpreter's hook; Qt's slots end there too. While a report is on
    screen, later errors are only logged: an error that repeats must not bury the work.
    """

    _caught = Signal(str)

    def __init__(self, folder: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log = folder / LOG_FILE if folder else None
        self._dialog: QDialog | None = None
        self._previous: tuple[Callable[..., object], Callable[..., object]] | None = None
        self._caught.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        self._previous = (sys.excepthook, threading.excepthook)
        sys.excepthook = self.report
        threading.excepthook = lambda args: self.report(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )

    def uninstall(self) -> None:
        if self._previous is not None:
            sys.excepthook, threading.excepthook = self._previous
            self._previous = None

    def report(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.quit()
            return
        import traceback

        text = "".join(traceback.format_exception(kind, error, trace))
        self._write(text)
        self._caught.emit(text)

    def _write(self, text: str) -> None:
        """Add an error to the log; nothing is said where it can't be written."""
        if self._log is None:
            return
        from datetime import datetime

        with contextlib.suppress(OSError):
            self._log.parent.mkdir(parents=True, exist_ok=True)
            if self._log.exists() and self._log.stat().st_size > LOG_BYTES:
                self._log.replace(self._log.with_suffix(".old.log"))
            with self._log.open("a", encoding="utf-8") as stream:
                stream.write(f"{datetime.now().isoformat(timespec='seconds')}\n{text}\n")

    def _show(self, text: str) -> None:
        if self._dialog is None:
            from desktop_app.shell.error_dialog import ErrorDialog

            kept = self._log if self._log and self._log.exists() else None
            self._dialog = ErrorDialog(text, kept)
            self._dialog.finished.connect(self._forget)
            self._dialog.open()

    def _forget(self) -> None:
        self._dialog = None
