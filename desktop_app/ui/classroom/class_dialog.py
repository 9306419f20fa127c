"""The classes of this computer: which one is here now; new ones, other names, no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QMessageBox, QWidget

from desktop_app.learning.school_classes import LONGEST_NAME, clean_name, same_name
from desktop_app.ui.classroom.form import FormDialog, button, button_row, named_field, text_label
from desktop_app.ui.common.fonts import Type

LINES = 6
"""Classes that the list shows at once."""


@dataclass(frozen=True)
class ClassLine:
    """A class as the list shows it; ``last`` says where it stopped, in words, or ""."""

    id: str
    name: str
    last: str = ""


class ClassDialog(FormDialog):
    """``chosen`` gives the id of the class that is here, "" for none; ``made`` the name of a
    new one, ``renamed`` an id and its new name, ``purged`` the id of one to forget.
    """

    chosen = Signal(str)
    made = Signal(str)
    renamed = Signal(str, str)
    purged = Signal(str)

    def __init__(
        self,
        classes: Sequence[ClassLine],
        current: str,
        type_: Type,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(type_, 560, parent)
        self.setWindowTitle(self.tr("My classes"))
        self._type = type_
        self._classes = list(classes)
        self.column.addWidget(
            text_label(self.tr("Which class is here?"), type_.interface(20, bold=True))
        )
        self.column.addWidget(
            text_label(
                self.tr(
                    "What a class does in a lesson is kept under its name, on this computer "
                    "alone: where it stopped, how long it took, its votes."
                ),
                type_.interface(14),
                muted=True,
            )
        )
        self.list = QListWidget()
        self.list.setObjectName("palette")
        self.list.setFont(type_.interface(15))
        self.list.setWordWrap(True)
        self.list.setAccessibleName(self.tr("Classes"))
        self.column.addWidget(self.list)
        self.field = named_field(self.tr("Name of the class"), type_, "", self.tr("2nde B"))
        self.field.setMaxLength(LONGEST_NAME)
        self.column.addWidget(self.field)
        self.message = text_label("", type_.interface(14))
        self.message.hide()
        self.column.addWidget(self.message)
        self.add_button = button(self.tr("New class"), type_)
        self.rename_button = button(self.tr("Rename"), type_)
        self.purge_button = button(self.tr("Forget this class…"), type_)
        self.column.addLayout(
            button_row(type_, [self.add_button, self.rename_button, self.purge_button], [])
        )
        self._none = button(self.tr("No class"), type_)
        self._none.setVisible(bool(current))
        cancel = button(self.tr("Cancel"), type_)
        self.accept_button = button(self.tr("This class is here"), type_, primary=True)
        self.column.addLayout(button_row(type_, [self._none], [cancel, self.accept_button]))
        self._none.clicked.connect(lambda: self._choose(""))
        cancel.clicked.connect(self.reject)
        self.accept_button.clicked.connect(self._accept)
        self.add_button.clicked.connect(self._add)
        self.rename_button.clicked.connect(self._rename)
        self.purge_button.clicked.connect(self._ask_to_purge)
        self.field.textChanged.connect(lambda _: self._enable())
        self.list.currentRowChanged.connect(lambda _: self._enable())
        self.list.itemActivated.connect(lambda _: self._accept())
        self._fill(current)
        (self.list if self._classes else self.field).setFocus()

    @property
    def current(self) -> ClassLine | None:
        """The class that is marked in the list."""
        row = self.list.currentRow()
        return self._classes[row] if 0 <= row < len(self._classes) else None

    def _fill(self, current: str) -> None:
        self.list.clear()
        for one in self._classes:
            item = QListWidgetItem(f"{one.name}\n{one.last}" if one.last else one.name)
            item.setData(Qt.ItemDataRole.UserRole, one.id)
            self.list.addItem(item)
            if one.id == current:
                self.list.setCurrentItem(item)
        self.list.setVisible(bool(self._classes))
        if self._classes:
            heights = [self.list.sizeHintForRow(row) for row in range(len(self._classes))]
            most = LINES if self._type.scale < 1.5 else LINES // 2
            room = sum(heights[:most]) + self._type.px(12)
            self.list.setFixedHeight(min(room, self._type.px(260)))
            if self.list.currentRow() < 0:
                self.list.setCurrentRow(0)
        self._enable()

    def _enable(self) -> None:
        name = clean_name(self.field.text())
        taken = any(same_name(one.name, name) for one in self._classes)
        self.add_button.setEnabled(bool(name) and not taken)
        self.rename_button.setEnabled(bool(name) and not taken and self.current is not None)
        self.purge_button.setEnabled(self.current is not None)
        self.accept_button.setEnabled(self.current is not None or self.add_button.isEnabled())
        self.message.setText(self.tr("There is a class of that name.") if name and taken else "")
        self.message.setVisible(bool(self.message.text()))

    # -- what is asked for ---------------------------------------------------------------

    def _choose(self, class_id: str) -> None:
        self.accept()
        self.chosen.emit(class_id)

    def _accept(self) -> None:
        if self.add_button.isEnabled():  # a name was typed: it is meant
            self._add()
        elif self.current is not None:
            self._choose(self.current.id)

    def _add(self) -> None:
        """A new class is here at once."""
        self.accept()
        self.made.emit(clean_name(self.field.text()))

    def _rename(self) -> None:
        current, name = self.current, clean_name(self.field.text())
        if current is not None and name:
            self._classes[self.list.currentRow()] = ClassLine(current.id, name, current.last)
            self.field.clear()
            self._fill(current.id)
            self.renamed.emit(current.id, name)

    def _ask_to_purge(self) -> None:
        current = self.current
        if current is None:
            return
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(self.tr("Forget {name} and all it did?").format(name=current.name))
        box.setInformativeText(self.tr("It is deleted from this computer, and can’t come back."))
        forget = box.addButton(self.tr("Forget it"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.buttonClicked.connect(
            lambda pressed: self._purge(current) if pressed is forget else None
        )
        box.open()

    def _purge(self, line: ClassLine) -> None:
        self._classes = [one for one in self._classes if one is not line]
        self._fill("")
        self.fit()
        self.purged.emit(line.id)
