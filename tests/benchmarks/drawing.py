"""Drawing many marks, in milliseconds: this application's charts, pyqtgraph as it is, and
matplotlib's Qt canvas, in turns in one process.

All three draw the same data at the same size, from new data until they are painted.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from time import perf_counter_ns
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtWidgets import QApplication

from desktop_app.charts.scene import Scene
from desktop_app.session.session import Session
from desktop_app.ui.charts.chart_view import ChartView
from desktop_app.ui.charts.look import Look
from tests.benchmarks.report import report
from tests.ui.charts import scenes

SIZE = (800, 500)
POINTS, VERTICES, MARKS = 35_000, 1_000_000, 10_000
REPEATS = 7
Figures = dict[str, list[float]]
Data = tuple[np.ndarray, np.ndarray]
Draw = Callable[[np.ndarray, np.ndarray], object]


def timed(act: Callable[[], object]) -> float:
    start = perf_counter_ns()
    act()
    return (perf_counter_ns() - start) / 1e6


def clouds(count: int) -> list[tuple[np.ndarray, np.ndarray]]:
    chance = np.random.default_rng(7)
    return [(chance.uniform(0, 1, count), chance.normal(0.5, 0.15, count)) for _ in range(REPEATS)]


def walks(count: int) -> list[tuple[np.ndarray, np.ndarray]]:
    chance = np.random.default_rng(7)
    steps = np.linspace(0, 1, count)
    found = []
    for _ in range(REPEATS):
        walk = np.cumsum(chance.normal(0, 1, count))
        found.append((steps, (walk - walk.min()) / np.ptp(walk)))
    return found


# -- the three that draw ---------------------------------------------------------------


def ours() -> Callable[[Scene], None]:
    view = ChartView(Session({}), animated=False)
    view.set_look(Look())
    view.resize(*SIZE)
    view.show()
    QApplication.processEvents()

    def draw(scene: Scene) -> None:
        view.show_scene(scene)
        painted()

    return draw


def scene_of(kind: str, x: np.ndarray, y: np.ndarray) -> Scene:
    columns = {"x": x * scenes.WIDTH, "y": (1 - y) * scenes.HEIGHT}
    if kind == "points":
        columns |= {"fill": "series:0", "stroke": None, "size": 30.0, "shape": "circle"}  # type: ignore[dict-item]
        return scenes.scene_of(scenes.group_of("circle", len(x), columns))
    columns |= {"stroke": "series:0", "strokeWidth": 1.0}  # type: ignore[dict-item]
    return scenes.scene_of(scenes.group_of("line", len(x), columns, paths=((0, len(x)),)))


def plain(kind: str) -> Draw:
    """A plot of pyqtgraph with nothing added."""
    plot = pg.PlotWidget(background="w")
    plot.setRange(xRange=(0, 1), yRange=(0, 1), padding=0)
    plot.resize(*SIZE)
    if kind == "points":
        item = pg.ScatterPlotItem(size=6, pen=None, brush="#1f5fbf", antialias=True)
    else:
        item = pg.PlotDataItem(pen=pg.mkPen("#1f5fbf", width=1), antialias=True)
    plot.addItem(item)
    plot.show()
    QApplication.processEvents()

    def draw(x: np.ndarray, y: np.ndarray, _window: object = plot) -> None:
        item.setData(x, y)
        painted()

    return draw


def matplotlib_canvas(kind: str) -> Draw | None:
    """The canvas of matplotlib in a Qt window; None where it is not installed."""
    try:
        from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg
        from matplotlib.figure import Figure
    except ImportError:
        return None
    canvas: Any = FigureCanvasQTAgg(Figure())  # type: ignore[no-untyped-call]
    canvas.resize(*SIZE)
    axes = canvas.figure.subplots()
    axes.set(xlim=(0, 1), ylim=(0, 1))
    is_line = kind == "line"
    drawn: Any = (
        axes.plot([], [], linewidth=1)[0] if is_line else axes.scatter([], [], 30 * (72 / 100) ** 2)
    )
    canvas.show()
    QApplication.processEvents()

    def draw(x: np.ndarray, y: np.ndarray) -> None:
        if is_line:
            drawn.set_data(x, y)
        else:
            drawn.set_offsets(np.column_stack((x, y)))
        canvas.draw()
        canvas.repaint()
        painted()

    return draw


def painted() -> None:
    """Let what is due be painted, and nothing twice."""
    for _ in range(2):
        QApplication.sendPostedEvents()
        QApplication.processEvents()


# -- what is measured ------------------------------------------------------------------


def compared(name: str, kind: str, data: list[tuple[np.ndarray, np.ndarray]]) -> Figures:
    """The first drawing, and each one of other data, in turns."""
    draw_ours, others = ours(), {"pyqtgraph": plain(kind), "matplotlib": matplotlib_canvas(kind)}
    figures: Figures = {}
    for turn, (x, y) in enumerate(data):
        # What the resolver hands over is made before; resolving is measured elsewhere.
        acts: dict[str, Callable[[], object]] = {"ours": partial(draw_ours, scene_of(kind, x, y))}
        for who, draw in others.items():
            if draw is not None:
                acts[who] = partial(draw, x, y)
        for who, act in acts.items():
            figures.setdefault(f"{'update' if turn else 'first'} {name} {who}", []).append(
                timed(act)
            )
    return figures


def highlighting() -> Figures:
    """Another mark of very many lit up, and painted."""
    session = Session({})
    view = ChartView(session, animated=False)
    view.set_look(Look())
    view.resize(*SIZE)
    x, y = clouds(MARKS)[0]
    view.show_scene(scene_of("points", x, y))
    view.show()
    painted()
    ranks = [1 + turn * 241 % MARKS for turn in range(4 * REPEATS)]
    view.scene.marks_of(view.scene.marks[0].reference)

    def light(rank: int) -> None:
        session.hover(view.scene.marks[rank].reference)
        painted()

    lit = [timed(partial(light, rank)) for rank in ranks]
    drawn = _with_colours(x, y)
    rest: Figures = {f"highlight one of {MARKS:,} ours": lit[1:]}
    for who, act in drawn.items():
        rest[f"highlight one of {MARKS:,} {who}"] = [timed(partial(act, rank)) for rank in ranks]
    return rest


def _with_colours(x: np.ndarray, y: np.ndarray) -> dict[str, Callable[[int], object]]:
    """One point in another colour, as each of the others would do it."""
    plot = pg.PlotWidget(background="w")
    plot.resize(*SIZE)
    crowd = pg.ScatterPlotItem(x, y, size=6, pen=None, brush="#1f5fbf", antialias=True)
    lit = pg.ScatterPlotItem(size=9, pen=None, brush="k")
    plot.addItem(crowd)
    plot.addItem(lit)
    plot.show()
    QApplication.processEvents()

    def light(rank: int, _window: object = plot) -> None:
        lit.setData(x[rank : rank + 1], y[rank : rank + 1])
        painted()

    acts: dict[str, Callable[[int], object]] = {"pyqtgraph": light}
    draw = matplotlib_canvas("points")
    if draw is not None:
        draw(x, y)

        def draw_again(rank: int) -> None:
            moved = y.copy()
            moved[rank] += 0.01
            draw(x, moved)

        acts["matplotlib"] = draw_again
    return acts


if __name__ == "__main__":
    application = QApplication([])
    report(
        {
            **compared(f"{POINTS:,} points", "points", clouds(POINTS)),
            **compared(f"a line of {VERTICES:,}", "line", walks(VERTICES)),
            **highlighting(),
        }
    )
