"""The charts of a step: side by side where they have room, else one below the other."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop_app.charts.ready import ReadyChart
from desktop_app.content.model import ChartBlock
from desktop_app.content.reference import Reference
from desktop_app.session.preferences import PreferenceStore, look
from desktop_app.ui.charts.chart_card import ChartCard
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.keys import tab_through
from desktop_app.ui.common.watching import stop_with

BESIDE = 430
"""A chart beside another one is at least so wide, in pixels at 100 % text."""
LOWEST = 300
"""One of several charts is at least so high: both can be seen on a small screen."""


class ChartDeck(QWidget):
    """Holds one card a chart. They are linked through the session alone."""

    scenes_changed = Signal()
    rearranged = Signal()
    """Cards came or went, or stand in other rows."""

    def __init__(
        self,
        make_card: Callable[[], ChartCard],
        preferences: PreferenceStore,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._make_card = make_card
        self._preferences = preferences
        self._cards: list[ChartCard] = []
        self._blocks: tuple[ChartBlock, ...] = ()
        self._ready: dict[str, ReadyChart] = {}
        self._columns = 1
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._fill(1)
        stop_with(self, preferences.watch(look, lambda _: self._arrange()))

    @property
    def cards(self) -> Sequence[ChartCard]:
        """The cards in the order of their charts; a deck without charts keeps one."""
        return self._cards

    @property
    def rows(self) -> int:
        """In how many rows the charts stand."""
        return -(-len(self._cards) // self._columns)

    def await_charts(self, awaits: bool) -> None:
        """While others are awaited, those that are shown are not drawn anew."""
        for card in self._cards:
            card.view.await_scene(awaits)

    def expect(self, ready: Sequence[ReadyChart]) -> None:
        """Charts that are made ready; only those that are shown next are of use."""
        self._ready = {one.block.id: one for one in ready}

    def show_charts(
        self, blocks: Sequence[ChartBlock], language: str, held_back: Collection[str] = ()
    ) -> None:
        """Show ``blocks``; those named in ``held_back`` only say that they come later."""
        self._blocks = tuple(blocks)
        ready, self._ready = self._ready, {}
        self._fill(max(len(blocks), 1))
        for card, block in zip(self._cards, blocks, strict=False):
            card.show_chart(block, language, ready.get(block.id), held=block.id in held_back)

    def card_of(self, chart: str) -> ChartCard | None:
        """The card that shows the chart of that id."""
        found = zip(self._cards, self._blocks, strict=False)
        return next((card for card, block in found if block.id == chart), None)

    def colour_of(self, reference: Reference) -> str | None:
        """The colour of what shows ``reference``, on the first chart that does."""
        for card, _ in zip(self._cards, self._blocks, strict=False):
            colour = card.scene.colour_of(reference) if card.scene is not None else None
            if colour is not None:
                return colour
        return None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    # -- cards in their places -------------------------------------------------------

    def _fill(self, count: int) -> None:
        """Have ``count`` cards."""
        before = len(self._cards)
        while len(self._cards) > count:
            card = self._cards.pop()
            card.hide()
            card.setParent(None)
            card.deleteLater()
        while len(self._cards) < count:
            card = self._make_card()
            card.scene_changed.connect(self.scenes_changed)
            card.probe.offered = not self._cards  # questions ask about the first chart
            self._cards.append(card)
        if len(self._cards) != before:
            self._place()

    def _wanted_columns(self) -> int:
        beside = Type(self._preferences.state.scale).px(BESIDE)
        return min(max(self.width() // beside, 1), len(self._cards))

    def _arrange(self) -> None:
        if self._wanted_columns() != self._columns:
            self._place()
        self._fit()

    def _place(self) -> None:
        """Put the cards into rows; the last one of an incomplete row takes what is left."""
        self._columns = self._wanted_columns()
        for card in self._cards:
            self._grid.removeWidget(card)
        for rank, card in enumerate(self._cards):
            row, column = divmod(rank, self._columns)
            is_last = rank == len(self._cards) - 1
            span = self._columns - column if is_last else 1
            self._grid.addWidget(card, row, column, 1, span)
            card.show()
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 1 if row < self.rows else 0)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 1 if column < self._columns else 0)
        self._fit()
        tab_through(*self._cards)
        self.rearranged.emit()

    def _fit(self) -> None:
        px = Type(self._preferences.state.scale).px
        self._grid.setSpacing(px(12))
        for card in self._cards:
            card.setMinimumHeight(px(LOWEST) if len(self._cards) > 1 else 0)
