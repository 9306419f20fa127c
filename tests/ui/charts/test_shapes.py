"""Where marks are, which one is at a point, and the ways between vertices."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPainter

from desktop_app.charts.scene import Scene
from desktop_app.ui.charts.layout import ChartLayout, arrange
from desktop_app.ui.charts.look import Look
from desktop_app.ui.charts.painting.curves import curve
from desktop_app.ui.charts.painting.thinning import thinned
from desktop_app.ui.charts.shapes import Shapes, groups_of
from desktop_app.ui.charts.symbol_paths import symbol_path
from tests.ui.charts import scenes

BOUNDS = QRectF(0, 0, 520, 360)


def shapes_of(scene: Scene, *, clipped: bool = False) -> tuple[Shapes, ChartLayout]:
    layout = arrange(scene, QSizeF(520, 360), Look(), QMarginsF())
    return Shapes(scene, groups_of(scene), layout, Look(), BOUNDS, clipped=clipped), layout


pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize(
    "scene",
    [
        scenes.bars(),
        scenes.bars(horizontal=False),
        scenes.lines(),
        scenes.lines(points=True),
        scenes.scatter(),
    ],
)
def test_a_mark_is_found_where_it_is(scene: Scene) -> None:
    shapes, _ = shapes_of(scene)
    for rank in range(len(scene.marks)):
        centre = shapes.rect(rank).center()
        found = shapes.find(centre + QPointF(0.2, 0.1))
        assert found is not None
        other = shapes.rect(found).center() - centre
        assert found == rank or math.hypot(other.x(), other.y()) < 6


def test_bars_stand_on_whole_pixels() -> None:
    shapes, _ = shapes_of(scenes.bars())
    for rank in range(3):
        rect = shapes.rect(rank)
        ends = (rect.left(), rect.top(), rect.right(), rect.bottom())
        assert all(end == round(end) for end in ends)


def test_a_bar_too_short_to_see_is_found_beside_it() -> None:
    scene = scenes.bars([scenes.Bar("none", 0.0), scenes.Bar("all", 100.0)])
    shapes, _ = shapes_of(scene)
    assert shapes.find(shapes.rect(0).center() + QPointF(4, 0)) == 0


def test_the_one_in_front_is_found_first() -> None:
    below = scenes.group_of("rect", 1, {"x": 0.0, "x2": 300.0, "y": 0.0, "y2": 200.0})
    above = scenes.group_of("rect", 1, {"x": 100.0, "x2": 200.0, "y": 50.0, "y2": 150.0})
    shapes, layout = shapes_of(scenes.scene_of(below, above))
    plot = layout.plots[0]
    assert shapes.find(plot.point(150, 100)) == 1
    assert shapes.find(plot.point(20, 100)) == 0


def test_what_is_not_walked_is_not_found() -> None:
    group = scenes.group_of("rect", 1, {"x": 0.0, "x2": 300.0, "y": 0.0, "y2": 200.0}, ranks=-1)
    shapes, layout = shapes_of(scenes.scene_of(group))
    assert shapes.find(layout.plots[0].point(150, 100)) is None


def test_sectors_are_found_by_their_angle() -> None:
    scene = scenes.pie((1, 1, 2), inner=30)
    shapes, layout = shapes_of(scene)
    plot = layout.plots[0]
    for angle, rank in ((45, 0), (135, 1), (200, 2), (350, 2)):
        turn = math.radians(angle)
        x, y = scenes.WIDTH / 2 + 60 * math.sin(turn), scenes.HEIGHT / 2 - 60 * math.cos(turn)
        assert shapes.find(plot.point(x, y)) == rank
    assert shapes.find(plot.point(scenes.WIDTH / 2, scenes.HEIGHT / 2)) is None


def test_a_hole_of_a_country_is_not_the_country() -> None:
    shapes, layout = shapes_of(scenes.squares())
    plot = layout.plots[0]
    assert shapes.find(plot.point(60, 30)) == 0
    assert shapes.find(plot.point(120, 90)) == 1
    assert shapes.find(plot.point(290, 190)) is None


def test_an_area_is_found_at_its_nearest_vertex() -> None:
    scene = scenes.areas(11)
    shapes, layout = shapes_of(scene)
    assert shapes.find(layout.plots[0].point(62, 190)) == 2
    assert shapes.find(layout.plots[0].point(62, 140)) == 11 + 2
    assert shapes.find(layout.plots[0].point(62, 20)) is None


def test_a_slanted_rule_is_found_along_it_only() -> None:
    columns = {"x": 0.0, "y": 0.0, "x2": 300.0, "y2": 200.0, "stroke": "ink"}
    shapes, layout = shapes_of(scenes.scene_of(scenes.group_of("rule", 1, columns)))
    assert shapes.find(layout.plots[0].point(150, 100)) == 0
    assert shapes.find(layout.plots[0].point(150, 130)) is None


def test_a_point_in_a_crowd_is_the_nearest_one() -> None:
    scene = scenes.scatter(5_000)
    shapes, layout = shapes_of(scene)
    group, plot = scene.plots[0].groups[0], layout.plots[0]
    xs = plot.x(group.columns["x"])  # type: ignore[arg-type]
    ys = plot.y(group.columns["y"])  # type: ignore[arg-type]
    for x, y in ((100.0, 100.0), (317.5, 222.2), (250.0, 60.0)):
        found = shapes.find(QPointF(x, y))
        assert found is not None
        away = np.hypot(xs - x, ys - y)
        assert away[found] == pytest.approx(away.min())


def test_texts_stay_in_the_widget_and_a_crowd_is_thinned() -> None:
    count = 60
    columns = {"x": np.full(count, 299.0), "y": np.linspace(0, 199, count), "text": "a long text"}
    shapes, _ = shapes_of(scenes.scene_of(scenes.group_of("text", count, columns)))
    rects = shapes.texts()
    assert 3 < len(rects) < count
    assert all(BOUNDS.contains(rect) for rect in rects)
    assert not any(a.intersects(b) for i, a in enumerate(rects) for b in rects[:i])


# -- lines of very many vertices -------------------------------------------------------


@given(st.integers(0, 2**31), st.integers(1, 60), st.integers(2, 4_000))
def test_thinning_keeps_ends_and_extremes(seed: int, columns: int, count: int) -> None:
    chance = np.random.default_rng(seed)
    x = np.sort(chance.uniform(0, 100, count))
    y = chance.normal(0, 1, count)
    xs, ys, is_thinned = thinned(x, y, 0.0, 100.0, columns)
    assert is_thinned == (count > 4 * columns)
    assert len(xs) == len(ys) <= max(4 * columns + 8, count if not is_thinned else 0)
    assert (xs[0], ys[0], xs[-1], ys[-1]) == (x[0], y[0], x[-1], y[-1])
    assert (ys.min(), ys.max()) == (y.min(), y.max())
    assert (np.diff(xs) >= 0).all()


def test_what_goes_back_and_forth_is_not_thinned() -> None:
    x = np.sin(np.arange(5_000.0))
    assert len(thinned(x, x, -1.0, 1.0, 10)[0]) == 5_000


def test_out_of_sight_only_the_neighbours_are_kept() -> None:
    x = np.arange(10_000.0)
    xs, _, _ = thinned(x, x, 5_000.0, 5_010.0, 100)
    assert (xs[0], xs[-1]) == (4_999.0, 5_011.0)


# Controls of the curves: d3-shape 3.2, line().curve(…) of these five points.
POINTS = np.array([(0, 0), (10, 20), (30, 5), (40, 5), (70, 50)], dtype=float)
SECOND = {
    "cardinal": [(10, 20), (15, 20.833), (25, 7.5), (30, 5)],
    "catmull-rom": [(10, 20), (15.052, 21.193), (24.189, 6.937), (30, 5)],
    "monotone": [(10, 20), (16.667, 20), (23.333, 5), (30, 5)],
    "natural": [(10, 20), (15.833, 20.238), (25.417, 10.833), (30, 5)],
}


@pytest.mark.parametrize("interpolate", SECOND)
def test_curves_are_those_of_d3(interpolate: str) -> None:
    xs, ys = curve(POINTS[:, 0], POINTS[:, 1], interpolate)
    controls = np.array(SECOND[interpolate])
    share = np.linspace(0, 1, 17)[:, None]
    weights = ((1 - share) ** 3, 3 * share * (1 - share) ** 2, 3 * share**2 * (1 - share), share**3)
    wanted = sum(weight * control for weight, control in zip(weights, controls, strict=True))
    assert np.allclose(np.column_stack((xs, ys))[16:33], wanted, atol=2e-3)


@pytest.mark.parametrize(
    ("interpolate", "wanted"),
    [
        ("step-after", [(0, 0), (10, 0), (10, 20), (30, 20), (30, 5), (40, 5), (40, 5), (70, 5)]),
        ("step-before", [(0, 0), (0, 20), (10, 20), (10, 5), (30, 5), (30, 5), (40, 5)]),
        ("step", [(0, 0), (5, 0), (5, 20), (20, 20), (20, 5), (35, 5), (35, 5), (55, 5)]),
    ],
)
def test_steps_are_those_of_d3(interpolate: str, wanted: list[tuple[float, float]]) -> None:
    xs, ys = curve(POINTS[:, 0], POINTS[:, 1], interpolate)
    assert np.column_stack((xs, ys))[: len(wanted)].tolist() == [list(pair) for pair in wanted]


def test_symbols_take_svg_paths_and_survive_what_is_none() -> None:
    assert symbol_path("M-1,-1h2v2h-2Z").boundingRect() == QRectF(-1, -1, 2, 2)
    assert symbol_path("triangle-up").boundingRect().width() == pytest.approx(2)
    for nonsense in ("", "M", "Mx,y", "M1e999 0L1", "no such", "m" * 9_000):
        assert not symbol_path(nonsense).isEmpty()


# -- hostile columns -------------------------------------------------------------------

_NUMBER = st.one_of(
    st.none(),
    st.booleans(),
    st.text(max_size=3),
    st.floats(allow_nan=True, allow_infinity=True),
    st.sampled_from([1e308, -1e308, 0, 5e-324, 10**400]),
)
_WORD = st.one_of(st.none(), st.text(max_size=8), st.integers(), st.lists(st.integers()))
_KINDS = st.sampled_from(
    ["bar", "rect", "tick", "line", "area", "trail", "rule", "text", "arc", "geoshape", "point"]
)


@given(st.data())
def test_nothing_in_a_column_stops_the_drawing(data: st.DataObject) -> None:
    kind, count = data.draw(_KINDS), data.draw(st.integers(0, 6))
    columns: dict[str, object] = {}
    for name in ("x", "y", "x2", "y2", "size", "angle", "opacity", "startAngle", "endAngle"):
        columns[name] = data.draw(st.lists(_NUMBER, min_size=count, max_size=count) | _NUMBER)
    for name in ("outerRadius", "strokeWidth", "strokeDash"):
        columns[name] = data.draw(st.lists(_NUMBER, min_size=count, max_size=count))
    for name in ("fill", "stroke", "shape", "text", "path"):
        columns[name] = data.draw(st.lists(_WORD, min_size=count, max_size=count) | _NUMBER)
    group = scenes.group_of(kind, count, columns, paths=((0, count),))
    shapes, _ = shapes_of(scenes.scene_of(group))
    image = QImage(520, 360, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    try:
        shapes.paint(painter)
    finally:
        painter.end()
    shapes.find(QPointF(100, 100))
    for rank in range(count):
        shapes.rect(rank)
