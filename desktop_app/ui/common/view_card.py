"""What an area asks of a card that another area makes: to show a chart that it feeds."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QWidget

from desktop_app.charts.feed import Feed


class ViewCard(Protocol):
    """The card of a chart, whatever it is made of."""

    def show_feed(self, feed: Feed) -> None:
        """Show a chart that is fed from elsewhere, with its table and what it takes away."""
        ...

    def set_compact(self, compact: bool) -> None:
        """Leave the chart more of the room."""
        ...


def widget_of(card: ViewCard) -> QWidget:
    """The widget that ``card`` is."""
    assert isinstance(card, QWidget)
    return card
