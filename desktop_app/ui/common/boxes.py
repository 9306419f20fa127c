"""Boxes to tick and radio buttons that follow the theme and the text size.

The platform's own stay small where the text is large, and are not seen on a dark ground.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton

from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.theme import LIGHT, Theme

SIDE = 18
GAP = 7
_TICK = [QPointF(5.6, 9.4), QPointF(8, 11.8), QPointF(12.4, 6.6)]
_DASH = [QPointF(5.6, 9), QPointF(12.4, 9)]
_MARKED = (Qt.CheckState.Checked, Qt.CheckState.PartiallyChecked)
ROOM = 3
"""Around box and text, for the frame of the focus."""


class _Boxed:
    """How a box and its text are laid out and painted; ``button`` is what it is of."""

    def __init__(self, button: QAbstractButton, *, wraps: bool = False) -> None:
        self.button = button
        self.wraps = wraps
        self.theme = LIGHT
        self.type = Type()

    def size(self) -> QSize:
        metrics, side = self.button.fontMetrics(), self.type.px(SIDE)
        width = metrics.horizontalAdvance(self._text) + 1
        height = max(side, metrics.height())
        gap = self.type.px(GAP) if self._text else 0
        return QSize(side + gap + width + 2 * ROOM, height + 2 * ROOM)

    def least(self) -> QSize:
        """The whole of it, unless it wraps: then its longest word."""
        size, metrics = self.size(), self.button.fontMetrics()
        if self.wraps and self._text:
            whole = metrics.horizontalAdvance(self._text)
            longest = max(map(metrics.horizontalAdvance, self._text.split(" ")))
            size.setWidth(size.width() - whole + longest)
        return size

    def height(self, width: int) -> int:
        """How high it is on ``width`` pixels."""
        room = QRect(0, 0, max(width - self._left - ROOM, 1), 10_000)
        lines = self.button.fontMetrics().boundingRect(room, self._flags, self._text)
        return max(self.type.px(SIDE), lines.height()) + 2 * ROOM

    @property
    def _left(self) -> int:
        """Where the text begins."""
        return ROOM + self.type.px(SIDE) + self.type.px(GAP)

    @property
    def _flags(self) -> int:
        if self.wraps:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(
                Qt.TextFlag.TextWordWrap
            )
        return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    @property
    def _text(self) -> str:
        return self.button.text().replace("&&", "&")

    def paint(self) -> None:
        painter = QPainter(self.button)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, height = self.type.px(SIDE), self.button.height()
        line = max(side, self.button.fontMetrics().height()) + 2 * ROOM
        beside = min(line, height) if self.wraps else height  # the first of its lines
        self._paint_box(painter, QRectF(ROOM, (beside - side) / 2, side, side))
        live = self.button.isEnabled()
        painter.setPen(QColor(self.theme.ink if live else self.theme.muted))
        place = QRect(self._left, 0, self.button.width() - self._left - ROOM, height)
        if self.wraps:  # the first line is beside the box
            place.setTop((beside - self.button.fontMetrics().height()) // 2)
        painter.drawText(place, self._flags, self._text)
        if self.button.hasFocus():
            painter.setPen(QPen(QColor(self.theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.button.rect().adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def _paint_box(self, painter: QPainter, box: QRectF) -> None:
        button, theme = self.button, self.theme
        accent = QColor(theme.accent if button.isEnabled() else theme.muted)
        outlined = button.isChecked() or button.underMouse()
        scale = box.width() / SIDE
        painter.save()
        painter.translate(box.topLeft())
        painter.scale(scale, scale)
        painter.setPen(QPen(accent if outlined else QColor(theme.control), 1.5))
        painter.setBrush(QColor(theme.surface))
        inner = QRectF(1.5, 1.5, SIDE - 3, SIDE - 3)
        if isinstance(button, QRadioButton):
            painter.drawEllipse(inner)
            if button.isChecked():
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(accent)
                painter.drawEllipse(QRectF(5, 5, SIDE - 10, SIDE - 10))
        elif isinstance(button, QCheckBox) and button.checkState() in _MARKED:
            painter.setBrush(accent)
            painter.drawRoundedRect(inner, 3, 3)
            tick = QPen(QColor(theme.on_accent), 2)
            tick.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(tick)
            whole = button.checkState() == Qt.CheckState.Checked
            painter.drawPolyline(QPolygonF(_TICK if whole else _DASH))
        else:
            painter.drawRoundedRect(inner, 3, 3)
        painter.restore()


class _Look:
    """What both kinds of buttons do with their box."""

    _boxed: _Boxed

    def _set_up(self, boxed: _Boxed) -> None:
        self._boxed = boxed
        policy = boxed.button.sizePolicy()
        policy.setHeightForWidth(boxed.wraps)
        if boxed.wraps:  # it may be narrower than its text, and then is higher
            policy.setHorizontalPolicy(policy.Policy.Preferred)
            policy.setVerticalPolicy(policy.Policy.Minimum)
        boxed.button.setSizePolicy(policy)

    def set_look(self, theme: Theme, type_: Type) -> None:
        self._boxed.theme, self._boxed.type = theme, type_
        self._boxed.button.updateGeometry()
        self._boxed.button.update()

    def sizeHint(self) -> QSize:
        return self._boxed.size()

    def minimumSizeHint(self) -> QSize:
        return self._boxed.least()

    def hasHeightForWidth(self) -> bool:
        return self._boxed.wraps

    def heightForWidth(self, width: int) -> int:
        return self._boxed.height(width)

    def hitButton(self, pos: QPoint) -> bool:
        return self._boxed.button.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._boxed.paint()


class RadioBox(_Look, QRadioButton):
    """A radio button with its text, which has more lines where it ``wraps``."""

    def __init__(self, text: str = "", *, wraps: bool = False) -> None:
        super().__init__(text)
        self._set_up(_Boxed(self, wraps=wraps))


class TickBox(_Look, QCheckBox):
    """A box to tick with its text, which has more lines where it ``wraps``."""

    def __init__(self, text: str = "", *, wraps: bool = False) -> None:
        super().__init__(text)
        self._set_up(_Boxed(self, wraps=wraps))
