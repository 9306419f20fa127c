"""The time of a lesson at the head of the console, and what brings it to its end in time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.session.conducting import Conductor
from desktop_app.session.conductor import clock_time
from desktop_app.session.preferences import PreferenceStore
from desktop_app.session.presentation import Presentation
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.foot import FlowLayout
from desktop_app.ui.common.theme import THEMES
from desktop_app.ui.common.watching import stop_with
from desktop_app.ui.presenter import time_words
from desktop_app.ui.presenter.console_button import ConsoleButton

LONGEST = "00 h 00"


class _TimeField(QLineEdit):
    """Escape leaves it as it was, and leaves nothing else."""

    given_up = Signal()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and _escapes(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _escapes(event):
            self.given_up.emit()
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()  # who has the keyboard next gets no Enter


def _escapes(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape


class TimeBar(QFrame):
    """``refresh`` is called as the clock goes. ``do`` is told commands."""

    left = Signal()
    """The field for the end was left: the keyboard is free again."""

    def __init__(
        self,
        conductor: Conductor,
        presentation: Presentation,
        preferences: PreferenceStore,
        do: Callable[[str], object],
    ) -> None:
        super().__init__()
        self.setObjectName("header")
        self._conductor = conductor
        self._presentation = presentation
        self._preferences = preferences
        self.clock, self.elapsed = QLabel(), QLabel()
        self.late, self.rest = QLabel(), QLabel()
        self.end_label, self.end = QLabel(), _TimeField()
        self.end.setMaxLength(12)
        self.end_label.setBuddy(self.end)
        self.end.returnPressed.connect(self._take_end)
        self.end.given_up.connect(self._leave_end)
        self.end.editingFinished.connect(self._show_end)
        self.end.textEdited.connect(lambda _: self._mark_end())
        self.drop, self.essential = ConsoleButton(), ConsoleButton()
        self.school_class, self.screens, self.leave = (
            ConsoleButton(),
            ConsoleButton(),
            ConsoleButton(),
        )
        self.screens_menu = QMenu(self.screens)
        self.screens.setMenu(self.screens_menu)
        self.class_menu = QMenu(self.school_class)
        self.school_class.setMenu(self.class_menu)
        for button, command in (
            (self.drop, "drop"),
            (self.essential, "essential"),
            (self.leave, "leave"),
        ):
            button.clicked.connect(lambda _=False, name=command: do(name))
        self._column, self._row = QVBoxLayout(self), FlowLayout()
        self._column.addLayout(self._row)
        ending = QWidget()
        inside = QHBoxLayout(ending)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.end_label)
        inside.addWidget(self.end)
        for widget in (
            self.clock,
            self.elapsed,
            self.late,
            self.rest,
            ending,
            self.drop,
            self.essential,
            self.school_class,
            self.screens,
            self.leave,
        ):
            self._row.addWidget(widget)
        for label in (self.clock, self.elapsed, self.late, self.rest, self.end_label):
            label.setTextFormat(Qt.TextFormat.PlainText)
        stop_with(
            self,
            conductor.watch(lambda state: state.ends, lambda _: self._show_end()),
            presentation.watch(lambda state: state.dropped, lambda _: self.refresh()),
        )
        self._class = ""
        self.translate()

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        return (self.drop, self.essential, self.school_class, self.screens, self.leave)

    # -- the time ------------------------------------------------------------------------

    def refresh(self) -> None:
        """Say what time it is, and what that means."""
        conductor, pace = self._conductor, self._conductor.pace()
        self.clock.setText(f"{conductor.now():%H:%M}")
        language = self._preferences.state.language
        late = time_words.lateness(pace) if pace is not None else ""
        parts = (
            [time_words.so_far(pace), time_words.in_step(pace, language)]
            if pace is not None
            else []
        )
        self.elapsed.setText(" · ".join(parts))
        on_time = self.tr("on time") if pace is not None else ""
        self.late.setText(late or on_time)
        rest = (time_words.ending(conductor), time_words.left_out(self._presentation))
        self.rest.setText(" · ".join(filter(None, rest)))
        theme = THEMES[self._preferences.state.theme]
        is_late = pace is not None and round(pace.late) > 0
        found = conductor.dropping()
        tight = found is not None and not found.fits
        for label, alarming in ((self.late, is_late), (self.rest, tight)):
            label.setStyleSheet(f"color: {theme.negative}" if alarming else "")
        takes_back = conductor.is_dropping
        words = self.tr("Put back what is left out") if takes_back else self.tr("End in time")
        if self.drop.accessibleName() != words:
            self.drop.show_words(words, "X")
        self.drop.setEnabled(takes_back or (found is not None and bool(found.steps)))
        self._row.invalidate()

    def _show_end(self) -> None:
        ends = self._conductor.state.ends
        self.end.setText(f"{ends:%H:%M}" if ends is not None else "")
        self._mark_end()
        self.refresh()

    def _mark_end(self) -> None:
        """Say at once whether what is typed is a time."""
        known = clock_time(self.end.text()) is not None
        theme = THEMES[self._preferences.state.theme]
        self.end.setStyleSheet("" if known else f"color: {theme.negative}")
        wrong = "" if known else self.tr("No time of day: 10:55, for example")
        self.end.setToolTip(wrong)
        self.end.setAccessibleDescription(wrong)

    def _take_end(self) -> None:
        at = clock_time(self.end.text())
        if at is None:
            self.end.selectAll()
            return
        self._conductor.end_at(at)
        self.left.emit()

    def _leave_end(self) -> None:
        self._show_end()
        self.left.emit()

    # -- looks ---------------------------------------------------------------------------

    def show_class(self, name: str) -> None:
        """The class that is taught, "" for none."""
        self._class = name
        words = self.tr("Class: {name}").format(name=name) if name else self.tr("Class…")
        self.school_class.show_words(words)

    def translate(self) -> None:
        self.end_label.setText(self.tr("End at"))
        self.end.setAccessibleName(self.tr("End at"))
        self.essential.show_words(self.tr("Essential steps"), "A")
        self.screens.show_words(self.tr("Screens"))
        self.show_class(self._class)
        self.leave.show_words(self.tr("Leave"), self.tr("Esc"))
        self._show_end()

    def fit(self, type_: Type) -> None:
        self._row.setSpacing(type_.px(10))
        self._column.setContentsMargins(type_.px(16), type_.px(8), type_.px(16), type_.px(8))
        self.clock.setFont(type_.interface(22, bold=True))
        self.late.setFont(type_.interface(15, bold=True))
        for widget in (self.elapsed, self.rest, self.end_label, self.end, *self.buttons):
            widget.setFont(type_.interface())
        metrics = self.end.fontMetrics()
        self.end.setFixedWidth(metrics.horizontalAdvance(LONGEST) + type_.px(26))
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.translate()
        super().changeEvent(event)
