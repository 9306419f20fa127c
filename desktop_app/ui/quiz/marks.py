"""What is painted by hand: the marks of a verdict, and the boxes of the options.

Both follow the text size and the theme; each mark has a shape of its own.
"""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QWidget

from desktop_app.ui.quiz.look import Look

MARK_SIZE = 16
BOX_SIZE = 18


class Mark(StrEnum):
    """The verdicts of :mod:`desktop_app.quiz.grading`, and a warning."""

    RIGHT = "right"
    WRONG = "wrong"
    MISSED = "missed"
    PARTLY = "partly"
    NOTED = "noted"
    ALERT = "alert"


def mark_colour(mark: Mark, look: Look) -> str:
    good = mark in (Mark.RIGHT, Mark.MISSED)
    if mark in (Mark.PARTLY, Mark.NOTED):
        return look.theme.accent
    return look.theme.positive if good else look.theme.negative


class MarkIcon(QWidget):
    """A tick in a disc, a cross in a square, a ring with a tick, half a disc, a ring with
    a dot, a triangle.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark: Mark | None = None
        self._look: Look | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @property
    def mark(self) -> Mark | None:
        return self._mark

    def show_mark(self, mark: Mark | None, look: Look, text_size: float) -> None:
        """Show ``mark`` in line with one line of text of ``text_size``."""
        self._mark, self._look = mark, look
        side = look.px(MARK_SIZE)
        self.setFixedSize(side, max(side, QFontMetrics(look.type.interface(text_size)).height()))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._mark is None or self._look is None:
            return
        size = float(self.width())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, (self.height() - size) / 2)
        painter.scale(size / 16, size / 16)
        _paint_mark(painter, self._mark, self._look)
        painter.end()


def _paint_mark(painter: QPainter, mark: Mark, look: Look) -> None:
    """Paint ``mark`` in a square of 16."""
    colour = QColor(mark_colour(mark, look))
    ground = QColor(look.theme.surface)
    line = QPen(colour, 1.6)
    stroke = QPen(ground, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    stroke.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    match mark:
        case Mark.RIGHT:
            painter.drawEllipse(QRectF(0.5, 0.5, 15, 15))
            painter.setPen(stroke)
            _paint_tick(painter)
        case Mark.MISSED:
            painter.setPen(line)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(1.3, 1.3, 13.4, 13.4))
            stroke.setColor(colour)
            painter.setPen(stroke)
            _paint_tick(painter)
        case Mark.WRONG:
            painter.drawRoundedRect(QRectF(0.5, 0.5, 15, 15), 3, 3)
            painter.setPen(stroke)
            painter.drawLine(QPointF(5, 5), QPointF(11, 11))
            painter.drawLine(QPointF(11, 5), QPointF(5, 11))
        case Mark.PARTLY:
            painter.drawPie(QRectF(1.3, 1.3, 13.4, 13.4), 90 * 16, 180 * 16)
            painter.setPen(line)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(1.3, 1.3, 13.4, 13.4))
        case Mark.NOTED:
            painter.drawEllipse(QRectF(5, 5, 6, 6))
            painter.setPen(line)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(1.3, 1.3, 13.4, 13.4))
        case Mark.ALERT:
            line.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(line)
            painter.drawPolygon(QPolygonF([QPointF(8, 2), QPointF(15, 14), QPointF(1, 14)]))
            painter.setPen(QPen(ground, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLine(QPointF(8, 6.5), QPointF(8, 9.5))
            painter.drawPoint(QPointF(8, 12.2))


def _paint_tick(painter: QPainter) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF([QPointF(4.6, 8.4), QPointF(7, 10.8), QPointF(11.4, 5.6)]))


class OptionRadio(QRadioButton):
    """A radio button without a label, at the text size."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look

    def sizeHint(self) -> QSize:
        return _box_size(self.look)

    def minimumSizeHint(self) -> QSize:
        return _box_size(self.look)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        _paint_box(self, self.look)


class OptionCheck(QCheckBox):
    """A check box without a label, at the text size."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look

    def sizeHint(self) -> QSize:
        return _box_size(self.look)

    def minimumSizeHint(self) -> QSize:
        return _box_size(self.look)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        _paint_box(self, self.look)


def _box_size(look: Look) -> QSize:
    side = look.px(BOX_SIZE)
    return QSize(side, side)


def _paint_box(button: QAbstractButton, look: Look) -> None:
    theme = look.theme
    painter = QPainter(button)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = look.px(BOX_SIZE)
    painter.translate((button.width() - side) / 2, (button.height() - side) / 2)
    painter.scale(side / 18, side / 18)
    live = button.isEnabled()
    accent = QColor(theme.accent if live else theme.muted)
    outline = accent if button.isChecked() or button.underMouse() else QColor(theme.control)
    painter.setPen(QPen(outline, 1.5))
    painter.setBrush(QColor(theme.surface))
    box = QRectF(1.5, 1.5, 15, 15)
    if isinstance(button, QRadioButton):
        painter.drawEllipse(box)
        if button.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(accent)
            painter.drawEllipse(QRectF(5, 5, 8, 8))
    elif button.isChecked():
        painter.setBrush(accent)
        painter.drawRoundedRect(box, 3, 3)
        painter.translate(1, 1)
        tick = QPen(QColor(theme.surface), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        painter.setPen(tick)
        _paint_tick(painter)
    else:
        painter.drawRoundedRect(box, 3, 3)
    painter.end()
