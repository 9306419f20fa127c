"""One calm line at the foot of the window for what a person has to know."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop_app.session.preferences import PreferenceStore
from desktop_app.ui.common import accessible
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.watching import stop_with


class NoticeBar(QFrame):
    """Shows one notice at a time; closing it shows the next."""

    def __init__(self, preferences: PreferenceStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._preferences = preferences
        self._waiting: list[str] = []
        self._label = QLabel()
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._close = QPushButton()
        self._close.clicked.connect(self._next)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._label, 1)
        self._row.addWidget(self._close)
        stop_with(self, preferences.watch(lambda state: state.text_size, lambda _: self._style()))
        self._style()
        self._translate()
        self.hide()

    def say(self, text: str) -> None:
        self._waiting.append(text)
        if self.isHidden():
            self._show()

    def text(self) -> str:
        """The notice on screen, or ""."""
        return "" if self.isHidden() else self._label.text()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()
        super().changeEvent(event)

    def _show(self) -> None:
        self._label.setText(self._waiting[0])
        self.show()
        accessible.announce(self, self._waiting[0])

    def _next(self) -> None:
        self._waiting.pop(0)
        if self._waiting:
            self._show()
        else:
            self.hide()

    def _translate(self) -> None:
        self._close.setText(self.tr("Understood"))

    def _style(self) -> None:
        type_ = Type(self._preferences.state.scale)
        self._label.setFont(type_.interface())
        self._close.setFont(type_.interface())
        self._row.setContentsMargins(type_.px(20), type_.px(8), type_.px(20), type_.px(8))
        self._row.setSpacing(type_.px(12))
