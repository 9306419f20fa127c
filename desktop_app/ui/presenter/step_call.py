"""A step that is called by its number: digits, then Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from desktop_app.content.model import Step
from desktop_app.ui.presenter.commands import DIGIT

MOST_DIGITS = 4
translate = QCoreApplication.translate


class StepCall:
    """Steps count from 1, as on the list of steps. ``say`` is told what is called, and "" once
    nothing is any more; ``go`` the step that was.
    """

    def __init__(
        self,
        steps: Callable[[], Sequence[Step]],
        say: Callable[[str], object],
        go: Callable[[str], object],
    ) -> None:
        self._steps, self._say, self._go = steps, say, go
        self._typed = ""

    def take(self, command: str) -> bool:
        """Follow what is pressed; whether ``command`` is done with that."""
        if command.startswith(DIGIT):
            self._typed = (self._typed + command.removeprefix(DIGIT))[-MOST_DIGITS:]
            self._say(self._words())
            return True
        if not self._typed:
            return False
        called, self._typed = self._called, ""
        self._say("")
        if command == "enter" and called is not None:
            self._go(called.id)
        return command in ("enter", "back")

    @property
    def _called(self) -> Step | None:
        number, steps = int(self._typed), self._steps()
        return steps[number - 1] if 0 < number <= len(steps) else None

    def _words(self) -> str:
        number, called = int(self._typed), self._called
        if called is None:
            text = translate("StepCall", "There is no step {number}, the last is {last}")
            return text.format(number=number, last=len(self._steps()))
        text = translate("StepCall", "{number}. {title}: Enter goes there")
        return text.format(number=number, title=called.title)
