"""The start page: the lessons at hand, and the ways to open another."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
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

AT_ONCE = 16
"""So many cards are made before the window answers again."""


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
        self._covers: Mapping[Path, QImage] = {}
        self._missing: tuple[Path, ...] = ()
        self._forgettable: frozenset[Path] = frozenset()
        self._answered: Mapping[str, tuple[int, int]] = {}
        self._cards = QVBoxLayout()
        self._to_come: deque[Callable[[], QWidget]] = deque()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._add_cards)
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
        covers: Mapping[Path, QImage] | None = None,
    ) -> None:
        """Show ``lessons``; ``missing`` are those that were opened and can't be read now.

        ``forgettable``: those that can be taken off the list.
        """
        shown = _told(self.lessons, self._covers), self._missing, self._forgettable
        self.lessons, self._covers = lessons, covers or {}
        self._missing, self._forgettable = tuple(missing), frozenset(forgettable)
        if shown != (_told(lessons, self._covers), self._missing, self._forgettable):
            self._fill()

    def take_focus(self) -> None:
        """Put the keyboard on the first lesson, unless it is on this page already."""
        focus, page = QApplication.focusWidget(), self.widget()
        card = page.findChild(LessonCard) if page is not None else None
        if card is not None and (focus is None or not self.isAncestorOf(focus)):
            card.open_button.setFocus(Qt.FocusReason.OtherFocusReason)

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
        column.addLayout(self._lessons_row(type_))
        self._cards = QVBoxLayout()
        self._cards.setSpacing(type_.px(16))
        column.addLayout(self._cards)
        self._to_come = deque(
            [
                *(partial(self._card, *one, type_, state.language) for one in self.lessons),
                *(partial(self._missing_card, path, type_) for path in self._missing),
            ]
        )
        column.addStretch()
        top, held = self.verticalScrollBar().value(), self._held()
        is_far = top > 0 or (held is not None and held[2] > AT_ONCE)
        self._add_cards(len(self._to_come) if is_far else AT_ONCE)
        self.setWidget(page)
        page.adjustSize()
        self.verticalScrollBar().setValue(top)
        buttons = page.findChildren(QPushButton)
        if held is not None and buttons:  # the keyboard stays where it was, or comes near
            name, rank, place = held
            alike = [button for button in buttons if button.accessibleName() == name]
            near = alike[rank] if rank < len(alike) else buttons[min(place, len(buttons) - 1)]
            near.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_cards(self, count: int = AT_ONCE) -> None:
        """Make some of the cards that are to come; the others when the window has answered."""
        for _ in range(min(count, len(self._to_come))):
            self._cards.addWidget(self._to_come.popleft()())
        if self._to_come:
            self._later.start()

    def _held(self) -> tuple[str, int, int] | None:
        """The button that has the keyboard: its name, its rank among those of that name, and
        among all.
        """
        page, focus = self.widget(), self.focusWidget()
        buttons = page.findChildren(QPushButton) if page is not None else []
        if focus not in buttons or not focus.hasFocus():
            return None
        name, place = focus.accessibleName(), buttons.index(focus)
        return name, [one.accessibleName() for one in buttons[:place]].count(name), place

    def _lessons_row(self, type_: Type) -> QBoxLayout:
        """The heading, and the ways to open a lesson that has no card."""
        direction = QBoxLayout.Direction
        row = QBoxLayout(direction.TopToBottom if type_.scale > 1.3 else direction.LeftToRight)
        row.setSpacing(type_.px(8))
        heading = QLabel(self.tr("Lessons"))
        heading.setFont(type_.interface(28, bold=True))
        row.addWidget(heading, 1)
        for text, signal in (
            (self.tr("Open a lesson folder…"), self.folder_wanted),
            (self.tr("Open a zipped lesson…"), self.file_wanted),
        ):
            button = QPushButton(text)
            button.setFont(type_.interface())
            button.setAccessibleName(text)
            button.clicked.connect(signal)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return row

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
            cover=self._covers.get(path),
            answered=self._answered.get(lesson.id, (0, 0)),
            forgettable=path in self._forgettable,
        )
        card.opened.connect(lambda: self.lesson_chosen.emit(path))
        card.progress_wanted.connect(lambda: self.progress_wanted.emit(path))
        card.forgotten.connect(lambda: self.forgotten.emit(path))
        return card

    def _missing_card(self, path: Path, type_: Type) -> MissingCard:
        card = MissingCard(path, type_)
        card.opened.connect(lambda: self.lesson_chosen.emit(path))
        card.forgotten.connect(lambda: self.forgotten.emit(path))
        return card


def _told(lessons: Sequence[tuple[Path, Lesson]], covers: Mapping[Path, QImage]) -> list[object]:
    """What the cards of ``lessons`` say: only where that differs they are made anew."""
    return [
        (path, lesson.id, dict(lesson.title), dict(lesson.subtitle), dict(lesson.summary),
         dict(lesson.level), lesson.minutes, lesson.chapter_ids, covers.get(path))
        for path, lesson in lessons
    ]  # fmt: skip
