"""The dialog that says that something went wrong, with a report to copy."""

from __future__ import annotations

import platform
from pathlib import Path

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout

from desktop_app.version import VERSION


def _report(trace: str) -> str:
    return (
        f"Rebattre les cartes {VERSION} · Python {platform.python_version()} · Qt {qVersion()} · "
        f"{platform.platform()}\n\n{trace}"
    )


class ErrorDialog(QDialog):
    """Says that something went wrong, and gives a report to copy."""

    def __init__(self, trace: str, log: Path | None) -> None:
        super().__init__(QGuiApplication.instance().activeWindow())  # type: ignore[union-attr]
        self.setWindowTitle(self.tr("Something did not work"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._report = _report(trace)
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
        text = QPlainTextEdit(self._report)
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
