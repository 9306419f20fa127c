"""Which chapters of a lesson to print, and which of their questions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.content.document import plain_text
from desktop_app.content.lesson import Lesson
from desktop_app.content.model import QuestionBlock
from desktop_app.ui.common.boxes import TickBox
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.theme import Theme

_BLANK = re.compile(r"[ \t\n]+")
"""Spaces that typography does not ask for: « 12 000 ? » keeps its own."""


class _PartBox(TickBox):
    """A box that also shows that a part is chosen; a click chooses all, or nothing."""

    def nextCheckState(self) -> None:
        all_now = self.checkState() == Qt.CheckState.Checked
        self.setCheckState(Qt.CheckState.Unchecked if all_now else Qt.CheckState.Checked)


class ChapterChoice(QWidget):
    """A chapter with a box, and a box for each of its questions once they are asked for: only
    then the chapter is read.
    """

    changed = Signal()

    def __init__(self, lesson: Lesson, name: str, language: str, theme: Theme, type_: Type) -> None:
        super().__init__()
        self.name = name
        self._lesson, self._language = lesson, language
        self._theme, self._type = theme, type_
        title = lesson.heading(name, language).title or name
        self.box = _PartBox(_shown(title), wraps=True)
        self.box.set_look(theme, type_)
        self.box.setChecked(True)
        self.box.clicked.connect(lambda: self._choose_all())
        self.boxes: dict[str, TickBox] = {}
        self.more = QPushButton("▸")
        self.more.setProperty("flat", True)
        self.more.setCheckable(True)
        self.more.setAccessibleName(self.tr("Questions of {title}").format(title=title))
        self.more.setToolTip(self.tr("Choose among the questions"))
        self.more.setFixedWidth(type_.px(26))
        self.more.toggled.connect(self._show_questions)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(type_.px(2))
        row.addWidget(self.more)
        row.addWidget(self.box, 1)
        self._list = QWidget()
        self._inside = QVBoxLayout(self._list)
        self._inside.setContentsMargins(type_.px(44), 0, 0, 0)
        self._inside.setSpacing(type_.px(2))
        self._list.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(type_.px(2))
        column.addLayout(row)
        column.addWidget(self._list)

    @property
    def is_whole(self) -> bool:
        return self.box.checkState() == Qt.CheckState.Checked

    @property
    def questions(self) -> tuple[str, ...]:
        """The ids of those that are chosen where the chapter is not, as a whole."""
        if self.is_whole:
            return ()
        return tuple(name for name, box in self.boxes.items() if box.isChecked())

    def allow_questions(self, allowed: bool) -> None:
        """Let single questions be chosen, or only the chapter."""
        self.more.setVisible(allowed)
        self._list.setVisible(allowed and self.more.isChecked())

    def _show_questions(self, on: bool) -> None:
        self.more.setText("▾" if on else "▸")
        if on and not self.boxes:
            for block in self._blocks():
                text = _BLANK.sub(" ", plain_text(block.prompt)).strip()
                box = TickBox(_shown(text or block.id), wraps=True)
                box.setFont(self._type.interface())
                box.set_look(self._theme, self._type)
                box.setChecked(self.box.isChecked())
                box.clicked.connect(lambda _=False: self._choose_some())
                self.boxes[block.id] = box
                self._inside.addWidget(box)
        self._list.setVisible(on and bool(self.boxes))

    def _blocks(self) -> Sequence[QuestionBlock]:
        chapter = self._lesson.chapter(self.name, self._language)
        found = chapter.blocks() if chapter is not None else ()
        return [block for block in found if isinstance(block, QuestionBlock)]

    def _choose_all(self) -> None:
        for box in self.boxes.values():
            box.setChecked(self.box.isChecked())
        self.changed.emit()

    def _choose_some(self) -> None:
        chosen = sum(box.isChecked() for box in self.boxes.values())
        states = {0: Qt.CheckState.Unchecked, len(self.boxes): Qt.CheckState.Checked}
        self.box.setCheckState(states.get(chosen, Qt.CheckState.PartiallyChecked))
        self.changed.emit()


def _shown(text: str) -> str:
    """``text`` for a button, which takes what follows « & » for a key."""
    return text.replace("&", "&&")
