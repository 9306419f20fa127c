"""The command palette: chapters, steps, charts, glossary and commands, found by typing."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListView, QVBoxLayout, QWidget

from desktop_app.ui.common.fonts import Type

MAX_SHOWN = 60


@dataclass(frozen=True)
class Entry:
    """Something that can be found: what it is called, its kind, what choosing it does."""

    text: str
    kind: str
    run: Callable[[], object]


def fold(text: str) -> str:
    """``text`` without case, accents and typographic marks, for comparing."""
    plain = text.casefold().replace("’", "'").replace("œ", "oe").replace("æ", "ae")
    marked = unicodedata.normalize("NFKD", plain)
    return "".join(char for char in marked if not unicodedata.combining(char)).casefold()


def find(entries: Iterable[Entry], query: str) -> list[Entry]:
    """The entries that hold every word of ``query``, the nearest first.

    Entries that start with the query come first, then those with a word that does,
    then the rest; the order given decides between equals.
    """
    whole = fold(query).strip()
    words = whole.split()
    ranked = []
    for position, entry in enumerate(entries):
        text = fold(f"{entry.text} {entry.kind}")
        if all(word in text for word in words):
            starts = text.startswith(whole)
            inside = any(part.startswith(words[0]) for part in text.split()) if words else True
            ranked.append((0 if starts else 1 if inside else 2, position, entry))
    ranked.sort(key=lambda item: item[:2])
    return [entry for _, _, entry in ranked]


class PaletteDialog(QDialog):
    """A field and the list of what it finds; Enter goes there, Escape leaves."""

    def __init__(self, entries: Sequence[Entry], scale: float, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Search"))
        type_ = Type(scale)
        self._entries = entries
        self._found: list[Entry] = []
        self.field = QLineEdit()
        self.field.setFont(type_.interface(16))
        self.field.setPlaceholderText(self.tr("Chapter, step, chart, term or command"))
        self.field.setAccessibleName(self.tr("Search"))
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.list = QListView()
        self.list.setObjectName("palette")
        self.list.setFont(type_.interface(14))
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setAccessibleName(self.tr("Found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setSpacing(2)
        self._model = QStringListModel(self)
        self.list.setModel(self._model)
        self.list.clicked.connect(lambda index: self._run(index.row()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(type_.px(14),) * 4)
        layout.setSpacing(type_.px(8))
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        room = parent.size()
        self.resize(min(type_.px(620), room.width() - 40), min(type_.px(440), room.height() - 80))
        corner = parent.mapToGlobal(parent.rect().topLeft())
        self.move(corner.x() + (room.width() - self.width()) // 2, corner.y() + type_.px(70))
        self._search("")

    def found(self) -> Sequence[Entry]:
        return tuple(self._found)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            row = self.list.currentIndex().row()
            moves = {Qt.Key.Key_Down: row + 1, Qt.Key.Key_Up: row - 1}
            if event.key() in moves:
                target = max(0, min(moves[Qt.Key(event.key())], len(self._found) - 1))
                self.list.setCurrentIndex(self._model.index(target))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run(row)
                return True
        return super().eventFilter(watched, event)

    def _search(self, query: str) -> None:
        self._found = find(self._entries, query)[:MAX_SHOWN]
        self._model.setStringList([f"{entry.text}   ·   {entry.kind}" for entry in self._found])
        if self._found:
            self.list.setCurrentIndex(self._model.index(0))

    def _run(self, row: int) -> None:
        if 0 <= row < len(self._found):
            entry = self._found[row]
            self.accept()
            entry.run()
