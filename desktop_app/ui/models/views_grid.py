"""The views of a simulation: the first one large, the others below it, each with its twin
where two sets of parameters are compared.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop_app.charts.feed import Feed
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.keys import tab_through
from desktop_app.ui.common.view_card import ViewCard, widget_of

BESIDE = 250
"""A view beside another one is at least so wide, in pixels at 100 % text."""
LARGE, SMALL, LOW, PAIRED = 264, 262, 254, 310
"""The least height of the first view, of the others, of those that need less, and of two
that are compared.
"""
MOST_ACROSS = 3
AT_ONCE = 2
"""So many of the views that come for a comparison are drawn at once; the others follow."""


class ViewsGrid(QWidget):
    """Holds one card a feed."""

    rearranged = Signal()
    """Cards came or went, or stand in other rows."""

    def __init__(self, make_card: Callable[[], ViewCard]) -> None:
        super().__init__()
        self._make_card = make_card
        self._type = Type()
        self.cards: list[ViewCard] = []
        self._low: frozenset[int] = frozenset()
        self._spare: list[ViewCard] = []
        """Cards that were shown before, kept for the next comparison."""
        self._waiting: list[tuple[ViewCard, Feed]] = []
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._show_next)
        self._is_paired = False
        self._places: list[tuple[int, int, int]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)

    def show_feeds(self, feeds: Sequence[Feed], *, paired: bool, low: Collection[int] = ()) -> None:
        """Show ``feeds`` in this order; ``paired``: each is followed by its twin; those at the
        places ``low`` need less height.
        """
        self._low = frozenset(low)
        rearranges = len(feeds) != len(self.cards) or paired != self._is_paired
        if rearranges:
            self._is_paired = paired
            self._fill(len(feeds))
        shown = list(zip(self.cards, feeds, strict=True))
        at_once = AT_ONCE if rearranges and paired else len(shown)
        for card, feed in shown[:at_once]:
            card.show_feed(feed)
        self._waiting = shown[at_once:]
        if self._waiting:
            self._later.start()

    def _show_next(self) -> None:
        """Show the next pair, and let what a person does come in between."""
        shown, self._waiting = self._waiting[:2], self._waiting[2:]
        for card, feed in shown:
            card.show_feed(feed)
        if self._waiting:
            self._later.start()

    @property
    def all_cards(self) -> Sequence[ViewCard]:
        """Those that are shown, and those kept for later."""
        return (*self.cards, *self._spare)

    def set_type(self, type_: Type) -> None:
        self._type = type_
        self._place()

    def least_height(self) -> int:
        """What the rows ask for together, in pixels."""
        px = self._type.px
        rows = {row for row, _, _ in self._places}
        heights = [px(self._least(row)) for row in rows]
        return sum(heights) + px(12) * max(len(heights) - 1, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._wanted() != self._places:
            self._place()

    def _least(self, row: int) -> int:
        if self._is_paired:
            return PAIRED
        if row == 0:
            return LARGE
        here = {rank for rank, (at, _, _) in enumerate(self._places) if at == row}
        return LOW if here <= self._low else SMALL

    def _fill(self, count: int) -> None:
        while len(self.cards) > count:
            self._spare.append(self.cards.pop())
            widget_of(self._spare[-1]).hide()
        while len(self.cards) < count:
            self.cards.append(self._spare.pop() if self._spare else self._make_card())
        self._place()

    def _wanted(self) -> list[tuple[int, int, int]]:
        """Row, column and span of each card, over as many columns as there is room for."""
        count = len(self.cards)
        room = max(self.width() // self._type.px(BESIDE), 1)
        if self._is_paired:
            across = 2 if room >= 2 else 1
            return [(*divmod(rank, across), 1) for rank in range(count)]
        rest = count - 1
        across = max(min(room, rest, MOST_ACROSS), 1)
        found = [(0, 0, across)] if count else []
        for rank in range(rest):
            row, column = divmod(rank, across)
            is_last = rank == rest - 1
            found.append((row + 1, column, across - column if is_last else 1))
        return found

    def _place(self) -> None:
        self._places = self._wanted()
        px = self._type.px
        self._grid.setEnabled(False)  # arranged once, when all stand in their places
        for card in self.all_cards:
            self._grid.removeWidget(widget_of(card))
        compact = len(self.cards) > 1
        for card, (row, column, span) in zip(self.cards, self._places, strict=True):
            widget = widget_of(card)
            card.set_compact(compact)
            widget.setMinimumHeight(px(self._least(row)))
            self._grid.addWidget(widget, row, column, 1, span)
            widget.show()
        rows = {row for row, _, _ in self._places}
        for row in range(self._grid.rowCount()):
            stretch = 4 if row == 0 and not self._is_paired else 2
            if self._least(row) == LOW:
                stretch = 1
            self._grid.setRowStretch(row, stretch if row in rows else 0)
        columns = {column for _, column, span in self._places for column in range(column + span)}
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 1 if column in columns else 0)
        self._grid.setSpacing(px(12))
        self._grid.setEnabled(True)
        self._grid.activate()
        tab_through(*(widget_of(card) for card in self.cards))
        self.rearranged.emit()
