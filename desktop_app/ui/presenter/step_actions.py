"""What else a teacher can do with the slide that is shown: one row of buttons, each with a key.

Whoever has something to offer for some slides adds it here; it then has a button on the
console, and its key works on every window of the presentation.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop_app.session.preferences import PreferenceStore
from desktop_app.session.presentation import Presentation
from desktop_app.session.slides import Slide
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.foot import FlowLayout
from desktop_app.ui.common.watching import stop_with
from desktop_app.ui.presenter.console_button import ConsoleButton


@dataclass(frozen=True)
class StepAction:
    """``text`` words it, in the language of the interface; ``applies`` says for which slides
    it is offered; ``key`` is no key of another command.
    """

    id: str
    text: Callable[[], str]
    applies: Callable[[Slide], bool]
    do: Callable[[], object]
    key: str = ""
    named: str = ""
    """A key to name that is a command's already."""


class StepActions(QObject):
    """The actions that there are. ``changed``: there are others, or others apply."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actions: dict[str, StepAction] = {}
        self._windows: list[QWidget] = []
        self._slide: Callable[[], Slide | None] = lambda: None

    def follow(self, slide: Callable[[], Slide | None]) -> None:
        """``slide`` says which one is shown now."""
        self._slide = slide

    def add(self, action: StepAction) -> None:
        """Offer ``action``; one of the same id gives way."""
        is_new = action.id not in self._actions
        self._actions[action.id] = action
        for window in self._windows if is_new else ():
            self._listen(window, action)
        self.changed.emit()

    def listen_in(self, window: QWidget) -> None:
        """Let the keys of the actions work in ``window``."""
        self._windows.append(window)
        window.destroyed.connect(lambda: self._windows.remove(window))
        for action in self._actions.values():
            self._listen(window, action)

    def offered(self) -> tuple[StepAction, ...]:
        """Those for the slide that is shown."""
        slide = self._slide()
        every = self._actions.values()
        return tuple(one for one in every if slide is not None and one.applies(slide))

    def do(self, name: str) -> None:
        """Do the action ``name``, where it is offered now."""
        for action in self.offered():
            if action.id == name:
                action.do()

    def _listen(self, window: QWidget, action: StepAction) -> None:
        if action.key:
            shortcut = QShortcut(QKeySequence(action.key), window)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(lambda: self.do(action.id))


class StepBar(QWidget):
    """The buttons of the actions that are offered; no room is taken where there are none."""

    def __init__(
        self, actions: StepActions, presentation: Presentation, preferences: PreferenceStore
    ) -> None:
        super().__init__()
        self._actions = actions
        self._preferences = preferences
        self._row = FlowLayout()
        self.setLayout(self._row)
        actions.changed.connect(self.refresh)
        stop_with(self, presentation.watch(lambda state: state.slide, lambda _: self.refresh()))
        self.refresh()

    def refresh(self) -> None:
        """Show what is offered now."""
        while (item := self._row.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        type_ = Type(self._preferences.state.scale)
        self._row.setSpacing(type_.px(6))
        offered = self._actions.offered()
        for action in offered:
            button = ConsoleButton()
            button.show_words(action.text(), action.key or action.named)
            button.setFont(type_.interface())
            button.clicked.connect(lambda _=False, name=action.id: self._actions.do(name))
            self._row.addWidget(button)
        self.setVisible(bool(offered))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()
        super().changeEvent(event)
