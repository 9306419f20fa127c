"""Which groups of a class expect what: how many, and who, beside each expectation."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from desktop_app.learning.classroom.class_predictions import GroupPrediction, by_option
from desktop_app.ui.common.fonts import Type


class ClassTally(QWidget):
    """A row an expectation: its count, its words, the names of the groups that chose it."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[tuple[str, ...], tuple[GroupPrediction, ...]] = ((), ())
        self._type = Type()
        self._rows: list[tuple[QLabel, QLabel, QLabel]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self.hide()

    def show_groups(self, options: Sequence[str], groups: Sequence[GroupPrediction]) -> None:
        """Tell ``groups`` beside ``options``."""
        shown = tuple(options), tuple(groups)
        if shown == self._shown:
            return
        self._shown = shown
        for label in (label for row in self._rows for label in row):
            label.hide()
            label.deleteLater()
        self._rows = []
        for rank, names in enumerate(self.told()):
            row = _label(str(len(names))), _label(options[rank]), _label(", ".join(names))
            row[2].setProperty("muted", True)
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(row[0], 2 * rank, 0, top | Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(row[1], 2 * rank, 1, top)
            self._grid.addWidget(row[2], 2 * rank + 1, 1, top)
            row[2].setVisible(bool(names))
            self._rows.append(row)
        self.set_type(self._type)

    def told(self) -> tuple[tuple[str, ...], ...]:
        """The groups that stand beside each expectation."""
        options, groups = self._shown
        return by_option(groups, len(options))

    def set_type(self, type_: Type) -> None:
        self._type = type_
        self._grid.setHorizontalSpacing(type_.px(14))
        self._grid.setVerticalSpacing(type_.px(4))
        for count, option, names in self._rows:
            count.setFont(type_.interface(20, bold=True))
            option.setFont(type_.interface(16))
            names.setFont(type_.interface(13))


def _label(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
