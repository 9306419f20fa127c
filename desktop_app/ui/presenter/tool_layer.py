"""What a presenter lays over a slide: strokes, spotlight, magnifier, curtain, black, white."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from desktop_app.session.presentation import Cover, Presentation, PresentationState, Stroke, Tool
from desktop_app.ui.common.theme import PROJECTOR, Theme
from desktop_app.ui.common.watching import stop_with

MAGNIFIED = 2.0
DARKNESS = 205
"""Of 255: how dark it is around the spotlight."""
VEIL = 200
"""Of 255: how thick a black or white screen lies over the teacher's own picture."""
PEN_WIDTH = 1 / 150
"""Of the screen's height."""
CURTAIN = "#2F343C"


class ToolLayer(QWidget):
    """Lies over the slide, and lets the mouse through unless a tool is in hand."""

    def __init__(
        self,
        presentation: Presentation,
        picture: Callable[[], QPixmap],
        parent: QWidget | None = None,
        *,
        freezes: bool = False,
    ) -> None:
        """``picture`` is the slide as it is seen without this. A layer that ``freezes`` lies
        on the audience's screen; any other shows what is done, whatever that one keeps.
        """
        super().__init__(parent)
        self._presentation = presentation
        self._picture = picture
        self._theme: Theme = PROJECTOR
        self._seen: QPixmap | None = None
        self._still: QPixmap | None = None
        self._is_uncovered = False
        self._freezes = freezes
        stop_with(self, presentation.watch(lambda state: state, self._follow))
        if freezes:
            stop_with(self, presentation.watch(lambda state: state.held, self._freeze))
        self._follow(presentation.state)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.forget()

    def forget(self) -> None:
        """The slide looks otherwise now: look at it again before it is magnified."""
        self._seen = None
        self.update()

    @property
    def is_still(self) -> bool:
        """Whether a picture of the slide stands in for it."""
        return self._still is not None

    @property
    def still(self) -> QPixmap | None:
        """The picture that the audience sees while the screen is frozen."""
        return self._still

    def _freeze(self, held: int) -> None:
        """Keep what the audience sees, a curtain and strokes included; a black screen is no
        part of it, and can be taken away while the picture stands.
        """
        self._still = None
        self._is_uncovered = held > 0
        self._still = self.window().grab() if held else None
        self._is_uncovered = False
        self.update()

    def _follow(self, state: PresentationState) -> None:
        busy = state.tool is not Tool.NONE or state.curtain > 0 or (self._freezes and state.frozen)
        covered = state.cover is not Cover.NONE
        through = Qt.WidgetAttribute.WA_TransparentForMouseEvents
        self.setAttribute(through, not (busy or covered))
        drawing = state.tool in (Tool.PEN, Tool.MAGNIFIER, Tool.SPOTLIGHT)
        self.setCursor(Qt.CursorShape.CrossCursor if drawing else Qt.CursorShape.ArrowCursor)
        self.update()

    # -- the mouse -----------------------------------------------------------------------

    def _spot(self, event: QMouseEvent) -> tuple[float, float]:
        at = event.position()
        return at.x() / max(self.width(), 1), at.y() / max(self.height(), 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        state = self._presentation.state
        if state.tool is Tool.PEN:
            self._presentation.begin_stroke(self._spot(event))
        elif state.tool is Tool.NONE and state.curtain:
            self._presentation.move_curtain(1 - self._spot(event)[1])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        state, held = self._presentation.state, bool(event.buttons())
        if state.tool is Tool.PEN:
            if held and state.drawing:
                self._presentation.point(self._spot(event))
        elif state.tool is not Tool.NONE:
            self._presentation.point(self._spot(event))
        elif state.curtain and held:
            self._presentation.move_curtain(max(1 - self._spot(event)[1], 0.02))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._presentation.state.tool is Tool.PEN:
            self._presentation.end_stroke()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._presentation.state.tool in (Tool.SPOTLIGHT, Tool.MAGNIFIER):
            self._presentation.grow(event.angleDelta().y() > 0)

    # -- painting ------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.forget()

    def paintEvent(self, event: QPaintEvent) -> None:
        state = self._presentation.state
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._still is not None:
            self._paint_still(painter, self._still)
        else:
            self._paint_strokes(painter, self._presentation.strokes)
            if state.tool is Tool.SPOTLIGHT:
                self._paint_spotlight(painter, state)
            elif state.tool is Tool.MAGNIFIER:
                self._paint_magnifier(painter, state)
            if state.curtain:
                self._paint_curtain(painter, state.curtain)
            if state.tool is Tool.PEN:
                self._paint_pen(painter, state)
        if state.cover is not Cover.NONE and not self._is_uncovered:
            colour = QColor("#000000" if state.cover is Cover.BLACK else "#FFFFFF")
            if not self._freezes:  # the teacher sees what is under it
                colour.setAlpha(VEIL)
            painter.fillRect(self.rect(), colour)
        painter.end()

    def _point(self, spot: tuple[float, float]) -> QPointF:
        return QPointF(spot[0] * self.width(), spot[1] * self.height())

    def _paint_still(self, painter: QPainter, still: QPixmap) -> None:
        """The slide as it was frozen, also on a screen of another shape."""
        painter.fillRect(self.rect(), QColor(self._theme.paper))
        size = still.deviceIndependentSize().scaled(
            self.rect().size().toSizeF(), Qt.AspectRatioMode.KeepAspectRatio
        )
        place = QRectF(QPointF(0, 0), size)
        place.moveCenter(QRectF(self.rect()).center())
        painter.drawPixmap(place, still, QRectF(still.rect()))

    def _paint_strokes(self, painter: QPainter, strokes: tuple[Stroke, ...]) -> None:
        width = max(self.height() * PEN_WIDTH, 2.0)
        for casing in (True, False):  # cased, to be seen on any ground
            colour = QColor(self._theme.paper if casing else self._theme.negative)
            pen = QPen(colour, width * (2 if casing else 1))
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            for stroke in strokes:
                points = [self._point(spot) for spot in stroke]
                if len(points) == 1:
                    painter.drawPoint(points[0])
                else:
                    painter.drawPolyline(QPolygonF(points))

    def _paint_pen(self, painter: QPainter, state: PresentationState) -> None:
        """Where the pen is, for who moves it with keys."""
        width = max(self.height() * PEN_WIDTH, 2.0)
        colour = QColor(self._theme.negative)
        painter.setPen(QPen(colour, width / 2))
        painter.setBrush(colour if state.drawing else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(self._point(state.at), width * 1.4, width * 1.4)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_spotlight(self, painter: QPainter, state: PresentationState) -> None:
        radius = state.reach * self.height()
        path = QPainterPath()
        path.addRect(QRectF(self.rect()))
        path.addEllipse(self._point(state.at), radius, radius)
        painter.fillPath(path, QColor(0, 0, 0, DARKNESS))
        painter.setPen(QPen(QColor("#FFFFFF"), max(self.height() / 400, 1.0)))
        painter.drawEllipse(self._point(state.at), radius, radius)

    def _paint_magnifier(self, painter: QPainter, state: PresentationState) -> None:
        if self._seen is None:
            self._seen = self._picture()
        centre, radius = self._point(state.at), state.reach * self.height()
        path = QPainterPath()
        path.addEllipse(centre, radius, radius)
        painter.save()
        painter.setClipPath(path)
        painter.fillRect(self.rect(), QColor(self._theme.paper))
        painter.translate(centre)
        painter.scale(MAGNIFIED, MAGNIFIED)
        painter.translate(-centre)
        painter.drawPixmap(QPointF(0, 0), self._seen)
        self._paint_strokes(painter, self._presentation.strokes)
        painter.restore()
        painter.setPen(QPen(QColor(self._theme.accent), max(self.height() / 200, 2.0)))
        painter.drawEllipse(centre, radius, radius)

    def _paint_curtain(self, painter: QPainter, covered: float) -> None:
        top = (1 - covered) * self.height()
        painter.fillRect(QRectF(0, top, self.width(), self.height() - top), QColor(CURTAIN))
        painter.fillRect(
            QRectF(0, top, self.width(), max(self.height() / 120, 3)), QColor(self._theme.accent)
        )
