"""The view of a scene: linked with the session both ways, by mouse and keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from desktop_app.charts.scene import Lazy, Scene
from desktop_app.charts.spec.events import CLICK, DOUBLE, OUT, OVER
from desktop_app.charts.walking import Walk
from desktop_app.session.session import Session
from desktop_app.ui.charts.drawing import Drawing
from desktop_app.ui.charts.linking import Linking
from desktop_app.ui.charts.picking import adds, cleared_by, picks_nearest, set_by
from desktop_app.ui.common import accessible

_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_WAYS = {
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
}
_NONE, _CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


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
        self._walk: Walk | None = None
        self._pressed_at = QPointF()
        self._focused_rank: int | None = None
        """The mark that the keyboard is at; the mouse may point at another one."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._translate()

    @property
    def current_rank(self) -> int | None:
        """The mark that the keyboard or the mouse is at."""
        return self._pointed

    def show_scene(self, scene: Scene) -> None:
        if scene is not self._scene:
            self._walk = None
            count = len(scene.marks)
            if self._focused_rank is not None and self._focused_rank >= count:
                self._focused_rank = None
        super().show_scene(scene)
        if self._focused_rank is not None and self._pointed is None and self.hasFocus():
            self._focused_rank = None

    def go_to(self, rank: int) -> None:
        """Put the keyboard at the mark of that rank; a screen reader reads it."""
        if not self.hasFocus():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._focused_rank = rank
        self._gestures.pan_to(self.mark_rect(rank).center())
        self._point_at(rank)
        accessible.part_focused(self, rank)

    # -- pointing --------------------------------------------------------------------

    def _point_at(self, rank: int | None) -> None:
        """Hover mark ``rank``."""
        if rank == self._pointed:
            return
        self._pointed = rank
        mark = None if rank is None else self._scene.marks[rank]
        self._session.hover(mark.reference if mark else None)
        self._update_highlight()
        for param in set_by(self._scene, OVER):
            if rank is not None or not param.options.get("nearest"):
                self.point_picked.emit(param.name, rank, False)

    def _select(self, rank: int | None, modifiers: Qt.KeyboardModifier = _NONE) -> None:
        reference = None if rank is None else self._scene.marks[rank].reference
        self._session.select(reference)
        self._pick(CLICK, rank, modifiers)
        if rank is not None:
            accessible.part_selected(self, rank)

    def _pick(self, event: str, rank: int | None, modifiers: Qt.KeyboardModifier) -> None:
        for param in set_by(self._scene, event):
            self.point_picked.emit(param.name, rank, adds(param, modifiers))

    def _clear(self, event: str) -> None:
        for param in cleared_by(self._scene, event):
            self.point_picked.emit(param.name, None, False)

    def _meant_at(self, point: QPointF) -> int | None:
        """The mark at ``point``; the nearest one where a selection asks for that."""
        found = self.rank_at(point)
        if found is None and picks_nearest(self._scene):
            found = self._drawn.shapes.nearest(point)
        return found

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        if event.buttons() & Qt.MouseButton.LeftButton and self._gestures.move(point):
            return
        rank = self._meant_at(point)
        shape = self._gestures.cursor_at(point)
        if shape is None:
            clickable = rank is not None and self._can_be_picked(rank)
            hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
            shape = hand if clickable else arrow
        if self.cursor().shape() != shape:
            self.setCursor(shape)
        self._point_at(rank)

    def _can_be_picked(self, rank: int) -> bool:
        by_click = next(set_by(self._scene, CLICK), None) is not None
        return by_click or self._scene.marks[rank].reference is not None

    def leaveEvent(self, event: QEvent) -> None:
        # Without the mouse, what the keyboard is at is meant again.
        self._point_at(self._focused_rank if self.hasFocus() else None)
        self._clear(OUT)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.position()
            if self._gestures.drags:  # a click is one that did not become a drag
                self._gestures.press(event.position())
            else:
                self._click(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or not self._gestures.drags:
            return
        away = (event.position() - self._pressed_at).manhattanLength()
        was_dragging = self._gestures.release(event.position())
        if not was_dragging and away < QApplication.startDragDistance():
            self._click(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._gestures.drags:
            self._gestures.double_click()
        rank = self._meant_at(event.position())
        self._clear(DOUBLE)
        self._pick(DOUBLE, rank, event.modifiers())

    def _click(self, event: QMouseEvent) -> None:
        rank = self._meant_at(event.position())
        self._focused_rank = rank
        self._select(rank, event.modifiers())

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self._gestures.wheel(event.position(), event.angleDelta().y()):
            event.ignore()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            text = self._axes.text_at(QPointF(event.pos()))
            if text is not None and text.is_cut:
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
        at = self._start()
        key, keys = Qt.Key(event.key()), Qt.Key
        if key in (keys.Key_Shift, keys.Key_Control, keys.Key_Alt, keys.Key_Meta):
            event.ignore()
            return
        self.focus_shown.emit(True)
        around = self.mark_rect(at).center() if at is not None else QRectF(self.rect()).center()
        if self._gestures.key(event, around):
            return
        if key == keys.Key_T:
            self.table_asked.emit()
        elif key == keys.Key_Escape:
            self._escape(event)
        elif not len(self._scene.marks):
            event.ignore()
        elif key in _WAYS or key in (keys.Key_Home, keys.Key_End):
            self.go_to(self._next(key, at, event.modifiers()))
        elif key in (keys.Key_Return, keys.Key_Enter, keys.Key_Space) and at is not None:
            self._select(at, event.modifiers())
        else:
            event.ignore()

    def _start(self) -> int | None:
        """Where the keyboard is: at a mark, at what is pointed at, at what is selected."""
        for rank in (self._focused_rank, self._pointed):
            if rank is not None and rank < len(self._scene.marks):
                return rank
        return next(iter(self._linking.ranks(self._scene, self._session.state.selection)), None)

    def _next(self, key: Qt.Key, at: int | None, modifiers: Qt.KeyboardModifier) -> int:
        last = len(self._scene.marks) - 1
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            return 0 if key == Qt.Key.Key_Home else last
        way = _WAYS[key]
        forth = way in ("right", "down")
        if at is None:
            return 0 if forth else last
        if self._walk is None:
            self._walk = Walk(self._scene)
        if modifiers & _CTRL:  # one after the other, as they are read
            return self._walk.along(at, 1 if forth else -1)
        return self._walk.step(at, way)

    def _escape(self, event: QKeyEvent) -> None:
        """Leave the mark, then what is chosen, then the chart."""
        chosen = any(not selected.is_empty for selected in self._scene.selections.values())
        before = (self._pointed, self._session.state.selection)
        self._focused_rank = None
        self._point_at(None)
        self._session.select(None)
        if chosen:
            self._clear(DOUBLE)
        if before == (None, None) and not chosen:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.focus_shown.emit(event.reason() in _BY_KEYBOARD)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.focus_shown.emit(False)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._focused_rank = None
            self._point_at(None)
        super().focusOutEvent(event)

    # -- for a screen reader ---------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()
        super().changeEvent(event)

    def _translate(self) -> None:
        self.setWhatsThis(
            self.tr(
                "The arrow keys go from mark to mark, with Control one after the other. "
                "Enter selects, T shows the table, Escape leaves."
            )
        )

    def accessible_parts(self) -> Sequence[accessible.Part]:
        """One a mark, made when it is asked for."""
        return Lazy(len(self._scene.marks), self._part)

    def accessible_focus(self) -> int | None:
        return self._focused_rank if self.hasFocus() else None

    def accessible_part_at(self, point: QPoint) -> int | None:
        return self.rank_at(QPointF(point))

    def accessible_widgets(self) -> Sequence[QWidget]:
        """What lies over the chart: the fields of a prediction."""
        children = self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return [child for child in children if child is not self._canvas and child.isVisible()]

    def _part(self, rank: int) -> accessible.Part:
        mark = self._scene.marks[rank]
        selection = self._session.state.selection
        return accessible.Part(
            QAccessible.Role.Graphic,
            mark.description,
            "",
            self._drawn.rect_of(rank).toAlignedRect(),
            focused=rank == self._focused_rank and self.hasFocus(),
            press=self._caller(self._select, rank),
            enter=self._caller(self.go_to, rank),
            selected=selection is not None and mark.answers_to(selection),
        )

    @staticmethod
    def _caller(action: Callable[[int], None], rank: int) -> Callable[[], None]:
        return lambda: action(rank)
