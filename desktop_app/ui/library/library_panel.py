"""The start page: the lessons at hand, and the ways to open another."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
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

from desktop_app.content.lesson import Lesson
from desktop_app.content.numbers import format_number
from desktop_app.session.preferences import PreferenceStore
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.theme import THEMES
from desktop_app.ui.common.watching import stop_with
from desktop_app.ui.library.lesson_card import WIDEST, LessonCard, MissingCard


class LibraryPanel(QScrollArea):
    """One card a lesson, the application's own first."""

    lesson_chosen = Signal(Path)
    progress_wanted = Signal(Path)
    forgotten = Signal(Path)
    """A lesson is to be taken off the list."""
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
        self._head: QVBoxLayout | None = None
        self._missing: tuple[Path, ...] = ()
        self._forgettable: frozenset[Path] = frozenset()
        self._answered: Mapping[str, tuple[int, int]] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        stop_with(
            self,
            preferences.watch(
                lambda state: (state.text_size, state.theme, state.language), lambda _: self._fill()
            ),
        )

    def show_lessons(
        self,
        lessons: Sequence[tuple[Path, Lesson]],
        missing: Sequence[Path] = (),
        forgettable: Collection[Path] = (),
    ) -> None:
        """Show ``lessons``; ``missing`` are those that were opened and are there no more.

        ``forgettable``: those that can be taken off the list.
        """
        told = _told(lessons), tuple(missing), frozenset(forgettable)
        shown = _told(self.lessons), self._missing, self._forgettable
        self.lessons = lessons
        _, self._missing, self._forgettable = told
        if told != shown:
            self._fill()

    def show_answered(self, answered: Mapping[str, tuple[int, int]]) -> None:
        """Say how many questions of each lesson, by its id, were answered, and of how many."""
        some = {name: told for name, told in answered.items() if told[0]}
        if some != self._answered:
            self._answered = some
            self._fill()

    def show_due(self, count: int, now: int, seconds: float) -> None:
        """Say how many questions are due for review, and how many of them a review would
        ask now, in how many seconds.
        """
        if self._due != (count, now, seconds):
            self._due = (count, now, seconds)
            self._fill_head()

    def show_learner(self, name: str) -> None:
        """Say who is working, "" for nobody by name."""
        if name != self._learner:
            self._learner = name
            self._fill_head()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._fill()
        super().changeEvent(event)

    def _fill_head(self) -> None:
        """Who works and what is due: told late, and no reason to make the cards anew."""
        head = self._head
        if head is None:
            return
        state = self._preferences.state
        type_ = Type(state.scale)
        while (item := head.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        if self._learner is not None:
            row = QWidget()
            row.setLayout(self._learner_row(self._learner, type_))
            head.addWidget(row)
            row.show()
        if self._due is not None:
            card = self._due_card(*self._due, type_, state.language)
            head.addWidget(card)
            card.show()

    def _fill(self) -> None:
        state = self._preferences.state
        type_ = Type(state.scale)
        page = QWidget()
        page.setObjectName("page")
        # Side by side with nothing: a column alone would ask for the height of its words at
        # the width of the window, not at its own.
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        content = QWidget()
        content.setMaximumWidth(type_.px(WIDEST + 80))
        row.addWidget(content, 1)
        row.addStretch()
        column = QVBoxLayout(content)
        column.setContentsMargins(type_.px(40), type_.px(36), type_.px(40), type_.px(36))
        column.setSpacing(type_.px(16))
        self._head = QVBoxLayout()
        self._head.setSpacing(type_.px(16))
        column.addLayout(self._head)
        self._fill_head()
        heading = QLabel(self.tr("Lessons"))
        heading.setFont(type_.interface(28, bold=True))
        column.addWidget(heading)
        for path, lesson in self.lessons:
            column.addWidget(self._card(path, lesson, type_, state.language))
        for path in self._missing:
            column.addWidget(self._missing_card(path, type_))
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
        top, focused = self.verticalScrollBar().value(), self.focusWidget()
        held = focused.accessibleName() if focused is not None and focused.hasFocus() else ""
        self.setWidget(page)
        page.adjustSize()
        self.verticalScrollBar().setValue(top)
        for button in page.findChildren(QPushButton) if held else ():
            if button.accessibleName() == held:  # the keyboard stays where it was
                button.setFocus(Qt.FocusReason.OtherFocusReason)
                break

    def _learner_row(self, name: str, type_: Type) -> QHBoxLayout:
        """Who is working, and a way to change that."""
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
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
        card.setMaximumWidth(type_.px(WIDEST))
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

    def _card(self, path: Path, lesson: Lesson, type_: Type, language: str) -> LessonCard:
        card = LessonCard(
            path,
            lesson,
            type_,
            THEMES[self._preferences.state.theme],
            language,
            answered=self._answered.get(lesson.id, (0, 0)),
            forgettable=path in self._forgettable,
        )
        card.opened.connect(lambda: self.lesson_chosen.emit(path))
        card.progress_wanted.connect(lambda: self.progress_wanted.emit(path))
        card.forgotten.connect(lambda: self.forgotten.emit(path))
        return card

    def _missing_card(self, path: Path, type_: Type) -> MissingCard:
        card = MissingCard(path, type_)
        card.forgotten.connect(lambda: self.forgotten.emit(path))
        return card


def _told(lessons: Sequence[tuple[Path, Lesson]]) -> list[object]:
    """What the cards of ``lessons`` say: only where that differs they are made anew."""
    return [
        (path, lesson.id, dict(lesson.title), dict(lesson.subtitle), dict(lesson.summary),
         dict(lesson.level), lesson.minutes, lesson.chapter_ids, lesson.cover)
        for path, lesson in lessons
    ]  # fmt: skip
