"""The start page: the lessons at hand, and the ways to open another."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.content.fields import in_language
from desktop_app.content.lesson import Lesson
from desktop_app.content.numbers import format_number
from desktop_app.session.preferences import PreferenceStore
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.watching import stop_with


class LibraryPanel(QScrollArea):
    """One card a lesson, the application's own first."""

    lesson_chosen = Signal(Path)
    progress_wanted = Signal(Path)
    review_wanted = Signal()
    learner_wanted = Signal()
    folder_wanted = Signal()
    file_wanted = Signal()

    def __init__(self, preferences: PreferenceStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.lessons: Sequence[tuple[Path, Lesson]] = ()
        self._due: tuple[int, int, float] | None = None
        self._learner: str | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        stop_with(
            self,
            preferences.watch(
                lambda state: (state.text_size, state.theme, state.language), lambda _: self._fill()
            ),
        )

    def show_lessons(self, lessons: Sequence[tuple[Path, Lesson]]) -> None:
        self.lessons = lessons
        self._fill()

    def show_due(self, count: int, now: int, seconds: float) -> None:
        """Say how many questions are due for review, and how many of them a review would
        ask now, in how many seconds.
        """
        if self._due != (count, now, seconds):
            self._due = (count, now, seconds)
            self._fill()

    def show_learner(self, name: str) -> None:
        """Say who is working, "" for nobody by name."""
        if name != self._learner:
            self._learner = name
            self._fill()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._fill()
        super().changeEvent(event)

    def _fill(self) -> None:
        state = self._preferences.state
        type_ = Type(state.scale)
        page = QWidget()
        page.setObjectName("page")
        column = QVBoxLayout(page)
        column.setContentsMargins(type_.px(40), type_.px(36), type_.px(40), type_.px(36))
        column.setSpacing(type_.px(16))
        if self._learner is not None:
            column.addLayout(self._learner_row(self._learner, type_))
        if self._due is not None:
            column.addWidget(self._due_card(*self._due, type_, state.language))
        heading = QLabel(self.tr("Lessons"))
        heading.setFont(type_.interface(28, bold=True))
        column.addWidget(heading)
        for path, lesson in self.lessons:
            column.addWidget(self._card(path, lesson, type_, state.language))
        buttons = QHBoxLayout()
        buttons.setSpacing(type_.px(8))
        for text, signal in (
            (self.tr("Open a lesson folder…"), self.folder_wanted),
            (self.tr("Open a zipped lesson…"), self.file_wanted),
        ):
            button = QPushButton(text)
            button.setFont(type_.interface())
            button.clicked.connect(signal)
            buttons.addWidget(button)
        buttons.addStretch()
        column.addLayout(buttons)
        column.addStretch()
        self.setWidget(page)

    def _learner_row(self, name: str, type_: Type) -> QHBoxLayout:
        """Who is working, and a way to change that."""
        row = QHBoxLayout()
        row.setSpacing(type_.px(12))
        if name:
            label = QLabel(self.tr("At work: {name}").format(name=name))
            label.setFont(type_.interface(16, bold=True))
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setMaximumWidth(type_.px(520))
            row.addWidget(label)
        text = self.tr("Change…") if name else self.tr("Work under a code or a first name…")
        button = QPushButton(text)
        button.setFont(type_.interface())
        button.setAccessibleName(self.tr("Who is working?") if name else text)
        button.clicked.connect(self.learner_wanted)
        row.addWidget(button)
        row.addStretch()
        return row

    def _due_card(self, count: int, now: int, seconds: float, type_: Type, language: str) -> QFrame:
        """What is due for review today, if anything."""
        card = QFrame()
        card.setObjectName("card")
        card.setMaximumWidth(type_.px(820))
        row = QHBoxLayout(card)
        row.setContentsMargins(*(type_.px(20),) * 4)
        row.setSpacing(type_.px(16))
        words = self.tr("Nothing to review today.")
        if count:
            minutes = format_number(max(1, math.ceil(seconds / 60)), language)
            about = self.tr("about {minutes} min").format(minutes=minutes)
            if now < count:
                about = self.tr("{count} now, about {minutes} min").format(
                    count=now, minutes=minutes
                )
            words = self.tr("%n question(s) to review today", "", count) + f" · {about}"
        label = QLabel(words)
        label.setFont(type_.interface(16, bold=bool(count)))
        label.setWordWrap(True)
        label.setProperty("muted", not count)
        row.addWidget(label, 1)
        if count:
            button = QPushButton(self.tr("Review"))
            button.setFont(type_.interface(bold=True))
            button.setProperty("primary", True)
            button.setAccessibleName(self.tr("Review what is due today"))
            button.clicked.connect(self.review_wanted)
            row.addWidget(button)
        return card

    def _card(self, path: Path, lesson: Lesson, type_: Type, language: str) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        card.setMaximumWidth(type_.px(820))
        column = QVBoxLayout(card)
        column.setContentsMargins(*(type_.px(20),) * 4)
        column.setSpacing(type_.px(6))
        for text, font, muted in (
            (lesson.title_in(language), type_.interface(20, bold=True), False),
            (in_language(lesson.subtitle, language), type_.interface(14), True),
            (in_language(lesson.summary, language), type_.narrative(17), False),
            (self._facts(lesson, language), type_.interface(13), True),
        ):
            if text:
                label = QLabel(text)
                label.setFont(font)
                label.setWordWrap(True)
                label.setProperty("muted", muted)
                column.addWidget(label)
        button = QPushButton(self.tr("Open"))
        button.setFont(type_.interface(bold=True))
        button.setProperty("primary", True)
        button.setAccessibleName(
            self.tr("Open the lesson {title}").format(title=lesson.title_in(language))
        )
        button.clicked.connect(lambda: self.lesson_chosen.emit(path))
        progress = QPushButton(self.tr("My progress"))
        progress.setFont(type_.interface())
        progress.setAccessibleName(
            self.tr("My progress in {title}").format(title=lesson.title_in(language))
        )
        progress.clicked.connect(lambda: self.progress_wanted.emit(path))
        buttons = QHBoxLayout()
        buttons.setSpacing(type_.px(8))
        buttons.addWidget(button)
        buttons.addWidget(progress)
        buttons.addStretch()
        column.addSpacing(type_.px(6))
        column.addLayout(buttons)
        return card

    def _facts(self, lesson: Lesson, language: str) -> str:
        facts = [in_language(lesson.level, language)]
        if lesson.minutes:
            minutes = format_number(lesson.minutes, language)
            facts.append(self.tr("{minutes} min").format(minutes=minutes))
        facts.append(self.tr("%n chapter(s)", "", len(lesson.chapter_ids)))
        return " · ".join(filter(None, facts))
