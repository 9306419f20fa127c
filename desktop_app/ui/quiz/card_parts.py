"""The parts of the question card, from its counter to the verdict at its foot."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.content.problems import Problem
from desktop_app.quiz.grading import Verdict
from desktop_app.ui.common.rich_text import plain_to_html
from desktop_app.ui.quiz.labels import LinkButton, ProseLabel
from desktop_app.ui.quiz.look import PROMPT_SIZE, SMALL_SIZE, TEXT_SIZE, Look
from desktop_app.ui.quiz.marks import Mark, MarkIcon, mark_colour

_SHOWN_PROBLEMS = 3
_SCROLL_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down)


class CounterBar(QWidget):
    """Which question this is, and the way to the others."""

    stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = (0, 0, "")
        self._words = QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._previous = QPushButton("‹", self)
        self._previous.clicked.connect(lambda: self.stepped.emit(-1))
        self._next = QPushButton("›", self)
        self._next.clicked.connect(lambda: self.stepped.emit(1))
        self.buttons = (self._previous, self._next)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(2, 0, 2, 0)
        self._line.addWidget(self._words, 1)
        self._line.addWidget(self._previous)
        self._line.addWidget(self._next)

    def show_place(self, index: int, total: int, hint: str) -> None:
        """Show that this is question ``index`` (from 0) of ``total``."""
        self._place = (index, total, hint)
        words = self.tr("Question")
        if total > 1:
            words = self.tr("Question {number} of {total}").format(number=index + 1, total=total)
        after = f" · {hint}" if hint else ""
        self._words.setText(words.upper() + after if total else "")
        self._words.setAccessibleName(words + after if total else "")
        for button in self.buttons:
            button.setVisible(total > 1)
        self._previous.setEnabled(index > 0)
        self._next.setEnabled(index < total - 1)

    def restyle(self, look: Look) -> None:
        self._line.setSpacing(look.px(6))
        look.text(self._words, SMALL_SIZE, colour=look.theme.muted)
        width, height = look.px(28), look.px(26)
        for button in self.buttons:
            button.setFont(look.type.interface(PROMPT_SIZE, bold=True))
            button.setFixedSize(width, height)
            button.setStyleSheet(
                f"padding: 0; min-width: {width - 4}px; min-height: {height - 4}px;"
            )

    def retranslate(self) -> None:
        for button, words in (
            (self._previous, self.tr("Previous question")),
            (self._next, self.tr("Next question")),
        ):
            button.setAccessibleName(words)
            button.setToolTip(words)
        self.show_place(*self._place)


class ProblemNotice(QWidget):
    """Why a question can't be asked, in the place of its options."""

    def __init__(self, wording: Callable[[Problem], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wording = wording
        self._icon = MarkIcon(self)
        self._words = ProseLabel(self)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._line.addWidget(self._words, 1)
        self._look: Look | None = None

    def restyle(self, look: Look) -> None:
        self._look = look
        self._line.setSpacing(look.px(7))
        look.text(self._words, TEXT_SIZE)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show the first ``problems`` in words; without any, nothing."""
        self.setVisible(bool(problems))
        look = self._look
        if look is None or not problems:
            return
        self._icon.show_mark(Mark.ALERT, look, TEXT_SIZE)
        words = plain_to_html(self.tr("This question cannot be asked."))
        lines = [f"<b style='color:{mark_colour(Mark.ALERT, look)}'>{words}</b>"]
        for problem in problems[:_SHOWN_PROBLEMS]:
            place = plain_to_html(f"{problem.location.file}:{problem.location.line}")
            lines.append(
                f"{plain_to_html(self._wording(problem))}"
                f" <span style='color:{look.theme.muted}'>{place}</span>"
            )
        gap = look.px(4)
        self._words.set_html(
            "".join(f"<p style='margin:0 0 {gap}px 0'>{line}</p>" for line in lines)
        )


class _Column(QWidget):
    """As high as its width asks for: what wraps in it would ask for more if narrow."""

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)


class ScrollArea(QScrollArea):
    """Scrolls its column; takes the keyboard only while there is more than fits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._content = content = _Column(self)
        self.column = QVBoxLayout(content)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.setWidget(content)
        content.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().rangeChanged.connect(self._follow_range)

    def restyle(self, look: Look) -> None:
        self.column.setSpacing(look.px(8))
        self.setStyleSheet(
            "ScrollArea { border: 2px solid transparent; background: transparent; }"
            f"ScrollArea:focus {{ border-color: {look.theme.accent}; border-radius: 4px; }}"
            "QScrollBar { background: transparent; }"
            f"QScrollBar:vertical {{ width: {look.px(12)}px; }}"
            f"QScrollBar:horizontal {{ height: {look.px(12)}px; }}"
            f"QScrollBar::handle {{ background: {look.theme.control}; border-radius: 3px;"
            f" min-height: {look.px(20)}px; min-width: {look.px(20)}px; }}"
            f"QScrollBar::handle:vertical {{ margin-left: {look.px(6)}px; }}"
            f"QScrollBar::handle:horizontal {{ margin-top: {look.px(6)}px; }}"
            "QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }"
            "QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }"
        )

    def column_height(self, width: int) -> int:
        """The height at which nothing scrolls, its frame included."""
        edge = 2 * 2  # its focus outline, see restyle
        self.column.activate()
        return self._height_at(width - edge) + edge

    def _height_at(self, width: int) -> int:
        layout = self.column
        return (
            layout.heightForWidth(width)
            if layout.hasHeightForWidth()
            else layout.sizeHint().height()
        )

    def bring_into_view(self, part: QWidget, margin: int) -> None:
        """Scroll as little as shows ``part``, or its top where it is too high."""
        if not self._content.isAncestorOf(part):
            return  # it stands beside the buttons, in sight
        top = part.mapTo(self._content, QPoint(0, 0)).y() - margin
        bottom = top + part.height() + 2 * margin
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if top < bar.value() or bottom - top > height:
            bar.setValue(top)
        elif bottom > bar.value() + height:
            bar.setValue(bottom - height)

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in _SCROLL_KEYS
            and self.hasFocus()
        ):
            event.accept()
            return True
        handled = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._let_bar_go()
        return handled

    def _let_bar_go(self) -> None:
        """Take away a bar that is needed only because it makes lines wrap.

        Qt asks whether everything fits at the present width, the bar's own taken off.
        """
        room = self.maximumViewportSize()
        if (
            self.viewport().width() < room.width()
            and self._height_at(room.width()) <= room.height()
        ):
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def _follow_range(self, _least: int, most: int) -> None:
        overflows = most > 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if overflows else Qt.FocusPolicy.NoFocus)


class VerdictBar(QWidget):
    """The verdict on the whole answer, and the way to its evidence."""

    asked = Signal()
    """The evidence was asked for."""
    pointed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._verdict: Verdict | None = None
        self._look: Look | None = None
        self._icon = MarkIcon(self)
        self._words = QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self.evidence_button = LinkButton(self)
        self.evidence_button.clicked.connect(self.asked)
        self.evidence_button.pointed.connect(self.pointed)
        self._said = QHBoxLayout()
        self._said.addWidget(self._icon)
        self._said.addWidget(self._words, 1)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.addLayout(self._said, 1)
        self._line.addWidget(self.evidence_button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_verdict(self, verdict: Verdict | None, words: str, *, evidence: bool) -> None:
        """Show ``verdict`` in ``words``, or nothing of it without any; ``evidence``
        offers the way to it.
        """
        self._verdict = verdict
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self._icon.setVisible(bool(words))
        self.evidence_button.setVisible(evidence and verdict is not None)
        self.setVisible(verdict is not None and (bool(words) or evidence))
        if self._look is not None:
            self.restyle(self._look)

    def restyle(self, look: Look) -> None:
        self._look = look
        self._said.setSpacing(look.px(7))
        self._line.setSpacing(look.px(8))
        self.evidence_button.restyle(look)
        if self._verdict is not None:
            mark = Mark(self._verdict.value)
            self._icon.show_mark(mark, look, TEXT_SIZE)
            look.text(self._words, TEXT_SIZE, colour=mark_colour(mark, look), bold=True)

    def set_stacked(self, stacked: bool) -> None:
        """Put the way to the evidence under the verdict, or beside it."""
        direction = QBoxLayout.Direction
        self._line.setDirection(direction.TopToBottom if stacked else direction.LeftToRight)

    def line_width(self) -> int:
        """The width that verdict and evidence need on one line."""
        width = self._said.sizeHint().width() if self._words.text() else 0
        if self.evidence_button.isVisibleTo(self):
            width += self._line.spacing() + self.evidence_button.sizeHint().width()
        return width
