"""What a model assumes, what it leaves out, and which of its numbers are what."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from desktop_app.models.texts import ModelTexts
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.scrolling import ColumnScroller

_Part = tuple[QLabel, bool]
"""A label, and whether it is a heading."""


class HonestyPanel(QFrame):
    """One open panel: nothing of it has to be unfolded."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._type = Type()
        self._parts: list[_Part] = []
        self._page = QWidget()
        self._page.setObjectName("page")
        self._column = QVBoxLayout(self._page)
        scroll = ColumnScroller()
        scroll.setWidget(self._page)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    @property
    def text(self) -> str:
        """Everything that is said."""
        return "\n".join(label.text() for label, _ in self._parts)

    def show_model(self, texts: ModelTexts) -> None:
        """Say it of one model, in its language."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._parts = []
        honesty = texts.honesty
        self._add(texts.name, is_heading=True)
        self._add(texts.credit)
        self._add(texts.about)
        for heading, lines in (
            (self.tr("What the model assumes"), honesty.assumes),
            (self.tr("What it leaves out"), honesty.leaves_out),
            (self.tr("What is data"), honesty.data),
            (self.tr("What is only an illustration"), honesty.illustrative),
        ):
            self._add_list(heading, lines)
        figures = [
            f"{one.label}{_colon(texts)}{_figure(one.value, texts)} ({one.source})"
            for one in texts.figures
        ]
        self._add_list(self.tr("Published figures to hold against it"), figures)
        sources = [f"{one.citation}{_colon(texts)}{one.note}" for one in honesty.sources]
        self._add_list(self.tr("Where it comes from"), sources)
        self._column.addStretch(1)
        self.set_type(self._type)

    def set_type(self, type_: Type) -> None:
        self._type = type_
        margin = type_.px(20)
        self._column.setContentsMargins(margin, margin, margin, margin)
        self._column.setSpacing(type_.px(6))
        for rank, (label, is_heading) in enumerate(self._parts):
            size = 13 if not is_heading else 15 if rank else 18
            label.setFont(type_.interface(size, bold=is_heading))
            label.setContentsMargins(0, type_.px(8) if is_heading and rank else 0, 0, 0)

    def _add_list(self, heading: str, lines: list[str] | tuple[str, ...]) -> None:
        if lines:
            self._add(heading, is_heading=True)
        for line in lines:
            self._add(f"–\u2002{line}")

    def _add(self, text: str, *, is_heading: bool = False) -> None:
        label = QLabel(text)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._parts.append((label, is_heading))
        self._column.addWidget(label)


def _colon(texts: ModelTexts) -> str:
    return "\u202f: " if texts.language == "fr" else ": "


def _figure(value: float | str, texts: ModelTexts) -> str:
    """A published figure as it is written: rates in per cent where they are below 1."""
    if isinstance(value, str):
        return value
    if abs(value) < 1:
        percent = "\u202f%" if texts.language == "fr" else "%"
        return f"{texts.number(100 * value)}{percent}"
    return texts.number(value)
