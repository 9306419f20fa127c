"""One option of a question: its button, its wrapping text, and what is said of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from desktop_app.content.document import plain_text
from desktop_app.quiz.grading import Feedback, Verdict
from desktop_app.quiz.questions import Option
from desktop_app.ui.common.rich_text import plain_to_html, to_html
from desktop_app.ui.quiz.labels import ProseLabel
from desktop_app.ui.quiz.look import TEXT_SIZE, Look
from desktop_app.ui.quiz.marks import Mark, MarkIcon, OptionCheck, OptionRadio, mark_colour
from desktop_app.ui.quiz.words import labelled

_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Left: -1,
}


class FeedbackLine(QWidget):
    """A mark, its word and an explanation, wrapping as one text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.icon = MarkIcon(self)
        self.label = ProseLabel(self)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        self._line.addWidget(self.label, 1)

    def show_feedback(self, feedback: Feedback, words: str, look: Look) -> None:
        """Show ``feedback`` opened by ``words``, which name its verdict."""
        mark = Mark(feedback.verdict.value)
        self._line.setSpacing(look.px(7))
        self.icon.show_mark(mark, look, TEXT_SIZE)
        look.text(self.label, TEXT_SIZE)
        lead = f"<b style='color:{mark_colour(mark, look)}'>{plain_to_html(words)}</b>"
        self.label.set_html(to_html(feedback.explanation, look.html(), lead=lead))
        self.label.setAccessibleName(f"{words} {plain_text(feedback.explanation)}".strip())


class OptionRow(QWidget):
    """A whole row that can be clicked, around a real radio button or check box."""

    stepped = Signal(int)
    """An arrow key: to the next row (1) or the one before (-1)."""
    focused = Signal()

    def __init__(
        self, option: Option, look: Look, *, several: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._option = option
        self._look = look
        self._verdict: Verdict | None = None
        self._hovered = False
        self.button: OptionRadio | OptionCheck = (
            OptionCheck(look, self) if several else OptionRadio(look, self)
        )
        self.button.setAccessibleName(plain_text(option.text).strip())
        self.button.installEventFilter(self)
        self.button.toggled.connect(self.update)
        self.label = ProseLabel(self)
        self.feedback = FeedbackLine(self)
        self.feedback.hide()
        self._grid = QGridLayout(self)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self.button, 0, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(self.label, 0, 1)
        self.restyle(look)

    def restyle(self, look: Look) -> None:
        self._look = self.button.look = look
        side = look.px(4 if look.compact else 8)
        # A line of text has its leading below it.
        self._grid.setContentsMargins(side, look.px(7), side, look.px(4))
        self._grid.setHorizontalSpacing(look.px(6 if look.compact else 9))
        start, span = (0, 2) if look.compact else (1, 1)
        self._grid.addWidget(self.feedback, 1, start, 1, span)
        self._grid.setVerticalSpacing(look.px(3))
        look.text(self.label, TEXT_SIZE)
        html = to_html(self._option.text, look.html(links=False))
        self.label.set_html(html)
        if "&" not in html:  # a label with a buddy would take what follows for a shortcut
            self.label.setBuddy(self.button)
        line = QFontMetrics(look.type.interface(TEXT_SIZE)).height()
        self.button.setFixedHeight(max(line, self.button.sizeHint().height()))
        self.button.updateGeometry()
        self.update()

    def show_feedback(self, feedback: Feedback | None, words: str) -> None:
        """Say what ``feedback`` says of this option, or nothing."""
        self._verdict = feedback.verdict if feedback else None
        if feedback is not None:
            self.feedback.show_feedback(feedback, words, self._look)
            said = self.feedback.label.accessibleName()
        self.feedback.setVisible(feedback is not None)
        self.button.setAccessibleDescription(said if feedback else "")
        self.update()

    def spoken(self) -> str:
        """The option and what is said of it; nothing where nothing is."""
        said = self.button.accessibleDescription()
        return labelled(self.button.accessibleName(), said) if said else ""

    def set_locked(self, locked: bool) -> None:
        self.button.setEnabled(not locked)
        self.setCursor(Qt.CursorShape.ArrowCursor if locked else Qt.CursorShape.PointingHandCursor)

    # -- events --------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.FocusIn:
                self.focused.emit()
                self.update()
            case QEvent.Type.FocusOut:
                self.update()
            case QEvent.Type.ShortcutOverride:
                # The keys of a focused option are its own, whatever they do elsewhere.
                if isinstance(event, QKeyEvent) and _is_own_key(event):
                    event.accept()
                    return True
            case QEvent.Type.KeyPress:
                if isinstance(event, QKeyEvent) and event.key() in _STEPS:
                    self.stepped.emit(_STEPS[Qt.Key(event.key())])
                    return True
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEvent) -> None:
        self._hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and inside and self.button.isEnabled():
            self.button.setFocus(Qt.FocusReason.MouseFocusReason)
            self.button.click()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        ground, outline = "", ""
        if self._verdict is not None:
            colour = mark_colour(Mark(self._verdict.value), self._look)
            missed = self._verdict is Verdict.MISSED
            ground = "" if missed else theme.mix(colour, theme.tint * 0.75, theme.surface)
            outline = colour
        elif self.button.isChecked():
            ground = theme.mix(theme.accent, theme.tint * 0.75, theme.surface)
        elif self._hovered and self.button.isEnabled():
            ground = theme.mix(theme.ink, 0.05, theme.surface)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.button.hasFocus():
            outline = theme.accent
        if outline:
            width = 2.0 if self.button.hasFocus() else 1.0
            pen = QPen(QColor(outline), width)
            if self._verdict is Verdict.MISSED:
                pen.setStyle(Qt.PenStyle.DashLine)
            painter.setPen(pen)
        painter.setBrush(QColor(ground) if ground else Qt.BrushStyle.NoBrush)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, 6, 6)
        painter.end()


def _is_own_key(event: QKeyEvent) -> bool:
    key = event.key()
    modified = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return not modified and (
        key in _STEPS
        or Qt.Key.Key_1 <= key <= Qt.Key.Key_9
        or key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
    )
