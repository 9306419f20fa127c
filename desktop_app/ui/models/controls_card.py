"""The controls of a simulation: what it finds in words, its sliders, what can be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.ui.common import accessible
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.foot import FlowLayout
from desktop_app.ui.common.theme import Theme
from desktop_app.ui.models.foresight_form import ForesightForm
from desktop_app.ui.models.slider_row import SliderRow

LABEL_PART = 0.42
"""Names of sliders take no more of the width than that."""


class ControlsCard(QFrame):
    """Knows how it looks and says what is asked of it; what follows is for the panel."""

    play_wanted = Signal()
    perturb_wanted = Signal()
    reset_wanted = Signal()
    compare_wanted = Signal()
    honesty_wanted = Signal()
    again_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._type = Type()
        self._stacks = False
        self.foresight = ForesightForm()
        self.predicted, self.summary, self.notes = _label(), _label(), _label(muted=True)
        self.compared = _label(muted=True)
        self.rows: dict[str, SliderRow] = {}
        self._twins: dict[str, SliderRow] = {}
        self.play_button, self.perturb_button = QPushButton(), QPushButton()
        self.reset_button, self.compare_button = QPushButton(), QPushButton()
        self.honesty_button, self.again_button = QPushButton(), QPushButton()
        for button, signal in (
            (self.play_button, self.play_wanted),
            (self.perturb_button, self.perturb_wanted),
            (self.reset_button, self.reset_wanted),
            (self.compare_button, self.compare_wanted),
            (self.again_button, self.again_wanted),
            (self.honesty_button, self.honesty_wanted),
        ):
            button.clicked.connect(signal)
        self.honesty_button.setCheckable(True)
        self.compare_button.setCheckable(True)
        self._lay_out()
        self._translate()

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._sliders = QWidget()
        self._slider_column = QVBoxLayout(self._sliders)
        self._slider_column.setContentsMargins(0, 0, 0, 0)
        self._buttons = QWidget()
        self._flow = FlowLayout()
        self._buttons.setLayout(self._flow)
        for button in self._all_buttons:
            self._flow.addWidget(button)
        for widget in (
            self.foresight,
            self.predicted,
            self.summary,
            self.compared,
            self.notes,
            self._sliders,
            self._buttons,
        ):
            self._column.addWidget(widget)

    @property
    def _all_buttons(self) -> Sequence[QPushButton]:
        return (
            self.play_button,
            self.perturb_button,
            self.reset_button,
            self.compare_button,
            self.again_button,
            self.honesty_button,
        )

    def set_rows(self, rows: dict[str, SliderRow]) -> None:
        """Have these sliders, in this order."""
        for row in self.rows.values():
            row.hide()
            row.deleteLater()
        self.rows = rows
        for row in rows.values():
            if self._stacks:
                row.stack()
            self._slider_column.addWidget(row)
        self._sliders.setVisible(bool(rows))
        self._fit_rows()

    def stack_rows(self) -> None:
        """Have names above their sliders from now on."""
        self._stacks = True

    def show_question_alone(self, alone: bool) -> None:
        """Leave out what can't be used before something is predicted."""
        self._sliders.setVisible(bool(self.rows) and not alone)
        self._buttons.setVisible(not alone)

    def ask(self, asking: bool) -> None:
        """Whether what is expected is asked first: nothing moves until then."""
        self.foresight.setVisible(asking)
        for row in self.rows.values():
            row.set_locked(asking)
        for button in self._all_buttons:
            button.setDisabled(asking)

    def say(self, summary: str, notes: str) -> None:
        """What the simulation finds, in words."""
        self.summary.setText(summary)
        self.summary.setVisible(bool(summary))
        self.notes.setText(notes)
        self.notes.setVisible(bool(notes))

    def event(self, event: QEvent) -> bool:
        found = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit_height()
        return found

    def announce(self) -> None:
        """Read aloud what the simulation finds."""
        accessible.announce(self, self.summary.text())

    def twin(self) -> ControlsCard:
        """Controls on another screen, that do what these do; :meth:`show_as` keeps them like
        these.
        """
        made = ControlsCard()
        for own, wanted in (
            (self.play_wanted, made.play_wanted),
            (self.perturb_wanted, made.perturb_wanted),
            (self.reset_wanted, made.reset_wanted),
            (self.again_wanted, made.again_wanted),
            (self.foresight.chosen, made.foresight.chosen),
            (self.foresight.submitted, made.foresight.submitted),
            (self.foresight.skipped, made.foresight.skipped),
        ):
            wanted.connect(own)
        for button in (made.compare_button, made.honesty_button):
            button.hide()
        return made

    def show_as(self, other: ControlsCard) -> None:
        """Say what ``other`` says, stand where it stands."""
        if self._twins != other.rows:
            self._twins = other.rows
            self.set_rows({name: row.twin() for name, row in other.rows.items()})
        for name, row in other.rows.items():
            self.rows[name].show_value(row.value)
        self.say(other.summary.text(), other.notes.text())
        self.predicted.setText(other.predicted.text())
        for mine, theirs in (
            (self.predicted, other.predicted),
            (self.play_button, other.play_button),
            (self.perturb_button, other.perturb_button),
            (self.again_button, other.again_button),
        ):
            mine.setHidden(theirs.isHidden())
        self.compared.hide()
        self.foresight.show_as(other.foresight)
        asking = not other.foresight.isHidden()
        self.ask(asking)
        self.show_question_alone(asking)
        self.show_playing(other._playing)

    def show_playing(self, playing: bool) -> None:
        self._playing = playing
        self._translate_play()

    # -- looks ---------------------------------------------------------------------------------

    def set_look(self, theme: Theme, type_: Type) -> None:
        self._type = type_
        margin = type_.px(16)
        self._column.setContentsMargins(margin, margin, margin, margin)
        self._column.setSpacing(type_.px(8))
        self._slider_column.setSpacing(type_.px(4))
        self._flow.setSpacing(type_.px(8))
        for label in (self.predicted, self.summary):
            label.setFont(type_.interface(14))
        for label in (self.notes, self.compared):
            label.setFont(type_.interface(13))
        for button in self._all_buttons:
            button.setFont(type_.interface(13))
        self.foresight.set_look(theme, type_)
        self._fit_rows()

    def _fit_rows(self) -> None:
        """Names and numbers as wide as the widest, so that sliders stand below each other."""
        for row in self.rows.values():
            row.set_type(self._type)
        label = max((row.label_width() for row in self.rows.values()), default=0)
        field = max((row.field_width() for row in self.rows.values()), default=0)
        room = int(self.width() * LABEL_PART) if self.width() > 50 else label
        for row in self.rows.values():
            row.set_widths(min(label, room), field)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit_rows()
        self.fit_height()

    def fit_height(self) -> None:
        """Be as high as the words need at this width: layouts around don't ask for that."""
        height = self._column.totalHeightForWidth(self.width())
        if height > 0 and height != self.minimumHeight():
            self.setFixedHeight(height)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()
        super().changeEvent(event)

    _playing = False

    def _translate(self) -> None:
        self._translate_play()
        self.perturb_button.setText(self.tr("Perturb"))
        self.reset_button.setText(self.tr("Start again"))
        self.compare_button.setText(self.tr("Compare"))
        self.again_button.setText(self.tr("Predict again"))
        self.honesty_button.setText(self.tr("Assumptions"))

    def _translate_play(self) -> None:
        text = self.tr("Pause") if self._playing else self.tr("▶ Let it run")
        self.play_button.setText(text)


def _label(*, muted: bool = False) -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("muted", muted)
    return label
