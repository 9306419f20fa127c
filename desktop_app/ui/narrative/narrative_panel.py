"""The narrative: prose whose figures, terms, sources and parameters are alive."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from desktop_app.content.descriptions import describe, figure_text
from desktop_app.content.document import plain_text
from desktop_app.content.lesson import Lesson
from desktop_app.content.model import Step
from desktop_app.content.reference import FIGURES, Reference
from desktop_app.session.preferences import PreferenceStore
from desktop_app.session.session import Session
from desktop_app.ui.common import accessible
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.theme import THEMES, Theme
from desktop_app.ui.common.watching import stop_with
from desktop_app.ui.narrative.info_popup import InfoPopup
from desktop_app.ui.narrative.ink import (
    ChipLook,
    paint_card,
    paint_chip,
    paint_focus,
    paint_sentence,
    stretch_rects,
)
from desktop_app.ui.narrative.page import PAD, Anchor, Page, PageBuilder, PageHead

MEASURE = 34
"""Width of the text in ems: 60 to 70 characters."""
DRAG_STEP = 6
"""Pixels of a drag that move a parameter by one step."""

SeriesOf = Callable[[Reference], int | None]


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
        self._series_of: SeriesOf = lambda _reference: None
        self._step: Step | None = None
        self._head = PageHead("", "")
        self._defects: dict[str, str] = {}
        self._language = preferences.state.language
        self._page = Page()
        self._focused = -1
        self._pointed = -1
        self._drag: tuple[str, float, float, bool] | None = None
        self._flowing = False
        self._popup = InfoPopup(self)
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
        stops = [
            session.watch(lambda state: state.parameters, lambda _: self._refresh_figures()),
            session.watch(lambda state: state.hover, lambda _: self.viewport().update()),
            session.watch(lambda state: state.selection, self._show_selection),
            preferences.watch(
                lambda state: (state.theme, state.text_size, state.teacher_notes),
                lambda _: self._set_page(keep_place=True),
            ),
        ]
        stop_with(self, *stops)

    # -- what the shell tells ------------------------------------------------------

    def show_step(self, step: Step, head: PageHead, language: str, defects: dict[str, str]) -> None:
        """Show ``step``; ``defects`` words the problem of each block that has one."""
        same = self._step is not None and self._step.id == step.id
        self._step, self._head, self._defects = step, head, defects
        self._language = language
        self._set_page(keep_place=same)

    def set_series(self, series_of: SeriesOf) -> None:
        """Tint each figure in the colour of its mark: reference -> series, or None."""
        self._series_of = series_of
        self._recolour()

    @property
    def anchors(self) -> Sequence[Anchor]:
        """The links on the page, in reading order."""
        return self._page.anchors

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
        builder = PageBuilder(self.document(), self._theme, state.scale)
        self._page = builder.build(
            self._head, self._step, notes=state.teacher_notes, defects=self._defects
        )
        self.moveCursor(QTextCursor.MoveOperation.Start)  # or the view follows it down
        self._pointed = -1
        self._focused = focused if focused < len(self._page.anchors) else -1
        self._fit_measure()
        self._dress_links()
        self._refresh_figures()
        self.verticalScrollBar().setValue(scroll)
        self.setAccessibleName(self._head.title)
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
            self.setMaximumHeight(_UNBOUNDED)

    def _fit_height(self) -> None:
        if self._flowing:
            self.setFixedHeight(round(self.document().size().height()) + 2)

    def _fit_measure(self) -> None:
        """Keep lines at 60 to 70 characters, whatever the width."""
        type_ = Type(self._preferences.state.scale)
        side = type_.px(36) if self.viewport().width() > type_.px(420) else type_.px(16)
        measure = round(type_.px(18) * MEASURE * 0.84)
        spare = self.viewport().width() - 2 * side - measure
        root = self.document().rootFrame().frameFormat()
        root.setLeftMargin(side)
        root.setRightMargin(side + max(spare, 0))
        root.setTopMargin(type_.px(28))
        root.setBottomMargin(type_.px(40))
        self.document().rootFrame().setFrameFormat(root)
        self._fit_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_measure()

    def _dress_links(self) -> None:
        """Give the links their look; chips also their padding."""
        for index in range(len(self._page.anchors)):
            self._dress(index)

    def _dress(self, index: int) -> None:
        anchor = self._page.anchors[index]
        cursor = self._range(anchor.start, anchor.end)
        chars = QTextCharFormat(cursor.charFormat())
        chars.setUnderlineStyle(QTextCharFormat.UnderlineStyle.NoUnderline)
        reference = anchor.link.reference
        if self._is_chip(anchor):
            chars.setForeground(QColor(self._theme.chip_ink(self._colour(anchor))))
            text = self._figure(anchor)
            if text != cursor.selectedText():
                self._replace(index, text, chars)
                return
        elif reference is not None and reference.kind == "term":
            chars.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            chars.setUnderlineColor(QColor(self._theme.muted))
        elif reference is not None or anchor.link.url:
            chars.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            if reference is None or reference.kind != "source":
                chars.setForeground(QColor(self._theme.accent))
        cursor.mergeCharFormat(chars)

    def _refresh_figures(self) -> None:
        """Write the numbers that follow from parameters anew."""
        for index, anchor in enumerate(self._page.anchors):
            reference = anchor.link.reference
            if reference is not None and reference.kind in ("param", "value"):
                self._dress(index)
        accessible.parts_changed(self)

    def _recolour(self) -> None:
        for index, anchor in enumerate(self._page.anchors):
            if self._is_chip(anchor):
                self._dress(index)
        self.viewport().update()

    def _replace(self, index: int, text: str, chars: QTextCharFormat) -> None:
        """Put ``text`` in the place of an anchor, and move the anchors after it."""
        anchor = self._page.anchors[index]
        end = anchor.end
        self._range(anchor.start, end).insertText(text, chars)
        shift = anchor.start + _length(text) - end
        anchor.end = end + shift
        for other in self._page.anchors:
            if other is not anchor and other.start >= end:
                other.start += shift
                other.end += shift
            first, last = other.sentence
            other.sentence = (
                first + shift if first >= end else first,
                last + shift if last >= end else last,
            )
        self._page.outline = [
            type(item)(
                item.level,
                item.start + shift if item.start >= end else item.start,
                item.end + shift if item.end >= end else item.end,
            )
            for item in self._page.outline
        ]

    def _range(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    @staticmethod
    def _is_chip(anchor: Anchor) -> bool:
        reference = anchor.link.reference
        return reference is not None and reference.kind in FIGURES

    def _figure(self, anchor: Anchor) -> str:
        """What a chip says now. A point says what its author wrote (1,1 million)."""
        reference = anchor.link.reference
        assert reference is not None
        text = plain_text(anchor.link.children)
        if reference.kind in ("param", "value"):
            # `check` reports what can't be computed; the page keeps its author's words.
            with contextlib.suppress(KeyError, RecursionError):
                text = figure_text(
                    self._lesson, reference, self._session.state.parameters, self._language
                )
        if reference.kind == "param":
            text = f"◂{PAD}{text}{PAD}▸"
        return f"{PAD}{text.replace(' ', chr(0xA0))}{PAD}"

    def _colour(self, anchor: Anchor) -> str:
        reference = anchor.link.reference
        assert reference is not None
        series = self._series_of(reference)
        if series is not None:
            return self._theme.series[series % len(self._theme.series)]
        return self._theme.accent if reference.kind == "param" else self._theme.muted

    # -- painting ------------------------------------------------------------------

    def _rects(self, start: int, end: int) -> list[QRectF]:
        """The text from ``start`` to ``end`` in the viewport's coordinates."""
        offset = QPointF(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        return [rect.translated(offset) for rect in stretch_rects(self.document(), start, end)]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        layout = self.document().documentLayout()
        top = -self.verticalScrollBar().value()
        for card in self._page.cards:
            box = layout.frameBoundingRect(card.frame).translated(0, top)
            gap = Type(self._preferences.state.scale).px(8)
            paint_card(painter, box.adjusted(0, gap, 0, -gap), card.colour, self._theme)
        state = self._session.state
        pointed = state.hover or state.selection
        for anchor in self._page.anchors:
            if self._is_chip(anchor) and self._means(anchor, pointed):
                paint_sentence(painter, self._rects(*anchor.sentence), self._theme)
        for index, anchor in enumerate(self._page.anchors):
            focused = index == self._focused and self.hasFocus()
            rects = self._rects(anchor.start, anchor.end)
            if self._is_chip(anchor):
                look = ChipLook(
                    self._colour(anchor),
                    hovered=self._means(anchor, state.hover) or index == self._pointed,
                    selected=self._means(anchor, state.selection),
                    focused=focused,
                )
                paint_chip(painter, rects, look, self._theme)
            elif focused:
                paint_focus(painter, rects, self._theme)
        painter.end()
        super().paintEvent(event)

    @staticmethod
    def _means(anchor: Anchor, pointed: Reference | None) -> bool:
        reference = anchor.link.reference
        return reference is not None and reference.covers(pointed)

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
        reference = self._page.anchors[index].link.reference if index >= 0 else None
        shape = Qt.CursorShape.IBeamCursor
        if index >= 0:
            is_parameter = reference is not None and reference.kind == "param"
            shape = (
                Qt.CursorShape.SizeHorCursor if is_parameter else Qt.CursorShape.PointingHandCursor
            )
        self.viewport().setCursor(shape)
        self._session.hover(reference if self._is_figure(reference) else None)
        self._explain(index)
        self.viewport().update()

    @staticmethod
    def _is_figure(reference: Reference | None) -> bool:
        return reference is not None and reference.kind in FIGURES

    def _explain(self, index: int, *, pinned: bool = False) -> None:
        """Show what a term, source or figure is, beside it."""
        if index < 0:
            self._popup.hide_unless_pinned()
            return
        anchor = self._page.anchors[index]
        reference = anchor.link.reference
        rects = self._rects(anchor.start, anchor.end)
        if reference is None or not rects:
            self._popup.hide_unless_pinned()
            return
        first = rects[0].toRect()
        near = QRect(self.viewport().mapToGlobal(first.topLeft()), first.size())
        self.explain(reference, near, pinned=pinned)

    def explain(self, reference: Reference, near: QRect, *, pinned: bool = True) -> None:
        """Say what ``reference`` is, beside the global rectangle ``near``."""
        self._popup.explain(
            self._lesson,
            reference,
            self._session.state.parameters,
            self._language,
            self._preferences.state,
            near,
            pinned=pinned,
        )

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None:
            name, start_x, start_value, moved = self._drag
            steps = round((event.position().x() - start_x) / DRAG_STEP)
            step = self._lesson.parameters[name].step
            self._session.set_parameter(name, start_value + steps * step, continues=moved)
            self._drag = (name, start_x, start_value, moved or steps != 0)
            return
        self._point_at(self._anchor_at(event.position().toPoint()))
        super().mouseMoveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self._anchor_at(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or index < 0:
            super().mousePressEvent(event)
            return
        self._focus_anchor(index)
        reference = self._page.anchors[index].link.reference
        if reference is not None and reference.kind == "param":
            value = self._session.state.parameters.get(reference.name)
            if value is not None:
                self._drag = (reference.name, event.position().x(), value, False)
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
        index = self._anchor_at(event.position().toPoint())
        reference = self._page.anchors[index].link.reference if index >= 0 else None
        notches = event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and notches:
            if notches > 0:
                self._preferences.larger_text()
            else:
                self._preferences.smaller_text()
            event.accept()
        elif reference is not None and reference.kind == "param" and notches:
            self._nudge(reference.name, 1 if notches > 0 else -1)
            event.accept()
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
            reference = anchor.link.reference
            self._session.hover(reference if self._is_figure(reference) else None)
            self._explain(index)
            order = [part.focused for part in self.accessible_parts()]
            if True in order:
                accessible.part_focused(self, order.index(True))
        self.viewport().update()

    def event(self, event: QEvent) -> bool:
        # The window's arrow shortcuts change steps; a focused parameter wants them first.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._focused_parameter() is not None
            and event.key() in _NUDGES
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        parameter = self._focused_parameter()
        key = Qt.Key(event.key())
        if parameter is not None and key in _NUDGES:
            far = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._nudge(parameter, _NUDGES[key] * (10 if far else 1))
        elif parameter is not None and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            declared = self._lesson.parameters[parameter]
            at_start = key == Qt.Key.Key_Home
            self._session.set_parameter(
                parameter, declared.minimum if at_start else declared.maximum
            )
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._focused >= 0:
            self._activate(self._focused)
        elif key == Qt.Key.Key_Escape:
            if self._popup.isVisible():
                self._popup.hide()
            else:
                self._session.select(None)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End):
            self._scroll_by_key(key)
        elif event.matches(_COPY):
            self.copy()
        else:
            event.ignore()

    def _scroll_by_key(self, key: Qt.Key) -> None:
        bar = self.verticalScrollBar()
        line = Type(self._preferences.state.scale).px(54)
        places = {
            Qt.Key.Key_Up: bar.value() - line,
            Qt.Key.Key_Down: bar.value() + line,
            Qt.Key.Key_Home: bar.minimum(),
            Qt.Key.Key_End: bar.maximum(),
        }
        bar.setValue(places[key])

    def _focused_parameter(self) -> str | None:
        if not 0 <= self._focused < len(self._page.anchors):
            return None
        reference = self._page.anchors[self._focused].link.reference
        known = reference is not None and reference.kind == "param"
        return reference.name if known and reference.name in self._lesson.parameters else None

    def _nudge(self, name: str, steps: int) -> None:
        if name not in self._lesson.parameters:
            return
        self._session.nudge_parameter(name, steps)
        reference = Reference("param", (name,))
        accessible.announce(
            self,
            describe(self._lesson, reference, self._session.state.parameters, self._language),
        )

    def _activate(self, index: int) -> None:
        anchor = self._page.anchors[index]
        reference = anchor.link.reference
        if reference is None:
            self._popup.offer_address(anchor.link.url)
        elif reference.kind in ("point", "value"):
            same = reference.covers(self._session.state.selection)
            self._session.select(None if same else reference)
        elif reference.kind in ("term", "source"):
            self._explain(index, pinned=True)
        elif reference.kind != "param":
            self.reference_activated.emit(reference)

    # -- following the session -----------------------------------------------------

    def _show_selection(self, selection: Reference | None) -> None:
        for anchor in self._page.anchors:
            if self._means(anchor, selection):
                self._scroll_to(*anchor.sentence)
                break
        self.viewport().update()

    def _scroll_to(self, start: int, end: int) -> None:
        rects = self._rects(start, end)
        if not rects:
            return
        if self._flowing:
            self.stretch_shown.emit(self._area(start, end))
            return
        bar = self.verticalScrollBar()
        top = min(rect.top() for rect in rects)
        bottom = max(rect.bottom() for rect in rects)
        margin = Type(self._preferences.state.scale).px(24)
        if top < margin:
            bar.setValue(round(bar.value() + top - margin))
        elif bottom > self.viewport().height() - margin:
            bar.setValue(round(bar.value() + bottom - self.viewport().height() + margin))

    # -- for a screen reader -------------------------------------------------------

    def accessible_parts(self) -> Sequence[accessible.Part]:
        """Headings and paragraphs, each followed by the links in it."""
        parts = []
        for item in self._page.outline:
            text = self._range(item.start, item.end).selectedText().replace(PAD + PAD, PAD)
            role = QAccessible.Role.Heading if item.level else QAccessible.Role.Paragraph
            parts.append(accessible.Part(role, text.strip(), "", self._area(item.start, item.end)))
            for index, anchor in enumerate(self._page.anchors):
                if item.start <= anchor.start < item.end:
                    parts.append(self._link_part(index))
        return parts

    def _link_part(self, index: int) -> accessible.Part:
        anchor = self._page.anchors[index]
        reference = anchor.link.reference
        name = self._range(anchor.start, anchor.end).selectedText().strip(f"{PAD} ◂▸")
        description = anchor.link.url
        role = QAccessible.Role.Link
        if reference is not None:
            description = describe(
                self._lesson, reference, self._session.state.parameters, self._language
            )
            labels = {
                "term": self.tr("Glossary term"),
                "source": self.tr("Source"),
                "param": self.tr("Adjustable number, arrow keys"),
                "point": self.tr("Figure of the chart"),
                "value": self.tr("Computed figure"),
            }
            label = labels.get(reference.kind, self.tr("Link in the lesson"))
            description = f"{label}. {description}" if description else label
            if reference.kind == "param":
                role = QAccessible.Role.SpinBox
        return accessible.Part(
            role,
            name,
            description,
            self._area(anchor.start, anchor.end),
            focused=index == self._focused and self.hasFocus(),
            press=lambda: self._activate(index),
        )

    def _area(self, start: int, end: int) -> QRect:
        area = QRectF()
        for rect in self._rects(start, end):
            area = area.united(rect)
        return area.toRect()


_UNBOUNDED = (1 << 24) - 1
"""Qt's QWIDGETSIZE_MAX."""
_COPY = QKeySequence.StandardKey.Copy
_NUDGES = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: 1,
}


def _length(text: str) -> int:
    """The length of ``text`` as Qt counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2
