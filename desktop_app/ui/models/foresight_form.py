"""What a student expects before a slider is moved, and what it was once it is known."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.content.model import Foresight
from desktop_app.content.typography import typeset
from desktop_app.session.session import Prediction, option_in
from desktop_app.ui.common.boxes import RadioBox
from desktop_app.ui.common.collected import Collected
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.foot import foot
from desktop_app.ui.common.keys import keep_arrows
from desktop_app.ui.common.theme import Theme
from desktop_app.ui.models.class_tally import ClassTally


class ForesightForm(QWidget):
    """Asks for one of a few expectations. A curve is drawn on a chart instead: then this
    only says what is asked.
    """

    chosen = Signal(int)
    submitted = Signal()
    skipped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._foresight: Foresight | None = None
        self._prediction = Prediction()
        self._collected = Collected()
        self._language = "en"
        self._look: tuple[Theme, Type] | None = None
        self.invitation, self.question = QLabel(), QLabel()
        self.invitation.setProperty("muted", True)
        for label in (self.invitation, self.question):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.submit_button, self.skip_button = QPushButton(), QPushButton()
        self.submit_button.setProperty("primary", True)
        self.submit_button.clicked.connect(self.submitted)
        self.skip_button.clicked.connect(self.skipped)
        self._group = QButtonGroup(self)
        self.options: list[RadioBox] = []
        self.tally = ClassTally()
        self._buttons = foot(QWidget(), self.skip_button, self.submit_button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.invitation)
        self._column.addWidget(self.question)
        self._column.addWidget(self.tally)
        self._column.addWidget(self._buttons)
        self._translate()

    def show_foresight(self, foresight: Foresight, prediction: Prediction, language: str) -> None:
        """Ask, with what was chosen so far."""
        if foresight != self._foresight or language != self._language:
            self._foresight, self._language = foresight, language
            self._build(foresight)
        self._prediction = prediction
        rank = option_in(prediction.estimates)
        self._check(rank)
        draws = foresight.curve is not None
        self.submit_button.setVisible(not draws)
        self.skip_button.setVisible(not draws)
        self._buttons.setVisible(not draws)
        self.submit_button.setEnabled(rank is not None)

    def show_as(self, other: ForesightForm) -> None:
        """Ask what ``other`` asks, with what was chosen there."""
        if other._foresight is not None:
            self.show_foresight(other._foresight, other._prediction, other._language)
            self.show_class(replace(other._collected, hidden=False))

    def show_class(self, collected: Collected) -> None:
        """Show what groups expect instead of asking, once it is no longer private; while it
        is collected nobody submits here.
        """
        self._collected = collected
        asks = not collected.groups
        self.invitation.setVisible(asks)
        if collected.collecting or not asks:
            self._buttons.hide()
        if collected.hidden:
            self._check(None)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, collected.hidden)
        for box in self.options:
            box.setVisible(asks)
        self.tally.setVisible(not asks and bool(self.options))
        self.tally.show_groups([box.text().replace("&&", "&") for box in self.options],
                               collected.groups)  # fmt: skip

    def _check(self, rank: int | None) -> None:
        self._group.setExclusive(False)
        for at, box in enumerate(self.options):
            box.setChecked(at == rank)
        self._group.setExclusive(True)

    def _build(self, foresight: Foresight) -> None:
        for box in self.options:
            self._group.removeButton(box)
            box.hide()
            box.deleteLater()
        self.question.setText(typeset(foresight.question, self._language))
        self.options = []
        for rank, text in enumerate(foresight.options):
            box = RadioBox(typeset(text, self._language).replace("&", "&&"), wraps=True)
            box.setAccessibleDescription(self.question.text())
            box.clicked.connect(partial(self._choose, rank))
            keep_arrows(box)
            self._group.addButton(box)
            self._column.insertWidget(2 + rank, box)
            self.options.append(box)
        if self._look is not None:
            self.set_look(*self._look)

    def _choose(self, rank: int, _checked: bool = False) -> None:
        self.chosen.emit(rank)

    def set_look(self, theme: Theme, type_: Type) -> None:
        self._look = (theme, type_)
        self._column.setSpacing(type_.px(6))
        self.invitation.setFont(type_.interface(12))
        self.question.setFont(type_.interface(16, bold=True))
        self.tally.set_type(type_)
        for box in self.options:
            box.setFont(type_.interface(14))
            box.set_look(theme, type_)
        for button in (self.submit_button, self.skip_button):
            button.setFont(type_.interface(13, bold=button is self.submit_button))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()
        super().changeEvent(event)

    def _translate(self) -> None:
        self.invitation.setText(self.tr("Before you move anything: what do you expect?"))
        self.submit_button.setText(self.tr("That is my prediction"))
        self.skip_button.setText(self.tr("See without predicting"))
