"""The buttons of a vote on one line, and a menu for those without room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from desktop_app.learning.classroom.voting import Stage
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.presenter.vote_choices import MAIN, PEEK, Choice, Hold, choices
from desktop_app.ui.presenter.vote_words import VoteView

LONGEST_NAME = 24
"""Letters of a class on a button or in a menu."""


class VoteButtons(QWidget):
    """What can be done with ``view`` as it is held, on ``width`` pixels of ``page``, of which
    this becomes a part.
    """

    pressed = Signal(str)
    """The name of a choice."""
    held = Signal(bool)
    """Whether the private result is looked at."""
    class_wanted = Signal(str)

    def __init__(self, view: VoteView, hold: Hold, type_: Type, width: int, page: QWidget) -> None:
        super().__init__(page)
        self._type = type_
        aside, onward = choices(view.vote, hold)
        left = {one.name: self._button(one) for one in aside}
        if view.vote.stage is Stage.FIRST and view.classes and not view.vote.ballots:
            left["class"] = self._class_button(view)
        right = {one.name: self._button(one) for one in onward}
        self.buttons: Mapping[str, QPushButton] = {**left, **right}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(type_.px(8))
        kept = self._kept(left, right, width)
        self._add(left, kept)
        rest = [button for name, button in self.buttons.items() if name not in kept]
        if rest:
            self._row.addWidget(self._more(rest))
        self._row.addStretch()
        self._add(right, kept)

    def _add(self, buttons: Mapping[str, QPushButton], kept: set[str]) -> None:
        for name, button in buttons.items():
            if name in kept:
                self._row.addWidget(button)

    def _kept(
        self, left: Mapping[str, QPushButton], right: Mapping[str, QPushButton], width: int
    ) -> set[str]:
        """The names of those that have room. What comes next always has, and what is held."""
        every = {**left, **right}
        gap = self._row.spacing()
        wide = {name: button.sizeHint().width() + gap for name, button in every.items()}
        if sum(wide.values()) <= width:
            return set(every)
        opener = self._more([])
        room = width - opener.sizeHint().width() - gap
        opener.hide()
        opener.deleteLater()
        kept = {name for name in (MAIN, PEEK) if name in every}
        room -= sum(wide[name] for name in kept)
        for name in (*reversed(tuple(right)), *left):
            if name not in kept and wide[name] <= room:
                kept.add(name)
                room -= wide[name]
        return kept

    # -- making them ---------------------------------------------------------------------

    def _button(self, one: Choice) -> QPushButton:
        name = one.name
        made = QPushButton(one.text, self)  # measured in the style that it will have
        made.setFont(self._type.interface(bold=name == MAIN))
        made.setProperty("primary", name == MAIN)
        made.setAutoDefault(True)
        if name == PEEK:
            made.pressed.connect(lambda: self.held.emit(True))
            made.released.connect(lambda: self.held.emit(False))
        else:
            made.clicked.connect(lambda: self.pressed.emit(name))
        return made

    def _class_button(self, view: VoteView) -> QPushButton:
        name = view.classes.get(view.vote.class_id, self.tr("none"))
        made = QPushButton(self.tr("Class: {name} ▾").format(name=_plain(name)), self)
        made.setFont(self._type.interface())
        menu = self._menu(made)
        for class_id, text in {"": self.tr("No class"), **view.classes}.items():
            action = menu.addAction(_plain(text))
            action.setCheckable(True)
            action.setChecked(class_id == view.vote.class_id)
            action.triggered.connect(
                lambda _=False, class_id=class_id: self.class_wanted.emit(class_id)
            )
        return made

    def _more(self, buttons: Sequence[QPushButton]) -> QPushButton:
        """A button whose menu does what ``buttons``, which are not shown, do."""
        made = QPushButton(self.tr("More ▾"), self)
        made.setFont(self._type.interface())
        menu = self._menu(made)
        for button in buttons:
            button.hide()
            inner = button.menu()
            if inner:
                inner.setTitle(button.text())
                menu.addMenu(inner)
                continue
            action = menu.addAction(button.text())
            action.triggered.connect(button.click)
        return made

    def _menu(self, button: QPushButton) -> QMenu:
        menu = QMenu(button)
        menu.setFont(self._type.interface())
        button.setMenu(menu)
        return menu


def _plain(text: str) -> str:
    """``text`` on a button or in a menu, where "&" means a key, and not too long."""
    short = text if len(text) <= LONGEST_NAME else f"{text[: LONGEST_NAME - 1]}…"
    return short.replace("&", "&&")
