"""The parts of the question card and where they stand; what they do is the card's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.content.problems import Problem
from desktop_app.ui.quiz.answer_form import AnswerForm
from desktop_app.ui.quiz.card_parts import CounterBar, ProblemNotice, ScrollArea, VerdictBar
from desktop_app.ui.quiz.certainty_bar import CertaintyBar
from desktop_app.ui.quiz.hints_view import HintsView
from desktop_app.ui.quiz.labels import ProseLabel
from desktop_app.ui.quiz.look import PROMPT_SIZE, TEXT_SIZE, Look


class CardFrame(QFrame):
    """Counter, prompt, hints, form and what is said of the answer scroll between a header
    and a line of buttons; what has no room on that line scrolls as well.
    """

    height_wanted = Signal()
    """:meth:`wanted_height` may be another one."""

    def __init__(
        self,
        look: Look,
        wording: Callable[[Problem], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._look = look
        self._form: AnswerForm | None = None
        self._header = CounterBar(self)
        self._prompt = ProseLabel(self)
        self._hints = HintsView(self)
        self._notice = ProblemNotice(wording, self)
        self._form_place = QVBoxLayout()
        self._remark = ProseLabel(self)
        self._remark.hide()
        self._scroll = ScrollArea(self)
        for part in (self._prompt, self._hints, self._notice):
            self._scroll.column.addWidget(part)
        self._scroll.column.addLayout(self._form_place)
        self._scroll.column.addWidget(self._remark)
        self._scroll.column.addStretch(1)
        self._verdict = VerdictBar(self)
        self._certainty = CertaintyBar(self)
        self._hint_button = QPushButton(self)
        self._retry_button = QPushButton(self)
        self._validate_button = QPushButton(self)
        self._validate_button.setProperty("primary", True)
        self._buttons = (self._hint_button, self._retry_button, self._validate_button)
        self._footer = QHBoxLayout()
        self._footer.addStretch(1)
        for button in self._buttons:
            self._footer.addWidget(button)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._scroll, 1)
        self._column.addLayout(self._footer)
        self._height_timer = QTimer(self)
        self._height_timer.setSingleShot(True)
        self._height_timer.timeout.connect(self.height_wanted)
        self._header_scrolls = True
        self._scrolls: dict[QWidget, bool] = {self._verdict: True, self._certainty: True}
        self._scroll.column.insertWidget(0, self._header)
        self._scroll.column.addWidget(self._certainty)
        self._scroll.column.addWidget(self._verdict)

    # -- where things stand --------------------------------------------------------------

    def _arrange(self) -> None:
        """Keep the buttons in sight: what does not fit around them scrolls."""
        short = self.height() < self._look.px(200)
        if short != self._header_scrolls:
            self._header_scrolls = short
            _move(self._header, self._scroll.column if short else self._column, 0)
        spacing = self._footer.spacing()
        room = self.width() - 2 * self._side() - 2 * spacing
        room -= sum(
            button.sizeHint().width() + spacing for button in self._buttons if not button.isHidden()
        )
        self._fit(self._verdict, self._verdict.line_width() > room)
        self._fit(self._certainty, self._certainty.line_width() > room)
        inside = self.width() - 2 * self._side()
        self._verdict.set_stacked(self._scrolls[self._verdict])
        self._certainty.set_stacked(self._certainty.line_width() > inside)

    def _fit(self, bar: QWidget, narrow: bool) -> None:
        """Put ``bar`` beside the buttons, or among what scrolls."""
        if narrow == self._scrolls[bar]:
            return
        self._scrolls[bar] = narrow
        if narrow:
            _move(bar, self._scroll.column, self._scroll.column.count())
        else:
            _move(bar, self._footer, 0)

    def _order_tabs(self) -> None:
        """The keyboard goes from top to bottom, whenever the form was made."""
        parts: list[QWidget] = [
            *self._header.buttons,
            self._prompt,
            *self._hints.labels,
            *(self._form.tab_stops() if self._form else ()),
            self._remark,
            *self._certainty.buttons,
            self._verdict.evidence_button,
            *self._buttons,
        ]
        # Not the scrolling area, which holds the form, nor what takes no focus: either
        # would carry what follows to the end of the window's order.
        stops = [part for part in parts if part.focusPolicy() != Qt.FocusPolicy.NoFocus]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _bring_into_view(self, part: QWidget) -> None:
        self._scroll.bring_into_view(part, self._look.px(4))

    def wanted_height(self) -> int:
        """The height at which nothing of the present question scrolls, in pixels."""
        margins = self._column.contentsMargins()
        inside = self.contentsRect().width() - margins.left() - margins.right()
        height = margins.top() + margins.bottom() + self.height() - self.contentsRect().height()
        height += self._scroll.column_height(inside)
        if not self._header_scrolls:
            height += self._header.heightForWidth(inside) + self._column.spacing()
        foot = self._footer.sizeHint().height()
        return height + (foot + self._column.spacing() if foot > 0 else 0)

    # -- looks ---------------------------------------------------------------------------

    def _side(self) -> int:
        """The margin on the left and on the right."""
        return self._look.px(8 if self._look.compact else 20)

    def _compact(self, look: Look) -> Look:
        return replace(look, compact=self.width() < look.px(300))

    def _restyle(self) -> None:
        look = self._look
        # The scrolling middle keeps two pixels around it for its focus outline.
        side, edge = self._side() - 2, look.px(8 if look.compact else 14)
        self._column.setContentsMargins(side, edge, side, edge)
        self._footer.setContentsMargins(2, 0, 2, 0)
        self._column.setSpacing(look.px(8))
        self._footer.setSpacing(look.px(10))
        look.text(self._prompt, PROMPT_SIZE, bold=True)
        look.text(self._remark, TEXT_SIZE)
        self._header.restyle(look)
        self._notice.restyle(look)
        self._hints.restyle(look)
        self._hint_button.setFont(look.type.interface())
        self._retry_button.setFont(look.type.interface())
        self._validate_button.setFont(look.type.interface(bold=True))
        self._scroll.restyle(look)
        self._verdict.restyle(look)
        self._certainty.restyle(look)

    def _change_look(self, look: Look) -> None:
        self._look = look
        self._restyle()
        if self._form is not None:
            self._form.restyle(look)
        self.show_texts()
        self.show_footer()

    def _note_height(self) -> None:
        """Say, once layouts are done, that another height may be wanted."""
        self._height_timer.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._note_height()
        look = self._compact(self._look)
        if look.compact != self._look.compact:
            self._change_look(look)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    # -- what the card says --------------------------------------------------------------

    def show_texts(self) -> None:
        """The counter, the prompt and what is wrong with the question."""
        raise NotImplementedError

    def show_footer(self) -> None:
        """The buttons that make sense now, and the verdict."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """Put every word in the present language of the interface."""
        raise NotImplementedError


def _move(widget: QWidget, place: QBoxLayout, index: int) -> None:
    """Take ``widget`` out of its layout and put it at ``index`` of ``place``."""
    hidden = widget.isHidden()
    place.insertWidget(index, widget)
    widget.setVisible(not hidden)
