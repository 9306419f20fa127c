"""A cursor on an axis: clicked or dragged while a question asks for a place there."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop_app.charts.probing import AxisSpan, axis_span
from desktop_app.content.dates import format_date
from desktop_app.content.numbers import format_number
from desktop_app.session.session import Session
from desktop_app.ui.charts.chart_view import ChartView
from desktop_app.ui.charts.look import Look
from desktop_app.ui.charts.plot_layout import PlotLayout
from desktop_app.ui.common.watching import stop_with


class ProbeLayer(QWidget):
    """Lies over a chart; moves the session's probe, and draws it."""

    def __init__(self, view: ChartView, session: Session) -> None:
        super().__init__(view)
        self._view = view
        self._session = session
        self._look = Look()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.hide()
        view.installEventFilter(self)
        view.laid_out.connect(self._place)
        stop_with(
            self,
            session.watch(lambda state: state.pointing, lambda _: self._place()),
            session.watch(lambda state: state.probe, lambda _: self.update()),
        )

    def set_look(self, look: Look) -> None:
        self._look = look
        self.update()

    @property
    def span(self) -> AxisSpan | None:
        """The axis that is asked for; None where none is, or the chart has no such axis."""
        pointing = self._session.state.pointing
        if pointing is None or not pointing.axis:
            return None
        found = axis_span(self._view.scene, pointing.axis)
        return None if found is None or found.kind == "category" else found

    def _place(self) -> None:
        """Lie over the chart while a place is asked for, and only then."""
        wanted = self.span is not None
        self.setVisible(wanted)
        if wanted:
            self.setGeometry(self._view.rect())
            self.raise_()
            self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    # -- pointing ------------------------------------------------------------------------

    @property
    def _is_vertical(self) -> bool:
        span = self.span
        return span is not None and span.axis.channel == "y"

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._probe(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        inside = self._plot_at(event.position()) is not None
        shape = Qt.CursorShape.SizeVerCursor if self._is_vertical else Qt.CursorShape.SizeHorCursor
        self.setCursor(shape if inside else Qt.CursorShape.ArrowCursor)
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._probe(event)
        else:  # the marks under the cursor are still told
            QCoreApplication.sendEvent(self._view, event)

    def _probe(self, event: QMouseEvent) -> None:
        span, plot = self.span, self._plot_at(event.position())
        if span is not None and plot is not None:
            along = plot.nominal(event.position())[1 if self._is_vertical else 0]
            self._session.probe(span.value_at(along))

    def _plot_at(self, point: QPointF) -> PlotLayout | None:
        """The plot at ``point``, the labels of its axis included."""
        for plot in self._view.chart_layout.plots:
            side = plot.rect
            reach = (
                QRectF(0, side.top(), side.right(), side.height())
                if self._is_vertical
                else QRectF(side.left(), side.top(), side.width(), self.height() - side.top())
            )
            if reach.adjusted(-4, -4, 4, 4).contains(point):
                return plot
        return None

    # -- drawing -------------------------------------------------------------------------

    def text(self) -> str:
        """Where the cursor stands, in words; "" where it stands nowhere."""
        span, value = self.span, self._session.state.probe
        if span is None or value is None:
            return ""
        language = self._view.scene.language
        if span.kind == "time":
            held = min(max(round(value), 1), date.max.toordinal())
            return format_date(date.fromordinal(held), language)
        return format_number(value, language)

    def paintEvent(self, event: QPaintEvent) -> None:
        span, value = self.span, self._session.state.probe
        place = span.position(value) if span is not None and value is not None else None
        if span is None or place is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for plot in self._view.chart_layout.plots:
            self._draw(painter, plot, place)
        painter.end()

    def _draw(self, painter: QPainter, plot: PlotLayout, place: float) -> None:
        look, rect = self._look, plot.rect
        painter.setPen(QPen(QColor(look.theme.accent), 2))
        if self._is_vertical:
            along = plot.point(0, place).y()
            painter.drawLine(QPointF(rect.left(), along), QPointF(rect.right(), along))
        else:
            along = plot.point(place, 0).x()
            painter.drawLine(QPointF(along, rect.top()), QPointF(along, rect.bottom()))
        font = look.type.interface(12, bold=True)
        metrics, text = QFontMetricsF(font), self.text()
        size = QRectF(0, 0, metrics.horizontalAdvance(text) + 12, metrics.height() + 6)
        if self._is_vertical:
            size.moveTopLeft(QPointF(rect.right() - size.width(), along - size.height() / 2))
        else:
            size.moveTopLeft(QPointF(along - size.width() / 2, rect.top()))
        size.moveLeft(min(max(size.left(), 0.0), self.width() - size.width()))
        size.moveTop(min(max(size.top(), 0.0), self.height() - size.height()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.theme.accent))
        painter.drawRoundedRect(size, 4, 4)
        painter.setPen(QColor(look.theme.on_accent))
        painter.setFont(font)
        painter.drawText(size, int(Qt.AlignmentFlag.AlignCenter), text)
