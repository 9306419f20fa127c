"""What is kept of a student: all of it saved for them, or erased."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QMessageBox, QWidget

from desktop_app.learning.attempts import THIS_COMPUTER
from desktop_app.learning.classroom.learner_record import LearnerRecord
from desktop_app.learning.classroom.marks import MARKED
from desktop_app.ui.classroom.form import (
    FormDialog,
    button,
    button_row,
    erasing_box,
    named_field,
    text_label,
)
from desktop_app.ui.common.fonts import Type

LINES = 8
"""Names that the list shows at once."""
_NAME = Qt.ItemDataRole.UserRole


class LearnerDataDialog(FormDialog):
    """``save_wanted`` and ``erase_wanted`` give the name of a student; the second was
    confirmed. ``chosen`` asks for the record of one, for :meth:`show_record`.
    """

    chosen = Signal(str)
    save_wanted = Signal(str)
    erase_wanted = Signal(str)

    def __init__(self, type_: Type, parent: QWidget | None = None) -> None:
        super().__init__(type_, 560, parent)
        self._type = type_
        self.confirmation: QMessageBox | None = None
        title = self.tr("What is kept of a student")
        self.setWindowTitle(title)
        self.column.addWidget(text_label(title, type_.interface(20, bold=True)))
        words = self.tr(
            "Everybody of whom something is kept on this computer. All of it can be saved for "
            "the student, in formats that any computer opens, or erased."
        )
        self.column.addWidget(text_label(words, type_.interface(14), muted=True))
        self.field = named_field(self.tr("Search a name"), type_, "", self.tr("Search a name"))
        self.field.textChanged.connect(self._filter)
        self.column.addWidget(self.field)
        self.list = QListWidget()
        self.list.setObjectName("palette")
        self.list.setFont(type_.interface(15))
        self.list.setAccessibleName(self.tr("Students"))
        self.list.setFixedHeight(
            (self.list.fontMetrics().height() + type_.px(12))
            * (LINES if type_.scale < 1.5 else LINES // 2)
        )
        self.list.currentItemChanged.connect(lambda *_: self._choose())
        self.column.addWidget(self.list)
        self.facts = text_label("", type_.interface(14))
        self.column.addWidget(self.facts)
        self.erase_button = button(self.tr("Erase…"), type_)
        self.save_button = button(self.tr("Save everything…"), type_, primary=True)
        close = button(self.tr("Close"), type_)
        row = button_row(type_, [self.erase_button], [close, self.save_button])
        self.column.addLayout(row)
        close.clicked.connect(self.reject)
        self.save_button.clicked.connect(lambda: self.save_wanted.emit(self.name))
        self.erase_button.clicked.connect(self._confirm)
        self.show_people(())

    @property
    def name(self) -> str:
        """Who is chosen, "" for nobody."""
        item = self.list.currentItem()
        return str(item.data(_NAME)) if item is not None else ""

    def show_people(self, names: tuple[str, ...], said: str = "") -> None:
        """These can be chosen from; ``said`` is what there is to know first."""
        self.list.blockSignals(True)  # nobody is chosen until a person does
        self.list.clear()
        for name in names:
            shown = self.tr("(who worked without a name)") if name == THIS_COMPUTER else name
            item = QListWidgetItem(shown)
            item.setData(_NAME, name)
            self.list.addItem(item)
        self.list.setCurrentRow(-1)
        self.list.blockSignals(False)
        self.say(said or ("" if names else self.tr("Nothing is kept of anybody.")))
        self._filter(self.field.text())

    def show_record(self, name: str, record: LearnerRecord) -> None:
        """What is kept of ``name``, if that still is who is chosen."""
        if name != self.name:
            return
        facts = [
            self.tr("%n answer(s)", "", len(record.attempts)),
            self.tr("%n step(s) seen", "", len(record.visits)),
        ]
        marks = sum(one.event.kind == MARKED for one in record.events)
        if marks:
            facts.append(self.tr("%n mark(s)", "", marks))
        classes = sorted({one.class_name for one in record.events if one.class_name})
        if classes:
            facts.append(", ".join(classes))
        self.say(" · ".join(facts))
        self._enable()

    def say(self, text: str) -> None:
        """What there is to know of who is chosen, or what was done."""
        self.facts.setText(text)
        self.fit()

    # -- inside ------------------------------------------------------------------------

    def _filter(self, text: str) -> None:
        wanted = text.strip().casefold()
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(wanted not in item.text().casefold())
        current = self.list.currentItem()
        if current is not None and current.isHidden():
            self.list.setCurrentRow(-1)
        self._enable()

    def _choose(self) -> None:
        self._enable()
        if self.name:
            self.facts.setText("")
            self.chosen.emit(self.name)

    def _enable(self) -> None:
        for one in (self.save_button, self.erase_button):
            one.setEnabled(bool(self.name))

    def _confirm(self) -> None:
        name, item = self.name, self.list.currentItem()
        question = self.tr("Erase everything that is kept of “{name}”?")
        details = self.tr(
            "Answers, progress, marks and the place on class lists go, with the safety "
            "copies of earlier versions and of damaged files, which hold those of all. It "
            "can’t be undone. Files handed in to a folder stay there."
        )
        shown = item.text() if item is not None else name
        box = erasing_box(
            self, question.format(name=shown), details, lambda: self.erase_wanted.emit(name)
        )
        box.finished.connect(lambda _: self._forget_box())
        self.confirmation = box
        box.open()

    def _forget_box(self) -> None:
        self.confirmation = None
