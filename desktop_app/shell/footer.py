"""The line at the foot: steps back and forth, and how far one has got."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop_app.content.numbers import format_number
from desktop_app.session.preferences import PreferenceStore, look
from desktop_app.shell.saving import Saving
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.watching import stop_with


class Footer(QFrame):
    previous_wanted = Signal()
    next_wanted = Signal()

    def __init__(self, preferences: PreferenceStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("footer")
        self._preferences = preferences
        self._saving = Saving.NOTHING
        self._parts: list[str] = []
        self._learner = ""
        self.previous = QPushButton()
        self.next = QPushButton()
        self.previous.clicked.connect(self.previous_wanted)
        self.next.clicked.connect(self.next_wanted)
        self._hint = QLabel()
        self._hint.setProperty("muted", True)
        self._status = _Status()
        self._row = QHBoxLayout(self)
        for button in (self.previous, self.next):
            button.setProperty("flat", True)
            self._row.addWidget(button)
        self._row.addWidget(self._hint)
        self._row.addWidget(self._status, 1)
        stop_with(self, preferences.watch(look, lambda _: self._style()))
        self._translate()
        self._style()

    def come_last(self) -> None:
        """Be the last that Tab meets, also after widgets that were made later."""
        for place, button in enumerate((self.previous, self.next)):
            button.setParent(None)
            self._row.insertWidget(place, button)

    def show_progress(
        self,
        *,
        step: int,
        steps: int,
        minutes: float,
        essential: bool,
        answers: int,
        correct: int,
        language: str,
    ) -> None:
        parts = [self.tr("Step {step} of {steps}").format(step=step, steps=steps)]
        if minutes:
            parts.append(self.tr("{minutes} min").format(minutes=format_number(minutes, language)))
        if not essential:
            parts.append(self.tr("to go further"))
        right = self.tr("%n right", "", correct)
        parts.append(self.tr("%n answer(s)", "", answers) + f", {right}" if answers else "")
        self._parts = parts
        self._show_status()

    def show_saving(self, saving: Saving) -> None:
        """Say what has become of the answers."""
        self._saving = saving
        self._show_status()

    def show_learner(self, name: str) -> None:
        """Say under whose name answers are kept, "" where under none."""
        self._learner = name
        self._show_status()

    def text(self) -> str:
        return self._status.text()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()
        super().changeEvent(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QEvent) -> None:
        self._hint.setVisible(self.width() / self._preferences.state.scale > 900)

    def _show_status(self) -> None:
        saying = {
            Saving.NOTHING: "",
            Saving.UNDER_WAY: self.tr("Saving…"),
            Saving.SAVED: self.tr("Progress saved"),
            Saving.WAITING: self.tr("Not saved yet"),
            Saving.FORGOTTEN: self.tr("Progress is not kept"),
        }
        *place, answers = self._parts or [""]
        self._status.show_parts(place, self._learner, saying[self._saving], answers)

    def _translate(self) -> None:
        self.previous.setText(self.tr("←  Previous step"))
        self.next.setText(self.tr("Next step  →"))
        self.previous.setAccessibleName(self.tr("Previous step"))
        self.next.setAccessibleName(self.tr("Next step"))
        self._hint.setText(self.tr("(arrow keys or remote control)"))
        self._show_status()

    def _style(self) -> None:
        type_ = Type(self._preferences.state.scale)
        for widget in (self.previous, self.next, self._hint, self._status):
            widget.setFont(type_.interface())
        self._row.setContentsMargins(type_.px(12), type_.px(4), type_.px(20), type_.px(4))
        self._row.setSpacing(type_.px(8))


class _Status(QLabel):
    """One line at the right; where there is too little room, its first parts are left out."""

    def __init__(self) -> None:
        super().__init__()
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._lines: tuple[str, ...] = ("",)

    def show_parts(self, place: Sequence[str], learner: str, saving: str, answers: str) -> None:
        wholes = (
            (*place, learner, saving, answers),
            (learner, saving, answers),
            (learner, answers or saving),
            (answers or saving or learner,),
        )
        self._lines = tuple(" · ".join(filter(None, parts)) for parts in wholes)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self._lines[0])
        return QSize(width, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        advance = self.fontMetrics().horizontalAdvance
        shown = next((line for line in self._lines if advance(line) <= self.width()), "")
        self.setText(shown or self._lines[-1])
        self.setToolTip(self._lines[0] if shown != self._lines[0] else "")
        self.setAccessibleName(self._lines[0])
        self.updateGeometry()
