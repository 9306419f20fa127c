"""A lesson of the library: cover, title, what it is about, how far one is."""

from __future__ import annotations

import math
import re
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QPushButton, QVBoxLayout

from desktop_app.content.fields import in_language
from desktop_app.content.finding import ZIP
from desktop_app.content.lesson import Lesson
from desktop_app.content.numbers import format_number
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.theme import Theme
from desktop_app.ui.library.cover import Cover

WIDEST = 820


class LessonCard(QFrame):
    """``forgettable``: it is here because it was opened, and can be taken off the list."""

    opened = Signal()
    progress_wanted = Signal()
    forgotten = Signal()

    def __init__(
        self,
        path: Path,
        lesson: Lesson,
        type_: Type,
        theme: Theme,
        language: str,
        *,
        cover: QImage | None,
        answered: tuple[int, int],
        forgettable: bool,
    ) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setMaximumWidth(type_.px(WIDEST))
        self._type = type_
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(*(type_.px(20),) * 4)
        row.setSpacing(type_.px(20))
        title = lesson.title_in(language)
        row.addWidget(Cover(title, cover, theme, type_, self), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(type_.px(6))
        row.addLayout(column, 1)
        subtitle = in_language(lesson.subtitle, language)
        facts = self._facts(lesson, language, answered)
        place = _breakable(path) if forgettable else ""
        for text, font, muted in (
            (title, type_.interface(20, bold=True), False),
            (subtitle, type_.interface(14), True),
            (in_language(lesson.summary, language), type_.narrative(17), False),
            (facts, type_.interface(13), True),
            (place, type_.interface(13), True),
        ):
            if text:
                label = QLabel(text)
                label.setTextFormat(Qt.TextFormat.PlainText)
                label.setFont(font)
                label.setWordWrap(True)
                label.setProperty("muted", muted)
                column.addWidget(label)
        column.addSpacing(type_.px(6))
        self.open_button = QPushButton()
        self.open_button.setAccessibleDescription(" · ".join(filter(None, (subtitle, facts))))
        column.addLayout(self._buttons(title, forgettable))
        column.addStretch()

    def _buttons(self, title: str, forgettable: bool) -> QBoxLayout:
        narrow = self._type.scale > 1.5
        direction = QBoxLayout.Direction
        buttons = QBoxLayout(direction.TopToBottom if narrow else direction.LeftToRight)
        buttons.setSpacing(self._type.px(8))
        wanted = [
            (self.tr("Open"), self.tr("Open the lesson {title}"), self.opened, True),
            (self.tr("My progress"), self.tr("My progress in {title}"), self.progress_wanted,
             False),
        ]  # fmt: skip
        if forgettable:
            said = self.tr("Take {title} off the list")
            wanted.append((self.tr("Take off the list"), said, self.forgotten, False))
        for text, said, signal, primary in wanted:
            button = self.open_button if primary else QPushButton()
            button.setText(text)
            button.setFont(self._type.interface(bold=primary))
            button.setProperty("primary", primary)
            button.setAccessibleName(said.format(title=title))
            button.clicked.connect(signal)
            buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        buttons.addStretch()
        return buttons

    def _facts(self, lesson: Lesson, language: str, answered: tuple[int, int]) -> str:
        facts = [in_language(lesson.level, language)]
        if lesson.minutes:
            minutes = format_number(math.ceil(lesson.minutes), language)
            facts.append(self.tr("{minutes} min").format(minutes=minutes))
        facts.append(self.tr("%n chapter(s)", "", len(lesson.chapter_ids)))
        done, asked = answered
        if done:
            text = self.tr("%n question(s) answered of {asked}", "", done)
            facts.append(text.format(asked=asked))
        return " · ".join(filter(None, facts))


class MissingCard(QFrame):
    """A lesson that was opened and is there no more, or can't be read now."""

    opened = Signal()
    """It is to be tried again: that says what is wrong, too."""
    forgotten = Signal()

    def __init__(self, path: Path, type_: Type) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setMaximumWidth(type_.px(WIDEST))
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(type_.px(20), type_.px(12), type_.px(20), type_.px(12))
        row.setSpacing(type_.px(16))
        name = path.stem if path.suffix.lower() == ZIP else path.name
        text = self.tr("{name} can’t be opened just now: {path}")
        label = QLabel(text.format(name=name, path=_breakable(path)))
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setFont(type_.interface(14))
        label.setWordWrap(True)
        label.setProperty("muted", True)
        row.addWidget(label, 1)
        direction = QBoxLayout.Direction
        buttons = QBoxLayout(direction.TopToBottom if type_.scale > 1.5 else direction.LeftToRight)
        buttons.setSpacing(type_.px(8))
        row.addLayout(buttons)
        for words, said, signal in (
            (self.tr("Try again"), self.tr("Try to open {title} again"), self.opened),
            (self.tr("Take off the list"), self.tr("Take {title} off the list"), self.forgotten),
        ):
            button = QPushButton(words)
            button.setFont(type_.interface())
            button.setAccessibleName(said.format(title=name))
            button.clicked.connect(signal)
            buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)


def _breakable(path: Path) -> str:
    """``path`` as it may break at the end of a line: it has no spaces."""
    return re.sub(r"([/\\._-])", "\\1\u200b", str(path))
