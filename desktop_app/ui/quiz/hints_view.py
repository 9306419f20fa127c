"""The hints that were asked for, in the order in which they help."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.content.document import plain_text
from desktop_app.content.reference import Reference
from desktop_app.quiz.model import Prose
from desktop_app.ui.common.rich_text import plain_to_html, to_html
from desktop_app.ui.quiz.labels import ProseLabel
from desktop_app.ui.quiz.look import TEXT_SIZE, Look


class HintsView(QWidget):
    """A paragraph a hint, opened by its number."""

    selected = Signal(Reference)
    hovered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hints: tuple[Prose, ...] = ()
        self._look: Look | None = None
        self.labels: list[ProseLabel] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def show_hints(self, hints: Sequence[Prose]) -> None:
        """Show so many hints, () for none."""
        self._hints = tuple(hints)
        while len(self.labels) < len(self._hints):
            label = ProseLabel(self)
            label.selected.connect(self.selected)
            label.hovered.connect(self.hovered)
            self._column.addWidget(label)
            self.labels.append(label)
        self._show()

    def last_words(self) -> str:
        """The newest hint, for a screen reader."""
        return self.labels[len(self._hints) - 1].accessibleName() if self._hints else ""

    def restyle(self, look: Look) -> None:
        self._look = look
        self._column.setSpacing(look.px(4))
        self._show()

    def retranslate(self) -> None:
        self._show()

    def _show(self) -> None:
        look = self._look
        self.setVisible(bool(self._hints))
        for rank, label in enumerate(self.labels):
            label.setVisible(rank < len(self._hints))
            if rank >= len(self._hints) or look is None:
                continue
            words = self.tr("Hint {number}:").format(number=rank + 1)
            look.text(label, TEXT_SIZE)
            ground = look.theme.mix(look.theme.accent, 0.08, look.theme.surface)
            label.setStyleSheet(
                f"color: {look.theme.ink}; background: {ground}; border-radius: 6px;"
                f" padding: {look.px(6)}px {look.px(9)}px;"
            )
            lead = f"<b style='color:{escape(look.theme.accent)}'>{plain_to_html(words)}</b>"
            label.set_html(to_html(self._hints[rank], look.html(), lead=lead))
            label.setAccessibleName(f"{words} {plain_text(self._hints[rank])}")
