"""The drawing of a scene with pyqtgraph: layout, transitions, what is lit up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyqtgraph as pg
from PySide6.QtCore import (
    QEasingCurve,
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
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import QStyle, QVBoxLayout, QWidget

from desktop_app.charts.scene import Scene
from desktop_app.content.reference import Reference
from desktop_app.session.session import Session
from desktop_app.ui.charts.axes import AxesItem
from desktop_app.ui.charts.brushing import Ranges
from desktop_app.ui.charts.estimates import EstimateLine, estimate_lines, estimate_ticks
from desktop_app.ui.charts.gestures import Gestures
from desktop_app.ui.charts.labels import EstimateTick, Label, place_labels
from desktop_app.ui.charts.layout import ChartLayout, LayoutKeeper
from desktop_app.ui.charts.layout_change import LayoutChange
from desktop_app.ui.charts.linking import Linking
from desktop_app.ui.charts.look import Look
from desktop_app.ui.charts.marks import Drawn, Highlight, HighlightItem, MarksItem
from desktop_app.ui.charts.shapes import Groups, Shapes, groups_of
from desktop_app.ui.charts.transitions import Transition, countable
from desktop_app.ui.common import accessible
from desktop_app.ui.common.watching import stop_with

DURATION = 200
_AT_REST = 250
"""So many milliseconds after a change, what pointing needs is made ready."""
_EMPTY = Scene("", "", "", "", "en")


class Drawing(QWidget):
    """Draws a scene, and lights up what the session means."""

    laid_out = Signal()
    view_changed = Signal(object)
    """What is in sight of the scales: {"x": (low, high), …} in units of the data."""
    interval_picked = Signal(str, object)
    """The parameter, and {"x": (low, high), …} in units of the data (or None)."""

    def __init__(
        self,
        session: Session,
        parent: QWidget | None = None,
        *,
        animated: bool = True,
        linking: Linking | None = None,
    ) -> None:
        super().__init__(parent)
        self.animated = animated
        self._linking = linking or Linking()
        self._session = session
        self._scene = self._seen = _EMPTY
        self._look = Look()
        self._groups: Groups = ()
        self._fading: Groups = ()
        self._transition: Transition | None = None
        self._layout = ChartLayout()
        self._shown_layout = self._layout
        self._from: ChartLayout | None = None
        self._from_scene: Scene | None = None
        self._change: LayoutChange | None = None
        self._layouts = LayoutKeeper()
        self._reserve = QMarginsF()
        self._estimates: Mapping[str, float] = {}
        self._estimate_text = ""
        self._told_once = False
        self._awaits = self._is_stale = False
        self._marked: frozenset[Reference] = frozenset()
        self._pointed: int | None = None
        self._drawn = Drawn(_EMPTY, self._shapes(()), self._layout, self._look, QRectF())
        self._canvas = _Canvas()
        self._axes, self._marks, self._highlight = AxesItem(), MarksItem(), HighlightItem()
        for item in (self._axes, self._marks, self._highlight):
            self._canvas.scene().addItem(item)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._canvas)
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
    def shown_layout(self) -> ChartLayout:
        """What is on screen now: on its way to :attr:`chart_layout` while a change is shown."""
        return self._shown_layout

    @property
    def look(self) -> Look:
        return self._look

    def show_scene(self, scene: Scene) -> None:
        """Draw ``scene``; move to it from the one drawn where the marks are the same."""
        before, start, fading = self._scene, self._groups, self._fading
        if scene is before:
            return
        was_whole = None if self._change else self._seen
        self._scene = scene
        is_same = before.title == scene.title and len(before.plots) == len(scene.plots)
        self._gestures.show(scene, same=is_same)
        self._seen = self._gestures.navigation.seen(scene)
        self._stop()
        self._groups = groups_of(self._seen)
        is_reveal = before.concealed and not scene.concealed and before.task == scene.task
        if self._moves(start, grows=is_reveal):
            size = before.width, before.height
            transition = Transition(
                start, self._seen, self._look, size=size, grows=is_reveal, fading=fading
            )
            if transition.moves:
                self._transition = transition
                self._groups, self._fading = transition.at(0.0), transition.fading(0.0)
                self._from, self._from_scene = self._shown_layout, was_whole
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
        if (estimates, text) == (self._estimates, self._estimate_text):
            return
        self._estimates, self._estimate_text = dict(estimates), text
        self._lay_out()

    def show_marked(self, points: frozenset[Reference]) -> None:
        """Outline what is chosen on another chart."""
        if points != self._marked:
            self._marked = points
            self._update_highlight()

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

    @property
    def estimate_lines(self) -> Sequence[EstimateLine]:
        """The dashed lines drawn of estimates."""
        return self._drawn.estimate_lines

    @property
    def highlighted(self) -> Highlight:
        """What is lit up."""
        return self._highlight.shown

    def finish(self) -> None:
        """End a running animation at once."""
        self._stop()
        self._groups = groups_of(self._seen)
        self._show_layout(1.0)
        self._draw()

    @property
    def is_whole(self) -> bool:
        """Whether the whole of the scales is in sight."""
        return self._gestures.navigation.is_whole

    def reset_view(self) -> None:
        """Show the whole of the scales again."""
        self._gestures.reset()

    def zoom(self, steps: int) -> None:
        """Closer by so many steps, or farther."""
        self._gestures.zoom(steps)

    @property
    def interval(self) -> Ranges:
        """The interval that is chosen: channel -> its ends, or its categories."""
        return self._gestures.ranges

    def choose_interval(self, ranges: Ranges | None) -> None:
        """Choose an interval; None chooses none."""
        self._gestures.choose(ranges)

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
            self._show_layout(share)
            self._draw()

    def _stop(self) -> None:
        self._transition, self._fading, self._change = None, (), None
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
            self._shown_layout if self._change else self._layout,
            self._look,
            QRectF(self.rect()),
            ratio=self.devicePixelRatioF(),
            clipped=self._seen is not self._scene,
        )

    def await_scene(self, awaits: bool) -> None:
        """While another scene is awaited, a resize draws nothing anew."""
        self._awaits = awaits
        if not awaits and self._is_stale:
            self._lay_out()

    def _lay_out(self) -> None:
        self._is_stale = False
        size = QSizeF(self.size())
        self._layout = self._layouts.arrange(self._seen, size, self._look, self._reserve)
        ticks = self._ticks()
        self._told_once = False
        if self._estimate_lines():
            self._told_once = True
        elif ticks:
            shapes = self._shapes(groups_of(self._seen))
            labels = self._labels(shapes, ticks, self._estimate_text)
            beside = sum(1 for label in labels if label.text == self._estimate_text)
            self._told_once = beside < len(ticks)
        if self._told_once:
            key = QMarginsF(0, self._look.px(22), 0, 0)
            self._layout = self._layouts.arrange(self._seen, size, self._look, self._reserve + key)
        self._gestures.set_layout(self._layout)
        moves = self._transition is not None and self._from is not None
        self._change = None
        if moves and self._from is not None:
            self._change = LayoutChange(self._from, self._layout, self._from_scene)
        self._show_layout(self._animation.currentValue() if moves else 1.0)
        self._draw()
        self.laid_out.emit()

    def _show_layout(self, share: float) -> None:
        """Draw the axes as they are at ``share`` of the way to the layout."""
        self._shown_layout = self._change.at(share) if self._change else self._layout
        self._axes.present(self._seen, self._shown_layout, self._look, QRectF(self.rect()))

    def _draw(self) -> None:
        bounds, ticks = QRectF(self.rect()), self._ticks()
        beside, above = self._estimate_text, ""
        if self._told_once:
            beside, above = above, beside
        shapes = self._shapes(self._groups)
        self._drawn = Drawn(
            self._scene,
            shapes,
            self._shown_layout,
            self._look,
            bounds,
            self._labels(shapes, ticks, beside),
            ticks,
            above,
            self._shapes(self._fading) if self._fading else None,
            self._estimate_lines(),
        )
        self._marks.present(self._drawn)
        self._update_highlight()

    def _labels(self, shapes: Shapes, ticks: Sequence[EstimateTick], estimate: str) -> list[Label]:
        within = QRectF(self.rect())
        layout = self._shown_layout if self._change else self._layout
        return place_labels(self._seen, layout, self._look, within, shapes, ticks, estimate)

    def _ticks(self) -> tuple[EstimateTick, ...]:
        return tuple(estimate_ticks(self._seen, self._layout, self._estimates))

    def _estimate_lines(self) -> tuple[EstimateLine, ...]:
        return tuple(estimate_lines(self._seen, self._layout, self._estimates))

    def _update_highlight(self) -> None:
        state = self._session.state
        hovered = self._linking.ranks(self._scene, state.hover)
        if self._pointed is not None:
            hovered = (self._pointed, *(rank for rank in hovered if rank != self._pointed))
        told = hovered[0] if hovered else None
        meant = [self._linking.ranks(self._scene, one) for one in (state.selection, *self._marked)]
        selected = tuple(dict.fromkeys(rank for ranks in meant for rank in ranks))
        highlight = Highlight(hovered, selected, told, self._gestures.brush)
        self._highlight.present(self._drawn, highlight)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._is_stale = True
        if not self._awaits:
            self._lay_out()


class _Canvas(pg.GraphicsView):  # type: ignore[misc]
    """pyqtgraph's view, in pixels of the widget; every event goes to the chart view."""

    def __init__(self) -> None:
        super().__init__(background=None)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        self.setAntialiasing(True)
