"""A vote on the screen: the question with its cards, the counts, then both rounds in a chart.

What is private stays so wherever an audience sees this: counts are shown as dots, and the
first result only while somebody holds a button.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.learning.classroom.voting import Round, Stage
from desktop_app.ui.common.scrolling import ColumnScroller
from desktop_app.ui.presenter.ballot_keys import ALL_CHOSEN, meaning
from desktop_app.ui.presenter.count_field import CountField
from desktop_app.ui.presenter.screen_panel import ScreenPanel, screen_font, screen_label
from desktop_app.ui.presenter.slide_text import LETTERS
from desktop_app.ui.presenter.vote_buttons import VoteButtons
from desktop_app.ui.presenter.vote_choices import MAIN, Hold
from desktop_app.ui.presenter.vote_question import VoteQuestion, counted, typed
from desktop_app.ui.presenter.vote_result import VoteResult
from desktop_app.ui.presenter.vote_words import VoteView, count_words, result_words, status
from desktop_app.ui.presenter.voter_row import VoterRow

SIZES = (20, 23, 26, 29, 32, 36, 40)
"""The letters of the question are one of these parts of the screen's height: the largest at
which all of it can be seen.
"""
FEWER_LINES = (3, 2, 1)
"""So many lines the options of a result have where not all of it can be seen."""
LEAST_LINES = 5
"""Of a question that has to be scrolled, so much is seen at least."""
WIDE = 0.9
"""Of the screen's width, what is written on."""
_NOTHING = "\u00a0"


class VotePanel(ScreenPanel):
    """Shows a :class:`VoteView`. With ``controls`` a vote is held from here; ``private``: the
    teacher alone sees it.
    """

    wanted = Signal(str)
    """A command: cancel, close, discuss, second, show, reveal, again, leave, withdraw."""
    counted = Signal(int, object)
    """A round, 1 or 2, and its :class:`Round`."""
    cast = Signal(object, str)
    """The ranks that a student chose, and the student's name or code, "" for none."""
    class_wanted = Signal(str)

    def __init__(self, *, controls: bool = True, private: bool = False) -> None:
        super().__init__()
        self._controls = controls
        self._private = private
        self.view: VoteView | None = None
        self.result: VoteResult | None = None
        self.fields: list[CountField] = []
        self.buttons: Mapping[str, QPushButton] = {}
        self.status: QLabel | None = None
        self.words: QLabel | None = None
        self.voter: QLineEdit | None = None
        self.at_keyboard = False
        self._by_name = False
        self._picks: set[int] = set()
        self._draft: list[int | None] = []
        self._correcting = 0
        self._page = QWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._page)

    # -- what is shown -------------------------------------------------------------------

    def show_vote(self, view: VoteView) -> None:
        """Show where a vote stands now."""
        before = self.view
        self.view = view
        new = before is None or before.vote.id != view.vote.id
        if new or (before is not None and before.vote.stage is not view.vote.stage):
            self._draft, self._picks, self._correcting = [], set(), 0
            self.at_keyboard = bool(view.vote.ballots)
        if new:
            self._by_name = any(one.voter for one in view.vote.ballots)
        if before != view:
            self._fill()
        if new:
            self.take_focus()

    def look_after_focus(self) -> None:
        """Take the keyboard unless a part of this has it."""
        focused = QApplication.focusWidget()
        if focused is None or not self.isAncestorOf(focused):
            self.take_focus()

    def take_focus(self) -> None:
        """Put the keyboard where the next thing is to be said."""
        if self.voter is not None:
            self.voter.setFocus()
        elif self.fields:
            self.fields[0].setFocus()
        elif not self.at_keyboard and "main" in self.buttons:
            self.buttons["main"].setFocus()
        else:
            self.setFocus()

    @property
    def asks(self) -> int:
        """The round whose count is asked for here, 0 for none."""
        view = self.view
        if view is None or not self._controls:
            return 0
        return self._correcting or (0 if self.at_keyboard else view.vote.round)

    @property
    def _is_result(self) -> bool:
        """Whether both rounds are shown in their chart."""
        view = self.view
        return view is not None and view.vote.is_over and not self._correcting

    # -- building ------------------------------------------------------------------------

    def _fill(self) -> None:
        """Lay everything out at the largest size at which all of it can be seen."""
        view = self.view
        if view is None or self._height < 1 or self.width() < 20:
            return
        focused = QApplication.focusWidget()
        mine = focused is not None and self.isAncestorOf(focused)
        place = next((rank for rank, one in enumerate(self.fields) if one.line is focused), None)
        held = self.voter.text() if self.voter is not None else ""
        page = self._largest(view)
        self._column.removeWidget(self._page)
        _drop(self._page)
        self._page = page
        self._column.addWidget(page)
        self.setAccessibleName(view.vote.asked.prompt)
        if self.voter is not None:
            self.voter.setText(held)
        page.show()  # only what is shown takes the keyboard
        if place is not None and place < len(self.fields):
            self.fields[place].line.setFocus()
        elif mine:
            self.take_focus()

    def _largest(self, view: VoteView) -> QWidget:
        """The page in the largest letters in which all of it can be seen; in the smallest,
        the options of a result give way, what they are was read before.
        """
        low, high = 0, len(SIZES) - 1
        part = 0  # as a rule the question is short
        while True:
            page, fits = self._try(view, part)
            if (fits and part == low) or low == high:
                break
            _drop(page)
            low, high = (low, part) if fits else (part + 1, high)
            part = (low + high) // 2
        for lines in FEWER_LINES if self._is_result and not fits else ():
            _drop(page)
            page, fits = self._try(view, part, lines)
            if fits:
                break
        return page

    def _try(self, view: VoteView, part: int, lines: int = 0) -> tuple[QWidget, bool]:
        """The page in letters that are one of :data:`SIZES`; whether it all can be seen."""
        page = self._build(view, max(round(self._height / SIZES[part]), self._least), lines)
        layout = page.layout()
        assert layout is not None
        height = layout.totalMinimumSize().height()
        if layout.hasHeightForWidth():
            height = layout.totalHeightForWidth(self.width())
        return page, height <= self.height()

    def _build(self, view: VoteView, size: int, lines: int) -> QWidget:
        self.fields, self.buttons, self.voter, self.result = [], {}, None, None
        page = QWidget(self)
        page.setObjectName("page")
        column = QVBoxLayout(page)
        side, edge = round(self.width() * (1 - WIDE) / 2), round(self.height() * 0.045)
        column.setContentsMargins(side, edge, side, edge)
        column.setSpacing(round(size * 0.5))
        inside = self._result(view, size, lines) if self._is_result else self._question(view, size)
        scroll = ColumnScroller()
        scroll.setWidget(inside)
        # Its own hint would be a few lines: what it holds is to be seen at once.
        rows = inside.layout()
        assert rows is not None
        wanted = rows.totalHeightForWidth(self._inner)
        scroll.setMinimumHeight(min(wanted, self._most(size, lines)))
        scroll.follow_focus()
        column.addWidget(scroll, 1)
        self._add_foot(view, column, page)
        return page

    @property
    def _least(self) -> int:
        """Pixels of the smallest letters at this size of the text."""
        return max(self._type.px(11), self._type.smallest)

    @property
    def _inner(self) -> int:
        """The width of what stands on the page, beside a scroll bar."""
        return round(self.width() * WIDE) - 16

    def _most(self, size: int, lines: int) -> int:
        """The height that the question or the result may take: any, unless it can't be
        smaller.
        """
        smallest = max(round(self._height / SIZES[-1]), self._least)
        gives_way = size > smallest or (self._is_result and lines != FEWER_LINES[-1])
        return 100_000 if gives_way else size * LEAST_LINES

    def _question(self, view: VoteView, size: int) -> VoteQuestion:
        asked = view.vote.asked
        known = (None, view.vote.first, view.vote.second)[self._correcting]
        question = VoteQuestion(
            asked,
            self._theme,
            self._type,
            size,
            values=(self._draft or counted(asked, known)) if self.asks else (),
            hides_digits=not self._private and self.asks == 1 and not view.vote.is_over,
            shown=self._shown_round(view),
        )
        question.changed.connect(self._count_changed)
        question.done.connect(self._after_field)
        self.fields = question.fields
        return question

    def _result(self, view: VoteView, size: int, lines: int) -> VoteResult:
        self.result = VoteResult(view, self._theme, self._type, size, self._inner, lines)
        return self.result

    def _add_foot(self, view: VoteView, column: QVBoxLayout, page: QWidget) -> None:
        said = status(view, at_keyboard=self.at_keyboard)
        large = self._type.px(15) if self._private else self._height / 26
        self.status = screen_label(said, screen_font(self._type, large, bold=True))
        column.addWidget(self.status)
        self.status.setVisible(bool(said))
        self.words = None
        if self._controls:
            self._add_private(view, column)
            if self.at_keyboard and view.vote.round:
                self._add_voter(view, column)
            self._add_buttons(view, column, page)
        if view.unsaved:
            words = self.tr("Not saved so far.")
            column.addWidget(screen_label(words, self._type.interface(bold=True)))

    def _add_private(self, view: VoteView, column: QVBoxLayout) -> None:
        """How many were counted; the result and the advice, to who may see them."""
        if self._is_result:
            return
        lines = [count_words(view, self._typed())] if self.asks else []
        shown = self._shown_round(view)
        if shown is not None and not self.asks:
            lines.append(result_words(view, shown))
        # Never empty: what comes and goes while a button is held moves nothing.
        words = " ".join(filter(None, lines)) or _NOTHING
        self.words = screen_label(words, self._type.interface())
        column.addWidget(self.words)

    def _add_voter(self, view: VoteView, column: QVBoxLayout) -> None:
        row = VoterRow(view.vote.asked, self._type, self._inner, by_name=self._by_name)
        row.named.connect(self.setFocus)
        self.voter = row.field
        column.addWidget(row)

    def _add_buttons(self, view: VoteView, column: QVBoxLayout, page: QWidget) -> None:
        hold = Hold(self.at_keyboard, self._by_name, self._correcting, self._private, view.revealed)
        row = VoteButtons(view, hold, self._type, round(self.width() * WIDE), page)
        row.pressed.connect(self.press)
        row.held.connect(self._peek)
        row.class_wanted.connect(self.class_wanted)
        self.buttons = row.buttons
        if self.asks:
            self.buttons[MAIN].setEnabled(self._typed() is not None)
        elif self.at_keyboard:
            self.buttons[MAIN].setEnabled(bool(view.vote.ballots) or not view.vote.round)
        column.addWidget(row)

    # -- counting ------------------------------------------------------------------------

    def _shown_round(self, view: VoteView) -> Round | None:
        """The result that may be seen before the reveal: the first one, in private."""
        return view.vote.first if self._private and not view.vote.is_over else None

    def _typed(self) -> Round | None:
        """The count as typed so far; None while none is said."""
        view = self.view
        return typed(view.vote.asked, [one.value for one in self.fields]) if view else None

    def _count_changed(self) -> None:
        self._draft = [one.value for one in self.fields]
        result = self._typed()
        if MAIN in self.buttons:
            self.buttons[MAIN].setEnabled(result is not None)
        if self.words is not None and self.view is not None:
            self.words.setText(count_words(self.view, result) or _NOTHING)

    def _after_field(self, rank: int) -> None:
        """Enter: the next field, and after the last one the button that confirms."""
        if rank + 1 < len(self.fields):
            following = self.fields[rank + 1].line
            following.setFocus(Qt.FocusReason.TabFocusReason)
        elif self.buttons["main"].isEnabled():
            self.buttons["main"].setFocus(Qt.FocusReason.TabFocusReason)

    # -- what is pressed -----------------------------------------------------------------

    def press(self, name: str) -> None:
        """Do what the button of that name does; "main" is what comes next."""
        view = self.view
        if view is None or (name in self.buttons and not self.buttons[name].isEnabled()):
            return
        if name == "main":
            self._go_on(view)
        elif name == "keyboard":
            self.at_keyboard, self._draft = True, []
            self._refill()
        elif name == "hands":
            self.at_keyboard = False
            self._refill()
        elif name == "names":
            self._by_name = not self._by_name
            self._refill()
        elif name.startswith("correct-"):
            self._correcting, self._draft = int(name[-1]), []
            self._refill()
        elif name == "keep":
            self._correcting, self._draft = 0, []
            self._refill()
        else:
            self.wanted.emit(name)

    def _go_on(self, view: VoteView) -> None:
        number, result = self.asks, self._typed()
        if number:
            if result is not None:
                self._correcting, self._draft = 0, []
                self.counted.emit(number, result)
                self.take_focus()
            return
        after = {
            Stage.COUNTED: "discuss",
            Stage.DISCUSSION: "second",
            Stage.SHOWN: "reveal",
        }
        self.wanted.emit(after.get(view.vote.stage, "close"))
        self.take_focus()

    def _refill(self) -> None:
        self._fill()
        self.take_focus()

    def _peek(self, on: bool) -> None:
        """Show the private result as long as the button is held: without laying anything
        out anew, or the button would be gone from under the finger.
        """
        view = self.view
        if view is None or self.words is None:
            return
        first = view.vote.first
        if first is not None:
            counts = " · ".join(
                f"{LETTERS[rank]} {number}" for rank, number in enumerate(first.counts)
            )
            said = f"{counts}\u2002–\u2002{result_words(view, first)}"
            self.words.setText(said if on else _NOTHING)

    # -- students at the keyboard --------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._means(event) is not None
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        meant = self._means(event)
        if meant is None:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self._vote(meant)

    def _means(self, event: QKeyEvent) -> int | None:
        """See :func:`meaning`; None as well where nobody votes here."""
        view = self.view
        if view is None or not self.at_keyboard or not view.vote.round or not self._controls:
            return None
        return meaning(event, len(view.vote.asked.options), has_picks=bool(self._picks))

    def _vote(self, meant: int) -> None:
        view = self.view
        if view is None:
            return
        if meant >= 0 and view.vote.asked.several:
            self._picks ^= {meant}
            if self.status is not None:
                words = self.tr("Letters chosen: {count}. Enter when that is all.")
                self.status.setText(words.format(count=len(self._picks)))
            return
        picks = frozenset(self._picks if meant == ALL_CHOSEN else {meant} if meant >= 0 else ())
        voter = self.voter.text() if self.voter is not None else ""
        if self.voter is not None:
            self.voter.clear()
        self._picks = set()
        self.cast.emit(picks, voter)
        self.take_focus()


def _drop(page: QWidget) -> None:
    """``page`` is not for the screen, not even for the moment that it still lives."""
    page.hide()
    page.deleteLater()
