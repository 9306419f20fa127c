"""How sure one is: three buttons, one of which is down."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop_app.learning.certainty import RIGHT, WRONG, Certainty
from desktop_app.ui.quiz.look import SMALL_SIZE, Look
from desktop_app.ui.quiz.words import signed

OFF, ON = "○", "●"
_STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}


class CertaintyBar(QWidget):
    """Asks how sure one is; says what each level earns and costs."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = QLabel(self)
        self._asking = ""
        self._look: Look | None = None
        self._group = QButtonGroup(self)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.addWidget(self._label)
        self._row = QHBoxLayout()
        self._line.addLayout(self._row)
        self.buttons: list[QPushButton] = []
        for level in Certainty:
            button = QPushButton(self)
            button.setCheckable(True)
            button.toggled.connect(lambda _: self._show())
            button.clicked.connect(lambda _=False: self.chosen.emit())
            button.installEventFilter(self)
            self._group.addButton(button, int(level))
            self._row.addWidget(button)
            self.buttons.append(button)
        self._row.addStretch(1)
        self.retranslate()

    @property
    def certainty(self) -> Certainty | None:
        return Certainty.of(self._group.checkedId())

    def set_certainty(self, certainty: Certainty | None) -> None:
        self._group.setExclusive(False)
        for level, button in zip(Certainty, self.buttons, strict=True):
            button.setChecked(level is certainty)
        self._group.setExclusive(True)

    def ask(self, words: str) -> None:
        """Ask with emphasis, for nothing was chosen; "" asks as usual."""
        self._asking = words
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows choose, as they do among options."""
        if isinstance(event, QKeyEvent) and event.key() in _STEPS and watched in self.buttons:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                place = self.buttons.index(watched) + _STEPS[Qt.Key(event.key())]
                button = self.buttons[min(max(place, 0), len(self.buttons) - 1)]
                button.setFocus(Qt.FocusReason.TabFocusReason)
                button.setChecked(True)
                self.chosen.emit()
                return True
        return super().eventFilter(watched, event)

    def line_width(self) -> int:
        """The width that it needs on one line."""
        return self._label.sizeHint().width() + self._line.spacing() + self._row.sizeHint().width()

    def set_stacked(self, stacked: bool) -> None:
        """Put the buttons under the words, or beside them."""
        direction = QBoxLayout.Direction
        self._line.setDirection(direction.TopToBottom if stacked else direction.LeftToRight)

    def restyle(self, look: Look) -> None:
        self._look = look
        self._line.setSpacing(look.px(8))
        self._row.setSpacing(look.px(4))
        for button in self.buttons:
            button.setFont(look.type.interface(SMALL_SIZE))
            side = look.px(4 if look.compact else 9)
            button.setStyleSheet(f"padding: {look.px(5)}px {side}px; min-width: 0;")
        self._show()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("How sure are you of your answer?"))
        self._show()

    def _words(self, level: Certainty) -> str:
        match level:
            case Certainty.UNSURE:
                return self.tr("Unsure")
            case Certainty.FAIRLY_SURE:
                return self.tr("Fairly sure")
            case _:
                return self.tr("Certain")

    def _show(self) -> None:
        if self.certainty is not None:
            self._asking = ""
        self._label.setText(self._asking or self.tr("How sure?"))
        if self._look is not None:
            theme, urgent = self._look.theme, bool(self._asking)
            colour = theme.negative if urgent else theme.muted
            self._look.text(self._label, SMALL_SIZE, colour=colour, bold=urgent)
        for level, button in zip(Certainty, self.buttons, strict=True):
            words = self._words(level)
            button.setText(f"{ON if button.isChecked() else OFF} {words}")
            worth = self.tr("{right} if right, {wrong} if wrong").format(
                right=signed(RIGHT[level], "en"), wrong=signed(WRONG[level], "en")
            )
            button.setAccessibleName(words)
            button.setAccessibleDescription(worth)
            button.setToolTip(worth)
