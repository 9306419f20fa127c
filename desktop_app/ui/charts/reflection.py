"""After the reveal: how far the estimates were, in words; and why, in a sentence."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop_app.charts.gaps import Gap
from desktop_app.content.numbers import format_number, with_unit
from desktop_app.session.session import LONGEST_REASON
from desktop_app.ui.charts.look import Look

MOST_GAPS = 4


class ReflectionPanel(QWidget):
    """Hidden where no estimate was made. Says ``explained`` with the sentence to keep."""

    explained = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gaps: tuple[Gap, ...] = ()
        self._unit = self._language = ""
        self._most = MOST_GAPS
        self._kept = ""
        self.gaps = QLabel()
        self.gaps.setWordWrap(True)
        self.gaps.setTextFormat(Qt.TextFormat.PlainText)
        self.why = QLabel()
        self.why.setTextFormat(Qt.TextFormat.PlainText)
        self.reason = QLineEdit()
        self.reason.setMaxLength(LONGEST_REASON)
        self.why.setBuddy(self.reason)
        self.keep = QPushButton()
        self.reason.textEdited.connect(self._compare)
        self.reason.returnPressed.connect(self._explain)
        self.keep.clicked.connect(self._explain)
        self._row = QHBoxLayout()
        for widget in (self.why, self.reason, self.keep):
            self._row.addWidget(widget, 1 if widget is self.reason else 0)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.gaps)
        self._column.addLayout(self._row)
        self._translate()
        self.hide()

    def show_gaps(self, gaps: tuple[Gap, ...], unit: str, language: str, reason: str) -> None:
        """Show ``gaps``, the biggest first, and the ``reason`` kept so far."""
        if reason != self._kept or not gaps:
            self.reason.setText(reason)
        self._gaps, self._unit, self._language, self._kept = gaps, unit, language, reason
        self.setVisible(bool(gaps))
        self._show_text()
        self._compare()

    def show_most(self, most: int) -> None:
        """Name so many gaps: on a low card the chart needs the room."""
        most = min(max(most, 1), MOST_GAPS)
        if most != self._most:
            self._most = most
            self._show_text()

    def text(self) -> str:
        """What is said of the gaps."""
        return self.gaps.text()

    def set_look(self, look: Look) -> None:
        self.gaps.setFont(look.type.interface(14))
        for widget in (self.why, self.reason, self.keep):
            widget.setFont(look.type.interface(13))
        self._row.setSpacing(look.px(8))
        self._column.setSpacing(look.px(6))

    # -- words -----------------------------------------------------------------------

    def _show_text(self) -> None:
        lines = []
        if len(self._gaps) > 1:
            lines.append(self._summary())
        lines += [self._sentence(gap) for gap in self._gaps[: self._most]]
        self.gaps.setText("\n".join(lines))
        self.reason.setAccessibleDescription(self.gaps.text())

    def _summary(self) -> str:
        over = sum(gap.over for gap in self._gaps if gap.size)
        under = sum(not gap.over for gap in self._gaps if gap.size)
        exact = len(self._gaps) - over - under
        parts = []
        if over:
            parts.append(self.tr("%n too high", "how many estimates", over))
        if under:
            parts.append(self.tr("%n too low", "how many estimates", under))
        if exact:
            parts.append(self.tr("%n exactly right", "how many estimates", exact))
        whole = self.tr("Your %n estimate(s): {parts}.", "", len(self._gaps))
        return whole.format(parts=", ".join(parts))

    def _sentence(self, gap: Gap) -> str:
        if not gap.size:
            text = self.tr("{name}: exactly right, {truth}.")
        elif gap.over:
            text = self.tr("{name}: you overestimated by {gap} ({said} instead of {truth}).")
        else:
            text = self.tr("{name}: you underestimated by {gap} ({said} instead of {truth}).")
        return text.format(name=gap.name, said=gap.said, truth=gap.truth, gap=self._size(gap.size))

    def _size(self, size: float) -> str:
        number = format_number(size, self._language)
        if self._unit != "%":
            return with_unit(number, self._unit, self._language)
        # In French what is below two is singular, in English what is not one is plural.
        count = int(size) if self._language == "fr" or size == 1 else max(2, int(size))
        points = self.tr("{number} point(s)", "", count).format(number=number)
        return points.replace(" ", "\u00a0")  # a number never parts from its unit

    # -- the reason ------------------------------------------------------------------

    def _compare(self) -> None:
        is_kept = bool(self._kept) and self.reason.text().strip() == self._kept
        self.keep.setEnabled(self.reason.text().strip() != self._kept)
        self.keep.setText(self.tr("Kept") if is_kept else self.tr("Keep"))

    def _explain(self) -> None:
        if self.keep.isEnabled():
            self.explained.emit(self.reason.text())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()
        super().changeEvent(event)

    def _translate(self) -> None:
        self.why.setText(self.tr("Why this gap?"))
        self.reason.setPlaceholderText(self.tr("In one sentence: what did you not expect?"))
        self._show_text()
        self._compare()
