"""What a student at the keyboard is told, and where a name is typed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QWidget

from desktop_app.learning.classroom.voting import Asked
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.presenter.screen_panel import screen_label
from desktop_app.ui.presenter.slide_text import LETTERS

LONGEST_VOTER = 60


class VoterRow(QWidget):
    """On ``width`` pixels; with a field where students vote ``by_name``."""

    named = Signal()
    """Enter was pressed: a letter comes next."""

    def __init__(self, asked: Asked, type_: Type, width: int, *, by_name: bool) -> None:
        super().__init__()
        self.field: QLineEdit | None = None
        wide = type_.px(240)
        is_narrow = by_name and wide > width / 2
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        row = QBoxLayout(down if is_narrow else across, self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(type_.px(10))
        if by_name:
            self.field = QLineEdit()
            self.field.setFont(type_.interface())
            self.field.setMaxLength(LONGEST_VOTER)
            self.field.setAccessibleName(self.tr("Code or first name"))
            self.field.setPlaceholderText(self.tr("Code or first name, then Enter"))
            self.field.setMinimumWidth(wide)
            self.field.returnPressed.connect(self.named)
            row.addWidget(self.field)
        if asked.several:
            words = self.tr("Press letters from A to {last}, then Enter; 0 for no answer.")
        else:
            words = self.tr("Press a letter from A to {last}; 0 for no answer.")
        words = words.format(last=LETTERS[len(asked.options) - 1])
        row.addWidget(screen_label(words, type_.interface()), 1)
