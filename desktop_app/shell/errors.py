"""Unexpected errors: a log file, one calm dialog with a report, and the session goes on."""

from __future__ import annotations

import contextlib
import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout

logger = logging.getLogger("desktop_app")
LOG_BYTES = 500_000


def log_to(folder: Path) -> Path | None:
    """Keep a log in ``folder``; None where none can be written."""
    path = folder / "rebattre.log"
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=LOG_BYTES, backupCount=2, encoding="utf-8")
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        logger.addHandler(handler)
        return path
    return None


class ErrorReporter(QObject):
    """Takes every exception that nothing else caught, from any thread.

    Installed as the interpreter's hook; Qt's slots end there too. While a report is on
    screen, later errors are only logged: an error that repeats must not bury the work.
    """

    _caught = Signal(str)

    def __init__(self, log: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log = log
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
            QGuiApplication.quit()
            return
        text = "".join(traceback.format_exception(kind, error, trace))
        logger.error("unexpected error\n%s", text)
        self._caught.emit(text)

    def _show(self, text: str) -> None:
        if self._dialog is None:
            self._dialog = ErrorDialog(_report(text), self._log)
            self._dialog.finished.connect(self._forget)
            self._dialog.open()

    def _forget(self) -> None:
        self._dialog = None


def _report(text: str) -> str:
    return (
        f"Rebattre les cartes 0.1.0 · Python {platform.python_version()} · Qt {qVersion()} · "
        f"{platform.platform()}\n\n{text}"
    )


class ErrorDialog(QDialog):
    """Says that something went wrong, and gives a report to copy."""

    def __init__(self, report: str, log: Path | None) -> None:
        super().__init__(QGuiApplication.instance().activeWindow())  # type: ignore[union-attr]
        self.setWindowTitle(self.tr("Something did not work"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._report = report
        heading = QLabel(
            self.tr("Something did not work. Your session goes on, and nothing is lost.")
        )
        where = self.tr("The details are kept in {file}.").format(file=log) if log else ""
        detail = QLabel(
            self.tr("To help mend it, copy this report to whoever looks after the application.")
            + (f" {where}" if where else "")
        )
        for label in (heading, detail):
            label.setWordWrap(True)
        text = QPlainTextEdit(report)
        text.setReadOnly(True)
        text.setAccessibleName(self.tr("Report"))
        self.copy_button = QPushButton(self.tr("Copy the report"))
        self.copy_button.clicked.connect(self._copy)
        close = QPushButton(self.tr("Go on"))
        close.setProperty("primary", True)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addWidget(self.copy_button)
        buttons.addStretch()
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(heading)
        layout.addWidget(detail)
        layout.addWidget(text, 1)
        layout.addLayout(buttons)
        self.resize(640, 420)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
        self.copy_button.setText(self.tr("Copied"))
