"""Who is working: a code or a first name that was chosen with the teacher, or nobody's."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QListWidget, QWidget

from desktop_app.learning.classroom.names import LONGEST_NAME, clean_name, same_name
from desktop_app.ui.classroom.form import (
    FormDialog,
    button,
    button_row,
    named_field,
    text_label,
)
from desktop_app.ui.common.fonts import Type

LINES = 6
"""Names that the list shows at once."""


class LearnerDialog(FormDialog):
    """``chosen`` gives the name to work under, "" for none.

    ``known`` are those who have worked on this computer; ``current`` who does now.
    """

    chosen = Signal(str)

    def __init__(
        self, known: Sequence[str], current: str, type_: Type, parent: QWidget | None = None
    ) -> None:
        super().__init__(type_, 480, parent)
        self.setWindowTitle(self.tr("Who is working?"))
        self._known = list(known)
        column = self.column
        column.addWidget(text_label(self.tr("Who is working?"), type_.interface(20, bold=True)))
        column.addWidget(
            text_label(
                self.tr(
                    "Take the code or the first name that you chose with your teacher. What you "
                    "do is kept under it, on this computer alone."
                ),
                type_.interface(14),
                muted=True,
            )
        )
        self.list = QListWidget()
        self.list.setObjectName("palette")
        self.list.setFont(type_.interface(15))
        self.list.setAccessibleName(self.tr("Those who have worked on this computer"))
        self.list.addItems(self._known)
        if self._known:
            column.addWidget(
                text_label(
                    self.tr("Those who have worked on this computer"),
                    type_.interface(13, bold=True),
                )
            )
            column.addWidget(self.list)
            row = self.list.sizeHintForRow(0) + type_.px(4)
            lines = min(len(self._known), LINES if type_.scale < 1.5 else LINES // 2)
            self.list.setFixedHeight(row * lines + type_.px(8))
        self.field = named_field(
            self.tr("Code or first name"), type_, current, self.tr("Code or first name")
        )
        self.field.setMaxLength(LONGEST_NAME)
        self.field.selectAll()
        column.addWidget(self.field)
        self._nobody = button(self.tr("Work without a name"), type_)
        self._nobody.setVisible(bool(current))
        cancel = button(self.tr("Cancel"), type_)
        self.accept_button = button(self.tr("Work under this name"), type_, primary=True)
        column.addLayout(button_row(type_, [self._nobody], [cancel, self.accept_button]))
        self._nobody.clicked.connect(lambda: self._choose(""))
        cancel.clicked.connect(self.reject)
        self.accept_button.clicked.connect(lambda: self._choose(self.name))
        self.field.textChanged.connect(lambda _: self._enable())
        self.list.currentTextChanged.connect(self.field.setText)
        self.list.itemActivated.connect(lambda item: self._choose(item.text()))
        self._enable()
        self.field.setFocus()

    @property
    def name(self) -> str:
        """What was typed, as who it means is known here: capitals and accents aside."""
        typed = clean_name(self.field.text())
        if not typed or typed in self._known:
            return typed
        wanted = same_name(typed)
        return next((one for one in self._known if same_name(one) == wanted), typed)

    def _enable(self) -> None:
        self.accept_button.setEnabled(bool(self.name))

    def _choose(self, name: str) -> None:
        self.accept()
        self.chosen.emit(name)
