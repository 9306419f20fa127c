"""What the dialogs about a class have in common: their texts, fields and buttons."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QFont, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.common.fonts import Type


def text_label(text: str, font: QFont, *, muted: bool = False) -> QLabel:
    """A label of plain text that wraps."""
    label = QLabel(text)
    label.setFont(font)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("muted", muted)
    return label


def named_field(name: str, type_: Type, text: str = "", hint: str = "") -> QLineEdit:
    """A field for a line of text, told by ``name`` to who can't see it."""
    field = QLineEdit(text)
    field.setFont(type_.interface(15))
    field.setAccessibleName(name)
    field.setPlaceholderText(hint)
    return field


def button(text: str, type_: Type, *, primary: bool = False) -> QPushButton:
    made = QPushButton(text)
    made.setFont(type_.interface(bold=primary))
    made.setProperty("primary", primary)
    made.setAutoDefault(primary)
    made.setDefault(primary)
    return made


def button_row(
    type_: Type, left: Iterable[QPushButton], right: Iterable[QPushButton]
) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(type_.px(8))
    for one in left:
        row.addWidget(one)
    row.addStretch()
    for one in right:
        row.addWidget(one)
    return row


def erasing_box(
    parent: QWidget, question: str, details: str, erase: Callable[[], object]
) -> QMessageBox:
    """Asks whether to ``erase``; the answer that is at hand is no."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(question)
    box.setInformativeText(details)
    words = (
        QCoreApplication.translate("FormDialog", "Erase"),
        QCoreApplication.translate("FormDialog", "Cancel"),
    )
    yes = box.addButton(words[0], QMessageBox.ButtonRole.DestructiveRole)
    no = box.addButton(words[1], QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(no)
    box.setEscapeButton(no)
    box.buttonClicked.connect(lambda pressed: erase() if pressed is yes else None)
    return box


class FormDialog(QDialog):
    """A dialog of one column, as wide as ``width`` where its window leaves room for that, and
    as high as its texts need at that width; what is higher than the window scrolls.
    """

    def __init__(self, type_: Type, width: int, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        whole = parent.window().size() if parent is not None else QSize(10_000, 10_000)
        self._room = whole - QSize(40, 40)
        self._width = max(min(type_.px(width), self._room.width()), 280)
        self._page = QWidget()
        self._page.setObjectName("page")
        self.column = QVBoxLayout(self._page)
        self.column.setContentsMargins(*(type_.px(24),) * 4)
        self.column.setSpacing(type_.px(10))
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)

    def fit(self) -> None:
        """Be as high as the texts need now: Qt reckons wrapped ones a line too low."""
        self.column.activate()
        wanted = self.column.totalHeightForWidth(self._width)
        self._page.setMinimumHeight(wanted)
        self.setMinimumSize(self._width, min(wanted, self._room.height()))
        self.resize(self.minimumSize())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()
