"""The narrative: prose whose figures, terms, sources and parameters are alive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from desktop_app.content.descriptions import describe
from desktop_app.content.lesson import Lesson
from desktop_app.content.model import Step
from desktop_app.content.reference import FIGURES, Reference
from desktop_app.session.preferences import PreferenceStore
from desktop_app.session.session import Session
from desktop_app.ui.common import accessible
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.pictures import Pictures
from desktop_app.ui.common.theme import THEMES, Theme
from desktop_app.ui.common.watching import stop_with
from desktop_app.ui.narrative.info_popup import InfoPopup
from desktop_app.ui.narrative.ink import (
    ChipLook,
    paint_card,
    paint_chip,
    paint_focus,
    paint_pointed,
    paint_sentence,
)
from desktop_app.ui.narrative.live_page import ColourOf, Concealed, LivePage, ModelFigures
from desktop_app.ui.narrative.page import Anchor, Page, PageBuilder, PageHead
from desktop_app.ui.narrative.readable import readable_parts
from desktop_app.ui.narrative.sentence_pointer import SentencePointer

MEASURE = 28.5
"""Width of the text in ems: 60 to 70 characters."""
DRAG_STEP = 6
"""Pixels of a drag that move a parameter by one step."""
UNBOUNDED = (1 << 24) - 1
"""Qt's QWIDGETSIZE_MAX."""
_NUDGES = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: 1,
}


@dataclass
class _Drag:
    """A parameter being dragged: where it started, and whether it has moved."""

    parameter: str
    start_x: float
    start_value: float
    moved: bool = False


class NarrativePanel(QTextEdit):
    """One step of the narrative, linked with the session."""

    reference_activated = Signal(object)
    """A link to a chart, a step, a chapter or a question was activated."""
    stretch_shown = Signal(QRect)
    """A part of a flowing page is to be seen: in the viewport's coordinates."""

    accessible_role = QAccessible.Role.Document

    def __init__(
        self,
        lesson: Lesson,
        session: Session,
        preferences: PreferenceStore,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._lesson = lesson
        self._session = session
        self._preferences = preferences
        self._colour_of: ColourOf = lambda _reference: None
        self._concealed: Concealed = lambda _reference: False
        self._computed: ModelFigures | None = None
        self._step: Step | None = None
        self._head = PageHead("", "")
        self._defects: dict[str, str] = {}
        self._language = preferences.state.language
        self._page = LivePage(self.document(), Page(), lesson, self._theme, self._language)
        self._focused = -1
        self._pointed = -1
        self._drag: _Drag | None = None
        self._flowing = False
        self._popup = InfoPopup(self)
        self._pictures = Pictures(lesson.files)
        self.setObjectName("narrative")
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().valueChanged.connect(self._popup.hide)
        SentencePointer(
            self.viewport(),
            session,
            lambda: tuple(self._page.sentences),
            lambda sentence: self._rects(sentence.start, sentence.end),
            lambda point: self._parameter(self._anchor_at(point)) is not None,
        )
        stop_with(
            self,
            session.watch(lambda state: state.parameters, lambda _: self._refresh_figures()),
            session.watch(lambda state: state.hover, lambda _: self.viewport().update()),
            session.watch(lambda state: state.selection, self._show_selection),
            session.watch(lambda state: state.pointing, lambda _: self._point_at(-1)),
            preferences.watch(
                lambda state: (state.theme, state.text_size, state.teacher_notes),
                lambda _: self._set_page(keep_place=True),
            ),
        )

    # -- what the shell tells ------------------------------------------------------

    def show_step(self, step: Step, head: PageHead, language: str, defects: dict[str, str]) -> None:
        """Show ``step``; ``defects`` words the problem of each block that has one."""
        same = self._step is not None and self._step.id == step.id
        if not same:
            self._popup.hide()
        self._step, self._head, self._defects = step, head, defects
        self._language = language
        self._set_page(keep_place=same)

    def set_colours(self, colour_of: ColourOf) -> None:
        """Tint each figure in the colour of its mark: reference -> colour, or None."""
        self._colour_of = colour_of
        self._dress_chips()

    def set_concealed(self, concealed: Concealed) -> None:
        """Mask the figures that are to be estimated before they may be seen."""
        self._concealed = concealed
        self._page.concealed = concealed
        self._dress_chips()

    def set_model_figures(self, computed: ModelFigures) -> None:
        """Have the figures that simulations compute follow the parameters."""
        self._computed = computed
        self._page.computed = computed
        self._dress_chips()

    def _dress_chips(self) -> None:
        self._page.dress_chips(self._session.state.parameters, self._colour_of)
        self._fit_height()
        self.viewport().update()
        accessible.parts_changed(self)

    def set_flowing(self, flowing: bool) -> None:
        """Be as tall as the page, for a column that scrolls as a whole, or scroll."""
        self._flowing = flowing
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if flowing else policy.ScrollBarAsNeeded
        )
        if flowing:
            self._fit_height()
        else:
            self.setMinimumHeight(0)
            self.setMaximumHeight(UNBOUNDED)

    def explain(self, reference: Reference, near: QRect, *, pinned: bool = True) -> None:
        """Say what ``reference`` is, beside the global rectangle ``near``."""
        if self._concealed(reference):
            self._popup.hide()
            return
        self._popup.explain(
            self._lesson,
            reference,
            self._page.describe(reference, self._session.state.parameters),
            self._language,
            self._preferences.state,
            near,
            pinned=pinned,
        )

    @property
    def page(self) -> LivePage:
        """What stands on the page, and where."""
        return self._page

    @property
    def anchors(self) -> Sequence[Anchor]:
        """The links on the page, in reading order."""
        return self._page.anchors

    def anchor_area(self, index: int) -> QRect:
        """Where a link stands, in the viewport's coordinates."""
        anchor = self._page.anchors[index]
        return self._area(anchor.start, anchor.end)

    # -- the page ------------------------------------------------------------------

    @property
    def _theme(self) -> Theme:
        return THEMES[self._preferences.state.theme]

    def _set_page(self, *, keep_place: bool) -> None:
        if self._step is None:
            return
        scroll = self.verticalScrollBar().value() if keep_place else 0
        focused = self._focused if keep_place else -1
        state = self._preferences.state
        builder = PageBuilder(self.document(), self._theme, state.scale, self._pictures)
        page = builder.build(
            self._head, self._step, notes=state.teacher_notes, defects=self._defects
        )
        self._page = LivePage(self.document(), page, self._lesson, self._theme, self._language)
        self._page.concealed = self._concealed
        self._page.computed = self._computed
        self._page.dress(self._session.state.parameters, self._colour_of)
        self.moveCursor(QTextCursor.MoveOperation.Start)  # or the view follows it down
        self._pointed = -1
        self._focused = focused if focused < len(page.anchors) else -1
        self._fit_measure()
        self.verticalScrollBar().setValue(scroll)
        self.setAccessibleName(self._head.title)
        accessible.parts_changed(self)
        self._explain_again()

    def _fit_measure(self) -> None:
        """Keep lines at 60 to 70 characters, whatever the width."""
        px = Type(self._preferences.state.scale).px
        width = self.viewport().width()
        side = px(36) if width > px(420) else px(16)
        spare = width - 2 * side - px(18 * MEASURE)
        root = self.document().rootFrame().frameFormat()
        root.setLeftMargin(side)
        root.setRightMargin(side + max(spare, 0))
        root.setTopMargin(px(28))
        root.setBottomMargin(px(40))
        self.document().rootFrame().setFrameFormat(root)
        self._fit_height()

    def _fit_height(self) -> None:
        if self._flowing:
            self.setFixedHeight(round(self.document().size().height()) + 2)

    def _refresh_figures(self) -> None:
        self._page.refresh(self._session.state.parameters, self._colour_of)
        self._fit_height()
        self._explain_again()
        accessible.parts_changed(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit_measure()

    # -- painting ------------------------------------------------------------------

    def _rects(self, start: int, end: int) -> list[QRectF]:
        """The text from ``start`` to ``end`` in the viewport's coordinates."""
        offset = QPointF(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        return [rect.translated(offset) for rect in self._page.rects(start, end)]

    def _area(self, start: int, end: int) -> QRect:
        area = QRectF()
        for rect in self._rects(start, end):
            area = area.united(rect)
        return area.toRect()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_cards(painter)
        state = self._session.state
        pointed = state.hover or state.selection
        for meant, strength in ((state.selection, 1.0), (state.hover, 0.6)):
            sentence = self._page.sentence(meant)
            if sentence is not None:
                rects = self._rects(sentence.start, sentence.end)
                paint_pointed(painter, rects, self._theme, strength)
        for index, anchor in enumerate(self._page.anchors):
            if self._page.is_chip(index) and self._page.means(index, pointed):
                paint_sentence(painter, self._rects(*anchor.sentence), self._theme)
        for index, anchor in enumerate(self._page.anchors):
            focused = index == self._focused and self.hasFocus()
            if self._page.is_chip(index):
                look = ChipLook(
                    self._page.colour(index, self._colour_of),
                    hovered=self._page.means(index, state.hover) or index == self._pointed,
                    selected=self._page.means(index, state.selection),
                    focused=focused,
                )
                paint_chip(painter, self._rects(anchor.start, anchor.end), look, self._theme)
            elif focused:
                paint_focus(painter, self._rects(anchor.start, anchor.end), self._theme)
        painter.end()
        super().paintEvent(event)

    def _paint_cards(self, painter: QPainter) -> None:
        layout = self.document().documentLayout()
        top = -self.verticalScrollBar().value()
        for card in self._page.cards:
            box, room = layout.frameBoundingRect(card.frame), card.frame.frameFormat()
            box.adjust(0, top + room.topMargin(), 0, top - room.bottomMargin())
            paint_card(painter, box, card.colour, self._theme)

    # -- pointing ------------------------------------------------------------------

    def _anchor_at(self, point: QPoint) -> int:
        for index, anchor in enumerate(self._page.anchors):
            if any(
                rect.adjusted(-1, -4, 1, 4).contains(QPointF(point))
                for rect in self._rects(anchor.start, anchor.end)
            ):
                return index
        return -1

    def _point_at(self, index: int) -> None:
        if index == self._pointed:
            return
        self._pointed = index
        reference = self._page.reference(index)
        shape = Qt.CursorShape.IBeamCursor
        if reference is not None and reference.kind == "param":
            shape = Qt.CursorShape.SizeHorCursor
        elif index >= 0:
            shape = Qt.CursorShape.PointingHandCursor
        self.viewport().setCursor(shape)
        self._hover(reference)
        self._explain(index)
        self.viewport().update()

    def _hover(self, reference: Reference | None) -> None:
        is_figure = reference is not None and reference.kind in FIGURES
        self._session.hover(reference if is_figure else None)

    def _explain(self, index: int, *, pinned: bool = False) -> None:
        """Show what a link stands for, beside it."""
        reference = self._page.reference(index)
        rects = []
        if reference is not None:
            anchor = self._page.anchors[index]
            rects = self._rects(anchor.start, anchor.end)
        if reference is None or not rects:
            self._popup.hide_unless_pinned()
            return
        first = rects[0].toRect()
        near = QRect(self.viewport().mapToGlobal(first.topLeft()), first.size())
        self.explain(reference, near, pinned=pinned)

    def _explain_again(self) -> None:
        """Bring an open card up to date: in this language, size and number."""
        if self._popup.isVisible():
            self._popup.hide()
            self._explain(self._focused if self._focused >= 0 else self._pointed)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        drag = self._drag
        if drag is None:
            self._point_at(self._anchor_at(event.position().toPoint()))
            super().mouseMoveEvent(event)
            return
        steps = round((event.position().x() - drag.start_x) / DRAG_STEP)
        value = drag.start_value + steps * self._lesson.parameters[drag.parameter].step
        self._session.set_parameter(drag.parameter, value, continues=drag.moved)
        drag.moved = drag.moved or steps != 0

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self._anchor_at(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or index < 0:
            super().mousePressEvent(event)
            return
        self._focus_anchor(index)
        parameter = self._parameter(index)
        if parameter is not None:
            value = self._session.state.parameters[parameter]
            self._drag = _Drag(parameter, event.position().x(), value)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None:
            self._drag = None
            return
        index = self._anchor_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index >= 0 and index == self._focused:
            self._activate(index)
            return
        super().mouseReleaseEvent(event)
        if index < 0 and not self.textCursor().hasSelection():
            self._session.select(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        parameter = self._parameter(self._anchor_at(event.position().toPoint()))
        notches = event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and notches:
            if notches > 0:
                self._preferences.larger_text()
            else:
                self._preferences.smaller_text()
            event.accept()
        elif parameter is not None and notches:
            self._nudge(parameter, 1 if notches > 0 else -1)
            event.accept()
        elif self._flowing:
            event.ignore()  # the column scrolls
        else:
            super().wheelEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(-1)
        super().leaveEvent(event)

    # -- keyboard ------------------------------------------------------------------

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab walks the links in reading order, then leaves."""
        target = self._focused + (1 if forward else -1)
        if self.hasFocus() and 0 <= target < len(self._page.anchors):
            self._focus_anchor(target)
            return True
        return super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.TabFocusReason:
            self._focus_anchor(0 if self._page.anchors else -1)
        elif event.reason() == Qt.FocusReason.BacktabFocusReason:
            self._focus_anchor(len(self._page.anchors) - 1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._focused = -1
            self._popup.hide()
            if self._pointed < 0:
                self._session.hover(None)
        self.viewport().update()

    def _focus_anchor(self, index: int) -> None:
        self._focused = index
        if index >= 0:
            anchor = self._page.anchors[index]
            self._scroll_to(anchor.start, anchor.end)
            self._hover(self._page.reference(index))
            self._explain(index)
            focused = [part.focused for part in self.accessible_parts()]
            if True in focused:
                accessible.part_focused(self, focused.index(True))
        self.viewport().update()

    def event(self, event: QEvent) -> bool:
        # The window's arrow shortcuts change steps; a focused parameter wants them first.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._parameter(self._focused) is not None
            and event.key() in _NUDGES
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        parameter = self._parameter(self._focused)
        if parameter is not None and self._adjust(parameter, event):
            return
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._focused >= 0:
            self._activate(self._focused)
        elif key == Qt.Key.Key_Escape:
            if self._popup.isVisible():
                self._popup.hide()
            elif self._session.state.selection is not None:
                self._session.select(None)
            else:
                event.ignore()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif self._flowing or not self._scroll_by_key(key):
            event.ignore()

    def _adjust(self, parameter: str, event: QKeyEvent) -> bool:
        """Change the focused parameter by a key; False for any other key."""
        key = event.key()
        declared = self._lesson.parameters[parameter]
        if key in _NUDGES:
            far = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._nudge(parameter, _NUDGES[Qt.Key(key)] * (10 if far else 1))
        elif key == Qt.Key.Key_Home:
            self._session.set_parameter(parameter, declared.minimum)
        elif key == Qt.Key.Key_End:
            self._session.set_parameter(parameter, declared.maximum)
        else:
            return False
        return True

    def _scroll_by_key(self, key: int) -> bool:
        bar = self.verticalScrollBar()
        line = Type(self._preferences.state.scale).px(54)
        places = {
            Qt.Key.Key_Up: bar.value() - line,
            Qt.Key.Key_Down: bar.value() + line,
            Qt.Key.Key_Home: bar.minimum(),
            Qt.Key.Key_End: bar.maximum(),
        }
        if key not in places:
            return False
        bar.setValue(places[Qt.Key(key)])
        return True

    def _parameter(self, index: int) -> str | None:
        """The parameter that link ``index`` adjusts, if it is one the lesson declares."""
        reference = self._page.reference(index)
        if reference is None or reference.kind != "param":
            return None
        return reference.name if reference.name in self._lesson.parameters else None

    def _nudge(self, parameter: str, steps: int) -> None:
        self._session.nudge_parameter(parameter, steps)
        reference = Reference("param", (parameter,))
        parameters = self._session.state.parameters
        accessible.announce(self, describe(self._lesson, reference, parameters, self._language))

    def _activate(self, index: int) -> None:
        reference = self._page.reference(index)
        if reference is None:
            self._popup.open_address(self._page.anchors[index].link.url)
        elif reference.kind in ("point", "value", "output", "sentence"):
            same = reference.covers(self._session.state.selection)
            self._session.select(None if same else reference)
        elif reference.kind in ("term", "source"):
            self._explain(index, pinned=True)
        elif reference.kind != "param":
            self.reference_activated.emit(reference)

    # -- following the session -----------------------------------------------------

    def _show_selection(self, selection: Reference | None) -> None:
        sentence = self._page.sentence(selection)
        if sentence is not None:
            self._scroll_to(sentence.start, sentence.end)
        for index, anchor in enumerate(self._page.anchors):
            if self._page.means(index, selection):
                self._scroll_to(*anchor.sentence)
                break
        self.viewport().update()

    def _scroll_to(self, start: int, end: int) -> None:
        area = self._area(start, end)
        if self._flowing:
            self.stretch_shown.emit(area)
            return
        bar = self.verticalScrollBar()
        margin = Type(self._preferences.state.scale).px(24)
        if area.top() < margin:
            bar.setValue(bar.value() + area.top() - margin)
        elif area.bottom() > self.viewport().height() - margin:
            bar.setValue(bar.value() + area.bottom() - self.viewport().height() + margin)

    # -- for a screen reader -------------------------------------------------------

    def accessible_parts(self) -> Sequence[accessible.Part]:
        return list(
            readable_parts(
                self._page,
                self._session.state.parameters,
                area=self._area,
                focused=self._focused if self.hasFocus() else -1,
                press=self._activate,
            )
        )
