"""A class: its name, who is in it, and the code that its hand-ins are signed with."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMessageBox, QPlainTextEdit, QWidget

from desktop_app.learning.classroom.names import LONGEST_NAME, clean_name, new_code
from desktop_app.learning.classroom.roster import Roster, read_names
from desktop_app.ui.classroom.form import (
    FormDialog,
    button,
    button_row,
    erasing_box,
    named_field,
    text_label,
)
from desktop_app.ui.common.fonts import Type

LINES = 9


@dataclass(frozen=True)
class ClassDraft:
    """A class as it is to be kept."""

    name: str
    roster: Roster


class ClassDialog(FormDialog):
    """``kept`` gives a :class:`ClassDraft`. ``taken`` are the names of other classes.
    ``erase_wanted``: all that is kept of the class is to go, which was confirmed.
    """

    kept = Signal(object)
    erase_wanted = Signal()

    def __init__(
        self,
        name: str,
        roster: Roster,
        taken: frozenset[str],
        type_: Type,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(type_, 520, parent)
        self._taken = taken
        self._code = roster.code
        title = self.tr("Class") if name else self.tr("New class")
        self.setWindowTitle(title)
        column = self.column
        column.addWidget(text_label(title, type_.interface(20, bold=True)))
        column.addWidget(text_label(self.tr("Name"), type_.interface(13, bold=True)))
        self.name = named_field(self.tr("Name"), type_, name, self.tr("2nde B"))
        self.name.setMaxLength(LONGEST_NAME)
        column.addWidget(self.name)
        column.addWidget(
            text_label(
                self.tr("Students: a code or first name a line, as they work under it"),
                type_.interface(13, bold=True),
            )
        )
        self.names = QPlainTextEdit("\n".join(roster.names))
        self.names.setFont(type_.interface(15))
        self.names.setTabChangesFocus(True)
        self.names.setAccessibleName(self.tr("Students of the class"))
        lines = LINES if type_.scale < 1.5 else LINES // 3
        self.names.setFixedHeight(self.names.fontMetrics().lineSpacing() * lines + type_.px(12))
        column.addWidget(self.names)
        self.count = text_label("", type_.interface(13), muted=True)
        column.addWidget(self.count)
        self.code = QLabel()
        self.code.setFont(type_.interface(16, bold=True))
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.code_button = button("", type_)
        self.code_button.clicked.connect(self._change_code)
        row = QHBoxLayout()
        row.setSpacing(type_.px(12))
        row.addWidget(self.code)
        row.addWidget(self.code_button)
        row.addStretch()
        column.addLayout(row)
        column.addWidget(
            text_label(
                self.tr(
                    "With a code on the board, files of another class and most forgeries are "
                    "noticed. It proves nothing about who sat at the computer."
                ),
                type_.interface(13),
                muted=True,
            )
        )
        cancel = button(self.tr("Cancel"), type_)
        self.keep_button = button(self.tr("Keep"), type_, primary=True)
        self.erase_button = button(self.tr("Erase the class…"), type_)
        self.erase_button.setVisible(bool(name))
        self.erase_button.clicked.connect(lambda: self._confirm(name))
        self.confirmation: QMessageBox | None = None
        column.addLayout(button_row(type_, [self.erase_button], [cancel, self.keep_button]))
        cancel.clicked.connect(self.reject)
        self.keep_button.clicked.connect(self._keep)
        self.name.textChanged.connect(lambda _: self._show())
        self.names.textChanged.connect(self._show)
        self._show()

    def _show(self) -> None:
        names = read_names(self.names.toPlainText())
        name = clean_name(self.name.text())
        words = self.tr("%n student(s)", "", len(names))
        if name.casefold() in self._taken:
            words = self.tr("There is a class of that name already.")
        self.count.setText(words)
        self.keep_button.setEnabled(bool(name) and name.casefold() not in self._taken)
        code = self._code or self.tr("none")
        self.code.setText(self.tr("Code of the class: {code}").format(code=code))
        self.code_button.setText(self.tr("No code") if self._code else self.tr("Make a code"))

    def _change_code(self) -> None:
        self._code = "" if self._code else new_code()
        self._show()

    def _confirm(self, name: str) -> None:
        question = self.tr("Erase everything that is kept of the class “{name}”?")
        details = self.tr(
            "Its list and code, its sittings, votes and marks go, with the safety copies of "
            "earlier versions and of damaged files. It can’t be undone. Files handed in to a "
            "folder stay there, and so does what students did on this computer."
        )
        self.confirmation = erasing_box(self, question.format(name=name), details, self._erase)
        self.confirmation.open()

    def _erase(self) -> None:
        self.reject()
        self.erase_wanted.emit()

    def _keep(self) -> None:
        roster = Roster(read_names(self.names.toPlainText()), self._code)
        draft = ClassDraft(clean_name(self.name.text()), roster)
        self.accept()
        self.kept.emit(draft)
