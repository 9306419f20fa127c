"""One line on the console about the class: where it stopped, and how to go on from there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.foot import FootLayout
from desktop_app.ui.presenter.console_button import ConsoleButton


class ClassBanner(QFrame):
    """``do`` is told "resume", "recall" or "dismiss"."""

    def __init__(self, do: Callable[[str], object]) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.label = QLabel()
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.resume, self.recall, self.dismiss = ConsoleButton(), ConsoleButton(), ConsoleButton()
        self._column, self._row = QVBoxLayout(self), FootLayout()
        self._column.addLayout(self._row)
        self._row.addWidget(self.label)
        for button, command in (
            (self.resume, "resume"),
            (self.recall, "recall"),
            (self.dismiss, "dismiss"),
        ):
            button.clicked.connect(lambda _=False, name=command: do(name))
            self._row.addWidget(button)
        self._translate()
        self.hide()

    def show_words(self, words: str, *, recalls: bool) -> None:
        """Say ``words``, "" for nothing; ``recalls``: there are questions to ask again."""
        self.label.setText(words)
        self.recall.setVisible(recalls)
        self.setVisible(bool(words))

    def fit(self, type_: Type) -> None:
        self._row.setSpacing(type_.px(8))
        self._column.setContentsMargins(type_.px(16), type_.px(6), type_.px(16), type_.px(6))
        for widget in (self.label, self.resume, self.recall, self.dismiss):
            widget.setFont(type_.interface())

    def _translate(self) -> None:
        self.resume.show_words(self.tr("Go on from there"))
        self.recall.show_words(self.tr("Ask again first (5 min)"))
        self.dismiss.show_words(self.tr("Not now"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()
        super().changeEvent(event)
