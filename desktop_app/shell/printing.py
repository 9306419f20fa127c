"""Papers of a lesson as PDF: what they say, set in type, with its charts."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter

from desktop_app.charts.scene import Scene
from desktop_app.content.lesson import Lesson
from desktop_app.content.problems import Location, ProblemLog
from desktop_app.paper.composing import compose
from desktop_app.paper.elements import Paper
from desktop_app.paper.request import PaperRequest
from desktop_app.ui.charts.apart import greys_of
from desktop_app.ui.charts.layout import NAMES_SHARE
from desktop_app.ui.charts.look import Look
from desktop_app.ui.charts.picture import MARGIN, ChartPicture
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.pictures import Pictures
from desktop_app.ui.common.theme import PRINT
from desktop_app.ui.paper.pages import SetPaper, fitted
from desktop_app.ui.paper.pdf import to_pdf
from desktop_app.ui.paper.type import PaperType

_PLOT_LOW, _PLOT_HIGH = 84.0, 205.0
_AROUND = 52.0
"""What axes and their titles take above and below the plots, about."""
_TALLEST = 400.0
_MOST = 2.2 * _TALLEST
_LEAST, _LEAST_MAP, _LEAST_LARGE_MAP = 0.55, 0.7, 0.9
"""The share of its height to which a plot may be squeezed."""
_LEGEND = 40.0
_LETTER, _NAME_LINE = 6.8, 17.0
"""Of the names of categories: how wide a letter is, about, and how high a line."""


class PaperChart:
    """A chart of the engine in the look for black and white, its margins outside the column.

    As high as its specification has it, where no ``height`` is given.
    """

    def __init__(
        self, scene: Scene, width: float, scale: float, height: float | None = None
    ) -> None:
        self._scene, self._width, self._scale = scene, width, scale
        look = Look(PRINT, Type(scale), greys=greys_of(scene))
        self._margin = look.px(MARGIN)
        around = 2 * self._margin
        natural, least = (one - around for one in _heights(scene, width, scale))
        self.least = min(natural, least)
        self.size = QSize(round(width), round(natural if height is None else height))
        self._picture = ChartPicture(scene, look, size=self.size + QSize(around, around))

    def lower(self, height: float) -> PaperChart:
        """The same chart, so many pixels high."""
        return PaperChart(self._scene, self._width, self._scale, height)

    def paint(self, painter: QPainter, ratio: float = 1.0) -> None:
        margin = self._margin
        # What is above keeps its place: the picture's own ground reaches further up.
        painter.setClipRect(QRectF(-margin, 0, self.size.width() + 2 * margin, self.size.height()))
        painter.translate(-margin, -margin)
        self._picture.paint(painter, ratio)


def _heights(scene: Scene, width: float, scale: float) -> tuple[float, float]:
    """How high a chart is that is so wide, as its specification has it, within reason; and
    how low it may be, with room for all names (but where there are too many for any page).
    """
    if scene.keeps_aspect:
        legends = _LEGEND * scale if scene.legends and scale > 1 else 0.0
        wanted = width * scene.height / max(scene.width, 1.0)
        natural = min(wanted, _TALLEST * math.sqrt(scale))
        least = _LEAST_MAP if scale == 1 else _LEAST_LARGE_MAP
        return natural + legends, natural * least + legends
    rows = 1 + max((plot.row for plot in scene.plots), default=0)
    columns = 1 + max((plot.column for plot in scene.plots), default=0)
    low, high = _PLOT_LOW * math.sqrt(scale), _PLOT_HIGH * math.sqrt(scale)
    plot = min(max(scene.height * math.sqrt(scale), low), high)
    names = _room_of_names(scene, width / columns, scale)

    def whole(plot: float) -> float:
        return min(rows * (plot + 18) + (_AROUND + 2 * MARGIN) * scale, _MOST)

    natural = whole(max(plot, names))
    if natural == _MOST:
        return natural, natural * _LEAST
    return natural, whole(max(plot * _LEAST, low, names))


def _room_of_names(scene: Scene, width: float, scale: float) -> float:
    """How high a plot is whose categories are read in full at its left."""
    axis = scene.plots[0].axis("y") if scene.plots else None
    if axis is None or axis.kind != "category":
        return 0.0
    ticks = axis.ticks()
    longest = max((len(tick.label) for tick in ticks), default=0) * _LETTER * scale
    lines = min(math.ceil(longest / (NAMES_SHARE * width)), 3)
    if scale > 1:
        lines += _lines_of_texts(scene)
    return len(ticks) * (lines * _NAME_LINE + 5) * scale


def _lines_of_texts(scene: Scene) -> int:
    """How many lines more a row needs in large print for words beside its marks, or above
    and below them.
    """
    found = 0
    for group in (group for _, group in scene.groups if group.type == "text" and group.count):
        if group.value("dy", 0):
            found = max(found, 3)
        elif " " in str(group.value("text", 0)):
            found = max(found, 1)
    return found


def set_papers(lesson: Lesson, request: PaperRequest, log: ProblemLog) -> tuple[SetPaper, ...]:
    """What ``request`` asks for, on pages; ``log`` says what was left out or cut.

    Needs a QGuiApplication, and the fonts registered. Raises PaperError.
    """
    return set_composed(lesson, request, compose(lesson, request, log), log)


def set_composed(
    lesson: Lesson, request: PaperRequest, composed: Sequence[Iterable[Paper]], log: ProblemLog
) -> tuple[SetPaper, ...]:
    """As :func:`set_papers`, of what was composed already (in another thread)."""
    find = partial(_image, Pictures(lesson.files))
    papers = tuple(
        fitted(drafts, PaperType(request.large), PaperChart, find) for drafts in composed
    )
    for name in dict.fromkeys(name for paper in papers for name in paper.cut):
        log.warning("piece-cut", Location(""), name=name.partition(":")[2])
    if any(paper.shortened for paper in papers):
        log.warning("summary-shortened", Location(""))
    return papers


def _image(pictures: Pictures, path: str) -> QImage | None:
    found = pictures.find(path)
    return found.image if found is not None else None


def print_pdf(lesson: Lesson, request: PaperRequest, log: ProblemLog) -> bytes:
    """The PDF of what ``request`` asks for. Raises PaperError."""
    return to_pdf(set_papers(lesson, request, log))
