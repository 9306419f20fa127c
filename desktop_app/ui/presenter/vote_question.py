"""The question that is voted on, with the card of each option and what is counted of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.learning.classroom.voting import LONGEST_TEXT, Asked, Round, typed_round
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.theme import Theme
from desktop_app.ui.presenter.count_field import CountField
from desktop_app.ui.presenter.letter_card import LetterCard
from desktop_app.ui.presenter.screen_panel import screen_font, screen_label
from desktop_app.ui.presenter.slide_text import LETTERS


class VoteQuestion(QWidget):
    """In letters of ``size`` pixels. Counts are asked for if there are ``values`` for them,
    as many as :func:`counted`; ``shown`` is a result that may be seen.
    """

    changed = Signal()
    """Something else was typed."""
    done = Signal(int)
    """Enter was pressed in the field of that rank."""

    def __init__(
        self,
        asked: Asked,
        theme: Theme,
        type_: Type,
        size: int,
        *,
        values: Sequence[int | None] = (),
        hides_digits: bool = False,
        shown: Round | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self.fields: list[CountField] = []
        self._type = type_
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(round(size * 0.4))
        font = screen_font(type_, size)
        bold = screen_font(type_, size, bold=True)
        rows.addWidget(screen_label(asked.prompt, bold))
        if asked.several:
            words = self.tr("Several answers may be right.")
            rows.addWidget(screen_label(words, screen_font(type_, size * 0.8), muted=True))
        aside = [self.tr("No answer"), self.tr("Students who voted")]
        lines = [*asked.options, *aside][: len(values) or len(asked.options) + bool(shown)]
        for rank, text in enumerate(lines):
            row = QHBoxLayout()
            row.setSpacing(round(size * 0.6))
            muted = rank >= len(asked.options)
            if muted:
                row.addSpacing(round(size * 2) + row.spacing())
            else:
                row.addWidget(LetterCard(rank, theme, type_, round(size * 2)))
            row.addWidget(screen_label(text[:LONGEST_TEXT], font, muted=muted), 1)
            if values:
                field = self._field(rank, text if muted else LETTERS[rank])
                field.show_value(values[rank])
                field.hide_digits(hides_digits)
                row.addWidget(field)
            elif shown is not None:
                row.addWidget(screen_label(str((*shown.counts, shown.none)[rank]), bold))
            rows.addLayout(row)
        rows.addStretch()

    def _field(self, rank: int, name: str) -> CountField:
        field = CountField(
            self.tr("Count: {option}").format(option=name),
            self._type,
            self.tr("One less: {option}").format(option=name),
            self.tr("One more: {option}").format(option=name),
        )
        field.changed.connect(self.changed)
        field.done.connect(lambda: self.done.emit(rank))
        self.fields.append(field)
        return field


def counted(asked: Asked, result: Round | None = None) -> list[int | None]:
    """What is counted, empty or as ``result`` says: each option, no answer, and how many
    voted where that is more than their sum can tell.
    """
    number = len(asked.options) + (2 if asked.several else 1)
    values = [*result.counts, result.none, result.voters] if result else [None] * number
    return list(values[:number])


def typed(asked: Asked, values: Sequence[int | None]) -> Round | None:
    """The round that ``values`` make, an empty one being nobody; None while all are empty,
    and where they are more than there can be.
    """
    if not any(value is not None for value in values):
        return None
    options = len(asked.options)
    numbers = [value or 0 for value in values]
    voters = numbers[options + 1] if len(numbers) > options + 1 else 0
    try:
        return typed_round(asked, numbers[:options], numbers[options], voters)
    except ValueError:
        return None
