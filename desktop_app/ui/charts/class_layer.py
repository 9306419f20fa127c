"""What several groups expect of a chart, laid over one another: thin, numbered, told apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.charts.scene import Scene
from desktop_app.charts.task import Slot, Task
from desktop_app.content.numbers import format_number, with_unit
from desktop_app.learning.classroom.class_predictions import GroupPrediction
from desktop_app.ui.charts.chart_view import ChartView
from desktop_app.ui.charts.estimates import Board
from desktop_app.ui.charts.look import Look
from desktop_app.ui.charts.placing import text_size

DASHES: tuple[tuple[float, ...], ...] = (
    (7, 2), (3, 3), (1, 2), (8, 2, 1, 2), (12, 5), (2, 5), (6, 2, 1, 2, 1, 2), (4, 1),
    (1, 5), (5, 2, 2, 2), (3, 1, 1, 1), (5, 6),
)  # fmt: skip
"""Strokes that are told apart without colour, in widths of the line; what is drawn without
a break is the data.
"""
WIDTH, DATA = 1.8, 2.0
"""The lines of groups; how much thicker than usual those of the data are among them."""
MOST_LANES = 12
"""Ticks at one bar stand side by side as long as they are no more than these."""


class _Number(NamedTuple):
    """The number of the group of that ``rank``, to be written ``aside`` of a place."""

    at: QPointF
    rank: int
    aside: QPointF = QPointF(0, 0)


def stroke(rank: int, look: Look) -> QPen:
    """The line of the group of that rank: its colour and its dashes change at different
    paces, so that many groups have each their own.
    """
    pen = QPen(look.series(rank), WIDTH * max(look.type.scale, 1.0))
    pen.setDashPattern(list(DASHES[rank % len(DASHES)]))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


class ClassLayer(QWidget):
    """Lies over a chart, and lets the mouse through."""

    def __init__(self, view: ChartView) -> None:
        super().__init__(view)
        self._view = view
        self._scene: Scene | None = None
        self._look = Look()
        self._board: Callable[[], Board] | None = None
        self.guesses: Sequence[GroupPrediction] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        view.laid_out.connect(self._place)

    def show_guesses(
        self,
        scene: Scene,
        guesses: Sequence[GroupPrediction],
        look: Look,
        board: Callable[[], Board] | None = None,
    ) -> None:
        """Draw ``guesses`` over ``scene``; ``board`` says where, if not along its axes."""
        self._scene, self.guesses, self._look, self._board = scene, guesses, look, board
        self.show()
        self.raise_()
        self._place()

    def end(self) -> None:
        """Nothing is laid over the chart any more."""
        self._scene, self._board, self.guesses = None, None, ()
        self.hide()

    def _place(self) -> None:
        if self._scene is not None:
            self.setGeometry(self._view.rect())
            self.update()

    # -- drawing -------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        scene, layout = self._scene, self._view.chart_layout
        if scene is None or scene.task is None or not layout.plots:
            return
        board = self._board() if self._board else Board(scene, scene.task, layout)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        numbers: list[_Number] = []
        for rank, guess in enumerate(self.guesses):
            if scene.task.kind == "line":
                numbers += self._paint_lines(painter, board, scene.task, rank, guess)
            else:
                for slot in scene.task.slots:
                    if slot.key in guess.estimates:
                        numbers.append(self._paint_tick(painter, board, slot, rank, guess))
        taken: list[QRectF] = []
        for number in numbers:  # over every stroke
            self._paint_number(painter, number, taken)
        painter.end()

    def _paint_lines(
        self,
        painter: QPainter,
        board: Board,
        task: Task,
        rank: int,
        guess: GroupPrediction,
    ) -> list[_Number]:
        """The lines of a group; returns where its numbers stand."""
        numbers = []
        for line in task.lines:
            slots = [task.slot(key) for key in line.keys if key in guess.estimates]
            points = [board.handle(one, guess.estimates[one.key]) for one in slots if one]
            if not points:
                continue
            painter.setPen(stroke(rank, self._look))
            for start, end in pairwise(points):
                painter.drawLine(start, end)
            if len(points) == 1:
                painter.drawEllipse(points[0], 4, 4)
            # Each number at a place of its own along its line: lines that end together
            # would have them over one another.
            at = points[(len(points) - 1) * (rank + 1) // (len(self.guesses) + 1)]
            numbers.append(_Number(at, rank))
        return numbers

    def _paint_tick(
        self,
        painter: QPainter,
        board: Board,
        slot: Slot,
        rank: int,
        guess: GroupPrediction,
    ) -> _Number:
        """A tick in its own lane of the bar; returns where its number stands."""
        tick = board.tick(slot, guess.estimates[slot.key])
        count = len(self.guesses)
        start, end = tick.start, tick.end
        if self._board is None and 1 < count <= MOST_LANES:
            along = (end - start) / count
            start, end = start + along * rank, start + along * (rank + 1)
        thick = WIDTH * max(self._look.type.scale, 1.0)
        for pen in (
            QPen(self._look.surface, thick * 3),
            QPen(self._look.series(rank), thick * 1.5),
        ):
            painter.setPen(pen)  # cased: it may lie on a bar
            painter.drawLine(start, end)
        away = self._size * 0.75
        aside = QPointF(away, 0) if board.is_horizontal else QPointF(0, -away)
        return _Number((start + end) / 2, rank, aside)

    @property
    def _size(self) -> float:
        """The diameter of a number's disc."""
        return QFontMetricsF(self._look.tick).height() * 1.15

    def _paint_number(self, painter: QPainter, number: _Number, taken: list[QRectF]) -> None:
        """A group's number aside of its place, or where none stands yet: a line leads there."""
        at, rank, aside = number
        size = self._size
        spots = [aside, -aside]
        spots += [aside + QPointF(x * size, y * size) for step in (1, 2, 3)
                  for x, y in ((0, -step), (0, step), (step, 0), (-step, 0))]  # fmt: skip
        inside = QRectF(self.rect())
        for spot in spots:
            place = QRectF(0, 0, size, size)
            place.moveCenter(at + spot)
            if inside.contains(place) and not any(place.intersects(one) for one in taken):
                break
        else:
            place = QRectF(0, 0, size, size)
            place.moveCenter(at + aside)
        taken.append(place)
        colour = self._look.series(rank)
        painter.setPen(QPen(colour, 1.5))
        painter.drawLine(at, place.center())
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(self._look.surface)
        painter.drawEllipse(place)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(self._look.ink)
        painter.setFont(self._look.tick)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), str(rank + 1))


class ClassLegend(QWidget):
    """Which stroke is whose: as many rows as the names need."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = Look()
        self.guesses: Sequence[GroupPrediction] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def show_guesses(
        self, guesses: Sequence[GroupPrediction], scene: Scene, look: Look, title: str
    ) -> None:
        self.guesses, self._look = guesses, look
        self.setAccessibleName(title)
        self.setAccessibleDescription(told(guesses, scene))
        self.setVisible(bool(guesses))
        self.setMinimumHeight(self._arrange(max(self.width(), 200))[1])
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(width)[1]

    def sizeHint(self) -> QSize:
        return QSize(300, self._arrange(max(self.width(), 300))[1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setMinimumHeight(self._arrange(self.width())[1])

    def _arrange(self, width: int) -> tuple[list[QRectF], int]:
        """The place of each group, and the height of all."""
        metrics = QFontMetricsF(self._look.category)
        high, line = metrics.height() * 1.3, self._line
        places: list[QRectF] = []
        x = y = 0.0
        for rank, one in enumerate(self.guesses):
            wide = line + text_size(self._text(rank, one), metrics).width() + high * 0.7
            wide = min(wide, width)
            if x and x + wide > width:
                x, y = 0.0, y + high
            places.append(QRectF(x, y, wide, high))
            x += wide
        return places, round(y + high) if places else 0

    @property
    def _line(self) -> float:
        return self._look.px(34)

    def _text(self, rank: int, guess: GroupPrediction) -> str:
        return f"{rank + 1}\u2002{guess.label}"

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetricsF(self._look.category)
        painter.setFont(self._look.category)
        for rank, place in enumerate(self._arrange(self.width())[0]):
            middle = place.center().y()
            painter.setPen(stroke(rank, self._look))
            end = place.left() + self._line * 0.8
            painter.drawLine(QPointF(place.left(), middle), QPointF(end, middle))
            painter.setPen(QColor(self._look.ink))
            room = place.adjusted(self._line, 0, 0, 0)
            text = metrics.elidedText(
                self._text(rank, self.guesses[rank]), Qt.TextElideMode.ElideRight, room.width()
            )
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room, int(flags), text)
        painter.end()


def told(guesses: Sequence[GroupPrediction], scene: Scene) -> str:
    """What each group expects, in words."""
    task, language = scene.task, scene.language
    if task is None:
        return ""
    lines = []
    for guess in guesses:
        values = [
            f"{slot.name} "
            + with_unit(format_number(guess.estimates[slot.key], language), task.unit, language)
            for slot in task.slots
            if slot.key in guess.estimates
        ]
        lines.append(f"{guess.label} – {', '.join(values)}.")
    return " ".join(lines)
