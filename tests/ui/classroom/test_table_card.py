"""Tables of the class: what is longest never takes the room of what it is about."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QTableWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.classroom.table_card import LEAST_WIDE, table_card
from desktop_app.ui.common.fonts import Type


@pytest.mark.parametrize(("width", "words"), [(900, 2), (500, 2), (500, 40), (260, 40)])
def test_the_wide_column_has_what_is_left_and_never_next_to_nothing(
    qtbot: QtBot, width: int, words: int
) -> None:
    card = table_card("Files", ("File", "State"), [("a.rebattre", "word " * words)], Type())
    qtbot.addWidget(card)
    card.resize(width, 300)
    card.show()
    (table,) = card.findChildren(QTableWidget)
    room = table.viewport().width()
    first, other = table.columnWidth(0), table.columnWidth(1)
    assert first >= min(LEAST_WIDE, room // 2)
    assert first + other >= room
    assert first + other == room or other > room - LEAST_WIDE
