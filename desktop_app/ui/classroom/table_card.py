"""A card with a table of texts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from desktop_app.ui.classroom.form import text_label
from desktop_app.ui.common.fonts import Type

MOST_ROWS = 14
"""Rows that a table shows before it scrolls by itself."""
LEAST_WIDE = 200
"""Pixels at 100 % text that the wide column keeps; where the others leave less, it scrolls."""


class _Table(QTableWidget):
    """The column ``wide`` takes the room that is left, ``least`` pixels of it at least."""

    def __init__(self, rows: int, columns: int, wide: int, least: int) -> None:
        super().__init__(rows, columns)
        self._wide = wide
        self._least = least
        self.horizontalHeader().sectionResized.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(-1)

    def _fit(self, resized: int) -> None:
        if resized == self._wide:
            return
        room = self.viewport().width()
        header = self.horizontalHeader()
        left = room - (header.length() - header.sectionSize(self._wide))
        header.resizeSection(self._wide, max(left, min(self._least, room // 2)))


def table_card(
    title: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    type_: Type,
    *,
    wide: int = 0,
) -> QFrame:
    """A card with a table: the column ``wide`` takes the room that the others leave."""
    card = QFrame()
    card.setObjectName("card")
    inside = QVBoxLayout(card)
    inside.setContentsMargins(*(type_.px(16),) * 4)
    inside.addWidget(text_label(title, type_.interface(18, bold=True)))
    table = _Table(len(rows), len(heads), wide, type_.px(LEAST_WIDE))
    table.setAccessibleName(title)
    table.setFont(type_.interface(14))
    table.horizontalHeader().setFont(type_.interface(13, bold=True))
    table.setHorizontalHeaderLabels(list(heads))
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setAlternatingRowColors(True)
    table.setWordWrap(False)
    for number, row in enumerate(rows):
        for rank, text in enumerate(row):
            item = QTableWidgetItem(text)
            item.setToolTip(text if len(text) > 30 else "")
            table.setItem(number, rank, item)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Fixed)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    height = table.fontMetrics().height() + type_.px(10)
    table.verticalHeader().setDefaultSectionSize(height)
    shown = min(len(rows), MOST_ROWS)
    table.setFixedHeight(height * shown + header.sizeHint().height() + type_.px(6))
    inside.addWidget(table)
    return card
