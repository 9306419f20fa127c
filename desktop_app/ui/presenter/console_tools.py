"""What a presenter can do, as buttons: each with its key, pressed where it is on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from desktop_app.session.presentation import (
    Cover,
    Presentation,
    PresentationState,
    Tool,
)
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.foot import FlowLayout
from desktop_app.ui.common.watching import stop_with
from desktop_app.ui.presenter.console_button import ConsoleButton

_ON: dict[str, Callable[[PresentationState], bool]] = {
    "black": lambda state: state.cover is Cover.BLACK,
    "white": lambda state: state.cover is Cover.WHITE,
    "curtain": lambda state: state.curtain > 0,
    "spotlight": lambda state: state.tool is Tool.SPOTLIGHT,
    "magnifier": lambda state: state.tool is Tool.MAGNIFIER,
    "pen": lambda state: state.tool is Tool.PEN,
    "freeze": lambda state: state.frozen,
}
"""The commands that stay on, and when they are."""


class ConsoleTools(QFrame):
    """``do`` is told the command of a button."""

    def __init__(self, presentation: Presentation, do: Callable[[str], object]) -> None:
        super().__init__()
        self.setObjectName("footer")
        self._presentation = presentation
        self._do = do
        self._buttons: dict[str, ConsoleButton] = {}
        self._column, self._row = QVBoxLayout(self), FlowLayout()
        self._column.addLayout(self._row)
        for name in (
            "previous",
            "next",
            "reveal",
            "freeze",
            "show-now",
            "black",
            "white",
            "curtain",
            "spotlight",
            "magnifier",
            "pen",
            "wipe",
        ):
            button = ConsoleButton()
            button.setCheckable(name in _ON)
            button.clicked.connect(lambda _=False, name=name: self._press(name))
            self._buttons[name] = button
            self._row.addWidget(button)
        for name in ("next", "show-now"):
            self._buttons[name].setProperty("primary", True)
        stop_with(
            self,
            presentation.watch(lambda state: state, lambda _: self.refresh()),
            presentation.session.watch(lambda state: state.predictions, lambda _: self.refresh()),
        )
        self._translate()

    def __getitem__(self, command: str) -> ConsoleButton:
        return self._buttons[command]

    def refresh(self) -> None:
        """Show what is on, and what would do nothing now."""
        presentation, state = self._presentation, self._presentation.state
        for name, is_on in _ON.items():
            self._buttons[name].setChecked(is_on(state))
        self._buttons["show-now"].setVisible(state.frozen)
        self._buttons["wipe"].setEnabled(bool(presentation.strokes))
        self._buttons["reveal"].setEnabled(presentation.can_reveal)
        hides = presentation.can_reveal and not presentation.holds_back
        words = self.tr("Hide again") if hides else self.tr("Reveal")
        if self._buttons["reveal"].accessibleName() != words:
            self._buttons["reveal"].show_words(words, "R")
        frozen = self.tr("Let the class follow") if state.frozen else self.tr("Freeze")
        if self._buttons["freeze"].accessibleName() != frozen:
            self._buttons["freeze"].show_words(frozen, "F")
        self._row.invalidate()

    def _press(self, name: str) -> None:
        self._do(name)
        self.refresh()  # Qt has turned the button by itself

    def _translate(self) -> None:
        for name, words, key in (
            ("previous", self.tr("Previous"), "←"),
            ("next", self.tr("Next"), "→"),
            ("show-now", self.tr("Show this now"), self.tr("Enter")),
            ("black", self.tr("Black"), "B"),
            ("white", self.tr("White"), "W"),
            ("curtain", self.tr("Curtain"), "C"),
            ("spotlight", self.tr("Spotlight"), "S"),
            ("magnifier", self.tr("Magnifier"), "M"),
            ("pen", self.tr("Pen"), "D"),
            ("wipe", self.tr("Wipe clean"), "E"),
        ):
            self._buttons[name].show_words(words, key)
        self.refresh()

    def fit(self, type_: Type) -> None:
        self._row.setSpacing(type_.px(6))
        self._column.setContentsMargins(type_.px(16), type_.px(8), type_.px(16), type_.px(8))
        for name, button in self._buttons.items():
            button.setFont(type_.interface(bold=name in ("next", "show-now")))
        self._row.invalidate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()
        super().changeEvent(event)
