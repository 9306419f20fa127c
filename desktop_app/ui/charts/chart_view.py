"""The view of a scene: drawn with pyqtgraph, linked with the session both ways."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pyqtgraph as pg
from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QMarginsF,
    QPointF,
    QRectF,
    QSize,
    QSizeF,
    Qt,
    QTimer,
    QVariantAnimation,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QStyle, QToolTip, QVBoxLayout, QWidget

from desktop_app.charts.scene import Scene
from desktop_app.content.reference import Reference
from desktop_app.session.session import Session
from desktop_app.ui.charts.axes import AxesItem
from desktop_app.ui.charts.brushing import point_params
from desktop_app.ui.charts.estimates import estimate_ticks
from desktop_app.ui.charts.gestures import Gestures
from desktop_app.ui.charts.labels import EstimateTick, Label, place_labels
from desktop_app.ui.charts.layout import ChartLayout, arrange
from desktop_app.ui.charts.look import Look
from desktop_app.ui.charts.marks import Drawn, Highlight, HighlightItem, MarksItem
from desktop_app.ui.charts.shapes import Groups, Shapes, groups_of
from desktop_app.ui.charts.transitions import Transition, countable
from desktop_app.ui.common import accessible
from desktop_app.ui.common.watching import stop_with

DURATION = 200
MOST_PARTS = 2_000
"""A screen reader is told of so many marks; nobody listens to more (the table sorts)."""
_AT_REST = 250
"""So many milliseconds after a change, what pointing needs is made ready."""
_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_EMPTY = Scene("", "", "", "", "en")


class ChartView(QWidget):
    """Draws a scene; hovers, selects, and walks its marks with the keyboard."""

    laid_out = Signal()
    table_asked = Signal()
    focus_shown = Signal(bool)
    view_changed = Signal(object)
    """What is in sight of the scales: {"x": (low, high), …} in units of the data."""
    point_picked = Signal(str, object, bool)
    """The parameter, the rank of the mark (or None), whether it adds to what is chosen."""
    interval_picked = Signal(str, object)
    """The parameter, and {"x": (low, high), …} in units of the data (or None)."""
    accessible_role = QAccessible.Role.Chart

    def __init__(
        self, session: Session, parent: QWidget | None = None, *, animated: bool = True
    ) -> None:
        super().__init__(parent)
        self.animated = animated
        self._session = session
        self._scene = self._seen = _EMPTY
        self._look = Look()
        self._groups: Groups = ()
        self._fading: Groups = ()
        self._transition: Transition | None = None
        self._layout = ChartLayout()
        self._reserve = QMarginsF()
        self._estimates: Mapping[str, float] = {}
        self._estimate_text = ""
        self._told_once = False
        self._pointed: int | None = None
        self._parts: tuple[accessible.Part, ...] | None = None
        self._drawn = Drawn(_EMPTY, self._shapes(()), self._layout, self._look, QRectF())
        self._canvas = _Canvas()
        self._axes, self._marks, self._highlight = AxesItem(), MarksItem(), HighlightItem()
        for item in (self._axes, self._marks, self._highlight):
            self._canvas.scene().addItem(item)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._canvas)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._animation = QVariantAnimation(self)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.setDuration(DURATION)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.valueChanged.connect(self._step)
        self._animation.finished.connect(self.finish)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_AT_REST)
        self._rest.timeout.connect(self._prepare)
        self._gestures = Gestures(self)
        self._gestures.navigated.connect(self._navigate)
        self._gestures.brushed.connect(self._update_highlight)
        self._gestures.interval_picked.connect(self.interval_picked)
        stop_with(
            self,
            session.watch(lambda state: state.hover, lambda _: self._update_highlight()),
            session.watch(lambda state: state.selection, lambda _: self._update_highlight()),
        )

    # -- what is shown ---------------------------------------------------------------

    @property
    def scene(self) -> Scene:
        return self._scene

    @property
    def chart_layout(self) -> ChartLayout:
        return self._layout

    @property
    def look(self) -> Look:
        return self._look

    def show_scene(self, scene: Scene) -> None:
        """Draw ``scene``; move to it from the one drawn where the marks are the same."""
        before, start = self._scene, self._groups
        if scene is before:
            return
        self._scene = scene
        is_same = before.title == scene.title and len(before.plots) == len(scene.plots)
        self._gestures.show(scene, same=is_same)
        self._seen = self._gestures.navigation.seen(scene)
        self._stop()
        self._groups = groups_of(self._seen)
        is_reveal = before.concealed and not scene.concealed and before.task == scene.task
        if self._moves(start, grows=is_reveal):
            size = before.width, before.height
            transition = Transition(start, self._seen, self._look, size=size, grows=is_reveal)
            if transition.moves:
                self._transition = transition
                self._groups, self._fading = transition.at(0.0), transition.fading(0.0)
                self._animation.start()
        if not is_same or len(before.marks) != len(scene.marks):
            self._pointed = None
        self.setAccessibleName(scene.title or scene.subtitle)
        self.setAccessibleDescription(f"{scene.description} {scene.summary}".strip())
        self._lay_out()
        self._rest.start()
        accessible.parts_changed(self)

    def set_look(self, look: Look) -> None:
        self._look = look
        self._canvas.setBackground(look.surface)
        self.setMinimumSize(look.px(120), look.px(120))
        self._lay_out()

    def show_estimates(self, estimates: Mapping[str, float], text: str) -> None:
        """Dashed ticks at what was predicted, each called ``text``."""
        self._estimates, self._estimate_text = dict(estimates), text
        self._lay_out()

    def set_reserve(self, reserve: QMarginsF) -> None:
        """Keep room free around the axes."""
        if reserve != self._reserve:
            self._reserve = reserve
            self._lay_out()

    def rank_at(self, point: QPointF) -> int | None:
        """The rank, among the scene's marks, of the one at ``point`` of the widget."""
        return self._drawn.shapes.find(point)

    def mark_rect(self, rank: int) -> QRectF:
        """What mark ``rank`` covers, in the widget."""
        return self._drawn.rect_of(rank)

    @property
    def labels(self) -> Sequence[Label]:
        """The labels drawn."""
        return self._drawn.labels

    @property
    def ticks(self) -> Sequence[EstimateTick]:
        """The dashed ticks drawn at estimates."""
        return self._drawn.ticks

    def finish(self) -> None:
        """End a running animation at once."""
        self._stop()
        self._groups = groups_of(self._seen)
        self._draw()

    def reset_view(self) -> None:
        """Show the whole of the scales again."""
        self._gestures.reset()

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(520), self._look.px(150))

    # -- drawing ---------------------------------------------------------------------

    def _moves(self, start: Groups, *, grows: bool) -> bool:
        hint = QStyle.StyleHint.SH_Widget_Animation_Duration
        wanted = self.style().styleHint(hint, None, self) > 0
        few = countable(self._groups) and (grows or countable(start))
        return self.animated and wanted and self.isVisible() and few

    def _step(self, share: float) -> None:
        if self._transition is not None:
            self._groups = self._transition.at(share)
            self._fading = self._transition.fading(share)
            self._draw()

    def _stop(self) -> None:
        self._transition, self._fading = None, ()
        self._animation.stop()

    def _navigate(self) -> None:
        self._seen = self._gestures.navigation.seen(self._scene)
        self._stop()
        self._groups = groups_of(self._seen)
        self._lay_out()
        self.view_changed.emit(dict(self._gestures.navigation.domains(self._scene)))

    def _prepare(self) -> None:
        """The index of the references is made now, not while the mouse moves."""
        if self._scene.marks:
            self._scene.marks_of(self._scene.marks[0].reference)

    def _shapes(self, groups: Groups) -> Shapes:
        return Shapes(
            self._seen,
            groups,
            self._layout,
            self._look,
            QRectF(self.rect()),
            ratio=self.devicePixelRatioF(),
            clipped=self._seen is not self._scene,
        )

    def _lay_out(self) -> None:
        size = QSizeF(self.size())
        self._layout = arrange(self._seen, size, self._look, self._reserve)
        bounds, ticks = QRectF(self.rect()), self._ticks()
        self._told_once = False
        if ticks:
            shapes = self._shapes(groups_of(self._seen))
            labels = self._labels(shapes, ticks, self._estimate_text)
            beside = sum(1 for label in labels if label.text == self._estimate_text)
            self._told_once = beside < len(ticks)
        if self._told_once:
            key = QMarginsF(0, self._look.px(22), 0, 0)
            self._layout = arrange(self._seen, size, self._look, self._reserve + key)
        self._gestures.set_layout(self._layout)
        self._axes.present(self._seen, self._layout, self._look, bounds)
        self._draw()
        self.laid_out.emit()

    def _draw(self) -> None:
        bounds, ticks = QRectF(self.rect()), self._ticks()
        beside, above = self._estimate_text, ""
        if self._told_once:
            beside, above = above, beside
        shapes = self._shapes(self._groups)
        self._drawn = Drawn(
            self._scene,
            shapes,
            self._layout,
            self._look,
            bounds,
            self._labels(shapes, ticks, beside),
            ticks,
            above,
            self._shapes(self._fading) if self._fading else None,
        )
        self._parts = None
        self._marks.present(self._drawn)
        self._update_highlight()

    def _labels(self, shapes: Shapes, ticks: Sequence[EstimateTick], estimate: str) -> list[Label]:
        within = QRectF(self.rect())
        return place_labels(self._seen, self._layout, self._look, within, shapes, ticks, estimate)

    def _ticks(self) -> tuple[EstimateTick, ...]:
        return tuple(estimate_ticks(self._seen, self._layout, self._estimates))

    def _update_highlight(self) -> None:
        state = self._session.state
        hovered = self._scene.marks_of(state.hover)
        if self._pointed is not None:
            hovered = (self._pointed, *(rank for rank in hovered if rank != self._pointed))
        told = hovered[0] if hovered else None
        selected = self._scene.marks_of(state.selection)
        highlight = Highlight(hovered, selected, told, self._gestures.brush)
        self._highlight.present(self._drawn, highlight)

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
        count = len(self._scene.marks)
        at = self._pointed
        if at is None:  # start from what is selected, else before the first
            at = next(iter(self._scene.marks_of(self._session.state.selection)), -1)
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()


def _press(session: Session, reference: Reference | None) -> Callable[[], None] | None:
    return None if reference is None else lambda: session.select(reference)


class _Canvas(pg.GraphicsView):  # type: ignore[misc]
    """pyqtgraph's view, in pixels of the widget; every event goes to the chart view."""

    def __init__(self) -> None:
        super().__init__(background=None)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        self.setAntialiasing(True)
