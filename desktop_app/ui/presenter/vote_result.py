"""Both rounds of a vote as one chart: two bars an option, and how many votes it gained."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QWidget

from desktop_app.learning.classroom.vote_charts import (
    finding,
    flow_words,
    result_rows,
    round_names,
    said,
)
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.theme import Theme
from desktop_app.ui.presenter.letter_card import LetterCard
from desktop_app.ui.presenter.screen_panel import screen_font, screen_label
from desktop_app.ui.presenter.vote_words import VoteView

TEXT_PART = 0.46
"""Of the width that cards leave, what the words of the options have."""
CARD, BAR = 1.7, 0.8
"""A card's side and a bar's thickness, in sizes of the letters."""


class VoteResult(QWidget):
    """The result of ``view`` in letters of ``size`` pixels, ``width`` pixels wide. Options
    have no more ``lines`` than that, 0 for all: their tool tips have the rest.
    """

    def __init__(
        self, view: VoteView, theme: Theme, type_: Type, size: int, width: int, lines: int = 0
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        vote, language = view.vote, view.language
        self.title = screen_label(
            finding(vote, language, revealed=view.revealed),
            screen_font(type_, size * 1.2, bold=True),
        )
        self.setAccessibleName(self.title.text())
        self.setAccessibleDescription(said(vote, language, revealed=view.revealed))
        self.options: list[QLabel] = []
        self.bars: list[CountBars] = []
        gap, card = round(size * 0.5), round(size * CARD)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(gap)
        grid.setVerticalSpacing(round(size * 0.35))
        grid.setColumnStretch(2, 1)
        grid.addWidget(self.title, 0, 0, 1, 3)
        rows, names = result_rows(vote, language), round_names(vote, language)
        font, bold = screen_font(type_, size), screen_font(type_, size, bold=True)
        if len(names) > 1:
            grid.addLayout(self._legend(names, theme, font), 1, 0, 1, 3)
        widest = max(QFontMetricsF(bold).horizontalAdvance(f"✓ {row.text}") for row in rows)
        text_width = round(min(widest, (width - card - 2 * gap) * TEXT_PART))
        most = max((count for row in rows for count in row.counts), default=0)
        room = max(
            (QFontMetricsF(bold).horizontalAdvance(told) for row in rows for told in row.told),
            default=0.0,
        )
        for rank, row in enumerate(rows, 2):
            is_right = view.revealed and row.is_right
            if row.rank is not None:
                place = Qt.AlignmentFlag.AlignVCenter
                grid.addWidget(LetterCard(row.rank, theme, type_, card), rank, 0, place)
            text = f"✓ {row.text}" if is_right else row.text
            label = screen_label(text, bold if is_right else font, muted=row.rank is None)
            label.setFixedWidth(text_width)
            if lines:
                label.setText(shortened(text, label.font(), text_width, lines))
                label.setToolTip(text if label.text() != text else "")
                label.setAccessibleName(text)
            grid.addWidget(label, rank, 1, Qt.AlignmentFlag.AlignVCenter)
            bars = CountBars(row.counts, row.told, most, theme, bold, room)
            bars.setAccessibleName(
                ", ".join(f"{name} {told}" for name, told in zip(names, row.told, strict=True))
            )
            grid.addWidget(bars, rank, 2, Qt.AlignmentFlag.AlignVCenter)
            self.options.append(label)
            self.bars.append(bars)
        words = flow_words(vote, language)
        self.words = screen_label(words, type_.interface())
        grid.addWidget(self.words, len(rows) + 2, 0, 1, 3)
        self.words.setVisible(bool(words))
        grid.setRowStretch(len(rows) + 3, 1)

    def _legend(self, names: tuple[str, ...], theme: Theme, font: QFont) -> QHBoxLayout:
        legend = QHBoxLayout()
        legend.setSpacing(font.pixelSize() // 2)
        for number, name in enumerate(names):
            legend.addWidget(_Swatch(number, theme, font.pixelSize()))
            legend.addWidget(screen_label(name, font))
            legend.addSpacing(font.pixelSize())
        legend.addStretch()
        return legend


class CountBars(QWidget):
    """A bar a round, as long as its count is to ``most``, with what is ``told`` of it at its
    end, where ``room`` pixels are left for it.
    """

    def __init__(
        self,
        counts: tuple[int, ...],
        told: tuple[str, ...],
        most: int,
        theme: Theme,
        font: QFont,
        room: float,
    ) -> None:
        super().__init__()
        self._counts, self.told, self._most = counts, told, max(most, 1)
        self._theme, self._room = theme, room
        self.setFont(font)
        self._line = round(max(font.pixelSize() * BAR, QFontMetricsF(font).capHeight() * 1.5))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, self._line * len(self._counts))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(self._room) + 2 * self._line, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        gap = self._line * 0.4
        longest = max(self.width() - self._room - gap - 2, 1)
        for number, (count, told) in enumerate(zip(self._counts, self.told, strict=True)):
            top = float(number * self._line)
            bar = QRectF(1, top + 1, longest * count / self._most, self._line - 2)
            _paint_bar(painter, bar, number, self._theme)
            painter.setPen(QColor(self._theme.ink))
            place = QRectF(bar.right() + gap, top, self._room + gap, self._line)
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, int(flags | Qt.TextFlag.TextDontClip), told)
        painter.setPen(QPen(QColor(self._theme.control), 2))
        painter.drawLine(1, 0, 1, self.height())
        painter.end()


class _Swatch(QWidget):
    """The looks of a round's bars."""

    def __init__(self, number: int, theme: Theme, size: int) -> None:
        super().__init__()
        self._number, self._theme = number, theme
        self.setFixedSize(round(size * 1.4), round(size * BAR))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        _paint_bar(painter, area, self._number, self._theme)
        painter.end()


def _paint_bar(painter: QPainter, area: QRectF, number: int, theme: Theme) -> None:
    """The first round is hatched, the second filled: told apart without colour."""
    colour = QColor(theme.series[number])
    painter.setPen(QPen(colour, 1.5))
    pattern = Qt.BrushStyle.SolidPattern if number else Qt.BrushStyle.BDiagPattern
    painter.setBrush(QBrush(colour, pattern))
    painter.drawRect(area)


def shortened(text: str, font: QFont, width: int, lines: int) -> str:
    """``text`` with "…" at its end unless it fits on so many lines of ``width`` pixels."""
    metrics = QFontMetricsF(font)
    room = QRectF(0, 0, width, 100_000)

    def fits(shown: str) -> bool:
        area = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), shown)
        return area.height() < metrics.lineSpacing() * (lines + 0.5) and area.width() <= width

    if fits(text):
        return text
    low, high = 0, len(text)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(f"{text[:middle]}…") else (low, middle)
    cut = text[:low].rpartition(" ")[0] or text[:low]
    return f"{cut.rstrip(' ,;:.')}…"
