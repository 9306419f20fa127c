"""One calm line at the foot of the window for what a person has to know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from desktop_app.session.preferences import PreferenceStore, look
from desktop_app.ui.common import accessible
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.foot import FootLabel, FootLayout
from desktop_app.ui.common.watching import stop_with

Wording = Callable[[], str]
"""A notice in words, asked again when the language changes."""


@dataclass(frozen=True)
class Offer:
    """What a button beside a notice says, and what it does."""

    wording: Wording
    do: Callable[[], object]


@dataclass(frozen=True)
class _Notice:
    topic: str
    wording: Wording
    offers: tuple[Offer, ...]


class NoticeBar(QFrame):
    """Shows one notice at a time; closing it shows the next."""

    def __init__(self, preferences: PreferenceStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._preferences = preferences
        self._waiting: list[_Notice] = []
        self._label = FootLabel()
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._offers: list[QPushButton] = []
        self._close = QPushButton()
        self._close.clicked.connect(self._next)
        self._column, self._row = QVBoxLayout(self), FootLayout()
        self._column.addLayout(self._row)
        self._row.addWidget(self._label)
        self._row.addWidget(self._close)
        stop_with(self, preferences.watch(look, lambda _: self._style()))
        self._style()
        self._translate()
        self.hide()

    def say(self, wording: Wording, topic: str = "", *offers: Offer | None) -> None:
        """Show what ``wording`` says, now or after the notices that wait, with a button for
        each of the ``offers``.

        A notice on a ``topic`` takes the place of the one before on it.
        """
        self.forget(topic)
        self._waiting.append(_Notice(topic, wording, tuple(filter(None, offers))))
        if self.isHidden():
            self._show()

    def forget(self, topic: str) -> None:
        """Drop the notice on ``topic``: it is true no more."""
        if not topic or not self.is_waiting(topic):
            return
        shown = self._waiting[0].topic == topic
        self._waiting = [notice for notice in self._waiting if notice.topic != topic]
        if shown:
            self._show_next()

    def is_waiting(self, topic: str) -> bool:
        """Whether there is a notice on ``topic`` that was not closed."""
        return any(waiting.topic == topic for waiting in self._waiting)

    def text(self) -> str:
        """The notice on screen, or ""."""
        return "" if self.isHidden() else self._label.text()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()
        super().changeEvent(event)

    def _show(self) -> None:
        self._word()
        self.show()
        self._style()  # what was hidden when the theme changed has lost its fonts
        accessible.announce(self, self._label.text())

    def _word(self) -> None:
        notice = self._waiting[0]
        self._label.setText(notice.wording())
        for button in self._offers:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._offers = []
        self._row.removeWidget(self._close)
        for offer in notice.offers:
            button = QPushButton(offer.wording(), self)
            button.clicked.connect(offer.do)
            self._offers.append(button)
        for button in (*self._offers, self._close):
            self._row.addWidget(button)

    def _next(self) -> None:
        self._waiting.pop(0)
        self._show_next()

    def _show_next(self) -> None:
        if self._waiting:
            self._show()
        else:
            self.hide()

    def _translate(self) -> None:
        self._close.setText(self.tr("Understood"))
        if self._waiting:
            self._word()
            self._style()

    def _style(self) -> None:
        type_ = Type(self._preferences.state.scale)
        self._label.setFont(type_.interface())
        for button in (*self._offers, self._close):
            button.setFont(type_.interface())
        self._column.setContentsMargins(type_.px(20), type_.px(8), type_.px(20), type_.px(8))
        self._row.setSpacing(type_.px(12))
