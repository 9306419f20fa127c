"""Handing in: what, of whom, and where to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from desktop_app.learning.classroom.names import read_code
from desktop_app.ui.classroom.form import (
    FormDialog,
    button,
    button_row,
    named_field,
    text_label,
)
from desktop_app.ui.common.boxes import TickBox
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.theme import Theme


@dataclass(frozen=True)
class Handing:
    """What is to be handed in: ``folder``, the ``code`` of the class ("" without one), and
    whether with the answers that were given under no name.
    """

    folder: Path
    code: str
    with_nameless: bool


class HandInDialog(FormDialog):
    """``wanted`` gives a :class:`Handing`; the dialog then waits for :meth:`show_done` or
    :meth:`show_refused`. ``answers`` were given under the ``learner``'s name, ``nameless``
    under none.
    """

    wanted = Signal(object)

    def __init__(
        self,
        learner: str,
        title: str,
        answers: int,
        nameless: int,
        type_: Type,
        theme: Theme,
        *,
        folder: str = "",
        code: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(type_, 540, parent)
        self.setWindowTitle(self.tr("Hand in"))
        self._counts = (answers, nameless)
        column = self.column
        column.addWidget(text_label(self.tr("Hand in"), type_.interface(20, bold=True)))
        column.addWidget(text_label(f"{learner} · {title}", type_.interface(16)))
        self.what = text_label("", type_.interface(14), muted=True)
        column.addWidget(self.what)
        self.nameless = TickBox(
            self.tr("With the %n answer(s) given here under no name", "", nameless)
        )
        self.nameless.setFont(type_.interface(14))
        self.nameless.set_look(theme, type_)
        self.nameless.setVisible(bool(nameless))
        self.nameless.setChecked(bool(nameless) and not answers)
        column.addWidget(self.nameless)
        column.addWidget(text_label(self.tr("Into the folder"), type_.interface(13, bold=True)))
        self.folder = named_field(
            self.tr("Into the folder"), type_, folder, self.tr("A share, a USB key, any folder")
        )
        self._browse = button(self.tr("Choose…"), type_)
        self._browse.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.setSpacing(type_.px(8))
        row.addWidget(self.folder, 1)
        row.addWidget(self._browse)
        column.addLayout(row)
        heading = self.tr("Code of the class, if your teacher gave one")
        column.addWidget(text_label(heading, type_.interface(13, bold=True)))
        self.code = named_field(heading, type_, code, "K7QM-2XFD")
        column.addWidget(self.code)
        self.message = text_label("", type_.interface(14))
        self.message.hide()
        column.addWidget(self.message)
        column.addStretch()
        self._cancel = button(self.tr("Cancel"), type_)
        self.hand_in_button = button(self.tr("Hand in"), type_, primary=True)
        column.addLayout(button_row(type_, [], [self._cancel, self.hand_in_button]))
        self._cancel.clicked.connect(self.reject)
        self.hand_in_button.clicked.connect(self._hand_in)
        self.folder.textChanged.connect(lambda _: self._enable())
        self.nameless.toggled.connect(lambda _: self._enable())
        self._enable()

    def show_done(self, path: Path) -> None:
        """It is there: nothing is left to do."""
        self.hand_in_button.hide()
        self._cancel.setText(self.tr("Close"))
        self._cancel.setProperty("primary", True)
        self._cancel.style().polish(self._cancel)
        self._cancel.setEnabled(True)
        for widget in (self.folder, self._browse, self.code, self.nameless):
            widget.setEnabled(False)
        said = self.tr("Handed in, and read again to be sure: {file}")
        self._say(said.format(file=path.name))
        self._cancel.setFocus()

    def show_refused(self, text: str) -> None:
        """It could not be written: say why, and let it be tried elsewhere."""
        self._say(text)
        self._enable()

    # -- inside ------------------------------------------------------------------------

    @property
    def count(self) -> int:
        answers, nameless = self._counts
        return answers + (nameless if self.nameless.isChecked() else 0)

    def _enable(self) -> None:
        words = self.tr("%n answer(s) and prediction(s) so far. You can go on afterwards and hand "
                        "in again: the last file has it all.", "", self.count)  # fmt: skip
        self.what.setText(words)
        self.hand_in_button.setEnabled(bool(self.folder.text().strip() and self.count))

    def _choose(self) -> None:
        title = self.tr("The folder to hand in to")
        folder = QFileDialog.getExistingDirectory(self, title, self.folder.text())
        if folder:
            self.folder.setText(folder)

    def _hand_in(self) -> None:
        typed = self.code.text().strip()
        code = read_code(typed) if typed else ""
        if code is None:
            self._say(self.tr("This is no class code: a sign of it is wrong or missing."))
            self.code.setFocus()
            return
        self.hand_in_button.setEnabled(False)
        self._say(self.tr("Handing in…"))
        folder = Path(self.folder.text().strip()).expanduser()
        self.wanted.emit(Handing(folder, code, self.nameless.isChecked()))

    def _say(self, text: str) -> None:
        self.message.setText(text)
        self.message.show()
        self.fit()
