"""From a hover to the repaint, both ways, in milliseconds."""

from __future__ import annotations

import math
import tempfile
from functools import partial
from pathlib import Path

from desktop_app.charts.scales import LinearScale
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QGraphicsView, QWidget

from desktop_app.charts.scene import Axis, Dot, Scene
from desktop_app.content.reader import read_lesson
from desktop_app.content.reference import Reference
from desktop_app.session.session import Session
from desktop_app.shell.application import Application
from desktop_app.storage.settings import SettingsFile
from desktop_app.ui.charts.chart_view import ChartView
from desktop_app.ui.charts.look import Look
from tests.benchmarks.lesson_copies import LESSON
from tests.benchmarks.painted import Painted, settle
from tests.benchmarks.report import report

MARKS = 10_000
REPEATS = 40
STEP = "slack-pace"
"""A step of the shipped lesson with linked figures and a chart that hides nothing."""


def crowd() -> Scene:
    """A chart of very many points."""
    dots = tuple(_dot(rank) for rank in range(MARKS))
    across, upright = (Axis(name, LinearScale(0, 1), "fr") for name in "xy")
    return Scene("Crowd", "", "", "", "fr", x=across, y=upright, dots=dots)


def _dot(rank: int) -> Dot:
    x, y = rank / MARKS, 0.5 + 0.45 * math.sin(rank * 0.7)
    reference = Reference.point("crowd", f"row-{rank}")
    name = f"row {rank}"
    return Dot(name, reference, x, y, rank % 3, 0, name, f"{y:.2f}", y, f"{name}: {y:.2f}")


def in_a_crowd() -> dict[str, list[float]]:
    """One mark of very many: through the session, and under the mouse."""
    session = Session({})
    view = ChartView(session, animated=False)
    view.set_look(Look())
    view.resize(800, 500)
    view.show_scene(crowd())
    painted = Painted(_canvas(view))
    painted.after(view.show)
    settle()
    ranks = [1 + rank * 241 % MARKS for rank in range(REPEATS)]
    marks = [view.scene.marks[rank].reference for rank in ranks]
    places = [view.mark_rect(rank).center() for rank in ranks]
    first, *others = (painted.after(partial(session.hover, mark)) for mark in marks)
    return {
        f"first hover of one of {MARKS:,} marks": [first],
        f"hover one of {MARKS:,} marks": others,
        f"mouse over one of {MARKS:,} marks": [
            painted.after(partial(move_mouse, view, place)) for place in places
        ],
    }


def in_the_lesson() -> dict[str, list[float]]:
    """The shipped lesson: a figure of the text to its mark, and a mark to its figure."""
    with tempfile.TemporaryDirectory() as folder:
        application = Application(settings=SettingsFile(Path(folder)), language="fr")
        window = application.window
        window.resize(1440, 900)
        window.open_lesson(read_lesson(LESSON), step=STEP)
        painted = Painted(window)
        painted.after(window.show)
        view = window.lesson_view
        assert view is not None
        view.after_first_paint()
        settle()
        assert view.stage.chart_card is not None
        chart, narrative = view.stage.chart_card.view, view.narrative
        figures = [
            QPointF(narrative.anchor_area(index).center())
            for index, anchor in enumerate(narrative.anchors)
            if chart.scene.marks_of(anchor.link.reference)
        ]
        marks = [chart.mark_rect(rank).center() for rank in range(len(chart.scene.marks))]
        aside = QPointF(2, 2)
        in_chart, in_text = Painted(_canvas(chart)), Painted(narrative.viewport())
        to_mark, to_figure = [], []
        for turn in range(REPEATS):
            figure, mark = figures[turn % len(figures)], marks[turn % len(marks)]
            to_mark.append(in_chart.after(partial(move_mouse, narrative.viewport(), figure)))
            move_mouse(narrative.viewport(), aside)
            QApplication.processEvents()
            to_figure.append(in_text.after(partial(move_mouse, chart, mark)))
            move_mouse(chart, aside)
            QApplication.processEvents()
        return {"figure in the text to its mark": to_mark, "mark to its sentence": to_figure}


def _canvas(view: ChartView) -> QWidget:
    canvas = view.findChild(QGraphicsView)
    assert canvas is not None
    return canvas.viewport()


def move_mouse(widget: QWidget, at: QPointF) -> None:
    """Send ``widget`` a move of the mouse to ``at``."""
    nothing = Qt.MouseButton.NoButton
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        at,
        QPointF(widget.mapToGlobal(at)),
        nothing,
        nothing,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, event)


if __name__ == "__main__":
    lesson = in_the_lesson()
    report({**in_a_crowd(), **lesson})
