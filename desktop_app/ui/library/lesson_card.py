"""A lesson of the library: cover, title, what it is about, how far one is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QPushButton, QVBoxLayout

from desktop_app.content.fields import in_language
from desktop_app.content.lesson import Lesson
from desktop_app.content.numbers import format_number
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.pictures import Pictures
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
        cover = Cover(title, _image(lesson), theme, type_, self)
        row.addWidget(cover, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(type_.px(6))
        row.addLayout(column, 1)
        place = str(path) if forgettable else ""
        for text, font, muted in (
            (title, type_.interface(20, bold=True), False),
            (in_language(lesson.subtitle, language), type_.interface(14), True),
            (in_language(lesson.summary, language), type_.narrative(17), False),
            (self._facts(lesson, language, answered), type_.interface(13), True),
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
            button = QPushButton(text)
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
            minutes = format_number(lesson.minutes, language)
            facts.append(self.tr("{minutes} min").format(minutes=minutes))
        facts.append(self.tr("%n chapter(s)", "", len(lesson.chapter_ids)))
        done, asked = answered
        if done:
            text = self.tr("%n question(s) answered of {asked}", "", done)
            facts.append(text.format(asked=asked))
        return " · ".join(filter(None, facts))


class MissingCard(QFrame):
    """A lesson that was opened and is there no more, or can't be read now."""

    forgotten = Signal()

    def __init__(self, path: Path, type_: Type) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setMaximumWidth(type_.px(WIDEST))
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(type_.px(20), type_.px(12), type_.px(20), type_.px(12))
        row.setSpacing(type_.px(16))
        text = self.tr("{name} is not there any more: {path}")
        label = QLabel(text.format(name=path.stem, path=path))
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setFont(type_.interface(14))
        label.setWordWrap(True)
        label.setProperty("muted", True)
        row.addWidget(label, 1)
        button = QPushButton(self.tr("Take off the list"))
        button.setFont(type_.interface())
        button.setAccessibleName(self.tr("Take {title} off the list").format(title=path.stem))
        button.clicked.connect(self.forgotten)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)


def _image(lesson: Lesson) -> QImage | None:
    """The cover that the lesson names, None where there is none or it can't be decoded."""
    found = Pictures(lesson.files).find(lesson.cover) if lesson.cover else None
    return found.image if found is not None else None
