"""What the dialogs for questions that come in and go out have in common."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.session.preferences import Preferences
from desktop_app.ui.common.boxes import RadioBox
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.jobs import JobRunner
from desktop_app.ui.common.theme import THEMES


class _Pane(QPlainTextEdit):
    """Asks for no more than it needs: what is left over is its height."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumHeight())


class BankDialog(QDialog):
    """A heading, choices, what there is to say, and a button that writes the file.

    Its work is one job, ``topic``; it ends with the dialog.
    """

    def __init__(
        self, topic: str, preferences: Preferences, jobs: JobRunner, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.language = preferences.language
        self.jobs = jobs
        self.topic = topic
        self.type_ = Type(preferences.scale)
        self._theme = THEMES[preferences.theme]
        self.group = QButtonGroup(self)
        self.said = self.label(15)
        self.said.hide()
        self.save_button = QPushButton()
        self.save_button.setProperty("primary", True)
        self.save_button.setDefault(True)
        self.save_button.setFont(self.type_.interface())
        self.save_button.setEnabled(False)
        self._close = QPushButton(self.tr("Close"))
        self._close.setFont(self.type_.interface())
        self._close.clicked.connect(self.reject)
        page = QWidget()
        page.setObjectName("page")
        self.column = QVBoxLayout(page)
        self.column.setContentsMargins(0, 0, self.type_.px(4), 0)
        self.column.setSpacing(self.type_.px(8))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(*(self.type_.px(20),) * 4)
        self._whole.setSpacing(self.type_.px(12))
        self._whole.addWidget(area, 1)
        self.resize(
            min(self.type_.px(720), parent.width() - 40),
            min(self.type_.px(640), parent.height() - 40),
        )
        self.finished.connect(lambda _: jobs.cancel(topic))

    def label(self, size: int, text: str = "", *, bold: bool = False) -> QLabel:
        made = QLabel(text)
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.setWordWrap(True)
        made.setFont(self.type_.interface(size, bold=bold))
        return made

    def pane(self, name: str) -> QPlainTextEdit:
        """A text that is read, and called ``name``; it takes the room that is left."""
        made = _Pane()
        made.setReadOnly(True)
        made.setFont(self.type_.interface(14))
        made.setAccessibleName(name)
        made.setTabChangesFocus(True)
        made.setMinimumHeight(self.type_.px(90))
        self.column.addWidget(made, 1)
        return made

    def choices(self, texts: Iterable[tuple[str, str]]) -> Sequence[RadioBox]:
        """Boxes one of which is chosen, the first to begin with; what is said of each."""
        boxes = []
        for rank, (text, more) in enumerate(texts):
            box = RadioBox(text.replace("&", "&&"))
            box.setAccessibleDescription(more)
            box.setFont(self.type_.interface(15))
            box.set_look(self._theme, self.type_)
            self.group.addButton(box, rank)
            self.column.addWidget(box)
            if more:
                said = self.label(14, more)
                said.setProperty("muted", True)
                said.setContentsMargins(self.type_.px(28), 0, 0, 0)
                self.column.addWidget(said)
            boxes.append(box)
        boxes[0].setChecked(True)
        return boxes

    def finish(self, save: str, *others: QPushButton) -> None:
        """Put what is said and the buttons at the foot."""
        self.save_button.setText(save)
        self._whole.addWidget(self.said)
        row = QHBoxLayout()
        row.addWidget(self._close)
        row.addStretch()
        for button in (*others, self.save_button):
            button.setFont(self.type_.interface())
            row.addWidget(button)
        self._whole.addLayout(row)

    def say(self, text: str) -> None:
        """Say what came of it, at the foot; nothing takes no room."""
        self.said.setText(text)
        self.said.setVisible(bool(text))

    def say_unwritten(self, path: object, error: OSError) -> None:
        text = self.tr("{path} can’t be written: {why}.")
        self.say(text.format(path=path, why=error.strerror or ""))


def sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith((".", "…")) else ".")
