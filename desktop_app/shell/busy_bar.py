"""What is under way, once it has taken long enough to be noticed, and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from desktop_app.session.preferences import PreferenceStore, look
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.watching import stop_with

PATIENCE = 300
"""Milliseconds before anything is shown."""


class BusyBar(QFrame):
    cancelled = Signal()

    def __init__(self, preferences: PreferenceStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._preferences = preferences
        self._label = QLabel()
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._cancel = QPushButton()
        self._cancel.clicked.connect(self._stop)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._label)
        self._row.addWidget(self._progress, 1)
        self._row.addWidget(self._cancel)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE)
        self._timer.timeout.connect(self._appear)
        stop_with(self, preferences.watch(look, lambda _: self._style()))
        self._style()
        self._translate()
        self.hide()

    def start(self, text: str) -> None:
        """Show ``text`` unless :meth:`finish` comes soon."""
        self._label.setText(text)
        self._progress.setAccessibleName(text)
        self._timer.start()

    def finish(self) -> None:
        self._timer.stop()
        self.hide()

    def _appear(self) -> None:
        self.show()
        self._style()  # what was hidden when the theme changed has lost its fonts

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()
        super().changeEvent(event)

    def _stop(self) -> None:
        self.finish()
        self.cancelled.emit()

    def _translate(self) -> None:
        self._cancel.setText(self.tr("Cancel"))

    def _style(self) -> None:
        type_ = Type(self._preferences.state.scale)
        self._label.setFont(type_.interface())
        self._cancel.setFont(type_.interface())
        self._row.setContentsMargins(type_.px(20), type_.px(8), type_.px(20), type_.px(8))
        self._row.setSpacing(type_.px(12))
