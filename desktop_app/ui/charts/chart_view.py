"""The view of a scene: linked with the session both ways, by mouse and keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QEvent,
    QPointF,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from desktop_app.content.reference import Reference
from desktop_app.session.session import Session
from desktop_app.ui.charts.brushing import point_params
from desktop_app.ui.charts.drawing import Drawing
from desktop_app.ui.charts.linking import Linking
from desktop_app.ui.common import accessible

MOST_PARTS = 2_000
"""A screen reader is told of so many marks; nobody listens to more (the table sorts)."""
_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class ChartView(Drawing):
    """Draws a scene; hovers, selects, and walks its marks with the keyboard."""

    table_asked = Signal()
    focus_shown = Signal(bool)
    point_picked = Signal(str, object, bool)
    """The parameter, the rank of the mark (or None), whether it adds to what is chosen."""
    accessible_role = QAccessible.Role.Chart

    def __init__(
        self,
        session: Session,
        parent: QWidget | None = None,
        *,
        animated: bool = True,
        linking: Linking | None = None,
    ) -> None:
        super().__init__(session, parent, animated=animated, linking=linking)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    @property
    def current_rank(self) -> int | None:
        """The mark that the keyboard or the mouse is at."""
        return self._pointed

    def go_to(self, rank: int) -> None:
        """Put the keyboard at the mark of that rank."""
        self._point_at(rank, say=True)

    # -- pointing --------------------------------------------------------------------

    def _point_at(self, rank: int | None, *, say: bool = False) -> None:
        """Hover mark ``rank``; ``say`` has it read aloud."""
        if rank == self._pointed and not say:
            return
        self._pointed = rank
        mark = None if rank is None else self._scene.marks[rank]
        self._session.hover(mark.reference if mark else None)
        self._parts = None
        self._update_highlight()
        for param in point_params(self._scene):
            if str(param.options.get("on", "click")).startswith(("pointerover", "mouseover")):
                self.point_picked.emit(param.name, rank, False)
        if say and mark is not None and rank is not None:
            accessible.announce(self, mark.description)
            accessible.part_focused(self, rank)

    def _select(self, rank: int | None, *, adds: bool = False) -> None:
        reference = None if rank is None else self._scene.marks[rank].reference
        self._session.select(reference)
        for param in point_params(self._scene):
            if str(param.options.get("on", "click")) in ("click", "pointerdown", "mousedown"):
                self.point_picked.emit(param.name, rank, adds)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton and self._gestures.move(event.position()):
            return
        rank = self.rank_at(event.position())
        has_reference = rank is not None and self._scene.marks[rank].reference is not None
        shape = Qt.CursorShape.PointingHandCursor if has_reference else Qt.CursorShape.ArrowCursor
        if self.cursor().shape() != shape:
            self.setCursor(shape)
        self._point_at(rank)

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(None)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            if self._gestures.drags:  # a click is one that did not become a drag
                self._gestures.press(event.position())
            else:
                self._click(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        is_left = event.button() == Qt.MouseButton.LeftButton and self._gestures.drags
        if is_left and not self._gestures.release():
            self._click(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._gestures.drags:
            self.reset_view()
        else:
            self.mousePressEvent(event)

    def _click(self, event: QMouseEvent) -> None:
        adds = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._select(self.rank_at(event.position()), adds=adds)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self._gestures.wheel(event.position(), event.angleDelta().y()):
            event.ignore()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            text = self._axes.text_at(QPointF(event.pos()))
            cut = text is not None and text.full and text.full != text.text.replace("\n", " ")
            if cut and text is not None:
                QToolTip.showText(event.globalPos(), text.full, self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    # -- the keyboard ----------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and focused is not self and self.isAncestorOf(focused):
            event.ignore()  # it was for a field that lies over the chart
            return
        count = len(self._scene.marks)
        at = self._pointed
        if at is None:  # start from what is selected, else before the first
            selection = self._session.state.selection
            at = next(iter(self._linking.ranks(self._scene, selection)), -1)
        key, keys = event.key(), Qt.Key
        self.focus_shown.emit(True)
        around = self.mark_rect(at).center() if at >= 0 else QRectF(self.rect()).center()
        if self._gestures.key(event, around):
            return
        if key == keys.Key_T:
            self.table_asked.emit()
        elif key == keys.Key_Escape and (self._pointed, self._session.state.selection) != (
            None,
            None,
        ):
            self._point_at(None)
            self._session.select(None)
        elif not count or key == keys.Key_Escape:
            event.ignore()
        elif key in (keys.Key_Right, keys.Key_Down):
            self._point_at(min(at + 1, count - 1), say=True)
        elif key in (keys.Key_Left, keys.Key_Up):
            self._point_at(max(at - 1, 0), say=True)
        elif key == keys.Key_Home:
            self._point_at(0, say=True)
        elif key == keys.Key_End:
            self._point_at(count - 1, say=True)
        elif key in (keys.Key_Return, keys.Key_Enter, keys.Key_Space) and at >= 0:
            adds = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._select(at, adds=adds)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.focus_shown.emit(event.reason() in _BY_KEYBOARD)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.focus_shown.emit(False)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._point_at(None)
        super().focusOutEvent(event)

    # -- for a screen reader ---------------------------------------------------------

    def accessible_parts(self) -> Sequence[accessible.Part]:
        if self._parts is None:
            self._parts = tuple(self._part(rank) for rank in self._told_ranks())
        return self._parts

    def _told_ranks(self) -> range:
        return range(min(len(self._scene.marks), MOST_PARTS))

    def _part(self, rank: int) -> accessible.Part:
        mark = self._scene.marks[rank]
        return accessible.Part(
            QAccessible.Role.Graphic,
            mark.description,
            "",
            self._drawn.rect_of(rank).toAlignedRect(),
            focused=rank == self._pointed,
            press=_press(self._session, mark.reference),
        )


def _press(session: Session, reference: Reference | None) -> Callable[[], None] | None:
    return None if reference is None else lambda: session.select(reference)
