"""How estimates are drawn while they are being given: ghosts, lines, handles, tags."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from desktop_app.charts.task import Slot, Task
from desktop_app.content.numbers import format_number, with_unit
from desktop_app.ui.charts.estimates import BEYOND, Board
from desktop_app.ui.charts.look import Look
from desktop_app.ui.charts.placing import text_size

GRIP = 7.0


@dataclass(frozen=True)
class Sketch:
    """The estimates given so far; ``current`` is the slot that the keyboard or mouse is at.

    ``truths``: the data, for number lines that stay once they are revealed.
    """

    task: Task
    board: Board
    look: Look
    language: str
    estimates: Mapping[str, float]
    current: str = ""
    truths: Mapping[str, float] | None = None
    estimate_text: str = ""

    def paint(self, painter: QPainter, within: QRectF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.task.kind == "value":
            for slot in self.task.slots:
                self._paint_number_line(painter, slot)
        if self.truths is not None:
            return
        self._paint_lines(painter, within)
        for slot in self.task.slots:
            if self._is_active(slot):
                self._paint_slot(painter, slot)
        current = self.task.slot(self.current)
        if current is not None:
            self._paint_handle(painter, current)
            self._paint_tag(painter, current, within)

    # -- parts -----------------------------------------------------------------------

    def _is_active(self, slot: Slot) -> bool:
        """Handles of other lines would be in the way of the one that is drawn."""
        if self.task.kind != "line":
            return True
        line = self.task.line_of(slot.key)
        here = self.task.line_of(self.current) or (self.task.lines[0] if self.task.lines else None)
        return line is here

    def _ink(self, slot: Slot) -> QColor:
        line = self.task.line_of(slot.key)
        return self.look.colour(line.colour) if line is not None else self.look.ink

    def _paint_lines(self, painter: QPainter, within: QRectF) -> None:
        """What was drawn so far of each line, from estimate to estimate, with its name."""
        for line in self.task.lines:
            slots = [self.task.slot(key) for key in line.keys if key in self.estimates]
            places = [
                self.board.handle(slot, self.estimates[slot.key])
                for slot in slots
                if slot is not None
            ]
            colour = self.look.colour(line.colour)
            painter.setPen(self.look.dashed(colour, 2.5))
            for one, two in pairwise(places):
                painter.drawLine(one, two)
            if places and line.name and len(self.task.lines) > 1:
                painter.setFont(self.look.category)
                size = text_size(line.name, QFontMetricsF(self.look.category))
                left = min(places[-1].x() + self.look.px(12), within.right() - size.width())
                top = places[-1].y() - size.height() - self.look.px(10)
                rect = QRectF(left, max(top, within.top()), size.width(), size.height())
                painter.fillRect(rect, self.look.surface)
                painter.setPen(colour)
                painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), line.name)

    def _paint_slot(self, painter: QPainter, slot: Slot) -> None:
        given = slot.key in self.estimates
        value = self.estimates.get(slot.key, self.task.start)
        tick = self.board.tick(slot, value)
        if given and slot.thickness:
            base = self.board.tick(slot, self.task.start)
            ghost = QRectF(base.start, tick.end).normalized()
            # A tick is longer than its bar is wide.
            lies = self.board.is_horizontal
            cut = ((tick.rect.height() if lies else tick.rect.width()) - 6) * (1 - 1 / BEYOND) / 2
            ghost.adjust(*((0, cut, 0, -cut) if lies else (cut, 0, -cut, 0)))
            theme = self.look.theme
            painter.fillRect(ghost, QColor(theme.mix(theme.muted, 0.14, theme.surface)))
        if self.task.kind != "line":
            painter.setPen(self.look.dashed(self.look.ink if given else self.look.muted, 2))
            painter.drawLine(tick.start, tick.end)
        self._paint_handle(painter, slot)

    def _paint_handle(self, painter: QPainter, slot: Slot) -> None:
        """A grip with two strokes across the way it can be dragged."""
        look, given = self.look, slot.key in self.estimates
        centre = self.board.handle(slot, self.estimates.get(slot.key, self.task.start))
        size = GRIP * max(look.type.scale, 1.0)
        if slot.key == self.current:
            painter.setPen(QPen(QColor(look.theme.accent), 2))
            painter.setBrush(look.surface)
            painter.drawEllipse(centre, size + 4, size + 4)
        ground = QColor(look.theme.accent)
        painter.setPen(QPen(look.surface if given else ground, 2))
        painter.setBrush(ground if given else look.surface)
        painter.drawEllipse(centre, size, size)
        painter.setPen(QPen(QColor(look.theme.on_accent) if given else ground, 1.4))
        for shift in (-2.0, 2.0):
            along = QPointF(0, 3) if self.board.is_horizontal else QPointF(3, 0)
            aside = QPointF(shift, 0) if self.board.is_horizontal else QPointF(0, shift)
            painter.drawLine(centre + aside - along, centre + aside + along)

    def _paint_tag(self, painter: QPainter, slot: Slot, within: QRectF) -> None:
        """The name and the value of the current slot, beside its handle."""
        look = self.look
        value = self.estimates.get(slot.key)
        parts = [slot.name] if self.task.kind in ("line", "points") else []
        if value is not None:
            parts.append(self._number(value))
        if not parts:
            return
        text = f"{parts[0]}\u202f: {parts[1]}" if len(parts) == 2 else parts[0]
        if self.language != "fr":
            text = text.replace("\u202f:", ":")
        metrics = QFontMetricsF(look.value)
        size = text_size(text, metrics)
        width, height = size.width() + look.px(12), size.height() + look.px(6)
        centre = self.board.handle(slot, value if value is not None else self.task.start)
        grip = GRIP * max(look.type.scale, 1.0) + 6
        left, top = centre.x() - width / 2, centre.y() - grip - height
        if top < within.top():
            top = centre.y() + grip
        left = min(max(left, within.left()), within.right() - width)
        rect = QRectF(left, top, width, height)
        painter.setPen(QPen(QColor(look.theme.control), 1))
        painter.setBrush(look.surface)
        painter.drawRoundedRect(rect, 4, 4)
        painter.setFont(look.value)
        painter.setPen(look.ink)
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), text)

    def _paint_number_line(self, painter: QPainter, slot: Slot) -> None:
        """From the lowest to the highest that can be; afterwards with both marks on it."""
        look, task, board = self.look, self.task, self.board
        area = board.area(slot)
        middle = area.center().y()
        painter.setPen(QPen(QColor(look.theme.control), 2))
        painter.drawLine(QPointF(area.left(), middle), QPointF(area.right(), middle))
        painter.setFont(look.tick)
        height = QFontMetricsF(look.tick).height()
        below = QRectF(area.left(), middle + look.px(12), area.width(), height)
        if len(task.slots) > 1:
            painter.setPen(look.ink)
            painter.setFont(look.category)
            painter.drawText(below.translated(0, -look.px(48)), 0, slot.name)
            painter.setFont(look.tick)
        truth = self.truths.get(slot.key) if self.truths is not None else None
        taken = QRectF()
        if truth is not None:
            taken = self._paint_text(painter, board.handle(slot, truth).x(), below, truth)
        for value, flag in (
            (task.low, Qt.AlignmentFlag.AlignLeft),
            (task.high, Qt.AlignmentFlag.AlignRight),
        ):
            place = board.handle(slot, value).x()
            painter.setPen(QPen(QColor(look.theme.control), 2))
            painter.drawLine(QPointF(place, middle - 5), QPointF(place, middle + 5))
            painter.setPen(look.muted)
            text = self._number(value)
            own = painter.boundingRect(below, int(flag), text)
            if not own.adjusted(-6, 0, 6, 0).intersects(taken):
                painter.drawText(below, int(flag), text)
        if self.truths is not None:
            self._paint_both(painter, slot, truth)

    def _paint_text(self, painter: QPainter, x: float, row: QRectF, value: float) -> QRectF:
        """A number in bold at ``x`` of a row; returns what it covers."""
        text, font = self._number(value), self.look.value
        width = QFontMetricsF(font).horizontalAdvance(text) + 2
        left = min(max(x - width / 2, row.left()), row.right() - width)
        rect = QRectF(left, row.top(), width, QFontMetricsF(font).height())
        painter.setFont(font)
        painter.setPen(self.look.ink)
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), text)
        painter.setFont(self.look.tick)
        return rect

    def _paint_both(self, painter: QPainter, slot: Slot, truth: float | None) -> None:
        """What is the case, and the estimate with what it is above it."""
        look, estimate = self.look, self.estimates.get(slot.key)
        if truth is not None:
            painter.setPen(QPen(look.surface, 2))
            painter.setBrush(QColor(look.theme.accent))
            size = GRIP * max(look.type.scale, 1.0)
            painter.drawEllipse(self.board.handle(slot, truth), size, size)
        if estimate is None:
            return
        tick, area = self.board.tick(slot, estimate), self.board.area(slot)
        painter.setPen(look.dashed(look.ink, 2))
        painter.drawLine(tick.start, tick.end)
        size_ = text_size(self.estimate_text, QFontMetricsF(look.tick))
        left = min(
            max(tick.start.x() - size_.width() / 2, area.left()), area.right() - size_.width()
        )
        painter.setPen(look.muted)
        painter.setFont(look.tick)
        place = QRectF(QPointF(left, tick.rect.top() - size_.height() - 2), size_)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), self.estimate_text)

    def _number(self, value: float) -> str:
        return with_unit(format_number(value, self.language), self.task.unit, self.language)
